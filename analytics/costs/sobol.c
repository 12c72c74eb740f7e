#include "costs/sobol.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"

/* Steps of the shift: the fractional part of i times the golden ratio. */
static const double GOLDEN = .6180339887498949;

/* Sums over points, of the function less the mean of the first half. */
struct sums {
    double first[SOBOL_MOST_INPUTS], total[SOBOL_MOST_INPUTS];
    double value, square;
};

static void shifted_point(gsl_qrng *source, size_t count, double *out)
{
    gsl_qrng_get(source, out);
    for (size_t i = 0; i < count; i++)
        out[i] = fmin(fmax(fmod(out[i] + (double)(i + 1) * GOLDEN, 1), 1e-15), 1 - 1e-15);
}

static void add_point(const struct sobol_case *wanted, double *point, double centre,
                      struct sums *sums)
{
    size_t k = wanted->input_count;
    double *a = point;
    double *b = point + k;
    double at_a = wanted->function(a, k, wanted->context) - centre;
    double at_b = wanted->function(b, k, wanted->context) - centre;

    sums->value += at_a + at_b;
    sums->square += at_a * at_a + at_b * at_b;
    for (size_t i = 0; i < k; i++) {
        double kept = a[i];
        a[i] = b[i];
        double mixed = wanted->function(a, k, wanted->context) - centre;
        a[i] = kept;
        sums->first[i] += at_b * (mixed - at_a);
        sums->total[i] += (at_a - mixed) * (at_a - mixed);
    }
}

static double mean_of(const struct sobol_case *wanted, gsl_qrng *source, double *point)
{
    double sum = 0;

    for (uint32_t i = 0; i < wanted->point_count; i++) {
        shifted_point(source, 2 * wanted->input_count, point);
        sum += wanted->function(point, wanted->input_count, wanted->context);
    }
    gsl_qrng_init(source);
    return sum / wanted->point_count;
}

bool sobol_by_points(const struct sobol_case *wanted, struct sobol *out, struct error *err)
{
    size_t k = wanted->input_count;
    double point[2 * SOBOL_MOST_INPUTS];
    struct sums sums = {0};
    double n = wanted->point_count;

    if (k == 0 || k > SOBOL_MOST_INPUTS || wanted->point_count == 0)
        return error_set(
            err, ERROR_USAGE,
            "shares of the doubt are taken of 1 to %d uncertain inputs, not %zu (hint: "
            "write one number instead of [low, middle, high] for those that matter "
            "least)",
            SOBOL_MOST_INPUTS, k);
    gsl_qrng *source = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)(2 * k));
    if (source == NULL)
        return error_memory(err);
    double centre = mean_of(wanted, source, point);
    for (uint32_t i = 0; i < wanted->point_count; i++) {
        shifted_point(source, 2 * k, point);
        add_point(wanted, point, centre, &sums);
    }
    gsl_qrng_free(source);
    double mean = sums.value / (2 * n);
    double variance = sums.square / (2 * n) - mean * mean;
    *out = (struct sobol){.mean = centre + mean, .variance = variance};
    for (size_t i = 0; i < k; i++) {
        out->first[i] = variance > 0 ? sums.first[i] / n / variance : NAN;
        out->total[i] = variance > 0 ? sums.total[i] / (2 * n) / variance : NAN;
    }
    return true;
}
