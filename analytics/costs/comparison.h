/* comparison: what each support model costs at the same promise, and how sure that is. */
#ifndef DESKGAUGE_COSTS_COMPARISON_H
#define DESKGAUGE_COSTS_COMPARISON_H

#include "base/arena.h"
#include "costs/deadline.h"
#include "costs/outlook.h"
#include "settings/settings.h"

enum { MODEL_OWN_STAFF = -1 };

/* Why a model cannot keep the promise; such a model is priced but never the cheapest. */
enum model_fault {
    MODEL_FITS,
    MODEL_HOURS,    /* it does not cover all promised hours */
    MODEL_REPLY,    /* its own promise is slower than ours for too many tickets */
    MODEL_CHANNELS, /* some channel is not served */
    MODEL_CAPACITY, /* its seats are fewer than the work needs */
    MODEL_ENDS,     /* its contract ends inside the horizon */
    MODEL_GATE,     /* it does not identify the client, or does not keep data confidential */
    MODEL_SCOPE     /* it leaves topics to others: a free tier knows no administration */
};
const char *model_fault_name(enum model_fault fault);

struct model_line {  /* expected, over the horizon */
    const char *key; /* "pay", "contributions", "hiring", "workplace", "leads", "fee" … */
    double minor;
};

/*
 * One of the five criteria of a model, as a share 0..1. Measured: with its limits. Counted or
 * promised: low and high are the value. Not known beforehand: value is NaN, and low and high are
 * what it would be if those who are not known did nothing right, and everything.
 */
struct model_quality {
    double value, low, high;
    bool is_measured; /* on the export's own tickets; of a mix: of both sides */
};

struct model_result {
    const char *name;
    int offer; /* index into settings, MODEL_OWN_STAFF */
    enum model_fault fault;
    double fault_share; /* of tickets that the fault touches */
    double seats_mean;  /* seats of an average hour of the week */
    uint32_t seats_peak;
    double heads; /* own staff, rounded once; people paid where an offer is by person */
    double mean_minor, p10_minor, p50_minor, p90_minor; /* discounted, over the horizon */
    double per_ticket_minor;
    double chance_cheapest, chance_low, chance_high; /* of the models that fit; Wilson */
    double regret_minor; /* expected, against the cheapest that fits of each draw; 0 at least */
    struct model_line *lines;
    size_t line_count;
    bool is_hybrid; /* own staff takes a share of each hour, one offer or two the rest */
    bool is_pair;   /* two offers, `offer` and the second, with own staff or without */
    int second_offer;
    bool is_optimum; /* its boundary is the shift plan's; else office hours are own */
    /* Of a hybrid: the week's shift plan, what no plan costs less than, and how far that is from
     * it (0: proved); NaN: no plan was needed (an offer for some topics or channels). */
    double plan_minor, plan_bound_minor, plan_gap;
    double own_share[WEEK_HOURS];   /* of the tickets of each hour; 1 own staff, 0 an offer */
    double ticket_share;            /* of all tickets, the provider's; of two, of both */
    double first_share[WEEK_HOURS]; /* of two providers: of all tickets of each hour, `offer`'s */
    double first_ticket_share;      /* and of all tickets */
    bool is_by_scope;               /* divided by topics or channels, not by the hour */
    double by_ticket_share;         /* of all tickets, those that are charged one by one */
    double p025_minor, p25_minor, p75_minor, p975_minor;
    double undiscounted_minor; /* mean */
    double yearly_minor;       /* that, by the year */
    double per_resolved_minor; /* reopened work and what is never solved included */
    double p95_regret_minor, most_regret_minor;
    double own_hours;          /* of the client's own people, a year */
    double provider_hours;     /* seat hours of a week that the provider holds */
    double in_time_share;      /* of promised first replies; own staff: simulated on the
                                  client's own tickets; an offer: its word; NaN unknown */
    bool in_time_is_simulated; /* its own part; of a hybrid the provider's is known otherwise */
    double own_in_time_share, provider_in_time_share; /* of each side's tickets; NaN: none */
    bool provider_is_measured;                        /* on the export's tickets; else its word */
    double provider_persons; /* of a hybrid or of two providers, where `offer` is paid by person */
    double second_persons;
    double leaving_minor; /* leaving the offer after leave_month; 0 own staff */
    /* Cost and what is known of the service weighed against each other (weights.h); a model that
     * does not keep the promise has NaN. */
    struct model_quality quality[CRITERION_COUNT];
    double quality_needed; /* share that those who are not known would need, in each criterion not
                              known, to stand level with `measured_model` at equal weights; below 0
                              whatever it is, above 1 never; NaN: all is known, or no such model */
    bool is_dominated;
    double weight_low, weight_high;
    double surge_share;           /* the same in the week after a day of three times the tickets */
    double surge_hours;           /* until the queue is as without it; NaN: not known */
    bool fault_hours[WEEK_HOURS]; /* promised hours that it leaves open */
    unsigned fault_channels;      /* channels in use that it does not serve, 1 << enum channel */
};

/* Of several parties: own staff and an offer, two offers, or all three. */
static inline bool model_is_mix(const struct model_result *model)
{
    return model->is_hybrid || model->is_pair;
}

/* Own staff and two offers. */
static inline bool model_is_triple(const struct model_result *model)
{
    return model->is_hybrid && model->is_pair;
}

/* What one client's support costs with the recommended model, against what he pays. */
struct client_cost {
    const char *name;
    double monthly_tickets;
    double monthly_minor; /* its share of tickets of the model's cost */
    double fee_minor;     /* NaN: nobody told */
};

/* What is known by knowing one input beforehand (EVPPI), and its share of the doubt about the
 * difference between the best two (Sobol). */
struct finding {
    const char *key;
    double worth_minor;
    double first, total; /* NaN where there is no runner-up or no doubt */
};

/* Mean cost of a month by volume, the other inputs in the middle: [point][model]. */
enum { VOLUME_POINTS = 33 };
struct volume_curve {
    double monthly_tickets[VOLUME_POINTS];
    double *monthly_minor; /* [VOLUME_POINTS * model_count] */
};

/* An input with where it came from: the ledger of assumptions. */
struct assumption {
    const char *key;
    double low, middle, high;
    const char *source; /* "export", "settings", or the page */
};

/* What the runner-up costs more than the best when one input stands at its P10 and at its P90, the
 * others in the middle. Negative: there the ranking is turned. */
struct swing {
    const char *key; /* "volume_growth", "handling_minutes", "monthly_gross_minor" */
    double low_minor, high_minor;
};

/* Which fitting model is cheapest while one input goes from a quarter to four times its middle:
 * a set of intervals, because whole people make the cheaper model flip more than once. Flips
 * closer than 2 % of each other may be missed. */
struct break_even {
    const char *key; /* "monthly_tickets", "handling_minutes", "monthly_gross_minor" */
    double from, to; /* in the unit of the key */
    int model;
};

/* Two offers, with own staff or without, whose shared week was tried and left out: a month of it
 * costs more than with fewer of them, or more than those that are priced. Indices into the
 * settings.
 */
struct dropped_mix {
    bool has_own;
    int offers[2];
};

struct comparison {
    double monthly_tickets;
    double tickets_an_hour;       /* mean over the year: below one, minimum cover decides */
    double hour_load[WEEK_HOURS]; /* erlangs by hour of the week */
    uint32_t seats[WEEK_HOURS];   /* own staff at the middle of all inputs */
    double first_reply_s, share;  /* the promise that most live tickets have */
    double deadline_seats;        /* the bound of work that may wait */
    int impossible_hour;          /* its promise has no staffed hour before the deadline; -1 */
    const char *impossible_place; /* "deskgauge.yaml:7:5" of that promise; NULL: none */
    bool is_minimum_cover;        /* below about one ticket an hour */
    int horizon_months;
    uint32_t draw_count;
    struct model_result *models; /* own staff first, then the offers in order */
    size_t model_count;
    struct dropped_mix *dropped; /* as they were tried */
    size_t dropped_count;
    int best;          /* index of the model that fits with the least expected cost; -1 none */
    int runner_up;     /* -1 none */
    bool is_too_close; /* chance of the best below .8, or the gap under 5 % */
    struct assumption *assumptions;
    size_t assumption_count;
    struct arena arena;
    struct swing *swings; /* the widest first; none without a runner-up */
    size_t swing_count;
    struct break_even *break_evens; /* by key, ascending; none where no model fits */
    size_t break_even_count;
    int measured_model; /* of the models that fit with all criteria known, the best at equal weights
                           of cost and criteria; -1: completeness and orientation of none are */
    int minimax;        /* the model with the least worst regret; -1 none */
    double certainty_minor;   /* EVPI: what it is worth to know all of it beforehand */
    struct finding *findings; /* the most worth first */
    size_t finding_count;
    struct volume_curve curve;
    struct client_cost *clients; /* by cost over fee, the dearest first */
    size_t client_count;
    double own_hour_minor; /* what an hour of the client's own people was taken for */
    double reopened_share; /* of tickets: told, or of the export */
    int leave_month;
    bool trace_is_made_up; /* the simulated tickets: no export */
    double patience_s, planned_weekly_hours;
    const struct outlook_week *weeks; /* the next OUTLOOK_WEEKS by the export's own; NULL: fewer
                                         full weeks than a forecast takes, or no export */
    double forecast_coverage; /* of the back-test's held-out hours in their 5-95 % band; NaN */
    int surge_day;            /* of the trace; -1: no trace to simulate */
    uint32_t surge_backlog;   /* most that waited after it, own staff */
};

void comparison_release(struct comparison *comparison);
OWN_RELEASER(comparison_release, struct comparison)

#endif
