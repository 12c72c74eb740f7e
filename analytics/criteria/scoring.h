/* scoring: what the files of this stage share while one scorecard is being made. Private. */
#ifndef DESKGAUGE_CRITERIA_SCORING_H
#define DESKGAUGE_CRITERIA_SCORING_H

#include "criteria/score.h"
#include "statistics/cluster.h"
#include "statistics/survival.h"

/* Rows of the cube that a figure is made of; all tables are sorted by account, then day. */
struct filter {
    int32_t account; /* ALL_ACCOUNTS */
    int32_t first_day, last_day;
    uint8_t channel;  /* CHANNEL_UNKNOWN: all */
    uint8_t executor; /* EXECUTOR_UNKNOWN: all */
};

struct scoring {
    const struct cube *cube;
    const struct settings *settings;
    int32_t account; /* of the request; ALL_ACCOUNTS */
    unsigned drill_sides;
    uint32_t client_count; /* accounts of the export that ever asked */
    bool has_channel[CHANNEL_COUNT], has_executor[EXECUTOR_COUNT];
    struct scorecard *card;
    size_t measurement_capacity;
    int64_t period_from_at[PERIOD_COUNT]; /* instants of the local days; until is exclusive */
    int64_t period_until_at[PERIOD_COUNT];
    /* The two readings of every ticket are the same: one is collected and estimated. */
    bool is_reply_alike, is_failure_alike, is_slot_alike;
    bool is_plain; /* units are asked for what was decided: their utilities are not filled */
    struct arena *scratch; /* of one question: emptied between periods and parts */
    size_t *read_bytes;    /* of the cube's tables since they were let go */
};

/* The rows of a table that fit account and days; channel and executor are the caller's to look at.
 * `walk_next` gives NULL after the last. */
struct walk {
    const struct scoring *scoring;
    const char *bytes;
    size_t size, count;
    const struct filter *filter;
    uint32_t account, last_account;
    size_t at, end;
};
struct walk walk_of(const struct scoring *scoring, const void *rows, size_t size, size_t count,
                    const struct filter *filter);
const void *walk_next(struct walk *walk);
#define WALK(scoring, table, filter)                                                               \
    walk_of(scoring, (scoring)->cube->table, sizeof *(scoring)->cube->table,                       \
            (scoring)->cube->table##_count, filter)

/* So many bytes of the tables were read: from time to time they are let go, so that the memory of
 * a large cube is what is being asked about. Walks say it themselves. */
void tables_were_read(const struct scoring *scoring, size_t byte_count);

/* The same for who goes through a trace row by row. */
enum { ROWS_READ = 4096 };
static inline void row_is_read(const struct scoring *scoring, size_t index, size_t row_size)
{
    if (index % ROWS_READ == 0)
        tables_were_read(scoring, ROWS_READ * row_size);
}

struct filter filter_of_period(const struct scoring *scoring, enum period_index period);
bool filter_takes(const struct filter *filter, uint8_t channel, uint8_t executor);

/* The trace of one account, or of ALL_ACCOUNTS: it is sorted by account, so it is a run. */
struct tickets {
    const struct trace_ticket *rows;
    size_t count;
};
struct tickets trace_of(const struct scoring *scoring, int32_t account);

/* How many rows are still to come, for who wants to keep them. */
size_t walk_left(const struct walk *walk);

/* ---- units: tickets alike in everything that a figure asks ---- */

enum cause { CAUSE_NONE = SURVIVAL_CENSORED, CAUSE_EVENT, CAUSE_COMPETING, CAUSE_BOT };
enum cause cause_of(uint8_t exit);

struct unit_row { /* in the order of sizes: a quarter of a million tickets is a list of these */
    uint32_t account;
    int32_t day;
    uint32_t count;
    uint8_t channel, priority, band, topic, executor;
    uint8_t slot;    /* of arrivals for cover; else 0 */
    uint8_t cause;   /* of a clock: how it stopped … */
    bool is_decided; /* what became of it is known; set by the *_units() below, with outcome */
    float entry;     /* of a clock: watched only after it, rounded up; 0: from the beginning */
    double time;     /* … and when, in the unit of the question */
    double utility;  /* 0..1; for clocks its pseudo-value x + n·U: they average to x */
    double outcome;  /* 0..1: the plain share kept of it */
};

struct units {
    struct unit_row *rows; /* of the scratch arena, in the order of the cube */
    size_t count, capacity;
    uint64_t ticket_count;
};
/* When a unit's clock began to be watched, never earlier than it is. */
float entry_of(double time);
MUST_CHECK bool units_add(struct scoring *scoring, struct units *units, const struct unit_row *unit,
                          struct error *err);
/* Room for so many, where their number is known. */
MUST_CHECK bool units_reserve(struct scoring *scoring, struct units *units, size_t count,
                              struct error *err);
struct unit_row unit_of(const struct cube_key *key, uint32_t count);

/* The ways in which units left: distinct (time, cause, entry), in order of first sight. */
struct exits {
    struct survival_cell *cells;
    size_t cell_count;
    uint32_t *of_unit; /* the cell of each unit */
};
MUST_CHECK bool exits_of(struct scoring *scoring, const struct units *units, struct exits *out,
                         struct error *err);

/* ---- estimates (statistics.md 0.3) ---- */

struct estimate {
    double value;
    struct interval limits;
    double n_eff;
    double effect;   /* design effect */
    double critical; /* t of its families: 1.96 or more */
    uint32_t cluster_count;
    bool has_value, has_interval;
};

/* Mean utility of the units, with the wider of the two clusterings. */
MUST_CHECK bool estimate_mean(struct scoring *scoring, const struct units *units,
                              struct estimate *out, struct error *err);

/* Σ weights·F_cause(times) of the units' clocks; fills utility with pseudo-values. */
MUST_CHECK bool estimate_attained(struct scoring *scoring, struct units *units,
                                  const struct survival_goal *goal, struct estimate *out,
                                  struct error *err);
/* The pseudo-values alone: nobody asks how sure they are. */
MUST_CHECK bool units_attain(struct scoring *scoring, struct units *units,
                             const struct survival_goal *goal, struct error *err);
/* Mean of waits until any end, capped at tau; its interval, and nothing else, is by families. */
MUST_CHECK bool estimate_capped(struct scoring *scoring, const struct units *units, double tau,
                                struct estimate *out, struct error *err);
MUST_CHECK bool curve_build(struct scoring *scoring, const struct units *units,
                            struct survival *out, struct error *err);

/* The points of F_1, for a chart; memory of the card. */
MUST_CHECK bool curve_draw(struct scoring *scoring, const struct survival *survival,
                           struct curve *out, struct error *err);

/* The variance of Σ influence·count, by the wider of the two families, and its critical value;
 * `unit_variance` is what it would be if each ticket came alone. Infinite with one family. */
MUST_CHECK bool families_spread(struct scoring *scoring, const struct units *units,
                                const double *influence, double unit_variance, double *out_variance,
                                double *out_critical, struct error *err);

/* The same of what did not happen. */
struct estimate estimate_complement(struct estimate estimate);

/*
 * A change of the units' mean utility, directly standardised over `cell_count` cells: cell_of(unit)
 * below cell_count. `weights` of the cells, NULL: (n_A + n_B)/Σ. Clusters as above, over the union.
 */
struct comparison {
    const struct units *before, *after;
    size_t cell_count;
    const uint32_t *before_cell, *after_cell; /* one a unit */
    const double *weights;
};
struct compared {
    double standardised;
    struct cluster_change change;
    double effect; /* design effect of `after`, for the smallest drop */
};
MUST_CHECK bool compare_units(struct scoring *scoring, const struct comparison *comparison,
                              struct compared *out, struct error *err);

/* ---- questions of a thread of their own ---- */

typedef bool (*asker)(struct scoring *scoring, struct error *err);

/*
 * Questions that need nothing of what is asked meanwhile, in their order, on a card of their own.
 * Joining hands over the measurements they added and the criteria and survey they filled in: the
 * bytes are those of asking one after the other. Where a thread is not to be had, or not worth it,
 * joining asks.
 */
struct beside;
MUST_CHECK bool beside_start(const struct scoring *scoring, const asker *questions,
                             size_t question_count, struct beside **out, struct error *err);
MUST_CHECK bool beside_join(struct beside *beside, struct scoring *scoring, struct error *err);
void beside_close(struct beside *beside); /* waits for its thread */
OWN_CLOSER(beside_close, struct beside *)

/* ---- measurements ---- */

struct dimension {
    enum period_index period;
    int32_t account;
    uint8_t channel, executor, priority;
    uint8_t band_part; /* as in struct measurement */
    uint16_t topic_part;
};
static inline struct dimension whole_of(enum period_index period)
{
    return (struct dimension){.period = period, .account = ALL_ACCOUNTS};
}
struct filter filter_of(const struct scoring *scoring, struct dimension dimension);

/* The parts that a figure is also measured for, in the current and the previous period: channels
 * and executors that had a ticket in either, and the accounts of an unlimited request. */
enum { PARTS_OF_CHANNELS = 1, PARTS_OF_EXECUTORS = 2, PARTS_OF_ACCOUNTS = 4 };
typedef bool (*part_measurer)(struct scoring *scoring, struct dimension dimension,
                              struct error *err);
MUST_CHECK bool each_part(struct scoring *scoring, enum period_index period, int parts,
                          part_measurer measure, struct error *err);

/* Room for one more, to be filled in; NULL: out of memory. */
struct measurement *measurement_room(struct scoring *scoring);

/* A new one of the card, all unknown; valid until the next is added. NULL: out of memory. */
struct measurement *measurement_add(struct scoring *scoring, enum measured name,
                                    struct dimension dimension, const struct evidence *evidence);
struct measurement *measurement_of(const struct scorecard *card, enum measured name,
                                   struct dimension dimension);

/* Value, interval, n_eff and standing of a share from its two readings. */
void measurement_set_share(const struct scoring *scoring, struct measurement *measurement,
                           const struct estimate *strict, const struct estimate *optimistic);
/* What n allows (statistics.md 0.6), and the reason where it is less than `scored`. */
void measurement_judge(const struct scoring *scoring, struct measurement *measurement);
/* A curve that some tickets entered late (statistics.md A2) is true of those that were watched:
 * indicative, and nothing where fewer than ten were watched from the beginning. */
void measurement_is_conditional(struct measurement *measurement, const struct units *units);
void note_late_entries(const struct scoring *scoring, const struct units *units);
bool units_are_watched(const struct units *units); /* ten from the beginning, or none late */
void measurement_cap(struct measurement *measurement, enum standing standing, const char *reason);
void measurement_set_count(struct measurement *measurement, uint64_t count);
/* A quantile of F_1 from both readings, `level` 0..1, in units of the curve times `scale`. */
void measurement_set_quantile(const struct scoring *scoring, struct measurement *measurement,
                              const struct survival *strict, const struct survival *optimistic,
                              double level);
/* Its interval by families of tickets; the units are those of the curves (their utility is lost).
 * `optimistic` == `strict`: one reading. */
MUST_CHECK bool quantile_by_families(struct scoring *scoring, struct measurement *measurement,
                                     struct units *strict_units, const struct survival *strict,
                                     struct units *optimistic_units,
                                     const struct survival *optimistic, double level,
                                     struct error *err);
/*
 * The same to the second where the trace allows (exact.c): the bin's own exits are counted out. The
 * interval keeps the bins.
 */
enum exact_kind { EXACT_REPLY, EXACT_RESOLVE };
MUST_CHECK bool quantile_refine(const struct scoring *scoring, struct measurement *measurement,
                                const struct survival *survival, enum exact_kind kind, double level,
                                struct error *err);
/* Mean of those that came to an end; false when the trace does not know the same ones. */
bool mean_exact(const struct scoring *scoring, struct dimension dimension, enum exact_kind kind,
                uint64_t expected_count, double *out_s);
void measurement_score(struct measurement *measurement, const struct anchor_settings *settings);
void measurements_sort(struct scorecard *card);

/* ---- one file a question ---- */

MUST_CHECK bool periods_choose(struct scoring *scoring, const char *period, struct error *err);
MUST_CHECK bool population_count(struct scoring *scoring, struct error *err);
MUST_CHECK bool availability_score(struct scoring *scoring, struct error *err);
MUST_CHECK bool first_reply_score(struct scoring *scoring, struct error *err);
MUST_CHECK bool completeness_score(struct scoring *scoring, struct error *err);
MUST_CHECK bool channels_score(struct scoring *scoring, struct error *err);
MUST_CHECK bool orientation_score(struct scoring *scoring, struct error *err);
/* One vote a person, NPS and CES of a period: beside the survey, never scored. */
MUST_CHECK bool votes_measure(struct scoring *scoring, enum period_index period, struct error *err);
MUST_CHECK bool words_measure(struct scoring *scoring, enum period_index period,
                              struct error *err); /* for orientation.c */
MUST_CHECK bool context_measure(struct scoring *scoring, struct error *err);
MUST_CHECK bool weekly_chart(struct scoring *scoring, struct error *err);
MUST_CHECK bool accounts_compare(struct scoring *scoring, struct error *err);
MUST_CHECK bool care_measure(struct scoring *scoring, struct error *err);
MUST_CHECK bool control_measure(struct scoring *scoring, struct error *err);
MUST_CHECK bool trends_measure(struct scoring *scoring, struct error *err);
MUST_CHECK bool signs_measure(struct scoring *scoring, struct error *err);
/* telephone.c and rota.c: what calls.csv and rota.csv add; nothing where there is none. */
MUST_CHECK bool telephone_measure(struct scoring *scoring, struct error *err);
bool telephone_is_alive(const struct scoring *scoring, int32_t from_day, int32_t to_day,
                        bool *is_known);
MUST_CHECK bool rota_measure(struct scoring *scoring, struct error *err);
MUST_CHECK bool changes_judge(struct scoring *scoring, struct error *err);

/* The tickets that a criterion's headline is about: what its change, lever and weeks are made of.
 * Utilities are filled, of the strict reading; no units where it cannot be told. */
MUST_CHECK bool cover_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                            double band_hours[BAND_COUNT], struct error *err);
MUST_CHECK bool promise_units(struct scoring *scoring, const struct filter *filter,
                              bool is_substantive, struct units *out, struct error *err);
MUST_CHECK bool one_touch_units(struct scoring *scoring, const struct filter *filter,
                                struct units *out, struct error *err);
MUST_CHECK bool switch_units(struct scoring *scoring, const struct filter *filter,
                             struct units *out, struct error *err);
MUST_CHECK bool survey_units(struct scoring *scoring, const struct filter *filter,
                             struct units *out, struct error *err);

/* … and those of other figures: reopenings, of the clock or of counters, and answers read. */
MUST_CHECK bool stay_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                           struct error *err);
MUST_CHECK bool review_units(struct scoring *scoring, const struct filter *filter,
                             struct units *out, struct error *err);
MUST_CHECK bool reviews_measure(struct scoring *scoring, struct dimension dimension,
                                struct error *err);

/* Whole weeks of the export up to the end of the current period, at most this many: decided
 * tickets and those kept, of units that cover them. */
enum { WEEKS_MOST = 39 };
struct weeks {
    int32_t first_monday;
    size_t count;
    double asked[WEEKS_MOST], kept[WEEKS_MOST];
};
struct filter filter_of_weeks(const struct scoring *scoring);
struct weeks weeks_of(const struct scoring *scoring, const struct units *units);
void weeks_standardise(const struct units *units, struct weeks *weeks);

/* The units of a criterion's headline; `band_hours` is filled for availability alone. */
MUST_CHECK bool headline_units(struct scoring *scoring, enum criterion criterion,
                               const struct filter *filter, struct units *out,
                               double band_hours[BAND_COUNT], struct error *err);

MUST_CHECK bool drill_down(struct scoring *scoring, struct error *err);
MUST_CHECK bool levers_find(struct scoring *scoring, struct error *err);
void coincidences_find(struct scoring *scoring);
MUST_CHECK bool composite_set(struct scoring *scoring, struct error *err);

/* A criterion from its sub-measures: score, coverage, standing, verdict, reason, cure. */
struct part {
    enum measured measured;
    double weight;
};
MUST_CHECK bool criterion_combine(struct scoring *scoring, enum criterion criterion,
                                  const struct part *parts, size_t part_count, struct error *err);

#endif
