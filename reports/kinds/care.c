#include "kinds/composing.h"

/* What rests on few shoulders, whether a client meets people who know him, and signs that a figure
 * is served instead of the client. For the house alone. */

static bool has_any(const struct composing *composing, const enum measured *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_known(measured(composing, names[i], PERIOD_CURRENT)))
            return true;
    return false;
}

/* By part of the week, because nights are where it matters. */
static void one_engineer(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    struct table *table = NULL;

    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        if (row->name != MEASURED_ONE_ENGINEER || row->period != PERIOD_CURRENT ||
            row->account != ALL_ACCOUNTS || row->channel != CHANNEL_UNKNOWN || !row->has_value ||
            row->executor != EXECUTOR_UNKNOWN || row->topic_part != 0)
            continue;
        if (table == NULL) {
            table = report_table(composing->report, "one_engineer",
                                 PHRASE("What rests on the busiest engineer"));
            table_column(composing->report, table, "part", PHRASE("Part of the week"), COLUMN_TEXT);
            table_column(composing->report, table, "share", PHRASE("Answers in time that were his"),
                         COLUMN_NUMBER);
            table_column(composing->report, table, "answers", PHRASE("Of answers"), COLUMN_NUMBER);
        }
        struct phrase part =
            band_phrase(row->band_part == 0 ? BAND_COUNT : (enum band)(row->band_part - 1));
        TABLE_ROW(composing->report, table, STATE_NONE, value_words(&part), value_ratio(row->value),
                  value_count((int64_t)row->asked_count));
    }
    if (table != NULL)
        report_add_table(composing->report, table);
}

static void continuity(struct composing *composing)
{
    static const enum measured names[] = {MEASURED_KNOWS_CLIENT, MEASURED_KNOWS_REQUESTER,
                                          MEASURED_NEW_ENGINEER_ONE_TOUCH,
                                          MEASURED_NEW_ENGINEER_TIME};

    if (!has_any(composing, names, sizeof names / sizeof *names))
        return;
    struct table *table =
        measures_table(composing, "continuity", PHRASE("Does who answers know the client?"));
    measures_row(composing, table, MEASURED_KNOWS_CLIENT);
    measures_row(composing, table, MEASURED_KNOWS_REQUESTER);
    measures_row(composing, table, MEASURED_NEW_ENGINEER_ONE_TOUCH);
    measures_row(composing, table, MEASURED_NEW_ENGINEER_TIME);
    report_add_table(composing->report, table);
}

static void signs(struct composing *composing)
{
    static const enum measured names[] = {
        MEASURED_REPLY_WITHOUT_CONTENT, MEASURED_REPLY_JUST_IN_TIME, MEASURED_CLOSED_JUST_IN_TIME,
        MEASURED_REPLY_SHIFT_END,       MEASURED_CLOSED_SHIFT_END,   MEASURED_CLOSED_MONTH_END,
        MEASURED_SURVEY_OFFER_GAP};

    if (!has_any(composing, names, sizeof names / sizeof *names))
        return;
    report_paragraph(composing->report,
                     PHRASE("Signs that a figure is served instead of the client. Each has an "
                            "innocent reading too, so they are shown and never scored."));
    struct table *table = measures_table(composing, "signs", PHRASE("Signs to look at"));
    measures_row(composing, table, MEASURED_REPLY_WITHOUT_CONTENT);
    measures_row(composing, table, MEASURED_REPLY_JUST_IN_TIME);
    measures_row(composing, table, MEASURED_CLOSED_JUST_IN_TIME);
    measures_row(composing, table, MEASURED_REPLY_SHIFT_END);
    measures_row(composing, table, MEASURED_CLOSED_SHIFT_END);
    measures_row(composing, table, MEASURED_CLOSED_MONTH_END);
    measures_row(composing, table, MEASURED_SURVEY_OFFER_GAP);
    report_add_table(composing->report, table);
}

void compose_care(struct composing *composing)
{
    const struct measurement *one = measured(composing, MEASURED_ONE_ENGINEER, PERIOD_CURRENT);
    const struct measurement *count = measured(composing, MEASURED_ENGINEERS, PERIOD_CURRENT);
    const struct measurement *knows = measured(composing, MEASURED_KNOWS_CLIENT, PERIOD_CURRENT);

    if (is_known(one) && is_known(count))
        report_section(composing->report, PHRASE("Who carries it"),
                       PLURAL("%1$s engineer answers; %2$s of the answers in time were those of "
                              "the busiest",
                              "%1$s engineers answer; %2$s of the answers in time were those of "
                              "the busiest",
                              (int64_t)count->value, shown(count), value_ratio(one->value)));
    else if (is_known(knows))
        report_section(composing->report, PHRASE("Who carries it"),
                       PHRASE("In %1$s of tickets the engineer knew the client", shown(knows)));
    else
        return;
    one_engineer(composing);
    continuity(composing);
    signs(composing);
}
