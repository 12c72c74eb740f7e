#include "simulator/truth.h"

#include <string.h>

#include "simulator/chance.h"

const uint32_t TRUTH_TIMES_S[TRUTH_TIMES] = {
    5 * WALL_MINUTE_S, 15 * WALL_MINUTE_S, 30 * WALL_MINUTE_S, WALL_HOUR_S,
    2 * WALL_HOUR_S,   4 * WALL_HOUR_S,    8 * WALL_HOUR_S,    12 * WALL_HOUR_S,
    WALL_DAY_S,        2 * WALL_DAY_S,     3 * WALL_DAY_S,     7 * WALL_DAY_S};

enum { FAILURE_WINDOW_S = 7 * WALL_DAY_S, REOPEN_WINDOW_S = 14 * WALL_DAY_S, KEY_PROBE = 8001 };

void truth_init(struct truth *truth, const struct world *world)
{
    memset(truth, 0, sizeof *truth);
    truth->world = world;
    truth->unsagged = *world;
    truth->unsagged.sag_count = 0;
    truth->first_quarter = wall_quarter((int64_t)world->from_day * WALL_DAY_S);
}

static bool desk_keeps(const struct world *world, const struct ticket *ticket)
{
    int64_t at = ticket_desk_reply_at(ticket, WALL_NEVER);

    return at != WALL_NEVER && world_promised_s(world, ticket_account(world, ticket)->is_all_hours,
                                                ticket->created_at, at) <= ticket->promise_s;
}

static void count_wait(const struct world *world, struct truth_wait *wait,
                       const struct ticket *ticket, bool would_keep)
{
    int64_t wait_s = ticket->first_human_at - ticket->created_at;

    wait->count++;
    wait->within_promise += ticket->is_within_promise;
    wait->within_promise_unsagged += would_keep;
    wait->within_promise_by_desk += desk_keeps(world, ticket);
    if (ticket->first_human_at == WALL_NEVER) {
        wait->unanswered[ticket->unanswered]++;
        return;
    }
    wait->answered++;
    for (int i = 0; i < TRUTH_TIMES; i++)
        wait->answered_by[i] += wait_s <= TRUTH_TIMES_S[i];
}

static bool would_keep(const struct truth *truth, const struct arrival *arrival)
{
    struct ticket other;

    ticket_live(&truth->unsagged, arrival, 0, &other);
    return other.is_within_promise;
}

static void add_wait(struct truth *truth, struct truth_quarter *quarter,
                     const struct arrival *arrival, const struct ticket *ticket)
{
    const struct world *world = truth->world;
    bool is_all_hours = ticket_account(world, ticket)->is_all_hours;
    enum band band = world_band(world, ticket->created_at);
    bool keeps = world->sag_count == 0 ? ticket->is_within_promise : would_keep(truth, arrival);
    int32_t monday = world->from_day - wall_weekday(world->from_day);
    int32_t week = (wall_day(ticket->created_at) - monday) / 7;

    count_wait(world, &quarter->all, ticket, keeps);
    count_wait(world, &quarter->by_channel[ticket->channel], ticket, keeps);
    count_wait(world, &quarter->by_account[ticket->account % world->account_count], ticket, keeps);
    count_wait(world,
               is_all_hours ? &quarter->all_hours_by_band[band] : &quarter->office_by_band[band],
               ticket, keeps);
    if (is_all_hours)
        quarter->within_calendar_by_band[band] += ticket->is_within_promise_by_calendar;
    quarter->human_bot_replies += ticket->has_human_bot;
    if (week < 0 || week >= TRUTH_WEEKS)
        return;
    truth->weeks[week][ticket->channel].count++;
    truth->weeks[week][ticket->channel].within_promise += ticket->is_within_promise;
    truth->weeks[week][ticket->channel].within_promise_unsagged += keeps;
}

static void count_answer(struct truth_answer *answer, bool has_failed)
{
    answer->count++;
    answer->failed += has_failed;
}

static void add_answer(const struct truth *truth, struct truth_quarter *quarter,
                       const struct ticket *ticket)
{
    enum executor executor = truth->world->teams[ticket->first_team].executor;
    bool has_failed = ticket->failed_at != WALL_NEVER &&
                      ticket->failed_at - ticket->first_answer_at <= FAILURE_WINDOW_S;

    if (ticket->first_human_at == WALL_NEVER)
        return;
    quarter->asks_first += ticket->asks_first;
    if (ticket->asks_first || ticket->type == TYPE_REQUEST)
        return;
    if (ticket->nature == NATURE_ATTENDED) {
        count_answer(&quarter->attended, has_failed);
        return;
    }
    count_answer(&quarter->answers, has_failed);
    count_answer(&quarter->by_executor[executor], has_failed);
    count_answer(ticket->is_young_product ? &quarter->young : &quarter->known, has_failed);
}

static void add_solution(const struct truth *truth, struct truth_quarter *quarter,
                         const struct ticket *ticket)
{
    int64_t cut = truth->world->cut;

    if (ticket->first_solved_at == WALL_NEVER)
        return;
    quarter->solved++;
    quarter->reopened_14d += ticket->reopened_at != WALL_NEVER &&
                             ticket->reopened_at - ticket->first_solved_at <= REOPEN_WINDOW_S;
    quarter->reopened_only_to_thank += ticket->reopens_only_to_thank;
    quarter->mood_count++;
    quarter->satisfied += ticket->is_satisfied;
    if (ticket->survey_sent_at < cut)
        quarter->asked++;
    if (ticket->survey_answered_at < cut) {
        quarter->responded++;
        quarter->responded_satisfied += ticket->score >= 4;
    }
    quarter->judged++;
    quarter->complete += ticket->answer_is_complete;
    quarter->correct += ticket->answer_is_correct;
    quarter->complete_and_correct += ticket->answer_is_complete && ticket->answer_is_correct;
}

static void add_state(struct truth *truth, const struct ticket *ticket)
{
    enum status status = ticket_status(ticket, truth->world->cut);
    bool is_open = status == STATUS_NEW || status == STATUS_OPEN || status == STATUS_PENDING;

    truth->ticket_count++;
    truth->open_count += is_open;
    truth->unanswered_open_count +=
        is_open && ticket->nature == NATURE_DEMAND && ticket->first_human_at >= truth->world->cut;
}

void truth_add(struct truth *truth, const struct arrival *arrival, const struct ticket *ticket)
{
    int32_t at = wall_quarter(ticket->created_at) - truth->first_quarter;
    struct truth_quarter *quarter = &truth->quarters[at];

    add_state(truth, ticket);
    if (at < 0 || at >= TRUTH_QUARTERS)
        return;
    quarter->natures[ticket->nature]++;
    if (ticket->nature == NATURE_DEMAND)
        add_wait(truth, quarter, arrival, ticket);
    if (ticket->nature == NATURE_DEMAND || ticket->nature == NATURE_ATTENDED) {
        add_answer(truth, quarter, ticket);
        add_solution(truth, quarter, ticket);
    }
}

void truth_probe(struct truth *truth)
{
    const struct world *world = truth->world;
    uint64_t key = chance_key(world->seed, KEY_PROBE);
    struct ticket ticket;

    for (int64_t hour = (int64_t)world->from_day * WALL_DAY_S; hour < world->cut;
         hour += WALL_HOUR_S) {
        struct truth_quarter *quarter = &truth->quarters[wall_quarter(hour) - truth->first_quarter];
        for (int i = 0; i < TRUTH_PROBES; i++) {
            struct arrival probe = {.at = hour + i * (WALL_HOUR_S / TRUTH_PROBES),
                                    .key = chance_key(key, (uint64_t)hour + (uint64_t)i)};
            probe.channel = arrivals_channel(world, probe.at, probe.key);
            ticket_live(world, &probe, 0, &ticket);
            if (ticket.nature != NATURE_DEMAND || !ticket_account(world, &ticket)->is_all_hours)
                continue;
            quarter->probes++;
            quarter->probes_covered += ticket.is_within_promise_by_calendar;
        }
    }
}

const struct truth_quarter *truth_quarter(const struct truth *truth, int32_t quarter)
{
    int32_t at = quarter - truth->first_quarter;

    return at < 0 || at >= TRUTH_QUARTERS ? NULL : &truth->quarters[at];
}
