#include "costs/choice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/interval.h"
#include "statistics/quantile.h"

static const double SURE_FROM = .8;
static const double CLOSE_GAP = .05;

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static void summarise(double *totals, uint32_t count, struct model_result *model)
{
    double sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += totals[i];
    model->mean_minor = sum / count;
    qsort(totals, count, sizeof *totals, compare_numbers);
    model->p025_minor = quantile_of(totals, count, .025, QUANTILE_LINEAR);
    model->p25_minor = quantile_of(totals, count, .25, QUANTILE_LINEAR);
    model->p75_minor = quantile_of(totals, count, .75, QUANTILE_LINEAR);
    model->p975_minor = quantile_of(totals, count, .975, QUANTILE_LINEAR);
    model->p10_minor = quantile_of(totals, count, .1, QUANTILE_LINEAR);
    model->p50_minor = quantile_of(totals, count, .5, QUANTILE_LINEAR);
    model->p90_minor = quantile_of(totals, count, .9, QUANTILE_LINEAR);
}

static double cheapest_of(const double *totals, uint32_t count, uint32_t draw,
                          const struct comparison *comparison)
{
    double least = INFINITY;

    for (size_t model = 0; model < comparison->model_count; model++)
        if (comparison->models[model].fault == MODEL_FITS)
            least = fmin(least, totals[model * count + draw]);
    return least;
}

/* One draw: the cheapest share the point, all pay their regret. */
static void judge(const double *totals, uint32_t count, uint32_t draw, struct comparison *out)
{
    double least = cheapest_of(totals, count, draw, out);
    double winners = 0;

    for (size_t model = 0; model < out->model_count; model++)
        winners += out->models[model].fault == MODEL_FITS && totals[model * count + draw] == least;
    for (size_t model = 0; model < out->model_count; model++) {
        double over = totals[model * count + draw] - least;
        out->models[model].regret_minor += isfinite(over) ? fmax(0, over) / count : 0;
        if (out->models[model].fault == MODEL_FITS && over == 0)
            out->models[model].chance_cheapest += 1 / winners / count;
    }
}

static void rank(struct comparison *out)
{
    out->best = out->runner_up = out->measured_model = -1;
    for (int model = 0; model < (int)out->model_count; model++) {
        if (out->models[model].fault != MODEL_FITS)
            continue;
        double mean = out->models[model].mean_minor;
        if (out->best < 0 || mean < out->models[out->best].mean_minor) {
            out->runner_up = out->best;
            out->best = model;
        } else if (out->runner_up < 0 || mean < out->models[out->runner_up].mean_minor) {
            out->runner_up = model;
        }
    }
    if (out->runner_up < 0)
        return;
    const struct model_result *best = &out->models[out->best];
    double gap = out->models[out->runner_up].mean_minor - best->mean_minor;
    out->is_too_close =
        best->chance_cheapest < SURE_FROM || gap < CLOSE_GAP * fabs(best->mean_minor);
}

bool choice_make(const double *totals, uint32_t draw_count, struct comparison *out,
                 struct error *err)
{
    OWN(free) double *sorted = malloc(draw_count * sizeof *sorted);

    if (sorted == NULL)
        return error_memory(err);
    for (uint32_t draw = 0; draw < draw_count; draw++)
        judge(totals, draw_count, draw, out);
    for (size_t model = 0; model < out->model_count; model++) {
        struct model_result *result = &out->models[model];
        memcpy(sorted, totals + model * draw_count, draw_count * sizeof *sorted);
        summarise(sorted, draw_count, result);
        if (result->fault != MODEL_FITS)
            continue;
        struct interval chance =
            interval_wilson(result->chance_cheapest * draw_count, draw_count, .95);
        result->chance_low = chance.low;
        result->chance_high = chance.high;
    }
    rank(out);
    return true;
}
