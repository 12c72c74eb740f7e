/* skeleton: the fields of one plain row, found many bytes at a time, confirmed by libcsv. Private.
 */
#ifndef DESKGAUGE_INGEST_SKELETON_H
#define DESKGAUGE_INGEST_SKELETON_H

#include <csv.h>

#include "base/text.h"

/*
 * libcsv looks at every byte, and most bytes of an export are the inside of a text. So a row is
 * first cut at its delimiters and quotes, sixteen bytes at a time, and libcsv is fed its skeleton:
 * `17,"a ""b"" c",,x` as `x,"",,x`. libcsv still says where fields and rows end and which are
 * absent. A row is plain when nothing in it needs judgement: quotes only around whole fields and
 * doubled inside, no blank at the edge of a field, no lone CR, a line end that is there, and far
 * below the limits of reader.h. Of any other row this says nothing: reader.c feeds it whole.
 */
enum { PLAIN_COLUMNS_MOST = 512, PLAIN_BYTES_MOST = 1 << 19, PLAIN_LINES_MOST = 500 };

struct plain_field {
    const char *bytes; /* inside the quotes, if any */
    uint32_t length;
    bool is_quoted;
    bool has_quotes; /* doubled ones inside: "" stands for " */
};

struct skeleton {
    struct csv_parser parser;
    char delimiter;
    struct plain_field fields[PLAIN_COLUMNS_MOST];
    size_t count;
    size_t confirmed; /* fields that libcsv saw as they stand in `fields` */
    bool is_row_done;
};

MUST_CHECK bool skeleton_init(struct skeleton *skeleton, char delimiter, struct error *err);
void skeleton_release(struct skeleton *skeleton);

/* The fields of the row at the start of `bytes`, and its length with the line end; 0: it is not
 * plain, or does not end here. */
size_t skeleton_row(struct skeleton *skeleton, struct span bytes);

/* The same without asking libcsv: where a row of `column_count` fields might begin. */
bool skeleton_looks_like_row(struct skeleton *skeleton, struct span bytes, size_t column_count);

#endif
