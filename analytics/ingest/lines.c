#include <string.h>

#include "ingest/parser.h"

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
bool line_find(struct span bytes, size_t at, bool is_all, struct span *out)
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

bool line_has_end(struct span line)
{
    return line.length > 0 &&
           (line.bytes[line.length - 1] == '\n' || line.bytes[line.length - 1] == '\r');
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
    parser_restart(parser);
    parser->skipped = length;
    *out = (struct csv_row){.byte_offset = from, .byte_length = length};
    *outcome = ROW_PASSED;
}

bool parser_go_on_skipping(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                           struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    struct span line;
    bool is_found = line_find(bytes, from, is_all, &line);

    if (is_found && (line_has_end(line) || from + line.length == bytes.length) &&
        (line_has_end(line) || is_all)) {
        uint64_t start = from - parser->skipped; /* of an earlier portion: modulo 2^64 */
        parser->skipped = 0;
        parser_begin_row(parser);
        *outcome = ROW_READ;
        return parser_finish_row(parser, ROW_TOO_LONG, start, from + line.length, out, err);
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

    if (line_count > 1 && (!line_find(bytes, from, is_all, &first) ||
                           !parser_joined_by_mistake(parser, first, &is_mistake, err)))
        return false;
    if (is_mistake)
        return parser_recover(parser, bytes, from, to, is_all, out, outcome, err);
    return parser_finish_row(parser, has_long_field(parser) ? ROW_TOO_LONG : ROW_FINE, from, to,
                             out, err);
}

/* Line by line until libcsv says that the row is done, or objects. */
bool parser_read_lines(struct row_parser *parser, struct span bytes, size_t from, bool is_all,
                       struct csv_row *out, enum row_outcome *outcome, struct error *err)
{
    size_t at = from;
    struct span line;

    parser_begin_row(parser);
    for (size_t line_count = 1;; line_count++) {
        if (!line_find(bytes, at, is_all, &line)) {
            parser_restart(parser);
            *outcome = ROW_UNFINISHED;
            return true;
        }
        bool is_last = !line_has_end(line);
        if (is_last && line.length == ROW_BYTES_MOST) {
            if (at > from)
                return parser_recover(parser, bytes, from, at, is_all, out, outcome, err);
            begin_skipping(parser, from, line.length, out, outcome);
            return true;
        }
        if (at == from && is_blank_line(line))
            return parser_finish_row(parser, ROW_FINE, from, at + line.length, out, err);
        if (csv_parse(&parser->strict, line.bytes, line.length, parser_on_field, parser_on_row,
                      parser) < line.length)
            return parser_recover(parser, bytes, from, at + line.length, is_all, out, outcome, err);
        at += line.length;
        if (!parser->is_row_done && is_last) {
            if (csv_fini(&parser->strict, parser_on_field, parser_on_row, parser) != 0)
                return parser_recover(parser, bytes, from, at, is_all, out, outcome, err);
            parser_restart(parser);
        }
        if (parser->is_row_done || is_last)
            return end_row(parser, bytes, from, at, line_count, is_all, out, outcome, err);
        if (is_too_much(parser, line_count, at - from))
            return parser_recover(parser, bytes, from, at, is_all, out, outcome, err);
    }
}
