#include "ingest/parser.h"

#include <stdlib.h>
#include <string.h>

/* ---- what libcsv says ------------------------------------------------------------------------ */

void parser_on_field(void *bytes, size_t length, void *context)
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

void parser_on_row(int terminator, void *context)
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

bool parser_init_csv(struct csv_parser *csv, unsigned char options, const struct dialect *dialect,
                     struct error *err)
{
    if (csv_init(csv, options) != 0)
        return error_memory(err);
    set_dialect(csv, dialect);
    return true;
}

/* csv_init allocates nothing before the first byte: it cannot fail. */
void parser_restart(struct row_parser *parser)
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
        !parser_init_csv(&parser->strict, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL, dialect,
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

void parser_begin_row(struct row_parser *parser)
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
bool parser_finish_row(struct row_parser *parser, enum row_fault fault, uint64_t from, uint64_t to,
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

bool row_parser_next(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                     struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    if (parser->skipped > 0)
        return parser_go_on_skipping(parser, bytes, from, is_all, out, outcome, err);
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
    return parser_read_lines(parser, bytes, from, is_all, out, outcome, err);
}
