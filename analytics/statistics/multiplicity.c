#include "statistics/multiplicity.h"

#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"

struct ranked {
    double p;
    size_t index;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;

    if (left->p != right->p)
        return left->p > right->p ? 1 : -1;
    return (left->index > right->index) - (left->index < right->index);
}

static double at_most_one(double p)
{
    return p < 1 ? p : 1;
}

/* From the largest p down: the least of p·m/rank·factor so far. */
static void step_up(struct ranked *p, size_t count, double factor)
{
    double least = INFINITY;

    for (size_t i = count; i-- > 0;) {
        double candidate = factor * (double)count / (double)(i + 1) * p[i].p;
        least = candidate < least ? candidate : least;
        p[i].p = at_most_one(least);
    }
}

static double harmonic(size_t count)
{
    double sum = 0;

    for (size_t i = 1; i <= count; i++)
        sum += 1 / (double)i;
    return sum;
}

/* From the smallest p up: the largest of p·(questions left) so far. */
static void step_down(struct ranked *p, size_t count)
{
    double most = 0;

    for (size_t i = 0; i < count; i++) {
        double candidate = (double)(count - i) * p[i].p;
        most = candidate > most ? candidate : most;
        p[i].p = at_most_one(most);
    }
}

/*
 * Wright's form of Hommel's procedure: for each m from n down to 2 the adjusted values are at least
 * min over the m-1 largest of m·p/rank, and no less than m·p themselves where that is smaller.
 */
static void hommel(struct ranked *p, size_t count, double *adjusted)
{
    double simes = INFINITY;

    for (size_t i = 0; i < count; i++)
        simes = fmin(simes, (double)count * p[i].p / (double)(i + 1));
    for (size_t i = 0; i < count; i++)
        adjusted[i] = simes;
    for (size_t m = count - 1; m >= 2 && m < count; m--) {
        size_t small = count - m + 1; /* how many of the smallest are judged one by one */
        double least = INFINITY;
        for (size_t i = small; i < count; i++)
            least = fmin(least, (double)m * p[i].p / (double)(i - small + 2));
        for (size_t i = 0; i < count; i++) {
            double value = fmin((double)m * p[i < small ? i : small - 1].p, least);
            adjusted[i] = fmax(adjusted[i], value);
        }
    }
    for (size_t i = 0; i < count; i++)
        p[i].p = fmax(adjusted[i], p[i].p);
}

static void adjust_ranked(enum multiplicity method, struct ranked *p, size_t count, double *scratch)
{
    switch (method) {
    case MULTIPLICITY_BH:
        step_up(p, count, 1);
        break;
    case MULTIPLICITY_BY:
        step_up(p, count, harmonic(count));
        break;
    case MULTIPLICITY_HOLM:
        step_down(p, count);
        break;
    case MULTIPLICITY_HOMMEL:
        hommel(p, count, scratch);
        break;
    }
}

bool multiplicity_adjust(enum multiplicity method, const double *p, size_t count, double *adjusted,
                         struct error *err)
{
    OWN(free) struct ranked *known = calloc(count + 1, sizeof *known);
    OWN(free) double *scratch = calloc(count + 1, sizeof *scratch);
    size_t known_count = 0;

    if (known == NULL || scratch == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (!isnan(p[i]))
            known[known_count++] = (struct ranked){p[i], i};
        adjusted[i] = NAN;
    }
    qsort(known, known_count, sizeof *known, compare_ranked);
    adjust_ranked(method, known, known_count, scratch);
    for (size_t i = 0; i < known_count; i++)
        adjusted[known[i].index] = known[i].p;
    return true;
}

/* ---- families ---- */

/* BH inside one family; its Simes p is the least of the adjusted. `scratch`: count elements. */
static bool judge_family(const struct hypothesis *hypotheses, size_t count, size_t family,
                         double *scratch, struct hypothesis_verdict *verdicts, double *simes,
                         struct error *err)
{
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        if (hypotheses[i].family == family)
            scratch[size++] = hypotheses[i].p;
    }
    if (!multiplicity_adjust(MULTIPLICITY_BH, scratch, size, scratch, err))
        return false;
    *simes = NAN;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (hypotheses[i].family != family)
            continue;
        verdicts[i].adjusted = scratch[at++];
        *simes = fmin(*simes, verdicts[i].adjusted); /* fmin passes over an unknown */
    }
    return true;
}

bool multiplicity_families(const struct hypothesis *hypotheses, size_t count, size_t family_count,
                           double q, struct hypothesis_verdict *verdicts, double *q_within,
                           struct error *err)
{
    OWN(free) double *scratch = calloc(count + 1, sizeof *scratch);
    OWN(free) double *simes = calloc(family_count + 1, sizeof *simes);
    OWN(free) double *adjusted = calloc(family_count + 1, sizeof *adjusted);
    size_t selected = 0, known = 0;

    if (scratch == NULL || simes == NULL || adjusted == NULL)
        return error_memory(err);
    for (size_t f = 0; f < family_count; f++) {
        if (!judge_family(hypotheses, count, f, scratch, verdicts, &simes[f], err))
            return false;
    }
    if (!multiplicity_adjust(MULTIPLICITY_BH, simes, family_count, adjusted, err))
        return false;
    for (size_t f = 0; f < family_count; f++) {
        known += !isnan(adjusted[f]);
        selected += adjusted[f] <= q;
    }
    double within = known > 0 ? q * (double)selected / (double)known : 0;
    for (size_t i = 0; i < count; i++) {
        size_t f = hypotheses[i].family;
        verdicts[i].family_p = simes[f];
        verdicts[i].family_adjusted = adjusted[f];
        verdicts[i].is_family_selected = adjusted[f] <= q;
        verdicts[i].is_rejected = adjusted[f] <= q && verdicts[i].adjusted <= within;
    }
    if (q_within != NULL)
        *q_within = within;
    return true;
}
