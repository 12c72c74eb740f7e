#include "process.h"

#include <math.h>
#include <stdlib.h>

#include "lived.h"
#include "simulator/arrivals.h"

static const int64_t MEAN_CAP_S = 7 * (int64_t)WALL_DAY_S;
static const int64_t FAILURE_WINDOW_S = 7 * (int64_t)WALL_DAY_S;
static const int64_t REOPEN_WINDOW_S = 14 * (int64_t)WALL_DAY_S;

static void count(struct sum *sum, double kept)
{
    sum->count++;
    sum->kept += kept;
}

static double graded(int64_t wait_s, int64_t promise_s)
{
    static const double weights[] = {.55, .20, .15, .10};
    double sum = 0;

    for (int i = 0; i < 4; i++)
        sum += wait_s <= promise_s << i ? weights[i] : 0;
    return sum;
}

static void count_wait(const struct world *world, const struct ticket *ticket,
                       struct kind_process *out)
{
    bool is_answered = ticket->first_human_at != WALL_NEVER;
    int64_t wait_s = lived_wait_s(world, ticket);
    int64_t promise_s = ticket->promise_s;
    bool is_in_time = is_answered && wait_s <= promise_s;
    bool is_prompt = is_answered && ticket->is_within_promise_by_calendar;

    count(&out->shares[SHARE_WITHIN_PROMISE], is_in_time);
    count(&out->shares[SHARE_GRADED], is_answered ? graded(wait_s, promise_s) : 0);
    count(&out->shares[SHARE_LATE], wait_s > 4 * promise_s);
    count(&out->shares[SHARE_BY_DEMAND], is_prompt);
    count(&out->shares[SHARE_MEAN_WAIT], (double)(wait_s < MEAN_CAP_S ? wait_s : MEAN_CAP_S));
    if (is_answered)
        out->waits[bin_of(wait_s)]++;
    if (ticket->channel == ON_CHAT)
        count(&out->shares[SHARE_NOT_ABANDONED], ticket->unanswered != CHAT_LOST);
}

static void count_slot(const struct lived *lived, const struct ticket *ticket,
                       struct kind_process *out)
{
    bool is_prompt = ticket->first_human_at != WALL_NEVER && ticket->is_within_promise_by_calendar;

    count(&out->slots[lived->fact.slot], is_prompt);
    if (lived->fact.is_in_hours)
        count(&out->promised_slots[lived->fact.slot], is_prompt);
}

static void count_answer(const struct lived *lived, const struct ticket *ticket,
                         struct kind_process *out)
{
    bool has_failed = ticket->failed_at != WALL_NEVER &&
                      ticket->failed_at - ticket->first_answer_at <= FAILURE_WINDOW_S;

    if (ticket->first_answer_at == WALL_NEVER)
        return;
    count(&out->shares[SHARE_CLARIFIED], ticket->asks_first);
    if (lived->fact.is_one_touch_asked && !ticket->asks_first)
        count(&out->shares[SHARE_ONE_TOUCH], !has_failed);
}

static void count_end(const struct lived *lived, const struct ticket *ticket,
                      struct kind_process *out)
{
    bool is_reopened = ticket->reopened_at != WALL_NEVER &&
                       ticket->reopened_at - ticket->first_solved_at <= REOPEN_WINDOW_S;

    count(&out->shares[SHARE_NO_SWITCH], lived->fact.was_switched == 0);
    if (ticket->first_solved_at != WALL_NEVER)
        count(&out->shares[SHARE_STAYS_SOLVED], !is_reopened);
    if (ticket->first_solved_at != WALL_NEVER)
        count(&out->shares[SHARE_SATISFIED], ticket->is_satisfied);
    if (ticket->survey_answered_at != WALL_NEVER)
        count(&out->shares[SHARE_RESPONDENTS], ticket->score >= 4);
}

static void count_ticket(const struct desk_world *desk, const struct ticket *ticket,
                         struct process *out)
{
    const struct lived_export all = {0};
    struct kind_process *kind = &out->kinds[desk->kinds[ticket->account]];
    struct lived lived;

    if (wall_day(ticket->created_at) < desk->first_day ||
        (ticket->nature != NATURE_DEMAND && ticket->nature != NATURE_ATTENDED))
        return;
    lived_ticket(&desk->world, ticket, &all, &lived);
    if (ticket->nature == NATURE_DEMAND) {
        count_wait(&desk->world, ticket, kind);
        count_slot(&lived, ticket, kind);
        count_answer(&lived, ticket, kind);
    }
    count_end(&lived, ticket, kind);
}

static bool live_once(const struct plan *plan, struct process *out, struct error *err)
{
    struct desk_world desk = {0};
    OWN(arrivals_close) struct arrivals *arrivals = NULL;
    struct arrival arrival = {0};
    struct ticket ticket;
    int64_t cut = 0;

    if (!plan_world(plan, &desk, err))
        return false;
    cut = wall_day(desk.world.cut) * (int64_t)WALL_DAY_S; /* no arrivals of the next quarter */
    if (!arrivals_open(&desk.world, &arrivals, err))
        return false;
    while (arrivals_next(arrivals, &arrival)) {
        ticket_live(&desk.world, &arrival, 1, &ticket);
        for (uint32_t i = 0; i < ticket.caused_count; i++)
            arrivals_add(arrivals, &ticket.caused[i]);
        if (arrival.at < cut)
            count_ticket(&desk, &ticket, out);
    }
    return true;
}

bool process_live(const struct plan *plan, uint32_t repeats, struct process *out, struct error *err)
{
    OWN(process_release) struct process process = {0};
    struct plan one = *plan;

    one.account_count = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        process.kinds[kind].waits = calloc(bin_count(), sizeof(double));
        if (process.kinds[kind].waits == NULL)
            return error_memory(err);
    }
    for (uint32_t i = 0; i < repeats; i++, one.seed++)
        if (!live_once(&one, &process, err))
            return false;
    *out = process;
    process = (struct process){0};
    return true;
}

void process_release(struct process *process)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        free(process->kinds[kind].waits);
    *process = (struct process){0};
}

double process_share(const struct process *process, const double weights[KIND_COUNT],
                     enum share share)
{
    struct sum sum = {0};

    for (int kind = 0; kind < KIND_COUNT; kind++) {
        sum.count += weights[kind] * process->kinds[kind].shares[share].count;
        sum.kept += weights[kind] * process->kinds[kind].shares[share].kept;
    }
    return sum.kept / sum.count;
}

double process_quantile_s(const struct process *process, const double weights[KIND_COUNT],
                          double level)
{
    double asked = 0, answered = 0;

    for (int kind = 0; kind < KIND_COUNT; kind++)
        asked += weights[kind] * process->kinds[kind].shares[SHARE_WITHIN_PROMISE].count;
    for (uint16_t bin = 0; bin < bin_count(); bin++) {
        for (int kind = 0; kind < KIND_COUNT; kind++)
            answered += weights[kind] * process->kinds[kind].waits[bin];
        if (answered >= level * asked)
            return (double)bin_upper_s(bin);
    }
    return INFINITY;
}

struct sum process_slot(const struct process *process, const double weights[KIND_COUNT], int slot,
                        bool is_promised)
{
    struct sum sum = {0};

    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct kind_process *one = &process->kinds[kind];
        const struct sum *of_kind = is_promised ? &one->promised_slots[slot] : &one->slots[slot];
        sum.count += weights[kind] * of_kind->count;
        sum.kept += weights[kind] * of_kind->kept;
    }
    return sum;
}
