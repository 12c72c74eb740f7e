#include "facts/make.h"

/*
 * What a desk's own reports would count of a ticket, robots under an agent's name, templates and
 * all: for definitions side by side, never for a criterion.
 */
static bool is_agent_message(const struct making *making, const struct message_record *message)
{
    if (!is_public(message) || seen(making->ground, message->at) == INSTANT_UNKNOWN)
        return false;
    if (message->author_kind == AUTHOR_UNKNOWN)
        return message->author != 0 && message->author != making->thread->row.requester;
    return message->author_kind == AUTHOR_HUMAN;
}

static bool wrote_before(const struct making *making, uint32_t index)
{
    const struct message_record *messages = making->thread->messages;

    for (uint32_t i = 0; i < index; i++)
        if (messages[i].author == messages[index].author && is_agent_message(making, &messages[i]))
            return true;
    return false;
}

static void count_messages(const struct making *making, struct fact_desk *out)
{
    const struct thread *thread = making->thread;
    int32_t replies = 0, agents = 0, customer = 0;

    for (uint32_t i = 0; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        if (message->author_kind == AUTHOR_CUSTOMER &&
            seen(making->ground, message->at) != INSTANT_UNKNOWN)
            customer++;
        if (!is_agent_message(making, message))
            continue;
        if (replies++ == 0)
            out->replied_at = message->at;
        agents += !wrote_before(making, i);
    }
    out->reply_count = replies > INT16_MAX ? INT16_MAX : (int16_t)replies;
    out->agent_count = agents > INT16_MAX ? INT16_MAX : (int16_t)agents;
    customer = customer > 0 ? customer - 1 : 0; /* the first is the ticket itself */
    out->return_count = customer > INT16_MAX ? INT16_MAX : (int16_t)customer;
}

/* Without messages: the desk's own columns. */
static void take_columns(const struct making *making, struct fact_desk *out)
{
    const struct fact *fact = making->fact;

    out->replied_at =
        making->first_reply_at != INSTANT_UNKNOWN ? making->first_reply_at : fact->reply_at;
    out->reply_count = fact->staff_reply_count;
    out->return_count = fact->customer_reply_count;
    out->agent_count = -1;
}

void make_desk(struct making *making)
{
    struct fact *fact = making->fact;
    struct fact_desk *out = &fact->desk;

    *out = (struct fact_desk){.replied_at = INSTANT_UNKNOWN,
                              .reply_count = -1,
                              .return_count = -1,
                              .agent_count = -1,
                              .is_assigned = making->thread->row.assignee != 0 ||
                                             making->thread->row.group != 0};
    if (making->columns->has_messages)
        count_messages(making, out);
    else
        take_columns(making, out);
    out->from_creation = out->from_customer = exit_unmeasured();
    if (out->replied_at == INSTANT_UNKNOWN)
        return;
    if (out->replied_at >= fact->created_at)
        out->from_creation = exit_at(making, EXIT_EVENT, fact->created_at, out->replied_at);
    if (out->replied_at >= fact->origin_at)
        out->from_customer = exit_at(making, EXIT_EVENT, fact->origin_at, out->replied_at);
}
