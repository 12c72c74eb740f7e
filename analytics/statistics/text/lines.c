#include "statistics/text/lines.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

static bool is_blank(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

/* Punctuation, all of it below the letters: a bit each. */
typedef uint64_t mark_set;

#define MARK(character) (UINT64_C(1) << (character))
static const mark_set LIST_MARKS = MARK('-') | MARK('*');
static const mark_set NUMBER_MARKS = MARK('.') | MARK(')');
static const mark_set FULL_STOP = MARK('.');
static const mark_set TRAILING =
    MARK('.') | MARK(',') | MARK(';') | MARK(':') | MARK('!') | MARK('?') | MARK(')');
static const mark_set NUMBER_ENDS = MARK(' ') | MARK('\t') | MARK('\n') | MARK('\v') | MARK('\f') |
                                    MARK('\r') | MARK(',') | MARK(';') | MARK(':') | MARK('!') |
                                    MARK('?') | MARK('(') | MARK(')') | MARK('"');

static inline bool is_in(uint32_t character, mark_set set)
{
    return character < 64 && (set >> character & 1) != 0;
}

static inline bool is_digit(uint32_t character)
{
    return character - '0' <= 9;
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

/* What a line holds that may have to be cut out of it. */
enum { HOLDS_DIGIT = 1, HOLDS_AT = 2, HOLDS_SLASH = 4 };

static const uint8_t HOLDS[0x80] = {
    ['0'] = HOLDS_DIGIT, ['1'] = HOLDS_DIGIT, ['2'] = HOLDS_DIGIT, ['3'] = HOLDS_DIGIT,
    ['4'] = HOLDS_DIGIT, ['5'] = HOLDS_DIGIT, ['6'] = HOLDS_DIGIT, ['7'] = HOLDS_DIGIT,
    ['8'] = HOLDS_DIGIT, ['9'] = HOLDS_DIGIT, ['@'] = HOLDS_AT,    ['/'] = HOLDS_SLASH,
    ['w'] = HOLDS_SLASH, ['W'] = HOLDS_SLASH};

#ifdef __SSE2__
static inline bool has_any(__m128i found)
{
    return _mm_movemask_epi8(found) != 0;
}

static inline __m128i equal(__m128i bytes, char byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
}

static inline unsigned held_by(__m128i bytes)
{
    __m128i no_case = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i digits = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)),
                                   _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));

    return (has_any(digits) ? HOLDS_DIGIT : 0u) | (has_any(equal(bytes, '@')) ? HOLDS_AT : 0u) |
           (has_any(_mm_or_si128(equal(bytes, '/'), equal(no_case, 'w'))) ? HOLDS_SLASH : 0u);
}

/* Sixteen bytes of ASCII at a time. */
static const unsigned char *read_ascii(const unsigned char *at, const unsigned char *end,
                                       uint32_t **out, unsigned *holds)
{
    const __m128i zero = _mm_setzero_si128();

    for (; end - at >= 16; at += 16, *out += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i ends =
            _mm_or_si128(equal(bytes, '`'), _mm_or_si128(equal(bytes, '\n'), equal(bytes, '\r')));
        if (has_any(_mm_or_si128(bytes, ends)))
            break;
        *holds |= held_by(bytes);
        __m128i low = _mm_unpacklo_epi8(bytes, zero), high = _mm_unpackhi_epi8(bytes, zero);
        __m128i *to = (__m128i *)(void *)*out;
        _mm_storeu_si128(to, _mm_unpacklo_epi16(low, zero));
        _mm_storeu_si128(to + 1, _mm_unpackhi_epi16(low, zero));
        _mm_storeu_si128(to + 2, _mm_unpacklo_epi16(high, zero));
        _mm_storeu_si128(to + 3, _mm_unpackhi_epi16(high, zero));
    }
    return at;
}

/* Four letters of two bytes, U+0400 … U+047F, at a time: all of Russian. */
static const unsigned char *read_russian(const unsigned char *at, const unsigned char *end,
                                         uint32_t **out)
{
    for (; end - at >= 8; at += 8, *out += 4) {
        uint64_t bytes;
        memcpy(&bytes, at, sizeof bytes);
        if ((bytes & UINT64_C(0xC0FEC0FEC0FEC0FE)) != UINT64_C(0x80D080D080D080D0))
            break;
        uint64_t letters = UINT64_C(0x0400040004000400) |
                           (bytes & UINT64_C(0x0001000100010001)) << 6 |
                           (bytes >> 8 & UINT64_C(0x003F003F003F003F));
        __m128i pairs = _mm_cvtsi64_si128((long long)letters);
        _mm_storeu_si128((__m128i *)(void *)*out, _mm_unpacklo_epi16(pairs, _mm_setzero_si128()));
    }
    return at;
}
#else
static const unsigned char *read_ascii(const unsigned char *at, const unsigned char *end,
                                       uint32_t **out, unsigned *holds)
{
    (void)end;
    (void)out;
    (void)holds;
    return at;
}

static const unsigned char *read_russian(const unsigned char *at, const unsigned char *end,
                                         uint32_t **out)
{
    (void)end;
    (void)out;
    return at;
}
#endif

/* What stands for itself and ends nothing: ASCII but ` and line breaks, and two bytes of a letter
 * that no other joins. As much of it as there is at the front of `rest`. Returns what it holds. */
static unsigned read_plain(struct span *rest, struct characters *line)
{
    unsigned holds = 0;
    const unsigned char *at = (const unsigned char *)rest->bytes, *end = at + rest->length;
    uint32_t *out = line->at + line->length;

    while (at < end) {
        uint32_t first = *at;
        if (first < 0x80) {
            if (first == '`' || first == '\n' || first == '\r')
                break;
            holds |= HOLDS[first];
            *out++ = first;
            at++;
            if (first == ' ')
                at = read_ascii(at, end, &out, &holds);
        } else if (first >= 0xC3 && first <= 0xDF && first != 0xCC && first != 0xCD &&
                   end - at >= 2 && (at[1] & 0xC0) == 0x80) {
            *out++ = (first & 0x1F) << 6 | (at[1] & 0x3F);
            at = read_russian(at + 2, end, &out);
        } else {
            break;
        }
    }
    line->length = (size_t)(out - line->at);
    *rest = (struct span){(const char *)at, (size_t)((const char *)end - (const char *)at)};
    return holds;
}

/* The raw line up to a line break, a fence or the end. */
static bool read_line(struct line_reader *reader, struct characters *line, unsigned *holds,
                      struct error *err)
{
    *holds = 0;
    line->length = 0;
    /* A character has at least a byte; one more for a list mark. */
    if (!characters_reserve(line, reader->rest.length + 2, err))
        return false;
    for (;;) {
        *holds |= read_plain(&reader->rest, line);
        if (reader->rest.length == 0)
            break;
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

static size_t skip_wide_blanks(const struct letters *letters, const struct characters *line,
                               size_t at)
{
    while (at < line->length && (letter_kind(letters, line->at[at]) & KIND_WIDE_BLANK) != 0)
        at++;
    return at;
}

static bool is_signature_mark(const struct letters *letters, const struct characters *line)
{
    return line->length >= 2 && line->at[0] == '-' && line->at[1] == '-' &&
           skip_wide_blanks(letters, line, 2) == line->length;
}

static bool is_quoted(const struct letters *letters, const struct characters *line)
{
    size_t at = skip_wide_blanks(letters, line, 0);

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
    bool is_mark = digits > at ? is_in(line->at[digits], NUMBER_MARKS)
                               : is_in(line->at[at], LIST_MARKS) || line->at[at] == BULLET;
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
static size_t last_solid(const struct characters *line, size_t from, size_t to, mark_set trailing)
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
        return last_solid(line, from, to, TRAILING);
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
            end = last_solid(line, sign + 1, skip_address_part(line, sign + 1), TRAILING);
        size_t copied = end > 0 ? at : sign > at ? sign : at + 1;
        memmove(line->at + kept, line->at + at, (copied - at) * sizeof *line->at);
        kept += copied - at;
        at = end > 0 ? end : copied;
    }
    line->length = kept;
}

static size_t next_digit(const struct characters *line, size_t at)
{
    while (at < line->length && !is_digit(line->at[at]))
        at++;
    return at;
}

/* Runs that hold a digit: prices, dates, versions, codes; their trailing full stops stay. */
static void cut_numbers(struct characters *line)
{
    uint32_t *characters = line->at;
    size_t kept = 0, done = 0;

    for (size_t digit; (digit = next_digit(line, done)) < line->length;) {
        size_t from = digit, to = digit;
        while (from > done && !is_in(characters[from - 1], NUMBER_ENDS))
            from--;
        while (to < line->length && !is_in(characters[to], NUMBER_ENDS))
            to++;
        memmove(characters + kept, characters + done, (from - done) * sizeof *characters);
        kept += from - done;
        done = last_solid(line, from, to, FULL_STOP);
        for (; done < to; done++)
            characters[kept++] = characters[done];
    }
    memmove(characters + kept, characters + done, (line->length - done) * sizeof *characters);
    line->length = kept + line->length - done;
}

/* A URL holds "//" or "w.". */
static bool may_have_url(const struct characters *line)
{
    bool may = false;

    for (size_t i = 1; i < line->length; i++)
        may |= (line->at[i] == '/' && line->at[i - 1] == '/') ||
               (line->at[i] == '.' && (line->at[i - 1] | 0x20) == 'w');
    return may;
}

static void clean(struct characters *line, unsigned holds)
{
    mark_list(line);
    if ((holds & HOLDS_SLASH) != 0 && may_have_url(line))
        cut_urls(line);
    if ((holds & HOLDS_AT) != 0)
        cut_addresses(line);
    if ((holds & HOLDS_DIGIT) != 0)
        cut_numbers(line);
}

struct line_reader line_reader(const struct letters *letters, struct span text)
{
    return (struct line_reader){.letters = letters, .rest = text};
}

bool line_next(struct line_reader *reader, struct characters *line, bool *has_line,
               struct error *err)
{
    unsigned holds = 0;

    *has_line = false;
    while (!reader->is_done) {
        if (!read_line(reader, line, &holds, err))
            return false;
        if (is_signature_mark(reader->letters, line))
            reader->is_done = true;
        else if (!is_quoted(reader->letters, line)) {
            clean(line, holds);
            *has_line = true;
            return true;
        }
    }
    return true;
}
