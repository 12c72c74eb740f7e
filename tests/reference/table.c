#include "table.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/ownership.h"
#include "base/text.h"

/* What the callbacks of libcsv fill: all cells in a row, the header first. */
struct reading {
    struct arena *arena;
    const char **cells;
    size_t cell_count, capacity;
    size_t row_cells;    /* of the row being read */
    size_t column_count; /* 0 until the header has been read */
    size_t line;
    size_t bad_line; /* the first row of another length, or 0 */
    bool is_short;
};

static void on_cell(void *bytes, size_t length, void *context)
{
    struct reading *reading = context;

    if (reading->cell_count == reading->capacity) {
        size_t capacity = reading->capacity == 0 ? 256 : 2 * reading->capacity;
        const char **grown = arena_array(reading->arena, capacity, sizeof *grown);
        if (grown == NULL) {
            reading->is_short = true;
            return;
        }
        if (reading->cell_count > 0)
            memcpy(grown, reading->cells, reading->cell_count * sizeof *grown);
        reading->cells = grown;
        reading->capacity = capacity;
    }
    char *text = arena_text(reading->arena, length > 0 ? bytes : "", length);
    reading->is_short |= text == NULL;
    reading->cells[reading->cell_count++] = text;
    reading->row_cells++;
}

static void on_row(int terminator, void *context)
{
    struct reading *reading = context;

    (void)terminator;
    reading->line++;
    if (reading->column_count == 0)
        reading->column_count = reading->row_cells;
    else if (reading->row_cells != reading->column_count && reading->bad_line == 0)
        reading->bad_line = reading->line;
    reading->row_cells = 0;
}

OWN_RELEASER(csv_free, struct csv_parser)

static bool parse(FILE *file, struct reading *reading, const char *path, struct error *err)
{
    OWN(csv_free) struct csv_parser parser = {0};
    char bytes[65536];
    size_t length;

    if (csv_init(&parser, CSV_STRICT) != 0)
        return error_memory(err);
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0) {
        if (csv_parse(&parser, bytes, length, on_cell, on_row, reading) != length)
            return error_set(err, ERROR_INPUT, "%s:%zu: %s", path, reading->line + 1,
                             csv_strerror(csv_error(&parser)));
    }
    if (csv_fini(&parser, on_cell, on_row, reading) != 0)
        return error_set(err, ERROR_INPUT, "%s: %s", path, csv_strerror(csv_error(&parser)));
    if (reading->is_short)
        return error_memory(err);
    if (reading->bad_line != 0)
        return error_set(err, ERROR_INPUT, "%s:%zu: not as many cells as the first line names",
                         path, reading->bad_line);
    return true;
}

bool table_read(const char *path, struct table *out, struct error *err)
{
    struct table table = {0};
    struct reading reading = {.arena = &table.arena};
    OWN(file_close) FILE *file = fopen(path, "rb");

    if (file == NULL)
        return error_set(err, ERROR_INPUT, "%s: %s", path, strerror(errno));
    if (!parse(file, &reading, path, err)) {
        arena_release(&table.arena);
        return false;
    }
    if (reading.column_count == 0) {
        arena_release(&table.arena);
        return error_set(err, ERROR_INPUT, "%s: no line with the names of columns", path);
    }
    table.columns = reading.cells;
    table.column_count = reading.column_count;
    table.cells = reading.cells + reading.column_count;
    table.row_count = reading.cell_count / reading.column_count - 1;
    *out = table;
    return true;
}

void table_release(struct table *table)
{
    arena_release(&table->arena);
    *table = (struct table){0};
}

int table_column(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i], name) == 0)
            return (int)i;
    }
    return TABLE_NO_COLUMN;
}

const char *table_text(const struct table *table, size_t row, int column)
{
    return table->cells[row * table->column_count + (size_t)column];
}

bool table_parse(const char *text, double *out)
{
    static const struct {
        const char *word;
        double value;
    } words[] = {{"", NAN},           {"NA", NAN},   {"NaN", NAN},  {"Inf", INFINITY},
                 {"-Inf", -INFINITY}, {"TRUE", 1.0}, {"FALSE", 0.0}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i].word) == 0) {
            *out = words[i].value;
            return true;
        }
    }
    return span_number(span_of(text), '.', out);
}
