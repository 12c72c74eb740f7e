/* How sure a cover is when tickets come in families: the influence of each on it, and its bias. */
#include <math.h>

#include "statistics/availability.h"
#include "statistics/distribution.h"

enum { HOURS_OF_DAY = 24, FIRST_DAY_OFF = 5 };

static bool is_day_off(size_t slot)
{
    return slot / HOURS_OF_DAY >= FIRST_DAY_OFF;
}

/* Steps of an hour between two slots of one cycle: the week, or the holiday. */
static bool is_adjacent(size_t a, size_t b)
{
    size_t cycle = a < SLOT_WEEK ? SLOT_WEEK : SLOT_HOLIDAY;
    size_t apart = a > b ? a - b : b - a;

    return (a < SLOT_WEEK) == (b < SLOT_WEEK) && (apart == 1 || apart == cycle - 1);
}

/* What a ticket of slot `from` counts as in slot `to`. */
static double lent(const struct availability_weights *weights, size_t from, size_t to)
{
    bool is_same_hour =
        from % HOURS_OF_DAY == to % HOURS_OF_DAY && is_day_off(from) == is_day_off(to);

    if (from == to)
        return 1;
    if (weights == NULL)
        return 0;
    return (is_same_hour ? weights->same : 0) + (is_adjacent(from, to) ? weights->near : 0);
}

static bool is_known(const struct slot_posterior *posterior)
{
    return posterior->state != SLOT_ABSENT && posterior->state != SLOT_UNKNOWN;
}

static double hours_of(const struct slot *slots, const struct slot_posterior *posteriors,
                       size_t count)
{
    double hours = 0;

    for (size_t i = 0; i < count; i++)
        hours += posteriors[i].state == SLOT_ABSENT ? 0 : slots[i].hours;
    return hours;
}

void availability_influence(const struct slot *slots, const struct slot_posterior *posteriors,
                            size_t count, const struct availability_weights *weights,
                            struct availability_pull *shrunken, struct availability_pull *plain)
{
    double hours = hours_of(slots, posteriors, count);

    for (size_t from = 0; from < count; from++) {
        shrunken[from] = plain[from] = (struct availability_pull){0};
        for (size_t to = 0; to < count; to++) {
            double weight = is_known(&posteriors[to]) ? lent(weights, from, to) : 0;
            if (weight == 0)
                continue;
            double gain = weight * slots[to].hours / hours / (posteriors[to].a + posteriors[to].b);
            shrunken[from].gain += gain;
            shrunken[from].offset += gain * posteriors[to].mean;
        }
        double n = slots[from].ticket_count;
        if (is_known(&posteriors[from]) && n > 0) {
            plain[from].gain = slots[from].hours / hours / n;
            plain[from].offset = plain[from].gain * slots[from].answered_count / n;
        } else {
            plain[from] = shrunken[from];
        }
    }
}

double availability_bias(const struct slot *slots, const struct slot_posterior *posteriors,
                         size_t count)
{
    double hours = hours_of(slots, posteriors, count), sum = 0;

    for (size_t i = 0; i < count; i++)
        if (is_known(&posteriors[i]) && slots[i].ticket_count > 0)
            sum += slots[i].hours / hours *
                   (posteriors[i].mean - slots[i].answered_count / slots[i].ticket_count);
    return sum;
}

/*
 * How far the lower bound may lie below and above, slot by slot: Wilson of what was lent to it,
 * added as MOVER does. The posterior of a slot where all of ten were answered is too sure of
 * itself where the prior is U-shaped.
 */
static struct interval slot_distances(const struct slot *slots,
                                      const struct slot_posterior *posteriors, size_t count,
                                      const struct availability_weights *weights, double confidence)
{
    double hours = hours_of(slots, posteriors, count), below = 0, above = 0;

    for (size_t i = 0; i < count; i++) {
        const struct slot_posterior *slot = &posteriors[i];
        double same = weights == NULL ? 0 : weights->same;
        double near = weights == NULL ? 0 : weights->near;
        double k =
            slots[i].answered_count + same * slot->same_answered + near * slot->near_answered;
        double n = slots[i].ticket_count + same * slot->same_tickets + near * slot->near_tickets;
        if (!is_known(slot) || !(n > 0))
            continue;
        struct interval limits = interval_wilson(k, n, confidence);
        double weight = slots[i].hours / hours;
        double down = weight * fmax(slot->mean - limits.low, 0);
        double up = weight * fmax(limits.high - slot->mean, 0);
        below += down * down;
        above += up * up;
    }
    return (struct interval){sqrt(below), sqrt(above)};
}

void availability_widen(struct availability *availability, const struct slot *slots,
                        const struct slot_posterior *posteriors, size_t count,
                        const struct availability_weights *weights, double variance,
                        double critical, double confidence)
{
    double z = normal_two_sided(confidence);
    double error = sqrt(fmax(availability->error * availability->error, variance));
    struct interval apart = slot_distances(slots, posteriors, count, weights, confidence);

    if (!(error > 0) || !isfinite(error) || !isfinite(critical))
        return;
    error *= fmax(critical / z, 1);
    availability->error = error;
    availability->factor =
        interval_imbens_manski_factor(availability->unknown_share, error, confidence);
    double below = availability->factor * fmax(error, apart.low / z);
    double above = availability->factor * fmax(error, apart.high / z);
    availability->limits = interval_clip(
        (struct interval){availability->bounds.low - below, availability->bounds.high + above}, 0,
        1);
}
