/* groundwork: what must be known of all tickets before a fact of one can be made. Private. */
#ifndef DESKGAUGE_FACTS_GROUNDWORK_H
#define DESKGAUGE_FACTS_GROUNDWORK_H

#include "calendar/slot.h"
#include "facts/build.h"
#include "facts/templates.h"
#include "settings/clocks.h"

/* The numbers at the end of the ids of one source. */
struct ticket_numbers {
    uint64_t count;
    int64_t least, greatest;
};

/* Which columns an export fills: what it can prove and what it cannot. */
struct source_columns {
    uint64_t ticket_count;
    bool has_messages;     /* some message row, and not of the customers alone */
    bool has_author_kinds; /* some message says who wrote it */
    uint64_t message_count, unknown_kind_count;
    uint64_t customer_message_count;
    uint64_t ended_count, open_count; /* tickets that ended; whose status says that they have not */
    bool has_texts;
    bool has_first_reply_at;
    bool has_reply_calendar_s, has_reply_business_s;
    bool has_staff_reply_count;
    bool has_events, has_event_actors;
    bool has_reopen_count, has_reopened_at;
    bool has_requester, has_account;
    bool has_channel;
    bool has_rating, has_offered, has_surveys, has_reviews;
    bool has_resolved, has_handling;
    struct ticket_numbers numbers;
};

/* When each requester opened tickets: returns and switches are seen from here. */
struct opening {
    uint32_t requester;
    uint32_t ticket;
    int64_t at;
    uint32_t category;
    uint8_t channel;
};

/* Whose people a person was from day to day; local days, both included. */
struct employment {
    uint32_t person;
    int32_t from_day, to_day;
    uint8_t executor;
};

struct agreed_dispute {
    const struct dispute_row *row; /* agreed or not: all must find their ticket */
    bool is_found;
};

struct survivor {
    uint32_t ticket;
    int64_t created_at; /* earliest of those merged into it */
};

struct groundwork {
    const struct settings *settings;
    struct vocabulary vocabulary;
    int64_t cut_at;
    bool reply_durations_doubted; /* they do not agree with their dates: an import says so */
    bool is_as_of;                /* the cut was chosen: later instants are hidden */
    struct hours_clocks hours;
    struct zone *zone;                /* of hours */
    const struct hours_clock *clocks; /* of settings.hours */
    const struct holidays *holidays;  /* of the desk's slots; NULL none */

    uint8_t *channel_of, *priority_of, *status_of, *type_of; /* class by word */
    uint32_t *account_of;           /* index into names.accounts by word; UINT32_MAX not used */
    bool *account_is_test;          /* by word */
    uint8_t *topic_of;              /* by category word */
    uint8_t *executor_of;           /* by group word */
    uint8_t *person_flags;          /* by person */
    struct employment *employments; /* by person, then the order of the settings */
    size_t employment_count, employment_capacity;
    uint16_t **promise_lines;        /* by account word: indexes of names.promises, ended by 0 */
    struct agreed_dispute *disputes; /* by ticket id */
    size_t dispute_count;
    const char *const *source_names; /* of the store */

    struct source_columns *sources;
    uint32_t source_count;
    struct opening *openings; /* sorted by requester, at */
    size_t opening_count, opening_capacity;
    struct survivor *survivors; /* sorted by ticket */
    size_t survivor_count, survivor_capacity;
    struct templates *templates;
    int64_t updated_least, created_least; /* of the survivorship guard */
    int64_t *later_ages_s;                /* updated - created of tickets, for its median */
    size_t later_count, later_capacity;

    const char *survivors_doubted; /* "updated_since", "number_gaps", NULL: once all was read */
    /* Tickets created before it are here only if they were updated after it; INSTANT_UNKNOWN: all
     * tickets are here, as far as can be seen. */
    int64_t observed_from_at;

    struct fact_names names;
    struct arena *arena; /* of names and of the tables above */
};

enum person_flag {
    PERSON_BOT = 1 << 0,
    PERSON_TEST = 1 << 1,
    PERSON_HAS_EXECUTOR = 1 << 2, /* some row of employments is his */
};

/* Classes, clocks, persons and names; then one pass over the store. `arena` becomes the owner of
 * names. Release with groundwork_release() whether it succeeded or not. */
MUST_CHECK bool groundwork_prepare(struct groundwork *ground, struct store *store,
                                   const struct settings *settings, int64_t as_of,
                                   struct arena *arena, struct error *err);
void groundwork_release(struct groundwork *ground);
OWN_RELEASER(groundwork_release, struct groundwork)

/* clocks.c: zone, hours and holidays of the settings. */
MUST_CHECK bool groundwork_clocks(struct groundwork *ground, struct error *err);
void groundwork_clocks_release(struct groundwork *ground);

/* classes.c: words of the desk to classes, by the settings first. */
MUST_CHECK bool groundwork_classes(struct groundwork *ground, struct error *err);

/* people.c: bots, test requesters, and who was whose on a local day (EXECUTOR_UNKNOWN: not said).
 */
enum executor groundwork_executor(const struct groundwork *ground, uint32_t person, int32_t day);
MUST_CHECK bool groundwork_persons(struct groundwork *ground, const struct hash_key *key,
                                   struct error *err);

/* disputes.c: is this ticket left out by agreement; and disputes whose ticket was never met. */
MUST_CHECK bool groundwork_disputes(struct groundwork *ground, struct error *err);
bool groundwork_is_disputed(struct groundwork *ground, const struct thread *thread);
uint32_t groundwork_lost_disputes(const struct groundwork *ground, size_t *first_line);

/* The promise of a ticket: index into names.promises, by the lines of the settings; `account` is
 * its word. */
uint16_t groundwork_promise(const struct groundwork *ground, uint32_t account, uint8_t channel,
                            uint8_t priority, int32_t day);

/* evidence.c: the ladder, from the columns of the sources. */
void groundwork_evidence(const struct groundwork *ground, struct evidence out[EVIDENCE_COUNT]);
/* The survivorship guard (statistics.md 0.1): sets survivors_doubted to "updated_since",
 * "number_gaps", or NULL, and observed_from_at. */
void groundwork_doubt_survivors(struct groundwork *ground);

/* numbers.c: more than 5 % of the numbers between the first and the last are not here, of at least
 * 100 tickets. Where more than half are missing, other queues share them: that says nothing. */
void numbers_note(struct ticket_numbers *numbers, struct span id);
bool numbers_have_gaps(const struct ticket_numbers *numbers);

/* An instant as seen at the cut: later ones are unknown. */
static inline int64_t seen(const struct groundwork *ground, int64_t at)
{
    return at > ground->cut_at ? INSTANT_UNKNOWN : at;
}

/* Elapsed on both clocks of a promise. */
void elapsed(const struct groundwork *ground, const struct fact_promise *promise, int64_t from,
             int64_t to, int64_t out_s[CLOCK_COUNT]);

/* The next ticket of the same requester after `at`, within `window_s`, of the same category where
 * both tell (`any_category`: of any); NULL none. */
const struct opening *next_opening(const struct groundwork *ground, uint32_t requester,
                                   uint32_t ticket, int64_t at, int64_t window_s, uint32_t category,
                                   bool any_category);

#endif
