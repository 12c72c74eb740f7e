#include "costs/offered_load.h"

#include <math.h>

#include "costs/erlang.h"

enum { HOUR_STEPS = 60 };

double load_rate_of_hours(double hour, const void *context)
{
    const struct load_hours *hours = context;
    double cycle = (double)hours->hour_count;
    double at = hour - cycle * floor(hour / cycle);
    size_t index = (size_t)at;

    return hours->hourly_rate[index < hours->hour_count ? index : 0];
}

double load_rate_of_wave(double hour, const void *context)
{
    const struct load_wave *wave = context;

    return wave->mean + wave->amplitude * sin(2 * M_PI * hour / wave->period_hours);
}

enum load_rule load_rule_for(double handling_minutes, bool has_wait_target)
{
    if (handling_minutes > 30 || (has_wait_target && handling_minutes >= 10))
        return LOAD_MOL;
    return handling_minutes >= 10 ? LOAD_LAG_SIPP : LOAD_SIPP;
}

static double rate_at(const struct load_curve *curve, double hour)
{
    double cycle = (double)curve->cycle_hours;

    return curve->rate(hour - cycle * floor(hour / cycle), curve->context);
}

/* Of [from, from + 1), by the middles of its minutes. */
static double mean_rate(const struct load_curve *curve, double from)
{
    double sum = 0;

    for (int step = 0; step < HOUR_STEPS; step++)
        sum += rate_at(curve, from + (step + .5) / HOUR_STEPS);
    return sum / HOUR_STEPS;
}

/* m after a step: arrivals at the rate of its middle, departures exact. */
static double next_load(const struct load_curve *curve, double load, double hour)
{
    double decay = exp(-1 / (HOUR_STEPS * curve->handling_hours));
    double rate = rate_at(curve, hour + .5 / HOUR_STEPS);

    return load * decay + rate * curve->handling_hours * (1 - decay);
}

static double load_after(const struct load_curve *curve, double load, size_t hour, double *highest)
{
    *highest = load;
    for (int step = 0; step < HOUR_STEPS; step++) {
        load = next_load(curve, load, (double)hour + (double)step / HOUR_STEPS);
        *highest = fmax(*highest, load);
    }
    return load;
}

static void modified_loads(const struct load_curve *curve, double *loads)
{
    double load = 0;
    double forgotten = 1 - exp(-(double)curve->cycle_hours / curve->handling_hours);

    for (size_t hour = 0; hour < curve->cycle_hours; hour++)
        load = load_after(curve, load, hour, &loads[hour]);
    load /= forgotten; /* the start from which one cycle comes back to it */
    for (size_t hour = 0; hour < curve->cycle_hours; hour++)
        load = load_after(curve, load, hour, &loads[hour]);
}

void offered_load_hours(const struct load_curve *curve, enum load_rule rule, double *loads)
{
    double lag = rule == LOAD_LAG_SIPP ? curve->handling_hours : 0;

    if (rule == LOAD_MOL && curve->handling_hours > 0) {
        modified_loads(curve, loads);
        return;
    }
    for (size_t hour = 0; hour < curve->cycle_hours; hour++)
        loads[hour] = mean_rate(curve, (double)hour - lag) * curve->handling_hours;
}

/* Within an hour m goes towards rate·h one way only: its highest is at an end. */
static void modified_of_hours(const struct load_hours *hours, double handling_hours, double *loads)
{
    double decay = exp(-1 / handling_hours), load = 0;

    for (int cycle = 0; cycle < 2; cycle++) {
        for (size_t hour = 0; hour < hours->hour_count; hour++) {
            double after = load * decay + hours->hourly_rate[hour] * handling_hours * (1 - decay);
            loads[hour] = fmax(load, after);
            load = after;
        }
        if (cycle == 0)
            load /= 1 - pow(decay, (double)hours->hour_count);
    }
}

void offered_load_of_hours(const struct load_hours *hours, double handling_hours,
                           enum load_rule rule, double *loads)
{
    size_t count = hours->hour_count;
    double lag = rule == LOAD_LAG_SIPP ? handling_hours : 0;
    size_t back = (size_t)lag;
    double part = lag - (double)back;

    if (rule == LOAD_MOL && handling_hours > 0) {
        modified_of_hours(hours, handling_hours, loads);
        return;
    }
    for (size_t hour = 0; hour < count; hour++) {
        size_t at = (hour + count - back % count) % count;
        double before = hours->hourly_rate[(at + count - 1) % count];
        loads[hour] = ((1 - part) * hours->hourly_rate[at] + part * before) * handling_hours;
    }
}

static double frequency(const struct load_wave *wave)
{
    return 2 * M_PI / wave->period_hours;
}

double offered_load_of_wave(const struct load_wave *wave, double handling_hours, double hour)
{
    double turn = frequency(wave) * handling_hours;
    double phase = frequency(wave) * hour;
    double swing = (sin(phase) - turn * cos(phase)) / (1 + turn * turn);

    return handling_hours * (wave->mean + wave->amplitude * swing);
}

double offered_load_lag_hours(const struct load_wave *wave, double handling_hours)
{
    return atan(frequency(wave) * handling_hours) / frequency(wave);
}

double offered_load_peak(const struct load_wave *wave, double handling_hours)
{
    double turn = frequency(wave) * handling_hours;

    return handling_hours * (wave->mean + wave->amplitude / sqrt(1 + turn * turn));
}

uint32_t seats_for_wait_probability(double load, double most)
{
    struct seats_wanted wanted = {.load = load,
                                  .handling_s = 1,
                                  .share = 1 - most,
                                  .most_occupancy = 1,
                                  .most = UINT32_MAX - 1};
    uint32_t seats = 0;

    return erlang_c_seats(&wanted, &seats) ? seats : UINT32_MAX;
}
