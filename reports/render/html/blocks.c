/* The blocks of running text: one function each. Tables are in tables.c, exhibits in exhibit.c. */
#include "render/html/exhibit.h"
#include "render/html/html.h"

void html_phrase(struct page *page, enum html_element element, const char *class_name,
                 struct phrase phrase)
{
    if (!phrase_is_absent(&phrase))
        html_element(html_of(page), element, class_name, page_phrase(page, phrase));
}

void html_state(struct page *page, enum state state, const char *words)
{
    struct html *html = html_of(page);
    const char *sign = state_sign(state);

    if (*sign == '\0' && *words == '\0')
        return;
    html_open_class(html, HTML_SPAN, page_format(page, "state %s", state_name(state)));
    if (*sign != '\0') {
        html_open_class(html, HTML_SPAN, "sign");
        html_attribute(html, HTML_ARIA_HIDDEN, "true");
        html_text(html, sign);
        html_close(html, HTML_SPAN);
        html_text(html, *words != '\0' ? " " : "");
    }
    html_text(html, words);
    html_close(html, HTML_SPAN);
}

void html_value(struct page *page, struct value value)
{
    if (value.kind == VALUE_UNKNOWN)
        html_element(html_of(page), HTML_SPAN, "unknown", page_value(page, value));
    else
        html_text(html_of(page), page_value(page, value));
}

void html_title(struct page *page, const struct block *block)
{
    const struct title *title = &block->as.title;
    const char *scope = page_scope(page, title);
    struct html *html = html_of(page);

    html_line(html);
    html_open_class(html, HTML_P, "kicker");
    html_phrase(page, HTML_STRONG, NULL, title->who);
    if (*scope != '\0') {
        html_text(html, " · ");
        html_text(html, scope);
    }
    html_close(html, HTML_P);
    html_line(html);
    html_phrase(page, HTML_H1, NULL, title->headline);
    html_line(html);
}

void html_lede(struct page *page, const struct block *block)
{
    html_phrase(page, HTML_P, "lede", block->as.phrase);
    html_line(html_of(page));
}

static void tile(struct page *page, const struct tile *tile)
{
    struct html *html = html_of(page);

    html_open(html, HTML_LI);
    html_phrase(page, HTML_SPAN, "what", tile->name);
    html_open_class(html, HTML_SPAN, "val");
    html_value(page, tile->value);
    html_close(html, HTML_SPAN);
    html_open_class(html, HTML_SPAN, "vs");
    html_state(page, tile->state,
               phrase_is_absent(&tile->verdict) ? page_state(page, tile->state)
                                                : page_phrase(page, tile->verdict));
    html_phrase(page, HTML_SPAN, "was", tile->earlier);
    html_tickets_link(page, "was", tile->figure);
    html_close(html, HTML_SPAN);
    html_close(html, HTML_LI);
    html_line(html);
}

void html_scorecard(struct page *page, const struct block *block)
{
    html_enter_main(page);
    html_open_class(html_of(page), HTML_UL, "score");
    html_line(html_of(page));
    for (size_t i = 0; i < block->as.scorecard.count; i++)
        tile(page, &block->as.scorecard.tiles[i]);
    html_close(html_of(page), HTML_UL);
    html_line(html_of(page));
}

void html_section(struct page *page, const struct block *block)
{
    const struct section *section = &block->as.section;
    struct html *html = html_of(page);
    const char *topic = page_phrase(page, section->topic);

    html_enter_main(page);
    html_leave_section(page);
    ((struct html_page *)page->medium)->is_in_section = true;
    html_open_class(html, HTML_SECTION, section->number > 0 ? NULL : "appendix");
    html_element(html, HTML_SPAN, "num",
                 section->number > 0 ? page_format(page, "%d. %s", section->number, topic) : topic);
    html_line(html);
    html_phrase(page, HTML_H2, NULL, section->headline);
    html_line(html);
}

void html_paragraph(struct page *page, const struct block *block)
{
    html_enter_main(page);
    html_phrase(page, HTML_P, NULL, block->as.phrase);
    html_line(html_of(page));
}

void html_list(struct page *page, const struct block *block)
{
    html_enter_main(page);
    html_open_class(html_of(page), HTML_UL, "plain");
    for (size_t i = 0; i < block->as.list.count; i++)
        html_phrase(page, HTML_LI, NULL, block->as.list.items[i]);
    html_close(html_of(page), HTML_UL);
    html_line(html_of(page));
}

void html_note(struct page *page, const struct block *block)
{
    const struct note *note = &block->as.note;
    struct html *html = html_of(page);

    html_enter_main(page);
    html_open_class(html, HTML_DIV, note->kind == NOTE_WARNING ? "callout warning" : "callout");
    html_open(html, HTML_P);
    if (!phrase_is_absent(&note->label)) {
        html_phrase(page, HTML_STRONG, NULL, note->label);
        html_text(html, " ");
    }
    html_text(html, page_phrase(page, note->text));
    html_close(html, HTML_P);
    html_close(html, HTML_DIV);
    html_line(html);
}
