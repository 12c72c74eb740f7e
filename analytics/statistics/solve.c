#include "statistics/solve.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <pthread.h>
#include <stdalign.h>
#include <stddef.h>

enum { SOLVE_STEP_LIMIT = 200 };

/* What Brent's methods remember between two steps stands on the stack, not behind gsl_..._alloc():
 * an answer may not depend on whether there was memory for eleven numbers. */
enum { SOLVE_STATE_SIZE = 256 };

static void turn_off(void)
{
    gsl_set_error_handler_off();
}

void solve_without_abort(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, turn_off);
}

double solve_root(solve_function *f, void *context, double low, double high, double tolerance)
{
    solve_without_abort();
    gsl_function function = {f, context};
    double at_low = f(low, context);
    double at_high = f(high, context);

    if (at_low == 0)
        return low;
    if (at_high == 0)
        return high;
    if (!(at_low * at_high < 0))
        return NAN;
    alignas(max_align_t) char state[SOLVE_STATE_SIZE] = {0};
    gsl_root_fsolver brent = {.type = gsl_root_fsolver_brent, .state = state};
    gsl_root_fsolver *solver = &brent;
    if (brent.type->size > sizeof state ||
        gsl_root_fsolver_set(solver, &function, low, high) != GSL_SUCCESS)
        return NAN;
    for (int step = 0; step < SOLVE_STEP_LIMIT; step++) {
        if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS)
            return NAN;
        double width = gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver);
        if (fabs(width) <= tolerance)
            break;
    }
    return gsl_root_fsolver_root(solver);
}

/* Golden section until three points bracket the valley, or until the bracket is the end itself. */
static bool bracket(const gsl_function *f, double tolerance, double *low, double *middle,
                    double *high)
{
    const double golden = 0.3819660112501051;

    while (*high - *low > tolerance) {
        double left = *low + golden * (*high - *low);
        double right = *high - golden * (*high - *low);
        double at_left = GSL_FN_EVAL(f, left);
        double at_right = GSL_FN_EVAL(f, right);
        bool is_left = at_left <= at_right;
        *middle = is_left ? left : right;
        double at_middle = is_left ? at_left : at_right;
        if (at_middle < GSL_FN_EVAL(f, *low) && at_middle < GSL_FN_EVAL(f, *high))
            return true;
        if (is_left)
            *high = right;
        else
            *low = left;
    }
    *middle = 0.5 * (*low + *high);
    return false;
}

double solve_minimum(solve_function *f, void *context, double low, double high, double tolerance)
{
    solve_without_abort();
    gsl_function function = {f, context};
    double middle = low;

    if (!bracket(&function, tolerance, &low, &middle, &high)) {
        double end = GSL_FN_EVAL(&function, low) <= GSL_FN_EVAL(&function, high) ? low : high;
        return GSL_FN_EVAL(&function, end) <= GSL_FN_EVAL(&function, middle) ? end : middle;
    }
    alignas(max_align_t) char state[SOLVE_STATE_SIZE] = {0};
    gsl_min_fminimizer brent = {.type = gsl_min_fminimizer_brent, .state = state};
    gsl_min_fminimizer *solver = &brent;
    if (brent.type->size > sizeof state ||
        gsl_min_fminimizer_set(solver, &function, middle, low, high) != GSL_SUCCESS)
        return middle;
    for (int step = 0; step < SOLVE_STEP_LIMIT; step++) {
        if (gsl_min_fminimizer_iterate(solver) != GSL_SUCCESS)
            break;
        double width = gsl_min_fminimizer_x_upper(solver) - gsl_min_fminimizer_x_lower(solver);
        if (fabs(width) <= tolerance)
            break;
    }
    return gsl_min_fminimizer_x_minimum(solver);
}
