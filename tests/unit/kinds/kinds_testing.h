/* kinds_testing: a scorecard by hand, as far as sentences read it. */
#ifndef DESKGAUGE_KINDS_TESTING_H
#define DESKGAUGE_KINDS_TESTING_H

#include "testing.h"

#include "kinds/composing.h"

enum { ROWS_MOST = 24 };

struct fixture {
    struct measurement rows[ROWS_MOST];
    struct scorecard card;
    struct cube cube;
    struct settings settings;
    struct report report;
    struct review_request request;
    struct composing composing;
    struct language *language;
};

static inline void begin(struct fixture *fixture, const char *language)
{
    struct error err = {0};

    memset(fixture, 0, sizeof *fixture);
    assert_ok(language_open(language, &fixture->language, &err), err);
    fixture->card.measurements = fixture->rows;
    fixture->card.weakest = -1;
    fixture->card.period[PERIOD_CURRENT].ticket_count = 890;
    fixture->request = (struct review_request){.scorecard = &fixture->card,
                                               .cube = &fixture->cube,
                                               .settings = &fixture->settings,
                                               .language = fixture->language};
    fixture->composing = (struct composing){.request = &fixture->request,
                                            .card = &fixture->card,
                                            .report = &fixture->report,
                                            .arena = &fixture->report.arena,
                                            .account = ALL_ACCOUNTS};
    for (int i = 0; i < CRITERION_COUNT; i++) {
        static const enum measured headlines[CRITERION_COUNT] = {
            MEASURED_COVER_PROMISED, MEASURED_REPLY_WITHIN_PROMISE, MEASURED_ONE_TOUCH,
            MEASURED_CHANNEL_PARITY, MEASURED_SATISFIED};
        struct criterion_score *score = &fixture->card.criteria[i];
        score->criterion = (enum criterion)i;
        score->headline = headlines[i];
        score->lever_detail = -1;
        score->change.measured = headlines[i];
    }
}

static inline void end(struct fixture *fixture)
{
    report_release(&fixture->report);
    language_close(fixture->language);
}

/* A measurement of the whole; sorted as a scorecard has them. */
static inline struct measurement *add(struct fixture *fixture, enum measured name,
                                      enum period_index period, double value)
{
    size_t at = fixture->card.measurement_count++;

    while (at > 0 && (fixture->rows[at - 1].name > name ||
                      (fixture->rows[at - 1].name == name &&
                       fixture->rows[at - 1].period > (uint8_t)period))) {
        fixture->rows[at] = fixture->rows[at - 1];
        at--;
    }
    fixture->rows[at] = (struct measurement){.name = name,
                                             .period = (uint8_t)period,
                                             .account = ALL_ACCOUNTS,
                                             .standing = STANDING_SCORED,
                                             .rung = RUNG_PROVED,
                                             .has_value = true,
                                             .value = value};
    return &fixture->rows[at];
}

static inline const char *text(struct fixture *fixture, struct phrase phrase)
{
    return text_of_phrase(&fixture->composing, phrase);
}

/* The text of a block that has one phrase, else "". */
static inline const char *block_text(struct fixture *fixture, const struct block *block)
{
    if (block->kind == BLOCK_SECTION)
        return text(fixture, block->as.section.headline);
    if (block->kind == BLOCK_LEDE || block->kind == BLOCK_PARAGRAPH)
        return text(fixture, block->as.phrase);
    return block->kind == BLOCK_NOTE ? text(fixture, block->as.note.text) : "";
}

/* Does any sentence of the report hold these words? */
static inline bool says(struct fixture *fixture, const char *words)
{
    for (size_t i = 0; i < fixture->report.block_count; i++) {
        const struct block *block = &fixture->report.blocks[i];
        if (strstr(block_text(fixture, block), words) != NULL)
            return true;
        for (size_t item = 0; block->kind == BLOCK_LIST && item < block->as.list.count; item++)
            if (strstr(text(fixture, block->as.list.items[item]), words) != NULL)
                return true;
    }
    return false;
}

#endif
