#include <math.h>
#include <string.h>

#include "charts/channels.h"
#include "charts/small_multiples.h"
#include "kinds/composing.h"

static struct table *channel_table(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    struct table *table = report_table(composing->report, "channels", PHRASE("By channel"));

    table_column(composing->report, table, "channel", PHRASE("Channel"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "tickets_before", PHRASE("Before"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share of demand"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time_before", PHRASE("In time before"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "graded", PHRASE("Graded speed"), COLUMN_NUMBER);
    table_column(composing->report, table, "median_wait", PHRASE("Half answered within"),
                 COLUMN_NUMBER);
    for (size_t i = 0; i < card->channel_count; i++) {
        const struct channel_row *row = &card->channels[i];
        const struct measurement *now = scorecard_find(card, MEASURED_REPLY_WITHIN_PROMISE,
                                                       PERIOD_CURRENT, ALL_ACCOUNTS, row->channel);
        const struct measurement *then = scorecard_find(
            card, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_PREVIOUS, ALL_ACCOUNTS, row->channel);
        struct phrase name = channel_phrase(row->channel);
        TABLE_ROW(composing->report, table, STATE_NONE, value_words(&name),
                  value_count((int64_t)row->ticket_count),
                  value_count((int64_t)row->previous_count), value_ratio(row->share), shown(now),
                  is_known(then) ? shown(then) : no_value(),
                  row->has_graded ? value_ratio(row->graded) : no_value(),
                  row->has_median ? value_duration(row->median_wait_s) : no_value());
    }
    return table;
}

/* The largest channels over all months, most demand first. */
static size_t largest(const struct scorecard *card, enum channel out[CHANNELS_MOST], uint64_t *all)
{
    uint64_t totals[CHANNEL_COUNT] = {0};
    size_t count = 0;

    for (size_t i = 0; i < card->month_count; i++)
        for (int c = 0; c < CHANNEL_COUNT; c++) {
            totals[c] += card->months[i].count[c];
            *all += card->months[i].count[c];
        }
    while (count < CHANNELS_MOST) {
        int best = -1;
        for (int c = 0; c < CHANNEL_COUNT; c++)
            if (totals[c] > 0 && (best < 0 || totals[c] > totals[best]))
                best = c;
        if (best < 0)
            break;
        totals[best] = 0;
        out[count++] = (enum channel)best;
    }
    return count;
}

static const struct chart *mix_chart(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    enum channel names[CHANNELS_MOST];
    uint64_t all = 0;
    size_t count = largest(card, names, &all);
    double *ratios = arena_array(composing->arena, card->month_count * (count + 1), sizeof *ratios);
    struct chart_tick *ticks = arena_array(composing->arena, card->month_count + 1, sizeof *ticks);
    struct channels_chart chart = {.ratios = ratios,
                                   .month_count = card->month_count,
                                   .channel_count = count,
                                   .ticks = ticks,
                                   .words = share_words(composing)};

    if (count < 2 || card->month_count < 3 || ratios == NULL || ticks == NULL)
        return NULL;
    for (size_t i = 0; i < card->month_count; i++) {
        uint64_t total = 0;
        for (int c = 0; c < CHANNEL_COUNT; c++)
            total += card->months[i].count[c];
        for (size_t c = 0; c < count; c++)
            ratios[i * count + c] =
                total == 0 ? NAN : (double)card->months[i].count[names[c]] / (double)total;
        if (i % (card->month_count / 6 + 1) == 0)
            ticks[chart.tick_count++] = (struct chart_tick){
                (double)i, month_text(composing, card->months[i].month_first_day)};
    }
    for (size_t c = 0; c < count; c++) {
        struct phrase name = channel_phrase(names[c]);
        double last = ratios[(card->month_count - 1) * count + c];
        chart.names[c] =
            text_of_phrase(composing, PHRASE("%1$s %2$s", value_words(&name), value_ratio(last)));
    }
    return chart_channels(composing->arena, "channels", &chart);
}

static struct table *months_table(struct composing *composing, const enum channel *names,
                                  size_t count)
{
    const struct scorecard *card = composing->card;
    struct table *table =
        report_table(composing->report, "channel_months", PHRASE("Tickets a month by channel"));
    struct value cells[PANELS_MOST + 1];

    table_column(composing->report, table, "month", PHRASE("Month"), COLUMN_TEXT);
    for (size_t c = 0; c < count; c++)
        table_column(composing->report, table, channel_name(names[c]), channel_phrase(names[c]),
                     COLUMN_NUMBER);
    for (size_t i = 0; i < card->month_count; i++) {
        const struct week_channel *month = &card->months[i];
        struct date date = date_of_day(month->month_first_day);
        cells[0] = value_month(date.year, date.month);
        for (size_t c = 0; c < count; c++)
            cells[c + 1] = value_count(month->count[names[c]]);
        table_row(composing->report, table, STATE_NONE, cells, count + 1);
    }
    return table;
}

/* Each channel's volume on one scale: the mix alone cannot tell a growing channel from a shrinking
 * whole. */
static void panels(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    struct small_multiples_chart chart = {.value_count = card->month_count,
                                          .values = count_words(composing)};
    enum channel names[CHANNELS_MOST];
    uint64_t all = 0;
    size_t count = largest(card, names, &all);

    if (count > PANELS_MOST)
        count = PANELS_MOST;
    if (count < 2 || card->month_count < 3)
        return;
    for (size_t c = 0; c < count; c++) {
        double *values = arena_array(composing->arena, card->month_count, sizeof *values);
        for (size_t i = 0; values != NULL && i < card->month_count; i++)
            values[i] = card->months[i].count[names[c]];
        if (values == NULL)
            return;
        double last = values[card->month_count - 1];
        chart.panels[chart.panel_count++] =
            (struct small_panel){.name = text_of_phrase(composing, channel_phrase(names[c])),
                                 .last = text_of_value(composing, value_count((int64_t)last)),
                                 .values = values};
    }
    chart.first_text = month_text(composing, card->months[0].month_first_day);
    chart.last_text = month_text(composing, card->months[card->month_count - 1].month_first_day);
    report_exhibit(composing->report,
                   &(struct exhibit){
                       .key = "channel_months",
                       .title = PHRASE("Tickets a month, channel by channel"),
                       .subtitle = PHRASE("One scale for all; the number is that of the last "
                                          "month, the other channels stand behind in grey."),
                       .table = months_table(composing, names, count),
                       .chart = chart_small_multiples(composing->arena, "channel_months", &chart),
                       .figure = composing->ids[MEASURED_TICKETS]});
}

/* A channel that fails the gate is convenient in vain: it is named, and so is what came through. */
static void policy(struct composing *composing)
{
    const struct criteria_settings *criteria = &composing->request->settings->criteria;
    const struct measurement *outside =
        measured(composing, MEASURED_CHANNEL_OUTSIDE, PERIOD_CURRENT);

    for (size_t i = 0; i < criteria->policy_count; i++) {
        const struct channel_policy *one = &criteria->policies[i];
        struct phrase name = channel_phrase(one->channel);
        if (one->identified == 0)
            report_paragraph(composing->report,
                             PHRASE("%1$s is unfit, as declared: whoever writes there is not "
                                    "identified.",
                                    value_words(&name)));
        else if (one->confidential == 0)
            report_paragraph(composing->report,
                             PHRASE("%1$s is unfit, as declared: what is written there does not "
                                    "stay inside.",
                                    value_words(&name)));
    }
    if (is_known(outside) && outside->kept_count > 0)
        report_paragraph(composing->report,
                         PHRASE("%1$s of the tickets came through channels that are unfit or not "
                                "agreed with the client: they were served outside the policy.",
                                shown(outside)));
}

void compose_channels(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    const struct measurement *parity = measured(composing, MEASURED_CHANNEL_PARITY, PERIOD_CURRENT);
    const struct measurement *before =
        measured(composing, MEASURED_CHANNEL_PARITY, PERIOD_PREVIOUS);

    if (card->channel_count < 2)
        return;
    const struct channel_row *first = &card->channels[0];
    for (size_t i = 1; i < card->channel_count; i++)
        if (card->channels[i].ticket_count > first->ticket_count)
            first = &card->channels[i];
    struct phrase name = channel_phrase(first->channel);
    report_section(
        composing->report, PHRASE("Channels"),
        PHRASE("%1$s carries %2$s of the demand", value_words(&name), value_ratio(first->share)));
    if (is_known(parity))
        report_paragraph(composing->report,
                         PHRASE("Served on a par the channels would stand at 100%%; they stand at "
                                "%1$s, each weighed by its use.",
                                shown(parity)));
    if (is_known(parity) && is_known(before))
        report_paragraph(composing->report,
                         PHRASE("In the quarter before it was %1$s. Chance is not tested here: the "
                                "verdict on a change rests on clients who could stay in their "
                                "channel, who are counted ticket by ticket.",
                                shown(before)));
    policy(composing);
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "channels",
            .title = PHRASE("Share of demand by channel, month by month"),
            .subtitle = PHRASE("By channel of creation: where a ticket was served later is "
                               "not the same."),
            .note = PHRASE("A slow channel that few use may be slow because few use it. Graded "
                           "speed, in the table: full marks within the promise, less within twice, "
                           "four and eight times of it, none later."),
            .table = channel_table(composing),
            .chart = mix_chart(composing),
            .figure = composing->ids[MEASURED_CHANNEL_PARITY]});
    panels(composing);
}
