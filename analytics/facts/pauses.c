/* pauses: the time in which a promise does not run: with the client, or closed before a reopening.
 */
#include <stdlib.h>

#include "facts/make.h"

static bool stops_clock(uint8_t status)
{
    return status == STATUS_PENDING || status == STATUS_SOLVED || status == STATUS_CLOSED;
}

/*
 * The pauses of a thread, in order, apart from each other, as seen at the cut; at most `most`.
 * Waiting for a third party (hold) is the desk's own time: the client waits.
 */
size_t pauses_of(const struct making *making, struct pause *out, size_t most)
{
    const struct thread *thread = making->thread;
    bool is_paused = false;
    size_t count = 0;

    for (uint32_t i = 0; i < thread->event_count; i++) {
        const struct status_record *event = &thread->events[i];
        uint8_t status = making->ground->status_of[event->status];
        if (seen(making->ground, event->at) == INSTANT_UNKNOWN || status == STATUS_UNKNOWN)
            continue;
        if (stops_clock(status) == is_paused)
            continue;
        if (is_paused)
            out[count - 1].to = event->at;
        else if (count == most)
            break;
        else
            out[count++] = (struct pause){event->at, INSTANT_UNKNOWN};
        is_paused = !is_paused;
    }
    return count;
}

/* Calendar seconds of [from, to) that no pause covers. */
static int64_t unpaused(int64_t from, int64_t to, const struct pause *pauses, size_t count)
{
    int64_t left = to > from ? to - from : 0;

    for (size_t i = 0; i < count; i++) {
        int64_t begin = pauses[i].from > from ? pauses[i].from : from;
        int64_t end = pauses[i].to == INSTANT_UNKNOWN || pauses[i].to > to ? to : pauses[i].to;
        if (end > begin)
            left -= end - begin;
    }
    return left;
}

void pause_promised(const struct making *making, int64_t from, int64_t to, struct exit_time *exit)
{
    struct pause pauses[PAUSES_MOST];
    const struct fact_promise *promise = making->promise;
    size_t count = pauses_of(making, pauses, PAUSES_MOST);

    if (count == 0 || exit->after_s[CLOCK_PROMISED] == INSTANT_UNKNOWN)
        return;
    if (promise->hours == INDEX_NONE) {
        exit->after_s[CLOCK_PROMISED] = unpaused(from, to, pauses, count);
        return;
    }
    int64_t open_s = business_clock_elapsed_unpaused(making->ground->clocks[promise->hours].clock,
                                                     from, to, pauses, count);
    exit->after_s[CLOCK_PROMISED] = open_s == ELAPSED_UNKNOWN ? INSTANT_UNKNOWN : open_s;
}
