#include <assert.h>
#include <string.h>

#include "calendar/business_table.h"

/* Stretches of one UTC day: hours of up to four local days, each cut by a change of offset. */
enum { DAY_STRETCH_LIMIT = 8 * DAY_HOURS_LIMIT };

/* Open stretches of UTC come in order and are cut into days here. */
struct builder {
    struct business_clock *clock;
    struct error *err;
    size_t row; /* the day being filled */
    uint32_t before_s;
    struct open_stretch day[DAY_STRETCH_LIMIT];
    uint32_t day_count;
    int64_t pending_from; /* a stretch that the next one may continue; empty: from == to */
    int64_t pending_to;
};

static bool grow(void **rows, size_t *capacity, size_t wanted, size_t size, struct error *err)
{
    if (wanted <= *capacity)
        return true;
    size_t enough = *capacity * 2 > wanted ? *capacity * 2 : wanted + 16;
    void *grown = reallocarray(*rows, enough, size);
    if (grown == NULL)
        return error_memory(err);
    *rows = grown;
    *capacity = enough;
    return true;
}

static bool is_pattern(const struct builder *builder, size_t index)
{
    const struct business_clock *clock = builder->clock;
    struct day_pattern pattern = clock->patterns[index];

    return pattern.count == builder->day_count &&
           (pattern.count == 0 || memcmp(clock->stretches + pattern.first, builder->day,
                                         pattern.count * sizeof *builder->day) == 0);
}

/* The pattern of the filled day: most days are as a week ago; the rest are found by looking. */
static bool find_pattern(struct builder *builder, uint32_t *out)
{
    struct business_clock *clock = builder->clock;
    size_t wanted = clock->stretch_count + builder->day_count;

    if (builder->row >= WEEK_DAYS) {
        *out = clock->rows[builder->row - WEEK_DAYS].pattern;
        if (is_pattern(builder, *out))
            return true;
    }
    for (size_t i = 0; i < clock->pattern_count; i++)
        if (is_pattern(builder, i)) {
            *out = (uint32_t)i;
            return true;
        }
    if (!grow((void **)&clock->patterns, &clock->pattern_capacity, clock->pattern_count + 1,
              sizeof *clock->patterns, builder->err) ||
        !grow((void **)&clock->stretches, &clock->stretch_capacity, wanted + 1,
              sizeof *clock->stretches, builder->err))
        return false;
    assert(clock->patterns != NULL && clock->stretches != NULL);
    if (builder->day_count > 0)
        memcpy(clock->stretches + clock->stretch_count, builder->day,
               builder->day_count * sizeof *builder->day);
    *out = (uint32_t)clock->pattern_count++;
    clock->patterns[*out] =
        (struct day_pattern){(uint32_t)clock->stretch_count, builder->day_count};
    clock->stretch_count = wanted;
    return true;
}

/* Finish days before `row`. */
static bool advance(struct builder *builder, size_t row)
{
    struct business_clock *clock = builder->clock;

    for (; builder->row < row; builder->row++) {
        struct day_row *filled = &clock->rows[builder->row];
        filled->before_s = builder->before_s;
        if (!find_pattern(builder, &filled->pattern))
            return false;
        if (builder->day_count > 0) {
            const struct open_stretch *last = &builder->day[builder->day_count - 1];
            builder->before_s += last->before_s + last->to_s - last->from_s;
        }
        builder->day_count = 0;
    }
    return true;
}

static void add_to_day(struct builder *builder, uint32_t from_s, uint32_t to_s)
{
    uint32_t before_s = 0;

    if (builder->day_count > 0) {
        const struct open_stretch *last = &builder->day[builder->day_count - 1];
        before_s = last->before_s + last->to_s - last->from_s;
    }
    assert(builder->day_count < DAY_STRETCH_LIMIT); /* see its definition */
    builder->day[builder->day_count++] = (struct open_stretch){from_s, to_s, before_s};
}

/* Cut the pending stretch into UTC days. */
static bool flush(struct builder *builder)
{
    const struct business_clock *clock = builder->clock;
    int64_t from = builder->pending_from - clock->first_instant;
    int64_t to = builder->pending_to - clock->first_instant;

    from = from < 0 ? 0 : from;
    to = to > clock->span_s ? clock->span_s : to;
    while (from < to) {
        int64_t row = from / DAY_S;
        int64_t end = (row + 1) * DAY_S < to ? (row + 1) * DAY_S : to;
        if (!advance(builder, (size_t)row))
            return false;
        add_to_day(builder, (uint32_t)(from - row * DAY_S), (uint32_t)(end - row * DAY_S));
        from = end;
    }
    return true;
}

/* Stretches come in order of `from`; one that begins inside the pending one is joined to it. */
static bool emit(struct builder *builder, int64_t from, int64_t to)
{
    if (from >= to)
        return true;
    if (from <= builder->pending_to) {
        builder->pending_to = to > builder->pending_to ? to : builder->pending_to;
        return true;
    }
    if (!flush(builder))
        return false;
    builder->pending_from = from;
    builder->pending_to = to;
    return true;
}

/* The open hours of all local days that [start, end) touches, where the offset does not change. */
static bool emit_segment(struct builder *builder, const struct business_clock_spec *spec,
                         int64_t start, int64_t end)
{
    int64_t offset_s = zone_offset(spec->zone, start);
    int32_t last = day_of_local(end - 1 + offset_s);

    /* One day more in front: its hours may pass midnight. */
    for (int32_t day = day_of_local(start + offset_s) - 1; day <= last; day++) {
        const struct day_hours *hours = schedule_hours(spec->schedule, spec->holidays, day);
        int64_t midnight = (int64_t)day * DAY_S - offset_s;
        for (uint32_t i = 0; i < hours->count; i++) {
            int64_t from = midnight + hours->hours[i].from_s;
            int64_t to = midnight + hours->hours[i].to_s;
            if (!emit(builder, from < start ? start : from, to > end ? end : to))
                return false;
        }
    }
    return true;
}

static bool fill(struct business_clock *clock, const struct business_clock_spec *spec,
                 struct error *err)
{
    struct builder builder = {
        .clock = clock,
        .err = err,
        .pending_from = clock->first_instant - 1,
        .pending_to = clock->first_instant - 1,
    };
    int64_t end = clock->first_instant + clock->span_s;

    for (int64_t start = clock->first_instant; start < end;) {
        int64_t change = zone_next_change(spec->zone, start);
        int64_t stop = change < end ? change : end;
        if (!emit_segment(&builder, spec, start, stop))
            return false;
        start = stop;
    }
    if (!flush(&builder) || !advance(&builder, clock->row_count))
        return false;
    /* The row past the end ends the sums and has the empty pattern of a closed day. */
    clock->rows[clock->row_count].before_s = builder.before_s;
    return find_pattern(&builder, &clock->rows[clock->row_count].pattern);
}

bool business_clock_open(const struct business_clock_spec *spec, struct business_clock **out,
                         struct error *err)
{
    OWN(business_clock_close) struct business_clock *clock = calloc(1, sizeof *clock);
    bool is_all = spec->first_day == 0 && spec->last_day == 0;
    int32_t first = spec->first_day;
    int32_t last = is_all ? CALENDAR_DAY_COUNT - 1 : spec->last_day;

    if (first < 0 || last < first || last >= CALENDAR_DAY_COUNT)
        return error_set(err, ERROR_INPUT, "a business clock runs from %d to %d, and forward",
                         CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR);
    if (clock == NULL)
        return error_memory(err);
    /* A local day reaches into the UTC day before and after it. */
    clock->first_instant = ((int64_t)first - 1) * DAY_S;
    clock->row_count = (size_t)(last - first) + 3;
    clock->span_s = (int64_t)clock->row_count * DAY_S;
    clock->rows = calloc(clock->row_count + 1, sizeof *clock->rows);
    if (clock->rows == NULL)
        return error_memory(err);
    if (!fill(clock, spec, err))
        return false;
    *out = TAKE(clock);
    return true;
}
