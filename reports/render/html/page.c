/* The frame of the page: head, parts, footer. */
#include "render/html/html.h"

#include <string.h>

#include "base/resource.h"

extern const struct resource render_templates[];

static const char policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

static void meta(struct html *html, enum html_attribute attribute, const char *name,
                 const char *content)
{
    html_open(html, HTML_META);
    html_attribute(html, attribute, name);
    if (content != NULL)
        html_attribute(html, HTML_CONTENT, content);
    html_line(html);
}

static void head(struct page *page)
{
    struct html *html = html_of(page);
    const struct title *title = &page->report->blocks[0].as.title;

    html_open(html, HTML_HEAD);
    html_line(html);
    meta(html, HTML_CHARSET, "utf-8", NULL);
    meta(html, HTML_HTTP_EQUIV, "Content-Security-Policy", policy);
    meta(html, HTML_NAME, "viewport", "width=device-width,initial-scale=1");
    meta(html, HTML_NAME, "color-scheme", "light dark");
    html_open(html, HTML_TITLE);
    html_text(html,
              page_format(page, "%s, %s", page_phrase(page, title->who), page_scope(page, title)));
    html_close(html, HTML_TITLE);
    html_line(html);
    html_sheet(html, resource_find(render_templates, "reports/templates/report.css"));
    html_close(html, HTML_HEAD);
    html_line(html);
}

static void begin(struct page *page)
{
    struct html_page *medium = arena_allocate(&page->arena, sizeof *medium);

    page->medium = medium;
    if (medium == NULL) {
        error_memory(&page->error);
        return;
    }
    medium->writer.out = page->out;
    struct html *html = &medium->writer;
    html_doctype(html);
    html_open(html, HTML_HTML);
    html_attribute(html, HTML_LANG, language_name(page->language));
    html_line(html);
    head(page);
    html_open(html, HTML_BODY);
    html_line(html);
    html_open_class(html, HTML_A, "skip");
    html_attribute(html, HTML_HREF, "#main");
    html_text(html, tr(page->language, "Skip to the figures"));
    html_close(html, HTML_A);
    html_line(html);
    html_open_class(html, HTML_HEADER, "top");
}

static void end(struct page *page)
{
    if (page->medium == NULL || page->error.kind != ERROR_NONE)
        return;
    html_close(html_of(page), HTML_FOOTER);
    html_line(html_of(page));
    html_close(html_of(page), HTML_BODY);
    html_close(html_of(page), HTML_HTML);
    html_line(html_of(page));
}

void html_enter_main(struct page *page)
{
    struct html_page *medium = page->medium;

    if (medium->part != PART_HEADER)
        return;
    medium->part = PART_MAIN;
    html_close(&medium->writer, HTML_HEADER);
    html_line(&medium->writer);
    html_open(&medium->writer, HTML_MAIN);
    html_attribute(&medium->writer, HTML_ID, "main");
    html_line(&medium->writer);
}

void html_leave_section(struct page *page)
{
    struct html_page *medium = page->medium;

    if (medium->is_in_section)
        html_close(&medium->writer, HTML_SECTION);
    medium->is_in_section = false;
    html_line(&medium->writer);
}

static void inputs(struct page *page)
{
    const struct report_about *about = &page->report->about;
    struct html *html = html_of(page);

    for (size_t i = 0; i < about->input_count; i++) {
        const struct input *input = &about->inputs[i];
        html_element(html, HTML_DT, NULL, input->name);
        html_open(html, HTML_DD);
        html_text(html, page_phrase(page, PLURAL("%1$s row", "%1$s rows", input->row_count,
                                                 value_count(input->row_count))));
        html_text(html, ", XXH3-128 ");
        html_element(html, HTML_CODE, NULL, input->digest == NULL ? "" : input->digest);
        html_close(html, HTML_DD);
    }
}

static void facts(struct page *page)
{
    struct fact_line lines[FACTS_MOST];
    struct html *html = html_of(page);
    size_t count = page_facts(page, lines);

    for (size_t i = 0; i < count; i++) {
        html_element(html, HTML_DT, NULL, lines[i].name);
        html_open(html, HTML_DD);
        if (lines[i].is_code)
            html_element(html, HTML_CODE, NULL, lines[i].value);
        else
            html_text(html, lines[i].value);
        html_close(html, HTML_DD);
    }
}

/* On paper the folded tables are not to be seen, whoever prints the page. */
static void where_the_data_is(struct page *page)
{
    if (page->edition != EDITION_PAPER)
        html_phrase(page, HTML_P, "on-screen",
                    page->edition == EDITION_SINGLE
                        ? PHRASE("The data of every chart stands in the table under it; the folder "
                                 "edition of this report has the same tables as CSV files.")
                        : PHRASE("The data of every chart stands in the table under it, and as CSV "
                                 "files in the folder “data” beside this page."));
    html_phrase(page, HTML_P, "on-paper",
                PHRASE("The tables behind the charts are in the other formats of this report: the "
                       "page, the workbook and the CSV files."));
}

void html_footer(struct page *page, const struct block *block)
{
    struct html *html = html_of(page);

    html_enter_main(page);
    html_leave_section(page);
    html_close(html, HTML_MAIN);
    html_line(html);
    html_open_class(html, HTML_FOOTER, "end");
    html_open(html, HTML_DIV);
    html_phrase(page, HTML_P, NULL, block->as.phrase);
    where_the_data_is(page);
    html_open(html, HTML_DL);
    facts(page);
    inputs(page);
    html_close(html, HTML_DL);
    html_close(html, HTML_DIV);
    html_line(html);
    ((struct html_page *)page->medium)->part = PART_FOOTER;
}

const struct renderer html_renderer = {
    .name = "html",
    .extension = "html",
    .format = FORMAT_HTML,
    .begin = begin,
    .end = end,
    .block =
        {
            [BLOCK_TITLE] = html_title,
            [BLOCK_LEDE] = html_lede,
            [BLOCK_SCORECARD] = html_scorecard,
            [BLOCK_CRITERIA] = html_criteria,
            [BLOCK_DECISIONS] = html_decisions,
            [BLOCK_SECTION] = html_section,
            [BLOCK_PARAGRAPH] = html_paragraph,
            [BLOCK_LIST] = html_list,
            [BLOCK_EXHIBIT] = html_exhibit,
            [BLOCK_TABLE] = html_table,
            [BLOCK_DEFINITIONS] = html_definitions,
            [BLOCK_NOTE] = html_note,
            [BLOCK_FOOTER] = html_footer,
        },
};
