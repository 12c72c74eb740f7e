#include "criteria/replicates.h"

#include "calendar/instant.h"
#include "criteria/families.h"
#include "statistics/bootstrap.h"

/* Every asked ticket of the period, by account and day: what families are told by. */
static bool tickets_of_period(struct scoring *scoring, struct units *out, struct error *err)
{
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->exclusion == EXCLUDED_NOT && !units_add(scoring, out, &unit, err))
            return false;
    }
    return true;
}

bool replicates_open(struct scoring *scoring, struct replicates *out, struct error *err)
{
    struct units tickets = {0};
    struct families families = {0};

    arena_release(scoring->scratch);
    if (!tickets_of_period(scoring, &tickets, err) ||
        !families_of(scoring, &tickets, &families, err))
        return false;
    *out = (struct replicates){.count = scoring->settings->criteria.bootstrap_count,
                               .giant = families.giant,
                               .by_accounts = families.is_by_account};
    return true;
}

/* The day that names a family beside its account; INT32_MIN: the account alone. */
static int32_t day_of_family(const struct replicates *replicates, const struct unit_row *unit)
{
    if (!replicates->by_accounts)
        return unit->day;
    return unit->account == replicates->giant ? week_first_day(week_of_day(unit->day)) : INT32_MIN;
}

struct draw {
    const struct replicates *replicates;
    struct bootstrap_ladder ladder;
    uint8_t *weights;
    double *sums;
};

static bool add_family(const struct scoring *scoring, struct draw *draw, uint32_t account,
                       int32_t day, double sum, struct error *err)
{
    OWN(buffer_release) struct buffer name = {0};
    char date[DATE_TEXT_SIZE];

    buffer_text(&name, scoring->cube->names.accounts[account]);
    if (day != INT32_MIN) {
        date_format(day, date);
        buffer_format(&name, "/%s", date);
    }
    if (name.is_short)
        return error_memory(err);
    uint64_t cluster = bootstrap_cluster(buffer_span(&name), scoring->settings->criteria.seed);
    bootstrap_weights(&draw->ladder, cluster, 0, draw->replicates->count, draw->weights);
    for (uint32_t b = 0; b < draw->replicates->count; b++)
        draw->sums[b] += draw->weights[b] * sum;
    return true;
}

/* Units stand by account and day: a family is a run of them. */
static bool draw_units(const struct scoring *scoring, const struct units *units, struct draw *draw,
                       struct error *err)
{
    double sum = 0, n = (double)units->ticket_count, family = 0;

    for (size_t i = 0; i < units->count; i++)
        sum += units->rows[i].utility * units->rows[i].count;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit_row *unit = &units->rows[i], *next = unit + 1;
        int32_t day = day_of_family(draw->replicates, unit);
        bool is_last = i + 1 == units->count || next->account != unit->account ||
                       day_of_family(draw->replicates, next) != day;
        family += (unit->utility - sum / n) * unit->count / n;
        if (!is_last)
            continue;
        if (!add_family(scoring, draw, unit->account, day, family, err))
            return false;
        family = 0;
    }
    return true;
}

static bool units_of(struct scoring *scoring, enum measured measured, struct units *out,
                     struct error *err)
{
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    double unused[BAND_COUNT] = {0};

    switch (measured) {
    case MEASURED_COVER_PROMISED:
        return cover_units(scoring, &filter, out, unused, err);
    case MEASURED_REPLY_WITHIN_PROMISE:
    case MEASURED_REPLY_SUBSTANTIVE:
        return promise_units(scoring, &filter, measured == MEASURED_REPLY_SUBSTANTIVE, out, err);
    case MEASURED_ONE_TOUCH:
        return one_touch_units(scoring, &filter, out, err);
    case MEASURED_STAYS_SOLVED:
        return stay_units(scoring, &filter, out, err);
    case MEASURED_REVIEW_PASSED:
        return review_units(scoring, &filter, out, err);
    case MEASURED_CHANNEL_NO_SWITCH:
        return switch_units(scoring, &filter, out, err);
    case MEASURED_SATISFIED:
        return survey_units(scoring, &filter, out, err);
    default:
        return true;
    }
}

bool replicates_of(struct scoring *scoring, const struct replicates *replicates,
                   enum measured measured, struct arena *arena, double **out, struct error *err)
{
    struct units units = {0};

    *out = NULL;
    arena_release(scoring->scratch);
    if (!units_of(scoring, measured, &units, err))
        return false;
    if (units.ticket_count == 0)
        return true;
    struct draw draw = {.replicates = replicates,
                        .ladder = bootstrap_ladder(),
                        .weights = arena_array(scoring->scratch, replicates->count, 1),
                        .sums = arena_array(arena, replicates->count, sizeof(double))};
    if (draw.weights == NULL || draw.sums == NULL)
        return error_memory(err);
    *out = draw.sums;
    return draw_units(scoring, &units, &draw, err);
}
