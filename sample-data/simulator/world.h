/* world: all that is true of a simulated company before its first ticket is opened. */
#ifndef DESKGAUGE_SAMPLE_WORLD_H
#define DESKGAUGE_SAMPLE_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/vocabulary.h"
#include "simulator/wall_clock.h"

/*
 * A world is a plain value: take world_hosting(), change what a test is about (a sag, a share, the
 * volume), world_settle() it, and hand it to arrivals_open(). Times are wall seconds of the
 * company (wall_clock.h); shares are 0..1; a ratio multiplies. Tables that end early are filled
 * up to their count.
 */

/* Who is on duty, by the clock of the company. Each shift belongs to one team. */
enum shift {
    SHIFT_DAY,     /* working days 09–18 */
    SHIFT_EVENING, /* working days 18–23 */
    SHIFT_WEEKEND, /* other days 09–23 */
    SHIFT_NIGHT,   /* 23–09 */
    SHIFT_COUNT
};

/* The four channels of the house, in the order of its tables. */
enum world_channel { ON_EMAIL, ON_MESSENGER, ON_CHAT, ON_PHONE, ON_COUNT };

struct world_account {
    const char *name; /* also the domain of its requesters: u12@NAME.example */
    double weight;    /* of the demand */
    double english_share;
    uint32_t requester_count;
    bool is_all_hours;  /* promised 24/7, else on office hours */
    bool has_human_bot; /* e-mail is acknowledged by a macro under an agent's name */
    double delay_ratio; /* how this client is served, of what all are; 0: as all */
    double holds_ratio;
    double mood_shift; /* added to the chance of being satisfied */
};

struct world_channel_traits {
    enum channel channel;
    double share_first; /* of the demand of a working day, at the start of the period … */
    double share_last;  /* … and at its end: the mix shifts linearly between */
    double off_ratio;   /* demand of a weekend or holiday, of a working day's */
    double bot_share;   /* tickets that a bot acknowledges within seconds */
    uint8_t hours[24];  /* weight of each hour */
};

struct world_category {
    const char *name;
    double weight;
    double holds_ratio;  /* multiplies the chance that the first answer holds */
    int32_t from_day;    /* the product is young: no tickets before this day; 0: always there */
    uint16_t only_agent; /* the one agent (1 …) who solves it, on the day shift; 0: anyone */
};

struct world_team {
    const char *name;   /* the group column */
    const char *prefix; /* of its agents' names */
    uint32_t first_agent, agent_count;
    enum executor executor;
    double holds_ratio;
    double heavy_share; /* answers written in officialese and jargon */
};

/* What becomes of a ticket that arrives on a shift: picked up there and then with this chance, at
 * the promise times delay_ratio (median), else left for the next opening. */
struct world_cover {
    double pickup_share;
    double delay_ratio;
};

/* Something that got worse (or better, with ratios the other way) from a day on. */
struct world_sag {
    const char *criterion;       /* as mission.md names them: "reaction" … */
    int32_t from_day, until_day; /* until is exclusive; 0: for good */
    uint8_t channels;            /* bits 1 << enum world_channel */
    uint8_t shifts;              /* bits 1 << enum shift, at arrival */
    double pickup_ratio;
    double delay_ratio;
    double holds_ratio;
    double mood_shift;          /* added to the chance of being satisfied */
    bool waits_for_working_day; /* what is left over waits for a working day's morning */
};

struct world_outage {
    int64_t from;
    int64_t duration_s;
    uint32_t ticket_count; /* at the world's own ticket_count; scaled with it */
    uint32_t category;
    double delay_ratio; /* of every wait that starts meanwhile */
};

enum {
    WORLD_ACCOUNTS = 100,
    WORLD_CATEGORIES = 12,
    WORLD_SAGS = 4,
    WORLD_OUTAGES = 6,
    WORLD_DAYS = 1100,
};

struct world {
    const char *name;
    const char *zone;
    uint64_t seed;
    uint64_t ticket_count; /* opened by the weekly rhythm; outages and returns come on top */
    uint64_t first_number; /* of the first ticket */
    int32_t from_day;
    int64_t cut;             /* the export is taken here; nothing later is seen */
    const int32_t *holidays; /* 20260309 … */
    uint32_t holiday_count;

    struct world_account accounts[WORLD_ACCOUNTS];
    uint32_t account_count;
    uint32_t account_copies; /* each account stands for so many alike (benchmarks); usually 1 */
    struct world_channel_traits channels[ON_COUNT];
    struct world_category categories[WORLD_CATEGORIES];
    uint32_t category_count;
    struct world_team teams[SHIFT_COUNT];
    struct world_cover cover[SHIFT_COUNT][ON_COUNT];
    struct world_sag sags[WORLD_SAGS];
    uint32_t sag_count;
    struct world_outage outages[WORLD_OUTAGES];
    uint32_t outage_count;

    double growth;        /* demand at the end, of demand at the start */
    double day_noise;     /* sigma of the daily volume and of the daily load on staff */
    double office_pickup; /* out of hours, an office account's pickup_share is multiplied by this */
    uint8_t office_from, office_until; /* hours of the office promise, working days */
    uint8_t morning;                   /* hour at which what was left over is taken up */
    double morning_ratio;              /* its delay, of the day shift's */

    uint32_t promise_s[PRIORITY_COUNT]; /* first human reply, by priority */
    double promised_share;
    double priority_weights[PRIORITY_COUNT];
    double wait_sigma;  /* of the log of a wait */
    double tail_share;  /* waits that are forgotten for a while … */
    double tail_ratio;  /* … and last this many times longer */
    double never_share; /* tickets that nobody ever answers */

    double spam_share, test_share;
    double staff_share;      /* opened by staff: renewals, monitoring, backups */
    double bot_closed_share; /* of those with a bot: it answers, and closes after a silence */
    double clarify_share;    /* first answers that only ask for details */
    double holds_share;      /* first answers after which nothing more is needed */
    double back_share;       /* of those that fail: the customer writes back … */
    double reopen_share;     /* … or reopens the solved ticket; the rest open a new ticket */
    double switch_share;     /* long waits after which the customer tries another channel */
    double merge_share;      /* of those: staff merge the second ticket into the first */
    double chat_patience_s;  /* median; the chat is lost when nobody comes */
    double satisfied_share;  /* when in time, answered at once and not reopened */
    double late_mood, failed_mood; /* subtracted from it */
    double survey_share;           /* solved tickets that are asked; 0: no survey */
    double response_share[6];      /* [score 1 … 5]: the silence depends on the mood */
    double review_share;           /* answered tickets read by a reviewer; 0: none */
    bool has_texts;

    uint8_t day_kinds[WORLD_DAYS]; /* made by world_settle(): 0 working, 1 weekend, 2 holiday */
};

/* A hosting company's year; a service desk's three quarters; the shape of the benchmark. */
struct world world_hosting(void);
struct world world_small(void);
struct world world_bench(void);

/* Check the world and work out what is derived. ERROR_USAGE when it cannot be simulated. */
MUST_CHECK bool world_settle(struct world *world, struct error *err);

bool world_is_off(const struct world *world, int32_t day); /* weekend or public holiday */
bool world_is_holiday(const struct world *world, int32_t day);
enum shift world_shift(const struct world *world, int64_t at);
enum band world_band(const struct world *world, int64_t at);

/* Sags in force for a ticket that arrives so; all-neutral when there is none. */
struct world_sag world_sag_at(const struct world *world, enum world_channel channel, int64_t at);

/* The next opening after `at` at which left-over work is taken up. */
int64_t world_next_morning(const struct world *world, int64_t at, bool on_working_day);

/* Seconds between two instants on the promised clock of an account. */
int64_t world_promised_s(const struct world *world, bool is_all_hours, int64_t from, int64_t until);

/* How heavy the day is on staff, and how an outage slows them: a ratio, 1 on average. */
double world_load(const struct world *world, int64_t at);

#endif
