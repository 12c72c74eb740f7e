#include "settings/settings.h"

#include <stdio.h>
#include <string.h>

static const char *const CRITERION_NAMES[CRITERION_COUNT] = {
    "availability", "first_reply", "completeness", "channels", "orientation"};
static const char *const OFFER_KIND_NAMES[OFFER_KIND_COUNT] = {
    "per_ticket", "hour_block", "retainer",  "per_seat",    "dedicated",
    "per_user",   "one_off",    "free_tier", "one_off_hire"};

void settings_release(struct settings *settings)
{
    arena_release(&settings->arena);
    *settings = (struct settings){0};
}

void settings_place(const struct settings *settings, size_t line, size_t column,
                    char out[PLACE_SIZE])
{
    const char *path = settings == NULL ? NULL : settings->path;

    if (column == 0 && line > 0)
        snprintf(out, PLACE_SIZE, "clients.csv:%zu", line);
    else if (path == NULL || line == 0)
        snprintf(out, PLACE_SIZE, "%.400s", path == NULL ? "settings" : path);
    else
        snprintf(out, PLACE_SIZE, "%.400s:%zu:%zu", path, line, column);
}

const char *criterion_name(enum criterion criterion)
{
    return (unsigned)criterion < CRITERION_COUNT ? CRITERION_NAMES[criterion] : "context";
}

bool criterion_parse(struct span word, enum criterion *out)
{
    for (int i = 0; i < CRITERION_COUNT; i++) {
        if (span_equal(word, span_of(CRITERION_NAMES[i]))) {
            *out = (enum criterion)i;
            return true;
        }
    }
    return false;
}

const char *offer_kind_name(enum offer_kind kind)
{
    return (unsigned)kind < OFFER_KIND_COUNT ? OFFER_KIND_NAMES[kind] : "unknown";
}

void criteria_settings_at(struct criteria_settings *criteria, int32_t day)
{
    const struct criteria_version *version = NULL;

    for (size_t i = 0; i < criteria->version_count && criteria->versions[i].from_day <= day; i++)
        version = &criteria->versions[i];
    if (version == NULL)
        return;
    memcpy(criteria->measures, version->measures, sizeof criteria->measures);
    memcpy(criteria->weight, version->weight, sizeof criteria->weight);
    criteria->has_weights = version->has_weights;
}

bool settings_pattern_fits(const char *pattern, struct span name)
{
    size_t length = pattern == NULL ? 0 : strlen(pattern);

    if (length > 0 && pattern[length - 1] == '*')
        return name.length >= length - 1 &&
               span_equal_folded((struct span){pattern, length - 1},
                                 (struct span){name.bytes, length - 1});
    return span_equal_folded(span_of(pattern), name);
}
