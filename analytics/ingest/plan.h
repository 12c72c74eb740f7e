/* plan: which column of this file is which field, and how its cells are read. Private. */
#ifndef DESKGAUGE_INGEST_PLAN_H
#define DESKGAUGE_INGEST_PLAN_H

#include "ingest/dates.h"
#include "ingest/profile.h"
#include "ingest/reader.h"

struct plan_column {
    const struct profile_column *meaning; /* NULL: not known, not read */
    enum date_order order;
    struct date_evidence evidence;
    bool is_second;                      /* another column says the same and is read */
    bool is_relative;                    /* "3 weeks ago": dropped */
    bool is_clock;                       /* the time of day of another column */
    uint32_t clock_at;                   /* 1 + the column of its time of day; 0: its own */
    uint64_t date_count, relative_count; /* among the first rows */
    uint64_t filled_count, day_count, clock_count, serial_count, share_count; /* pairs.h */
    char relative_example[33];
};

struct plan {
    const struct profile *profile;
    const struct profile_table *table;
    double certainty;
    struct plan_column *columns;
    size_t column_count;
    int column_of[FIELD_COUNT_]; /* first column of a field, -1 none */
    int business_reply_column;   /* a second first_reply_s on the other clock, -1 none */
    size_t *used;                /* columns that are read, in order */
    size_t used_count;
};

/* The profile and table that fit the header best; false when none has what it requires. */
bool plan_recognise(const struct profiles *profiles, const char *forced_desk,
                    const struct span *headers, size_t count, const struct profile **profile,
                    const struct profile_table **table, double *certainty);

/* Bind the columns of a header. ERROR_INPUT for a column that stands twice and means one thing. */
MUST_CHECK bool plan_bind(const struct profile *profile, const struct profile_table *table,
                          const struct span *headers, size_t count, const char *file,
                          struct arena *arena, struct plan *out, struct error *err);

/* A column that turned out to be of no use is not read. */
void plan_drop(struct plan *plan, size_t column);

/* Fields of the table's kind that this file lacks, as the plan sees it. */
bool plan_has(const struct plan *plan, enum field field);

#endif
