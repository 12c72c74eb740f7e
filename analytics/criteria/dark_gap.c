#include "calendar/instant.h"
#include "criteria/cover.h"
#include "statistics/gaps.h"

/* A1: the longest stretch in which somebody waited and nobody acted (T21). */

/* Who was answered or gone before the window began waits in none of it. */
static bool is_waiting(struct window window, const struct trace_ticket *ticket)
{
    bool is_over =
        (ticket->replied_at != INSTANT_UNKNOWN && ticket->replied_at <= window.from_at) ||
        (ticket->closed_at != INSTANT_UNKNOWN && ticket->closed_at <= window.from_at);

    return !is_over && !ticket->is_attended && ticket->created_at < window.until_at;
}

static size_t count_waiting(const struct scoring *scoring, struct window window)
{
    const struct tickets tickets = trace_of(scoring, scoring->account);
    size_t count = 0;

    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(scoring, i, sizeof *ticket);
        count += is_waiting(window, ticket) ? ticket->count : 0;
    }
    return count;
}

bool dark_gap_find(struct scoring *scoring, struct window window, struct measurement *figure,
                   struct error *err)
{
    const struct cube *cube = scoring->cube;
    struct longest_gap *out = &scoring->card->dark_gap;
    struct waiting *waiting =
        arena_array(scoring->scratch, count_waiting(scoring, window) + 1, sizeof *waiting);
    int64_t *actions = arena_array(scoring->scratch, cube->action_count + 1, sizeof *actions);
    struct dark_gap *gaps = NULL;
    size_t count = 0, gap_count = 0;

    if (figure == NULL || waiting == NULL || actions == NULL)
        return error_memory(err);
    if (figure->rung == RUNG_NOT_IN_EXPORT || cube->action_count == 0)
        return true;
    size_t action_count = 0;
    for (size_t i = 0; i < cube->action_count; i++)
        if (cube->actions[i].at >= window.from_at && cube->actions[i].at <= window.until_at)
            actions[action_count++] = cube->actions[i].at;
    const struct tickets tickets = trace_of(scoring, scoring->account);
    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(scoring, i, sizeof *ticket);
        uint32_t alike = is_waiting(window, ticket) ? ticket->count : 0;
        for (uint32_t n = 0; n < alike; n++)
            waiting[count++] = (struct waiting){.created_s = ticket->created_at,
                                                .replied_s = ticket->replied_at,
                                                .closed_s = ticket->closed_at};
    }
    struct gaps_input input = {.actions = actions,
                               .action_count = action_count,
                               .tickets = waiting,
                               .ticket_count = count,
                               .from_s = window.from_at,
                               .until_s = window.until_at};
    if (!gaps_find(&input, scoring->scratch, &gaps, &gap_count, err))
        return false;
    out->is_known = true;
    if (gap_count > 0) {
        out->from_at = gaps[0].start_s;
        out->to_at = gaps[0].end_s;
        out->waiting_count = (uint32_t)gaps[0].waiting_count;
    }
    measurement_set_count(figure, 0);
    figure->asked_count = out->waiting_count;
    figure->value = figure->strict = figure->optimistic = (double)(out->to_at - out->from_at);
    return true;
}
