#include "ingest/house/table.h"

#include <limits.h>
#include <string.h>

#include "ingest/dates.h"
#include "ingest/house/entries.h"
#include "ingest/reader.h"

enum { PROBLEMS_MOST = 200, QUOTED_MOST = 32, CALLS_DATES_SEEN = 100000 };

const char *const CHANNEL_NAMES[] = {"",       "email",   "phone",   "chat",  "messenger", "web",
                                     "social", "machine", "counter", "other", NULL};
const char *const PRIORITY_NAMES[] = {"", "low", "normal", "high", "urgent", NULL};
const char *const FLAG_NAMES[] = {"no", "yes", NULL};
const char *const EXECUTOR_NAMES[] = {"", "own", "provider", NULL};

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

/* ---- cells ---------------------------------------------------------------------------------- */

static bool wrong_cell(struct reading *reading, const struct table_column *column, struct span cell,
                       const char *takes, struct error *err)
{
    size_t length = cell.length;

    while (length > QUOTED_MOST || (length > 0 && length < cell.length &&
                                    ((unsigned char)cell.bytes[length] & 0xC0) == 0x80))
        length--;
    return problem_add(reading, true, column->name, err, "takes %s, not '%.*s%s'", takes,
                       (int)length, cell.bytes, length < cell.length ? "…" : "");
}

static int index_of(const char *const *names, struct span name)
{
    for (int i = 0; names[i] != NULL; i++)
        if (names[i][0] != '\0' && span_equal(name, span_of(names[i])))
            return i;
    return -1;
}

static bool wrong_word(struct reading *reading, const struct table_column *column,
                       const struct schema_field *field, struct span cell, struct error *err)
{
    OWN(buffer_release) struct buffer takes = {0};

    for (size_t i = 0; i < field->word_count; i++)
        buffer_format(&takes, "%s%.*s", i == 0 ? "" : ", ", SPAN_PRINT(field->words[i].name));
    return wrong_cell(reading, column, cell, buffer_span(&takes).bytes, err);
}

static bool take_word(struct reading *reading, const struct table_column *column,
                      const struct schema_field *field, struct span cell, int *out,
                      struct error *err)
{
    const struct schema_word *word = schema_word_of(field, cell);

    *out = word == NULL ? -1 : index_of(column->names, word->name);
    return *out >= 0 || wrong_word(reading, column, field, cell, err);
}

static struct span next_part(struct span *rest, const char *marks)
{
    size_t length = 0;

    while (length < rest->length && strchr(marks, rest->bytes[length]) == NULL)
        length++;
    struct span part = {rest->bytes, length};
    size_t used = length < rest->length ? length + 1 : length;
    *rest = (struct span){rest->bytes + used, rest->length - used};
    return span_trim(part);
}

static bool take_word_set(struct reading *reading, const struct table_column *column,
                          const struct schema_field *field, struct span cell, uint32_t *out,
                          struct error *err)
{
    uint32_t set = 0;

    while (cell.length > 0) {
        struct span part = next_part(&cell, ";,/+");
        int index = 0;
        if (part.length == 0)
            continue;
        if (!take_word(reading, column, field, part, &index, err))
            return false;
        if (index >= 0)
            set |= 1U << index;
    }
    *out = set;
    return true;
}

static bool take_texts(struct reading *reading, struct span cell, const char ***out,
                       size_t *out_count, struct error *err)
{
    struct arena *arena = &reading->settings->arena;

    while (cell.length > 0) {
        struct span part = next_part(&cell, ";");
        if (part.length == 0)
            continue;
        const char **place = house_add(arena, (void **)out, out_count, sizeof **out);
        if (place == NULL || (*place = arena_text(arena, part.bytes, part.length)) == NULL)
            return error_memory(err);
    }
    return true;
}

static bool check_number(struct reading *reading, const struct table_column *column, double value,
                         struct error *err)
{
    if (column->low == column->high || (value >= column->low && value <= column->high))
        return true;
    return problem_add(reading, true, column->name, err, "is %g, allowed is %g to %g", value,
                       column->low, column->high);
}

static bool take_number(struct reading *reading, const struct table_column *column,
                        struct span cell, void *target, struct error *err)
{
    int64_t whole = 0;
    const char *currency = reading->settings->currency;

    switch (column->kind) {
    case VALUE_DURATION:
        return entry_duration(cell, target) ||
               wrong_cell(reading, column, cell, "a time with its unit (15m, 4h, 2d)", err);
    case VALUE_SECONDS:
        if (!entry_seconds(cell, &whole) || whole > INT32_MAX)
            return wrong_cell(reading, column, cell, "seconds (25, 0:25)", err);
        *(int32_t *)target = (int32_t)whole;
        return true;
    case VALUE_MONEY:
        return entry_money(cell, currency, target) ||
               wrong_cell(reading, column, cell, "an amount such as 120000 or 1250.50", err);
    case VALUE_SHARE:
        return entry_share(cell, target) ||
               wrong_cell(reading, column, cell, "a share such as 0.9 or 90%", err);
    case VALUE_MINUTES:
        return entry_minutes(cell, target) ||
               wrong_cell(reading, column, cell, "minutes: 20, or low-middle-high as 10-20-40",
                          err);
    default:
        return entry_number(cell, target)
                   ? check_number(reading, column, *(double *)target, err)
                   : wrong_cell(reading, column, cell, "a number such as 12 or 1.5", err);
    }
}

static bool take_day(struct reading *reading, const struct table_column *column, struct span cell,
                     int32_t *out, struct error *err)
{
    return entry_day(cell, out) ||
           wrong_cell(reading, column, cell, "a date that can be read in one way (2026-07-01)",
                      err);
}

static bool take_instant(struct reading *reading, const struct table_column *column,
                         struct span cell, int64_t *out, struct error *err)
{
    enum date_fate fate = DATE_FINE;

    return date_instant(cell, (enum date_order)reading->date_order, reading->zone, out, &fate) ||
           wrong_cell(reading, column, cell, "a date with its time (2026-07-01 09:30)", err);
}

static bool take_cell(struct reading *reading, const struct table_column *column,
                      const struct schema_field *field, struct span cell, char *row,
                      struct error *err)
{
    void *target = row + column->offset;
    int index = 0;

    switch (column->kind) {
    case VALUE_TEXT:
        *(const char **)target = arena_text(&reading->settings->arena, cell.bytes, cell.length);
        return *(const char **)target != NULL || error_memory(err);
    case VALUE_TEXTS:
        return take_texts(reading, cell, target, (size_t *)(void *)(row + column->count_offset),
                          err);
    case VALUE_DAY:
        return take_day(reading, column, cell, target, err);
    case VALUE_FLAG:
    case VALUE_WORD:
        if (!take_word(reading, column, field, cell, &index, err))
            return false;
        if (column->kind == VALUE_FLAG)
            *(bool *)target = index == 1;
        else if (index >= 0)
            *(int *)target = index;
        return true;
    case VALUE_WORD_SET:
        return take_word_set(reading, column, field, cell, target, err);
    case VALUE_INSTANT:
        return take_instant(reading, column, cell, target, err);
    case VALUE_HELD:
        *(struct span *)target = cell;
        return true;
    default:
        return take_number(reading, column, cell, target, err);
    }
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
        if (cell.length > 0 && !take_cell(reading, column, field, cell, row, err))
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
