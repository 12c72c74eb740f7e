#include "model/report.h"

#include <string.h>

#include "model/copy.h"

const struct criterion_title criterion_titles[CRITERIA_SHOWN] = {
    {"availability", N_("Support at hand 24/7/365")},
    {"reaction", N_("First reply by a human")},
    {"competence", N_("First answer complete and correct")},
    {"channels", N_("Convenience of the channels")},
    {"orientation", N_("Client orientation")},
};

const char *state_name(enum state state)
{
    static const char *const names[STATE_COUNT] = {
        [STATE_CANNOT_TELL] = "cannot_tell",
        [STATE_KEPT] = "kept",
        [STATE_MISSED] = "missed",
        [STATE_LEVEL] = "level",
        [STATE_NONE] = "none",
    };

    return names[state];
}

const char *block_kind_name(enum block_kind kind)
{
    static const char *const names[BLOCK_KINDS] = {
        [BLOCK_TITLE] = "title",
        [BLOCK_LEDE] = "lede",
        [BLOCK_SCORECARD] = "scorecard",
        [BLOCK_CRITERIA] = "criteria",
        [BLOCK_DECISIONS] = "decisions",
        [BLOCK_SECTION] = "section",
        [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_LIST] = "list",
        [BLOCK_EXHIBIT] = "exhibit",
        [BLOCK_TABLE] = "table",
        [BLOCK_DEFINITIONS] = "definitions",
        [BLOCK_NOTE] = "note",
        [BLOCK_FOOTER] = "footer",
    };

    return names[kind];
}

void report_release(struct report *report)
{
    arena_release(&report->arena);
    *report = (struct report){0};
}

void report_about(struct report *report, const struct report_about *about)
{
    struct report_about copy = *about;

    copy.kind = copy_text(report, about->kind);
    copy.language = copy_text(report, about->language);
    copy.account = copy_text(report, about->account);
    copy.period_key = copy_text(report, about->period_key);
    copy.command = copy_text(report, about->command);
    copy.version = copy_text(report, about->version);
    copy.settings = copy_text(report, about->settings);
    copy.zones = copy_text(report, about->zones);
    struct input *inputs = copy_array(report, about->inputs, about->input_count, sizeof *inputs);
    if (inputs == NULL)
        copy.input_count = 0;
    for (size_t i = 0; i < copy.input_count; i++) {
        inputs[i].name = copy_text(report, inputs[i].name);
        inputs[i].digest = copy_text(report, inputs[i].digest);
    }
    copy.inputs = inputs;
    report->about = copy;
}

const char *report_figure(struct report *report, const struct figure *figure)
{
    struct figure copy = *figure;
    struct figure *figures = copy_grown(report, report->figures, report->figure_count,
                                        &report->figure_capacity, sizeof *figures);

    if (figures == NULL)
        return NULL;
    report->figures = figures;
    copy.id = copy_text(report, figure->id);
    copy.definition = copy_text(report, figure->definition);
    copy.value = copy_value(report, figure->value);
    copy.interval = copy_value(report, figure->interval);
    copy.period = copy_value(report, figure->period);
    figures[report->figure_count++] = copy;
    return copy.id;
}

/* After report_finish() they are sorted by id. */
static struct figure *find_figure(const struct report *report, const char *id)
{
    size_t low = 0, high = report->figure_count;

    while (report->is_finished && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(report->figures[middle].id, id);
        if (order == 0)
            return &report->figures[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = 0; i < report->figure_count && !report->is_finished; i++)
        if (report->figures[i].id != NULL && strcmp(report->figures[i].id, id) == 0)
            return &report->figures[i];
    return NULL;
}

const struct figure *report_find_figure(const struct report *report, const char *id)
{
    return find_figure(report, id);
}

bool report_set_tickets(struct report *report, const char *id, const struct figure_tickets *tickets)
{
    struct figure *figure = find_figure(report, id);

    if (figure != NULL)
        figure->tickets = tickets;
    return figure != NULL;
}

struct phrase report_phrase(struct report *report, struct phrase phrase)
{
    return copy_phrase(report, phrase);
}

const char *report_text(struct report *report, const char *text)
{
    return copy_text(report, text);
}

struct exhibit *report_next_chart(struct report *report, size_t *at)
{
    for (; *at < report->block_count; (*at)++) {
        struct block *block = &report->blocks[*at];
        if (block->kind == BLOCK_EXHIBIT && block->as.exhibit.chart != NULL) {
            (*at)++;
            return &block->as.exhibit;
        }
    }
    return NULL;
}
