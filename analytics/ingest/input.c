#include "ingest/input.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/temporary.h"
#include "ingest/cells.h"
#include "ingest/unfold.h"

enum { BLOCK_SIZE = 256 * 1024, HEAD_SIZE = 64 * 1024, LINE_LIMIT = 4 * 1024 * 1024 };

struct input {
    char *path;
    const char *name;
    char *entry_name; /* of a table in an archive of several; NULL */
    uint32_t entry;
    int file;
    struct stat status;
    char head[HEAD_SIZE];
    size_t head_length;
    bool has_head;
    uint64_t offset; /* next byte of the file to read */
    bool is_at_end;
    struct unfolder *unfolder; /* NULL: the file is plain */
    iconv_t converter;         /* (iconv_t)-1: none */
    char raw[BLOCK_SIZE];
    size_t raw_length;          /* bytes not yet converted */
    struct hash_stream *stream; /* takes what is read; NULL: nobody asks */
    struct buffer window;       /* decoded bytes from `window_at` on */
    uint64_t window_at;
};

static bool refuse_kind(const struct input *input, struct error *err)
{
    if (S_ISDIR(input->status.st_mode))
        return error_set(err, ERROR_INPUT,
                         "%s: is a folder (hint: name the CSV files in it, such as '%s/*.csv')",
                         input->path, input->path);
    return error_set(err, ERROR_INPUT, "%s: is not a regular file", input->path);
}

/* Standard input may be a pipe: keep it, so that it can be read again. */
static bool spool(struct input *input, struct error *err)
{
    ssize_t got = 0;

    input->file = temporary_open();
    if (input->file < 0)
        return error_set(err, ERROR_INPUT, "standard input cannot be kept in '%s': %s",
                         temporary_folder(), strerror(errno));
    while ((got = read(STDIN_FILENO, input->raw, sizeof input->raw)) > 0)
        if (!temporary_write(input->file, input->raw, (size_t)got, err))
            return error_wrap(err, "standard input cannot be kept");
    if (got < 0)
        return error_set(err, ERROR_INPUT, "standard input cannot be read: %s", strerror(errno));
    return true;
}

static bool open_file(struct input *input, struct error *err)
{
    if (strcmp(input->path, "-") == 0) {
        input->name = "standard input";
        if (!spool(input, err))
            return false;
    } else {
        input->file = open(input->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (input->file < 0)
            return error_set(err, ERROR_INPUT, "%s: cannot be read: %s", input->path,
                             strerror(errno));
    }
    if (fstat(input->file, &input->status) != 0)
        return error_set(err, ERROR_INPUT, "%s: cannot be read: %s", input->path, strerror(errno));
    if (!S_ISREG(input->status.st_mode))
        return refuse_kind(input, err);
    if (input->status.st_size == 0)
        return error_set(err, ERROR_INPUT, "%s: is empty", input->path);
    return true;
}

bool input_contents(const char *path, struct arena *arena, struct archive_contents *out,
                    struct error *err)
{
    int file = strcmp(path, "-") == 0 ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    *out = (struct archive_contents){0};
    if (file < 0)
        return true; /* whoever opens it says why */
    bool is_listed = unfolder_contents(file, path, arena, out, err);
    close(file);
    if (out->table_count == 1)
        out->table_count = 0;
    return is_listed;
}

bool input_open(const char *path, struct input **out, struct error *err)
{
    return input_open_entry(path, NULL, out, err);
}

/* "export.zip/tickets.csv": the entry is not a file, but its name tells it apart. */
static bool name_entry(struct input *input, const char *entry, struct error *err)
{
    enum { NAME_BYTES_SHOWN = 200 };
    char shown[NAME_BYTES_SHOWN + 1];

    cell_show(span_of(entry), NAME_BYTES_SHOWN, shown);
    if (asprintf(&input->entry_name, "%s/%s", input->name, shown) < 0) {
        input->entry_name = NULL;
        return error_memory(err);
    }
    input->name = input->entry_name;
    return true;
}

bool input_open_entry(const char *path, const struct archive_table *table, struct input **out,
                      struct error *err)
{
    OWN(input_close) struct input *input = calloc(1, sizeof *input);

    if (input == NULL)
        return error_memory(err);
    input->file = -1;
    input->converter = (iconv_t)-1;
    input->path = strdup(path);
    if (input->path == NULL)
        return error_memory(err);
    const char *slash = strrchr(input->path, '/');
    input->name = slash == NULL ? input->path : slash + 1;
    if (!open_file(input, err))
        return false;
    if (table != NULL && !name_entry(input, table->name, err))
        return false;
    input->entry = table == NULL ? 0 : table->entry;
    if (!unfolder_open(input->file, input->path, input->entry, &input->unfolder, err))
        return false;
    *out = TAKE(input);
    return true;
}

void input_close(struct input *input)
{
    if (input == NULL)
        return;
    unfolder_close(input->unfolder);
    if (input->file >= 0)
        close(input->file);
    if (input->converter != (iconv_t)-1)
        iconv_close(input->converter);
    hash_stream_close(input->stream);
    buffer_release(&input->window);
    free(input->entry_name);
    free(input->path);
    free(input);
}

const char *input_path(const struct input *input)
{
    return input->path;
}

const char *input_name(const struct input *input)
{
    return input->name;
}

uint64_t input_byte_count(const struct input *input)
{
    return (uint64_t)input->status.st_size;
}

uint64_t input_progress(const struct input *input)
{
    return input->unfolder == NULL ? input->offset : unfolder_progress(input->unfolder);
}

static bool read_at(struct input *input, char *bytes, size_t size, uint64_t offset, size_t *got,
                    struct error *err)
{
    ssize_t result = 0;

    do
        result = pread(input->file, bytes, size, (off_t)offset);
    while (result < 0 && errno == EINTR);
    if (result < 0)
        return error_set(err, ERROR_INPUT, "%s: cannot be read: %s", input->path, strerror(errno));
    *got = (size_t)result;
    return true;
}

static bool read_unfolded(struct input *input, char *bytes, size_t size, size_t *got,
                          struct error *err)
{
    return input->unfolder == NULL ? read_at(input, bytes, size, input->offset, got, err)
                                   : unfolder_read(input->unfolder, bytes, size, got, err);
}

bool input_fingerprint(struct input *input, struct hash128 *out, struct error *err)
{
    OWN(hash_stream_close) struct hash_stream *stream = NULL;
    uint64_t offset = 0;
    size_t got = 0;

    if (!hash_stream_open(&stream, err))
        return false;
    do {
        if (!read_at(input, input->raw, sizeof input->raw, offset, &got, err))
            return false;
        hash_stream_add(stream, input->raw, got);
        offset += got;
    } while (got > 0);
    if (input->entry > 0) /* one of several in the same bytes */
        hash_stream_add(stream, input->entry_name, strlen(input->entry_name));
    if (input->entry > 0)
        hash_stream_add(stream, &input->entry, sizeof input->entry);
    *out = hash_stream_value(stream);
    return true;
}

/* What input_rewind() skips is part of the file: it is hashed here. */
static bool hash_skipped(struct input *input, uint64_t skip_bytes, struct error *err)
{
    size_t got = 0;

    if (skip_bytes > sizeof input->raw || !read_at(input, input->raw, skip_bytes, 0, &got, err))
        return false;
    hash_stream_add(input->stream, input->raw, got);
    return true;
}

bool input_fingerprint_begin(struct input *input, uint64_t skip_bytes, struct error *err)
{
    hash_stream_close(input->stream);
    input->stream = NULL;
    if (input->unfolder != NULL)
        return true; /* its bytes are not those that are read */
    return hash_stream_open(&input->stream, err) && hash_skipped(input, skip_bytes, err);
}

bool input_fingerprint_end(struct input *input, struct hash128 *out, struct error *err)
{
    if (input->stream == NULL)
        return input_fingerprint(input, out, err);
    *out = hash_stream_value(input->stream);
    return true;
}

struct span input_head(struct input *input, size_t limit, struct error *err)
{
    if (!input->has_head) {
        if (!read_unfolded(input, input->head, sizeof input->head, &input->head_length, err))
            return (struct span){0};
        input->has_head = true;
    }
    return (struct span){input->head, input->head_length < limit ? input->head_length : limit};
}

/* Unfold from the first byte, and pass `skip_bytes` of them. */
static bool unfold_from(struct input *input, uint64_t skip_bytes, struct error *err)
{
    size_t got = 0;

    return unfolder_rewind(input->unfolder, err) &&
           (skip_bytes == 0 ||
            unfolder_read(input->unfolder, input->raw, (size_t)skip_bytes, &got, err));
}

bool input_rewind(struct input *input, const char *charset, uint64_t skip_bytes, struct error *err)
{
    if (input->converter != (iconv_t)-1)
        iconv_close(input->converter);
    input->converter = (iconv_t)-1;
    if (strcmp(charset, "utf-8") != 0) {
        input->converter = iconv_open("UTF-8", charset);
        if (input->converter == (iconv_t)-1 && errno == ENOMEM)
            return error_memory(err);
        if (input->converter == (iconv_t)-1)
            return error_set(err, ERROR_USAGE,
                             "the charset '%s' is not known (hint: utf-8, cp1251, cp1252, cp850, "
                             "iso-8859-1, utf-16 …)",
                             charset);
    }
    if (input->unfolder != NULL && !unfold_from(input, skip_bytes, err))
        return false;
    input->offset = skip_bytes;
    input->raw_length = 0;
    input->is_at_end = false;
    input->window_at = 0;
    buffer_clear(&input->window);
    return true;
}

/* Decode what stands in raw behind `out`; what does not convert becomes U+FFFD and is found later
 * as an invalid row, never passed off as text. */
static bool decode(struct input *input, struct buffer *out, struct error *err)
{
    char decoded[BLOCK_SIZE];
    char *from = input->raw;
    size_t left = input->raw_length;

    while (left > 0) {
        char *to = decoded;
        size_t room = sizeof decoded;
        size_t result = iconv(input->converter, &from, &left, &to, &room);
        buffer_append(out, decoded, sizeof decoded - room);
        if (result != (size_t)-1 || errno == E2BIG)
            continue;
        if (errno == EINVAL && !input->is_at_end)
            break; /* the character goes on in the next block */
        buffer_text(out, "\xEF\xBF\xBD");
        from++;
        left--;
    }
    memmove(input->raw, from, left);
    input->raw_length = left;
    return !out->is_short || error_memory(err);
}

/* Bytes that need no decoding, straight behind `out`. */
static bool fill_plainly(struct input *input, size_t size, struct buffer *out, struct error *err)
{
    size_t got = 0;

    if (out->capacity < out->length + size + 1) {
        size_t capacity = (out->length + size) * 3 / 2 + 64;
        char *grown = realloc(out->bytes, capacity);
        if (grown == NULL)
            return error_memory(err);
        out->bytes = grown;
        out->capacity = capacity;
    }
    assert(out->bytes != NULL); /* it has room */
    if (!read_unfolded(input, out->bytes + out->length, size, &got, err))
        return false;
    if (input->stream != NULL)
        hash_stream_add(input->stream, out->bytes + out->length, got);
    input->offset += got;
    input->is_at_end = got == 0;
    out->length += got;
    out->bytes[out->length] = '\0';
    return true;
}

/* About `size` bytes more. */
static bool fill(struct input *input, size_t size, struct buffer *out, struct error *err)
{
    size_t got = 0;

    if (input->converter == (iconv_t)-1)
        return fill_plainly(input, size, out, err);
    if (!read_unfolded(input, input->raw + input->raw_length, sizeof input->raw - input->raw_length,
                       &got, err))
        return false;
    if (input->stream != NULL)
        hash_stream_add(input->stream, input->raw + input->raw_length, got);
    input->offset += got;
    input->is_at_end = got == 0;
    input->raw_length += got;
    return decode(input, out, err);
}

bool input_read(struct input *input, size_t size, struct buffer *out, bool *is_end,
                struct error *err)
{
    size_t wanted = out->length + size;

    while (out->length < wanted && !input->is_at_end)
        if (!fill(input, wanted - out->length, out, err))
            return false;
    *is_end = input->is_at_end;
    return true;
}

/* Forget what stands before `from`, when that frees enough to be worth the move. */
static void forget(struct input *input, uint64_t from)
{
    size_t dead = (size_t)(from - input->window_at);

    if (dead < BLOCK_SIZE && dead < input->window.length)
        return;
    memmove(input->window.bytes, input->window.bytes + dead, input->window.length - dead);
    input->window.length -= dead;
    input->window_at = from;
}

bool input_line(struct input *input, uint64_t from, uint64_t at, bool is_cr, struct span *out,
                struct error *err)
{
    size_t searched = 0;

    while (input->window_at + input->window.length < at && !input->is_at_end)
        if (!fill(input, BLOCK_SIZE, &input->window, err))
            return false;
    if (input->window_at + input->window.length < at) {
        *out = (struct span){"", 0};
        return true;
    }
    if (input->window.bytes != NULL)
        forget(input, from);
    for (;;) {
        size_t start = (size_t)(at - input->window_at);
        size_t length = input->window.length - start;
        const char *line = input->window.bytes == NULL ? "" : input->window.bytes + start;
        const char *end = length > searched
                              ? memchr(line + searched, is_cr ? '\r' : '\n', length - searched)
                              : NULL;
        if (end != NULL) {
            *out = (struct span){line, (size_t)(end - line) + 1};
            return true;
        }
        if (input->is_at_end || length > LINE_LIMIT) {
            *out = (struct span){line, length > LINE_LIMIT ? LINE_LIMIT : length};
            return true;
        }
        searched = length;
        if (!fill(input, BLOCK_SIZE, &input->window, err))
            return false;
    }
}

struct span input_kept(const struct input *input, uint64_t from, uint64_t to)
{
    if (from == to)
        return SPAN("");
    return (struct span){input->window.bytes + (from - input->window_at), (size_t)(to - from)};
}

bool input_is_unchanged(struct input *input, struct error *err)
{
    struct stat now;

    if (fstat(input->file, &now) != 0)
        return error_set(err, ERROR_INPUT, "%s: %s", input->path, strerror(errno));
    if (now.st_size != input->status.st_size ||
        now.st_mtim.tv_sec != input->status.st_mtim.tv_sec ||
        now.st_mtim.tv_nsec != input->status.st_mtim.tv_nsec)
        return error_set(err, ERROR_INPUT,
                         "%s: changed while it was read; nothing of it was kept (hint: run again "
                         "when the export is finished)",
                         input->path);
    return true;
}
