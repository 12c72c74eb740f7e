/* house: the tables that stand beside the exports (clients.csv …) into settings.house. */
#ifndef DESKGAUGE_INGEST_HOUSE_H
#define DESKGAUGE_INGEST_HOUSE_H

#include "settings/settings.h"

/*
 * A table is known by its headers, in English or Russian (`aliases` of schemas/tables), and its
 * name. What a row says wrongly is a problem of settings.house with file, line, column and hint;
 * all are collected, so that one look finds them all, and the callers stop at the grave ones.
 * A row whose first cell begins with "example" or «пример» is left out and counted.
 *
 * Use: house_read() for each file, then house_finish() once, then look at settings.house.problems.
 */

/* Which table the file is; false in `*is_house`: an export, or nothing that can be read (its own
 * reader says why). notes.md is known by its name. */
MUST_CHECK bool house_recognise(const char *path, enum house_table *table, bool *is_house,
                                struct error *err);

/* Append the rows of a file to settings->house. ERROR_INPUT for what cannot be read at all. */
MUST_CHECK bool house_read(const char *path, enum house_table table, struct settings *settings,
                           struct error *err);

/* The tables that stand in `folder` by their names ("clients.csv", "notes.md" …), but for those
 * that were read already. A file of that name with other columns is left alone, and said. */
MUST_CHECK bool house_find(const char *folder, struct settings *settings, struct error *err);

/* What needs all tables: persons in rota and decisions to teams and roles, promises of clients
 * into the settings (house_apply), hours of calls, and the hash of the settings. */
MUST_CHECK bool house_finish(struct settings *settings, struct error *err);

/* The first grave problem as an error, with how many more there are; true when there is none. */
MUST_CHECK bool house_is_fine(const struct house *house, struct error *err);

/* A table to fill in, its headings in `language` ("en", "ru") with example rows; notes.md too. */
MUST_CHECK bool house_write_template(enum house_table table, const char *language,
                                     struct buffer *out, struct error *err);
/* "clients.csv" … "notes.md", and in a few words what it is for (in English). */
const char *house_file_name(enum house_table table);
const char *house_file_purpose(enum house_table table);

#endif
