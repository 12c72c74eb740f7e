#include <math.h>

#include "criteria/scoring.h"

/*
 * What would move a criterion most: the part of the work that loses more than its share (its gap to
 * the whole, times its size). Said only where the part loses a tenth more than even losses would.
 */
static const double EXCESS_LEAST = 0.1;
static const double UNANSWERED_LEAST = 0.5;
enum { TOPICS_MOST = UINT8_MAX + 1 };

struct part_loss {
    double count, lost;
};

struct best {
    const char *key;
    int32_t detail;
    double excess;
    struct part_loss loss;
    double total, lost; /* of all parts */
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
            *best = (struct best){key, (int32_t)i, excess, parts[i], total, lost};
    }
}

/* Nothing stands out: what is lost is lost everywhere. */
static void take_all(const struct part_loss *parts, size_t count, struct best *best)
{
    for (size_t i = 0; i < count; i++) {
        best->total += parts[i].count;
        best->lost += parts[i].lost;
    }
    best->key = best->lost > 0 ? LEVER_EVERYWHERE : NULL;
}

static void set_lever(struct criterion_score *out, const struct best *best, double target)
{
    bool is_all = best->key == LEVER_EVERYWHERE;
    double count = is_all ? best->total : best->loss.count;
    double lost = is_all ? best->lost : best->loss.lost;

    out->lever = best->key;
    out->lever_detail = best->detail;
    if (best->key == NULL)
        return;
    if (target > 1 - lost / count)
        out->lever_gain = (target - 1 + lost / count) * count / best->total;
    if (is_all)
        return;
    out->lever_asked_count = (uint64_t)llround(count);
    out->lever_kept_count = (uint64_t)llround(count - lost);
    out->lever_lost_share = lost / best->lost;
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
                     priorities[PRIORITY_COUNT] = {{0}}, topics[TOPICS_MOST] = {{0}};
    struct part_loss *accounts = arena_array(scoring->scratch, account_count + 1, sizeof *accounts);
    if (accounts == NULL)
        return error_memory(err);
    for (size_t i = 0; i < units.count; i++) {
        const struct unit_row *unit = &units.rows[i];
        double lost = unit->count * (1 - unit->outcome);
        struct part_loss *parts[] = {&channels[unit->channel], &bands[unit->band],
                                     &priorities[unit->priority], &accounts[unit->account],
                                     &topics[unit->topic]};
        for (size_t p = 0; unit->is_decided && p < sizeof parts / sizeof *parts; p++) {
            parts[p]->count += unit->count;
            parts[p]->lost += lost;
        }
    }
    weigh(bands, BAND_COUNT, LEVER_BAND, &best);
    weigh(channels, CHANNEL_COUNT, LEVER_CHANNEL, &best);
    weigh(priorities, PRIORITY_COUNT, LEVER_PRIORITY, &best);
    weigh(topics, TOPICS_MOST, LEVER_TOPIC, &best);
    if (criterion != CRITERION_AVAILABILITY)
        weigh(accounts, account_count, LEVER_ACCOUNT, &best);
    if (best.key == NULL)
        take_all(bands, BAND_COUNT, &best);
    set_lever(out, &best,
              criterion == CRITERION_CHANNELS
                  ? scoring->settings->criteria.measures[MEASURE_NO_SWITCH].anchors.x80
                  : out->target);
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

    if (late > 0 && (double)never->kept_count > UNANSWERED_LEAST * late) {
        set_whole_lever(out, LEVER_UNANSWERED);
        out->lever_gain = (double)never->kept_count / (double)kept->asked_count;
    }
    if (out->headline == MEASURED_REPLY_SUBSTANTIVE) {
        const struct measurement *content =
            measurement_of(scoring->card, MEASURED_REPLY_SUBSTANTIVE, whole_of(PERIOD_CURRENT));
        set_whole_lever(out, LEVER_TEMPLATES);
        out->lever_gain = fmax(0, kept->value - content->value);
    }
}

/* Parity: the channel whose clients wait longest for their number (statistics.md A4). */
static void look_at_parity(struct scorecard *card)
{
    struct criterion_score *out = &card->criteria[CRITERION_CHANNELS];
    double best = 0;

    for (size_t i = 0; i < card->channel_count; i++)
        if (card->channels[i].has_graded)
            best = fmax(best, card->channels[i].graded);
    for (size_t i = 0; best > 0 && i < card->channel_count; i++) {
        const struct channel_row *row = &card->channels[i];
        double gain = row->has_graded ? row->share * (best - row->graded) / best : 0;
        if (gain <= out->lever_gain)
            continue;
        set_whole_lever(out, LEVER_CHANNEL); /* parity is no share of tickets kept */
        out->lever_detail = (int32_t)row->channel;
        out->lever_gain = gain;
    }
}

bool levers_find(struct scoring *scoring, struct error *err)
{
    for (int c = 0; c < CRITERION_COUNT; c++) {
        arena_release(scoring->scratch);
        if (!find_lever(scoring, (enum criterion)c, err))
            return false;
    }
    look_at_unanswered(scoring);
    look_at_parity(scoring->card);
    return true;
}
