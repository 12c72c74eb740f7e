#include <math.h>

#include "charts/criteria.h"
#include "kinds/composing.h"

/* The five criteria as a picture: now, the quarter before, and what was promised. */

/* The change of this very figure; that of another measure would contradict the ring. */
static const char *note_of(const struct composing *composing, const struct criterion_score *score,
                           const struct measurement *row)
{
    const struct criterion_change *change = &score->change;
    struct phrase reason = reason_phrase(score->reason);

    if (!is_known(row))
        return phrase_is_absent(&reason) ? "" : text_of_phrase(composing, reason);
    if (change->verdict == CHANGE_UNKNOWN || change->measured != score->headline)
        return "";
    return text_of_value(composing, value_styled(value_points(change->standardised), STYLE_SIGNED));
}

static struct criteria_row row_of(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];
    const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);
    const struct measurement *then = measured(composing, score->headline, PERIOD_PREVIOUS);
    bool is_drawn = is_known(now) && measurement_unit(now->name) == UNIT_SHARE;
    bool has_range = is_drawn && now->has_interval;

    return (struct criteria_row){
        .name = text_of_phrase(composing, criterion_phrase(criterion)),
        .reading = is_drawn ? CRITERIA_MEASURED : CRITERIA_CANNOT_TELL,
        .value = is_drawn ? now->value : NAN,
        .low = has_range ? now->low : NAN,
        .high = has_range ? now->high : NAN,
        .earlier = is_drawn && is_known(then) ? then->value : NAN,
        .promise = is_drawn && score->has_target ? score->target : NAN,
        .is_missed = score->verdict == VERDICT_MISSED,
        .value_text = is_drawn ? text_of_value(composing, shown(now))
                               : text_of_phrase(composing, PHRASE("cannot tell")),
        .note = note_of(composing, score, now),
    };
}

static struct table *change_table(struct composing *composing)
{
    struct table *table =
        report_table(composing->report, "criteria", PHRASE("The five criteria in figures"));

    table_column(composing->report, table, "criterion", PHRASE("Criterion"), COLUMN_TEXT);
    table_column(composing->report, table, "share", PHRASE("This period"), COLUMN_NUMBER);
    table_column(composing->report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    table_column(composing->report, table, "share_before", PHRASE("Before"), COLUMN_NUMBER);
    table_column(composing->report, table, "target", PHRASE("Promised or target"), COLUMN_NUMBER);
    table_column(composing->report, table, "change_points", PHRASE("Change at equal mix"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "change_range", PHRASE("Its range"), COLUMN_NUMBER);
    for (int i = 0; i < CRITERION_COUNT; i++) {
        const struct criterion_score *score = &composing->card->criteria[i];
        const struct measurement *now = measured(composing, score->headline, PERIOD_CURRENT);
        const struct measurement *then = measured(composing, score->headline, PERIOD_PREVIOUS);
        struct phrase name = criterion_phrase((enum criterion)i);
        bool has_change =
            score->change.verdict != CHANGE_UNKNOWN && score->change.measured == score->headline;
        TABLE_ROW(composing->report, table, state_of(score->verdict), value_words(&name),
                  shown(now), shown_range(now), is_known(then) ? shown(then) : no_value(),
                  score->has_target ? value_ratio(score->target) : no_value(),
                  has_change ? value_points(score->change.standardised) : no_value(),
                  has_change ? value_range(value_points(score->change.low),
                                           value_points(score->change.high))
                             : no_value());
    }
    return table;
}

void compose_criteria_chart(struct composing *composing)
{
    struct criteria_row rows[CRITERION_COUNT];
    size_t drawn = 0;

    for (int i = 0; i < CRITERION_COUNT; i++) {
        rows[i] = row_of(composing, (enum criterion)i);
        drawn += rows[i].reading == CRITERIA_MEASURED;
    }
    if (drawn < 2)
        return;
    bool has_before = composing->card->period[PERIOD_PREVIOUS].is_present;
    const struct criteria_chart chart = {
        .rows = rows,
        .count = CRITERION_COUNT,
        .promise_name = text_of_phrase(composing, has_promises(composing) ? PHRASE("promised")
                                                                          : PHRASE("target")),
        .earlier_name = has_before ? period_text(composing, PERIOD_PREVIOUS) : NULL,
        .values = share_words(composing),
    };
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "criteria",
            .title = PHRASE("The five criteria and what was promised"),
            .subtitle = has_before
                            ? PHRASE("Dot: this period; line: range; ring: the quarter before; "
                                     "bar: what was promised, else the target. Small figure: the "
                                     "change with the mix of tickets held equal.")
                            : PHRASE("Dot: this period; line: range; bar: what was promised, else "
                                     "the target."),
            .note = PHRASE("Each criterion has a measure of its own, so they are not to be ranked "
                           "against each other, only against their bars."),
            .table = change_table(composing),
            .chart = chart_criteria(composing->arena, "criteria", &chart),
            .figure = composing->ids[composing->card->criteria[CRITERION_FIRST_REPLY].headline]});
}
