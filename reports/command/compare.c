#include "costs/compare.h"
#include <string.h>

#include "command/commands.h"
#include "command/told.h"
#include "command/words.h"
#include "command/workspace.h"

struct compare_options {
    struct common_options common;
    const char *language;
};

const struct option COMPARE_OPTIONS[] = {COMMON_OPTIONS(struct compare_options, common),
                                         {"language", 0, OPTION_TEXT,
                                          offsetof(struct compare_options, language), "en|ru",
                                          "of the table (else that of the settings)"},
                                         {0}};
const char COMPARE_MORE[] =
    "Own staff and every offer of 'costs:' in deskgauge.yaml, all sized to the promises of the\n"
    "settings, priced on the arrivals of your own export. A model that cannot keep the promise is\n"
    "priced and says why; it is never called the cheapest.";

static const char *fault_word(const struct language *language, enum model_fault fault)
{
    switch (fault) {
    case MODEL_HOURS:
        return tr(language, "does not cover the promised hours");
    case MODEL_REPLY:
        return tr(language, "promises slower replies");
    case MODEL_CHANNELS:
        return tr(language, "does not serve all channels");
    case MODEL_CAPACITY:
        return tr(language, "has too few seats for the work");
    case MODEL_ENDS:
        return tr(language, "ends before the horizon");
    case MODEL_GATE:
        return tr(language, "does not identify the client or protect data");
    default:
        return "";
    }
}

struct money {
    struct language *language;
    const char *currency;
};

static void append_money(const struct money *money, double minor, struct buffer *out)
{
    struct value value = value_styled(value_money((int64_t)minor, money->currency), STYLE_SHORT);

    language_append_value(money->language, &value, out);
}

static bool print_model(const struct comparison *comparison, size_t index,
                        const struct money *money, struct error *err)
{
    const struct model_result *model = &comparison->models[index];
    struct language *language = money->language;
    OWN(buffer_release) struct buffer cost = {0};
    OWN(buffer_release) struct buffer ticket = {0};
    OWN(buffer_release) struct buffer chance = {0};
    const char *name = model->offer == MODEL_OWN_STAFF ? tr(language, "Own staff") : model->name;

    append_money(money, model->p50_minor, &cost);
    buffer_text(&cost, " (");
    append_money(money, model->p10_minor, &cost);
    buffer_text(&cost, "–");
    append_money(money, model->p90_minor, &cost);
    buffer_text(&cost, ")");
    append_money(money, model->per_ticket_minor, &ticket);
    struct value share = value_ratio(model->chance_cheapest);
    if (model->fault == MODEL_FITS)
        language_append_value(language, &share, &chance);
    if (cost.is_short || ticket.is_short || chance.is_short)
        return error_memory(err);
    printf("%s ", (int)index == comparison->best ? "▸" : " ");
    print_padded(stdout, name, 32);
    print_padded(stdout, buffer_span(&cost).bytes, 34);
    print_padded(stdout, buffer_span(&ticket).bytes, 12);
    print_padded(stdout, model->fault == MODEL_FITS ? buffer_span(&chance).bytes : "—", 10);
    if (model->heads > 0)
        printf("%.0f %s  ", model->heads, tr(language, "people"));
    if (model->fault != MODEL_FITS) {
        struct value touched = value_ratio(model->fault_share);
        OWN(buffer_release) struct buffer fault = {0};
        language_append_value(language, &touched, &fault);
        printf("%s (%s)", fault_word(language, model->fault), buffer_span(&fault).bytes);
    }
    printf("\n");
    return true;
}

static void print_answer(const struct comparison *comparison, struct language *language)
{
    if (comparison->best < 0) {
        printf("\n%s\n", tr(language, "No model here keeps the promise: ask for another offer, or "
                                      "promise less."));
        return;
    }
    const struct model_result *best = &comparison->models[comparison->best];
    OWN(buffer_release) struct buffer text = {0};
    struct value chance = value_ratio(best->chance_cheapest);
    const char *name = best->offer == MODEL_OWN_STAFF ? tr(language, "Own staff") : best->name;
    struct phrase phrase =
        comparison->is_too_close
            ? PHRASE("Too close to call: %1$s is cheapest in %2$s of the cases.", value_text(name),
                     chance)
            : PHRASE("At the same promise %1$s costs least, in %2$s of the cases.",
                     value_text(name), chance);
    language_append_phrase(language, &phrase, &text);
    if (comparison->is_minimum_cover)
        printf("\n%s\n", tr(language, "Below about one ticket an hour minimum cover decides, not "
                                      "queueing."));
    printf("\n%s\n", buffer_span(&text).bytes);
}

static bool print_comparison(const struct comparison *comparison, const struct settings *settings,
                             struct language *language, struct error *err)
{
    struct money money = {language, settings->currency};
    OWN(buffer_release) struct buffer head = {0};
    struct phrase phrase = PLURAL(
        "%1$s month, %2$s tickets a month, the same promise for all",
        "%1$s months, %2$s tickets a month, the same promise for all", comparison->horizon_months,
        value_count(comparison->horizon_months), value_count((int64_t)comparison->monthly_tickets));

    language_append_phrase(language, &phrase, &head);
    if (head.is_short)
        return error_memory(err);
    printf("\n%s\n\n  ", buffer_span(&head).bytes);
    print_padded(stdout, tr(language, "model"), 32);
    print_padded(stdout, tr(language, "cost, half of cases (80 %)"), 34);
    print_padded(stdout, tr(language, "a ticket"), 12);
    printf("%s\n", tr(language, "cheapest"));
    for (size_t i = 0; i < comparison->model_count; i++)
        if (!print_model(comparison, i, &money, err))
            return false;
    print_answer(comparison, language);
    printf("\n%s\n", tr(language, "what was assumed:"));
    for (size_t i = 0; i < comparison->assumption_count; i++) {
        const struct assumption *row = &comparison->assumptions[i];
        bool is_money = span_ends(span_of(row->key), SPAN("_minor"));
        double scale = is_money ? 100 : 1;
        int shown = (int)strlen(row->key) - (is_money ? 6 : 0);
        printf("  %-28.*s %.6g%s%s", shown, row->key, row->middle / scale, is_money ? " " : "",
               is_money ? settings->currency : "");
        if (row->low != row->high)
            printf(" (%.6g–%.6g)", row->low / scale, row->high / scale);
        printf("  %s\n", row->source);
    }
    return true;
}

static void print_json(const struct comparison *comparison, const struct settings *settings)
{
    printf(
        "{\"currency\": \"%s\", \"horizon_months\": %d, \"monthly_tickets\": %.15g, \"best\": %d, "
        "\"runner_up\": %d, \"too_close\": %s, \"minimum_cover\": %s, \"models\": [",
        settings->currency, comparison->horizon_months, comparison->monthly_tickets,
        comparison->best, comparison->runner_up, comparison->is_too_close ? "true" : "false",
        comparison->is_minimum_cover ? "true" : "false");
    for (size_t i = 0; i < comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        printf("%s\n  {\"name\": ", i == 0 ? "" : ",");
        told_json_text(stdout, model->offer == MODEL_OWN_STAFF ? "own staff" : model->name);
        printf(
            ", \"fault\": \"%s\", \"fault_share\": %.6g, \"seats_mean\": %.6g, \"heads\": %.6g, "
            "\"mean_minor\": %.0f, \"p10_minor\": %.0f, \"p50_minor\": %.0f, \"p90_minor\": %.0f, "
            "\"per_ticket_minor\": %.0f, \"chance_cheapest\": %.6g, \"chance_low\": %.6g, "
            "\"chance_high\": %.6g, \"regret_minor\": %.0f, \"lines\": {",
            model_fault_name(model->fault), model->fault_share, model->seats_mean, model->heads,
            model->mean_minor, model->p10_minor, model->p50_minor, model->p90_minor,
            model->per_ticket_minor, model->chance_cheapest, model->chance_low, model->chance_high,
            model->regret_minor);
        for (size_t j = 0; j < model->line_count; j++)
            printf("%s\"%s\": %.0f", j == 0 ? "" : ", ", model->lines[j].key,
                   model->lines[j].minor);
        printf("}}");
    }
    printf("\n], \"assumptions\": [");
    for (size_t i = 0; i < comparison->assumption_count; i++) {
        const struct assumption *row = &comparison->assumptions[i];
        printf("%s\n  {\"key\": \"%s\", \"low\": %.15g, \"middle\": %.15g, \"high\": %.15g, "
               "\"source\": ",
               i == 0 ? "" : ",", row->key, row->low, row->middle, row->high);
        told_json_text(stdout, row->source);
        printf("}");
    }
    printf("\n]}\n");
}

int compare_command(int argc, char **argv, struct error *err)
{
    struct compare_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    OWN(cube_release) struct cube cube = {0};
    OWN(comparison_release) struct comparison comparison = {0};
    OWN(language_close) struct language *language = NULL;
    bool is_help = false;

    if (!options_read(command_named("compare"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("compare"), stdout);
        return 0;
    }
    bool is_json = options.common.is_json;
    options.common.is_quiet |= is_json;
    options.common.is_json = false;
    if (!workspace_open(&options.common, &files, STORE_WRITE, &workspace, err) ||
        !workspace_ingest(&workspace, &files, err) || !workspace_cube(&workspace, &cube, err) ||
        !compare(&cube, &workspace.settings, &comparison, err))
        return (int)err->kind;
    const char *name = options.language != NULL ? options.language : workspace.settings.language;
    if (is_json)
        print_json(&comparison, &workspace.settings);
    else if (!language_open(name, &language, err) ||
             !print_comparison(&comparison, &workspace.settings, language, err))
        return (int)err->kind;
    return (int)workspace.worst;
}
