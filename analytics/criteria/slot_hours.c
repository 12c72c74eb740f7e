#include "criteria/slot_hours.h"

#include "calendar/slot.h"
#include "settings/clocks.h"

_Static_assert((int)SLOT_HOURS_COUNT == (int)SLOT_COUNT, "one number of slots");

enum band slot_band(int slot)
{
    return band_of_slot(slot);
}

/* The clock of hours `index`; NULL: every hour. */
static const struct business_clock *clock_of(const struct hours_clocks *clocks, int index)
{
    return index == INDEX_NONE ? NULL : clocks->rows[index].clock;
}

/* What is promised to several is promised to somebody: the largest share of each slot. */
static void promise_seconds(struct slot_hours *out, const int64_t open_s[SLOT_COUNT])
{
    out->is_promised = true;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        double all = out->hours[slot] * HOUR_S;
        double share = all > 0 ? (double)open_s[slot] / all : 0;
        if (share > out->promised_share[slot])
            out->promised_share[slot] = share;
    }
}

static void promise(struct slot_hours *out, const struct hours_clocks *clocks, int hours)
{
    int64_t open_s[SLOT_COUNT] = {0};

    slots_add(clocks->zone, clocks->holidays, clock_of(clocks, hours), out->from_at, out->until_at,
              open_s);
    promise_seconds(out, open_s);
}

/* The part of the period in which a line holds. */
static void add_line(const struct account_settings *line, const struct hours_clocks *clocks,
                     const struct slot_hours *out, int64_t open_s[SLOT_COUNT])
{
    int64_t from = out->from_at;
    int64_t until = out->until_at;

    if (line->from_day != INT32_MIN && zone_day_start(clocks->zone, line->from_day) > from)
        from = zone_day_start(clocks->zone, line->from_day);
    if (line->to_day != INT32_MAX && zone_day_start(clocks->zone, line->to_day + 1) < until)
        until = zone_day_start(clocks->zone, line->to_day + 1);
    if (from < until)
        slots_add(clocks->zone, clocks->holidays, clock_of(clocks, line->hours), from, until,
                  open_s);
}

static bool is_of(const struct account_settings *line, const char *name)
{
    return settings_pattern_fits(line->name, span_of(name)) ||
           (line->shown != NULL && span_equal(span_of(line->shown), span_of(name)));
}

/* An account's hours may change within the period: its lines are added up, each in its days. */
static void promise_accounts(const struct scoring *scoring, const struct hours_clocks *clocks,
                             const bool *has_tickets, struct slot_hours *out)
{
    const struct settings *settings = scoring->settings;

    for (uint32_t a = 0; a < scoring->cube->names.account_count; a++) {
        const char *name = scoring->cube->names.accounts[a];
        int64_t open_s[SLOT_COUNT] = {0};
        bool has_line = false;
        for (size_t i = 0; has_tickets[a] && i < settings->account_count; i++) {
            if (settings->accounts[i].hours == INDEX_NONE || !is_of(&settings->accounts[i], name))
                continue;
            add_line(&settings->accounts[i], clocks, out, open_s);
            has_line = true;
        }
        if (has_line)
            promise_seconds(out, open_s);
    }
}

static void promise_all(const struct scoring *scoring, const struct filter *filter,
                        const struct hours_clocks *clocks, uint64_t *counts, bool *has_tickets,
                        struct slot_hours *out)
{
    const struct fact_names *names = &scoring->cube->names;
    struct walk walk = WALK(scoring, population, filter);
    const struct cube_population *row = NULL;
    double promised = 0, total = 0;

    while ((row = walk_next(&walk)) != NULL) {
        if (row->exclusion != EXCLUDED_NOT)
            continue;
        counts[row->key.promise] += row->count;
        has_tickets[row->key.account] = true;
    }
    for (uint32_t i = 1; i < names->promise_count; i++) {
        if (counts[i] == 0)
            continue;
        promise(out, clocks, names->promises[i].is_always ? INDEX_NONE : names->promises[i].hours);
        promised += names->promises[i].share * (double)counts[i];
        total += (double)counts[i];
    }
    promise_accounts(scoring, clocks, has_tickets, out);
    out->share = total > 0 ? promised / total : 0;
}

bool slot_hours_measure(const struct scoring *scoring, const struct filter *filter,
                        struct slot_hours *out, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};
    const struct fact_names *names = &scoring->cube->names;
    int64_t seconds[SLOT_COUNT] = {0};
    uint64_t *counts = arena_array(scoring->scratch, names->promise_count + 1, sizeof *counts);
    bool *has_tickets =
        arena_array(scoring->scratch, names->account_count + 1, sizeof *has_tickets);

    *out = (struct slot_hours){0};
    if (counts == NULL || has_tickets == NULL)
        return error_memory(err);
    if (!hours_clocks_open(scoring->settings, &clocks, err))
        return false;
    out->from_at = zone_day_start(clocks.zone, filter->first_day);
    out->until_at = zone_day_start(clocks.zone, filter->last_day + 1);
    if (scoring->cube->cut_at != INSTANT_UNKNOWN && scoring->cube->cut_at < out->until_at)
        out->until_at = scoring->cube->cut_at;
    slots_add(clocks.zone, clocks.holidays, NULL, out->from_at, out->until_at, seconds);
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        out->hours[slot] = (double)seconds[slot] / HOUR_S;
    promise_all(scoring, filter, &clocks, counts, has_tickets, out);
    out->is_always = out->is_promised;
    for (int slot = 0; slot < SLOT_COUNT; slot++)
        if (out->hours[slot] > 0 && out->promised_share[slot] < 1 - 1e-9)
            out->is_always = false;
    return true;
}
