#include "ingest/events.h"

#include <stdlib.h>

#include "calendar/instant.h"
#include "ingest/pairs.h"

void first_events_release(struct first_events *events)
{
    lookup_release(&events->tickets);
    free(events->at);
    *events = (struct first_events){0};
}

static bool note(struct first_events *events, struct span id, int64_t at, struct error *err)
{
    uint64_t key = lookup_key(id, 0);
    const struct lookup_row *known = lookup_find(&events->tickets, key);

    if (known != NULL) {
        if (at < events->at[known->number])
            events->at[known->number] = at;
        return true;
    }
    if (events->count == events->capacity) {
        size_t capacity = events->capacity == 0 ? 1024 : events->capacity * 2;
        int64_t *grown = realloc(events->at, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        events->at = grown;
        events->capacity = capacity;
    }
    events->at[events->count] = at;
    return lookup_add(&events->tickets, (struct lookup_row){key, (uint32_t)events->count++, 0},
                      err);
}

bool first_events_gather(struct reader *reader, const struct plan *plan, const struct zone *zone,
                         struct first_events *out, struct error *err)
{
    size_t id_column = (size_t)plan->column_of[FIELD_ticket_id];
    size_t at_column = (size_t)plan->column_of[FIELD_event_at];
    const struct csv_row *row = NULL;

    for (;;) {
        int64_t at = INSTANT_UNKNOWN;
        enum date_fate fate = DATE_BAD;
        if (!reader_next(reader, &row, err))
            return false;
        if (row == NULL)
            return true;
        if (row->count < plan->column_count)
            continue;
        char text[PAIR_TEXT_SIZE];
        struct span id = span_trim(row->fields[id_column]);
        struct span cell =
            pairs_cell(plan, row, (int)at_column, span_trim(row->fields[at_column]), text);
        if (id.length > 0 && date_instant(cell, plan->columns[at_column].order, zone, &at, &fate) &&
            !note(out, id, at, err))
            return false;
    }
}

int64_t first_event_of(const struct first_events *events, struct span id)
{
    const struct lookup_row *known = lookup_find(&events->tickets, lookup_key(id, 0));

    return known == NULL ? INSTANT_UNKNOWN : events->at[known->number];
}
