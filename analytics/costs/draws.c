#include "costs/draws.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "costs/futures.h"
#include "costs/load_doubt.h"
#include "costs/model_cost.h"

const struct draw_point DRAW_MIDDLE = {.factor = {1, 1, 1, 1, 1}};

const char *draw_input_key(enum draw_input input)
{
    static const char *const KEYS[DRAW_INPUT_COUNT] = {"monthly_tickets", "volume_growth",
                                                       "week_profile", "handling_minutes",
                                                       "monthly_gross_minor"};

    return KEYS[input];
}

/* ---- what no draw changes ---------------------------------------------------------------------
 */

struct terms {
    const struct draws *draws;
    struct horizon horizon;
    struct own_terms own;
    struct offer_terms (*offers)[MIX_OFFERS]; /* of each model; none of own staff alone */
};

static void terms_release(struct terms *terms)
{
    free(terms->offers);
}
OWN_RELEASER(terms_release, struct terms)

/* NULL: not a mix. */
static struct draw_mix *mix_of(const struct draws *draws, size_t model)
{
    size_t alone = 1 + draws->settings->costs.offer_count;

    return model < alone ? NULL : &draws->mixes[model - alone];
}

/* Once, however often draws are asked for. */
static bool doubt_hours(struct draws *draws, struct error *err)
{
    struct week_replicas replicas;

    if (draws->is_doubted)
        return true;
    week_replicas_draw(draws->demand, draws->settings->criteria.seed, &replicas);
    if (!load_table_doubt(draws->table, &replicas, err))
        return false;
    for (size_t model = 1; model < draws->model_count; model++) {
        struct draw_mix *mix = mix_of(draws, model);
        if (mix != NULL && !draw_mix_doubt(mix, draws->demand, &replicas, err))
            return false;
    }
    draws->is_doubted = true;
    return true;
}

static bool terms_open(struct draws *draws, struct terms *out, struct error *err)
{
    normal_table_fill(&draws->normals);
    if (!doubt_hours(draws, err))
        return false;
    out->draws = draws;
    out->horizon = horizon_of(draws);
    out->own = own_terms_of(draws, &out->horizon);
    out->offers = calloc(draws->model_count, sizeof *out->offers);
    if (out->offers == NULL)
        return error_memory(err);
    for (size_t model = 1; model < draws->model_count; model++) {
        const struct draw_mix *mix = mix_of(draws, model);
        if (mix == NULL)
            out->offers[model][0] =
                offer_terms_of(draws, &out->horizon, &draws->settings->costs.offers[model - 1]);
        for (size_t i = 0; mix != NULL && i < mix->share_count; i++)
            out->offers[model][i] = offer_terms_of_mix(draws, &out->horizon, mix, i);
    }
    return true;
}

static void cost_model(const struct terms *terms, size_t model, const struct future *future,
                       double parts[PART_COUNT])
{
    const struct draws *draws = terms->draws;
    struct draw_mix *mix = mix_of(draws, model);

    if (model == 0 || (mix != NULL && mix->has_own))
        own_cost(draws, mix == NULL ? draws->table : &mix->table, &terms->horizon, &terms->own,
                 future, parts);
    if (model > 0)
        offer_cost(draws, &terms->horizon, &terms->offers[model][0], future, parts);
    for (size_t i = 1; mix != NULL && i < mix->share_count; i++) {
        double more[PART_COUNT] = {0}; /* what is a share of a charge is of its own */
        offer_cost(draws, &terms->horizon, &terms->offers[model][i], future, more);
        for (int part = 0; part < PART_COUNT; part++)
            parts[part] += more[part];
    }
}

/* The rows of the table that this future asks for. */
static bool fill_loads(struct draws *draws, const struct terms *terms, const struct future *future,
                       struct error *err)
{
    struct seat_hours seats;

    for (int year = 0; year * 12 < terms->horizon.months; year++) {
        double scale = future->load_scale[year];
        if (!load_table_find(draws->table, scale, &seats, err))
            return false;
        for (size_t model = 1; model < draws->model_count; model++) {
            struct draw_mix *mix = mix_of(draws, model);
            if (mix != NULL && mix->has_own && !load_table_find(&mix->table, scale, &seats, err))
                return false;
        }
    }
    return true;
}

/* ---- a point -----------------------------------------------------------------------------------
 */

/* Models of the list, over `count` years of chance. */
static bool point_costs(struct draws *draws, const struct terms *terms,
                        const struct draw_point *point, uint32_t count, const size_t *models,
                        size_t model_count, double *out, struct error *err)
{
    struct future future;

    future_begin(draws, &terms->horizon, point, &future);
    if (!fill_loads(draws, terms, &future, err))
        return false;
    for (size_t i = 0; i < model_count; i++)
        out[i] = 0;
    for (uint32_t draw = 0; draw < count; draw++) {
        future_meet(draws, &terms->horizon, point, draw, &future);
        for (size_t i = 0; i < model_count; i++) {
            double parts[PART_COUNT] = {0};
            cost_model(terms, models == NULL ? i : models[i], &future, parts);
            out[i] += parts_sum(parts) / count;
        }
    }
    return true;
}

bool draws_point(struct draws *draws, const struct draw_point *point, double *out,
                 struct error *err)
{
    OWN(terms_release) struct terms terms = {0};

    return terms_open(draws, &terms, err) &&
           point_costs(draws, &terms, point, POINT_DRAWS, NULL, draws->model_count, out, err);
}

void draws_of_input(const struct draws *draws, enum draw_input input, double *out)
{
    for (uint32_t draw = 0; draw < draws->draw_count; draw++)
        out[draw] = draws_drawn_point(draws, draw).z[input];
}

/* ---- Sobol -------------------------------------------------------------------------------------
 */

struct difference {
    struct draws *draws;
    const struct terms *terms;
    size_t models[2];
    struct error *err;
    bool *is_failed;
};

static double difference_at(const double *inputs, size_t count, const void *context)
{
    const struct difference *difference = context;
    struct draw_point point = DRAW_MIDDLE;
    double costs[2] = {0};

    for (size_t i = 0; i < count; i++)
        point.z[i] = chance_normal(inputs[i]);
    if (*difference->is_failed ||
        !point_costs(difference->draws, difference->terms, &point, SOBOL_DRAWS, difference->models,
                     2, costs, difference->err))
        *difference->is_failed = true;
    return costs[1] - costs[0];
}

_Static_assert((int)DRAW_INPUT_COUNT <= (int)SOBOL_MOST_INPUTS,
               "more inputs than Sobol points hold");

bool draws_sobol(struct draws *draws, size_t first, size_t second, struct sobol *out,
                 struct error *err)
{
    OWN(terms_release) struct terms terms = {0};
    bool is_failed = false;
    struct difference difference = {draws, &terms, {first, second}, err, &is_failed};
    struct sobol_case wanted = {difference_at, &difference, DRAW_INPUT_COUNT, SOBOL_POINTS};
    struct sobol found;

    if (!terms_open(draws, &terms, err) || !sobol_by_points(&wanted, &found, err) || is_failed)
        return false;
    *out = found;
    return true;
}

/* ---- all draws ---------------------------------------------------------------------------------
 */

/* Portions that threads take in turn; each writes its own draws and its own sums. */
struct portions {
    const struct terms *terms;
    size_t count;
    double *sums; /* [portion][model_count * PART_COUNT + 1], the last its tickets */
    size_t width;
    atomic_size_t next;
};

static void run_draw(const struct terms *terms, uint32_t draw, double *sums)
{
    const struct draws *draws = terms->draws;
    const struct draw_point point = draws_drawn_point(draws, draw);
    struct future future;

    future_meet(draws, &terms->horizon, &point, draw, &future);
    for (size_t model = 0; model < draws->model_count; model++) {
        double parts[PART_COUNT] = {0};
        cost_model(terms, model, &future, parts);
        draws->totals[model * draws->draw_count + draw] = parts_sum(parts);
        for (int part = 0; part < PART_COUNT; part++)
            sums[model * PART_COUNT + (size_t)part] += parts[part];
    }
    for (int month = 0; month < terms->horizon.months; month++)
        sums[draws->model_count * PART_COUNT] += future.tickets[month];
}

static void *run_portions(void *context)
{
    struct portions *portions = context;
    uint32_t count = portions->terms->draws->draw_count;

    for (;;) {
        size_t portion = atomic_fetch_add(&portions->next, 1);
        if (portion >= portions->count)
            return NULL;
        uint32_t first = (uint32_t)portion * DRAW_PORTION;
        for (uint32_t draw = first; draw < first + DRAW_PORTION && draw < count; draw++)
            run_draw(portions->terms, draw, portions->sums + portion * portions->width);
    }
}

/* A thread that cannot be had is done without. */
static void run_threads(struct portions *portions)
{
    pthread_t threads[DRAW_THREADS - 1];
    size_t started = 0;

    while (started + 1 < DRAW_THREADS && started + 1 < portions->count &&
           pthread_create(&threads[started], NULL, run_portions, portions) == 0)
        started++;
    run_portions(portions);
    while (started > 0)
        pthread_join(threads[--started], NULL);
}

static void add_up(const struct portions *portions, struct draws *draws)
{
    size_t cells = draws->model_count * PART_COUNT;

    for (size_t portion = 0; portion < portions->count; portion++) {
        const double *sums = portions->sums + portion * portions->width;
        for (size_t cell = 0; cell < cells; cell++)
            draws->parts[cell] += sums[cell] / draws->draw_count;
        draws->tickets += sums[cells] / draws->draw_count;
    }
}

static bool fill_all_loads(struct draws *draws, const struct terms *terms, struct error *err)
{
    struct future future;

    for (uint32_t draw = 0; draw < draws->draw_count; draw++) {
        const struct draw_point point = draws_drawn_point(draws, draw);
        future_begin(draws, &terms->horizon, &point, &future);
        if (!fill_loads(draws, terms, &future, err))
            return false;
    }
    return true;
}

bool draws_run(struct draws *draws, struct error *err)
{
    OWN(terms_release) struct terms terms = {0};
    struct portions portions = {.terms = &terms,
                                .count = (draws->draw_count + DRAW_PORTION - 1) / DRAW_PORTION,
                                .width = draws->model_count * PART_COUNT + 1};
    OWN(free) double *sums = calloc(portions.count * portions.width, sizeof *sums);

    if (sums == NULL)
        return error_memory(err);
    if (!terms_open(draws, &terms, err) || !fill_all_loads(draws, &terms, err))
        return false;
    portions.sums = sums;
    run_threads(&portions);
    add_up(&portions, draws);
    return true;
}
