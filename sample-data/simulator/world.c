#include "simulator/world.h"

#include "simulator/chance.h"

enum { DRAW_DAY_LOAD = 1 };

enum { WORKING_DAY, WEEKEND, HOLIDAY };

static void settle_days(struct world *world)
{
    for (int32_t i = 0; i < WORLD_DAYS; i++)
        world->day_kinds[i] = wall_weekday(world->from_day + i) >= 5 ? WEEKEND : WORKING_DAY;
    for (uint32_t i = 0; i < world->holiday_count; i++) {
        int32_t date = world->holidays[i];
        int32_t at = wall_date(date / 10000, date / 100 % 100, date % 100) - world->from_day;
        if (at >= 0 && at < WORLD_DAYS)
            world->day_kinds[at] = HOLIDAY;
    }
}

bool world_settle(struct world *world, struct error *err)
{
    int64_t days = wall_day(world->cut) + 1 - (int64_t)world->from_day;

    if (days < 1 || days > WORLD_DAYS - 60)
        return error_set(err, ERROR_USAGE, "a world lasts 1 to %d days, not %lld", WORLD_DAYS - 60,
                         (long long)days);
    if (world->account_count == 0 || world->account_copies == 0 || world->category_count == 0)
        return error_set(err, ERROR_USAGE, "a world needs an account and a category");
    settle_days(world);
    return true;
}

static int day_kind(const struct world *world, int32_t day)
{
    int32_t at = day - world->from_day;

    if (at >= 0 && at < WORLD_DAYS)
        return world->day_kinds[at];
    return wall_weekday(day) >= 5 ? WEEKEND : WORKING_DAY;
}

bool world_is_holiday(const struct world *world, int32_t day)
{
    return day_kind(world, day) == HOLIDAY;
}

bool world_is_off(const struct world *world, int32_t day)
{
    return day_kind(world, day) != WORKING_DAY;
}

enum shift world_shift(const struct world *world, int64_t at)
{
    int32_t hour = wall_hour(at);

    if (hour < 9 || hour >= 23)
        return SHIFT_NIGHT;
    if (world_is_off(world, wall_day(at)))
        return SHIFT_WEEKEND;
    return hour < 18 ? SHIFT_DAY : SHIFT_EVENING;
}

enum band world_band(const struct world *world, int64_t at)
{
    int32_t day = wall_day(at);
    int32_t hour = wall_hour(at);
    int32_t weekday = wall_weekday(day);

    if (world_is_holiday(world, day))
        return BAND_HOLIDAY;
    if (weekday >= 5)
        return weekday == 5 ? BAND_SATURDAY : BAND_SUNDAY;
    if (hour < 9 || hour >= 23)
        return BAND_NIGHT;
    return hour < 18 ? BAND_WORK : BAND_EVENING;
}

struct world_sag world_sag_at(const struct world *world, enum world_channel channel, int64_t at)
{
    struct world_sag sum = {.pickup_ratio = 1, .delay_ratio = 1, .holds_ratio = 1};
    int32_t day = wall_day(at);
    enum shift shift = world_shift(world, at);

    for (uint32_t i = 0; i < world->sag_count; i++) {
        const struct world_sag *sag = &world->sags[i];
        bool is_on = day >= sag->from_day && (sag->until_day == 0 || day < sag->until_day);
        if (!is_on || !(sag->channels >> channel & 1) || !(sag->shifts >> shift & 1))
            continue;
        sum.pickup_ratio *= sag->pickup_ratio;
        sum.delay_ratio *= sag->delay_ratio;
        sum.holds_ratio *= sag->holds_ratio;
        sum.mood_shift += sag->mood_shift;
        sum.waits_for_working_day |= sag->waits_for_working_day;
    }
    return sum;
}

int64_t world_next_morning(const struct world *world, int64_t at, bool on_working_day)
{
    int32_t day = wall_day(at);

    if (wall_hour(at) >= world->morning)
        day++;
    while (on_working_day && world_is_off(world, day))
        day++;
    return (int64_t)day * WALL_DAY_S + (int64_t)world->morning * WALL_HOUR_S;
}

int64_t world_promised_s(const struct world *world, bool is_all_hours, int64_t from, int64_t until)
{
    int64_t sum = 0;

    if (is_all_hours)
        return until - from;
    for (int32_t day = wall_day(from); day <= wall_day(until); day++) {
        int64_t open = (int64_t)day * WALL_DAY_S + (int64_t)world->office_from * WALL_HOUR_S;
        int64_t close = (int64_t)day * WALL_DAY_S + (int64_t)world->office_until * WALL_HOUR_S;
        int64_t begin = from > open ? from : open;
        int64_t end = until < close ? until : close;
        if (!world_is_off(world, day) && end > begin)
            sum += end - begin;
    }
    return sum;
}

double world_load(const struct world *world, int64_t at)
{
    int32_t day = wall_day(at);
    uint64_t key = chance_key(world->seed, (uint64_t)day << 8 | DRAW_DAY_LOAD);
    double load = chance_lognormal(key, DRAW_DAY_LOAD, 1.0, world->day_noise);

    if (wall_weekday(day) == 0)
        load *= 1.2;
    for (uint32_t i = 0; i < world->outage_count; i++) {
        const struct world_outage *outage = &world->outages[i];
        if (at >= outage->from && at < outage->from + outage->duration_s)
            load *= outage->delay_ratio;
    }
    return load;
}
