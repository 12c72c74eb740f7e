#include "ingest/rows.h"

#include <stdio.h>
#include <string.h>

#include "ingest/cells.h"
#include "ingest/rows/taking.h"

void row_decoder_release(struct row_decoder *decoder)
{
    text_meter_close(decoder->texts);
    lookup_release(&decoder->classes);
    buffer_release(&decoder->scratch);
}

/* Wider by empty cells is a delimiter at the end; anything else is a row that went wrong. */
static void check_width(struct taking *taking)
{
    const struct csv_row *row = taking->row;
    size_t expected = taking->rules->plan->column_count;

    if (row->count < expected) {
        bad_row(taking, -1, "fewer columns than the header");
        return;
    }
    for (size_t i = expected; i < row->count; i++) {
        if (row->fields[i].length > 0) {
            bad_row(taking, -1, "more columns than the header");
            return;
        }
    }
}

static void check_bytes(struct taking *taking)
{
    const struct plan *plan = taking->rules->plan;

    for (size_t i = 0; i < plan->used_count && !taking->is_bad; i++) {
        struct span cell = taking->row->fields[plan->used[i]];
        if (cell.length == 0)
            continue;
        if (memchr(cell.bytes, '\0', cell.length) != NULL)
            bad_row(taking, (int)plan->used[i], "a NUL byte");
        else if (!span_is_utf8(cell, NULL))
            bad_row(taking, (int)plan->used[i], "bytes that are not UTF-8");
    }
}

static const char *fault_reason(enum row_fault fault)
{
    switch (fault) {
    case ROW_UNQUOTED_VALUE:
        return "a quote that does not close where the value ends";
    case ROW_TOO_LONG:
        return "longer than a row may be";
    case ROW_TOO_WIDE:
        return "more columns than a table may have";
    default:
        return "broken";
    }
}

static void take_cells(struct taking *taking)
{
    static void (*const takers[TABLE_KINDS])(struct taking *) = {
        [TABLE_TICKETS] = take_ticket,        [TABLE_MESSAGES] = take_message,
        [TABLE_SURVEYS] = take_survey,        [TABLE_REVIEWS] = take_review,
        [TABLE_STATUS_HISTORY] = take_status,
    };

    check_width(taking);
    if (!taking->is_bad && !taking->batch->is_clean)
        check_bytes(taking);
    if (!taking->is_bad)
        takers[taking->rules->plan->table->kind](taking);
}

/* A blank line, or what a spreadsheet leaves below a table: ";;;;". */
static bool is_empty_row(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->fields[i].length > 0)
            return false;
    return true;
}

/* Files that were put behind one another have their headers in the middle. */
static bool is_header(const struct row_rules *rules, const struct csv_row *row)
{
    size_t count = rules->plan->column_count;

    if (rules->headers == NULL || row->count < count || row->fault != ROW_FINE)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!header_equal(row->fields[i], span_of(rules->headers[i])))
            return false;
    return true;
}

/* What follows a line end inside a value that was not quoted. In desks that write such values a
 * row begins with the number of its ticket. */
static bool is_rest_of_a_row(const struct taking *taking)
{
    const struct plan *plan = taking->rules->plan;
    const struct csv_row *row = taking->row;

    if (!plan->profile->breaks_rows || plan->column_of[FIELD_ticket_id] != 0 || row->count == 0 ||
        row->count >= plan->column_count)
        return false;
    struct span first = span_trim(row->fields[0]);
    for (size_t i = 0; i < first.length; i++)
        if (first.bytes[i] < '0' || first.bytes[i] > '9')
            return true;
    return first.length == 0;
}

bool row_decode(struct row_decoder *decoder, const struct csv_row *row, struct row_batch *batch,
                struct error *err)
{
    struct taking taking = {
        .rules = decoder->rules, .decoder = decoder, .row = row, .batch = batch, .err = err};
    size_t references_before = batch->reference_count;
    size_t comments_before = batch->comment_count;

    if (!row_batch_add(batch, row, err))
        return false;
    taking.out = row_batch_at(batch, batch->count - 1);
    if (row->fault == ROW_FINE && is_empty_row(row)) {
        taking.out->fate = DECODED_EMPTY;
        return true;
    }
    if (is_rest_of_a_row(&taking)) {
        batch->rest_count++;
        taking.out->fate = DECODED_EMPTY;
        return true;
    }
    taking.out->is_one_field =
        row->count == 1 && row->fault == ROW_FINE && decoder->rules->plan->column_count > 2;
    batch->stray_quote_count += row->fault == ROW_STRAY_QUOTE;
    if (row->fault != ROW_FINE && row->fault != ROW_STRAY_QUOTE)
        bad_row(&taking, -1, fault_reason(row->fault));
    else
        take_cells(&taking);
    if (taking.has_failed)
        return error_memory(err);
    if (!taking.is_bad)
        return true;
    batch->reference_count = references_before; /* a rejected row names nobody */
    if (is_header(decoder->rules, row)) {
        batch->comment_count = comments_before;
        batch->header_count++;
        taking.out->reference_count = taking.out->comment_count = 0;
        taking.out->fate = DECODED_EMPTY;
        return true;
    }
    batch->opening_count -= batch->comment_count > comments_before;
    batch->comment_count = comments_before;
    taking.out->reference_count = taking.out->comment_count = 0;
    taking.out->fate = DECODED_REJECTED;
    return row_batch_reject(batch, &taking.why, err);
}
