#include <math.h>

#include "criteria/channel_waits.h"
#include "statistics/shrinkage.h"

/* A4: is every channel as good as the best? */
static const double PARITY_LEAST_N = 30;

struct parity {
    double shares[CHANNEL_COUNT]; /* shrunken graded attainment; NaN not compared */
    double weights[CHANNEL_COUNT];
    size_t count;
    double value;
    struct interval limits;
    double n;
    uint32_t cluster_count;
};

/* Σ q·x / max x. The interval adds that of each channel (MOVER) with the best one held fixed. */
static bool compare_channels(const struct channel_waits *waits, int reading, struct parity *out,
                             struct error *err)
{
    struct shrinkage_group groups[CHANNEL_COUNT] = {{0}};
    struct shrinkage_prior prior = {0};
    struct interval_term terms[CHANNEL_COUNT] = {{0}};
    double total = 0, best = 0, answered = 0;

    *out = (struct parity){.limits = interval_unknown(), .value = NAN};
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        const struct estimate *one = &waits[c].estimate[reading];
        out->shares[c] = NAN;
        if (!one->has_interval || one->n_eff < PARITY_LEAST_N)
            continue;
        groups[c] = (struct shrinkage_group){one->value * one->n_eff, one->n_eff};
        out->count++;
        out->n += one->n_eff;
        answered = fmax(answered, one->value);
        total += (double)waits[c].graded[reading].ticket_count;
        if (out->cluster_count == 0 || one->cluster_count < out->cluster_count)
            out->cluster_count = one->cluster_count;
    }
    if (out->count < 2 || answered <= 0) /* nobody is as good as none */
        return true;
    if (!shrinkage_fit(groups, CHANNEL_COUNT, &prior, err))
        return false;
    prior = shrinkage_floor(prior, 0.005);
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        if (groups[c].trials <= 0)
            continue;
        out->shares[c] = shrinkage_plug_in(&prior, groups[c], .95).mean;
        out->weights[c] = (double)waits[c].graded[reading].ticket_count / total;
        best = fmax(best, out->shares[c]);
    }
    if (best <= 0)
        return true;
    out->value = 0;
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        const struct estimate *one = &waits[c].estimate[reading];
        if (groups[c].trials <= 0)
            continue;
        out->value += out->weights[c] * out->shares[c] / best;
        terms[c] = (struct interval_term){.value = out->shares[c],
                                          .limits = {fmin(one->limits.low, out->shares[c]),
                                                     fmax(one->limits.high, out->shares[c])},
                                          .weight = out->weights[c] / best};
    }
    out->limits = interval_clip(interval_mover(terms, CHANNEL_COUNT, NULL), 0, 1);
    return true;
}

static struct estimate estimate_of_parity(const struct parity *parity)
{
    return (struct estimate){.has_value = isfinite(parity->value),
                             .value = parity->value,
                             .has_interval = isfinite(parity->limits.low),
                             .limits = parity->limits,
                             .n_eff = parity->n,
                             .cluster_count = parity->cluster_count};
}

bool parity_measure(struct scoring *scoring, enum period_index period,
                    const struct channel_waits *waits, struct error *err)
{
    struct parity parity[READING_COUNT];
    struct measurement *out = measurement_add(scoring, MEASURED_CHANNEL_PARITY, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_CHANNEL]);

    if (out == NULL)
        return error_memory(err);
    if (scoring->cube->evidence[EVIDENCE_REPLY].rung < out->rung)
        out->rung = scoring->cube->evidence[EVIDENCE_REPLY].rung;
    if (out->rung == RUNG_NOT_IN_EXPORT) {
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    for (int reading = 0; reading < READING_COUNT; reading++)
        if (!compare_channels(waits, reading, &parity[reading], err))
            return false;
    struct estimate strict = estimate_of_parity(&parity[READING_STRICT]);
    struct estimate optimistic = estimate_of_parity(&parity[READING_OPTIMISTIC]);
    size_t used = 0;
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        out->asked_count += waits[c].graded[READING_STRICT].ticket_count;
        out->kept_count += waits[c].kept_count;
        used += waits[c].graded[READING_STRICT].ticket_count > 0;
    }
    if (!strict.has_value) {
        bool is_unanswered = parity[READING_OPTIMISTIC].count > 1; /* compared, and none answers */
        out->reason = is_unanswered ? REASON_NONE_ANSWERED
                      : used > 1    ? REASON_TOO_FEW
                      : used == 1   ? REASON_ONE_CHANNEL
                                    : out->reason;
        return true;
    }
    measurement_set_share(scoring, out, &strict, &optimistic);
    measurement_score(out, &scoring->settings->criteria.measures[MEASURE_PARITY].anchors);
    return true;
}
