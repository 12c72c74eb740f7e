/* export: what a help desk would write about the tickets, as files. */
#ifndef DESKGAUGE_SAMPLE_EXPORT_H
#define DESKGAUGE_SAMPLE_EXPORT_H

#include "simulator/sink.h"
#include "simulator/ticket.h"

enum export_shape {
    EXPORT_GENERIC, /* the five tables of schemas/tables */
    EXPORT_RUSSIAN, /* one table, semicolons, cp1251, dd.mm.yyyy hh:mm */
    EXPORT_BENCH,   /* the columns of the timing data: mixed offsets, long bodies, mixed order */
};

enum { EXPORT_FILES = 5 };

struct export;

/* Files go into `folder`, which exists; NULL: none are written, only counted and fingerprinted.
 * `world` must outlive it. ERROR_INPUT when a file cannot be made. */
MUST_CHECK bool export_open(const struct world *world, enum export_shape shape, const char *folder,
                            struct export **out, struct error *err);

/* Write what the desk knows of the ticket at world->cut. */
void export_ticket(struct export *export, const struct ticket *ticket);

MUST_CHECK bool export_finish(struct export *export, struct error *err);

uint64_t export_message_count(const struct export *export);
uint64_t export_byte_count(const struct export *export);
struct hash128 export_fingerprint(const struct export *export, int file); /* of folder NULL */

void export_close(struct export *export);
OWN_CLOSER(export_close, struct export *)

#endif
