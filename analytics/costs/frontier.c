#include "costs/frontier.h"

#include <math.h>

#include "costs/chance.h"

enum { BEST_SCORE = 100 };

static double quality_of(const struct frontier_case *wanted, size_t option, size_t quality)
{
    return wanted->qualities[option * wanted->quality_count + quality];
}

static bool dominates(const struct frontier_case *wanted, size_t a, size_t b)
{
    bool is_better = wanted->costs[a] < wanted->costs[b];

    if (wanted->costs[a] > wanted->costs[b])
        return false;
    for (size_t i = 0; i < wanted->quality_count; i++) {
        double of_a = quality_of(wanted, a, i), of_b = quality_of(wanted, b, i);
        if (!(of_a >= of_b))
            return false;
        is_better |= of_a > of_b;
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

/* With `unknown` in place of what is not known. */
static double mean_of(const struct frontier_case *wanted, const struct frontier_option *options,
                      size_t option, const double *weights, double unknown)
{
    double mean = weights[0] * options[option].cost_score;

    for (size_t i = 0; i < wanted->quality_count; i++) {
        double quality = quality_of(wanted, option, i);
        mean += weights[i + 1] * (isnan(quality) ? unknown : quality);
    }
    return mean;
}

/* Its share of the win when its own unknowns are `mine` and all others' are the opposite. */
static double win_of(const struct frontier_case *wanted, const struct frontier_option *options,
                     size_t option, const double *weights, double mine)
{
    double own = mean_of(wanted, options, option, weights, mine);
    double ties = 1;

    for (size_t other = 0; other < wanted->option_count; other++) {
        if (other == option || options[other].is_dominated)
            continue;
        double mean = mean_of(wanted, options, other, weights, BEST_SCORE - mine);
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
            double high = win_of(wanted, options, i, weights, BEST_SCORE);
            options[i].share_low += win_of(wanted, options, i, weights, 0) / count;
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

double frontier_flip(const struct frontier_case *wanted, size_t dear, size_t cheap,
                     const double *weights, size_t quality)
{
    double least = fmin(wanted->costs[dear], wanted->costs[cheap]);
    double gap =
        weights[0] * BEST_SCORE * (least / wanted->costs[cheap] - least / wanted->costs[dear]);

    for (size_t i = 0; i < wanted->quality_count; i++)
        if (i != quality)
            gap += weights[i + 1] * (quality_of(wanted, cheap, i) - quality_of(wanted, dear, i));
    return weights[quality + 1] > 0 ? gap / weights[quality + 1] : NAN;
}
