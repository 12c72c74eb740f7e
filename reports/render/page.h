/* page: one document while a renderer writes it; what the renderers share. Private to render/. */
#ifndef DESKGAUGE_RENDER_PAGE_H
#define DESKGAUGE_RENDER_PAGE_H

#include "base/arena.h"
#include "render/render.h"

/* The first failure stays in `error`; what is written after it does not matter. */
struct page {
    const struct report *report;
    struct language *language;
    enum edition edition;
    struct buffer *out;
    struct arena arena; /* texts of this document */
    struct error error;
    void *medium; /* the renderer's own; in `arena` or released by its end() */
};

struct renderer {
    const char *name, *extension;
    enum format format;
    bool is_apart; /* made in a process of its own (apart.h) */
    void (*begin)(struct page *page);
    void (*end)(struct page *page); /* always called after begin() */
    void (*block[BLOCK_KINDS])(struct page *page, const struct block *block);
};

extern const struct renderer html_renderer, markdown_renderer, json_renderer, xlsx_renderer;

/* Printed in the language of the page; "" for what is absent, never NULL. */
const char *page_phrase(struct page *page, struct phrase phrase);
const char *page_value(struct page *page, struct value value);
const char *page_format(struct page *page, const char *format, ...) PRINTF_LIKE(2, 3);
/* The two texts with `between` where both are there; of any length, unlike page_format(). */
const char *page_join(struct page *page, const char *before, const char *between,
                      const char *after);

/* What is said with a state: its sign ("✓", "✗", "≈", "?" or ""), its word in exhibit 1, its word
 * in a table or a tile. */
const char *state_sign(enum state state);
const char *page_verdict(struct page *page, enum state state);
const char *page_state(struct page *page, enum state state);
const char *page_rung(struct page *page, enum rung rung);
const char *page_status(struct page *page, enum figure_status status); /* "" for a count */

/* "64%; range 61–68%": what happened, with what chance allows where there is such an interval. */
const char *page_range(struct page *page, struct value interval);

/* "Q3 2026 · 12 accounts" after the name of the report. */
const char *page_scope(struct page *page, const struct title *title);

/* `deskgauge explain 'ID'`, quoted for a POSIX shell. */
const char *page_explain(struct page *page, const char *figure);

/* data/02-first_reply.csv: where the folder edition keeps the table of a block. */
const char *page_csv_name(struct page *page, const struct block *block);
const struct table *block_table(const struct block *block); /* NULL for a block without */

/* Rows that a document shows; the rest is in the CSV. */
enum { ROWS_SHOWN_MOST = 200 };
/* "The first 200 of 1,234 rows"; "" when all are shown. */
const char *page_rows_left_out(struct page *page, const struct table *table);
size_t table_rows_shown(const struct table *table);

/* The closing lines of every document: as of, settings, zones, version, command. */
enum { FACTS_MOST = 8 };
struct fact_line {
    const char *name, *value;
    bool is_code;
};
size_t page_facts(struct page *page, struct fact_line facts[FACTS_MOST]);

#endif
