#include "costs/weights.h"

#include <math.h>

#include "costs/frontier.h"

enum { MODELS_MOST = 64, BEST = 100 };

/* The models that keep the promise and cost something. */
struct weighed {
    struct comparison *comparison;
    size_t models[MODELS_MOST];
    double costs[MODELS_MOST];
    size_t count;
};

static const struct model_quality *quality_of(const struct weighed *weighed, size_t at,
                                              enum criterion criterion)
{
    return &weighed->comparison->models[weighed->models[at]].quality[criterion];
}

static struct frontier_range range_of(const struct model_quality *quality)
{
    return (struct frontier_range){BEST * quality->low, BEST * quality->high};
}

static size_t count_known(const struct weighed *weighed, enum criterion criterion)
{
    size_t count = 0;

    for (size_t i = 0; i < weighed->count; i++)
        count += !isnan(quality_of(weighed, i, criterion)->value);
    return count;
}

static bool is_measurable(enum criterion criterion)
{
    return criterion == CRITERION_COMPLETENESS || criterion == CRITERION_ORIENTATION;
}

static size_t choose_criteria(const struct weighed *weighed, enum criterion chosen[CRITERION_COUNT])
{
    size_t kept = 0;

    for (enum criterion c = 0; c < CRITERION_COUNT; c++)
        if (count_known(weighed, c) >= (is_measurable(c) ? weighed->count : 1))
            chosen[kept++] = c;
    return kept;
}

static struct weighed weighed_of(struct comparison *comparison)
{
    struct weighed weighed = {.comparison = comparison};

    for (size_t i = 0; i < comparison->model_count; i++) {
        struct model_result *model = &comparison->models[i];
        model->weight_low = model->weight_high = model->quality_needed = NAN;
        if (model->fault != MODEL_FITS || !(model->mean_minor > 0) || weighed.count == MODELS_MOST)
            continue;
        weighed.costs[weighed.count] = model->mean_minor;
        weighed.models[weighed.count++] = i;
    }
    return weighed;
}

/* ---- what those would need that nobody has measured --------------------------------------------
 */

/* Sum of scores at equal weights, with what is not known at its low or its high end. */
static double sum_of(const struct weighed *weighed, const struct frontier_option *options,
                     size_t at, bool is_high)
{
    double sum = options[at].cost_score;

    for (enum criterion c = 0; c < CRITERION_COUNT; c++) {
        const struct model_quality *quality = quality_of(weighed, at, c);
        bool is_weighed = count_known(weighed, c) > 0;
        double share = !isnan(quality->value) ? quality->value
                       : is_high              ? quality->high
                                              : quality->low;
        sum += is_weighed ? BEST * share : 0;
    }
    return sum;
}

static bool is_all_known(const struct weighed *weighed, size_t at)
{
    bool is_known = true;

    for (enum criterion c = 0; c < CRITERION_COUNT; c++)
        is_known &= count_known(weighed, c) == 0 || !isnan(quality_of(weighed, at, c)->value);
    return is_known;
}

static void find_needed(const struct weighed *weighed, const struct frontier_option *options)
{
    struct comparison *comparison = weighed->comparison;
    double best = -INFINITY;

    if (count_known(weighed, CRITERION_COMPLETENESS) == 0 &&
        count_known(weighed, CRITERION_ORIENTATION) == 0)
        return;
    for (size_t i = 0; i < weighed->count; i++) {
        double sum = sum_of(weighed, options, i, false);
        if (!is_all_known(weighed, i) || sum <= best)
            continue;
        best = sum;
        comparison->measured_model = (int)weighed->models[i];
    }
    for (size_t i = 0; i < weighed->count && comparison->measured_model >= 0; i++) {
        double low = sum_of(weighed, options, i, false), high = sum_of(weighed, options, i, true);
        if (high > low)
            comparison->models[weighed->models[i]].quality_needed = (best - low) / (high - low);
    }
}

bool weights_write(struct comparison *out, struct error *err)
{
    struct weighed weighed = weighed_of(out);
    struct frontier_range qualities[MODELS_MOST * CRITERION_COUNT];
    enum criterion chosen[CRITERION_COUNT];
    struct frontier_option *options = NULL;
    struct frontier_case wanted = {.costs = weighed.costs,
                                   .qualities = qualities,
                                   .option_count = weighed.count,
                                   .quality_count = choose_criteria(&weighed, chosen)};

    out->measured_model = -1;
    if (wanted.option_count < 2)
        return true;
    for (size_t i = 0; i < wanted.option_count; i++)
        for (size_t q = 0; q < wanted.quality_count; q++)
            qualities[i * wanted.quality_count + q] = range_of(quality_of(&weighed, i, chosen[q]));
    if (!frontier_find(&wanted, &out->arena, &options, err))
        return false;
    for (size_t i = 0; i < wanted.option_count; i++) {
        struct model_result *model = &out->models[weighed.models[i]];
        model->is_dominated = options[i].is_dominated;
        model->weight_low = options[i].share_low;
        model->weight_high = options[i].share_high;
    }
    find_needed(&weighed, options);
    return true;
}
