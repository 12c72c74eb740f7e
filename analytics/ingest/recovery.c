#include <string.h>

#include "ingest/parser.h"

/* One physical line by itself, leniently. True when it is a whole row of the expected width. */
static bool read_leniently(struct row_parser *parser, struct span line, bool *is_row,
                           struct error *err)
{
    struct csv_parser csv;

    *is_row = false;
    parser_begin_row(parser);
    if (!parser_init_csv(&csv, CSV_EMPTY_IS_NULL, &parser->dialect, err))
        return false;
    csv_parse(&csv, line.bytes, line.length, parser_on_field, parser_on_row, parser);
    if (!parser->is_row_done) /* the last line has no line end; inside a quote none ends it */
        csv_parse(&csv, "\n", 1, parser_on_field, parser_on_row, parser);
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
    parser_begin_row(parser);
    for (int i = 0; i < LINES_MOST && !parser->is_row_done && !parser->is_short; i++) {
        if (!line_find(bytes, at, is_all, &line)) {
            *outcome = ROW_UNFINISHED;
            break;
        }
        struct span fed = double_escaped(parser, line);
        if (line.length == 0 || !line_has_end(line) || at - from > FIELD_BYTES_MOST ||
            csv_parse(&parser->strict, fed.bytes, fed.length, parser_on_field, parser_on_row,
                      parser) < fed.length)
            break;
        at += line.length;
    }
    parser_restart(parser);
    if (!parser->is_row_done || parser->part_count != parser->expected)
        return true;
    *outcome = ROW_READ;
    return parser_finish_row(parser, ROW_FINE, from, at, out, err);
}

static bool has_escapes(struct span bytes)
{
    return memmem(bytes.bytes, bytes.length, "\\\"", 2) != NULL;
}

/* libcsv objected between `from` and `to`: settle its first physical line and no more. */
bool parser_recover(struct row_parser *parser, struct span bytes, size_t from, size_t to,
                    bool is_all, struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    struct span line = SPAN("");
    bool is_row = false;

    parser_restart(parser);
    if (parser->expected > 0 && has_escapes((struct span){bytes.bytes + from, to - from})) {
        if (!read_escaped(parser, bytes, from, is_all, out, outcome, err))
            return false;
        if (*outcome != ROW_NONE)
            return true;
    }
    *outcome = ROW_READ;
    if (!line_find(bytes, from, is_all, &line))
        line = SPAN(""); /* cannot be: more than this line was found before */
    if (!read_leniently(parser, line, &is_row, err))
        return false;
    if (!is_row)
        parser_begin_row(parser);
    return parser_finish_row(parser, is_row ? ROW_STRAY_QUOTE : ROW_UNQUOTED_VALUE, from,
                             from + line.length, out, err);
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
bool parser_joined_by_mistake(const struct row_parser *parser, struct span first, bool *out,
                              struct error *err)
{
    struct csv_parser csv;
    struct width width = {0};

    *out = false;
    if (parser->expected == 0 || parser->part_count == parser->expected)
        return true;
    if (!parser_init_csv(&csv, 0, &parser->dialect, err))
        return false;
    csv_parse(&csv, first.bytes, first.length, count_field, count_row, &width);
    csv_free(&csv);
    *out = width.is_row_done && width.field_count == parser->expected;
    return true;
}
