#include "costs/shifts.h"

#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "costs/demand.h"
#include "costs/shift_model.h"

static const double WHOLE = 1e-6;      /* how far from whole GLPK leaves a whole number */
static const double PREFERENCE = 1e-6; /* of the cost, over the whole list of patterns */
static const double PROVED = 1e-9;

/* What the callback of branch and bound counts. */
struct search {
    uint32_t limit, count;
    double bound; /* of the best open node */
    double unit;  /* all costs are whole multiples of it; 0: of none */
    double slack; /* the most that preferences add to a cost */
    bool is_stopped;
};

/* No plan costs less than this where the relaxation, preferences in it, costs `bound`. */
static double raised(const struct search *search, double bound)
{
    bound -= search->slack;
    return search->unit > 0 ? search->unit * ceil(bound / search->unit - WHOLE) : bound;
}

static void on_node(glp_tree *tree, void *context)
{
    struct search *search = context;
    glp_prob *model = glp_ios_get_prob(tree);

    if (glp_ios_reason(tree) != GLP_ISELECT)
        return;
    int best = glp_ios_best_node(tree);
    if (best != 0)
        search->bound = glp_ios_node_bound(tree, best);
    bool is_enough = glp_mip_status(model) == GLP_FEAS &&
                     glp_mip_obj_val(model) - search->slack <= raised(search, search->bound);
    if (!is_enough && search->count++ < search->limit)
        return;
    search->is_stopped = true;
    glp_ios_terminate(tree);
}

/* GLPK ends the process on errors of its own unless its hook does not return. */
static void on_error(void *context)
{
    longjmp(*(jmp_buf *)context, 1);
}

static void find_unmet(const struct shift_problem *problem, struct shift_plan *plan)
{
    for (size_t at = 0; at < problem->period_count; at++) {
        bool is_reached = problem->bought_price != NULL && isfinite(problem->bought_price[at]);
        for (size_t i = 0; i < problem->pattern_count && !is_reached; i++)
            is_reached = problem->patterns[i].present[at] != 0;
        plan->is_unmet[at] = !is_reached && problem->required[at] > 0;
        plan->unmet_count += plan->is_unmet[at];
    }
}

/* ---- a plan from the relaxation: rounded up, then what is not needed taken away ---- */

static void fill_present(const struct shift_problem *problem, struct shift_plan *plan)
{
    for (size_t at = 0; at < problem->period_count; at++) {
        plan->present[at] = 0;
        for (size_t i = 0; i < problem->pattern_count; i++)
            plan->present[at] += problem->patterns[i].present[at] * (double)plan->people[i];
    }
}

/* Serving first what came first and never resting keeps every deadline that can be kept; after two
 * rounds of the cycle what is open repeats. */
static bool is_in_time(const struct shift_problem *problem, const struct shift_plan *plan)
{
    const struct shift_backlog *backlog = &problem->backlog;
    double open = 0;

    for (size_t step = 0; backlog->work != NULL && step < 3 * problem->period_count; step++) {
        size_t at = step % problem->period_count;
        double live = backlog->live_load == NULL ? 0 : backlog->live_load[at];
        double room = backlog->efficiency * (plan->present[at] - live);
        if (room < -WHOLE && !plan->is_unmet[at])
            return false;
        open = fmax(0, open + backlog->work[at] - fmax(0, room));
        if (open > backlog->most_open[at] + WHOLE)
            return false;
    }
    return true;
}

/* Seats that are missing are bought where they are for sale. */
static bool is_covered(const struct shift_problem *problem, const struct shift_plan *plan)
{
    for (size_t at = 0; at < problem->period_count; at++) {
        bool is_sold = problem->bought_price != NULL && isfinite(problem->bought_price[at]);
        if (!is_sold && !plan->is_unmet[at] && plan->present[at] < problem->required[at] - WHOLE)
            return false;
    }
    return is_in_time(problem, plan);
}

static double bought_cost(const struct shift_problem *problem, const struct shift_plan *plan)
{
    double cost = 0;

    for (size_t at = 0; at < problem->period_count; at++) {
        double missing = problem->required[at] - plan->present[at];
        if (missing > 0 && !plan->is_unmet[at] && problem->bought_price != NULL)
            cost += missing * problem->bought_price[at];
    }
    return cost;
}

static void change(const struct shift_problem *problem, struct shift_plan *plan, size_t pattern,
                   int by)
{
    plan->people[pattern] += (uint32_t)by;
    for (size_t at = 0; at < problem->period_count; at++)
        plan->present[at] += problem->patterns[pattern].present[at] * (double)by;
}

static void drop(const struct shift_problem *problem, struct shift_plan *plan, size_t pattern)
{
    while (plan->people[pattern] > 0) {
        double before = bought_cost(problem, plan);
        change(problem, plan, pattern, -1);
        if (is_covered(problem, plan) &&
            bought_cost(problem, plan) - before <= problem->patterns[pattern].cost)
            continue;
        change(problem, plan, pattern, 1);
        break;
    }
}

/* A pattern and how much of a person rounding added to it. */
struct rounding {
    double added;
    size_t pattern;
};

/* Those that rounding gave most go first, of equals the later in the list. */
static int compare_roundings(const void *a, const void *b)
{
    const struct rounding *left = a, *right = b;

    if (left->added != right->added)
        return left->added > right->added ? -1 : 1;
    return left->pattern > right->pattern ? -1 : 1;
}

static bool round_up(const struct shift_problem *problem, glp_prob *model, struct shift_plan *plan)
{
    OWN(free) struct rounding *order = calloc(problem->pattern_count + 1, sizeof *order);

    if (order == NULL)
        return false;
    for (size_t i = 0; i < problem->pattern_count; i++) {
        double people = glp_get_col_prim(model, (int)i + 1);
        plan->people[i] = (uint32_t)ceil(people - WHOLE);
        order[i] = (struct rounding){plan->people[i] - people, i};
    }
    fill_present(problem, plan);
    if (problem->backlog.work != NULL && problem->bought_price != NULL)
        return true; /* which seats are bought for the backlog is the model's choice */
    qsort(order, problem->pattern_count, sizeof *order, compare_roundings);
    for (size_t i = 0; i < problem->pattern_count; i++)
        drop(problem, plan, order[i].pattern);
    return true;
}

/* ---- the result ---- */

static void take_people(const struct shift_problem *problem, glp_prob *model,
                        struct shift_plan *plan)
{
    for (size_t i = 0; i < problem->pattern_count; i++)
        plan->people[i] = (uint32_t)lround(glp_mip_col_val(model, (int)i + 1));
}

/* Bought seats: what the cover asks for; beside a backlog the model's own choice. */
static void fill_bought(const struct shift_problem *problem, glp_prob *model,
                        const struct shift_columns *columns, bool is_mip, struct shift_plan *plan)
{
    for (size_t at = 0; at < problem->period_count; at++) {
        double missing = fmax(0, problem->required[at] - plan->present[at]);
        plan->bought[at] = columns->bought < 0 || plan->is_unmet[at] ? 0 : missing;
        if (columns->bought < 0 || problem->backlog.work == NULL)
            continue;
        int column = columns->bought + (int)at + 1;
        plan->bought[at] =
            is_mip ? glp_mip_col_val(model, column) : glp_get_col_prim(model, column);
    }
}

static void add_up(const struct shift_problem *problem, struct shift_plan *plan)
{
    plan->cost = plan->bought_count = 0;
    plan->people_count = 0;
    for (size_t i = 0; i < problem->pattern_count; i++) {
        plan->cost += problem->patterns[i].cost * (double)plan->people[i];
        plan->people_count += plan->people[i];
    }
    for (size_t at = 0; at < problem->period_count; at++) {
        plan->bought_count += plan->bought[at];
        if (plan->bought[at] > 0)
            plan->cost += plan->bought[at] * problem->bought_price[at];
    }
}

static double rounded_cost(const struct shift_problem *problem, glp_prob *model,
                           const struct shift_columns *columns, struct shift_plan *plan)
{
    if (!round_up(problem, model, plan))
        return INFINITY;
    fill_bought(problem, model, columns, false, plan);
    add_up(problem, plan);
    return plan->cost;
}

/* ---- branch and cut ---- */

/* The least cost, where all others are whole multiples of it; 0 where they are not. */
static double unit_of(const struct shift_problem *problem)
{
    double unit = INFINITY;

    for (size_t i = 0; i < problem->pattern_count; i++)
        unit = fmin(unit, problem->patterns[i].cost);
    for (size_t i = 0; i < problem->pattern_count; i++)
        if (unit <= 0 || fabs(remainder(problem->patterns[i].cost, unit)) > 1e-9 * unit)
            return 0;
    return problem->bought_price == NULL && isfinite(unit) ? unit : 0;
}

static double dearest(const struct shift_problem *problem)
{
    double most = 0;

    for (size_t i = 0; i < problem->pattern_count; i++)
        most = fmax(most, problem->patterns[i].cost);
    return most;
}

static bool branch(const struct shift_problem *problem, glp_prob *model, struct search *search)
{
    glp_iocp settings;

    glp_init_iocp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    settings.gmi_cuts = settings.mir_cuts = GLP_ON;
    settings.cb_func = on_node;
    settings.cb_info = search;
    search->limit = problem->node_limit > 0 ? problem->node_limit : SHIFT_NODES;
    search->bound = -INFINITY;
    int code = glp_intopt(model, &settings);
    int status = glp_mip_status(model);
    return (code == 0 || code == GLP_ESTOP) && (status == GLP_OPT || status == GLP_FEAS);
}

static bool relax(glp_prob *model)
{
    glp_smcp settings;

    glp_init_smcp(&settings);
    settings.msg_lev = GLP_MSG_OFF;
    return glp_simplex(model, &settings) == 0;
}

static void improve(const struct shift_problem *problem, glp_prob *model,
                    const struct shift_columns *columns, struct shift_plan *plan)
{
    struct search search = {.unit = unit_of(problem)};
    double preference = PREFERENCE * dearest(problem);

    shift_model_prefer(model, problem, preference / fmax(1, (double)problem->pattern_count));
    if (!relax(model))
        return;
    double rounded = rounded_cost(problem, model, columns, plan);
    plan->bound = raised(&search, plan->lp_bound);
    if (rounded <= plan->bound * (1 + PROVED))
        return;
    search.slack = preference * plan->people_count;
    bool is_found = branch(problem, model, &search);
    plan->node_count = search.count;
    bool is_best = is_found && glp_mip_status(model) == GLP_OPT;
    if (is_found && glp_mip_obj_val(model) < rounded) {
        take_people(problem, model, plan);
        fill_present(problem, plan);
        fill_bought(problem, model, columns, true, plan);
        add_up(problem, plan);
    }
    plan->bound =
        is_best ? plan->cost : fmin(plan->cost, fmax(plan->bound, raised(&search, search.bound)));
}

/* The first period in which work is due that nobody could do, however many there were; the count of
 * periods: there is none, and live load leaves no time. */
static size_t first_impossible(const struct shift_problem *problem)
{
    double open = 0;

    for (size_t step = 0; problem->backlog.work != NULL && step < 2 * problem->period_count;
         step++) {
        size_t at = step % problem->period_count;
        bool is_reached = problem->bought_price != NULL && isfinite(problem->bought_price[at]);
        for (size_t i = 0; i < problem->pattern_count && !is_reached; i++)
            is_reached = problem->patterns[i].present[at] != 0;
        open = is_reached ? 0 : open + problem->backlog.work[at];
        if (open > problem->backlog.most_open[at] + WHOLE)
            return at;
    }
    return problem->period_count;
}

static bool fail_impossible(const struct shift_problem *problem, struct error *err)
{
    size_t at = first_impossible(problem);
    char name[HOUR_NAME_SIZE];

    if (at == problem->period_count)
        return error_set(err, ERROR_USAGE,
                         "no number of people does the work in time: live work leaves nobody any "
                         "(hint: raise the share of idle time that may be used, or the deadline)");
    if (problem->period_count == WEEK_HOURS)
        hour_name((int)at, name);
    else
        snprintf(name, sizeof name, "period %u", (unsigned)at);
    return error_set(err, ERROR_USAGE,
                     "no number of people does the work in time: what is due on %s finds no shift "
                     "before it (hint: open a shift or buy hours there, or promise longer)",
                     name);
}

static bool solve(const struct shift_problem *problem, glp_prob *model,
                  const struct shift_columns *columns, struct shift_plan *plan, struct error *err)
{
    bool is_relaxed = relax(model);
    int status = glp_get_status(model);

    if (is_relaxed && (status == GLP_NOFEAS || status == GLP_INFEAS))
        return fail_impossible(problem, err);
    if (!is_relaxed || status != GLP_OPT)
        return error_set(err, ERROR_INTERNAL, "the shifts could not be planned (GLPK status %d)",
                         status);
    plan->lp_bound = glp_get_obj_val(model);
    improve(problem, model, columns, plan);
    plan->gap = plan->cost > 0 ? fmax(0, (plan->cost - plan->bound) / plan->cost) : 0;
    plan->is_proved = plan->gap < PROVED;
    return true;
}

/* Owns nothing itself, so that an error of GLPK may leave it by a jump. */
static bool solve_guarded(const struct shift_problem *problem, struct shift_plan *plan,
                          struct error *err)
{
    jmp_buf back;
    glp_prob *volatile model = NULL;
    struct shift_columns columns;

    if (setjmp(back) != 0) {
        glp_error_hook(NULL, NULL);
        glp_free_env();
        return error_set(err, ERROR_INTERNAL, "the shifts could not be planned (GLPK failed)");
    }
    glp_term_out(GLP_OFF);
    glp_error_hook(on_error, &back);
    model = shift_model_make(problem, plan->is_unmet, &columns);
    bool is_solved = model == NULL ? error_memory(err) : solve(problem, model, &columns, plan, err);
    if (model != NULL)
        glp_delete_prob(model);
    glp_error_hook(NULL, NULL);
    glp_free_env();
    return is_solved;
}

bool shift_plan_build(const struct shift_problem *problem, struct arena *arena,
                      struct shift_plan *out, struct error *err)
{
    struct shift_plan plan = {
        .people = arena_array(arena, problem->pattern_count + 1, sizeof *plan.people),
        .bought = arena_array(arena, problem->period_count + 1, sizeof *plan.bought),
        .present = arena_array(arena, problem->period_count + 1, sizeof *plan.present),
        .is_unmet = arena_array(arena, problem->period_count + 1, sizeof *plan.is_unmet)};

    if (plan.people == NULL || plan.bought == NULL || plan.present == NULL || plan.is_unmet == NULL)
        return error_memory(err);
    find_unmet(problem, &plan);
    if ((problem->pattern_count > 0 || problem->bought_price != NULL) &&
        !solve_guarded(problem, &plan, err))
        return false;
    *out = plan;
    return true;
}
