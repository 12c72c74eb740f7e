/* availability: is somebody there at any moment? Cover of the hours of the week, from counts. */
#ifndef DESKGAUGE_STATISTICS_AVAILABILITY_H
#define DESKGAUGE_STATISTICS_AVAILABILITY_H

#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"
#include "statistics/shrinkage.h"

/*
 * Statistics.md A1. A slot is an hour of the local week of the promise: 0…167 from Monday 00 h, and
 * 168…191 the hours of a public holiday. Below 2,000 tickets a period the slots are pooled into
 * bands first (work, evening, night, Saturday, Sunday, holiday); the same functions judge both.
 */
enum { SLOT_WEEK = 168, SLOT_HOLIDAY = 24, SLOT_COUNT = SLOT_WEEK + SLOT_HOLIDAY };

struct slot {
    double hours;          /* of the calendar in the period; 0: no such hour in it */
    double ticket_count;   /* created in it, with a follow-up of at least T_av */
    double answered_count; /* of them, by a human within T_av of the calendar clock */
    double active_hours;   /* with a public human action, anywhere */
};

enum slot_state {
    SLOT_COVERED,
    SLOT_UNCOVERED,
    SLOT_UNCERTAIN,    /* the counts do not decide */
    SLOT_STAFFED_IDLE, /* no ticket, yet staff were seen in half of the hours or more */
    SLOT_UNKNOWN,      /* (nearly) no demand and no sign of staff: not the same as no cover */
    SLOT_ABSENT,       /* no such hour in the period; counts nowhere */
    SLOT_STATE_COUNT
};
const char *slot_state_name(enum slot_state state); /* "covered", "staffed_idle", … */

struct availability_rule {
    double covered_share;     /* π*: .80, of tickets answered in time */
    double certainty;         /* .80: P(share >= π*) that makes a slot covered, or uncovered */
    double staffed_share;     /* .50 of hours with activity */
    double decisive_count;    /* tickets below which a slot without staff is unknown: 5 */
    double correlation_floor; /* .005 */
    double confidence;        /* .95 */
};
extern const struct availability_rule AVAILABILITY_RULE; /* the defaults above */

struct slot_posterior {
    double same_answered, same_tickets; /* same hour, other days of the class (Mon-Fri, other) */
    double near_answered, near_tickets; /* the hour before and after, in the cycle */
    double a, b;                        /* Beta(a, b) */
    double mean;                        /* NaN: no ticket anywhere to learn from */
    struct interval limits;
    double covered_probability; /* P(share >= π*) */
    enum slot_state state;
};

/*
 * Weights of the power prior (Ibrahim & Chen 2000): a ticket in a neighbouring slot counts as
 * `same` (same hour) or `near` (adjacent hour) of a ticket.
 */
struct availability_weights {
    double same, near;
    double log_likelihood; /* Σ ln BetaBinomial(y | n, α + same·Y + near·Y', …) */
};

/*
 * Cover of every moment alike, because the promise is about any moment. What is unknown is not
 * imputed: it enters with 0 at the lower and 1 at the upper bound.
 */
struct availability {
    struct shrinkage_prior prior; /* as fitted over the slots with tickets */
    double used_correlation;      /* after the floor */
    struct availability_weights weights;
    struct interval bounds; /* of cover, hours-weighted: unknown as 0, unknown as 1 */
    double unknown_share;   /* of hours */
    double uncovered_share; /* of hours */
    double known_mean;      /* Σ_known H·p / Σ_known H: the point to score; NaN none known */
    double imputed_mean;    /* Σ H·p / Σ H with the prior's guess where unknown; T08 only */
    double error;           /* standard error of the lower bound, √Σ W²·Var; deterministic */
    double factor;          /* c of Imbens & Manski */
    struct interval limits; /* of a partially known value, clipped to 0..1 */
    double demand_mean;     /* Σy/Σn: what the tickets met */
    double ticket_count;
};

/* The 192 slots in order, with their neighbours. `posteriors` has room for SLOT_COUNT.
 * Fails only for want of memory. */
MUST_CHECK bool availability_slots(const struct slot slots[SLOT_COUNT],
                                   const struct availability_rule *rule,
                                   struct slot_posterior *posteriors, struct availability *out,
                                   struct error *err);

/* Bands, or any other parts of the calendar: no neighbours. `posteriors` has room for `count`. */
MUST_CHECK bool availability_bands(const struct slot *bands, size_t count,
                                   const struct availability_rule *rule,
                                   struct slot_posterior *posteriors, struct availability *out,
                                   struct error *err);

/*
 * The posterior variance takes tickets for independent and the pooling of neighbours for right. A
 * ticket of slot j with utility u moves the lower bound by gain_j·u - offset_j (prior and weights
 * held fixed): summed by families of tickets this is the variance that a bootstrap over blocks of
 * the week would find. `plain` is the same without pooling, Σ H·y/n / ΣH over the known slots.
 * Both have room for `count`; `weights` NULL: bands, which have no neighbours.
 */
struct availability_pull {
    double gain, offset;
};
void availability_influence(const struct slot *slots, const struct slot_posterior *posteriors,
                            size_t count, const struct availability_weights *weights,
                            struct availability_pull *shrunken, struct availability_pull *plain);

/* The lower bound as pooled, less the plain one: bias, seen through the noise of the plain one. */
double availability_bias(const struct slot *slots, const struct slot_posterior *posteriors,
                         size_t count);

/*
 * Error and limits with the larger of the two variances and `critical` in place of z, and no
 * narrower than Wilson's limits of what was lent to each slot, added by MOVER: the posterior of a
 * slot in which all of ten were answered is too sure of itself where the prior is U-shaped.
 */
void availability_widen(struct availability *availability, const struct slot *slots,
                        const struct slot_posterior *posteriors, size_t count,
                        const struct availability_weights *weights, double variance,
                        double critical, double confidence);

/* The log-likelihood of one pair of weights, for the neighbours already summed in `posteriors`. */
double availability_likelihood(const struct slot *slots, const struct slot_posterior *posteriors,
                               size_t count, const struct shrinkage_prior *prior, double same,
                               double near);

#endif
