/* html: what the files of this folder share. Private to render/html/. */
#ifndef DESKGAUGE_RENDER_HTML_HTML_H
#define DESKGAUGE_RENDER_HTML_HTML_H

#include "render/html/writer.h"
#include "render/page.h"

/* The page has a header, a main part of sections, and a footer, opened as blocks come. */
enum html_part { PART_HEADER, PART_MAIN, PART_FOOTER };

struct html_page {
    struct html writer;
    enum html_part part;
    bool is_in_section;
};

static inline struct html *html_of(struct page *page)
{
    return &((struct html_page *)page->medium)->writer;
}

/* An element with a phrase; nothing at all for an absent one. */
void html_phrase(struct page *page, enum html_element element, const char *class_name,
                 struct phrase phrase);

/* <span class="state kept"><span aria-hidden>✓</span> words</span> */
void html_state(struct page *page, enum state state, const char *words);

/* The words of a thing that is not known are muted, so that a column of figures stays readable. */
void html_value(struct page *page, struct value value);

void html_title(struct page *page, const struct block *block);
void html_lede(struct page *page, const struct block *block);
void html_scorecard(struct page *page, const struct block *block);
void html_criteria(struct page *page, const struct block *block);
void html_decisions(struct page *page, const struct block *block);
void html_section(struct page *page, const struct block *block);
void html_paragraph(struct page *page, const struct block *block);
void html_list(struct page *page, const struct block *block);
void html_exhibit(struct page *page, const struct block *block);
void html_table(struct page *page, const struct block *block);
void html_definitions(struct page *page, const struct block *block);
void html_note(struct page *page, const struct block *block);
void html_footer(struct page *page, const struct block *block);

/* Leave the header for the main part, at the first block that is neither title nor lede. */
void html_enter_main(struct page *page);
void html_leave_section(struct page *page);

#endif
