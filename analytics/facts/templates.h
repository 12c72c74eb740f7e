/* templates: bodies that stand in so many tickets that nobody wrote them (rulings 12). Private. */
#ifndef DESKGAUGE_FACTS_TEMPLATES_H
#define DESKGAUGE_FACTS_TEMPLATES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/ownership.h"

/*
 * Counted over the whole store, a body once a ticket, so that the verdict does not depend on the
 * order of imports: a body is a template if it stands in at least `min_tickets` tickets and in
 * `min_share` of the tickets of one account, or of all. Exact up to a few million distinct
 * bodies; then a sketch of 16 MiB tells in a first pass which bodies can be templates at all and
 * a second pass counts those exactly: memory does not grow with messages.
 */
struct templates;

MUST_CHECK bool templates_open(uint32_t min_tickets, double min_share, struct templates **out,
                               struct error *err);
void templates_close(struct templates *templates);
OWN_CLOSER(templates_close, struct templates *)

/* The distinct bodies of staff messages of one ticket. */
MUST_CHECK bool templates_add(struct templates *templates, uint32_t account, const uint64_t *bodies,
                              size_t count, struct error *err);

/* After each pass: true when another pass over the same tickets is needed. */
MUST_CHECK bool templates_finish_pass(struct templates *templates, bool *again, struct error *err);

bool templates_has(const struct templates *templates, uint32_t account, uint64_t body);

#endif
