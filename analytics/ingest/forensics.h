/* forensics: an export is examined before it is believed. Private to ingest. */
#ifndef DESKGAUGE_INGEST_FORENSICS_H
#define DESKGAUGE_INGEST_FORENSICS_H

#include "ingest/durations.h"
#include "ingest/plan.h"
#include "ingest/understanding.h"

/*
 * What is noted of every row while it passes, in a few additions. The rhythm of the week tells
 * silently swapped dates: a day and a month that could change places (both up to 12) fall on
 * weekends as often as the other dates do, unless they did change places.
 */
struct rhythm {
    uint64_t ambiguous_count, ambiguous_weekend_count; /* day up to 12 */
    uint64_t swapped_weekend_count;                    /* of those, with day and month exchanged */
    uint64_t plain_count, plain_weekend_count;         /* day over 12 */
};

enum { UNKNOWN_WORDS_MOST = 5 };

struct forensics {
    struct rhythm rhythm;
    uint64_t early_reply_count;   /* first reply before creation */
    uint64_t early_resolve_count; /* solved before the first reply */
    uint64_t zero_duration_count; /* 0 where the desk means "none" */
    uint64_t sentinel_count;      /* 1900-01-01 and the like, where the desk means "none" */
    uint64_t done_count;          /* solved by the category of their status alone */
    uint64_t comment_count;       /* messages in cells of tickets */
    uint64_t odd_comment_count;   /* cells of comments that are no date;author;text */
    struct own_verdict {
        uint64_t count, late_count;
    } reply_verdict, resolve_verdict; /* of the desk itself */
    uint64_t numbered_count;          /* tickets whose id ends with a number */
    int64_t least_number, greatest_number;
    struct duration_check reply_durations, resolution_durations;
    uint64_t hour_count[24]; /* wall clock of answers and solutions, Monday to Friday */
    struct buffer unknown_words;
    size_t unknown_word_count;
};
void forensics_release(struct forensics *forensics);

/* A ticket on its way into the store: the clock of its durations, the hours of the staff. `local`
 * gives the wall clock of an instant. */
struct zone;
void forensics_note_ticket(struct forensics *forensics, const struct zone *zone,
                           const struct ticket_record *record);

/*
 * The nine hours of the working day in which most answers and solutions fall, if they hold 70 % of
 * at least 200: `*start_hour`, 0 … 23. False: no such rhythm (a desk around the clock).
 */
bool forensics_busy_hours(const struct forensics *forensics, int *start_hour, double *share);

/* A local day of creation, of a message, or of an event. */
void forensics_note_day(struct forensics *forensics, int32_t day);
void forensics_note_id(struct forensics *forensics, struct span id);
void forensics_note_word(struct forensics *forensics, const char *column, struct span word);

/* Are days and months swapped? `*out` is a sentence then (at least 300 bytes), else empty. */
bool rhythm_is_broken(const struct rhythm *rhythm, char *out, size_t size);

/* The doubts, as sentences. `row_count`: rows of data in the file. */
MUST_CHECK bool forensics_conclude(const struct forensics *forensics, uint64_t row_count,
                                   bool is_event_log, struct understanding *words,
                                   struct error *err);

/* What the columns of durations turned out to be. ERROR_INPUT where one is plainly of another unit
 * than `plan` says; with `is_told` (a profile of the user's own) that is a doubt. */
MUST_CHECK bool forensics_judge_durations(const struct forensics *forensics,
                                          const struct plan *plan, bool is_told,
                                          struct understanding *words, struct error *err);

/* Are the hours of the staff those of a usual day in this zone? A sentence, or ""; and the hours.
 */
void forensics_tell_hours(const struct forensics *forensics, bool zone_is_told, const char *zone,
                          char *out, size_t size, char span[16]);

#endif
