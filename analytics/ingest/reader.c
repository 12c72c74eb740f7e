#include "ingest/reader.h"

#include <stdlib.h>
#include <string.h>

enum { READ_SIZE = 256 * 1024 };

struct reader {
    struct input *input;
    struct row_parser *parser;
    struct buffer window; /* decoded bytes from `window_at` on */
    uint64_t window_at;
    size_t next; /* row of the window */
    uint64_t line;
    bool is_all; /* the window reaches the end */
    struct csv_row row;
};

/* Vectors of bytes are counted, then summed up: the compiler makes them of any width. */
__attribute__((target_clones("avx2", "default"), optimize("O3"))) static uint64_t
count_bytes(const char *bytes, size_t length, char wanted)
{
    uint64_t count = 0;

    while (length > 0) {
        size_t part = length < 255 * 32 ? length : 255 * 32;
        unsigned char counts[32] = {0};
        size_t i = 0;
        for (; i + 32 <= part; i += 32)
            for (size_t j = 0; j < 32; j++)
                counts[j] = (unsigned char)(counts[j] + (bytes[i + j] == wanted));
        for (size_t j = 0; j < 32; j++)
            count += counts[j];
        for (; i < part; i++)
            count += bytes[i] == wanted;
        bytes += part;
        length -= part;
    }
    return count;
}

/* CRs that are line ends of their own: no LF comes behind them. */
static uint64_t count_lone_returns(const char *at, const char *end)
{
    uint64_t count = 0;

    while (at < end && (at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
        const char *start = at;
        while (at < end && *at == '\r')
            at++;
        if (at == end || *at != '\n')
            count += (uint64_t)(at - start);
    }
    return count;
}

uint64_t count_lines(struct span bytes)
{
    return count_bytes(bytes.bytes, bytes.length, '\n') +
           count_lone_returns(bytes.bytes, bytes.bytes + bytes.length);
}

bool reader_open(struct input *input, const struct dialect *dialect, struct reader **out,
                 struct error *err)
{
    OWN(reader_close) struct reader *reader = calloc(1, sizeof *reader);

    if (reader == NULL)
        return error_memory(err);
    reader->input = input;
    reader->line = 1 + dialect->has_sep_line;
    if (!row_parser_open(dialect, &reader->parser, err))
        return false;
    while (reader->window.length < dialect->skip_decoded && !reader->is_all)
        if (!input_read(input, READ_SIZE, &reader->window, &reader->is_all, err))
            return false;
    reader->next = dialect->skip_decoded;
    *out = TAKE(reader);
    return true;
}

void reader_close(struct reader *reader)
{
    if (reader == NULL)
        return;
    row_parser_close(reader->parser);
    buffer_release(&reader->window);
    free(reader);
}

void reader_expect(struct reader *reader, size_t column_count)
{
    row_parser_expect(reader->parser, column_count);
}

void reader_place(const struct reader *reader, uint64_t *byte_offset, uint64_t *line)
{
    *byte_offset = reader->window_at + reader->next;
    *line = reader->line;
}

/* More bytes behind those that are not yet read; what lies before is given up. */
static bool read_more(struct reader *reader, struct error *err)
{
    struct buffer *window = &reader->window;

    if (reader->next > 0) {
        memmove(window->bytes, window->bytes + reader->next, window->length - reader->next);
        window->length -= reader->next;
        reader->window_at += reader->next;
        reader->next = 0;
    }
    return input_read(reader->input, READ_SIZE, window, &reader->is_all, err);
}

static void pass(struct reader *reader)
{
    size_t end = reader->row.byte_offset + reader->row.byte_length;
    struct span taken = {reader->window.bytes + reader->next, end - reader->next};

    reader->line += count_lines(taken);
    reader->next = end;
}

bool reader_next(struct reader *reader, const struct csv_row **out, struct error *err)
{
    enum row_outcome outcome = ROW_NONE;

    for (;;) {
        struct span window = buffer_span(&reader->window);
        if (!row_parser_next(reader->parser, window, reader->next, reader->is_all, &reader->row,
                             &outcome, err))
            return false;
        if (outcome == ROW_READ || outcome == ROW_NONE)
            break;
        if (outcome == ROW_PASSED)
            pass(reader);
        else if (!read_more(reader, err))
            return false;
    }
    reader->row.line = reader->line;
    if (outcome == ROW_READ)
        pass(reader);
    reader->row.byte_offset += reader->window_at;
    *out = outcome == ROW_READ ? &reader->row : NULL;
    return true;
}
