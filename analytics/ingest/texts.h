/* texts: a message measured while it passes by, since its words are not kept. Private to ingest. */
#ifndef DESKGAUGE_INGEST_TEXTS_H
#define DESKGAUGE_INGEST_TEXTS_H

#include "settings/settings.h"
#include "store/record.h"

/*
 * Messages of the staff (and of authors of unknown kind) are measured for plain words and for a
 * question at their end; those of customers only for phrases by which a client shows that he was
 * not listened to (texts/repeats.csv), so of the counters they have language and characters. What
 * robots wrote is not measured. A verdict depends on the one text alone: exports may come in any
 * order.
 */
struct text_meter;

/* `settings` gives the jargon and is not kept. The caller closes `*out`. */
MUST_CHECK bool text_meter_open(const struct settings *settings, struct text_meter **out,
                                struct error *err);
void text_meter_close(struct text_meter *meter);
OWN_CLOSER(text_meter_close, struct text_meter *)

/*
 * What decides, besides the text and who wrote it, what is measured: jargon, phrases, and the
 * version of the code that measures. A store has texts measured by other rules measured again.
 * Whoever changes what is counted, or cell_normalise(), raises TEXT_RULES_VERSION: texts_test.c
 * holds a text of every kind against it.
 */
enum { TEXT_RULES_VERSION = 1 };
uint64_t text_rules(const struct settings *settings);

/* Fill the counters and flags of `record`, whose author_kind is known, from its body. */
MUST_CHECK bool text_meter_take(struct text_meter *meter, struct span body,
                                struct message_record *record, struct error *err);

#endif
