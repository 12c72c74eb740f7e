#include "statistics/proportions.h"

#include <math.h>
#include <stdint.h>

#include "statistics/distribution.h"

/* The 2 x 2 tables with the margins of the one at hand, by their upper left cell. */
struct margins {
    double first, chosen, total; /* n1, k1 + k2, n1 + n2 */
};

/* P(x+1) / P(x) of the hypergeometric distribution. */
static double ratio_up(const struct margins *m, int64_t cell)
{
    double x = (double)cell;

    return (m->first - x) * (m->chosen - x) / ((x + 1) * (m->total - m->first - m->chosen + x + 1));
}

/* Relative to the mode, whose weight is 1; so nothing overflows, however large the table. */
static double weight_at(const struct margins *m, int64_t mode, int64_t x)
{
    double weight = 1;

    for (int64_t at = mode; at < x; at++)
        weight *= ratio_up(m, at);
    for (int64_t at = mode; at > x; at--)
        weight /= ratio_up(m, at - 1);
    return weight;
}

static double fisher(double k1, double n1, double k2, double n2)
{
    const double tie = 1 + 1e-7;
    struct margins m = {.first = n1, .chosen = k1 + k2, .total = n1 + n2};
    int64_t low = (int64_t)fmax(0, m.chosen - n2);
    int64_t high = (int64_t)fmin(n1, m.chosen);
    int64_t mode = (int64_t)((n1 + 1) * (m.chosen + 1) / (m.total + 2));

    mode = mode < low ? low : mode > high ? high : mode;
    double limit = weight_at(&m, mode, (int64_t)k1) * tie;
    double all = 0, tail = 0, weight = 1;
    for (int64_t x = mode; x <= high; weight *= ratio_up(&m, x), x++) {
        all += weight;
        tail += weight <= limit ? weight : 0;
    }
    weight = 1;
    for (int64_t x = mode; x > low; x--) {
        weight /= ratio_up(&m, x - 1);
        all += weight;
        tail += weight <= limit ? weight : 0;
    }
    return fmin(1, tail / all);
}

struct proportions proportions_compare(double k1, double n1, double k2, double n2,
                                       double confidence)
{
    double p1 = k1 / n1, p2 = k2 / n2, pooled = (k1 + k2) / (n1 + n2);
    double half = normal_two_sided(confidence) * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
    double z = (p1 - p2) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));

    return (struct proportions){
        .difference = p1 - p2,
        .z = z,
        .p = 2 * normal_upper(fabs(z)),
        .wald = {p1 - p2 - half, p1 - p2 + half},
        .newcombe = interval_newcombe(k1, n1, k2, n2, confidence),
        .fisher_p = fisher(k1, n1, k2, n2),
        .cohen_h = 2 * asin(sqrt(p1)) - 2 * asin(sqrt(p2)),
    };
}
