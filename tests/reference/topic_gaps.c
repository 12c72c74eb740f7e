/* 21: dark gaps. */
#include <math.h>

#include "statistics/gaps.h"
#include "topics.h"

/*
 * The library counts whole units of time; the tables may hold decimals. All columns are read in the
 * same unit, the coarsest of 1, 1/10, … 1/10^6 in which every instant is whole.
 */
static bool is_whole(const double *values, size_t count, double scale)
{
    for (size_t i = 0; i < count; i++) {
        double scaled = values[i] * scale;
        if (!isnan(scaled) && fabs(scaled - round(scaled)) > 1e-6)
            return false;
    }
    return true;
}

static int64_t instant(double value, double scale)
{
    return isnan(value) ? GAPS_UNKNOWN : (int64_t)llround(value * scale);
}

struct columns {
    const double *actions, *created, *replied, *closed, *from, *until;
    size_t action_count, ticket_count;
};

static double scale_of(const struct columns *in)
{
    double scale = 1;

    while (scale < 1e6 && !(is_whole(in->actions, in->action_count, scale) &&
                            is_whole(in->created, in->ticket_count, scale) &&
                            is_whole(in->replied, in->ticket_count, scale) &&
                            is_whole(in->closed, in->ticket_count, scale) &&
                            is_whole(in->from, 1, scale) && is_whole(in->until, 1, scale)))
        scale *= 10;
    return scale;
}

static bool columns_open(struct check *check, struct columns *out)
{
    const struct table *actions = check_input(check, "action_time");
    const struct table *tickets = check_input(check, "created");
    const struct table *window = check_input(check, "t0");

    if (actions == NULL || tickets == NULL || window == NULL)
        return false;
    *out = (struct columns){
        .actions = check_numbers(check, actions, "action_time"),
        .created = check_numbers(check, tickets, "created"),
        .replied = check_numbers(check, tickets, "replied"),
        .closed = check_numbers(check, tickets, "closed"),
        .from = check_numbers(check, window, "t0"),
        .until = check_numbers(check, window, "t1"),
        .action_count = actions->row_count,
        .ticket_count = tickets->row_count,
    };
    if (window->row_count != 1)
        check_fail(check, "%zu windows, one is needed", window->row_count);
    return window->row_count == 1;
}

static void gaps(struct check *check)
{
    struct columns in = {0};
    struct dark_gap *found = NULL;
    size_t count = 0;
    struct error err = {0};

    if (!columns_open(check, &in))
        return;
    double scale = scale_of(&in);
    int64_t *actions = check_array(check, in.action_count, sizeof *actions);
    struct waiting *tickets = check_array(check, in.ticket_count, sizeof *tickets);
    for (size_t i = 0; i < in.action_count; i++)
        actions[i] = instant(in.actions[i], scale);
    for (size_t i = 0; i < in.ticket_count; i++)
        tickets[i] = (struct waiting){instant(in.created[i], scale), instant(in.replied[i], scale),
                                      instant(in.closed[i], scale)};
    struct gaps_input input = {actions,
                               in.action_count,
                               tickets,
                               in.ticket_count,
                               instant(in.from[0], scale),
                               instant(in.until[0], scale)};
    if (!gaps_find(&input, check_arena(check), &found, &count, &err))
        check_fail(check, "%s", err.text);
    check_row_count(check, count);
    for (size_t row = 0; row < check_rows(check) && row < count; row++) {
        check_exact(check, row, "start", (double)found[row].start_s / scale);
        check_exact(check, row, "end", (double)found[row].end_s / scale);
        check_exact(check, row, "length", (double)(found[row].end_s - found[row].start_s) / scale);
        check_exact(check, row, "waiting", (double)found[row].waiting_count);
    }
}

const struct topic topics_gaps[] = {
    {21, "start|length|waiting", 0, gaps},
    {0},
};
