#include "statistics/text/lines.h"

#include <string.h>

enum { BULLET = 0x2022, BAD_CHARACTER = 0xFFFD, FIRST_MARK = 0x300, LAST_MARK = 0x36F };

bool characters_reserve(struct characters *characters, size_t capacity, struct error *err)
{
    if (capacity <= characters->capacity)
        return true;
    size_t grown = 2 * characters->capacity > capacity ? 2 * characters->capacity : capacity + 256;
    uint32_t *at = reallocarray(characters->at, grown, sizeof *at);
    if (at == NULL)
        return error_memory(err);
    characters->at = at;
    characters->capacity = grown;
    return true;
}

void characters_release(struct characters *characters)
{
    free(characters->at);
    *characters = (struct characters){0};
}

bool is_blank(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

bool is_wide_blank(uint32_t character)
{
    if (character < 0x1680)
        return is_blank(character);
    return character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A && character != 0x2007) ||
           character == 0x2028 || character == 0x2029 || character == 0x205F || character == 0x3000;
}

/* `set` holds punctuation, which is all below the letters. */
static inline bool is_in(uint32_t character, const char *set)
{
    if (character >= '@')
        return false;
    for (; *set != '\0'; set++) {
        if ((unsigned char)*set == character)
            return true;
    }
    return false;
}

static bool is_digit(uint32_t character)
{
    return character >= '0' && character <= '9';
}

/* ---- decoding ---- */

uint32_t character_decode(struct span *rest)
{
    const unsigned char *bytes = (const unsigned char *)rest->bytes;
    size_t more = bytes[0] < 0xC2 ? 0 : bytes[0] >= 0xF0 ? 3 : bytes[0] >= 0xE0 ? 2 : 1;
    uint32_t character = more == 0 ? bytes[0] : bytes[0] & (0x3Fu >> more);
    size_t taken = 1;

    while (taken <= more && taken < rest->length && (bytes[taken] & 0xC0) == 0x80)
        character = character << 6 | (bytes[taken++] & 0x3F);
    *rest = (struct span){rest->bytes + taken, rest->length - taken};
    bool is_whole = taken == more + 1 && (more > 0 || bytes[0] < 0x80) && character < 0x110000;
    return is_whole ? character : BAD_CHARACTER;
}

size_t character_encode(uint32_t character, char *out)
{
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

    for (size_t i = length; i-- > 1; character >>= 6)
        out[i] = (char)(0x80 | (character & 0x3F));
    out[0] = (char)(leads[length] | character);
    return length;
}

/* A combining mark after a letter: й and ё have a character of their own, others are dropped. */
static bool compose(const struct letters *letters, struct characters *line, uint32_t mark)
{
    static const uint32_t composed[][3] = {
        {U'и', 0x306, U'й'}, {U'И', 0x306, U'Й'}, {U'е', 0x308, U'ё'}, {U'Е', 0x308, U'Ё'}};

    if (line->length == 0 || !is_letter(letters, line->at[line->length - 1]))
        return false;
    uint32_t *last = &line->at[line->length - 1];
    for (size_t i = 0; i < sizeof composed / sizeof composed[0]; i++) {
        if (*last == composed[i][0] && mark == composed[i][1]) {
            *last = composed[i][2];
            break;
        }
    }
    return true;
}

/* ``` … ```: jump behind the closing fence. */
static bool skip_fence(struct line_reader *reader)
{
    const size_t fence = 3;

    if (reader->has_open_fence || !span_starts(reader->rest, SPAN("```")))
        return false;
    const char *inside = reader->rest.bytes + fence;
    size_t length = reader->rest.length - fence;
    const char *end = memmem(inside, length, "```", fence);
    reader->has_open_fence = end == NULL;
    if (end == NULL)
        return false;
    size_t skipped = (size_t)(end - inside) + 2 * fence;
    reader->rest = (struct span){reader->rest.bytes + skipped, reader->rest.length - skipped};
    return true;
}

/* The raw line up to a line break, a fence or the end. */
static bool read_line(struct line_reader *reader, struct characters *line, struct error *err)
{
    line->length = 0;
    while (reader->rest.length > 0) {
        if (reader->rest.bytes[0] == '`' && skip_fence(reader))
            return true;
        uint32_t character = character_decode(&reader->rest);
        if (character == '\r' && span_starts(reader->rest, SPAN("\n")))
            continue;
        if (character == '\n' || character == '\r')
            return true;
        if (character >= FIRST_MARK && character <= LAST_MARK &&
            compose(reader->letters, line, character))
            continue;
        character = character == 0x2019 ? '\'' : character == 0xA0 ? ' ' : character;
        if (!characters_reserve(line, line->length + 2, err)) /* one more for a list mark */
            return false;
        line->at[line->length++] = character;
    }
    reader->is_done = true;
    return true;
}

/* ---- whole lines ---- */

static size_t skip_blanks(const struct characters *line, size_t at)
{
    while (at < line->length && is_blank(line->at[at]))
        at++;
    return at;
}

static size_t skip_wide_blanks(const struct characters *line, size_t at)
{
    while (at < line->length && is_wide_blank(line->at[at]))
        at++;
    return at;
}

static bool is_signature_mark(const struct characters *line)
{
    return line->length >= 2 && line->at[0] == '-' && line->at[1] == '-' &&
           skip_wide_blanks(line, 2) == line->length;
}

static bool is_quoted(const struct characters *line)
{
    size_t at = skip_wide_blanks(line, 0);

    return at < line->length && line->at[at] == '>';
}

/* "  - text", "* text", "12. text" and "3) text" become "• text". */
static void mark_list(struct characters *line)
{
    size_t at = skip_blanks(line, 0), digits = at;

    while (digits < line->length && is_digit(line->at[digits]))
        digits++;
    if (at == line->length || digits == line->length)
        return;
    bool is_mark = digits > at ? is_in(line->at[digits], ".)")
                               : is_in(line->at[at], "-*") || line->at[at] == BULLET;
    size_t after = digits + 1, text = skip_blanks(line, after);
    if (!is_mark || text == after)
        return;
    line->length -= text;
    memmove(line->at + 2, line->at + text, line->length * sizeof *line->at);
    line->length += 2;
    line->at[0] = BULLET;
    line->at[1] = ' ';
}

/* ---- what is cut out of a line ---- */

static bool starts_at(const struct characters *line, size_t at, const char *lower)
{
    for (; *lower != '\0'; lower++, at++) {
        if (at >= line->length)
            return false;
        uint32_t letter = line->at[at];
        letter += letter >= 'A' && letter <= 'Z' ? 'a' - 'A' : 0;
        if (letter != (unsigned char)*lower)
            return false;
    }
    return true;
}

static bool is_word_character(uint32_t character)
{
    return is_digit(character) || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z') || character == '_';
}

/* The end of the last character in [from, to) that is not in `trailing`; 0 when there is none. */
static size_t last_solid(const struct characters *line, size_t from, size_t to,
                         const char *trailing)
{
    while (to > from && is_in(line->at[to - 1], trailing))
        to--;
    return to > from ? to : 0;
}

/* The end of the URL that starts at `at`; 0: none does. */
static size_t url_end(const struct characters *line, size_t at)
{
    static const char *const schemes[] = {"http://", "https://", "www."};

    uint32_t first = line->at[at] | 0x20; /* small */
    if ((first != 'h' && first != 'w') || (at > 0 && is_word_character(line->at[at - 1])))
        return 0;
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (!starts_at(line, at, schemes[i]))
            continue;
        size_t from = at + strlen(schemes[i]), to = from;
        while (to < line->length && !is_blank(line->at[to]))
            to++;
        return last_solid(line, from, to, ".,;:!?)");
    }
    return 0;
}

static void cut_urls(struct characters *line)
{
    size_t kept = 0;

    for (size_t at = 0; at < line->length;) {
        size_t end = url_end(line, at);
        if (end > 0)
            at = end;
        else
            line->at[kept++] = line->at[at++];
    }
    line->length = kept;
}

static size_t skip_address_part(const struct characters *line, size_t at)
{
    while (at < line->length && !is_blank(line->at[at]) && line->at[at] != '@')
        at++;
    return at;
}

static void cut_addresses(struct characters *line)
{
    size_t kept = 0;

    for (size_t at = 0; at < line->length;) {
        size_t sign = skip_address_part(line, at), end = 0;
        if (sign > at && sign < line->length && line->at[sign] == '@')
            end = last_solid(line, sign + 1, skip_address_part(line, sign + 1), ".,;:!?)");
        size_t copied = end > 0 ? at : sign > at ? sign : at + 1;
        memmove(line->at + kept, line->at + at, (copied - at) * sizeof *line->at);
        kept += copied - at;
        at = end > 0 ? end : copied;
    }
    line->length = kept;
}

static bool ends_number(uint32_t character)
{
    return is_blank(character) || is_in(character, ",;:!?()\"");
}

/* Runs that hold a digit: prices, dates, versions, codes; their trailing full stops stay. */
static void cut_numbers(struct characters *line)
{
    size_t kept = 0;

    for (size_t at = 0; at < line->length;) {
        size_t end = at;
        bool has_digit = false;
        while (end < line->length && !ends_number(line->at[end]))
            has_digit |= is_digit(line->at[end++]);
        if (has_digit)
            at = last_solid(line, at, end, ".");
        end += end == at && !has_digit;
        while (at < end)
            line->at[kept++] = line->at[at++];
    }
    line->length = kept;
}

static void clean(struct characters *line)
{
    bool has_url = false, has_address = false, has_digit = false;

    mark_list(line);
    for (size_t i = 0; i < line->length; i++) {
        has_url |= line->at[i] == '/' || line->at[i] == '.';
        has_address |= line->at[i] == '@';
        has_digit |= is_digit(line->at[i]);
    }
    if (has_url)
        cut_urls(line);
    if (has_address)
        cut_addresses(line);
    if (has_digit)
        cut_numbers(line);
}

struct line_reader line_reader(const struct letters *letters, struct span text)
{
    return (struct line_reader){.letters = letters, .rest = text};
}

bool line_next(struct line_reader *reader, struct characters *line, bool *has_line,
               struct error *err)
{
    *has_line = false;
    while (!reader->is_done) {
        if (!read_line(reader, line, err))
            return false;
        if (is_signature_mark(line))
            reader->is_done = true;
        else if (!is_quoted(line)) {
            clean(line);
            *has_line = true;
            return true;
        }
    }
    return true;
}
