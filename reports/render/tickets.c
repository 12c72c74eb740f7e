#include "render/tickets.h"

const struct figure_tickets *page_tickets(struct page *page, const char *id)
{
    const struct figure *figure = id == NULL ? NULL : report_find_figure(page->report, id);

    return figure == NULL ? NULL : figure->tickets;
}

const char *page_tickets_count(struct page *page, const struct figure_tickets *tickets)
{
    return page_phrase(
        page, PLURAL("%1$s ticket", "%1$s tickets", tickets->count, value_count(tickets->count)));
}

/* Each "COLUMN<is>VALUE<end>", into the arena. */
static const char *filters(struct page *page, const struct figure_tickets *tickets, const char *is,
                           const char *end)
{
    OWN(buffer_release) struct buffer text = {0};

    for (size_t i = 0; i < tickets->where_count; i++)
        buffer_format(&text, "%s%s%s%s", tickets->where[i].column, is, tickets->where[i].value,
                      end);
    char *kept = text.length == 0 ? NULL : arena_keep(&page->arena, &text);
    if (text.is_short || page->arena.is_short)
        error_memory(&page->error);
    return kept == NULL ? "" : kept;
}

const char *page_tickets_rows(struct page *page, const struct figure_tickets *tickets)
{
    if (tickets->column == NULL)
        return "";
    return page_phrase(page, PHRASE("%1$s%2$s is not empty",
                                    value_text(filters(page, tickets, " = ", ", ")),
                                    value_text(tickets->column)));
}

const char *page_tickets_filter(struct page *page, const struct figure_tickets *tickets)
{
    if (tickets->column == NULL)
        return "";
    return page_join(page, filters(page, tickets, "=", ";"), "",
                     page_format(page, "%s=*", tickets->column));
}
