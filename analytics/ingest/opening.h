/* opening: a file from its path to the row after its header, with its columns known. Private. */
#ifndef DESKGAUGE_INGEST_OPENING_H
#define DESKGAUGE_INGEST_OPENING_H

#include "ingest/events.h"
#include "ingest/ingest.h"
#include "ingest/plan.h"

struct opened {
    struct input *input;
    struct dialect dialect;
    struct profiles profiles;
    struct reader *reader; /* after the header */
    struct plan plan;
    struct zone *zone;
    const char **headers;       /* as messages show them, cut where they are long */
    const char **whole_headers; /* the same, never cut */
    uint64_t header_line;
    uint64_t preamble_rows; /* rows before the header: ignored */
    bool fits_nothing;      /* open_header(): no table of any desk has these columns */
    bool is_event_log;
    struct first_events first_events; /* of a minimal event log */
    bool zone_is_told;
    int rating_scale, effort_scale;
    int64_t greatest_rating, greatest_effort; /* bare numbers among the first rows */
    struct arena arena;                       /* plan and headers */
};
void opened_release(struct opened *opened);
OWN_RELEASER(opened_release, struct opened)

/* Everything up to the first row of data; the date order of every column is decided over the
 * whole file where its first rows leave it open. `out_words` takes what was understood and
 * assumed, also on failure. */
MUST_CHECK bool open_export(const struct ingest_request *request, struct opened *out,
                            struct understanding *words, struct error *err);

/* header.c: the first half of it, up to the header and the plan. */
MUST_CHECK bool open_header(const struct ingest_request *request, struct opened *out,
                            struct understanding *words, struct error *err);
/* After open_header() found that nothing fits: the widest of the first rows as the header, without
 * a plan. False: there is none. */
MUST_CHECK bool open_unknown(struct opened *opened, struct understanding *words, struct error *err);
/* charset.c: an 8-bit guess that no header confirmed is confirmed by the words of the first rows,
 * or refused with two readings side by side where a text that we use depends on it (rulings 27). */
MUST_CHECK bool judge_charset(struct opened *opened, struct error *err);
/* The reader at the first row of the file; behind the header. */
MUST_CHECK bool reopen_export(struct opened *opened, struct error *err);
MUST_CHECK bool skip_to_data(struct opened *opened, struct error *err);

/* understanding.c: what was made of the file, and a sentence for people. */
MUST_CHECK bool describe_opened(const struct ingest_request *request, struct opened *opened,
                                struct understanding *words, struct error *err);
/* `doubt` without its text, which is the sentence that follows; words are copied. */
MUST_CHECK bool add_doubt(struct understanding *words, const struct doubt *doubt, struct error *err,
                          const char *format, ...) PRINTF_LIKE(4, 5);
#define DOUBT(is_grave_, key_, ...)                                                                \
    (&(const struct doubt){.key = (key_), .is_grave = (is_grave_), .values = {__VA_ARGS__}})
#define NUMBER_SAID(number_)                                                                       \
    {                                                                                              \
        .kind = DOUBT_NUMBER, .number = (int64_t)(number_)                                         \
    }
#define WORD_SAID(word_)                                                                           \
    {                                                                                              \
        .kind = DOUBT_WORD, .word = (word_)                                                        \
    }

#endif
