/* field: the columns that we know by meaning, whatever a desk calls them. Private to ingest. */
#ifndef DESKGAUGE_INGEST_FIELD_H
#define DESKGAUGE_INGEST_FIELD_H

#include "base/text.h"

/* What a cell is, and so how it is read and whether a message may quote it (rulings 24). */
enum cell_kind {
    CELL_ID,
    CELL_INSTANT,
    CELL_DURATION,
    CELL_COUNT,
    CELL_WORD,
    CELL_PERSON,
    CELL_FLAG,
    CELL_REMAINING, /* of a promised time: below zero it was missed */
    CELL_RATING,
    CELL_TEXT,
    CELL_COMMENT, /* a message in a cell: date;author;body. May stand many times */
    CELL_IGNORED
};

#define FIELDS(X)                                                                                  \
    X(ticket_id, CELL_ID)                                                                          \
    X(message_id, CELL_ID)                                                                         \
    X(merged_into, CELL_ID)                                                                        \
    X(created_at, CELL_INSTANT)                                                                    \
    X(first_reply_at, CELL_INSTANT)                                                                \
    X(resolved_at, CELL_INSTANT)                                                                   \
    X(done_at, CELL_INSTANT)                                                                       \
    X(closed_at, CELL_INSTANT)                                                                     \
    X(reopened_at, CELL_INSTANT)                                                                   \
    X(updated_at, CELL_INSTANT)                                                                    \
    X(due_reply_at, CELL_INSTANT)                                                                  \
    X(due_resolve_at, CELL_INSTANT)                                                                \
    X(event_at, CELL_INSTANT)                                                                      \
    X(at, CELL_INSTANT)                                                                            \
    X(sent_at, CELL_INSTANT)                                                                       \
    X(answered_at, CELL_INSTANT)                                                                   \
    X(first_reply_s, CELL_DURATION)                                                                \
    X(resolution_s, CELL_DURATION)                                                                 \
    X(handling_s, CELL_DURATION)                                                                   \
    X(reopen_count, CELL_COUNT)                                                                    \
    X(staff_reply_count, CELL_COUNT)                                                               \
    X(customer_reply_count, CELL_COUNT)                                                            \
    X(reassignment_count, CELL_COUNT)                                                              \
    X(scale_max, CELL_COUNT)                                                                       \
    X(account, CELL_WORD)                                                                          \
    X(channel, CELL_WORD)                                                                          \
    X(priority, CELL_WORD)                                                                         \
    X(type, CELL_WORD)                                                                             \
    X(category, CELL_WORD)                                                                         \
    X(group, CELL_WORD)                                                                            \
    X(status, CELL_WORD)                                                                           \
    X(status_category, CELL_WORD)                                                                  \
    X(author_kind, CELL_WORD)                                                                      \
    X(survey_kind, CELL_WORD)                                                                      \
    X(initiated_by, CELL_WORD)                                                                     \
    X(requester, CELL_PERSON)                                                                      \
    X(requester_domain, CELL_PERSON)                                                               \
    X(assignee, CELL_PERSON)                                                                       \
    X(author, CELL_PERSON)                                                                         \
    X(actor, CELL_PERSON)                                                                          \
    X(event_actor, CELL_PERSON)                                                                    \
    X(reviewer, CELL_PERSON)                                                                       \
    X(public, CELL_FLAG)                                                                           \
    X(complete, CELL_FLAG)                                                                         \
    X(correct, CELL_FLAG)                                                                          \
    X(reply_sla_met, CELL_FLAG)                                                                    \
    X(resolve_sla_met, CELL_FLAG)                                                                  \
    X(reply_left, CELL_REMAINING)                                                                  \
    X(resolve_left, CELL_REMAINING)                                                                \
    X(reply_late, CELL_FLAG)                                                                       \
    X(resolve_late, CELL_FLAG)                                                                     \
    X(satisfaction, CELL_RATING)                                                                   \
    X(recommendation, CELL_COUNT)                                                                  \
    X(effort, CELL_RATING)                                                                         \
    X(score, CELL_RATING)                                                                          \
    X(comment, CELL_COMMENT)                                                                       \
    X(body, CELL_TEXT)                                                                             \
    X(ignored, CELL_IGNORED)

enum field {
#define X(name, kind) FIELD_##name,
    FIELDS(X)
#undef X
        FIELD_COUNT_
};

const char *field_name(enum field field);
enum cell_kind field_kind(enum field field);
MUST_CHECK bool field_parse(struct span name, enum field *out);

#endif
