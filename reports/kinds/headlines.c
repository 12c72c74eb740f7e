#include <math.h>

#include "kinds/composing.h"

/*
 * Candidate sentences in order of rank; the first whose test holds becomes the headline. Each is a
 * full sentence with a number.
 */
static bool sagged(const struct composing *composing, struct phrase *out)
{
    const struct scorecard *card = composing->card;
    const struct criterion_change *reply = &card->criteria[CRITERION_FIRST_REPLY].change;
    const struct measurement *now =
        measured(composing, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT);
    const struct measurement *then =
        measured(composing, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_PREVIOUS);

    if (reply->verdict != CHANGE_SAGGED || !is_known(now) || !is_known(then))
        return false;
    *out = report_phrase(composing->report,
                         PHRASE("First replies sagged: %1$s came in time, not %2$s as in the "
                                "quarter before",
                                value_ratio(now->value), value_ratio(then->value)));
    return true;
}

/* Both shares where they say what the comparison says; else the points of like with like. */
static bool other_sagged(const struct composing *composing, struct phrase *out)
{
    static const char *const from_to[CRITERION_COUNT] = {
        N_("Support at hand sagged: %1$s of the promised hours are covered, not %2$s as in the "
           "quarter before"),
        N_("First replies sagged: %1$s came in time, not %2$s as in the quarter before"),
        N_("First answers got worse: %1$s were enough, not %2$s as in the quarter before"),
        N_("The channels got less convenient: %1$s, not %2$s as in the quarter before"),
        N_("Clients are less satisfied: %1$s, not %2$s as in the quarter before"),
    };
    static const char *const by_points[CRITERION_COUNT] = {
        N_("Support at hand sagged by %1$s"),     N_("First replies sagged by %1$s"),
        N_("First answers got worse by %1$s"),    N_("The channels got less convenient by %1$s"),
        N_("Clients are less satisfied by %1$s"),
    };

    for (int i = 0; i < CRITERION_COUNT; i++) {
        const struct criterion_change *change = &composing->card->criteria[i].change;
        const struct measurement *now = measured(composing, change->measured, PERIOD_CURRENT);
        const struct measurement *then = measured(composing, change->measured, PERIOD_PREVIOUS);
        if (change->verdict != CHANGE_SAGGED)
            continue;
        bool is_plain = is_known(now) && is_known(then) && !change->is_simpson &&
                        now->value < then->value - MOVED_LEAST;
        struct phrase phrase = is_plain ? PHRASE("", shown(now), shown(then))
                                        : PHRASE("", value_points(-change->standardised));
        phrase.text = is_plain ? from_to[i] : by_points[i];
        *out = report_phrase(composing->report, phrase);
        return true;
    }
    return false;
}

static int64_t accounts_below(const struct composing *composing)
{
    int64_t below = 0;

    for (size_t i = 0; i < composing->card->account_count; i++)
        below += composing->card->accounts[i].is_below;
    return below;
}

/* A share beside what was promised: 89.6% of a promised 90% is not "90%, missed". */
static struct value beside(double share, double promised)
{
    bool is_close = fabs(share - promised) < MOVED_LEAST;

    return value_digits(value_ratio(share), is_close ? 1 : DIGITS_NATURAL);
}

static bool missed(const struct composing *composing, struct phrase *out)
{
    const struct criterion_score *score = &composing->card->criteria[CRITERION_FIRST_REPLY];
    const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, score->headline, PERIOD_PREVIOUS);
    struct report *report = composing->report;

    if (!is_known(now) || score->verdict != VERDICT_MISSED)
        return false;
    if (score->change.verdict == CHANGE_IMPROVED && is_known(then) && score->has_target &&
        now->value > then->value)
        *out = report_phrase(report, PHRASE("First replies improved from %1$s in time to %2$s, and "
                                            "still miss the promised %3$s",
                                            value_ratio(then->value), value_ratio(now->value),
                                            value_ratio(score->target)));
    else if (score->has_target)
        *out = report_phrase(report,
                             PHRASE("The promise was missed: %1$s of first replies came in "
                                    "time, %2$s were promised",
                                    beside(now->value, score->target), value_ratio(score->target)));
    else
        *out = report_phrase(report,
                             PHRASE("The promise was missed: %1$s of first replies came in time",
                                    value_ratio(now->value)));
    return true;
}

/* Kept over all may be missed with some: the mean of clients is nobody's service. */
static bool kept(const struct composing *composing, struct phrase *out)
{
    const struct criterion_score *score = &composing->card->criteria[CRITERION_FIRST_REPLY];
    const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, score->headline, PERIOD_PREVIOUS);
    int64_t below = accounts_below(composing);
    struct report *report = composing->report;

    if (!is_known(now) || score->verdict != VERDICT_KEPT)
        return false;
    if (below > 0)
        *out = report_phrase(
            report, PLURAL("The promise was kept over all (%2$s of first replies in time), yet "
                           "%1$s account is probably served below it",
                           "The promise was kept over all (%2$s of first replies in time), yet "
                           "%1$s accounts are probably served below it",
                           below, value_count(below), value_ratio(now->value)));
    else if (score->change.verdict == CHANGE_IMPROVED && is_known(then) && now->value > then->value)
        *out = report_phrase(report, PHRASE("First replies improved: %1$s came in time, %2$s in "
                                            "the quarter before",
                                            value_ratio(now->value), value_ratio(then->value)));
    else
        *out =
            report_phrase(report, PHRASE("The promise was kept: %1$s of first replies came in time",
                                         value_ratio(now->value)));
    return true;
}

/* Another criterion misses its target while the replies cannot be judged, or were kept. */
static bool other_missed(const struct composing *composing, struct phrase *out)
{
    static const char *const words[CRITERION_COUNT] = {
        N_("Support is not at hand as promised: %1$s of the promised hours are covered, %2$s is "
           "the target"),
        NULL,
        N_("First answers fall short: %1$s were enough, %2$s is the target"),
        N_("The channels fall short: %1$s, %2$s is the target"),
        N_("%1$s of clients are satisfied, %2$s is the target"),
    };
    int worst = criterion_that_misses(composing);

    if (worst < 0 || words[worst] == NULL)
        return false;
    const struct criterion_score *score = &composing->card->criteria[worst];
    const struct measurement *row = measured(composing, score->headline, PERIOD_CURRENT);
    if (!is_known(row) || !score->has_target)
        return false;
    struct phrase phrase = PHRASE("", shown(row), value_ratio(score->target));
    phrase.text = words[worst];
    *out = report_phrase(composing->report, phrase);
    return true;
}

/* The count leaves it open: so many wait that both may come out. */
static bool undecided(const struct composing *composing, struct phrase *out)
{
    const struct criterion_score *score = &composing->card->criteria[CRITERION_FIRST_REPLY];
    const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);

    if (!is_known(now) || score->verdict != VERDICT_CANNOT_TELL || !score->has_target)
        return false;
    *out = report_phrase(composing->report,
                         PHRASE("%1$s of first replies came in time; whether the promised %2$s "
                                "were kept cannot be told yet",
                                value_ratio(now->value), value_ratio(score->target)));
    return true;
}

static bool replies_alone(const struct composing *composing, struct phrase *out)
{
    const struct measurement *median = measured(composing, MEASURED_REPLY_MEDIAN, PERIOD_CURRENT);

    if (!is_known(median))
        return false;
    *out =
        report_phrase(composing->report, PHRASE("Half of all tickets had a human reply within %1$s",
                                                value_duration(median->value)));
    return true;
}

/* A poor export: lead with what it does show, the naive figure beside the true one. */
static bool resolution(const struct composing *composing, struct phrase *out)
{
    const struct measurement *median = measured(composing, MEASURED_RESOLVE_MEDIAN, PERIOD_CURRENT);
    const struct measurement *naive =
        measured(composing, MEASURED_RESOLVE_NAIVE_MEDIAN, PERIOD_CURRENT);
    struct value hours = value_digits(shown(median), 1);

    if (!is_known(median))
        return false;
    hours = value_styled(hours, STYLE_HOURS);
    bool is_far = is_known(naive) && naive->value < .8 * median->value;
    *out = report_phrase(
        composing->report,
        is_far ? PHRASE("Half of all tickets were solved within %1$s, not %2$s as a dashboard of "
                        "the solved ones says",
                        hours,
                        value_styled(value_digits(value_duration(naive->value), 1), STYLE_HOURS))
               : PHRASE("Half of all tickets were solved within %1$s", hours));
    return true;
}

static bool volume(const struct composing *composing, struct phrase *out)
{
    int64_t count = (int64_t)composing->card->period[PERIOD_CURRENT].ticket_count;

    *out = report_phrase(composing->report,
                         PLURAL("%1$s ticket came in the period", "%1$s tickets came in the period",
                                count, value_count(count)));
    return true;
}

/* ---- to a client: "we" and "you" ---- */

static bool client_sagged(const struct composing *composing, struct phrase *out)
{
    const struct criterion_score *score = &composing->card->criteria[CRITERION_FIRST_REPLY];
    const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, score->headline, PERIOD_PREVIOUS);

    if (score->change.verdict != CHANGE_SAGGED || !is_known(now) || !is_known(then))
        return false;
    *out = report_phrase(composing->report,
                         PHRASE("We answered later than before: %1$s of your tickets had their "
                                "first reply in time, not %2$s as in the quarter before",
                                value_ratio(now->value), value_ratio(then->value)));
    return true;
}

enum { WEEKS_LEAST = 4 };

struct kept_weeks {
    int64_t kept, all;
};

/* Whole weeks of the period in which the promised share was kept. */
static struct kept_weeks weeks_kept(const struct composing *composing, double target)
{
    const struct period *period = &composing->card->period[PERIOD_CURRENT];
    const struct week_chart *weeks = &composing->card->weekly;
    struct kept_weeks out = {0};

    for (size_t i = 0; i < weeks->point_count; i++) {
        const struct week_point *week = &weeks->points[i];
        if (week->monday < period->first_day || week->monday + 6 > period->last_day ||
            week->asked_count == 0)
            continue;
        out.all++;
        out.kept += (double)week->kept_count >= target * (double)week->asked_count - 1e-9;
    }
    return out;
}

static bool client_weeks(const struct composing *composing, struct phrase *out)
{
    const struct criterion_score *score = &composing->card->criteria[CRITERION_FIRST_REPLY];
    const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);
    bool is_judged = score->verdict == VERDICT_KEPT || score->verdict == VERDICT_MISSED;
    struct kept_weeks weeks = weeks_kept(composing, score->target);

    if (!is_known(now) || !is_judged || !score->has_target || weeks.all < WEEKS_LEAST)
        return false;
    struct value kept = value_count(weeks.kept), all = value_count(weeks.all);
    struct value share = beside(now->value, score->target);
    struct value target = value_ratio(score->target);
    *out = report_phrase(
        composing->report,
        score->verdict == VERDICT_KEPT
            ? PHRASE("We kept the reply promise, in %1$s of %2$s weeks: %3$s of your tickets had "
                     "their first reply in time, %4$s were promised",
                     kept, all, share, target)
            : PHRASE("We missed the reply promise, and kept it in %1$s of %2$s weeks: %3$s of your "
                     "tickets had their first reply in time, %4$s were promised",
                     kept, all, share, target));
    return true;
}

struct phrase headline(const struct composing *composing)
{
    typedef bool (*candidate)(const struct composing *, struct phrase *);
    static const candidate of_house[] = {sagged,    other_sagged,  missed,     other_missed, kept,
                                         undecided, replies_alone, resolution, volume};
    static const candidate of_client[] = {client_sagged, client_weeks, missed,    other_sagged,
                                          other_missed,  kept,         undecided, replies_alone,
                                          resolution,    volume};
    bool is_client = composing->account != ALL_ACCOUNTS;
    const candidate *candidates = is_client ? of_client : of_house;
    size_t count =
        is_client ? sizeof of_client / sizeof *of_client : sizeof of_house / sizeof *of_house;
    struct phrase phrase = {0};

    for (size_t i = 0; i < count; i++)
        if (candidates[i](composing, &phrase))
            break;
    return phrase;
}
