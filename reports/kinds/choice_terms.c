/* Whose hours and whose fees a model costs, how to get out of it, and what was assumed. */
#include <math.h>

#include "kinds/choice.h"

/* ---- the client's own hours ---------------------------------------------------------------------
 */

void compose_choice_hours(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    struct table *table =
        report_table(report, "own_hours", PHRASE("Hours of your own people in a year"));

    table_column(report, table, "model", PHRASE("Model"), COLUMN_TEXT);
    table_column(report, table, "people", PHRASE("People to employ"), COLUMN_NUMBER);
    table_column(report, table, "hours", PHRASE("Hours a year"), COLUMN_NUMBER);
    for (int i = 0; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        bool is_own = model->offer == MODEL_OWN_STAFF || model->is_hybrid;
        TABLE_ROW(report, table, STATE_NONE, choice_name(&choosing->words, i),
                  is_own ? choice_whole(model->heads) : value_count(0),
                  choice_whole(model->own_hours));
    }
    if (comparison->best >= 0)
        report_section(report, PHRASE("Your own time"),
                       PHRASE("%1$s costs your own people %2$s hours a year",
                              choice_name(&choosing->words, comparison->best),
                              choice_whole(comparison->models[comparison->best].own_hours)));
    else
        report_section(report, PHRASE("Your own time"),
                       PHRASE("Every model costs hours of your own people"));
    report_paragraph(report,
                     PHRASE("At the desk, leading those who are, handing over, managing the "
                            "provider, and on each ticket that must be described and accepted. An "
                            "hour is taken for %1$s.",
                            choice_money(&choosing->words, comparison->own_hour_minor)));
    report_add_table(report, table);
}

/* ---- each client against his fee ----------------------------------------------------------------
 */

void compose_choice_clients(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    int64_t over = 0, known = 0;

    for (size_t i = 0; i < comparison->client_count; i++) {
        const struct client_cost *row = &comparison->clients[i];
        known += isfinite(row->fee_minor);
        over += isfinite(row->fee_minor) && row->monthly_minor > row->fee_minor;
    }
    if (known == 0)
        return;
    report_section(report, PHRASE("Clients"),
                   PHRASE("Support costs more than the fee for %1$s of %2$s clients whose fee is "
                          "known",
                          value_count(over), value_count(known)));
    struct table *table =
        report_table(report, "clients", PHRASE("Support of each client, a month"));
    table_column(report, table, "client", PHRASE("Client"), COLUMN_TEXT);
    table_column(report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(report, table, "cost", PHRASE("Cost"), COLUMN_NUMBER);
    table_column(report, table, "fee", PHRASE("Fee"), COLUMN_NUMBER);
    for (size_t i = 0; i < comparison->client_count; i++) {
        const struct client_cost *row = &comparison->clients[i];
        bool is_over = isfinite(row->fee_minor) && row->monthly_minor > row->fee_minor;
        TABLE_ROW(
            report, table, is_over ? STATE_MISSED : STATE_NONE, value_text(row->name),
            choice_whole(row->monthly_tickets), choice_money(&choosing->words, row->monthly_minor),
            isfinite(row->fee_minor) ? choice_money(&choosing->words, row->fee_minor) : no_value());
    }
    report_add_table(report, table);
    report_paragraph(report,
                     PHRASE("The cost of the recommended model, shared out by tickets; a fee may "
                            "pay for more than support."));
}

/* ---- risks and getting out ----------------------------------------------------------------------
 */

void compose_choice_exit(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    const struct settings *settings = choosing->composing->request->settings;
    struct report *report = choosing->composing->report;

    if (settings->costs.offer_count == 0)
        return;
    report_section(report, PHRASE("Risks and getting out"),
                   PHRASE("What binds, and what it takes to leave"));
    struct table *table = report_table(report, "terms", PHRASE("Terms of the offers"));
    table_column(report, table, "offer", PHRASE("Offer"), COLUMN_TEXT);
    table_column(report, table, "binds", PHRASE("Binds for, months"), COLUMN_NUMBER);
    table_column(report, table, "notice", PHRASE("Notice, months"), COLUMN_NUMBER);
    table_column(report, table, "ends", PHRASE("Ends"), COLUMN_NUMBER);
    table_column(report, table, "exit", PHRASE("Paid on leaving"), COLUMN_NUMBER);
    table_column(report, table, "hours", PHRASE("Own hours on leaving"), COLUMN_NUMBER);
    table_column(report, table, "leaving",
                 PHRASE("Leaving after month %1$s", value_count(comparison->leave_month)),
                 COLUMN_NUMBER);
    table_column(report, table, "rise", PHRASE("Rises a year"), COLUMN_NUMBER);
    for (size_t i = 0; i < settings->costs.offer_count; i++) {
        const struct offer_settings *offer = &settings->costs.offers[i];
        TABLE_ROW(report, table, STATE_NONE, value_text(offer->name),
                  offer->minimum_months > 0 ? value_number(offer->minimum_months, 0) : no_value(),
                  offer->notice_months > 0 ? value_number(offer->notice_months, 0) : no_value(),
                  offer->ends_day != INT32_MAX ? value_date(offer->ends_day) : no_value(),
                  offer->exit_minor > 0 ? choice_money(&choosing->words, (double)offer->exit_minor)
                                        : no_value(),
                  offer->exit_hours > 0 ? choice_whole(offer->exit_hours) : no_value(),
                  choice_money(&choosing->words, comparison->models[i + 1].leaving_minor),
                  choice_share(offer->yearly_indexation));
    }
    report_add_table(report, table);
    report_paragraph(report, PHRASE("Leaving early: the months that are still bound or the notice, "
                                    "whichever is longer, at what is due without a ticket, what is "
                                    "paid on leaving, and your own hours to take the work back. "
                                    "Months bound beyond the horizon are in its cost."));
}

/* ---- what was assumed ---------------------------------------------------------------------------
 */

void compose_choice_inputs(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    const struct settings *settings = choosing->composing->request->settings;
    struct report *report = choosing->composing->report;

    report_appendix(report, PHRASE("What was assumed"),
                    PHRASE("Every number that is not in the export, with where it comes from"));
    struct table *table = report_table(report, "assumptions", PHRASE("Assumptions"));
    table_column(report, table, "input", PHRASE("Assumption"), COLUMN_TEXT);
    table_column(report, table, "value", PHRASE("Value"), COLUMN_NUMBER);
    table_column(report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    table_column(report, table, "source", PHRASE("Source"), COLUMN_TEXT);
    for (size_t i = 0; i < comparison->assumption_count; i++) {
        const struct assumption *row = &comparison->assumptions[i];
        struct phrase words = choice_input(row->key);
        TABLE_ROW(report, table, STATE_NONE,
                  phrase_is_absent(&words) ? value_text(row->key) : value_words(&words),
                  choice_amount(&choosing->words, row->key, row->middle),
                  row->low == row->high
                      ? no_value()
                      : value_range(choice_amount(&choosing->words, row->key, row->low),
                                    choice_amount(&choosing->words, row->key, row->high)),
                  value_text(row->source));
    }
    for (size_t i = 0; i < settings->costs.offer_count; i++) {
        const struct offer_settings *offer = &settings->costs.offers[i];
        if (offer->source != NULL)
            TABLE_ROW(report, table, STATE_NONE, value_text(offer->name), no_value(), no_value(),
                      value_text(offer->source));
    }
    report_add_table(report, table);
}
