/* composing: what the parts of a report share while it is made. Private to kinds. */
#ifndef DESKGAUGE_KINDS_COMPOSING_H
#define DESKGAUGE_KINDS_COMPOSING_H

#include "charts/chart.h"
#include "kinds/review.h"

struct account_request;

struct composing {
    const struct review_request *request;
    const struct scorecard *card;
    struct report *report;
    struct arena *arena;       /* of the report */
    int32_t account;           /* of a client's own report; ALL_ACCOUNTS: of the house */
    const char *fingerprint;   /* of all inputs; NULL: they are listed one by one */
    char *ids[MEASURED_COUNT]; /* figure ids of the whole card, current period; NULL: none given */
};

/* A share that moved by less is not worth a word; a tenth of it is not worth a bar. */
static const double MOVED_LEAST = .005;

/* review.c: what the report says of itself. */
void compose_about(struct composing *composing, const char *kind, const char *account);

/* figures.c: every measurement becomes a figure of the report, with its id. */
void compose_figures(struct composing *composing);

/* The measurement of the whole card, NULL: not asked. */
const struct measurement *measured(const struct composing *composing, enum measured name,
                                   enum period_index period);
bool is_known(const struct measurement *row);

/* Values as renderers print them. */
struct value shown(const struct measurement *row);
struct value shown_range(const struct measurement *row);

/* An empty cell: nothing was asked there, which is not the same as unknown. */
struct value no_value(void);

/* words.c: keys and classes as phrases of the trade. */
struct phrase criterion_phrase(enum criterion criterion);
struct phrase channel_phrase(enum channel channel);
/* coincidences.c: what else was different from the quarter before; nothing where nothing was. */
void compose_coincidences(struct composing *composing);
struct phrase band_phrase(enum band band);
struct phrase priority_phrase(enum priority priority);
/* In a column of priorities: "normal". */
struct phrase priority_word(enum priority priority);
struct phrase measure_phrase(enum measured name); /* measures.c */
struct phrase standing_phrase(const struct measurement *row);
enum state state_of(enum promise_verdict verdict);

/* A phrase or value as finished text in the reader's language, for charts; "" when memory fails. */
const char *text_of_phrase(const struct composing *composing, struct phrase phrase);
const char *text_of_value(const struct composing *composing, struct value value);
const char *month_text(const struct composing *composing, int32_t day);
const char *period_text(const struct composing *composing, enum period_index index);
struct chart_words share_words(const struct composing *composing);
struct chart_words count_words(const struct composing *composing);
struct chart_words duration_words(const struct composing *composing);

/*
 * Sentences by rules on the scorecard: functions of it alone, tested as such. Absent where there is
 * nothing to say. What they return belongs to the report.
 */
struct phrase headline(const struct composing *composing);         /* headlines.c */
struct phrase verdict_headline(const struct composing *composing); /* verdict.c */
struct phrase miss_phrase(const struct composing *composing, enum criterion criterion);
struct phrase change_phrase(const struct composing *composing, enum criterion criterion);
struct phrase chance_phrase(const struct composing *composing, double chance);
struct phrase mix_phrase(const struct composing *composing, enum criterion criterion);
struct phrase season_phrase(const struct composing *composing, enum criterion criterion);
struct phrase since_phrase(const struct composing *composing, enum criterion criterion);
struct phrase lever_phrase(const struct composing *composing, enum criterion criterion);
struct phrase why_phrase(const struct composing *composing, const struct criterion_score *score,
                         const struct measurement *row); /* front.c */

/* speed.c: the words at a week that signals; NULL: none, or the week before said the same. */
const char *signal_text(const struct composing *composing, const struct week_chart *weeks,
                        size_t at);

/* front.c: was anything promised to anybody? Else the bars are targets. */
bool has_promises(const struct composing *composing);

/* doubts.c: the table of what was assumed and doubted; and the numbers ("1, 3") of its rows that
 * bear on a question, "" none. */
void compose_doubts(struct composing *composing);
const char *doubts_of(const struct composing *composing, enum evidence_question question);

/* verdict.c: -1 none. */
int criterion_that_sagged(const struct scorecard *card);
int criterion_that_misses(const struct composing *composing);

/* where.c: the part that was served worse and explains a change best; NULL none. */
const struct segment *change_place(const struct criterion_change *change);
struct phrase place_phrase(struct composing *composing, const struct segment *segment);

/* answers.c: a list of measures, one row each under its measure_phrase(): this
 * period, range, before, tickets, how sure. */
struct table *measures_table(struct composing *composing, const char *key, struct phrase caption);
void measures_row(struct composing *composing, struct table *table, enum measured name);

/* The parts, in the order of the page. */
void compose_front(struct composing *composing, struct phrase who);
void compose_exhibit_one(struct composing *composing); /* the five criteria by name */
void compose_proposals(struct composing *composing);   /* levers.c: three places to begin */
bool compose_decisions(struct composing *composing,
                       const char *name); /* house.c; false: none open */
void compose_events(struct composing *composing, const char *name);
/* What events.csv has of that day and channel, in its words, fit for this reader; NULL nothing. It
 * is no proof of a cause. */
const char *event_of(const struct composing *composing, const char *name, int32_t day,
                     enum channel channel);
/* The words of notes.md for a section ("summary", "next"), if there are any. */
void compose_note(struct composing *composing, const char *section, struct phrase label,
                  const char *name);
/* few_answers.c: a client's card without shares of fewer than five answers; false: no memory. */
bool withhold_few_answers(struct composing *composing);
bool is_part_of_answers(const struct measurement *row);
void compose_agreed(struct composing *composing);
void compose_topics(struct composing *composing); /* agreed.c */
void compose_late_tickets(struct composing *composing, const struct account_request *request);
void compose_open_tickets(struct composing *composing, const struct account_request *request);
/* bridge.c, contract.c: nothing where the export or clients.csv tells nothing of it. */
void compose_bridge(struct composing *composing, const struct account_request *request);
void compose_package(struct composing *composing, const struct account_request *request);
void compose_compensation(struct composing *composing, const struct account_request *request);
void compose_verdict(struct composing *composing);
void compose_criteria_chart(struct composing *composing); /* five.c */
void compose_where(struct composing *composing, enum criterion criterion);
void compose_since(struct composing *composing, enum criterion criterion);
void compose_levers(struct composing *composing);
void compose_speed(struct composing *composing);
void compose_at_hand(struct composing *composing);
void compose_answers(struct composing *composing);
void compose_channels(struct composing *composing);
void compose_accounts(struct composing *composing);
void compose_executors(struct composing *composing); /* house only: own staff and provider */
void compose_care(struct composing *composing); /* house only: who carries it, and how honestly */
void compose_context(struct composing *composing);
void compose_resolution(struct composing *composing); /* speed.c: the curve of the solve */
void compose_telephone(struct composing *composing);  /* telephone.c: where they were given */
void compose_rota(struct composing *composing);
void compose_moved(struct composing *composing); /* moved.c: what was sent and is otherwise now */
void compose_appendix(struct composing *composing);

#endif
