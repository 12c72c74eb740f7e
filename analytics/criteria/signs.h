/* signs: of figures being served instead of clients. Shown, never scored. Private. */
#ifndef DESKGAUGE_CRITERIA_SIGNS_H
#define DESKGAUGE_CRITERIA_SIGNS_H

#include "criteria/scoring.h"
#include "settings/clocks.h"

/* More of something in one place than its neighbourhood lets expect. */
struct excess {
    double count, expected;
    double variance;   /* of count - expected; at least Poisson's */
    double near_count; /* all that was looked at: too few of them say nothing */
};

/* As a share of the asked, indicative at most; asked_count stands in `out`. */
void signs_set_excess(const struct scoring *scoring, struct measurement *out,
                      const struct excess *excess);

/* How many tickets a figure asked; 0 when it is not there. */
uint64_t signs_asked_of(const struct scoring *scoring, enum measured name,
                        struct dimension dimension);

/* Nothing is added where nobody closes: a desk of all hours has no last quarter of an hour. */
MUST_CHECK bool closing_time_measure(struct scoring *scoring, struct dimension dimension,
                                     const struct hours_clocks *clocks, struct error *err);
MUST_CHECK bool month_end_measure(struct scoring *scoring, struct dimension dimension,
                                  const struct zone *zone, struct error *err);

#endif
