#include "statistics/gaps.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ownership.h"

/* A ticket's instant, to be met in order of time. */
struct mark {
    int64_t instant_s;
    size_t ticket;
};

/*
 * One pass over the pieces. A ticket comes when its creation is before the end of the piece and
 * goes for good once it was answered before the end, or closed by the beginning: both only move
 * forward, so three sorted lists with one finger each are enough.
 */
struct sweep {
    struct mark *created, *replied, *closed;
    size_t created_count, replied_count, closed_count;
    size_t created_at, replied_at, closed_at; /* fingers */
    size_t earliest_at;                       /* first in `created` that may still wait */
    bool *has_come, *is_gone;                 /* a ticket */
    int64_t waiting_count;
};

static int compare_marks(const void *a, const void *b)
{
    const struct mark *left = a, *right = b;

    if (left->instant_s != right->instant_s)
        return left->instant_s > right->instant_s ? 1 : -1;
    return (left->ticket > right->ticket) - (left->ticket < right->ticket);
}

static int compare_instants(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

static int compare_gaps(const void *a, const void *b)
{
    const struct dark_gap *left = a, *right = b;
    int64_t left_length = left->end_s - left->start_s;
    int64_t right_length = right->end_s - right->start_s;

    if (left_length != right_length)
        return left_length < right_length ? 1 : -1;
    return (left->start_s > right->start_s) - (left->start_s < right->start_s);
}

static void sweep_release(struct sweep *sweep)
{
    free(sweep->created);
    free(sweep->replied);
    free(sweep->closed);
    free(sweep->has_come);
    free(sweep->is_gone);
}
OWN_RELEASER(sweep_release, struct sweep)

static bool sweep_init(struct sweep *sweep, const struct waiting *tickets, size_t count)
{
    sweep->created = calloc(count + 1, sizeof *sweep->created);
    sweep->replied = calloc(count + 1, sizeof *sweep->replied);
    sweep->closed = calloc(count + 1, sizeof *sweep->closed);
    sweep->has_come = calloc(count + 1, sizeof *sweep->has_come);
    sweep->is_gone = calloc(count + 1, sizeof *sweep->is_gone);
    if (sweep->created == NULL || sweep->replied == NULL || sweep->closed == NULL ||
        sweep->has_come == NULL || sweep->is_gone == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct waiting *ticket = &tickets[i];
        bool is_closed = ticket->closed_s != GAPS_UNKNOWN;
        if (ticket->created_s == GAPS_UNKNOWN ||
            (is_closed && ticket->closed_s <= ticket->created_s))
            continue; /* it never waited */
        sweep->created[sweep->created_count++] = (struct mark){ticket->created_s, i};
        if (ticket->replied_s != GAPS_UNKNOWN)
            sweep->replied[sweep->replied_count++] = (struct mark){ticket->replied_s, i};
        if (is_closed)
            sweep->closed[sweep->closed_count++] = (struct mark){ticket->closed_s, i};
    }
    qsort(sweep->created, sweep->created_count, sizeof(struct mark), compare_marks);
    qsort(sweep->replied, sweep->replied_count, sizeof(struct mark), compare_marks);
    qsort(sweep->closed, sweep->closed_count, sizeof(struct mark), compare_marks);
    return true;
}

static void sweep_remove(struct sweep *sweep, size_t ticket)
{
    if (!sweep->is_gone[ticket] && sweep->has_come[ticket])
        sweep->waiting_count--;
    sweep->is_gone[ticket] = true;
}

/* Who waits in the piece (from, until). */
static void sweep_move(struct sweep *sweep, int64_t from_s, int64_t until_s)
{
    while (sweep->replied_at < sweep->replied_count &&
           sweep->replied[sweep->replied_at].instant_s < until_s)
        sweep_remove(sweep, sweep->replied[sweep->replied_at++].ticket);
    while (sweep->closed_at < sweep->closed_count &&
           sweep->closed[sweep->closed_at].instant_s <= from_s)
        sweep_remove(sweep, sweep->closed[sweep->closed_at++].ticket);
    for (; sweep->created_at < sweep->created_count &&
           sweep->created[sweep->created_at].instant_s < until_s;
         sweep->created_at++) {
        size_t ticket = sweep->created[sweep->created_at].ticket;
        sweep->has_come[ticket] = true;
        sweep->waiting_count += !sweep->is_gone[ticket];
    }
    while (sweep->earliest_at < sweep->created_at &&
           sweep->is_gone[sweep->created[sweep->earliest_at].ticket])
        sweep->earliest_at++;
}

/* The cuts: beginning of the window, the actions in order, its end. */
static int64_t *cuts_of(const struct gaps_input *input)
{
    int64_t *cuts = calloc(input->action_count + 2, sizeof *cuts);

    if (cuts == NULL)
        return NULL;
    cuts[0] = input->from_s;
    if (input->action_count > 0)
        memcpy(cuts + 1, input->actions, input->action_count * sizeof *cuts);
    qsort(cuts + 1, input->action_count, sizeof *cuts, compare_instants);
    cuts[input->action_count + 1] = input->until_s;
    return cuts;
}

bool gaps_find(const struct gaps_input *input, struct arena *arena, struct dark_gap **out,
               size_t *out_count, struct error *err)
{
    OWN(sweep_release) struct sweep sweep = {0};
    OWN(free) int64_t *cuts = cuts_of(input);
    struct dark_gap *gaps = arena_array(arena, input->action_count + 1, sizeof *gaps);
    size_t count = 0;

    if (cuts == NULL || gaps == NULL || !sweep_init(&sweep, input->tickets, input->ticket_count))
        return error_memory(err);
    for (size_t i = 0; i <= input->action_count; i++) {
        if (cuts[i + 1] <= cuts[i])
            continue;
        sweep_move(&sweep, cuts[i], cuts[i + 1]);
        if (sweep.waiting_count == 0)
            continue;
        int64_t earliest_s = sweep.created[sweep.earliest_at].instant_s;
        gaps[count++] = (struct dark_gap){
            .start_s = earliest_s > cuts[i] ? earliest_s : cuts[i],
            .end_s = cuts[i + 1],
            .waiting_count = sweep.waiting_count,
        };
    }
    qsort(gaps, count, sizeof *gaps, compare_gaps);
    *out = gaps;
    *out_count = count;
    return true;
}
