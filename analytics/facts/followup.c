#include "facts/make.h"

static int64_t earlier_of(int64_t a, int64_t b)
{
    if (a == INSTANT_UNKNOWN || b == INSTANT_UNKNOWN)
        return a == INSTANT_UNKNOWN ? b : a;
    return a < b ? a : b;
}

/* The first customer message after the first answer that another human answer follows
 * (statistics.md A3). Plain thanks fail nothing: nobody answers them. */
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

static bool customer_wrote_between(const struct making *making, int64_t from, int64_t to)
{
    for (uint32_t i = making->answer_index + 1; i < making->thread->message_count; i++) {
        const struct message_record *message = &making->thread->messages[i];
        if (message->author_kind == AUTHOR_CUSTOMER && message->at > from && message->at <= to)
            return true;
    }
    return false;
}

/* Only a question came back: the customer had to say more before he could be helped. Solved soon
 * and without a word of his, the question was a courtesy. */
static bool asks_for_details(const struct making *making)
{
    int64_t asked_at = making->answer->at;
    int64_t solved_at = making->first_resolved_at;

    if ((making->answer->flags & MESSAGE_QUESTION) == 0)
        return false;
    return solved_at == INSTANT_UNKNOWN || solved_at - asked_at > HOUR_S ||
           customer_wrote_between(making, asked_at, solved_at);
}

/*
 * A desk that opens a ticket again whenever the customer writes does so for plain thanks too: no
 * failure where no human answers and the ticket ends again. Other reopenings are.
 */
static bool is_reopened_by_thanks(const struct making *making)
{
    enum { AT_ONCE_S = 60 };
    const struct thread *thread = making->thread;
    bool was_written = false;

    if (making->is_open_again)
        return false;
    for (uint32_t i = making->answer_index + 1; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        int64_t before_s = making->reopened_at - message->at;
        if (message->author_kind == AUTHOR_CUSTOMER && before_s >= 0 && before_s <= AT_ONCE_S)
            was_written = true;
        else if (before_s < 0 && is_human_reply(making, message))
            return false;
    }
    return was_written;
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
    if (making->reopened_at != INSTANT_UNKNOWN && making->reopened_at > from &&
        !is_reopened_by_thanks(making))
        failed_at = earlier_of(failed_at, making->reopened_at);
    fact->is_clarification = asks_for_details(making);
    fact->failure[READING_STRICT] = failure_exit(making, from, failed_at);
    fact->failure[READING_OPTIMISTIC] = fact->failure[READING_STRICT];
}

/*
 * From ticket counters: strict is one staff reply, no further word of the client, no reopening, no
 * reassignment where replies are not counted, and no new ticket of the same requester; optimistic
 * is no reopening. Counters know no time, so a failure without an instant stands at the solve it
 * spoiled.
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
        row->staff_reply_count > 1 || row->customer_reply_count > 0 ||
        (row->staff_reply_count == COUNT_UNKNOWN && row->reassignment_count > 0);
    if (is_more_than_one)
        failed_at = earlier_of(failed_at, solved_at);
    int64_t window_s = making->ground->settings->criteria.one_touch_window_s;
    failed_at = earlier_of(failed_at, return_by_ticket(making, solved_at, window_s));
    fact->failure[READING_STRICT] = failure_exit(making, from, failed_at);
    fact->failure[READING_OPTIMISTIC] = failure_exit(making, from, reopened_at);
}

static int8_t was_reopened(const struct making *making)
{
    const struct ticket_record *row = &making->thread->row;
    bool has_events = making->thread->event_count > 0;

    if (making->reopened_at != INSTANT_UNKNOWN)
        return 1;
    if (row->reopen_count > 0) /* the counter knows no time: before the cut or after it */
        return !making->ground->is_as_of ? 1 : has_events ? 0 : -1;
    return row->reopen_count == COUNT_UNKNOWN && !has_events ? -1 : 0;
}

/* A reopening that only a counter tells stands at the solve it undid. */
static void make_reopen(struct making *making)
{
    struct fact *fact = making->fact;
    int64_t solved_at = making->first_resolved_at;

    fact->was_reopened = was_reopened(making);
    bool is_told = fact->was_reopened != -1 || making->columns->has_reopened_at;
    if (solved_at == INSTANT_UNKNOWN || !is_told)
        return;
    if (making->reopened_at != INSTANT_UNKNOWN && making->reopened_at >= solved_at)
        fact->reopen = exit_at(making, EXIT_EVENT, solved_at, making->reopened_at);
    else if (making->reopened_at == INSTANT_UNKNOWN && fact->was_reopened == 1)
        fact->reopen = exit_at(making, EXIT_EVENT, solved_at, solved_at);
    else
        fact->reopen = exit_at(making, EXIT_CENSORED, solved_at, fact->seen_until);
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
