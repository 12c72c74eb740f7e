/* review: what a review of support rests on, whoever reads it. */
#ifndef DESKGAUGE_KINDS_REVIEW_H
#define DESKGAUGE_KINDS_REVIEW_H

#include "criteria/moved.h"
#include "criteria/scorecard.h"
#include "languages/language.h"
#include "model/report.h"

/* What a doubt names: a word of the file, or (text NULL) a number. */
struct doubt_said {
    const char *text;
    int64_t number;
};
enum { DOUBT_SAID_MOST = 4 };

/* What was assumed or doubted of an input, or of the settings (file NULL). */
struct review_doubt {
    const char *file;
    const char *key; /* of ingest: "zone_assumed"; ours: "holidays_unknown", "hours_assumed" */
    bool is_grave;   /* figures may be wrong because of it */
    struct doubt_said said[DOUBT_SAID_MOST];
    size_t said_count;
};

/* Everything is borrowed and must live as long as the report. */
struct review_request {
    const struct scorecard *scorecard; /* of the account, in an account review */
    const struct cube *cube;
    const struct settings *settings;
    struct language *language; /* of the words inside charts */
    const char *command;       /* that makes it again */
    const char *version;
    const char *zones; /* version of the time zone data */
    const struct input *inputs;
    size_t input_count;
    const struct review_doubt *doubts; /* in the order of the inputs */
    size_t doubt_count;
    const struct moved_figure *moved; /* figures that were sent and have moved since */
    size_t moved_count;
};

/*
 * Why this period, where it is neither the one asked for nor the last quarter before the cut;
 * absent otherwise. The numbers of the sentence live in `values`.
 */
struct phrase period_why_phrase(const struct scorecard *card, struct value values[2]);

/* Older tickets that an export by "updated since" knows late; absent where there are none. */
struct phrase late_entry_phrase(const struct scorecard *card, struct value values[2]);

/* How much of a quarter the export holds, where it begins or ends within it; absent otherwise. */
struct phrase period_held_phrase(const struct scorecard *card, enum period_index period,
                                 struct value values[1]);

/* The column or the work that would tell what an export cannot, of a key of `cure`; absent: none.
 */
struct phrase cure_phrase(const char *key);
/* Why a figure is unknown or doubted, of a key of `reason`; absent: none. */
struct phrase reason_phrase(const char *key);

/*
 * "One time in N", as far as N is known: below twenty as it stands, from there its first digit
 * alone. 0: less than one time in 1,000.
 */
int64_t chance_one_in(double chance);

#endif
