/* counted_as: one ticket in one question: what a figure counted it as, or why it did not. */
#ifndef DESKGAUGE_COMMAND_COUNTED_AS_H
#define DESKGAUGE_COMMAND_COUNTED_AS_H

#include "command/questions.h"
#include "criteria/scorecard.h"
#include "settings/settings.h"

struct told {
    enum outcome outcome;
    enum left_out reason; /* of OUTCOME_NONE */
    const struct exit_time *time;
};

/* What the questions need to know besides the ticket. */
struct asking {
    const struct cube *cube;
    const struct settings *settings;
    const struct longest_gap *dark_gap; /* of the scorecard */
};

/* Opened before the gap ended, and neither answered nor closed before it did. */
bool waited_in_gap(const struct longest_gap *gap, int64_t origin_at, int64_t replied_at,
                   int64_t closed_at);

/* The ticket in any question but those of persons. `told.time` points into the fact. */
struct told counted_as(const struct asking *asking, enum question question, const struct fact *fact,
                       const struct fact_promise *promise, int reading);

#endif
