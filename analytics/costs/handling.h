/* handling: what work a ticket takes, and how we know. */
#ifndef DESKGAUGE_COSTS_HANDLING_H
#define DESKGAUGE_COSTS_HANDLING_H

#include "cube/cube.h"
#include "settings/settings.h"

/* In order of preference (costs.md 4.1). Time to resolution is never among them. */
enum handling_source {
    HANDLING_UNKNOWN,
    HANDLING_TOLD,      /* settings */
    HANDLING_LOGGED,    /* work logged on the tickets */
    HANDLING_TOUCHES,   /* staff replies of a ticket times told minutes of one */
    HANDLING_CALIBRATED /* paid hours·(1 - shrinkage)·occupancy / tickets closed */
};
const char *handling_source_name(enum handling_source source);

struct handling_case {
    struct uncertain told_minutes;     /* all 0: not told */
    double minutes_a_touch;            /* 0: not told */
    double paid_hours, closed_tickets; /* of the same period; 0: not told */
    double shrinkage_share, occupancy;
};

struct handling {
    enum handling_source source;
    struct uncertain minutes; /* P10, P50, P90 of the mean */
    uint64_t tickets;         /* that it rests on */
};

enum { HANDLING_LEAST = 30 };

/*
 * Logged: on at least HANDLING_LEAST tickets. Touches: mean staff replies of a ticket, known on at
 * least as many. The band of both is 1.28 standard errors to each side, on the logarithm, with a
 * deviation of one ticket that equals the mean (log-normal work); calibrated: a fifth to each side,
 * an assumption. ERROR_USAGE where none of the four can be had, with what to write; ERROR_USAGE too
 * for a calibration that leaves no working time.
 */
MUST_CHECK bool handling_find(const struct cube *cube, const struct handling_case *wanted,
                              struct handling *out, struct error *err);

/* Times that tickets are worked on, where `counted` are new ones and the share `reopened` of each
 * round comes back: counted/(1 - reopened); INFINITY at 1 (costs.md 4.1). */
double tickets_with_reopened(double counted, double reopened_share);
/* Share of tickets that were reopened, of the export; NaN without a ticket. */
double reopened_share_of(const struct cube *cube);

/* Work of one ticket through two lines: its minutes, and those of the share that is escalated, both
 * as often as it is reopened. */
double minutes_with_loops(double minutes, double reopened_share, double escalated_share,
                          double second_line_minutes);

#endif
