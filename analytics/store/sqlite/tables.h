/* tables: the rows of sqlite_engine that ask questions of its tables (store/engine.h says what). */
#ifndef DESKGAUGE_STORE_SQLITE_TABLES_H
#define DESKGAUGE_STORE_SQLITE_TABLES_H

#include "store/sqlite/question.h"

/* blocks.c */
bool sqlite_block_put(void *self, enum shelf shelf, int64_t id, const struct block_bytes *bytes,
                      struct error *err);
bool sqlite_block_get(void *self, enum shelf shelf, int64_t id, struct block_bytes *out,
                      struct error *err);
bool sqlite_stage_clear(void *self, struct error *err);
bool sqlite_segment_add(void *self, const struct segment *segment, struct error *err);
bool sqlite_segment_each(void *self, segment_reader read, void *context, struct error *err);

/* ledger.c */
bool sqlite_source_find(void *self, const char *name, const char *desk, int64_t *out,
                        struct error *err);
bool sqlite_source_add(void *self, const char *name, const char *desk, int64_t *out,
                       struct error *err);
bool sqlite_source_each(void *self, source_reader read, void *context, struct error *err);
bool sqlite_next_ids(void *self, int64_t *import_id, int64_t *segment_id, struct error *err);
bool sqlite_import_add(void *self, const struct ledger_row *row, int64_t source_id,
                       struct error *err);
bool sqlite_import_drop(void *self, int64_t import_id, struct error *err);
bool sqlite_import_each(void *self, ledger_reader read, void *context, struct error *err);
bool sqlite_reject_add(void *self, int64_t import_id, int64_t number, const struct reject *reject,
                       struct error *err);
bool sqlite_reject_each(void *self, const struct ledger_row *import, reject_reader read,
                        void *context, struct error *err);

/* vocabulary.c */
bool sqlite_word_add(void *self, enum vocabulary_kind kind, uint32_t number, int class_hint,
                     struct span text, struct error *err);
bool sqlite_word_each(void *self, word_reader read, void *context, struct error *err);
bool sqlite_person_add(void *self, uint32_t first_number, const struct hash128 *persons,
                       uint32_t count, struct error *err);
bool sqlite_person_each(void *self, person_reader read, void *context, struct error *err);
bool sqlite_limits(void *self, struct block_limits *out, struct error *err);
bool sqlite_totals_read(void *self, uint64_t out[TABLE_KINDS], struct error *err);
bool sqlite_totals_write(void *self, const uint64_t totals[TABLE_KINDS], struct error *err);
bool sqlite_note_read(void *self, const char *key, struct buffer *out, bool *found,
                      struct error *err);
bool sqlite_note_write(void *self, const char *key, struct span value, struct error *err);

/* published.c */
bool sqlite_published_last(void *self, const struct publication *publication, int64_t *out,
                           struct error *err);
bool sqlite_published_add(void *self, const struct publication *publication, int64_t number,
                          const struct published_row *row, struct error *err);
bool sqlite_published_each(void *self, const struct publication *publication, published_reader read,
                           void *context, struct error *err);

#endif
