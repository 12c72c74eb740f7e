/* reader: rows of fields, driven by libcsv, that never lose more than the line that is broken. */
#ifndef DESKGAUGE_INGEST_READER_H
#define DESKGAUGE_INGEST_READER_H

#include "ingest/dialect.h"
#include "ingest/input.h"

/*
 * libcsv runs strict and is fed line by line, so that every row knows where it stands. Where it
 * objects (a stray quote, a text after a closing quote, a quote that never closes) the physical
 * line is read again by itself, leniently: if that gives a row as wide as the header it is taken
 * and counted as `stray_quote`; else that line, and no other, is a broken row.
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
    uint64_t line;             /* of its first byte, from 1 */
    uint64_t byte_offset;      /* in decoded bytes */
    uint64_t byte_length;
    enum row_fault fault;
};

struct reader;
MUST_CHECK bool reader_open(struct input *input, const struct dialect *dialect, struct reader **out,
                            struct error *err);
void reader_close(struct reader *reader);
OWN_CLOSER(reader_close, struct reader *)

/* How wide a row must be for a broken line to be taken after all; 0: not known yet. */
void reader_expect(struct reader *reader, size_t column_count);

/* The next row, NULL at the end. It lives until the next call. ERROR_INPUT when the file cannot
 * be read, ERROR_INTERNAL when memory is short. */
MUST_CHECK bool reader_next(struct reader *reader, const struct csv_row **out, struct error *err);

#endif
