/* Tables as CSV, for spreadsheets that believe what they read. */
#include "render/plain.h"
#include "render/tickets.h"

#include <string.h>

static void append_end(struct buffer *out, struct language *language, const struct value *value,
                       enum plain_end end)
{
    char plain[PLAIN_SIZE];
    OWN(buffer_release) struct buffer words = {0};

    if (value->kind == VALUE_UNKNOWN)
        return;
    if (value_is_numeric(value)) {
        buffer_text(out, value_plain(value, end, plain));
        return;
    }
    language_append_value(language, value, &words);
    out->is_short |= words.is_short;
    plain_csv_text(out, words.length > 0 ? words.bytes : "");
}

/* A column takes two places when one of its cells is a range. */
static bool is_range_column(const struct table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].cells[column].is_range)
            return true;
    return false;
}

static void append_header(const struct table *table, struct buffer *out)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const char *key = table->columns[i].key;
        if (i > 0)
            buffer_byte(out, ',');
        if (is_range_column(table, i))
            buffer_format(out, "%s_lo,%s_hi", key, key);
        else
            buffer_text(out, key);
    }
    buffer_byte(out, '\n');
}

void table_write_csv(const struct table *table, struct language *language, struct buffer *out)
{
    append_header(table, out);
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            const struct value *cell = &table->rows[row].cells[i];
            if (i > 0)
                buffer_byte(out, ',');
            append_end(out, language, cell, PLAIN_LO);
            if (!is_range_column(table, i))
                continue;
            buffer_byte(out, ',');
            append_end(out, language, cell, PLAIN_HI);
        }
        buffer_byte(out, '\n');
    }
}

static void append_name(struct buffer *out, const char *name)
{
    buffer_text(out, name == NULL ? "" : name);
    buffer_byte(out, ',');
}

static void append_figure(const struct figure *figure, struct language *language,
                          struct buffer *out)
{
    char unit[VALUE_UNIT_SIZE];

    plain_csv_text(out, figure->id);
    buffer_byte(out, ',');
    append_end(out, language, &figure->value, PLAIN_LO);
    buffer_byte(out, ',');
    append_end(out, language, &figure->value, PLAIN_HI);
    buffer_byte(out, ',');
    append_end(out, language, &figure->interval, PLAIN_LO);
    buffer_byte(out, ',');
    append_end(out, language, &figure->interval, PLAIN_HI);
    buffer_byte(out, ',');
    append_name(out, figure->value.kind == VALUE_MONEY     ? figure->value.currency
                     : figure->value.kind == VALUE_UNKNOWN ? ""
                                                           : value_unit(&figure->value, unit));
    if (figure->n != FIGURE_N_UNKNOWN)
        buffer_format(out, "%lld", (long long)figure->n);
    buffer_byte(out, ',');
    append_name(out, rung_name(figure->rung));
    append_name(out, figure_status_name(figure->status));
    append_name(out, figure_clock_name(figure->clock));
    buffer_text(out, figure->definition);
}

/* How many, in which file, which rows of it ("period=2026Q3;within_promise=*": not empty), and the
 * command. */
static void append_tickets(struct page *page, const struct figure *figure, struct buffer *out)
{
    const struct figure_tickets *tickets = figure->tickets;

    if (tickets == NULL) {
        buffer_text(out, ",,,,\n");
        return;
    }
    buffer_format(out, ",%lld,", (long long)tickets->count);
    append_name(out, tickets->file);
    plain_csv_text(out, page_tickets_filter(page, tickets));
    buffer_byte(out, ',');
    plain_csv_text(out, page_explain(page, figure->id));
    buffer_byte(out, '\n');
}

void figures_write_csv(const struct report *report, struct language *language, struct buffer *out)
{
    struct page page = {.report = report, .language = language};

    buffer_text(out, "id,value,value_hi,lo,hi,unit,n,rung,status,clock,definition,tickets,"
                     "tickets_file,tickets_rows,explain\n");
    for (size_t i = 0; i < report->figure_count; i++) {
        append_figure(&report->figures[i], language, out);
        append_tickets(&page, &report->figures[i], out);
    }
    out->is_short |= page.error.kind != ERROR_NONE;
    arena_release(&page.arena);
}
