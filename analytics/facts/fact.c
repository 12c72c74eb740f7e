#include "facts/fact.h"

static const char *const EXCLUSIONS[EXCLUSION_COUNT] = {
    "none",     "spam",    "deleted",     "test",      "merged",
    "outbound", "undated", "after_as_of", "no_ticket", "disputed"};
static const char *const QUESTIONS[EVIDENCE_COUNT] = {
    "reply",   "activity", "one_touch", "reopen",      "channel", "switch",
    "abandon", "survey",   "listening", "plain_words", "review",  "resolve"};

const char *exclusion_name(enum exclusion exclusion)
{
    return (unsigned)exclusion < EXCLUSION_COUNT ? EXCLUSIONS[exclusion] : EXCLUSIONS[0];
}

const char *evidence_name(enum evidence_question question)
{
    return (unsigned)question < EVIDENCE_COUNT ? QUESTIONS[question] : "unknown";
}
