#include "figures.h"

#include <math.h>

#include "statistics/score.h"

static const struct figure_row {
    const char *name;
    enum measured measured;
    enum share share;
    double level; /* of a quantile */
} ROWS[FIGURE_COUNT] = {
    [FIGURE_WITHIN_PROMISE] = {"first reply within the promise", MEASURED_REPLY_WITHIN_PROMISE,
                               SHARE_WITHIN_PROMISE, 0},
    [FIGURE_GRADED] = {"first reply, graded", MEASURED_REPLY_GRADED, SHARE_GRADED, 0},
    [FIGURE_LATE] = {"waited over four promises", MEASURED_REPLY_LATE_FOURFOLD, SHARE_LATE, 0},
    [FIGURE_MEDIAN] = {"median wait", MEASURED_REPLY_MEDIAN, SHARE_COUNT, .5},
    [FIGURE_P80] = {"80 % answered within", MEASURED_REPLY_P80, SHARE_COUNT, .8},
    [FIGURE_P90] = {"90 % answered within", MEASURED_REPLY_P90, SHARE_COUNT, .9},
    [FIGURE_MEAN_WAIT] = {"mean wait, capped", MEASURED_REPLY_MEAN_CAPPED, SHARE_MEAN_WAIT, 0},
    [FIGURE_BY_DEMAND] = {"cover by demand", MEASURED_COVER_DEMAND, SHARE_BY_DEMAND, 0},
    [FIGURE_ONE_TOUCH] = {"one-touch", MEASURED_ONE_TOUCH, SHARE_ONE_TOUCH, 0},
    [FIGURE_CLARIFIED] = {"only asked for details", MEASURED_CLARIFICATION, SHARE_CLARIFIED, 0},
    [FIGURE_STAYS_SOLVED] = {"stays solved", MEASURED_STAYS_SOLVED, SHARE_STAYS_SOLVED, 0},
    [FIGURE_REVIEWS] = {"reviews passed", MEASURED_REVIEW_PASSED, SHARE_COUNT, 0},
    [FIGURE_NO_SWITCH] = {"no forced switch", MEASURED_CHANNEL_NO_SWITCH, SHARE_NO_SWITCH, 0},
    [FIGURE_NOT_ABANDONED] = {"chat not abandoned", MEASURED_CHANNEL_NOT_ABANDONED,
                              SHARE_NOT_ABANDONED, 0},
    [FIGURE_SATISFIED] = {"satisfied", MEASURED_SATISFIED, SHARE_SATISFIED, 0},
    [FIGURE_RESPONDENTS] = {"satisfied of those who answered", MEASURED_SATISFIED_RESPONDENTS,
                            SHARE_RESPONDENTS, 0},
    [FIGURE_TOTAL] = {"total by weights", MEASURED_COUNT, SHARE_COUNT, 0},
    [FIGURE_COVER_PROMISED] = {"cover of the promised hours", MEASURED_COVER_PROMISED, SHARE_COUNT,
                               0},
    [FIGURE_COVER_ALL] = {"cover of all hours", MEASURED_COVER_ALL_HOURS, SHARE_COUNT, 0},
    [FIGURE_WORST_CASE] = {"satisfied, worst case", MEASURED_SATISFIED_WORST_CASE, SHARE_SATISFIED,
                           0},
    [FIGURE_SENSITIVITY] = {"satisfied, the silent differ", MEASURED_SATISFIED, SHARE_SATISFIED, 0},
    [FIGURE_UNWRITTEN] = {"first reply, times alone", MEASURED_REPLY_WITHIN_PROMISE,
                          SHARE_WITHIN_PROMISE, 0},
};

const char *figure_name(enum figure figure)
{
    return ROWS[figure].name;
}

/* ---- cover: the mean over the hours of what arrives in them ---- */

static double hours_of(const struct scorecard *card, int slot, bool is_promised)
{
    const struct slot_cover *one = &card->slots[slot];

    return is_promised ? one->hours * one->promised_share : one->hours;
}

/* By band where the card judges bands: the arrivals of a band stand for its hours. */
static double cover_truth(const struct scorecard *card, const struct process *process,
                          const double weights[KIND_COUNT], bool is_promised)
{
    struct sum parts[SLOT_COUNT] = {{0}};
    double hours[SLOT_COUNT] = {0}, known = 0, covered = 0;

    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        int part = card->is_by_band ? (int)band_of_slot(slot) : slot;
        struct sum one = process_slot(process, weights, slot, is_promised);
        parts[part].count += one.count;
        parts[part].kept += one.kept;
        hours[part] += hours_of(card, slot, is_promised);
    }
    for (int part = 0; part < SLOT_COUNT; part++) {
        if (parts[part].count == 0)
            continue;
        known += hours[part];
        covered += hours[part] * parts[part].kept / parts[part].count;
    }
    return covered / known;
}

static double truth_of(enum figure figure, const struct scorecard *card,
                       const struct process *process, const double weights[KIND_COUNT],
                       const struct desk_census *census)
{
    const struct figure_row *row = &ROWS[figure];

    switch (figure) {
    case FIGURE_REVIEWS:
        return desk_review_truth(census);
    case FIGURE_COVER_PROMISED:
        return cover_truth(card, process, weights, true);
    case FIGURE_COVER_ALL:
        return cover_truth(card, process, weights, false);
    case FIGURE_WORST_CASE:
        return census->satisfied / census->closed;
    default:
        return row->level > 0 ? process_quantile_s(process, weights, row->level)
                              : process_share(process, weights, row->share);
    }
}

/* ---- the total: true shares through the same maps and weights ---- */

static struct anchors anchors_of(const struct scorecard *card, const struct settings *settings,
                                 enum measured measured)
{
    static const struct {
        enum measured measured;
        enum measure measure;
    } MAPS[] = {{MEASURED_ONE_TOUCH, MEASURE_ONE_TOUCH},
                {MEASURED_STAYS_SOLVED, MEASURE_STAYS_SOLVED},
                {MEASURED_REVIEW_PASSED, MEASURE_REVIEW},
                {MEASURED_SATISFIED, MEASURE_SATISFIED}};

    for (size_t i = 0; i < sizeof MAPS / sizeof *MAPS; i++) {
        const struct anchor_settings *own = &settings->criteria.measures[MAPS[i].measure].anchors;
        if (MAPS[i].measured == measured)
            return (struct anchors){own->x0, own->x50, own->x80, own->x100};
    }
    return anchors_of_promise(card->criteria[CRITERION_FIRST_REPLY].target);
}

static enum figure figure_of(enum measured measured)
{
    enum figure figure = 0;

    while (figure < FIGURE_POINTS && ROWS[figure].measured != measured)
        figure++;
    return figure;
}

/* NaN where a part of a score has no truth here (words). */
static double total_truth(const struct scorecard *card, const struct settings *settings,
                          const struct process *process, const double weights[KIND_COUNT],
                          const struct desk_census *census)
{
    double sum = 0, total = 0;

    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &card->criteria[c];
        double weight = settings->criteria.weight[c], scores = 0, used = 0;
        for (size_t i = 0; weight > 0 && i < score->measure_count; i++) {
            const struct sub_measure *part = &score->measures[i];
            enum figure figure = figure_of(part->measured);
            if (!part->is_used)
                continue;
            if (figure == FIGURE_POINTS)
                return NAN;
            struct anchors anchors = anchors_of(card, settings, part->measured);
            scores += part->weight *
                      anchors_score(&anchors, truth_of(figure, card, process, weights, census));
            used += part->weight;
        }
        sum += weight > 0 ? weight * scores / used : 0;
        total += weight;
    }
    return sum / total;
}

static struct held hold_total(const struct scorecard *card, const struct settings *settings,
                              const struct process *process, const double weights[KIND_COUNT],
                              const struct desk_census *census)
{
    const struct composite_score *found = &card->composite;

    if (!found->has_value)
        return (struct held){0};
    return (struct held){.is_published = true,
                         .has_interval = true,
                         .low = found->low / 100,
                         .high = found->high / 100,
                         .truth = total_truth(card, settings, process, weights, census) / 100,
                         .effect = 1};
}

struct held figure_hold(enum figure figure, const struct scorecard *card,
                        const struct settings *settings, const struct process *process,
                        const double weights[KIND_COUNT], const struct desk_census *census)
{
    if (figure == FIGURE_TOTAL)
        return hold_total(card, settings, process, weights, census);
    const struct figure_row *row = &ROWS[figure];
    const struct measurement *found =
        scorecard_find(card, row->measured, PERIOD_CURRENT, ALL_ACCOUNTS, CHANNEL_UNKNOWN);
    struct held held = {0};

    if (found == NULL || !found->has_value)
        return held;
    held.has_interval = found->has_interval;
    held.is_published = found->has_interval && found->standing >= STANDING_INDICATIVE;
    held.low = found->low;
    held.high = found->high;
    held.effect = found->effective_n > 0 ? (double)found->asked_count / found->effective_n : 1;
    held.truth = truth_of(figure, card, process, weights, census);
    if (figure == FIGURE_SENSITIVITY) {
        held.low = card->survey.sensitivity_low;
        held.high = card->survey.sensitivity_high;
        held.has_interval = card->survey.has_value;
    }
    return held;
}

void tally_add(struct tally *tally, struct held held)
{
    tally->all += held.has_interval;
    if (!held.is_published || !isfinite(held.truth))
        return;
    tally->published++;
    tally->above += held.low > held.truth + 1e-9;
    tally->below += held.high < held.truth - 1e-9;
    tally->covered += held.low <= held.truth + 1e-9 && held.high >= held.truth - 1e-9;
    tally->width += held.high - held.low;
    tally->effect += held.effect;
}

void tally_merge(struct tally *tally, const struct tally *other)
{
    tally->all += other->all;
    tally->published += other->published;
    tally->covered += other->covered;
    tally->above += other->above;
    tally->below += other->below;
    tally->width += other->width;
    tally->effect += other->effect;
}

double tally_share(const struct tally *tally)
{
    return tally->published == 0 ? NAN : (double)tally->covered / (double)tally->published;
}
