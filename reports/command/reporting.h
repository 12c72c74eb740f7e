/* reporting: from a scorecard to a folder with a report in it. */
#ifndef DESKGAUGE_COMMAND_REPORTING_H
#define DESKGAUGE_COMMAND_REPORTING_H

#include "command/workspace.h"
#include "criteria/score.h"
#include "languages/language.h"

struct reporting_request {
    struct workspace *workspace;
    const struct cube *cube;
    const struct scorecard *scorecard;
    const char *kind;     /* "quarterly-review", "account-review" */
    const char *account;  /* of an account review: one client, as in the export or as shown; NULL */
    const char *period;   /* asked for; NULL: that of the scorecard */
    bool has_accounts;    /* a quarterly review with a page for each client in its folder */
    const char *language; /* "en", "ru" */
    const char *place;    /* the folder that will stand */
    int argc;             /* the words that make it again */
    char **argv;
};

/*
 * Compose, draw, render, and put the folder in its place as a whole. `*undrawn_count` charts could
 * not be drawn: their tables stand in the report, and the run ends with exit code 5.
 */
MUST_CHECK bool reporting_write(const struct reporting_request *request, size_t *undrawn_count,
                                struct error *err);

/* Shared with account_reviews.c: what a review rests on, and its charts. `*language` is opened. */
struct review_request;
struct report;
MUST_CHECK bool reporting_basis(const struct reporting_request *request, struct report *report,
                                struct language *language, struct review_request *out,
                                struct error *err);
MUST_CHECK bool reporting_draw(struct report *report, size_t *undrawn_count, struct error *err);

/* The report as one member of a JSON object: "report": {kind, language, folder, page, machine}. */
void told_report_json(const struct reporting_request *request, size_t undrawn_count, FILE *out);

/* The kinds there are, for help and hints: NULL past the last. */
const char *reporting_kind_at(size_t index);

#endif
