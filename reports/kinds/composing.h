/* composing: what the parts of a report share while it is made. Private to kinds. */
#ifndef DESKGAUGE_KINDS_COMPOSING_H
#define DESKGAUGE_KINDS_COMPOSING_H

#include "charts/chart.h"
#include "kinds/quarterly_review.h"

struct composing {
    const struct quarterly_request *request;
    const struct scorecard *card;
    struct report *report;
    struct arena *arena;       /* of the report */
    char *ids[MEASURED_COUNT]; /* figure ids of all accounts, current period; NULL: none given */
};

/* figures.c: every measurement becomes a figure of the report, with its id. */
void compose_figures(struct composing *composing);

/* The measurement of all accounts, NULL: not asked. */
const struct measurement *measured(const struct composing *composing, enum measured name,
                                   enum period_index period);
bool is_known(const struct measurement *row);

/* Values as renderers print them. */
struct value shown(const struct measurement *row);
struct value shown_range(const struct measurement *row);

/* An empty cell: nothing was asked there, which is not the same as unknown. */
struct value no_value(void);

/* words.c: keys and classes as phrases of the trade. */
struct phrase reason_phrase(const char *key);
struct phrase cure_phrase(const char *key);
struct phrase channel_phrase(enum channel channel);
struct phrase band_phrase(enum band band);
struct phrase priority_phrase(enum priority priority);
struct phrase standing_phrase(const struct measurement *row);
enum state state_of(enum promise_verdict verdict);

/* A phrase or value as finished text in the reader's language, for charts; "" when memory fails. */
const char *text_of_phrase(const struct composing *composing, struct phrase phrase);
const char *text_of_value(const struct composing *composing, struct value value);
const char *month_text(const struct composing *composing, int32_t day);
struct chart_words share_words(const struct composing *composing);
struct chart_words duration_words(const struct composing *composing);

/* headlines.c: one sentence by rules on the scorecard; the first that holds. */
struct phrase headline(const struct composing *composing);

/* The parts, in the order of the page. */
void compose_front(struct composing *composing);
void compose_verdict(struct composing *composing);
void compose_speed(struct composing *composing);
void compose_at_hand(struct composing *composing);
void compose_answers(struct composing *composing);
void compose_channels(struct composing *composing);
void compose_accounts(struct composing *composing);
void compose_context(struct composing *composing);
void compose_resolution(struct composing *composing); /* speed.c: the curve of the solve */
void compose_appendix(struct composing *composing);

#endif
