#include <math.h>

#include "criteria/scoring.h"
#include "statistics/agreement.h"

/* A3: answers that somebody read, a declared random sample by channel and executor. */
enum { STRATUM_COUNT = CHANNEL_COUNT * EXECUTOR_COUNT };

/* Two readers agree too little for more than "roughly" (statistics.md A3). */
enum { READ_TWICE_LEAST = 50 };
static const double KAPPA_LEAST = .6;

/* An answer on which readers differ counts by the share of them that passed it: neither the last
 * reader nor the strictest is the judge. */
static double passed_share(const struct cube_review *row)
{
    return (double)row->passed_count / row->reader_count;
}

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

/* Answers that two people read: any two of the readers of a ticket. */
struct read_twice {
    uint64_t ticket_count, agreed_count;
    double both, differ, neither;
};

static void note_readers(const struct cube_review *row, struct read_twice *out)
{
    double readers = row->reader_count, passed = row->passed_count, failed = readers - passed;
    double pairs = readers * (readers - 1);

    if (row->reader_count < 2)
        return;
    out->ticket_count += row->count;
    out->agreed_count += passed == 0 || failed == 0 ? row->count : 0;
    out->both += row->count * passed * (passed - 1) / pairs;
    out->differ += row->count * 2 * passed * failed / pairs;
    out->neither += row->count * failed * (failed - 1) / pairs;
}

static bool collect(struct scoring *scoring, struct dimension dimension, struct measurement *out,
                    struct review_stratum strata[STRATUM_COUNT], struct read_twice *twice)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk tickets = WALK(scoring, population, &filter);
    struct walk reviews = WALK(scoring, review, &filter);
    const struct cube_population *ticket = NULL;
    const struct cube_review *review = NULL;

    while ((ticket = walk_next(&tickets)) != NULL)
        if (ticket->exclusion == EXCLUDED_NOT)
            strata[stratum_of(&ticket->key)].ticket_count += ticket->count;
    while ((review = walk_next(&reviews)) != NULL) {
        struct review_stratum *stratum = &strata[stratum_of(&review->key)];
        stratum->checked_count += review->count;
        stratum->passed_count += review->count * passed_share(review);
        out->asked_count += review->count;
        out->kept_count += review->passed_count == review->reader_count ? review->count : 0;
        note_readers(review, twice);
    }
    return out->asked_count > 0 && out->rung != RUNG_NOT_IN_EXPORT;
}

static void not_in_export(struct measurement *out)
{
    out->rung = RUNG_NOT_IN_EXPORT;
    out->standing = STANDING_NOT_OBSERVABLE;
    out->reason = REASON_NOT_IN_EXPORT;
}

/* Each ticket is read by itself: as many clusters as tickets. */
static bool measure_readers(struct scoring *scoring, struct dimension dimension,
                            const struct read_twice *twice, bool is_reviewed, struct error *err)
{
    struct measurement *out = measurement_add(scoring, MEASURED_REVIEWERS_AGREE, dimension,
                                              &scoring->cube->evidence[EVIDENCE_REVIEW]);

    if (out == NULL)
        return error_memory(err);
    if (!is_reviewed) {
        not_in_export(out);
        return true;
    }
    out->asked_count = twice->ticket_count;
    out->kept_count = twice->agreed_count;
    out->reason = REASON_READ_ONCE;
    if (twice->ticket_count == 0)
        return true;
    struct reader_kappa kappa = reader_kappa_measure(twice->both, twice->differ, twice->neither,
                                                     scoring->settings->criteria.confidence);
    out->has_value = isfinite(kappa.value);
    out->reason = REASON_TOO_FEW;
    if (!out->has_value) /* all passed, or all failed: chance alone would agree as well */
        return true;
    out->value = out->strict = out->optimistic = kappa.value;
    out->has_interval = isfinite(kappa.limits.low) && isfinite(kappa.limits.high);
    out->low = kappa.limits.low;
    out->high = kappa.limits.high;
    out->effective_n = (double)twice->ticket_count;
    out->cluster_count = (uint32_t)twice->ticket_count;
    out->standing = STANDING_SCORED;
    out->reason = NULL;
    if (twice->ticket_count < READ_TWICE_LEAST)
        measurement_cap(out, STANDING_INDICATIVE, REASON_TOO_FEW);
    if (twice->ticket_count < (uint64_t)scoring->settings->criteria.indicative_n)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
    return true;
}

static bool readers_differ(const struct scoring *scoring, const struct read_twice *twice)
{
    struct reader_kappa kappa = reader_kappa_measure(twice->both, twice->differ, twice->neither,
                                                     scoring->settings->criteria.confidence);

    return twice->ticket_count >= READ_TWICE_LEAST && kappa.value < KAPPA_LEAST;
}

bool reviews_measure(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    struct review_stratum strata[STRATUM_COUNT] = {{0}};
    struct read_twice twice = {0};
    struct measurement *out = measurement_add(scoring, MEASURED_REVIEW_PASSED, dimension,
                                              &scoring->cube->evidence[EVIDENCE_REVIEW]);

    if (out == NULL)
        return error_memory(err);
    if (!collect(scoring, dimension, out, strata, &twice)) {
        not_in_export(out);
        return measure_readers(scoring, dimension, &twice, false, err);
    }
    pool_strata(strata);
    struct review_share share = review_measure(strata, STRATUM_COUNT, criteria->confidence);
    struct estimate estimate = {
        .has_value = isfinite(share.value),
        .value = share.value,
        .has_interval = isfinite(share.limits.low) && isfinite(share.limits.high),
        .limits = share.limits,
        /* where all answers were read there is no variance */
        .n_eff = isfinite(share.n_eff) ? share.n_eff : (double)out->asked_count,
        /* A declared random sample is read ticket by ticket: each is its own cluster. */
        .cluster_count = (uint32_t)out->asked_count,
    };
    measurement_set_share(scoring, out, &estimate, &estimate);
    if (readers_differ(scoring, &twice))
        measurement_cap(out, STANDING_INDICATIVE, REASON_READERS_DIFFER);
    measurement_score(out, &criteria->measures[MEASURE_REVIEW].anchors);
    return measure_readers(scoring, dimension, &twice, true, err);
}

bool review_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                  struct error *err)
{
    struct walk walk = WALK(scoring, review, filter);
    const struct cube_review *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        unit.utility = passed_share(row);
        unit.outcome = row->passed_count == row->reader_count;
        unit.is_decided = unit.outcome || row->passed_count == 0;
        if (!units_add(scoring, out, &unit, err))
            return false;
    }
    return true;
}
