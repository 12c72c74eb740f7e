#include "costs/staffing.h"

#include <math.h>
#include <stdlib.h>

#include "costs/blend.h"
#include "costs/offered_load.h"

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

static void join_class(const struct demand_stream *stream, double load, struct live_hour *live)
{
    size_t at = live->count < CLASS_LIMIT ? live->count++ : CLASS_LIMIT - 1;

    live->load[at] += load;
    live->within_s[at] = stream->first_reply_s;
    live->share[at] = stream->share;
    live->total += load;
}

/* Beyond the limit a promise joins the last class, the least strict. What is worked on while its
 * own hours have closed is load still; where nobody is covered, it is finished in overtime. */
static void add_live(const struct staffing_case *wanted, const struct demand_stream *stream,
                     struct live_hour *hours)
{
    double handling_hours = wanted->handling_s / 3600, rate[WEEK_HOURS], load[WEEK_HOURS];
    const struct load_hours live = {rate, WEEK_HOURS};

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        rate[hour] = is_live_at(stream, hour) ? stream->rate[hour] * wanted->scale : 0;
    offered_load_of_hours(&live, handling_hours, load_rule_for(handling_hours * 60, false), load);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        if (load[hour] > 0 && wanted->demand->covered[hour])
            join_class(stream, load[hour], &hours[hour]);
}

/* Within T of all that come: who waits finds the wait that is offered to class k exponential, and
 * may have given up before. Without patience that is 1 - c·e^(-rT) of Cobham. */
static double answered_within(double c, double rate, double within_s, double patience_s)
{
    double leaving = patience_s > 0 ? 1 / patience_s : 0;

    return 1 - c + c * rate / (rate + leaving) * -expm1(-(rate + leaving) * within_s);
}

/* `staying`: share of the load that is served. */
static bool keeps_all(const struct live_hour *live, double c, double staying, double seats,
                      const struct staffing_case *wanted)
{
    double before = 0;

    for (size_t i = 0; i < live->count; i++) {
        double upto = before + live->load[i] * staying / seats;
        double rate = seats / wanted->handling_s * (1 - before) * (1 - upto);
        if (answered_within(c, rate, live->within_s[i], wanted->demand->patience_s) <
            live->share[i])
            return false;
        before = upto;
    }
    return true;
}

static bool keeps_at(const struct live_hour *live, double b, uint32_t seats,
                     const struct staffing_case *wanted)
{
    if (wanted->demand->patience_s > 0) {
        struct patience_queue queue =
            patience_queue(live->total, seats, wanted->handling_s, wanted->demand->patience_s);
        return keeps_all(live, queue.wait_probability, 1 - queue.abandon_probability, seats,
                         wanted);
    }
    if (live->total >= seats)
        return false;
    double c = seats * b / (seats - live->total * (1 - b));
    return keeps_all(live, c, 1, seats, wanted);
}

/* The live promise of an hour that asks for every single reply; NULL: none. */
static const struct demand_stream *asks_for_all(const struct staffing_case *wanted, int hour)
{
    for (size_t i = 0; i < wanted->demand->stream_count; i++) {
        const struct demand_stream *stream = &wanted->demand->streams[i];
        if (is_live_at(stream, hour) && stream->rate[hour] > 0 && stream->share >= 1)
            return stream;
    }
    return NULL;
}

static bool too_many(const struct live_hour *live, const struct staffing_case *wanted, int hour,
                     struct error *err)
{
    const struct settings *settings = wanted->demand->settings;
    char name[HOUR_NAME_SIZE], place[PLACE_SIZE];

    hour_name(hour, name);
    settings_place(settings, settings == NULL ? 0 : settings->costs.line,
                   settings == NULL ? 0 : settings->costs.column, place);
    return error_set(err, ERROR_USAGE,
                     "%s: more than %d seats are needed on %s, when work for %.0f people comes at "
                     "once (hint: look at `monthly_tickets` and `handling_minutes`)",
                     place, (int)MOST_SEATS, name, live->total);
}

static bool live_seats(const struct live_hour *live, const struct staffing_case *wanted, int hour,
                       uint32_t least, uint32_t *out, struct error *err)
{
    double b = 1;

    *out = least;
    if (live->total <= 0)
        return true;
    if (live->count == 1 && wanted->patience != NULL) {
        if (!patience_seats(wanted->patience, live->total, live->within_s[0], live->share[0], out,
                            err))
            return false;
        *out = *out > least ? *out : least;
        return true;
    }
    for (uint32_t seats = 1; seats <= MOST_SEATS; seats++) {
        b = live->total * b / (seats + live->total * b);
        if (seats >= least && keeps_at(live, b, seats, wanted)) {
            *out = seats;
            return true;
        }
    }
    return too_many(live, wanted, hour, err);
}

static uint32_t least_seats(const struct staffing_case *wanted, int hour)
{
    if (!wanted->demand->covered[hour])
        return 0;
    return hour_is_night(hour) && wanted->night_minimum > 1 ? wanted->night_minimum : 1;
}

static bool plan_hour(const struct staffing_case *wanted, const struct live_hour *live, int hour,
                      struct staffing *out, struct error *err)
{
    const struct demand_stream *impossible = asks_for_all(wanted, hour);
    char name[HOUR_NAME_SIZE], place[PLACE_SIZE];

    if (impossible == NULL)
        return live_seats(live, wanted, hour, least_seats(wanted, hour), &out->seats[hour], err);
    hour_name(hour, name);
    demand_place(wanted->demand, impossible, place);
    return error_set(err, ERROR_USAGE,
                     "%s: no number of seats keeps this promise to 100 %%, as on %s (hint: promise "
                     "a share below 1)",
                     place, name);
}

static bool plan_live(const struct staffing_case *wanted, struct staffing *out, struct blend *blend,
                      struct error *err)
{
    OWN(free) struct live_hour *hours = calloc(WEEK_HOURS, sizeof *hours);

    if (hours == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wanted->demand->stream_count; i++)
        add_live(wanted, &wanted->demand->streams[i], hours);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        if (!plan_hour(wanted, &hours[hour], hour, out, err))
            return false;
        double idle = fmax(0, out->seats[hour] - hours[hour].total);
        blend->idle[hour] = wanted->demand->covered[hour] ? idle : 0;
        blend->staffed[hour] = wanted->demand->covered[hour];
        blend->office[hour] = wanted->demand->covered[hour] && wanted->demand->office[hour];
    }
    return true;
}

/* Each stretch of its hours holds its part, begun and ended within. */
static bool add_planned(const struct planned_work *planned, struct staffing *out,
                        struct blend *blend, struct error *err)
{
    int chosen = 0, first = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        chosen += planned->in_hours[hour];
    while (first < WEEK_HOURS && planned->in_hours[first])
        first++; /* a stretch over the end of the week begins before it */
    for (int hour = first, length = 0; hour <= first + WEEK_HOURS; hour++) {
        bool is_in = hour < first + WEEK_HOURS && planned->in_hours[hour % WEEK_HOURS];
        out->load[hour % WEEK_HOURS] += is_in ? planned->weekly_hours / chosen : 0;
        if (!is_in && length > 0 &&
            !blend_add(blend, (hour - length) % WEEK_HOURS, length,
                       planned->weekly_hours * length / chosen, err))
            return false;
        length = is_in ? length + 1 : 0;
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
    for (size_t i = 0; i < wanted->demand->planned_count; i++)
        if (!add_planned(&wanted->demand->planned[i], out, blend, err))
            return false;
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
