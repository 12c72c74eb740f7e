/* rows: a row of cells by the plan to a record of the store, or to a reject. Private to ingest. */
#ifndef DESKGAUGE_INGEST_ROWS_H
#define DESKGAUGE_INGEST_ROWS_H

#include "ingest/events.h"
#include "ingest/forensics.h"
#include "ingest/lookup.h"
#include "ingest/plan.h"
#include "ingest/texts.h"
#include "store/store.h"

struct row_taker {
    const struct plan *plan;
    struct import *import;
    const struct hash_key *key;
    const struct zone *zone;
    const char **headers;
    struct text_meter *texts; /* NULL: no column of bodies */
    struct lookup words, persons;
    struct buffer scratch;
    char reason[160];  /* of the reject being told */
    size_t bad_column; /* of it; SIZE_MAX: the row as a whole */
    const struct settings *settings;
    const struct first_events *first_events; /* of a minimal event log; NULL */
    struct forensics forensics;
    bool is_event_log; /* ids repeat: each row is an event of its ticket */
    uint64_t gap_count, repeat_count, naive_count;
    int rating_scale; /* of bare numbers */
};

void row_taker_release(struct row_taker *taker);
OWN_RELEASER(row_taker_release, struct row_taker)

/* Take one row: its record goes into the import, or `*is_rejected` holds and `reason` says why. */
MUST_CHECK bool row_take(struct row_taker *taker, const struct csv_row *row, bool *is_rejected,
                         struct error *err);

#endif
