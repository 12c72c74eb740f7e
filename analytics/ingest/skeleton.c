#include "ingest/skeleton.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const unsigned char OPTIONS = CSV_STRICT | CSV_EMPTY_IS_NULL;

bool skeleton_init(struct skeleton *skeleton, char delimiter, struct error *err)
{
    skeleton->delimiter = delimiter;
    if (csv_init(&skeleton->parser, OPTIONS) != 0)
        return error_memory(err);
    csv_set_delim(&skeleton->parser, (unsigned char)delimiter);
    return true;
}

void skeleton_release(struct skeleton *skeleton)
{
    csv_free(&skeleton->parser);
}

/* ---- cutting -------------------------------------------------------------------------------- */

/* The first delimiter, line end or quote; `end` when there is none. */
static const char *find_special(const char *at, const char *end, char delimiter)
{
#ifdef __SSE2__
    const __m128i delimiters = _mm_set1_epi8(delimiter), quotes = _mm_set1_epi8('"');
    const __m128i feeds = _mm_set1_epi8('\n'), returns = _mm_set1_epi8('\r');

    for (; end - at >= 16; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i found = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, quotes)),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, feeds), _mm_cmpeq_epi8(bytes, returns)));
        unsigned mask = (unsigned)_mm_movemask_epi8(found);
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
#endif
    while (at < end && *at != delimiter && *at != '"' && *at != '\n' && *at != '\r')
        at++;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static const char *cut_unquoted(const char *at, const char *end, char delimiter,
                                struct plain_field *out)
{
    const char *stop = find_special(at, end, delimiter);

    if (stop == end || *stop == '"' || (stop > at && (is_blank(*at) || is_blank(stop[-1]))))
        return NULL;
    *out = (struct plain_field){.bytes = at, .length = (uint32_t)(stop - at)};
    return stop;
}

static const char *cut_quoted(const char *at, const char *end, struct plain_field *out)
{
    const char *inside = at + 1;
    bool has_quotes = false;

    for (const char *from = inside;; from += 2) {
        from = memchr(from, '"', (size_t)(end - from));
        if (from == NULL || from + 1 == end)
            return NULL;
        if (from[1] != '"') {
            *out = (struct plain_field){inside, (uint32_t)(from - inside), true, has_quotes};
            return from + 1;
        }
        has_quotes = true;
    }
}

/* Behind the line end at `at`; NULL when it is none, or a lone CR. */
static const char *pass_line_end(const char *at, const char *end)
{
    if (*at == '\r')
        at++;
    return at < end && *at == '\n' ? at + 1 : NULL;
}

/* Cut the row at `bytes` into `fields`; its length, 0 when it is not plain. */
static size_t cut_row(struct skeleton *skeleton, struct span bytes)
{
    const char *at = bytes.bytes;
    const char *end = bytes.bytes + bytes.length;

    skeleton->count = 0;
    while (at < end && skeleton->count < PLAIN_COLUMNS_MOST) {
        struct plain_field *field = &skeleton->fields[skeleton->count++];
        at = *at == '"' ? cut_quoted(at, end, field)
                        : cut_unquoted(at, end, skeleton->delimiter, field);
        if (at == NULL)
            return 0;
        if (*at == skeleton->delimiter) {
            at++;
            continue;
        }
        at = pass_line_end(at, end);
        return at == NULL ? 0 : (size_t)(at - bytes.bytes);
    }
    return 0;
}

/* ---- confirming ----------------------------------------------------------------------------- */

static void on_field(void *bytes, size_t length, void *context)
{
    struct skeleton *skeleton = context;
    size_t at = skeleton->confirmed;

    if (at >= skeleton->count)
        return;
    const struct plain_field *field = &skeleton->fields[at];
    bool is_absent = !field->is_quoted && field->length == 0;
    bool is_short = field->is_quoted || is_absent;
    if (is_absent == (bytes == NULL) && length == (is_short ? 0 : 1))
        skeleton->confirmed++;
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    ((struct skeleton *)context)->is_row_done = true;
}

/* `17,"a",,x\r\n` as `x,"",,x\r\n`. */
static size_t write_skeleton(const struct skeleton *skeleton, struct span row, char *out)
{
    size_t length = 0;

    for (size_t i = 0; i < skeleton->count; i++) {
        const struct plain_field *field = &skeleton->fields[i];
        if (i > 0)
            out[length++] = skeleton->delimiter;
        if (field->is_quoted) {
            out[length++] = '"';
            out[length++] = '"';
        } else if (field->length > 0) {
            out[length++] = 'x';
        }
    }
    if (row.length >= 2 && row.bytes[row.length - 2] == '\r')
        out[length++] = '\r';
    out[length++] = '\n';
    return length;
}

static bool has_few_lines(struct span row)
{
    size_t lines = 0;

    if (row.length <= PLAIN_LINES_MOST)
        return true;
    for (const char *at = row.bytes, *end = at + row.length;
         (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines <= PLAIN_LINES_MOST;
}

/* A row of nothing but its line end is a blank line, which is no row to libcsv. */
static bool is_blank_line(const struct skeleton *skeleton)
{
    return skeleton->count == 1 && skeleton->fields[0].length == 0 &&
           !skeleton->fields[0].is_quoted;
}

/* csv_init allocates nothing before the first byte: it cannot fail. */
static void restart(struct skeleton *skeleton)
{
    csv_free(&skeleton->parser);
    csv_init(&skeleton->parser, OPTIONS);
    csv_set_delim(&skeleton->parser, (unsigned char)skeleton->delimiter);
}

size_t skeleton_row(struct skeleton *skeleton, struct span bytes)
{
    char fed[PLAIN_COLUMNS_MOST * 3 + 2];
    size_t length = cut_row(skeleton, bytes);

    if (length == 0 || length > PLAIN_BYTES_MOST || is_blank_line(skeleton) ||
        !has_few_lines((struct span){bytes.bytes, length}))
        return 0;
    size_t fed_length = write_skeleton(skeleton, (struct span){bytes.bytes, length}, fed);
    skeleton->confirmed = 0;
    skeleton->is_row_done = false;
    size_t taken = csv_parse(&skeleton->parser, fed, fed_length, on_field, on_row, skeleton);
    if (taken == fed_length && skeleton->is_row_done && skeleton->confirmed == skeleton->count)
        return length;
    restart(skeleton);
    return 0;
}

bool skeleton_looks_like_row(struct skeleton *skeleton, struct span bytes, size_t column_count)
{
    return cut_row(skeleton, bytes) > 0 && skeleton->count == column_count &&
           skeleton->fields[0].length > 0;
}
