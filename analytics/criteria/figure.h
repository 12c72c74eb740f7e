/* figure: one number with everything that it never travels without. */
#ifndef DESKGAUGE_CRITERIA_FIGURE_H
#define DESKGAUGE_CRITERIA_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "base/vocabulary.h"
#include "settings/settings.h"

/* What n allows (statistics.md 0.6); what the export can show is its rung (base/vocabulary.h).
 * The two are independent (rulings 19). These are the only status words of the product. */
enum figure_status {
    FIGURE_NOT_OBSERVABLE,
    FIGURE_NOT_ENOUGH_DATA,
    FIGURE_INDICATIVE,
    FIGURE_SCORED
};
const char *figure_status_name(enum figure_status status); /* "scored", … */

enum unit { UNIT_SHARE, UNIT_SECONDS, UNIT_COUNT, UNIT_SCORE, UNIT_HOURS, UNIT_INDEX, UNIT_MINOR };
const char *unit_name(enum unit unit);

/*
 * The table of measures is figures.def: X(name, "criterion.measure[.statistic]", unit, criterion),
 * and nothing else names a figure. CRITERION_COUNT there means context.
 */
enum figure_name {
#define X(name, id, unit, criterion) FIGURE_##name,
#include "criteria/figures.def"
#undef X
    FIGURE_NAME_COUNT
};

enum { ALL_ACCOUNTS = -1 };

struct figure {
    enum figure_name name;
    uint8_t period;   /* enum period_index of scorecard.h */
    int32_t account;  /* index into names.accounts, ALL_ACCOUNTS */
    uint8_t channel;  /* CHANNEL_UNKNOWN: all */
    uint8_t priority; /* PRIORITY_UNKNOWN: all */
    uint8_t executor; /* EXECUTOR_UNKNOWN: all */
    uint8_t rung;     /* enum rung */
    uint8_t status;   /* enum figure_status */
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
    double low, high; /* interval, from the low end of the strict reading to the high end of the
                         optimistic one */
    double effective_n;
    uint32_t cluster_count;
    bool has_score;
    double score, score_low, score_high; /* 0–100 by its anchors */
    const char *reason;                  /* static key of why it is unknown or doubted; NULL */
};

/* `first_reply.within_promise{account=Acme,channel=email,period=2026Q3}` (rulings 16); dimensions
 * that mean "all" are left out. Characters of names that would break the form are written %XX. */
void figure_write_id(const struct figure *figure, const char *const *accounts,
                     const char *period_label, struct buffer *out);
const char *figure_base_id(enum figure_name name);
enum unit figure_unit(enum figure_name name);
enum criterion figure_criterion(enum figure_name name); /* CRITERION_COUNT: context */

#endif
