/* Money: what each model costs, and by volume. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "charts/break_even.h"
#include "charts/strips.h"
#include "kinds/choice.h"

enum { MODELS_SHOWN = 24 };

static const struct model_result *model_at(const struct choosing *choosing, int model)
{
    return &choosing->comparison->models[model];
}

static struct value money(const struct choosing *choosing, double minor)
{
    return choice_money(&choosing->words, minor);
}

/* ---- strips -------------------------------------------------------------------------------------
 */

static const struct chart *strips(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct composing *composing = choosing->composing;
    struct strip_row rows[MODELS_SHOWN];
    size_t count = comparison->model_count < MODELS_SHOWN ? comparison->model_count : MODELS_SHOWN;

    for (size_t i = 0; i < count; i++) {
        const struct model_result *model = &comparison->models[i];
        bool fits = model->fault == MODEL_FITS;
        rows[i] = (struct strip_row){
            .name = choice_name_text(choosing, (int)i),
            .p025 = model->p025_minor,
            .p10 = model->p10_minor,
            .p25 = model->p25_minor,
            .p50 = model->p50_minor,
            .p75 = model->p75_minor,
            .p90 = model->p90_minor,
            .p975 = model->p975_minor,
            .value_text = text_of_value(composing, money(choosing, model->p50_minor)),
            .note =
                fits ? text_of_phrase(composing,
                                      PHRASE("cheapest in %1$s",
                                             value_digits(value_ratio(model->chance_cheapest), 0)))
                     : text_of_phrase(composing, PHRASE("does not keep the promise")),
            .is_chosen = (int)i == comparison->best};
    }
    const struct strips_chart chart = {
        .rows = rows,
        .count = count,
        .title = text_of_phrase(composing, PHRASE("cost over the horizon, discounted")),
        .key_title = text_of_phrase(composing, PHRASE("range of futures")),
        .half_name = "50%",
        .most_name = "80%",
        .all_name = "95%",
        .starts_at_zero = true,
        .values = money_words(choosing)};
    return chart_strips(composing->arena, "cost_strips", &chart);
}

static struct table *cost_table(struct choosing *choosing)
{
    struct report *report = choosing->composing->report;
    struct table *table = report_table(report, "cost", PHRASE("What each model costs"));

    table_column(report, table, "model", PHRASE("Model"), COLUMN_TEXT);
    table_column(report, table, "median", PHRASE("Median"), COLUMN_NUMBER);
    table_column(report, table, "range", PHRASE("Eight cases of ten"), COLUMN_NUMBER);
    table_column(report, table, "undiscounted", PHRASE("A year, undiscounted"), COLUMN_NUMBER);
    table_column(report, table, "per_resolved", PHRASE("A solved ticket"), COLUMN_NUMBER);
    table_column(report, table, "chance", PHRASE("Cheapest in"), COLUMN_NUMBER);
    table_column(report, table, "regret", PHRASE("Expected regret"), COLUMN_NUMBER);
    table_column(report, table, "worst_regret", PHRASE("Worst regret"), COLUMN_NUMBER);
    for (int i = 0; i < (int)choosing->comparison->model_count; i++) {
        const struct model_result *model = model_at(choosing, i);
        bool fits = model->fault == MODEL_FITS;
        TABLE_ROW(report, table, i == choosing->comparison->best ? STATE_KEPT : STATE_NONE,
                  choice_name(&choosing->words, i), money(choosing, model->p50_minor),
                  value_range(money(choosing, model->p10_minor), money(choosing, model->p90_minor)),
                  money(choosing, model->yearly_minor), money(choosing, model->per_resolved_minor),
                  fits ? value_digits(value_ratio(model->chance_cheapest), 0) : no_value(),
                  fits ? money(choosing, model->regret_minor) : no_value(),
                  fits ? money(choosing, model->most_regret_minor) : no_value());
    }
    return table;
}

static double line_of(const struct model_result *model, const char *key)
{
    for (size_t i = 0; i < model->line_count; i++)
        if (strcmp(model->lines[i].key, key) == 0)
            return model->lines[i].minor;
    return 0;
}

/* Lines of own staff, of the recommended model and of the one after it. */
static void add_lines(struct choosing *choosing)
{
    static const char *const KEYS[] = {"pay",
                                       "bonus",
                                       "premiums",
                                       "contributions",
                                       "hiring",
                                       "workplace",
                                       "leads",
                                       "fee",
                                       "usage",
                                       "minimum",
                                       "setup",
                                       "transfer",
                                       "vendor_management",
                                       "vat",
                                       "waiting",
                                       "own_hours",
                                       "credits",
                                       "exit"};
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    const int shown[] = {0, comparison->best, comparison->runner_up};
    struct table *table = report_table(report, "cost_lines", PHRASE("What the cost is made of"));
    struct value cells[4];
    size_t count = 1;

    table_column(report, table, "line", PHRASE("Line"), COLUMN_TEXT);
    for (size_t i = 0; i < 3; i++) {
        static const char *const columns[] = {"own_staff", "recommended", "runner_up"};
        if (shown[i] < 0 || (i > 0 && shown[i] == 0))
            continue;
        struct value name = choice_name(&choosing->words, shown[i]);
        table_column(report, table, columns[i], report_phrase(report, PHRASE("%1$s", name)),
                     COLUMN_NUMBER);
    }
    for (size_t key = 0; key < sizeof KEYS / sizeof *KEYS; key++) {
        struct phrase words = choice_line(KEYS[key]);
        double sum = 0;
        count = 1;
        cells[0] = value_words(&words);
        for (size_t i = 0; i < 3; i++) {
            if (shown[i] < 0 || (i > 0 && shown[i] == 0))
                continue;
            double minor = line_of(model_at(choosing, shown[i]), KEYS[key]);
            sum += fabs(minor);
            cells[count++] = minor != 0 ? money(choosing, minor) : no_value();
        }
        if (sum > 0)
            table_row(report, table, STATE_NONE, cells, count);
    }
    report_add_table(report, table);
}

void compose_choice_money(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct composing *composing = choosing->composing;
    struct phrase headline = comparison->best < 0
                                 ? PHRASE("No model keeps the promise", value_count(0))
                             : comparison->minimax == comparison->best
                                 ? PHRASE("%1$s costs least on average and in its worst case",
                                          choice_name(&choosing->words, comparison->best))
                                 : PHRASE("%1$s costs least on average; %2$s risks least",
                                          choice_name(&choosing->words, comparison->best),
                                          choice_name(&choosing->words, comparison->minimax));

    report_section(composing->report, PHRASE("Money"), headline);
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "cost_strips",
            .title = PHRASE("Cost by model"),
            .subtitle = PHRASE("%1$s simulated futures, the same for all models: line, the "
                               "median; bands, 50%%, 80%% and 95%% of futures",
                               value_count((int64_t)comparison->draw_count)),
            .note =
                PHRASE("Each future has its own volume, work on a ticket and pay; prices are "
                       "applied month by month, never at the mean. Regret is what a model costs "
                       "beyond the cheapest of that future."),
            .table = cost_table(choosing),
            .chart = strips(choosing)});
    add_lines(choosing);
}

/* ---- volume -------------------------------------------------------------------------------------
 */

static struct table *intervals(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    struct table *table =
        report_table(report, "break_even", PHRASE("Which model is cheapest where"));

    table_column(report, table, "input", PHRASE("What changes"), COLUMN_TEXT);
    table_column(report, table, "from", PHRASE("From"), COLUMN_NUMBER);
    table_column(report, table, "to", PHRASE("To"), COLUMN_NUMBER);
    table_column(report, table, "model", PHRASE("Cheapest"), COLUMN_TEXT);
    for (size_t i = 0; i < comparison->break_even_count; i++) {
        const struct break_even *row = &comparison->break_evens[i];
        struct phrase input = choice_input(row->key);
        TABLE_ROW(report, table, STATE_NONE, value_words(&input),
                  choice_amount(&choosing->words, row->key, row->from),
                  choice_amount(&choosing->words, row->key, row->to),
                  row->model < 0 ? no_value() : choice_name(&choosing->words, row->model));
    }
    return table;
}

/* The stretch of volume in which today's answer holds; NULL: today's model is another. */
static const struct break_even *volume_stretch(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->break_even_count; i++) {
        const struct break_even *row = &comparison->break_evens[i];
        if (strcmp(row->key, "monthly_tickets") == 0 && row->from <= comparison->monthly_tickets &&
            comparison->monthly_tickets <= row->to)
            return row;
    }
    return NULL;
}

/* Who is the cheapest just above the stretch; NULL: it ends where nothing was tried. */
static const struct break_even *stretch_above(const struct comparison *comparison,
                                              const struct break_even *stretch)
{
    for (size_t i = 0; i < comparison->break_even_count; i++) {
        const struct break_even *row = &comparison->break_evens[i];
        if (strcmp(row->key, stretch->key) == 0 && row->from == stretch->to && row->model >= 0)
            return row;
    }
    return NULL;
}

static const struct chart *volume_chart(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct composing *composing = choosing->composing;
    const struct break_even *stretch = volume_stretch(comparison);
    const int shown[MODELS_MOST] = {comparison->best, comparison->runner_up,
                                    comparison->best != 0 && comparison->runner_up != 0 ? 0 : -1};
    struct cost_point points[MODELS_MOST][VOLUME_POINTS];
    struct break_even_chart chart = {
        .equal = NAN,
        .equal_low = NAN,
        .equal_high = NAN,
        .now = comparison->monthly_tickets,
        .now_text = text_of_phrase(
            composing,
            PHRASE("now: %1$s", value_count((int64_t)llround(comparison->monthly_tickets)))),
        .volume_title = text_of_phrase(composing, PHRASE("tickets a month")),
        .cost_title = text_of_phrase(composing, PHRASE("cost of a month")),
        .volumes = count_words(composing),
        .costs = money_words(choosing)};

    if (stretch != NULL && stretch->to < 4 * comparison->monthly_tickets * .99) {
        chart.equal = stretch->to;
        chart.equal_text = text_of_phrase(
            composing, PHRASE("equal cost at %1$s", value_count((int64_t)llround(stretch->to))));
    }
    for (size_t i = 0; i < MODELS_MOST; i++) {
        if (shown[i] < 0)
            continue;
        for (int at = 0; at < VOLUME_POINTS; at++)
            points[i][at] = (struct cost_point){
                comparison->curve.monthly_tickets[at],
                comparison->curve
                    .monthly_minor[(size_t)at * comparison->model_count + (size_t)shown[i]],
                NAN, NAN};
        chart.lines[chart.line_count++] =
            (struct cost_line){choice_name_text(choosing, shown[i]), points[i], VOLUME_POINTS};
    }
    return chart_break_even(composing->arena, "break_even", &chart);
}

/* What the export's own weeks say of the next, beside the growth that was told. */
static void add_outlook(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    struct table *table =
        report_table(report, "outlook", PHRASE("Tickets of the next weeks, by the export's own"));

    table_column(report, table, "week", PHRASE("Week"), COLUMN_NUMBER);
    table_column(report, table, "middle", PHRASE("Middle"), COLUMN_NUMBER);
    table_column(report, table, "range", PHRASE("Nine cases of ten"), COLUMN_NUMBER);
    for (int i = 0; i < OUTLOOK_WEEKS; i++) {
        const struct outlook_week *week = &comparison->weeks[i];
        TABLE_ROW(report, table, STATE_NONE, value_count(week->horizon),
                  value_count((int64_t)llround(week->p50)),
                  value_range(value_count((int64_t)llround(week->p05)),
                              value_count((int64_t)llround(week->p95))));
    }
    report_add_table(report, table);
    if (isfinite(comparison->forecast_coverage))
        report_paragraph(report,
                         PHRASE("Tried on the last four weeks, which it had not seen, the "
                                "range of nine cases in ten held %1$s of the hours.",
                                value_digits(value_ratio(comparison->forecast_coverage), 0)));
}

void compose_choice_volume(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    const struct break_even *stretch = volume_stretch(comparison);
    struct report *report = choosing->composing->report;

    if (comparison->best < 0 || stretch == NULL || stretch->model < 0)
        return;
    const struct break_even *above = stretch_above(comparison, stretch);
    report_section(report, PHRASE("Volume"),
                   PHRASE("From %1$s to %2$s tickets a month %3$s is the cheapest",
                          value_count((int64_t)llround(stretch->from)),
                          value_count((int64_t)llround(stretch->to)),
                          choice_name(&choosing->words, stretch->model)));
    report_paragraph(report,
                     PHRASE("Whole people come in steps, so the cheaper model may change more than "
                            "once: the break-even is a set of intervals, not a number."));
    if (above != NULL)
        report_paragraph(report, PHRASE("At %1$s tickets a month %2$s and %3$s cost the same.",
                                        value_count((int64_t)llround(stretch->to)),
                                        choice_name(&choosing->words, stretch->model),
                                        choice_name(&choosing->words, above->model)));
    report_exhibit(report,
                   &(struct exhibit){
                       .key = "break_even",
                       .title = PHRASE("Cost of a month by volume"),
                       .subtitle = PHRASE("Mean over the months' chance; work on a ticket, pay and "
                                          "growth as in the middle of what was told"),
                       .note = PHRASE("Tried from a quarter of today's value to four times it; "
                                      "changes closer than 2%% of each other may be missed."),
                       .table = intervals(choosing),
                       .chart = volume_chart(choosing)});
    if (comparison->weeks != NULL)
        add_outlook(choosing);
}
