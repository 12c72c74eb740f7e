#include "criteria/moved.h"

#include <math.h>
#include <string.h>

bool is_given_out(const struct measurement *measurement)
{
    return measurement->has_value && measurement->channel == CHANNEL_UNKNOWN &&
           measurement->priority == PRIORITY_UNKNOWN && measurement->executor == EXECUTOR_UNKNOWN &&
           measurement->band_part == 0 && measurement->topic_part == 0;
}

static int compare_ids(const void *id, const void *figure)
{
    return strcmp(id, ((const struct given_figure *)figure)->id);
}

static bool is_changed(const struct given_figure *before, const struct measurement *now)
{
    double change = fabs(now->value - before->value);
    enum unit unit = measurement_unit(now->name);

    if (before->has_value != now->has_value)
        return true;
    if (unit == UNIT_SHARE &&
        (before->asked_count != now->asked_count || before->kept_count != now->kept_count))
        return true; /* "249 of 300" was printed too */
    if (!now->has_value)
        return false;
    if (unit == UNIT_SHARE || unit == UNIT_DIFFERENCE)
        return change > .0005;
    return change > .001 * fmax(fabs(before->value), 1e-9);
}

static unsigned reasons_of(const struct given *given, const struct given_figure *before,
                           const struct measurement *now, struct hash128 settings,
                           const char *version)
{
    unsigned reasons = 0;

    if (now->open_count < before->open_count)
        reasons |= MOVED_DECIDED;
    if (now->asked_count > before->asked_count)
        reasons |= MOVED_ADDED;
    if (now->asked_count < before->asked_count)
        reasons |= MOVED_LEFT_OUT;
    if (now->asked_count >= before->asked_count && now->kept_count < before->kept_count)
        reasons |= MOVED_UNDONE;
    if (!hash128_equal(given->settings, settings))
        reasons |= MOVED_SETTINGS;
    if (strcmp(given->version, version) != 0)
        reasons |= MOVED_VERSION;
    return reasons;
}

static int period_of(const struct scorecard *card, const char *label)
{
    for (int period = 0; period < PERIOD_COUNT; period++)
        if (card->period[period].is_present && strcmp(card->period[period].label, label) == 0)
            return period;
    return -1;
}

bool moved_find(const struct given *given, const struct scorecard *card,
                const struct fact_names *names, struct hash128 settings, const char *version,
                struct arena *arena, struct moved_figure **out, size_t *count, struct error *err)
{
    OWN(buffer_release) struct buffer id = {0};
    int period = period_of(card, given->period);
    struct moved_figure *moved = arena_array(arena, given->figure_count + 1, sizeof *moved);

    *count = 0;
    if (moved == NULL)
        return error_memory(err);
    for (size_t i = 0; period >= 0 && i < card->measurement_count; i++) {
        const struct measurement *now = &card->measurements[i];
        if (now->period != period || *count == given->figure_count)
            continue;
        buffer_clear(&id);
        measurement_write_id(now, names, given->period, &id);
        if (id.is_short)
            return error_memory(err);
        const struct given_figure *before = bsearch(id.bytes, given->figures, given->figure_count,
                                                    sizeof *given->figures, compare_ids);
        if (before == NULL || !is_changed(before, now))
            continue;
        moved[(*count)++] =
            (struct moved_figure){.period = given->period,
                                  .before = *before,
                                  .before_cut_at = given->cut_at,
                                  .now = now,
                                  .reasons = reasons_of(given, before, now, settings, version)};
    }
    *out = moved;
    return true;
}
