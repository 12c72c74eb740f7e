/* reader: rows of fields, driven by libcsv, that never lose more than the line that is broken. */
#ifndef DESKGAUGE_INGEST_READER_H
#define DESKGAUGE_INGEST_READER_H

#include "ingest/dialect.h"
#include "ingest/input.h"

/*
 * A plain row is cut many bytes at a time and confirmed by libcsv (skeleton.h). Any other is fed
 * to libcsv line by line, strict, so that the row knows where it stands. Where that objects (a
 * stray quote, a text after a closing quote, a quote that never closes) the physical line is read
 * again by itself, leniently: if that gives a row as wide as the header it is taken and counted
 * as `stray_quote`; else that line, and no other, is a broken row.
 */
enum {
    FIELD_BYTES_MOST = 1 << 20,
    ROW_BYTES_MOST = 4 << 20,
    ROW_LINES_MOST = 1000,
    COLUMNS_MOST = 1024
};

enum row_fault {
    ROW_FINE,
    ROW_STRAY_QUOTE,    /* taken, with a quote where none belongs */
    ROW_UNQUOTED_VALUE, /* broken: a quote that does not close, or closes in the middle */
    ROW_TOO_LONG,       /* a field, a row or its lines over the limits */
    ROW_TOO_WIDE,       /* more columns than COLUMNS_MOST */
};

struct csv_row {
    const struct span *fields; /* absent (NULL) where nothing stood, "" for "" */
    size_t count;              /* 0: a blank line */
    uint64_t line;             /* of its first byte, from 1; row_parser leaves it 0 */
    uint64_t byte_offset;      /* in decoded bytes; of row_parser: in the bytes it was given */
    uint64_t byte_length;
    enum row_fault fault;
};

/* ---- rows of bytes in memory ---------------------------------------------------------------- */

struct row_parser;
MUST_CHECK bool row_parser_open(const struct dialect *dialect, struct row_parser **out,
                                struct error *err);
void row_parser_close(struct row_parser *parser);
OWN_CLOSER(row_parser_close, struct row_parser *)

/* How wide a row must be for a broken line to be taken after all; 0: not known yet. */
void row_parser_expect(struct row_parser *parser, size_t column_count);
/* How many bytes of a line that is too long, and not over, were passed; 0: none. One parser can go
 * on where another stopped. */
void row_parser_begin(struct row_parser *parser, uint64_t skipped);
uint64_t row_parser_skipped(const struct row_parser *parser);
/* Feed libcsv every byte of every row: what the fast way must equal. For tests. */
void row_parser_go_slowly(struct row_parser *parser);

enum row_outcome {
    ROW_READ,
    ROW_PASSED,     /* bytes of a line that is too long: no row yet */
    ROW_UNFINISHED, /* it goes on behind `bytes`: come again with more */
    ROW_NONE        /* nothing is left */
};

/*
 * The row that begins at `from` of `bytes`; `is_all`: nothing comes behind them. `*out` lives
 * until the next call, and points into `bytes` where it can; the next row is at its byte_offset +
 * byte_length (a line too long may begin before `bytes`: its offset counts modulo 2^64).
 * ERROR_INTERNAL when memory is short.
 */
MUST_CHECK bool row_parser_next(struct row_parser *parser, struct span bytes, size_t from,
                                bool is_all, struct csv_row *out, enum row_outcome *outcome,
                                struct error *err);
/* Does a row seem to begin here? Only a guess. */
bool row_parser_looks_like_row(struct row_parser *parser, struct span bytes);

/* ---- rows of an input, one after the other -------------------------------------------------- */

struct reader;
MUST_CHECK bool reader_open(struct input *input, const struct dialect *dialect, struct reader **out,
                            struct error *err);
void reader_close(struct reader *reader);
OWN_CLOSER(reader_close, struct reader *)

void reader_expect(struct reader *reader, size_t column_count);

/* The next row, NULL at the end. It lives until the next call. ERROR_INPUT when the file cannot
 * be read, ERROR_INTERNAL when memory is short. */
MUST_CHECK bool reader_next(struct reader *reader, const struct csv_row **out, struct error *err);

/* Where the next row begins: decoded bytes before it, and its line. */
void reader_place(const struct reader *reader, uint64_t *byte_offset, uint64_t *line);

/* How many lines end in `bytes`: LF, CRs and LF, or a CR alone. */
uint64_t count_lines(struct span bytes);

#endif
