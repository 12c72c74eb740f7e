#include "model/copy.h"

struct table *report_table(struct report *report, const char *key, struct phrase caption)
{
    struct table table = {.key = copy_text(report, key), .caption = copy_phrase(report, caption)};

    return copy_array(report, &table, 1, sizeof table);
}

void table_column(struct report *report, struct table *table, const char *key, struct phrase name,
                  enum column_kind kind)
{
    if (table == NULL)
        return;
    struct column *columns = copy_grown(report, table->columns, table->column_count,
                                        &table->column_capacity, sizeof *columns);
    if (columns == NULL)
        return;
    columns[table->column_count++] = (struct column){
        .key = copy_text(report, key), .name = copy_phrase(report, name), .kind = kind};
    table->columns = columns;
}

void table_row(struct report *report, struct table *table, enum state state,
               const struct value *cells, size_t cell_count)
{
    if (table == NULL || report->error.kind != ERROR_NONE)
        return;
    if (cell_count != table->column_count) {
        error_set(&report->error, ERROR_INTERNAL, "table '%s': a row of %zu cells in %zu columns",
                  table->key, cell_count, table->column_count);
        return;
    }
    struct table_row *rows =
        copy_grown(report, table->rows, table->row_count, &table->row_capacity, sizeof *rows);
    struct value *copies = copy_array(report, cells, cell_count, sizeof *copies);
    if (rows == NULL || copies == NULL)
        return;
    for (size_t i = 0; i < cell_count; i++)
        copies[i] = copy_value(report, copies[i]);
    table->rows = rows;
    rows[table->row_count++] = (struct table_row){.cells = copies, .state = state};
}
