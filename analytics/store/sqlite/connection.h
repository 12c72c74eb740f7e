/* connection: a hardened SQLite file of ours, and its transactions. Rows of sqlite_engine. */
#ifndef DESKGAUGE_STORE_SQLITE_CONNECTION_H
#define DESKGAUGE_STORE_SQLITE_CONNECTION_H

#include "store/sqlite/question.h"

MUST_CHECK bool sqlite_connection_open(const char *path, enum store_access access, void **out,
                                       bool *is_new, struct error *err);
void sqlite_connection_close(void *handle);
MUST_CHECK bool sqlite_begin(void *self, bool is_writing, struct error *err);
MUST_CHECK bool sqlite_commit(void *self, struct error *err);
void sqlite_rollback(void *handle);
MUST_CHECK bool sqlite_generation(void *self, int64_t *out, struct error *err);

#endif
