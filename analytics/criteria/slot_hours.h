/* slot_hours: how long each hour of the week lasted in a period, and how much was promised.
 * Private; apart from availability.c because calendar and statistics both count slots. */
#ifndef DESKGAUGE_CRITERIA_SLOT_HOURS_H
#define DESKGAUGE_CRITERIA_SLOT_HOURS_H

#include "criteria/scoring.h"

enum { SLOT_HOURS_COUNT = 192 };

struct slot_hours {
    double hours[SLOT_HOURS_COUNT]; /* of the calendar; one that is repeated counts twice */
    double promised_share[SLOT_HOURS_COUNT]; /* of those, promised to somebody of the period */
    bool is_promised;                        /* anything was */
    bool is_always;                          /* every hour was */
    double share;                            /* promised share of promises kept, by tickets */
    int64_t from_at, until_at;               /* instants of the period, cut at the export's end */
};

MUST_CHECK bool slot_hours_measure(const struct scoring *scoring, const struct filter *filter,
                                   struct slot_hours *out, struct error *err);
enum band slot_band(int slot);

#endif
