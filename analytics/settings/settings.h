/* settings: deskgauge.yaml as one struct, with every default filled in. */
#ifndef DESKGAUGE_SETTINGS_SETTINGS_H
#define DESKGAUGE_SETTINGS_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/vocabulary.h"
#include "calendar/instant.h"
#include "settings/house.h"

/*
 * A plain value: texts and arrays live in `arena` until settings_release(). An array pointer is
 * NULL when its count is 0. Names of hours, accounts … are resolved to indexes when the file is
 * read, so a dangling name is an error with its line, never a surprise later. Durations are
 * seconds, shares 0..1, money minor units of `currency`, days local days since 1970-01-01.
 */

enum { INDEX_NONE = -1 };

/* ---- when somebody is promised to be there -------------------------------------------------- */

/* Open interval in minutes after local midnight of `weekday`; `to_minute` may pass 1440. */
struct hours_interval {
    uint8_t weekday; /* 0 Monday … 6 Sunday */
    uint16_t from_minute;
    uint16_t to_minute;
};

/* Opening hours from a day on. Named hours are one or more versions, by ascending from_day. */
struct hours_version {
    int32_t from_day; /* INT32_MIN: since ever */
    bool is_always;   /* 24x7: elapsed time, holidays included */
    struct hours_interval *intervals;
    size_t interval_count;
};

struct hours_settings {
    const char *name;
    const char *zone; /* NULL: the zone of the desk */
    struct hours_version *versions;
    size_t version_count;
    const char *holiday_country; /* "RU": built-in public holidays; NULL none */
    const char **holiday_files;  /* .ics */
    size_t holiday_file_count;
    int32_t *holiday_days;
    size_t holiday_day_count;
};

/* ---- what was promised ----------------------------------------------------------------------- */

/* Whose waiting stops the promised clock: pending on the client, and closed before a reopening. */
enum promise_pauses {
    PAUSES_RESOLVE, /* of the resolution alone: a first reply is owed whatever the status */
    PAUSES_NONE,
    PAUSES_ALL
};

/*
 * One line of the promises. A ticket takes the first line that fits it by account, channel,
 * priority and day of creation; where none fits nothing was promised and nothing is scored, but
 * curves are printed all the same. NULL and the unknown class mean "any".
 */
struct promise_settings {
    const char *account; /* as in the export; `*` at the end matches any tail */
    enum channel channel;
    enum priority priority;
    int32_t from_day;      /* INT32_MIN */
    int32_t to_day;        /* last day in force, INT32_MAX */
    int hours;             /* index of hours; INDEX_NONE: 24x7 */
    int64_t first_reply_s; /* 0: none promised */
    int64_t resolve_s;     /* 0: none promised */
    double share;          /* promised share kept, .9 */
    enum promise_pauses pauses;
    size_t line, column; /* of the file, for messages; column 0: a line of clients.csv */
};

struct account_settings {
    const char *name;          /* pattern as above */
    const char *shown;         /* name in reports; NULL: as in the export */
    int hours;                 /* promised for availability; INDEX_NONE: those of its promises */
    int64_t monthly_fee_minor; /* -1 unknown */
    bool is_test;              /* its tickets are excluded and counted */
    int32_t from_day, to_day;  /* of hours and fee; a name may stand on several lines */
};

/* ---- how an export is read ------------------------------------------------------------------- */

struct source_settings {
    const char *name;   /* part of a ticket's identity */
    const char **files; /* glob patterns, relative to the settings file */
    size_t file_count;
    const char *desk;        /* profile name, or path of a profile; NULL: recognise */
    const char *zone;        /* of naive instants; NULL: of the desk */
    const char *charset;     /* NULL: detect */
    const char *dates;       /* "dmy", "mdy", "ymd"; NULL: decide from the whole column */
    int64_t export_time;     /* INSTANT_UNKNOWN: the last event */
    bool numbers_are_shared; /* ticket numbers that are missing went to other queues */
};

/* The user's own word -> class; it goes before the profile's. */
struct word_settings {
    const char *text;
    int class_value; /* enum channel, priority, status or ticket_type, by its list */
};

struct executor_settings {
    const char *group;    /* pattern over the group (team) column; NULL any */
    const char *assignee; /* a person's name or address as in the export (hashed); NULL any */
    enum executor executor;
    int32_t from_day, to_day; /* of an assignee; who left stays what he was */
};

struct topic_settings {
    const char *topic;    /* shown */
    const char *category; /* pattern over the category column */
};

/* ---- criteria -------------------------------------------------------------------------------- */

enum criterion {
    CRITERION_AVAILABILITY, /* support at hand 24/7/365 */
    CRITERION_FIRST_REPLY,  /* first reply by a human */
    CRITERION_COMPLETENESS, /* first answer complete and correct */
    CRITERION_CHANNELS,     /* convenience of the channels */
    CRITERION_ORIENTATION,  /* client orientation */
    CRITERION_COUNT
};
const char *criterion_name(enum criterion criterion); /* "availability", "first_reply", … */
MUST_CHECK bool criterion_parse(struct span word, enum criterion *out);

/* Raw measure -> 0-100 score (statistics.md 0.2); descending measures have descending x. */
struct anchor_settings {
    double x0, x50, x80, x100;
};

/* What a channel offers, declared by the user (statistics.md A4); -1: not declared. */
struct channel_policy {
    enum channel channel;
    double weight; /* importance q_c; 0: its share of demand */
    double identified, history, confidential, attachments, out_of_hours, accessible; /* 0, .5, 1 */
    bool is_promised;
};

/* Weights of sub-measures inside a criterion and their maps, by the rows of criteria's table. */
struct measure_settings {
    double weight;
    struct anchor_settings anchors;
};

enum measure {
    MEASURE_ONE_TOUCH,
    MEASURE_STAYS_SOLVED,
    MEASURE_REVIEW,
    MEASURE_PARITY,
    MEASURE_NO_SWITCH,
    MEASURE_NOT_ABANDONED,
    MEASURE_ALIVE,
    MEASURE_POLICY,
    MEASURE_SATISFIED,
    MEASURE_PLAIN_EN,
    MEASURE_PLAIN_RU,
    MEASURE_JARGON,
    MEASURE_ALL_HOURS,
    MEASURE_COUNT
};

/* Weights and maps from a day on: those of a period are the ones in force on its last day, and the
 * periods that it is compared with are scored by them too, never by their own. */
struct criteria_version {
    int32_t from_day;
    struct measure_settings measures[MEASURE_COUNT];
    bool has_weights;
    double weight[CRITERION_COUNT];
};

struct criteria_settings {
    double confidence;                               /* .95 */
    int64_t reply_default_s;                         /* T_av where no promise fits: 3600 */
    int64_t one_touch_window_s;                      /* 7 d */
    int64_t reopen_window_s;                         /* 14 d */
    int64_t switch_window_s;                         /* 48 h */
    double slot_target_share;                        /* pi*, .80 */
    double slot_certainty;                           /* .80 */
    double practical_drop;                           /* .05: five percentage points */
    double false_discovery;                          /* q .10 */
    double nonresponse_delta;                        /* .15 */
    double scored_n, indicative_n;                   /* n_eff 30, 10 */
    double scored_half_width, indicative_half_width; /* .10, .20 */
    uint32_t scored_clusters;                        /* 8 */
    double date_probability;                         /* .90: a change is dated */
    uint32_t bootstrap_count;                        /* 1000 */
    uint64_t seed;                                   /* 20240701 */
    uint32_t slots_from_ticket_count;                /* 2000: bands below, slots from there */
    uint32_t template_min_tickets;                   /* 20 */
    double template_min_share;                       /* .01 */
    int64_t template_max_age_s; /* 5: a template this soon after creation is no human */
    double satisfied_from;      /* share of the scale from which a score is "satisfied", .75 */
    struct measure_settings measures[MEASURE_COUNT];
    bool has_weights; /* composite and grade only with the user's own weights */
    double weight[CRITERION_COUNT];
    struct channel_policy *policies;
    size_t policy_count;
    struct criteria_version *versions; /* by ascending from_day; none: the above hold always */
    size_t version_count;
};

/* ---- costs ----------------------------------------------------------------------------------- */

/* A number that the user is not sure of: P10, P50, P90. All equal: fixed. */
struct uncertain {
    double low, middle, high;
};

struct own_staff_settings {
    bool is_set;
    struct uncertain monthly_gross_minor; /* per agent */
    const char *payroll_table;            /* "ru-2026", "ru-2026-it", "us-2026", … */
    double bonus_share;
    double absence_share;  /* leave, sickness, training: buys heads */
    double in_shift_share; /* breaks, meetings: buys seats; never applied twice */
    double yearly_hours;   /* norm, 1972 */
    double night_premium_share, holiday_premium_share;
    double overtime_hours; /* of one person and year, at the seat: they save heads */
    double overtime_premium_share;
    double on_call_hours;   /* of a year, all people together: reachable at home */
    double on_call_share;   /* of the hourly rate */
    double attrition_share; /* a year */
    double vacancy_months, ramp_months, ramp_start_share;
    int64_t hiring_minor;            /* recruiting and training of one hire */
    int64_t workplace_monthly_minor; /* desk, licences, telephony per agent */
    double span_of_control;          /* agents a lead */
    struct uncertain lead_monthly_gross_minor;
    uint32_t min_night_persons;
    uint32_t head_count; /* today; 0 unknown */
};

enum offer_kind {
    OFFER_PER_TICKET,
    OFFER_HOUR_BLOCK,
    OFFER_RETAINER,
    OFFER_PER_SEAT,
    OFFER_DEDICATED,
    OFFER_PER_USER,
    OFFER_ONE_OFF,
    OFFER_FREE_TIER,
    OFFER_ONE_OFF_HIRE, /* by the hour, another person each time, briefed from the beginning */
    OFFER_KIND_COUNT
};
const char *offer_kind_name(enum offer_kind kind);

struct price_tier {
    double from_quantity; /* tickets or hours of a month from which the price holds */
    int64_t price_minor;
};

/* A tier as it was written, to find holes and overlaps. */
struct told_tier {
    double from_quantity, to_quantity; /* 0: up to the next tier */
    int64_t price_minor;
    size_t line, column;
};

/* What a provider pays back for a month in which fewer than `below` of the replies came in time. */
struct credit_settings {
    double below;
    double fee_share;
};

struct offer_settings {
    const char *name;
    enum offer_kind kind;
    int hours;             /* index of the hours it covers; INDEX_NONE 24x7 */
    int64_t first_reply_s; /* its own promise; 0 none */
    double share;
    enum channel *channels;
    size_t channel_count; /* 0: all */
    struct price_tier *tiers;
    size_t tier_count;
    int64_t monthly_minimum_minor;
    int64_t monthly_fee_minor; /* retainer, a seat, a dedicated engineer */
    double included_hours;
    int64_t overage_hour_minor;
    double increment_minutes, minimum_minutes; /* billing of one ticket's work */
    double seat_count;
    double absence_cover_share; /* dedicated: share of the engineer's absences that are covered */
    int64_t setup_minor;
    double transfer_hours; /* of own people at the start */
    double yearly_indexation;
    double vendor_management_share;
    double vat_share; /* on top of the prices */
    bool vat_is_recoverable;
    double out_of_hours_multiplier;
    double queue_hours; /* one-off: find, quote, approve, prepay before work begins */
    bool identifies_client, is_confidential;
    int32_t ends_day; /* INT32_MAX */
    size_t line, column;
    int64_t price_minor;   /* of a ticket, job, seat or user, where it needs no tiers */
    double rollover_share; /* hour block: of a block's hours that may pass to the next month */
    int first_rise_month;  /* of indexation; 0: after twelve */
    const char *currency;  /* of its prices as told; NULL: that of the settings */
    double exchange_rate;  /* of one unit of it in ours; 0: the same currency */
    struct credit_settings *credits; /* by falling `below` */
    size_t credit_count;
    double credits_at_risk_share; /* of a month's charge, at most; 0: as the steps say */
    double kept_share;       /* replies that it really gives in time; 0: not told, no credits */
    int64_t exit_minor;      /* paid when it ends: data back, people taken over */
    double exit_hours;       /* of own people to take the work back */
    double briefing_minutes; /* of its people before the work of each ticket begins: billed */
    double client_minutes;   /* of own people a ticket: describe, give access, accept */
    double notice_months, minimum_months; /* shown among the risks */
    const char **topics;                  /* that it covers; none: all */
    size_t topic_count;
    struct told_tier *told_tiers; /* what tiers were made of */
    size_t told_tier_count;
    const char *source;      /* of its prices: "offer of 2026-05-12"; NULL not told */
    double escalated_share;  /* comes back to the client's second line; -1: as of own staff */
    bool is_current;         /* the provider whose tickets the export holds */
    bool takes_planned_work; /* planned_work.csv too, where it is not paid by person anyway */
};

struct cost_settings {
    bool is_set;
    int horizon_months;                /* 12 */
    double discount_rate;              /* a year */
    double wage_growth, price_growth;  /* a year */
    struct uncertain volume_growth;    /* a year, share */
    struct uncertain handling_minutes; /* all 0: from the export, else it must be told */
    int64_t waiting_hour_minor;   /* what an hour of a client's waiting costs; 0 is told aloud */
    int64_t own_hour_minor;       /* of the client's own people; 0: what own staff costs */
    double solved_share;          /* of tickets that end solved; 0: all that are worked on */
    bool has_hybrid;              /* own staff in some hours and an offer in the others, true */
    double typed_monthly_tickets; /* 0: from the export */
    double urgent_share;    /* of typed tickets: live, at any covered hour; the rest may wait */
    double minutes_a_reply; /* of work, for each reply of the staff; 0: not told */
    double paid_hours;      /* of the desk's people in a month; 0: not told */
    double occupancy;       /* of them, working on tickets */
    struct own_staff_settings own;
    struct offer_settings *offers;
    size_t offer_count;
    uint32_t draw_count;    /* Monte Carlo, 20000 */
    int32_t starts_day;     /* first day of the horizon; INT32_MIN: the day after the export */
    int64_t patience_s;     /* mean, of callers and chats; 0: nobody gives up (Erlang C) */
    double reopened_share;  /* of tickets, once more each time; -1: that of the export */
    double escalated_share; /* of tickets, that a second line of the client's works on as well */
    double second_line_minutes;
    bool is_brief;   /* not told: without sensitivity and service, for worlds by the thousand */
    int leave_month; /* after which leaving an offer early is priced; 0: half the horizon */
    size_t line, column;
};

/* ---- the whole ------------------------------------------------------------------------------- */

struct settings {
    const char *path;         /* of the file; NULL: none was given */
    const char *folder;       /* where relative paths start; "." */
    struct hash128 hash;      /* of everything that changes a figure */
    const char *zone;         /* of the desk; NULL: not told */
    const char *language;     /* of reports: "en", "ru" */
    const char *currency;     /* ISO 4217 */
    const char *organisation; /* shown on reports; NULL */
    const char *store_path;   /* NULL: a fresh one inside the report folder */
    const char *report_folder;
    int64_t as_of; /* INSTANT_UNKNOWN: the cut of the exports */
    struct source_settings *sources;
    size_t source_count;
    struct hours_settings *hours;
    size_t hours_count;
    struct promise_settings *promises;
    size_t promise_count;
    struct account_settings *accounts;
    size_t account_count;
    struct word_settings *channel_words, *priority_words, *status_words, *type_words;
    size_t channel_word_count, priority_word_count, status_word_count, type_word_count;
    const char **bots; /* names or addresses of senders, hashed and compared */
    size_t bot_count;
    const char **test_requesters;
    size_t test_requester_count;
    struct executor_settings *executors;
    size_t executor_count;
    struct topic_settings *topics; /* at most 30 */
    size_t topic_count;
    const char **jargon; /* words */
    size_t jargon_count;
    struct criteria_settings criteria;
    struct cost_settings costs;
    struct house house; /* clients.csv and the like; empty when none was given */
    struct arena arena;
};

/* Where something was told, "deskgauge.yaml:7:5", for messages; "clients.csv:7" where `column` is 0
 * (only a promise may stand there), "settings" where no file was given. */
enum { PLACE_SIZE = 512 };
void settings_place(const struct settings *settings, size_t line, size_t column,
                    char out[PLACE_SIZE]);

void settings_release(struct settings *settings);
OWN_RELEASER(settings_release, struct settings)

/* Put the weights and maps in force on `day` into `criteria`. */
void criteria_settings_at(struct criteria_settings *criteria, int32_t day);

/* Does `name` fit `pattern`: equal after folding, or by its head where `*` ends the pattern? */
bool settings_pattern_fits(const char *pattern, struct span name);

#endif
