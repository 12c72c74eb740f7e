#include <math.h>

#include "charts/coverage.h"
#include "kinds/composing.h"

enum { MARKED_MOST = 5 };

static const struct slot_cover *cell_of(const struct scorecard *card, int day, int hour)
{
    return &card->slots[day * 24 + hour];
}

static double ratio_of(const struct slot_cover *slot)
{
    return slot->cover == COVER_STATE_UNKNOWN ? NAN : slot->share;
}

/* The worst promised hours carry their number in the map. */
static double mark_limit(const struct scorecard *card)
{
    double worst[MARKED_MOST];
    size_t count = 0;

    for (int i = 0; i < 168; i++) {
        const struct slot_cover *slot = &card->slots[i];
        double share = slot->share;
        if (slot->cover != COVER_STATE_NOT_COVERED || slot->promised_share <= 0)
            continue;
        size_t at = count < MARKED_MOST ? count++ : MARKED_MOST;
        while (at > 0 && worst[at - 1] > share) {
            if (at < MARKED_MOST)
                worst[at] = worst[at - 1];
            at--;
        }
        if (at < MARKED_MOST)
            worst[at] = share;
    }
    return count == 0 ? -1 : worst[count - 1];
}

static void fill_cells(struct composing *composing, struct coverage_chart *chart)
{
    const struct scorecard *card = composing->card;
    double limit = mark_limit(card);
    int marked = 0;

    for (int day = 0; day < COVERAGE_DAYS; day++) {
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            const struct slot_cover *slot = cell_of(card, day, hour);
            struct coverage_cell *cell = &chart->cells[day][hour];
            cell->ratio = ratio_of(slot);
            cell->is_promised = slot->promised_share > 0;
            bool is_worst = day < 7 && !card->is_by_band && isfinite(cell->ratio) &&
                            cell->is_promised && slot->cover == COVER_STATE_NOT_COVERED &&
                            slot->share <= limit && marked < MARKED_MOST;
            if (is_worst) {
                marked++;
                cell->mark = text_of_value(composing, value_number(round(100 * slot->share), 0));
            }
        }
    }
}

static void fill_words(struct composing *composing, struct coverage_chart *chart, bool has_holidays)
{
    static const char *const days[COVERAGE_DAYS] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                                    N_("Fri"), N_("Sat"), N_("Sun"), N_("Hol.")};
    static const double edges[COVERAGE_CLASSES - 1] = {.5, .75, .9, .95, .99};
    static const char *const classes[COVERAGE_CLASSES] = {N_("under 50%%"), N_("50–75%%"),
                                                          N_("75–90%%"),    N_("90–95%%"),
                                                          N_("95–99%%"),    N_("99%% and up")};

    for (int day = 0; day < COVERAGE_DAYS; day++)
        if (day < 7 || has_holidays)
            chart->day_names[day] = text_of_phrase(composing, (struct phrase){.text = days[day]});
    for (int i = 0; i < COVERAGE_HOUR_WORDS; i++)
        chart->hour_names[i] = arena_format(composing->arena, "%02d", 3 * i);
    for (int i = 0; i < COVERAGE_CLASSES; i++)
        chart->class_names[i] = text_of_phrase(composing, (struct phrase){.text = classes[i]});
    for (int i = 0; i < COVERAGE_CLASSES - 1; i++)
        chart->class_edges[i] = edges[i];
    chart->unknown_name = text_of_phrase(composing, PHRASE("unknown"));
    chart->not_promised_name = text_of_phrase(composing, PHRASE("not promised"));
    chart->promised_name = text_of_phrase(composing, PHRASE("promised hours"));
}

static struct phrase cover_word(enum cover cover)
{
    static const char *const words[] = {N_("unknown"), N_("covered"), N_("not covered")};

    return (struct phrase){.text = words[cover]};
}

static struct table *band_table(struct composing *composing)
{
    struct table *table = report_table(composing->report, "at_hand", PHRASE("By part of the week"));

    table_column(composing->report, table, "part", PHRASE("Part of the week"), COLUMN_TEXT);
    table_column(composing->report, table, "verdict", PHRASE("Verdict"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "answered", PHRASE("Answered in time"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    table_column(composing->report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    for (int i = 0; i < BAND_COUNT; i++) {
        const struct slot_cover *cover = &composing->card->bands[i].cover;
        struct phrase name = band_phrase(composing->card->bands[i].band);
        struct phrase verdict = cover_word(cover->cover);
        struct phrase reason = reason_phrase(cover->reason);
        bool is_seen = cover->arrival_count > 0;
        if (cover->cover == COVER_STATE_UNKNOWN && !phrase_is_absent(&reason))
            verdict =
                report_phrase(composing->report, PHRASE("unknown: %1$s", value_words(&reason)));
        TABLE_ROW(
            composing->report, table,
            cover->cover == COVER_STATE_COVERED       ? STATE_KEPT
            : cover->cover == COVER_STATE_NOT_COVERED ? STATE_MISSED
                                                      : STATE_CANNOT_TELL,
            value_words(&name), value_words(&verdict), value_count(cover->arrival_count),
            value_count(cover->answered_count), is_seen ? value_ratio(cover->share) : no_value(),
            is_seen ? value_range(value_ratio(cover->low), value_ratio(cover->high)) : no_value());
    }
    return table;
}

static bool has_some(const struct scorecard *card, int first, int last)
{
    for (int i = first; i < last; i++)
        if (card->slots[i].cover != COVER_STATE_UNKNOWN || card->slots[i].arrival_count > 0)
            return true;
    return false;
}

static void map(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    struct coverage_chart *chart = arena_allocate(composing->arena, sizeof *chart);
    bool has_holidays = has_some(card, 168, 192);

    if (chart == NULL || !has_some(card, 0, 168))
        return;
    fill_cells(composing, chart);
    fill_words(composing, chart, has_holidays);
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "at_hand",
            .title = PHRASE("Clients answered by a human in time, by hour of the week"),
            .subtitle =
                card->is_by_band
                    ? PHRASE("Too few tickets for single hours: each hour shows the part of "
                             "the week it belongs to. Local time of the desk.")
                    : PHRASE("Share answered within the promise on the calendar clock; hours "
                             "borrow from their neighbours. Local time of the desk."),
            .note = has_holidays
                        ? PHRASE("Hatched hours are unknown: too few tickets and no sign of "
                                 "staff. Unknown is not the same as uncovered.")
                        : PHRASE("Hatched hours are unknown: too few tickets and no sign of "
                                 "staff. No public holiday lies in this period, so the 365 of "
                                 "24/7/365 is not tested."),
            .table = band_table(composing),
            .chart = chart_coverage(composing->arena, "at_hand", chart),
            .figure = composing->ids[MEASURED_COVER_PROMISED] != NULL
                          ? composing->ids[MEASURED_COVER_PROMISED]
                          : composing->ids[MEASURED_COVER_ALL_HOURS]});
}

void compose_at_hand(struct composing *composing)
{
    const struct measurement *promised =
        measured(composing, MEASURED_COVER_PROMISED, PERIOD_CURRENT);
    const struct measurement *all = measured(composing, MEASURED_COVER_ALL_HOURS, PERIOD_CURRENT);
    const struct longest_gap *gap = &composing->card->dark_gap;

    if (!is_known(all) && !is_known(promised))
        return;
    if (is_known(promised))
        report_section(
            composing->report, PHRASE("Support at hand"),
            PHRASE("In %1$s of the promised hours a client is answered in time", shown(promised)));
    else
        report_section(
            composing->report, PHRASE("Support at hand"),
            PHRASE("Over all hours of the year a client is answered in time in %1$s", shown(all)));
    if (is_known(promised) && is_known(all))
        report_paragraph(composing->report,
                         PHRASE("Judged are the hours that were promised. Over all 8,760 hours of "
                                "the year, promised or not, it is %1$s (%2$s).",
                                shown(all), shown_range(all)));
    if (gap->is_known && gap->to_at > gap->from_at)
        report_paragraph(composing->report,
                         PLURAL("The longest stretch in which somebody waited and nobody acted "
                                "lasted %2$s; %1$s ticket waited in it.",
                                "The longest stretch in which somebody waited and nobody acted "
                                "lasted %2$s; %1$s tickets waited in it.",
                                gap->waiting_count, value_count(gap->waiting_count),
                                value_duration((double)(gap->to_at - gap->from_at))));
    map(composing);
}
