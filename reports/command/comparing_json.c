#include <math.h>
#include <string.h>

#include "command/comparing.h"
#include "command/told.h"

/* ---- small things -------------------------------------------------------------------------------
 */

static void put_number(FILE *out, const char *key, double number)
{
    fprintf(out, ", \"%s\": ", key);
    if (isfinite(number))
        fprintf(out, "%.10g", number);
    else
        fputs("null", out);
}

static void put_money(FILE *out, const char *key, double minor)
{
    fprintf(out, ", \"%s\": ", key);
    if (isfinite(minor))
        fprintf(out, "%.0f", minor);
    else
        fputs("null", out);
}

static void put_text(FILE *out, const char *key, const char *text)
{
    fprintf(out, ", \"%s\": ", key);
    if (text != NULL)
        told_json_text(out, text);
    else
        fputs("null", out);
}

static const char *kind_of(const struct model_result *model)
{
    if (model->offer == MODEL_OWN_STAFF)
        return "own_staff";
    if (model_is_triple(model))
        return "hybrid_of_two";
    return model->is_hybrid ? "hybrid" : model->is_pair ? "two_offers" : "offer";
}

static const char *name_of(const struct model_result *model)
{
    return model->offer == MODEL_OWN_STAFF ? "own staff" : model->name;
}

/* ---- JSON ---------------------------------------------------------------------------------------
 */

static void put_hours(FILE *out, const char *key, const bool *hours)
{
    bool is_first = true;

    fprintf(out, ", \"%s\": [", key);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        if (!hours[hour])
            continue;
        fprintf(out, "%s%d", is_first ? "" : ", ", hour);
        is_first = false;
    }
    fputc(']', out);
}

/* "measured" has limits; "known" is counted or promised; else nobody can know it beforehand. */
static void put_quality(FILE *out, const struct model_result *model)
{
    fputs(", \"quality\": {", out);
    for (enum criterion c = 0; c < CRITERION_COUNT; c++) {
        const struct model_quality *quality = &model->quality[c];
        const char *basis = isnan(quality->value)  ? NULL
                            : quality->is_measured ? "measured"
                                                   : "known";
        fprintf(out, "%s\"%s\": {\"share\": ", c == 0 ? "" : ", ", criterion_name(c));
        if (isnan(quality->value))
            fputs("null", out);
        else
            fprintf(out, "%.10g", quality->value);
        put_number(out, "low", quality->low);
        put_number(out, "high", quality->high);
        put_text(out, "basis", basis);
        fputc('}', out);
    }
    fputc('}', out);
}

static void put_model(FILE *out, const struct model_result *model, const struct settings *settings)
{
    fputs("{\"name\": ", out);
    told_json_text(out, name_of(model));
    fprintf(out, ", \"model\": \"%s\"", kind_of(model));
    put_text(out, "price",
             model->offer == MODEL_OWN_STAFF
                 ? NULL
                 : offer_kind_name(settings->costs.offers[model->offer].kind));
    put_text(out, "second_price",
             !model->is_pair ? NULL
                             : offer_kind_name(settings->costs.offers[model->second_offer].kind));
    fprintf(out, ", \"fault\": \"%s\"", model_fault_name(model->fault));
    put_number(out, "fault_share", model->fault_share);
    put_hours(out, "open_hours", model->fault_hours);
    put_number(out, "heads", model->heads);
    put_number(out, "seats_mean", model->seats_mean);
    put_text(out, "boundary",
             !model_is_mix(model) ? NULL
             : model->is_by_scope ? "scope"
             : !model->is_hybrid  ? "cheapest_month"
             : model->is_optimum  ? "shift_plan"
                                  : "office_hours");
    put_money(out, "plan_week_minor", model->is_hybrid ? model->plan_minor : NAN);
    put_money(out, "plan_bound_minor", model->is_hybrid ? model->plan_bound_minor : NAN);
    put_number(out, "plan_gap", model->is_hybrid ? model->plan_gap : NAN);
    put_number(out, "provider_ticket_share", model->ticket_share);
    put_number(out, "first_ticket_share", !model->is_pair ? NAN : model->first_ticket_share);
    put_number(out, "provider_seat_hours_a_week", model->provider_hours);
    put_money(out, "mean_minor", model->mean_minor);
    put_money(out, "p10_minor", model->p10_minor);
    put_money(out, "p50_minor", model->p50_minor);
    put_money(out, "p90_minor", model->p90_minor);
    put_money(out, "undiscounted_minor", model->undiscounted_minor);
    put_money(out, "yearly_minor", model->yearly_minor);
    put_money(out, "per_ticket_minor", model->per_ticket_minor);
    put_money(out, "per_resolved_minor", model->per_resolved_minor);
    put_number(out, "chance_cheapest", model->chance_cheapest);
    put_number(out, "chance_low", model->chance_low);
    put_number(out, "chance_high", model->chance_high);
    put_money(out, "regret_minor", model->regret_minor);
    put_money(out, "p95_regret_minor", model->p95_regret_minor);
    put_money(out, "most_regret_minor", model->most_regret_minor);
    put_number(out, "own_hours_a_year", model->own_hours);
    put_number(out, "in_time_share", model->in_time_share);
    fprintf(out, ", \"in_time_is_simulated\": %s", model->in_time_is_simulated ? "true" : "false");
    put_number(out, "own_in_time_share", model->own_in_time_share);
    put_number(out, "provider_in_time_share", model->provider_in_time_share);
    put_text(out, "provider_in_time_basis",
             isnan(model->provider_in_time_share) ? NULL
             : model->provider_is_measured        ? "measured"
                                                  : "word");
    put_money(out, "leaving_minor", model->offer == MODEL_OWN_STAFF ? NAN : model->leaving_minor);
    fprintf(out, ", \"dominated\": %s", model->is_dominated ? "true" : "false");
    put_number(out, "weight_share_low", model->weight_low);
    put_number(out, "weight_share_high", model->weight_high);
    put_quality(out, model);
    put_number(out, "quality_needed_share", model->quality_needed);
    put_number(out, "surge_in_time_share", model->surge_share);
    put_number(out, "surge_recovery_hours", model->surge_hours);
    fputs(", \"lines\": {", out);
    for (size_t i = 0; i < model->line_count; i++)
        fprintf(out, "%s\"%s_minor\": %.0f", i == 0 ? "" : ", ", model->lines[i].key,
                model->lines[i].minor);
    fputs("}}", out);
}

static void put_sensitivity(FILE *out, const struct comparison *comparison)
{
    fputs("],\n\"swings\": [", out);
    for (size_t i = 0; i < comparison->swing_count; i++) {
        const struct swing *row = &comparison->swings[i];
        fprintf(out, "%s{\"key\": \"%s\"", i == 0 ? "" : ", ", row->key);
        put_money(out, "low_minor", row->low_minor);
        put_money(out, "high_minor", row->high_minor);
        fputc('}', out);
    }
    fputs("],\n\"break_evens\": [", out);
    for (size_t i = 0; i < comparison->break_even_count; i++) {
        const struct break_even *row = &comparison->break_evens[i];
        fprintf(out, "%s{\"key\": \"%s\"", i == 0 ? "" : ", ", row->key);
        put_number(out, "from", row->from);
        put_number(out, "to", row->to);
        fprintf(out, ", \"model\": %d}", row->model);
    }
    fputs("],\n\"findings\": [", out);
    for (size_t i = 0; i < comparison->finding_count; i++) {
        const struct finding *row = &comparison->findings[i];
        fprintf(out, "%s{\"key\": \"%s\"", i == 0 ? "" : ", ", row->key);
        put_money(out, "worth_minor", row->worth_minor);
        put_number(out, "sobol_first", row->first);
        put_number(out, "sobol_total", row->total);
        fputc('}', out);
    }
}

/* The weeks to come, as the export's own say: what was told for the year is among the assumptions.
 */
static void put_dropped(FILE *out, const struct comparison *comparison,
                        const struct settings *settings)
{
    const struct offer_settings *offers = settings->costs.offers;

    fputs("],\n\"dropped_mixes\": [", out);
    for (size_t i = 0; i < comparison->dropped_count; i++) {
        fputs(i == 0 ? "[" : ", [", out);
        fputs(comparison->dropped[i].has_own ? "\"own staff\", " : "", out);
        told_json_text(out, offers[comparison->dropped[i].offers[0]].name);
        fputs(", ", out);
        told_json_text(out, offers[comparison->dropped[i].offers[1]].name);
        fputc(']', out);
    }
}

static void put_outlook(FILE *out, const struct comparison *comparison)
{
    fputs("],\n\"outlook\": [", out);
    for (int i = 0; comparison->weeks != NULL && i < OUTLOOK_WEEKS; i++) {
        const struct outlook_week *week = &comparison->weeks[i];
        fprintf(out, "%s{\"week\": %d", i == 0 ? "" : ", ", week->horizon);
        put_number(out, "mean", week->mean);
        put_number(out, "p05", week->p05);
        put_number(out, "p50", week->p50);
        put_number(out, "p80", week->p80);
        put_number(out, "p95", week->p95);
        fputc('}', out);
    }
}

static void put_clients(FILE *out, const struct comparison *comparison)
{
    fputs("],\n\"clients\": [", out);
    for (size_t i = 0; i < comparison->client_count; i++) {
        const struct client_cost *row = &comparison->clients[i];
        fprintf(out, "%s{\"name\": ", i == 0 ? "" : ", ");
        told_json_text(out, row->name);
        put_number(out, "monthly_tickets", row->monthly_tickets);
        put_money(out, "monthly_minor", row->monthly_minor);
        put_money(out, "fee_minor", row->fee_minor);
        fputc('}', out);
    }
}

static void put_assumptions(FILE *out, const struct comparison *comparison)
{
    fputs("],\n\"assumptions\": [", out);
    for (size_t i = 0; i < comparison->assumption_count; i++) {
        const struct assumption *row = &comparison->assumptions[i];
        fprintf(out, "%s\n  {\"key\": \"%s\"", i == 0 ? "" : ",", row->key);
        put_number(out, "low", row->low);
        put_number(out, "middle", row->middle);
        put_number(out, "high", row->high);
        put_text(out, "source", row->source);
        fputc('}', out);
    }
}

void print_comparison_json(const struct comparison *comparison, const struct settings *settings,
                           FILE *out)
{
    fprintf(out,
            "{\"schema\": 1, \"currency\": \"%s\", \"horizon_months\": %d, \"draws\": %u, "
            "\"best\": %d, \"runner_up\": %d, \"minimax\": %d, \"measured_model\": %d, "
            "\"too_close\": %s, "
            "\"minimum_cover\": %s",
            settings->currency, comparison->horizon_months, comparison->draw_count,
            comparison->best, comparison->runner_up, comparison->minimax,
            comparison->measured_model, comparison->is_too_close ? "true" : "false",
            comparison->is_minimum_cover ? "true" : "false");
    put_number(out, "monthly_tickets", comparison->monthly_tickets);
    put_number(out, "tickets_an_hour", comparison->tickets_an_hour);
    put_money(out, "certainty_minor", comparison->certainty_minor);
    put_money(out, "own_hour_minor", comparison->own_hour_minor);
    put_number(out, "reopened_share", comparison->reopened_share);
    put_number(out, "patience_s", comparison->patience_s > 0 ? comparison->patience_s : NAN);
    put_number(out, "planned_hours_a_week", comparison->planned_weekly_hours);
    fprintf(out, ", \"leave_month\": %d, \"simulated_tickets\": \"%s\"", comparison->leave_month,
            !comparison->models[0].in_time_is_simulated ? "none"
            : comparison->trace_is_made_up              ? "made up"
                                                        : "export");
    fprintf(out, ", \"impossible_hour\": ");
    if (comparison->impossible_hour < 0)
        fputs("null", out);
    else
        fprintf(out, "%d", comparison->impossible_hour);
    fputs(", \"seats\": [", out);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        fprintf(out, "%s%u", hour == 0 ? "" : ",", comparison->seats[hour]);
    fputs("],\n\"models\": [", out);
    for (size_t i = 0; i < comparison->model_count; i++) {
        fputs(i == 0 ? "\n  " : ",\n  ", out);
        put_model(out, &comparison->models[i], settings);
    }
    put_sensitivity(out, comparison);
    put_dropped(out, comparison, settings);
    put_outlook(out, comparison);
    put_clients(out, comparison);
    put_assumptions(out, comparison);
    fputs("\n]}\n", out);
}

/* ---- CSV ----------------------------------------------------------------------------------------
 */

/* Quoted where it must be; what a spreadsheet would take for a formula begins with a quote mark. */
static void put_cell(FILE *out, const char *text)
{
    bool is_quoted = strpbrk(text, ",\"\r\n") != NULL;

    if (is_quoted)
        fputc('"', out);
    if (strchr("=+-@\t\r", text[0]) != NULL && text[0] != '\0')
        fputc('\'', out);
    for (; *text != '\0'; text++)
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, out);
    if (is_quoted)
        fputc('"', out);
}

static void put_optional(FILE *out, double number)
{
    fputc(',', out);
    if (isfinite(number))
        fprintf(out, "%.10g", number);
}

void print_comparison_csv(const struct comparison *comparison, const struct settings *settings,
                          FILE *out)
{
    fputs("name,model,currency,fault,fault_share,heads,mean_minor,p10_minor,p50_minor,p90_minor,"
          "yearly_minor,per_ticket_minor,per_resolved_minor,chance_cheapest,regret_minor,"
          "most_regret_minor,own_hours_a_year,in_time_share\n",
          out);
    for (size_t i = 0; i < comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        put_cell(out, name_of(model));
        fprintf(out, ",%s,%s,%s", kind_of(model), settings->currency,
                model_fault_name(model->fault));
        const double numbers[] = {model->fault_share,
                                  model->heads,
                                  round(model->mean_minor),
                                  round(model->p10_minor),
                                  round(model->p50_minor),
                                  round(model->p90_minor),
                                  round(model->yearly_minor),
                                  round(model->per_ticket_minor),
                                  round(model->per_resolved_minor),
                                  model->chance_cheapest,
                                  round(model->regret_minor),
                                  round(model->most_regret_minor),
                                  model->own_hours,
                                  model->in_time_share};
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++)
            put_optional(out, numbers[j]);
        fputc('\n', out);
    }
}
