#include "costs/staffing.h"

#include <math.h>

#include "costs/blend.h"
#include "costs/erlang.h"

enum { DAY_HOURS = 24, YEAR_DAYS = 365, MOST_SEATS = 100000, CLASS_LIMIT = 64 };

/* The live classes of one hour, strictest first. */
struct live_hour {
    double load[CLASS_LIMIT];
    double within_s[CLASS_LIMIT];
    double share[CLASS_LIMIT];
    size_t count;
    double total;
};

static bool is_live_at(const struct demand_stream *stream, int hour)
{
    return stream->is_live && stream->first_reply_s > 0 && stream->open[hour];
}

/* Beyond the limit a promise joins the last class, the least strict. */
static struct live_hour live_hour(const struct staffing_case *wanted, int hour)
{
    struct live_hour live = {0};

    for (size_t i = 0; i < wanted->demand->stream_count; i++) {
        const struct demand_stream *stream = &wanted->demand->streams[i];
        double load = stream->rate[hour] * wanted->scale * wanted->handling_s / 3600;
        if (!is_live_at(stream, hour) || load <= 0)
            continue;
        size_t at = live.count < CLASS_LIMIT ? live.count++ : CLASS_LIMIT - 1;
        live.load[at] += load;
        live.within_s[at] = stream->first_reply_s;
        live.share[at] = stream->share;
        live.total += load;
    }
    return live;
}

static bool keeps_all(const struct live_hour *live, double c, double seats, double handling_s)
{
    double before = 0;

    for (size_t i = 0; i < live->count; i++) {
        double upto = before + live->load[i] / seats;
        double rate = seats / handling_s * (1 - before) * (1 - upto);
        if (c * exp(-live->within_s[i] * rate) > 1 - live->share[i])
            return false;
        before = upto;
    }
    return true;
}

static bool live_seats(const struct live_hour *live, double handling_s, uint32_t least,
                       uint32_t *out)
{
    double b = 1;

    *out = least;
    if (live->total <= 0)
        return true;
    for (size_t i = 0; i < live->count; i++)
        if (live->share[i] >= 1)
            return false;
    for (uint32_t seats = 1; seats <= MOST_SEATS; seats++) {
        b = live->total * b / (seats + live->total * b);
        if (seats < least || live->total >= seats)
            continue;
        double c = seats * b / (seats - live->total * (1 - b));
        if (keeps_all(live, c, seats, handling_s)) {
            *out = seats;
            return true;
        }
    }
    return false;
}

static uint32_t least_seats(const struct staffing_case *wanted, int hour)
{
    if (!wanted->demand->covered[hour])
        return 0;
    return hour_is_night(hour) && wanted->night_minimum > 1 ? wanted->night_minimum : 1;
}

static bool plan_live(const struct staffing_case *wanted, struct staffing *out, struct blend *blend,
                      struct error *err)
{
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        struct live_hour live = live_hour(wanted, hour);
        if (!live_seats(&live, wanted->handling_s, least_seats(wanted, hour), &out->seats[hour]))
            return error_set(err, ERROR_USAGE,
                             "no number of seats keeps a promise of 100 %% (hint: promise a share "
                             "below 1)");
        blend->idle[hour] = wanted->demand->covered[hour] ? out->seats[hour] - live.total : 0;
        blend->staffed[hour] = wanted->demand->covered[hour];
        blend->office[hour] = wanted->demand->covered[hour] && wanted->demand->office[hour];
    }
    return true;
}

static bool gather_waiting(const struct staffing_case *wanted, struct staffing *out,
                           struct blend *blend, struct error *err)
{
    for (size_t i = 0; i < wanted->demand->stream_count; i++) {
        const struct demand_stream *stream = &wanted->demand->streams[i];
        struct deadline_week week = {.within_hours = stream->first_reply_s / 3600};
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            week.promise_open[hour] = stream->open[hour];
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            double work = stream->rate[hour] * wanted->scale * wanted->handling_s / 3600;
            out->load[hour] += work;
            if (work <= 0 || is_live_at(stream, hour))
                continue;
            double after = stream->first_reply_s > 0 ? deadline_after(&week, hour) : WEEK_HOURS;
            if (!isfinite(after))
                out->impossible_hour = hour;
            else if (!blend_add(blend, hour, after, work, err))
                return false;
        }
    }
    return true;
}

bool staffing_plan(const struct staffing_case *wanted, struct staffing *out, struct error *err)
{
    OWN(blend_release)
    struct blend blend = {.ticket_work = wanted->handling_s / 3600,
                          .dispersion = wanted->demand->dispersion};
    struct staffing staffing = {.impossible_hour = -1};
    struct blend_result added = {0};

    if (!plan_live(wanted, &staffing, &blend, err) ||
        !gather_waiting(wanted, &staffing, &blend, err) || !blend_solve(&blend, &added, err))
        return false;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        if (blend.staffed[hour])
            staffing.seats[hour] += added.everywhere + (blend.office[hour] ? added.in_office : 0);
    staffing.deadline_seats = added.bound;
    if (added.impossible_hour >= 0)
        staffing.impossible_hour = added.impossible_hour;
    *out = staffing;
    return true;
}

struct seat_hours staffing_year(const struct staffing *staffing, double holidays_a_year)
{
    double weeks = (YEAR_DAYS - holidays_a_year) / 7;
    struct seat_hours year = {0};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_sunday = hour / DAY_HOURS == 6;
        double seats = staffing->seats[hour];
        double days = weeks + (is_sunday ? holidays_a_year : 0);
        year.all += seats * days;
        year.night += hour_is_night(hour) ? seats * days : 0;
        year.holiday += is_sunday ? seats * holidays_a_year : 0;
    }
    return year;
}
