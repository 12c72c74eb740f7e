/* What could change the answer, and what to find out first. */
#include <math.h>
#include <string.h>

#include "charts/tornado.h"
#include "kinds/choice.h"

enum { INPUTS_SHOWN = 24 };

static struct value money(const struct choosing *choosing, double minor)
{
    return choice_money(&choosing->words, minor);
}

static struct table *doubts(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    struct table *table = report_table(report, "doubts", PHRASE("What to find out first"));

    table_column(report, table, "input", PHRASE("What is not certain"), COLUMN_TEXT);
    table_column(report, table, "low", PHRASE("Advantage at its low end"), COLUMN_NUMBER);
    table_column(report, table, "high", PHRASE("Advantage at its high end"), COLUMN_NUMBER);
    table_column(report, table, "worth", PHRASE("Worth of knowing it"), COLUMN_NUMBER);
    table_column(report, table, "share", PHRASE("Share of the doubt"), COLUMN_NUMBER);
    for (size_t i = 0; i < comparison->swing_count; i++) {
        const struct swing *swing = &comparison->swings[i];
        struct phrase input = choice_input(swing->key);
        const struct finding *finding = NULL;
        for (size_t j = 0; j < comparison->finding_count; j++)
            if (strcmp(comparison->findings[j].key, swing->key) == 0)
                finding = &comparison->findings[j];
        TABLE_ROW(report, table,
                  swing->low_minor < 0 || swing->high_minor < 0 ? STATE_MISSED : STATE_NONE,
                  value_words(&input), money(choosing, swing->low_minor),
                  money(choosing, swing->high_minor),
                  finding == NULL ? no_value() : money(choosing, finding->worth_minor),
                  finding == NULL || !isfinite(finding->total)
                      ? no_value()
                      : value_digits(value_ratio(fmax(0, finding->total)), 0));
    }
    return table;
}

static const struct chart *tornado(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct composing *composing = choosing->composing;
    struct tornado_row rows[INPUTS_SHOWN];
    size_t count = 0;
    double base = comparison->models[comparison->runner_up].mean_minor -
                  comparison->models[comparison->best].mean_minor;

    for (size_t i = 0; i < comparison->swing_count && count < INPUTS_SHOWN; i++) {
        const struct swing *swing = &comparison->swings[i];
        double low = NAN, high = NAN;
        for (size_t j = 0; j < comparison->assumption_count; j++)
            if (strcmp(comparison->assumptions[j].key, swing->key) == 0) {
                low = comparison->assumptions[j].low;
                high = comparison->assumptions[j].high;
            }
        bool has_ends = isfinite(low) && low < high;
        struct value low_end = choice_amount(&choosing->words, swing->key, low);
        struct value high_end = choice_amount(&choosing->words, swing->key, high);
        rows[count++] =
            (struct tornado_row){.name = text_of_phrase(composing, choice_input(swing->key)),
                                 .at_low = swing->low_minor,
                                 .at_high = swing->high_minor,
                                 .low_text = has_ends ? text_of_value(composing, low_end) : NULL,
                                 .high_text = has_ends ? text_of_value(composing, high_end) : NULL};
    }
    const struct tornado_chart chart = {
        .rows = rows,
        .count = count,
        .base = base,
        .base_text = text_of_value(composing,
                                   value_styled(money(choosing, base), STYLE_SIGNED | STYLE_SHORT)),
        .flip = 0,
        .flip_text = text_of_phrase(composing, PHRASE("no advantage")),
        .title = text_of_phrase(composing, PHRASE("advantage over the runner-up")),
        .values = money_words(choosing)};
    return chart_tornado(composing->arena, "tornado", &chart);
}

void compose_choice_doubt(struct choosing *choosing)
{
    const struct comparison *comparison = choosing->comparison;
    struct report *report = choosing->composing->report;
    size_t turning = 0;

    if (comparison->best < 0 || comparison->runner_up < 0 || comparison->swing_count == 0)
        return;
    for (size_t i = 0; i < comparison->swing_count; i++)
        turning += comparison->swings[i].low_minor < 0 || comparison->swings[i].high_minor < 0;
    struct phrase widest = choice_input(comparison->swings[0].key);
    report_section(report, PHRASE("What could change the answer"),
                   turning == 0
                       ? PHRASE("No single unknown turns the answer inside its range; the widest "
                                "is: %1$s",
                                value_words(&widest))
                       : PHRASE("What can turn the answer most: %1$s", value_words(&widest)));
    report_paragraph(report, choice_flip(&choosing->words));
    report_paragraph(report,
                     PHRASE("To know everything beforehand would be worth %1$s: no study of it "
                            "should cost more.",
                            money(choosing, comparison->certainty_minor)));
    report_exhibit(
        report,
        &(struct exhibit){
            .key = "tornado",
            .title = PHRASE("Advantage of the recommended model when one assumption changes"),
            .subtitle = PHRASE("Each at its low and its high end (P10, P90), the others in the "
                               "middle"),
            .note = PHRASE("Below nought the other model is cheaper. Share of the doubt: of the "
                           "variance of the difference between the best two, with interactions; "
                           "shares may add up to more than 100%%."),
            .table = doubts(choosing),
            .chart = tornado(choosing)});
}
