#include "costs/erlang_a.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

#include "costs/erlang.h"

enum { PANELS = 64, BREAK_COUNT = 2 * (PANELS + 1) + 1, POINTS = 20, MOST_SEATS = 1000000 };

/* Exponents so far below the greatest add nothing to a double. */
static const double NOTHING = 50;

/* Rates a second, and where u lies. */
struct shape {
    double arrivals, service, leaving; /* l, n·m, t */
    double peak, top;                  /* where u is greatest, and its exponent there */
    double low, high;                  /* u is nothing outside */
};

static double exponent(const struct shape *shape, double x)
{
    return -shape->arrivals * expm1(-shape->leaving * x) / shape->leaving - shape->service * x;
}

/* Where u has become nothing on the way from its peak towards `far`. */
static double edge(const struct shape *shape, double far)
{
    double near = shape->peak;

    for (int i = 0; i < 60; i++) {
        double middle = near + (far - near) / 2;
        if (exponent(shape, middle) < shape->top - NOTHING)
            far = middle;
        else
            near = middle;
    }
    return far;
}

static struct shape shape_of(const struct erlang_a_queue *queue)
{
    struct shape shape = {.arrivals = queue->hourly_arrivals / 3600,
                          .service = queue->seats / queue->handling_s,
                          .leaving = 1 / queue->patience_s};

    if (shape.arrivals > shape.service)
        shape.peak = log(shape.arrivals / shape.service) / shape.leaving;
    shape.top = exponent(&shape, shape.peak);
    double far = 1 / shape.service;
    while (exponent(&shape, shape.peak + far) > shape.top - NOTHING)
        far *= 2;
    shape.high = edge(&shape, shape.peak + far);
    if (shape.peak > 0 && exponent(&shape, 0) < shape.top - NOTHING)
        shape.low = edge(&shape, 0);
    return shape;
}

/* Integrals of the scaled u, up to T and beyond. */
struct sums {
    double all, all_to_t;             /* u */
    double patient, patient_to_t;     /* e^{-tx}·u */
    double leaving_to_t;              /* (1 - e^{-tx})·u */
    double waited, served, abandoned; /* H·u; x·e^{-tx}·u; waits of those who leave */
};

/* Integral of s·t·e^{-ts} over 0 … x, without cancellation. */
static double left_wait(double y, double patience)
{
    if (y < 1e-3)
        return patience * y * y * (.5 - y / 3 + y * y / 8);
    return patience * (-expm1(-y) - y * exp(-y));
}

static void add_point(const struct shape *shape, double x, double weight, bool is_to_t,
                      struct sums *sums)
{
    double y = shape->leaving * x;
    double u = weight * exp(exponent(shape, x) - shape->top);
    double stays = exp(-y);
    double leaves = -expm1(-y);

    sums->all += u;
    sums->patient += stays * u;
    sums->waited += leaves / shape->leaving * u;
    sums->served += x * stays * u;
    sums->abandoned += left_wait(y, 1 / shape->leaving) * u;
    if (!is_to_t)
        return;
    sums->all_to_t += u;
    sums->patient_to_t += stays * u;
    sums->leaving_to_t += leaves * u;
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Panels narrow enough for u itself and for e^{-tx}, and one edge at T. */
static void set_breaks(const struct shape *shape, double within_s, double breaks[BREAK_COUNT])
{
    double patient = fmin(shape->high, shape->low + 40 / shape->leaving);
    size_t count = 0;

    for (int i = 0; i <= PANELS; i++) {
        breaks[count++] = shape->low + (shape->high - shape->low) * i / PANELS;
        breaks[count++] = shape->low + (patient - shape->low) * i / PANELS;
    }
    breaks[count++] = fmin(fmax(within_s, shape->low), shape->high);
    qsort(breaks, count, sizeof *breaks, compare_numbers);
}

static bool integrate(const struct shape *shape, double within_s, struct sums *out,
                      struct error *err)
{
    double breaks[BREAK_COUNT];
    gsl_integration_glfixed_table *rule = gsl_integration_glfixed_table_alloc(POINTS);

    if (rule == NULL)
        return error_memory(err);
    *out = (struct sums){0};
    set_breaks(shape, within_s, breaks);
    for (size_t i = 0; i + 1 < BREAK_COUNT; i++) {
        for (size_t j = 0; j < POINTS && breaks[i + 1] > breaks[i]; j++) {
            double x = 0;
            double weight = 0;
            gsl_integration_glfixed_point(breaks[i], breaks[i + 1], j, &x, &weight, rule);
            add_point(shape, x, weight, breaks[i + 1] <= within_s, out);
        }
    }
    gsl_integration_glfixed_table_free(rule);
    return true;
}

bool erlang_a(const struct erlang_a_queue *queue, struct erlang_a *out, struct error *err)
{
    struct shape shape = shape_of(queue);
    struct sums sums = {0};
    double load = queue->hourly_arrivals * queue->handling_s / 3600;

    if (load <= 0) {
        *out = (struct erlang_a){.answered_of_offered = 1,
                                 .answered_of_answered = 1,
                                 .settled_of_offered = 1,
                                 .answered_of_patient = 1};
        return true;
    }
    if (!integrate(&shape, queue->within_s, &sums, err))
        return false;
    double odds =
        exp(log(erlang_b(load, queue->seats - 1)) + log(shape.arrivals * sums.all) + shape.top);
    double at_once = 1 / (1 + odds);
    double wait = isinf(odds) ? 1 : odds / (1 + odds);
    double served = at_once + wait * sums.patient / sums.all;
    double in_time = at_once + wait * sums.patient_to_t / sums.all;
    double beyond = (sums.all - sums.all_to_t) / sums.all;
    double left =
        wait * (sums.leaving_to_t / sums.all - expm1(-shape.leaving * queue->within_s) * beyond);
    double mean_wait = wait * sums.waited / sums.all;
    *out = (struct erlang_a){.wait_probability = wait,
                             .abandon_probability = shape.leaving * mean_wait,
                             .mean_wait_s = mean_wait,
                             .served_wait_s = wait * sums.served / sums.all / served,
                             .abandoned_wait_s = sums.abandoned / (shape.leaving * sums.waited),
                             .occupancy = shape.arrivals * served / shape.service,
                             .answered_of_offered = in_time,
                             .answered_of_answered = in_time / served,
                             .settled_of_offered = in_time + left,
                             .answered_of_patient = in_time / (1 - left)};
    return true;
}

static bool is_enough(const struct erlang_a_queue *queue, uint32_t seats, double share, bool *out,
                      struct error *err)
{
    struct erlang_a_queue tried = *queue;
    struct erlang_a got;

    tried.seats = seats;
    if (!erlang_a(&tried, &got, err))
        return false;
    *out = got.answered_of_offered >= share;
    return true;
}

/* The share grows with the seats: double, then halve the gap. */
bool erlang_a_seats(const struct erlang_a_queue *queue, double share, uint32_t *out,
                    struct error *err)
{
    uint32_t low = 0;
    uint32_t high = 1;
    bool enough = false;

    for (;;) {
        if (!is_enough(queue, high, share, &enough, err))
            return false;
        if (enough)
            break;
        if (high >= MOST_SEATS)
            return error_set(err, ERROR_USAGE, "no number of seats answers so many in time");
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (!is_enough(queue, middle, share, &enough, err))
            return false;
        if (enough)
            high = middle;
        else
            low = middle;
    }
    *out = high;
    return true;
}
