#include "ingest/opening.h"

#include <string.h>

#include "ingest/cells.h"
#include "ingest/lookup.h"

enum { HEADER_SEARCH_ROWS = 20, SAMPLE_ROWS = 500, SAMPLE_BYTES = 64 * 1024 };

void opened_release(struct opened *opened)
{
    reader_close(opened->reader);
    input_close(opened->input);
    profiles_release(&opened->profiles);
    zone_close(opened->zone);
    first_events_release(&opened->first_events);
    arena_release(&opened->arena);
    *opened = (struct opened){0};
}

/* The first decoded bytes decide the delimiter; "sep=;" decides it alone. */
static bool find_delimiter(struct opened *opened, struct error *err)
{
    struct span line;
    uint64_t at = 0;

    if (!input_rewind(opened->input, opened->dialect.charset, opened->dialect.skip_bytes, err))
        return false;
    do {
        if (!input_line(opened->input, 0, at, false, &line, err))
            return false;
        at += line.length;
    } while (line.length > 0 && at < SAMPLE_BYTES);
    struct span sample = input_kept(opened->input, 0, at);
    opened->dialect.is_cr = memchr(sample.bytes, '\n', sample.length) == NULL &&
                            memchr(sample.bytes, '\r', sample.length) != NULL;
    opened->dialect.delimiter = dialect_delimiter(sample);
    if (span_starts(sample, SPAN("sep=")) && sample.length > 5) {
        const char *end = memchr(sample.bytes, opened->dialect.is_cr ? '\r' : '\n', sample.length);
        opened->dialect.delimiter = sample.bytes[4];
        opened->dialect.has_sep_line = end != NULL;
        opened->dialect.skip_decoded = end == NULL ? 0 : (uint64_t)(end - sample.bytes) + 1;
    }
    return true;
}

static bool reopen(struct opened *opened, struct error *err)
{
    reader_close(opened->reader);
    opened->reader = NULL;
    return input_rewind(opened->input, opened->dialect.charset, opened->dialect.skip_bytes, err) &&
           reader_open(opened->input, &opened->dialect, &opened->reader, err);
}

static bool keep_headers(struct opened *opened, const struct csv_row *row,
                         struct understanding *words, struct error *err)
{
    opened->headers = arena_array(&opened->arena, row->count, sizeof *opened->headers);
    words->columns = arena_array(&words->arena, row->count, sizeof *words->columns);
    if (opened->headers == NULL || words->columns == NULL)
        return error_memory(err);
    for (size_t i = 0; i < row->count; i++) {
        struct span name = span_trim(row->fields[i]);
        opened->headers[i] = arena_text(&opened->arena, name.bytes, name.length);
        words->columns[i].header = arena_text(&words->arena, name.bytes, name.length);
        words->columns[i].detail = "";
        if (opened->headers[i] == NULL || words->columns[i].header == NULL)
            return error_memory(err);
    }
    words->column_count = row->count;
    words->header_line = opened->header_line = row->line;
    return true;
}

static bool nothing_fits(const struct ingest_request *request, const struct opened *opened,
                         const struct csv_row *first, struct error *err)
{
    OWN(buffer_release) struct buffer names = {0};
    const char *name = input_name(opened->input);

    if (first == NULL)
        return error_set(err, ERROR_INPUT, "%s: holds no row", name);
    for (size_t i = 0; i < first->count && i < 8; i++)
        buffer_format(&names, "%s%.*s", i == 0 ? "" : ", ",
                      first->fields[i].length > 24 ? 24 : (int)first->fields[i].length,
                      first->fields[i].bytes == NULL ? "" : first->fields[i].bytes);
    return error_set(err, ERROR_INPUT,
                     "%s:%llu: no known export has these columns%s%s: %s%s (hint: a ticket export "
                     "needs at least a ticket id and a date of creation; 'deskgauge desks' lists "
                     "what is known, --desk takes a profile of your own)",
                     name, (unsigned long long)first->line, request->desk == NULL ? "" : " as ",
                     request->desk == NULL ? "" : request->desk, buffer_span(&names).bytes,
                     first->count > 8 ? ", …" : "");
}

static const char *forced_name(const struct ingest_request *request,
                               const struct profiles *profiles)
{
    bool is_path = request->desk != NULL && strchr(request->desk, '.') != NULL;

    return is_path ? profiles->items[0].name : request->desk;
}

static bool check_desk_name(const struct ingest_request *request, const struct profiles *profiles,
                            struct error *err)
{
    const char *names[64];
    size_t count = 0;

    if (request->desk == NULL || strchr(request->desk, '.') != NULL)
        return true;
    for (size_t i = 0; i < profiles->count && count < 64; i++) {
        if (strcmp(profiles->items[i].name, request->desk) == 0)
            return true;
        names[count++] = profiles->items[i].name;
    }
    const char *near = text_nearest(span_of(request->desk), names, count);
    return error_set(err, ERROR_USAGE, "no desk is named '%s' (hint: %s%s%s)", request->desk,
                     near == NULL ? "'deskgauge desks' lists them" : "did you mean '",
                     near == NULL ? "" : near, near == NULL ? "" : "'?");
}

/* The header is the first of the first rows that some table recognises. */
static bool find_header(const struct ingest_request *request, struct opened *opened,
                        struct understanding *words, struct error *err)
{
    const struct csv_row *row = NULL;
    const struct profile *profile = NULL;
    const struct profile_table *table = NULL;

    if (!reopen(opened, err))
        return false;
    for (int tried = 0; tried < HEADER_SEARCH_ROWS; tried++) {
        if (!reader_next(opened->reader, &row, err))
            return false;
        if (row == NULL)
            break;
        if (row->count > 0 && row->fault == ROW_FINE &&
            plan_recognise(&opened->profiles, forced_name(request, &opened->profiles), row->fields,
                           row->count, &profile, &table, &words->certainty)) {
            if (!plan_bind(profile, table, row->fields, row->count, input_name(opened->input),
                           &opened->arena, &opened->plan, err))
                return false;
            reader_expect(opened->reader, row->count);
            return keep_headers(opened, row, words, err);
        }
        opened->preamble_rows++;
    }
    if (!reopen(opened, err) || !reader_next(opened->reader, &row, err))
        return false;
    return nothing_fits(request, opened, row, err);
}

/* Headers that are words of a profile and that another charset would spell otherwise. */
static size_t count_telling_headers(const struct opened *opened)
{
    size_t count = 0;

    for (size_t i = 0; i < opened->plan.column_count; i++) {
        bool is_telling = false;
        for (const char *at = opened->headers[i]; *at != '\0'; at++)
            is_telling |= (unsigned char)*at >= 0x80;
        count += is_telling && opened->plan.columns[i].meaning != NULL;
    }
    return count;
}

/* How many headers make sense in a charset; none where the file cannot be read in it. */
static size_t try_charset(const struct ingest_request *request, struct opened *opened,
                          struct understanding *words, const char *charset)
{
    struct error ignored = {0};

    opened->dialect.charset = charset;
    opened->preamble_rows = 0;
    bool is_read =
        find_delimiter(opened, &ignored) && find_header(request, opened, words, &ignored);
    return is_read ? count_telling_headers(opened) : 0;
}

/* Detectors misname CP850 and others (rulings 27): the profile's own words decide, where they can.
 */
static void confirm_charset(const struct ingest_request *request, struct opened *opened,
                            struct understanding *words)
{
    static const char *const charsets[] = {"cp1251", "cp1252", "cp850",
                                           "cp866",  "koi8-r", "cp1250"};
    const char *guess = opened->dialect.charset;
    const char *best = guess;
    size_t most = try_charset(request, opened, words, guess);

    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        size_t count = try_charset(request, opened, words, charsets[i]);
        if (count > most) {
            most = count;
            best = charsets[i];
        }
    }
    if (best != guess)
        opened->dialect.charset_rival = guess;
    opened->dialect.charset = best;
    opened->dialect.charset_is_confirmed = most > 0;
    opened->preamble_rows = 0;
}

/* How wide the scale of bare numbers is: the profile says it, else the greatest of the first rows,
 * so that a 4 means the same in every row. */
static int scale_of(const struct opened *opened)
{
    int64_t most = opened->greatest_rating;

    if (opened->plan.profile->rating_scale > 0)
        return opened->plan.profile->rating_scale;
    return most <= 5 ? 5 : most <= 7 ? 7 : most <= 10 ? 10 : 100;
}

static void note_rating(struct opened *opened, const struct csv_row *row)
{
    static const enum field fields[] = {FIELD_satisfaction, FIELD_score};
    int64_t rating = 0;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        int column = opened->plan.column_of[fields[i]];
        if (column >= 0 && cell_count(row->fields[column], &rating) && rating <= 100 &&
            rating > opened->greatest_rating)
            opened->greatest_rating = rating;
    }
}

/* Dates of one pass: up to `limit` rows, 0 for all. */
static bool gather_dates(struct opened *opened, size_t limit, struct error *err)
{
    const struct csv_row *row = NULL;
    struct date_parts parts;
    OWN(lookup_release) struct lookup ids = {0};
    size_t seen = 0;
    size_t repeated = 0;

    for (; limit == 0 || seen < limit; seen++) {
        if (!reader_next(opened->reader, &row, err))
            return false;
        if (row == NULL)
            break;
        if (row->count < opened->plan.column_count)
            continue;
        for (size_t i = 0; i < opened->plan.used_count; i++) {
            size_t column = opened->plan.used[i];
            if (field_kind(opened->plan.columns[column].meaning->field) == CELL_INSTANT &&
                row->fields[column].length > 0 && date_parts_parse(row->fields[column], &parts))
                date_evidence_add(&opened->plan.columns[column].evidence, &parts);
        }
        if (limit == 0)
            continue;
        note_rating(opened, row);
        struct span id = row->fields[opened->plan.column_of[FIELD_ticket_id]];
        uint64_t key = lookup_key(id, 0);
        if (lookup_find(&ids, key) != NULL)
            repeated++;
        else if (!lookup_add(&ids, (struct lookup_row){key, 0, 0}, err))
            return false;
    }
    if (limit > 0)
        opened->is_event_log =
            opened->plan.table->kind == TABLE_TICKETS &&
            (plan_is_minimal_log(&opened->plan) ||
             (repeated * 10 > seen && plan_has(&opened->plan, FIELD_updated_at)));
    return true;
}

static bool refuse_order(const struct opened *opened, size_t column, bool is_contradicted,
                         struct error *err)
{
    const struct date_evidence *evidence = &opened->plan.columns[column].evidence;
    const char *name = input_name(opened->input);

    if (is_contradicted)
        return error_set(
            err, ERROR_INPUT,
            "%s: column '%s' mixes orders: %llu dates cannot begin with the month and "
            "%llu cannot begin with the day (hint: was the file saved by a spreadsheet "
            "in another language? export it again)",
            name, opened->headers[column], (unsigned long long)evidence->first_over,
            (unsigned long long)evidence->second_over);
    return error_set(err, ERROR_INPUT,
                     "%s: column '%s': day and month cannot be told apart, no number is above 12 "
                     "(hint: say it with --dates dmy or --dates mdy)",
                     name, opened->headers[column]);
}

/* An order that one column proves holds for the file; a column that proves another is refused. */
static bool decide_dates(const struct ingest_request *request, struct opened *opened,
                         struct error *err)
{
    struct plan *plan = &opened->plan;
    enum date_order told = DATE_ORDER_UNKNOWN;
    enum date_order proved = DATE_ORDER_UNKNOWN;
    size_t open_column = SIZE_MAX;
    bool is_contradicted = false;

    if (request->dates != NULL && !date_order_parse(span_of(request->dates), &told))
        return error_set(err, ERROR_USAGE, "--dates takes dmy, mdy or ymd, not '%s'",
                         request->dates);
    for (size_t i = 0; i < plan->used_count; i++) {
        struct plan_column *column = &plan->columns[plan->used[i]];
        if (field_kind(column->meaning->field) != CELL_INSTANT)
            continue;
        column->order = told != DATE_ORDER_UNKNOWN
                            ? told
                            : date_evidence_decide(&column->evidence, &is_contradicted);
        if (is_contradicted && told == DATE_ORDER_UNKNOWN)
            return refuse_order(opened, plan->used[i], true, err);
        if (column->order == DATE_ORDER_UNKNOWN)
            open_column = plan->used[i];
        else if (column->evidence.count > 0)
            proved = column->order;
    }
    if (open_column != SIZE_MAX && proved == DATE_ORDER_UNKNOWN)
        return refuse_order(opened, open_column, false, err);
    for (size_t i = 0; i < plan->used_count; i++) {
        struct plan_column *column = &plan->columns[plan->used[i]];
        if (field_kind(column->meaning->field) == CELL_INSTANT &&
            column->order == DATE_ORDER_UNKNOWN)
            column->order = proved;
    }
    return true;
}

static bool needs_whole_file(const struct opened *opened)
{
    for (size_t i = 0; i < opened->plan.used_count; i++) {
        const struct plan_column *column = &opened->plan.columns[opened->plan.used[i]];
        if (field_kind(column->meaning->field) == CELL_INSTANT && column->evidence.count > 0)
            return true;
    }
    return false;
}

static bool skip_to_data(struct opened *opened, struct error *err)
{
    const struct csv_row *row = NULL;

    if (!reopen(opened, err))
        return false;
    for (uint64_t i = 0; i <= opened->preamble_rows; i++)
        if (!reader_next(opened->reader, &row, err))
            return false;
    reader_expect(opened->reader, opened->plan.column_count);
    return true;
}

bool open_export(const struct ingest_request *request, struct opened *out,
                 struct understanding *words, struct error *err)
{
    const char *own =
        request->desk != NULL && strchr(request->desk, '.') != NULL ? request->desk : NULL;
    const char *zone = request->zone != NULL ? request->zone : request->settings->zone;

    if (!input_open(request->path, &out->input, err))
        return false;
    words->file = arena_text(&words->arena, input_name(out->input), strlen(input_name(out->input)));
    if (words->file == NULL)
        return error_memory(err);
    out->zone_is_told = zone != NULL;
    if (!zone_open(zone == NULL ? "UTC" : zone, &out->zone, err) ||
        !profiles_read(own, &out->profiles, err) || !check_desk_name(request, &out->profiles, err))
        return false;
    struct span head = input_head(out->input, SAMPLE_BYTES, err);
    if (head.bytes == NULL)
        return false;
    if (!dialect_sniff(head, input_name(out->input), request->charset, &out->dialect, err))
        return false;
    if (out->dialect.charset_is_guess)
        confirm_charset(request, out, words);
    if (!find_delimiter(out, err) || !find_header(request, out, words, err) ||
        !gather_dates(out, SAMPLE_ROWS, err))
        return false;
    if (needs_whole_file(out)) {
        for (size_t i = 0; i < out->plan.column_count; i++)
            out->plan.columns[i].evidence = (struct date_evidence){0};
        if (!skip_to_data(out, err) || !gather_dates(out, 0, err))
            return false;
    }
    if (!decide_dates(request, out, err) || !skip_to_data(out, err))
        return false;
    if (plan_is_minimal_log(&out->plan) &&
        (!first_events_gather(out->reader, &out->plan, out->zone, &out->first_events, err) ||
         !skip_to_data(out, err)))
        return false;
    out->rating_scale = scale_of(out);
    return describe_opened(out, words, err);
}
