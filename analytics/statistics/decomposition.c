#include "statistics/decomposition.h"

#include <math.h>

/* Below this a difference of shares is rounding, and has no sign. */
static const double NO_DIFFERENCE = 1e-12;

static struct change_cell total(const struct change_cell *cells, size_t count)
{
    struct change_cell sum = {0};

    for (size_t i = 0; i < count; i++) {
        sum.count_a += cells[i].count_a;
        sum.utility_a += cells[i].utility_a;
        sum.count_b += cells[i].count_b;
        sum.utility_b += cells[i].utility_b;
    }
    return sum;
}

static struct change_part part_of(const struct change_cell *cell, const struct change_cell *whole,
                                  double centre)
{
    double either = (cell->utility_a + cell->utility_b) / (cell->count_a + cell->count_b);
    struct change_part part = {
        .weight_a = cell->count_a / whole->count_a,
        .weight_b = cell->count_b / whole->count_b,
        .rate_a = cell->count_a > 0 ? cell->utility_a / cell->count_a : either,
        .rate_b = cell->count_b > 0 ? cell->utility_b / cell->count_b : either,
    };

    part.mix = (part.weight_b - part.weight_a) * ((part.rate_a + part.rate_b) / 2 - centre);
    part.rate = (part.rate_b - part.rate_a) * (part.weight_a + part.weight_b) / 2;
    return part;
}

static double binomial_variance(double rate, double count)
{
    return count > 0 ? rate * (1 - rate) / count : 0;
}

static double sign_of(double difference)
{
    return fabs(difference) < NO_DIFFERENCE ? 0 : difference;
}

struct change change_decompose(const struct change_cell *cells, size_t count,
                               struct change_part *parts)
{
    struct change_cell whole = total(cells, count);
    struct change change = {.rate_a = whole.utility_a / whole.count_a,
                            .rate_b = whole.utility_b / whole.count_b};
    double centre = (change.rate_a + change.rate_b) / 2, variance = 0;

    for (size_t i = 0; i < count; i++) {
        const struct change_cell *cell = &cells[i];
        struct change_part part = part_of(cell, &whole, centre);
        if (cell->count_a + cell->count_b > 0) {
            double weight = (cell->count_a + cell->count_b) / (whole.count_a + whole.count_b);
            change.mix += part.mix;
            change.rate += part.rate;
            change.standard_a += weight * part.rate_a;
            change.standard_b += weight * part.rate_b;
            change.standard_delta += weight * (part.rate_b - part.rate_a);
            variance += weight * weight *
                        (binomial_variance(part.rate_a, cell->count_a) +
                         binomial_variance(part.rate_b, cell->count_b));
        }
        if (parts != NULL)
            parts[i] = part;
    }
    change.delta = change.rate_b - change.rate_a;
    change.standard_error = sqrt(variance);
    change.is_simpson = sign_of(change.delta) * sign_of(change.standard_delta) < 0;
    change.is_mix = fabs(change.mix) > fabs(change.rate);
    return change;
}

double gap_decompose(const struct gap_cell *cells, size_t count, double target,
                     double *contributions)
{
    double all = 0, gap = 0;

    for (size_t i = 0; i < count; i++)
        all += cells[i].count;
    for (size_t i = 0; i < count; i++) {
        contributions[i] = (target * cells[i].count - cells[i].utility) / all;
        gap += contributions[i];
    }
    return count > 0 ? gap : NAN;
}
