/* group: which rows are one and the same, how equals are ordered, and which of them count. */
#ifndef DESKGAUGE_STORE_GROUP_H
#define DESKGAUGE_STORE_GROUP_H

#include "store/segment.h"

/*
 * The order of two rows of a ticket by content, column by column; with its ordinal where
 * `with_ordinal`. Keyed hashes and persons have no say (rulings 13). Words stand in the order of
 * their texts when `words` is given, else of their numbers, which only tells equal from not.
 */
int row_order(const struct shape *shape, const struct vocabulary *words, const void *a,
              const void *b, bool with_ordinal);

/* The order of what row_order() leaves out: the last resort, where nothing else differs. */
int row_keyed_order(const struct shape *shape, const struct vocabulary *words, const void *a,
                    const void *b);

/*
 * Two rows that row_order() calls equal: `row` learns of `other` the persons and bodies that it
 * does not know; where both know and differ, the column's bit of `*differs` is set, and in the end
 * row_forget() makes those unknown. So the order of merging does not matter.
 */
void row_merge_keyed(const struct shape *shape, void *row, const void *other, uint64_t *differs);
void row_forget(const struct shape *shape, void *row, uint64_t differs);
bool column_is_unknown(const struct column *column, const void *row);

/* 32 bits of the content with the numbers of this store, for presence rows. */
uint32_t row_fingerprint(const struct shape *shape, const void *row);

/*
 * The order of the identities of rows of a ticket (rulings 7); 0 means the same message, survey,
 * review or event. A native id names one message; without one, a message is (instant, kind,
 * author, body). A survey is its instant of sending and what it asks, a review its reviewer, an
 * event itself.
 */
int row_identity_order(enum table_kind kind, const void *a, const void *b);
/* Can this identity stand only once, however often files repeat it? */
bool row_is_single(enum table_kind kind, const void *row);

/*
 * The rows of one ticket as all imports together have them, in their final order: of each identity
 * as many as the import with the most of them holds, `origin_count` imports being told apart by
 * head.origin. What is chosen does not depend on the order of `rows` or of the imports: the first
 * by row_order(); the last for native ids, surveys and reviews, since what knows more stands last.
 * Rows are moved in place. `load_words` is called only when texts decide.
 */
typedef bool (*words_loader)(void *context, const struct vocabulary **out, struct error *err);
MUST_CHECK bool group_settle(enum table_kind kind, struct row_list *rows, uint32_t origin_count,
                             words_loader load_words, void *context, struct error *err);

#endif
