/* render: a finished report as a document: a page, a text, the machine-readable form. */
#ifndef DESKGAUGE_RENDER_RENDER_H
#define DESKGAUGE_RENDER_RENDER_H

#include "base/error.h"
#include "base/text.h"
#include "languages/language.h"
#include "model/report.h"
#include "render/folder.h"
#include "render/pdf/pdf.h"
#include "render/unfinished.h"

/* Links to the CSV tables stand in the folder edition only: one file by itself says where its
 * data is, and holds its tables (rulings 23). */
enum edition {
    EDITION_SINGLE,
    EDITION_FOLDER,
    EDITION_PAPER /* to be printed: no folded tables, no links */
};

/* What a folder holds; the formats of render_folder() are a sum of these. */
enum format {
    FORMAT_HTML = 1,
    FORMAT_MARKDOWN = 2,
    FORMAT_JSON = 4,
    FORMAT_XLSX = 8,
    FORMAT_CSV = 16,
    FORMAT_PDF = 32,
    FORMATS_USUAL = 31 /* all but the PDF, which takes seconds and another program */
};

/* "html,xlsx" as a sum. ERROR_USAGE for a name that there is not, with the nearest one. */
MUST_CHECK bool formats_parse(const char *list, unsigned *out, struct error *err);

struct render_request {
    const struct report *report; /* after report_finish(), and after the charts were drawn */
    struct language *language;
    enum edition edition;
    unsigned formats; /* of a folder; 0: FORMATS_USUAL */
    const char
        *inside; /* of a folder: documents alone, in this folder of it, without CSV; or NULL */
    const struct pdf_settings *pdf_settings; /* of a folder with a PDF; may be NULL */
    struct pdf_outcome *pdf;                 /* filled when FORMAT_PDF is asked for */
    struct unfinished *unfinished; /* of a folder: workbooks may be left to it; NULL: none are */
};

struct renderer;
const struct renderer *renderer_at(size_t at);          /* NULL past the last */
const struct renderer *renderer_find(const char *name); /* "html", "markdown", "json"; or NULL */
const char *renderer_name(const struct renderer *renderer);
const char *renderer_extension(const struct renderer *renderer); /* "html", "md", "json" */

/*
 * The whole document, appended to `out`, which is untouched on failure (but for its capacity). The
 * same report gives the same bytes. ERROR_RENDER when a block cannot be rendered, ERROR_INTERNAL
 * when memory is short.
 */
MUST_CHECK bool render(const struct renderer *renderer, const struct render_request *request,
                       struct buffer *out, struct error *err);

/*
 * The table as CSV (UTF-8, comma, line feed): a header of column keys, numbers plain with '.', a
 * range as KEY_lo and KEY_hi, days as 2026-09-30, unknown as an empty cell. Every text is quoted,
 * and one that a spreadsheet would take for a formula starts with an apostrophe.
 */
void table_write_csv(const struct table *table, struct language *language, struct buffer *out);

/* Every figure of the report, one a row, in the same manner. */
void figures_write_csv(const struct report *report, struct language *language, struct buffer *out);

/*
 * The folder edition, in the formats asked for: report.EXTENSION of each, and as CSV
 * data/figures.csv, a file a table (data/02-first_reply.csv for exhibit 2), and the report's lists
 * of tickets (model/tickets.h). `request.edition` is not read. A PDF that nobody could print is no
 * failure: `request.pdf` tells. The caller opened `folder` and will commit it.
 */
MUST_CHECK bool render_folder(const struct render_request *request, struct folder *folder,
                              struct error *err);

#endif
