#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/reader.h"
#include "ingest/skeleton.h"

struct part {
    size_t offset, length;
    bool is_null;
};

struct row_parser {
    struct dialect dialect;
    size_t expected;
    bool is_slow;
    struct skeleton skeleton;
    struct csv_parser strict;
    struct buffer bytes; /* of the fields of the row being built */
    struct buffer doubled;
    struct part *parts;
    size_t part_count, part_capacity;
    struct span *fields;
    size_t field_capacity;
    bool is_row_done, is_short, is_too_wide;
    uint64_t skipped; /* bytes of the line that is too long and not over; 0: in none */
};

/* ---- what libcsv says ------------------------------------------------------------------------ */

static void on_field(void *bytes, size_t length, void *context)
{
    struct row_parser *parser = context;

    if (parser->part_count >= COLUMNS_MOST) {
        parser->is_too_wide = true;
        return;
    }
    if (parser->part_count == parser->part_capacity) {
        size_t capacity = parser->part_capacity == 0 ? 64 : parser->part_capacity * 2;
        struct part *parts = realloc(parser->parts, capacity * sizeof *parts);
        if (parts == NULL) {
            parser->is_short = true;
            return;
        }
        parser->parts = parts;
        parser->part_capacity = capacity;
    }
    parser->parts[parser->part_count++] =
        (struct part){parser->bytes.length, length, bytes == NULL};
    if (length > 0)
        buffer_append(&parser->bytes, bytes, length);
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    ((struct row_parser *)context)->is_row_done = true;
}

enum { NO_QUOTE = 0xFF }; /* stands in no text of UTF-8 */

static void set_dialect(struct csv_parser *csv, const struct dialect *dialect)
{
    csv_set_delim(csv, (unsigned char)dialect->delimiter);
    if (dialect->has_no_quotes)
        csv_set_quote(csv, NO_QUOTE);
    csv_set_blk_size(csv, 4096);
}

static bool init_csv(struct csv_parser *csv, unsigned char options, const struct dialect *dialect,
                     struct error *err)
{
    if (csv_init(csv, options) != 0)
        return error_memory(err);
    set_dialect(csv, dialect);
    return true;
}

/* csv_init allocates nothing before the first byte: it cannot fail. */
static void restart(struct row_parser *parser)
{
    csv_free(&parser->strict);
    csv_init(&parser->strict, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    set_dialect(&parser->strict, &parser->dialect);
}

bool row_parser_open(const struct dialect *dialect, struct row_parser **out, struct error *err)
{
    struct row_parser *parser = calloc(1, sizeof *parser);

    if (parser == NULL)
        return error_memory(err);
    parser->dialect = *dialect;
    parser->is_slow = dialect->is_cr || dialect->has_no_quotes;
    if (!skeleton_init(&parser->skeleton, dialect->delimiter, err) ||
        !init_csv(&parser->strict, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL, dialect,
                  err)) {
        free(parser);
        return false;
    }
    *out = parser;
    return true;
}

void row_parser_close(struct row_parser *parser)
{
    if (parser == NULL)
        return;
    skeleton_release(&parser->skeleton);
    csv_free(&parser->strict);
    buffer_release(&parser->bytes);
    buffer_release(&parser->doubled);
    free(parser->parts);
    free(parser->fields);
    free(parser);
}

void row_parser_expect(struct row_parser *parser, size_t column_count)
{
    parser->expected = column_count;
}

void row_parser_go_slowly(struct row_parser *parser)
{
    parser->is_slow = true;
}

void row_parser_begin(struct row_parser *parser, uint64_t skipped)
{
    parser->skipped = skipped;
}

uint64_t row_parser_skipped(const struct row_parser *parser)
{
    return parser->skipped;
}

bool row_parser_looks_like_row(struct row_parser *parser, struct span bytes)
{
    return !parser->is_slow && skeleton_looks_like_row(&parser->skeleton, bytes, parser->expected);
}

/* ---- building a row ------------------------------------------------------------------------- */

static void begin_row(struct row_parser *parser)
{
    buffer_clear(&parser->bytes);
    parser->part_count = 0;
    parser->is_row_done = parser->is_too_wide = false;
}

static bool reserve_fields(struct row_parser *parser, size_t count, struct error *err)
{
    if (count <= parser->field_capacity)
        return true;
    size_t capacity = count < 64 ? 64 : count * 2;
    struct span *fields = realloc(parser->fields, capacity * sizeof *fields);
    if (fields == NULL)
        return error_memory(err);
    parser->fields = fields;
    parser->field_capacity = capacity;
    return true;
}

/* Parts become spans only when the buffer no longer moves. */
static bool finish_row(struct row_parser *parser, enum row_fault fault, uint64_t from, uint64_t to,
                       struct csv_row *out, struct error *err)
{
    if (parser->is_short || parser->bytes.is_short)
        return error_memory(err);
    if (!reserve_fields(parser, parser->part_count, err))
        return false;
    const char *bytes = buffer_span(&parser->bytes).bytes;
    for (size_t i = 0; i < parser->part_count; i++) {
        const struct part *part = &parser->parts[i];
        parser->fields[i] =
            part->is_null ? (struct span){0} : (struct span){bytes + part->offset, part->length};
    }
    *out = (struct csv_row){.fields = parser->fields,
                            .count = parser->part_count,
                            .byte_offset = from,
                            .byte_length = to - from,
                            .fault = parser->is_too_wide ? ROW_TOO_WIDE : fault};
    return true;
}

/* A text with doubled quotes, once. It stands in `bytes`, which has room for all of the row. */
static struct span undouble(struct buffer *bytes, const struct plain_field *field)
{
    size_t start = bytes->length;
    const char *from = field->bytes, *end = field->bytes + field->length;

    while (from < end) {
        const char *quote = memchr(from, '"', (size_t)(end - from));
        const char *stop = quote == NULL ? end : quote + 1;
        buffer_append(bytes, from, (size_t)(stop - from));
        from = quote == NULL ? end : stop + 1;
    }
    return (struct span){bytes->bytes + start, bytes->length - start};
}

static bool reserve_bytes(struct buffer *bytes, size_t size, struct error *err)
{
    if (size < bytes->capacity)
        return true;
    char *grown = realloc(bytes->bytes, size * 2);
    if (grown == NULL)
        return error_memory(err);
    bytes->bytes = grown;
    bytes->capacity = size * 2;
    return true;
}

static bool finish_plain_row(struct row_parser *parser, size_t from, size_t length,
                             struct csv_row *out, struct error *err)
{
    const struct skeleton *skeleton = &parser->skeleton;

    if (!reserve_fields(parser, skeleton->count, err) ||
        !reserve_bytes(&parser->bytes, length + 1, err))
        return false;
    parser->bytes.length = 0;
    for (size_t i = 0; i < skeleton->count; i++) {
        const struct plain_field *field = &skeleton->fields[i];
        parser->fields[i] = field->has_quotes ? undouble(&parser->bytes, field)
                            : field->length == 0 && !field->is_quoted
                                ? (struct span){0}
                                : (struct span){field->bytes, field->length};
    }
    *out = (struct csv_row){.fields = parser->fields,
                            .count = skeleton->count,
                            .byte_offset = from,
                            .byte_length = length};
    return true;
}

/* ---- rows that need judgement --------------------------------------------------------------- */

/* Behind the line end that begins at `at`: LF, CRs and LF, or one CR alone. NULL: cannot be told
 * without more bytes. */
static const char *pass_line_end(const char *at, const char *end, bool is_all)
{
    const char *feed = at;

    while (feed < end && *feed == '\r')
        feed++;
    if (feed < end)
        return *feed == '\n' ? feed + 1 : at + 1;
    return is_all ? at + 1 : NULL;
}

/* The physical line at `at`, its end included; empty at the end. libcsv ends rows at CR and LF
 * alike, so lines do too: what is fed never holds more than one row. False: it goes on. */
static bool find_line(struct span bytes, size_t at, bool is_all, struct span *out)
{
    const char *line = bytes.bytes + at;
    size_t left = bytes.length - at;
    size_t searched = left < ROW_BYTES_MOST ? left : ROW_BYTES_MOST;
    const char *feed = searched == 0 ? NULL : memchr(line, '\n', searched);
    size_t before = feed == NULL ? searched : (size_t)(feed - line);
    const char *end = before == 0 ? NULL : memchr(line, '\r', before);

    if (end == NULL)
        end = feed;
    if (end != NULL && (end = pass_line_end(end, bytes.bytes + bytes.length, is_all)) == NULL)
        return false;
    *out = (struct span){line, end == NULL ? searched : (size_t)(end - line)};
    return end != NULL || is_all || searched == ROW_BYTES_MOST;
}

static bool has_line_end(struct span line)
{
    return line.length > 0 &&
           (line.bytes[line.length - 1] == '\n' || line.bytes[line.length - 1] == '\r');
}

/* One physical line by itself, leniently. True when it is a whole row of the expected width. */
static bool read_leniently(struct row_parser *parser, struct span line, bool *is_row,
                           struct error *err)
{
    struct csv_parser csv;

    *is_row = false;
    begin_row(parser);
    if (!init_csv(&csv, CSV_EMPTY_IS_NULL, &parser->dialect, err))
        return false;
    csv_parse(&csv, line.bytes, line.length, on_field, on_row, parser);
    if (!parser->is_row_done) /* the last line has no line end; inside a quote none ends it */
        csv_parse(&csv, "\n", 1, on_field, on_row, parser);
    bool is_closed = parser->is_row_done;
    csv_free(&csv);
    *is_row = is_closed && parser->part_count == parser->expected && parser->expected > 0;
    return true;
}

/* The line with `\"` as `\""`: what PHP does not double is doubled. */
static struct span double_escaped(struct row_parser *parser, struct span line)
{
    buffer_clear(&parser->doubled);
    for (size_t i = 0; i < line.length; i++) {
        buffer_byte(&parser->doubled, line.bytes[i]);
        if (i > 0 && line.bytes[i] == '"' && line.bytes[i - 1] == '\\')
            buffer_byte(&parser->doubled, '"');
    }
    parser->is_short |= parser->doubled.is_short;
    return buffer_span(&parser->doubled);
}

/* PHP (osTicket) leaves a quote behind a backslash as it is. A row that is whole and as wide as
 * the header when those quotes are doubled is taken so. */
static bool read_escaped(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                         struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    enum { LINES_MOST = 100 };
    struct span line;
    size_t at = from;

    *outcome = ROW_NONE;
    begin_row(parser);
    for (int i = 0; i < LINES_MOST && !parser->is_row_done && !parser->is_short; i++) {
        if (!find_line(bytes, at, is_all, &line)) {
            *outcome = ROW_UNFINISHED;
            break;
        }
        struct span fed = double_escaped(parser, line);
        if (line.length == 0 || !has_line_end(line) || at - from > FIELD_BYTES_MOST ||
            csv_parse(&parser->strict, fed.bytes, fed.length, on_field, on_row, parser) <
                fed.length)
            break;
        at += line.length;
    }
    restart(parser);
    if (!parser->is_row_done || parser->part_count != parser->expected)
        return true;
    *outcome = ROW_READ;
    return finish_row(parser, ROW_FINE, from, at, out, err);
}

static bool has_escapes(struct span bytes)
{
    return memmem(bytes.bytes, bytes.length, "\\\"", 2) != NULL;
}

/* libcsv objected between `from` and `to`: settle its first physical line and no more. */
static bool recover(struct row_parser *parser, struct span bytes, size_t from, size_t to,
                    bool is_all, struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    struct span line = SPAN("");
    bool is_row = false;

    restart(parser);
    if (parser->expected > 0 && has_escapes((struct span){bytes.bytes + from, to - from})) {
        if (!read_escaped(parser, bytes, from, is_all, out, outcome, err))
            return false;
        if (*outcome != ROW_NONE)
            return true;
    }
    *outcome = ROW_READ;
    if (!find_line(bytes, from, is_all, &line))
        line = SPAN(""); /* cannot be: more than this line was found before */
    if (!read_leniently(parser, line, &is_row, err))
        return false;
    if (!is_row)
        begin_row(parser);
    return finish_row(parser, is_row ? ROW_STRAY_QUOTE : ROW_UNQUOTED_VALUE, from,
                      from + line.length, out, err);
}

static bool has_long_field(const struct row_parser *parser)
{
    if (parser->bytes.length <= FIELD_BYTES_MOST)
        return false;
    for (size_t i = 0; i < parser->part_count; i++)
        if (parser->parts[i].length > FIELD_BYTES_MOST)
            return true;
    return false;
}

struct width {
    size_t field_count;
    bool is_row_done;
};

static void count_field(void *bytes, size_t length, void *context)
{
    (void)bytes;
    (void)length;
    ((struct width *)context)->field_count++;
}

static void count_row(int terminator, void *context)
{
    (void)terminator;
    ((struct width *)context)->is_row_done = true;
}

/* Several lines became a row of another width than the header's, while the first of them is a
 * whole row by itself: the quote that joined them is a stray one. */
static bool is_joined_by_mistake(const struct row_parser *parser, struct span first, bool *out,
                                 struct error *err)
{
    struct csv_parser csv;
    struct width width = {0};

    *out = false;
    if (parser->expected == 0 || parser->part_count == parser->expected)
        return true;
    if (!init_csv(&csv, 0, &parser->dialect, err))
        return false;
    csv_parse(&csv, first.bytes, first.length, count_field, count_row, &width);
    csv_free(&csv);
    *out = width.is_row_done && width.field_count == parser->expected;
    return true;
}

static bool is_blank_line(struct span line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] != ' ' && line.bytes[i] != '\r' && line.bytes[i] != '\n')
            return false;
    return true;
}

static bool is_too_much(struct row_parser *parser, size_t line_count, size_t length)
{
    return line_count >= ROW_LINES_MOST || length > ROW_BYTES_MOST - FIELD_BYTES_MOST ||
           csv_get_buffer_size(&parser->strict) > FIELD_BYTES_MOST;
}

/* A line longer than a row may be is a broken row; its bytes are passed over as they come. */
static void begin_skipping(struct row_parser *parser, size_t from, size_t length,
                           struct csv_row *out, enum row_outcome *outcome)
{
    restart(parser);
    parser->skipped = length;
    *out = (struct csv_row){.byte_offset = from, .byte_length = length};
    *outcome = ROW_PASSED;
}

static bool go_on_skipping(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                           struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    struct span line;
    bool is_found = find_line(bytes, from, is_all, &line);

    if (is_found && (has_line_end(line) || from + line.length == bytes.length) &&
        (has_line_end(line) || is_all)) {
        uint64_t start = from - parser->skipped; /* of an earlier portion: modulo 2^64 */
        parser->skipped = 0;
        begin_row(parser);
        *outcome = ROW_READ;
        return finish_row(parser, ROW_TOO_LONG, start, from + line.length, out, err);
    }
    /* It may end with a CR whose LF is still to come. */
    size_t length = is_found ? line.length : bytes.length - from - (from < bytes.length);
    parser->skipped += length;
    *out = (struct csv_row){.byte_offset = from, .byte_length = length};
    *outcome = length == 0 ? ROW_UNFINISHED : ROW_PASSED;
    return true;
}

/* libcsv says that the row is done, `line_count` lines from `from` on. */
static bool end_row(struct row_parser *parser, struct span bytes, size_t from, size_t to,
                    size_t line_count, bool is_all, struct csv_row *out, enum row_outcome *outcome,
                    struct error *err)
{
    bool is_mistake = false;
    struct span first;

    if (line_count > 1 && (!find_line(bytes, from, is_all, &first) ||
                           !is_joined_by_mistake(parser, first, &is_mistake, err)))
        return false;
    if (is_mistake)
        return recover(parser, bytes, from, to, is_all, out, outcome, err);
    return finish_row(parser, has_long_field(parser) ? ROW_TOO_LONG : ROW_FINE, from, to, out, err);
}

/* Line by line until libcsv says that the row is done, or objects. */
static bool read_lines(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                       struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    size_t at = from;
    struct span line;

    begin_row(parser);
    for (size_t line_count = 1;; line_count++) {
        if (!find_line(bytes, at, is_all, &line)) {
            restart(parser);
            *outcome = ROW_UNFINISHED;
            return true;
        }
        bool is_last = !has_line_end(line);
        if (is_last && line.length == ROW_BYTES_MOST) {
            if (at > from)
                return recover(parser, bytes, from, at, is_all, out, outcome, err);
            begin_skipping(parser, from, line.length, out, outcome);
            return true;
        }
        if (at == from && is_blank_line(line))
            return finish_row(parser, ROW_FINE, from, at + line.length, out, err);
        if (csv_parse(&parser->strict, line.bytes, line.length, on_field, on_row, parser) <
            line.length)
            return recover(parser, bytes, from, at + line.length, is_all, out, outcome, err);
        at += line.length;
        if (!parser->is_row_done && is_last) {
            if (csv_fini(&parser->strict, on_field, on_row, parser) != 0)
                return recover(parser, bytes, from, at, is_all, out, outcome, err);
            restart(parser);
        }
        if (parser->is_row_done || is_last)
            return end_row(parser, bytes, from, at, line_count, is_all, out, outcome, err);
        if (is_too_much(parser, line_count, at - from))
            return recover(parser, bytes, from, at, is_all, out, outcome, err);
    }
}

bool row_parser_next(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                     struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    if (parser->skipped > 0)
        return go_on_skipping(parser, bytes, from, is_all, out, outcome, err);
    if (from == bytes.length) {
        *outcome = is_all ? ROW_NONE : ROW_UNFINISHED;
        return true;
    }
    *outcome = ROW_READ;
    if (!parser->is_slow) {
        struct span rest = {bytes.bytes + from, bytes.length - from};
        size_t length = skeleton_row(&parser->skeleton, rest);
        bool is_as_wide = parser->expected == 0 || parser->skeleton.count == parser->expected;
        if (length > 0 && is_as_wide)
            return finish_plain_row(parser, from, length, out, err);
    }
    return read_lines(parser, bytes, from, is_all, out, outcome, err);
}
