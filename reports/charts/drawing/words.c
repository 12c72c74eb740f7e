#include "charts/drawing/words.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* Hundredths of an em: the wider of Inter 4 and Noto Sans, rounded up. Figures are tabular. */
static const uint8_t ascii_plain[] = {
    29, 28, 41, 65, 64, 84, 74, 23, 37, 37, 56, 66, 28, 47, 28, 38, 65, 65, 65, 65, 65, 65, 65, 65,
    65, 65, 28, 28, 66, 66, 66, 51, 94, 68, 66, 73, 73, 60, 59, 75, 75, 34, 55, 66, 57, 91, 76, 79,
    64, 79, 64, 64, 65, 75, 68, 95, 65, 67, 63, 37, 38, 37, 58, 46, 50, 57, 63, 56, 63, 59, 37, 62,
    62, 26, 26, 55, 26, 94, 62, 61, 62, 62, 42, 53, 37, 62, 56, 82, 54, 56, 55, 38, 56, 38, 66};
static const uint8_t ascii_bold[] = {
    26, 33, 48, 65, 66, 91, 75, 27, 41, 41, 57, 68, 31, 47,  30, 42, 69, 69,  69,
    69, 69, 69, 69, 69, 69, 69, 30, 31, 68, 68, 68, 57, 104, 75, 68, 76, 74,  62,
    59, 77, 77, 39, 57, 69, 57, 95, 82, 80, 65, 80, 66, 66,  67, 76, 75, 104, 72,
    73, 67, 41, 42, 41, 58, 48, 50, 61, 64, 59, 64, 60, 39,  64, 66, 31, 31,  62,
    31, 99, 66, 62, 64, 64, 46, 57, 44, 66, 59, 86, 58, 59,  58, 41, 56, 41,  68};
static const uint8_t cyrillic_plain[] = {
    60,  60,  81, 58, 67, 64, 34,  34, 55, 109, 113, 91, 66, 77, 63, 74, 68, 66, 66, 58,
    76,  60,  95, 64, 77, 77, 65,  72, 91, 75,  79,  74, 64, 73, 65, 63, 81, 65, 76, 72,
    104, 105, 82, 86, 66, 68, 106, 68, 57, 60,  58,  46, 63, 59, 83, 50, 65, 65, 54, 59,
    75,  64,  61, 63, 62, 56, 54,  56, 73, 54,  64,  62, 90, 91, 70, 78, 60, 55, 84, 57,
    59,  59,  62, 46, 54, 53, 26,  26, 26, 93,  90,  62, 54, 65, 56, 63};
static const uint8_t cyrillic_bold[] = {
    62,  62,  86,  59, 70, 66, 39,  39, 57, 113, 113, 92, 69, 83, 68, 75, 75, 66, 68, 59,
    79,  62,  109, 66, 83, 83, 71,  75, 95, 77,  80,  77, 65, 76, 67, 68, 87, 72, 80, 77,
    108, 112, 83,  91, 68, 71, 107, 69, 61, 63,  63,  48, 68, 60, 88, 56, 72, 72, 62, 65,
    85,  67,  62,  66, 64, 59, 56,  59, 82, 58,  69,  66, 97, 99, 71, 85, 62, 56, 88, 60,
    60,  60,  66,  48, 58, 57, 31,  31, 31, 96,  92,  66, 62, 72, 59, 68};

enum { NO_WIDTH = 0, LATIN = 62, OTHER = 65, WIDE = 100 };

struct width_range {
    uint32_t first, last;
    uint8_t width;
};

/* In order; what no row names is OTHER. */
static const struct width_range ranges[] = {
    {0xa0, 0xa0, 29},       {0xab, 0xab, 58},       {0xb0, 0xb0, 45},
    {0xb7, 0xb7, 28},       {0xbb, 0xbb, 54},       {0xa1, 0xbf, 66},
    {0xc0, 0xde, 78},       {0xdf, 0x24f, LATIN},   {0x300, 0x36f, 0},
    {0x200b, 0x200f, 0},    {0x2002, 0x200a, 29},   {0x2010, 0x2011, 40},
    {0x2012, 0x2013, 50},   {0x2014, 0x2015, 100},  {0x2018, 0x201a, 23},
    {0x201c, 0x201f, 42},   {0x2022, 0x2022, 57},   {0x2026, 0x2026, 84},
    {0x202f, 0x202f, 19},   {0x20a0, 0x20cf, 72},   {0x2116, 0x2116, 110},
    {0x2190, 0x2bff, 90},   {0x1100, 0x115f, WIDE}, {0x2e80, 0xa4cf, WIDE},
    {0xac00, 0xd7a3, WIDE}, {0xf900, 0xfaff, WIDE}, {0xfe00, 0xfe0f, 0},
    {0xfe30, 0xfe6f, WIDE}, {0xff00, 0xff60, WIDE}, {0x1f000, 0x3fffd, WIDE},
};

/* The next character of UTF-8; a bad byte stands for itself as one. */
static uint32_t next_character(const char **at)
{
    const unsigned char *byte = (const unsigned char *)*at;
    int more = byte[0] >= 0xf0 ? 3 : byte[0] >= 0xe0 ? 2 : byte[0] >= 0xc2 ? 1 : 0;
    uint32_t character = more == 0 ? byte[0] : byte[0] & (0x3fu >> more);

    for (int i = 1; i <= more; i++) {
        if ((byte[i] & 0xc0) != 0x80) {
            *at += 1;
            return 0xfffd;
        }
        character = character << 6 | (byte[i] & 0x3f);
    }
    *at += more + 1;
    return character;
}

static int character_width(uint32_t character, bool is_bold)
{
    if (character < 0x20)
        return NO_WIDTH;
    if (character < 0x7f)
        return (is_bold ? ascii_bold : ascii_plain)[character - 0x20];
    if (character >= 0x400 && character < 0x460)
        return (is_bold ? cyrillic_bold : cyrillic_plain)[character - 0x400];
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return ranges[i].width;
    return OTHER;
}

static bool is_dropped(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0xfffe ||
           character == 0xffff;
}

const char *words_clean(struct arena *arena, const char *text)
{
    OWN(buffer_release) struct buffer clean = {0};
    for (const char *at = text; *at != '\0';) {
        size_t bad_at = 0;
        const char *start = at;
        uint32_t character = next_character(&at);
        if (*start == '\t' || *start == '\n')
            buffer_byte(&clean, ' ');
        else if (!span_is_utf8((struct span){start, (size_t)(at - start)}, &bad_at))
            buffer_text(&clean, "\xef\xbf\xbd");
        else if (!is_dropped(character))
            buffer_append(&clean, start, (size_t)(at - start));
    }
    return arena_keep(arena, &clean);
}

double words_width(const char *text, int size_px, bool is_bold)
{
    double width = 0;

    while (*text != '\0')
        width += character_width(next_character(&text), is_bold);
    return width * size_px / 100;
}

const char *words_shorten(struct arena *arena, const char *text, int size_px, bool is_bold,
                          double most_px)
{
    if (words_width(text, size_px, is_bold) <= most_px)
        return text;
    double room = most_px - 0.84 * size_px;
    double width = 0;
    const char *end = text;
    for (const char *at = text; *at != '\0';) {
        width += character_width(next_character(&at), is_bold) * size_px / 100.0;
        if (width > room)
            break;
        end = at;
    }
    while (end > text && end[-1] == ' ')
        end--;
    return arena_format(arena, "%.*s…", (int)(end - text), text);
}

/* `text` broken at blanks into lines of `most_px`; a longer word has a line of its own. Returns how
 * many lines that makes, which may be more than `lines` holds; NULL lines only counts. */
static size_t fill_lines(struct arena *arena, const char *text, int size_px, double most_px,
                         const char *lines[WORDS_LINES])
{
    size_t count = 0;

    for (const char *start = text; start != NULL;) {
        const char *end = strchr(start, ' ');
        double width = 0;
        for (const char *at = start; *at != '\0' && width <= most_px;) {
            width += character_width(next_character(&at), false) * size_px / 100.0;
            if ((*at == ' ' || *at == '\0') && width <= most_px)
                end = *at == '\0' ? NULL : at;
        }
        if (lines != NULL && count < WORDS_LINES)
            lines[count] = end == NULL || count + 1 == WORDS_LINES
                               ? start
                               : arena_text(arena, start, (size_t)(end - start));
        count++;
        start = end == NULL ? NULL : end + 1;
    }
    return count;
}

bool words_wrap(struct arena *arena, const char *text, int size_px, double most_px,
                size_t most_lines, const char *lines[WORDS_LINES], size_t *line_count)
{
    double widest = words_width(text, size_px, false), room = most_px;
    size_t count = fill_lines(arena, text, size_px, room, NULL);

    while (count > most_lines && room < widest) /* lines will be too wide: all of them a little */
        count = fill_lines(arena, text, size_px, room += 2, NULL);
    while (count > 1 && fill_lines(arena, text, size_px, room - 2, NULL) == count && room > 2)
        room -= 2; /* as even as they may be */
    *line_count = fill_lines(arena, text, size_px, room, lines);
    for (size_t i = 0; i < *line_count; i++)
        if (lines[i] == NULL)
            return false;
    return true;
}
