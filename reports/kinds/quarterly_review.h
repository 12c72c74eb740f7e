/* quarterly_review: the report for the head of support, composed from a scorecard. */
#ifndef DESKGAUGE_KINDS_QUARTERLY_REVIEW_H
#define DESKGAUGE_KINDS_QUARTERLY_REVIEW_H

#include "criteria/scorecard.h"
#include "languages/language.h"
#include "model/report.h"

/* What the report rests on. Everything is borrowed and must live as long as the report. */
struct quarterly_request {
    const struct scorecard *scorecard;
    const struct cube *cube;
    const struct settings *settings;
    struct language *language; /* of the words inside charts */
    const char *command;       /* that makes it again */
    const char *version;
    const char *zones; /* version of the time zone data */
    const struct input *inputs;
    size_t input_count;
};

/*
 * Compose the report; charts are described and not yet drawn (charts/draw.h). A criterion that the
 * export cannot show appears with its reason and the column that would cure it, never as an empty
 * chart. ERROR_INTERNAL when memory is short. The caller releases `*out` either way.
 */
MUST_CHECK bool quarterly_review_build(const struct quarterly_request *request, struct report *out,
                                       struct error *err);

#endif
