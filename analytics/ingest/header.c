#include <string.h>

#include "ingest/cells.h"
#include "ingest/opening.h"

enum { HEADER_SEARCH_ROWS = 20, HEADER_BYTES_SHOWN = 200, SAMPLE_BYTES = 64 * 1024 };

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

bool reopen_export(struct opened *opened, struct error *err)
{
    reader_close(opened->reader);
    opened->reader = NULL;
    return input_rewind(opened->input, opened->dialect.charset, opened->dialect.skip_bytes, err) &&
           reader_open(opened->input, &opened->dialect, &opened->reader, err);
}

/* The whole of a header that is cut for messages: a profile that is written must find it again. */
static bool keep_whole(struct opened *opened, size_t column, struct span header, struct error *err)
{
    opened->whole_headers[column] = opened->headers[column];
    if (header.length <= HEADER_BYTES_SHOWN)
        return true;
    char *whole = arena_array(&opened->arena, header.length + 1, 1);
    if (whole == NULL)
        return error_memory(err);
    cell_show(header, header.length, whole);
    opened->whole_headers[column] = whole;
    return true;
}

static bool keep_headers(struct opened *opened, const struct csv_row *row,
                         struct understanding *words, struct error *err)
{
    opened->headers = arena_array(&opened->arena, row->count, sizeof *opened->headers);
    opened->whole_headers = arena_array(&opened->arena, row->count, sizeof *opened->whole_headers);
    words->columns = arena_array(&words->arena, row->count, sizeof *words->columns);
    if (opened->headers == NULL || opened->whole_headers == NULL || words->columns == NULL)
        return error_memory(err);
    for (size_t i = 0; i < row->count; i++) {
        char shown[HEADER_BYTES_SHOWN + 1];
        cell_show(span_trim(row->fields[i]), HEADER_BYTES_SHOWN, shown);
        opened->headers[i] = arena_text(&opened->arena, shown, strlen(shown));
        words->columns[i].header = arena_text(&words->arena, shown, strlen(shown));
        words->columns[i].detail = "";
        if (opened->headers[i] == NULL || words->columns[i].header == NULL)
            return error_memory(err);
        if (!keep_whole(opened, i, span_trim(row->fields[i]), err))
            return false;
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
    for (size_t i = 0; i < first->count && i < 8; i++) {
        char shown[25];
        cell_show(span_trim(first->fields[i]), sizeof shown - 1, shown);
        buffer_format(&names, "%s%s", i == 0 ? "" : ", ", shown);
    }
    return error_set(err, ERROR_INPUT,
                     "%s:%llu: no known export has these columns%s%s: %s%s (hint: a ticket export "
                     "needs at least a ticket id and a date of creation; 'deskgauge desks' lists "
                     "what is known; 'deskgauge desks FILE --profile > mine.yaml' begins a profile "
                     "of your own for --desk)",
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

static size_t count_filled(const struct csv_row *row)
{
    size_t count = 0;

    for (size_t i = 0; i < row->count; i++)
        count += span_trim(row->fields[i]).length > 0;
    return count;
}

/* Names of columns are no dates, and few of them are missing. */
static bool is_of_names(const struct csv_row *row)
{
    struct date_parts parts;

    for (size_t i = 0; i < row->count; i++)
        if (date_parts_parse(span_trim(row->fields[i]), &parts))
            return false;
    return count_filled(row) * 2 > row->count;
}

/* The first of the first rows that is as wide as the table and has no dates, else the one that has
 * the most filled cells; the reader gives it last. NULL: there is no row. */
static bool read_widest(struct opened *opened, const struct csv_row **out, struct error *err)
{
    size_t most_filled = 0, widest = 0;
    uint64_t fullest_at = 0, names_at = 0;
    bool has_names = false;

    if (!reopen_export(opened, err))
        return false;
    for (uint64_t i = 0; i < HEADER_SEARCH_ROWS; i++) {
        if (!reader_next(opened->reader, out, err))
            return false;
        if (*out == NULL)
            break;
        if ((*out)->fault != ROW_FINE)
            continue;
        if (count_filled(*out) > most_filled) {
            most_filled = count_filled(*out);
            fullest_at = i;
        }
        if ((*out)->count > widest || ((*out)->count == widest && !has_names)) {
            widest = (*out)->count;
            has_names = is_of_names(*out);
            names_at = i;
        }
    }
    uint64_t at = has_names ? names_at : fullest_at;
    if (!reopen_export(opened, err))
        return false;
    opened->preamble_rows = at;
    for (uint64_t i = 0; i <= at; i++)
        if (!reader_next(opened->reader, out, err))
            return false;
    return true;
}

/* The header is the first of the first rows that some table recognises. */
static bool find_header(const struct ingest_request *request, struct opened *opened,
                        struct understanding *words, struct error *err)
{
    const struct csv_row *row = NULL;
    const struct profile *profile = NULL;
    const struct profile_table *table = NULL;

    if (!reopen_export(opened, err))
        return false;
    for (int tried = 0; tried < HEADER_SEARCH_ROWS; tried++) {
        if (!reader_next(opened->reader, &row, err))
            return false;
        if (row == NULL)
            break;
        if (row->fault == ROW_TOO_WIDE)
            return error_set(err, ERROR_INPUT, "%s:%llu: more than %d columns (hint: export fewer)",
                             input_name(opened->input), (unsigned long long)row->line,
                             COLUMNS_MOST);
        if (row->count > 0 && row->fault == ROW_FINE &&
            plan_recognise(&opened->profiles, forced_name(request, &opened->profiles), row->fields,
                           row->count, &profile, &table, &words->certainty)) {
            if (table->refuse != NULL)
                return error_set(err, ERROR_INPUT, "%s: %s: %s", input_name(opened->input),
                                 profile->title, table->refuse);
            if (!plan_bind(profile, table, row->fields, row->count, input_name(opened->input),
                           &opened->arena, &opened->plan, err))
                return false;
            reader_expect(opened->reader, row->count);
            return keep_headers(opened, row, words, err);
        }
        opened->preamble_rows++;
    }
    if (!read_widest(opened, &row, err))
        return false;
    opened->fits_nothing = true;
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

bool open_header(const struct ingest_request *request, struct opened *out,
                 struct understanding *words, struct error *err)
{
    const char *own =
        request->desk != NULL && strchr(request->desk, '.') != NULL ? request->desk : NULL;

    if (!input_open_entry(request->path, request->table, &out->input, err))
        return false;
    words->file = arena_text(&words->arena, input_name(out->input), strlen(input_name(out->input)));
    if (words->file == NULL)
        return error_memory(err);
    if (!profiles_read(own, &out->profiles, err) || !check_desk_name(request, &out->profiles, err))
        return false;
    struct span head = input_head(out->input, SAMPLE_BYTES, err);
    if (head.bytes == NULL)
        return false;
    if (!dialect_sniff(head, input_name(out->input), request->charset, &out->dialect, err))
        return false;
    if (out->dialect.charset_is_guess)
        confirm_charset(request, out, words);
    if (!find_delimiter(out, err) || !find_header(request, out, words, err))
        return false;
    out->dialect.has_no_quotes = out->plan.profile->has_no_quotes;
    return true;
}

bool open_unknown(struct opened *opened, struct understanding *words, struct error *err)
{
    const struct csv_row *row = NULL;

    if (!read_widest(opened, &row, err) || row == NULL || count_filled(row) < 2)
        return false;
    opened->plan.column_count = row->count;
    reader_expect(opened->reader, row->count);
    return keep_headers(opened, row, words, err);
}
