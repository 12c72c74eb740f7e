#include "costs/frontier.h"

#include <math.h>

#include "costs/chance.h"

enum { BEST_SCORE = 100 };

static struct frontier_range quality_of(const struct frontier_case *wanted, size_t option,
                                        size_t quality)
{
    return wanted->qualities[option * wanted->quality_count + quality];
}

static bool dominates(const struct frontier_case *wanted, size_t a, size_t b)
{
    bool is_better = wanted->costs[a] < wanted->costs[b];

    if (wanted->costs[a] > wanted->costs[b])
        return false;
    for (size_t i = 0; i < wanted->quality_count; i++) {
        struct frontier_range of_a = quality_of(wanted, a, i), of_b = quality_of(wanted, b, i);
        if (of_a.low < of_b.high)
            return false;
        is_better |= of_a.low > of_b.high;
    }
    return is_better;
}

static void find_dominated(const struct frontier_case *wanted, struct frontier_option *options)
{
    for (size_t b = 0; b < wanted->option_count; b++)
        for (size_t a = wanted->option_count; a-- > 0;)
            if (a != b && dominates(wanted, a, b)) {
                options[b].is_dominated = true;
                options[b].dominated_by = a;
            }
}

/* ---- weights -----------------------------------------------------------------------------------
 */

static void draw_weights(uint32_t point, size_t count, double *weights)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        weights[i] = -log(chance_uniform(0, point, (uint32_t)i));
        sum += weights[i];
    }
    for (size_t i = 0; i < count; i++)
        weights[i] /= sum;
}

enum end { END_LOW, END_HIGH };

/* With every quality at that end of its range. */
static double mean_of(const struct frontier_case *wanted, const struct frontier_option *options,
                      size_t option, const double *weights, enum end end)
{
    double mean = weights[0] * options[option].cost_score;

    for (size_t i = 0; i < wanted->quality_count; i++) {
        struct frontier_range quality = quality_of(wanted, option, i);
        mean += weights[i + 1] * (end == END_LOW ? quality.low : quality.high);
    }
    return mean;
}

/* Its share of the win with its own qualities at one end and those of all others at the other. */
static double win_of(const struct frontier_case *wanted, const struct frontier_option *options,
                     size_t option, const double *weights, enum end mine)
{
    double own = mean_of(wanted, options, option, weights, mine);
    double ties = 1;

    for (size_t other = 0; other < wanted->option_count; other++) {
        if (other == option || options[other].is_dominated)
            continue;
        double mean =
            mean_of(wanted, options, other, weights, mine == END_LOW ? END_HIGH : END_LOW);
        if (mean > own)
            return 0;
        ties += mean == own;
    }
    return 1 / ties;
}

static void find_regions(const struct frontier_case *wanted, double *weights,
                         struct frontier_option *options)
{
    uint32_t count = wanted->point_count > 0 ? wanted->point_count : FRONTIER_POINTS;
    size_t width = wanted->quality_count + 1;

    for (uint32_t point = 0; point < count; point++) {
        draw_weights(point, width, weights);
        for (size_t i = 0; i < wanted->option_count; i++) {
            if (options[i].is_dominated)
                continue;
            double high = win_of(wanted, options, i, weights, END_HIGH);
            options[i].share_low += win_of(wanted, options, i, weights, END_LOW) / count;
            options[i].share_high += high / count;
            for (size_t at = 0; at < width; at++)
                options[i].mean_weights[at] += high * weights[at] / count;
        }
    }
    for (size_t i = 0; i < wanted->option_count; i++)
        for (size_t at = 0; at < width; at++)
            options[i].mean_weights[at] = options[i].share_high > 0
                                              ? options[i].mean_weights[at] / options[i].share_high
                                              : NAN;
}

bool frontier_find(const struct frontier_case *wanted, struct arena *arena,
                   struct frontier_option **out, struct error *err)
{
    size_t width = wanted->quality_count + 1;
    struct frontier_option *options = arena_array(arena, wanted->option_count + 1, sizeof *options);
    double *weights = arena_array(arena, width * (wanted->option_count + 1), sizeof *weights);
    double least = INFINITY;

    if (options == NULL || weights == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wanted->option_count; i++) {
        if (!(wanted->costs[i] > 0) || isinf(wanted->costs[i]))
            return error_set(err, ERROR_USAGE,
                             "option %zu costs %g: only costs above nought can be weighed "
                             "(hint: leave it out of the frontier)",
                             i + 1, wanted->costs[i]);
        least = fmin(least, wanted->costs[i]);
        options[i].mean_weights = weights + width * (i + 1);
    }
    for (size_t i = 0; i < wanted->option_count; i++)
        options[i].cost_score = BEST_SCORE * least / wanted->costs[i];
    find_dominated(wanted, options);
    find_regions(wanted, weights, options);
    *out = options;
    return true;
}
