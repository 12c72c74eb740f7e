/* choice_words: what a comparison of models says, in sentences; the terminal and the report share
 * them. */
#ifndef DESKGAUGE_KINDS_CHOICE_WORDS_H
#define DESKGAUGE_KINDS_CHOICE_WORDS_H

#include "costs/comparison.h"
#include "model/report.h"

/* Phrases are copied into `keep` and live as long as it. `currency` is that of the settings. */
struct choice_words {
    const struct comparison *comparison;
    const struct settings *settings;
    struct report *keep;
};

/* "Own staff", the offer's name, "Own staff + Night desk". */
struct value choice_name(const struct choice_words *words, int model);
/* Why a model does not keep the promise, with which hours, channels or share; absent: it does. */
struct phrase choice_fault(const struct choice_words *words, int model);
/* The hour whose tickets no staffing answers in time, with the line of their promise; absent: none
 * is. */
struct phrase choice_impossible(const struct choice_words *words);
/* "Own staff + Night desk ₽142K, bound ₽141K, gap 0.7%" of a hybrid that has a shift plan. */
struct phrase choice_plan(const struct choice_words *words, int model);
/* One sentence with a number: the first rule that holds. */
struct phrase choice_headline(const struct choice_words *words);
/* What would change the answer; absent where no model keeps the promise. */
struct phrase choice_flip(const struct choice_words *words);
/* What the recommended model, or its rival, would have to be in what nobody can know beforehand;
 * absent: nothing is measured, or all is. */
struct phrase choice_beyond(const struct choice_words *words);
/* choice_dropped.c: which pairs of offers were tried and left out as dearer; absent where none. */
struct phrase choice_dropped(const struct choice_words *words);
/* Said before anything else below about one ticket an hour; else absent. */
struct phrase choice_minimum(const struct choice_words *words);
/* choice_keys.c: an input of the ledger, a line of cost, in words of the trade. */
struct phrase choice_input(const char *key);
struct phrase choice_line(const char *key);
/* The ledger's number in the unit of its key. */
struct value choice_amount(const struct choice_words *words, const char *key, double number);

struct value choice_money(const struct choice_words *words, double minor);

/* The stretches of the week in an array of hours: "Mon–Fri 18:00–09:00, Sat–Sun"; NULL where they
 * are more than can be said in a line. */
struct phrase choice_hours(const struct choice_words *words, const bool hours[WEEK_HOURS]);

#endif
