#include <math.h>
#include <string.h>

#include "charts/channels.h"
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
                  shown(then), row->has_median ? value_duration(row->median_wait_s) : no_value());
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

void compose_channels(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    const struct measurement *parity = measured(composing, MEASURED_CHANNEL_PARITY, PERIOD_CURRENT);

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
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "channels",
            .title = PHRASE("Share of demand by channel, month by month"),
            .subtitle = PHRASE("By channel of creation: where a ticket was served later is "
                               "not the same."),
            .note = PHRASE("A slow channel that few use may be slow because few use it."),
            .table = channel_table(composing),
            .chart = mix_chart(composing),
            .figure = composing->ids[MEASURED_CHANNEL_PARITY]});
}
