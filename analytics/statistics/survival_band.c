/* Bands of a curve, and the times at which curve and band reach a level. */
#include <math.h>
#include <stddef.h>

#include "statistics/distribution.h"
#include "statistics/survival.h"

static const double LEVEL_TOLERANCE = 1.4901161193847656e-08; /* √epsilon, as in quantile.survfit */

/* exp(-exp(log(-log S) ± z·se(log S)/log S)): none where S is 0 or 1. */
static struct interval loglog(double survival, double log_error, double confidence)
{
    if (!(survival > 0 && survival < 1))
        return interval_unknown();
    double level = log(-log(survival));
    double reach = normal_two_sided(confidence) * log_error / log(survival); /* negative */
    return (struct interval){exp(-exp(level - reach)), exp(-exp(level + reach))};
}

struct interval survival_loglog(const struct survival_step *step, double confidence)
{
    return loglog(step->survival, sqrt(step->log_variance), confidence);
}

struct interval survival_incidence_loglog(const struct survival_cause *cause, double confidence)
{
    double rest = 1 - cause->incidence;

    return loglog(rest, sqrt(cause->variance) / rest, confidence);
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
    double confidence;
};

static double height(const struct rising *rising, enum line line, size_t j)
{
    const struct survival_step *step = &rising->survival->steps[j];
    const struct survival_cause *cause =
        rising->cause > 0 ? &rising->survival->causes[rising->cause - 1][j] : NULL;

    if (line == LINE_CURVE)
        return cause != NULL ? cause->incidence : 1 - step->survival;
    struct interval limits = cause != NULL ? survival_incidence_loglog(cause, rising->confidence)
                                           : survival_loglog(step, rising->confidence);
    return 1 - (line == LINE_UPPER ? limits.low : limits.high);
}

/* The step of the least height that is not below `level`, the earliest of equals; -1: none. */
static ptrdiff_t reaching(const struct rising *rising, enum line line, double level)
{
    ptrdiff_t found = -1;
    double least = INFINITY;

    for (size_t j = 0; j < rising->survival->step_count; j++) {
        double at = height(rising, line, j);
        if (at >= level && at < least) {
            least = at;
            found = (ptrdiff_t)j;
        }
    }
    return found;
}

struct flat {
    double first, last;
};

static struct flat invert(const struct rising *rising, enum line line, double p)
{
    const struct survival_step *steps = rising->survival->steps;
    size_t count = rising->survival->step_count;
    ptrdiff_t first = reaching(rising, line, p - LEVEL_TOLERANCE);
    ptrdiff_t next = reaching(rising, line, p + LEVEL_TOLERANCE);

    if (p == 0)
        return (struct flat){0, 0};
    if (first < 0)
        return (struct flat){NAN, NAN};
    if (next >= 0)
        return (struct flat){steps[first].time, steps[next].time};
    /* The curve ends at the level: it is flat up to the last time seen. */
    if (fabs(height(rising, line, count - 1) - p) < LEVEL_TOLERANCE)
        return (struct flat){steps[first].time, steps[count - 1].time};
    return (struct flat){NAN, NAN};
}

static double middle(struct flat flat)
{
    return (flat.first + flat.last) / 2;
}

static struct survival_quantile quantile_of(const struct rising *rising, double p)
{
    struct flat curve = invert(rising, LINE_CURVE, p);

    return (struct survival_quantile){
        .first = curve.first,
        .last = curve.last,
        .midpoint = middle(curve),
        .limits = {middle(invert(rising, LINE_UPPER, p)), middle(invert(rising, LINE_LOWER, p))},
    };
}

struct survival_quantile survival_quantile(const struct survival *survival, double p,
                                           double confidence)
{
    struct rising rising = {survival, 0, confidence};

    return quantile_of(&rising, p);
}

struct survival_quantile survival_incidence_quantile(const struct survival *survival, int cause,
                                                     double p, double confidence)
{
    struct rising rising = {survival, cause, confidence};

    if (cause > survival->cause_count)
        return (struct survival_quantile){NAN, NAN, NAN, interval_unknown()};
    return quantile_of(&rising, p);
}
