#include <math.h>

#include "charts/waterfall.h"
#include "kinds/composing.h"

/*
 * The parts of the work by what they moved the whole by. Parts of one side (channels, say) add up;
 * those of several sides count a ticket twice and do not. The picture shows the side on which the
 * fall is most in one place; the table has them all.
 */
enum { STEPS_MOST = 8, ROWS_MOST = 40 };
enum side { SIDE_CHANNEL, SIDE_BAND, SIDE_PRIORITY, SIDE_ACCOUNT, SIDE_COUNT };

static enum side side_of(const struct segment *segment)
{
    if (segment->account != ALL_ACCOUNTS)
        return SIDE_ACCOUNT;
    if (segment->channel != CHANNEL_UNKNOWN)
        return SIDE_CHANNEL;
    return segment->band < BAND_COUNT ? SIDE_BAND : SIDE_PRIORITY;
}

static struct phrase segment_name(struct composing *composing, const struct segment *segment)
{
    switch (side_of(segment)) {
    case SIDE_ACCOUNT:
        return report_phrase(
            composing->report,
            PHRASE("%1$s", value_text(composing->request->cube->names.accounts[segment->account])));
    case SIDE_CHANNEL:
        return channel_phrase((enum channel)segment->channel);
    case SIDE_BAND:
        return band_phrase((enum band)segment->band);
    default:
        return priority_phrase((enum priority)segment->priority);
    }
}

/* A part that both periods know. */
static bool is_known_part(const struct segment *segment)
{
    return isfinite(segment->rate) && isfinite(segment->mix) && isfinite(segment->before_share) &&
           isfinite(segment->after_share);
}

/* The part of a side that was served worse and moved the whole most; NULL: none. */
static const struct segment *worst_of(const struct criterion_change *change, enum side side)
{
    const struct segment *worst = NULL;

    for (size_t i = 0; i < change->segment_count; i++) {
        const struct segment *segment = &change->segments[i];
        if (side_of(segment) == side && is_known_part(segment) && segment->rate < 0 &&
            (worst == NULL || segment->rate < worst->rate))
            worst = segment;
    }
    return worst;
}

/* By how much more a part moved the whole than its size alone would have. */
static double excess_of(const struct criterion_change *change, const struct segment *segment)
{
    double all = 0;

    for (size_t i = 0; i < change->segment_count; i++)
        if (side_of(&change->segments[i]) == side_of(segment))
            all += (double)change->segments[i].after_count;
    double size = all > 0 ? (double)segment->after_count / all : 1;
    return change->standardised * size - segment->rate;
}

static enum side leading_side(const struct criterion_change *change)
{
    enum side best = SIDE_CHANNEL;
    double most = 0;

    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct segment *worst = worst_of(change, side);
        double excess = worst == NULL ? 0 : excess_of(change, worst);
        if (excess > most + 1e-12) {
            best = side;
            most = excess;
        }
    }
    return best;
}

const struct segment *change_place(const struct criterion_change *change)
{
    return worst_of(change, leading_side(change));
}

struct phrase place_phrase(struct composing *composing, const struct segment *segment)
{
    struct phrase name = segment_name(composing, segment);

    return report_phrase(composing->report, PHRASE("%1$s, from %2$s to %3$s", value_words(&name),
                                                   value_ratio(segment->before_share),
                                                   value_ratio(segment->after_share)));
}

static struct table *segment_table(struct composing *composing,
                                   const struct criterion_change *change)
{
    static const char *const sides[SIDE_COUNT] = {N_("channel"), N_("part of the week"),
                                                  N_("priority"), N_("account")};
    struct table *table = report_table(composing->report, "where", PHRASE("Where it changed"));

    table_column(composing->report, table, "segment", PHRASE("Part"), COLUMN_TEXT);
    table_column(composing->report, table, "side", PHRASE("Which is a"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets_before", PHRASE("Tickets before"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "tickets", PHRASE("Tickets now"), COLUMN_NUMBER);
    table_column(composing->report, table, "share_before", PHRASE("Kept before"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Kept now"), COLUMN_NUMBER);
    table_column(composing->report, table, "served_points", PHRASE("Moved by its service"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "mix_points", PHRASE("Moved by its size"),
                 COLUMN_NUMBER);
    for (size_t i = 0; i < change->segment_count && i < ROWS_MOST; i++) {
        const struct segment *segment = &change->segments[i];
        struct phrase name = segment_name(composing, segment);
        struct phrase side = {.text = sides[side_of(segment)]};
        TABLE_ROW(composing->report, table, segment->is_named ? STATE_MISSED : STATE_NONE,
                  value_words(&name), value_words(&side),
                  value_count((int64_t)segment->before_count),
                  value_count((int64_t)segment->after_count), value_ratio(segment->before_share),
                  value_ratio(segment->after_share), value_points(segment->rate),
                  value_points(segment->mix));
    }
    return table;
}

/* ---- the picture ---- */

struct steps {
    struct waterfall_step rows[STEPS_MOST + 2];
    size_t count;
    double rest; /* what the steps have not told yet */
};

static void add_step(const struct composing *composing, struct steps *steps, struct phrase name,
                     double part, bool is_mix)
{
    if (!isfinite(part) || fabs(part) < MOVED_LEAST / 10)
        return;
    steps->rest -= part;
    steps->rows[steps->count++] = (struct waterfall_step){
        .name = text_of_phrase(composing, name),
        .part = part,
        .low = NAN,
        .high = NAN,
        .is_worse = part < 0,
        .is_mix = is_mix,
        .value_text = text_of_value(composing, value_styled(value_points(part), STYLE_SIGNED))};
}

/* Each part by its own service, then what the mix of them did, then what is left. */
static struct steps steps_of(struct composing *composing, const struct criterion_change *change,
                             enum side side)
{
    struct steps steps = {.rest = change->after - change->before};
    double mix = 0;

    for (size_t i = 0; i < change->segment_count; i++) {
        const struct segment *segment = &change->segments[i];
        if (side_of(segment) != side || !is_known_part(segment))
            continue;
        mix += segment->mix;
        if (steps.count < STEPS_MOST)
            add_step(composing, &steps, segment_name(composing, segment), segment->rate, false);
    }
    add_step(composing, &steps, PHRASE("Another mix of tickets"), mix, true);
    add_step(composing, &steps, PHRASE("Parts too small to tell"), steps.rest, false);
    return steps;
}

static struct phrase title_of(enum side side)
{
    static const char *const titles[SIDE_COUNT] = {
        N_("What moved the share kept, by channel"),
        N_("What moved the share kept, by part of the week"),
        N_("What moved the share kept, by priority"),
        N_("What moved the share kept, by account"),
    };

    return (struct phrase){.text = titles[side]};
}

/* The same fall seen from the other sides, each by its worst part. */
static void other_sides(struct composing *composing, const struct criterion_change *change,
                        enum side shown_side)
{
    struct phrase items[SIDE_COUNT];
    size_t count = 0;

    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct segment *worst = side == shown_side ? NULL : worst_of(change, side);
        if (worst != NULL && worst->is_named)
            items[count++] = place_phrase(composing, worst);
    }
    if (count == 0)
        return;
    report_paragraph(composing->report,
                     PHRASE("The same tickets seen from other sides, each by the part that fell "
                            "most; these overlap and do not add up:"));
    report_list(composing->report, items, count);
}

void compose_where(struct composing *composing, enum criterion criterion)
{
    const struct criterion_change *change = &composing->card->criteria[criterion].change;
    enum side side = leading_side(change);

    if (change->segment_count == 0 || !isfinite(change->before) || !isfinite(change->after))
        return;
    struct steps steps = steps_of(composing, change, side);
    const struct waterfall_chart waterfall = {
        .start = change->before,
        .end = change->after,
        .start_name = text_of_phrase(composing, PHRASE("Quarter before")),
        .start_text = text_of_value(composing, value_ratio(change->before)),
        .end_name = text_of_phrase(composing, PHRASE("This quarter")),
        .end_text = text_of_value(composing, value_ratio(change->after)),
        .steps = steps.rows,
        .count = steps.count,
        .values = share_words(composing),
    };
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "where",
            .title = title_of(side),
            .subtitle = PHRASE("What each part moved the whole by, in percentage points; together "
                               "they make up the difference."),
            .note = PHRASE("A part moves the whole by being served otherwise; that more or fewer "
                           "tickets fall into it is told apart, as the mix. The table behind the "
                           "chart has channels, parts of the week, priorities and accounts."),
            .table = segment_table(composing, change),
            .chart = chart_waterfall(composing->arena, "where", &waterfall),
            .figure = composing->ids[change->measured]});
    other_sides(composing, change, side);
}
