/* reporting: from a scorecard to a folder with a report in it. */
#ifndef DESKGAUGE_COMMAND_REPORTING_H
#define DESKGAUGE_COMMAND_REPORTING_H

#include "command/workspace.h"
#include "criteria/score.h"
#include "languages/language.h"
#include "render/render.h"

struct reporting_request {
    struct workspace *workspace;
    const struct cube *cube;
    const struct scorecard *scorecard;
    const char *kind;     /* "quarterly-review", "account-review", "model-choice" */
    const char *account;  /* of an account review: one client, as in the export or as shown; NULL */
    const char *period;   /* asked for; NULL: that of the scorecard */
    bool has_accounts;    /* a quarterly review with a page for each client in its folder */
    bool has_choice;      /* a quarterly review with the model choice in its folder */
    const char *language; /* "en", "ru" */
    const char *place;    /* the folder that will stand */
    unsigned formats;     /* render.h; 0: the usual ones */
    bool has_no_tickets;  /* without the lists of the tickets behind the figures */
    int argc;             /* the words that make it again */
    char **argv;
};

/* What is in a report less than was asked for. */
struct reporting_shortfall {
    size_t undrawn_count; /* charts: their tables stand in the report */
    bool is_late;         /* gnuplot did not end in time once: it is not waited for long again */
    bool has_no_pdf;      /* asked for, and nobody could print it */
    struct pdf_outcome pdf;
};

/*
 * Compose, draw, render, and put the folder in its place as a whole. Programs that draw and print
 * are found where Debian has them, or where DESKGAUGE_GNUPLOT, DESKGAUGE_PYTHON (with WeasyPrint)
 * and DESKGAUGE_CHROMIUM say. What they could not do is added to `shortfall`: the run ends with
 * exit code 5.
 */
MUST_CHECK bool reporting_write(const struct reporting_request *request,
                                struct reporting_shortfall *shortfall, struct error *err);

/* True when nothing is missing; else ERROR_RENDER that says what is, and what to do. */
MUST_CHECK bool shortfall_is_none(const struct reporting_shortfall *shortfall, struct error *err);

/* The page of the report, or what stands for it among the formats: "report.html". */
const char *reporting_document(unsigned formats);

/* What a review rests on, for those who compose one (`language` is opened). */
struct review_request;
struct report;
MUST_CHECK bool reporting_basis(const struct reporting_request *request, struct report *report,
                                struct language *language, struct review_request *out,
                                struct error *err);

/* The report as one member of a JSON object: "report": {kind, language, folder, page, machine}. */
void told_report_json(const struct reporting_request *request,
                      const struct reporting_shortfall *shortfall, FILE *out);

/* The kinds there are, for help and hints: NULL past the last. */
const char *reporting_kind_at(size_t index);

#endif
