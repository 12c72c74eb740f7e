/* scorecard: how good the support was on five criteria, and which of them sagged. */
#ifndef DESKGAUGE_CRITERIA_SCORECARD_H
#define DESKGAUGE_CRITERIA_SCORECARD_H

#include "base/arena.h"
#include "criteria/keys.h"
#include "criteria/measurement.h"
#include "cube/cube.h"

/* The last quarter wholly before the cut, else the whole export (rulings 16). */
enum period_index { PERIOD_CURRENT, PERIOD_PREVIOUS, PERIOD_YEAR_AGO, PERIOD_COUNT };

struct period {
    bool is_present; /* some ticket stands in it */
    bool is_quarter; /* false: "2016-02-29 to 2016-03-02, not a quarter" */
    char label[32];  /* "2026Q3", or "2016-02-29..2016-03-02" */
    int32_t first_day, last_day;
    int32_t held_first_day, held_last_day; /* of them, those that the export reaches over */
    uint64_t ticket_count;                 /* inbound, not excluded */
};

/*
 * Why this period: asked for; the last quarter wholly before the cut; the last one that the export
 * holds wholly, for nothing was created in later ones; or the whole export, for it holds none.
 */
enum period_why { PERIOD_WHY_ASKED, PERIOD_WHY_LAST, PERIOD_WHY_LAST_HELD, PERIOD_WHY_NO_QUARTER };

/*
 * Against its promise, in exhibit 1 of every report. A first reply is a census: kept when the
 * tickets known to be in time reach the promised share, missed when they cannot reach it whatever
 * becomes of the undecided and unclear ones. Of the others the target is 80 points and the interval
 * of the score decides: at or above it kept, below it missed. Else it cannot be told.
 */
enum promise_verdict { VERDICT_CANNOT_TELL, VERDICT_KEPT, VERDICT_MISSED, VERDICT_NO_PROMISE };

/* Quarter against quarter (statistics.md B2). */
enum change_verdict {
    CHANGE_UNKNOWN, /* nothing to compare with */
    CHANGE_SAGGED,
    CHANGE_LOOK, /* a reason to look, not a verdict */
    CHANGE_IMPROVED,
    CHANGE_STABLE,
    CHANGE_NO_CLEAR
};
const char *promise_verdict_name(enum promise_verdict verdict);
const char *change_verdict_name(enum change_verdict verdict);

struct sub_measure {
    enum measured measured;
    double weight;
    bool is_used;       /* at least indicative, with a score */
    const char *reason; /* static key of why not */
};

struct segment { /* a part of a change: a channel, a band, a priority, an account */
    uint8_t channel, band, priority; /* 0 / BAND_COUNT / 0: all */
    int32_t account;
    uint64_t before_count, after_count;
    double before_share, after_share; /* of tickets kept */
    double mix, rate;                 /* Kitagawa: what it moved the whole by */
    double chance;                    /* p, adjusted; 1 when not tested */
    bool is_named;                    /* selected by the hierarchical procedure, worst first */
};

/* A whole week before a date: what it held, and how likely the change came with it. */
struct dated_week {
    int32_t monday;
    double asked, kept;
    double probability; /* given that there is a change */
    bool is_in_set;     /* of the 95 % set */
};

struct criterion_change {
    enum change_verdict verdict;
    enum measured measured;
    double before, after;
    double crude, standardised; /* after - before */
    double low, high;           /* 95 % interval of the standardised change */
    double chance;              /* how often chance alone does this, 0..1 */
    double smallest_drop;       /* that this volume could have shown with 80 % power */
    bool has_year_ago;          /* false: the season is unknown */
    double year_ago;            /* the same measure, same quarter last year */
    bool is_mix;                /* |mix| > |rate| */
    bool is_simpson;            /* crude and standardised differ in sign */
    struct segment *segments;   /* by contribution, worst first */
    size_t segment_count;
    bool is_dated;
    double date_probability;
    int32_t week_day, week_low_day, week_high_day; /* Mondays: most probable, 95 % set */
    struct dated_week *weeks;                      /* the evidence of the date; none undated */
    size_t week_count;
    const char *reason; /* static key of why there is no verdict (keys.h); NULL */
};

/* The same comparison between executor groups; `before` is the first of the pair, `after` the
 * second, and "sagged" reads: the second is worse. Without segments, dates and last year. */
enum executor_pair {
    PAIR_OWN_PROVIDER, /* in the current period */
    PAIR_OWN_BEFORE_AFTER,
    PAIR_PROVIDER_BEFORE_AFTER,
    PAIR_OWN_THEN_PROVIDER, /* a change of model: own staff before, the provider after */
    EXECUTOR_PAIR_COUNT
};
const char *executor_pair_name(enum executor_pair pair);
struct executor_change {
    enum executor_pair pair;
    struct criterion_change change[CRITERION_COUNT];
};

/*
 * A cell of the drill-down by the sides asked for (all of a side: as in struct measurement), worst
 * first within its criterion, the rest last. Of a bounded question the strict reading; of
 * availability the tickets inside the promised hours; of channels those not made to switch. What
 * had tickets in the quarter before alone is part of the rest.
 */
enum drill_side {
    DRILL_CHANNEL = 1,
    DRILL_PRIORITY = 2,
    DRILL_BAND = 4,
    DRILL_ACCOUNT = 8,
    DRILL_TOPIC = 16
};
struct drill_before { /* the same part in the quarter before; no tickets: all is 0 */
    uint64_t ticket_count, decided_count, kept_count;
    bool has_value, has_interval;
    double value, low, high;
    enum standing standing;
};
struct drill_cell {
    enum criterion criterion;
    uint8_t channel, priority;
    uint8_t band_part, topic_part; /* one more than enum band, than the index of the topic; 0 all */
    int32_t account;
    bool is_rest; /* cells too small to stand alone, together */
    uint64_t ticket_count, decided_count, kept_count;
    bool has_value, has_interval;
    double value, low, high;
    enum standing standing;
    double contribution; /* w_c·(target - x_c): what it adds to the gap of the whole */
    struct drill_before before;
};

struct criterion_score {
    enum criterion criterion;
    enum standing standing;
    enum promise_verdict verdict;
    enum measured headline; /* the figure that exhibit 1 shows */
    bool has_target;
    double target; /* of the headline: promised share, else the anchor of 80 points */
    bool has_score;
    double score, score_low, score_high;
    double coverage; /* share of sub-weight observed */
    struct sub_measure *measures;
    size_t measure_count;
    struct criterion_change change;
    const char *lever;    /* static key of what would change it most; NULL */
    int32_t lever_detail; /* channel, band … by the key; -1 */
    uint64_t lever_asked_count, lever_kept_count; /* decided tickets of that part; 0: no part */
    double lever_lost_share;                      /* of all that was not kept, lost there */
    double lever_gain;  /* what the share kept would gain if the lever met the target */
    bool has_lost;      /* a target, and counts to hold beside it */
    double lost_count;  /* tickets short of the target: target · asked - kept; 0: none is short */
    const char *reason; /* static key of why it cannot be told; NULL */
    const char *cure;   /* static key of the cheapest column or act that would tell; NULL */
};

struct curve_point {
    double after_s;
    double share, low, high;
};
struct curve {
    struct curve_point *points; /* step function: share holds from after_s on */
    size_t point_count;
    uint64_t asked_count, open_count;
};

enum cover { COVER_STATE_UNKNOWN, COVER_STATE_COVERED, COVER_STATE_NOT_COVERED };
struct slot_cover { /* an hour of the week (0…167) or of a holiday (168…191) */
    enum cover cover;
    const char *reason; /* REASON_NO_TICKETS, _TOO_FEW, _UNCERTAIN, _STAFFED_IDLE, _ABSENT; NULL */
    uint32_t arrival_count, answered_count;
    double hours;            /* calendar hours of the slot in the period */
    double promised_share;   /* of those hours, promised to somebody: 0..1 */
    double share, low, high; /* posterior; of the band when is_from_band */
    bool is_from_band;
    bool has_activity; /* staffed though idle */
};
struct band_cover {
    struct slot_cover cover;
    enum band band;
};

struct week_point {
    int32_t monday;
    uint64_t asked_count, kept_count;
    double value;
    double moving_range;
    bool is_signal;
    bool is_baseline;
};
struct week_chart { /* XmR or Laney of the share kept, or of the median wait */
    enum measured measured;
    struct week_point *points;
    size_t point_count;
    double centre, lower, upper, range_limit;
    bool has_limits;
};

struct account_row {
    int32_t account;
    uint64_t asked_count, kept_count;
    double raw, shrunk, low, high;
    bool is_below; /* P(below promise) >= .9 */
    bool is_above;
};

struct channel_row {
    enum channel channel;
    uint64_t ticket_count, previous_count;
    double share;
    bool has_graded;
    double graded, graded_low, graded_high; /* graded attainment */
    bool has_median;
    double median_wait_s;
};

struct week_channel { /* volume by channel and month, for the mix */
    int32_t month_first_day;
    uint32_t count[CHANNEL_COUNT];
};

struct survey_summary {
    uint64_t closed_count, offered_count, answered_count, satisfied_count;
    bool offered_is_known;
    double worst_low, worst_high;                          /* Manski */
    bool has_value;                                        /* some closed ticket was answered for */
    double respondents, respondents_low, respondents_high; /* of those who answered, by families */
    double sensitivity_low, sensitivity_high;              /* the silent differ by at most delta */
    bool is_response_shift; /* response rate moved by over 30 % since the quarter before */
};

struct longest_gap { /* the longest stretch in which somebody waited and nobody acted */
    bool is_known;
    int64_t from_at, to_at;
    uint32_t waiting_count;
};

/* B1, with the user's own weights only: points of 100, the grade "" when three bands are possible.
 */
struct composite_score {
    bool is_asked; /* the settings weigh the criteria */
    int unscored;  /* enum criterion that has a weight and no score: there is no composite; -1 */
    bool has_value;
    double value, low, high;
    double geometric;                 /* weighted: what cannot be made up for elsewhere */
    bool is_imbalanced;               /* value - geometric > 5 */
    double weights_low, weights_high; /* of the value, each weight a quarter more or less */
    char grade[8];
};

/* What else was different from the quarter before (B2.5): listed, never chosen as the cause. */
struct moved_channel {
    enum channel channel;
    bool is_new; /* else gone */
    double share;
};
struct coincidences {
    bool has_volume;
    double volume_change; /* of the tickets a day: .3 is 30 % more */
    struct moved_channel channels[CHANNEL_COUNT];
    size_t channel_count;
    bool has_untold;
    double untold, untold_before; /* share of tickets without a known first reply */
};

struct backlog_row {
    int64_t older_than_s;
    uint64_t ticket_count;
};

struct scorecard {
    struct period period[PERIOD_COUNT];
    enum period_why period_why;
    uint64_t export_ticket_count; /* inbound, not excluded, of all days */
    struct criterion_score criteria[CRITERION_COUNT];
    int weakest; /* enum criterion that sagged most, else misses its promise by most tickets; -1 */
    enum weakest_why { WEAKEST_NONE, WEAKEST_SAGGED, WEAKEST_MISSED } weakest_why;
    struct measurement
        *measurements; /* sorted by name, period, account, channel, priority, executor */
    size_t measurement_count;
    bool is_sorted;                         /* all are there: they are found by halving */
    struct curve reply_curve[PERIOD_COUNT]; /* all accounts, scored clock */
    /* Tickets of the current period that the export knows from this day on alone: they enter the
     * curves late, which are conditional then. 0: none. */
    uint64_t late_entry_count;
    int32_t observed_from_day;
    double promise_mark_s; /* the promise that most tickets have; 0 none */
    double promise_mark_share;
    bool promises_differ; /* the mark stands for most, not for all */
    double promisable_s;  /* nothing promised: a round time kept to 80 %, 0 unknown */
    struct curve resolve_curve[PERIOD_COUNT];
    struct slot_cover slots[192];
    struct band_cover bands[BAND_COUNT];
    struct band_cover bands_before[BAND_COUNT]; /* of the quarter before */
    bool is_by_band;                            /* small data: verdicts are by band */
    struct week_chart weekly;                   /* of first reply within the promise */
    struct account_row *accounts;
    size_t account_count;
    double accounts_mean, accounts_promise;
    struct channel_row *channels;
    size_t channel_count;
    struct week_channel *months;
    size_t month_count;
    struct survey_summary survey;
    struct coincidences coincidences;
    struct longest_gap dark_gap;
    uint64_t excluded_count[EXCLUSION_COUNT]; /* of the current period */
    uint64_t attended_count;
    struct backlog_row backlog[6];
    size_t backlog_count;
    struct drill_cell *drill; /* by criterion */
    size_t drill_count;
    struct executor_change *executors; /* pairs of which both sides have tickets */
    size_t executor_count;
    struct composite_score composite;
    struct hash128 settings_hash;
    struct arena arena;
};

void scorecard_release(struct scorecard *scorecard);
OWN_RELEASER(scorecard_release, struct scorecard)

/* The figure of these dimensions, or NULL: it was not asked for (not: unknown). */
const struct measurement *scorecard_find(const struct scorecard *scorecard, enum measured name,
                                         enum period_index period, int32_t account,
                                         enum channel channel);
/* The one with the name, period and every dimension of `key`. */
const struct measurement *scorecard_find_part(const struct scorecard *scorecard,
                                              const struct measurement *key);

#endif
