#include "statistics/shrinkage_likelihood.h"

#include <gsl/gsl_sf_psi.h>
#include <math.h>

#include "base/ownership.h"
#include "statistics/log_gamma.h"
#include "statistics/solve.h"

/* Above this the product form is long and the lnΓ form exact enough. */
static const double LONGEST_PRODUCT = 1e6;

static bool is_whole(double value)
{
    return value == floor(value) && value <= LONGEST_PRODUCT;
}

/* Turn "how many end at r" into "how many go beyond r". */
static void accumulate(double *steps, size_t count)
{
    for (size_t r = count; r-- > 1;)
        steps[r - 1] += steps[r];
}

static bool tally_steps(struct shrinkage_tally *tally, size_t longest, struct error *err)
{
    double *steps = calloc(3 * (longest + 1), sizeof *steps);

    if (steps == NULL)
        return error_memory(err);
    tally->won = steps;
    tally->lost = steps + longest + 1;
    tally->tried = steps + 2 * (longest + 1);
    tally->step_count = longest;
    for (size_t i = 0; i < tally->group_count; i++) {
        size_t y = (size_t)tally->groups[i].successes;
        size_t n = (size_t)tally->groups[i].trials;
        if (n == 0)
            continue;
        tally->tried[n - 1]++;
        if (y > 0)
            tally->won[y - 1]++;
        if (n > y)
            tally->lost[n - y - 1]++;
    }
    accumulate(tally->won, longest);
    accumulate(tally->lost, longest);
    accumulate(tally->tried, longest);
    return true;
}

bool shrinkage_tally_init(struct shrinkage_tally *tally, const struct shrinkage_group *groups,
                          size_t count, struct error *err)
{
    struct shrinkage_tally made = {.groups = groups, .group_count = count};
    double longest = 0;
    bool are_whole = true;

    solve_without_abort();
    for (size_t i = 0; i < count; i++) {
        double y = groups[i].successes, n = groups[i].trials;
        if (!(n > 0))
            continue;
        are_whole &= is_whole(y) && is_whole(n);
        longest = fmax(longest, n);
        made.choices += log_choose(n, y);
        made.successes += y;
        made.trials += n;
        made.slope_at_zero_won += y * (y - 1) / 2;
        made.slope_at_zero_lost += (n - y) * (n - y - 1) / 2;
        made.slope_at_zero_tried += n * (n - 1) / 2;
    }
    if (are_whole && !tally_steps(&made, (size_t)longest, err))
        return false;
    *tally = made;
    return true;
}

void shrinkage_tally_release(struct shrinkage_tally *tally)
{
    free(tally->won);
    *tally = (struct shrinkage_tally){0};
}

/* weight·ln(value), with 0·ln 0 = 0. */
static double log_times(double weight, double value)
{
    return weight > 0 ? weight * log(value) : 0;
}

static double pooled_likelihood(const struct shrinkage_tally *tally, double mean)
{
    return tally->choices + log_times(tally->successes, mean) +
           log_times(tally->trials - tally->successes, 1 - mean);
}

double shrinkage_likelihood(const struct shrinkage_tally *tally, double mean, double theta)
{
    if (theta <= 0)
        return pooled_likelihood(tally, mean);
    double sum = 0;
    if (tally->won != NULL) {
        for (size_t r = 0; r < tally->step_count; r++)
            sum += log_times(tally->won[r], mean + (double)r * theta) +
                   log_times(tally->lost[r], 1 - mean + (double)r * theta) -
                   tally->tried[r] * log1p((double)r * theta);
        return tally->choices + sum;
    }
    for (size_t i = 0; i < tally->group_count; i++) {
        if (tally->groups[i].trials > 0)
            sum += shrinkage_log_probability(tally->groups[i], mean / theta, (1 - mean) / theta);
    }
    return sum;
}

/* ψ(base + count) - ψ(base) */
static double psi_rise(double base, double count)
{
    return gsl_sf_psi(base + count) - gsl_sf_psi(base);
}

static double real_slope_mean(const struct shrinkage_tally *tally, double mean, double theta)
{
    double a = mean / theta, b = (1 - mean) / theta, sum = 0;

    for (size_t i = 0; i < tally->group_count; i++) {
        double y = tally->groups[i].successes, n = tally->groups[i].trials;
        if (n > 0)
            sum += psi_rise(a, y) - psi_rise(b, n - y);
    }
    return sum / theta;
}

static double slope_mean(const struct shrinkage_tally *tally, double mean, double theta)
{
    if (tally->won == NULL)
        return real_slope_mean(tally, mean, theta);
    double sum = 0;
    for (size_t r = 0; r < tally->step_count; r++) {
        double far = (double)r * theta;
        sum += tally->won[r] / (mean + far) - tally->lost[r] / (1 - mean + far);
    }
    return sum;
}

static double real_slope_theta(const struct shrinkage_tally *tally, double mean, double theta)
{
    double a = mean / theta, b = (1 - mean) / theta, sum = 0;

    for (size_t i = 0; i < tally->group_count; i++) {
        double y = tally->groups[i].successes, n = tally->groups[i].trials;
        if (n > 0)
            sum += mean * psi_rise(a, y) + (1 - mean) * psi_rise(b, n - y) - psi_rise(1 / theta, n);
    }
    return -sum / (theta * theta);
}

double shrinkage_slope_theta(const struct shrinkage_tally *tally, double mean, double theta)
{
    if (tally->won == NULL)
        return real_slope_theta(tally, mean, theta);
    double sum = 0;
    for (size_t r = 1; r < tally->step_count; r++) {
        double far = (double)r * theta;
        sum += (double)r * (tally->won[r] / (mean + far) + tally->lost[r] / (1 - mean + far) -
                            tally->tried[r] / (1 + far));
    }
    return sum;
}

double shrinkage_slope_at_zero(const struct shrinkage_tally *tally)
{
    double mean = tally->successes / tally->trials;

    if (mean <= 0 || mean >= 1)
        return 0; /* all alike: one common share explains everything */
    return tally->slope_at_zero_won / mean + tally->slope_at_zero_lost / (1 - mean) -
           tally->slope_at_zero_tried;
}

struct at_theta {
    const struct shrinkage_tally *tally;
    double theta;
};

static double slope_mean_at(double mean, void *context)
{
    const struct at_theta *at = context;

    return slope_mean(at->tally, mean, at->theta);
}

double shrinkage_best_mean(const struct shrinkage_tally *tally, double theta, double edge)
{
    struct at_theta at = {tally, theta};

    if (slope_mean(tally, edge, theta) <= 0)
        return edge;
    if (slope_mean(tally, 1 - edge, theta) >= 0)
        return 1 - edge;
    return solve_root(slope_mean_at, &at, edge, 1 - edge, 1e-15);
}
