#include "costs/work.h"

#include <math.h>

#include "costs/handling.h"
#include "costs/offers.h"

enum { YEAR_DAYS = 365 };

/* ---- a ticket ----------------------------------------------------------------------------------
 */

static struct handling_case handling_case_of(const struct settings *settings,
                                             const struct demand *demand)
{
    const struct cost_settings *costs = &settings->costs;
    const struct own_staff_settings *own = &costs->own;

    return (struct handling_case){.told_minutes = costs->handling_minutes,
                                  .minutes_a_touch = costs->minutes_a_reply,
                                  .paid_hours = costs->paid_hours,
                                  .closed_tickets = demand->monthly_tickets,
                                  .shrinkage_share =
                                      1 - (1 - own->absence_share) * (1 - own->in_shift_share),
                                  .occupancy = costs->occupancy};
}

static double looped(const struct demand *demand, double minutes)
{
    return minutes_with_loops(minutes, demand->reopened_share, demand->escalated_share,
                              demand->second_line_minutes);
}

static void close_loops(bool is_told, struct demand *demand)
{
    double whole = demand->handling_minutes.middle;

    if (is_told) {
        struct uncertain *minutes = &demand->handling_minutes;
        whole = looped(demand, minutes->middle);
        *minutes =
            (struct uncertain){looped(demand, minutes->low), whole, looped(demand, minutes->high)};
    }
    demand->has_loops = is_told;
    double second = tickets_with_reopened(demand->escalated_share * demand->second_line_minutes,
                                          demand->reopened_share);
    demand->second_line_share = whole > 0 ? fmin(1, second / whole) : 0;
}

bool work_find(const struct cube *cube, const struct settings *settings, struct arena *arena,
               struct demand *demand, struct error *err)
{
    const struct cost_settings *costs = &settings->costs;
    const struct handling_case wanted = handling_case_of(settings, demand);
    double counted = reopened_share_of(cube);
    struct handling handling;

    demand->reopened_share = costs->reopened_share >= 0 ? costs->reopened_share
                             : isnan(counted)           ? 0
                                                        : counted;
    demand->escalated_share = costs->escalated_share;
    demand->second_line_minutes = costs->second_line_minutes;
    demand->patience_s = (double)costs->patience_s;
    if (demand->reopened_share >= 1)
        return error_set(err, ERROR_USAGE,
                         "every ticket is reopened, again and again: no work ever ends (hint: "
                         "write `costs: {reopened: 6%%}`)");
    if (!handling_find(cube, &wanted, &handling, err))
        return false;
    demand->handling_minutes = handling.minutes;
    demand->handling_source = handling_source_name(handling.source);
    demand->handled_count = (uint32_t)handling.tickets;
    close_loops(handling.source == HANDLING_TOLD, demand);
    return work_plan(settings,
                     costs->starts_day != INT32_MIN ? costs->starts_day : demand->last_day + 1,
                     arena, demand, err);
}

/* ---- planned work ------------------------------------------------------------------------------
 */

static void choose_hours(const struct settings *settings, int hours, const struct demand *demand,
                         bool out[WEEK_HOURS])
{
    int chosen = 0;

    week_of_hours(settings, hours, out);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        out[hour] &= demand->covered[hour];
        chosen += out[hour];
    }
    for (int hour = 0; hour < WEEK_HOURS && chosen == 0; hour++)
        out[hour] = demand->covered[hour];
}

bool work_plan(const struct settings *settings, int32_t first_day, struct arena *arena,
               struct demand *demand, struct error *err)
{
    const struct house *house = &settings->house;
    int32_t first = first_day < 0 ? 0 : first_day;

    demand->planned = arena_array(arena, house->planned_count + 1, sizeof *demand->planned);
    if (demand->planned == NULL)
        return error_memory(err);
    for (size_t i = 0; i < house->planned_count; i++) {
        const struct planned_row *row = &house->planned[i];
        double yearly = planned_times(row, first, first + YEAR_DAYS - 1) * row->minutes[1] / 60;
        struct planned_work *planned = &demand->planned[demand->planned_count];
        if (yearly <= 0)
            continue;
        demand->planned_count++;
        *planned = (struct planned_work){.weekly_hours = yearly * 7 / YEAR_DAYS};
        choose_hours(settings, row->hours, demand, planned->in_hours);
        demand->planned_weekly_hours += planned->weekly_hours;
    }
    return true;
}

/* ---- what comes back ---------------------------------------------------------------------------
 */

static double returned_share(const struct demand *demand, const struct offer_settings *offer)
{
    if (offer->escalated_share >= 0)
        return offer->escalated_share;
    return offer_is_by_person(offer) ? 0 : demand->escalated_share;
}

double work_offered_share(const struct demand *demand, const struct offer_settings *offer)
{
    double share = returned_share(demand, offer);

    if (demand->escalated_share <= 0)
        return 1;
    return 1 - demand->second_line_share * fmin(1, share / demand->escalated_share);
}

double work_returned_hours(const struct demand *demand, const struct offer_settings *offer)
{
    return tickets_with_reopened(returned_share(demand, offer) * demand->second_line_minutes / 60,
                                 demand->reopened_share);
}
