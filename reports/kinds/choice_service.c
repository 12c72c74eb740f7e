/* What each model promises and does, by the hour and by its share in time. */
#include <math.h>
#include <stdlib.h>

#include "charts/demand_cover.h"
#include "charts/hours_map.h"
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

static void name_days(struct composing *composing, const char **days, const char **words)
{
    static const char *const DAYS[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                       N_("Fri"), N_("Sat"), N_("Sun")};

    for (int day = 0; day < 7; day++)
        days[day] = text_of_phrase(composing, (struct phrase){.text = DAYS[day]});
    for (int i = 0; words != NULL && i < HOURS_MAP_WORDS; i++)
        words[i] = arena_format(composing->arena, "%02d", 3 * i);
}

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

    name_days(composing, chart.day_names, NULL);
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

enum { FIRST, SECOND, BOTH, PARTIES };

/* Own staff and the provider, or two providers; and their hours. */
static void name_parties(const struct choosing *choosing, const struct model_result *model,
                         const int hours[PARTIES], struct hours_map_chart *chart)
{
    struct composing *composing = choosing->composing;
    const struct offer_settings *offers = composing->request->settings->costs.offers;

    if (model->is_hybrid) {
        chart->parties[FIRST] =
            text_of_phrase(composing, PHRASE("own staff, %1$s h", value_count(hours[FIRST])));
        chart->parties[SECOND] =
            text_of_phrase(composing, PHRASE("provider, %1$s h", value_count(hours[SECOND])));
    } else {
        chart->parties[FIRST] =
            text_of_phrase(composing, PHRASE("%1$s, %2$s h", value_text(offers[model->offer].name),
                                             value_count(hours[FIRST])));
        chart->parties[SECOND] = text_of_phrase(
            composing, PHRASE("%1$s, %2$s h", value_text(offers[model->second_offer].name),
                              value_count(hours[SECOND])));
    }
    if (hours[BOTH] > 0)
        chart->parties[BOTH] =
            text_of_phrase(composing, PHRASE("both, %1$s h", value_count(hours[BOTH])));
    chart->nobody_name = text_of_phrase(composing, PHRASE("nobody"));
}

static struct phrase boundary_note(const struct model_result *model)
{
    if (model->is_by_scope)
        return PHRASE("One takes its own topics and channels in its hours, the other the rest.");
    if (!model->is_hybrid)
        return PHRASE("Of three divisions the cheapest by the month: each hour to whose next hour "
                      "costs less, or all hours of the one or of the other to it.");
    if (model->is_optimum)
        return PHRASE("The boundary is the cheapest that the shift plan finds, with the provider's "
                      "hours as something to buy.");
    return PHRASE("At the price of the next ticket the shift plan would give all to one side; this "
                  "is the classic division, office hours own, at its simulated cost.");
}

static void add_map(struct choosing *choosing, int model)
{
    const struct model_result *row = &choosing->comparison->models[model];
    struct composing *composing = choosing->composing;
    struct report *report = composing->report;
    struct hours_map_chart chart = {0};
    int hours[PARTIES] = {0};
    struct table *table = report_table(report, "hours_map", PHRASE("Who answers in each hour"));
    const struct offer_settings *offers = composing->request->settings->costs.offers;

    name_days(composing, chart.day_names, chart.hour_names);
    table_column(report, table, "hour", PHRASE("Hour of the week"), COLUMN_TEXT);
    if (row->is_hybrid)
        table_column(report, table, "own", PHRASE("Own staff's share"), COLUMN_NUMBER);
    else
        table_column(report, table, "first",
                     PHRASE("Share of %1$s", value_text(offers[row->offer].name)), COLUMN_NUMBER);
    table_column(report, table, "seats", PHRASE("Seats"), COLUMN_NUMBER);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        char name[32];
        double first = row->is_hybrid ? row->own_share[hour] : row->first_share[hour];
        uint32_t seats = choosing->comparison->seats[hour];
        int party = first > .99 ? FIRST : first < .01 ? SECOND : BOTH;
        bool is_covered = seats > 0;
        snprintf(name, sizeof name, "%s %02d:00", chart.day_names[hour / 24], hour % 24);
        hours[party] += is_covered;
        chart.cells[hour / 24][hour % 24] =
            (struct hours_map_cell){is_covered ? party : HOURS_MAP_NOBODY, is_covered, NULL};
        TABLE_ROW(report, table, STATE_NONE, value_text(name), choice_share(first),
                  value_count(seats));
    }
    name_parties(choosing, row, hours, &chart);
    struct phrase subtitle =
        row->is_hybrid
            ? PHRASE("Hours of an ordinary week; the provider takes %1$s of tickets",
                     choice_share(row->ticket_share))
            : PHRASE("Hours of an ordinary week; %1$s takes %2$s of tickets",
                     value_text(offers[row->offer].name), choice_share(row->first_ticket_share));
    report_exhibit(
        report, &(struct exhibit){
                    .key = "hours_map",
                    .title = PHRASE("Who answers when: %1$s", choice_name(&choosing->words, model)),
                    .subtitle = subtitle,
                    .note = boundary_note(row),
                    .table = table,
                    .chart = chart_hours_map(composing->arena, "hours_map", &chart)});
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
        add_map(choosing, mix);
    if (has_mix(comparison))
        add_plans(choosing);
    struct phrase dropped = choice_dropped(&choosing->words);
    if (!phrase_is_absent(&dropped))
        report_note(report, NOTE_PLAIN, PHRASE("Two providers that were tried"), dropped);
    choice_add_frontier(choosing);
    choice_add_quality(choosing);
    if (comparison->surge_day >= 0 && isfinite(own->surge_share) && isfinite(own->surge_hours))
        report_note(report, NOTE_PLAIN, PHRASE("A day of three times the tickets"),
                    PHRASE("On own staff, like %1$s tripled: %2$s in time in that week, the queue "
                           "gone after %3$s. What a provider does then stands in no price: ask.",
                           value_date(comparison->surge_day), choice_share(own->surge_share),
                           value_duration(own->surge_hours * 3600)));
}
