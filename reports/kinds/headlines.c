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

static bool other_sagged(const struct composing *composing, struct phrase *out)
{
    static const char *const words[CRITERION_COUNT] = {
        N_("Support at hand sagged by %1$s"),     N_("First replies sagged by %1$s"),
        N_("First answers got worse by %1$s"),    N_("The channels got less convenient by %1$s"),
        N_("Clients are less satisfied by %1$s"),
    };

    for (int i = 0; i < CRITERION_COUNT; i++) {
        const struct criterion_change *change = &composing->card->criteria[i].change;
        if (change->verdict != CHANGE_SAGGED)
            continue;
        struct phrase phrase = PHRASE("", value_points(-change->standardised));
        phrase.text = words[i];
        *out = report_phrase(composing->report, phrase);
        return true;
    }
    return false;
}

static bool kept_or_missed(const struct composing *composing, struct phrase *out)
{
    const struct measurement *now =
        measured(composing, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT);
    enum promise_verdict verdict = composing->card->criteria[CRITERION_FIRST_REPLY].verdict;

    if (!is_known(now) || (verdict != VERDICT_KEPT && verdict != VERDICT_MISSED))
        return false;
    *out = report_phrase(composing->report,
                         verdict == VERDICT_KEPT
                             ? PHRASE("The promise was kept: %1$s of first replies came in time",
                                      value_ratio(now->value))
                             : PHRASE("The promise was missed: %1$s of first replies came in time",
                                      value_ratio(now->value)));
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

struct phrase headline(const struct composing *composing)
{
    static bool (*const candidates[])(const struct composing *, struct phrase *) = {
        sagged, other_sagged, kept_or_missed, replies_alone, resolution, volume};
    struct phrase phrase = {0};

    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (candidates[i](composing, &phrase))
            break;
    return phrase;
}
