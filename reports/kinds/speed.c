#include <math.h>

#include "charts/reply_curve.h"
#include "charts/weekly.h"
#include "kinds/composing.h"

enum { CURVE_TABLE_ROWS = 12, TICKS_MOST = 12 };

/* The curve of a scorecard as the chart wants it. */
static struct reply_point *points_of(const struct composing *composing, const struct curve *curve)
{
    struct reply_point *points = arena_array(composing->arena, curve->point_count, sizeof *points);

    for (size_t i = 0; points != NULL && i < curve->point_count; i++)
        points[i] = (struct reply_point){.at_s = curve->points[i].after_s,
                                         .ratio = curve->points[i].share,
                                         .low = curve->points[i].low,
                                         .high = curve->points[i].high};
    return points;
}

static double share_at(const struct curve *curve, double at_s)
{
    double share = curve->point_count == 0 ? NAN : 0;

    for (size_t i = 0; i < curve->point_count && curve->points[i].after_s <= at_s; i++)
        share = curve->points[i].share;
    return share;
}

static struct table *curve_table(struct composing *composing, const struct curve *now,
                                 const struct curve *then, const char *key)
{
    static const double marks_s[CURVE_TABLE_ROWS] = {60,    300,   900,   1800,   3600,   7200,
                                                     14400, 28800, 86400, 172800, 604800, 1209600};
    struct table *table = report_table(composing->report, key, PHRASE("Share by waiting time"));

    table_column(composing->report, table, "within", PHRASE("Within"), COLUMN_TEXT);
    table_column(composing->report, table, "share", PHRASE("This period"), COLUMN_NUMBER);
    if (then->point_count > 0)
        table_column(composing->report, table, "share_before", PHRASE("Before"), COLUMN_NUMBER);
    for (size_t i = 0; i < CURVE_TABLE_ROWS; i++) {
        if (then->point_count > 0)
            TABLE_ROW(composing->report, table, STATE_NONE, value_duration(marks_s[i]),
                      value_ratio(share_at(now, marks_s[i])),
                      value_ratio(share_at(then, marks_s[i])));
        else
            TABLE_ROW(composing->report, table, STATE_NONE, value_duration(marks_s[i]),
                      value_ratio(share_at(now, marks_s[i])));
    }
    return table;
}

static void curve_exhibit(struct composing *composing, const struct curve *now,
                          const struct curve *then, const char *key, struct phrase title_words,
                          struct phrase subtitle, const char *figure, bool is_reply)
{
    const struct scorecard *card = composing->card;
    bool has_promise = is_reply && card->promise_mark_s > 0;
    double reached = has_promise ? share_at(now, card->promise_mark_s) : NAN;
    const struct reply_curve_chart chart = {
        .points = points_of(composing, now),
        .point_count = now->point_count,
        .earlier = points_of(composing, then),
        .earlier_count = then->point_count,
        .name = period_text(composing, PERIOD_CURRENT),
        .earlier_name = period_text(composing, PERIOD_PREVIOUS),
        .promise_s = has_promise && !card->promises_differ ? card->promise_mark_s : NAN,
        .promise_ratio = has_promise && !card->promises_differ ? card->promise_mark_share : NAN,
        .promise_text =
            has_promise ? text_of_phrase(composing, PHRASE("promised: %1$s within %2$s",
                                                           value_ratio(card->promise_mark_share),
                                                           value_duration(card->promise_mark_s)))
                        : NULL,
        .reached_ratio = has_promise && !card->promises_differ ? reached : NAN,
        .durations = duration_words(composing),
        .ratios = share_words(composing),
    };

    if (now->point_count < 2)
        return;
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = key,
            .title = title_words,
            .subtitle = subtitle,
            .note = PLURAL("%1$s ticket; %2$s of them were still waiting at the cut and "
                           "are in the curve until then.",
                           "%1$s tickets; %2$s of them were still waiting at the cut and "
                           "are in the curve until then.",
                           (int64_t)now->asked_count, value_count((int64_t)now->asked_count),
                           value_count((int64_t)now->open_count)),
            .table = curve_table(composing, now, then, key),
            .chart = chart_reply_curve(composing->arena, key, &chart),
            .figure = figure});
    if (card->late_entry_count > 0)
        report_paragraph(
            composing->report,
            PHRASE("The curve is conditional: %1$s older tickets enter it on %2$s, the day from "
                   "which on the export knows them; those left untouched since are not in it.",
                   value_count((int64_t)card->late_entry_count),
                   value_date(card->observed_from_day)));
}

/* What could be promised is ours to decide: it is said to the house alone. */
static void promisable(struct composing *composing)
{
    const struct measurement *most = measured(composing, MEASURED_REPLY_P80, PERIOD_CURRENT);
    double time_s = composing->card->promisable_s;

    if (time_s > 0 && is_known(most) && composing->account == ALL_ACCOUNTS)
        report_paragraph(
            composing->report,
            PHRASE("Nothing is promised yet. 80%% had a human reply within %1$s (range "
                   "%2$s), so %3$s could be promised to four clients of five.",
                   shown(most), value_range(value_duration(most->low), value_duration(most->high)),
                   value_duration(time_s)));
}

static void happened(struct composing *composing)
{
    const struct measurement *reply =
        measured(composing, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT);
    const struct measurement *never = measured(composing, MEASURED_REPLY_NEVER, PERIOD_CURRENT);
    const struct measurement *waiting =
        measured(composing, MEASURED_REPLY_WAITING_NOW, PERIOD_CURRENT);
    int64_t late =
        is_known(reply) ? (int64_t)(reply->asked_count - reply->kept_count - reply->open_count) : 0;
    const struct measurement *naive =
        measured(composing, MEASURED_REPLY_NAIVE_MEDIAN, PERIOD_CURRENT);
    const struct measurement *median = measured(composing, MEASURED_REPLY_MEDIAN, PERIOD_CURRENT);

    if (is_known(reply) && is_known(waiting) && never != NULL && reply->asked_count > 0)
        report_paragraph(
            composing->report,
            reply->open_count == 0
                ? PHRASE("What happened: of %1$s tickets %2$s had their reply in time and %3$s did "
                         "not. Among those that did not, %4$s were closed with no human reply at "
                         "all. Still waiting for their first reply at the cut: %5$s.",
                         value_count((int64_t)reply->asked_count),
                         value_count((int64_t)reply->kept_count), value_count(late),
                         value_count((int64_t)never->kept_count), shown(waiting))
                : PHRASE("What happened: of %1$s tickets %2$s had their reply in time, %3$s did "
                         "not, and %4$s are not decided yet. Among those that did not, %5$s were "
                         "closed with no human reply at all. Still waiting for their first reply "
                         "at the cut: %6$s.",
                         value_count((int64_t)reply->asked_count),
                         value_count((int64_t)reply->kept_count), value_count(late),
                         value_count((int64_t)reply->open_count),
                         value_count((int64_t)never->kept_count), shown(waiting)));
    if (is_known(median) && is_known(naive))
        report_paragraph(composing->report,
                         PHRASE("Half had a human reply within %1$s. A dashboard that leaves out "
                                "the unanswered says %2$s.",
                                shown(median), shown(naive)));
    promisable(composing);
}

const char *signal_text(const struct composing *composing, const struct week_chart *weeks,
                        size_t at)
{
    const struct week_point *week = &weeks->points[at];

    if (!week->is_signal || (at > 0 && weeks->points[at - 1].is_signal))
        return NULL;
    return text_of_phrase(composing,
                          PHRASE("%1$s: %2$s", value_date(week->monday), value_ratio(week->value)));
}

static void weekly(struct composing *composing)
{
    const struct week_chart *weeks = &composing->card->weekly;
    struct weekly_point *points = arena_array(composing->arena, weeks->point_count, sizeof *points);
    struct chart_tick ticks[TICKS_MOST];
    size_t tick_count = 0;
    size_t base_count = 0;
    struct table *table =
        report_table(composing->report, "weeks", PHRASE("First replies in time by week"));

    if (weeks->point_count < 8 || points == NULL)
        return;
    table_column(composing->report, table, "week", PHRASE("Week of"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    size_t every = weeks->point_count / 6 + 1;
    for (size_t i = 0; i < weeks->point_count; i++) {
        const struct week_point *week = &weeks->points[i];
        base_count += week->is_baseline;
        points[i] = (struct weekly_point){
            .value = week->asked_count > 0 ? week->value : NAN,
            .low = weeks->has_limits ? weeks->lower : NAN,
            .centre = weeks->has_limits ? weeks->centre : NAN,
            .high = weeks->has_limits ? weeks->upper : NAN,
            .move = week->moving_range,
            .is_signal = week->is_signal,
            .signal = signal_text(composing, weeks, i),
        };
        if (i % every == 0 && tick_count < TICKS_MOST)
            ticks[tick_count++] =
                (struct chart_tick){(double)i, month_text(composing, week->monday)};
        TABLE_ROW(composing->report, table, week->is_signal ? STATE_MISSED : STATE_NONE,
                  value_date(week->monday), value_count((int64_t)week->asked_count),
                  value_count((int64_t)week->kept_count),
                  week->asked_count > 0 ? value_ratio(week->value) : no_value());
    }
    const struct weekly_chart chart = {
        .points = points,
        .count = weeks->point_count,
        .ticks = ticks,
        .tick_count = tick_count,
        .value_least = NAN,
        .value_most = 1,
        .title = text_of_phrase(composing, PHRASE("share of first replies in time")),
        .low_text = text_of_phrase(composing, PHRASE("lower limit")),
        .centre_text = text_of_phrase(composing, PHRASE("usual level")),
        .high_text = text_of_phrase(composing, PHRASE("upper limit")),
        .base_count = base_count < weeks->point_count ? base_count : 0,
        .base_text = text_of_phrase(composing, PHRASE("limits come from these weeks")),
        .promise =
            composing->card->promise_mark_share > 0 ? composing->card->promise_mark_share : NAN,
        .promise_text = text_of_phrase(composing, PHRASE("promised")),
        .move_limit = NAN,
        .values = share_words(composing),
    };
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "weeks",
            .title = PHRASE("First replies in time, week by week"),
            .subtitle = PHRASE("Share within the promise of the ticket, by week of creation; "
                               "limits of ordinary variation."),
            .note = PHRASE("A point outside the limits, or nine in a row on one side, is a "
                           "signal to look; the verdict is the comparison of quarters. Words "
                           "stand at the first signal of a run."),
            .table = table,
            .chart = chart_weekly(composing->arena, "weeks", &chart),
            .figure = composing->ids[MEASURED_REPLY_WITHIN_PROMISE]});
}

/* A control line (statistics.md 0.9): the desk's own columns, beside what is counted here. */
static void desk_verdicts(struct composing *composing)
{
    if (measured(composing, MEASURED_REPLY_DESK, PERIOD_CURRENT) == NULL &&
        measured(composing, MEASURED_RESOLVE_DESK, PERIOD_CURRENT) == NULL)
        return;
    struct table *table = measures_table(
        composing, "desk_verdicts",
        PHRASE("What the desk says of itself, by its own targets and hours: never scored"));
    measures_row(composing, table, MEASURED_REPLY_DESK);
    measures_row(composing, table, MEASURED_REPLY_DESK_GAP);
    measures_row(composing, table, MEASURED_RESOLVE_DESK);
    measures_row(composing, table, MEASURED_RESOLVE_DESK_GAP);
    report_add_table(composing->report, table);
}

void compose_speed(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    const struct measurement *median = measured(composing, MEASURED_REPLY_MEDIAN, PERIOD_CURRENT);

    if (card->reply_curve[PERIOD_CURRENT].point_count < 2)
        return;
    if (is_known(median))
        report_section(composing->report, PHRASE("Speed"),
                       PHRASE("Half of the tickets had a human reply within %1$s", shown(median)));
    else
        report_section(composing->report, PHRASE("Speed"),
                       PHRASE("Fewer than half of the tickets had a human reply by the cut"));
    happened(composing);
    curve_exhibit(
        composing, &card->reply_curve[PERIOD_CURRENT], &card->reply_curve[PERIOD_PREVIOUS],
        "first_reply", PHRASE("Tickets with a first human reply, by waiting time"),
        composing->card->promise_mark_s > 0
            ? PHRASE("Share of all tickets, the unanswered included, on the clock of the "
                     "promised hours; the band is the 95%% range.")
            : PHRASE("Share of all tickets, the unanswered included; the band is the 95%% "
                     "range."),
        composing->ids[MEASURED_REPLY_MEDIAN], true);
    weekly(composing);
    desk_verdicts(composing);
}

void compose_resolution(struct composing *composing)
{
    const struct scorecard *card = composing->card;

    curve_exhibit(
        composing, &card->resolve_curve[PERIOD_CURRENT], &card->resolve_curve[PERIOD_PREVIOUS],
        "resolution", PHRASE("Tickets solved, by time since creation"),
        PHRASE("Share of all tickets, the open ones included; the band is the 95%% range."),
        composing->ids[MEASURED_RESOLVE_MEDIAN], false);
}
