#include <math.h>

#include "kinds/composing.h"

enum { RARE = 1000 };

int64_t chance_one_in(double chance)
{
    int64_t unit = 1;

    if (!(chance >= 1.0 / RARE))
        return 0;
    int64_t times = (int64_t)floor(1 / chance + 1e-9);
    while (times / unit >= 10)
        unit *= 10;
    return times < 20 ? times : times / unit * unit;
}

/* What changed, where it is not the figure that stands in front of the criterion. */
static struct phrase subject_phrase(const struct composing *composing, enum criterion criterion)
{
    struct phrase name = criterion_phrase(criterion);

    if (composing->card->criteria[criterion].change.measured != MEASURED_CHANNEL_NO_SWITCH)
        return name;
    return report_phrase(composing->report, PHRASE("%1$s (clients who could stay in their channel)",
                                                   value_words(&name)));
}

/* How often chance alone does it, in natural frequencies (rulings, "what it says"). */
struct phrase chance_phrase(const struct composing *composing, double chance)
{
    int64_t times = chance_one_in(chance);

    return report_phrase(composing->report,
                         times == 0 ? PHRASE("less than one time in %1$s", value_count(RARE))
                                    : PHRASE("one time in %1$s", value_count(times)));
}

static struct phrase sagged(const struct composing *composing,
                            const struct criterion_change *change, struct phrase name)
{
    struct phrase chance = chance_phrase(composing, change->chance);

    return report_phrase(
        composing->report,
        PHRASE("%1$s sagged by %2$s (range %3$s) against the quarter before, with the mix of "
               "tickets held equal; were nothing changed, chance alone would do that %4$s.",
               value_words(&name), value_points(-change->standardised),
               value_range(value_points(-change->high), value_points(-change->low)),
               value_words(&chance)));
}

struct phrase change_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;
    struct report *report = composing->report;
    struct phrase name = subject_phrase(composing, criterion);
    struct phrase chance = chance_phrase(composing, change->chance);
    struct value rise = value_points(change->standardised);

    switch (change->verdict) {
    case CHANGE_SAGGED:
        return sagged(composing, change, name);
    case CHANGE_LOOK:
        return report_phrase(report,
                             PHRASE("%1$s fell by %2$s: a reason to look and no verdict, since "
                                    "chance alone does that %3$s.",
                                    value_words(&name), value_points(-change->standardised),
                                    value_words(&chance)));
    case CHANGE_IMPROVED:
        return report_phrase(
            report, PHRASE("%1$s improved by %2$s (range %3$s) against the quarter "
                           "before; chance alone does that %4$s.",
                           value_words(&name), rise,
                           value_range(value_points(change->low), value_points(change->high)),
                           value_words(&chance)));
    case CHANGE_STABLE:
        return report_phrase(report, PHRASE("%1$s is stable: %2$s against the quarter before.",
                                            value_words(&name), value_styled(rise, STYLE_SIGNED)));
    case CHANGE_NO_CLEAR:
        return report_phrase(
            report, PHRASE("%1$s shows no clear change (%2$s); with this many tickets a drop of "
                           "%3$s would have shown.",
                           value_words(&name), value_styled(rise, STYLE_SIGNED),
                           value_points(change->smallest_drop)));
    default:
        return (struct phrase){0};
    }
}

/*
 * What the plain shares hide: a fall that is all mix is no worse service, and a mix that moved may
 * turn the sign of the whole.
 */
struct phrase mix_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;
    struct phrase name = criterion_phrase(criterion);
    struct value crude = value_styled(value_points(change->crude), STYLE_SIGNED);
    struct value equal = value_styled(value_points(change->standardised), STYLE_SIGNED);

    if (change->verdict == CHANGE_UNKNOWN || !isfinite(change->crude) ||
        fabs(change->crude) < MOVED_LEAST)
        return (struct phrase){0};
    if (change->is_simpson)
        return report_phrase(
            composing->report,
            PHRASE("%1$s: the plain share moved by %2$s and like is compared with like by %3$s. "
                   "The mix of tickets turned the sign, so the plain figure misleads here.",
                   value_words(&name), crude, equal));
    if (change->is_mix && change->crude < 0)
        return report_phrase(
            composing->report,
            PHRASE("%1$s: the plain share fell by %2$s, and most of that is mix: more tickets of "
                   "the kinds that always were harder. With like compared with like it is %3$s, "
                   "so this is no sign of worse service.",
                   value_words(&name), value_points(-change->crude), equal));
    if (change->is_mix)
        return report_phrase(
            composing->report,
            PHRASE("%1$s: the plain share rose by %2$s, and most of that is mix: fewer tickets of "
                   "the kinds that always were harder. With like compared with like it is %3$s, "
                   "so this is no sign of better service.",
                   value_words(&name), value_points(change->crude), equal));
    return (struct phrase){0};
}

/* The season: the same quarter a year ago, or that nobody can know it. */
struct phrase season_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;

    if (change->verdict == CHANGE_UNKNOWN)
        return (struct phrase){0};
    if (!change->has_year_ago)
        return report_phrase(composing->report,
                             PHRASE("This export does not reach back to the same quarter of last "
                                    "year, so the season cannot be told from the change."));
    return report_phrase(composing->report,
                         PHRASE("In the same quarter of last year it stood at %1$s.",
                                value_ratio(change->year_ago)));
}

static bool is_one_week(const struct criterion_change *change)
{
    return change->week_low_day == change->week_high_day;
}

struct phrase since_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;
    struct report *report = composing->report;

    if (!change->is_dated)
        return change->verdict == CHANGE_SAGGED
                   ? report_phrase(report, PHRASE("Since when cannot be dated from this volume."))
                   : (struct phrase){0};
    if (change->verdict != CHANGE_SAGGED && change->verdict != CHANGE_UNKNOWN)
        return (struct phrase){0};
    if (is_one_week(change))
        return report_phrase(report,
                             PHRASE("It began in the week of %1$s.", value_date(change->week_day)));
    return report_phrase(report,
                         PHRASE("It began in the week of %1$s, at the earliest in that of %2$s, at "
                                "the latest in that of %3$s.",
                                value_date(change->week_day), value_date(change->week_low_day),
                                value_date(change->week_high_day)));
}
