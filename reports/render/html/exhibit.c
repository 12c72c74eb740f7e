#include "render/html/exhibit.h"

#include "charts/chart.h"
#include "render/tickets.h"

void html_exhibit_number(struct page *page, int number)
{
    html_element(html_of(page), HTML_SPAN, "exhibit",
                 page_phrase(page, PHRASE("Exhibit %1$s.", value_count(number))));
    html_text(html_of(page), " ");
}

/* Columns of numbers are told once, by classes of the table (n2: the second one), and only beyond
 * those that the sheet knows by a class of each cell; columns of short texts likewise (k2). */
enum { NUMBERED_COLUMNS = 9, SHORT_COLUMNS = 5 };

static const char *cell_class(const struct table *table, size_t column)
{
    return column >= NUMBERED_COLUMNS && table->columns[column].kind == COLUMN_NUMBER ? "n" : NULL;
}

static const char *table_class(struct page *page, const struct table *table, const char *name)
{
    const char *classes = name == NULL ? "" : name;

    for (size_t i = 0; i < table->column_count && i < NUMBERED_COLUMNS; i++) {
        enum column_kind kind = table->columns[i].kind;
        bool is_short = kind == COLUMN_SHORT && i < SHORT_COLUMNS;
        if (kind == COLUMN_NUMBER || is_short)
            classes = page_join(page, classes, " ",
                                page_format(page, "%s%zu", is_short ? "k" : "n", i + 1));
    }
    return *classes == '\0' ? NULL : classes;
}

static void column_names(struct page *page, const struct table *table)
{
    struct html *html = html_of(page);

    html_open(html, HTML_THEAD);
    html_open(html, HTML_TR);
    for (size_t i = 0; i < table->column_count; i++) {
        html_open_class(html, HTML_TH, cell_class(table, i));
        html_attribute(html, HTML_SCOPE, "col");
        html_text(html, page_phrase(page, table->columns[i].name));
        html_close(html, HTML_TH);
    }
    html_close(html, HTML_TR);
    html_close(html, HTML_THEAD);
    html_line(html);
}

/* In a row the sign is seen and the word is heard: a column of words would hide the figures. */
static void mark(struct page *page, enum state state)
{
    struct html *html = html_of(page);

    if (*state_sign(state) == '\0')
        return;
    html_text(html, " ");
    html_state(page, state, "");
    html_element(html, HTML_SPAN, "heard", page_state(page, state));
}

static void row(struct page *page, const struct table *table, const struct table_row *cells)
{
    struct html *html = html_of(page);

    html_open_class(html, HTML_TR, cells->state == STATE_NONE ? NULL : state_name(cells->state));
    for (size_t i = 0; i < table->column_count; i++) {
        enum html_element element = i == 0 ? HTML_TH : HTML_TD;
        html_open_class(html, element, cell_class(table, i));
        if (i == 0)
            html_attribute(html, HTML_SCOPE, "row");
        html_value(page, cells->cells[i]);
        if (i == 0)
            mark(page, cells->state);
        html_close(html, element);
    }
    html_close(html, HTML_TR);
    html_line(html);
}

void html_rows(struct page *page, const struct table *table, const char *class_name)
{
    struct html *html = html_of(page);

    /* Those who use no mouse reach what is cut off by the keyboard. */
    html_open_class(html, HTML_DIV, "scroll");
    html_attribute(html, HTML_ROLE, "group");
    html_attribute(html, HTML_ARIA_LABEL,
                   phrase_is_absent(&table->caption) ? tr(page->language, "Table")
                                                     : page_phrase(page, table->caption));
    html_attribute(html, HTML_TABINDEX, "0");
    html_open_class(html, HTML_TABLE, table_class(page, table, class_name));
    html_phrase(page, HTML_CAPTION, NULL, table->caption);
    column_names(page, table);
    html_open(html, HTML_TBODY);
    html_line(html);
    for (size_t i = 0; i < table_rows_shown(table); i++)
        row(page, table, &table->rows[i]);
    html_close(html, HTML_TBODY);
    html_close(html, HTML_TABLE);
    html_close(html, HTML_DIV);
    html_line(html);
    const char *left_out = page_rows_left_out(page, table);
    if (*left_out != '\0')
        html_element(html, HTML_P, "under", left_out);
}

void html_tickets_link(struct page *page, const char *class_name, const char *figure)
{
    const struct figure_tickets *tickets = page_tickets(page, figure);
    struct html *html = html_of(page);

    if (tickets == NULL || tickets->file == NULL || tickets->count == 0 ||
        page->edition == EDITION_PAPER)
        return;
    html_open_class(html, HTML_SPAN, class_name);
    html_open(html, HTML_A);
    html_attribute(html, HTML_HREF, tickets->file);
    html_text(html, page_tickets_count(page, tickets));
    html_close(html, HTML_A);
    html_close(html, HTML_SPAN);
}

/* In plain sight, on paper too: which file has the tickets, which of its rows, and the command. */
static void tickets_behind(struct page *page, const char *figure)
{
    const struct figure_tickets *tickets = page_tickets(page, figure);
    struct html *html = html_of(page);

    if (tickets == NULL)
        return;
    html_open_class(html, HTML_P, "under behind");
    html_text(html, tr(page->language, "The tickets behind it:"));
    html_text(html, " ");
    if (tickets->file != NULL && page->edition == EDITION_PAPER) {
        html_text(html, page_tickets_count(page, tickets));
        html_text(html, page_format(page, ", %s", tickets->file));
    } else if (tickets->file != NULL) {
        html_open(html, HTML_A);
        html_attribute(html, HTML_HREF, tickets->file);
        html_text(html, page_tickets_count(page, tickets));
        html_close(html, HTML_A);
    } else {
        html_text(html, page_tickets_count(page, tickets));
    }
    if (tickets->column != NULL) {
        html_text(html, " (");
        html_text(html, page_tickets_rows(page, tickets));
        html_text(html, ")");
    }
    html_open_class(html, HTML_SPAN, "on-screen");
    html_text(html, " · ");
    html_element(html, HTML_CODE, NULL, page_explain(page, figure));
    html_close(html, HTML_SPAN);
    html_close(html, HTML_P);
    html_line(html);
}

/* Where the figures come from: the CSV in the folder edition, and the command that lists the
 * tickets behind them, where that is not said in plain sight. */
static void sources(struct page *page, const struct block *block, const char *figure)
{
    struct html *html = html_of(page);
    bool has_file = page->edition == EDITION_FOLDER && block_table(block) != NULL;

    if (page_tickets(page, figure) != NULL)
        figure = NULL;
    if (!has_file && figure == NULL)
        return;
    html_open_class(html, HTML_P, "sources");
    if (has_file) {
        html_open(html, HTML_A);
        html_attribute(html, HTML_HREF, page_csv_name(page, block));
        html_text(html, "CSV");
        html_close(html, HTML_A);
        html_text(html, figure != NULL ? " · " : "");
    }
    if (figure != NULL) {
        html_text(html, tr(page->language, "The tickets behind it:"));
        html_text(html, " ");
        html_element(html, HTML_CODE, NULL, page_explain(page, figure));
    }
    html_close(html, HTML_P);
}

void html_table(struct page *page, const struct block *block)
{
    struct html *html = html_of(page);

    html_enter_main(page);
    html_open_class(html, HTML_DIV, "data");
    html_attribute(html, HTML_ID, page_format(page, "table-%s", block->as.table->key));
    html_rows(page, block->as.table, "wide");
    tickets_behind(page, block->as.table->figure);
    sources(page, block, NULL);
    html_close(html, HTML_DIV);
    html_line(html);
}

static void caption(struct page *page, const struct exhibit *exhibit)
{
    struct html *html = html_of(page);

    html_open(html, HTML_FIGCAPTION);
    html_open(html, HTML_H3);
    html_attribute(html, HTML_ID, page_format(page, "%s-title", exhibit->key));
    html_exhibit_number(page, exhibit->number);
    html_text(html, page_phrase(page, exhibit->title));
    html_close(html, HTML_H3);
    html_open_class(html, HTML_SPAN, "about");
    html_attribute(html, HTML_ID, page_format(page, "%s-about", exhibit->key));
    html_text(html, page_phrase(page, exhibit->subtitle));
    html_close(html, HTML_SPAN);
    html_close(html, HTML_FIGCAPTION);
    html_line(html);
}

static void drawing(struct page *page, const struct svg *svg, const char *classes)
{
    struct html *html = html_of(page);

    html_open_class(html, HTML_DIV, classes);
    html_svg(html, svg, page->edition == EDITION_PAPER);
    html_close(html, HTML_DIV);
    html_line(html);
}

/* On a screen both widths stand there and the sheet shows one of them. */
static void picture(struct page *page, const struct exhibit *exhibit)
{
    struct html *html = html_of(page);
    const struct svg *narrow =
        exhibit->svg == NULL || page->edition == EDITION_PAPER ? NULL : svg_narrow(exhibit->svg);

    if (exhibit->svg == NULL) {
        const char *reason = exhibit->not_drawn == NULL ? "unknown" : exhibit->not_drawn;
        html_phrase(page, HTML_P, "not-drawn",
                    PHRASE("The chart was not drawn: %1$s. The table below has the same figures.",
                           value_text(tr(page->language, reason))));
        html_line(html);
        return;
    }
    drawing(page, exhibit->svg, narrow == NULL ? "plot" : "plot wide");
    if (narrow != NULL)
        drawing(page, narrow, "plot narrow");
}

/* Under a drawing the table is folded away; without one it is the exhibit. */
static void table_behind(struct page *page, const struct block *block, bool is_folded)
{
    const struct exhibit *exhibit = &block->as.exhibit;
    struct html *html = html_of(page);

    html_open_class(html, is_folded ? HTML_DETAILS : HTML_DIV, "data");
    if (is_folded)
        html_element(html, HTML_SUMMARY, NULL, tr(page->language, "Data behind the chart"));
    if (exhibit->table != NULL)
        html_rows(page, exhibit->table, NULL);
    sources(page, block, exhibit->figure);
    html_close(html, is_folded ? HTML_DETAILS : HTML_DIV);
    html_line(html);
}

void html_exhibit(struct page *page, const struct block *block)
{
    const struct exhibit *exhibit = &block->as.exhibit;
    struct html *html = html_of(page);

    html_enter_main(page);
    html_open(html, HTML_FIGURE);
    html_attribute(html, HTML_ID, page_format(page, "exhibit-%s", exhibit->key));
    html_line(html);
    caption(page, exhibit);
    if (exhibit->chart != NULL)
        picture(page, exhibit);
    if (!phrase_is_absent(&exhibit->note)) {
        html_open_class(html, HTML_DIV, "note");
        html_phrase(page, HTML_P, NULL, exhibit->note);
        html_close(html, HTML_DIV);
    }
    tickets_behind(page, exhibit->figure);
    bool is_hidden = page->edition == EDITION_PAPER && exhibit->svg != NULL;
    bool is_told = page_tickets(page, exhibit->figure) != NULL;
    if ((exhibit->table != NULL || (exhibit->figure != NULL && !is_told)) && !is_hidden)
        table_behind(page, block, exhibit->svg != NULL);
    html_close(html, HTML_FIGURE);
    html_line(html);
}
