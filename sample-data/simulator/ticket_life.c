#include "simulator/ticket.h"

#include <assert.h>
#include <string.h>

#include "simulator/chance.h"

/* What is drawn about a ticket. Append; the order is part of the committed sample. */
enum draw {
    DRAW_ACCOUNT = 1001,
    DRAW_REQUESTER,
    DRAW_LANGUAGE,
    DRAW_PRIORITY,
    DRAW_CATEGORY,
    DRAW_TYPE,
    DRAW_NATURE,
    DRAW_HAS_BOT,
    DRAW_BOT_DELAY,
    DRAW_BOT_CLOSES,
    DRAW_HUMAN_BOT,
    DRAW_HUMAN_BOT_DELAY,
    DRAW_NEVER,
    DRAW_SILENT_CLOSE,
    DRAW_PATIENCE,
    DRAW_NAG,
    DRAW_NAG_AT,
    DRAW_NOTE,
    DRAW_SWITCH,
    DRAW_SWITCH_AT,
    DRAW_SWITCH_MERGE,
    DRAW_CLARIFY,
    DRAW_CLARIFY_ANSWERED,
    DRAW_DETAILS_DELAY,
    DRAW_HEAVY,
    DRAW_HOLDS,
    DRAW_FAILURE,
    DRAW_FAILURE_DELAY,
    DRAW_AGAIN,
    DRAW_THANKS,
    DRAW_THANKS_DELAY,
    DRAW_THANKS_REOPENS,
    DRAW_SOLVE,
    DRAW_SOLVE_LATE,
    DRAW_CLOSE,
    DRAW_CLOSE_MESSAGE,
    DRAW_SUMMARY,
    DRAW_SATISFIED,
    DRAW_SCORE,
    DRAW_SURVEY,
    DRAW_RESPONSE,
    DRAW_RESPONSE_DELAY,
    DRAW_REVIEW,
    DRAW_REVIEW_TWICE,
    DRAW_COMPLETE,
    DRAW_CORRECT,
    DRAW_REVIEWER,    /* … + 3 */
    KEY_REPLY = 2001, /* + ordinal of the reply */
    KEY_CHILD = 2101,
    KEY_SALT = 2201, /* + ordinal of the message */
};

enum { DRAW_PICKUP = 1, DRAW_WAIT, DRAW_TAIL, DRAW_AGENT }; /* of a reply's key */

struct life {
    const struct world *world;
    const struct world_account *account;
    struct ticket *ticket;
    uint32_t reply_count;
};

struct reply {
    int64_t at;
    enum shift team;
    uint32_t agent;
};

static struct message *say(struct life *life, int64_t at, enum writer writer, enum phrase phrase)
{
    struct ticket *ticket = life->ticket;
    uint32_t at_index = ticket->message_count++;
    struct message *message = &ticket->messages[at_index];

    assert(at_index < TICKET_MESSAGES);
    *message = (struct message){.at = at,
                                .salt = chance_key(ticket->key, KEY_SALT + at_index),
                                .writer = writer,
                                .phrase = phrase,
                                .is_public = true};
    return message;
}

static struct message *staff_say(struct life *life, struct reply reply, enum phrase phrase)
{
    struct message *message = say(life, reply.at, BY_AGENT, phrase);

    message->agent = reply.agent;
    message->team = reply.team;
    life->ticket->last_agent = reply.agent;
    life->ticket->last_team = reply.team;
    return message;
}

static void turn(struct life *life, int64_t at, enum status status)
{
    assert(life->ticket->turn_count < TICKET_TURNS);
    life->ticket->turns[life->ticket->turn_count++] = (struct turn){at, status};
}

/* `wait_s` working seconds (day shift) after `from`. */
static int64_t add_working(const struct world *world, int64_t from, int64_t wait_s)
{
    for (int32_t day = wall_day(from);; day++) {
        int64_t open = (int64_t)day * WALL_DAY_S + 9 * WALL_HOUR_S;
        int64_t close = (int64_t)day * WALL_DAY_S + 18 * WALL_HOUR_S;
        int64_t begin = from > open ? from : open;
        if (world_is_off(world, day) || begin >= close)
            continue;
        if (begin + wait_s <= close)
            return begin + wait_s;
        wait_s -= close - begin;
    }
}

static double ratio_or_one(double ratio)
{
    return ratio == 0.0 ? 1.0 : ratio;
}

static bool needs_expert(const struct life *life)
{
    return life->world->categories[life->ticket->category].only_agent != 0;
}

/* An expert answers when he is there; he counts to the day team whenever that is. */
static enum shift team_at(const struct life *life, int64_t at)
{
    return needs_expert(life) ? SHIFT_DAY : world_shift(life->world, at);
}

static uint32_t agent_of(const struct life *life, enum shift team, uint64_t key)
{
    const struct world_team *row = &life->world->teams[team];
    uint16_t only = life->world->categories[life->ticket->category].only_agent;

    if (only != 0)
        return only;
    return row->first_agent + chance_below(key, DRAW_AGENT, row->agent_count);
}

/*
 * When staff answer what came at `at`. The shift on duty picks it up or leaves it for the
 * morning; the wait is log-normal around the promise times the delay ratios, with a heavy tail.
 */
static struct reply answer_to(struct life *life, int64_t at, double ratio)
{
    const struct world *world = life->world;
    const struct ticket *ticket = life->ticket;
    uint64_t key = chance_key(ticket->key, KEY_REPLY + life->reply_count++);
    enum shift shift = world_shift(world, at);
    struct world_cover cover = world->cover[shift][ticket->channel];
    struct world_sag sag = world_sag_at(world, ticket->channel, at);
    bool is_office = !life->account->is_all_hours;
    bool is_expert = needs_expert(life);
    bool is_working = shift == SHIFT_DAY;
    double pickup = cover.pickup_share * sag.pickup_ratio;
    int64_t from = at;
    double median = 0.0;
    int64_t wait_s = 0;
    struct reply reply = {0};

    if (!is_working)
        pickup *= is_expert ? 0.0 : is_office ? world->office_pickup : 1.0;
    if (!chance_is(key, DRAW_PICKUP, pickup)) {
        is_working = is_office || is_expert || sag.waits_for_working_day;
        from = world_next_morning(world, at, is_working);
        cover = world->cover[SHIFT_DAY][ticket->channel];
        cover.delay_ratio *= world->morning_ratio;
    }
    median = ticket->promise_s * cover.delay_ratio * sag.delay_ratio * ratio *
             ratio_or_one(life->account->delay_ratio);
    if (chance_is(key, DRAW_TAIL, world->tail_share))
        median *= world->tail_ratio;
    wait_s = (int64_t)chance_lognormal(key, DRAW_WAIT, median * world_load(world, from),
                                       world->wait_sigma);
    wait_s = wait_s < 12 ? 12 + wait_s : wait_s;
    reply.at =
        is_working && (is_office || is_expert) ? add_working(world, from, wait_s) : from + wait_s;
    reply.team = team_at(life, reply.at);
    reply.agent = agent_of(life, reply.team, key);
    return reply;
}

static uint32_t category_at(const struct world *world, int64_t at, uint64_t key)
{
    double weights[WORLD_CATEGORIES];

    for (uint32_t i = 0; i < world->category_count; i++) {
        const struct world_category *category = &world->categories[i];
        weights[i] = wall_day(at) >= category->from_day ? category->weight : 0.0;
    }
    return chance_row(chance_unit(key, DRAW_CATEGORY), weights, world->category_count);
}

/* A third of the requesters ask three times as often as the rest. */
static uint32_t requester_of(const struct world_account *account, uint64_t key)
{
    double unit = chance_unit(key, DRAW_REQUESTER);
    double third = 1.0 / 3.0;
    double spread = unit < .6 ? unit / .6 * third : third + (unit - .6) / .4 * (1.0 - third);

    return 1 + (uint32_t)(spread * account->requester_count);
}

static uint32_t account_of(const struct world *world, uint64_t key)
{
    double weights[WORLD_ACCOUNTS];
    uint64_t draw = chance_key(key, DRAW_ACCOUNT);

    for (uint32_t i = 0; i < world->account_count; i++)
        weights[i] = world->accounts[i].weight;
    return chance_row(chance_unit(key, DRAW_ACCOUNT), weights, world->account_count) +
           world->account_count * chance_below(draw, DRAW_ACCOUNT, world->account_copies);
}

static enum ticket_type type_of(uint64_t key)
{
    double unit = chance_unit(key, DRAW_TYPE);

    return unit < .52 ? TYPE_QUESTION : unit < .90 ? TYPE_INCIDENT : TYPE_REQUEST;
}

static enum ticket_nature nature_of(const struct world *world, const struct arrival *arrival)
{
    double unit = chance_unit(arrival->key, DRAW_NATURE);

    if (arrival->cause == ARRIVAL_SWITCH && arrival->is_merged)
        return NATURE_MERGED;
    if (arrival->cause == ARRIVAL_RHYTHM) {
        if (unit < world->spam_share && arrival->channel == ON_EMAIL)
            return NATURE_SPAM;
        if (unit > 1.0 - world->test_share)
            return NATURE_TEST;
        if (unit > 1.0 - world->test_share - world->staff_share &&
            world_shift(world, arrival->at) == SHIFT_DAY)
            return NATURE_PROACTIVE;
    }
    return arrival->channel == ON_PHONE ? NATURE_ATTENDED : NATURE_DEMAND;
}

static void identify(struct life *life, const struct arrival *arrival, uint64_t number)
{
    const struct world *world = life->world;
    struct ticket *ticket = life->ticket;
    uint64_t key = arrival->key;
    bool is_child = arrival->cause == ARRIVAL_RETURN || arrival->cause == ARRIVAL_SWITCH;

    ticket->number = number;
    ticket->key = key;
    ticket->cause = arrival->cause;
    ticket->channel = arrival->channel;
    ticket->created_at = arrival->at;
    ticket->account = is_child ? arrival->account : account_of(world, key);
    life->account = ticket_account(world, ticket);
    ticket->requester = is_child ? arrival->requester : requester_of(life->account, key);
    ticket->category =
        arrival->cause == ARRIVAL_RHYTHM ? category_at(world, arrival->at, key) : arrival->category;
    ticket->is_young_product = world->categories[ticket->category].from_day != 0;
    ticket->priority = (enum priority)chance_row(chance_unit(key, DRAW_PRIORITY),
                                                 world->priority_weights, PRIORITY_COUNT);
    ticket->promise_s = world->promise_s[ticket->priority];
    ticket->nature = nature_of(world, arrival);
    ticket->type = arrival->cause == ARRIVAL_OUTAGE ? TYPE_INCIDENT : type_of(key);
    if (ticket->nature == NATURE_PROACTIVE) {
        ticket->channel = ON_EMAIL;
        ticket->type = TYPE_REQUEST;
    }
    /* By the person, not by the ticket: nobody changes language from day to day. */
    ticket->language = chance_is(chance_key(ticket->account, ticket->requester), DRAW_LANGUAGE,
                                 life->account->english_share)
                           ? IN_ENGLISH
                           : IN_RUSSIAN;
    ticket->merged_into = ticket->nature == NATURE_MERGED ? arrival->parent_number : 0;
}

static void judge_wait(struct life *life)
{
    struct ticket *ticket = life->ticket;

    if (ticket->first_human_at == WALL_NEVER)
        return;
    ticket->promised_wait_s = world_promised_s(life->world, life->account->is_all_hours,
                                               ticket->created_at, ticket->first_human_at);
    ticket->is_within_promise = ticket->promised_wait_s <= ticket->promise_s;
    ticket->is_within_promise_by_calendar =
        ticket->first_human_at - ticket->created_at <= ticket->promise_s;
}

static void cause(struct life *life, enum arrival_cause why, int64_t at, enum world_channel channel)
{
    struct ticket *ticket = life->ticket;

    if (ticket->caused_count == 2)
        return;
    ticket->caused[ticket->caused_count] = (struct arrival){
        .at = at,
        .key = chance_key(ticket->key, KEY_CHILD + ticket->caused_count),
        .parent_number = ticket->number,
        .account = ticket->account,
        .requester = ticket->requester,
        .category = ticket->category,
        .cause = why,
        .channel = channel,
        .is_merged = why == ARRIVAL_SWITCH &&
                     chance_is(ticket->key, DRAW_SWITCH_MERGE, life->world->merge_share),
    };
    ticket->caused_count++;
}

/* The customer loses patience while nobody answers: writes again, or tries another channel. */
static void wait_for(struct life *life, int64_t answer_at)
{
    struct ticket *ticket = life->ticket;
    int64_t wait_s = answer_at - ticket->created_at;
    double nag = .35 + .5 * chance_unit(ticket->key, DRAW_NAG_AT);
    double elsewhere = .2 + .6 * chance_unit(ticket->key, DRAW_SWITCH_AT);

    if (wait_s > 3 * WALL_HOUR_S && chance_is(ticket->key, DRAW_NAG, .16))
        say(life, ticket->created_at + (int64_t)(nag * (double)wait_s), BY_CUSTOMER, PHRASE_NAG);
    if (wait_s > 2 * WALL_HOUR_S && ticket->cause == ARRIVAL_RHYTHM &&
        chance_is(ticket->key, DRAW_SWITCH, life->world->switch_share))
        cause(life, ARRIVAL_SWITCH, ticket->created_at + (int64_t)(elsewhere * (double)wait_s),
              ticket->channel == ON_MESSENGER ? ON_EMAIL : ON_MESSENGER);
}

static void greet(struct life *life)
{
    struct ticket *ticket = life->ticket;
    const struct world_channel_traits *traits = &life->world->channels[ticket->channel];

    ticket->has_bot = chance_is(ticket->key, DRAW_HAS_BOT, traits->bot_share);
    ticket->has_human_bot = life->account->has_human_bot && ticket->channel == ON_EMAIL &&
                            chance_is(ticket->key, DRAW_HUMAN_BOT, .9);
    if (ticket->has_bot)
        say(life, ticket->created_at + 1 + chance_below(ticket->key, DRAW_BOT_DELAY, 4), BY_BOT,
            PHRASE_BOT_ACK);
    if (ticket->has_human_bot)
        say(life, ticket->created_at + 40 + chance_below(ticket->key, DRAW_HUMAN_BOT_DELAY, 90),
            BY_HUMAN_BOT, PHRASE_HUMAN_BOT);
}

static void close_unanswered(struct life *life, enum unanswered why, int64_t at)
{
    life->ticket->unanswered = why;
    if (at == WALL_NEVER)
        return;
    life->ticket->closed_unanswered_at = at;
    life->ticket->closed_at = at;
    say(life, at, BY_SYSTEM, PHRASE_AUTO_CLOSED);
    turn(life, at, STATUS_CLOSED);
}

/* Demands that no person ever answers. True when this is one. */
static bool stays_unanswered(struct life *life, int64_t answer_at)
{
    struct ticket *ticket = life->ticket;
    const struct world *world = life->world;
    bool is_served =
        life->account->is_all_hours || world_shift(world, ticket->created_at) == SHIFT_DAY;
    int64_t patience_s =
        (int64_t)chance_lognormal(ticket->key, DRAW_PATIENCE, world->chat_patience_s, .5);

    if (ticket->has_bot && chance_is(ticket->key, DRAW_BOT_CLOSES, world->bot_closed_share)) {
        say(life, ticket->created_at + 6, BY_BOT, PHRASE_BOT_HELP);
        close_unanswered(life, CLOSED_BY_BOT, ticket->created_at + WALL_DAY_S);
    } else if (chance_is(ticket->key, DRAW_NEVER, world->never_share)) {
        double days = 7 + 23 * chance_unit(ticket->key, DRAW_SILENT_CLOSE);
        bool is_closed = chance_unit(ticket->key, DRAW_CLOSE) < .6;
        close_unanswered(life, is_closed ? CLOSED_SILENTLY : WAITS_FOR_EVER,
                         is_closed ? ticket->created_at + (int64_t)(days * WALL_DAY_S)
                                   : WALL_NEVER);
    } else if (ticket->channel == ON_CHAT && is_served &&
               answer_at - ticket->created_at > patience_s) {
        close_unanswered(life, CHAT_LOST, ticket->created_at + patience_s);
    } else {
        return false;
    }
    return true;
}

static int64_t solve_after(struct life *life, int64_t at)
{
    uint64_t key = life->ticket->key;
    int64_t delay_s = 60 + chance_below(key, DRAW_SOLVE, 40 * WALL_MINUTE_S);

    if (chance_is(key, DRAW_SOLVE_LATE, .15))
        delay_s += 20 * WALL_HOUR_S + chance_below(key, DRAW_SOLVE, 2 * WALL_DAY_S);
    return at + delay_s;
}

static int64_t failure_delay_s(const struct life *life, double median_hours)
{
    int64_t delay_s = (int64_t)chance_lognormal(life->ticket->key, DRAW_FAILURE_DELAY,
                                                median_hours * WALL_HOUR_S, 1.0);
    int64_t most_s = 12 * (int64_t)WALL_DAY_S;

    return delay_s > most_s ? most_s : delay_s;
}

/* The customer writes back until an answer helps; the instant of the last answer. */
static int64_t write_back(struct life *life, int64_t at)
{
    struct ticket *ticket = life->ticket;

    at += failure_delay_s(life, 2);
    ticket->failed_at = at;
    for (uint32_t round = 0; round < 3; round++) {
        struct reply reply = {0};
        say(life, at, BY_CUSTOMER, PHRASE_FAILED);
        reply = answer_to(life, at, .6);
        staff_say(life, reply, PHRASE_AGAIN);
        at = reply.at;
        if (!chance_is(ticket->key, DRAW_AGAIN + round * 100000, .3))
            return at;
        at += (int64_t)chance_lognormal(ticket->key, DRAW_FAILURE_DELAY + (round + 1) * 100000,
                                        2 * WALL_HOUR_S, .8);
    }
    return at;
}

static int64_t reopen(struct life *life, int64_t solved_at)
{
    struct ticket *ticket = life->ticket;
    struct reply reply = {0};
    int64_t at = solved_at + failure_delay_s(life, 22);

    ticket->failed_at = at;
    ticket->reopened_at = at;
    say(life, at, BY_CUSTOMER, PHRASE_FAILED);
    turn(life, at, STATUS_OPEN);
    reply = answer_to(life, at, .6);
    staff_say(life, reply, PHRASE_AGAIN);
    at = solve_after(life, reply.at);
    turn(life, at, STATUS_SOLVED);
    return at;
}

/* A plain thank-you: no failure, though now and then it reopens the ticket by itself. */
static int64_t thank(struct life *life, int64_t answered_at, int64_t solved_at)
{
    struct ticket *ticket = life->ticket;
    int64_t at = answered_at +
                 (int64_t)chance_lognormal(ticket->key, DRAW_THANKS_DELAY, 50 * WALL_MINUTE_S, 1.0);

    if (!chance_is(ticket->key, DRAW_THANKS, .34))
        return solved_at;
    say(life, at, BY_CUSTOMER, PHRASE_THANKS);
    if (at <= solved_at || !chance_is(ticket->key, DRAW_THANKS_REOPENS, .06))
        return solved_at;
    turn(life, at, STATUS_OPEN);
    ticket->reopens_only_to_thank = ticket->reopened_at == WALL_NEVER;
    if (ticket->reopens_only_to_thank)
        ticket->reopened_at = at;
    turn(life, at + 25 * WALL_MINUTE_S, STATUS_SOLVED);
    return at + 25 * WALL_MINUTE_S;
}

static enum failure failure_of(const struct life *life)
{
    const struct ticket *ticket = life->ticket;
    const struct world *world = life->world;
    struct world_sag sag = world_sag_at(world, ticket->channel, ticket->created_at);
    double holds = world->holds_share * world->categories[ticket->category].holds_ratio *
                   world->teams[ticket->first_team].holds_ratio * sag.holds_ratio *
                   ratio_or_one(life->account->holds_ratio);
    double unit = chance_unit(ticket->key, DRAW_FAILURE);

    if (ticket->nature == NATURE_ATTENDED)
        holds += (1.0 - holds) * .4; /* in a talk one asks until it is clear */
    if (chance_is(ticket->key, DRAW_HOLDS, holds))
        return HELD;
    if (unit < world->back_share)
        return WRITES_BACK;
    return unit < world->back_share + world->reopen_share ? REOPENS : OPENS_ANEW;
}

/* All that follows an answer given at `at`. */
static void live_on(struct life *life, int64_t at)
{
    struct ticket *ticket = life->ticket;
    int64_t solved_at = 0;

    ticket->first_answer_at = at;
    ticket->failure = failure_of(life);
    if (ticket->failure == WRITES_BACK)
        at = write_back(life, at);
    solved_at = solve_after(life, at);
    ticket->first_solved_at = solved_at;
    turn(life, solved_at, STATUS_SOLVED);
    if (ticket->failure == REOPENS)
        solved_at = reopen(life, solved_at);
    else if (ticket->failure != OPENS_ANEW)
        solved_at = thank(life, at, solved_at);
    if (ticket->failure == OPENS_ANEW) {
        ticket->failed_at = at + failure_delay_s(life, 26);
        cause(life, ARRIVAL_RETURN, ticket->failed_at, ticket->channel);
    }
    ticket->closed_at = solved_at + 4 * (int64_t)WALL_DAY_S;
    if (chance_is(ticket->key, DRAW_CLOSE_MESSAGE, .75))
        say(life, ticket->closed_at, BY_SYSTEM, PHRASE_AUTO_CLOSED);
    turn(life, ticket->closed_at, STATUS_CLOSED);
}

static enum phrase answer_phrase(const struct life *life, enum shift team)
{
    return chance_is(life->ticket->key, DRAW_HEAVY, life->world->teams[team].heavy_share)
               ? PHRASE_ANSWER_HEAVY
               : PHRASE_ANSWER;
}

/* The first answer only asks. The instant of the real one, WALL_NEVER when the customer is gone. */
static int64_t clarify(struct life *life, struct reply reply)
{
    struct ticket *ticket = life->ticket;
    int64_t at = reply.at;

    ticket->asks_first = true;
    staff_say(life, reply, PHRASE_CLARIFY);
    turn(life, at, STATUS_PENDING);
    if (!chance_is(ticket->key, DRAW_CLARIFY_ANSWERED, .92)) {
        ticket->closed_at = at + 5 * (int64_t)WALL_DAY_S;
        say(life, ticket->closed_at, BY_SYSTEM, PHRASE_AUTO_CLOSED);
        turn(life, ticket->closed_at, STATUS_CLOSED);
        return WALL_NEVER;
    }
    at += (int64_t)chance_lognormal(ticket->key, DRAW_DETAILS_DELAY, 50 * WALL_MINUTE_S, 1.1);
    say(life, at, BY_CUSTOMER, PHRASE_DETAILS);
    turn(life, at, STATUS_OPEN);
    reply = answer_to(life, at, .5);
    staff_say(life, reply, answer_phrase(life, reply.team));
    return reply.at;
}

static void note(struct life *life, struct reply reply)
{
    int64_t wait_s = reply.at - life->ticket->created_at;

    if (wait_s < 10 * WALL_MINUTE_S || !chance_is(life->ticket->key, DRAW_NOTE, .22))
        return;
    reply.at -= 3 * WALL_MINUTE_S;
    staff_say(life, reply, PHRASE_NOTE)->is_public = false;
}

static void live_demand(struct life *life)
{
    struct ticket *ticket = life->ticket;
    struct reply reply = {0};
    int64_t answered_at = 0;

    say(life, ticket->created_at, BY_CUSTOMER, PHRASE_OPENING);
    greet(life);
    reply = answer_to(life, ticket->created_at, 1.0);
    if (stays_unanswered(life, reply.at))
        return;
    wait_for(life, reply.at);
    note(life, reply);
    ticket->first_human_at = reply.at;
    ticket->first_team = reply.team;
    ticket->first_agent = reply.agent;
    judge_wait(life);
    if (chance_is(ticket->key, DRAW_CLARIFY, life->world->clarify_share)) {
        answered_at = clarify(life, reply);
    } else {
        staff_say(life, reply, answer_phrase(life, reply.team));
        turn(life, reply.at, STATUS_OPEN);
        answered_at = reply.at;
    }
    if (answered_at != WALL_NEVER)
        live_on(life, answered_at);
}

/* The call is over when the ticket is written; its reply was the call. */
static void live_attended(struct life *life)
{
    struct ticket *ticket = life->ticket;
    struct reply reply = {.at = ticket->created_at, .team = team_at(life, ticket->created_at)};

    reply.agent = agent_of(life, reply.team, ticket->key);
    staff_say(life, reply, PHRASE_CALL_NOTE)->is_public = false;
    turn(life, ticket->created_at, STATUS_OPEN);
    ticket->first_human_at = ticket->created_at;
    ticket->first_team = reply.team;
    ticket->first_agent = reply.agent;
    judge_wait(life);
    if (chance_is(ticket->key, DRAW_SUMMARY, .35)) {
        reply.at += 2 * WALL_MINUTE_S + chance_below(ticket->key, DRAW_SUMMARY, 18 * WALL_MINUTE_S);
        staff_say(life, reply, PHRASE_CALL_SUMMARY);
    }
    live_on(life, reply.at);
}

static void live_proactive(struct life *life)
{
    struct ticket *ticket = life->ticket;
    struct reply reply = {.at = ticket->created_at, .team = SHIFT_DAY};
    int64_t solved_at = ticket->created_at + WALL_DAY_S;

    reply.agent = agent_of(life, reply.team, ticket->key);
    staff_say(life, reply, PHRASE_PROACTIVE);
    turn(life, ticket->created_at, STATUS_PENDING);
    if (chance_is(ticket->key, DRAW_THANKS, .4))
        say(life,
            ticket->created_at +
                (int64_t)chance_lognormal(ticket->key, DRAW_THANKS_DELAY, 2 * WALL_HOUR_S, .8),
            BY_CUSTOMER, PHRASE_THANKS);
    ticket->first_solved_at = solved_at;
    turn(life, solved_at, STATUS_SOLVED);
    ticket->closed_at = solved_at + 4 * (int64_t)WALL_DAY_S;
    turn(life, ticket->closed_at, STATUS_CLOSED);
}

/* Spam, tests and seconds of another ticket: a message, and soon out of the queue. */
static void live_dropped(struct life *life)
{
    struct ticket *ticket = life->ticket;
    int64_t at = ticket->created_at + 4 * WALL_MINUTE_S +
                 chance_below(ticket->key, DRAW_SOLVE, 50 * WALL_MINUTE_S);

    switch (ticket->nature) {
    case NATURE_SPAM:
        say(life, ticket->created_at, BY_CUSTOMER, PHRASE_SPAM);
        turn(life, at, STATUS_SPAM);
        break;
    case NATURE_TEST:
        say(life, ticket->created_at, BY_CUSTOMER, PHRASE_TEST);
        turn(life, at, STATUS_TEST);
        break;
    default:
        say(life, ticket->created_at, BY_CUSTOMER, PHRASE_NAG);
        say(life, at, BY_SYSTEM, PHRASE_MERGED);
        turn(life, at, STATUS_MERGED);
    }
    ticket->closed_at = at;
}

/* What the client thinks, whether he is asked, and whether he says it. */
static void judge_mood(struct life *life)
{
    static const double satisfied[6] = {0, 0, 0, 0, .3, .7};
    static const double unsatisfied[6] = {0, .42, .25, .33, 0, 0};
    struct ticket *ticket = life->ticket;
    const struct world *world = life->world;
    uint64_t key = ticket->key;
    double share = world->satisfied_share + life->account->mood_shift +
                   world_sag_at(world, ticket->channel, ticket->created_at).mood_shift;

    if (!ticket->is_within_promise)
        share -= world->late_mood;
    if (ticket->failure != HELD)
        share -= world->failed_mood;
    ticket->is_satisfied = chance_is(key, DRAW_SATISFIED, share);
    ticket->score = (uint8_t)chance_row(chance_unit(key, DRAW_SCORE),
                                        ticket->is_satisfied ? satisfied : unsatisfied, 6);
    if (ticket->first_solved_at == WALL_NEVER || !chance_is(key, DRAW_SURVEY, world->survey_share))
        return;
    ticket->survey_sent_at = ticket->first_solved_at + 2 * WALL_HOUR_S;
    if (chance_is(key, DRAW_RESPONSE, world->response_share[ticket->score]))
        ticket->survey_answered_at =
            ticket->survey_sent_at +
            (int64_t)chance_lognormal(key, DRAW_RESPONSE_DELAY, 3 * WALL_HOUR_S, 1.0);
}

static void review(struct life *life)
{
    struct ticket *ticket = life->ticket;
    uint64_t key = ticket->key;
    bool held = ticket->failure == HELD;

    ticket->answer_is_complete = chance_is(key, DRAW_COMPLETE, held ? .97 : .15);
    ticket->answer_is_correct = chance_is(key, DRAW_CORRECT, held ? .985 : .70);
    if (ticket->first_answer_at == WALL_NEVER ||
        !chance_is(key, DRAW_REVIEW, life->world->review_share))
        return;
    ticket->review_count = chance_is(key, DRAW_REVIEW_TWICE, .3) ? 2 : 1;
    for (int i = 0; i < 2; i++) {
        bool errs = chance_is(key, DRAW_REVIEWER + 2 * (uint64_t)i, .04);
        bool errs_too = chance_is(key, DRAW_REVIEWER + 2 * (uint64_t)i + 1, .04);
        ticket->review_complete[i] = ticket->answer_is_complete != errs;
        ticket->review_correct[i] = ticket->answer_is_correct != errs_too;
    }
}

/* In the order of time; equal instants keep the order in which they were said. */
static void order(struct ticket *ticket)
{
    for (uint32_t i = 1; i < ticket->message_count; i++) {
        struct message message = ticket->messages[i];
        uint32_t at = i;
        for (; at > 0 && ticket->messages[at - 1].at > message.at; at--)
            ticket->messages[at] = ticket->messages[at - 1];
        ticket->messages[at] = message;
    }
}

void ticket_live(const struct world *world, const struct arrival *arrival, uint64_t number,
                 struct ticket *out)
{
    struct life life = {.world = world, .ticket = out};

    memset(out, 0, offsetof(struct ticket, messages));
    out->message_count = out->turn_count = out->caused_count = 0;
    out->first_human_at = out->first_answer_at = out->closed_unanswered_at = WALL_NEVER;
    out->failed_at = out->first_solved_at = out->reopened_at = out->closed_at = WALL_NEVER;
    out->survey_sent_at = out->survey_answered_at = WALL_NEVER;
    identify(&life, arrival, number);
    turn(&life, out->created_at, STATUS_NEW);
    switch (out->nature) {
    case NATURE_DEMAND:
        live_demand(&life);
        break;
    case NATURE_ATTENDED:
        live_attended(&life);
        break;
    case NATURE_PROACTIVE:
        live_proactive(&life);
        break;
    default:
        live_dropped(&life);
    }
    if (out->nature == NATURE_DEMAND || out->nature == NATURE_ATTENDED) {
        judge_mood(&life);
        review(&life);
    }
    order(out);
}
