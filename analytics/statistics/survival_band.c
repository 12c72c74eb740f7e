/* Bands of a curve, and the times at which curve and band reach a level. */
#include <math.h>
#include <stddef.h>

#include "statistics/distribution.h"
#include "statistics/survival.h"

static const double LEVEL_TOLERANCE = 1.4901161193847656e-08; /* √epsilon, as in quantile.survfit */

/* exp(-exp(log(-log S) ± z·se(log S)/log S)): none where S is 0 or 1. */
static double loglog_limit(double survival, double log_error, double z, bool is_low)
{
    if (!(survival > 0 && survival < 1))
        return NAN;
    double level = log(-log(survival));
    double reach = z * log_error / log(survival); /* negative */
    return exp(-exp(is_low ? level - reach : level + reach));
}

static double step_limit(const struct survival_step *step, double z, bool is_low)
{
    return loglog_limit(step->survival, sqrt(step->log_variance), z, is_low);
}

static double cause_limit(const struct survival_cause *cause, double z, bool is_low)
{
    double rest = 1 - cause->incidence;

    return loglog_limit(rest, sqrt(cause->variance) / rest, z, is_low);
}

struct interval survival_loglog(const struct survival_step *step, double confidence)
{
    double z = normal_two_sided(confidence);

    return (struct interval){step_limit(step, z, true), step_limit(step, z, false)};
}

struct interval survival_incidence_loglog(const struct survival_cause *cause, double confidence)
{
    double z = normal_two_sided(confidence);

    return (struct interval){cause_limit(cause, z, true), cause_limit(cause, z, false)};
}

struct interval survival_plain(const struct survival_step *step, double confidence)
{
    double half = normal_two_sided(confidence) * survival_error(step);

    if (isnan(half))
        return interval_unknown();
    return interval_clip((struct interval){step->survival - half, step->survival + half}, 0, 1);
}

/* ---- quantiles ---- */

enum line { LINE_CURVE, LINE_UPPER, LINE_LOWER }; /* of 1 - S: its upper limit is S's lower one */

/* A rising curve to be inverted: 1 - S of all events (cause 0), or F of one cause. */
struct rising {
    const struct survival *survival;
    int cause;
    double z; /* of the band */
};

static double height(const struct rising *rising, enum line line, size_t j)
{
    const struct survival_step *step = &rising->survival->steps[j];
    const struct survival_cause *cause =
        rising->cause > 0 ? &rising->survival->causes[rising->cause - 1][j] : NULL;

    if (line == LINE_CURVE)
        return cause != NULL ? cause->incidence : 1 - step->survival;
    bool is_low = line == LINE_UPPER;
    return 1 - (cause != NULL ? cause_limit(cause, rising->z, is_low)
                              : step_limit(step, rising->z, is_low));
}

/* The step of the least height that is not below `level`, the earliest of equals; -1: none. */
struct reached {
    double level, least;
    ptrdiff_t step;
};

static void reach(struct reached *reached, double height, size_t step)
{
    if (height >= reached->level && height < reached->least) {
        reached->least = height;
        reached->step = (ptrdiff_t)step;
    }
}

struct flat {
    double first, last;
};

static struct flat invert(const struct rising *rising, enum line line, double p)
{
    const struct survival_step *steps = rising->survival->steps;
    size_t count = rising->survival->step_count;
    struct reached first = {p - LEVEL_TOLERANCE, INFINITY, -1};
    struct reached next = {p + LEVEL_TOLERANCE, INFINITY, -1};

    if (p == 0)
        return (struct flat){0, 0};
    for (size_t j = 0; j < count; j++) {
        double at = height(rising, line, j);
        reach(&first, at, j);
        reach(&next, at, j);
    }
    if (first.step < 0)
        return (struct flat){NAN, NAN};
    if (next.step >= 0)
        return (struct flat){steps[first.step].time, steps[next.step].time};
    /* The curve ends at the level: it is flat up to the last time seen. */
    if (fabs(height(rising, line, count - 1) - p) < LEVEL_TOLERANCE)
        return (struct flat){steps[first.step].time, steps[count - 1].time};
    return (struct flat){NAN, NAN};
}

static double middle(struct flat flat)
{
    return (flat.first + flat.last) / 2;
}

static struct survival_quantile times_of(const struct rising *rising, double p)
{
    struct flat curve = invert(rising, LINE_CURVE, p);

    return (struct survival_quantile){.first = curve.first,
                                      .last = curve.last,
                                      .midpoint = middle(curve),
                                      .limits = interval_unknown()};
}

static struct survival_quantile quantile_of(const struct rising *rising, double p)
{
    struct survival_quantile quantile = times_of(rising, p);

    quantile.limits.low = middle(invert(rising, LINE_UPPER, p));
    quantile.limits.high = middle(invert(rising, LINE_LOWER, p));
    return quantile;
}

struct survival_quantile survival_quantile(const struct survival *survival, double p,
                                           double confidence)
{
    struct rising rising = {survival, 0, normal_two_sided(confidence)};

    return quantile_of(&rising, p);
}

struct survival_quantile survival_incidence_quantile(const struct survival *survival, int cause,
                                                     double p, double confidence)
{
    struct rising rising = {survival, cause, normal_two_sided(confidence)};

    if (cause > survival->cause_count)
        return (struct survival_quantile){NAN, NAN, NAN, interval_unknown()};
    return quantile_of(&rising, p);
}

struct survival_quantile survival_incidence_times(const struct survival *survival, int cause,
                                                  double p)
{
    struct rising rising = {survival, cause, NAN};

    if (cause > survival->cause_count)
        return (struct survival_quantile){NAN, NAN, NAN, interval_unknown()};
    return times_of(&rising, p);
}
