#include <math.h>

#include "charts/change_strip.h"
#include "kinds/composing.h"

/* Since when, as a picture: the share of each week, its level before and after, and how likely the
 * change came with it. */
enum { SINCE_TICKS_MOST = 8 };

struct level {
    double asked, kept;
};

static struct level level_of(const struct criterion_change *change, bool is_after)
{
    struct level level = {0};

    for (size_t i = 0; i < change->week_count; i++) {
        if ((change->weeks[i].monday >= change->week_day) != is_after)
            continue;
        level.asked += change->weeks[i].asked;
        level.kept += change->weeks[i].kept;
    }
    return level;
}

static struct table *weeks_table(struct composing *composing, const struct criterion_change *change)
{
    struct table *table = report_table(composing->report, "since", PHRASE("Share kept by week"));

    table_column(composing->report, table, "week", PHRASE("Week of"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    table_column(composing->report, table, "probability", PHRASE("It came this week"),
                 COLUMN_NUMBER);
    for (size_t i = 0; i < change->week_count; i++) {
        const struct dated_week *week = &change->weeks[i];
        TABLE_ROW(composing->report, table, STATE_NONE, value_date(week->monday),
                  value_count((int64_t)llround(week->asked)),
                  week->asked > 0 ? value_ratio(week->kept / week->asked) : no_value(),
                  value_ratio(week->probability));
    }
    return table;
}

static const char *level_text(const struct composing *composing, struct level level)
{
    return text_of_value(composing, value_ratio(level.kept / level.asked));
}

void compose_since(struct composing *composing, enum criterion criterion)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];
    const struct criterion_change *change = &score->change;
    struct change_week *weeks =
        arena_array(composing->arena, change->week_count + 1, sizeof *weeks);
    struct chart_tick ticks[SINCE_TICKS_MOST];
    struct level before = level_of(change, false), after = level_of(change, true);
    struct change_strip_chart chart = {.weeks = weeks, .count = change->week_count, .ticks = ticks};

    if (!change->is_dated || before.asked <= 0 || after.asked <= 0 || weeks == NULL)
        return;
    size_t every = change->week_count / (SINCE_TICKS_MOST - 2) + 1;
    for (size_t i = 0; i < change->week_count; i++) {
        const struct dated_week *week = &change->weeks[i];
        weeks[i] = (struct change_week){.ratio = week->asked > 0 ? week->kept / week->asked : NAN,
                                        .probability = week->probability,
                                        .is_in_set = week->is_in_set};
        if (i % every == 0 && chart.tick_count < SINCE_TICKS_MOST)
            ticks[chart.tick_count++] =
                (struct chart_tick){(double)i, month_text(composing, week->monday)};
        chart.change_at += week->monday < change->week_day;
    }
    bool has_promise = criterion == CRITERION_FIRST_REPLY && score->has_target;
    chart.ratio_least = NAN;
    chart.ratio_most = NAN;
    chart.before = before.kept / before.asked;
    chart.after = after.kept / after.asked;
    chart.before_text = level_text(composing, before);
    chart.after_text = level_text(composing, after);
    chart.change_text =
        text_of_phrase(composing, PHRASE("since the week of %1$s", value_date(change->week_day)));
    chart.set_title = text_of_phrase(composing, PHRASE("when it came"));
    chart.set_text = change->week_low_day == change->week_high_day
                         ? text_of_phrase(composing, PHRASE("in one week"))
                         : text_of_phrase(composing, PHRASE("%1$s or later, %2$s at the latest",
                                                            value_date(change->week_low_day),
                                                            value_date(change->week_high_day)));
    chart.promise = has_promise ? score->target : NAN;
    chart.promise_text = text_of_phrase(composing, PHRASE("promised"));
    chart.ratios = share_words(composing);
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "since",
            .title = PHRASE("Since when: the share kept, week by week"),
            .subtitle = PHRASE("Lines: the level before and after; strip: how likely the change "
                               "came with that week."),
            .note = PHRASE("A date is told only where nine to one or better speaks for a change "
                           "and two ways of looking agree. Whole weeks only."),
            .table = weeks_table(composing, change),
            .chart = chart_change_strip(composing->arena, "since", &chart),
            .figure = composing->ids[change->measured]});
}
