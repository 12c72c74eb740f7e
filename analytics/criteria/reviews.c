#include <math.h>

#include "criteria/scoring.h"
#include "statistics/agreement.h"

/* A3: answers that somebody read, a declared random sample by channel and executor. */
enum { STRATUM_COUNT = CHANNEL_COUNT * EXECUTOR_COUNT };

static size_t stratum_of(const struct cube_key *key)
{
    return (size_t)key->channel * EXECUTOR_COUNT + key->executor;
}

/* A stratum of which one ticket was read has no variance of its own: all such are one, and when
 * that is not enough they join the largest. */
static void pool_strata(struct review_stratum strata[STRATUM_COUNT])
{
    struct review_stratum pooled = {0};
    size_t largest = 0, home = STRATUM_COUNT;

    for (size_t i = 0; i < STRATUM_COUNT; i++) {
        if (strata[i].checked_count > strata[largest].checked_count)
            largest = i;
        if (strata[i].checked_count != 1)
            continue;
        pooled.ticket_count += strata[i].ticket_count;
        pooled.checked_count += strata[i].checked_count;
        pooled.passed_count += strata[i].passed_count;
        strata[i] = (struct review_stratum){0};
        home = i;
    }
    if (home == STRATUM_COUNT)
        return;
    if (pooled.checked_count < 2)
        home = largest;
    strata[home].ticket_count += pooled.ticket_count;
    strata[home].checked_count += pooled.checked_count;
    strata[home].passed_count += pooled.passed_count;
}

bool reviews_measure(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    struct filter filter = filter_of(scoring, dimension);
    struct review_stratum strata[STRATUM_COUNT] = {{0}};
    struct walk tickets = WALK(scoring, population, &filter);
    struct walk reviews = WALK(scoring, review, &filter);
    const struct cube_population *ticket = NULL;
    const struct cube_review *review = NULL;
    struct measurement *out = measurement_add(scoring, MEASURED_REVIEW_PASSED, dimension,
                                              &scoring->cube->evidence[EVIDENCE_REVIEW]);

    if (out == NULL)
        return error_memory(err);
    while ((ticket = walk_next(&tickets)) != NULL)
        if (ticket->exclusion == EXCLUDED_NOT)
            strata[stratum_of(&ticket->key)].ticket_count += ticket->count;
    while ((review = walk_next(&reviews)) != NULL) {
        bool is_passed = review->is_complete != 0 && review->is_correct != 0;
        strata[stratum_of(&review->key)].checked_count += review->count;
        strata[stratum_of(&review->key)].passed_count += is_passed ? review->count : 0;
        out->asked_count += review->count;
        out->kept_count += is_passed ? review->count : 0;
    }
    if (out->asked_count == 0 || out->rung == RUNG_NOT_IN_EXPORT) {
        out->rung = RUNG_NOT_IN_EXPORT;
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    pool_strata(strata);
    struct review_share share = review_measure(strata, STRATUM_COUNT, criteria->confidence);
    struct estimate estimate = {
        .has_value = isfinite(share.value),
        .value = share.value,
        .has_interval = isfinite(share.limits.low) && isfinite(share.limits.high),
        .limits = share.limits,
        .n_eff = isfinite(share.n_eff) ? share.n_eff : 0,
        /* A declared random sample is read ticket by ticket: each is its own cluster. */
        .cluster_count = (uint32_t)out->asked_count,
    };
    measurement_set_share(scoring, out, &estimate, &estimate);
    measurement_score(out, &criteria->measures[MEASURE_REVIEW].anchors);
    return true;
}

bool review_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                  struct error *err)
{
    struct walk walk = WALK(scoring, review, filter);
    const struct cube_review *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        unit.utility = unit.outcome = row->is_complete != 0 && row->is_correct != 0;
        unit.is_decided = true;
        if (!units_add(scoring, out, &unit, err))
            return false;
    }
    return true;
}
