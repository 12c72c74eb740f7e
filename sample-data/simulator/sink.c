#include "simulator/sink.h"

#include <errno.h>
#include <string.h>

enum { SINK_SIZE = 1 << 20 };

struct sink {
    FILE *file;               /* NULL: only fingerprinted */
    struct hash_stream *hash; /* NULL: only written */
    char *bytes;
    size_t length;
    uint64_t byte_count;
    int failure; /* errno */
};

bool sink_open(const char *path, struct sink **out, struct error *err)
{
    OWN(sink_close) struct sink *sink = calloc(1, sizeof *sink);

    if (sink == NULL || (sink->bytes = malloc(SINK_SIZE)) == NULL)
        return error_memory(err);
    if (path == NULL) {
        if (!hash_stream_open(&sink->hash, err))
            return false;
    } else if ((sink->file = fopen(path, "wb")) == NULL) {
        return error_set(err, ERROR_INPUT, "%s: cannot be written: %s", path, strerror(errno));
    }
    *out = TAKE(sink);
    return true;
}

void sink_close(struct sink *sink)
{
    if (sink == NULL)
        return;
    if (sink->file != NULL)
        fclose(sink->file);
    hash_stream_close(sink->hash);
    free(sink->bytes);
    free(sink);
}

static void flush(struct sink *sink)
{
    if (sink->hash != NULL)
        hash_stream_add(sink->hash, sink->bytes, sink->length);
    if (sink->file != NULL && fwrite(sink->bytes, 1, sink->length, sink->file) != sink->length &&
        sink->failure == 0)
        sink->failure = errno;
    sink->byte_count += sink->length;
    sink->length = 0;
}

void sink_bytes(struct sink *sink, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t room = SINK_SIZE - sink->length;
        size_t part = length < room ? length : room;
        memcpy(sink->bytes + sink->length, bytes, part);
        sink->length += part;
        bytes += part;
        length -= part;
        if (sink->length == SINK_SIZE)
            flush(sink);
    }
}

void sink_text(struct sink *sink, const char *text)
{
    sink_bytes(sink, text, strlen(text));
}

void sink_number(struct sink *sink, uint64_t number)
{
    char digits[20];
    int at = 20;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    sink_bytes(sink, digits + at, (size_t)(20 - at));
}

static bool needs_quotes(const char *bytes, size_t length, char delimiter)
{
    return memchr(bytes, delimiter, length) != NULL || memchr(bytes, '"', length) != NULL ||
           memchr(bytes, '\n', length) != NULL || memchr(bytes, '\r', length) != NULL;
}

void sink_field(struct sink *sink, const char *bytes, size_t length, char delimiter)
{
    const char *end = bytes + length;

    if (!needs_quotes(bytes, length, delimiter)) {
        sink_bytes(sink, bytes, length);
        return;
    }
    sink_bytes(sink, "\"", 1);
    while (bytes < end) {
        const char *quote = memchr(bytes, '"', (size_t)(end - bytes));
        const char *stop = quote == NULL ? end : quote + 1;
        sink_bytes(sink, bytes, (size_t)(stop - bytes));
        if (quote != NULL)
            sink_bytes(sink, "\"", 1);
        bytes = stop;
    }
    sink_bytes(sink, "\"", 1);
}

bool sink_finish(struct sink *sink, struct error *err)
{
    flush(sink);
    if (sink->file != NULL && fflush(sink->file) != 0 && sink->failure == 0)
        sink->failure = errno;
    if (sink->failure != 0)
        return error_set(err, ERROR_INPUT, "cannot write: %s", strerror(sink->failure));
    return true;
}

uint64_t sink_byte_count(const struct sink *sink)
{
    return sink->byte_count + sink->length;
}

struct hash128 sink_fingerprint(const struct sink *sink)
{
    return sink->hash == NULL ? (struct hash128){0} : hash_stream_value(sink->hash);
}
