/* table: the rows of one house table, cell by cell, with a problem for each that is wrong. Private.
 */
#ifndef DESKGAUGE_INGEST_HOUSE_TABLE_H
#define DESKGAUGE_INGEST_HOUSE_TABLE_H

#include "ingest/house/schema.h"
#include "settings/settings.h"

enum value_kind {
    VALUE_TEXT,     /* const char * */
    VALUE_TEXTS,    /* const char **, count: apart by ; */
    VALUE_DAY,      /* int32_t */
    VALUE_DURATION, /* int64_t seconds */
    VALUE_SECONDS,  /* int32_t */
    VALUE_MONEY,    /* int64_t minor units */
    VALUE_SHARE,    /* double */
    VALUE_NUMBER,   /* double */
    VALUE_MINUTES,  /* double[3] */
    VALUE_FLAG,     /* bool: `names` are FLAG_NAMES */
    VALUE_WORD,     /* int: index in `names` of the schema's word */
    VALUE_WORD_SET, /* uint32_t: bits of those, apart by ; , / or + */
    VALUE_INSTANT,  /* int64_t; the order of day and month is decided over the column */
    VALUE_HELD,     /* struct span, for `take` to understand */
};

/* One column: its name in the schema and where its value goes. */
struct table_column {
    const char *name;
    enum value_kind kind;
    size_t offset;
    size_t count_offset;
    const char *const *names; /* ends with NULL; "" never matches */
    double low, high;         /* of numbers; both 0: not asked */
};

struct reading;
struct table_shape {
    enum house_table table;
    const struct table_column *columns; /* ends with a NULL name */
    size_t size;                        /* of a row while it is read */
    void (*init)(void *row);
    /* Check what concerns several cells and keep the row. False only with `err`. */
    bool (*take)(struct reading *reading, void *row, struct error *err);
};

struct reading {
    const struct table_shape *shape;
    struct settings *settings;
    struct house *house; /* of the settings */
    struct schema schema;
    const char *path;
    const char *file;      /* without folders */
    const char **headings; /* of the file */
    int column_of[64];     /* field of the schema -> column of the file, -1 */
    size_t heading_count;
    uint64_t line;
    uint64_t row_count, example_count;
    int date_order; /* enum date_order of instants */
    struct zone *zone;
    bool is_wrong; /* this row has a grave problem: it is not kept */
};

/* A problem of the row (or, with line 0, of the file): `field` names the column as in the schema;
 * NULL none. False only when memory is short. */
MUST_CHECK bool problem_add(struct reading *reading, bool is_grave, const char *field,
                            struct error *err, const char *format, ...) PRINTF_LIKE(5, 6);

/* table_cells.c: a cell that is not empty into its member of `row`; else a problem of the row. */
MUST_CHECK bool table_take_cell(struct reading *reading, const struct table_column *column,
                                const struct schema_field *field, struct span cell, char *row,
                                struct error *err);

/* One row more for an array of the house that lives in the arena of the settings: `*items` may
 * move. NULL when memory is short. */
void *house_add(struct arena *arena, void **items, size_t *count, size_t size);
#define HOUSE_ADD(reading, items, count)                                                           \
    house_add(&(reading)->settings->arena, (void **)&(items), &(count), sizeof *(items))

/* Index of settings.hours for hours as people write them, or by name; a new one is added. `*out`
 * INDEX_NONE with `*is_always` for 24x7. A problem at `field` when it is neither. */
MUST_CHECK bool hours_find(struct reading *reading, const char *field, const char *text,
                           const char *zone, const char *holidays, int *out, struct error *err);

/* The shapes, one file each. */
extern const struct table_shape CLIENTS_SHAPE, STAFF_SHAPE, ROTA_SHAPE, CALLS_SHAPE, PLANNED_SHAPE,
    EVENTS_SHAPE, DECISIONS_SHAPE, DISPUTES_SHAPE;
const struct table_shape *table_shape(enum house_table table);

extern const char *const CHANNEL_NAMES[], *const PRIORITY_NAMES[], *const EXECUTOR_NAMES[],
                                                                       *const FLAG_NAMES[];

/* All rows of an opened file; `reading` has its shape, settings and file name. */
struct input;
struct dialect;
MUST_CHECK bool table_read(struct input *input, const struct dialect *dialect,
                           struct reading *reading, struct error *err);

/* notes.c: notes.md as sections. */
MUST_CHECK bool notes_read(struct input *input, struct reading *reading, struct error *err);

#endif
