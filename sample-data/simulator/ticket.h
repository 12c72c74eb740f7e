/* ticket: one ticket's whole life, also what no export will ever show. */
#ifndef DESKGAUGE_SAMPLE_TICKET_H
#define DESKGAUGE_SAMPLE_TICKET_H

#include "simulator/arrivals.h"
#include "simulator/phrases.h"

enum ticket_nature {
    NATURE_DEMAND,    /* a client asks */
    NATURE_ATTENDED,  /* a client called; staff logged it afterwards */
    NATURE_PROACTIVE, /* staff opened it */
    NATURE_SPAM,
    NATURE_TEST,
    NATURE_MERGED, /* a client asked again elsewhere; staff merged it into the first */
    NATURE_COUNT
};

/* Why a demand was closed with no human reply. */
enum unanswered { ANSWERED, WAITS_FOR_EVER, CLOSED_BY_BOT, CHAT_LOST, CLOSED_SILENTLY };

/* How the first answer failed. */
enum failure { HELD, WRITES_BACK, REOPENS, OPENS_ANEW };

enum writer { BY_CUSTOMER, BY_AGENT, BY_HUMAN_BOT, BY_BOT, BY_SYSTEM };

struct message {
    int64_t at;
    uint64_t salt;   /* draws the wording */
    uint32_t agent;  /* BY_AGENT: number within its team's prefix */
    enum shift team; /* BY_AGENT */
    enum writer writer;
    enum phrase phrase;
    bool is_public;
};

struct turn {
    int64_t at;
    enum status status;
};

enum { TICKET_MESSAGES = 28, TICKET_TURNS = 20 };

/* Instants are wall seconds, WALL_NEVER where the thing never happens; nothing is cut off. */
struct ticket {
    uint64_t number, key, merged_into;
    uint32_t account; /* of all copies: kind = account % account_count */
    uint32_t requester, category;
    enum world_channel channel;
    enum priority priority;
    enum ticket_type type;
    enum phrase_language language;
    enum ticket_nature nature;
    enum arrival_cause cause;
    enum unanswered unanswered;
    enum failure failure;

    int64_t created_at;
    int64_t first_human_at;  /* first public answer by a person */
    int64_t first_answer_at; /* first one that is not only a question */
    int64_t closed_unanswered_at;
    int64_t failed_at; /* the client is back, or reopens, or opens anew, and gets an answer */
    int64_t first_solved_at, reopened_at, closed_at;
    int64_t promised_wait_s; /* of first_human_at, on the promised clock */
    uint32_t promise_s;
    bool is_within_promise;
    bool is_within_promise_by_calendar;
    bool has_bot, has_human_bot, asks_first, is_young_product;
    bool reopens_only_to_thank;
    uint32_t first_agent;
    enum shift first_team; /* that gave the first human answer */
    uint32_t last_agent;
    enum shift last_team;

    bool is_satisfied;
    uint8_t score;                              /* 1 … 5, what the client thinks */
    int64_t survey_sent_at, survey_answered_at; /* WALL_NEVER: not sent, not answered */
    uint8_t review_count;                       /* 0 … 2 */
    bool answer_is_complete, answer_is_correct;
    bool review_complete[2], review_correct[2]; /* as the reviewers saw it */

    struct message messages[TICKET_MESSAGES];
    uint32_t message_count;
    struct turn turns[TICKET_TURNS];
    uint32_t turn_count;
    struct arrival caused[2]; /* the tickets that this one will cause */
    uint32_t caused_count;
};

/*
 * The life of the ticket that `arrival` opens; a pure function of its arguments. `seed` does not
 * enter but by arrival->key, so the same ticket can be lived in another world (without the sag,
 * say) with the same luck.
 */
void ticket_live(const struct world *world, const struct arrival *arrival, uint64_t number,
                 struct ticket *out);

const struct world_account *ticket_account(const struct world *world, const struct ticket *ticket);

/* The first reply as the desk counts it: the first public message under a person's name, a macro's
 * too. WALL_NEVER when there is none before `cut`. */
int64_t ticket_desk_reply_at(const struct ticket *ticket, int64_t cut);

/* Status at `cut`, and when it was entered for the first or the last time (WALL_NEVER: never). */
enum status ticket_status(const struct ticket *ticket, int64_t cut);
int64_t ticket_first_turn(const struct ticket *ticket, enum status status, int64_t cut);
int64_t ticket_last_turn(const struct ticket *ticket, enum status status, int64_t cut);
uint32_t ticket_reopens(const struct ticket *ticket, int64_t cut);

#endif
