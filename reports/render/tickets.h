/* tickets: lists of tickets, and what a document says of the tickets behind a figure. Private to
 * render/. */
#ifndef DESKGAUGE_RENDER_TICKETS_H
#define DESKGAUGE_RENDER_TICKETS_H

#include "render/page.h"

/* The list as CSV (as table_write_csv() writes: a header of keys, texts quoted and defused,
 * instants in ISO 8601, unknown as an empty cell) into the new file `name`. */
MUST_CHECK bool ticket_list_write(const struct ticket_list *list, const char *name,
                                  struct folder *folder, struct error *err);

/* The tickets behind the figure `id` (NULL is allowed); NULL: none stand behind it, or it is not
 * known of which. */
const struct figure_tickets *page_tickets(struct page *page, const char *id);
/* "18,214 tickets": of those that are in a file. */
const char *page_tickets_count(struct page *page, const struct figure_tickets *tickets);
/* "period = 2026Q3, channel = email, within_promise not empty": the rows of the file. */
const char *page_tickets_rows(struct page *page, const struct figure_tickets *tickets);
/* The same for machines: "period=2026Q3;channel=email;within_promise=*"; "" without a file. */
const char *page_tickets_filter(struct page *page, const struct figure_tickets *tickets);

#endif
