#include "ingest/cells.h"
#include "ingest/rows/taking.h"

/* Who wrote a comment: the requester is the customer, the assignee of the staff; of others the
 * export does not tell. */
static enum author_kind kind_of_author(const struct taking *taking, struct span author)
{
    if (span_equal(author, cell_of(taking, FIELD_requester)))
        return AUTHOR_CUSTOMER;
    return span_equal(author, cell_of(taking, FIELD_assignee)) ? AUTHOR_HUMAN : AUTHOR_UNKNOWN;
}

static void take_comment(struct taking *taking, struct span cell,
                         const struct ticket_record *ticket)
{
    const struct plan *plan = taking->rules->plan;
    enum date_order order = plan->columns[plan->column_of[FIELD_created_at]].order;
    struct decoded_comment comment = {.record.ticket_id = ticket->id,
                                      .record.flags = MESSAGE_VISIBILITY_UNKNOWN};
    struct message_record *record = &comment.record;
    uint16_t references_before = taking->out->reference_count;
    struct comment_parts parts;
    enum date_fate fate = DATE_BAD;

    if (!cell_comment(cell, &parts) ||
        !date_instant(parts.at, order, taking->rules->zone, &record->at, &fate)) {
        taking->batch->odd_comment_count++;
        return;
    }
    taking->batch->naive_count += fate != DATE_FINE;
    record->author_kind = (uint8_t)kind_of_author(taking, parts.author);
    if (parts.author.length > 0)
        refer(taking,
              (struct reference){.key = lookup_key(parts.author, 0),
                                 .offset = offsetof(struct message_record, author),
                                 .kind = REFERENCE_PERSON},
              parts.author);
    measure_body(taking, parts.body, record);
    comment.reference_count = (uint16_t)(taking->out->reference_count - references_before);
    taking->has_failed |= !row_batch_comment(taking->batch, &comment, taking->err);
    taking->out->comment_count++;
}

/* The ticket itself is what its requester wrote first: without it the thread would begin with the
 * answer, as a letter does that the staff wrote unasked. */
static void take_opening(struct taking *taking, const struct ticket_record *ticket)
{
    struct span requester = cell_first_value(cell_of(taking, FIELD_requester));
    struct decoded_comment opening = {.record = {.ticket_id = ticket->id,
                                                 .at = ticket->created_at,
                                                 .author_kind = AUTHOR_CUSTOMER,
                                                 .flags = MESSAGE_PUBLIC},
                                      .reference_count = requester.length > 0};

    if (ticket->created_at == INSTANT_UNKNOWN || ticket->initiator == INITIATOR_STAFF)
        return;
    if (requester.length > 0)
        refer(taking,
              (struct reference){.key = lookup_key(requester, 0),
                                 .offset = offsetof(struct message_record, author),
                                 .kind = REFERENCE_PERSON},
              requester);
    taking->has_failed |= !row_batch_comment(taking->batch, &opening, taking->err);
    taking->out->comment_count++;
    taking->batch->opening_count++;
}

void take_comments(struct taking *taking, const struct ticket_record *ticket)
{
    const struct plan *plan = taking->rules->plan;

    take_opening(taking, ticket);
    for (size_t i = 0; i < plan->used_count && !taking->is_bad; i++) {
        size_t column = plan->used[i];
        struct span cell = cell_at(taking, (int)column);
        if (cell.length > 0 && field_kind(plan->columns[column].meaning->field) == CELL_COMMENT)
            take_comment(taking, cell, ticket);
    }
}
