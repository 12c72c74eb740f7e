/* schema: one JSON of schemas/tables as the reader of house tables uses it. Private. */
#ifndef DESKGAUGE_INGEST_HOUSE_SCHEMA_H
#define DESKGAUGE_INGEST_HOUSE_SCHEMA_H

#include "base/arena.h"
#include "base/text.h"
#include "settings/house.h"

/* The schema is the table of headings: `aliases` and `ru` are other names of a column, `words`
 * other names of a value. A new heading is a word in the JSON. */
struct schema_word {
    struct span name; /* as the program calls it: "answered" */
    struct span *aliases;
    size_t alias_count;
};

struct schema_field {
    struct span name;
    struct span russian;
    struct span *aliases;
    size_t alias_count;
    struct schema_word *words;
    size_t word_count;
    struct span *examples;
    size_t example_count;
    bool is_required;
};

struct schema {
    const char *description;
    struct schema_field *fields;
    size_t field_count;
};

/* The schema of a table (not HOUSE_NOTES), in `arena`. */
MUST_CHECK bool schema_read(enum house_table table, struct arena *arena, struct schema *out,
                            struct error *err);

/* Which field a heading means, or NULL. */
const struct schema_field *schema_field_of(const struct schema *schema, struct span heading);
const struct schema_field *schema_field_named(const struct schema *schema, const char *name);

/* Which word a cell is, or NULL. */
const struct schema_word *schema_word_of(const struct schema_field *field, struct span cell);

#endif
