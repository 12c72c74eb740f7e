#include "facts/make.h"

static int64_t survivor_created(const struct groundwork *ground, uint32_t ticket,
                                int64_t created_at)
{
    size_t low = 0;
    size_t high = ground->survivor_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ground->survivors[middle].ticket < ticket)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < ground->survivor_count && ground->survivors[low].ticket == ticket &&
        (created_at == INSTANT_UNKNOWN || ground->survivors[low].created_at < created_at))
        return ground->survivors[low].created_at;
    return created_at;
}

static int64_t least_known(int64_t a, int64_t b)
{
    if (a == INSTANT_UNKNOWN || b == INSTANT_UNKNOWN)
        return a == INSTANT_UNKNOWN ? b : a;
    return a < b ? a : b;
}

bool is_ended_status(uint8_t status)
{
    return status == STATUS_SOLVED || status == STATUS_CLOSED;
}

bool is_open_status(uint8_t status)
{
    return status == STATUS_NEW || status == STATUS_OPEN || status == STATUS_PENDING ||
           status == STATUS_HOLD;
}

/* What the changes of status say, as seen at the cut. */
struct ends {
    int64_t first_solved_at; /* solved or closed */
    int64_t last_solved_at;  /* of the end that still holds; INSTANT_UNKNOWN: open again */
    int64_t reopened_at;     /* first time open after an end */
    bool is_open_again;
};

static struct ends ends_of(const struct making *making)
{
    const struct thread *thread = making->thread;
    struct ends ends = {INSTANT_UNKNOWN, INSTANT_UNKNOWN, INSTANT_UNKNOWN, false};

    for (uint32_t i = 0; i < thread->event_count; i++) {
        const struct status_record *event = &thread->events[i];
        uint8_t status = making->ground->status_of[event->status];
        if (seen(making->ground, event->at) == INSTANT_UNKNOWN)
            continue;
        if (is_ended_status(status)) {
            if (ends.first_solved_at == INSTANT_UNKNOWN)
                ends.first_solved_at = event->at;
            if (status == STATUS_SOLVED || ends.last_solved_at == INSTANT_UNKNOWN)
                ends.last_solved_at = event->at;
            ends.is_open_again = false;
        } else if (is_open_status(status) && ends.first_solved_at != INSTANT_UNKNOWN &&
                   thread->row.reopen_count != 0) { /* the desk's own counter is believed */
            if (ends.reopened_at == INSTANT_UNKNOWN)
                ends.reopened_at = event->at;
            ends.last_solved_at = INSTANT_UNKNOWN;
            ends.is_open_again = true;
        }
    }
    return ends;
}

/*
 * The end of a ticket without a time of its own is its last update, if its status says that it
 * ended and nothing later was hidden.
 */
static int64_t ended_by_status(const struct making *making)
{
    const struct groundwork *ground = making->ground;
    const struct ticket_record *row = &making->thread->row;

    if (!is_ended_status(ground->status_of[row->status]) || row->resolved_at != INSTANT_UNKNOWN ||
        row->closed_at != INSTANT_UNKNOWN || making->is_open_again)
        return INSTANT_UNKNOWN;
    return seen(ground, row->updated_at);
}

/*
 * The row's own instants go first; what it lacks, or the cut hides, the changes of status tell. A
 * row that knows when it was solved is believed over a status that says so earlier, unless the
 * ticket was opened again in between; so is a row folded from an event log that knows its close.
 */
void make_times(struct making *making)
{
    const struct groundwork *ground = making->ground;
    const struct ticket_record *row = &making->thread->row;
    struct ends ends = ends_of(making);
    bool is_folded = (row->flags & TICKET_FROM_EVENTS) != 0 && row->closed_at != INSTANT_UNKNOWN;
    bool is_told =
        (row->resolved_at == INSTANT_UNKNOWN && !is_folded) || ends.reopened_at != INSTANT_UNKNOWN;

    making->created_at =
        seen(ground, survivor_created(ground, making->thread->ticket, row->created_at));
    making->first_reply_at = seen(ground, row->first_reply_at);
    making->resolved_at = seen(ground, row->resolved_at);
    making->closed_at = seen(ground, row->closed_at);
    making->reopened_at = seen(ground, row->reopened_at);
    making->first_resolved_at = seen(ground, row->first_resolved_at);
    if (row->resolved_at != INSTANT_UNKNOWN && making->resolved_at == INSTANT_UNKNOWN)
        making->closed_at = INSTANT_UNKNOWN;
    if (row->reopened_at == INSTANT_UNKNOWN)
        making->reopened_at = ends.reopened_at;
    making->is_open_again = ends.is_open_again || (making->reopened_at != INSTANT_UNKNOWN &&
                                                   making->resolved_at != INSTANT_UNKNOWN &&
                                                   making->reopened_at > making->resolved_at);
    if (making->resolved_at == INSTANT_UNKNOWN && is_told)
        making->resolved_at = ends.last_solved_at;
    if (row->first_resolved_at == INSTANT_UNKNOWN)
        making->first_resolved_at =
            least_known(is_told ? ends.first_solved_at : INSTANT_UNKNOWN, making->resolved_at);
    making->ended_at = least_known(making->first_resolved_at, making->closed_at);
    if (making->ended_at == INSTANT_UNKNOWN)
        making->ended_at = ended_by_status(making);
}
