/* cube: the counts and the sorted instants (trace) that every figure is made from. */
#ifndef DESKGAUGE_CUBE_CUBE_H
#define DESKGAUGE_CUBE_CUBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "facts/fact.h"

/*
 * One small table a question. A row is a key of integers and a count; rows are sorted by their
 * key and no key stands twice, so two cubes merge into the cube of all their tickets, in any
 * order, to the bit (cube_merge). No floating point, no text. Times stand in bins of one grid
 * (bins.h): seconds to 120 s, minutes to 24 h, then 1/64 octave; exact where a bin edge is. An
 * edge of the promises in force is always a bin edge, because promise clocks are kept in units of
 * the promise too (`promised_part`).
 */

/* ---- what every question is keyed by ----------------------------------------------------------
 */

struct cube_key {
    uint32_t account; /* index into names.accounts */
    int32_t day;      /* local day of the origin */
    uint8_t channel;
    uint8_t priority;
    uint8_t topic;
    uint8_t band;
    uint8_t executor;
    uint8_t is_in_hours;
    uint16_t promise; /* index into names.promises */
};

/* Where an exit lies against the own promise T: 0 up to T, 1 up to 2T, 2 up to 4T, 3 up to 8T. */
enum { PART_BEYOND = 4, PART_NONE = 255 };

/* Of yes, no and not told in an unsigned byte. */
enum { UNTOLD = 2 };

/* How a clock stopped, as counted: exit and bin. Bins are those of bins.h. */
struct cube_exit {
    uint16_t calendar_bin; /* BIN_UNKNOWN: that clock cannot tell */
    uint16_t promised_bin;
    uint8_t exit;          /* enum exit */
    uint8_t promised_part; /* PART_NONE: nothing promised, or that clock cannot tell */
};

/* First human reply. `substantive` is the strict reading with templates not counted. */
struct cube_wait {
    struct cube_key key;
    struct cube_exit reply[READING_COUNT];
    struct cube_exit substantive;
    uint16_t entry_bin; /* promised clock: watched only after it; 0: from the beginning */
    uint32_t count;
};

/* Tickets that came in attended channels (phone, counter): out of the waiting curve, counted. */
/* … and every other ticket, with the reason it was left out: EXCLUDED_NOT counts the asked. */
struct cube_population {
    struct cube_key key;
    uint8_t exclusion;
    uint8_t is_attended;
    uint32_t count;
};

/* Support at hand: arrivals of an hour of the week and how many a human answered within T_av of
 * the calendar clock (T_av: the own reply promise, else criteria.reply_default_s). */
struct cube_slot {
    uint32_t account;
    int32_t day;
    uint8_t slot; /* 0…191 */
    uint8_t channel;
    uint8_t executor;
    uint8_t is_in_hours;
    uint32_t arrival_count; /* with follow-up of at least T_av */
    uint32_t answered_count[READING_COUNT];
    uint32_t young_count; /* arrivals not followed up long enough: in neither number */
};

/* Hours in which at least one human acted in public, anywhere: evidence of staffing. */
struct cube_activity {
    int32_t day; /* local day of the desk */
    uint8_t slot;
    uint8_t executor;
    uint32_t action_count;
};

/* Completeness: failure of the first answer, reopening after the first solve. */
struct cube_followup {
    struct cube_key key;
    uint8_t is_one_touch_asked;
    uint8_t is_clarification;
    uint8_t is_reply_in_time; /* 1, 0, 2 unknown: what a late answer costs */
    struct cube_exit failure[READING_COUNT];
    uint32_t count;
};
struct cube_reopen {
    struct cube_key key;
    struct cube_exit reopen;
    int8_t was_reopened; /* counters: 1, 0, -1 */
    uint32_t count;
};
struct cube_review {
    struct cube_key key;
    uint8_t reader_count, passed_count; /* who read the answer; of them, who passed it */
    uint32_t count;
};

/* Channels: switches and abandonment. */
struct cube_channel {
    struct cube_key key;
    int8_t was_switched;
    struct cube_exit abandon;
    uint32_t count;
};

/* Satisfaction: closed tickets by what became of the survey. */
struct cube_survey {
    struct cube_key key;
    uint8_t reply_in_time; /* 1, 0, 2 unknown */
    uint8_t was_reopened;  /* 1, 0, 2 unknown */
    int8_t offered;
    int8_t is_satisfied; /* -1 no answer */
    uint32_t count;
};

/* Tickets that were answered for, by person: one vote each, and what other questions say. */
struct cube_vote {
    struct cube_key key;
    int8_t is_satisfied; /* each -1: not answered */
    int8_t recommends;   /* 2 promoter, 1, 0 detractor */
    int8_t is_easy;
    uint64_t requester; /* keyed hash, 0 unknown; never printed */
    uint32_t count;
};

/* Plain words and listening: sums over first human answers. */
struct cube_text {
    uint32_t account;
    int32_t day;
    uint8_t channel;
    uint8_t executor;
    uint8_t language;
    uint32_t answer_count, word_count, sentence_count, syllable_count, long_word_count,
        jargon_count;
    uint32_t listened_count, repeated_count; /* tickets with texts; of them, the client repeats */
};

/* Demand: inbound tickets by local day and hour, and the work they took. */
struct cube_demand {
    int32_t day;
    uint8_t slot;
    uint8_t channel;
    uint8_t priority;
    uint32_t ticket_count;
    uint32_t handled_count; /* tickets with logged work */
    uint64_t handling_s;    /* of those */
    uint32_t reopened_count;
    uint32_t staff_reply_count;
    uint32_t replied_ticket_count; /* tickets whose staff replies are known */
};

/* Context: time to resolution. */
struct cube_resolve {
    struct cube_key key;
    struct cube_exit resolve;
    uint16_t entry_bin; /* calendar clock, as of waits */
    uint32_t count;
};

/* Tickets that the desk's own SLA columns judge, beside what is counted here: 1, 0, UNTOLD. */
struct cube_verdict {
    struct cube_key key;
    uint8_t reply_desk, reply_counted;
    uint8_t resolve_desk, resolve_counted;
    uint32_t count;
};

/* ---- trace: sorted instants, for what needs order ---------------------------------------------
 */

/* A ticket's life as three instants, sorted by (account, created_at, replied_at, closed_at). */
struct trace_ticket {
    uint32_t account;
    uint8_t channel;
    uint8_t priority;
    uint8_t is_attended;
    int64_t created_at;
    int64_t replied_at; /* INSTANT_UNKNOWN */
    int64_t closed_at;  /* INSTANT_UNKNOWN */
    int32_t handling_s; /* -1 unknown */
    uint32_t count;     /* tickets that are equal in all of this */
};

/* Minutes in which a human acted in public, ascending, each once (any account). */
struct trace_action {
    int64_t at; /* the start of the minute, UTC */
};

/*
 * Who answered whom, in the order of the answers: continuity of care, cover that rests on one
 * person. Tickets of waiting channels with a human reply. Persons are keyed hashes: told apart,
 * never printed. Sorted by (account, replied_at, …, persons).
 */
struct trace_answer {
    uint32_t account;
    int32_t day; /* local day of the origin */
    int64_t replied_at;
    uint8_t channel;
    uint8_t priority;
    uint8_t band; /* of the origin */
    uint8_t executor;
    uint8_t is_at_hand; /* answered within T_av of the calendar clock: as in the slots */
    uint8_t
        is_one_touch; /* strict: 1 the answer was enough, 0 it failed, UNTOLD not asked, young */
    uint16_t resolve_bin; /* calendar, at most a week; BIN_UNKNOWN: not followed that long */
    uint64_t requester;   /* 0 unknown */
    uint64_t engineer;
    uint32_t count;
};

/* ---- the whole ----------------------------------------------------------------------------------
 */

/* clang-format off */
#define CUBE_TABLES(X)                                                                             \
    X(population) X(wait) X(slot) X(activity) X(followup) X(reopen) X(review) X(channel)           \
    X(survey) X(vote) X(text) X(demand) X(resolve) X(verdict)
/* clang-format on */

enum cube_table {
#define X(table) CUBE_TABLE_##table,
    CUBE_TABLES(X)
#undef X
        CUBE_TABLE_tickets,
    CUBE_TABLE_actions,
    CUBE_TABLE_answers,
    CUBE_TABLE_COUNT
};

/*
 * A table is an array to who reads it. A large one lies in a file without a name and is mapped:
 * its pages are the system's to take away and bring back, and `cube_let_go` says that they may go.
 */
struct cube {
#define X(table)                                                                                   \
    struct cube_##table *table;                                                                    \
    size_t table##_count;
    CUBE_TABLES(X)
#undef X
    struct trace_ticket *tickets;
    size_t ticket_count;
    struct trace_action *actions;
    size_t action_count;
    struct trace_answer *answers;
    size_t answer_count;
    size_t mapped_size[CUBE_TABLE_COUNT]; /* bytes of the mapping; 0: the table is of the heap */

    struct fact_names names;
    struct evidence evidence[EVIDENCE_COUNT];
    int64_t cut_at;   /* everything later is unseen */
    int64_t first_at; /* first and last origin of an inbound ticket */
    int64_t last_at;
    const char *zone; /* of the local days, as used; and whether it was told */
    bool zone_is_told;
    bool is_survivor_doubted;    /* survivorship guard of statistics.md 0.1 */
    const char *survivor_reason; /* static key; NULL */
    int64_t observed_from_at;    /* tickets created before are here only if updated after;
                                    INSTANT_UNKNOWN: no such filter was seen */
    uint64_t physical_row_count; /* of all imports, and their rejects */
    uint64_t rejected_row_count;
    struct arena arena; /* owns names and zone; the tables are memory of their own */
};

/* Nothing of the tables need stay in memory: rows read again come from the file. Any rows held by
 * address stay good, in this thread and in others; tables of the heap are left alone. */
void cube_let_go(const struct cube *cube);

void cube_release(struct cube *cube);
OWN_RELEASER(cube_release, struct cube)

#endif
