/* What each model promises and does, by the hour and by its share in time. */
#include <math.h>
#include <stdlib.h>

#include "charts/demand_cover.h"
#include "kinds/choice.h"

static const struct offer_settings *offer_of(const struct choosing *choosing, int model)
{
    const struct model_result *row = &choosing->comparison->models[model];

    return row->offer == MODEL_OWN_STAFF
               ? NULL
               : &choosing->composing->request->settings->costs.offers[row->offer];
}

struct value choice_share(double ratio)
{
    return isfinite(ratio) ? value_digits(value_ratio(ratio), 0) : value_unknown(NULL);
}

struct value choice_whole(double number)
{
    return value_count((int64_t)llround(number));
}

/* ---- the same promise for all -------------------------------------------------------------------
 */

void compose_choice_promise(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    int64_t count = 0;

    for (size_t i = 0; i < comparison->model_count; i++)
        count += comparison->models[i].fault == MODEL_FITS;
    report_section(report, PHRASE("The same promise for all"),
                   PLURAL("%1$s of %2$s models keeps the promise",
                          "%1$s of %2$s models keep the promise", count, value_count(count),
                          value_count((int64_t)comparison->model_count)));
    report_paragraph(
        report, comparison->trace_is_made_up
                    ? PHRASE("Prices are compared only at equal service: every model is sized to "
                             "the promises of the settings, for the volume you typed. One that "
                             "leaves something open is priced all the same, and never called the "
                             "cheapest.")
                    : PHRASE("Prices are compared only at equal service: every model is sized to "
                             "the promises of the settings, on your own arrivals. One that leaves "
                             "something open is priced all the same, and never called the "
                             "cheapest."));
    struct table *table = report_table(report, "models", PHRASE("Who keeps the promise"));
    table_column(report, table, "model", PHRASE("Model"), COLUMN_TEXT);
    table_column(report, table, "first_reply", PHRASE("Its own promise"), COLUMN_NUMBER);
    table_column(report, table, "in_time", PHRASE("First replies in time"), COLUMN_NUMBER);
    table_column(report, table, "verdict", PHRASE("Verdict"), COLUMN_TEXT);
    for (int i = 0; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        const struct offer_settings *offer = offer_of(choosing, i);
        struct phrase fault = choice_fault(&choosing->words, i);
        struct phrase verdict =
            phrase_is_absent(&fault) ? PHRASE("keeps it", value_count(0)) : fault;
        bool has_reply =
            offer != NULL && offer->first_reply_s > 0 && !model->is_pair; /* of two, see each */
        TABLE_ROW(report, table, model->fault == MODEL_FITS ? STATE_KEPT : STATE_MISSED,
                  choice_name(&choosing->words, i),
                  has_reply ? value_duration((double)offer->first_reply_s) : no_value(),
                  choice_share(model->in_time_share), value_words(&verdict));
    }
    report_add_table(report, table);
}

/* ---- people at the seats, and who answers when --------------------------------------------------
 */

static void add_cover(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct composing *composing = choosing->composing;
    struct demand_cover_chart chart = {
        .title = text_of_phrase(composing, PHRASE("people")),
        .need_name = text_of_phrase(composing, PHRASE("work that comes")),
        .cover_name = text_of_phrase(composing, PHRASE("seats that keep the promise")),
        .people = count_words(composing)};
    struct table *table = report_table(composing->report, "demand_cover",
                                       PHRASE("Work and seats by hour of the week"));

    choice_name_days(composing, chart.day_names, NULL);
    table_column(composing->report, table, "hour", PHRASE("Hour of the week"), COLUMN_TEXT);
    table_column(composing->report, table, "work", PHRASE("Work that comes, people"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "seats", PHRASE("Seats"), COLUMN_NUMBER);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        char name[32];
        snprintf(name, sizeof name, "%s %02d:00", chart.day_names[hour / 24], hour % 24);
        chart.hours[hour] =
            (struct demand_hour){comparison->hour_load[hour], NAN, comparison->seats[hour]};
        TABLE_ROW(composing->report, table, STATE_NONE, value_text(name),
                  value_number(comparison->hour_load[hour], 2),
                  value_count(comparison->seats[hour]));
    }
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "demand_cover",
            .title = PHRASE("Work that comes and the seats that keep the promise"),
            .subtitle = PHRASE("People at once, by hour of the week, at the middle of all inputs"),
            .note = PHRASE("Seats stand above the work because replies must be in time also when "
                           "tickets come together, and because a promised hour is never empty."),
            .table = table,
            .chart = chart_demand_cover(composing->arena, "demand_cover", &chart)});
}

static bool has_mix(const struct comparison *comparison)
{
    bool has = false;

    for (size_t i = 0; i < comparison->model_count; i++)
        has |= model_is_mix(&comparison->models[i]);
    return has;
}

/* The mix of least cost that keeps the promise; -1 none. */
static int best_mix(const struct comparison *comparison)
{
    int best = -1;

    for (int i = 0; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        if (model_is_mix(model) && model->fault == MODEL_FITS &&
            (best < 0 || model->mean_minor < comparison->models[best].mean_minor))
            best = i;
    }
    return best;
}

/* What each mix's boundary rests on, and how far its plan may be from the best. */
static void add_plans(struct choosing *choosing)
{
    static const struct phrase BOUNDARIES[] = {
        {.text = N_("the cheapest that the shift plan finds")},
        {.text = N_("office hours own: the plan would give all to one side")},
        {.text = N_("the offer's own topics and channels, in all hours")},
        {.text = N_("by the hour, whichever division costs least in a month")}};
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    struct table *table = report_table(report, "shift_plans", PHRASE("Shift plans of the mixes"));

    table_column(report, table, "model", PHRASE("Model"), COLUMN_TEXT);
    table_column(report, table, "boundary", PHRASE("Where it is divided"), COLUMN_TEXT);
    table_column(report, table, "plan", PHRASE("The plan's week"), COLUMN_NUMBER);
    table_column(report, table, "bound", PHRASE("No plan costs less than"), COLUMN_NUMBER);
    table_column(report, table, "gap", PHRASE("Gap"), COLUMN_NUMBER);
    for (int i = 0; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        bool has_plan = model->is_hybrid && isfinite(model->plan_gap);
        int boundary = model->is_by_scope ? 2 : !model->is_hybrid ? 3 : !model->is_optimum;
        if (model_is_mix(model))
            TABLE_ROW(report, table, STATE_NONE, choice_name(&choosing->words, i),
                      value_words(&BOUNDARIES[boundary]),
                      has_plan ? choice_money(&choosing->words, model->plan_minor) : no_value(),
                      has_plan ? choice_money(&choosing->words, model->plan_bound_minor)
                               : no_value(),
                      has_plan ? value_digits(value_ratio(model->plan_gap), 1) : no_value());
    }
    report_add_table(report, table);
}

void compose_choice_service(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    const struct model_result *own = &comparison->models[0];
    int mix = best_mix(comparison);

    report_section(report, PHRASE("Service"),
                   PLURAL("Keeping the promise takes %1$s person at the busiest hour and %2$s on "
                          "average",
                          "Keeping the promise takes %1$s people at the busiest hour and %2$s on "
                          "average",
                          own->seats_peak, value_count(own->seats_peak),
                          value_number(own->seats_mean, 1)));
    add_cover(choosing);
    if (mix >= 0)
        choice_add_map(choosing, mix);
    if (has_mix(comparison))
        add_plans(choosing);
    struct phrase dropped = choice_dropped(&choosing->words);
    if (!phrase_is_absent(&dropped))
        report_note(report, NOTE_PLAIN, PHRASE("Mixes that were tried"), dropped);
    choice_add_frontier(choosing);
    choice_add_quality(choosing);
    if (comparison->surge_day >= 0 && isfinite(own->surge_share) && isfinite(own->surge_hours))
        report_note(report, NOTE_PLAIN, PHRASE("A day of three times the tickets"),
                    PHRASE("On own staff, like %1$s tripled: %2$s in time in that week, the queue "
                           "gone after %3$s. What a provider does then stands in no price: ask.",
                           value_date(comparison->surge_day), choice_share(own->surge_share),
                           value_duration(own->surge_hours * 3600)));
}
