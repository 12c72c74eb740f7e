#include <math.h>

#include "statistics/change_point.h"
#include "statistics/log_gamma.h"

/* One change in weekly shares: which week, and whether at all. */
static const double SET_CONTENT = 0.95;
static const double DATED_PROBABILITY = 0.9;

void change_posterior_release(struct change_posterior *posterior)
{
    free(posterior->weights);
    free(posterior->set);
    *posterior = (struct change_posterior){0};
}

/* ---- what the weeks say ---- */

/* Cumulative sums over the first i weeks. */
struct shares {
    double *kept, *asked;
    size_t count, asked_weeks;
    double saturated; /* ln likelihood if every week had a share of its own */
};

static void shares_release(struct shares *shares)
{
    free(shares->kept);
    *shares = (struct shares){0};
}
OWN_RELEASER(shares_release, struct shares)

static double log_times(double weight, double value)
{
    return weight > 0 ? weight * log(value) : 0;
}

static bool shares_init(const double *successes, const double *cases, size_t count,
                        struct shares *out, struct error *err)
{
    double *sums = calloc(2 * (count + 1), sizeof *sums);

    if (sums == NULL)
        return error_memory(err);
    *out = (struct shares){.kept = sums, .asked = sums + count + 1, .count = count};
    for (size_t i = 0; i < count; i++) {
        double k = successes[i], n = cases[i];
        out->kept[i + 1] = out->kept[i] + k;
        out->asked[i + 1] = out->asked[i] + n;
        if (!(n > 0))
            continue;
        out->asked_weeks++;
        out->saturated += log_times(k, k / n) + log_times(n - k, 1 - k / n);
    }
    return true;
}

/* ln ∫ p^k (1-p)^(n-k) dp over the points from+1 … to, counts divided by φ. */
static double log_evidence(const struct shares *shares, size_t from, size_t to, double dispersion)
{
    double k = (shares->kept[to] - shares->kept[from]) / dispersion;
    double n = (shares->asked[to] - shares->asked[from]) / dispersion;

    return log_beta(k + 1, n - k + 1);
}

/* ---- the posterior ---- */

static double add_logs(double a, double b)
{
    double high = fmax(a, b), low = fmin(a, b);

    return low == -INFINITY ? high : high + log1p(exp(low - high));
}

static double weigh(double *log_weights, size_t count)
{
    double highest = -INFINITY, sum = 0;

    for (size_t i = 0; i < count; i++)
        highest = fmax(highest, log_weights[i]);
    for (size_t i = 0; i < count; i++)
        sum += exp(log_weights[i] - highest);
    for (size_t i = 0; i < count; i++)
        log_weights[i] = exp(log_weights[i] - highest) / sum;
    return highest + log(sum);
}

/* The likeliest weeks, the earlier of equals first, until they hold `content`; then by week. */
static void collect_set(double content, bool *is_in, struct change_posterior *out)
{
    const double *weights = out->weights;
    size_t count = out->weight_count;

    for (double held = 0; held < content && out->set_count < count; out->set_count++) {
        size_t next = count;
        for (size_t i = 0; i < count; i++) {
            if (!is_in[i] && (next == count || weights[i] > weights[next]))
                next = i;
        }
        is_in[next] = true;
        held += weights[next];
        if (out->set_count == 0)
            out->likeliest = out->first + next;
    }
    size_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_in[i])
            out->set[filled++] = out->first + i;
    }
}

/* `out->weights` hold the logs of P(weeks, change at τ), `unchanged` that of P(weeks, none). */
static bool conclude(double unchanged, double content, struct change_posterior *out,
                     struct error *err)
{
    OWN(free) bool *is_in = calloc(out->weight_count + 1, sizeof *is_in);

    if (is_in == NULL)
        return error_memory(err);
    double changed = weigh(out->weights, out->weight_count);
    out->log_bayes_factor = changed - log((double)out->weight_count) - unchanged;
    out->probability = 1 / (1 + exp(-out->log_bayes_factor));
    collect_set(content, is_in, out);
    return true;
}

static bool posterior_init(size_t count, size_t least_segment, struct change_posterior *out,
                           struct error *err)
{
    size_t least = least_segment > 0 ? least_segment : 1;
    size_t weeks = count >= 2 * least ? count - 2 * least + 1 : 0;

    *out = (struct change_posterior){.probability = NAN, .log_bayes_factor = NAN, .first = least};
    out->weights = calloc(weeks + 1, sizeof *out->weights);
    out->set = calloc(weeks + 1, sizeof *out->set);
    out->weight_count = weeks;
    return (out->weights != NULL && out->set != NULL) || error_memory(err);
}

static void nothing_told(struct change_posterior *out)
{
    out->first = out->weight_count = 0;
}

bool change_posterior(const double *successes, const double *cases, size_t count,
                      double overdispersion, size_t least_segment, struct change_posterior *out,
                      struct error *err)
{
    OWN(shares_release) struct shares shares = {0};
    OWN(change_posterior_release) struct change_posterior made = {0};

    if (!posterior_init(count, least_segment, &made, err) ||
        !shares_init(successes, cases, count, &shares, err))
        return false;
    if (made.weight_count > 0 && overdispersion > 0) {
        for (size_t i = 0; i < made.weight_count; i++)
            made.weights[i] = log_evidence(&shares, 0, made.first + i, overdispersion) +
                              log_evidence(&shares, made.first + i, count, overdispersion);
        if (!conclude(log_evidence(&shares, 0, count, overdispersion), SET_CONTENT, &made, err))
            return false;
    } else {
        nothing_told(&made);
    }
    *out = made;
    made = (struct change_posterior){0};
    return true;
}

/* φ from 1 to 64 in sixths of an octave: a flat prior on ln φ. */
enum { DISPERSIONS = 37, DISPERSIONS_OCTAVE = 6 };

bool change_posterior_mixed(const double *successes, const double *cases, size_t count,
                            size_t least_segment, double content, struct change_posterior *out,
                            struct error *err)
{
    OWN(shares_release) struct shares shares = {0};
    OWN(change_posterior_release) struct change_posterior made = {0};
    double unchanged = -INFINITY;

    if (!posterior_init(count, least_segment, &made, err) ||
        !shares_init(successes, cases, count, &shares, err))
        return false;
    for (size_t i = 0; i < made.weight_count; i++)
        made.weights[i] = -INFINITY;
    for (int j = 0; made.weight_count > 0 && j < DISPERSIONS; j++) {
        double phi = exp2((double)j / DISPERSIONS_OCTAVE);
        double scale = -(double)shares.asked_weeks / 2 * log(phi) - shares.saturated / phi;
        unchanged = add_logs(unchanged, scale + log_evidence(&shares, 0, count, phi));
        for (size_t i = 0; i < made.weight_count; i++)
            made.weights[i] =
                add_logs(made.weights[i], scale + log_evidence(&shares, 0, made.first + i, phi) +
                                              log_evidence(&shares, made.first + i, count, phi));
    }
    if (made.weight_count == 0 || shares.asked_weeks == 0)
        nothing_told(&made);
    else if (!conclude(unchanged, content, &made, err))
        return false;
    *out = made;
    made = (struct change_posterior){0};
    return true;
}

bool change_is_dated(const struct change_points *points, const struct change_posterior *posterior)
{
    if (!(posterior->probability >= DATED_PROBABILITY))
        return false;
    for (size_t i = 0; i < points->count; i++) {
        for (size_t j = 0; j < posterior->set_count; j++) {
            if (points->at[i] == posterior->set[j])
                return true;
        }
    }
    return false;
}
