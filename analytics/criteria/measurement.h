/* measurement: one number with everything that it never travels without. */
#ifndef DESKGAUGE_CRITERIA_MEASUREMENT_H
#define DESKGAUGE_CRITERIA_MEASUREMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "base/vocabulary.h"
#include "facts/fact.h"
#include "settings/settings.h"

/* What n allows (statistics.md 0.6); what the export can show is its rung (base/vocabulary.h).
 * The two are independent (rulings 19). These are the only status words of the product. */
enum standing {
    STANDING_NOT_OBSERVABLE,
    STANDING_NOT_ENOUGH_DATA,
    STANDING_INDICATIVE,
    STANDING_SCORED
};
const char *standing_name(enum standing standing); /* "scored", … */

enum unit {
    UNIT_SHARE, /* 0..1 */
    UNIT_SECONDS,
    UNIT_COUNT,
    UNIT_SCORE,
    UNIT_HOURS,
    UNIT_INDEX,
    UNIT_MINOR,
    UNIT_DIFFERENCE /* of two shares, -1..1 */
};
const char *unit_name(enum unit unit);

/*
 * The table of measures is measurements.def: X(name, "criterion.measure[.statistic]", unit,
 * criterion), and nothing else names a figure. CRITERION_COUNT there means context.
 */
enum measured {
#define X(name, id, unit, criterion) MEASURED_##name,
#include "criteria/measurements.def"
#undef X
    MEASURED_COUNT
};

enum { ALL_ACCOUNTS = -1 };

struct measurement {
    enum measured name;
    uint8_t period;   /* enum period_index of scorecard.h */
    int32_t account;  /* index into names.accounts, ALL_ACCOUNTS */
    uint8_t channel;  /* CHANNEL_UNKNOWN: all */
    uint8_t priority; /* PRIORITY_UNKNOWN: all */
    uint8_t executor; /* EXECUTOR_UNKNOWN: all */
    uint8_t rung;     /* enum rung */
    uint8_t standing; /* enum standing */
    uint8_t clock;    /* enum clock it was read on */

    /* What happened: counts of this period, a census, always printed. */
    uint64_t asked_count; /* denominator: tickets (answers, closed tickets …) in the question */
    uint64_t kept_count;  /* in time, satisfied, solved at once … ; strict reading */
    uint64_t open_count;  /* of asked: not yet decided at the cut (censored) */

    /* What it says about the service: inference. Unknown is has_value == false, never 0. */
    bool has_value;
    bool has_interval;
    double value;  /* point; of a bounded measure the middle of its readings */
    double strict; /* the two readings; equal where proved */
    double optimistic;
    double first, last;  /* of a quantile: the flat piece of the curve at that level (rulings 18);
                            equal where the curve jumps over it. 0 of other measures */
    double resolution_s; /* of a quantile: width of the grid there; 0: exact */
    double low, high;    /* interval, from the low end of the strict reading to the high end of the
                            optimistic one */
    double effective_n;
    uint32_t cluster_count;
    bool has_score;
    double score, score_low, score_high; /* 0–100 by its anchors */
    const char *reason;                  /* key (keys.h) of why it is unknown or doubted; NULL */

    /* Two more dimensions, of drill-downs: one more than enum band and than the index into
     * names.topics, so that 0 means all. */
    uint8_t band_part;
    uint16_t topic_part;
};

/* `first_reply.within_promise{account=Acme,channel=email,period=2026Q3}` (rulings 16); dimensions
 * that mean "all" are left out. Characters of names that would break the form are written %XX. */
void measurement_write_id(const struct measurement *measurement, const struct fact_names *names,
                          const char *period_label, struct buffer *out);
bool measurement_is_whole(const struct measurement *measurement); /* every dimension means "all" */
const char *measurement_base_id(enum measured name);
enum unit measurement_unit(enum measured name);
enum criterion measurement_criterion(enum measured name); /* CRITERION_COUNT: context */

#endif
