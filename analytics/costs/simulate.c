#include "costs/simulate.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "costs/chance.h"
#include "costs/select.h"

enum { STREAM_PATIENCE = 1 };
static const uint32_t NONE = UINT32_MAX;
static const double YEAR_S = 365.25 * 86400;
static const double REACHED_WITHOUT_PROMISE_S = 3600;

/* Ends of the work in hand, the earliest on top. */
struct heap {
    double *ends;
    size_t count, capacity;
};

static bool heap_push(struct heap *heap, double end)
{
    if (heap->count == heap->capacity) {
        size_t capacity = heap->capacity == 0 ? 64 : 2 * heap->capacity;
        double *ends = realloc(heap->ends, capacity * sizeof *ends);
        if (ends == NULL)
            return false;
        heap->ends = ends;
        heap->capacity = capacity;
    }
    size_t at = heap->count++;
    for (; at > 0 && heap->ends[(at - 1) / 2] > end; at = (at - 1) / 2)
        heap->ends[at] = heap->ends[(at - 1) / 2];
    heap->ends[at] = end;
    return true;
}

static void heap_pop(struct heap *heap)
{
    double last = heap->ends[--heap->count];
    size_t at = 0;

    for (size_t child = 1; child < heap->count; child = 2 * at + 1) {
        if (child + 1 < heap->count && heap->ends[child + 1] < heap->ends[child])
            child++;
        if (heap->ends[child] >= last)
            break;
        heap->ends[at] = heap->ends[child];
        at = child;
    }
    if (heap->count > 0)
        heap->ends[at] = last;
}

/* A run in the making. */
struct run {
    const struct simulation_case *wanted;
    double *waits_s;
    uint32_t *next; /* of the same class, who waits behind */
    uint32_t first[SIMULATION_CLASSES], last[SIMULATION_CLASSES];
    struct heap busy;
    size_t arrived, waiting;
    uint64_t hour; /* of the roster, from the start */
    double now_s, work_s, overtime_s, end_s;
};

static void run_release(struct run *run)
{
    free(run->waits_s);
    free(run->next);
    free(run->busy.ends);
}
OWN_RELEASER(run_release, struct run)

static uint32_t seats_of(const struct run *run)
{
    return run->wanted->seats[run->hour % WEEK_HOURS];
}

static double patience_of(const struct simulation_case *wanted, size_t ticket)
{
    bool is_patient =
        wanted->patient_rank > 0 && wanted->tickets[ticket].rank >= wanted->patient_rank;

    if (wanted->patience_s <= 0 || is_patient)
        return INFINITY;
    return -wanted->patience_s * log(chance_uniform(wanted->seed, ticket, STREAM_PATIENCE));
}

static void join(struct run *run, uint32_t ticket)
{
    uint8_t rank = run->wanted->tickets[ticket].rank;

    run->next[ticket] = NONE;
    if (run->first[rank] == NONE)
        run->first[rank] = ticket;
    else
        run->next[run->last[rank]] = ticket;
    run->last[rank] = ticket;
    run->waiting++;
}

static uint32_t leave(struct run *run)
{
    for (int rank = 0; rank < SIMULATION_CLASSES; rank++) {
        uint32_t ticket = run->first[rank];
        if (ticket == NONE)
            continue;
        run->first[rank] = run->next[ticket];
        run->waiting--;
        return ticket;
    }
    return NONE;
}

/* Work in hand beyond the end of the hour in which fewer sit there is overtime: counted as that of
 * whoever ends last. */
static bool begin(struct run *run, uint32_t ticket)
{
    const struct simulated_ticket *row = &run->wanted->tickets[ticket];
    double wait = run->now_s - row->at_s;

    if (patience_of(run->wanted, ticket) < wait) {
        run->waits_s[ticket] = NAN;
        return true;
    }
    run->waits_s[ticket] = wait;
    run->work_s += row->handling_s;
    run->end_s = fmax(run->end_s, run->now_s + row->handling_s);
    return heap_push(&run->busy, run->now_s + row->handling_s);
}

static bool serve(struct run *run)
{
    while (run->waiting > 0 && run->busy.count < seats_of(run))
        if (!begin(run, leave(run)))
            return false;
    return true;
}

/* The next hour whose seats differ; the roster repeats each week. */
static double next_change_s(const struct run *run)
{
    uint32_t seats = seats_of(run);

    for (uint64_t hour = run->hour + 1; hour <= run->hour + WEEK_HOURS; hour++)
        if (run->wanted->seats[hour % WEEK_HOURS] != seats)
            return (double)hour * HOUR_S;
    return INFINITY;
}

/* Until the clock shows `now_s`, more than the seats were at work. */
static void pass(struct run *run, double now_s)
{
    if (run->busy.count > seats_of(run))
        run->overtime_s += (now_s - run->now_s) * (double)(run->busy.count - seats_of(run));
    run->now_s = now_s;
}

static bool step(struct run *run, double change_s, bool *is_over)
{
    const struct simulation_case *wanted = run->wanted;
    bool has_next = run->arrived < wanted->ticket_count;
    double arrival = has_next ? wanted->tickets[run->arrived].at_s : INFINITY;
    double end = run->busy.count > 0 ? run->busy.ends[0] : INFINITY;
    double last = wanted->tickets[wanted->ticket_count - 1].at_s;

    *is_over = (!has_next && run->waiting == 0) ||
               (!isfinite(arrival) && !isfinite(end) && !isfinite(change_s)) ||
               run->now_s > last + SIMULATION_YEARS * YEAR_S;
    if (*is_over)
        return true;
    if (change_s <= arrival && change_s <= end) {
        pass(run, change_s);
        run->hour = (uint64_t)(change_s / HOUR_S);
    } else if (end <= arrival) {
        pass(run, end);
        heap_pop(&run->busy);
    } else {
        pass(run, arrival);
        join(run, (uint32_t)run->arrived++);
    }
    return serve(run);
}

static bool run_all(struct run *run, struct error *err)
{
    bool is_over = run->wanted->ticket_count == 0;
    uint64_t hour = UINT64_MAX;
    double change_s = INFINITY;

    while (!is_over) {
        if (hour != run->hour) {
            hour = run->hour;
            change_s = next_change_s(run);
        }
        if (!step(run, change_s, &is_over))
            return error_memory(err);
    }
    for (uint32_t ticket = leave(run); ticket != NONE; ticket = leave(run)) {
        double waited = run->now_s - run->wanted->tickets[ticket].at_s;
        run->waits_s[ticket] = patience_of(run->wanted, ticket) < waited ? NAN : INFINITY;
    }
    return true;
}

/* ---- what came of it ---------------------------------------------------------------------------
 */

/* Open hours of a promise up to each hour of the week, for its clock. */
struct clock {
    double open_before[WEEK_HOURS + 1];
};

static struct clock clock_of(const struct simulation_promise *promise)
{
    struct clock clock = {0};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        clock.open_before[hour + 1] = clock.open_before[hour] + (promise->open[hour] ? HOUR_S : 0);
    return clock;
}

static double clock_at(const struct clock *clock, double at_s)
{
    double week_s = (double)WEEK_HOURS * HOUR_S;
    double weeks = floor(at_s / week_s);
    double in_week = at_s - weeks * week_s;
    int hour = (int)(in_week / HOUR_S);
    double open = clock->open_before[hour + 1] - clock->open_before[hour];

    return weeks * clock->open_before[WEEK_HOURS] + clock->open_before[hour] +
           open * (in_week / HOUR_S - hour);
}

static bool is_in_time(const struct simulation_promise *promise, const struct clock *clock,
                       double at_s, double wait_s)
{
    if (!isfinite(wait_s))
        return false;
    if (wait_s <= promise->first_reply_s)
        return true;
    return clock_at(clock, at_s + wait_s) - clock_at(clock, at_s) <= promise->first_reply_s + 1e-6;
}

static void count_ticket(const struct simulation_promise *promise, const struct clock *clock,
                         double at_s, double wait_s, struct simulation_group *group)
{
    group->tickets++;
    group->left += isnan(wait_s);
    group->unanswered += isinf(wait_s);
    group->at_once += wait_s == 0;
    group->promised += promise->first_reply_s > 0;
    if (isfinite(wait_s)) {
        group->answered++;
        group->mean_wait_s += wait_s;
    }
    if (promise->first_reply_s > 0)
        group->in_time += is_in_time(promise, clock, at_s, wait_s);
}

static void count_tickets(const struct run *run, struct simulation *out)
{
    const struct simulation_case *wanted = run->wanted;
    struct clock clocks[SIMULATION_CLASSES];

    for (int rank = 0; rank < SIMULATION_CLASSES; rank++)
        clocks[rank] = clock_of(&wanted->promises[rank]);
    for (size_t i = 0; i < wanted->ticket_count; i++) {
        const struct simulated_ticket *ticket = &wanted->tickets[i];
        const struct simulation_promise *promise = &wanted->promises[ticket->rank];
        if (ticket->at_s < wanted->skip_s)
            continue;
        double wait = run->waits_s[i];
        double reach =
            promise->first_reply_s > 0 ? promise->first_reply_s : REACHED_WITHOUT_PROMISE_S;
        size_t slot = (size_t)(ticket->at_s / HOUR_S) % WEEK_HOURS;
        count_ticket(promise, &clocks[ticket->rank], ticket->at_s, wait, &out->all);
        count_ticket(promise, &clocks[ticket->rank], ticket->at_s, wait,
                     &out->classes[ticket->rank]);
        out->slot_tickets[slot]++;
        out->slot_reached[slot] += wait <= reach;
    }
}

/* Over all counted tickets of the class (below 0: all): who left waits for ever. */
static void find_quantiles(const struct run *run, int rank, double *scratch,
                           struct simulation_group *group)
{
    const struct simulation_case *wanted = run->wanted;
    size_t count = 0;

    for (size_t i = 0; i < wanted->ticket_count; i++)
        if (wanted->tickets[i].at_s >= wanted->skip_s &&
            (rank < 0 || wanted->tickets[i].rank == rank))
            scratch[count++] = isnan(run->waits_s[i]) ? INFINITY : run->waits_s[i];
    group->p50_s = count > 0 ? select_at(scratch, count, (count - 1) / 2) : NAN;
    group->p90_s = count > 0 ? select_at(scratch, count, (size_t)(.9 * (double)(count - 1))) : NAN;
    group->mean_wait_s = group->answered > 0 ? group->mean_wait_s / (double)group->answered : NAN;
}

/* One comes in the hour of arrival and goes in that of the wait's end. */
static bool count_backlog(const struct run *run, struct simulation *out, struct error *err)
{
    const struct simulation_case *wanted = run->wanted;
    double end = fmax(run->now_s, 0);
    int64_t open = 0;

    out->hour_count = (size_t)(end / HOUR_S) + 1;
    out->backlog = calloc(out->hour_count, sizeof *out->backlog);
    OWN(free) int32_t *change = calloc(out->hour_count + 1, sizeof *change);
    if (out->backlog == NULL || change == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wanted->ticket_count; i++) {
        double at = wanted->tickets[i].at_s, wait = run->waits_s[i];
        double gone = at + (isnan(wait) ? patience_of(wanted, i) : wait);
        change[(size_t)(at / HOUR_S)]++;
        change[gone < end ? (size_t)(gone / HOUR_S) : out->hour_count]--;
    }
    for (size_t hour = 0; hour < out->hour_count; hour++) {
        open += change[hour];
        out->backlog[hour] = (uint32_t)open;
        out->backlog_mean += (double)open / (double)out->hour_count;
        if (out->backlog[hour] > out->backlog_most)
            out->backlog_most = out->backlog[hour];
    }
    return true;
}

static void measure_seats(const struct run *run, struct simulation *out)
{
    double seat_hours = 0, promised = 0, present = 0;

    for (size_t hour = 0; hour * HOUR_S < run->end_s; hour++)
        seat_hours += run->wanted->seats[hour % WEEK_HOURS];
    out->occupancy = seat_hours > 0 ? run->work_s / HOUR_S / seat_hours : NAN;
    out->overtime_s = run->overtime_s;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_promised = false;
        for (int rank = 0; rank < SIMULATION_CLASSES; rank++)
            is_promised |= run->wanted->promises[rank].first_reply_s > 0 &&
                           run->wanted->promises[rank].open[hour];
        promised += is_promised;
        present += is_promised && run->wanted->seats[hour] > 0;
    }
    out->presence = promised > 0 ? present / promised : NAN;
}

static bool measure(struct run *run, struct simulation *out, struct error *err)
{
    OWN(simulation_release) struct simulation made = {.ticket_count = run->wanted->ticket_count};
    OWN(free) double *scratch = calloc(made.ticket_count + 1, sizeof *scratch);

    if (scratch == NULL)
        return error_memory(err);
    count_tickets(run, &made);
    find_quantiles(run, -1, scratch, &made.all);
    for (int rank = 0; rank < SIMULATION_CLASSES; rank++)
        find_quantiles(run, rank, scratch, &made.classes[rank]);
    if (!count_backlog(run, &made, err))
        return false;
    measure_seats(run, &made);
    made.waits_s = TAKE(run->waits_s);
    *out = made;
    made = (struct simulation){0};
    return true;
}

static bool check(const struct simulation_case *wanted, struct error *err)
{
    for (size_t i = 0; i < wanted->ticket_count; i++) {
        const struct simulated_ticket *ticket = &wanted->tickets[i];
        double before = i == 0 ? 0 : wanted->tickets[i - 1].at_s;
        if (!(ticket->at_s >= before) || !isfinite(ticket->at_s) || !(ticket->handling_s >= 0))
            return error_set(err, ERROR_USAGE,
                             "ticket %zu of the simulation comes before the "
                             "one in front of it, or its work is no duration",
                             i + 1);
        if (ticket->rank >= SIMULATION_CLASSES)
            return error_set(err, ERROR_USAGE,
                             "ticket %zu of the simulation is of class %u; "
                             "there are %d",
                             i + 1, ticket->rank, SIMULATION_CLASSES);
    }
    return true;
}

bool simulate(const struct simulation_case *wanted, struct simulation *out, struct error *err)
{
    OWN(run_release) struct run run = {.wanted = wanted};

    if (!check(wanted, err))
        return false;
    run.waits_s = calloc(wanted->ticket_count + 1, sizeof *run.waits_s);
    run.next = calloc(wanted->ticket_count + 1, sizeof *run.next);
    if (run.waits_s == NULL || run.next == NULL || wanted->ticket_count >= NONE)
        return error_memory(err);
    for (int rank = 0; rank < SIMULATION_CLASSES; rank++)
        run.first[rank] = run.last[rank] = NONE;
    return run_all(&run, err) && measure(&run, out, err);
}

void simulation_release(struct simulation *simulation)
{
    free(simulation->backlog);
    free(simulation->waits_s);
    *simulation = (struct simulation){0};
}

void simulation_curve(const struct simulation_case *wanted, const struct simulation *simulation,
                      const double *edges_s, size_t edge_count, double *shares)
{
    for (size_t edge = 0; edge < edge_count; edge++) {
        uint64_t within = 0;
        for (size_t i = 0; i < wanted->ticket_count; i++)
            within += wanted->tickets[i].at_s >= wanted->skip_s &&
                      simulation->waits_s[i] <= edges_s[edge];
        shares[edge] =
            simulation->all.tickets > 0 ? (double)within / (double)simulation->all.tickets : NAN;
    }
}
