/* version: several rows of one ticket, from several exports, to the one that counts. */
#ifndef DESKGAUGE_STORE_VERSION_H
#define DESKGAUGE_STORE_VERSION_H

#include "store/group.h"

/* When the export last knew the ticket to change (rulings 8): updated_at, else its greatest
 * instant (promises in the future are none), else the cut of its import. */
int64_t ticket_version_at(const struct ticket_record *record, int64_t cut_at);

/* The greatest instant of the record that is not a promise, and the least. */
void ticket_span(const struct ticket_record *record, int64_t *first_at, int64_t *last_at);

/*
 * The newest version, its unknown members filled from the next older one that knows them. Equal
 * versions are ordered by content; where those name different persons, the person is unknown.
 * The result does not depend on the order of `rows`, which are reordered. `cuts` is by head.origin.
 */
MUST_CHECK bool ticket_fold(struct row_list *rows, const int64_t *cuts, words_loader load_words,
                            void *context, struct ticket_row *out, struct error *err);

#endif
