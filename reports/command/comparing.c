#include "command/comparing.h"

#include <math.h>
#include <string.h>

#include "command/words.h"
#include "kinds/choice_words.h"

enum { COLUMNS = 7 };

struct printing {
    struct choice_words words;
    struct language *language;
    FILE *out;
    size_t width;
};

/* Texts of one model, in the order of the columns. */
struct line {
    struct buffer cells[COLUMNS];
};

static void line_release(struct line *line)
{
    for (int i = 0; i < COLUMNS; i++)
        buffer_release(&line->cells[i]);
}
OWN_RELEASER(line_release, struct line)

static void append(const struct printing *printing, struct value value, struct buffer *out)
{
    language_append_value(printing->language, &value, out);
}

static void append_cost(const struct printing *printing, const struct model_result *model,
                        struct buffer *out)
{
    append(printing, choice_money(&printing->words, model->p50_minor), out);
    buffer_text(out, " (");
    append(printing, choice_money(&printing->words, model->p10_minor), out);
    buffer_text(out, "–");
    append(printing, choice_money(&printing->words, model->p90_minor), out);
    buffer_text(out, ")");
}

static void append_short(const struct printing *printing, const struct model_result *model,
                         struct buffer *out)
{
    struct phrase phrase = PHRASE("Own + %1$s", value_text(model->name));

    language_append_phrase(printing->language, &phrase, out);
}

static void fill(const struct printing *printing, int index, struct line *line)
{
    const struct comparison *comparison = printing->words.comparison;
    const struct model_result *model = &comparison->models[index];

    if (model->is_hybrid)
        append_short(printing, model, &line->cells[0]);
    else
        append(printing, choice_name(&printing->words, index), &line->cells[0]);
    append_cost(printing, model, &line->cells[1]);
    append(printing, choice_money(&printing->words, model->per_resolved_minor), &line->cells[2]);
    if (model->fault == MODEL_FITS)
        append(printing, value_digits(value_ratio(model->chance_cheapest), 0), &line->cells[3]);
    else
        buffer_text(&line->cells[3], "—");
    append(printing, choice_money(&printing->words, model->most_regret_minor), &line->cells[4]);
    if (model->fault != MODEL_FITS) {
        line->cells[4].length = 0;
        buffer_text(&line->cells[4], "—");
    }
    if (isfinite(model->in_time_share))
        append(printing, value_digits(value_ratio(model->in_time_share), 0), &line->cells[5]);
    else
        buffer_text(&line->cells[5], "?");
    append(printing, value_count((int64_t)llround(model->own_hours)), &line->cells[6]);
}

static const char *text_of(const struct buffer *cell)
{
    return cell->length == 0 ? "" : cell->bytes;
}

/* ---- the table ----------------------------------------------------------------------------------
 */

static void measure(const struct line *line, size_t widths[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        size_t width = text_width(text_of(&line->cells[i])) + 2;
        widths[i] = width > widths[i] ? width : widths[i];
    }
}

static void pad_left(FILE *out, const char *text, size_t width)
{
    size_t own = text_width(text);

    for (; own < width; own++)
        fputc(' ', out);
    fputs(text, out);
}

/* A word longer than a line stands alone. */
static void print_wrapped(FILE *out, const char *text, const char *indent, size_t width)
{
    size_t used = 0;
    bool is_first = true;

    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        char word[256];
        snprintf(word, sizeof word, "%.*s", (int)(length < 255 ? length : 255), text);
        size_t wide = text_width(word);
        if (used > 0 && used + 1 + wide > width) {
            fputc('\n', out);
            used = 0;
        }
        if (used > 0)
            fputc(' ', out);
        else if (is_first)
            fputs(indent, out);
        else
            print_padded(out, "", text_width(indent));
        fwrite(text, 1, length, out);
        used += wide + (used == 0 ? text_width(indent) : 1);
        is_first = false;
        text += length + (text[length] == ' ');
    }
    if (used > 0)
        fputc('\n', out);
}

static void print_phrase(const struct printing *printing, struct phrase phrase, const char *indent)
{
    OWN(buffer_release) struct buffer text = {0};

    if (phrase_is_absent(&phrase))
        return;
    language_append_phrase(printing->language, &phrase, &text);
    print_wrapped(printing->out, text_of(&text), indent, printing->width);
}

static void print_wide(const struct printing *printing, const struct line *line, char mark,
                       const size_t widths[COLUMNS])
{
    fprintf(printing->out, "%s ", mark == '*' ? "▸" : " ");
    print_padded(printing->out, text_of(&line->cells[0]), widths[0]);
    for (int i = 1; i < COLUMNS; i++)
        pad_left(printing->out, text_of(&line->cells[i]), widths[i]);
    fputc('\n', printing->out);
}

/* Name and cost, then the rest by name of its column. */
static void print_narrow(const struct printing *printing, const struct line *line,
                         const struct line *head, char mark, const size_t widths[COLUMNS])
{
    OWN(buffer_release) struct buffer more = {0};

    fprintf(printing->out, "%s ", mark == '*' ? "▸" : " ");
    print_padded(printing->out, text_of(&line->cells[0]), widths[0]);
    pad_left(printing->out, text_of(&line->cells[1]), widths[1]);
    fputc('\n', printing->out);
    for (int i = 2; i < COLUMNS && line != head; i++)
        buffer_format(&more, "%s%s %s", i == 2 ? "" : " · ", text_of(&head->cells[i]),
                      text_of(&line->cells[i]));
    if (line != head)
        print_wrapped(printing->out, text_of(&more), "    ", printing->width);
}

static void fill_head(const struct printing *printing, struct line *head)
{
    const struct language *language = printing->language;

    buffer_text(&head->cells[0], tr(language, "model"));
    buffer_text(&head->cells[1], tr(language, "median (P10–P90)"));
    buffer_text(&head->cells[2], tr(language, "per solved"));
    buffer_text(&head->cells[3], tr(language, "cheapest"));
    buffer_text(&head->cells[4], tr(language, "worst regret"));
    buffer_text(&head->cells[5], tr(language, "in time"));
    buffer_text(&head->cells[6], tr(language, "own hours"));
}

static bool print_models(const struct printing *printing, struct error *err)
{
    const struct comparison *comparison = printing->words.comparison;
    OWN(line_release) struct line head = {0};
    size_t widths[COLUMNS] = {0};
    size_t total = 2;

    fill_head(printing, &head);
    measure(&head, widths);
    for (int i = 0; i < (int)comparison->model_count; i++) {
        OWN(line_release) struct line line = {0};
        fill(printing, i, &line);
        measure(&line, widths);
        if (line.cells[0].is_short || line.cells[6].is_short)
            return error_memory(err);
    }
    for (int i = 0; i < COLUMNS; i++)
        total += widths[i];
    bool is_wide = total <= printing->width;
    if (is_wide)
        print_wide(printing, &head, ' ', widths);
    else
        print_narrow(printing, &head, &head, ' ', widths);
    for (int i = 0; i < (int)comparison->model_count; i++) {
        OWN(line_release) struct line line = {0};
        char mark = i == comparison->best ? '*' : ' ';
        fill(printing, i, &line);
        if (is_wide)
            print_wide(printing, &line, mark, widths);
        else
            print_narrow(printing, &line, &head, mark, widths);
        print_phrase(printing, choice_fault(&printing->words, i), "    ✗ ");
    }
    return true;
}

/* ---- around it ----------------------------------------------------------------------------------
 */

static void print_worth(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;

    if (comparison->best < 0 || comparison->runner_up < 0 || comparison->finding_count == 0)
        return;
    const struct finding *first = &comparison->findings[0];
    if (first->worth_minor < 1)
        return;
    struct phrase input = choice_input(first->key);
    print_phrase(printing,
                 PHRASE("To know everything beforehand would be worth %1$s; the most of it is to "
                        "find out first: %2$s (%3$s).",
                        choice_money(&printing->words, comparison->certainty_minor),
                        value_words(&input), choice_money(&printing->words, first->worth_minor)),
                 "");
}

/* Who wins under which share of all weightings of cost and service. */
static void print_weights(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;
    OWN(buffer_release) struct buffer list = {0};

    for (int i = 0; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        if (!isfinite(model->weight_high) || model->weight_high < .005)
            continue;
        struct value low = value_digits(value_ratio(model->weight_low), 0);
        struct value high = value_digits(value_ratio(model->weight_high), 0);
        bool is_known = model->weight_high - model->weight_low < .01;
        buffer_text(&list, list.length > 0 ? "; " : "");
        append(printing, choice_name(&printing->words, i), &list);
        buffer_text(&list, " ");
        append(printing, is_known ? high : value_range(low, high), &list);
    }
    if (list.length > 0)
        print_phrase(printing,
                     PHRASE("Of all weightings of cost against what is known of the service, won "
                            "by: %1$s.",
                            value_text(text_of(&list))),
                     "");
}

/* What nobody can know beforehand, against what is measured. */
static void print_beyond(const struct printing *printing)
{
    struct phrase beyond = choice_beyond(&printing->words);

    if (!phrase_is_absent(&beyond))
        print_phrase(printing, beyond, "");
}

/* What the mixes' weeks rest on: the plan's cost, its bound and the gap between them. */
static void print_plans(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;
    OWN(buffer_release) struct buffer list = {0};

    for (int i = 1; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        if (!model->is_hybrid || !isfinite(model->plan_gap))
            continue;
        struct phrase phrase = choice_plan(&printing->words, i);
        buffer_text(&list, list.length > 0 ? "; " : "");
        language_append_phrase(printing->language, &phrase, &list);
    }
    if (list.length > 0)
        print_phrase(printing,
                     PHRASE("Shift plans of the mixes, a week by the hour: %1$s.",
                            value_text(text_of(&list))),
                     "");
}

static void print_leaving(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;
    OWN(buffer_release) struct buffer list = {0};

    for (int i = 1; i < (int)comparison->model_count; i++) {
        const struct model_result *model = &comparison->models[i];
        if (model_is_mix(model) || model->leaving_minor <= 0)
            continue;
        buffer_text(&list, list.length > 0 ? "; " : "");
        append(printing, choice_name(&printing->words, i), &list);
        buffer_text(&list, " ");
        append(printing, choice_money(&printing->words, model->leaving_minor), &list);
    }
    if (list.length > 0)
        print_phrase(printing,
                     PHRASE("Leaving after month %1$s (bound or notice, and handing over): %2$s.",
                            value_count(comparison->leave_month), value_text(text_of(&list))),
                     "");
}

/* Which share in time is whose. */
static void print_service(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;
    bool is_measured = false;

    for (size_t i = 0; i < comparison->model_count; i++)
        is_measured |= comparison->models[i].provider_is_measured;
    if (comparison->models[0].in_time_is_simulated)
        print_phrase(printing,
                     comparison->trace_is_made_up
                         ? PHRASE("In time: own seats serve tickets made up from the volume you "
                                  "typed, one by one; a provider's share is its word.",
                                  value_count(0))
                     : is_measured
                         ? PHRASE("In time: own seats serve the export's tickets one by one; the "
                                  "present provider's share is measured, the others' is their "
                                  "word.",
                                  value_count(0))
                         : PHRASE("In time: own seats serve the export's tickets one by one; a "
                                  "provider's share is its word.",
                                  value_count(0)),
                     "");
}

static void print_surge(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;
    const struct model_result *own = &comparison->models[0];

    if (comparison->surge_day < 0 || !isfinite(own->surge_share))
        return;
    struct value day = value_date(comparison->surge_day);
    if (isfinite(own->surge_hours))
        print_phrase(printing,
                     PHRASE("A day of three times the tickets (like %1$s) on own staff: %2$s in "
                            "time in that week, the queue gone after %3$s. Ask each provider the "
                            "same.",
                            day, value_ratio(own->surge_share),
                            value_duration(own->surge_hours * 3600)),
                     "");
}

static void print_assumptions(const struct printing *printing)
{
    const struct comparison *comparison = printing->words.comparison;

    fprintf(printing->out, "\n%s\n", tr(printing->language, "what was assumed:"));
    for (size_t i = 0; i < comparison->assumption_count; i++) {
        const struct assumption *row = &comparison->assumptions[i];
        OWN(buffer_release) struct buffer text = {0};
        struct phrase input = choice_input(row->key);
        append(printing, choice_amount(&printing->words, row->key, row->middle), &text);
        if (row->low != row->high) {
            buffer_text(&text, " (");
            append(printing, choice_amount(&printing->words, row->key, row->low), &text);
            buffer_text(&text, "–");
            append(printing, choice_amount(&printing->words, row->key, row->high), &text);
            buffer_text(&text, ")");
        }
        fputs("  ", printing->out);
        print_padded(printing->out,
                     phrase_is_absent(&input) ? row->key : tr(printing->language, input.text), 46);
        fprintf(printing->out, " %s  %s\n", text_of(&text), row->source);
    }
}

static struct phrase head_of(const struct comparison *comparison, struct report *keep)
{
    return report_phrase(keep,
                         PLURAL("%1$s month; tickets a month: %2$s; the same promise for all",
                                "%1$s months; tickets a month: %2$s; the same promise for all",
                                comparison->horizon_months, value_count(comparison->horizon_months),
                                value_count((int64_t)llround(comparison->monthly_tickets))));
}

bool print_comparison(const struct comparison *comparison, const struct settings *settings,
                      struct language *language, size_t width, FILE *out, struct error *err)
{
    OWN(report_release) struct report keep = {0};
    struct printing printing = {{comparison, settings, &keep}, language, out, width};

    fputc('\n', out);
    print_phrase(&printing, choice_minimum(&printing.words), "");
    print_phrase(&printing, choice_headline(&printing.words), "");
    print_phrase(&printing, choice_flip(&printing.words), "");
    print_phrase(&printing, choice_impossible(&printing.words), "");
    fputc('\n', out);
    print_phrase(&printing, head_of(comparison, &keep), "");
    fputc('\n', out);
    if (!print_models(&printing, err))
        return false;
    fputc('\n', out);
    print_phrase(&printing,
                 PHRASE("Own hours: of your own people in a year, at the desk or on the provider. "
                        "Worst regret: the most that this model may cost beyond the cheapest.",
                        value_count(0)),
                 "");
    print_service(&printing);
    print_worth(&printing);
    print_weights(&printing);
    print_beyond(&printing);
    print_plans(&printing);
    print_phrase(&printing, choice_dropped(&printing.words), "");
    print_leaving(&printing);
    print_surge(&printing);
    print_assumptions(&printing);
    return keep.error.kind == ERROR_NONE || error_memory(err);
}
