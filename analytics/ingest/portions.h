/* portions: a file in pieces that several threads decode, given back in the order of the file. */
#ifndef DESKGAUGE_INGEST_PORTIONS_H
#define DESKGAUGE_INGEST_PORTIONS_H

#include "ingest/reader.h"
#include "ingest/rows.h"

/*
 * A file is cut at line ends where a row seems to begin. Whether one does is known when the
 * portion before has been read: it must end exactly there. Where it does not (a line end inside
 * quotes, a quote that never closes) the rows are read again from where they truly go on, by the
 * thread that asks for them. So the rows are those of one parser over the whole file, whatever
 * the cuts and the number of threads.
 */
struct portions_request {
    struct input *input; /* rewound to its first byte */
    const struct dialect *dialect;
    const struct row_rules *rules;
    uint64_t byte_offset; /* of the first row of data, and its line */
    uint64_t line;
    size_t column_count;
    size_t portion_size; /* 0: as is best */
    int thread_count;    /* 0: as many as there are processors; 1: none but the caller */
};

/* The next rows, in the order of the file. */
struct portion {
    const struct row_batch *batch;
    uint64_t byte_offset;   /* of batch->bytes, in decoded bytes */
    uint64_t line;          /* of their first byte */
    uint64_t file_progress; /* bytes of the file read when they were */
};

struct portions;
MUST_CHECK bool portions_open(const struct portions_request *request, struct portions **out,
                              struct error *err);
/* `*is_end` when none is left; else `*out` lives until the next call. */
MUST_CHECK bool portions_next(struct portions *portions, struct portion *out, bool *is_end,
                              struct error *err);
void portions_close(struct portions *portions);
OWN_CLOSER(portions_close, struct portions *)

/* The line of a row of the portion. */
uint64_t portion_line(const struct portion *portion, const struct decoded_row *row);

#endif
