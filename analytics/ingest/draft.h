/* draft: a file as far as a profile can be written from it. Private to ingest. */
#ifndef DESKGAUGE_INGEST_DRAFT_H
#define DESKGAUGE_INGEST_DRAFT_H

#include "ingest/lookup.h"
#include "ingest/opening.h"

enum { DRAFT_WORDS_SHOWN = 40 };

/* What the first rows say of a column. */
struct drafted {
    enum field field;
    bool is_known;                        /* `field` is what it means */
    bool is_guess;                        /* … by its cells, not by its name */
    const struct profile_column *meaning; /* how a duration is written; NULL */
    struct lookup distinct;
    size_t filled_count, date_count, longest;
    bool has_blank;
    struct buffer words; /* distinct cells that the profile does not know, as YAML */
    size_t word_count;
};

struct draft {
    struct opened opened;
    struct understanding words;
    struct drafted *columns;
    size_t row_count;
};

/* Does the column hold dates; does some column mean this. */
bool drafted_is_of_dates(const struct drafted *column);
bool draft_has_field(const struct draft *draft, enum field field);

/* draft_yaml.c: a text in double quotes; the whole profile. */
void draft_write_text(struct buffer *out, struct span text);
void draft_write(const struct draft *draft, struct buffer *out);

#endif
