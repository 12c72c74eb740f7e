#include "costs/shift_model.h"

#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"

static int period(const struct shift_problem *problem, size_t at)
{
    return (int)(at % problem->period_count) + 1;
}

static bool is_for_sale(const struct shift_problem *problem, size_t at)
{
    return problem->bought_price != NULL && isfinite(problem->bought_price[at]);
}

static void add_columns(glp_prob *model, const struct shift_problem *problem,
                        struct shift_columns *columns)
{
    int count = (int)problem->period_count, next = (int)problem->pattern_count;

    if (next > 0)
        glp_add_cols(model, next);
    for (int i = 1; i <= next; i++) {
        glp_set_col_kind(model, i, GLP_IV);
        glp_set_col_bnds(model, i, GLP_LO, 0, 0);
        glp_set_obj_coef(model, i, problem->patterns[i - 1].cost);
    }
    *columns = (struct shift_columns){-1, -1, -1};
    if (problem->bought_price != NULL) {
        columns->bought = next;
        next += count;
        glp_add_cols(model, count);
        for (int at = 0; at < count; at++) {
            bool is_sold = is_for_sale(problem, (size_t)at);
            glp_set_col_bnds(model, columns->bought + at + 1, is_sold ? GLP_LO : GLP_FX, 0, 0);
            glp_set_obj_coef(model, columns->bought + at + 1,
                             is_sold ? problem->bought_price[at] : 0);
        }
    }
    if (problem->backlog.work == NULL)
        return;
    columns->done = next;
    columns->open = next + count;
    glp_add_cols(model, 2 * count);
    for (int at = 0; at < count; at++) {
        double most = problem->backlog.most_open[at];
        glp_set_col_bnds(model, columns->done + at + 1, GLP_LO, 0, 0);
        glp_set_col_bnds(model, columns->open + at + 1, most > 0 ? GLP_DB : GLP_FX, 0, most);
    }
}

static double live_load(const struct shift_problem *problem, size_t at)
{
    return problem->backlog.live_load == NULL ? 0 : problem->backlog.live_load[at];
}

/* Bounds: cover >= required; open(t) - open(t-1) + done(t) = work(t);
 * efficiency·(present + bought) - done >= efficiency·load. */
static void add_rows(glp_prob *model, const struct shift_problem *problem, const bool *is_unmet)
{
    int count = (int)problem->period_count;
    bool has_backlog = problem->backlog.work != NULL;
    double efficiency = problem->backlog.efficiency;

    glp_add_rows(model, has_backlog ? 3 * count : count);
    for (int at = 0; at < count; at++) {
        glp_set_row_bnds(model, at + 1, GLP_LO, is_unmet[at] ? 0 : problem->required[at], 0);
        if (!has_backlog)
            continue;
        double work = problem->backlog.work[at];
        glp_set_row_bnds(model, count + at + 1, GLP_FX, work, work);
        glp_set_row_bnds(model, 2 * count + at + 1, GLP_LO,
                         is_unmet[at] ? 0 : efficiency * live_load(problem, (size_t)at), 0);
    }
}

struct entries {
    int *row, *column;
    double *value;
    int count;
};

static void add_entry(struct entries *entries, int row, int column, double value)
{
    entries->count++;
    entries->row[entries->count] = row;
    entries->column[entries->count] = column;
    entries->value[entries->count] = value;
}

static void fill_patterns(const struct shift_problem *problem, struct entries *entries)
{
    int count = (int)problem->period_count;

    for (size_t i = 0; i < problem->pattern_count; i++) {
        for (int at = 0; at < count; at++) {
            if (!problem->patterns[i].present[at])
                continue;
            add_entry(entries, at + 1, (int)i + 1, 1);
            if (problem->backlog.work != NULL)
                add_entry(entries, 2 * count + at + 1, (int)i + 1, problem->backlog.efficiency);
        }
    }
}

static void fill_rest(const struct shift_problem *problem, const struct shift_columns *columns,
                      struct entries *entries)
{
    size_t count = problem->period_count;

    for (size_t at = 0; at < count; at++) {
        int row = (int)at + 1;
        if (columns->bought >= 0)
            add_entry(entries, row, columns->bought + row, 1);
        if (columns->done < 0)
            continue;
        add_entry(entries, (int)count + row, columns->open + row, 1);
        if (count > 1)
            add_entry(entries, (int)count + row, columns->open + period(problem, at + count - 1),
                      -1);
        add_entry(entries, (int)count + row, columns->done + row, 1);
        add_entry(entries, 2 * (int)count + row, columns->done + row, -1);
        if (columns->bought >= 0)
            add_entry(entries, 2 * (int)count + row, columns->bought + row,
                      problem->backlog.efficiency);
    }
}

glp_prob *shift_model_make(const struct shift_problem *problem, const bool *is_unmet,
                           struct shift_columns *columns)
{
    size_t cells = problem->pattern_count * problem->period_count * 2 + 6 * problem->period_count;
    OWN(free) int *row = calloc(cells + 1, sizeof *row);
    OWN(free) int *column = calloc(cells + 1, sizeof *column);
    OWN(free) double *value = calloc(cells + 1, sizeof *value);

    if (row == NULL || column == NULL || value == NULL)
        return NULL;
    struct entries entries = {row, column, value, 0};
    glp_prob *model = glp_create_prob();
    glp_set_obj_dir(model, GLP_MIN);
    add_columns(model, problem, columns);
    add_rows(model, problem, is_unmet);
    fill_patterns(problem, &entries);
    fill_rest(problem, columns, &entries);
    glp_load_matrix(model, entries.count, row, column, value);
    return model;
}

void shift_model_prefer(glp_prob *model, const struct shift_problem *problem, double preference)
{
    for (size_t i = 0; i < problem->pattern_count; i++)
        glp_set_obj_coef(model, (int)i + 1, problem->patterns[i].cost + preference * (double)i);
}
