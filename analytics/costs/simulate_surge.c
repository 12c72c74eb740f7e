#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "costs/chance.h"
#include "costs/simulate.h"

enum { DAY_HOURS = 24, DAYS_AFTER = 7 };

static int day_of_ticket(const struct simulated_ticket *ticket)
{
    return (int)(ticket->at_s / DAY_S);
}

int simulation_busiest_day(const struct simulated_ticket *tickets, size_t count)
{
    size_t most = 0;
    int busiest = -1;

    for (size_t first = 0, next = 0; first < count; first = next) {
        while (next < count && day_of_ticket(&tickets[next]) == day_of_ticket(&tickets[first]))
            next++;
        if (next - first > most) {
            most = next - first;
            busiest = day_of_ticket(&tickets[first]);
        }
    }
    return busiest;
}

static int compare_tickets(const void *a, const void *b)
{
    const struct simulated_ticket *left = a, *right = b;

    if (left->at_s != right->at_s)
        return left->at_s < right->at_s ? -1 : 1;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return (left->handling_s > right->handling_s) - (left->handling_s < right->handling_s);
}

bool simulation_surge(const struct simulated_ticket *tickets, size_t count, int day, int factor,
                      uint64_t seed, struct simulated_ticket **out, size_t *out_count,
                      struct error *err)
{
    size_t first = 0, end = 0;

    while (first < count && day_of_ticket(&tickets[first]) < day)
        first++;
    for (end = first; end < count && day_of_ticket(&tickets[end]) == day;)
        end++;
    if (first == end || factor < 1)
        return error_set(err, ERROR_USAGE, "day %d of the simulation has no ticket to multiply",
                         day);
    size_t copies = (end - first) * (size_t)(factor - 1);
    struct simulated_ticket *made = calloc(count + copies, sizeof *made);
    if (made == NULL)
        return error_memory(err);
    memcpy(made, tickets, end * sizeof *made);
    for (size_t i = 0; i < copies; i++) {
        struct simulated_ticket copy = tickets[first + i % (end - first)];
        copy.at_s = floor(copy.at_s / HOUR_S) * HOUR_S + HOUR_S * chance_uniform(seed, i, 0);
        made[end + i] = copy;
    }
    memcpy(made + end + copies, tickets + end, (count - end) * sizeof *made);
    qsort(made + first, end + copies - first, sizeof *made, compare_tickets);
    *out = made;
    *out_count = count + copies;
    return true;
}

/* Promised tickets of the day and the six after it that were in time, on the calendar or in the
 * open hours: a simulation of those days alone would begin with an empty queue. */
static double share_after(const struct simulation_case *wanted, int day, struct simulation *run,
                          struct error *err)
{
    struct simulation_case counted = *wanted;
    size_t count = wanted->ticket_count;

    while (count > 0 && day_of_ticket(&wanted->tickets[count - 1]) >= day + DAYS_AFTER)
        count--;
    counted.ticket_count = count;
    counted.skip_s = (double)day * DAY_S;
    if (!simulate(&counted, run, err))
        return -1;
    return run->all.promised > 0 ? (double)run->all.in_time / (double)run->all.promised : NAN;
}

static uint32_t backlog_at(const struct simulation *run, size_t hour)
{
    return hour < run->hour_count ? run->backlog[hour] : 0;
}

bool simulate_surge(const struct simulation_case *wanted, int day, int factor, struct surge *out,
                    struct error *err)
{
    OWN(simulation_release) struct simulation usual = {0};
    OWN(simulation_release) struct simulation surged = {0};
    OWN(free) struct simulated_ticket *tickets = NULL;
    struct simulation_case with = *wanted;
    struct surge made = {.day = day};

    if (!simulation_surge(wanted->tickets, wanted->ticket_count, day, factor, wanted->seed,
                          &tickets, &with.ticket_count, err))
        return false;
    with.tickets = tickets;
    made.usual_share = share_after(wanted, day, &usual, err);
    if (made.usual_share < 0)
        return false;
    made.in_time_share = share_after(&with, day, &surged, err);
    if (made.in_time_share < 0)
        return false;
    made.backlog_most = surged.backlog_most;
    size_t end = (size_t)(day + 1) * DAY_HOURS;
    size_t hour = end;
    while (hour < surged.hour_count && backlog_at(&surged, hour) > backlog_at(&usual, hour))
        hour++;
    made.recovery_hours =
        surged.all.unanswered > usual.all.unanswered ? INFINITY : (double)(hour - end);
    *out = made;
    return true;
}
