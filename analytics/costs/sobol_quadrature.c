#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

#include "base/ownership.h"
#include "costs/sobol.h"

enum { MOST_GRID = 4 };
static const double ROUNDING = 1e-12;

/* The function on the grid, nodes^inputs values, the first input fastest. */
struct grid {
    size_t nodes, inputs, count;
    double *x, *weight; /* of one side */
    double *values;
};

static size_t node_of(const struct grid *grid, size_t cell, size_t input)
{
    for (size_t i = 0; i < input; i++)
        cell /= grid->nodes;
    return cell % grid->nodes;
}

static double weight_of(const struct grid *grid, size_t cell, size_t but_input)
{
    double weight = 1;

    for (size_t i = 0; i < grid->inputs; i++)
        if (i != but_input)
            weight *= grid->weight[node_of(grid, cell, i)];
    return weight;
}

static void fill(const struct sobol_case *wanted, struct grid *grid, struct sobol *out)
{
    double inputs[MOST_GRID];

    for (size_t cell = 0; cell < grid->count; cell++) {
        for (size_t i = 0; i < grid->inputs; i++)
            inputs[i] = grid->x[node_of(grid, cell, i)];
        grid->values[cell] = wanted->function(inputs, grid->inputs, wanted->context);
        out->mean += weight_of(grid, cell, grid->inputs) * grid->values[cell];
    }
    for (size_t cell = 0; cell < grid->count; cell++) {
        double gap = grid->values[cell] - out->mean;
        out->variance += weight_of(grid, cell, grid->inputs) * gap * gap;
    }
}

/* Variance of the mean given input `i`. */
static double variance_given(const struct grid *grid, double mean, size_t i)
{
    double variance = 0;

    for (size_t node = 0; node < grid->nodes; node++) {
        double given = 0;
        for (size_t cell = 0; cell < grid->count; cell++)
            if (node_of(grid, cell, i) == node)
                given += weight_of(grid, cell, i) * (grid->values[cell] - mean);
        variance += grid->weight[node] * given * given;
    }
    return variance;
}

/* Mean variance over input `i` given all others: what only it, or it with others, explains. */
static double variance_left(const struct grid *grid, double mean, size_t i)
{
    size_t stride = 1;
    double left = 0;

    for (size_t j = 0; j < i; j++)
        stride *= grid->nodes;
    for (size_t cell = 0; cell < grid->count; cell++) {
        double sum = 0;
        double square = 0;
        if (node_of(grid, cell, i) != 0)
            continue;
        for (size_t node = 0; node < grid->nodes; node++)
            sum += grid->weight[node] * (grid->values[cell + node * stride] - mean);
        for (size_t node = 0; node < grid->nodes; node++) {
            double gap = grid->values[cell + node * stride] - mean - sum;
            square += grid->weight[node] * gap * gap;
        }
        left += weight_of(grid, cell, i) * square;
    }
    return left;
}

static bool open_grid(struct grid *grid, struct error *err)
{
    gsl_integration_glfixed_table *rule = gsl_integration_glfixed_table_alloc(grid->nodes);

    grid->count = 1;
    for (size_t i = 0; i < grid->inputs; i++)
        grid->count *= grid->nodes;
    grid->x = malloc((2 * grid->nodes + grid->count) * sizeof *grid->x);
    if (rule == NULL || grid->x == NULL) {
        if (rule != NULL)
            gsl_integration_glfixed_table_free(rule);
        return error_memory(err);
    }
    grid->weight = grid->x + grid->nodes;
    grid->values = grid->weight + grid->nodes;
    for (size_t i = 0; i < grid->nodes; i++)
        gsl_integration_glfixed_point(0, 1, i, &grid->x[i], &grid->weight[i], rule);
    gsl_integration_glfixed_table_free(rule);
    return true;
}

static double share_of(double part, double variance)
{
    if (variance <= 0)
        return NAN;
    return part / variance < ROUNDING ? 0 : part / variance;
}

bool sobol_by_quadrature(const struct sobol_case *wanted, size_t nodes, struct sobol *out,
                         struct error *err)
{
    struct grid grid = {.nodes = nodes, .inputs = wanted->input_count};
    struct sobol sobol = {0};

    if (grid.inputs == 0 || grid.inputs > MOST_GRID || nodes == 0)
        return error_set(err, ERROR_USAGE, "a grid takes 1 to %d inputs, not %zu, and some nodes",
                         MOST_GRID, grid.inputs);
    bool is_open = open_grid(&grid, err);
    OWN(free) double *held = grid.x;
    if (!is_open)
        return false;
    fill(wanted, &grid, &sobol);
    for (size_t i = 0; i < grid.inputs; i++) {
        sobol.first[i] = share_of(variance_given(&grid, sobol.mean, i), sobol.variance);
        sobol.total[i] = share_of(variance_left(&grid, sobol.mean, i), sobol.variance);
    }
    *out = sobol;
    return true;
}
