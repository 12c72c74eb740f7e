/* The sheets behind the report: a table each, the five criteria, every figure. */
#include "render/tickets.h"
#include "render/xlsx/book.h"

#include <string.h>

/* Rows of a sheet above its table: heading, what is counted, how to read it, the way back. */
enum { HEADING_ROW, ABOUT_ROW, NOTE_ROW, BACK_ROW, TABLE_ROW_FIRST = 5 };
enum { COLUMNS_MOST = 64, SHEET_NAME_MOST = 31, FILTER_ROWS_LEAST = 10 };

const char *sheet_name_of(struct page *page, const struct block *block)
{
    if (block->kind == BLOCK_CRITERIA)
        return "01 criteria";
    if (block->kind == BLOCK_EXHIBIT)
        return page_format(page, "%02d %.*s", block->as.exhibit.number, SHEET_NAME_MOST - 3,
                           block->as.exhibit.key);
    return page_format(page, "%.*s", SHEET_NAME_MOST, block->as.table->key);
}

/* ---- a table ------------------------------------------------------------------------------------
 */

static bool is_range_column(const struct table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].cells[column].is_range &&
            value_is_numeric(&table->rows[i].cells[column]))
            return true;
    return false;
}

static bool has_states(const struct table *table)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (*state_sign(table->rows[i].state) != '\0')
            return true;
    return false;
}

static double column_width(struct book *book, const struct table *table, size_t column)
{
    size_t width = 9, most = 46;
    size_t header = cell_width(page_phrase(book->page, table->columns[column].name));

    for (size_t i = 0; i < table->row_count && i < 400; i++) {
        size_t cell = cell_width(page_value(book->page, table->rows[i].cells[column]));
        width = cell > width ? cell : width;
    }
    if (header > width && width < 14) /* a header takes two lines rather than a wide column */
        width = header < 14 ? header : 14;
    return (double)(width < most ? width : most) + 2;
}

static void header(struct book *book, const struct sheet_table *at, size_t column)
{
    const struct table *table = at->table;
    const char *name = page_phrase(book->page, table->columns[column].name);
    double width = column_width(book, table, column);
    lxw_col_t place = at->place[column];
    bool is_range = is_range_column(table, column);

    worksheet_set_column(at->sheet, place, place, width, NULL);
    if (!is_range) {
        book_text(book, at->sheet, at->row, place, name, LOOK_HEADER);
        return;
    }
    worksheet_set_column(at->sheet, place, place + 1, width > 14 ? 14 : width, NULL);
    book_text(book, at->sheet, at->row, place,
              page_phrase(book->page, PHRASE("%1$s, from", value_text(name))), LOOK_HEADER);
    book_text(book, at->sheet, at->row, place + 1,
              page_phrase(book->page, PHRASE("%1$s, to", value_text(name))), LOOK_HEADER);
}

static enum look state_look(enum state state)
{
    return state == STATE_KEPT ? LOOK_KEPT : state == STATE_MISSED ? LOOK_MISSED : LOOK_WRAPPED;
}

static void state_cell(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       enum state state, const char *words)
{
    book_text(book, sheet, row, column, page_join(book->page, state_sign(state), " ", words),
              state_look(state));
}

static void table_cells(struct book *book, const struct sheet_table *at)
{
    const struct table *table = at->table;
    bool with_state = has_states(table);

    for (size_t i = 0; i < table->column_count; i++)
        header(book, at, i);
    if (with_state)
        book_text(book, at->sheet, at->row, (lxw_col_t)(at->width - 1),
                  tr(book->page->language, "Verdict"), LOOK_HEADER);
    for (size_t i = 0; i < table->row_count; i++) {
        lxw_row_t row = at->row + 1 + (lxw_row_t)i;
        for (size_t j = 0; j < table->column_count; j++) {
            const struct value *cell = &table->rows[i].cells[j];
            book_value(book, at->sheet, row, at->place[j], cell, PLAIN_LO, LOOK_WRAPPED);
            if (is_range_column(table, j))
                book_value(book, at->sheet, row, (lxw_col_t)(at->place[j] + 1), cell, PLAIN_HI,
                           LOOK_WRAPPED);
        }
        if (with_state)
            state_cell(book, at->sheet, row, (lxw_col_t)(at->width - 1), table->rows[i].state,
                       page_state(book->page, table->rows[i].state));
    }
}

static void end_of_sheet(struct book *book, const struct sheet_table *at, size_t row_count)
{
    worksheet_set_column(at->sheet, at->width, at->width, 3, NULL);
    worksheet_freeze_panes(at->sheet, at->row + 1, 1);
    if (row_count >= FILTER_ROWS_LEAST)
        worksheet_autofilter(at->sheet, at->row, 0, at->row + (lxw_row_t)row_count,
                             (lxw_col_t)(at->width - 1));
    book_link(book, at->sheet, BACK_ROW, 0, tr(book->page->language, "Report"),
              page_format(book->page, "← %s", tr(book->page->language, "Report")));
}

static void heading(struct book *book, lxw_worksheet *sheet, const char *title, const char *about,
                    const char *note)
{
    enum { OVER = 7 };
    const double width = 80;

    book_paragraph(book, sheet, HEADING_ROW, OVER, width, title, LOOK_HEADING);
    book_paragraph(book, sheet, ABOUT_ROW, OVER, width, about, LOOK_MUTED);
    book_paragraph(book, sheet, NOTE_ROW, OVER, width, note, LOOK_MUTED);
}

static void table_heading(struct book *book, lxw_worksheet *sheet, const struct block *block)
{
    struct page *page = book->page;
    const struct exhibit *exhibit = &block->as.exhibit;

    if (block->kind != BLOCK_EXHIBIT) {
        heading(book, sheet, page_phrase(page, block->as.table->caption), "", "");
        return;
    }
    heading(book, sheet,
            page_join(page,
                      page_phrase(page, PHRASE("Exhibit %1$s.", value_count(exhibit->number))), " ",
                      page_phrase(page, exhibit->title)),
            page_phrase(page, exhibit->subtitle), page_phrase(page, exhibit->note));
}

void sheet_of_table(struct book *book, const struct block *block)
{
    const struct table *table = block_table(block);
    const char *name = sheet_name_of(book->page, block);
    lxw_col_t place[COLUMNS_MOST], width = 0;
    lxw_worksheet *sheet = book_sheet(book, name);

    if (sheet == NULL || table->column_count > COLUMNS_MOST)
        return;
    for (size_t i = 0; i < table->column_count; i++) {
        place[i] = width;
        width += is_range_column(table, i) ? 2 : 1;
    }
    struct sheet_table at = {.sheet = sheet,
                             .name = name,
                             .table = table,
                             .row = TABLE_ROW_FIRST,
                             .place = place,
                             .width = (lxw_col_t)(width + has_states(table))};
    table_heading(book, sheet, block);
    table_cells(book, &at);
    end_of_sheet(book, &at, table->row_count);
    if (block->kind == BLOCK_EXHIBIT && block->as.exhibit.chart != NULL)
        sheet_chart(book, &at, page_phrase(book->page, block->as.exhibit.alternate));
}

/* ---- sheets of fixed columns --------------------------------------------------------------------
 */

struct fixed_column {
    const char *name;
    double width;
};

static void fixed_header(struct book *book, lxw_worksheet *sheet,
                         const struct fixed_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        worksheet_set_column(sheet, column, column, columns[i].width, NULL);
        book_text(book, sheet, TABLE_ROW_FIRST, column, columns[i].name, LOOK_HEADER);
    }
}

static void criterion(struct book *book, lxw_worksheet *sheet, size_t at,
                      const struct criterion_row *criterion_)
{
    struct page *page = book->page;
    lxw_row_t row = TABLE_ROW_FIRST + 1 + (lxw_row_t)at;

    book_text(book, sheet, row, 0, tr(page->language, criterion_titles[at].name), LOOK_STRONG);
    book_text(book, sheet, row, 1, page_phrase(page, criterion_->promise), LOOK_WRAPPED);
    book_value(book, sheet, row, 2, &criterion_->value, PLAIN_LO, LOOK_WRAPPED);
    if (value_is_numeric(&criterion_->interval)) {
        book_value(book, sheet, row, 3, &criterion_->interval, PLAIN_LO, LOOK_WRAPPED);
        book_value(book, sheet, row, 4, &criterion_->interval, PLAIN_HI, LOOK_WRAPPED);
    }
    book_text(book, sheet, row, 5, page_phrase(page, criterion_->happened), LOOK_WRAPPED);
    state_cell(book, sheet, row, 6, criterion_->verdict, page_verdict(page, criterion_->verdict));
    book_text(book, sheet, row, 7, page_phrase(page, criterion_->why), LOOK_WRAPPED);
    book_text(book, sheet, row, 8, page_rung(page, criterion_->rung), LOOK_WRAPPED);
    book_text(book, sheet, row, 9, criterion_->figure == NULL ? "" : criterion_->figure, LOOK_CODE);
}

void sheet_of_criteria(struct book *book, const struct block *block)
{
    struct language *language = book->page->language;
    const struct fixed_column columns[] = {{tr(language, "Criterion"), 34},
                                           {tr(language, "What was promised"), 26},
                                           {tr(language, "Value"), 12},
                                           {page_phrase(book->page, PHRASE("Range, from")), 12},
                                           {page_phrase(book->page, PHRASE("Range, to")), 12},
                                           {tr(language, "What happened"), 30},
                                           {tr(language, "Verdict"), 16},
                                           {tr(language, "Why"), 44},
                                           {tr(language, "Evidence"), 24},
                                           {tr(language, "Figure"), 44}};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    struct sheet_table at = {.sheet = book_sheet(book, sheet_name_of(book->page, block)),
                             .row = TABLE_ROW_FIRST,
                             .width = COLUMNS};

    if (at.sheet == NULL)
        return;
    heading(book, at.sheet,
            page_join(book->page, page_phrase(book->page, PHRASE("Exhibit %1$s.", value_count(1))),
                      " ", tr(language, "The five criteria against what was promised")),
            page_phrase(book->page, block->as.criteria.note), "");
    fixed_header(book, at.sheet, columns, COLUMNS);
    for (size_t i = 0; i < CRITERIA_SHOWN; i++)
        criterion(book, at.sheet, i, &block->as.criteria.rows[i]);
    end_of_sheet(book, &at, CRITERIA_SHOWN);
}

/* As in figures.csv: seconds are seconds, ratios are ratios, money is in major units. */
static void plain_cell(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const struct value *value, enum plain_end end)
{
    double number = end == PLAIN_LO ? value_lo(value) : value_hi(value);

    if (value->kind == VALUE_MONEY)
        number /= 100;
    if (value_is_plain_number(value))
        book_number(book, sheet, row, column, number, "General", LOOK_PLAIN);
    else if (end == PLAIN_LO && value->kind != VALUE_UNKNOWN)
        book_text(book, sheet, row, column, page_value(book->page, *value), LOOK_PLAIN);
}

static void figure_row(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                       const struct figure *figure)
{
    char unit[VALUE_UNIT_SIZE];
    const char *status = figure_status_name(figure->status);
    const char *clock = figure_clock_name(figure->clock);
    const char *of_value = figure->value.kind == VALUE_MONEY     ? figure->value.currency
                           : figure->value.kind == VALUE_UNKNOWN ? ""
                                                                 : value_unit(&figure->value, unit);

    book_text(book, sheet, row, 0, figure->id, LOOK_PLAIN);
    book_text(book, sheet, row, 1, page_value(book->page, figure->value), LOOK_PLAIN);
    plain_cell(book, sheet, row, 2, &figure->value, PLAIN_LO);
    plain_cell(book, sheet, row, 3, &figure->value, PLAIN_HI);
    plain_cell(book, sheet, row, 4, &figure->interval, PLAIN_LO);
    plain_cell(book, sheet, row, 5, &figure->interval, PLAIN_HI);
    book_text(book, sheet, row, 6, of_value, LOOK_PLAIN);
    if (figure->n != FIGURE_N_UNKNOWN)
        book_number(book, sheet, row, 7, (double)figure->n, "#,##0", LOOK_PLAIN);
    book_text(book, sheet, row, 8, rung_name(figure->rung), LOOK_PLAIN);
    book_text(book, sheet, row, 9, status == NULL ? "" : status, LOOK_PLAIN);
    book_text(book, sheet, row, 10, clock == NULL ? "" : clock, LOOK_PLAIN);
    book_text(book, sheet, row, 11, figure->definition, LOOK_PLAIN);
    const struct figure_tickets *tickets = figure->tickets;
    if (tickets == NULL)
        return;
    book_number(book, sheet, row, 12, (double)tickets->count, "#,##0", LOOK_PLAIN);
    book_text(book, sheet, row, 13, tickets->file == NULL ? "" : tickets->file, LOOK_PLAIN);
    book_text(book, sheet, row, 14, page_tickets_filter(book->page, tickets), LOOK_PLAIN);
    book_text(book, sheet, row, 15, page_explain(book->page, figure->id), LOOK_CODE);
}

void sheet_of_figures(struct book *book)
{
    static const struct fixed_column columns[] = {
        {"id", 58},      {"text", 22},         {"value", 12},        {"value_hi", 12},
        {"lo", 12},      {"hi", 12},           {"unit", 12},         {"n", 10},
        {"rung", 14},    {"status", 16},       {"clock", 12},        {"definition", 40},
        {"tickets", 10}, {"tickets_file", 28}, {"tickets_rows", 44}, {"explain", 70}};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    const struct report *report = book->page->report;
    struct sheet_table at = {
        .sheet = book_sheet(book, "figures"), .row = TABLE_ROW_FIRST, .width = COLUMNS};

    if (at.sheet == NULL)
        return;
    heading(book, at.sheet, tr(book->page->language, "Every figure of this report"),
            tr(book->page->language, "The names of the columns and of the figures are the same in "
                                     "every language, here, in the CSV and in the JSON."),
            "");
    fixed_header(book, at.sheet, columns, COLUMNS);
    for (size_t i = 0; i < report->figure_count; i++)
        figure_row(book, at.sheet, TABLE_ROW_FIRST + 1 + (lxw_row_t)i, &report->figures[i]);
    end_of_sheet(book, &at, report->figure_count);
}

/* ---- tickets ------------------------------------------------------------------------------------
 */

static void ticket_cell(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                        enum ticket_cell_kind kind, const struct ticket_cell *cell)
{
    if (kind == TICKET_TEXT || kind == TICKET_WORD) {
        const char *text = cell->words != NULL  ? tr(book->page->language, cell->words)
                           : cell->text != NULL ? cell->text
                                                : "";
        book_text(book, sheet, row, column, text, LOOK_PLAIN);
        return;
    }
    if (cell->number == INT64_MIN)
        return;
    struct value value = kind == TICKET_INSTANT ? value_instant(cell->number, 0)
                                                : value_duration((double)cell->number);
    book_value(book, sheet, row, column, &value, PLAIN_LO, LOOK_PLAIN);
}

/* What stands here of how many, and where the others are. */
static const char *tickets_about(struct page *page, const struct ticket_list *list)
{
    int64_t held = (int64_t)list->row_count;
    int64_t total =
        (int64_t)(list->row_total > list->row_count ? list->row_total : list->row_count);

    if (total == held)
        return page_phrase(page, PHRASE("All %1$s tickets of the period, the missed ones first. "
                                        "Instants are UTC.",
                                        value_count(held)));
    if (list->file == NULL)
        return page_phrase(page, PHRASE("%1$s of %2$s tickets of the period, the missed ones "
                                        "first. Instants are UTC. The format csv has all of them.",
                                        value_count(held), value_count(total)));
    return page_phrase(page, PHRASE("%1$s of %2$s tickets of the period, the missed ones first. "
                                    "Instants are UTC. All of them are in the files of the folder "
                                    "“%3$s” beside this workbook.",
                                    value_count(held), value_count(total), value_text(list->file)));
}

void sheet_of_tickets(struct book *book, const struct ticket_list *list)
{
    struct page *page = book->page;
    struct sheet_table at = {.sheet = book_sheet(book, list->key),
                             .row = TABLE_ROW_FIRST,
                             .width = (lxw_col_t)list->column_count};

    if (at.sheet == NULL)
        return;
    heading(book, at.sheet, tr(page->language, "The tickets behind the figures"),
            tickets_about(page, list),
            tr(page->language, "Each column of a criterion says what the ticket was counted as; an "
                               "empty cell: it is not in that question."));
    for (size_t i = 0; i < list->column_count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        worksheet_set_column(at.sheet, column, column,
                             list->columns[i].kind == TICKET_SECONDS ? 14 : 20, NULL);
        book_text(book, at.sheet, at.row, column, page_phrase(page, list->columns[i].name),
                  LOOK_HEADER);
    }
    for (size_t row = 0; row < list->row_count; row++)
        for (size_t i = 0; i < list->column_count; i++) {
            struct ticket_cell cell = list->cell(list, row, i);
            ticket_cell(book, at.sheet, at.row + 1 + (lxw_row_t)row, (lxw_col_t)i,
                        list->columns[i].kind, &cell);
        }
    end_of_sheet(book, &at, list->row_count);
}
