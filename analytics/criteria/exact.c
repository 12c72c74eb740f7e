#include <math.h>
#include <stdlib.h>

#include "criteria/scoring.h"
#include "cube/bins.h"

/*
 * A quantile falls into a bin; where the trace knows as many exits in that bin as the cube does, it
 * is read to the second there. Calendar time only, so where some promise runs on a business clock
 * waits keep their bins.
 */
struct exact {
    const struct scoring *scoring;
    struct dimension dimension;
    enum exact_kind kind;
    int64_t from_at, until_at;
};

static bool is_everywhere_calendar(const struct cube *cube)
{
    for (uint32_t i = 1; i < cube->names.promise_count; i++)
        if (!cube->names.promises[i].is_always)
            return false;
    return true;
}

static int32_t account_of(const struct exact *exact)
{
    return exact->dimension.account == ALL_ACCOUNTS ? exact->scoring->account
                                                    : exact->dimension.account;
}

/* Of a ticket of the account. */
static bool is_asked(const struct exact *exact, const struct trace_ticket *ticket)
{
    return (exact->dimension.channel == CHANNEL_UNKNOWN ||
            ticket->channel == exact->dimension.channel) &&
           !(exact->kind == EXACT_REPLY && ticket->is_attended) &&
           ticket->created_at >= exact->from_at && ticket->created_at < exact->until_at;
}

static int compare_durations(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Durations of the bin in order, each as often as there are tickets; `*count` of them, at most
 * `most` + 1 are kept. */
static bool durations_in(const struct exact *exact, uint16_t bin, size_t most, int64_t **out,
                         size_t *count, struct error *err)
{
    const struct tickets tickets = trace_of(exact->scoring, account_of(exact));

    *count = 0;
    *out = arena_array(exact->scoring->scratch, most + 2, sizeof **out);
    if (*out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(exact->scoring, i, sizeof *ticket);
        int64_t at = exact->kind == EXACT_REPLY ? ticket->replied_at : ticket->closed_at;
        if (at == INSTANT_UNKNOWN || !is_asked(exact, ticket) ||
            bin_of(at - ticket->created_at) != bin)
            continue;
        for (uint32_t n = 0; n < ticket->count && *count <= most; n++)
            (*out)[(*count)++] = at - ticket->created_at > 0 ? at - ticket->created_at : 0;
    }
    if (*count > 0)
        qsort(*out, *count, sizeof **out, compare_durations);
    return true;
}

struct place {
    size_t step;
    int64_t event_count;
    double before, after; /* F_1 around the step */
};

static bool find_step(const struct survival *survival, double time, struct place *out)
{
    const struct survival_cause *cause = survival->causes[CAUSE_EVENT - 1];

    for (size_t i = 0; i < survival->step_count; i++) {
        if (fabs(survival->steps[i].time - time) > 1e-6)
            continue;
        *out = (struct place){.step = i,
                              .event_count = cause[i].event_count,
                              .before = i == 0 ? 0 : cause[i - 1].incidence,
                              .after = cause[i].incidence};
        return out->event_count > 0;
    }
    return false;
}

/* The time at which F_1 has come to `level` inside the bin that ends at `*time`, and the next one
 * where it stands exactly there; unchanged when the trace does not know the same exits. */
static bool refine_end(const struct exact *exact, const struct survival *survival, double level,
                       bool is_last, double *time, double *next, bool *is_exact, struct error *err)
{
    struct place place = {0};
    int64_t *durations = NULL;
    size_t count = 0;

    *is_exact = false;
    if (!find_step(survival, *time, &place))
        return true;
    if (!durations_in(exact, bin_of((int64_t)*time), (size_t)place.event_count, &durations, &count,
                      err))
        return false;
    if (count != (size_t)place.event_count)
        return true;
    *is_exact = true;
    double rank = (level - place.before) / (place.after - place.before) * (double)count;
    size_t index = (size_t)fmax(0, ceil(rank - 1e-7) - 1);
    bool is_flat = fabs(rank - round(rank)) < 1e-7 && index + 1 < count;
    index = index >= count ? count - 1 : index;
    *time = (double)durations[is_last ? 0 : index];
    *next = (double)durations[is_last ? 0 : is_flat ? index + 1 : index];
    return true;
}

static double *next_none(double *store)
{
    *store = NAN;
    return store;
}

bool quantile_refine(const struct scoring *scoring, struct measurement *measurement,
                     const struct survival *survival, enum exact_kind kind, double level,
                     struct error *err)
{
    struct dimension dimension = {.period = measurement->period,
                                  .account = measurement->account,
                                  .channel = measurement->channel,
                                  .executor = measurement->executor};
    struct exact exact = {.scoring = scoring,
                          .dimension = dimension,
                          .kind = kind,
                          .from_at = scoring->period_from_at[measurement->period],
                          .until_at = scoring->period_until_at[measurement->period]};
    double first = measurement->first, last = measurement->last, next, unused;
    bool first_is_exact = false, last_is_exact = false;

    if (!measurement->has_value || measurement->rung == RUNG_BOUNDED ||
        dimension.executor != EXECUTOR_UNKNOWN || measurement->resolution_s <= 1 ||
        (kind == EXACT_REPLY && !is_everywhere_calendar(scoring->cube)))
        return true;
    bool is_jump = first == last;
    if (!refine_end(&exact, survival, level, false, &first, next_none(&next), &first_is_exact,
                    err) ||
        (!is_jump && !refine_end(&exact, survival, level, true, &last, next_none(&unused),
                                 &last_is_exact, err)))
        return false;
    if (!first_is_exact || (!is_jump && !last_is_exact))
        return true;
    measurement->first = first;
    measurement->last = is_jump ? next : last;
    measurement->value = measurement->strict = measurement->optimistic =
        (measurement->first + measurement->last) / 2;
    measurement->resolution_s = 0;
    measurement->low = fmin(measurement->low, measurement->first);
    measurement->high = fmax(measurement->high, measurement->last);
    return true;
}

bool mean_exact(const struct scoring *scoring, struct dimension dimension, enum exact_kind kind,
                uint64_t expected_count, double *out_s)
{
    struct exact exact = {.scoring = scoring,
                          .dimension = dimension,
                          .kind = kind,
                          .from_at = scoring->period_from_at[dimension.period],
                          .until_at = scoring->period_until_at[dimension.period]};
    uint64_t count = 0;
    int64_t sum_s = 0;

    const struct tickets tickets = trace_of(scoring, account_of(&exact));
    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(scoring, i, sizeof *ticket);
        int64_t at = kind == EXACT_REPLY ? ticket->replied_at : ticket->closed_at;
        if (at == INSTANT_UNKNOWN || !is_asked(&exact, ticket))
            continue;
        count += ticket->count;
        sum_s += (at - ticket->created_at) * ticket->count;
    }
    if (count == 0 || count != expected_count)
        return false;
    *out_s = (double)sum_s / (double)count;
    return true;
}
