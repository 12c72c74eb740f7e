/* simulate: tickets one by one against a roster: what clients would see if this model served them.
 */
#ifndef DESKGAUGE_COSTS_SIMULATE_H
#define DESKGAUGE_COSTS_SIMULATE_H

#include "base/error.h"
#include "base/ownership.h"
#include "costs/deadline.h"

enum { SIMULATION_CLASSES = 4 };

/* A ticket of the client's own trace, or made up. */
struct simulated_ticket {
    double at_s;      /* from Monday 00:00, local, of the first week; ascending */
    float handling_s; /* work on it */
    uint8_t rank;     /* class, below SIMULATION_CLASSES; 0 is served first */
};

/* What a class was promised; first_reply_s 0: nothing. Its clock runs in its open hours. */
struct simulation_promise {
    double first_reply_s;
    bool open[WEEK_HOURS];
};

struct simulation_case {
    const struct simulated_ticket *tickets;
    size_t ticket_count;
    uint32_t seats[WEEK_HOURS]; /* people at their seats, by hour of the week */
    struct simulation_promise promises[SIMULATION_CLASSES];
    double patience_s;    /* mean of an exponential patience; 0: nobody gives up */
    uint8_t patient_rank; /* from this class on nobody gives up; 0: all may */
    uint64_t seed;        /* of patience */
    double skip_s;        /* tickets before this are served but not counted (an empty start) */
};

struct simulation_group {
    uint64_t tickets, answered, left, unanswered; /* left: gave up; unanswered: nobody ever came */
    uint64_t at_once;                             /* did not wait */
    uint64_t promised, in_time;                   /* with a promise; answered within it */
    double mean_wait_s;                           /* of the answered, calendar */
    double p50_s, p90_s;                          /* of all: who left or waits still is beyond */
};

struct simulation {
    struct simulation_group all, classes[SIMULATION_CLASSES];
    /* Predicted availability: tickets of each hour of the week, and those answered within their
     * promise (without one: within an hour) on the calendar; and the share of promised hours in
     * which somebody sits there, which holds for any moment. */
    uint64_t slot_tickets[WEEK_HOURS], slot_reached[WEEK_HOURS];
    double presence;
    double occupancy;  /* work over seat hours, from Monday of the first week to the last end */
    double overtime_s; /* work in hand that was finished after its seat had gone */
    uint32_t *backlog; /* tickets that wait at the end of each hour of the run */
    size_t hour_count;
    uint32_t backlog_most;
    double backlog_mean;
    double *waits_s; /* by ticket, calendar; NaN: gave up; INFINITY: nobody came */
    size_t ticket_count;
};

/*
 * First come, first served within a class, the lowest class first, work in hand never interrupted:
 * whoever's seat goes finishes the ticket. A first reply is the beginning of work. With one class,
 * Poisson arrivals and exponential work this is Erlang C, with patience Erlang A, with classes
 * Cobham 1954: the tests hold it to them. O(n log seats). A run whose queue is not empty
 * SIMULATION_YEARS after the last ticket ends there.
 *
 * ERROR_USAGE where tickets are not in order or a class is unknown; ERROR_INTERNAL for memory.
 */
enum { SIMULATION_YEARS = 10 };
MUST_CHECK bool simulate(const struct simulation_case *wanted, struct simulation *out,
                         struct error *err);
void simulation_release(struct simulation *simulation);
OWN_RELEASER(simulation_release, struct simulation)

/* The first-reply curve: share of counted tickets answered within each of `edges_s`, calendar. */
void simulation_curve(const struct simulation_case *wanted, const struct simulation *simulation,
                      const double *edges_s, size_t edge_count, double *shares);

/*
 * A day of `factor` times the tickets: those of day `day` (0: the first Monday) stand `factor`
 * times, the copies moved within their hour by a hash of `seed`. Fails for want of memory, or with
 * ERROR_USAGE where the day has no ticket. The caller frees `*out`.
 */
MUST_CHECK bool simulation_surge(const struct simulated_ticket *tickets, size_t count, int day,
                                 int factor, uint64_t seed, struct simulated_ticket **out,
                                 size_t *out_count, struct error *err);

/* The day with the most tickets, the first of equals; -1 without tickets. */
int simulation_busiest_day(const struct simulated_ticket *tickets, size_t count);

/* How the same roster meets that day: the caller releases nothing. */
struct surge {
    int day;
    uint32_t backlog_most;
    double in_time_share;  /* of the promised tickets of that day and the next six; NaN: none */
    double usual_share;    /* of the same days without the surge */
    double recovery_hours; /* from the day's end until no more wait than without it; INFINITY */
};
MUST_CHECK bool simulate_surge(const struct simulation_case *wanted, int day, int factor,
                               struct surge *out, struct error *err);

#endif
