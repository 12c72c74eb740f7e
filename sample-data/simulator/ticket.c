#include "simulator/ticket.h"

const struct world_account *ticket_account(const struct world *world, const struct ticket *ticket)
{
    return &world->accounts[ticket->account % world->account_count];
}

int64_t ticket_desk_reply_at(const struct ticket *ticket, int64_t cut)
{
    for (uint32_t i = 0; i < ticket->message_count; i++) {
        const struct message *message = &ticket->messages[i];
        bool is_reply = message->writer == BY_AGENT || message->writer == BY_HUMAN_BOT;
        if (is_reply && message->is_public && message->at < cut)
            return message->at;
    }
    return WALL_NEVER;
}

enum status ticket_status(const struct ticket *ticket, int64_t cut)
{
    enum status status = STATUS_NEW;

    for (uint32_t i = 0; i < ticket->turn_count; i++) {
        if (ticket->turns[i].at < cut)
            status = ticket->turns[i].status;
    }
    return status;
}

int64_t ticket_first_turn(const struct ticket *ticket, enum status status, int64_t cut)
{
    for (uint32_t i = 0; i < ticket->turn_count; i++) {
        if (ticket->turns[i].status == status && ticket->turns[i].at < cut)
            return ticket->turns[i].at;
    }
    return WALL_NEVER;
}

int64_t ticket_last_turn(const struct ticket *ticket, enum status status, int64_t cut)
{
    int64_t last = WALL_NEVER;

    for (uint32_t i = 0; i < ticket->turn_count; i++) {
        if (ticket->turns[i].status == status && ticket->turns[i].at < cut)
            last = ticket->turns[i].at;
    }
    return last;
}

uint32_t ticket_reopens(const struct ticket *ticket, int64_t cut)
{
    uint32_t count = 0;

    for (uint32_t i = 1; i < ticket->turn_count; i++) {
        enum status before = ticket->turns[i - 1].status;
        bool was_done = before == STATUS_SOLVED || before == STATUS_CLOSED;
        count += was_done && ticket->turns[i].status == STATUS_OPEN && ticket->turns[i].at < cut;
    }
    return count;
}
