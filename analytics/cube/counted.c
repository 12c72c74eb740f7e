/* What one fact is counted as, for the counter and for those who list the tickets behind a count.
 */
#include <string.h>

#include "cube/bins.h"
#include "cube/count.h"

uint8_t counted_reply_in_time(const struct fact *fact, int64_t promise_s)
{
    const struct exit_time *reply = &fact->reply[READING_STRICT];

    if (promise_s <= 0 || reply->exit != EXIT_EVENT ||
        reply->after_s[CLOCK_PROMISED] == INSTANT_UNKNOWN)
        return UNTOLD;
    return reply->after_s[CLOCK_PROMISED] <= promise_s;
}

uint8_t counted_kept(const struct exit_time *time, int64_t promise_s)
{
    int64_t after_s = time->after_s[CLOCK_PROMISED];

    if (promise_s <= 0 || time->exit == EXIT_UNMEASURED || after_s == INSTANT_UNKNOWN)
        return UNTOLD;
    if (time->exit == EXIT_EVENT)
        return after_s <= promise_s;
    return time->exit == EXIT_CENSORED && after_s <= promise_s ? UNTOLD : 0;
}

/* Decided inside the window; a young answer that has not failed yet is untold. */
static uint8_t one_touch_of(const struct settings *settings, const struct fact *fact)
{
    const struct exit_time *failure = &fact->failure[READING_STRICT];
    int64_t window_s = settings->criteria.one_touch_window_s;

    if (!fact->is_one_touch_asked || fact->is_clarification || failure->exit == EXIT_UNMEASURED ||
        failure->after_s[CLOCK_CALENDAR] == INSTANT_UNKNOWN)
        return UNTOLD;
    if (failure->exit == EXIT_EVENT && failure->after_s[CLOCK_CALENDAR] <= window_s)
        return 0;
    return failure->after_s[CLOCK_CALENDAR] >= window_s ? 1 : UNTOLD;
}

static uint16_t resolved_within_week(const struct fact *fact)
{
    int64_t after_s = fact->resolve.after_s[CLOCK_CALENDAR];

    if (fact->resolve.exit == EXIT_UNMEASURED || after_s == INSTANT_UNKNOWN)
        return BIN_UNKNOWN;
    if (after_s >= WEEK_DAYS * DAY_S)
        return bin_of(WEEK_DAYS * DAY_S);
    return fact->resolve.exit == EXIT_EVENT ? bin_of(after_s) : BIN_UNKNOWN;
}

bool counted_answer(const struct settings *settings, const struct fact *fact, int64_t promise_s,
                    struct trace_answer *out)
{
    const struct exit_time *reply = &fact->reply[READING_STRICT];
    int64_t at_hand_s = promise_s > 0 ? promise_s : settings->criteria.reply_default_s;

    if (fact->is_attended || reply->exit != EXIT_EVENT || fact->reply_at == INSTANT_UNKNOWN ||
        fact->engineer_hash == 0)
        return false;
    memset(out, 0, sizeof *out);
    out->account = fact->account;
    out->day = fact->day;
    out->replied_at = fact->reply_at;
    out->channel = fact->channel;
    out->priority = fact->priority;
    out->band = fact->band;
    out->executor = fact->executor;
    out->is_at_hand = reply->after_s[CLOCK_CALENDAR] != INSTANT_UNKNOWN &&
                      reply->after_s[CLOCK_CALENDAR] <= at_hand_s;
    out->is_one_touch = one_touch_of(settings, fact);
    out->resolve_bin = resolved_within_week(fact);
    out->requester = fact->requester_hash;
    out->engineer = fact->engineer_hash;
    out->count = 1;
    return true;
}
