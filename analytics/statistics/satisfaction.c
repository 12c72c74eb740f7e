#include "statistics/satisfaction.h"

#include <math.h>

#include "base/ownership.h"
#include "statistics/distribution.h"

const struct survey_rule SURVEY_RULE = {
    .shift = 0.15,
    .correlation_floor = 0.005,
    .confidence = STATISTICS_CONFIDENCE,
};

static bool fit_prior(const struct survey_cell *cells, size_t count, struct shrinkage_prior *out,
                      struct error *err)
{
    OWN(free) struct shrinkage_group *groups = calloc(count > 0 ? count : 1, sizeof *groups);

    if (groups == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        groups[i] = (struct shrinkage_group){cells[i].satisfied_count, cells[i].response_count};
    return shrinkage_fit(groups, count, out, err);
}

static void count_up(const struct survey_cell *cells, size_t count, struct satisfaction *out)
{
    for (size_t i = 0; i < count; i++) {
        out->ticket_count += cells[i].ticket_count;
        out->response_count += cells[i].response_count;
        out->satisfied_count += cells[i].satisfied_count;
    }
    out->response_ratio = out->response_count / out->ticket_count;
    out->crude = out->satisfied_count / out->response_count;
    out->worst_case = (struct interval){
        out->satisfied_count / out->ticket_count,
        (out->satisfied_count + out->ticket_count - out->response_count) / out->ticket_count,
    };
}

static void stratify(const struct survey_cell *cells, size_t count,
                     const struct shrinkage_prior *prior, struct survey_posterior *posteriors,
                     struct satisfaction *out)
{
    double variance = 0;

    for (size_t i = 0; i < count; i++) {
        double a = cells[i].satisfied_count + prior->alpha;
        double b = cells[i].response_count - cells[i].satisfied_count + prior->beta;
        struct survey_posterior cell = {
            .mean = a / (a + b),
            .variance = a * b / ((a + b) * (a + b) * (a + b + 1)),
            .weight = cells[i].ticket_count / out->ticket_count,
        };
        out->value += cell.weight * cell.mean;
        variance += cell.weight * cell.weight * cell.variance;
        posteriors[i] = cell;
    }
    out->error = sqrt(variance);
}

static struct interval around(double centre, double half)
{
    return interval_clip((struct interval){centre - half, centre + half}, 0, 1);
}

static void bound(const struct survey_rule *rule, struct satisfaction *out)
{
    double silent = rule->shift * (1 - out->response_ratio);

    out->bounds = (struct interval){fmax(out->worst_case.low, out->value - silent),
                                    fmin(out->worst_case.high, out->value + silent)};
    out->factor = interval_imbens_manski_factor(interval_half_width(out->bounds) * 2, out->error,
                                                rule->confidence);
    out->sensitivity =
        interval_clip(interval_imbens_manski(out->bounds, out->error, rule->confidence), 0, 1);
}

bool satisfaction_measure(const struct survey_cell *cells, size_t count,
                          const struct survey_rule *rule, struct survey_posterior *posteriors,
                          struct satisfaction *out, struct error *err)
{
    struct satisfaction measured = {0};

    if (!fit_prior(cells, count, &measured.prior, err))
        return false;
    struct shrinkage_prior prior = shrinkage_floor(measured.prior, rule->correlation_floor);
    measured.used_correlation = prior.correlation;
    count_up(cells, count, &measured);
    stratify(cells, count, &prior, posteriors, &measured);
    measured.crude_limits =
        interval_wilson(measured.satisfied_count, measured.response_count, rule->confidence);
    measured.value_limits =
        around(measured.value, normal_two_sided(rule->confidence) * measured.error);
    if (measured.response_count > 0) {
        bound(rule, &measured);
    } else {
        measured.value = measured.error = measured.factor = NAN;
        measured.value_limits = measured.bounds = measured.sensitivity = interval_unknown();
    }
    *out = measured;
    return true;
}

struct interval satisfaction_sensitivity(const struct satisfaction *measured,
                                         struct interval limits, double confidence)
{
    double z = normal_two_sided(confidence);
    double below = (measured->value - limits.low) / z, above = (limits.high - measured->value) / z;
    double width = measured->bounds.high - measured->bounds.low;
    double factor = interval_imbens_manski_factor(width, fmax(below, above), confidence);

    return interval_clip((struct interval){measured->bounds.low - factor * below,
                                           measured->bounds.high + factor * above},
                         0, 1);
}

static struct interval score_limits(double centre, double share_sum, double count, double z)
{
    double half = z * sqrt((share_sum - centre * centre) / count);

    return (struct interval){100 * (centre - half), 100 * (centre + half)};
}

struct promoter_score promoter_score(double promoters, double passives, double detractors,
                                     double confidence)
{
    double z = normal_two_sided(confidence);
    double count = promoters + passives + detractors, more = count + 3;
    double centre = (promoters - detractors) / count;
    double up = (promoters + 0.75) / more, down = (detractors + 0.75) / more;

    return (struct promoter_score){
        .points = 100 * centre,
        .wald = score_limits(centre, (promoters + detractors) / count, count, z),
        .adjusted_points = 100 * (up - down),
        .adjusted = interval_clip(score_limits(up - down, up + down, more, z), -100, 100),
    };
}
