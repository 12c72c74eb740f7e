/* explaining: a figure in words, with its numbers, and its tickets as CSV. */
#ifndef DESKGAUGE_COMMAND_EXPLAINING_H
#define DESKGAUGE_COMMAND_EXPLAINING_H

#include "command/behind.h"
#include "languages/language.h"
#include "store/store.h"

/* Definition, formula with the numbers, what was left out and why; `is_brief`: with the count of
 * the tickets instead of an empty line before their list. */
MUST_CHECK bool explain_words(const struct behind *behind, struct language *language, bool is_brief,
                              struct error *err);

/* source,ticket,created_at,outcome,calendar_s,promised_s; `has_id`: the id in front. */
MUST_CHECK bool explain_tickets(const struct behind *behind, struct store *store, bool has_id,
                                bool has_head, struct error *err);

#endif
