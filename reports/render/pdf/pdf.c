#include "render/pdf/pdf.h"

#include <stdio.h>
#include <string.h>

#include "base/resource.h"
#include "confined/run.h"

extern const struct resource render_templates[];

enum { LIMIT_MS = 60000, NOT_INSTALLED = 77, OUTPUT_MOST = 256 << 20 };
#define MEMORY_BYTES ((uint64_t)4 << 30)

bool span_is_pdf(struct span bytes)
{
    size_t tail = bytes.length < 32 ? bytes.length : 32;

    return span_starts(bytes, SPAN("%PDF-")) &&
           memmem(bytes.bytes + bytes.length - tail, tail, "%%EOF", 5) != NULL;
}

/* The text of print.py; it ends with a NUL (base/resource.h). */
static const char *print_program(void)
{
    const struct resource *found = resource_find(render_templates, "reports/templates/print.py");

    return found == NULL ? "" : resource_span(found).bytes;
}

static bool weasyprint_print(struct span html, const struct pdf_settings *settings,
                             struct buffer *out, bool *is_printed, char *said, struct error *err)
{
    const char *path = settings->python == NULL ? "/usr/bin/python3" : settings->python;
    char epoch[48];
    size_t start = out->length;
    struct run_outcome outcome;

    snprintf(epoch, sizeof epoch, "SOURCE_DATE_EPOCH=%lld", (long long)settings->created_utc_s);
    const struct program program = {
        .name = "WeasyPrint",
        .path = path,
        .arguments = (char *const[]){(char *)"python3", (char *)"-I", (char *)"-B", (char *)"-c",
                                     (char *)print_program(), NULL},
        .environment =
            (char *const[]){(char *)"LC_ALL=C.UTF-8", (char *)"HOME=/nonexistent", epoch, NULL},
        .confinement = CONFINED_TO_READING,
        .memory_bytes = MEMORY_BYTES,
        .output_most = OUTPUT_MOST};
    int limit_ms = settings->limit_ms > 0 ? settings->limit_ms : LIMIT_MS;
    if (!program_run(&program, html, run_clock_ms() + limit_ms, out, &outcome, err))
        return false;
    struct span printed = {out->bytes + start, out->length - start};
    *is_printed = outcome.end == RUN_DONE && span_is_pdf(printed);
    if (*is_printed)
        return true;
    out->length = start;
    if (outcome.exit_code == NOT_INSTALLED || outcome.end == RUN_MISSING)
        snprintf(said, PDF_REASON_SIZE, "WeasyPrint is not installed");
    else
        snprintf(said, PDF_REASON_SIZE, "%s",
                 outcome.end == RUN_DONE ? "WeasyPrint wrote no PDF" : outcome.reason);
    return true;
}

bool pdf_print(struct span html, const struct pdf_settings *settings, struct buffer *out,
               struct pdf_outcome *outcome, struct error *err)
{
    char first[PDF_REASON_SIZE] = "", second[PDF_REASON_SIZE] = "";
    bool is_printed = false;

    *outcome = (struct pdf_outcome){0};
    if (!weasyprint_print(html, settings, out, &is_printed, first, err))
        return false;
    if (is_printed) {
        outcome->printer = PDF_BY_WEASYPRINT;
        return true;
    }
    if (!chromium_print(html, settings, out, &is_printed, second, err))
        return false;
    outcome->printer = is_printed ? PDF_BY_CHROMIUM : PDF_NOT_PRINTED;
    snprintf(outcome->reason, sizeof outcome->reason, "%.240s%s%.240s", first,
             *second == '\0' ? "" : "; ", second);
    return true;
}
