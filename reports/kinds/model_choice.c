#include "kinds/model_choice.h"

#include <math.h>

#include "kinds/choice.h"
#include "kinds/choice_figures.h"

const char *choice_name_text(const struct choosing *choosing, int model)
{
    return text_of_value(choosing->composing, choice_name(&choosing->words, model));
}

static const char *money_text(void *context, double value, double step)
{
    const struct choosing *choosing = context;

    (void)step;
    return text_of_value(choosing->composing, choice_money(&choosing->words, value));
}

struct chart_words money_words(const struct choosing *choosing)
{
    return (struct chart_words){money_text, (void *)(uintptr_t)choosing};
}

/* ---- the front ----------------------------------------------------------------------------------
 */

static void compose_title(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;

    report_title(
        choosing->composing->report,
        &(struct title){
            .who = PHRASE("Support model choice", value_count(0)),
            .scope = PLURAL("%1$s month; tickets a month: %2$s; the same promise for all",
                            "%1$s months; tickets a month: %2$s; the same promise for all",
                            comparison->horizon_months, value_count(comparison->horizon_months),
                            value_count((int64_t)llround(comparison->monthly_tickets))),
            .headline = choice_headline(&choosing->words)});
}

static void compose_lede(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    struct phrase minimum = choice_minimum(&choosing->words);

    if (!phrase_is_absent(&minimum))
        report_lede(report, minimum);
    struct phrase impossible = choice_impossible(&choosing->words);
    if (!phrase_is_absent(&impossible))
        report_note(report, NOTE_WARNING, PHRASE("A promise that nobody can keep"), impossible);
    if (comparison->best < 0) {
        report_paragraph(report, PHRASE("Ask for another offer, or promise less: each model below "
                                        "says which hours, channels or replies it leaves open."));
        return;
    }
    const struct model_result *best = &comparison->models[comparison->best];
    report_lede(report,
                PHRASE("Over the horizon it costs %1$s at today's value, and in eight cases of ten "
                       "between %2$s and %3$s; it is the cheapest that keeps the promise in %4$s "
                       "of %5$s simulated futures.",
                       choice_money(&choosing->words, best->p50_minor),
                       choice_money(&choosing->words, best->p10_minor),
                       choice_money(&choosing->words, best->p90_minor),
                       value_digits(value_ratio(best->chance_cheapest), 0),
                       value_count((int64_t)comparison->draw_count)));
    report_paragraph(report, choice_flip(&choosing->words));
}

static struct phrase in_time_basis(const struct comparison *comparison,
                                   const struct model_result *model)
{
    if (model_is_triple(model) && model->in_time_is_simulated)
        return PHRASE("own hours simulated, and what is known of both providers");
    if (model->is_pair)
        return PHRASE("what is known of both providers");
    if (!model->in_time_is_simulated)
        return model->provider_is_measured ? PHRASE("measured in the export")
                                           : PHRASE("the provider's word");
    if (model->is_hybrid)
        return model->provider_is_measured
                   ? PHRASE("own hours simulated, the provider's measured")
                   : PHRASE("own hours simulated, the provider's by its word");
    return comparison->trace_is_made_up ? PHRASE("simulated on tickets made up from your volume")
                                        : PHRASE("simulated on your own tickets");
}

static void compose_tiles(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    const struct choice_words *words = &choosing->words;

    if (comparison->best < 0)
        return;
    const struct model_result *best = &comparison->models[comparison->best];
    bool is_own = best->heads > 0 && (best->offer == MODEL_OWN_STAFF || best->is_hybrid);
    const struct tile tiles[] = {
        {.name = PHRASE("Cost of a year"),
         .value = choice_money(words, best->yearly_minor),
         .state = STATE_NONE,
         .earlier = PHRASE("a solved ticket: %1$s", choice_money(words, best->per_resolved_minor))},
        {.name = PHRASE("Cheapest in"),
         .value = value_digits(value_ratio(best->chance_cheapest), 0),
         .state = comparison->is_too_close ? STATE_LEVEL : STATE_KEPT,
         .verdict =
             comparison->is_too_close ? PHRASE("too close to call") : PHRASE("of the futures")},
        {.name = PHRASE("First replies in time"),
         .value = isfinite(best->in_time_share) ? value_digits(value_ratio(best->in_time_share), 0)
                                                : value_unknown(NULL),
         .state = STATE_NONE,
         .verdict = in_time_basis(comparison, best)},
        {.name = PHRASE("People to employ"),
         .value = value_count(is_own ? (int64_t)best->heads : 0),
         .state = STATE_NONE,
         .earlier =
             PHRASE("own hours a year: %1$s", value_count((int64_t)llround(best->own_hours)))},
    };
    report_scorecard(choosing->composing->report, tiles, sizeof tiles / sizeof *tiles);
}

static struct choosing *open_choosing(const struct choice_request *request,
                                      struct composing *composing)
{
    struct choosing *choosing = arena_array(composing->arena, 1, sizeof *choosing);

    if (choosing != NULL)
        *choosing =
            (struct choosing){composing,
                              request->comparison,
                              {request->comparison, request->review.settings, composing->report}};
    return choosing;
}

/* They rest on the settings and on futures drawn from them: no ticket stands behind one alone. */
static bool add_figures(struct choosing *choosing, struct error *err)
{
    struct choice_figure *rows = NULL;
    size_t count = 0;

    if (!choice_figures(&choosing->words, &rows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        report_figure(choosing->composing->report,
                      &(struct figure){.id = rows[i].id,
                                       .definition = choice_measure_key(rows[i].measure),
                                       .value = rows[i].value,
                                       .interval = rows[i].interval,
                                       .n = FIGURE_N_UNKNOWN,
                                       .period = value_unknown(NULL),
                                       .rung = RUNG_DECLARED,
                                       .status = FIGURE_COUNTED,
                                       .clock = FIGURE_CLOCK_NONE});
    return true;
}

/* Without an export there is no period, no cut and no scorecard: the horizon alone. */
static void compose_typed_about(struct composing *composing)
{
    const struct review_request *request = composing->request;
    char hash[33];

    hash128_format(request->settings->hash, hash);
    report_about(composing->report,
                 &(struct report_about){.kind = "model-choice",
                                        .language = language_name(request->language),
                                        .period_key = "horizon",
                                        .period = value_unknown(NULL),
                                        .as_of = value_unknown(NULL),
                                        .command = request->command,
                                        .version = request->version,
                                        .settings = hash,
                                        .zones = request->zones});
}

static void compose_models(struct choosing *choosing)
{
    bool has_desk = choosing->composing->card != NULL;

    compose_choice_promise(choosing);
    compose_choice_money(choosing);
    compose_choice_volume(choosing);
    compose_choice_service(choosing);
    if (has_desk)
        compose_executors(choosing->composing);
    compose_choice_doubt(choosing);
    compose_choice_hours(choosing);
    compose_choice_clients(choosing);
    compose_choice_exit(choosing);
    compose_choice_inputs(choosing);
}

bool model_choice_build(const struct choice_request *request, struct report *out, struct error *err)
{
    struct composing composing = {.request = &request->review,
                                  .card = request->review.scorecard,
                                  .report = out,
                                  .arena = &out->arena,
                                  .account = ALL_ACCOUNTS};
    struct choosing *choosing = open_choosing(request, &composing);

    if (choosing == NULL)
        return error_memory(err);
    bool has_desk = composing.card != NULL;
    if (has_desk)
        compose_about(&composing, "model-choice", NULL);
    else
        compose_typed_about(&composing);
    if (has_desk)
        compose_figures(&composing);
    if (!add_figures(choosing, err))
        return false;
    compose_title(choosing);
    compose_lede(choosing);
    compose_tiles(choosing);
    if (has_desk) {
        compose_exhibit_one(&composing);
        compose_decisions(&composing, NULL);
    }
    compose_models(choosing);
    if (has_desk)
        compose_appendix(&composing);
    else
        report_footer(out, (struct phrase){0});
    return report_finish(out, err);
}
