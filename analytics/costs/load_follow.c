/* The queue of a staffing that changes by the hour, followed in time. */
#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"
#include "costs/offered_load.h"

enum { LEAST_STATES = 600, STATES_A_SEAT = 8, CYCLES = 3 };

struct queue {
    const struct load_curve *curve;
    double service; /* departures an hour of one busy seat */
    size_t state_count;
    double *chance;           /* of each number in the queue */
    double *slope[4], *tried; /* of Runge and Kutta */
};

static void derive(const struct queue *queue, double rate, uint32_t seats, const double *chance,
                   double *slope)
{
    size_t last = queue->state_count - 1;

    for (size_t k = 0; k <= last; k++) {
        double busy = k < seats ? (double)k : seats;
        double more = k + 1 < seats ? (double)(k + 1) : seats;
        double leaving = (k < last ? rate : 0) + busy * queue->service;
        slope[k] = -leaving * chance[k];
        if (k > 0)
            slope[k] += rate * chance[k - 1];
        if (k < last)
            slope[k] += more * queue->service * chance[k + 1];
    }
}

static void try_slope(const struct queue *queue, const double *slope, double step)
{
    for (size_t k = 0; k < queue->state_count; k++)
        queue->tried[k] = queue->chance[k] + step * slope[k];
}

static void advance(const struct queue *queue, double hour, double step, uint32_t seats)
{
    double rates[3];

    for (int i = 0; i < 3; i++)
        rates[i] = queue->curve->rate(hour + step * i / 2, queue->curve->context);
    derive(queue, rates[0], seats, queue->chance, queue->slope[0]);
    try_slope(queue, queue->slope[0], step / 2);
    derive(queue, rates[1], seats, queue->tried, queue->slope[1]);
    try_slope(queue, queue->slope[1], step / 2);
    derive(queue, rates[1], seats, queue->tried, queue->slope[2]);
    try_slope(queue, queue->slope[2], step);
    derive(queue, rates[2], seats, queue->tried, queue->slope[3]);
    for (size_t k = 0; k < queue->state_count; k++)
        queue->chance[k] += step / 6 *
                            (queue->slope[0][k] + 2 * queue->slope[1][k] + 2 * queue->slope[2][k] +
                             queue->slope[3][k]);
}

static double waiting(const struct queue *queue, uint32_t seats)
{
    double chance = 0;

    for (size_t k = seats; k < queue->state_count; k++)
        chance += queue->chance[k];
    return chance;
}

/* Sums of arrivals, and of those who wait, by trapezes. */
struct sums {
    double arrivals, waiting, worst;
};

static void follow_hour(const struct queue *queue, size_t hour, uint32_t seats, int steps,
                        struct sums *sums)
{
    double step = 1. / steps;

    for (int i = 0; i <= steps; i++) {
        double at = (double)hour + i * step;
        double weight = i == 0 || i == steps ? step / 2 : step;
        double rate = queue->curve->rate(at, queue->curve->context);
        double waits = waiting(queue, seats);
        sums->arrivals += weight * rate;
        sums->waiting += weight * rate * waits;
        sums->worst = fmax(sums->worst, waits);
        if (i < steps)
            advance(queue, at, step, seats);
    }
}

/* Steps of an hour for which the method is stable. */
static int steps_of(const struct load_curve *curve, uint32_t most_seats)
{
    double fastest = most_seats / curve->handling_hours;

    for (size_t hour = 0; hour <= 4 * curve->cycle_hours; hour++)
        fastest = fmax(fastest, most_seats / curve->handling_hours +
                                    curve->rate((double)hour / 4, curve->context));
    return 30 + (int)(fastest / 1.2);
}

static uint32_t most_of(const uint32_t *seats, size_t count)
{
    uint32_t most = 1;

    for (size_t i = 0; i < count; i++)
        most = seats[i] > most ? seats[i] : most;
    return most;
}

bool load_follow(const struct load_curve *curve, const uint32_t *seats, struct load_outcome *out,
                 struct error *err)
{
    uint32_t most = most_of(seats, curve->cycle_hours);
    size_t count = (size_t)most * STATES_A_SEAT + LEAST_STATES;
    OWN(free) double *cells = calloc(6 * count, sizeof *cells);
    int steps = steps_of(curve, most);
    struct sums sums = {0};

    if (cells == NULL)
        return error_memory(err);
    struct queue queue = {.curve = curve,
                          .service = 1 / curve->handling_hours,
                          .state_count = count,
                          .chance = cells,
                          .tried = cells + count};
    for (size_t i = 0; i < 4; i++)
        queue.slope[i] = cells + (2 + i) * count;
    queue.chance[0] = 1;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
        sums = (struct sums){0};
        for (size_t hour = 0; hour < curve->cycle_hours; hour++)
            follow_hour(&queue, hour, seats[hour], steps, &sums);
    }
    *out = (struct load_outcome){sums.arrivals > 0 ? sums.waiting / sums.arrivals : 0, sums.worst};
    return true;
}
