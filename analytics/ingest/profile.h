/* profile: how a help desk's export is recognised, and what its columns and words mean. */
#ifndef DESKGAUGE_INGEST_PROFILE_H
#define DESKGAUGE_INGEST_PROFILE_H

#include "base/arena.h"
#include "base/vocabulary.h"
#include "ingest/field.h"
#include "store/store.h"

/* How a duration is written. */
enum duration_unit {
    DURATION_SECONDS,
    DURATION_MINUTES,
    DURATION_HOURS,
    DURATION_MILLISECONDS,
    DURATION_CLOCK,
    DURATION_WORDS /* "1 day 18 hours", "45 min", "33hr 12min"; a clock is taken too */
};

struct profile_column {
    enum field field;
    struct span *aliases;
    size_t alias_count;
    enum duration_unit unit;
    enum desk_clock clock;
    bool zero_is_missing;
};

struct profile_table {
    enum table_kind kind;
    const char *zone;   /* of its naive times, where the product fixes it; NULL */
    const char *refuse; /* why such a table cannot be read, and what to export; NULL: it can */
    enum field requires[8];
    size_t require_count;
    struct span *signature; /* headers that only this desk has */
    size_t signature_count;
    struct profile_column *columns;
    size_t column_count;
};

/* Words of one column: folded text -> class. */
struct profile_word {
    struct span text;
    int class_value; /* of rating: score · 256 + scale, or RATING_OFFERED, RATING_NOT_OFFERED */
};
enum { RATING_OFFERED = -1, RATING_NOT_OFFERED = -2 };

enum word_list {
    WORDS_CHANNEL,
    WORDS_PRIORITY,
    WORDS_STATUS,
    WORDS_TYPE,
    WORDS_AUTHOR_KIND,
    WORDS_INITIATOR,
    WORDS_RATING,
    WORDS_SURVEY_KIND,
    WORD_LISTS
};

/* "channel", "priority" …, by list. */
extern const char *const PROFILE_LISTS[WORD_LISTS];

struct profile {
    const char *name;
    const char *title;
    const char *advice; /* what to export instead, where a column cannot be used; NULL */
    bool has_no_quotes; /* a quote is a letter like others: tabs alone separate */
    bool breaks_rows;   /* its texts hold line ends outside quotes: more rejects are borne */
    double prior;
    int rating_scale;     /* of bare numbers; 0 not told */
    struct span *missing; /* cells that mean "nothing" */
    size_t missing_count;
    struct profile_table *tables;
    size_t table_count;
    struct profile_word *words[WORD_LISTS];
    size_t word_count[WORD_LISTS];
};

struct profiles {
    struct profile *items; /* sorted by name */
    size_t count;
    struct arena arena;
};
void profiles_release(struct profiles *profiles);
OWN_RELEASER(profiles_release, struct profiles)

/* One profile from its text; `file` is the name in messages. It lives in `arena`. */
MUST_CHECK bool profile_parse(struct span text, const char *file, struct arena *arena,
                              struct profile *out, struct error *err);

/* All built-in profiles; `own_path` (NULL: none) adds the user's own, which goes first. */
MUST_CHECK bool profiles_read(const char *own_path, struct profiles *out, struct error *err);

/* Class of a word, 0 when the profile does not know it. */
int profile_class(const struct profile *profile, enum word_list list, struct span word);
/* The words that a field's cells are compared with; WORD_LISTS: none. */
enum word_list profile_list_of(enum field field);
/* "channel" of a list; "email" of one of its classes ("offered" of a rating that is no score). */
const char *profile_list_name(enum word_list list);
const char *profile_class_name(enum word_list list, int class_value);
bool profile_is_missing(const struct profile *profile, struct span cell);

/* Headers compared without case, blanks at the ends, no-break spaces, quotes and underscores. */
bool header_equal(struct span header, struct span alias);

#endif
