#include "facts/make.h"

static int64_t earlier_of(int64_t a, int64_t b)
{
    if (a == INSTANT_UNKNOWN || b == INSTANT_UNKNOWN)
        return a == INSTANT_UNKNOWN ? b : a;
    return a < b ? a : b;
}

/*
 * The first customer message after the first answer that another human answer or a reopening
 * follows (statistics.md A3). Plain thanks fail nothing: nobody answers them.
 */
static int64_t return_by_message(const struct making *making)
{
    const struct thread *thread = making->thread;
    int64_t asked_at = INSTANT_UNKNOWN;

    for (uint32_t i = making->answer_index + 1; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        if (seen(making->ground, message->at) == INSTANT_UNKNOWN)
            break;
        if (message->author_kind == AUTHOR_CUSTOMER && asked_at == INSTANT_UNKNOWN)
            asked_at = message->at;
        else if (asked_at != INSTANT_UNKNOWN && is_human_reply(making, message))
            return asked_at;
    }
    if (asked_at != INSTANT_UNKNOWN && making->reopened_at != INSTANT_UNKNOWN &&
        making->reopened_at >= asked_at)
        return asked_at;
    return INSTANT_UNKNOWN;
}

static int64_t return_by_ticket(const struct making *making, int64_t after, int64_t window_s)
{
    const struct ticket_record *row = &making->thread->row;
    const struct opening *next =
        next_opening(making->ground, row->requester, making->thread->ticket, after, window_s,
                     row->category, false);

    return next == NULL ? INSTANT_UNKNOWN : next->at;
}

static struct exit_time failure_exit(const struct making *making, int64_t from, int64_t failed_at)
{
    if (failed_at != INSTANT_UNKNOWN)
        return exit_at(making, EXIT_EVENT, from, failed_at);
    return exit_at(making, EXIT_CENSORED, from, making->fact->seen_until);
}

/* Only a question came back: the customer has to say more before he can be helped. */
static bool asks_for_details(const struct making *making)
{
    return (making->answer->flags & MESSAGE_QUESTION) != 0 &&
           (making->first_resolved_at == INSTANT_UNKNOWN ||
            making->first_resolved_at - making->answer->at > 3600);
}

static void from_messages(struct making *making)
{
    struct fact *fact = making->fact;
    int64_t window_s = making->ground->settings->criteria.one_touch_window_s;

    if (making->answer == NULL)
        return;
    int64_t from = making->answer->at;
    int64_t failed_at =
        earlier_of(return_by_message(making), return_by_ticket(making, from, window_s));
    if (making->reopened_at != INSTANT_UNKNOWN && making->reopened_at > from)
        failed_at = earlier_of(failed_at, making->reopened_at);
    fact->is_clarification = asks_for_details(making);
    fact->failure[READING_STRICT] = failure_exit(making, from, failed_at);
    fact->failure[READING_OPTIMISTIC] = fact->failure[READING_STRICT];
}

/*
 * From ticket counters: strict is one staff reply, no reopening, no reassignment where replies are
 * not counted, and no new ticket of the same requester; optimistic is no reopening. Counters know
 * no time, so a failure without an instant stands at the solve it spoiled.
 */
static void from_counters(struct making *making)
{
    const struct ticket_record *row = &making->thread->row;
    struct fact *fact = making->fact;
    int64_t solved_at =
        making->first_resolved_at != INSTANT_UNKNOWN ? making->first_resolved_at : making->ended_at;
    int64_t from = fact->reply_at != INSTANT_UNKNOWN ? fact->reply_at : solved_at;
    bool has_counter = row->staff_reply_count != COUNT_UNKNOWN ||
                       row->reopen_count != COUNT_UNKNOWN || row->requester != 0 ||
                       making->reopened_at != INSTANT_UNKNOWN;

    if (from == INSTANT_UNKNOWN || solved_at == INSTANT_UNKNOWN || !has_counter)
        return;
    if (from > solved_at)
        from = solved_at;
    int64_t reopened_at = making->reopened_at;
    if (reopened_at == INSTANT_UNKNOWN && row->reopen_count > 0)
        reopened_at = solved_at;
    int64_t failed_at = reopened_at;
    bool is_more_than_one =
        row->staff_reply_count > 1 ||
        (row->staff_reply_count == COUNT_UNKNOWN && row->reassignment_count > 0);
    if (is_more_than_one)
        failed_at = earlier_of(failed_at, solved_at);
    int64_t window_s = making->ground->settings->criteria.one_touch_window_s;
    failed_at = earlier_of(failed_at, return_by_ticket(making, solved_at, window_s));
    fact->failure[READING_STRICT] = failure_exit(making, from, failed_at);
    fact->failure[READING_OPTIMISTIC] = failure_exit(making, from, reopened_at);
}

static void make_reopen(struct making *making)
{
    const struct ticket_record *row = &making->thread->row;
    struct fact *fact = making->fact;
    bool is_timed = making->reopened_at != INSTANT_UNKNOWN || row->reopen_count == 0 ||
                    making->thread->event_count > 0 || making->columns->has_reopened_at;

    fact->was_reopened = making->reopened_at != INSTANT_UNKNOWN               ? 1
                         : row->reopen_count > 0 && !making->ground->is_as_of ? 1
                         : row->reopen_count == COUNT_UNKNOWN && making->thread->event_count == 0
                             ? -1
                             : 0;
    if (making->first_resolved_at == INSTANT_UNKNOWN || !is_timed)
        return;
    if (making->reopened_at != INSTANT_UNKNOWN && making->reopened_at >= making->first_resolved_at)
        fact->reopen = exit_at(making, EXIT_EVENT, making->first_resolved_at, making->reopened_at);
    else
        fact->reopen = exit_at(making, EXIT_CENSORED, making->first_resolved_at, fact->seen_until);
}

void make_followup(struct making *making)
{
    struct fact *fact = making->fact;

    fact->failure[READING_STRICT] = fact->failure[READING_OPTIMISTIC] = exit_unmeasured();
    fact->reopen = exit_unmeasured();
    fact->is_one_touch_asked = fact->type != TYPE_REQUEST;
    if (making->columns->has_messages && making->columns->has_author_kinds)
        from_messages(making);
    else
        from_counters(making);
    make_reopen(making);
}
