#include "ingest/opening.h"

#include <string.h>

#include "ingest/cells.h"
#include "ingest/lookup.h"
#include "ingest/pairs.h"

enum { SAMPLE_ROWS = 500 };

void opened_release(struct opened *opened)
{
    reader_close(opened->reader);
    input_close(opened->input);
    profiles_release(&opened->profiles);
    zone_close(opened->zone);
    first_events_release(&opened->first_events);
    arena_release(&opened->arena);
    *opened = (struct opened){0};
}

/* How wide the scale of bare numbers is: the profile says it, else the greatest of the first rows,
 * so that a 4 means the same in every row. */
static int scale_of(int64_t most)
{
    return most <= 5 ? 5 : most <= 7 ? 7 : most <= 10 ? 10 : 100;
}

/* Where a table asks several questions under one heading, the row tells which. */
static enum survey_kind asked_by(const struct opened *opened, const struct csv_row *row)
{
    int column = opened->plan.column_of[FIELD_survey_kind];

    return column < 0 ? SURVEY_UNKNOWN
                      : (enum survey_kind)profile_class(opened->plan.profile, WORDS_SURVEY_KIND,
                                                        row->fields[column]);
}

static void note_greatest(const struct opened *opened, const struct csv_row *row, enum field field,
                          int64_t *greatest)
{
    int column = opened->plan.column_of[field];
    int64_t rating = 0;

    if (column >= 0 && cell_count(row->fields[column], &rating) && rating <= 100 &&
        rating > *greatest)
        *greatest = rating;
}

static void note_rating(struct opened *opened, const struct csv_row *row)
{
    enum survey_kind kind = asked_by(opened, row);

    note_greatest(opened, row, FIELD_satisfaction, &opened->greatest_rating);
    note_greatest(opened, row, FIELD_effort, &opened->greatest_effort);
    if (kind == SURVEY_EFFORT)
        note_greatest(opened, row, FIELD_score, &opened->greatest_effort);
    else if (kind != SURVEY_RECOMMENDATION)
        note_greatest(opened, row, FIELD_score, &opened->greatest_rating);
}

static void note_relative(struct plan_column *column, struct span cell)
{
    if (cell_is_relative_date(cell) && column->relative_count++ == 0)
        snprintf(column->relative_example, sizeof column->relative_example, "%.*s",
                 cell.length > 32 ? 32 : (int)cell.length, cell.bytes);
}

/* Dates of one pass: up to `limit` rows, 0 for all. */
static bool gather_dates(struct opened *opened, size_t limit, struct error *err)
{
    const struct csv_row *row = NULL;
    struct date_parts parts;
    OWN(lookup_release) struct lookup ids = {0};
    size_t seen = 0;
    size_t repeated = 0;

    for (; limit == 0 || seen < limit; seen++) {
        if (!reader_next(opened->reader, &row, err))
            return false;
        if (row == NULL)
            break;
        if (row->count < opened->plan.column_count)
            continue;
        for (size_t i = 0; limit > 0 && i < opened->plan.column_count; i++)
            pairs_note(&opened->plan.columns[i], row->fields[i]);
        for (size_t i = 0; i < opened->plan.used_count; i++) {
            size_t column = opened->plan.used[i];
            struct span cell = row->fields[column];
            if (field_kind(opened->plan.columns[column].meaning->field) != CELL_INSTANT ||
                cell.length == 0)
                continue;
            if (date_parts_parse(cell, &parts)) {
                date_evidence_add(&opened->plan.columns[column].evidence, &parts);
                opened->plan.columns[column].date_count++;
            } else if (limit > 0) {
                note_relative(&opened->plan.columns[column], cell);
            }
        }
        if (limit == 0)
            continue;
        note_rating(opened, row);
        struct span id = row->fields[opened->plan.column_of[FIELD_ticket_id]];
        uint64_t key = lookup_key(id, 0);
        if (lookup_find(&ids, key) != NULL)
            repeated++;
        else if (!lookup_add(&ids, (struct lookup_row){key, 0, 0}, err))
            return false;
    }
    if (limit > 0)
        opened->is_event_log =
            opened->plan.table->kind == TABLE_TICKETS &&
            (plan_is_minimal_log(&opened->plan) ||
             (repeated * 10 > seen && plan_has(&opened->plan, FIELD_updated_at)));
    return true;
}

/* A column that mostly says "3 weeks ago": nothing can be measured from it. */
static bool drop_relative(struct opened *opened, struct error *err)
{
    struct plan *plan = &opened->plan;
    const char *advice = plan->profile->advice;

    for (size_t i = 0; i < plan->column_count; i++) {
        struct plan_column *column = &plan->columns[i];
        if (column->relative_count <= column->date_count)
            continue;
        if (column->meaning->field == FIELD_created_at)
            return error_set(err, ERROR_INPUT,
                             "%s: column '%s' only says how long ago ('%s'), from which nothing "
                             "can be measured (hint: %s)",
                             input_name(opened->input), opened->headers[i],
                             column->relative_example,
                             advice != NULL ? advice : "export the dates themselves");
        column->is_relative = true;
        plan_drop(plan, i);
    }
    return true;
}

static bool refuse_order(const struct opened *opened, size_t column, bool is_contradicted,
                         struct error *err)
{
    const struct date_evidence *evidence = &opened->plan.columns[column].evidence;
    const char *name = input_name(opened->input);

    if (is_contradicted)
        return error_set(
            err, ERROR_INPUT,
            "%s: column '%s' mixes orders: %llu dates cannot begin with the month and "
            "%llu cannot begin with the day (hint: was the file saved by a spreadsheet "
            "in another language? export it again)",
            name, opened->headers[column], (unsigned long long)evidence->first_over,
            (unsigned long long)evidence->second_over);
    return error_set(err, ERROR_INPUT,
                     "%s: column '%s': day and month cannot be told apart, no number is above 12 "
                     "(hint: say it with --dates dmy or --dates mdy)",
                     name, opened->headers[column]);
}

/* An order that one column proves holds for the file; a column that proves another is refused. */
static bool decide_dates(const struct ingest_request *request, struct opened *opened,
                         struct error *err)
{
    struct plan *plan = &opened->plan;
    enum date_order told = DATE_ORDER_UNKNOWN;
    enum date_order proved = DATE_ORDER_UNKNOWN;
    size_t open_column = SIZE_MAX;
    bool is_contradicted = false;

    if (request->dates != NULL && !date_order_parse(span_of(request->dates), &told))
        return error_set(err, ERROR_USAGE, "--dates takes dmy, mdy or ymd, not '%s'",
                         request->dates);
    for (size_t i = 0; i < plan->used_count; i++) {
        struct plan_column *column = &plan->columns[plan->used[i]];
        if (field_kind(column->meaning->field) != CELL_INSTANT)
            continue;
        column->order = told != DATE_ORDER_UNKNOWN
                            ? told
                            : date_evidence_decide(&column->evidence, &is_contradicted);
        if (is_contradicted && told == DATE_ORDER_UNKNOWN)
            return refuse_order(opened, plan->used[i], true, err);
        if (column->order == DATE_ORDER_UNKNOWN)
            open_column = plan->used[i];
        else if (column->evidence.count > 0)
            proved = column->order;
    }
    if (open_column != SIZE_MAX && proved == DATE_ORDER_UNKNOWN)
        return refuse_order(opened, open_column, false, err);
    for (size_t i = 0; i < plan->used_count; i++) {
        struct plan_column *column = &plan->columns[plan->used[i]];
        if (field_kind(column->meaning->field) == CELL_INSTANT &&
            column->order == DATE_ORDER_UNKNOWN)
            column->order = proved;
    }
    return true;
}

static bool needs_whole_file(const struct opened *opened)
{
    for (size_t i = 0; i < opened->plan.used_count; i++) {
        const struct plan_column *column = &opened->plan.columns[opened->plan.used[i]];
        if (field_kind(column->meaning->field) == CELL_INSTANT && column->evidence.count > 0)
            return true;
    }
    return false;
}

bool skip_to_data(struct opened *opened, struct error *err)
{
    const struct csv_row *row = NULL;

    if (!reopen_export(opened, err))
        return false;
    for (uint64_t i = 0; i <= opened->preamble_rows; i++)
        if (!reader_next(opened->reader, &row, err))
            return false;
    reader_expect(opened->reader, opened->plan.column_count);
    return true;
}

/* Of naive times: as the user says, else as the product writes them, else as settings say. */
static bool choose_zone(const struct ingest_request *request, struct opened *opened,
                        struct error *err)
{
    const char *zone = request->zone != NULL              ? request->zone
                       : opened->plan.table->zone != NULL ? opened->plan.table->zone
                                                          : request->settings->zone;

    opened->zone_is_told = zone != NULL;
    return zone_open(zone == NULL ? "UTC" : zone, &opened->zone, err);
}

bool open_export(const struct ingest_request *request, struct opened *out,
                 struct understanding *words, struct error *err)
{
    if (!open_header(request, out, words, err))
        return false;
    if (!choose_zone(request, out, err) ||
        (out->dialect.has_no_quotes && !skip_to_data(out, err)) ||
        !gather_dates(out, SAMPLE_ROWS, err) || !drop_relative(out, err) ||
        !pairs_find(&out->plan, words, err))
        return false;
    if (!judge_charset(out, err))
        return false;
    if (needs_whole_file(out)) {
        for (size_t i = 0; i < out->plan.column_count; i++)
            out->plan.columns[i].evidence = (struct date_evidence){0};
        if (!skip_to_data(out, err) || !gather_dates(out, 0, err))
            return false;
    }
    if (!decide_dates(request, out, err) || !skip_to_data(out, err))
        return false;
    if (plan_is_minimal_log(&out->plan) &&
        (!first_events_gather(out->reader, &out->plan, out->zone, &out->first_events, err) ||
         !skip_to_data(out, err)))
        return false;
    out->rating_scale = out->plan.profile->rating_scale > 0 ? out->plan.profile->rating_scale
                                                            : scale_of(out->greatest_rating);
    out->effort_scale = scale_of(out->greatest_effort);
    return describe_opened(request, out, words, err);
}
