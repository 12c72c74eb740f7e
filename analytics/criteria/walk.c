#include <math.h>
#include <stddef.h>

#include "criteria/scoring.h"

/* Every table that is walked begins with these two. */
struct place {
    uint32_t account;
    int32_t day;
};
#define BEGINS_WITH_PLACE(table, account_member, day_member)                                       \
    _Static_assert(offsetof(struct table, account_member) == 0 &&                                  \
                       offsetof(struct table, day_member) == offsetof(struct place, day),          \
                   "walked by account and day")
BEGINS_WITH_PLACE(cube_wait, key.account, key.day);
BEGINS_WITH_PLACE(cube_slot, account, day);
BEGINS_WITH_PLACE(cube_text, account, day);

static const struct place *place_at(const struct walk *walk, size_t index)
{
    return (const void *)(walk->bytes + index * walk->size);
}

static bool is_before(const struct walk *walk, size_t index, uint32_t account, int64_t day)
{
    const struct place *place = place_at(walk, index);

    return place->account < account || (place->account == account && place->day < day);
}

/* The first row from `low` on that is not before (account, day). Most are near: the steps double.
 */
static size_t lower_bound(const struct walk *walk, size_t low, uint32_t account, int64_t day)
{
    size_t step = 1, high = walk->count;

    while (step < high - low && is_before(walk, low + step - 1, account, day)) {
        low += step;
        step *= 2;
    }
    if (step < high - low)
        high = low + step;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(walk, middle, account, day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The system reads ahead around each page that is asked for: so much beyond the rows themselves. */
enum { AROUND_BYTES = 64 << 10 };

static void enter(struct walk *walk)
{
    size_t last_end = walk->end;

    walk->at = lower_bound(walk, walk->end, walk->account, walk->filter->first_day);
    walk->end = lower_bound(walk, walk->at, walk->account, (int64_t)walk->filter->last_day + 1);
    size_t skipped_bytes = (walk->at - last_end) * walk->size;
    tables_were_read(walk->scoring,
                     (walk->end - walk->at) * walk->size +
                         (skipped_bytes < AROUND_BYTES ? skipped_bytes : AROUND_BYTES));
}

struct walk walk_of(const struct scoring *scoring, const void *rows, size_t size, size_t count,
                    const struct filter *filter)
{
    uint32_t account_count = scoring->cube->names.account_count;
    struct walk walk = {
        .scoring = scoring, .bytes = rows, .size = size, .count = count, .filter = filter};

    walk.account = filter->account == ALL_ACCOUNTS ? 0 : (uint32_t)filter->account;
    walk.last_account = filter->account == ALL_ACCOUNTS ? account_count : walk.account + 1;
    if (count > 0 && walk.account < walk.last_account)
        enter(&walk);
    else
        walk.account = walk.last_account;
    return walk;
}

const void *walk_next(struct walk *walk)
{
    while (walk->at >= walk->end) {
        if (walk->account >= walk->last_account || ++walk->account >= walk->last_account)
            return NULL;
        enter(walk);
    }
    return walk->bytes + walk->at++ * walk->size;
}

static size_t first_ticket_of(const struct cube *cube, uint32_t account)
{
    size_t low = 0, high = cube->ticket_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cube->tickets[middle].account < account)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct tickets trace_of(const struct scoring *scoring, int32_t account)
{
    const struct cube *cube = scoring->cube;

    if (account == ALL_ACCOUNTS)
        return (struct tickets){cube->tickets, cube->ticket_count};
    size_t first = first_ticket_of(cube, (uint32_t)account);
    size_t end = first_ticket_of(cube, (uint32_t)account + 1);
    return (struct tickets){cube->tickets + first, end - first};
}

size_t walk_left(const struct walk *walk)
{
    struct walk ahead = *walk;
    size_t left = ahead.end - ahead.at;

    while (ahead.account < ahead.last_account && ++ahead.account < ahead.last_account) {
        enter(&ahead);
        left += ahead.end - ahead.at;
    }
    return left;
}

struct filter filter_of_period(const struct scoring *scoring, enum period_index period)
{
    return filter_of(scoring, whole_of(period));
}

struct filter filter_of(const struct scoring *scoring, struct dimension dimension)
{
    const struct period *period = &scoring->card->period[dimension.period];

    return (struct filter){
        .account = dimension.account == ALL_ACCOUNTS ? scoring->account : dimension.account,
        .first_day = period->first_day,
        .last_day = period->last_day,
        .channel = dimension.channel,
        .executor = dimension.executor,
    };
}

bool filter_takes(const struct filter *filter, uint8_t channel, uint8_t executor)
{
    return (filter->channel == CHANNEL_UNKNOWN || filter->channel == channel) &&
           (filter->executor == EXECUTOR_UNKNOWN || filter->executor == executor);
}

enum cause cause_of(uint8_t exit)
{
    switch (exit) {
    case EXIT_EVENT:
        return CAUSE_EVENT;
    case EXIT_COMPETING:
        return CAUSE_COMPETING;
    case EXIT_BOT:
        return CAUSE_BOT;
    default:
        return CAUSE_NONE;
    }
}

struct unit_row unit_of(const struct cube_key *key, uint32_t count)
{
    return (struct unit_row){.account = key->account,
                             .day = key->day,
                             .channel = key->channel,
                             .priority = key->priority,
                             .band = key->band,
                             .topic = key->topic,
                             .executor = key->executor,
                             .count = count};
}

bool units_reserve(struct scoring *scoring, struct units *units, size_t count, struct error *err)
{
    if (units->capacity >= count)
        return true;
    struct unit_row *rows = arena_grow(scoring->scratch, units->rows,
                                       units->capacity * sizeof *rows, count * sizeof *rows);
    if (rows == NULL)
        return error_memory(err);
    units->rows = rows;
    units->capacity = count;
    return true;
}

float entry_of(double time)
{
    return time > 0 ? nextafterf((float)time, INFINITY) : 0;
}

bool units_add(struct scoring *scoring, struct units *units, const struct unit_row *unit,
               struct error *err)
{
    if (units->count == units->capacity &&
        !units_reserve(scoring, units, units->capacity == 0 ? 256 : 2 * units->capacity, err))
        return false;
    units->rows[units->count++] = *unit;
    units->ticket_count += unit->count;
    return true;
}

bool each_part(struct scoring *scoring, enum period_index period, int parts, part_measurer measure,
               struct error *err)
{
    for (int channel = 1; (parts & PARTS_OF_CHANNELS) && channel < CHANNEL_COUNT; channel++) {
        struct dimension dimension = whole_of(period);
        dimension.channel = (uint8_t)channel;
        if (scoring->has_channel[channel] && !measure(scoring, dimension, err))
            return false;
    }
    for (int executor = 1; (parts & PARTS_OF_EXECUTORS) && executor < EXECUTOR_COUNT; executor++) {
        struct dimension dimension = whole_of(period);
        dimension.executor = (uint8_t)executor;
        if (scoring->has_executor[executor] && !measure(scoring, dimension, err))
            return false;
    }
    for (uint32_t account = 0; (parts & PARTS_OF_ACCOUNTS) && scoring->account == ALL_ACCOUNTS &&
                               account < scoring->cube->names.account_count;
         account++) {
        struct dimension dimension = whole_of(period);
        dimension.account = (int32_t)account;
        if (!measure(scoring, dimension, err))
            return false;
    }
    return true;
}

enum { READ_BYTES = 8 << 20 };

void tables_were_read(const struct scoring *scoring, size_t byte_count)
{
    *scoring->read_bytes += byte_count;
    if (*scoring->read_bytes < READ_BYTES)
        return;
    cube_let_go(scoring->cube);
    *scoring->read_bytes = 0;
}
