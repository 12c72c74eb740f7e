#include "models.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "costs/offers.h"
#include "costs/own_staff.h"
#include "costs/sobol.h"
#include "params.h"

enum { NODES = 40, YEAR_HOURS = 8760 };

static const struct {
    const char *model;
    row_value value;
} MODELS[] = {
    {"erlang_b", value_of_erlang_b},
    {"erlang_c", value_of_erlang_c},
    {"erlang_b_cont", value_of_erlang_continuous},
    {"erlang_c_cont", value_of_erlang_continuous},
    {"erlang_c_req", value_of_erlang_c_required},
    {"erlang_a", value_of_erlang_a},
    {"erlang_a_req", value_of_erlang_a_required},
    {"ishigami", value_of_ishigami},
    {"fte_*", value_of_fte},
    {"attrition_ramp", value_of_turnover},
    {"billing_increment", value_of_billing},
    {"payroll_brackets_ru2026_general", value_of_payroll},
    {"payroll_brackets_ru2026_it", value_of_payroll},
    {"payroll_brackets_us2026", value_of_payroll},
    {"deferrable_min_const", value_of_deferrable},
    {"pooling", value_of_pooling},
    {"premium_factor_24x7_seat", value_of_premium},
};

row_value model_find(const char *model)
{
    for (size_t i = 0; i < sizeof MODELS / sizeof *MODELS; i++) {
        size_t length = strlen(MODELS[i].model);
        bool is_head = MODELS[i].model[length - 1] == '*';
        if (is_head ? strncmp(model, MODELS[i].model, length - 1) == 0
                    : strcmp(model, MODELS[i].model) == 0)
            return MODELS[i].value;
    }
    return NULL;
}

struct ishigami {
    double a, b;
};

/* sin x1 + a·sin² x2 + b·x3⁴·sin x1, x uniform on ±pi. */
static double ishigami(const double *inputs, size_t count, const void *context)
{
    const struct ishigami *terms = context;
    double x[3];

    for (size_t i = 0; i < count; i++)
        x[i] = acos(-1) * (2 * inputs[i] - 1);
    return sin(x[0]) + terms->a * sin(x[1]) * sin(x[1]) + terms->b * pow(x[2], 4) * sin(x[0]);
}

bool value_of_ishigami(const struct row *row, double *out)
{
    struct ishigami terms = {0};
    struct sobol got;
    struct error err = {0};
    struct sobol_case wanted = {.function = ishigami, .context = &terms, .input_count = 3};
    bool is_total = strncmp(row->quantity, "st", 2) == 0;
    const char *digits = row->quantity + (is_total ? 2 : 1);

    if (row->quantity[0] != 's' || digits[0] < '1' || digits[0] > '3' || digits[1] != '\0' ||
        !param_number(row->params, "a", &terms.a) || !param_number(row->params, "b", &terms.b) ||
        !sobol_by_quadrature(&wanted, NODES, &got, &err))
        return false;
    *out = is_total ? got.total[digits[0] - '1'] : got.first[digits[0] - '1'];
    return true;
}

static double worded(const struct row *row, const char *word)
{
    double value = 0;

    return param_worded(row->params, word, &value) ? value : 0;
}

/* People of one seat around the clock; absence in hours of the norm, or the net hours told. */
bool value_of_fte(const struct row *row, double *out)
{
    struct own_staff_settings own = {.in_shift_share = worded(row, "in_shift_loss")};
    double norm = 0;

    if (strcmp(row->quantity, "fte") != 0)
        return false;
    if (param_worded(row->params, "norm", &norm)) {
        double absent = worded(row, "leave") + worded(row, "sick") + worded(row, "train");
        own.yearly_hours = norm;
        own.absence_share = absent / norm;
    } else if (!param_worded(row->params, "net", &own.yearly_hours)) {
        return false;
    }
    double year = YEAR_HOURS;
    param_worded(row->params, "year_h", &year);
    *out = own_heads(&own, year * (1 + worded(row, "handover")));
    return true;
}

bool value_of_turnover(const struct row *row, double *out)
{
    struct own_staff_settings own = {0};
    const char *from = strstr(row->params, "linear from ");

    if (from == NULL || !param_number(row->params, "attrition_per_year", &own.attrition_share) ||
        !param_number(row->params, "ramp_months", &own.ramp_months) ||
        !param_number(row->params, "vacancy_months", &own.vacancy_months))
        return false;
    own.ramp_start_share = strtod(from + strlen("linear from "), NULL);
    struct turnover got = turnover_of(&own);
    if (strcmp(row->quantity, "lost_productive_years_per_hire") == 0)
        *out = got.lost_years;
    else if (strcmp(row->quantity, "effective_fte_per_position") == 0)
        *out = got.effective;
    else if (strcmp(row->quantity, "hires_per_position_year") == 0)
        *out = got.hires_a_year;
    else
        return false;
    return true;
}

bool value_of_billing(const struct row *row, double *out)
{
    const char *mean = strstr(row->params, "Exp(mean ");
    double increment = 0;
    double minimum = 0;

    if (mean == NULL || strcmp(row->quantity, "expected_billed_h") != 0 ||
        !param_number(row->params, "increment", &increment) ||
        !param_number(row->params, "minimum", &minimum))
        return false;
    *out = billed_work(strtod(mean + strlen("Exp(mean "), NULL), increment, minimum).mean_hours;
    return true;
}

/* The name of a model and the table of payroll.yaml that it means. */
static const char *const TABLES[][2] = {
    {"payroll_brackets_ru2026_general", "ru-2026"},
    {"payroll_brackets_ru2026_it", "ru-2026-it"},
    {"payroll_brackets_us2026", "us-2026"},
};

/* Less the accident rate, which these rows leave out. */
bool value_of_payroll(const struct row *row, double *out)
{
    OWN(arena_release) struct arena arena = {0};
    struct payroll_table table = {0};
    struct error err = {0};
    double gross = 0;
    size_t i = 0;

    while (i < sizeof TABLES / sizeof *TABLES && strcmp(row->model, TABLES[i][0]) != 0)
        i++;
    if (i == sizeof TABLES / sizeof *TABLES || strcmp(row->quantity, "employer_contrib") != 0 ||
        !param_number(row->params, "annual_gross", &gross) ||
        !payroll_find(TABLES[i][1], &arena, &table, &err))
        return false;
    for (size_t j = 0; j < table.component_count; j++)
        if (strstr(table.components[j].source, "accident") != NULL)
            table.components[j].rate = 0;
    *out = payroll_year_minor(&table, gross * 100 / 12) / 100;
    return true;
}
