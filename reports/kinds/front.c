#include <math.h>

#include "criteria/keys.h"
#include "kinds/composing.h"

static int64_t accounts_with_tickets(const struct composing *composing)
{
    int64_t count = 0;

    for (size_t i = 0; i < composing->card->account_count; i++)
        count += composing->card->accounts[i].asked_count > 0;
    return count;
}

static void title(struct composing *composing, struct phrase who)
{
    const struct period *period = &composing->card->period[PERIOD_CURRENT];
    int64_t accounts = accounts_with_tickets(composing);
    int64_t tickets = (int64_t)period->ticket_count;
    struct phrase scope =
        accounts > 1 ? PLURAL("%1$s account, %2$s tickets", "%1$s accounts, %2$s tickets", accounts,
                              value_count(accounts), value_count(tickets))
                     : PLURAL("%1$s ticket", "%1$s tickets", tickets, value_count(tickets));

    report_title(composing->report,
                 &(struct title){.who = who, .scope = scope, .headline = headline(composing)});
}

/* Where and since when, in one sentence, when it is known. */
static void where_sentence(struct composing *composing)
{
    int sagged = criterion_that_sagged(composing->card);

    if (sagged < 0)
        return;
    const struct criterion_change *change = &composing->card->criteria[sagged].change;
    const struct segment *place = change_place(change);
    if (place == NULL)
        return;
    struct phrase name = place_phrase(composing, place);
    report_lede(composing->report,
                change->is_dated
                    ? PHRASE("The fall began in the week of %1$s, and most of it lies in one "
                             "place: %2$s.",
                             value_date(change->week_day), value_words(&name))
                    : PHRASE("Most of the fall lies in one place: %1$s.", value_words(&name)));
}

/* Three sentences: the state of the promise, the naive figure, what cannot be told. */
static void lede(struct composing *composing)
{
    const struct measurement *reply =
        measured(composing, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT);
    const struct measurement *median = measured(composing, MEASURED_REPLY_MEDIAN, PERIOD_CURRENT);
    const struct measurement *resolve =
        measured(composing, MEASURED_RESOLVE_MEDIAN, PERIOD_CURRENT);
    int64_t unseen = 0;

    for (int i = 0; i < CRITERION_COUNT; i++)
        unseen += composing->card->criteria[i].standing == STANDING_NOT_OBSERVABLE;
    if (is_known(reply) && reply->asked_count > 0) {
        report_lede(composing->report,
                    PLURAL("Of %1$s ticket that waited for a reply, %2$s was answered by a human "
                           "within the promise; the unanswered are counted as waiting, not left "
                           "out.",
                           "Of %1$s tickets that waited for a reply, %2$s were answered by a human "
                           "within the promise; the unanswered are counted as waiting, not left "
                           "out.",
                           (int64_t)reply->asked_count, value_count((int64_t)reply->asked_count),
                           value_count((int64_t)reply->kept_count)));
    } else if (is_known(median)) {
        report_lede(composing->report,
                    PHRASE("Nothing was promised in the settings, so nothing is scored; half of "
                           "the tickets had a human reply within %1$s.",
                           value_duration(median->value)));
    } else if (is_known(resolve)) {
        report_lede(composing->report,
                    PHRASE("This export holds no replies, so it tells when tickets were solved and "
                           "not when somebody answered."));
    }
    where_sentence(composing);
    struct value numbers[2];
    struct phrase why = period_why_phrase(composing->card, numbers);
    if (!phrase_is_absent(&why) && composing->account == ALL_ACCOUNTS)
        report_paragraph(composing->report, report_phrase(composing->report, why));
    for (enum period_index period = PERIOD_CURRENT; period <= PERIOD_PREVIOUS; period++) {
        struct phrase held = period_held_phrase(composing->card, period, numbers);
        if (!phrase_is_absent(&held))
            report_paragraph(composing->report, report_phrase(composing->report, held));
    }
    struct phrase late = late_entry_phrase(composing->card, numbers);
    if (!phrase_is_absent(&late))
        report_note(composing->report, NOTE_WARNING, PHRASE("Doubt"),
                    report_phrase(composing->report, late));
    if (unseen > 0)
        report_paragraph(composing->report,
                         PLURAL("%1$s of the five criteria cannot be told from this export; "
                                "exhibit 1 names the column that would cure it.",
                                "%1$s of the five criteria cannot be told from this export; "
                                "exhibit 1 names the columns that would cure it.",
                                unseen, value_count(unseen)));
}

static struct phrase verdict_phrase(enum state state)
{
    switch (state) {
    case STATE_KEPT:
        return (struct phrase){.text = N_("target met")};
    case STATE_MISSED:
        return (struct phrase){.text = N_("below the target")};
    case STATE_CANNOT_TELL:
        return (struct phrase){.text = N_("cannot tell")};
    default:
        return (struct phrase){0};
    }
}

static struct phrase earlier_phrase(struct composing *composing, const struct measurement *now,
                                    const struct measurement *then)
{
    struct report *report = composing->report;

    if (now->has_interval && is_known(then))
        return report_phrase(
            report, PHRASE("range %1$s; quarter before: %2$s", shown_range(now), shown(then)));
    if (now->has_interval)
        return report_phrase(report, PHRASE("range %1$s", shown_range(now)));
    return is_known(then) ? report_phrase(report, PHRASE("quarter before: %1$s", shown(then)))
                          : (struct phrase){0};
}

static void tile(struct composing *composing, struct tile *tiles, size_t *count, enum measured name,
                 struct phrase words, enum state state)
{
    const struct measurement *now = measured(composing, name, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, name, PERIOD_PREVIOUS);

    if (!is_known(now) || *count >= TILES_MOST)
        return;
    tiles[(*count)++] = (struct tile){
        .name = words,
        .value = shown(now),
        .state = state,
        .verdict = verdict_phrase(state),
        .earlier = earlier_phrase(composing, now, then),
        .figure = composing->ids[name],
    };
}

static void tiles(struct composing *composing)
{
    struct tile rows[TILES_MOST];
    size_t count = 0;
    const struct criterion_score *criteria = composing->card->criteria;

    tile(composing, rows, &count, MEASURED_REPLY_WITHIN_PROMISE, PHRASE("First replies in time"),
         state_of(criteria[CRITERION_FIRST_REPLY].verdict));
    tile(composing, rows, &count, MEASURED_COVER_PROMISED, PHRASE("Promised hours covered"),
         state_of(criteria[CRITERION_AVAILABILITY].verdict));
    tile(composing, rows, &count, MEASURED_ONE_TOUCH, PHRASE("First answer was enough"),
         state_of(criteria[CRITERION_COMPLETENESS].verdict));
    tile(composing, rows, &count, MEASURED_SATISFIED, PHRASE("Satisfied clients"),
         state_of(criteria[CRITERION_ORIENTATION].verdict));
    if (count < 3)
        tile(composing, rows, &count, MEASURED_RESOLVE_MEDIAN, PHRASE("Half solved within"),
             STATE_NONE);
    if (count < 4)
        tile(composing, rows, &count, MEASURED_BACKLOG, PHRASE("Open at the cut"), STATE_NONE);
    report_scorecard(composing->report, rows, count);
}

bool has_promises(const struct composing *composing)
{
    const struct settings *settings = composing->request->settings;

    return composing->card->promise_mark_s > 0 || settings->promise_count > 0 ||
           settings->account_count > 0;
}

static struct phrase promise_of(struct composing *composing, enum criterion criterion)
{
    const struct scorecard *card = composing->card;

    const struct criterion_score *score = &card->criteria[criterion];

    if (!score->has_target)
        return (struct phrase){0};
    if (criterion == CRITERION_AVAILABILITY && !has_promises(composing))
        return (struct phrase){0};
    if (criterion == CRITERION_AVAILABILITY)
        return report_phrase(composing->report, PHRASE("the promised hours, %1$s of the time",
                                                       value_ratio(score->target)));
    if (criterion != CRITERION_FIRST_REPLY)
        return report_phrase(composing->report, PHRASE("target: %1$s", value_ratio(score->target)));
    if (card->promise_mark_s <= 0)
        return (struct phrase){0};
    return report_phrase(composing->report,
                         card->promises_differ
                             ? PHRASE("%1$s within the promise of the ticket, %2$s for most",
                                      value_ratio(card->promise_mark_share),
                                      value_duration(card->promise_mark_s))
                             : PHRASE("%1$s within %2$s", value_ratio(card->promise_mark_share),
                                      value_duration(card->promise_mark_s)));
}

/* Does the range hold the target? Then that is why nobody can tell. */
static bool spans_target(const struct criterion_score *score, const struct measurement *row)
{
    return score->verdict == VERDICT_CANNOT_TELL && score->has_target && row->has_interval &&
           row->low < score->target && row->high >= score->target;
}

static struct phrase unseen_phrase(const struct composing *composing,
                                   const struct criterion_score *score)
{
    struct phrase cure = cure_phrase(score->cure);
    struct phrase reason = reason_phrase(score->reason);
    struct report *report = composing->report;

    if (phrase_is_absent(&cure))
        return reason;
    /* That it is not in the export stands beside it, as the rung of evidence. */
    if (phrase_is_absent(&reason) || score->reason == REASON_NOT_IN_EXPORT)
        return report_phrase(report, PHRASE("it would take: %1$s", value_words(&cure)));
    return report_phrase(
        report, PHRASE("%1$s; it would take: %2$s", value_words(&reason), value_words(&cure)));
}

struct phrase why_phrase(const struct composing *composing, const struct criterion_score *score,
                         const struct measurement *row)
{
    if (score->standing == STANDING_NOT_OBSERVABLE || row == NULL || !row->has_value)
        return unseen_phrase(composing, score);
    bool is_partial = score->reason == REASON_NOT_IN_EXPORT;
    struct phrase reason = reason_phrase(is_partial              ? REASON_LOW_COVERAGE
                                         : score->reason != NULL ? score->reason
                                                                 : row->reason);
    struct phrase standing = standing_phrase(row);
    if (spans_target(score, row))
        return report_phrase(composing->report,
                             PHRASE("%1$s; the range holds the target", value_words(&standing)));
    if (phrase_is_absent(&reason))
        return standing;
    return report_phrase(composing->report, PHRASE("%1$s, because %2$s", value_words(&standing),
                                                   value_words(&reason)));
}

/* What was counted, with its own denominator; absent where the value is no share of a count. */
static struct phrase happened_of(struct composing *composing, const struct measurement *row)
{
    const struct survey_summary *survey = &composing->card->survey;
    struct report *report = composing->report;

    if (row == NULL || !row->has_value || row->asked_count == 0 ||
        measurement_unit(row->name) != UNIT_SHARE || row->name == MEASURED_CHANNEL_PARITY)
        return (struct phrase){0};
    struct value kept = value_count((int64_t)row->kept_count);
    struct value asked = value_count((int64_t)row->asked_count);
    if (row->name == MEASURED_SATISFIED)
        return report_phrase(report, PHRASE("%1$s of %2$s answers to the survey",
                                            value_count((int64_t)survey->satisfied_count),
                                            value_count((int64_t)survey->answered_count)));
    /* Else who divides finds another share: an hour of the night weighs as much as one of the day.
     */
    if (row->name == MEASURED_COVER_PROMISED || row->name == MEASURED_COVER_ALL_HOURS)
        return report_phrase(
            report, PHRASE("of the hours by the clock; of the tickets %1$s of %2$s", kept, asked));
    if (row->open_count > 0)
        return report_phrase(report, PHRASE("%1$s of %2$s tickets, %3$s not decided yet", kept,
                                            asked, value_count((int64_t)row->open_count)));
    return report_phrase(report, PHRASE("%1$s of %2$s tickets", kept, asked));
}

static enum figure_status row_status(const struct measurement *row)
{
    static const enum figure_status statuses[] = {FIGURE_NOT_OBSERVABLE, FIGURE_NOT_ENOUGH_DATA,
                                                  FIGURE_INDICATIVE, FIGURE_SCORED};

    return row == NULL ? FIGURE_NOT_OBSERVABLE : statuses[row->standing];
}

/* Would a reader who divides the counts find another share than the one above them? */
static bool counts_say_otherwise(const struct composing *composing, enum criterion criterion)
{
    const struct measurement *row =
        measured(composing, composing->card->criteria[criterion].headline, PERIOD_CURRENT);

    return row != NULL && row->has_value && row->asked_count > 0 &&
           fabs(row->value - (double)row->kept_count / (double)row->asked_count) >= .01;
}

static struct phrase add_sentence(struct composing *composing, struct phrase so_far,
                                  struct phrase sentence)
{
    return report_phrase(composing->report,
                         PHRASE("%1$s %2$s", value_words(&so_far), value_words(&sentence)));
}

static struct phrase exhibit_one_note(struct composing *composing)
{
    struct phrase note =
        PHRASE("What happened is a count of this period; the range says what chance "
               "leaves open about the service behind it. First replies are judged by "
               "the count, the other criteria when their whole range lies on one side "
               "of the target.");

    if (counts_say_otherwise(composing, CRITERION_AVAILABILITY))
        note = add_sentence(composing, note,
                            PHRASE("Promised hours weigh by the clock, not by their tickets: an "
                                   "hour of the night as much as one of the day."));
    if (counts_say_otherwise(composing, CRITERION_COMPLETENESS))
        note = add_sentence(composing, note,
                            PHRASE("Tickets not decided yet count for as long as they have been "
                                   "watched, so their share is no plain division."));
    return note;
}

void compose_exhibit_one(struct composing *composing)
{
    struct criterion_row rows[CRITERIA_SHOWN];

    for (int i = 0; i < CRITERIA_SHOWN; i++) {
        const struct criterion_score *score = &composing->card->criteria[i];
        const struct measurement *row = measured(composing, score->headline, PERIOD_CURRENT);
        rows[i] = (struct criterion_row){
            .promise = promise_of(composing, (enum criterion)i),
            .value = shown(row),
            .interval = shown_range(row),
            .happened = happened_of(composing, row),
            .verdict = state_of(score->verdict),
            .why = why_phrase(composing, score, row),
            .rung = row == NULL ? RUNG_NOT_IN_EXPORT : (enum rung)row->rung,
            .status = row_status(row),
            .figure = composing->ids[score->headline],
        };
    }
    report_criteria(composing->report, rows, exhibit_one_note(composing));
}

void compose_front(struct composing *composing, struct phrase who)
{
    title(composing, who);
    lede(composing);
    tiles(composing);
    compose_exhibit_one(composing);
}
