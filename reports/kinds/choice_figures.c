#include "kinds/choice_figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/figure.h"

static const struct measure_row {
    const char *key, *meaning, *formula;
    bool is_of_fitting; /* asked of models that keep the promise alone */
} MEASURES[CHOICE_MEASURE_COUNT] = {
    [CHOICE_COST_P10] =
        {"choice.cost_p10",
         N_("Cost of the model over the horizon that one future of ten stays below"),
         "10 % quantile over futures of: sum over months of cost / (1 + discount "
         "rate)^(month/12)",
         false},
    [CHOICE_COST_P50] = {"choice.cost_p50",
                         N_("Cost of the model over the horizon, the middle of all futures"),
                         "50 % quantile over futures of: sum over months of cost / (1 + discount "
                         "rate)^(month/12)",
                         false},
    [CHOICE_COST_P90] = {"choice.cost_p90",
                         N_("Cost of the model over the horizon that nine futures of ten stay "
                            "below"),
                         "90 % quantile over futures of: sum over months of cost / (1 + discount "
                         "rate)^(month/12)",
                         false},
    [CHOICE_PER_RESOLVED] = {"choice.cost_per_resolved",
                             N_("Cost of one ticket that ends solved, work on reopened ones in it"),
                             "cost of a ticket / (1 - share reopened, where it is charged by the "
                             "ticket) / share solved",
                             false},
    [CHOICE_CHEAPEST] = {"choice.chance_cheapest",
                         N_("Share of futures in which no model that keeps the promise costs less"),
                         "futures in which it is the cheapest that fits / all futures; equal ones "
                         "share; interval of Wilson",
                         true},
    [CHOICE_REGRET] = {"choice.expected_regret",
                       N_("What the model costs beyond the cheapest of each future, on average"),
                       "mean over futures of: its cost - least cost of those that keep the promise",
                       true},
    [CHOICE_WORST_REGRET] = {"choice.worst_regret",
                             N_("What the model costs beyond the cheapest in its worst future"),
                             "greatest over futures of: its cost - least cost of those that keep "
                             "the promise",
                             true},
    [CHOICE_WEIGHTINGS] = {"choice.weightings",
                           N_("Share of all weightings of cost and of the criteria known of all "
                              "models in which the model wins"),
                           "20000 weightings drawn evenly: those in which weight x 100 x least "
                           "cost / its cost + sum of weights x criteria is the greatest; its "
                           "criteria at the low ends of their limits and others' at the high ends, "
                           "and the other way round",
                           true},
    [CHOICE_BREAK_EVEN] = {"choice.break_even",
                           N_("From where to where one model stays the cheapest while this input "
                              "changes"),
                           "costs with all other inputs in the middle, the input from a quarter to "
                           "four times today's in steps of 2 %, each change halved 24 times",
                           false},
};

const char *choice_measure_key(enum choice_measure measure)
{
    return MEASURES[measure].key;
}

const char *choice_measure_meaning(enum choice_measure measure)
{
    return MEASURES[measure].meaning;
}

const char *choice_measure_formula(enum choice_measure measure)
{
    return MEASURES[measure].formula;
}

/* ---- values -------------------------------------------------------------------------------------
 */

/* To the minor unit: the page shortens, a figure does not. */
static struct value exact(const struct choice_words *words, double minor)
{
    return isfinite(minor) ? value_money((int64_t)llround(minor), words->settings->currency)
                           : value_unknown(NULL);
}

/* Both ends of a stretch in one unit, whatever their size. */
static struct value end_of(const struct choice_words *words, const char *key, double number)
{
    return strcmp(key, "monthly_gross_minor") == 0 ? exact(words, number)
                                                   : value_number(number, DIGITS_NATURAL);
}

static void set_value(const struct choice_words *words, const struct model_result *model,
                      struct choice_figure *figure)
{
    const double minors[CHOICE_MEASURE_COUNT] = {
        [CHOICE_COST_P10] = model->p10_minor,  [CHOICE_COST_P50] = model->p50_minor,
        [CHOICE_COST_P90] = model->p90_minor,  [CHOICE_PER_RESOLVED] = model->per_resolved_minor,
        [CHOICE_REGRET] = model->regret_minor, [CHOICE_WORST_REGRET] = model->most_regret_minor,
    };

    figure->interval = value_unknown(NULL);
    figure->value = exact(words, minors[figure->measure]);
    if (figure->measure == CHOICE_COST_P50)
        figure->interval =
            value_range(exact(words, model->p10_minor), exact(words, model->p90_minor));
    if (figure->measure == CHOICE_WEIGHTINGS) {
        bool is_known = isfinite(model->weight_low);
        figure->value = is_known ? value_ratio(model->weight_low) : value_unknown(NULL);
        if (is_known)
            figure->interval =
                value_range(value_ratio(model->weight_low), value_ratio(model->weight_high));
    }
    if (figure->measure != CHOICE_CHEAPEST)
        return;
    figure->value = value_ratio(model->chance_cheapest);
    figure->interval = value_range(value_ratio(model->chance_low), value_ratio(model->chance_high));
}

static bool add_of_model(const struct choice_words *words, int index, struct choice_figure *figure)
{
    const struct model_result *model = &words->comparison->models[index];
    struct figure_scope scope = {0};

    if (model->offer == MODEL_OWN_STAFF)
        scope.model = "own_staff";
    else if (model_is_triple(model)) /* its two offers may be a mix without own staff too */
        scope.mix = arena_format(&words->keep->arena, "own_staff + %s", model->name);
    else if (model_is_mix(model))
        scope.mix = model->name;
    else
        scope.model = model->name;
    figure->model = index;
    figure->id = figure_id(&words->keep->arena, choice_measure_key(figure->measure), scope);
    set_value(words, model, figure);
    return figure->id != NULL && (!model_is_triple(model) || scope.mix != NULL);
}

static bool add_stretch(const struct choice_words *words, const struct break_even *stretch,
                        int number, struct choice_figure *figure)
{
    char text[16];

    snprintf(text, sizeof text, "%d", number);
    *figure = (struct choice_figure){
        .id = figure_id(&words->keep->arena, choice_measure_key(CHOICE_BREAK_EVEN),
                        (struct figure_scope){.input = stretch->key, .stretch = text}),
        .measure = CHOICE_BREAK_EVEN,
        .model = stretch->model,
        .stretch = stretch,
        .value = value_range(end_of(words, stretch->key, stretch->from),
                             end_of(words, stretch->key, stretch->to)),
        .interval = value_unknown(NULL)};
    return figure->id != NULL;
}

bool choice_figures(const struct choice_words *words, struct choice_figure **out, size_t *out_count,
                    struct error *err)
{
    const struct comparison *comparison = words->comparison;
    size_t most = comparison->model_count * CHOICE_MEASURE_COUNT + comparison->break_even_count;
    struct choice_figure *rows = arena_array(&words->keep->arena, most + 1, sizeof *rows);
    size_t count = 0;
    int number = 0;

    if (rows == NULL)
        return error_memory(err);
    for (int measure = 0; measure < CHOICE_BREAK_EVEN; measure++) {
        for (int model = 0; model < (int)comparison->model_count; model++) {
            if (MEASURES[measure].is_of_fitting && comparison->models[model].fault != MODEL_FITS)
                continue;
            rows[count].measure = (enum choice_measure)measure;
            if (!add_of_model(words, model, &rows[count++]))
                return error_memory(err);
        }
    }
    for (size_t i = 0; i < comparison->break_even_count; i++) {
        const struct break_even *row = &comparison->break_evens[i];
        bool is_next = i > 0 && row[-1].key == row->key;
        number = is_next ? number + 1 : 1;
        if (!add_stretch(words, row, number, &rows[count++]))
            return error_memory(err);
    }
    *out = rows;
    *out_count = count;
    return true;
}
