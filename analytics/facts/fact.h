/* fact: one row of integers a ticket: who answered when, on which clock, and how it ended. */
#ifndef DESKGAUGE_FACTS_FACT_H
#define DESKGAUGE_FACTS_FACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vocabulary.h"
#include "calendar/instant.h"

/*
 * Everything that depends on settings is settled here, once: promises, clocks, bots, templates,
 * topics, executors, exclusions. What follows (cube, criteria) only counts and judges.
 *
 * What the export bounds but does not prove has two readings of each ticket: the strict one
 * (everything unclear counts against the desk) and the optimistic one. Where messages prove it,
 * the two are equal.
 */
enum reading { READING_STRICT, READING_OPTIMISTIC, READING_COUNT };

/* Two clocks a ticket: elapsed seconds, and open seconds of the hours promised to it. */
enum clock { CLOCK_CALENDAR, CLOCK_PROMISED, CLOCK_COUNT };

/* Why a ticket is in no denominator; each reason is counted in the open. */
enum exclusion {
    EXCLUDED_NOT,
    EXCLUDED_SPAM,
    EXCLUDED_DELETED,
    EXCLUDED_TEST,
    EXCLUDED_MERGED,    /* into a survivor, which keeps the earliest creation */
    EXCLUDED_OUTBOUND,  /* staff wrote first: proactive, shown with its share */
    EXCLUDED_UNDATED,   /* no usable instant of creation */
    EXCLUDED_LATER,     /* created at or after --as-of */
    EXCLUDED_NO_TICKET, /* messages whose ticket row was never seen */
    EXCLUDED_DISPUTED,  /* both sides agreed: disputes.csv */
    EXCLUSION_COUNT
};
const char *exclusion_name(enum exclusion exclusion);

/* How a clock that started at its origin stopped: competing events of Aalen–Johansen. */
enum exit {
    EXIT_CENSORED,   /* not yet seen at the cut */
    EXIT_EVENT,      /* what was waited for: a human reply, a failure, a reopening, a solve */
    EXIT_COMPETING,  /* closed, merged, abandoned without it */
    EXIT_BOT,        /* a bot's answer that the customer confirmed: a cause of its own */
    EXIT_UNMEASURED, /* this export cannot tell; the ticket is not in this question */
    EXIT_COUNT
};

struct exit_time {
    uint8_t exit;                 /* enum exit */
    int64_t after_s[CLOCK_COUNT]; /* from the origin; INSTANT_UNKNOWN: that clock cannot tell */
};

struct fact_text {
    uint16_t answer_count; /* 0: none measured */
    uint32_t word_count, sentence_count, syllable_count, long_word_count, jargon_count;
    uint8_t language; /* 1 en, 2 ru */
};

/* What the desk's own SLA columns say: a control line, never the measure (statistics.md 0.9). */
enum desk_verdict { DESK_SAYS_NOTHING, DESK_SAYS_MISSED, DESK_SAYS_MET };

/* As the desk's own reports see a ticket: robots under an agent's name and templates are replies.
 * For definitions side by side, never for a criterion. */
struct fact_desk {
    struct exit_time from_creation, from_customer; /* to the first reply; EXIT_UNMEASURED: none */
    int64_t replied_at;                            /* INSTANT_UNKNOWN none */
    int16_t reply_count;                           /* public messages of agents; -1 unknown */
    int16_t agent_count;                           /* who wrote them; -1 unknown */
    int16_t return_count; /* messages of the customer after the first; -1 unknown */
    bool is_assigned;     /* to an agent or a group */
};

struct fact {
    uint32_t ticket;    /* number in the store, for the tickets behind a figure */
    uint32_t account;   /* index into fact_names.accounts */
    uint32_t requester; /* person, 0 unknown */
    uint32_t engineer;  /* person who answered first, else the assignee; 0 unknown */
    /* The same two as keyed hashes cut to 64 bits, 0 unknown: alike in every part of a store; never
     * printed, and nothing printed is ordered by them (rulings 13). */
    uint64_t requester_hash, engineer_hash;
    uint8_t exclusion; /* enum exclusion */
    uint8_t channel;   /* enum channel */
    uint8_t priority;  /* enum priority, at creation where the export tells */
    uint8_t type;      /* enum ticket_type */
    uint8_t topic;     /* index into fact_names.topics */
    uint8_t executor;  /* enum executor of who answered, else of the group */
    uint8_t band;      /* enum band of the origin, local */
    uint8_t slot;     /* 0…167 hour of the week from Monday 00 h, 168…191 on a holiday; local */
    bool is_attended; /* phone, counter: the reply is the call; out of the waiting curve */
    bool is_in_hours; /* the origin lies in the promised hours (true for 24x7) */
    int32_t day;      /* local day of the origin */
    uint16_t promise; /* index into fact_names.promises; 0 none */
    int64_t created_at;
    int64_t origin_at; /* first customer message, else creation */
    int64_t seen_until;

    struct exit_time reply[READING_COUNT]; /* first public reply by a human; origin origin_at */
    /* From when on the two clocks were watched, of an export that begins to see a ticket when it is
     * updated: seconds of the promised clock of `reply`, of the calendar clock of `resolve`. 0:
     * from the beginning. What stopped before was never at risk (statistics.md A2, delayed entry).
     */
    int64_t reply_entry_s, resolve_entry_s;
    struct exit_time substantive; /* first human reply that is no template; as the strict reading */
    int64_t reply_at;             /* of the strict reading; INSTANT_UNKNOWN none */

    bool is_one_touch_asked; /* incidents, questions, unknown type; false for requests */
    bool is_clarification;   /* the first answer only asked for details: shown apart */
    struct exit_time failure[READING_COUNT]; /* from the first human answer (or first solve) */
    struct exit_time reopen;                 /* from the first solve */
    int8_t was_reopened;                     /* ever, from counters: 1, 0, -1 unknown */
    /* Who read the answer; of them, who found it complete and correct. */
    uint8_t review_count, review_passed_count;

    int8_t was_switched;      /* made to change the channel: 1, 0, -1 unknown */
    struct exit_time abandon; /* live channels: the customer left before an answer */

    int8_t survey_offered; /* 1, 0, -1 unknown */
    int8_t is_satisfied;   /* 1, 0, -1 no answer */
    int8_t recommends;     /* 2 promoter (9, 10), 1 passive, 0 detractor (to 6), -1 no answer */
    int8_t is_easy;        /* 1, 0, -1 no answer */

    struct exit_time resolve; /* context, no criterion; after_s of the last solve */
    int64_t closed_at;        /* solved, closed, merged; INSTANT_UNKNOWN: open at the cut */
    int32_t handling_s;       /* logged work, -1 */
    int16_t staff_reply_count, customer_reply_count; /* -1 unknown */
    struct fact_text text;
    struct fact_desk desk;
    uint8_t desk_reply, desk_resolve; /* enum desk_verdict */
    int8_t repeats_himself;           /* listening: 1, 0, -1 no texts */
};

/* A promise as facts apply it; index 0 is "none" (all zero, share 0). */
struct fact_promise {
    int64_t first_reply_s; /* 0 none */
    int64_t resolve_s;
    double share;
    bool is_always; /* the promised clock is elapsed time */
    int hours;      /* index into settings.hours, INDEX_NONE for 24x7 */
    uint8_t pauses; /* enum promise_pauses of the settings */
    size_t line;    /* of the settings or of clients.csv; 0 none */
};

/* The names that the numbers of facts stand for, in a canonical order (not that of the store). */
struct fact_names {
    const char **accounts; /* sorted by bytes; one "all" when the export names none */
    uint32_t account_count;
    double account_known_share; /* of tickets that name an account */
    const char **topics;        /* [0] "other" */
    uint32_t topic_count;
    struct fact_promise *promises; /* [0] none */
    uint32_t promise_count;
};

/* What the export as a whole can show, and why not more: the ladder of statistics.md 0.9. */
enum evidence_question {
    EVIDENCE_REPLY,
    EVIDENCE_ACTIVITY,
    EVIDENCE_ONE_TOUCH,
    EVIDENCE_REOPEN,
    EVIDENCE_CHANNEL,
    EVIDENCE_SWITCH,
    EVIDENCE_ABANDON,
    EVIDENCE_SURVEY,
    EVIDENCE_LISTENING,
    EVIDENCE_PLAIN_WORDS,
    EVIDENCE_REVIEW,
    EVIDENCE_RESOLVE,
    EVIDENCE_COUNT
};
const char *evidence_name(enum evidence_question question);

struct evidence {
    uint8_t rung; /* enum rung */
    bool has_clock[CLOCK_COUNT];
    const char *source;  /* static key of how it was read: "messages", "desk_first_reply", … */
    const char *missing; /* static key of the column that would cure it: "first_reply_at"; NULL */
};

#endif
