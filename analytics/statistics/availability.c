#include "statistics/availability.h"

#include <math.h>

#include "base/ownership.h"
#include "statistics/distribution.h"

enum { HOURS_OF_DAY = 24, FIRST_DAY_OFF = 5 };

const struct availability_rule AVAILABILITY_RULE = {
    .covered_share = 0.8,
    .certainty = 0.8,
    .staffed_share = 0.5,
    .decisive_count = 5,
    .correlation_floor = 0.005,
    .confidence = STATISTICS_CONFIDENCE,
};

static const double SAME_WEIGHTS[] = {0, 0.05, 0.1, 0.25, 0.5, 1};
static const double NEAR_WEIGHTS[] = {0, 0.05, 0.1, 0.25, 0.5};
enum {
    SAME_COUNT = sizeof SAME_WEIGHTS / sizeof SAME_WEIGHTS[0],
    NEAR_COUNT = sizeof NEAR_WEIGHTS / sizeof NEAR_WEIGHTS[0],
};

const char *slot_state_name(enum slot_state state)
{
    static const char *const names[SLOT_STATE_COUNT] = {
        [SLOT_COVERED] = "covered",     [SLOT_UNCOVERED] = "uncovered",
        [SLOT_UNCERTAIN] = "uncertain", [SLOT_STAFFED_IDLE] = "staffed_idle",
        [SLOT_UNKNOWN] = "unknown",     [SLOT_ABSENT] = "absent",
    };

    return names[state];
}

/* ---- neighbours ---- */

static bool is_day_off(size_t slot)
{
    return slot / HOURS_OF_DAY >= FIRST_DAY_OFF;
}

/* The week is one cycle, the holiday another. */
static size_t slot_shifted(size_t slot, size_t hours)
{
    return slot < SLOT_WEEK ? (slot + hours) % SLOT_WEEK
                            : SLOT_WEEK + (slot - SLOT_WEEK + hours) % SLOT_HOLIDAY;
}

static void find_neighbours(const struct slot *slots, size_t slot, struct slot_posterior *out)
{
    for (size_t other = slot % HOURS_OF_DAY; other < SLOT_COUNT; other += HOURS_OF_DAY) {
        if (other != slot && is_day_off(other) == is_day_off(slot)) {
            out->same_answered += slots[other].answered_count;
            out->same_tickets += slots[other].ticket_count;
        }
    }
    const size_t near[] = {slot_shifted(slot, 1),
                           slot_shifted(slot, slot < SLOT_WEEK ? SLOT_WEEK - 1 : SLOT_HOLIDAY - 1)};
    for (size_t i = 0; i < 2; i++) {
        out->near_answered += slots[near[i]].answered_count;
        out->near_tickets += slots[near[i]].ticket_count;
    }
}

/* ---- the prior and the weights of neighbours ---- */

static void lend(const struct slot_posterior *from, const struct shrinkage_prior *prior,
                 double same, double near, double *alpha, double *beta)
{
    *alpha = prior->alpha + same * from->same_answered + near * from->near_answered;
    *beta = prior->beta + same * (from->same_tickets - from->same_answered) +
            near * (from->near_tickets - from->near_answered);
}

double availability_likelihood(const struct slot *slots, const struct slot_posterior *posteriors,
                               size_t count, const struct shrinkage_prior *prior, double same,
                               double near)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (!(slots[i].ticket_count > 0))
            continue;
        double alpha, beta;
        lend(&posteriors[i], prior, same, near, &alpha, &beta);
        struct shrinkage_group group = {slots[i].answered_count, slots[i].ticket_count};
        sum += shrinkage_log_probability(group, alpha, beta);
    }
    return sum;
}

/* Ties, but for rounding, go to the smaller sum of weights. */
static bool is_better(const struct availability_weights *a, const struct availability_weights *b)
{
    double slack = 1e-12 * fabs(b->log_likelihood);

    if (fabs(a->log_likelihood - b->log_likelihood) > slack)
        return a->log_likelihood > b->log_likelihood;
    return a->same + a->near < b->same + b->near;
}

static struct availability_weights best_weights(const struct slot *slots,
                                                const struct slot_posterior *posteriors,
                                                size_t count, const struct shrinkage_prior *prior)
{
    struct availability_weights best = {
        0, 0, availability_likelihood(slots, posteriors, count, prior, 0, 0)};

    for (size_t j = 0; j < NEAR_COUNT; j++) {
        for (size_t i = 0; i < SAME_COUNT; i++) {
            struct availability_weights tried = {SAME_WEIGHTS[i], NEAR_WEIGHTS[j], 0};
            tried.log_likelihood =
                availability_likelihood(slots, posteriors, count, prior, tried.same, tried.near);
            if (is_better(&tried, &best))
                best = tried;
        }
    }
    return best;
}

static bool fit_prior(const struct slot *slots, size_t count, struct shrinkage_prior *out,
                      struct error *err)
{
    OWN(free) struct shrinkage_group *groups = calloc(count > 0 ? count : 1, sizeof *groups);

    if (groups == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        groups[i] = (struct shrinkage_group){slots[i].answered_count, slots[i].ticket_count};
    return shrinkage_fit(groups, count, out, err);
}

/* ---- one slot ---- */

static enum slot_state state_of(const struct slot *slot, double covered_probability,
                                const struct availability_rule *rule)
{
    bool is_staffed = slot->active_hours >= rule->staffed_share * slot->hours;

    if (!(slot->hours > 0))
        return SLOT_ABSENT;
    if (!is_staffed && slot->ticket_count < fmax(rule->decisive_count, 1))
        return SLOT_UNKNOWN;
    if (!(slot->ticket_count > 0))
        return SLOT_STAFFED_IDLE;
    if (covered_probability >= rule->certainty)
        return SLOT_COVERED;
    return 1 - covered_probability >= rule->certainty ? SLOT_UNCOVERED : SLOT_UNCERTAIN;
}

static void judge(const struct slot *slot, const struct shrinkage_prior *prior,
                  const struct availability_weights *weights, const struct availability_rule *rule,
                  struct slot_posterior *out)
{
    double alpha, beta, tail = (1 - rule->confidence) / 2;

    lend(out, prior, weights->same, weights->near, &alpha, &beta);
    out->a = alpha + slot->answered_count;
    out->b = beta + slot->ticket_count - slot->answered_count;
    out->mean = out->a / (out->a + out->b);
    out->limits = (struct interval){beta_quantile(tail, out->a, out->b),
                                    beta_quantile(1 - tail, out->a, out->b)};
    out->covered_probability = beta_upper(rule->covered_share, out->a, out->b);
    out->state = state_of(slot, out->covered_probability, rule);
    if (isnan(out->mean) && out->state != SLOT_ABSENT)
        out->state = SLOT_UNKNOWN; /* no ticket anywhere: staff were seen, answers were not */
}

/* ---- the whole calendar ---- */

static double beta_variance(double a, double b)
{
    return a * b / ((a + b) * (a + b) * (a + b + 1));
}

static void add_up(const struct slot *slots, const struct slot_posterior *posteriors, size_t count,
                   const struct availability_rule *rule, struct availability *out)
{
    double hours = 0, known = 0, unknown = 0, uncovered = 0, covered = 0, imputed = 0;
    double variance = 0, answered = 0;

    /* Whole hours are added and divided once: a share of everything is exactly 1. */
    for (size_t i = 0; i < count; i++) {
        const struct slot_posterior *slot = &posteriors[i];
        double weight = slots[i].hours;
        out->ticket_count += slots[i].ticket_count;
        answered += slots[i].answered_count;
        if (slot->state == SLOT_ABSENT)
            continue;
        hours += weight;
        imputed += weight * slot->mean;
        uncovered += slot->state == SLOT_UNCOVERED ? weight : 0;
        if (slot->state == SLOT_UNKNOWN) {
            unknown += weight;
            continue;
        }
        known += weight;
        covered += weight * slot->mean;
        variance += weight * weight * beta_variance(slot->a, slot->b);
    }
    /* No hour at all divides 0 by 0: unknown. */
    out->imputed_mean = imputed / hours;
    out->known_mean = covered / known;
    out->bounds = (struct interval){covered / hours, (covered + unknown) / hours};
    out->unknown_share = unknown / hours;
    out->uncovered_share = uncovered / hours;
    out->error = sqrt(variance) / hours;
    out->factor = interval_imbens_manski_factor(out->unknown_share, out->error, rule->confidence);
    out->limits =
        out->error > 0
            ? interval_clip(interval_imbens_manski(out->bounds, out->error, rule->confidence), 0, 1)
            : out->bounds;
    out->demand_mean = answered / out->ticket_count;
}

static bool measure(const struct slot *slots, size_t count, const struct availability_rule *rule,
                    struct slot_posterior *posteriors, struct availability *out, struct error *err)
{
    struct availability availability = {0};

    if (!fit_prior(slots, count, &availability.prior, err))
        return false;
    struct shrinkage_prior prior = shrinkage_floor(availability.prior, rule->correlation_floor);
    availability.used_correlation = prior.correlation;
    availability.weights = best_weights(slots, posteriors, count, &prior);
    for (size_t i = 0; i < count; i++)
        judge(&slots[i], &prior, &availability.weights, rule, &posteriors[i]);
    add_up(slots, posteriors, count, rule, &availability);
    *out = availability;
    return true;
}

bool availability_slots(const struct slot slots[SLOT_COUNT], const struct availability_rule *rule,
                        struct slot_posterior *posteriors, struct availability *out,
                        struct error *err)
{
    for (size_t i = 0; i < SLOT_COUNT; i++) {
        posteriors[i] = (struct slot_posterior){0};
        find_neighbours(slots, i, &posteriors[i]);
    }
    return measure(slots, SLOT_COUNT, rule, posteriors, out, err);
}

bool availability_bands(const struct slot *bands, size_t count,
                        const struct availability_rule *rule, struct slot_posterior *posteriors,
                        struct availability *out, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        posteriors[i] = (struct slot_posterior){0};
    return measure(bands, count, rule, posteriors, out, err);
}
