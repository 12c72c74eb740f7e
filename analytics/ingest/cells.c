#include "ingest/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* "64:00:00", "-4:35", "0:05": hours first; two parts are H:MM. */
static bool clock_duration(struct span cell, int64_t *out_s)
{
    int64_t parts[3] = {0};
    size_t count = 0;

    while (count < 3) {
        size_t digits = 0;
        while (digits < cell.length && cell.bytes[digits] >= '0' && cell.bytes[digits] <= '9')
            digits++;
        if (digits == 0 || !span_integer((struct span){cell.bytes, digits}, &parts[count]))
            return false;
        count++;
        cell = (struct span){cell.bytes + digits, cell.length - digits};
        if (cell.length == 0)
            break;
        if (cell.bytes[0] != ':')
            return false;
        cell = (struct span){cell.bytes + 1, cell.length - 1};
    }
    if (count < 2 || cell.length > 0 || parts[1] > 59 || parts[2] > 59 || parts[0] > 1000000)
        return false;
    *out_s = parts[0] * 3600 + parts[1] * 60 + parts[2];
    return true;
}

/* Seconds of a unit by its first letters; 0: not known, or not fixed (a month). */
static int64_t seconds_of_unit(struct span word)
{
    static const struct {
        const char *head;
        bool is_whole; /* the word and not more */
        int32_t seconds;
    } units[] = {{"s", true, 1},          {"sec", false, 1},      {"seg", false, 1},
                 {"с", true, 1},          {"сек", false, 1},      {"m", true, 60},
                 {"min", false, 60},      {"мин", false, 60},     {"м", true, 60},
                 {"h", true, 3600},       {"hr", false, 3600},    {"hour", false, 3600},
                 {"hora", false, 3600},   {"heure", false, 3600}, {"ч", true, 3600},
                 {"час", false, 3600},    {"d", true, 86400},     {"day", false, 86400},
                 {"dia", false, 86400},   {"día", false, 86400},  {"j", true, 86400},
                 {"jour", false, 86400},  {"д", true, 86400},     {"ден", false, 86400},
                 {"дн", false, 86400},    {"сут", false, 86400},  {"w", true, 604800},
                 {"week", false, 604800}, {"sem", false, 604800}, {"нед", false, 604800}};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct span head = span_of(units[i].head);
        if (word.length >= head.length && (!units[i].is_whole || word.length == head.length) &&
            span_equal_folded((struct span){word.bytes, head.length}, head))
            return units[i].seconds;
    }
    return 0;
}

static size_t count_while(struct span text, bool (*is_one)(unsigned char))
{
    size_t count = 0;

    while (count < text.length && is_one((unsigned char)text.bytes[count]))
        count++;
    return count;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c)
{
    return c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_between(unsigned char c)
{
    return c == ' ' || c == ',' || c == '.';
}

static struct span behind(struct span text, size_t count)
{
    return (struct span){text.bytes + count, text.length - count};
}

/* "1 dias 18 horas 47 minutos", "45 min", "33hr 12min", "2 d 3 h": numbers with their units. */
static bool worded_duration(struct span cell, int64_t *out_s)
{
    int64_t total_s = 0;

    if (cell.length == 0)
        return false;
    while (cell.length > 0) {
        int64_t number = 0;
        size_t digits = count_while(cell, is_digit);
        if (digits == 0 || digits > 9 || !span_integer((struct span){cell.bytes, digits}, &number))
            return false;
        cell = behind(cell, digits);
        cell = behind(cell, count_while(cell, is_between));
        size_t letters = count_while(cell, is_letter);
        int64_t unit_s = seconds_of_unit((struct span){cell.bytes, letters});
        if (letters == 0 || unit_s == 0)
            return false;
        total_s += number * unit_s;
        cell = behind(cell, letters);
        cell = behind(cell, count_while(cell, is_between));
    }
    *out_s = total_s;
    return total_s <= (int64_t)1e11;
}

bool cell_is_relative_date(struct span cell)
{
    static const char *const tails[] = {" ago", " назад", " atrás"};
    static const char *const heads[] = {"vor ", "il y a ", "hace ", "há "};
    bool has_digit = false;

    cell = span_trim(cell);
    for (size_t i = 0; i < cell.length; i++)
        has_digit |= is_digit((unsigned char)cell.bytes[i]);
    for (size_t i = 0; has_digit && i < sizeof tails / sizeof *tails; i++)
        if (span_ends(cell, span_of(tails[i])))
            return true;
    for (size_t i = 0; has_digit && i < sizeof heads / sizeof *heads; i++)
        if (span_starts(cell, span_of(heads[i])))
            return true;
    return false;
}

bool cell_comment(struct span cell, struct comment_parts *out)
{
    const char *first = cell.length == 0 ? NULL : memchr(cell.bytes, ';', cell.length);
    const char *end = cell.bytes + cell.length;
    const char *second = first == NULL ? NULL : memchr(first + 1, ';', (size_t)(end - first - 1));

    if (second == NULL)
        return false;
    out->at = span_trim((struct span){cell.bytes, (size_t)(first - cell.bytes)});
    out->author = span_trim((struct span){first + 1, (size_t)(second - first - 1)});
    out->body = (struct span){second + 1, (size_t)(end - second - 1)};
    return out->at.length > 0;
}

static size_t character_at(struct span text, size_t at)
{
    unsigned char lead = (unsigned char)text.bytes[at];
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

    return length < text.length - at ? length : text.length - at;
}

void cell_show(struct span cell, size_t most, char *out)
{
    size_t used = 0;

    for (size_t at = 0, length = 0; at < cell.length; at += length) {
        length = character_at(cell, at);
        struct span one = {cell.bytes + at, length};
        bool is_blank = one.bytes[0] == '\n' || one.bytes[0] == '\r' || one.bytes[0] == '\t';
        bool is_kept = !is_blank && span_is_printable(one);
        if (used + (is_kept ? length : 1) > most)
            break;
        if (is_kept)
            memcpy(out + used, one.bytes, length);
        else
            out[used] = is_blank ? ' ' : '?';
        used += is_kept ? length : 1;
    }
    out[used] = '\0';
}

struct span cell_first_value(struct span cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        if (c == '\n' || c == '\r' || (c == '<' && span_starts(behind(cell, i), SPAN("<br"))))
            return span_trim((struct span){cell.bytes, i});
    }
    return cell;
}

bool cell_is_rounded_id(struct span cell)
{
    const char *exponent = cell.length < 6 ? NULL : memchr(cell.bytes, 'E', cell.length);

    if (exponent == NULL || !is_digit((unsigned char)cell.bytes[0]))
        return false;
    struct span mantissa = {cell.bytes, (size_t)(exponent - cell.bytes)};
    struct span power = behind(cell, mantissa.length + 1);
    for (size_t i = 0; i < mantissa.length; i++)
        if (!is_digit((unsigned char)mantissa.bytes[i]) && mantissa.bytes[i] != '.' &&
            mantissa.bytes[i] != ',')
            return false;
    return power.length >= 2 && power.bytes[0] == '+' &&
           count_while(behind(power, 1), is_digit) == power.length - 1;
}

/* "1h 30m", "64:00:00": a duration that carries its unit is read by it, whatever the column's. Two
 * parts ("1:30") are hours and minutes where the column is of hours, else they cannot be told. */
static bool own_unit_duration(struct span cell, enum duration_unit unit, int64_t *out_s)
{
    const char *colon = cell.length == 0 ? NULL : memchr(cell.bytes, ':', cell.length);
    bool is_two_parts = colon != NULL && memrchr(cell.bytes, ':', cell.length) == colon;

    if (is_two_parts && unit != DURATION_HOURS && unit != DURATION_MILLISECONDS)
        return false;
    return colon != NULL ? clock_duration(cell, out_s) : worded_duration(cell, out_s);
}

bool cell_duration(struct span cell, enum duration_unit unit, int64_t *out_s)
{
    static const double factors[] = {1, 60, 3600, .001};
    double value = 0;

    cell = span_trim(cell);
    if (unit == DURATION_CLOCK)
        return clock_duration(cell, out_s);
    if (unit == DURATION_WORDS)
        return clock_duration(cell, out_s) || worded_duration(cell, out_s);
    if (!span_number(cell, '.', &value) && !span_number(cell, ',', &value))
        return own_unit_duration(cell, unit, out_s);
    value *= factors[unit];
    if (value < 0 || value > 1e11)
        return false;
    *out_s = (int64_t)llround(value);
    return true;
}

/* "52 267": groups of three digits with a blank or a no-break space between them. */
struct span cell_without_thousands(struct span cell, char copy[24])
{
    size_t length = 0;
    size_t group = 0;
    bool is_grouped = false;

    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.bytes[i];
        bool is_hard = c == 0xC2 && i + 1 < cell.length && (unsigned char)cell.bytes[i + 1] == 0xA0;
        if (c == ' ' || is_hard) {
            if (group == 0 || group > 3 || (is_grouped && group != 3))
                return cell;
            is_grouped = true;
            group = 0;
            i += is_hard;
        } else if (c >= '0' && c <= '9' && length < 23) {
            copy[length++] = (char)c;
            group++;
        } else {
            return cell;
        }
    }
    return is_grouped && group == 3 ? (struct span){copy, length} : cell;
}

bool cell_count(struct span cell, int64_t *out)
{
    double value = 0;
    int64_t count = 0;
    char copy[24];

    cell = cell_without_thousands(span_trim(cell), copy);
    if (span_integer(cell, &count)) {
        if (count < 0 || count > INT32_MAX)
            return false;
        *out = count;
        return true;
    }
    /* "2.0": what a spreadsheet makes of a count */
    if (!span_number(cell, '.', &value) || value < 0 || value > 1e9 || value != floor(value))
        return false;
    *out = (int64_t)value;
    return true;
}

bool cell_flag(struct span cell, bool *out)
{
    static const struct span yes[] = {SPAN("true"),   SPAN("yes"),        SPAN("1"),   SPAN("y"),
                                      SPAN("да"),     SPAN("sim"),        SPAN("oui"), SPAN("sí"),
                                      SPAN("public"), SPAN("within sla"), SPAN("ja"),  SPAN("si")};
    static const struct span no[] = {
        SPAN("false"),    SPAN("no"),           SPAN("0"),   SPAN("n"),
        SPAN("нет"),      SPAN("não"),          SPAN("non"), SPAN("private"),
        SPAN("internal"), SPAN("sla violated"), SPAN("nein")};

    cell = span_trim(cell);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (span_equal_folded(cell, yes[i]))
            return (*out = true);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        if (span_equal_folded(cell, no[i])) {
            *out = false;
            return true;
        }
    }
    return false;
}

/* What becomes of a byte, by whether 0xD0 stood before it (the lead byte of most Russian capitals),
 * as a table: every byte of every text asks. The first half is of the rest, where ASCII letters
 * become small; in the second А…Я and Ё do, and those from Р on (and Ё) have the lead 0xD1. */
#define LOWER(c) ((c) >= 'A' && (c) <= 'Z' ? (c) + 32 : (c))
#define CROSSES(c) (((c) >= 0xA0 && (c) <= 0xAF) || (c) == 0x81)
#define LOWER_AFTER(c)                                                                             \
    ((c) == 0x81 ? 0x91 : (c) >= 0x90 && (c) <= 0x9F ? (c) + 0x20 : CROSSES(c) ? (c)-0x20 : (c))
#define STAYS(c) !((c) == ' ' || (c) == '\t' || (c) == '\r' || (c) == '\n')
#define FOUR(X, c) X(c), X((c) + 1), X((c) + 2), X((c) + 3)
#define SIXTEEN(X, c) FOUR(X, c), FOUR(X, (c) + 4), FOUR(X, (c) + 8), FOUR(X, (c) + 12)
#define SIXTY_FOUR(X, c)                                                                           \
    SIXTEEN(X, c), SIXTEEN(X, (c) + 16), SIXTEEN(X, (c) + 32), SIXTEEN(X, (c) + 48)
#define ALL_BYTES(X) SIXTY_FOUR(X, 0), SIXTY_FOUR(X, 64), SIXTY_FOUR(X, 128), SIXTY_FOUR(X, 192)

enum { AFTER_D0 = 256 };
static const unsigned char LOWER_OF[512] = {ALL_BYTES(LOWER), ALL_BYTES(LOWER_AFTER)};
static const unsigned char STAYS_OF[256] = {ALL_BYTES(STAYS)};

/* Room for `size` bytes and one before them; NULL when memory is short. */
static unsigned char *make_room(struct buffer *scratch, size_t size)
{
    if (scratch->capacity < size + 2) {
        char *grown = realloc(scratch->bytes, size * 2 + 64);
        if (grown == NULL) {
            scratch->is_short = true;
            return NULL;
        }
        scratch->bytes = grown;
        scratch->capacity = size * 2 + 64;
    }
    scratch->bytes[0] = '\0';
    return (unsigned char *)scratch->bytes + 1;
}

static struct span made(struct buffer *scratch, const unsigned char *end)
{
    scratch->length = (size_t)(end - (unsigned char *)scratch->bytes);
    return (struct span){scratch->bytes + 1, scratch->length - 1};
}

/* A number that only names this ticket: five digits and more, or any after '#' or '№'. Others (a
 * time, an amount, a server) are what an answer is about and tell two answers apart. */
enum { TICKET_DIGITS = 5 };

static size_t digit_run(struct span body, size_t at)
{
    size_t length = 0;

    while (at + length < body.length && body.bytes[at + length] >= '0' &&
           body.bytes[at + length] <= '9')
        length++;
    return length;
}

static bool follows_number_sign(struct span body, size_t at)
{
    while (at > 0 && body.bytes[at - 1] == ' ')
        at--;
    return (at > 0 && body.bytes[at - 1] == '#') ||
           (at > 2 && memcmp(body.bytes + at - 3, "\xE2\x84\x96", 3) == 0);
}

#ifdef __SSE2__
static inline __m128i is_between_bytes(__m128i bytes, unsigned char low, unsigned char high)
{
    return _mm_and_si128(_mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8((char)low)), bytes),
                         _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8((char)high)), bytes));
}

static inline __m128i if_so(__m128i condition, unsigned char value)
{
    return _mm_and_si128(condition, _mm_set1_epi8((char)value));
}

static inline __m128i is_byte(__m128i bytes, unsigned char byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

/* LOWER_OF and CROSSES for sixteen bytes at once; `next` are those one further on. */
static inline __m128i lower_sixteen(__m128i bytes, __m128i next, unsigned char before)
{
    __m128i leads = is_byte(bytes, 0xD0);
    __m128i after =
        _mm_or_si128(_mm_slli_si128(leads, 1), _mm_cvtsi32_si128(before == 0xD0 ? 0xFF : 0));
    __m128i capitals = _mm_andnot_si128(after, is_between_bytes(bytes, 'A', 'Z'));
    __m128i crosses = _mm_or_si128(is_between_bytes(next, 0xA0, 0xAF), is_byte(next, 0x81));
    __m128i change = if_so(capitals, 0x20);

    change = _mm_or_si128(change, _mm_and_si128(after, if_so(is_byte(bytes, 0x81), 0x10)));
    change = _mm_or_si128(change,
                          _mm_and_si128(after, if_so(is_between_bytes(bytes, 0x90, 0x9F), 0x20)));
    change = _mm_or_si128(change,
                          _mm_and_si128(after, if_so(is_between_bytes(bytes, 0xA0, 0xAF), 0xE0)));
    change = _mm_or_si128(change, _mm_and_si128(leads, if_so(crosses, 0x01)));
    return _mm_add_epi8(bytes, change);
}

/* Texts of letters, sixteen bytes at a time, up to a digit or where fewer are left. */
static size_t normalise_letters(struct span body, size_t at, unsigned char **to)
{
    while (body.length - at > 16) {
        const char *from = body.bytes + at;
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)from);
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(from + 1));
        __m128i blanks = _mm_or_si128(_mm_or_si128(is_byte(bytes, ' '), is_byte(bytes, '\t')),
                                      _mm_or_si128(is_byte(bytes, '\n'), is_byte(bytes, '\r')));
        __m128i digits = is_between_bytes(bytes, '0', '9');
        unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(blanks, digits));
        _mm_storeu_si128((__m128i *)(void *)*to,
                         lower_sixteen(bytes, next, at == 0 ? 0 : (unsigned char)from[-1]));
        size_t count = mask == 0 ? 16 : (size_t)__builtin_ctz(mask);
        *to += count;
        at += count;
        if (mask != 0 && from[count] >= '0')
            break;
        at += mask != 0;
    }
    return at;
}
#else
static size_t normalise_letters(struct span body, size_t at, unsigned char **to)
{
    (void)body;
    (void)to;
    return at;
}
#endif

struct span cell_normalise(struct span body, struct buffer *scratch)
{
    unsigned char *to = make_room(scratch, body.length);

    if (to == NULL)
        return (struct span){0};
    for (size_t i = 0; (i = normalise_letters(body, i, &to)) < body.length; i++) {
        unsigned char c = (unsigned char)body.bytes[i];
        if (c >= '0' && c <= '9') {
            size_t digits = digit_run(body, i);
            bool stays = digits < TICKET_DIGITS && !follows_number_sign(body, i);
            memcpy(to, body.bytes + i, digits); /* it fits: nothing was made longer */
            to += stays ? digits : 0;
            i += digits - 1;
            continue;
        }
        unsigned after = i > 0 && (unsigned char)body.bytes[i - 1] == 0xD0 ? AFTER_D0 : 0;
        unsigned char next = i + 1 < body.length ? (unsigned char)body.bytes[i + 1] : 0;
        *to = (unsigned char)(LOWER_OF[after + c] + (c == 0xD0 && CROSSES(next)));
        to += STAYS_OF[c];
    }
    return made(scratch, to);
}

bool cell_is_missed(struct span cell, bool *out)
{
    static const struct span minus[] = {SPAN("-"), SPAN("\u2212"), SPAN("\u2013")};
    bool is_below = false;
    bool has_digit = false;

    cell = span_trim(cell);
    for (size_t i = 0; i < sizeof minus / sizeof *minus && !is_below; i++) {
        if (!span_starts(cell, minus[i]))
            continue;
        is_below = true;
        cell =
            span_trim((struct span){cell.bytes + minus[i].length, cell.length - minus[i].length});
    }
    for (size_t i = 0; i < cell.length; i++) {
        bool is_digit = cell.bytes[i] >= '0' && cell.bytes[i] <= '9';
        has_digit |= is_digit;
        if (!is_digit && strchr(":., hmsd", cell.bytes[i]) == NULL)
            return false;
    }
    *out = is_below;
    return has_digit;
}
