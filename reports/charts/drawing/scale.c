#include "charts/drawing/scale.h"

#include <assert.h>
#include <math.h>

double scale_px(const struct scale *scale, double value)
{
    double part = scale->is_log ? log(value / scale->low) / log(scale->high / scale->low)
                                : (value - scale->low) / (scale->high - scale->low);

    return scale->low_px + part * (scale->high_px - scale->low_px);
}

static double next_step(double step)
{
    double power = pow(10, floor(log10(step) + 1e-9));
    double lead = step / power;

    return (lead < 1.5 ? 2 : lead < 3.5 ? 5 : 10) * power;
}

static struct ticks multiples(double first, double last, double step)
{
    struct ticks ticks = {.step = step};

    for (double k = first; k <= last && ticks.count < TICKS_MOST; k++)
        ticks.at[ticks.count++] = k == 0 ? 0 : k * step;
    return ticks;
}

/* Rounding must not push a bound that is itself a multiple past its tick. */
#define SLACK 1e-9

struct ticks ticks_around(double low, double high, size_t most)
{
    assert(most >= 2 && most <= TICKS_MOST);
    double width = high > low ? high - low : fmax(fabs(high), 1);
    double step = pow(10, floor(log10(width / (double)most)));

    while (ceil(high / step - SLACK) - floor(low / step + SLACK) + 1 > (double)most)
        step = next_step(step);
    double first = floor(low / step + SLACK), last = ceil(high / step - SLACK);
    return multiples(first, last > first ? last : first + 1, step);
}

struct ticks ticks_within(double low, double high, size_t most)
{
    assert(most >= 2 && most <= TICKS_MOST);
    double step = pow(10, floor(log10((high > low ? high - low : 1) / (double)most)));

    while (floor(high / step + SLACK) - ceil(low / step - SLACK) + 1 > (double)most)
        step = next_step(step);
    return multiples(ceil(low / step - SLACK), floor(high / step + SLACK), step);
}

struct ticks ticks_of_time(double low_s, double high_s)
{
    static const double named_s[] = {1,     2,      5,      10,     30,      60,      120,
                                     300,   900,    1800,   3600,   7200,    14400,   28800,
                                     86400, 172800, 345600, 604800, 1209600, 2419200, 7776000};
    struct ticks ticks = {0};

    for (size_t i = 0; i < sizeof named_s / sizeof *named_s && ticks.count < TICKS_MOST; i++)
        if (named_s[i] >= low_s * (1 - SLACK) && named_s[i] <= high_s * (1 + SLACK))
            ticks.at[ticks.count++] = named_s[i];
    return ticks;
}

bool range_is_empty(const struct range *range)
{
    return range->low > range->high;
}

void range_add(struct range *range, double value)
{
    if (!isfinite(value))
        return;
    if (range_is_empty(range))
        *range = (struct range){value, value};
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

struct range range_padded(struct range range, double part)
{
    if (range_is_empty(&range))
        return (struct range){0, 1};
    double width = range.high > range.low ? range.high - range.low : 1 / part / 2;
    return (struct range){range.low - part * width, range.high + part * width};
}

struct range range_to_ticks(struct range range, size_t most)
{
    if (range_is_empty(&range))
        return (struct range){0, 1};
    struct ticks ticks = ticks_around(range.low, range.high, most);
    return (struct range){ticks.at[0], ticks.at[ticks.count - 1]};
}

enum { SPREAD_MOST = 64 };

/* A run of labels that touch: in places less their offset in the column, one common value. */
struct block {
    size_t count;
    double sum;
};

static double mean_of(const struct block *block)
{
    return block->sum / (double)block->count;
}

static void sort_wishes(const double *px, size_t count, size_t *order)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && px[order[at - 1]] > px[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

void spread(double *px, size_t count, double gap, double low, double high)
{
    size_t order[SPREAD_MOST];
    struct block blocks[SPREAD_MOST];
    size_t block_count = 0;

    if (count == 0 || count > SPREAD_MOST)
        return;
    if (gap * (double)(count - 1) > high - low)
        gap = count > 1 ? (high - low) / (double)(count - 1) : 0;
    sort_wishes(px, count, order);
    /* Without their offsets the places must not fall: isotonic regression, by pooling. Bounds are
     * met by clipping its result. */
    for (size_t i = 0; i < count; i++) {
        blocks[block_count++] = (struct block){1, px[order[i]] - (double)i * gap};
        while (block_count > 1 &&
               mean_of(&blocks[block_count - 2]) > mean_of(&blocks[block_count - 1])) {
            blocks[block_count - 2].count += blocks[block_count - 1].count;
            blocks[block_count - 2].sum += blocks[block_count - 1].sum;
            block_count--;
        }
    }
    double most = high - (double)(count - 1) * gap;
    for (size_t b = 0, at = 0; b < block_count; b++)
        for (size_t i = 0; i < blocks[b].count; i++, at++)
            px[order[at]] = fmin(fmax(mean_of(&blocks[b]), low), most) + (double)at * gap;
}
