#include "store/version.h"

#include <assert.h>
#include <string.h>

static int64_t greater(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* INSTANT_UNKNOWN is the least number: it loses against everything known. */
static int64_t lesser_known(int64_t a, int64_t b)
{
    if (a == INSTANT_UNKNOWN || b == INSTANT_UNKNOWN)
        return greater(a, b);
    return a < b ? a : b;
}

void ticket_span(const struct ticket_record *record, int64_t *first_at, int64_t *last_at)
{
    const int64_t instants[] = {record->created_at,        record->first_reply_at,
                                record->first_human_at,    record->resolved_at,
                                record->first_resolved_at, record->closed_at,
                                record->reopened_at,       record->updated_at};

    *first_at = INSTANT_UNKNOWN;
    *last_at = INSTANT_UNKNOWN;
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        *first_at = lesser_known(*first_at, instants[i]);
        *last_at = greater(*last_at, instants[i]);
    }
}

int64_t ticket_version_at(const struct ticket_record *record, int64_t cut_at)
{
    int64_t first_at, last_at;

    if (record->updated_at != INSTANT_UNKNOWN)
        return record->updated_at;
    ticket_span(record, &first_at, &last_at);
    return last_at != INSTANT_UNKNOWN ? last_at : cut_at;
}

struct versions {
    const int64_t *cuts;
    const struct vocabulary *words;
};

static int64_t version_of(const struct versions *versions, const struct ticket_row *row)
{
    return ticket_version_at(&row->record, versions->cuts[row->head.origin]);
}

/* Same version and same content but for persons. */
static bool is_tie(const struct versions *versions, const struct ticket_row *a,
                   const struct ticket_row *b)
{
    return version_of(versions, a) == version_of(versions, b) &&
           row_order(shape_of(ROW_TICKET), versions->words, a, b, false) == 0;
}

static int newest_first(const void *a, const void *b, void *context)
{
    const struct versions *versions = context;
    int64_t left = version_of(versions, a), right = version_of(versions, b);

    if (left != right)
        return left > right ? -1 : 1;
    return -row_order(shape_of(ROW_TICKET), versions->words, a, b, false);
}

static void fill_unknown(struct ticket_row *out, const struct ticket_row *older, uint64_t differs)
{
    const struct shape *shape = shape_of(ROW_TICKET);

    for (uint32_t c = 0; c < shape->column_count; c++) {
        const struct column *column = &shape->columns[c];
        if (column->kind == COLUMN_STEP || (differs >> c & 1) != 0 ||
            !column_is_unknown(column, out))
            continue;
        memcpy((char *)out + column->offset, (const char *)older + column->offset, column->size);
    }
}

static void fold_sorted(const struct versions *versions, const struct row_list *rows,
                        struct ticket_row *out)
{
    const struct shape *shape = shape_of(ROW_TICKET);
    uint64_t differs = 0;
    size_t next = 0;

    *out = *(struct ticket_row *)row_list_at(rows, 0);
    while (next < rows->count) {
        const struct ticket_row *first = row_list_at(rows, next);
        struct ticket_row tied = *first;
        uint64_t tied_differs = 0;
        for (; next < rows->count && is_tie(versions, first, row_list_at(rows, next)); next++)
            row_merge_keyed(shape, &tied, row_list_at(rows, next), &tied_differs);
        /* The first group is `out` itself; a doubt of an older one is none if a newer knows. */
        if (first == rows->rows) {
            *out = tied;
            differs = tied_differs;
            continue;
        }
        row_forget(shape, &tied, tied_differs);
        fill_unknown(out, &tied, differs);
    }
    row_forget(shape, out, differs);
}

bool ticket_fold(struct row_list *rows, const int64_t *cuts, words_loader load_words, void *context,
                 struct ticket_row *out, struct error *err)
{
    struct versions versions = {.cuts = cuts};

    assert(rows->count > 0);
    if (rows->count == 1) {
        *out = *(struct ticket_row *)rows->rows;
        return true;
    }
    if (load_words != NULL && !load_words(context, &versions.words, err))
        return false;
    qsort_r(rows->rows, rows->count, rows->row_size, newest_first, &versions);
    fold_sorted(&versions, rows, out);
    return true;
}
