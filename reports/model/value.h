/* value: what a cell, a tile or a sentence of a report holds before any language has printed it. */
#ifndef DESKGAUGE_MODEL_VALUE_H
#define DESKGAUGE_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Mark of a message for xgettext, where it stands as data: the translation is looked up when a
 * renderer prints it. The literals inside PHRASE, PLURAL and PHRASE_IN are marked by these names
 * and need no N_.
 */
#define N_(text) (text)

/* Unknown comes first, so that a value of zeros is unknown and not nought. */
enum value_kind {
    VALUE_UNKNOWN,  /* `words`: the reason, or NULL */
    VALUE_NUMBER,   /* `number` */
    VALUE_RATIO,    /* `number` 0..1; printed as per cent */
    VALUE_POINTS,   /* `number`: difference of two ratios; printed as percentage points */
    VALUE_DURATION, /* `number` in seconds; printed in human words */
    VALUE_COUNT,    /* `whole` */
    VALUE_MONEY,    /* `whole` in minor units of `currency` */
    VALUE_DATE,     /* `whole`: days since 1970-01-01 of the reader's calendar */
    VALUE_INSTANT,  /* `whole`: UTC seconds; wall time at `offset_minutes` east of Greenwich */
    VALUE_MONTH,    /* `whole`: months since January 1970 */
    VALUE_QUARTER,  /* `whole`: quarters since the first of 1970 */
    VALUE_PERIOD,   /* `whole` to `whole_hi`, both days inside; printed as a quarter if it is one */
    VALUE_TEXT,     /* `text`, as the user or the export wrote it: names, ticket numbers */
    VALUE_WORDS,    /* `words`, translated */
    VALUE_KINDS
};

/* How a value is printed; a renderer for machines leaves these aside. */
enum value_style {
    STYLE_PLAIN = 0,
    STYLE_SIGNED = 1, /* a plus before what is more than nought */
    STYLE_SHORT = 2,  /* "₽2.9m" for 2,900,000.00 */
    STYLE_HOURS = 4,  /* a duration in hours, whatever its length: "61.0 h" */
};

/* `digits` of a value that says itself how many it can bear (see languages/format.h). */
enum { DIGITS_NATURAL = -1 };

struct phrase;

/*
 * One typed value. With `is_range` it stands for everything from (number | whole) to (number_hi |
 * whole_hi), both of one kind: an interval. Made by the functions below, never field by field.
 */
struct value {
    enum value_kind kind;
    unsigned style;
    int digits; /* after the decimal mark of the printed unit, or DIGITS_NATURAL */
    bool is_range;
    double number, number_hi;
    int64_t whole, whole_hi;
    int offset_minutes;
    char currency[4]; /* ISO 4217 */
    const char *text;
    const struct phrase *words;
};

/*
 * One message and what fills it: `text` is the English sentence with places %1$s … %9$s (and %%
 * for a per cent sign), each filled with the value of that number. With `plural`, the form is
 * chosen by `count`. `context` tells equal English words of different meaning apart.
 *
 * A phrase without text is absent; phrase_is_absent(). PHRASE and its sisters borrow their values
 * for the rest of the enclosing block: hand them to a builder there, which copies.
 */
struct phrase {
    const char *context, *text, *plural;
    int64_t count;
    const struct value *arguments;
    size_t argument_count;
};

#define VALUES(...) ((const struct value[]){__VA_ARGS__})
#define VALUES_COUNT(...) (sizeof(VALUES(__VA_ARGS__)) / sizeof(struct value))

#define PHRASE(message, ...) PHRASE_IN(NULL, message, __VA_ARGS__)
#define PHRASE_IN(about, message, ...)                                                             \
    ((struct phrase){.context = (about),                                                           \
                     .text = (message),                                                            \
                     .arguments = VALUES(__VA_ARGS__),                                             \
                     .argument_count = VALUES_COUNT(__VA_ARGS__)})
#define PLURAL(one, many, number_of, ...)                                                          \
    ((struct phrase){.text = (one),                                                                \
                     .plural = (many),                                                             \
                     .count = (number_of),                                                         \
                     .arguments = VALUES(__VA_ARGS__),                                             \
                     .argument_count = VALUES_COUNT(__VA_ARGS__)})

/* The user's own words as a phrase: the notes of notes.md, a cause of events.csv. */
#define VERBATIM(words_of_user)                                                                    \
    ((struct phrase){                                                                              \
        .text = "%1$s", .arguments = VALUES(value_text(words_of_user)), .argument_count = 1})

static inline bool phrase_is_absent(const struct phrase *phrase)
{
    return phrase == NULL || phrase->text == NULL;
}

/* `reason` may be NULL; it is borrowed until a builder copies the value. A number that is not
 * finite is unknown: value_number(NAN) needs no branch at the caller's. */
struct value value_unknown(const struct phrase *reason);
struct value value_number(double number, int digits);
struct value value_ratio(double ratio);
struct value value_points(double ratio_difference);
struct value value_duration(double seconds);
struct value value_count(int64_t count);
struct value value_money(int64_t minor, const char *currency);
struct value value_date(int64_t day);
struct value value_instant(int64_t utc_s, int offset_minutes);
struct value value_month(int year, int month);
struct value value_quarter(int year, int quarter);
struct value value_period(int64_t first_day, int64_t last_day);
struct value value_text(const char *text); /* NULL is unknown; made printable when copied */
struct value value_words(const struct phrase *words);

/* The same value printed otherwise. */
struct value value_digits(struct value value, int digits);
struct value value_styled(struct value value, unsigned style);

/* From `lo` to `hi`, which must be of one kind (and currency); unknown when either is. */
struct value value_range(struct value lo, struct value hi);

/* Both ends are numbers, and so fit a machine: not unknown, text or words. */
bool value_is_numeric(const struct value *value);

/*
 * The lower (or only) end and the upper end in the unit that value_unit() names: a ratio as 0..1,
 * a duration in seconds, money in minor units, a date in days. NAN for what is not numeric.
 */
double value_lo(const struct value *value);
double value_hi(const struct value *value);

/* "ratio", "s", "count", "minor:RUB"…: stable words of the machine-readable report; `out` needs
 * VALUE_UNIT_SIZE bytes. */
enum { VALUE_UNIT_SIZE = 24 };
const char *value_unit(const struct value *value, char out[VALUE_UNIT_SIZE]);

/* "unknown", "ratio", "duration"…: stable words. */
const char *value_kind_name(enum value_kind kind);

/* Civil days: 1970-01-01 is 0 (Hinnant, "chrono-compatible low-level date algorithms"). */
int64_t civil_to_day(int year, int month, int day);
void civil_of_day(int64_t day, int *year, int *month, int *day_of_month);

#endif
