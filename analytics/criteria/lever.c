#include <math.h>

#include "criteria/scoring.h"

/*
 * What would move a criterion most: the part of the work that loses more than its share (its gap to
 * the whole, times its size). Said only where the part loses a tenth more than even losses would.
 */
static const double EXCESS_LEAST = 0.1;
static const double UNANSWERED_LEAST = 0.5;

struct part_loss {
    double count, lost;
};

struct best {
    const char *key;
    int32_t detail;
    double excess;
    struct part_loss loss;
    double lost_share;
};

static void weigh(const struct part_loss *parts, size_t count, const char *key, struct best *best)
{
    double total = 0, lost = 0;

    for (size_t i = 0; i < count; i++) {
        total += parts[i].count;
        lost += parts[i].lost;
    }
    for (size_t i = 0; lost > 0 && i < count; i++) {
        double excess = (parts[i].lost - lost * parts[i].count / total) / lost;
        if (excess > EXCESS_LEAST && excess > best->excess + 1e-12)
            *best = (struct best){key, (int32_t)i, excess, parts[i], parts[i].lost / lost};
    }
}

static bool find_lever(struct scoring *scoring, enum criterion criterion, struct error *err)
{
    struct criterion_score *out = &scoring->card->criteria[criterion];
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    uint32_t account_count = scoring->cube->names.account_count;
    double band_hours[BAND_COUNT] = {0};
    struct units units = {0};
    struct best best = {.detail = -1};

    out->lever_detail = -1;
    if (!headline_units(scoring, criterion, &filter, &units, band_hours, err))
        return false;
    struct part_loss channels[CHANNEL_COUNT] = {{0}}, bands[BAND_COUNT] = {{0}},
                     priorities[PRIORITY_COUNT] = {{0}};
    struct part_loss *accounts = arena_array(scoring->scratch, account_count + 1, sizeof *accounts);
    if (accounts == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units.count; i++) {
        const struct unit_row *unit = &units.rows[i];
        double lost = unit->count * (1 - unit->outcome);
        struct part_loss *parts[] = {&channels[unit->channel], &bands[unit->band],
                                     &priorities[unit->priority], &accounts[unit->account]};
        for (size_t p = 0; unit->is_decided && p < sizeof parts / sizeof *parts; p++) {
            parts[p]->count += unit->count;
            parts[p]->lost += lost;
        }
    }
    weigh(bands, BAND_COUNT, LEVER_BAND, &best);
    weigh(channels, CHANNEL_COUNT, LEVER_CHANNEL, &best);
    weigh(priorities, PRIORITY_COUNT, LEVER_PRIORITY, &best);
    if (criterion != CRITERION_AVAILABILITY)
        weigh(accounts, account_count, LEVER_ACCOUNT, &best);
    out->lever = best.key;
    out->lever_detail = best.detail;
    out->lever_asked_count = (uint64_t)llround(best.loss.count);
    out->lever_kept_count = (uint64_t)llround(best.loss.count - best.loss.lost);
    out->lever_lost_share = best.lost_share;
    return true;
}

static void set_whole_lever(struct criterion_score *out, const char *key)
{
    out->lever = key;
    out->lever_detail = -1;
    out->lever_asked_count = out->lever_kept_count = 0;
    out->lever_lost_share = 0;
}

/* Half of what was late was never answered at all: that is another lever than speed. */
static void look_at_unanswered(struct scoring *scoring)
{
    struct criterion_score *out = &scoring->card->criteria[CRITERION_FIRST_REPLY];
    const struct measurement *kept =
        measurement_of(scoring->card, MEASURED_REPLY_WITHIN_PROMISE, whole_of(PERIOD_CURRENT));
    const struct measurement *never =
        measurement_of(scoring->card, MEASURED_REPLY_NEVER, whole_of(PERIOD_CURRENT));
    double late = (double)(kept->asked_count - kept->kept_count - kept->open_count);

    if (late > 0 && (double)never->kept_count > UNANSWERED_LEAST * late)
        set_whole_lever(out, LEVER_UNANSWERED);
    if (out->headline == MEASURED_REPLY_SUBSTANTIVE)
        set_whole_lever(out, LEVER_TEMPLATES);
}

bool levers_find(struct scoring *scoring, struct error *err)
{
    for (int c = 0; c < CRITERION_COUNT; c++) {
        arena_release(scoring->scratch);
        if (!find_lever(scoring, (enum criterion)c, err))
            return false;
    }
    look_at_unanswered(scoring);
    return true;
}
