#include <math.h>

#include "kinds/composing.h"

/* Which criterion goes wrong, where and since when: against the quarter before, and where there is
 * none, against its promise. */

int criterion_that_sagged(const struct scorecard *card)
{
    int worst = -1;

    for (int i = 0; i < CRITERION_COUNT; i++) {
        bool is_sag = card->criteria[i].change.verdict == CHANGE_SAGGED;
        if (is_sag && (worst < 0 || i == CRITERION_FIRST_REPLY))
            worst = i;
    }
    return worst;
}

static double gap_of(const struct composing *composing, const struct criterion_score *score)
{
    const struct measurement *row = measured(composing, score->headline, PERIOD_CURRENT);

    return score->has_target && is_known(row) ? score->target - row->value : NAN;
}

/* The one that misses its promise most, in points of its own figure; -1: none misses. */
int criterion_that_misses(const struct composing *composing)
{
    const struct scorecard *card = composing->card;
    int worst = -1;
    double most = -INFINITY;

    if (card->weakest >= 0 && card->criteria[card->weakest].verdict == VERDICT_MISSED)
        return card->weakest;
    for (int i = 0; i < CRITERION_COUNT; i++) {
        double gap = gap_of(composing, &card->criteria[i]);
        if (card->criteria[i].verdict == VERDICT_MISSED && gap > most) {
            worst = i;
            most = gap;
        }
    }
    return worst;
}

/* Tickets in time that were wanting to keep the promised share; 0: none. */
static int64_t tickets_short(const struct criterion_score *score, const struct measurement *row)
{
    double wanted = ceil(score->target * (double)row->asked_count - 1e-9);

    return wanted > (double)row->kept_count ? (int64_t)wanted - (int64_t)row->kept_count : 0;
}

/* How far below its promise, in the unit that the promise is kept in. */
struct phrase miss_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];
    const struct measurement *row = measured(composing, score->headline, PERIOD_CURRENT);
    struct phrase name = criterion_phrase(criterion);
    struct report *report = composing->report;

    if (!is_known(row) || !score->has_target)
        return (struct phrase){0};
    if (criterion == CRITERION_FIRST_REPLY && tickets_short(score, row) > 0) {
        int64_t wanting = tickets_short(score, row);
        return report_phrase(
            report, PLURAL("%1$s: %2$s of %3$s came in time, %4$s were promised; %5$s more in time "
                           "would have kept the promise.",
                           "%1$s: %2$s of %3$s came in time, %4$s were promised; %5$s more in time "
                           "would have kept the promise.",
                           wanting, value_words(&name), value_count((int64_t)row->kept_count),
                           value_count((int64_t)row->asked_count), value_ratio(score->target),
                           value_count(wanting)));
    }
    return report_phrase(
        report, PHRASE("%1$s: %2$s (range %3$s) against %4$s, which is %5$s short.",
                       value_words(&name), shown(row), shown_range(row), value_ratio(score->target),
                       value_points(score->target - row->value)));
}

static void say(struct composing *composing, struct phrase phrase)
{
    if (!phrase_is_absent(&phrase))
        report_paragraph(composing->report, phrase);
}

static int64_t sag_count(const struct scorecard *card)
{
    int64_t count = 0;

    for (int i = 0; i < CRITERION_COUNT; i++)
        count += card->criteria[i].change.verdict == CHANGE_SAGGED;
    return count;
}

static bool has_change(const struct scorecard *card)
{
    for (int i = 0; i < CRITERION_COUNT; i++)
        if (card->criteria[i].change.verdict != CHANGE_UNKNOWN)
            return true;
    return false;
}

static bool has_verdict(const struct scorecard *card)
{
    for (int i = 0; i < CRITERION_COUNT; i++)
        if (card->criteria[i].verdict != VERDICT_NO_PROMISE && card->criteria[i].has_target)
            return true;
    return false;
}

struct phrase verdict_headline(const struct composing *composing)
{
    const struct scorecard *card = composing->card;
    int sagged = criterion_that_sagged(card);
    int missed = criterion_that_misses(composing);
    struct phrase name = criterion_phrase((enum criterion)(sagged >= 0 ? sagged : missed));
    struct report *report = composing->report;

    if (sagged >= 0 && sag_count(card) > 1)
        return report_phrase(report, PHRASE("%1$s of the five criteria sagged, first of all: %2$s",
                                            value_count(sag_count(card)), value_words(&name)));
    if (sagged >= 0)
        return report_phrase(report, PHRASE("What sagged: %1$s", value_words(&name)));
    if (missed >= 0)
        return report_phrase(report,
                             PHRASE("Weakest against its promise: %1$s", value_words(&name)));
    return has_change(card)
               ? report_phrase(report, PHRASE("No criterion sagged for certain"))
               : report_phrase(report,
                               PHRASE("No criterion misses its promise or target for certain"));
}

/* The other criteria, one line each, and what the mix did to them. */
static void say_others(struct composing *composing, int told)
{
    struct phrase items[2 * CRITERION_COUNT];
    size_t count = 0;

    for (int i = 0; i < CRITERION_COUNT; i++) {
        struct phrase change = change_phrase(composing, (enum criterion)i);
        struct phrase mix = mix_phrase(composing, (enum criterion)i);
        if (i != told && !phrase_is_absent(&change))
            items[count++] = change;
        if (i != told && !phrase_is_absent(&mix))
            items[count++] = mix;
    }
    if (count == 0)
        return;
    if (told >= 0)
        report_paragraph(composing->report, PHRASE("The other criteria:"));
    report_list(composing->report, items, count);
}

static void say_told(struct composing *composing, int told, bool is_missed)
{
    enum criterion criterion = (enum criterion)told;

    if (is_missed)
        say(composing, miss_phrase(composing, criterion));
    say(composing, change_phrase(composing, criterion));
    say(composing, mix_phrase(composing, criterion));
    say(composing, since_phrase(composing, criterion));
    if (composing->card->criteria[told].change.verdict == CHANGE_SAGGED) {
        compose_since(composing, criterion);
        say(composing, season_phrase(composing, criterion));
        compose_where(composing, criterion);
    }
    if (composing->card->criteria[told].change.verdict == CHANGE_SAGGED ||
        composing->card->criteria[told].change.verdict == CHANGE_LOOK)
        compose_coincidences(composing);
}

void compose_verdict(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    int missed = criterion_that_misses(composing);
    int told = criterion_that_sagged(card);

    if (told < 0)
        told = missed;
    if (!has_change(card) && !has_verdict(card))
        return;
    report_section(composing->report,
                   told >= 0 && composing->account != ALL_ACCOUNTS ? PHRASE("What did not work")
                   : told >= 0                                     ? PHRASE("Where it goes wrong")
                   : has_change(card) ? PHRASE("Against the quarter before")
                                      : PHRASE("Against the promise"),
                   verdict_headline(composing));
    if (!has_change(card))
        report_paragraph(composing->report,
                         PHRASE("There is no earlier quarter to compare with, so the criteria are "
                                "held against what was promised, else against the target."));
    compose_criteria_chart(composing);
    if (told >= 0)
        say_told(composing, told, card->criteria[told].verdict == VERDICT_MISSED);
    say_others(composing, told);
    compose_levers(composing);
}
