/* rota: who was to be there (declared), beside what the tickets show of it. */
#include <math.h>

#include "calendar/slot.h"
#include "criteria/scoring.h"
#include "criteria/slot_hours.h"
#include "settings/clocks.h"

enum { STEP_MINUTES = 15 };

/* Hours of the period, as far as the rota speaks of their days. */
struct rota_hours {
    double all, all_on;           /* of the calendar; with somebody on duty */
    double promised, promised_on; /* of the promised hours */
    double seen;                  /* of all_on: somebody acted within the hour */
};

/* One flag an hour of the period: did somebody act in it? */
static bool *hours_with_acts(const struct scoring *scoring, const struct slot_hours *hours)
{
    const struct cube *cube = scoring->cube;
    size_t count = (size_t)((hours->until_at - hours->from_at) / HOUR_S) + 1;
    bool *acts = arena_array(scoring->scratch, count, sizeof *acts);

    for (size_t i = 0; acts != NULL && i < cube->action_count; i++) {
        int64_t at = cube->actions[i].at;
        if (at >= hours->from_at && at < hours->until_at)
            acts[(at - hours->from_at) / HOUR_S] = true;
    }
    return acts;
}

static void add_step(const struct scoring *scoring, const struct hours_clocks *clocks,
                     const struct slot_hours *hours, const bool *acts, int64_t at,
                     struct rota_hours *out)
{
    int64_t local_s = zone_local(clocks->zone, at);
    double on_duty = house_on_duty(&scoring->settings->house, EXECUTOR_UNKNOWN,
                                   day_of_local(local_s), second_of_local(local_s) / 60);
    int slot = slot_of(clocks->zone, clocks->holidays, at);
    double step = STEP_MINUTES / 60.0;

    if (on_duty < 0 || slot == SLOT_UNKNOWN)
        return;
    out->all += step;
    out->promised += step * hours->promised_share[slot];
    if (on_duty == 0)
        return;
    out->all_on += step;
    out->promised_on += step * hours->promised_share[slot];
    if (acts[(at - hours->from_at) / HOUR_S])
        out->seen += step;
}

static bool add_figure(struct scoring *scoring, enum measured name, double on, double all,
                       struct error *err)
{
    const struct evidence declared = {.rung = RUNG_DECLARED};

    if (all <= 0)
        return true;
    struct measurement *out = measurement_add(scoring, name, whole_of(PERIOD_CURRENT), &declared);
    if (out == NULL)
        return error_memory(err);
    out->has_value = true;
    out->value = out->strict = out->optimistic = on / all;
    out->asked_count = (uint64_t)llround(all);
    out->kept_count = (uint64_t)llround(on);
    out->standing = STANDING_INDICATIVE;
    out->reason = REASON_DECLARED;
    return true;
}

/* Only with a rota, of the current period. Counts are hours. */
bool rota_measure(struct scoring *scoring, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    struct slot_hours hours;
    struct rota_hours sums = {0};

    if (scoring->settings->house.rota_count == 0)
        return true;
    if (!slot_hours_measure(scoring, &filter, &hours, err) ||
        !hours_clocks_open(scoring->settings, &clocks, err))
        return false;
    bool *acts = hours_with_acts(scoring, &hours);
    if (acts == NULL)
        return error_memory(err);
    for (int64_t at = hours.from_at; at < hours.until_at; at += (int64_t)STEP_MINUTES * 60)
        add_step(scoring, &clocks, &hours, acts, at, &sums);
    return add_figure(scoring, MEASURED_ROTA_PROMISED, sums.promised_on, sums.promised, err) &&
           add_figure(scoring, MEASURED_ROTA_ALL_HOURS, sums.all_on, sums.all, err) &&
           (scoring->cube->action_count == 0 ||
            add_figure(scoring, MEASURED_ROTA_SEEN, sums.seen, sums.all_on, err));
}
