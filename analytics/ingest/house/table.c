#include "ingest/house/table.h"

#include <limits.h>
#include <string.h>

#include "ingest/dates.h"
#include "ingest/house/entries.h"
#include "ingest/reader.h"

enum { PROBLEMS_MOST = 200, CALLS_DATES_SEEN = 100000 };

/* ---- problems ------------------------------------------------------------------------------- */

static const char *heading_of(const struct reading *reading, const char *name)
{
    const struct schema_field *field = schema_field_named(&reading->schema, name);
    int column = field == NULL ? -1 : reading->column_of[field - reading->schema.fields];

    return column < 0 ? name : reading->headings[column];
}

bool problem_add(struct reading *reading, bool is_grave, const char *field, struct error *err,
                 const char *format, ...)
{
    struct house *house = reading->house;
    OWN(buffer_release) struct buffer text = {0};
    char said[512];
    va_list arguments;

    reading->is_wrong |= is_grave;
    if (house->problem_count >= PROBLEMS_MOST && !is_grave)
        return true;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    buffer_text(&text, reading->file);
    if (reading->line > 0)
        buffer_format(&text, ":%llu", (unsigned long long)reading->line);
    if (field != NULL)
        buffer_format(&text, " (%s)", heading_of(reading, field));
    buffer_format(&text, ": %s", said);
    struct house_problem *problem = HOUSE_ADD(reading, house->problems, house->problem_count);
    if (problem == NULL || text.is_short)
        return error_memory(err);
    problem->is_grave = is_grave;
    problem->text = arena_text(&reading->settings->arena, text.bytes, text.length);
    return problem->text != NULL || error_memory(err);
}

void *house_add(struct arena *arena, void **items, size_t *count, size_t size)
{
    enum { FIRST = 8 };
    bool is_full = *count == 0 || (*count >= FIRST && (*count & (*count - 1)) == 0);

    if (is_full) {
        char *grown = arena_array(arena, *count == 0 ? FIRST : *count * 2, size);
        if (grown == NULL)
            return NULL;
        if (*count > 0)
            memcpy(grown, *items, *count * size);
        *items = grown;
    }
    return (char *)*items + (*count)++ * size;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static struct span cell_at(const struct csv_row *row, int column)
{
    if (column < 0 || (size_t)column >= row->count)
        return (struct span){0};
    return span_trim(row->fields[column]);
}

static bool is_example(const struct csv_row *row)
{
    struct span first = cell_at(row, 0);
    struct span head = {first.bytes, first.length < 7 ? first.length : 7};
    struct span russian = {first.bytes, first.length < 12 ? first.length : 12};

    return span_equal_folded(head, SPAN("example")) || span_equal_folded(russian, SPAN("пример"));
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (cell_at(row, (int)i).length > 0)
            return false;
    return true;
}

static bool take_row(struct reading *reading, const struct csv_row *csv, char *row,
                     struct error *err)
{
    const struct table_shape *shape = reading->shape;

    memset(row, 0, shape->size);
    shape->init(row);
    for (const struct table_column *column = shape->columns; column->name != NULL; column++) {
        const struct schema_field *field = schema_field_named(&reading->schema, column->name);
        if (field == NULL)
            return error_set(err, ERROR_INTERNAL, "%s has no column '%s'",
                             house_table_name(shape->table), column->name);
        struct span cell = cell_at(csv, reading->column_of[field - reading->schema.fields]);
        if (cell.length == 0 && field->is_required &&
            !problem_add(reading, true, column->name, err, "is empty"))
            return false;
        if (cell.length > 0 && !table_take_cell(reading, column, field, cell, row, err))
            return false;
    }
    if (reading->is_wrong)
        return true;
    reading->row_count++;
    return shape->take(reading, row, err);
}

static bool read_rows(struct reader *rows, struct reading *reading, struct error *err)
{
    const struct csv_row *row = NULL;
    OWN(free) char *scratch = malloc(reading->shape->size);

    if (scratch == NULL)
        return error_memory(err);
    for (;;) {
        if (!reader_next(rows, &row, err))
            return false;
        if (row == NULL)
            break;
        reading->line = row->line;
        reading->is_wrong = false;
        if (row->fault == ROW_UNQUOTED_VALUE || row->fault == ROW_TOO_LONG ||
            row->fault == ROW_TOO_WIDE) {
            if (!problem_add(reading, true, NULL, err, "a quote does not close on this line"))
                return false;
            continue;
        }
        if (is_empty(row))
            continue;
        if (is_example(row)) {
            reading->example_count++;
            continue;
        }
        if (!take_row(reading, row, scratch, err))
            return false;
    }
    reading->line = 0;
    return true;
}

/* ---- headings ------------------------------------------------------------------------------- */

static bool bind_heading(struct reading *reading, size_t column, struct error *err)
{
    const char *heading = reading->headings[column];
    const struct schema_field *field = schema_field_of(&reading->schema, span_of(heading));
    const char *names[64];

    if (field == NULL && heading[0] == '\0')
        return true;
    if (field == NULL) {
        for (size_t i = 0; i < reading->schema.field_count; i++)
            names[i] = reading->schema.fields[i].name.bytes;
        const char *near = text_nearest(span_of(heading), names, reading->schema.field_count);
        return problem_add(reading, false, NULL, err, "column '%.40s' is not read%s%s%s", heading,
                           near == NULL ? "" : " (hint: did you mean '", near == NULL ? "" : near,
                           near == NULL ? "" : "'?)");
    }
    int *place = &reading->column_of[field - reading->schema.fields];
    if (*place >= 0)
        return problem_add(reading, true, NULL, err, "columns '%.40s' and '%.40s' both mean %.*s",
                           reading->headings[*place], heading, SPAN_PRINT(field->name));
    *place = (int)column;
    return true;
}

static bool bind_headings(struct reading *reading, const struct csv_row *row, struct error *err)
{
    struct arena *arena = &reading->settings->arena;

    reading->line = row->line;
    reading->heading_count = row->count;
    reading->headings = arena_array(arena, row->count, sizeof *reading->headings);
    if (reading->headings == NULL)
        return error_memory(err);
    for (size_t i = 0; i < reading->schema.field_count; i++)
        reading->column_of[i] = -1;
    for (size_t i = 0; i < row->count; i++) {
        struct span heading = span_trim(row->fields[i]);
        reading->headings[i] = arena_text(arena, heading.bytes, heading.length);
        if (reading->headings[i] == NULL)
            return error_memory(err);
    }
    for (size_t i = 0; i < row->count; i++)
        if (!bind_heading(reading, i, err))
            return false;
    for (size_t i = 0; i < reading->schema.field_count; i++)
        if (reading->schema.fields[i].is_required && reading->column_of[i] < 0 &&
            !problem_add(reading, true, NULL, err, "there is no column '%.*s'",
                         SPAN_PRINT(reading->schema.fields[i].name)))
            return false;
    return true;
}

/* The first row that is not empty. */
static bool read_headings(struct reader *rows, struct reading *reading, struct error *err)
{
    const struct csv_row *row = NULL;

    do {
        if (!reader_next(rows, &row, err))
            return false;
        if (row == NULL)
            return error_set(err, ERROR_INPUT, "%s: holds no row", reading->file);
    } while (is_empty(row));
    reader_expect(rows, row->count);
    return bind_headings(reading, row, err);
}

/* ---- dates of instants ------------------------------------------------------------------------
 */

static bool gather(struct reader *rows, int column, struct date_evidence *evidence,
                   struct error *err)
{
    const struct csv_row *row = NULL;
    struct date_parts parts;

    for (size_t seen = 0; seen < CALLS_DATES_SEEN; seen++) {
        if (!reader_next(rows, &row, err))
            return false;
        if (row == NULL)
            break;
        if (!is_example(row) && date_parts_parse(cell_at(row, column), &parts))
            date_evidence_add(evidence, &parts);
    }
    return true;
}

static bool decide_dates(struct input *input, const struct dialect *dialect,
                         struct reading *reading, const char *name, struct error *err)
{
    OWN(reader_close) struct reader *rows = NULL;
    const struct csv_row *row = NULL;
    struct date_evidence evidence = {0};
    bool is_contradicted = false;
    const struct schema_field *field = schema_field_named(&reading->schema, name);
    int column = reading->column_of[field - reading->schema.fields];

    if (!input_rewind(input, dialect->charset, dialect->skip_bytes, err) ||
        !reader_open(input, dialect, &rows, err) || !reader_next(rows, &row, err) ||
        !gather(rows, column, &evidence, err))
        return false;
    enum date_order order = date_evidence_decide(&evidence, &is_contradicted);
    reading->date_order = (int)(order == DATE_ORDER_UNKNOWN ? DATE_DMY : order);
    reading->line = 0;
    if (is_contradicted)
        return problem_add(reading, true, name, err,
                           "some dates begin with the day and some with the month");
    if (order == DATE_ORDER_UNKNOWN && evidence.count > 0)
        return problem_add(reading, true, name, err,
                           "day and month cannot be told apart (hint: write 2026-07-01 09:30)");
    return true;
}

static const struct table_column *instant_column(const struct table_shape *shape)
{
    for (const struct table_column *column = shape->columns; column->name != NULL; column++)
        if (column->kind == VALUE_INSTANT)
            return column;
    return NULL;
}

bool table_read(struct input *input, const struct dialect *dialect, struct reading *reading,
                struct error *err)
{
    OWN(reader_close) struct reader *rows = NULL;
    const struct table_column *instant = instant_column(reading->shape);
    size_t problem_count = reading->house->problem_count;

    if (!input_rewind(input, dialect->charset, dialect->skip_bytes, err) ||
        !reader_open(input, dialect, &rows, err) || !read_headings(rows, reading, err))
        return false;
    for (size_t i = problem_count; i < reading->house->problem_count; i++)
        if (reading->house->problems[i].is_grave)
            return true; /* without its columns no row can be read */
    if (instant != NULL) {
        reader_close(TAKE(rows));
        if (!decide_dates(input, dialect, reading, instant->name, err) ||
            !input_rewind(input, dialect->charset, dialect->skip_bytes, err) ||
            !reader_open(input, dialect, &rows, err))
            return false;
        const struct csv_row *row = NULL;
        do {
            if (!reader_next(rows, &row, err))
                return false;
        } while (row != NULL && is_empty(row));
        reader_expect(rows, reading->heading_count);
    }
    return read_rows(rows, reading, err);
}
