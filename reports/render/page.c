#include "render/page.h"

#include <stdarg.h>
#include <stdio.h>

static const char *held(struct page *page, const char *text)
{
    if (text != NULL)
        return text;
    if (page->error.kind == ERROR_NONE)
        error_memory(&page->error);
    return "";
}

const char *page_phrase(struct page *page, struct phrase phrase)
{
    if (phrase_is_absent(&phrase))
        return "";
    return held(page, language_format_phrase(page->language, &page->arena, phrase));
}

const char *page_value(struct page *page, struct value value)
{
    return held(page, language_format_value(page->language, &page->arena, value));
}

const char *page_format(struct page *page, const char *format, ...)
{
    char text[2048];
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) {
        error_set(&page->error, ERROR_RENDER, "a text of %d bytes where %zu are foreseen", length,
                  sizeof text);
        return "";
    }
    return held(page, arena_text(&page->arena, text, (size_t)length));
}

const char *page_join(struct page *page, const char *before, const char *between, const char *after)
{
    OWN(buffer_release) struct buffer text = {0};

    if (*before == '\0' || *after == '\0')
        return *before == '\0' ? after : before;
    buffer_text(&text, before);
    buffer_text(&text, between);
    buffer_text(&text, after);
    return held(page, text.is_short ? NULL : arena_text(&page->arena, text.bytes, text.length));
}

const char *state_sign(enum state state)
{
    static const char *const signs[STATE_COUNT] = {
        [STATE_CANNOT_TELL] = "?", [STATE_KEPT] = "✓", [STATE_MISSED] = "✗",
        [STATE_LEVEL] = "≈",       [STATE_NONE] = "",
    };

    return signs[state];
}

const char *page_verdict(struct page *page, enum state state)
{
    static const char *const words[STATE_COUNT] = {
        [STATE_CANNOT_TELL] = N_("cannot tell"), [STATE_KEPT] = N_("kept"),
        [STATE_MISSED] = N_("missed"),           [STATE_LEVEL] = N_("at the promise"),
        [STATE_NONE] = N_("nothing promised"),
    };

    return tr(page->language, words[state]);
}

const char *page_state(struct page *page, enum state state)
{
    static const char *const words[STATE_COUNT] = {
        [STATE_CANNOT_TELL] = N_("cannot tell"),
        [STATE_KEPT] = N_("on target"),
        [STATE_MISSED] = N_("off target"),
        [STATE_LEVEL] = N_("no clear change"),
        [STATE_NONE] = "",
    };

    return tr(page->language, words[state]);
}

const char *page_rung(struct page *page, enum rung rung)
{
    static const char *const words[RUNG_COUNT] = {
        [RUNG_NOT_IN_EXPORT] = N_("not in this export"),
        [RUNG_DECLARED] = N_("declared, not measured"),
        [RUNG_BOUNDED] = N_("bounded by the export"),
        [RUNG_PROVED] = N_("proved by the export"),
    };

    return tr(page->language, words[rung]);
}

const char *page_status(struct page *page, enum figure_status status)
{
    static const char *const words[FIGURE_STATUS_COUNT] = {
        [FIGURE_COUNTED] = "",
        [FIGURE_SCORED] = N_("enough tickets to judge"),
        [FIGURE_INDICATIVE] = N_("a rough figure"),
        [FIGURE_NOT_ENOUGH_DATA] = N_("too few tickets"),
        [FIGURE_NOT_OBSERVABLE] = N_("not observable"),
    };

    return tr(page->language, words[status]);
}

const char *page_range(struct page *page, struct value interval)
{
    if (interval.kind == VALUE_UNKNOWN)
        return "";
    return page_phrase(page, PHRASE("range %1$s", interval));
}

const char *page_scope(struct page *page, const struct title *title)
{
    const struct report_about *about = &page->report->about;
    const char *scope = page_phrase(page, title->scope);
    const char *period = about->period.kind == VALUE_UNKNOWN ? "" : page_value(page, about->period);

    return page_format(page, "%s%s%s", period, *period != '\0' && *scope != '\0' ? " · " : "",
                       scope);
}

const char *page_explain(struct page *page, const char *figure)
{
    OWN(buffer_release) struct buffer command = {0};

    buffer_text(&command, "deskgauge explain '");
    for (; *figure != '\0'; figure++) {
        if (*figure == '\'')
            buffer_text(&command, "'\\''");
        else
            buffer_byte(&command, *figure);
    }
    buffer_byte(&command, '\'');
    return held(page,
                command.is_short ? NULL : arena_text(&page->arena, command.bytes, command.length));
}

const struct table *block_table(const struct block *block)
{
    if (block->kind == BLOCK_EXHIBIT)
        return block->as.exhibit.table;
    return block->kind == BLOCK_TABLE ? block->as.table : NULL;
}

const char *page_csv_name(struct page *page, const struct block *block)
{
    if (block->kind == BLOCK_EXHIBIT)
        return page_format(page, "data/%02d-%s.csv", block->as.exhibit.number,
                           block->as.exhibit.key);
    return page_format(page, "data/%s.csv", block->as.table->key);
}

size_t table_rows_shown(const struct table *table)
{
    return table->row_count < ROWS_SHOWN_MOST ? table->row_count : ROWS_SHOWN_MOST;
}

const char *page_rows_left_out(struct page *page, const struct table *table)
{
    int64_t total = (int64_t)table->row_count;
    int64_t shown = (int64_t)table_rows_shown(table);

    if (table->row_total > total)
        total = table->row_total;
    if (total == shown)
        return "";
    return page_phrase(page, PHRASE("The first %1$s of %2$s rows are shown.", value_count(shown),
                                    value_count(total)));
}

size_t page_facts(struct page *page, struct fact_line facts[FACTS_MOST])
{
    const struct report_about *about = &page->report->about;
    size_t count = 0;

    if (about->as_of.kind != VALUE_UNKNOWN)
        facts[count++] =
            (struct fact_line){tr(page->language, "As of"), page_value(page, about->as_of), false};
    const struct fact_line texts[] = {
        {tr(page->language, "Settings"), about->settings, true},
        {tr(page->language, "Time zone data"), about->zones, false},
        {tr(page->language, "Version of deskgauge"), about->version, false},
        {tr(page->language, "Made with"), about->command, true},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value != NULL)
            facts[count++] = texts[i];
    return count;
}
