#include "costs/handling.h"

#include <math.h>

static const double Z_90 = 1.2815515655446004;
static const double CALIBRATION_BAND = .2;

const char *handling_source_name(enum handling_source source)
{
    static const char *const NAMES[] = {"unknown", "settings", "export", "touches", "calibration"};

    return NAMES[source];
}

/* A mean over `count` tickets whose work varies as much as it is long. */
static struct uncertain band_of(double mean, double count)
{
    double error = exp(Z_90 / sqrt(count));

    return (struct uncertain){mean / error, mean, mean * error};
}

static bool find_logged(const struct cube *cube, struct handling *out)
{
    double seconds = 0;
    uint64_t count = 0;

    for (size_t i = 0; i < cube->demand_count; i++) {
        count += cube->demand[i].handled_count;
        seconds += (double)cube->demand[i].handling_s;
    }
    if (count < HANDLING_LEAST || seconds <= 0)
        return false;
    *out = (struct handling){HANDLING_LOGGED, band_of(seconds / (double)count / 60, (double)count),
                             count};
    return true;
}

static bool find_touches(const struct cube *cube, const struct handling_case *wanted,
                         struct handling *out)
{
    uint64_t replies = 0, count = 0;

    for (size_t i = 0; i < cube->demand_count; i++) {
        replies += cube->demand[i].staff_reply_count;
        count += cube->demand[i].replied_ticket_count;
    }
    if (wanted->minutes_a_touch <= 0 || count < HANDLING_LEAST || replies == 0)
        return false;
    double minutes = wanted->minutes_a_touch * (double)replies / (double)count;
    *out = (struct handling){HANDLING_TOUCHES, band_of(minutes, (double)count), count};
    return true;
}

static bool calibrate(const struct handling_case *wanted, struct handling *out, struct error *err)
{
    double worked = (1 - wanted->shrinkage_share) * wanted->occupancy;

    if (!(worked > 0) || worked > 1)
        return error_set(err, ERROR_USAGE,
                         "a shrinkage of %g %% and an occupancy of %g %% leave no working time",
                         wanted->shrinkage_share * 100, wanted->occupancy * 100);
    double minutes = wanted->paid_hours * worked / wanted->closed_tickets * 60;
    out->source = HANDLING_CALIBRATED;
    out->minutes = (struct uncertain){minutes * (1 - CALIBRATION_BAND), minutes,
                                      minutes * (1 + CALIBRATION_BAND)};
    out->tickets = (uint64_t)wanted->closed_tickets;
    return true;
}

static uint64_t logged_count(const struct cube *cube)
{
    uint64_t count = 0;

    for (size_t i = 0; i < cube->demand_count; i++)
        count += cube->demand[i].handled_count;
    return count;
}

bool handling_find(const struct cube *cube, const struct handling_case *wanted,
                   struct handling *out, struct error *err)
{
    struct handling found = {0};

    if (wanted->told_minutes.middle > 0)
        found = (struct handling){.source = HANDLING_TOLD, .minutes = wanted->told_minutes};
    else if (find_logged(cube, &found) || find_touches(cube, wanted, &found))
        (void)found;
    else if (wanted->paid_hours > 0 && wanted->closed_tickets > 0) {
        if (!calibrate(wanted, &found, err))
            return false;
    } else {
        return error_set(err, ERROR_USAGE,
                         "nobody told how long a ticket takes, and only %llu tickets have logged "
                         "work (hint: write `costs: {handling_minutes: [14, 20, 30]}`: low, "
                         "middle, high, in minutes of work, not of waiting)",
                         (unsigned long long)logged_count(cube));
    }
    *out = found;
    return true;
}

double tickets_with_reopened(double counted, double reopened_share)
{
    return reopened_share < 1 ? counted / (1 - reopened_share) : INFINITY;
}

double reopened_share_of(const struct cube *cube)
{
    uint64_t reopened = 0, count = 0;

    for (size_t i = 0; i < cube->demand_count; i++) {
        reopened += cube->demand[i].reopened_count;
        count += cube->demand[i].ticket_count;
    }
    return count > 0 ? (double)reopened / (double)count : NAN;
}

double minutes_with_loops(double minutes, double reopened_share, double escalated_share,
                          double second_line_minutes)
{
    return tickets_with_reopened(minutes + escalated_share * second_line_minutes, reopened_share);
}
