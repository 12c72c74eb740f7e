/* exhibit: a picture, its note and the table behind it. Private to render/html/. */
#ifndef DESKGAUGE_RENDER_HTML_EXHIBIT_H
#define DESKGAUGE_RENDER_HTML_EXHIBIT_H

#include "render/html/html.h"

/* "Exhibit 2. " before a heading or caption. */
void html_exhibit_number(struct page *page, int number);

/* The rows of a table without its caption: at most ROWS_SHOWN_MOST. */
void html_rows(struct page *page, const struct table *table, const char *class_name);

/* "948 tickets", linked to their file; nothing where there is none, or on paper. */
void html_tickets_link(struct page *page, const char *class_name, const char *figure);

#endif
