/* pdf: a page of ours, printed by a program that is there: WeasyPrint, else Chromium. */
#ifndef DESKGAUGE_RENDER_PDF_H
#define DESKGAUGE_RENDER_PDF_H

#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

struct pdf_settings {
    const char *python;    /* path of the Python that has WeasyPrint; NULL: /usr/bin/python3 */
    const char *chromium;  /* path; NULL: /usr/bin/chromium */
    int64_t created_utc_s; /* the date in the document */
    int limit_ms;          /* wall clock for each program; 0: a minute */
};

enum pdf_printer { PDF_NOT_PRINTED, PDF_BY_WEASYPRINT, PDF_BY_CHROMIUM };

/* Why nothing was printed, printable, in English: what each program said. */
enum { PDF_REASON_SIZE = 500 };
struct pdf_outcome {
    enum pdf_printer printer;
    char reason[PDF_REASON_SIZE];
};

/*
 * Print `html`, which refers to nothing outside, and append the PDF to `out`. WeasyPrint makes a
 * tagged document (PDF/UA-1) and the same bytes every time, in a box without network, processes and
 * writing (confined/box.h). Chromium, where that one is missing or fails, needs a private folder
 * ($TMPDIR or /tmp; removed before the call returns); its dates are overwritten, so that the same
 * version gives the same bytes. False only for ERROR_INTERNAL (memory, descriptors): that nobody
 * could print is told by `outcome`, and `out` is then as it was.
 */
MUST_CHECK bool pdf_print(struct span html, const struct pdf_settings *settings, struct buffer *out,
                          struct pdf_outcome *outcome, struct error *err);

/* chromium.c; the same, and `said` (PDF_REASON_SIZE bytes) tells why not. */
MUST_CHECK bool chromium_print(struct span html, const struct pdf_settings *settings,
                               struct buffer *out, bool *is_printed, char *said, struct error *err);

/* Starts and ends as a PDF does. */
bool span_is_pdf(struct span bytes);

#endif
