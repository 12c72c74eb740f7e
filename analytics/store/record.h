/* record: what an export says, row by row, in the shapes that the store keeps. */
#ifndef DESKGAUGE_STORE_RECORD_H
#define DESKGAUGE_STORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/text.h"
#include "base/vocabulary.h"
#include "calendar/instant.h"

/*
 * Nothing here depends on settings: promises, hours, bots, topics and executors are applied when
 * facts are made (rulings 1). Instants are UTC seconds, INSTANT_UNKNOWN where the export is
 * silent; counts and durations are -1 where it is silent, never 0.
 *
 * A word of the desk ("Mail", "P1 - Critical", an account's name) is a number: its row in the
 * vocabulary of the store, 0 = absent. A person is a number too: the row of a keyed hash.
 */
enum vocabulary_kind {
    VOCABULARY_ACCOUNT,
    VOCABULARY_CHANNEL,
    VOCABULARY_PRIORITY,
    VOCABULARY_STATUS,
    VOCABULARY_TYPE,
    VOCABULARY_CATEGORY,
    VOCABULARY_GROUP, /* the team that holds the ticket */
    VOCABULARY_KINDS
};

/* How the desk's own first-reply duration was measured (rulings 21): it stays on that clock. */
enum desk_clock { DESK_CLOCK_NONE, DESK_CLOCK_CALENDAR, DESK_CLOCK_BUSINESS };

enum { COUNT_UNKNOWN = -1 };

struct rating {
    int16_t score;      /* as the client gave it, 1 … scale_max; COUNT_UNKNOWN: no answer */
    int16_t scale_max;  /* 2 (bad, good), 3, 5, 7, 10, 11 (0–10 kept as 1–11); 0 unknown */
    int8_t was_offered; /* 1 yes, 0 no, COUNT_UNKNOWN: the desk does not tell */
};

enum ticket_flag {
    TICKET_NAIVE_TIME = 1 << 0,  /* instants came without a zone; the import says which was used */
    TICKET_DST_GAP = 1 << 1,     /* a local time that does not exist was moved past the gap */
    TICKET_DST_REPEAT = 1 << 2,  /* a local time that exists twice: the earlier one was taken */
    TICKET_FROM_EVENTS = 1 << 3, /* folded from an event log */
    TICKET_ORDER_DOUBT = 1 << 4, /* reply before creation, or resolution before reply */
    TICKET_HAS_ESCALATED = 1 << 5,
};

struct ticket_record {
    struct span id; /* as the export writes it; borrowed */
    int64_t created_at;
    int64_t first_reply_at; /* the desk's own first public reply, as it counts it */
    int64_t first_human_at; /* first action by a person of the staff seen in an event log */
    int64_t resolved_at;    /* last time solved */
    int64_t first_resolved_at;
    int64_t closed_at;
    int64_t reopened_at; /* first reopening */
    int64_t updated_at;
    int64_t due_reply_at; /* the desk's own SLA */
    int64_t due_resolve_at;
    int64_t first_reply_s; /* the desk's own duration, on first_reply_clock */
    int64_t resolution_s;  /* the desk's own duration, on resolution_clock */
    int64_t handling_s;    /* logged work time */
    uint32_t account;
    uint32_t requester; /* person */
    uint32_t assignee;  /* person */
    uint32_t channel;
    uint32_t priority;
    uint32_t status;
    uint32_t type;
    uint32_t category;
    uint32_t group;
    int32_t reopen_count;
    int32_t staff_reply_count;
    int32_t customer_reply_count; /* without the opening message */
    int32_t reassignment_count;
    struct span merged_into; /* ticket id; absent: not merged; borrowed */
    struct rating rating;
    uint8_t initiator; /* enum initiator */
    uint8_t first_reply_clock;
    uint8_t resolution_clock;
    int8_t reply_sla_met; /* the desk's own verdict: 1, 0, COUNT_UNKNOWN */
    int8_t resolve_sla_met;
    uint32_t flags; /* enum ticket_flag */
};

/* A record in which everything is unknown. */
struct ticket_record ticket_record_unknown(void);

enum message_flag {
    MESSAGE_PUBLIC = 1 << 0,
    MESSAGE_VISIBILITY_UNKNOWN = 1 << 1,
    MESSAGE_BY_API = 1 << 2,     /* sent by a trigger, macro schedule or API client */
    MESSAGE_QUESTION = 1 << 3,   /* a question mark in the last sentence */
    MESSAGE_HAS_TEXT = 1 << 4,   /* the counters below were measured */
    MESSAGE_REPEATS = 1 << 5,    /* "as I said": a phrase of the list of listening stands in it */
    MESSAGE_ASKS_AGAIN = 1 << 6, /* staff ask for what was given before */
    MESSAGE_TEXT_KEPT = 1 << 7,  /* of an import alone: the store has this text, see text_key */
};
/* Flags that a text tells. */
enum { MESSAGE_TEXT_FLAGS = MESSAGE_QUESTION | MESSAGE_HAS_TEXT | MESSAGE_REPEATS };

/* Integers of a text (rulings 12); the text itself is not kept. */
struct text_counts {
    uint16_t word_count;
    uint16_t sentence_count;
    uint16_t syllable_count;
    uint16_t long_word_count;
    uint16_t foreign_word_count;
    uint16_t jargon_count;
    uint32_t character_count;
    uint8_t language; /* enum text_language of statistics/readability.h: 0 none, 1 en, 2 ru */
};

struct message_record {
    struct span ticket_id; /* borrowed */
    int64_t at;
    uint64_t native_id; /* XXH3 of the export's own message id, 0: it has none */
    uint64_t body;      /* keyed hash of the normalised body, cut to 64 bits, 0: no body */
    uint64_t text_key; /* 24 bits of the ticket's id, then 40 of a keyed hash of it, its source, the
                          text as it came, author kind and the rules of measuring: within a ticket
                          equal keys are equal measures. 0: not told */
    uint32_t author;   /* person, 0 unknown */
    uint32_t channel;  /* 0: that of the ticket */
    uint8_t author_kind; /* enum author_kind, as the export says it */
    uint8_t flags;       /* enum message_flag */
    struct text_counts text;
};

/* `asks` tells surveys of one instant apart; what is not asked, or not answered, is unknown. */
struct survey_record {
    struct span ticket_id;
    int64_t sent_at;
    int64_t answered_at;
    struct rating rating;   /* of satisfaction; a 0 may be an answer, as a 0 of ten */
    int16_t recommendation; /* 0–10, COUNT_UNKNOWN */
    int16_t effort;         /* more is easier; COUNT_UNKNOWN */
    int16_t effort_max;
    uint8_t asks; /* bits 1 << enum survey_kind; 0: satisfaction alone, as in stores of before */
};
bool survey_asks(const struct survey_record *record, enum survey_kind kind);

struct review_record {
    struct span ticket_id;
    uint32_t reviewer;  /* person */
    int8_t is_complete; /* 1, 0, COUNT_UNKNOWN */
    int8_t is_correct;
};

/* One change of a ticket's status, or one event of an event log. */
struct status_record {
    struct span ticket_id;
    int64_t at;
    uint32_t status;    /* 0: an event that changed something else */
    uint32_t actor;     /* person */
    uint8_t actor_kind; /* enum author_kind */
};

/* The six fates of a physical row (rulings 10): they add up to the rows of the file. */
enum fate {
    FATE_NEW,
    FATE_CHANGED,
    FATE_UNCHANGED,
    FATE_FOLDED,
    FATE_IGNORED,
    FATE_REJECTED,
    FATE_COUNT
};
const char *fate_name(enum fate fate);

/* A row that was refused, without its text (rulings 24). Line and column count from 1. */
struct reject {
    uint64_t line;
    uint64_t byte_offset;
    uint64_t byte_length;
    uint32_t column;         /* 0: the row as a whole */
    const char *column_name; /* borrowed; NULL: the row as a whole */
    const char *reason;      /* a sentence; quotes at most 32 bytes of date, number, word columns */
};

#endif
