/* figure: one measured number with everything it may not travel without. */
#ifndef DESKGAUGE_MODEL_FIGURE_H
#define DESKGAUGE_MODEL_FIGURE_H

#include "base/arena.h"
#include "base/vocabulary.h"
#include "model/tickets.h"
#include "model/value.h"

/* What n allows (statistics.md 0.6). A count of what happened is no inference and has none. */
enum figure_status {
    FIGURE_COUNTED, /* a census of the period: no interval, no status */
    FIGURE_SCORED,
    FIGURE_INDICATIVE,
    FIGURE_NOT_ENOUGH_DATA,
    FIGURE_NOT_OBSERVABLE,
    FIGURE_STATUS_COUNT
};

enum figure_clock {
    FIGURE_CLOCK_NONE,
    FIGURE_CLOCK_CALENDAR,
    FIGURE_CLOCK_PROMISED,
    FIGURE_CLOCK_COUNT
};

enum { FIGURE_N_UNKNOWN = -1 };

struct figure {
    const char *id;         /* figure_id(): stable over runs and versions */
    const char *definition; /* key of the definition: "first_reply.on_time" */
    struct value value;     /* unknown with its reason, where it is */
    struct value interval;  /* a range; unknown where the figure is a count or has none */
    int64_t n;              /* tickets (or answers, reviews) it rests on, or FIGURE_N_UNKNOWN */
    struct value period;    /* VALUE_PERIOD, or unknown for what has none */
    enum rung rung;
    enum figure_status status;
    enum figure_clock clock;
    const struct figure_tickets *tickets; /* set by report_set_tickets(); NULL: none stand behind */
};

/* What narrows a figure; an absent field is left out of the id. */
struct figure_scope {
    const char *account;
    const char *channel;
    const char *model, *mix; /* of a choice: an offer or "own_staff"; the offer of a mix */
    const char *input;       /* that moves, of a break-even */
    const char *stretch;     /* of its range, from "1" */
    const char *period;      /* "2026Q3" */
};

/*
 * `measure` is "criterion.measure" or "criterion.measure.statistic" of the table of measures; the
 * id adds the scope in fixed order (rulings 16):
 *     first_reply.on_time{account=Lumen%20Energy,channel=email,period=2026Q3}
 * Of a value, ASCII characters other than letters, digits, '-', '_' and '.' are written %XX; it is
 * made printable first (model/printable.h). NULL when memory is short. The ids of measurements come
 * from criteria/measurement.h in the same form; this is for figures of other stages.
 */
const char *figure_id(struct arena *arena, const char *measure, struct figure_scope scope);

/* Stable words: "scored"…; NULL for FIGURE_COUNTED and FIGURE_CLOCK_NONE. */
const char *figure_status_name(enum figure_status status);
const char *figure_clock_name(enum figure_clock clock);

#endif
