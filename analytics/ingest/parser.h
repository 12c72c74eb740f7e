/* parser: the parts of a row_parser (reader.h) and what its files ask of one another. Private. */
#ifndef DESKGAUGE_INGEST_PARSER_H
#define DESKGAUGE_INGEST_PARSER_H

#include <csv.h>

#include "ingest/reader.h"
#include "ingest/skeleton.h"

struct part {
    size_t offset, length;
    bool is_null;
};

struct row_parser {
    struct dialect dialect;
    size_t expected;
    bool is_slow;
    struct skeleton skeleton;
    struct csv_parser strict;
    struct buffer bytes; /* of the fields of the row being built */
    struct buffer doubled;
    struct part *parts;
    size_t part_count, part_capacity;
    struct span *fields;
    size_t field_capacity;
    bool is_row_done, is_short, is_too_wide;
    uint64_t skipped; /* bytes of the line that is too long and not over; 0: in none */
};

/* ---- parser.c: a row as libcsv tells it ---------------------------------------------------------
 */

void parser_on_field(void *bytes, size_t length, void *parser);
void parser_on_row(int terminator, void *parser);
MUST_CHECK bool parser_init_csv(struct csv_parser *csv, unsigned char options,
                                const struct dialect *dialect, struct error *err);
void parser_restart(struct row_parser *parser);
void parser_begin_row(struct row_parser *parser);
MUST_CHECK bool parser_finish_row(struct row_parser *parser, enum row_fault fault, uint64_t from,
                                  uint64_t to, struct csv_row *out, struct error *err);

/* ---- lines.c: rows that are fed line by line
 * ----------------------------------------------------- */

/* The physical line at `at`, its end included; empty at the end. False: it goes on. */
bool line_find(struct span bytes, size_t at, bool is_all, struct span *out);
bool line_has_end(struct span line);
MUST_CHECK bool parser_read_lines(struct row_parser *parser, struct span bytes, size_t from,
                                  bool is_all, struct csv_row *out, enum row_outcome *outcome,
                                  struct error *err);
MUST_CHECK bool parser_go_on_skipping(struct row_parser *parser, struct span bytes, size_t from,
                                      bool is_all, struct csv_row *out, enum row_outcome *outcome,
                                      struct error *err);

/* ---- recovery.c: rows to which libcsv objects
 * ---------------------------------------------------- */

/* libcsv objected between `from` and `to`: settle its first physical line and no more. */
MUST_CHECK bool parser_recover(struct row_parser *parser, struct span bytes, size_t from, size_t to,
                               bool is_all, struct csv_row *out, enum row_outcome *outcome,
                               struct error *err);
MUST_CHECK bool parser_joined_by_mistake(const struct row_parser *parser, struct span first,
                                         bool *out, struct error *err);

#endif
