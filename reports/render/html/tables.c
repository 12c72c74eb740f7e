/* The blocks that are tables: exhibit 1, decisions, definitions. On a narrow screen the sheet turns
 * their rows into cards, labelled by data-label. */
#include "render/html/html.h"

#include "render/html/exhibit.h"

static void header_cells(struct page *page, const char *const *names, size_t count)
{
    struct html *html = html_of(page);

    html_open(html, HTML_THEAD);
    html_open(html, HTML_TR);
    for (size_t i = 0; i < count; i++) {
        html_open(html, HTML_TH);
        html_attribute(html, HTML_SCOPE, "col");
        html_text(html, names[i]);
        html_close(html, HTML_TH);
    }
    html_close(html, HTML_TR);
    html_close(html, HTML_THEAD);
    html_line(html);
}

static void row_header(struct page *page, const char *text)
{
    html_open(html_of(page), HTML_TH);
    html_attribute(html_of(page), HTML_SCOPE, "row");
    html_text(html_of(page), text);
    html_close(html_of(page), HTML_TH);
}

static void open_cell(struct page *page, const char *label)
{
    html_open(html_of(page), HTML_TD);
    html_attribute(html_of(page), HTML_DATA_LABEL, label);
}

static void small(struct page *page, const char *text)
{
    if (*text != '\0')
        html_element(html_of(page), HTML_SPAN, "small", text);
}

enum { CRITERIA_COLUMNS = 4 };

static void criterion(struct page *page, size_t at, const struct criterion_row *row,
                      const char *const names[CRITERIA_COLUMNS])
{
    struct html *html = html_of(page);

    html_open_class(html, HTML_TR, state_name(row->verdict));
    row_header(page, tr(page->language, criterion_titles[at].name));
    open_cell(page, names[1]);
    html_text(html, phrase_is_absent(&row->promise) ? "—" : page_phrase(page, row->promise));
    html_close(html, HTML_TD);
    open_cell(page, names[2]);
    html_open(html, HTML_STRONG);
    html_value(page, row->value);
    html_close(html, HTML_STRONG);
    small(page, page_phrase(page, row->happened));
    small(page, page_range(page, row->interval));
    html_close(html, HTML_TD);
    open_cell(page, names[3]);
    html_state(page, row->verdict, page_verdict(page, row->verdict));
    small(page, page_phrase(page, row->why));
    small(page, page_rung(page, row->rung));
    html_tickets_link(page, "small", row->figure);
    html_close(html, HTML_TD);
    html_close(html, HTML_TR);
    html_line(html);
}

void html_criteria(struct page *page, const struct block *block)
{
    struct html *html = html_of(page);
    const char *const names[CRITERIA_COLUMNS] = {
        tr(page->language, "Criterion"), tr(page->language, "What was promised"),
        tr(page->language, "What happened"), tr(page->language, "Verdict")};

    html_enter_main(page);
    html_open_class(html, HTML_TABLE, "cards criteria");
    html_attribute(html, HTML_ID, "exhibit-criteria");
    html_open(html, HTML_CAPTION);
    html_exhibit_number(page, 1);
    html_text(html, tr(page->language, "The five criteria against what was promised"));
    html_close(html, HTML_CAPTION);
    html_line(html);
    header_cells(page, names, CRITERIA_COLUMNS);
    html_open(html, HTML_TBODY);
    html_line(html);
    for (size_t i = 0; i < CRITERIA_SHOWN; i++)
        criterion(page, i, &block->as.criteria.rows[i], names);
    html_close(html, HTML_TBODY);
    html_close(html, HTML_TABLE);
    html_phrase(page, HTML_P, "under", block->as.criteria.note);
    html_line(html);
}

static bool has_owner(const struct decision *row)
{
    return !phrase_is_absent(&row->owner) || row->due.kind != VALUE_UNKNOWN;
}

static void owner_cell(struct page *page, const struct decision *row, const char *label)
{
    struct html *html = html_of(page);
    const char *owner = page_phrase(page, row->owner);

    open_cell(page, label);
    html_text(html, owner);
    if (row->due.kind != VALUE_UNKNOWN) {
        html_text(html, *owner != '\0' ? ", " : "");
        html_text(html, page_value(page, row->due));
    }
    html_close(html, HTML_TD);
}

void html_decisions(struct page *page, const struct block *block)
{
    struct html *html = html_of(page);
    const char *const names[] = {tr(page->language, "Decision"), tr(page->language, "Why"),
                                 tr(page->language, "Who, by when")};
    bool is_owned = false;

    for (size_t i = 0; i < block->as.decisions.count; i++)
        is_owned |= has_owner(&block->as.decisions.rows[i]);
    html_enter_main(page);
    html_open_class(html, HTML_TABLE, "cards ask");
    html_element(html, HTML_CAPTION, NULL, tr(page->language, "Decisions needed"));
    header_cells(page, names, is_owned ? 3 : 2);
    html_open(html, HTML_TBODY);
    for (size_t i = 0; i < block->as.decisions.count; i++) {
        const struct decision *row = &block->as.decisions.rows[i];
        html_open(html, HTML_TR);
        row_header(page, page_phrase(page, row->decision));
        open_cell(page, names[1]);
        html_text(html, page_phrase(page, row->brings));
        html_close(html, HTML_TD);
        if (is_owned)
            owner_cell(page, row, names[2]);
        html_close(html, HTML_TR);
        html_line(html);
    }
    html_close(html, HTML_TBODY);
    html_close(html, HTML_TABLE);
    html_line(html);
}

static void definition(struct page *page, const struct definition *row, const char *const names[4])
{
    struct html *html = html_of(page);

    html_open(html, HTML_TR);
    row_header(page, page_phrase(page, row->term));
    open_cell(page, names[1]);
    html_text(html, page_phrase(page, row->meaning));
    html_close(html, HTML_TD);
    open_cell(page, names[2]);
    html_text(html, phrase_is_absent(&row->left_out) ? "—" : page_phrase(page, row->left_out));
    html_close(html, HTML_TD);
    html_open_class(html, HTML_TD, "n");
    html_attribute(html, HTML_DATA_LABEL, names[3]);
    html_text(html, row->n == FIGURE_N_UNKNOWN ? "—" : page_value(page, value_count(row->n)));
    html_close(html, HTML_TD);
    html_close(html, HTML_TR);
    html_line(html);
}

void html_definitions(struct page *page, const struct block *block)
{
    struct html *html = html_of(page);
    const char *const names[4] = {tr(page->language, "Measure"), tr(page->language, "Definition"),
                                  tr(page->language, "Left out"), tr(page->language, "Records")};

    html_enter_main(page);
    html_open_class(html, HTML_TABLE, "cards wide");
    header_cells(page, names, 4);
    html_open(html, HTML_TBODY);
    for (size_t i = 0; i < block->as.definitions.count; i++)
        definition(page, &block->as.definitions.rows[i], names);
    html_close(html, HTML_TBODY);
    html_close(html, HTML_TABLE);
    html_line(html);
}
