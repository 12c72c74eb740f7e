#include <stdlib.h>
#include <string.h>

#include "cube/count.h"
#include "cube/rows.h"

static bool same_names(const struct fact_names *a, const struct fact_names *b)
{
    if (a->account_count != b->account_count || a->topic_count != b->topic_count ||
        a->promise_count != b->promise_count)
        return false;
    for (uint32_t i = 0; i < a->account_count; i++)
        if (strcmp(a->accounts[i], b->accounts[i]) != 0)
            return false;
    for (uint32_t i = 0; i < a->topic_count; i++)
        if (strcmp(a->topics[i], b->topics[i]) != 0)
            return false;
    for (uint32_t i = 0; i < a->promise_count; i++)
        if (a->promises[i].first_reply_s != b->promises[i].first_reply_s ||
            a->promises[i].hours != b->promises[i].hours ||
            a->promises[i].share != b->promises[i].share)
            return false;
    return true;
}

static bool copy_texts(struct arena *arena, const char **from, uint32_t count, const char ***out)
{
    *out = arena_array(arena, count, sizeof **out);
    if (*out == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        (*out)[i] = arena_text(arena, from[i], strlen(from[i]));
        if ((*out)[i] == NULL)
            return false;
    }
    return true;
}

static bool copy_names(struct arena *arena, const struct fact_names *from, struct fact_names *out)
{
    *out = *from;
    out->promises = arena_array(arena, from->promise_count, sizeof *out->promises);
    if (out->promises == NULL ||
        !copy_texts(arena, from->accounts, from->account_count, &out->accounts) ||
        !copy_texts(arena, from->topics, from->topic_count, &out->topics))
        return false;
    memcpy(out->promises, from->promises, from->promise_count * sizeof *out->promises);
    return true;
}

static bool join_table(enum cube_table table, const void *a, size_t a_count, const void *b,
                       size_t b_count, void **out, size_t *count, struct error *err)
{
    size_t size = ROW_KINDS[table].size;
    struct rows rows = {.kind = &ROW_KINDS[table]};

    rows.capacity = a_count + b_count;
    rows.bytes = malloc(rows.capacity * size + 1);
    if (rows.bytes == NULL)
        return error_memory(err);
    if (a_count > 0)
        memcpy(rows.bytes, a, a_count * size);
    if (b_count > 0)
        memcpy(rows.bytes + a_count * size, b, b_count * size);
    rows.count = a_count + b_count;
    rows_join(&rows);
    *out = rows.bytes;
    *count = rows.count;
    return true;
}

static int64_t earlier(int64_t a, int64_t b)
{
    if (a == INSTANT_UNKNOWN || b == INSTANT_UNKNOWN)
        return a == INSTANT_UNKNOWN ? b : a;
    return a < b ? a : b;
}

bool cube_merge(const struct cube *a, const struct cube *b, struct cube *out, struct error *err)
{
    OWN(cube_release) struct cube cube = {0};
    void *bytes = NULL;

    if (!same_names(&a->names, &b->names))
        return error_set(err, ERROR_INTERNAL, "two cubes with different names cannot be merged");
#define X(table)                                                                                   \
    if (!join_table(CUBE_TABLE_##table, a->table, a->table##_count, b->table, b->table##_count,    \
                    &bytes, &cube.table##_count, err))                                             \
        return false;                                                                              \
    cube.table = bytes;
    CUBE_TABLES(X)
#undef X
    if (!join_table(CUBE_TABLE_tickets, a->tickets, a->ticket_count, b->tickets, b->ticket_count,
                    &bytes, &cube.ticket_count, err))
        return false;
    cube.tickets = bytes;
    if (!join_table(CUBE_TABLE_actions, a->actions, a->action_count, b->actions, b->action_count,
                    &bytes, &cube.action_count, err))
        return false;
    cube.actions = bytes;
    if (!join_table(CUBE_TABLE_answers, a->answers, a->answer_count, b->answers, b->answer_count,
                    &bytes, &cube.answer_count, err))
        return false;
    cube.answers = bytes;
    if (!copy_names(&cube.arena, &a->names, &cube.names))
        return error_memory(err);
    memcpy(cube.evidence, a->evidence, sizeof cube.evidence);
    cube.cut_at = a->cut_at > b->cut_at ? a->cut_at : b->cut_at;
    cube.first_at = earlier(a->first_at, b->first_at);
    cube.last_at = a->last_at > b->last_at ? a->last_at : b->last_at; /* unknown is the least */
    cube.zone = arena_text(&cube.arena, a->zone, strlen(a->zone));
    cube.zone_is_told = a->zone_is_told;
    cube.is_survivor_doubted = a->is_survivor_doubted || b->is_survivor_doubted;
    cube.survivor_reason = a->is_survivor_doubted ? a->survivor_reason : b->survivor_reason;
    cube.observed_from_at = a->observed_from_at > b->observed_from_at /* unknown is the least */
                                ? a->observed_from_at
                                : b->observed_from_at;
    cube.physical_row_count = a->physical_row_count + b->physical_row_count;
    cube.rejected_row_count = a->rejected_row_count + b->rejected_row_count;
    if (cube.zone == NULL)
        return error_memory(err);
    *out = cube;
    cube = (struct cube){0};
    return true;
}
