#include "costs/weights.h"

#include <math.h>

#include "costs/fit.h"
#include "costs/frontier.h"

enum { AT_HAND, FIRST_REPLY, CONVENIENCE, QUALITIES, MODELS_MOST = 64 };

static double at_hand(const struct making *making, const struct model_result *model)
{
    double promised = 0, open = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        promised += making->demand.covered[hour];
        open += model->fault_hours[hour];
    }
    return promised > 0 ? 100 * (1 - open / promised) : NAN;
}

static double convenience(const struct making *making, const struct model_result *model)
{
    if (model->offer == MODEL_OWN_STAFF || model_is_mix(model)) /* between two all are served */
        return 100;
    return 100 * fit_served_share(&making->demand, &making->settings->costs.offers[model->offer]);
}

/* What is known of no model at all cannot be weighed. */
static size_t drop_unknown(double *qualities, size_t options)
{
    size_t kept = 0;
    bool is_known[QUALITIES] = {false};

    for (size_t i = 0; i < options * QUALITIES; i++)
        is_known[i % QUALITIES] |= !isnan(qualities[i]);
    for (size_t i = 0; i < options * QUALITIES; i++)
        if (is_known[i % QUALITIES])
            qualities[kept++] = qualities[i];
    return options > 0 ? kept / options : 0;
}

bool weights_write(const struct making *making, struct comparison *out, struct error *err)
{
    double costs[MODELS_MOST], qualities[MODELS_MOST * QUALITIES];
    size_t models[MODELS_MOST];
    struct frontier_option *options = NULL;
    struct frontier_case wanted = {.costs = costs, .qualities = qualities};

    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        model->weight_low = model->weight_high = NAN;
        if (model->fault != MODEL_FITS || !(model->mean_minor > 0) ||
            wanted.option_count == MODELS_MOST)
            continue;
        double *quality = qualities + wanted.option_count * QUALITIES;
        quality[AT_HAND] = at_hand(making, model);
        quality[FIRST_REPLY] = 100 * model->in_time_share;
        quality[CONVENIENCE] = convenience(making, model);
        costs[wanted.option_count] = model->mean_minor;
        models[wanted.option_count++] = i;
    }
    wanted.quality_count = drop_unknown(qualities, wanted.option_count);
    if (wanted.option_count < 2)
        return true;
    if (!frontier_find(&wanted, &out->arena, &options, err))
        return false;
    for (size_t i = 0; i < wanted.option_count; i++) {
        struct model_result *model = &out->models[models[i]];
        model->is_dominated = options[i].is_dominated;
        model->weight_low = options[i].share_low;
        model->weight_high = options[i].share_high;
    }
    return true;
}
