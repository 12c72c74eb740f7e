/* A native chart of an exhibit's table: what a reader of a workbook can change and copy. */
#include "render/xlsx/book.h"

enum { SERIES_MOST = 6, ROWS_LEAST = 2, ROWS_MOST = 400, BARS_BESIDE_MOST = 12, LABELS_MOST = 8 };

/* What shares an axis, and which is drawn when a table holds several: shares before counts. */
static const struct axis {
    enum value_kind kind;
    const char *format;
} axes[] = {{VALUE_RATIO, "0%"},       {VALUE_MONEY, "#,##0"},    {VALUE_DURATION, "[h]:mm"},
            {VALUE_POINTS, "+0;-0;0"}, {VALUE_NUMBER, "General"}, {VALUE_COUNT, "#,##0"}};

/* The one kind of the known cells of a column; VALUE_UNKNOWN when they differ or are ranges. */
static enum value_kind kind_of(const struct table *table, size_t column)
{
    enum value_kind kind = VALUE_UNKNOWN;

    for (size_t i = 0; i < table->row_count; i++) {
        const struct value *cell = &table->rows[i].cells[column];
        bool is_empty = !value_is_numeric(cell) && column > 0;
        if (is_empty)
            continue;
        if (cell->is_range || (kind != VALUE_UNKNOWN && kind != cell->kind))
            return VALUE_UNKNOWN;
        kind = cell->kind;
    }
    return kind;
}

static const struct axis *pick_axis(const struct table *table)
{
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
        for (size_t column = 1; column < table->column_count; column++)
            if (kind_of(table, column) == axes[i].kind)
                return &axes[i];
    return NULL;
}

static bool is_day(enum value_kind kind)
{
    return kind == VALUE_DATE || kind == VALUE_MONTH || kind == VALUE_QUARTER ||
           kind == VALUE_PERIOD || kind == VALUE_INSTANT;
}

static uint8_t chart_type(const struct table *table)
{
    enum value_kind names = kind_of(table, 0);

    if (names == VALUE_DURATION || names == VALUE_NUMBER)
        return LXW_CHART_SCATTER_STRAIGHT;
    if (is_day(names))
        return LXW_CHART_LINE;
    return table->row_count <= BARS_BESIDE_MOST ? LXW_CHART_COLUMN : LXW_CHART_BAR;
}

static void add_series(lxw_chart *chart, uint8_t type, const struct sheet_table *at, size_t column,
                       size_t nth)
{
    static const lxw_color_t colours[SERIES_MOST] = {0x1b6ab5, 0x93a5b6, 0x0b7f6d,
                                                     0xd99a1c, 0x5a3586, 0xc9361e};
    lxw_row_t first = at->row + 1, last = at->row + (lxw_row_t)at->table->row_count;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_line line = {.color = colours[nth], .width = 2.25};
    lxw_chart_fill fill = {.color = colours[nth]};

    if (series == NULL)
        return;
    chart_series_set_categories(series, at->name, first, at->place[0], last, at->place[0]);
    chart_series_set_values(series, at->name, first, at->place[column], last, at->place[column]);
    chart_series_set_name_range(series, at->name, at->row, at->place[column]);
    if (type == LXW_CHART_COLUMN || type == LXW_CHART_BAR)
        chart_series_set_fill(series, &fill);
    else
        chart_series_set_line(series, &line);
}

/* Days as days, and no more of them than can be read: LibreOffice shows their serial numbers
 * otherwise. */
static void set_days(lxw_chart *chart, const struct table *table)
{
    enum value_kind kind = kind_of(table, 0);

    if (kind == VALUE_DATE || kind == VALUE_MONTH)
        chart_axis_set_num_format(chart->x_axis, kind == VALUE_DATE ? "yyyy-mm-dd" : "yyyy-mm");
    chart_axis_set_interval_unit(chart->x_axis,
                                 (uint16_t)((table->row_count + LABELS_MOST - 1) / LABELS_MOST));
    chart_axis_set_interval_tick(chart->x_axis,
                                 (uint16_t)((table->row_count + LABELS_MOST - 1) / LABELS_MOST));
}

/* A share is none of more than all: without this an axis goes to 120 %. */
static bool is_within_one(const struct table *table)
{
    bool is_within = true;

    for (size_t column = 1; column < table->column_count; column++)
        for (size_t i = 0; kind_of(table, column) == VALUE_RATIO && i < table->row_count; i++)
            is_within &= !(table->rows[i].cells[column].number > 1);
    return is_within;
}

static void set_axes(lxw_chart *chart, uint8_t type, const struct table *table,
                     const struct axis *axis)
{
    bool by_duration = kind_of(table, 0) == VALUE_DURATION;
    lxw_chart_line grid = {.color = 0xdfe4e9, .width = 0.75};
    bool lies = type == LXW_CHART_BAR; /* the library swaps the axes of bars that lie */
    lxw_chart_axis *values = lies ? chart->x_axis : chart->y_axis;

    chart_axis_set_num_format(values, axis->format);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_title_off(chart);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    if (lies)
        chart_axis_set_reverse(chart->y_axis);
    if (type == LXW_CHART_SCATTER_STRAIGHT && by_duration) {
        chart_axis_set_num_format(chart->x_axis, "[h]:mm");
        chart_axis_set_log_base(chart->x_axis, 10);
    }
    if (axis->kind == VALUE_RATIO)
        chart_axis_set_min(values, 0);
    if (axis->kind == VALUE_RATIO && is_within_one(table))
        chart_axis_set_max(values, 1);
    if (type == LXW_CHART_LINE)
        set_days(chart, table);
}

void sheet_chart(struct book *book, const struct sheet_table *at, const char *alternate)
{
    const struct table *table = at->table;
    const struct axis *axis = pick_axis(table);
    size_t count = 0;

    if (axis == NULL || table->row_count < ROWS_LEAST || table->row_count > ROWS_MOST)
        return;
    uint8_t type = chart_type(table);
    lxw_chart *chart = workbook_add_chart(book->workbook, type);
    if (chart == NULL)
        return;
    for (size_t i = 1; i < table->column_count && count < SERIES_MOST; i++)
        if (kind_of(table, i) == axis->kind)
            add_series(chart, type, at, i, count++);
    set_axes(chart, type, table, axis);
    double rows = type == LXW_CHART_BAR ? (double)table->row_count / 14 : 1;
    lxw_chart_options options = {.x_scale = 1.5,
                                 .y_scale = rows < 1.3   ? 1.3
                                            : rows > 3.5 ? 3.5
                                                         : rows,
                                 .description = (char *)alternate};
    worksheet_insert_chart_opt(at->sheet, at->row, (lxw_col_t)(at->width + 1), chart, &options);
}
