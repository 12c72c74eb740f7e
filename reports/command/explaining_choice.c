#include "command/explaining_choice.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kinds/choice_figures.h"

struct telling {
    struct choice_words words;
    struct language *language;
    FILE *out;
};

bool is_choice_figure(const char *id)
{
    return strcmp(id, "choice") == 0 || strncmp(id, "choice.", 7) == 0;
}

static double major(double minor)
{
    return minor / 100;
}

/* ---- the numbers put in -------------------------------------------------------------------------
 */

static void tell_cost(const struct telling *telling, const struct model_result *model)
{
    const struct comparison *comparison = telling->words.comparison;

    fprintf(telling->out,
            "    futures: %u; months: %d; discount rate: %g a year\n"
            "    P10 %.2f, P50 %.2f, P90 %.2f; mean %.2f, undiscounted %.2f\n"
            "    the mean is made of:",
            comparison->draw_count, comparison->horizon_months,
            telling->words.settings->costs.discount_rate, major(model->p10_minor),
            major(model->p50_minor), major(model->p90_minor), major(model->mean_minor),
            major(model->undiscounted_minor));
    for (size_t i = 0; i < model->line_count; i++)
        fprintf(telling->out, "%s %s %.2f", i == 0 ? "" : ",", model->lines[i].key,
                major(model->lines[i].minor));
    fputc('\n', telling->out);
}

static void tell_resolved(const struct telling *telling, const struct model_result *model)
{
    const struct comparison *comparison = telling->words.comparison;
    double solved = telling->words.settings->costs.solved_share;
    double cost = model->per_ticket_minor;
    double again = comparison->reopened_share * model->by_ticket_share;

    solved = solved > 0 ? solved : 1;
    fprintf(telling->out,
            "    %.2f / (1 - %.4f) / %.4f = %.2f; cost of a ticket: mean %.2f over its tickets in "
            "%d months\n",
            major(cost), again, solved, major(model->per_resolved_minor), major(model->mean_minor),
            comparison->horizon_months);
}

static void tell_chance(const struct telling *telling, const struct model_result *model)
{
    uint32_t draws = telling->words.comparison->draw_count;

    fprintf(telling->out, "    %.6g / %u = %.4f; interval (95 %%): %.4f to %.4f\n",
            model->chance_cheapest * draws, draws, model->chance_cheapest, model->chance_low,
            model->chance_high);
}

static void tell_regret(const struct telling *telling, const struct model_result *model)
{
    fprintf(telling->out, "    futures: %u; mean %.2f, 95 %% of them below %.2f, greatest %.2f\n",
            telling->words.comparison->draw_count, major(model->regret_minor),
            major(model->p95_regret_minor), major(model->most_regret_minor));
}

static void tell_weightings(const struct telling *telling, const struct model_result *model)
{
    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct model_quality *quality = &model->quality[c];
        const char *name = criterion_name((enum criterion)c);
        if (isnan(quality->value))
            fprintf(telling->out, "    %s: not known beforehand, from %.4f to %.4f\n", name,
                    quality->low, quality->high);
        else
            fprintf(telling->out, "    %s: %.4f, from %.4f to %.4f%s\n", name, quality->value,
                    quality->low, quality->high, quality->is_measured ? ", measured" : "");
    }
    if (isfinite(model->weight_low))
        fprintf(telling->out, "    wins at least %.4f and at most %.4f of all\n", model->weight_low,
                model->weight_high);
    else
        fputs("    nothing is weighed: no other model keeps the promise\n", telling->out);
}

static void tell_stretch(const struct telling *telling, const struct choice_figure *figure)
{
    const struct comparison *comparison = telling->words.comparison;
    const struct break_even *row = figure->stretch;
    double middle = NAN;

    for (size_t i = 0; i < comparison->assumption_count; i++)
        if (strcmp(comparison->assumptions[i].key, row->key) == 0)
            middle = comparison->assumptions[i].middle;
    fprintf(telling->out, "    %s from %.6g to %.6g, tried from %.6g to %.6g; cheapest there: %s\n",
            row->key, row->from, row->to, middle / 4, middle * 4,
            row->model < 0 ? "none keeps the promise"
            : comparison->models[row->model].offer == MODEL_OWN_STAFF
                ? "own staff"
                : comparison->models[row->model].name);
}

static void tell_numbers(const struct telling *telling, const struct choice_figure *figure)
{
    if (figure->model < 0) { /* a stretch in which none keeps the promise, or of any model */
        tell_stretch(telling, figure);
        return;
    }
    const struct model_result *model = &telling->words.comparison->models[figure->model];
    switch (figure->measure) {
    case CHOICE_COST_P10:
    case CHOICE_COST_P50:
    case CHOICE_COST_P90:
        tell_cost(telling, model);
        break;
    case CHOICE_PER_RESOLVED:
        tell_resolved(telling, model);
        break;
    case CHOICE_CHEAPEST:
        tell_chance(telling, model);
        break;
    case CHOICE_REGRET:
    case CHOICE_WORST_REGRET:
        tell_regret(telling, model);
        break;
    case CHOICE_WEIGHTINGS:
        tell_weightings(telling, model);
        break;
    default:
        tell_stretch(telling, figure);
    }
}

static bool tell(const struct telling *telling, const struct choice_figure *figure,
                 struct error *err)
{
    OWN(buffer_release) struct buffer value = {0};

    language_append_value(telling->language, &figure->value, &value);
    if (value.is_short)
        return error_memory(err);
    fprintf(telling->out, "%s\n\n  %s\n\n  how: %s\n", figure->id,
            tr(telling->language, choice_measure_meaning(figure->measure)),
            choice_measure_formula(figure->measure));
    tell_numbers(telling, figure);
    fprintf(telling->out,
            "  value: %s\n  tickets: none stand behind it alone: it is drawn from all of them\n\n",
            buffer_span(&value).bytes);
    return true;
}

/* ---- which are meant ----------------------------------------------------------------------------
 */

static bool is_meant(const char *id, const struct choice_figure *figure)
{
    return strcmp(id, figure->id) == 0 || strcmp(id, choice_measure_key(figure->measure)) == 0;
}

static bool none_meant(const struct choice_figure *rows, size_t count, const char *id,
                       struct arena *arena, struct error *err)
{
    const char **names = arena_array(arena, count + 1, sizeof *names);

    if (names == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++)
        names[i] = rows[i].id;
    const char *near = text_nearest(span_of(id), names, count);
    return error_set(err, ERROR_USAGE, "there is no figure '%s' (hint: %s%s%s)", id,
                     near == NULL ? "'deskgauge explain choice' lists them" : "did you mean '",
                     near == NULL ? "" : near, near == NULL ? "" : "'?");
}

bool explain_choice(const struct comparison *comparison, const struct settings *settings,
                    struct language *language, const char *id, FILE *out, struct error *err)
{
    OWN(report_release) struct report keep = {0};
    const struct telling telling = {{comparison, settings, &keep}, language, out};
    struct choice_figure *rows = NULL;
    size_t count = 0, told = 0;

    if (!choice_figures(&telling.words, &rows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(id, "choice") == 0)
            fprintf(out, "%s\n", rows[i].id);
        else if (!is_meant(id, &rows[i]))
            continue;
        else if (!tell(&telling, &rows[i], err))
            return false;
        told++;
    }
    return told > 0 || none_meant(rows, count, id, &keep.arena, err);
}
