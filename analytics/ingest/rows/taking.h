/* taking: the cells of one row to the values of its record. Private to ingest/rows.c and rows/. */
#ifndef DESKGAUGE_INGEST_ROWS_TAKING_H
#define DESKGAUGE_INGEST_ROWS_TAKING_H

#include <stddef.h>

#include "ingest/rows.h"

/* The row being decoded. `is_bad` is set by the first cell that cannot be read. */
struct taking {
    const struct row_rules *rules;
    struct row_decoder *decoder;
    const struct csv_row *row;
    struct row_batch *batch;
    struct decoded_row *out;
    bool is_bad;
    bool has_failed;         /* memory */
    struct rejected_row why; /* when it is bad */
    struct error *err;
};

/* Where in the decoded row a number goes. */
#define IN_ROW(member) offsetof(struct decoded_row, member)

/* ---- values of cells: unknown where the cell is empty, and where it made the row a bad one ------
 */

/* `column` < 0: the row as a whole. */
void bad_row(struct taking *taking, int column, const char *reason);
/* "created_at: not a date: 'never'" */
void bad_cell(struct taking *taking, int column, const char *expected);
/* The cell of a column, trimmed; absent where the desk writes nothing. */
struct span cell_at(const struct taking *taking, int column);
struct span cell_of(const struct taking *taking, enum field field);
int64_t take_instant(struct taking *taking, enum field field);
int64_t take_needed_instant(struct taking *taking, enum field field, const char *reason);
int32_t take_count(struct taking *taking, enum field field);
/* `is_there`: something else in the row says that it was measured, so that 0 is a true zero. */
int64_t take_duration(struct taking *taking, int column, bool is_there, uint8_t *clock);
int8_t take_flag(struct taking *taking, enum field field);
int8_t take_verdict(struct taking *taking, enum field met, enum field late);
/* What was left of a promised time: below zero it was missed; above, kept once it is over. */
int8_t take_left(struct taking *taking, enum field left, bool is_over);
/* `scale`: of bare numbers. */
struct rating take_rating(struct taking *taking, enum field field, int scale);

/* ---- words and persons: references that the settler numbers -------------------------------------
 */

/* Texts of the row may be gone when it is settled, those of the batch are not. */
struct span keep_text(struct taking *taking, struct span text);
void refer(struct taking *taking, struct reference reference, struct span text);
int class_of(struct taking *taking, struct span cell, uint64_t key, enum word_list list);
void take_word_text(struct taking *taking, struct span cell, enum vocabulary_kind kind,
                    enum word_list list, size_t offset);
void take_word(struct taking *taking, enum field field, enum vocabulary_kind kind,
               enum word_list list, size_t offset);
void take_person(struct taking *taking, enum field field, size_t offset);
int take_class(struct taking *taking, enum field field, enum word_list list);

/* ---- records ------------------------------------------------------------------------------------
 */

struct span take_ticket_id(struct taking *taking);
void measure_body(struct taking *taking, struct span body, struct message_record *record);
void take_comments(struct taking *taking, const struct ticket_record *ticket);
void take_ticket(struct taking *taking);
void take_message(struct taking *taking);
void take_survey(struct taking *taking);
void take_review(struct taking *taking);
void take_status(struct taking *taking);

#endif
