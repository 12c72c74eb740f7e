/* futures: what all models of one draw meet, month by month. */
#ifndef DESKGAUGE_COSTS_FUTURES_H
#define DESKGAUGE_COSTS_FUTURES_H

#include "costs/draws.h"

enum { MONTH_LIMIT = 120 };

/* Terms that no draw changes. Money of a month is paid at its end: (1 + r)^{-(m + 1)/12}. */
struct horizon {
    int months;
    double discount[MONTH_LIMIT];
    double out_of_hours_share;
};
struct horizon horizon_of(const struct draws *draws);

struct future {
    double handling_hours, gross_minor, lead_minor;
    double load_scale[MONTH_LIMIT / 12]; /* of each year, over the middle */
    double profile_z;                    /* how far the hours of the week are off, by their doubt */
    double seat_factor;                  /* on the seat hours of the whole demand that come of it */
    double tickets[MONTH_LIMIT];
    double rarity[MONTH_LIMIT]; /* 1/sqrt(tickets); 0 without */
    double work_z[MONTH_LIMIT]; /* normal deviate of the month's work, given its tickets */
};

/* Inputs alone: pays, handling and loads by year, without months. */
void future_begin(const struct draws *draws, const struct horizon *horizon,
                  const struct draw_point *point, struct future *out);
/* Inputs and months; the chance of its months is that of `draw`. */
void future_meet(const struct draws *draws, const struct horizon *horizon,
                 const struct draw_point *point, uint32_t draw, struct future *out);

struct draw_point draws_drawn_point(const struct draws *draws, uint32_t draw);

#endif
