/* Cost against the service: the promise kept, and the five criteria as far as they are known. */
#include <math.h>

#include "charts/frontier.h"
#include "kinds/choice.h"

/* ---- cost against the promise -------------------------------------------------------------------
 */

/* Share of all weightings of cost and service under which it wins. */
static struct value weighting(const struct model_result *model)
{
    if (!isfinite(model->weight_high))
        return no_value();
    if (model->weight_high - model->weight_low < .01)
        return choice_share(model->weight_high);
    return value_range(choice_share(model->weight_low), choice_share(model->weight_high));
}

/* What its share in time rests on. */
static struct value basis_of(const struct choosing *choosing, const struct model_result *model)
{
    static const struct phrase WORDS[] = {{.text = N_("simulated")},
                                          {.text = N_("its word")},
                                          {.text = N_("measured")},
                                          {.text = N_("simulated and its word")},
                                          {.text = N_("simulated and measured")},
                                          {.text = N_("known of both")},
                                          {.text = N_("simulated and known of both")}};
    int at = model->offer == MODEL_OWN_STAFF ? 0 : model->provider_is_measured ? 2 : 1;

    (void)choosing;
    if (model->is_pair)
        return value_words(&WORDS[model->in_time_is_simulated ? 6 : 5]);
    return value_words(&WORDS[model->is_hybrid && model->in_time_is_simulated ? at + 2 : at]);
}

void choice_add_frontier(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct composing *composing = choosing->composing;
    struct frontier_point points[FRONTIER_POINTS_MOST];
    struct table *table =
        report_table(composing->report, "frontier", PHRASE("Cost against the promise"));
    size_t count = 0;

    table_column(composing->report, table, "model", PHRASE("Model"), COLUMN_TEXT);
    table_column(composing->report, table, "cost", PHRASE("Cost, mean"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("First replies in time"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "basis", PHRASE("How that is known"), COLUMN_TEXT);
    table_column(composing->report, table, "weightings", PHRASE("Wins in weightings"),
                 COLUMN_NUMBER);
    for (size_t i = 0; i < comparison->model_count && count < FRONTIER_POINTS_MOST; i++) {
        const struct model_result *model = &comparison->models[i];
        if (!isfinite(model->in_time_share))
            continue;
        points[count++] =
            (struct frontier_point){.name = choice_name_text(choosing, (int)i),
                                    .cost = model->mean_minor,
                                    .cost_low = model->p10_minor,
                                    .cost_high = model->p90_minor,
                                    .kept = model->in_time_share,
                                    .kept_low = NAN,
                                    .kept_high = NAN,
                                    .is_best = model->fault == MODEL_FITS && !model->is_dominated,
                                    .is_chosen = (int)i == comparison->best};
        TABLE_ROW(composing->report, table, STATE_NONE, choice_name(&choosing->words, (int)i),
                  choice_money(&choosing->words, model->mean_minor),
                  choice_share(model->in_time_share), basis_of(choosing, model), weighting(model));
    }
    if (count < 2)
        return;
    const struct frontier_chart chart = {
        .points = points,
        .count = count,
        .promise = comparison->share > 0 ? comparison->share : NAN,
        .promise_text =
            text_of_phrase(composing, PHRASE("promised: %1$s", choice_share(comparison->share))),
        .cost_title = text_of_phrase(composing, PHRASE("cost over the horizon, discounted")),
        .kept_title = text_of_phrase(composing, PHRASE("first replies in time")),
        .costs = money_words(choosing),
        .ratios = share_words(composing)};
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "frontier",
            .title = PHRASE("Cost and the share of first replies in time"),
            .subtitle =
                PHRASE("Joined: models that keep the promise and that nothing beats on both"),
            .note = PHRASE("Own staff: its seats serving your own tickets of the year, one by one. "
                           "A provider: what it promises or is known to keep; ask for its record."),
            .table = table,
            .chart = chart_frontier(composing->arena, "frontier", &chart)});
}

/* ---- the five criteria --------------------------------------------------------------------------
 */

static struct value quality_cell(const struct model_quality *quality)
{
    if (isnan(quality->value))
        return no_value();
    if (!quality->is_measured)
        return choice_share(quality->value);
    return value_range(choice_share(quality->low), choice_share(quality->high));
}

static struct value needed_cell(double share)
{
    static const struct phrase ANY = {.text = N_("whatever it is")}, NEVER = {.text = N_("never")};

    if (isnan(share))
        return no_value();
    return share <= 0 ? value_words(&ANY) : share > 1 ? value_words(&NEVER) : choice_share(share);
}

static bool is_anything_measured(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->model_count; i++)
        if (comparison->models[i].quality[CRITERION_COMPLETENESS].is_measured ||
            comparison->models[i].quality[CRITERION_ORIENTATION].is_measured)
            return true;
    return false;
}

static void note_quality(struct choosing *choosing)
{
    struct report *report = choosing->composing->report;
    struct phrase beyond = choice_beyond(&choosing->words);

    if (is_anything_measured(choosing->comparison))
        report_paragraph(report,
                         PHRASE("A range is the interval measured on your own tickets and surveys. "
                                "First answers and satisfaction of an offer can be told of those "
                                "alone who have worked for you: for the others stands a dash, and "
                                "nothing is made up."));
    else
        report_paragraph(report,
                         PHRASE("First answers and satisfaction can be told of those alone who "
                                "have worked for you, with an export that says who answered: here "
                                "they are not known, and nothing is made up."));
    if (!phrase_is_absent(&beyond))
        report_paragraph(report, beyond);
}

void choice_add_quality(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    bool is_measured = is_anything_measured(comparison);
    bool has_needed = comparison->measured_model >= 0;
    struct table *table = report_table(
        report, "known_service",
        PHRASE("What is known of each model's service: promised hours covered, first replies in "
               "time, tickets by its channels, first answers that were enough, satisfied clients"));

    table_column(report, table, "model", PHRASE("Model"), COLUMN_TEXT);
    table_column(report, table, "at_hand", PHRASE("Hours"), COLUMN_NUMBER);
    table_column(report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(report, table, "channels", PHRASE("Channels"), COLUMN_NUMBER);
    if (is_measured) {
        table_column(report, table, "first_answer", PHRASE("First answer"), COLUMN_NUMBER);
        table_column(report, table, "satisfied", PHRASE("Satisfied"), COLUMN_NUMBER);
    }
    if (has_needed)
        table_column(report, table, "needed", PHRASE("A dash needs"), COLUMN_NUMBER);
    for (int i = 0; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        const struct value cells[] = {choice_name(&choosing->words, i),
                                      quality_cell(&model->quality[CRITERION_AVAILABILITY]),
                                      quality_cell(&model->quality[CRITERION_FIRST_REPLY]),
                                      quality_cell(&model->quality[CRITERION_CHANNELS]),
                                      quality_cell(&model->quality[CRITERION_COMPLETENESS]),
                                      quality_cell(&model->quality[CRITERION_ORIENTATION]),
                                      needed_cell(model->quality_needed)};
        table_row(report, table, STATE_NONE, cells, has_needed ? 7 : is_measured ? 6 : 4);
    }
    report_add_table(report, table);
    note_quality(choosing);
}
