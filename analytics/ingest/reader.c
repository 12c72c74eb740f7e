#include "ingest/reader.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct input *input;
    struct dialect dialect;
    struct csv_parser strict;
    bool has_strict;
    uint64_t at;   /* decoded offset of the next line */
    uint64_t line; /* its number */
    size_t expected;
    struct buffer bytes; /* of the fields of the row being built */
    struct {
        size_t offset, length;
        bool is_null;
    } * parts;
    size_t part_count, part_capacity;
    struct span *fields;
    size_t field_capacity;
    bool is_row_done, is_short, is_too_wide;
    struct csv_row row;
};

static void on_field(void *bytes, size_t length, void *context)
{
    struct reader *reader = context;

    if (reader->part_count >= COLUMNS_MOST) {
        reader->is_too_wide = true;
        return;
    }
    if (reader->part_count == reader->part_capacity) {
        size_t capacity = reader->part_capacity == 0 ? 64 : reader->part_capacity * 2;
        void *parts = realloc(reader->parts, capacity * sizeof *reader->parts);
        if (parts == NULL) {
            reader->is_short = true;
            return;
        }
        reader->parts = parts;
        reader->part_capacity = capacity;
    }
    reader->parts[reader->part_count].offset = reader->bytes.length;
    reader->parts[reader->part_count].length = length;
    reader->parts[reader->part_count].is_null = bytes == NULL;
    reader->part_count++;
    if (length > 0)
        buffer_append(&reader->bytes, bytes, length);
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    ((struct reader *)context)->is_row_done = true;
}

static bool init_parser(struct csv_parser *parser, unsigned char options, char delimiter,
                        struct error *err)
{
    if (csv_init(parser, options) != 0)
        return error_memory(err);
    csv_set_delim(parser, (unsigned char)delimiter);
    csv_set_blk_size(parser, 4096);
    return true;
}

bool reader_open(struct input *input, const struct dialect *dialect, struct reader **out,
                 struct error *err)
{
    OWN(reader_close) struct reader *reader = calloc(1, sizeof *reader);

    if (reader == NULL)
        return error_memory(err);
    reader->input = input;
    reader->dialect = *dialect;
    reader->line = 1 + dialect->has_sep_line;
    reader->at = dialect->skip_decoded;
    if (!init_parser(&reader->strict, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL,
                     dialect->delimiter, err))
        return false;
    reader->has_strict = true;
    *out = TAKE(reader);
    return true;
}

void reader_close(struct reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->has_strict)
        csv_free(&reader->strict);
    buffer_release(&reader->bytes);
    free(reader->parts);
    free(reader->fields);
    free(reader);
}

void reader_expect(struct reader *reader, size_t column_count)
{
    reader->expected = column_count;
}

static void begin_row(struct reader *reader)
{
    buffer_clear(&reader->bytes);
    reader->part_count = 0;
    reader->is_row_done = reader->is_too_wide = false;
}

/* Parts become spans only when the buffer no longer moves. */
static bool finish_row(struct reader *reader, enum row_fault fault, uint64_t from, uint64_t to,
                       uint64_t line, const struct csv_row **out, struct error *err)
{
    if (reader->is_short || reader->bytes.is_short)
        return error_memory(err);
    if (reader->field_capacity < reader->part_capacity) {
        struct span *fields = realloc(reader->fields, reader->part_capacity * sizeof *fields);
        if (fields == NULL)
            return error_memory(err);
        reader->fields = fields;
        reader->field_capacity = reader->part_capacity;
    }
    for (size_t i = 0; i < reader->part_count; i++)
        reader->fields[i] = reader->parts[i].is_null
                                ? (struct span){0}
                                : (struct span){reader->bytes.bytes == NULL
                                                    ? ""
                                                    : reader->bytes.bytes + reader->parts[i].offset,
                                                reader->parts[i].length};
    reader->row = (struct csv_row){.fields = reader->fields,
                                   .count = reader->part_count,
                                   .line = line,
                                   .byte_offset = from,
                                   .byte_length = to - from,
                                   .fault = reader->is_too_wide ? ROW_TOO_WIDE : fault};
    *out = &reader->row;
    return true;
}

/* One physical line by itself, leniently. True when it is a whole row of the expected width. */
static bool read_leniently(struct reader *reader, struct span line, bool *is_row, struct error *err)
{
    struct csv_parser parser;

    *is_row = false;
    begin_row(reader);
    if (!init_parser(&parser, CSV_EMPTY_IS_NULL, reader->dialect.delimiter, err))
        return false;
    csv_parse(&parser, line.bytes, line.length, on_field, on_row, reader);
    if (!reader->is_row_done) /* the last line has no line end; inside a quote none ends it */
        csv_parse(&parser, "\n", 1, on_field, on_row, reader);
    bool is_closed = reader->is_row_done;
    csv_free(&parser);
    *is_row = is_closed && reader->part_count == reader->expected && reader->expected > 0;
    return true;
}

static void restart(struct reader *reader)
{
    csv_free(&reader->strict);
    /* csv_init cannot fail: it allocates nothing before the first byte. */
    reader->has_strict =
        csv_init(&reader->strict, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) == 0;
    csv_set_delim(&reader->strict, (unsigned char)reader->dialect.delimiter);
    csv_set_blk_size(&reader->strict, 4096);
}

/* libcsv objected somewhere after `from`: settle its first physical line and go on behind it. */
static bool recover(struct reader *reader, uint64_t from, uint64_t line_number,
                    enum row_fault fault, const struct csv_row **out, struct error *err)
{
    struct span line;
    bool is_row = false;

    restart(reader);
    if (!input_line(reader->input, from, from, reader->dialect.is_cr, &line, err) ||
        !read_leniently(reader, line, &is_row, err))
        return false;
    reader->at = from + line.length;
    reader->line = line_number + 1;
    if (!is_row)
        begin_row(reader);
    return finish_row(reader, is_row ? ROW_STRAY_QUOTE : fault, from, reader->at, line_number, out,
                      err);
}

static bool ends_line(struct span line)
{
    return line.length > 0 &&
           (line.bytes[line.length - 1] == '\n' || line.bytes[line.length - 1] == '\r');
}

/* A physical line longer than a row may be: walk to its end, keeping nothing of it. */
static bool skip_line(struct reader *reader, uint64_t from, const struct csv_row **out,
                      struct error *err)
{
    uint64_t line_number = reader->line++;
    struct span line;

    restart(reader);
    begin_row(reader);
    do {
        if (!input_line(reader->input, reader->at, reader->at, reader->dialect.is_cr, &line, err))
            return false;
        reader->at += line.length;
    } while (line.length > 0 && !ends_line(line));
    return finish_row(reader, ROW_TOO_LONG, from, reader->at, line_number, out, err);
}

static bool has_long_field(const struct reader *reader)
{
    if (reader->bytes.length <= FIELD_BYTES_MOST)
        return false;
    for (size_t i = 0; i < reader->part_count; i++)
        if (reader->parts[i].length > FIELD_BYTES_MOST)
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
static bool is_joined_by_mistake(struct reader *reader, uint64_t from, bool *out, struct error *err)
{
    struct csv_parser parser;
    struct width width = {0};
    struct span line;

    *out = false;
    if (reader->expected == 0 || reader->part_count == reader->expected)
        return true;
    if (!input_line(reader->input, from, from, reader->dialect.is_cr, &line, err) ||
        !init_parser(&parser, 0, reader->dialect.delimiter, err))
        return false;
    csv_parse(&parser, line.bytes, line.length, count_field, count_row, &width);
    csv_free(&parser);
    *out = width.is_row_done && width.field_count == reader->expected;
    return true;
}

static bool is_blank_line(struct span line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] != ' ' && line.bytes[i] != '\r' && line.bytes[i] != '\n')
            return false;
    return true;
}

bool reader_next(struct reader *reader, const struct csv_row **out, struct error *err)
{
    uint64_t from = reader->at;
    uint64_t first_line = reader->line;
    struct span line;

    begin_row(reader);
    for (;;) {
        if (!input_line(reader->input, from, reader->at, reader->dialect.is_cr, &line, err))
            return false;
        if (line.length == 0 && reader->at == from) {
            *out = NULL;
            return true;
        }
        if (line.length >= ROW_BYTES_MOST && !ends_line(line))
            return reader->at == from
                       ? skip_line(reader, from, out, err)
                       : recover(reader, from, first_line, ROW_UNQUOTED_VALUE, out, err);
        if (reader->at == from && is_blank_line(line)) {
            reader->at += line.length;
            reader->line++;
            return finish_row(reader, ROW_FINE, from, reader->at, first_line, out, err);
        }
        bool is_last = !ends_line(line);
        size_t taken =
            csv_parse(&reader->strict, line.bytes, line.length, on_field, on_row, reader);
        if (taken < line.length)
            return recover(reader, from, first_line, ROW_UNQUOTED_VALUE, out, err);
        reader->at += line.length;
        reader->line++;
        if (!reader->is_row_done && is_last) {
            if (csv_fini(&reader->strict, on_field, on_row, reader) != 0)
                return recover(reader, from, first_line, ROW_UNQUOTED_VALUE, out, err);
            restart(reader);
        }
        if (reader->is_row_done || is_last) {
            bool is_mistake = false;
            if (reader->line - first_line > 1 &&
                !is_joined_by_mistake(reader, from, &is_mistake, err))
                return false;
            if (is_mistake)
                return recover(reader, from, first_line, ROW_UNQUOTED_VALUE, out, err);
            return finish_row(reader, has_long_field(reader) ? ROW_TOO_LONG : ROW_FINE, from,
                              reader->at, first_line, out, err);
        }
        if (reader->line - first_line >= ROW_LINES_MOST ||
            reader->at - from > ROW_BYTES_MOST - FIELD_BYTES_MOST ||
            csv_get_buffer_size(&reader->strict) > FIELD_BYTES_MOST)
            return recover(reader, from, first_line, ROW_UNQUOTED_VALUE, out, err);
    }
}
