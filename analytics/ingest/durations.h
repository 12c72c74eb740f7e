/* durations: does a column of durations agree with the dates beside it? Private to ingest. */
#ifndef DESKGAUGE_INGEST_DURATIONS_H
#define DESKGAUGE_INGEST_DURATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A desk's own duration is examined before it is believed: is it the time between its two dates
 * (calendar), a fixed multiple of it (another unit than the profile says), longer than it can be,
 * or the part of it that lies in some hours of the week? For the last the windows from every half
 * hour to every later one, on four kinds of week, are tried, and the one that explains most is
 * named: "09:00-21:00, seven days". What is told is evidence, and settings are not changed by it.
 */
enum { DURATION_PAIRS_MOST = 1024 };

struct duration_pair {
    int64_t from_local_s, to_local_s; /* wall clock */
    int64_t duration_s;
};

/* All-zero is a valid empty one. Pairs are thinned evenly, so that no part of the file rules. */
struct duration_check {
    struct duration_pair pairs[DURATION_PAIRS_MOST];
    uint32_t count;
    uint32_t stride; /* every so many is kept; 0: not begun */
    uint64_t seen;
};

void duration_check_note(struct duration_check *check, int64_t from_local_s, int64_t to_local_s,
                         int64_t duration_s);

enum duration_finding {
    DURATIONS_FEW,      /* under 30 pairs that say anything */
    DURATIONS_CALENDAR, /* the time between the dates */
    DURATIONS_UNIT,     /* `factor` times it */
    DURATIONS_TOO_LONG, /* more than a tenth exceed it */
    DURATIONS_WINDOW,   /* the hours named below */
    DURATIONS_UNKNOWN   /* some other clock: several calendars, pauses, holidays */
};

struct duration_verdict {
    enum duration_finding finding;
    uint32_t fit_count, pair_count; /* of the pairs looked at */
    double factor;
    int open_minute, close_minute; /* of the window, minutes of the day */
    const char *days;              /* "Monday to Friday" … */
};

struct duration_verdict duration_check_judge(const struct duration_check *check);

#endif
