#include "kinds/composing.h"

/* One row of a list of measures: what, this period, range, before, what it rests on. */
void measures_row(struct composing *composing, struct table *table, enum measured name)
{
    struct phrase words = measure_phrase(name);
    const struct measurement *now = measured(composing, name, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, name, PERIOD_PREVIOUS);
    struct phrase standing = standing_phrase(now);
    struct phrase reason = reason_phrase(now == NULL ? NULL : now->reason);

    if (now == NULL || (!now->has_value && now->standing == STANDING_NOT_OBSERVABLE))
        return;
    if (!phrase_is_absent(&reason))
        standing =
            report_phrase(composing->report, PHRASE("%1$s, because %2$s", value_words(&standing),
                                                    value_words(&reason)));
    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&words),
              now->has_value ? shown(now)
                             : value_unknown(phrase_is_absent(&reason) ? NULL : &reason),
              now->has_interval ? shown_range(now) : no_value(),
              then != NULL && then->has_value ? shown(then) : no_value(),
              now->asked_count > 0 ? value_count((int64_t)now->asked_count) : no_value(),
              value_words(&standing));
}

struct table *measures_table(struct composing *composing, const char *key, struct phrase caption)
{
    struct table *table = report_table(composing->report, key, caption);

    table_column(composing->report, table, "measure", PHRASE("Measure"), COLUMN_TEXT);
    table_column(composing->report, table, "value", PHRASE("This period"), COLUMN_NUMBER);
    table_column(composing->report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    table_column(composing->report, table, "before", PHRASE("Before"), COLUMN_NUMBER);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "standing", PHRASE("How sure"), COLUMN_TEXT);
    return table;
}

static void completeness(struct composing *composing)
{
    const struct measurement *touch = measured(composing, MEASURED_ONE_TOUCH, PERIOD_CURRENT);

    if (!is_known(touch))
        return;
    report_section(composing->report, PHRASE("The first answer"),
                   PHRASE("In %1$s of cases the first answer was enough", shown(touch)));
    if (touch->rung == RUNG_BOUNDED)
        report_paragraph(
            composing->report,
            PHRASE("Without messages this is bounded by what the desk counts: at least "
                   "%1$s, at most %2$s.",
                   value_ratio(touch->strict), value_ratio(touch->optimistic)));
    struct table *table =
        measures_table(composing, "first_answer", PHRASE("The first answer in figures"));
    measures_row(composing, table, MEASURED_ONE_TOUCH);
    measures_row(composing, table, MEASURED_STAYS_SOLVED);
    measures_row(composing, table, MEASURED_REVIEW_PASSED);
    measures_row(composing, table, MEASURED_REVIEWERS_AGREE);
    measures_row(composing, table, MEASURED_CLARIFICATION);
    measures_row(composing, table, MEASURED_REOPENED);
    report_add_table(composing->report, table);
}

/* Who answers changed: then a change of the answers may be no change of the clients. */
static void response_shift(struct composing *composing)
{
    const struct measurement *now = measured(composing, MEASURED_RESPONSE_RATE, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, MEASURED_RESPONSE_RATE, PERIOD_PREVIOUS);

    if (!composing->card->survey.is_response_shift || !is_known(now) || !is_known(then))
        return;
    report_note(composing->report, NOTE_WARNING, PHRASE("Doubt"),
                PHRASE("%1$s answered the survey, %2$s in the quarter before. Others answer than "
                       "did before, so a change of satisfaction may be a change of who answers.",
                       shown(now), shown(then)));
}

static void survey(struct composing *composing)
{
    const struct survey_summary *survey = &composing->card->survey;
    const struct measurement *rate = measured(composing, MEASURED_RESPONSE_RATE, PERIOD_CURRENT);
    double delta = composing->request->settings->criteria.nonresponse_delta;

    if (survey->answered_count == 0 ||
        !is_known(measured(composing, MEASURED_SATISFIED, PERIOD_CURRENT)))
        return;
    report_paragraph(
        composing->report,
        PHRASE("Of %1$s closed tickets %2$s were answered for in the survey; in %3$s of those the "
               "client is satisfied (range %4$s).",
               value_count((int64_t)survey->closed_count),
               value_count((int64_t)survey->answered_count), value_ratio(survey->respondents),
               value_range(value_ratio(survey->respondents_low),
                           value_ratio(survey->respondents_high))));
    report_paragraph(
        composing->report,
        PHRASE("The silent may think otherwise. Were they no more than %1$s apart from those who "
               "answered, satisfaction lies within %2$s; with nothing assumed about them, within "
               "%3$s.",
               value_points(delta),
               value_range(value_ratio(survey->sensitivity_low),
                           value_ratio(survey->sensitivity_high)),
               value_range(value_ratio(survey->worst_low), value_ratio(survey->worst_high))));
    if (is_known(rate) && survey->offered_is_known)
        report_paragraph(composing->report,
                         PHRASE("%1$s of those who were asked answered.", shown(rate)));
    response_shift(composing);
}

static void orientation(struct composing *composing)
{
    const struct measurement *satisfied = measured(composing, MEASURED_SATISFIED, PERIOD_CURRENT);

    if (is_known(satisfied))
        report_section(composing->report, PHRASE("Client orientation"),
                       PHRASE("By the survey the client is satisfied in %1$s of closed tickets",
                              shown(satisfied)));
    else if (is_known(measured(composing, MEASURED_PLAIN_WORDS_RU, PERIOD_CURRENT)) ||
             is_known(measured(composing, MEASURED_PLAIN_WORDS_EN, PERIOD_CURRENT)))
        report_section(composing->report, PHRASE("Client orientation"),
                       composing->card->survey.answered_count > 0
                           ? PHRASE("Too few answered the survey to show their shares")
                           : PHRASE("No survey in this export: only the plainness of words can "
                                    "be told"));
    else
        return;
    survey(composing);
    struct table *table =
        measures_table(composing, "orientation", PHRASE("Satisfaction and plain words in figures"));
    measures_row(composing, table, MEASURED_SATISFIED);
    measures_row(composing, table, MEASURED_SATISFIED_RESPONDENTS);
    measures_row(composing, table, MEASURED_SATISFIED_PERSONS);
    measures_row(composing, table, MEASURED_RESPONSE_RATE);
    measures_row(composing, table, MEASURED_PROMOTERS);
    measures_row(composing, table, MEASURED_EASY);
    measures_row(composing, table, MEASURED_PLAIN_WORDS_EN);
    measures_row(composing, table, MEASURED_PLAIN_WORDS_RU);
    measures_row(composing, table, MEASURED_JARGON);
    measures_row(composing, table, MEASURED_REPEATS_HIMSELF);
    report_add_table(composing->report, table);
}

void compose_answers(struct composing *composing)
{
    completeness(composing);
    orientation(composing);
}

/* What is open, by how long it has been. Each row holds those below it. */
static void backlog(struct composing *composing)
{
    const struct scorecard *card = composing->card;

    if (card->backlog_count < 2 || card->backlog[0].ticket_count == 0)
        return;
    struct table *table =
        report_table(composing->report, "backlog", PHRASE("Open at the cut, by age"));
    table_column(composing->report, table, "age", PHRASE("Age"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    for (size_t i = 0; i < card->backlog_count; i++) {
        const struct backlog_row *row = &card->backlog[i];
        bool is_last = i + 1 == card->backlog_count;
        uint64_t older = is_last ? 0 : card->backlog[i + 1].ticket_count;
        struct value from = value_duration((double)row->older_than_s);
        struct value to =
            is_last ? from : value_duration((double)card->backlog[i + 1].older_than_s);
        struct phrase age = is_last  ? PHRASE("%1$s and older", from)
                            : i == 0 ? PHRASE("under %1$s", to)
                                     : PHRASE("%1$s", value_digits(value_range(from, to), 0));
        TABLE_ROW(composing->report, table, STATE_NONE, value_words(&age),
                  value_count((int64_t)(row->ticket_count - older)));
    }
    report_add_table(composing->report, table);
}

void compose_context(struct composing *composing)
{
    const struct measurement *median = measured(composing, MEASURED_RESOLVE_MEDIAN, PERIOD_CURRENT);
    const struct scorecard *card = composing->card;

    if (is_known(median))
        report_section(composing->report, PHRASE("Context"),
                       PHRASE("Half of the tickets were solved within %1$s", shown(median)));
    else
        report_section(composing->report, PHRASE("Context"), PHRASE("Volume and backlog"));
    struct table *table =
        measures_table(composing, "context", PHRASE("No criterion, but asked for"));
    measures_row(composing, table, MEASURED_TICKETS);
    measures_row(composing, table, MEASURED_RESOLVED);
    measures_row(composing, table, MEASURED_RESOLVE_MEDIAN);
    measures_row(composing, table, MEASURED_RESOLVE_P80);
    measures_row(composing, table, MEASURED_RESOLVE_NAIVE_MEDIAN);
    measures_row(composing, table, MEASURED_BACKLOG);
    measures_row(composing, table, MEASURED_BACKLOG_OLDER_WEEK);
    measures_row(composing, table, MEASURED_PROACTIVE);
    report_add_table(composing->report, table);
    backlog(composing);
    compose_resolution(composing);
    if (card->attended_count > 0)
        report_paragraph(
            composing->report,
            PLURAL("%1$s ticket came by phone or at the counter: the call was the reply, "
                   "so it is counted here and left out of the waiting time.",
                   "%1$s tickets came by phone or at the counter: the call was the "
                   "reply, so they are counted here and left out of the waiting time.",
                   (int64_t)card->attended_count, value_count((int64_t)card->attended_count)));
}
