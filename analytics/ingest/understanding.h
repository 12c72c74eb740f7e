/* understanding: what was made of a file before it was believed, in words for people. */
#ifndef DESKGAUGE_INGEST_UNDERSTANDING_H
#define DESKGAUGE_INGEST_UNDERSTANDING_H

#include "base/arena.h"
#include "store/store.h"

struct understood_column {
    const char *header; /* as in the file */
    const char *field;  /* what it means to us, "ignored", or NULL: not known */
    const char *detail; /* unit and clock of a duration, date order; "" */
};

/* What a sentence names: a count, or a word of the file (a header, a charset). */
struct doubt_value {
    enum { DOUBT_NO_VALUE, DOUBT_NUMBER, DOUBT_WORD } kind;
    int64_t number;
    const char *word;
};
enum { DOUBT_VALUES_MOST = 4 };

/* Said aloud: what was assumed, and what looks wrong. A report says it in its own language, from
 * the key and the values. */
struct doubt {
    const char *key;  /* stable: "zone_assumed", "id_gaps", "charset_guess", … */
    const char *text; /* one sentence */
    bool is_grave;    /* the figures may be wrong because of it */
    struct doubt_value values[DOUBT_VALUES_MOST + 1]; /* ended by DOUBT_NO_VALUE */
};

struct understanding {
    const char *file; /* name without folders */
    const char *desk; /* profile; NULL: none fits */
    const char *title;
    bool desk_is_told; /* --desk says so */
    double certainty;  /* 0..1: share of the desk's own headers and of ours that were found */
    enum table_kind kind;
    const char *charset;
    char delimiter;
    const char *date_order; /* "ymd", "dmy", "mdy", "" when no date needed one */
    const char *zone;       /* used for naive times; "" when all carried their own */
    bool zone_is_told;
    uint64_t header_line;
    struct understood_column *columns;
    size_t column_count;
    const char **missing; /* fields of this table kind that no column gives */
    size_t missing_count;
    struct doubt *doubts;
    size_t doubt_count;
    struct arena arena;
};

void understanding_release(struct understanding *understanding);
OWN_RELEASER(understanding_release, struct understanding)

#endif
