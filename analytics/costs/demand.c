#include "costs/demand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/slot.h"
#include "costs/outlook.h"
#include "costs/profile.h"
#include "costs/work.h"
#include "settings/clocks.h"

enum { YEAR_DAYS = 365, LIVE = 1, KINDS = 2 };
static const double MONTH_DAYS = 365.25 / 12;

/* Counts of the export before they are spread over promises. */
struct tally {
    double tickets[KINDS][WEEK_HOURS];
    double days[WEEK_DAYS]; /* days of each weekday, days off among the Sundays */
    double *mix;            /* [KINDS][BAND_COUNT][promise_count] tickets */
    uint32_t promise_count;
    double total;
};

bool demand_is_live(uint8_t channel, uint8_t priority)
{
    return channel == CHANNEL_PHONE || channel == CHANNEL_CHAT || channel == CHANNEL_MESSENGER ||
           priority == PRIORITY_HIGH || priority == PRIORITY_URGENT;
}

static int hour_of_slot(int slot)
{
    return slot < SLOT_HOLIDAY ? slot : SUNDAY * 24 + (slot - SLOT_HOLIDAY);
}

static int weekday_of(const struct holidays *holidays, int32_t day)
{
    return holidays_is_off(holidays, day) ? SUNDAY : (int)weekday_of_day(day);
}

static void find_days(const struct cube *cube, struct demand *demand)
{
    demand->first_day = INT32_MAX;
    demand->last_day = INT32_MIN;
    for (size_t i = 0; i < cube->demand_count; i++) {
        int32_t day = cube->demand[i].day;
        demand->first_day = day < demand->first_day ? day : demand->first_day;
        demand->last_day = day > demand->last_day ? day : demand->last_day;
    }
    if (cube->demand_count > 0 && demand->last_day - demand->first_day >= YEAR_DAYS)
        demand->first_day = demand->last_day - YEAR_DAYS + 1;
}

/* Pearson's chi-square of the days' counts around their weekday's mean, over its freedom. */
static double dispersion_of(const double *counts, const struct demand *demand,
                            const struct tally *tally, const struct holidays *holidays)
{
    double mean[WEEK_DAYS] = {0};
    double sum = 0;
    double freedom = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++)
        if (tally->days[hour / 24] > 0)
            mean[hour / 24] +=
                (tally->tickets[0][hour] + tally->tickets[LIVE][hour]) / tally->days[hour / 24];
    for (int32_t day = demand->first_day; day <= demand->last_day; day++) {
        double expected = mean[weekday_of(holidays, day)];
        double gap = counts[day - demand->first_day] - expected;
        if (expected <= 0)
            continue;
        sum += gap * gap / expected;
        freedom++;
    }
    freedom -= WEEK_DAYS;
    return freedom > 0 && sum > freedom ? sum / freedom : 1;
}

static bool count_days(const struct cube *cube, const struct holidays *holidays,
                       struct demand *demand, struct tally *tally, struct error *err)
{
    size_t span = (size_t)(demand->last_day - demand->first_day) + 1;
    OWN(free) double *counts = calloc(span, sizeof *counts);

    if (counts == NULL)
        return error_memory(err);
    for (size_t i = 0; i < cube->demand_count; i++) {
        const struct cube_demand *row = &cube->demand[i];
        if (row->day < demand->first_day || row->slot >= SLOT_COUNT)
            continue;
        counts[row->day - demand->first_day] += row->ticket_count;
        tally->tickets[demand_is_live(row->channel, row->priority)][hour_of_slot(row->slot)] +=
            row->ticket_count;
        tally->total += row->ticket_count;
        demand->channel_share[row->channel < CHANNEL_COUNT ? row->channel : 0] += row->ticket_count;
    }
    for (int32_t day = demand->first_day; day <= demand->last_day; day++)
        tally->days[weekday_of(holidays, day)]++;
    for (int channel = 0; channel < CHANNEL_COUNT && tally->total > 0; channel++)
        demand->channel_share[channel] /= tally->total;
    demand->dispersion = dispersion_of(counts, demand, tally, holidays);
    for (int kind = 0; kind < KINDS; kind++)
        profile_smooth(tally->tickets[kind]);
    demand->monthly_tickets = tally->total / (double)span * MONTH_DAYS;
    demand->level_error = tally->total > 0 ? sqrt(demand->dispersion / tally->total) : 0;
    return true;
}

static double *mix_at(const struct tally *tally, int kind, int band)
{
    return &tally->mix[(size_t)(kind * BAND_COUNT + band) * tally->promise_count];
}

/* Which promises the tickets of a band had: the demand table has hours, the population has them. */
static void count_mix(const struct cube *cube, struct tally *tally)
{
    for (size_t i = 0; i < cube->population_count; i++) {
        const struct cube_population *row = &cube->population[i];
        int band = row->key.band == BAND_HOLIDAY ? BAND_SUNDAY : row->key.band;
        if (row->exclusion == EXCLUDED_NOT && row->key.promise < tally->promise_count &&
            band < BAND_COUNT)
            mix_at(tally, demand_is_live(row->key.channel, row->key.priority),
                   band)[row->key.promise] += row->count;
    }
}

static double mix_sum(const struct tally *tally, int kind, int band)
{
    const double *row = mix_at(tally, kind, band);
    double sum = 0;

    for (uint32_t i = 0; i < tally->promise_count; i++)
        sum += row[i];
    return sum;
}

/* Of the hour's band; of all bands where the band has no ticket of the kind. */
static double mix_share(const struct tally *tally, int kind, int hour, uint32_t promise)
{
    int band = (int)band_of_slot(hour);
    double of_band = mix_sum(tally, kind, band);
    double of_promise = 0;
    double of_all = 0;

    if (of_band > 0)
        return mix_at(tally, kind, band)[promise] / of_band;
    for (band = 0; band < BAND_COUNT; band++) {
        of_promise += mix_at(tally, kind, band)[promise];
        of_all += mix_sum(tally, kind, band);
    }
    if (of_all <= 0)
        return promise == 0 ? 1 : 0;
    return of_promise / of_all;
}

static int compare_streams(const void *a, const void *b)
{
    const struct demand_stream *x = a;
    const struct demand_stream *y = b;

    if (x->is_live != y->is_live)
        return x->is_live ? -1 : 1;
    if (x->first_reply_s != y->first_reply_s)
        return x->first_reply_s < y->first_reply_s ? -1 : 1;
    return memcmp(x->open, y->open, sizeof x->open);
}

static void fill_promise(const struct settings *settings, const struct fact_promise *promise,
                         struct demand *demand, struct demand_stream *stream)
{
    stream->first_reply_s = (double)promise->first_reply_s;
    stream->share = promise->share;
    stream->line = promise->line;
    week_of_hours(settings, promise->is_always ? INDEX_NONE : promise->hours, stream->open);
    if (demand->has_default_promise) {
        stream->first_reply_s = (double)settings->criteria.reply_default_s;
        stream->share = settings->criteria.slot_target_share;
    }
}

/* Streams of the same promise in words (lines of different accounts) become one. */
static void join_streams(struct demand *demand)
{
    size_t kept = 0;

    for (size_t i = 1; i < demand->stream_count; i++) {
        struct demand_stream *last = &demand->streams[kept];
        const struct demand_stream *next = &demand->streams[i];
        if (compare_streams(last, next) != 0 || last->share != next->share) {
            demand->streams[++kept] = *next;
            continue;
        }
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            last->rate[hour] += next->rate[hour];
    }
    if (demand->stream_count > 0)
        demand->stream_count = kept + 1;
}

static bool spread(const struct cube *cube, const struct settings *settings,
                   const struct tally *tally, struct arena *arena, struct demand *demand,
                   struct error *err)
{
    demand->streams =
        arena_array(arena, (size_t)KINDS * tally->promise_count + 1, sizeof *demand->streams);
    if (demand->streams == NULL)
        return error_memory(err);
    for (int kind = 0; kind < KINDS; kind++) {
        for (uint32_t promise = 0; promise < tally->promise_count; promise++) {
            struct demand_stream stream = {.is_live = kind == LIVE};
            double sum = 0;
            for (int hour = 0; hour < WEEK_HOURS; hour++) {
                if (tally->days[hour / 24] > 0)
                    stream.rate[hour] = tally->tickets[kind][hour] / tally->days[hour / 24] *
                                        mix_share(tally, kind, hour, promise);
                sum += stream.rate[hour];
            }
            if (sum <= 0)
                continue;
            fill_promise(settings, &cube->names.promises[promise], demand, &stream);
            demand->streams[demand->stream_count++] = stream;
        }
    }
    qsort(demand->streams, demand->stream_count, sizeof *demand->streams, compare_streams);
    join_streams(demand);
    return true;
}

/* What was promised is covered, also where no ticket came. */
static void find_cover(const struct settings *settings, struct demand *demand)
{
    bool has_office = false;

    demand->has_default_promise = settings->promise_count == 0;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        demand->covered[hour] = demand->has_default_promise;
    for (size_t i = 0; i < settings->promise_count; i++) {
        bool open[WEEK_HOURS];
        int count = 0;
        if (settings->promises[i].to_day < demand->last_day)
            continue;
        week_of_hours(settings, settings->promises[i].hours, open);
        for (int hour = 0; hour < WEEK_HOURS; hour++) {
            count += open[hour];
            demand->covered[hour] |= open[hour];
        }
        for (int hour = 0; hour < WEEK_HOURS && count < WEEK_HOURS; hour++)
            demand->office[hour] |= open[hour];
        has_office |= count > 0 && count < WEEK_HOURS;
    }
    for (int hour = 0; hour < WEEK_HOURS && !has_office; hour++)
        demand->office[hour] = hour / 24 < SATURDAY && hour % 24 >= 9 && hour % 24 < 18;
}

/* The promise that stands last is the most general line. */
static struct demand_stream typed_stream(const struct settings *settings,
                                         const struct demand *demand, bool is_live)
{
    struct demand_stream stream = {.is_live = is_live,
                                   .first_reply_s = (double)settings->criteria.reply_default_s,
                                   .share = settings->criteria.slot_target_share};

    if (settings->promise_count > 0) {
        const struct promise_settings *last = &settings->promises[settings->promise_count - 1];
        stream.first_reply_s = (double)last->first_reply_s;
        stream.share = last->share;
        stream.line = last->line;
    }
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        stream.open[hour] = demand->covered[hour];
    return stream;
}

/* One ticket a week without an export: what is urgent comes evenly over the covered hours and is
 * live, the rest evenly over the office hours and may wait. */
static bool spread_typed(const struct settings *settings, struct arena *arena,
                         struct demand *demand, struct error *err)
{
    double urgent = settings->costs.urgent_share;
    int covered = 0, office = 0;

    demand->streams = arena_array(arena, KINDS, sizeof *demand->streams);
    if (demand->streams == NULL)
        return error_memory(err);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        covered += demand->covered[hour];
        office += demand->covered[hour] && demand->office[hour];
    }
    for (int kind = LIVE; kind >= 0; kind--) {
        struct demand_stream stream = typed_stream(settings, demand, kind == LIVE);
        bool is_office = kind != LIVE && office > 0;
        double share = kind == LIVE ? urgent : 1 - urgent;
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            if (stream.open[hour] && (demand->office[hour] || !is_office))
                stream.rate[hour] = share / (is_office ? office : covered);
        if (share > 0)
            demand->streams[demand->stream_count++] = stream;
    }
    demand->dispersion = 1;
    demand->monthly_tickets = MONTH_DAYS / WEEK_DAYS;
    return true;
}

static void scale_to(struct demand *demand, double monthly_tickets)
{
    double factor = demand->monthly_tickets > 0 ? monthly_tickets / demand->monthly_tickets : 0;

    for (size_t i = 0; i < demand->stream_count; i++)
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            demand->streams[i].rate[hour] *= factor;
    demand->monthly_tickets = monthly_tickets;
}

static double holidays_of_year(const struct holidays *holidays, int32_t last_day)
{
    double count = 0;

    for (int32_t day = last_day - YEAR_DAYS + 1; day <= last_day; day++) {
        const struct holiday *row = holidays_find(holidays, day);
        count += row != NULL && row->kind == DAY_HOLIDAY;
    }
    return count;
}

static bool count_export(const struct cube *cube, const struct settings *settings,
                         struct arena *arena, struct demand *demand, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};
    struct tally tally = {.promise_count = cube->names.promise_count};

    if (!hours_clocks_open(settings, &clocks, err))
        return false;
    tally.mix =
        arena_array(arena, (size_t)KINDS * BAND_COUNT * tally.promise_count + 1, sizeof *tally.mix);
    if (tally.mix == NULL)
        return error_memory(err);
    demand->holidays_a_year = holidays_of_year(clocks.holidays, demand->last_day);
    demand->volume_source = "export";
    count_mix(cube, &tally);
    return count_days(cube, clocks.holidays, demand, &tally, err) &&
           spread(cube, settings, &tally, arena, demand, err);
}

/* What the weeks themselves say of the months to come: shown beside what was told. */
static bool look_back(const struct cube *cube, const struct settings *settings, struct arena *arena,
                      struct demand *demand, struct error *err)
{
    struct outlook outlook;

    demand->trend_a_year = demand->forecast_coverage = NAN;
    if (cube->demand_count == 0)
        return true;
    if (!outlook_build(cube, settings, arena, &outlook, err))
        return false;
    if (outlook.has_forecast) {
        struct outlook_week *weeks = arena_array(arena, OUTLOOK_WEEKS, sizeof *weeks);
        if (weeks == NULL)
            return error_memory(err);
        memcpy(weeks, outlook.weeks, OUTLOOK_WEEKS * sizeof *weeks);
        demand->weeks = weeks;
        demand->trend_a_year = outlook.yearly_growth;
    }
    demand->forecast_coverage = outlook.coverage;
    demand->is_forecast_poor = outlook.is_poor;
    return true;
}

bool demand_build(const struct cube *cube, const struct settings *settings, struct arena *arena,
                  struct demand *out, struct error *err)
{
    struct demand demand = {.settings = settings};
    double typed = settings->costs.typed_monthly_tickets;

    find_days(cube, &demand);
    find_cover(settings, &demand);
    if (cube->demand_count == 0 && typed <= 0)
        return error_set(err, ERROR_USAGE,
                         "the exports hold no ticket to compare with (hint: write `costs: "
                         "{monthly_tickets: …}`)");
    bool is_done = cube->demand_count > 0 ? count_export(cube, settings, arena, &demand, err)
                                          : spread_typed(settings, arena, &demand, err);
    if (!is_done)
        return false;
    if (typed > 0) {
        scale_to(&demand, typed);
        demand.level_error = 0;
        demand.volume_source = "settings";
    }
    if (!work_find(cube, settings, arena, &demand, err) ||
        !look_back(cube, settings, arena, &demand, err))
        return false;
    *out = demand;
    return true;
}

void demand_place(const struct demand *demand, const struct demand_stream *stream,
                  char out[PLACE_SIZE])
{
    const struct settings *settings = demand->settings;
    size_t column = 0;

    for (size_t i = 0; settings != NULL && i < settings->promise_count; i++)
        if (settings->promises[i].line == stream->line && settings->promises[i].column > 0)
            column = settings->promises[i].column;
    settings_place(settings, stream->line, column, out);
}

double demand_weekly(const struct demand *demand)
{
    double sum = 0;

    for (size_t i = 0; i < demand->stream_count; i++)
        for (int hour = 0; hour < WEEK_HOURS; hour++)
            sum += demand->streams[i].rate[hour];
    return sum;
}
