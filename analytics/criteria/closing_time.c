/*
 * closing_time: answers and closings that pile up before the working day ends, or a shift where
 * rota.csv tells shifts. Instants come from the trace, so the time this takes grows with tickets.
 */
#include <math.h>
#include <string.h>

#include "criteria/signs.h"

enum { LAST_S = 15 * 60, NEAR_S = 45 * 60, FOLLOW_DAYS = 31 };

struct closing_time {
    const struct house *house; /* its rota, if any, goes before the hours */
    const struct hours_clocks *clocks;
    const int *hours_of; /* of each account: of most of its tickets; INDEX_NONE: never closes */
    int32_t first_day;
    size_t day_count;
    double *last, *before; /* by day: in its last quarter of an hour; in the half hour before it */
    uint64_t known_count, even_count; /* instants; of them, on a whole quarter of an hour */
};

static int hours_of_account(const struct scoring *scoring, const struct filter *filter,
                            uint64_t *counts)
{
    const struct fact_promise *promises = scoring->cube->names.promises;
    struct walk walk = WALK(scoring, population, filter);
    const struct cube_population *row = NULL;
    int most = INDEX_NONE;

    memset(counts, 0, (scoring->settings->hours_count + 1) * sizeof *counts);
    while ((row = walk_next(&walk)) != NULL) {
        const struct fact_promise *promise = &promises[row->key.promise];
        int hours = promise->is_always ? INDEX_NONE : promise->hours;
        if (row->exclusion == EXCLUDED_NOT)
            counts[hours + 1] += row->count;
    }
    for (int hours = 0; hours < (int)scoring->settings->hours_count; hours++)
        most = counts[hours + 1] > counts[most + 1] ? hours : most;
    return most;
}

/* `*out_any`: somebody closes at all. */
static int *hours_of_accounts(const struct scoring *scoring, const struct filter *filter,
                              bool *out_any)
{
    uint32_t count = scoring->cube->names.account_count;
    int *hours = arena_array(scoring->scratch, count + 1, sizeof *hours);
    uint64_t *counts =
        arena_array(scoring->scratch, scoring->settings->hours_count + 1, sizeof *counts);

    *out_any = false;
    if (hours == NULL || counts == NULL)
        return NULL;
    for (uint32_t account = 0; account < count; account++) {
        struct filter one = *filter;
        one.account = (int32_t)account;
        hours[account] = hours_of_account(scoring, &one, counts);
        *out_any |= hours[account] != INDEX_NONE;
    }
    return hours;
}

/* Hours up to midnight go on where the next day begins at once. */
static bool goes_on(const struct hours_clock *clock, int32_t day, int32_t to_s)
{
    const struct day_hours *next = schedule_hours(&clock->schedule, &clock->holidays, day + 1);

    return to_s >= DAY_S && next->count > 0 && next->hours[0].from_s <= to_s - DAY_S;
}

/* Seconds from a wall time to the end of the working day that it lies in; -1: none is near. */
static int64_t left_of_day(const struct hours_clock *clock, int64_t local_s)
{
    int32_t today = day_of_local(local_s);

    for (int32_t day = today; day >= today - 1; day--) { /* hours may pass midnight */
        const struct day_hours *hours = schedule_hours(&clock->schedule, &clock->holidays, day);
        int32_t to_s = hours->count == 0 ? 0 : hours->hours[hours->count - 1].to_s;
        int64_t left = (int64_t)day * DAY_S + to_s - local_s;
        if (hours->count > 0 && left >= 0 && left < NEAR_S && !goes_on(clock, day, to_s))
            return left;
    }
    return -1;
}

static int64_t left_of_shift(const struct house *house, int64_t local_s)
{
    int64_t left = house_shift_left_s(house, day_of_local(local_s), second_of_local(local_s));

    return left < NEAR_S ? left : -1;
}

static void add_instant(struct closing_time *closing, uint32_t account, int64_t at, uint32_t count)
{
    bool has_rota = closing->house->rota_count > 0;
    int hours = has_rota ? INDEX_NONE : closing->hours_of[account];

    if ((hours == INDEX_NONE && !has_rota) || at == INSTANT_UNKNOWN)
        return;
    const struct hours_clock *clock = has_rota ? NULL : &closing->clocks->rows[hours];
    const struct zone *zone = has_rota || clock->zone == NULL ? closing->clocks->zone : clock->zone;
    int64_t local_s = zone_local(zone, at);
    int64_t left = has_rota ? left_of_shift(closing->house, local_s) : left_of_day(clock, local_s);
    int64_t day = day_of_local(local_s) - (int64_t)closing->first_day;
    closing->known_count += count;
    closing->even_count += local_s % LAST_S == 0 ? count : 0;
    if (left < 0 || day < 0 || day >= (int64_t)closing->day_count)
        return;
    if (left < LAST_S)
        closing->last[day] += count;
    else
        closing->before[day] += count;
}

/* By days: what is answered in one sitting comes together. */
static struct excess excess_of_days(const struct closing_time *closing)
{
    struct excess out = {0};
    double days = 0, squares = 0, poisson = 0;

    for (size_t i = 0; i < closing->day_count; i++) {
        out.count += closing->last[i];
        out.expected += closing->before[i] / 2;
        out.near_count += closing->last[i] + closing->before[i];
        poisson += closing->last[i] + closing->before[i] / 4;
        days += closing->last[i] + closing->before[i] > 0;
    }
    double mean = (out.count - out.expected) / days;
    for (size_t i = 0; i < closing->day_count; i++) {
        double beyond = closing->last[i] - closing->before[i] / 2 - mean;
        squares += closing->last[i] + closing->before[i] > 0 ? beyond * beyond : 0;
    }
    out.variance = days < 2 ? INFINITY : fmax(poisson, days / (days - 1) * squares);
    return out;
}

/* Instants told to the quarter of an hour, or to the day, know no last quarter of an hour. */
static bool is_too_coarse(const struct closing_time *closing)
{
    return 3 * closing->even_count >= closing->known_count;
}

static void set_closing(struct scoring *scoring, struct measurement *out, uint64_t asked_count,
                        const struct closing_time *closing)
{
    const struct excess excess = excess_of_days(closing);

    out->asked_count = asked_count;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return;
    if (asked_count == 0) {
        out->reason = REASON_TOO_FEW;
    } else if (is_too_coarse(closing)) {
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_CLOCK_UNKNOWN;
    } else {
        signs_set_excess(scoring, out, &excess);
    }
}

/* Of the tickets of the period, whenever they were answered or closed. */
static bool measure_day(struct scoring *scoring, struct dimension dimension, bool is_reply,
                        struct closing_time *closing, struct error *err)
{
    const struct cube *cube = scoring->cube;
    const struct filter filter = filter_of(scoring, dimension);
    struct measurement *out =
        measurement_add(scoring, is_reply ? MEASURED_REPLY_SHIFT_END : MEASURED_CLOSED_SHIFT_END,
                        dimension, &cube->evidence[is_reply ? EVIDENCE_REPLY : EVIDENCE_RESOLVE]);

    if (out == NULL)
        return error_memory(err);
    closing->known_count = closing->even_count = 0;
    memset(closing->last, 0, closing->day_count * sizeof *closing->last);
    memset(closing->before, 0, closing->day_count * sizeof *closing->before);
    const struct tickets tickets = trace_of(scoring, filter.account);
    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(scoring, i, sizeof *ticket);
        if (ticket->created_at < scoring->period_from_at[dimension.period] ||
            ticket->created_at >= scoring->period_until_at[dimension.period] ||
            (is_reply && ticket->is_attended))
            continue;
        add_instant(closing, ticket->account, is_reply ? ticket->replied_at : ticket->closed_at,
                    ticket->count);
    }
    set_closing(scoring, out,
                signs_asked_of(
                    scoring, is_reply ? MEASURED_REPLY_NAIVE_MEDIAN : MEASURED_RESOLVE_NAIVE_MEDIAN,
                    dimension),
                closing);
    return true;
}

bool closing_time_measure(struct scoring *scoring, struct dimension dimension,
                          const struct hours_clocks *clocks, struct error *err)
{
    const struct period *period = &scoring->card->period[dimension.period];
    const struct filter filter = filter_of(scoring, dimension);
    bool has_any = false;
    struct closing_time closing = {.house = &scoring->settings->house,
                                   .clocks = clocks,
                                   .first_day = period->first_day,
                                   .day_count = (size_t)(period->last_day - period->first_day) +
                                                FOLLOW_DAYS};

    closing.hours_of = hours_of_accounts(scoring, &filter, &has_any);
    closing.last = arena_array(scoring->scratch, closing.day_count, sizeof *closing.last);
    closing.before = arena_array(scoring->scratch, closing.day_count, sizeof *closing.before);
    if (closing.hours_of == NULL || closing.last == NULL || closing.before == NULL)
        return error_memory(err);
    has_any |= closing.house->rota_count > 0;
    return !has_any || (measure_day(scoring, dimension, true, &closing, err) &&
                        measure_day(scoring, dimension, false, &closing, err));
}
