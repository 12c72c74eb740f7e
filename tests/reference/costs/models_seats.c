#include <math.h>
#include <stdio.h>
#include <string.h>

#include "costs/deadline.h"
#include "costs/erlang.h"
#include "costs/staffing.h"
#include "models.h"

enum { DAY_HOURS = 24, WORKDAYS = 5, MOST_SEATS = 100000 };

/* The rates of one kind of day: `busy` from `from` to `to`, else `calm`, an hour. */
struct day_rates {
    int from, to;
    double busy, calm;
};

static void fill_work(const struct day_rates *workday, const struct day_rates *weekend,
                      double handling_hours, struct deadline_week *week)
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        const struct day_rates *rates = hour / DAY_HOURS < WORKDAYS ? workday : weekend;
        int of_day = hour % DAY_HOURS;
        bool is_busy = of_day >= rates->from && of_day < rates->to;
        week->work_hours[hour] = (is_busy ? rates->busy : rates->calm) * handling_hours;
    }
}

/* "24x7" or "Mon-Fri 9-18". */
static bool fill_open(const char *open, bool on_business_clock, struct deadline_week *week)
{
    int from = 0;
    int to = DAY_HOURS;
    bool is_always = strncmp(open, "24x7", 4) == 0;

    if (!is_always && sscanf(open, "Mon-Fri %d-%d", &from, &to) != 2)
        return false;
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        int of_day = hour % DAY_HOURS;
        week->staff_open[hour] =
            is_always || (hour / DAY_HOURS < WORKDAYS && of_day >= from && of_day < to);
        week->promise_open[hour] = !on_business_clock || week->staff_open[hour];
    }
    return true;
}

bool value_of_deferrable(const struct row *row, double *out)
{
    struct day_rates workday;
    struct day_rates weekend;
    struct deadline_week week = {0};
    double handling_hours = 0;
    char clock[32];
    const char *open = strstr(row->params, "open=");

    if (strcmp(row->quantity, "min_agents_fluid") != 0 || open == NULL ||
        sscanf(row->params,
               "168h mail: wd %d-%d %lf/h else %lf/h; we %d-%d %lf/h else %lf/h; AHT %lf "
               "h;target=%lf %31[a-z()]",
               &workday.from, &workday.to, &workday.busy, &workday.calm, &weekend.from, &weekend.to,
               &weekend.busy, &weekend.calm, &handling_hours, &week.within_hours, clock) != 11 ||
        !fill_open(open + strlen("open="), strncmp(clock, "open", 4) == 0, &week))
        return false;
    fill_work(&workday, &weekend, handling_hours, &week);
    struct deadline_bound bound = deadline_bound(&week);
    *out = bound.impossible_hour < 0 ? bound.seats : INFINITY;
    return true;
}

static bool seats_of(double load, double handling_s, double within_s, double share, double *out)
{
    struct seats_wanted wanted = {.load = load,
                                  .handling_s = handling_s,
                                  .within_s = within_s,
                                  .share = share,
                                  .most_occupancy = 1,
                                  .least = 1,
                                  .most = MOST_SEATS};
    uint32_t seats = 0;

    if (!erlang_c_seats(&wanted, &seats))
        return false;
    *out = seats;
    return true;
}

bool value_of_pooling(const struct row *row, double *out)
{
    double clients = 0;
    double load = 0;
    double handling_s = 0;
    double percent = 0;
    double within_s = 0;
    double alone = 0;
    double shared = 0;

    if (sscanf(row->params, "%lf clients each %lf erl;AHT %lf s;%lf%% in %lf s", &clients, &load,
               &handling_s, &percent, &within_s) != 5 ||
        !seats_of(load, handling_s, within_s, percent / 100, &alone) ||
        !seats_of(clients * load, handling_s, within_s, percent / 100, &shared))
        return false;
    if (strcmp(row->quantity, "dedicated_seats_total") == 0)
        *out = clients * alone;
    else if (strcmp(row->quantity, "shared_seats_total") == 0)
        *out = shared;
    else if (strcmp(row->quantity, "shared_to_dedicated_ratio") == 0)
        *out = shared / (clients * alone);
    else
        return false;
    return true;
}

/* Pay of one seat around the clock over its pay without premiums. */
bool value_of_premium(const struct row *row, double *out)
{
    struct staffing staffing = {0};
    double night_percent = 0;
    double holidays = 0;
    int days = 0;

    if (strcmp(row->quantity, "factor") != 0 ||
        sscanf(row->params, "%*[^+]+%lf%%; %lf public holidays double; %d days", &night_percent,
               &holidays, &days) != 3 ||
        days != 365)
        return false;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        staffing.seats[hour] = 1;
    struct seat_hours year = staffing_year(&staffing, holidays);
    *out = (year.all + night_percent / 100 * year.night + year.holiday) / year.all;
    return true;
}
