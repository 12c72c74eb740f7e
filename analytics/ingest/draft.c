/* draft: a profile written for the user from his own file, to be read again with --desk. */
#include "ingest/draft.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/cells.h"

enum { DRAFT_ROWS = 2000, WORD_BYTES_MOST = 60 };

static void draft_release(struct draft *draft)
{
    for (size_t i = 0; draft->columns != NULL && i < draft->opened.plan.column_count; i++) {
        lookup_release(&draft->columns[i].distinct);
        buffer_release(&draft->columns[i].words);
    }
    free(draft->columns);
    opened_release(&draft->opened);
    understanding_release(&draft->words);
}
OWN_RELEASER(draft_release, struct draft)

/* ---- what the columns are ---------------------------------------------------------------------
 */

static void note_word(const struct draft *draft, struct drafted *column, struct span cell)
{
    const struct profile *profile = draft->opened.plan.profile;
    enum word_list list = column->is_known ? profile_list_of(column->field) : WORD_LISTS;
    int64_t number = 0;

    bool is_told = list == WORD_LISTS || cell.length > WORD_BYTES_MOST ||
                   !span_is_printable(cell) || (list == WORDS_RATING && cell_count(cell, &number));
    if (is_told || (profile != NULL &&
                    (profile_is_missing(profile, cell) || profile_class(profile, list, cell) != 0)))
        return;
    if (column->word_count++ >= DRAFT_WORDS_SHOWN)
        return;
    buffer_text(&column->words, column->word_count == 1 ? "" : ", ");
    draft_write_text(&column->words, cell);
}

static bool note_cell(const struct draft *draft, struct drafted *column, struct span cell,
                      struct error *err)
{
    struct date_parts parts;
    uint64_t key = lookup_key(cell, 0);

    if (cell.length == 0)
        return true;
    column->filled_count++;
    column->date_count += date_parts_parse(cell, &parts);
    column->longest = cell.length > column->longest ? cell.length : column->longest;
    column->has_blank |= memchr(cell.bytes, ' ', cell.length) != NULL;
    if (lookup_find(&column->distinct, key) != NULL)
        return true;
    note_word(draft, column, cell_first_value(cell));
    return lookup_add(&column->distinct, (struct lookup_row){key, 0, 0}, err);
}

static bool note_rows(struct draft *draft, struct error *err)
{
    const struct csv_row *row = NULL;

    while (draft->row_count < DRAFT_ROWS) {
        if (!reader_next(draft->opened.reader, &row, err))
            return false;
        if (row == NULL)
            return true;
        if (row->count < draft->opened.plan.column_count)
            continue;
        draft->row_count++;
        for (size_t i = 0; i < draft->opened.plan.column_count; i++)
            if (!note_cell(draft, &draft->columns[i], span_trim(row->fields[i]), err))
                return false;
    }
    return true;
}

/* A number of five digits may be a spreadsheet's date, but is none in a column of numbers. */
bool drafted_is_of_dates(const struct drafted *column)
{
    return column->date_count > 0 && column->longest > 6 &&
           column->date_count * 10 >= column->filled_count * 9;
}

bool draft_has_field(const struct draft *draft, enum field field)
{
    for (size_t i = 0; i < draft->opened.plan.column_count; i++)
        if (draft->columns[i].is_known && draft->columns[i].field == field)
            return true;
    return false;
}

static void guess(struct drafted *column, enum field field)
{
    column->field = field;
    column->is_known = column->is_guess = true;
}

/* The first column of short words that never repeat is the id, the first that is a date in every
 * row the creation. */
static void guess_columns(struct draft *draft)
{
    size_t rows = draft->row_count;

    for (size_t i = 0; rows > 0 && i < draft->opened.plan.column_count; i++) {
        struct drafted *column = &draft->columns[i];
        bool is_date = drafted_is_of_dates(column);
        bool is_id = column->distinct.count == rows && column->longest <= 40 && !column->has_blank;
        if (column->is_known || column->filled_count < rows)
            continue;
        if (is_id && !is_date && !draft_has_field(draft, FIELD_ticket_id))
            guess(column, FIELD_ticket_id);
        else if (is_date && !draft_has_field(draft, FIELD_created_at))
            guess(column, FIELD_created_at);
    }
}

/* What any desk calls so: the name is a hint where no desk fits as a whole. */
static const struct profile_column *any_meaning(const struct profiles *profiles, struct span header)
{
    for (size_t i = 0; i < profiles->count; i++) {
        const struct profile *profile = &profiles->items[i];
        for (size_t j = 0; j < profile->table_count; j++)
            for (size_t k = 0;
                 profile->tables[j].kind == TABLE_TICKETS && k < profile->tables[j].column_count;
                 k++) {
                const struct profile_column *column = &profile->tables[j].columns[k];
                for (size_t m = 0; m < column->alias_count; m++)
                    if (header_equal(header, column->aliases[m]))
                        return column;
            }
    }
    return NULL;
}

static void take_meaning(struct draft *draft, size_t at, const struct profile_column *meaning)
{
    struct drafted *column = &draft->columns[at];

    if (meaning == NULL)
        return;
    column->is_known = true;
    column->meaning = meaning;
    column->field = meaning->field;
}

static void name_columns(struct draft *draft)
{
    const struct opened *opened = &draft->opened;

    for (size_t i = 0; i < opened->plan.column_count; i++) {
        const struct plan_column *planned =
            opened->plan.columns == NULL ? NULL : &opened->plan.columns[i];
        if (planned == NULL) {
            const struct profile_column *meaning =
                any_meaning(&opened->profiles, span_of(opened->whole_headers[i]));
            bool is_taken = meaning != NULL && field_kind(meaning->field) != CELL_IGNORED &&
                            draft_has_field(draft, meaning->field);
            if (!is_taken)
                take_meaning(draft, i, meaning);
        } else if (planned->is_second) {
            guess(&draft->columns[i], FIELD_ignored);
        } else {
            take_meaning(draft, i, planned->meaning);
        }
    }
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

static bool open_draft(const struct ingest_request *request, struct draft *draft, struct error *err)
{
    struct opened *opened = &draft->opened;
    struct error unknown = {0};

    if (open_header(request, opened, &draft->words, err))
        return skip_to_data(opened, err);
    return opened->fits_nothing && open_unknown(opened, &draft->words, &unknown);
}

bool ingest_draft_profile(const struct ingest_request *request, struct buffer *out,
                          struct error *err)
{
    OWN(draft_release) struct draft draft = {0};

    if (!open_draft(request, &draft, err))
        return false;
    draft.columns = calloc(draft.opened.plan.column_count, sizeof *draft.columns);
    if (draft.columns == NULL)
        return error_memory(err);
    name_columns(&draft);
    if (!note_rows(&draft, err))
        return false;
    guess_columns(&draft);
    draft_write(&draft, out);
    return !out->is_short || error_memory(err);
}
