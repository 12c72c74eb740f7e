/* book: a workbook in memory into which only typed values and plain text go. Private to xlsx/. */
#ifndef DESKGAUGE_RENDER_XLSX_BOOK_H
#define DESKGAUGE_RENDER_XLSX_BOOK_H

#include <xlsxwriter.h>

#include "render/page.h"
#include "render/plain.h"

/*
 * Of everything that libxlsxwriter can write, cells take text by worksheet_write_string() only, so
 * that no name becomes a formula; and what a chart is called is a reference to a cell, because the
 * library takes a chart's name that starts with '=' for a formula.
 */

enum look {
    LOOK_PLAIN,
    LOOK_WRAPPED,
    LOOK_HEADLINE, /* of the report */
    LOOK_HEADING,  /* of a section, of a sheet */
    LOOK_MUTED,    /* notes, sources */
    LOOK_HEADER,   /* of a column */
    LOOK_STRONG,
    LOOK_LINK,
    LOOK_KEPT,
    LOOK_MISSED,
    LOOK_CODE,
    LOOK_COUNT
};

enum { FORMATS_MOST = 192 };

struct book_format {
    enum look look;
    const char *number; /* "" for text */
    lxw_format *format;
};

struct book {
    struct page *page;
    lxw_workbook *workbook;
    int handle; /* the memory file that the library writes */
    struct book_format formats[FORMATS_MOST];
    size_t format_count;
    lxw_worksheet *front; /* the report in its order; row is the next free one */
    lxw_row_t row;
};

/* NULL, with the reason in page->error, when the book cannot be begun. */
struct book *book_open(struct page *page);
/* Assemble it into page->out, and release it. `book` may be NULL. */
void book_close(struct book *book);

struct book *book_of(struct page *page); /* NULL after a failure */

lxw_worksheet *book_sheet(struct book *book, const char *name);
/* The format of that look and number format; one is made for each pair. */
lxw_format *book_format(struct book *book, enum look look, const char *number);

/* Text as text; nothing is written for "". What is longer than a cell holds is cut with "…". */
void book_text(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
               const char *text, enum look look);
void book_number(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                 double number, const char *format, enum look look);
/* A link to the first cell of a sheet of this book. */
void book_link(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
               const char *sheet_name, const char *text);

/* One end of a value (of a range, both are written apart): a number where it is one, else text. */
void book_value(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                const struct value *value, enum plain_end end, enum look look);

/* Text over `columns` cells from the first, which are `width` characters wide together; the row is
 * made as high as the text needs. */
void book_paragraph(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t columns,
                    double width, const char *text, enum look look);

/* Characters as a reader counts them, for widths. */
size_t cell_width(const char *text);

/* sheets.c: the sheets besides the front one. Their names stay as they are in every language. */
const char *sheet_name_of(struct page *page, const struct block *block);
void sheet_of_table(struct book *book, const struct block *block);
void sheet_of_criteria(struct book *book, const struct block *block);
void sheet_of_figures(struct book *book);
void sheet_of_tickets(struct book *book, const struct ticket_list *list);

/* chart.c: a native chart of the table, right of it, where its columns make one. The header stands
 * in `row`, `columns` of the table start at `first`. */
struct sheet_table {
    lxw_worksheet *sheet;
    const char *name;
    const struct table *table;
    lxw_row_t row;
    const lxw_col_t *place; /* of each column of the table */
    lxw_col_t width;        /* columns of the sheet that are taken */
};
void sheet_chart(struct book *book, const struct sheet_table *at, const char *alternate);

#endif
