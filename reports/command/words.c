#include "command/words.h"

#include <stdio.h>

#include "kinds/review.h"

const char *criterion_title(const struct language *language, enum criterion criterion)
{
    switch (criterion) {
    case CRITERION_AVAILABILITY:
        return tr(language, "Support at hand 24/7/365");
    case CRITERION_FIRST_REPLY:
        return tr(language, "First reply by a human");
    case CRITERION_COMPLETENESS:
        return tr(language, "First answer complete and correct");
    case CRITERION_CHANNELS:
        return tr(language, "Convenience of the channels");
    case CRITERION_ORIENTATION:
        return tr(language, "Client orientation");
    default:
        return "";
    }
}

const char *verdict_word(const struct language *language, enum promise_verdict verdict)
{
    switch (verdict) {
    case VERDICT_KEPT:
        return tr(language, "✓ kept");
    case VERDICT_MISSED:
        return tr(language, "✗ missed");
    case VERDICT_NO_PROMISE:
        return tr(language, "– no promise given");
    default:
        return tr(language, "? cannot tell");
    }
}

const char *standing_word(const struct language *language, enum standing standing)
{
    switch (standing) {
    case STANDING_SCORED:
        return tr(language, "measured");
    case STANDING_INDICATIVE:
        return tr(language, "roughly");
    case STANDING_NOT_ENOUGH_DATA:
        return tr(language, "too little data");
    default:
        return tr(language, "not in this export");
    }
}

static void append_phrase(struct language *language, struct phrase phrase, struct buffer *out)
{
    language_append_phrase(language, &phrase, out);
}

static const char *not_compared(const struct language *language, const char *reason)
{
    if (reason == REASON_NOT_IN_EXPORT)
        return tr(language, "not compared: what is compared is not in this export");
    if (reason == REASON_TOO_FEW)
        return tr(language, "not compared: fewer than ten tickets in one of the quarters");
    return tr(language, "nothing to compare with");
}

void append_change(struct language *language, const struct criterion_change *change,
                   struct buffer *out)
{
    struct value points = value_points(change->standardised);

    switch (change->verdict) {
    case CHANGE_SAGGED:
        append_phrase(language, PHRASE("sagged by %1$s", value_points(-change->standardised)), out);
        break;
    case CHANGE_LOOK: {
        int64_t times = chance_one_in(change->chance);
        struct phrase chance = times == 0 ? PHRASE("less than one time in %1$s", value_count(1000))
                                          : PHRASE("one time in %1$s", value_count(times));
        append_phrase(language,
                      PHRASE("fell by %1$s: a reason to look, chance alone does that %2$s",
                             value_points(-change->standardised), value_words(&chance)),
                      out);
        break;
    }
    case CHANGE_IMPROVED:
        append_phrase(language, PHRASE("improved by %1$s", points), out);
        break;
    case CHANGE_STABLE:
        append_phrase(language, PHRASE("stable (%1$s)", value_styled(points, STYLE_SIGNED)), out);
        break;
    case CHANGE_NO_CLEAR:
        append_phrase(language,
                      PHRASE("no clear change (%1$s; a drop of %2$s would have shown)",
                             value_styled(points, STYLE_SIGNED),
                             value_points(change->smallest_drop)),
                      out);
        break;
    case CHANGE_UNKNOWN:
        buffer_text(out, not_compared(language, change->reason));
        break;
    }
}

/* Half of the point that is printed. */
static const double SEEN = 0.005;

struct value measurement_value(const struct measurement *measurement)
{
    if (!measurement->has_value)
        return value_unknown(NULL);
    switch (measurement_unit(measurement->name)) {
    case UNIT_SHARE:
        if (measurement->optimistic - measurement->strict >= SEEN) /* what an export only bounds */
            return value_range(value_ratio(measurement->strict),
                               value_ratio(measurement->optimistic));
        return value_ratio(measurement->value);
    case UNIT_DIFFERENCE:
        return value_styled(value_points(measurement->value), STYLE_SIGNED);
    case UNIT_SECONDS:
        if (measurement->last > measurement->first) /* a flat piece of the curve (rulings 18) */
            return value_range(value_duration(measurement->first),
                               value_duration(measurement->last));
        return value_duration(measurement->value);
    case UNIT_HOURS:
        return value_duration(measurement->value * 3600);
    case UNIT_COUNT:
        return value_count((int64_t)measurement->value);
    default:
        return value_number(measurement->value, DIGITS_NATURAL);
    }
}

struct value measurement_range(const struct measurement *measurement)
{
    struct measurement end = *measurement;

    if (!measurement->has_interval)
        return value_unknown(NULL);
    end.has_value = true;
    end.first = end.last = end.strict = end.optimistic = 0;
    end.value = measurement->low;
    struct value low = measurement_value(&end);
    end.value = measurement->high;
    return value_range(low, measurement_value(&end));
}

void append_measurement(struct language *language, const struct measurement *measurement,
                        struct buffer *out)
{
    struct value value = measurement == NULL ? value_unknown(NULL) : measurement_value(measurement);

    if (measurement == NULL || !measurement->has_value) {
        buffer_text(out, "—");
        return;
    }
    language_append_value(language, &value, out);
    if (measurement->has_interval) {
        struct value range = measurement_range(measurement);
        buffer_text(out, " (");
        language_append_value(language, &range, out);
        buffer_text(out, ")");
    }
}

size_t text_width(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

void print_padded(FILE *out, const char *text, size_t width)
{
    fputs(text, out);
    for (size_t i = text_width(text); i < width; i++)
        fputc(' ', out);
}
