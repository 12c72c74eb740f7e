#include <math.h>

#include "charts/waterfall.h"
#include "kinds/composing.h"

enum { SEGMENTS_SHOWN = 8 };

static const char *criterion_words(enum criterion criterion)
{
    return criterion_titles[criterion].name;
}

static void say_change(struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;
    struct phrase name = {.text = criterion_words(criterion)};
    struct value fall = value_points(-change->standardised);
    struct value rise = value_points(change->standardised);

    switch (change->verdict) {
    case CHANGE_SAGGED:
        report_paragraph(
            composing->report,
            PHRASE("%1$s sagged by %2$s (range %3$s) against the quarter before, with "
                   "the mix of tickets held equal; a fall like this is no accident.",
                   value_words(&name), fall,
                   value_range(value_points(-change->high), value_points(-change->low))));
        break;
    case CHANGE_LOOK:
        report_paragraph(composing->report,
                         PHRASE("%1$s fell by %2$s: a reason to look and no verdict, since chance "
                                "alone does that in %3$s of quarters.",
                                value_words(&name), fall, value_ratio(change->chance)));
        break;
    case CHANGE_IMPROVED:
        report_paragraph(composing->report,
                         PHRASE("%1$s improved by %2$s.", value_words(&name), rise));
        break;
    case CHANGE_STABLE:
        report_paragraph(composing->report,
                         PHRASE("%1$s is stable: %2$s against the quarter before.",
                                value_words(&name), value_styled(rise, STYLE_SIGNED)));
        break;
    case CHANGE_NO_CLEAR:
        report_paragraph(
            composing->report,
            PHRASE("%1$s shows no clear change (%2$s); with this many tickets a drop of "
                   "%3$s would have shown.",
                   value_words(&name), value_styled(rise, STYLE_SIGNED),
                   value_points(change->smallest_drop)));
        break;
    case CHANGE_UNKNOWN:
        break;
    }
}

static void say_when(struct composing *composing, const struct criterion_change *change)
{
    if (change->verdict != CHANGE_SAGGED)
        return;
    if (!change->is_dated)
        report_paragraph(composing->report, PHRASE("Since when cannot be dated from this volume."));
    else if (change->week_low_day == change->week_high_day)
        report_paragraph(composing->report,
                         PHRASE("It began in the week of %1$s.", value_date(change->week_day)));
    else
        report_paragraph(composing->report,
                         PHRASE("It began in the week of %1$s, at the earliest in that of %2$s, at "
                                "the latest in that of %3$s.",
                                value_date(change->week_day), value_date(change->week_low_day),
                                value_date(change->week_high_day)));
}

static struct phrase segment_name(struct composing *composing, const struct segment *segment)
{
    struct phrase channel = channel_phrase((enum channel)segment->channel);
    struct phrase band = band_phrase((enum band)segment->band);

    if (segment->account != ALL_ACCOUNTS)
        return report_phrase(
            composing->report,
            PHRASE("%1$s", value_text(composing->request->cube->names.accounts[segment->account])));
    if (segment->priority != PRIORITY_UNKNOWN)
        return priority_phrase((enum priority)segment->priority);
    if (segment->channel != CHANNEL_UNKNOWN && segment->band < BAND_COUNT)
        return report_phrase(composing->report,
                             PHRASE("%1$s, %2$s", value_words(&channel), value_words(&band)));
    return segment->channel != CHANNEL_UNKNOWN ? channel : band;
}

static struct table *segment_table(struct composing *composing,
                                   const struct criterion_change *change)
{
    struct table *table = report_table(composing->report, "where", PHRASE("Where it changed"));

    table_column(composing->report, table, "segment", PHRASE("Part"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets_before", PHRASE("Tickets before"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "tickets", PHRASE("Tickets now"), COLUMN_NUMBER);
    table_column(composing->report, table, "share_before", PHRASE("Kept before"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Kept now"), COLUMN_NUMBER);
    table_column(composing->report, table, "moved_points", PHRASE("Moved the whole by"),
                 COLUMN_NUMBER);
    for (size_t i = 0; i < change->segment_count && i < 30; i++) {
        const struct segment *segment = &change->segments[i];
        struct phrase name = segment_name(composing, segment);
        TABLE_ROW(composing->report, table, segment->is_named ? STATE_MISSED : STATE_NONE,
                  value_words(&name), value_count((int64_t)segment->before_count),
                  value_count((int64_t)segment->after_count), value_ratio(segment->before_share),
                  value_ratio(segment->after_share), value_points(segment->mix + segment->rate));
    }
    return table;
}

/* Parts of one kind add up; parts of several kinds would count a ticket twice. */
static bool is_channel_part(const struct segment *segment)
{
    return segment->channel != CHANNEL_UNKNOWN && segment->band >= BAND_COUNT &&
           segment->account == ALL_ACCOUNTS && segment->priority == PRIORITY_UNKNOWN;
}

static void where(struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;
    struct waterfall_step steps[SEGMENTS_SHOWN + 1];
    size_t count = 0;
    double rest = change->after - change->before;

    if (change->segment_count == 0)
        return;
    for (size_t i = 0; i < change->segment_count && count < SEGMENTS_SHOWN; i++) {
        const struct segment *segment = &change->segments[i];
        double part = segment->mix + segment->rate;
        if (!is_channel_part(segment) || fabs(part) < .0005)
            continue;
        rest -= part;
        steps[count++] = (struct waterfall_step){
            .name = text_of_phrase(composing, segment_name(composing, segment)),
            .part = part,
            .low = NAN,
            .high = NAN,
            .is_worse = part < 0,
            .value_text = text_of_value(composing, value_styled(value_points(part), STYLE_SIGNED))};
    }
    if (fabs(rest) >= .0005)
        steps[count++] = (struct waterfall_step){
            .name = text_of_phrase(composing, PHRASE("All the rest")),
            .part = rest,
            .low = NAN,
            .high = NAN,
            .is_worse = rest < 0,
            .value_text = text_of_value(composing, value_styled(value_points(rest), STYLE_SIGNED))};
    const struct waterfall_chart waterfall = {
        .start = change->before,
        .end = change->after,
        .start_name = text_of_phrase(composing, PHRASE("Quarter before")),
        .start_text = text_of_value(composing, value_ratio(change->before)),
        .end_name = text_of_phrase(composing, PHRASE("This quarter")),
        .end_text = text_of_value(composing, value_ratio(change->after)),
        .steps = steps,
        .count = count,
        .values = share_words(composing),
    };
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "where",
            .title = PHRASE("What moved the share kept, by channel"),
            .subtitle = PHRASE("Parts of the tickets by what they moved the whole by, in "
                               "percentage points; they add up to the difference."),
            .note = PHRASE(
                "A channel moves the whole when it is served worse, or when more tickets fall "
                "into it (Kitagawa 1955). The table behind the chart has parts of the week, "
                "priorities and accounts too."),
            .table = segment_table(composing, change),
            .chart = chart_waterfall(composing->arena, "where", &waterfall),
            .figure = composing->ids[change->measured]});
}

void compose_verdict(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    bool has_change = false;
    int worst = -1;

    for (int i = 0; i < CRITERION_COUNT; i++) {
        has_change |= card->criteria[i].change.verdict != CHANGE_UNKNOWN;
        bool is_sag = card->criteria[i].change.verdict == CHANGE_SAGGED;
        if (is_sag && (worst < 0 || i == CRITERION_FIRST_REPLY))
            worst = i;
    }
    if (worst < 0)
        worst = card->weakest;
    if (!has_change)
        return;
    struct phrase name = {.text = worst < 0 ? "" : criterion_words((enum criterion)worst)};
    if (worst >= 0 && card->criteria[worst].change.verdict == CHANGE_SAGGED)
        report_section(composing->report, PHRASE("Where it goes wrong"),
                       PHRASE("What sagged: %1$s", value_words(&name)));
    else
        report_section(composing->report, PHRASE("Against the quarter before"),
                       PHRASE("No criterion sagged for certain"));
    if (worst >= 0) {
        say_change(composing, (enum criterion)worst);
        say_when(composing, &card->criteria[worst].change);
        if (card->criteria[worst].change.verdict == CHANGE_SAGGED)
            where(composing, (enum criterion)worst);
    }
    for (int i = 0; i < CRITERION_COUNT; i++)
        if (i != worst)
            say_change(composing, (enum criterion)i);
}
