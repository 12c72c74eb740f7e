/* house: what a support house writes down beside its exports, in small tables of its own. */
#ifndef DESKGAUGE_SETTINGS_HOUSE_H
#define DESKGAUGE_SETTINGS_HOUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/text.h"
#include "base/vocabulary.h"

/*
 * clients.csv, staff.csv, rota.csv, calls.csv, planned_work.csv, events.csv, decisions.csv,
 * disputes.csv and notes.md: all optional, read anew at every run like deskgauge.yaml, so that an
 * edited table takes effect without a re-import. `ingest/house.h` reads them into
 * settings.house; what clients.csv promises becomes lines of settings.promises, .accounts and
 * .hours before anybody else looks, so that facts know one kind of promise only.
 *
 * Rows stand in the order of their file; `line` is their line in it. Days are local days since
 * 1970-01-01, both ends included; INT32_MIN and INT32_MAX: no end. Money is minor units of
 * settings.currency. Texts are as the author wrote them; NULL is not told. All-zero is empty.
 *
 * What no row supplies (a cause, an owner, an effect) is left out of a report, never composed.
 * `staff_row.person` and its like are names of people: they are compared by keyed hash and never
 * reach a report, a log or a message.
 */
enum house_table {
    HOUSE_CLIENTS,
    HOUSE_STAFF,
    HOUSE_ROTA,
    HOUSE_CALLS,
    HOUSE_PLANNED_WORK,
    HOUSE_EVENTS,
    HOUSE_DECISIONS,
    HOUSE_DISPUTES,
    HOUSE_NOTES,
    HOUSE_TABLE_COUNT
};
const char *house_table_name(enum house_table table); /* "clients", …, "notes" */

/* A file that was read: for the list of inputs of a report, and for the hash of the settings. */
struct house_file {
    enum house_table table;
    const char *path; /* as it was found */
    const char *name; /* without folders */
    struct hash128 content;
    uint64_t byte_count;
    uint64_t row_count;     /* rows taken; sections of notes.md */
    uint64_t example_count; /* rows of the template, left out */
};

/* What is wrong, with its place: "clients.csv:7 (first_reply): '4' has no unit (hint: …)". */
struct house_problem {
    const char *text;
    bool is_grave; /* the run must not go on; else only worth a word */
};

/* ---- clients.csv: what each client was promised, and pays -------------------------------------
 */

/* Of a month's fee, what comes back when fewer first replies than `below` came in time. */
enum { CLIENT_CREDITS_MOST = 8 };
struct client_credit {
    double below, fee_share;
};

struct client_row {
    const char *client; /* as in the export; `*` at the end matches any tail */
    const char *shown;  /* name in reports; NULL: as in the export */
    const char *tariff;
    int32_t from_day, to_day;
    int hours;              /* index of settings.hours; INDEX_NONE: not told here */
    const char *hours_text; /* as written: "8x5" */
    bool hours_assumed;     /* nobody told hours: what is promised is promised around the clock */
    int64_t first_reply_s[PRIORITY_COUNT]; /* [PRIORITY_UNKNOWN]: of any other; 0 not promised */
    int64_t resolve_s[PRIORITY_COUNT];
    double share;              /* promised share kept; -1 not told */
    uint32_t channels;         /* promised channels, 1 << enum channel; 0 not told */
    int64_t phone_answer_s;    /* a call is answered within; 0 not promised */
    int64_t monthly_fee_minor; /* -1 not told */
    double package_hours;      /* of work included a month; -1 not told */
    struct client_credit credits[CLIENT_CREDITS_MOST]; /* from the mildest miss to the worst */
    size_t credit_count;                               /* 0: none agreed, or not told */
    int32_t contract_end_day;                          /* INT32_MAX: not told */
    size_t line;
};

/* ---- staff.csv and rota.csv: who works here, and who was to be there ---------------------------
 */

struct staff_row {
    const char *person; /* name, address or login as in the export: NEVER PRINTED */
    const char **also;  /* other ways the export writes that person: never printed */
    size_t also_count;
    const char *team; /* may be printed */
    const char *role; /* may be printed */
    enum executor executor;
    int32_t from_day, to_day;    /* at work; who left stays what he was on the days before */
    double share;                /* of full time, 1; -1 not told */
    int64_t monthly_gross_minor; /* -1 not told */
    size_t line;
};

/* A stretch of the week (or of a run of days) in which `persons` of a team are on duty. */
struct rota_row {
    const char *team; /* as in staff.csv or the export's group; a person is turned into his team */
    enum executor executor;
    int32_t from_day, to_day;
    uint8_t weekdays;                /* 1 << enum weekday */
    uint16_t from_minute, to_minute; /* after local midnight; to_minute may pass 1440 */
    double persons;
    size_t line;
};

/* ---- calls.csv: the telephone ------------------------------------------------------------------
 */

enum call_outcome {
    CALL_UNKNOWN,
    CALL_ANSWERED,  /* by a human */
    CALL_ABANDONED, /* the caller hung up while waiting */
    CALL_MISSED,    /* nobody took it: rang out, busy, closed */
    CALL_VOICEMAIL,
    CALL_OUTCOME_COUNT
};

/* Incoming calls by `at`; outgoing ones are left out and counted (house.outgoing_call_count). */
struct call_row {
    int64_t at;
    int32_t day;      /* local */
    int32_t wait_s;   /* until answered or given up; -1 unknown */
    int32_t talk_s;   /* -1 unknown */
    uint16_t client;  /* index into house.call_clients; 0 not told */
    uint8_t outcome;  /* enum call_outcome */
    uint8_t priority; /* enum priority; PRIORITY_UNKNOWN not told */
    uint8_t slot;     /* 0 … 191 as facts count them */
    bool is_test;     /* a test call: evidence of cover, no client's call */
};

/* ---- planned_work.csv: demand that is no ticket -------------------------------------------------
 */

enum every {
    EVERY_ONCE,
    EVERY_DAY,
    EVERY_WEEK,
    EVERY_MONTH,
    EVERY_QUARTER,
    EVERY_YEAR,
    EVERY_COUNT
};

struct planned_row {
    const char *work;   /* "certificate renewals" */
    const char *client; /* pattern; NULL: of the whole house */
    enum every every;
    double count;      /* times every so often */
    double minutes[3]; /* of one: low, middle, high; equal where one number was given */
    int hours;         /* when it must be done: index of settings.hours; INDEX_NONE any time */
    int32_t from_day, to_day;
    size_t line;
};

/* Times that a row comes up in [from_day, to_day]: a month is 1/12 of 365.2425 days. */
double planned_times(const struct planned_row *row, int32_t from_day, int32_t to_day);

/* ---- events.csv, decisions.csv, disputes.csv
 * ----------------------------------------------------- */

/* A dated cause in its author's words, named beside a signal of the same days; never composed. */
struct event_row {
    int32_t from_day, to_day;
    const char *what;
    const char *kind;     /* "release", "outage" … as written; NULL */
    const char *client;   /* pattern; NULL: everybody */
    enum channel channel; /* CHANNEL_UNKNOWN: any */
    bool is_internal;     /* not for a client's page */
    size_t line;
};

enum decision_state { DECISION_OPEN, DECISION_DONE, DECISION_DROPPED };

struct decision_row {
    int32_t day; /* decided; INT32_MIN not told */
    const char *what;
    const char *owner; /* a role or a team; a person of staff.csv is shown as his role or team */
    int32_t due_day;   /* INT32_MAX not told */
    int32_t done_day;  /* INT32_MAX not told */
    enum decision_state state;
    const char *effect; /* what came of it, in the author's words; NULL not told */
    const char *client; /* pattern; NULL: of the house */
    int criterion;      /* enum criterion it was to mend; -1 not told */
    bool is_internal;
    size_t line;
};

enum dispute_state { DISPUTE_OPEN, DISPUTE_AGREED, DISPUTE_REFUSED };

/* A ticket whose verdict a side contests. Agreed ones leave the denominators (facts exclude them
 * as EXCLUDED_DISPUTED) and are counted in the open. */
struct dispute_row {
    const char *ticket; /* id as in the export */
    const char *source; /* name of the source; NULL: any */
    const char *reason;
    const char *client; /* NULL not told */
    enum dispute_state state;
    int32_t day; /* INT32_MIN not told */
    size_t line;
};

/* ---- notes.md: the author's own words
 * ------------------------------------------------------------ */

/*
 * "# 2026Q2", "# Bookshop" or "# Bookshop, 2026Q2" says for whom and when (nothing: always); "##
 * Speed" which section: a key of house_sections(), in English or Russian. What follows is text:
 * paragraphs apart by blank lines, items that begin with "- ".
 */
struct note_row {
    const char *section; /* key: "summary", "first_reply", … */
    const char *client;  /* NULL: of the house */
    const char *period;  /* "2026Q2"; NULL: always */
    const char *text;    /* trimmed, lines end with '\n' */
    size_t line;
};

struct note_section {
    const char *key;
    const char *english, *russian; /* headings */
};
const struct note_section *house_sections(void); /* ends with a NULL key */

/* ---- all of it
 * ------------------------------------------------------------------------------------ */

struct house {
    struct house_file files[HOUSE_TABLE_COUNT * 4];
    size_t file_count;
    struct house_problem *problems;
    size_t problem_count;
    struct client_row *clients;
    size_t client_count;
    struct staff_row *staff;
    size_t staff_count;
    struct rota_row *rota;
    size_t rota_count;
    struct call_row *calls; /* by `at` */
    size_t call_count;
    const char **call_clients; /* [0] NULL */
    size_t call_client_count;
    uint64_t outgoing_call_count;
    struct planned_row *planned;
    size_t planned_count;
    struct event_row *events;
    size_t event_count;
    struct decision_row *decisions;
    size_t decision_count;
    struct dispute_row *disputes;
    size_t dispute_count;
    struct note_row *notes;
    size_t note_count;
};

/* Persons of `executor` (EXECUTOR_UNKNOWN: of anybody) on duty by rota at a local minute; a stretch
 * past midnight belongs to the day on which it begins. -1 when no rota row speaks of that day. */
double house_on_duty(const struct house *house, enum executor executor, int32_t day,
                     int minute_of_day);

/* Seconds until the first of the stretches that run at a local second ends; -1: none runs. */
int64_t house_shift_left_s(const struct house *house, int32_t day, int32_t second_of_day);

/*
 * The note of a section for a client's page (`client` named), or for the house's own (NULL): that
 * of the period before that of always; NULL none. A client's page shows the notes of that client
 * alone: what was written for the house may not be meant for him.
 */
const struct note_row *house_note(const struct house *house, const char *section,
                                  const char *client, const char *period);

/* The row of clients.csv in force for an account (its name in the export or in reports) on a day:
 * an exact name goes before a pattern, then the order of the file. NULL none. */
const struct client_row *house_client(const struct house *house, struct span account, int32_t day);

struct settings;
/* Put what clients.csv promises before the promises of deskgauge.yaml, its names, hours and fees
 * before the accounts, and the people of staff.csv behind the executors. Once, when all tables
 * have been read. */
MUST_CHECK bool house_apply(struct settings *settings, struct error *err);

#endif
