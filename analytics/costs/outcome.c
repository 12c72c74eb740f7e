#include "costs/outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "costs/decision.h"

static const double CURVE_MOST = 4; /* of today's volume, from nothing */

/* ---- regret, and what certainty is worth
 * --------------------------------------------------------- */

/* The rows of models that fit, one below the other. */
static size_t gather(const struct draws *draws, const struct comparison *comparison, double *costs,
                     size_t *models)
{
    size_t count = 0;

    for (size_t model = 0; model < comparison->model_count; model++) {
        if (comparison->models[model].fault != MODEL_FITS)
            continue;
        memcpy(costs + count * draws->draw_count, draws->totals + model * draws->draw_count,
               draws->draw_count * sizeof *costs);
        models[count++] = model;
    }
    return count;
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *x = a;
    const struct finding *y = b;

    if (x->worth_minor != y->worth_minor)
        return x->worth_minor < y->worth_minor ? 1 : -1;
    return strcmp(x->key, y->key);
}

static bool find_worths(struct draws *draws, const struct decision_case *costs,
                        struct comparison *out, struct error *err)
{
    OWN(free) double *input = calloc(draws->draw_count, sizeof *input);

    if (input == NULL)
        return error_memory(err);
    for (int i = 0; i < DRAW_INPUT_COUNT; i++) {
        struct finding *row = &out->findings[out->finding_count++];
        *row =
            (struct finding){.key = draw_input_key((enum draw_input)i), .first = NAN, .total = NAN};
        draws_of_input(draws, (enum draw_input)i, input);
        if (costs->option_count > 1 && !decision_evppi(costs, input, 0, &row->worth_minor, err))
            return false;
    }
    return true;
}

static bool find_shares(struct draws *draws, struct comparison *out, struct error *err)
{
    struct sobol sobol = {0};

    if (out->runner_up < 0)
        return true;
    if (!draws_sobol(draws, (size_t)out->best, (size_t)out->runner_up, &sobol, err))
        return false;
    for (int i = 0; i < DRAW_INPUT_COUNT; i++) {
        out->findings[i].first = sobol.first[i];
        out->findings[i].total = sobol.total[i];
    }
    return true;
}

static bool decide(struct draws *draws, struct comparison *out, struct error *err)
{
    size_t cells = out->model_count * draws->draw_count;
    OWN(free) double *costs = malloc(cells * sizeof *costs);
    OWN(free) size_t *models = calloc(out->model_count, sizeof *models);
    OWN(arena_release) struct arena arena = {0};
    struct decision decision = {0};

    out->minimax = -1;
    out->findings = arena_array(&out->arena, DRAW_INPUT_COUNT, sizeof *out->findings);
    if (costs == NULL || models == NULL || out->findings == NULL)
        return error_memory(err);
    struct decision_case wanted = {.costs = costs,
                                   .option_count = gather(draws, out, costs, models),
                                   .future_count = draws->draw_count};
    if (wanted.option_count == 0)
        return true;
    if (!decision_make(&wanted, &arena, &decision, err) || !find_worths(draws, &wanted, out, err) ||
        !find_shares(draws, out, err))
        return false;
    for (size_t i = 0; i < wanted.option_count; i++) {
        out->models[models[i]].p95_regret_minor = decision.options[i].p95_regret;
        out->models[models[i]].most_regret_minor = decision.options[i].most_regret;
    }
    out->minimax = (int)models[decision.minimax];
    out->certainty_minor = decision.evpi;
    qsort(out->findings, out->finding_count, sizeof *out->findings, compare_findings);
    return true;
}

/* ---- by volume, and without discount
 * ------------------------------------------------------------- */

static bool draw_curve(struct draws *draws, struct comparison *out, struct error *err)
{
    size_t count = out->model_count;
    OWN(free) double *totals = calloc(count, sizeof *totals);

    out->curve.monthly_minor =
        arena_array(&out->arena, VOLUME_POINTS * count, sizeof *out->curve.monthly_minor);
    if (totals == NULL || out->curve.monthly_minor == NULL)
        return error_memory(err);
    for (int at = 0; at < VOLUME_POINTS; at++) {
        struct draw_point point = DRAW_MIDDLE;
        point.factor[DRAW_LEVEL] = fmax(1e-3, CURVE_MOST * at / (VOLUME_POINTS - 1));
        if (!draws_point(draws, &point, totals, err))
            return false;
        out->curve.monthly_tickets[at] = draws->demand->monthly_tickets * point.factor[DRAW_LEVEL];
        for (size_t model = 0; model < count; model++)
            out->curve.monthly_minor[(size_t)at * count + model] =
                totals[model] / out->horizon_months;
    }
    return true;
}

/* The same futures again, at a rate of nought. */
static bool count_plain(const struct draws *draws, struct comparison *out, struct error *err)
{
    struct settings plain = *draws->settings;
    size_t count = out->model_count;
    OWN(free) double *totals = calloc(count * draws->draw_count, sizeof *totals);
    OWN(free) double *parts = calloc(count * PART_COUNT, sizeof *parts);
    struct draws again = *draws;

    if (totals == NULL || parts == NULL)
        return error_memory(err);
    plain.costs.discount_rate = 0;
    again.settings = &plain;
    again.totals = totals;
    again.parts = parts;
    again.tickets = 0;
    if (!draws_run(&again, err))
        return false;
    double years = out->horizon_months / 12.0;
    for (size_t i = 0; i < count; i++) {
        struct model_result *model = &out->models[i];
        const double *part = parts + i * PART_COUNT;
        double own =
            part[PART_COST_TRANSFER] + part[PART_COST_OWN_HOURS] + part[PART_COST_MANAGEMENT];
        model->undiscounted_minor = parts_sum(part);
        model->yearly_minor = model->undiscounted_minor / years;
        if (model->offer != MODEL_OWN_STAFF && out->own_hour_minor > 0)
            model->own_hours += own / out->own_hour_minor / years;
    }
    return true;
}

bool outcome_write(struct draws *draws, struct comparison *out, struct error *err)
{
    return decide(draws, out, err) && draw_curve(draws, out, err) && count_plain(draws, out, err);
}
