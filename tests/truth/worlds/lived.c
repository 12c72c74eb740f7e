#include "lived.h"

#include <string.h>

#include "calendar/instant.h"
#include "calendar/slot.h"
#include "simulator/chance.h"

enum { KEY_REVIEW = 9001, KEY_UNWRITTEN };

void lived_promises(const struct world *world, struct fact_promise out[LIVED_PROMISES])
{
    memset(out, 0, LIVED_PROMISES * sizeof *out);
    out[0] = (struct fact_promise){.is_always = true, .hours = -1};
    for (int i = 0; i < 2 * PRIORITY_COUNT; i++)
        out[1 + i] = (struct fact_promise){.first_reply_s = world->promise_s[i % PRIORITY_COUNT],
                                           .share = world->promised_share,
                                           .is_always = i < PRIORITY_COUNT,
                                           .hours = i < PRIORITY_COUNT ? -1 : 0,
                                           .line = 1};
}

static struct exit_time exit_none(void)
{
    return (struct exit_time){.exit = EXIT_UNMEASURED,
                              .after_s = {INSTANT_UNKNOWN, INSTANT_UNKNOWN}};
}

struct view {
    const struct world *world;
    const struct ticket *ticket;
    bool is_all_hours;
};

static struct exit_time exit_at(const struct view *view, enum exit exit, int64_t from, int64_t at)
{
    return (struct exit_time){
        .exit = (uint8_t)exit,
        .after_s = {at - from, world_promised_s(view->world, view->is_all_hours, from, at)}};
}

/* An event as seen at the cut. */
static struct exit_time exit_seen(const struct view *view, int64_t from, int64_t at)
{
    return at < view->world->cut ? exit_at(view, EXIT_EVENT, from, at)
                                 : exit_at(view, EXIT_CENSORED, from, view->world->cut);
}

static struct exit_time reply_of(const struct view *view)
{
    const struct ticket *ticket = view->ticket;

    if (ticket->first_human_at != WALL_NEVER)
        return exit_seen(view, ticket->created_at, ticket->first_human_at);
    struct exit_time out = exit_seen(view, ticket->created_at, ticket->closed_unanswered_at);
    out.exit = out.exit == EXIT_EVENT ? EXIT_COMPETING : EXIT_CENSORED;
    return out;
}

static struct exit_time failure_of(const struct view *view)
{
    const struct ticket *ticket = view->ticket;

    if (ticket->nature != NATURE_DEMAND || ticket->first_answer_at >= view->world->cut)
        return exit_none();
    return exit_seen(view, ticket->first_answer_at, ticket->failed_at);
}

static struct exit_time abandon_of(const struct view *view)
{
    const struct ticket *ticket = view->ticket;

    if (ticket->channel != ON_CHAT)
        return exit_none();
    struct exit_time out = reply_of(view);
    if (out.exit != EXIT_CENSORED)
        out.exit = ticket->unanswered == CHAT_LOST ? EXIT_EVENT : EXIT_COMPETING;
    return out;
}

static bool has_switched(const struct view *view)
{
    for (uint32_t i = 0; i < view->ticket->caused_count; i++)
        if (view->ticket->caused[i].cause == ARRIVAL_SWITCH &&
            view->ticket->caused[i].at < view->world->cut)
            return true;
    return false;
}

static enum exclusion exclusion_of(enum ticket_nature nature)
{
    switch (nature) {
    case NATURE_SPAM:
        return EXCLUDED_SPAM;
    case NATURE_TEST:
        return EXCLUDED_TEST;
    case NATURE_MERGED:
        return EXCLUDED_MERGED;
    case NATURE_PROACTIVE:
        return EXCLUDED_OUTBOUND;
    default:
        return EXCLUDED_NOT;
    }
}

static int slot_at(const struct world *world, int64_t at)
{
    int32_t day = wall_day(at);

    return world_is_holiday(world, day) ? SLOT_HOLIDAY + wall_hour(at)
                                        : wall_weekday(day) * 24 + wall_hour(at);
}

static bool is_in_hours(const struct view *view)
{
    int64_t at = view->ticket->created_at;

    return view->is_all_hours ||
           (!world_is_off(view->world, wall_day(at)) && wall_hour(at) >= view->world->office_from &&
            wall_hour(at) < view->world->office_until);
}

static int64_t instant(int64_t at, int64_t cut)
{
    return at < cut ? at : INSTANT_UNKNOWN;
}

static void set_place(const struct view *view, struct fact *out)
{
    const struct world *world = view->world;
    const struct ticket *ticket = view->ticket;
    bool is_answered = ticket->first_human_at != WALL_NEVER;
    enum shift team = is_answered ? ticket->first_team : world_shift(world, ticket->created_at);

    out->ticket = (uint32_t)ticket->number;
    out->account = ticket->account;
    out->requester = ticket->requester;
    out->exclusion = (uint8_t)exclusion_of(ticket->nature);
    out->channel = (uint8_t)world->channels[ticket->channel].channel;
    out->priority = (uint8_t)ticket->priority;
    out->type = (uint8_t)ticket->type;
    out->executor = (uint8_t)world->teams[team].executor;
    out->slot = (uint8_t)slot_at(world, ticket->created_at);
    out->band = (uint8_t)band_of_slot(out->slot);
    out->is_attended = ticket->nature == NATURE_ATTENDED;
    out->is_in_hours = is_in_hours(view);
    out->day = wall_day(ticket->created_at);
    out->promise =
        (uint16_t)(1 + (view->is_all_hours ? 0 : (int)PRIORITY_COUNT) + (int)ticket->priority);
    out->created_at = out->origin_at = ticket->created_at;
    out->seen_until = world->cut;
}

static void set_outcome(const struct view *view, const struct lived_export *export,
                        struct fact *out)
{
    const struct ticket *ticket = view->ticket;
    int64_t cut = view->world->cut;
    bool is_read = ticket->review_count > 0 && ticket->first_answer_at < cut &&
                   chance_is(ticket->key, KEY_REVIEW, export->review_share);
    bool is_asked = ticket->survey_sent_at < cut;
    int64_t end =
        ticket->first_solved_at < ticket->closed_at ? ticket->first_solved_at : ticket->closed_at;

    out->reopen = ticket->first_solved_at < cut
                      ? exit_seen(view, ticket->first_solved_at, ticket->reopened_at)
                      : exit_none();
    out->was_reopened = -1;
    out->review_count = is_read;
    out->review_passed_count = is_read && ticket->review_complete[0] && ticket->review_correct[0];
    out->was_switched = (int8_t)has_switched(view);
    out->abandon = abandon_of(view);
    out->survey_offered = (int8_t)is_asked;
    out->is_satisfied = (int8_t)(ticket->survey_answered_at < cut ? ticket->score >= 4 : -1);
    out->recommends = out->is_easy = -1;
    out->closed_at = instant(end, cut);
    out->resolve = exit_seen(view, ticket->created_at, ticket->first_solved_at);
}

static void set_actions(const struct view *view, struct lived *out)
{
    const struct ticket *ticket = view->ticket;

    out->action_count = 0;
    for (uint32_t i = 0; i < ticket->message_count; i++) {
        const struct message *message = &ticket->messages[i];
        if (message->writer == BY_AGENT && message->is_public && message->at < view->world->cut)
            out->actions[out->action_count++] = (struct fact_action){
                .at = message->at,
                .day = wall_day(message->at),
                .slot = (uint8_t)slot_at(view->world, message->at),
                .executor = (uint8_t)view->world->teams[message->team].executor};
    }
}

/* Answers that stand in no column: closed without a reply, or answered before the end. */
static void hide_reply(const struct view *view, double share, struct fact *out)
{
    if (out->reply[READING_STRICT].exit != EXIT_EVENT || out->closed_at == INSTANT_UNKNOWN ||
        !chance_is(view->ticket->key, KEY_UNWRITTEN, share))
        return;
    out->reply[READING_STRICT] = exit_at(view, EXIT_COMPETING, out->created_at, out->closed_at);
    out->reply[READING_OPTIMISTIC] = exit_at(view, EXIT_EVENT, out->created_at, out->created_at);
}

void lived_ticket(const struct world *world, const struct ticket *ticket,
                  const struct lived_export *export, struct lived *out)
{
    const struct view view = {world, ticket, ticket_account(world, ticket)->is_all_hours};
    struct fact *fact = &out->fact;

    memset(fact, 0, sizeof *fact);
    set_place(&view, fact);
    fact->reply[READING_STRICT] = reply_of(&view);
    fact->reply[READING_OPTIMISTIC] = fact->substantive = fact->reply[READING_STRICT];
    fact->reply_at = instant(ticket->first_human_at, world->cut);
    fact->is_one_touch_asked = ticket->type != TYPE_REQUEST;
    fact->is_clarification = ticket->asks_first;
    fact->failure[READING_STRICT] = fact->failure[READING_OPTIMISTIC] = failure_of(&view);
    set_outcome(&view, export, fact);
    hide_reply(&view, export->unwritten_share, fact);
    fact->handling_s = -1;
    fact->staff_reply_count = fact->customer_reply_count = -1;
    fact->repeats_himself = -1;
    set_actions(&view, out);
}

int64_t lived_wait_s(const struct world *world, const struct ticket *ticket)
{
    int64_t end = ticket->first_human_at != WALL_NEVER ? ticket->first_human_at
                                                       : ticket->closed_unanswered_at;

    if (end == WALL_NEVER)
        return WALL_NEVER;
    return world_promised_s(world, ticket_account(world, ticket)->is_all_hours, ticket->created_at,
                            end);
}
