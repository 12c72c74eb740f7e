#include "calendar/business_clock.h"

#include "calendar/business_table.h"

void business_clock_close(struct business_clock *clock)
{
    if (clock == NULL)
        return;
    free(clock->rows);
    free(clock->patterns);
    free(clock->stretches);
    free(clock);
}

/* The end of the last day is a question that can be answered, so it is not outside. */
static inline bool is_inside(const struct business_clock *clock, int64_t instant)
{
    return instant >= clock->first_instant && instant <= clock->first_instant + clock->span_s;
}

/* B(t) of an instant inside. */
static inline int64_t open_before(const struct business_clock *clock, int64_t instant)
{
    uint64_t since = (uint64_t)(instant - clock->first_instant);
    uint32_t second = (uint32_t)(since % DAY_S);
    struct day_row row = clock->rows[since / DAY_S];
    struct day_pattern pattern = clock->patterns[row.pattern];
    uint32_t open_s = 0;

    for (uint32_t i = 0; i < pattern.count; i++) {
        struct open_stretch stretch = clock->stretches[pattern.first + i];
        if (second <= stretch.from_s)
            break;
        uint32_t end = second < stretch.to_s ? second : stretch.to_s;
        open_s = stretch.before_s + end - stretch.from_s;
    }
    return (int64_t)row.before_s + open_s;
}

int64_t business_clock_elapsed(const struct business_clock *clock, int64_t from, int64_t to)
{
    if (!is_inside(clock, from) || !is_inside(clock, to))
        return ELAPSED_UNKNOWN;
    return to <= from ? 0 : open_before(clock, to) - open_before(clock, from);
}

bool business_clock_is_open(const struct business_clock *clock, int64_t instant)
{
    if (!is_inside(clock, instant) || !is_inside(clock, instant + 1))
        return false;
    return open_before(clock, instant + 1) > open_before(clock, instant);
}

/* The last row with fewer than `target` open seconds before it: steps that double, then halves. */
static size_t row_of_sum(const struct business_clock *clock, size_t from, int64_t target)
{
    size_t low = from;
    size_t high = from + 1;

    for (size_t step = 1; high < clock->row_count && clock->rows[high].before_s < target;
         step *= 2) {
        low = high;
        high += step;
    }
    if (high > clock->row_count)
        high = clock->row_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (clock->rows[middle].before_s < target)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int64_t business_clock_due(const struct business_clock *clock, int64_t from, int64_t open_s)
{
    if (!is_inside(clock, from))
        return INSTANT_UNKNOWN;
    if (open_s <= 0)
        return from;
    if (open_s > clock->span_s)
        return INSTANT_UNKNOWN;
    int64_t target = open_before(clock, from) + open_s;
    if (target > clock->rows[clock->row_count].before_s)
        return INSTANT_UNKNOWN;
    size_t row = row_of_sum(clock, (size_t)((from - clock->first_instant) / DAY_S), target);
    struct day_pattern pattern = clock->patterns[clock->rows[row].pattern];
    uint32_t wanted = (uint32_t)(target - clock->rows[row].before_s);
    const struct open_stretch *stretch = &clock->stretches[pattern.first + pattern.count - 1];
    while (stretch->before_s >= wanted)
        stretch--;
    return clock->first_instant + (int64_t)row * DAY_S + stretch->from_s + wanted -
           stretch->before_s;
}

/* Pauses as [from, to) inside [at, limit), in order, without what an earlier one covers. */
static bool next_pause(const struct pause *pause, int64_t at, int64_t limit, struct pause *out)
{
    int64_t from = pause->from < at ? at : pause->from;
    int64_t to = pause->to == INSTANT_UNKNOWN || pause->to > limit ? limit : pause->to;

    if (pause->from == INSTANT_UNKNOWN || from >= to)
        return false;
    *out = (struct pause){from, to};
    return true;
}

int64_t business_clock_elapsed_unpaused(const struct business_clock *clock, int64_t from,
                                        int64_t to, const struct pause *pauses, size_t count)
{
    int64_t elapsed = business_clock_elapsed(clock, from, to);
    int64_t at = from;

    if (elapsed <= 0)
        return elapsed;
    for (size_t i = 0; i < count; i++) {
        struct pause pause = {0};
        if (!next_pause(&pauses[i], at, to, &pause))
            continue;
        elapsed -= business_clock_elapsed(clock, pause.from, pause.to);
        at = pause.to;
    }
    return elapsed;
}

int64_t business_clock_due_unpaused(const struct business_clock *clock, int64_t from,
                                    int64_t open_s, const struct pause *pauses, size_t count)
{
    int64_t left = open_s;
    int64_t at = from;

    if (!is_inside(clock, from) || open_s <= 0)
        return business_clock_due(clock, from, open_s);
    for (size_t i = 0; i < count; i++) {
        struct pause pause = {0};
        int64_t limit = clock->first_instant + clock->span_s;
        if (!next_pause(&pauses[i], at, limit, &pause))
            continue;
        int64_t open = business_clock_elapsed(clock, at, pause.from);
        if (open >= left)
            break;
        left -= open;
        if (pauses[i].to == INSTANT_UNKNOWN)
            return INSTANT_UNKNOWN;
        at = pause.to;
    }
    return business_clock_due(clock, at, left);
}
