#include "ingest/dates.h"

#include <string.h>

#include "calendar/instant.h"

static const char *const ORDERS[] = {"", "ymd", "dmy", "mdy"};

const char *date_order_name(enum date_order order)
{
    return ORDERS[order];
}

bool date_order_parse(struct span word, enum date_order *out)
{
    for (int i = DATE_YMD; i <= DATE_MDY; i++) {
        if (span_equal_folded(word, span_of(ORDERS[i]))) {
            *out = (enum date_order)i;
            return true;
        }
    }
    return false;
}

/* A month by its first letters, in the languages whose exports we have seen. */
static int month_named(struct span word)
{
    static const struct {
        const char *head;
        int month;
    } heads[] = {
        {"gen", 1},  {"mrz", 3},  {"mär", 3},  {"mag", 5},  {"giu", 6},  {"lug", 7},  {"ott", 10},
        {"jan", 1},  {"янв", 1},  {"ene", 1},  {"feb", 2},  {"fev", 2},  {"fév", 2},  {"фев", 2},
        {"mar", 3},  {"мар", 3},  {"apr", 4},  {"avr", 4},  {"abr", 4},  {"апр", 4},  {"may", 5},
        {"mai", 5},  {"май", 5},  {"мая", 5},  {"jun", 6},  {"juin", 6}, {"июн", 6},  {"jul", 7},
        {"juil", 7}, {"июл", 7},  {"aug", 8},  {"aoû", 8},  {"ago", 8},  {"авг", 8},  {"sep", 9},
        {"set", 9},  {"сен", 9},  {"oct", 10}, {"out", 10}, {"okt", 10}, {"окт", 10}, {"nov", 11},
        {"ноя", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12}, {"déc", 12}, {"дек", 12}, {"mrt", 3},
        {"mei", 5},  {"maj", 5},  {"jän", 1},  {"sty", 1},  {"lut", 2},  {"kwi", 4},  {"cze", 6},
        {"lip", 7},  {"sie", 8},  {"wrz", 9},  {"paź", 10}, {"lis", 11}, {"gru", 12}, {"січ", 1},
        {"лют", 2},  {"бер", 3},  {"кві", 4},  {"тра", 5},  {"чер", 6},  {"лип", 7},  {"сер", 8},
        {"вер", 9},  {"жов", 10}, {"лис", 11}, {"гру", 12}, {"oca", 1},  {"şub", 2},  {"nis", 4},
        {"haz", 6},  {"tem", 7},  {"ağu", 8},  {"eyl", 9},  {"eki", 10}, {"kas", 11}, {"ara", 12}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct span head = span_of(heads[i].head);
        if (word.length >= head.length &&
            span_equal_folded((struct span){word.bytes, head.length}, head))
            return heads[i].month;
    }
    return 0;
}

static int32_t take_number(struct span *text, int *digits)
{
    int32_t value = 0;

    *digits = 0;
    while (text->length > 0 && text->bytes[0] >= '0' && text->bytes[0] <= '9' && *digits < 9) {
        value = value * 10 + (text->bytes[0] - '0');
        (*digits)++;
        text->bytes++;
        text->length--;
    }
    return value;
}

/* No-break spaces, plain and narrow, stand before AM and PM in what browsers export. */
static size_t hard_blank_length(struct span text)
{
    if (span_starts(text, SPAN("\xC2\xA0")))
        return 2;
    return span_starts(text, SPAN("\xE2\x80\xAF")) ? 3 : 0;
}

static void skip(struct span *text, const char *any_of)
{
    for (;;) {
        size_t length = hard_blank_length(*text);
        if (length == 0)
            length = text->length > 0 && text->bytes[0] != '\0' &&
                     strchr(any_of, text->bytes[0]) != NULL;
        if (length == 0)
            return;
        text->bytes += length;
        text->length -= length;
    }
}

static struct span take_word(struct span *text)
{
    struct span word = {text->bytes, 0};

    while (text->length > 0 && hard_blank_length(*text) == 0 &&
           ((unsigned char)text->bytes[0] >= 0x80 ||
            ((text->bytes[0] | 32) >= 'a' && (text->bytes[0] | 32) <= 'z'))) {
        word.length++;
        text->bytes++;
        text->length--;
    }
    return word;
}

static bool take_time(struct span *text, struct date_parts *out);

static bool starts_with_digit(struct span text)
{
    return text.length > 0 && text.bytes[0] >= '0' && text.bytes[0] <= '9';
}

/* "Apr 15, 2021", and "Oct 31 22:10:47 +0000 2017": the month first, the year sometimes last. */
static bool take_month_first(struct span *text, int month, struct date_parts *out)
{
    int digits = 0;

    out->number[0] = take_number(text, &digits);
    out->number[1] = month;
    out->month_is_named = true;
    if (month == 0 || digits < 1 || digits > 2)
        return false;
    skip(text, ", ");
    struct span rest = *text;
    struct date_parts timed = *out;
    if (take_time(&rest, &timed)) {
        size_t length = 0;
        skip(&rest, " ");
        while (length < rest.length && rest.bytes[length] != ' ')
            length++;
        if (length < rest.length &&
            offset_parse((struct span){rest.bytes, length}, &timed.offset_s)) {
            timed.has_offset = true;
            rest = (struct span){rest.bytes + length, rest.length - length};
            skip(&rest, " ");
        }
        *out = timed;
        *text = rest;
    }
    out->number[2] = take_number(text, &digits);
    return digits == 4;
}

/* "Tue, ", "Tue Oct 31 …", "Oct 31 …": a weekday says nothing new. */
static bool take_worded_date(struct span *text, struct date_parts *out, bool *is_done)
{
    struct span word = take_word(text);

    skip(text, "., ");
    *is_done = false;
    if (!starts_with_digit(*text)) {
        word = take_word(text);
        skip(text, "., ");
    } else if (month_named(word) == 0) {
        return true; /* "Mon, 23 Nov 2026": the rest is a date */
    }
    *is_done = true;
    return take_month_first(text, month_named(word), out);
}

/* "15 апреля 2021 г., 23:01" */
static void skip_year_word(struct span *text)
{
    struct span rest = *text;

    skip(&rest, " ");
    struct span word = take_word(&rest);
    if (!span_equal_folded(word, SPAN("г")) && !span_equal_folded(word, SPAN("года")))
        return;
    skip(&rest, ".");
    *text = rest;
}

static bool take_date(struct span *text, struct date_parts *out)
{
    int digits[3] = {0};
    bool is_done = false;

    if (!starts_with_digit(*text)) {
        if (!take_worded_date(text, out, &is_done))
            return false;
        if (is_done)
            return true;
    }

    out->number[0] = take_number(text, &digits[0]);
    if (digits[0] == 0)
        return false;
    skip(text, "-/. ");
    if (text->length > 0 && (text->bytes[0] < '0' || text->bytes[0] > '9')) {
        out->number[1] = month_named(take_word(text));
        out->month_is_named = true;
        if (out->number[1] == 0 || digits[0] > 2)
            return false;
        skip(text, "-/., ");
    } else {
        out->number[1] = take_number(text, &digits[1]);
        if (digits[1] == 0 || digits[1] > 2)
            return false;
        skip(text, "-/.");
    }
    out->number[2] = take_number(text, &digits[2]);
    out->year_is_first = digits[0] == 4;
    if (out->year_is_first)
        return digits[2] >= 1 && digits[2] <= 2;
    out->is_short_year = digits[2] == 2;
    return digits[0] <= 2 && (digits[2] == 4 || digits[2] == 2);
}

/* "AM", "pm", "a.m.", "p. m.": its first letter in lower case, '\0' where none stands. */
static char take_half_of_day(struct span *text)
{
    struct span rest = *text;
    char half = rest.length == 0 ? '\0' : (char)(rest.bytes[0] | 32);

    if (half != 'a' && half != 'p')
        return '\0';
    rest = (struct span){rest.bytes + 1, rest.length - 1};
    skip(&rest, ". ");
    if (rest.length == 0 || (rest.bytes[0] | 32) != 'm')
        return '\0';
    rest = (struct span){rest.bytes + 1, rest.length - 1};
    skip(&rest, ". ");
    *text = rest;
    return half;
}

static bool take_time(struct span *text, struct date_parts *out)
{
    int digits = 0;
    int32_t hour = take_number(text, &digits);

    if (digits == 0 || digits > 2 || text->length == 0 || text->bytes[0] != ':')
        return false;
    skip(text, ":");
    int32_t minute = take_number(text, &digits);
    int32_t second = 0;
    if (digits != 2)
        return false;
    if (text->length > 0 && text->bytes[0] == ':') {
        skip(text, ":");
        second = take_number(text, &digits);
        if (digits != 2)
            return false;
        if (text->length > 1 && (text->bytes[0] == '.' || text->bytes[0] == ',')) {
            skip(text, ".,");
            take_number(text, &digits); /* a fraction is cut */
        }
    }
    skip(text, " ");
    char half = take_half_of_day(text);
    if (half != '\0') {
        if (hour < 1 || hour > 12)
            return false;
        hour = hour % 12 + (half == 'p' ? 12 : 0);
    }
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
        return false;
    out->second_of_day = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
    return true;
}

static void set_day(struct date_parts *out, int32_t day)
{
    struct date date = date_of_day(day);

    *out = (struct date_parts){.number = {date.year, date.month, date.day}, .year_is_first = true};
}

/* A bare number: a spreadsheet's serial day with its fraction, or seconds or milliseconds of the
 * epoch. */
static bool parse_number(struct span text, struct date_parts *out)
{
    enum { SERIAL_OF_1970 = 25569, SERIAL_LEAST = 20000, SERIAL_MOST = 80000, SERIAL_DIGITS = 5 };
    double value = 0;

    for (size_t i = 0; i < SERIAL_DIGITS; i++)
        if (i >= text.length || text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    if (!span_number(text, '.', &value) && !span_number(text, ',', &value))
        return false;
    if (value >= SERIAL_LEAST && value <= SERIAL_MOST) {
        int32_t day = (int32_t)value;
        int32_t second = (int32_t)((value - day) * DAY_S + .5);
        set_day(out, day - SERIAL_OF_1970 + second / DAY_S);
        out->second_of_day = second % DAY_S;
        return true;
    }
    if (value > 1e14)
        return false;
    int64_t second = (int64_t)(value >= 1e12 ? value / 1000 : value);
    if (second < 100000000 || second > 4102444800)
        return false;
    set_day(out, (int32_t)(second / DAY_S));
    out->second_of_day = (int32_t)(second % DAY_S);
    out->has_offset = true;
    return true;
}

/* What may follow the date: a time, an offset. */
static bool take_rest(struct span text, struct date_parts *out)
{
    skip_year_word(&text);
    if (text.length == 0)
        return true;
    if (text.bytes[0] != 'T' && text.bytes[0] != ' ' && text.bytes[0] != ',' &&
        hard_blank_length(text) == 0)
        return false;
    if (text.bytes[0] == 'T')
        text = (struct span){text.bytes + 1, text.length - 1};
    skip(&text, " ,");
    if (starts_with_digit(text) && !take_time(&text, out))
        return false;
    if (span_equal(text, SPAN("UTC")) || span_equal(text, SPAN("GMT")))
        text = SPAN("Z");
    if (text.length == 0)
        return true;
    out->has_offset = offset_parse(text, &out->offset_s);
    return out->has_offset;
}

bool date_parts_parse(struct span text, struct date_parts *out)
{
    struct date_parts parts = {0};

    text = span_trim(text);
    if (text.length > 0 && text.bytes[0] == '\'')
        text = (struct span){text.bytes + 1, text.length - 1};
    if (!parse_number(text, &parts) && (!take_date(&text, &parts) || !take_rest(text, &parts)))
        return false;
    *out = parts;
    return true;
}

void date_evidence_add(struct date_evidence *evidence, const struct date_parts *parts)
{
    bool is_impossible = parts->number[0] > 31 || parts->number[1] > 31 ||
                         (parts->number[0] > 12 && parts->number[1] > 12);

    if (parts->year_is_first || parts->month_is_named || is_impossible)
        return;
    evidence->count++;
    evidence->first_over += parts->number[0] > 12;
    evidence->second_over += parts->number[1] > 12;
}

enum date_order date_evidence_decide(const struct date_evidence *evidence, bool *is_contradicted)
{
    *is_contradicted = evidence->first_over > 0 && evidence->second_over > 0;
    if (evidence->count == 0)
        return DATE_YMD;
    if (*is_contradicted)
        return DATE_ORDER_UNKNOWN;
    if (evidence->first_over > 0)
        return DATE_DMY;
    return evidence->second_over > 0 ? DATE_MDY : DATE_ORDER_UNKNOWN;
}

static bool civil(const struct date_parts *parts, enum date_order order, struct date *out)
{
    int32_t year = parts->number[2];

    if (parts->year_is_first) {
        *out = (struct date){parts->number[0], parts->number[1], parts->number[2]};
        return date_is_valid(*out);
    }
    if (parts->is_short_year)
        year += year < 70 ? 2000 : 1900;
    if (order == DATE_MDY && !parts->month_is_named)
        *out = (struct date){year, parts->number[0], parts->number[1]};
    else
        *out = (struct date){year, parts->number[1], parts->number[0]};
    return date_is_valid(*out);
}

/* "2026-03-01T12:00:00" and what may follow: most exports, most rows; no loop over separators. */
static bool parse_plain(struct span text, struct date_parts *out)
{
    const unsigned char *b = (const unsigned char *)text.bytes;

#define DIGIT(at) ((unsigned)(b[at] - '0') <= 9)
#define TWO(at) ((b[at] - '0') * 10 + (b[(at) + 1] - '0'))
    if (text.length < 19 || b[4] != '-' || b[7] != '-' || (b[10] != ' ' && b[10] != 'T') ||
        b[13] != ':' || b[16] != ':')
        return false;
    static const unsigned char places[] = {0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18};
    for (size_t i = 0; i < sizeof places; i++)
        if (!DIGIT(places[i]))
            return false;
    int hour = TWO(11);
    int minute = TWO(14);
    int second = TWO(17);
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *out = (struct date_parts){.number = {TWO(0) * 100 + TWO(2), TWO(5), TWO(8)},
                               .year_is_first = true,
                               .second_of_day = hour * 3600 + minute * 60 + second};
    if (text.length == 19)
        return true;
    if (text.length == 25 && (b[19] == '+' || b[19] == '-') && b[22] == ':' && DIGIT(20) &&
        DIGIT(21) && DIGIT(23) && DIGIT(24)) {
        out->has_offset = true;
        out->offset_s = (TWO(20) * 3600 + TWO(23) * 60) * (b[19] == '-' ? -1 : 1);
        return out->offset_s <= 18 * 3600 && out->offset_s >= -18 * 3600;
    }
    return false;
#undef DIGIT
#undef TWO
}

bool date_instant(struct span text, enum date_order order, const struct zone *zone, int64_t *out,
                  enum date_fate *fate)
{
    struct date_parts parts;
    struct date date;
    enum local_outcome outcome = LOCAL_UNIQUE;

    *fate = DATE_BAD;
    if (!parse_plain(text, &parts) && !date_parts_parse(text, &parts))
        return false;
    if (!civil(&parts, order, &date))
        return false;
    int64_t local_s = (int64_t)day_of_date(date) * DAY_S + parts.second_of_day;
    if (parts.has_offset) {
        *out = local_s - parts.offset_s;
        *fate = DATE_FINE;
        return true;
    }
    *out = zone_instant(zone, local_s, &outcome);
    *fate = outcome == LOCAL_GAP        ? DATE_IN_GAP
            : outcome == LOCAL_REPEATED ? DATE_REPEATED
                                        : DATE_NAIVE;
    return true;
}
