#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/rows.h"

void row_batch_begin(struct row_batch *batch, enum table_kind kind, struct span bytes)
{
    static const size_t record_sizes[TABLE_KINDS] = {
        [TABLE_TICKETS] = sizeof(struct ticket_record),
        [TABLE_MESSAGES] = sizeof(struct message_record),
        [TABLE_SURVEYS] = sizeof(struct survey_record),
        [TABLE_REVIEWS] = sizeof(struct review_record),
        [TABLE_STATUS_HISTORY] = sizeof(struct status_record),
    };
    enum { ALIGNMENT = _Alignof(struct decoded_row) };
    size_t size = offsetof(struct decoded_row, ticket) + record_sizes[kind];

    arena_release(&batch->texts);
    *batch = (struct row_batch){.bytes = bytes,
                                .row_size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT,
                                .rows = batch->rows,
                                .capacity = batch->capacity,
                                .references = batch->references,
                                .reference_capacity = batch->reference_capacity,
                                .comments = batch->comments,
                                .comment_capacity = batch->comment_capacity,
                                .rejects = batch->rejects,
                                .reject_capacity = batch->reject_capacity};
    batch->is_clean = memchr(bytes.bytes, '\0', bytes.length) == NULL && span_is_utf8(bytes, NULL);
}

void row_batch_release(struct row_batch *batch)
{
    arena_release(&batch->texts);
    free(batch->rows);
    free(batch->references);
    free(batch->comments);
    free(batch->rejects);
    *batch = (struct row_batch){0};
}

bool row_batch_add(struct row_batch *batch, const struct csv_row *row, struct error *err)
{
    if (batch->count == batch->capacity) {
        size_t capacity = batch->capacity == 0 ? 1024 : batch->capacity * 2;
        char *grown = realloc(batch->rows, capacity * batch->row_size);
        if (grown == NULL)
            return error_memory(err);
        batch->rows = grown;
        batch->capacity = capacity;
    }
    struct decoded_row *out = row_batch_at(batch, batch->count++);
    out->byte_offset = row->byte_offset;
    out->byte_length = row->byte_length > UINT32_MAX ? UINT32_MAX : (uint32_t)row->byte_length;
    out->reference_count = 0;
    out->comment_count = 0;
    out->event_actor = 0;
    out->fate = DECODED_RECORD;
    out->is_one_field = false;
    return true;
}

bool row_batch_reject(struct row_batch *batch, const struct rejected_row *why, struct error *err)
{
    if (batch->reject_count == batch->reject_capacity) {
        size_t capacity = batch->reject_capacity == 0 ? 16 : batch->reject_capacity * 2;
        struct rejected_row *grown = realloc(batch->rejects, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        batch->rejects = grown;
        batch->reject_capacity = capacity;
    }
    batch->rejects[batch->reject_count++] = *why;
    return true;
}

bool row_batch_comment(struct row_batch *batch, const struct decoded_comment *comment,
                       struct error *err)
{
    if (batch->comment_count == batch->comment_capacity) {
        size_t capacity = batch->comment_capacity == 0 ? 256 : batch->comment_capacity * 2;
        struct decoded_comment *grown = realloc(batch->comments, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        batch->comments = grown;
        batch->comment_capacity = capacity;
    }
    batch->comments[batch->comment_count++] = *comment;
    return true;
}
