#include "ingest/opening.h"

#include <stdarg.h>
#include <string.h>

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

void understanding_release(struct understanding *understanding)
{
    arena_release(&understanding->arena);
    *understanding = (struct understanding){0};
}

bool add_doubt(struct understanding *words, bool is_grave, const char *key, struct error *err,
               const char *format, ...)
{
    enum { DOUBTS_MOST = 32 };
    char text[400];
    va_list arguments;

    if (words->doubts == NULL)
        words->doubts = arena_array(&words->arena, DOUBTS_MOST, sizeof *words->doubts);
    if (words->doubts == NULL)
        return error_memory(err);
    if (words->doubt_count == DOUBTS_MOST)
        return true;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *copy = arena_text(&words->arena, text, strlen(text));
    if (copy == NULL)
        return error_memory(err);
    words->doubts[words->doubt_count++] = (struct doubt){key, copy, is_grave};
    return true;
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

static const char *order_of_file(const struct opened *opened)
{
    for (size_t i = 0; i < opened->plan.used_count; i++) {
        const struct plan_column *column = &opened->plan.columns[opened->plan.used[i]];
        if (field_kind(column->meaning->field) == CELL_INSTANT && column->evidence.count > 0)
            return date_order_name(column->order);
    }
    return "";
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

static bool understand_columns(const struct opened *opened, struct understanding *words,
                               struct error *err)
{
    static const char *const UNITS[] = {"seconds", "minutes", "hours", "milliseconds", "h:mm:ss"};
    static const char *const CLOCKS[] = {"", ", calendar", ", business hours"};
    const struct plan *plan = &opened->plan;

    for (size_t i = 0; i < plan->column_count; i++) {
        const struct profile_column *meaning = plan->columns[i].meaning;
        if (plan->columns[i].is_second) {
            words->columns[i].field = "ignored";
            words->columns[i].detail = "another column says it";
        }
        if (meaning == NULL)
            continue;
        words->columns[i].field = field_name(meaning->field);
        if (field_kind(meaning->field) == CELL_DURATION)
            words->columns[i].detail =
                arena_format(&words->arena, "%s%s", UNITS[meaning->unit], CLOCKS[meaning->clock]);
        else if (field_kind(meaning->field) == CELL_INSTANT)
            words->columns[i].detail =
                plan->columns[i].evidence.count > 0 ? date_order_name(plan->columns[i].order) : "";
        if (words->columns[i].detail == NULL)
            return error_memory(err);
    }
    words->missing = arena_array(&words->arena, FIELD_COUNT_, sizeof *words->missing);
    if (words->missing == NULL)
        return error_memory(err);
    static const enum field asked[] = {FIELD_account,      FIELD_channel,        FIELD_priority,
                                       FIELD_requester,    FIELD_first_reply_at, FIELD_resolved_at,
                                       FIELD_reopen_count, FIELD_satisfaction};
    bool has_duration = plan_has(plan, FIELD_first_reply_s);
    for (size_t i = 0; plan->table->kind == TABLE_TICKETS && i < sizeof asked / sizeof *asked; i++)
        if (!plan_has(plan, asked[i]) && !(asked[i] == FIELD_first_reply_at && has_duration))
            words->missing[words->missing_count++] = field_name(asked[i]);
    return true;
}

static bool describe(const struct ingest_request *request, struct opened *opened,
                     struct understanding *words, struct error *err)
{
    struct arena *arena = &words->arena;

    words->desk = arena_format(arena, "%s", opened->plan.profile->name);
    words->title = arena_format(arena, "%s", opened->plan.profile->title);
    words->kind = opened->plan.table->kind;
    words->charset = arena_format(arena, "%s", opened->dialect.charset);
    words->delimiter = opened->dialect.delimiter;
    words->date_order = order_of_file(opened);
    words->zone = arena_format(arena, "%s", zone_name(opened->zone));
    words->zone_is_told = opened->zone_is_told;
    if (words->desk == NULL || words->title == NULL || words->charset == NULL ||
        words->zone == NULL)
        return error_memory(err);
    if (opened->dialect.charset_is_guess && request->charset == NULL &&
        !add_doubt(words, true, "charset_guess", err,
                   "the bytes are no UTF-8 and were read as %s; if letters look wrong, say it "
                   "(--charset %s?)",
                   opened->dialect.charset, opened->dialect.charset_rival))
        return false;
    if (opened->preamble_rows > 0 &&
        !add_doubt(words, false, "preamble", err, "%llu rows before the header were left out",
                   (unsigned long long)opened->preamble_rows))
        return false;
    if (opened->is_event_log &&
        !add_doubt(words, false, "event_log", err,
                   "one row an event: the rows of a ticket were folded into its last state"))
        return false;
    return understand_columns(opened, words, err);
}

/* How wide the scale of bare numbers is: the profile says it, else five. */
static int scale_of(const struct opened *opened)
{
    return opened->plan.profile->rating_scale > 0 ? opened->plan.profile->rating_scale : 5;
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
    if (!dialect_sniff(head, input_name(out->input), request->charset, &out->dialect, err) ||
        !find_delimiter(out, err) || !find_header(request, out, words, err) ||
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
    return describe(request, out, words, err);
}
