#include <math.h>

#include "criteria/scoring.h"
#include "cube/bins.h"

/* What is no criterion but always printed (statistics.md 0.9): how much, how long, what is open. */

/* ---- who counts ---- */

static bool add_tickets(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;
    uint64_t inbound = 0, attended = 0;

    while ((row = walk_next(&walk)) != NULL) {
        if (row->exclusion != EXCLUDED_NOT ||
            !filter_takes(&filter, row->key.channel, row->key.executor))
            continue;
        inbound += row->count;
        attended += row->is_attended ? row->count : 0;
    }
    struct measurement *tickets = measurement_add(scoring, MEASURED_TICKETS, dimension, NULL);
    if (tickets == NULL)
        return error_memory(err);
    measurement_set_count(tickets, inbound);
    tickets->asked_count = inbound;
    return true;
}

static bool add_proactive(struct scoring *scoring, struct dimension dimension, struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;
    struct units units = {0};
    struct estimate share = {0};
    uint64_t outbound = 0;

    while ((row = walk_next(&walk)) != NULL) {
        if (row->exclusion != EXCLUDED_NOT && row->exclusion != EXCLUDED_OUTBOUND)
            continue;
        struct unit_row unit = unit_of(&row->key, row->count);
        unit.utility = row->exclusion == EXCLUDED_OUTBOUND;
        outbound += row->exclusion == EXCLUDED_OUTBOUND ? row->count : 0;
        if (!units_add(scoring, &units, &unit, err))
            return false;
    }
    struct measurement *out = measurement_add(scoring, MEASURED_PROACTIVE, dimension, NULL);
    if (out == NULL)
        return error_memory(err);
    if (!estimate_mean(scoring, &units, &share, err))
        return false;
    out->asked_count = units.ticket_count;
    out->kept_count = outbound;
    measurement_set_share(scoring, out, &share, &share);
    return true;
}

static void note_parts(struct scoring *scoring)
{
    for (enum period_index period = 0; period < PERIOD_YEAR_AGO; period++) {
        struct filter filter = filter_of_period(scoring, period);
        struct walk walk = WALK(scoring, population, &filter);
        const struct cube_population *row = NULL;
        while (scoring->card->period[period].is_present && (row = walk_next(&walk)) != NULL) {
            if (row->exclusion != EXCLUDED_NOT)
                continue;
            scoring->has_channel[row->key.channel] = true;
            scoring->has_executor[row->key.executor] = true;
        }
    }
}

/* In all of the export, whatever is asked about. */
static uint32_t count_clients(const struct scoring *scoring)
{
    const struct cube *cube = scoring->cube;
    uint32_t count = 0;

    for (uint32_t account = 0; account < cube->names.account_count; account++) {
        const struct filter filter = {
            .account = (int32_t)account, .first_day = INT32_MIN, .last_day = INT32_MAX};
        struct walk walk = WALK(scoring, wait, &filter);
        count += walk_next(&walk) != NULL;
    }
    return count;
}

bool population_count(struct scoring *scoring, struct error *err)
{
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;
    struct scorecard *card = scoring->card;

    note_parts(scoring);
    scoring->client_count = count_clients(scoring);
    while ((row = walk_next(&walk)) != NULL) {
        if (row->exclusion < EXCLUSION_COUNT)
            card->excluded_count[row->exclusion] += row->count;
        if (row->exclusion == EXCLUDED_NOT && row->is_attended)
            card->attended_count += row->count;
    }
    for (enum period_index period = 0; period < PERIOD_COUNT; period++) {
        if (!card->period[period].is_present)
            continue;
        if (!add_tickets(scoring, whole_of(period), err) ||
            !add_proactive(scoring, whole_of(period), err))
            return false;
        if (period != PERIOD_YEAR_AGO &&
            !each_part(scoring, period, PARTS_OF_CHANNELS | PARTS_OF_EXECUTORS | PARTS_OF_ACCOUNTS,
                       add_tickets, err))
            return false;
    }
    return true;
}

/* ---- time to resolution ---- */

struct resolution {
    struct units all;      /* calendar clock, seconds */
    struct units resolved; /* those alone: what a usual dashboard counts */
    struct units promised; /* against the own promise: time in promises */
    uint64_t kept_count, undecided_count;
};

static bool add_promised(struct scoring *scoring, const struct cube_resolve *row,
                         struct resolution *out, struct error *err)
{
    const struct fact_promise *promise = &scoring->cube->names.promises[row->key.promise];
    struct unit_row unit = unit_of(&row->key, row->count);

    if (promise->resolve_s <= 0 || row->resolve.promised_part > 4)
        return true;
    unit.cause = (uint8_t)cause_of(row->resolve.exit);
    unit.time = row->resolve.promised_part == 0 ? 1 : 2;
    if (row->resolve.promised_part == 0 && unit.cause == CAUSE_NONE) {
        double part = (double)bin_upper_s(row->resolve.promised_bin) / (double)promise->resolve_s;
        unit.time = fmin(part, 1);
        out->undecided_count += row->count;
    }
    out->kept_count +=
        row->resolve.promised_part == 0 && unit.cause == CAUSE_EVENT ? row->count : 0;
    return units_add(scoring, &out->promised, &unit, err);
}

/* A dashboard knows no entry. */
static bool add_resolved(struct scoring *scoring, struct unit_row unit, struct resolution *out,
                         struct error *err)
{
    unit.entry = 0;
    return units_add(scoring, &out->resolved, &unit, err);
}

static bool collect(struct scoring *scoring, struct dimension dimension, struct resolution *out,
                    struct error *err)
{
    struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, resolve, &filter);
    const struct cube_resolve *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        if (row->resolve.calendar_bin == BIN_UNKNOWN || row->resolve.exit == EXIT_UNMEASURED)
            continue;
        struct unit_row unit = unit_of(&row->key, row->count);
        unit.cause = (uint8_t)cause_of(row->resolve.exit);
        unit.time = (double)bin_upper_s(row->resolve.calendar_bin);
        unit.entry = entry_of((double)bin_upper_s(row->entry_bin));
        if (!units_add(scoring, &out->all, &unit, err) ||
            (unit.cause == CAUSE_EVENT && !add_resolved(scoring, unit, out, err)) ||
            !add_promised(scoring, row, out, err))
            return false;
    }
    return true;
}

static void set_naive_mean(const struct scoring *scoring, struct measurement *out,
                           const struct units *resolved)
{
    double sum = 0, exact_s = 0;

    if (resolved->ticket_count == 0)
        return;
    for (size_t i = 0; i < resolved->count; i++)
        sum += resolved->rows[i].time * resolved->rows[i].count;
    out->has_value = true;
    out->value = sum / (double)resolved->ticket_count;
    if (mean_exact(scoring, whole_of((enum period_index)out->period), EXACT_RESOLVE,
                   resolved->ticket_count, &exact_s))
        out->value = exact_s;
    out->strict = out->optimistic = out->value;
    out->standing = STANDING_INDICATIVE;
    out->reason = REASON_SURVIVORS_ONLY;
}

static bool measure_promised(struct scoring *scoring, struct dimension dimension,
                             struct resolution *resolution, const struct evidence *evidence,
                             struct error *err)
{
    const double one = 1;
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &one, .count = 1};
    struct estimate share = {0};
    struct measurement *out =
        measurement_add(scoring, MEASURED_RESOLVE_WITHIN_PROMISE, dimension, evidence);

    if (out == NULL)
        return error_memory(err);
    if (!estimate_attained(scoring, &resolution->promised, &goal, &share, err))
        return false;
    out->clock = CLOCK_PROMISED;
    out->asked_count = resolution->promised.ticket_count;
    out->kept_count = resolution->kept_count;
    out->open_count = resolution->undecided_count;
    if (out->asked_count == 0 && out->rung != RUNG_NOT_IN_EXPORT)
        out->reason = REASON_NO_PROMISE;
    measurement_set_share(scoring, out, &share, &share);
    measurement_is_conditional(out, &resolution->all);
    return true;
}

static bool measure_resolution(struct scoring *scoring, enum period_index period, struct error *err)
{
    static const struct {
        enum measured name;
        double level;
    } LEVELS[] = {{MEASURED_RESOLVE_MEDIAN, .5}, {MEASURED_RESOLVE_P80, .8}};
    const struct evidence *evidence = &scoring->cube->evidence[EVIDENCE_RESOLVE];
    struct dimension dimension = whole_of(period);
    struct resolution resolution = {0};
    struct survival all = {0}, resolved = {0};
    struct measurement *out = NULL;

    arena_release(scoring->scratch);
    if (!collect(scoring, dimension, &resolution, err) ||
        !curve_build(scoring, &resolution.all, &all, err) ||
        !curve_build(scoring, &resolution.resolved, &resolved, err))
        return false;
    if (period == PERIOD_CURRENT)
        note_late_entries(scoring, &resolution.all);
    if ((out = measurement_add(scoring, MEASURED_RESOLVED, dimension, evidence)) == NULL)
        return error_memory(err);
    measurement_set_count(out, resolution.resolved.ticket_count);
    out->asked_count = resolution.all.ticket_count;
    out->open_count = out->asked_count - out->kept_count;
    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
        if ((out = measurement_add(scoring, LEVELS[i].name, dimension, evidence)) == NULL)
            return error_memory(err);
        out->asked_count = resolution.all.ticket_count;
        out->kept_count = resolution.resolved.ticket_count;
        out->open_count = out->asked_count - out->kept_count;
        measurement_set_quantile(scoring, out, &all, &all, LEVELS[i].level);
        if (!quantile_by_families(scoring, out, &resolution.all, &all, &resolution.all, &all,
                                  LEVELS[i].level, err) ||
            !quantile_refine(scoring, out, &all, EXACT_RESOLVE, LEVELS[i].level, err))
            return false;
        measurement_is_conditional(out, &resolution.all);
    }
    if ((out = measurement_add(scoring, MEASURED_RESOLVE_NAIVE_MEDIAN, dimension, evidence)) ==
        NULL)
        return error_memory(err);
    out->asked_count = out->kept_count = resolution.resolved.ticket_count;
    measurement_set_quantile(scoring, out, &resolved, &resolved, .5);
    if (!quantile_by_families(scoring, out, &resolution.resolved, &resolved, &resolution.resolved,
                              &resolved, .5, err) ||
        !quantile_refine(scoring, out, &resolved, EXACT_RESOLVE, .5, err))
        return false;
    measurement_cap(out, STANDING_INDICATIVE, REASON_SURVIVORS_ONLY);
    if ((out = measurement_add(scoring, MEASURED_RESOLVE_NAIVE_MEAN, dimension, evidence)) == NULL)
        return error_memory(err);
    out->asked_count = out->kept_count = resolution.resolved.ticket_count;
    set_naive_mean(scoring, out, &resolution.resolved);
    return (!units_are_watched(&resolution.all) ||
            curve_draw(scoring, &all, &scoring->card->resolve_curve[period], err)) &&
           measure_promised(scoring, dimension, &resolution, evidence, err);
}

/* ---- what is open ---- */

static const int64_t AGES_S[] = {0, DAY_S, 3 * DAY_S, 7 * DAY_S, 14 * DAY_S, 30 * DAY_S};
enum { AGE_COUNT = sizeof AGES_S / sizeof *AGES_S, AGE_WEEK = 3 };

static uint64_t waiting_since(const struct scoring *scoring, int64_t at, int64_t older_than_s)
{
    const struct tickets tickets = trace_of(scoring, scoring->account);
    uint64_t count = 0;

    for (size_t i = 0; i < tickets.count; i++) {
        const struct trace_ticket *ticket = &tickets.rows[i];
        row_is_read(scoring, i, sizeof *ticket);
        bool is_open = ticket->closed_at == INSTANT_UNKNOWN || ticket->closed_at > at;
        if (is_open && at - ticket->created_at >= older_than_s)
            count += ticket->count;
    }
    return count;
}

static bool measure_backlog(struct scoring *scoring, struct error *err)
{
    const struct evidence *evidence = &scoring->cube->evidence[EVIDENCE_RESOLVE];
    struct scorecard *card = scoring->card;
    struct dimension dimension = whole_of(PERIOD_CURRENT);

    struct measurement *all = measurement_add(scoring, MEASURED_BACKLOG, dimension, evidence);
    if (all == NULL)
        return error_memory(err);
    bool is_known = all->rung != RUNG_NOT_IN_EXPORT && scoring->cube->cut_at != INSTANT_UNKNOWN;
    for (int age = 0; is_known && age < AGE_COUNT; age++)
        card->backlog[card->backlog_count++] = (struct backlog_row){
            AGES_S[age], waiting_since(scoring, scoring->cube->cut_at, AGES_S[age])};
    if (is_known)
        measurement_set_count(all, card->backlog[0].ticket_count);
    all->asked_count = all->kept_count;
    struct measurement *old =
        measurement_add(scoring, MEASURED_BACKLOG_OLDER_WEEK, dimension, evidence);
    if (old == NULL)
        return error_memory(err);
    if (is_known)
        measurement_set_count(old, card->backlog[AGE_WEEK].ticket_count);
    old->asked_count = old->kept_count;
    return true;
}

bool context_measure(struct scoring *scoring, struct error *err)
{
    for (enum period_index period = 0; period < PERIOD_COUNT; period++)
        if (scoring->card->period[period].is_present && !measure_resolution(scoring, period, err))
            return false;
    return measure_backlog(scoring, err);
}
