/* moved: figures that a client was given and that are others now, with the reason. */
#ifndef DESKGAUGE_CRITERIA_MOVED_H
#define DESKGAUGE_CRITERIA_MOVED_H

#include "criteria/scorecard.h"

/* A figure as it was given out. */
struct given_figure {
    const char *id;
    bool has_value;
    double value;
    uint64_t asked_count, kept_count, open_count;
};

/* What was given out: the figures of one report and period. */
struct given {
    const char *period; /* label: "2026Q2" */
    int64_t cut_at;
    struct hash128 settings;
    const char *version;                /* of the program */
    const struct given_figure *figures; /* sorted by id */
    size_t figure_count;
};

/*
 * Why a figure moved: what its counts and the circumstances prove, in this order, and nothing else.
 * Several may hold at once.
 */
enum move_reason {
    MOVED_DECIDED = 1 << 0,  /* tickets that were open then have been decided since: late replies */
    MOVED_ADDED = 1 << 1,    /* tickets of the period that were not in the exports then */
    MOVED_LEFT_OUT = 1 << 2, /* fewer tickets: merged, spam, or left out by agreement since */
    MOVED_UNDONE = 1 << 3,   /* fewer kept of no fewer asked: reopened, or returned since */
    MOVED_SETTINGS = 1 << 4, /* scored under other settings */
    MOVED_VERSION = 1 << 5,  /* by another version of the program */
};

struct moved_figure {
    const char *period;
    struct given_figure before;
    int64_t before_cut_at;
    const struct measurement *now; /* a figure that is not made any more is not told */
    unsigned reasons;              /* of enum move_reason; 0: not known */
};

/*
 * The given figures whose print has changed since: a share by half of 0.1 of a point, or the counts
 * behind it; others by a thousandth. Only figures of the whole card or of its account; in the
 * order of measurements. `*out` lives in `arena`. ERROR_INTERNAL when memory is short.
 */
MUST_CHECK bool moved_find(const struct given *given, const struct scorecard *card,
                           const struct fact_names *names, struct hash128 settings,
                           const char *version, struct arena *arena, struct moved_figure **out,
                           size_t *count, struct error *err);

/* Is it a figure that a report gives out: of a quarter, and of all channels, priorities …? */
bool is_given_out(const struct measurement *measurement);

#endif
