/* The keys of the cube's tables and what is added up when a key stands twice. */
#include "cube/rows.h"

#define ORDER(member)                                                                              \
    if (x->member != y->member)                                                                    \
    return x->member < y->member ? -1 : 1

static int compare_keys(const struct cube_key *x, const struct cube_key *y)
{
    ORDER(account);
    ORDER(day);
    ORDER(channel);
    ORDER(priority);
    ORDER(topic);
    ORDER(band);
    ORDER(executor);
    ORDER(is_in_hours);
    ORDER(promise);
    return 0;
}

static int compare_exits(const struct cube_exit *x, const struct cube_exit *y)
{
    ORDER(exit);
    ORDER(calendar_bin);
    ORDER(promised_bin);
    ORDER(promised_part);
    return 0;
}

#define COMPARE(table, body)                                                                       \
    static int compare_##table(const void *a, const void *b)                                       \
    {                                                                                              \
        const struct cube_##table *x = a;                                                          \
        const struct cube_##table *y = b;                                                          \
        int order = 0;                                                                             \
        (void)order;                                                                               \
        body return 0;                                                                             \
    }
#define THEN(call)                                                                                 \
    if ((order = (call)) != 0)                                                                     \
        return order;
#define KEYS THEN(compare_keys(&x->key, &y->key))
#define EXITS(member) THEN(compare_exits(&x->member, &y->member))

COMPARE(population, KEYS ORDER(exclusion); ORDER(is_attended);)
COMPARE(wait, KEYS EXITS(reply[0]) EXITS(reply[1]) EXITS(substantive) ORDER(entry_bin);)
COMPARE(slot, ORDER(account); ORDER(day); ORDER(slot); ORDER(channel); ORDER(executor);
        ORDER(is_in_hours);)
COMPARE(activity, ORDER(day); ORDER(slot); ORDER(executor);)
COMPARE(followup, KEYS ORDER(is_one_touch_asked); ORDER(is_clarification); ORDER(is_reply_in_time);
        EXITS(failure[0]) EXITS(failure[1]))
COMPARE(reopen, KEYS EXITS(reopen) ORDER(was_reopened);)
COMPARE(review, KEYS ORDER(reader_count); ORDER(passed_count);)
COMPARE(channel, KEYS ORDER(was_switched); EXITS(abandon))
COMPARE(survey, KEYS ORDER(reply_in_time); ORDER(was_reopened); ORDER(offered);
        ORDER(is_satisfied);)
COMPARE(vote, KEYS ORDER(is_satisfied); ORDER(recommends); ORDER(is_easy); ORDER(requester);)
COMPARE(text, ORDER(account); ORDER(day); ORDER(channel); ORDER(executor); ORDER(language);)
COMPARE(demand, ORDER(day); ORDER(slot); ORDER(channel); ORDER(priority);)
COMPARE(resolve, KEYS EXITS(resolve) ORDER(entry_bin);)
COMPARE(verdict, KEYS ORDER(reply_desk); ORDER(reply_counted); ORDER(resolve_desk);
        ORDER(resolve_counted);)

static int compare_tickets(const void *a, const void *b)
{
    const struct trace_ticket *x = a;
    const struct trace_ticket *y = b;

    ORDER(account);
    ORDER(created_at);
    ORDER(replied_at);
    ORDER(closed_at);
    ORDER(channel);
    ORDER(priority);
    ORDER(is_attended);
    ORDER(handling_s);
    return 0;
}

static int compare_actions(const void *a, const void *b)
{
    const struct trace_action *x = a;
    const struct trace_action *y = b;

    ORDER(at);
    return 0;
}

static int compare_answers(const void *a, const void *b)
{
    const struct trace_answer *x = a;
    const struct trace_answer *y = b;

    ORDER(account);
    ORDER(replied_at);
    ORDER(day);
    ORDER(channel);
    ORDER(priority);
    ORDER(band);
    ORDER(executor);
    ORDER(is_at_hand);
    ORDER(is_one_touch);
    ORDER(resolve_bin);
    ORDER(requester);
    ORDER(engineer);
    return 0;
}

#define JOIN(table, body)                                                                          \
    static void join_##table(void *into, const void *from)                                         \
    {                                                                                              \
        struct cube_##table *x = into;                                                             \
        const struct cube_##table *y = from;                                                       \
        body                                                                                       \
    }
#define ADD(member) x->member += y->member;

JOIN(population, ADD(count))
JOIN(wait, ADD(count))
JOIN(slot, ADD(arrival_count) ADD(answered_count[0]) ADD(answered_count[1]) ADD(young_count))
JOIN(activity, ADD(action_count))
JOIN(followup, ADD(count))
JOIN(reopen, ADD(count))
JOIN(review, ADD(count))
JOIN(channel, ADD(count))
JOIN(survey, ADD(count))
JOIN(vote, ADD(count))
JOIN(text, ADD(answer_count) ADD(word_count) ADD(sentence_count) ADD(syllable_count)
               ADD(long_word_count) ADD(jargon_count) ADD(listened_count) ADD(repeated_count))
JOIN(demand, ADD(ticket_count) ADD(handled_count) ADD(handling_s) ADD(reopened_count)
                 ADD(staff_reply_count) ADD(replied_ticket_count))
JOIN(resolve, ADD(count))
JOIN(verdict, ADD(count))

/* Equal tickets of the trace are counted. */
static void join_tickets(void *into, const void *from)
{
    struct trace_ticket *x = into;
    const struct trace_ticket *y = from;

    x->count += y->count;
}

static void join_answers(void *into, const void *from)
{
    struct trace_answer *x = into;
    const struct trace_answer *y = from;

    x->count += y->count;
}

static void join_actions(void *into, const void *from)
{
    (void)into;
    (void)from;
}

const struct row_kind ROW_KINDS[CUBE_TABLE_COUNT] = {
#define X(table)                                                                                   \
    [CUBE_TABLE_##table] = {sizeof(struct cube_##table), compare_##table, join_##table},
    CUBE_TABLES(X)
#undef X
        [CUBE_TABLE_tickets] = {sizeof(struct trace_ticket), compare_tickets, join_tickets},
    [CUBE_TABLE_actions] = {sizeof(struct trace_action), compare_actions, join_actions},
    [CUBE_TABLE_answers] = {sizeof(struct trace_answer), compare_answers, join_answers},
};
