/* json: the report for machines. figures[] is promised by schemas/report/report.schema.json;
 * blocks[] is the layout and may change. */
#include "render/page.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "render/plain.h"
#include "render/tickets.h"

enum { FORMAT_VERSION = 1 };

struct json_page {
    json_t *root, *blocks;
};

/* Takes the reference of `value`; a failure of jansson is memory. */
static void put(struct page *page, json_t *object, const char *key, json_t *value)
{
    if ((value == NULL || json_object_set_new(object, key, value) != 0) &&
        page->error.kind == ERROR_NONE)
        error_memory(&page->error);
}

static void push(struct page *page, json_t *array, json_t *value)
{
    if ((value == NULL || json_array_append_new(array, value) != 0) &&
        page->error.kind == ERROR_NONE)
        error_memory(&page->error);
}

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *phrase_or_null(struct page *page, struct phrase phrase)
{
    return phrase_is_absent(&phrase) ? json_null() : json_string(page_phrase(page, phrase));
}

/* One end: a number for what is measured or counted (money in minor units), an ISO text for a date,
 * null for what is unknown. */
static json_t *end_of(const struct value *value, enum plain_end end)
{
    char plain[PLAIN_SIZE];

    if (!value_is_numeric(value))
        return json_null();
    if (value->kind == VALUE_COUNT || value->kind == VALUE_MONEY)
        return json_integer(end == PLAIN_LO ? value->whole : value->whole_hi);
    if (value_is_plain_number(value))
        return json_real(end == PLAIN_LO ? value->number : value->number_hi);
    return json_string(value_plain(value, end, plain));
}

static json_t *value_object(struct page *page, const struct value *value)
{
    char unit[VALUE_UNIT_SIZE];
    json_t *object = json_object();

    put(page, object, "kind", json_string(value_kind_name(value->kind)));
    if (value_is_numeric(value)) {
        put(page, object, "unit", json_string(value_unit(value, unit)));
        put(page, object, value->is_range ? "lo" : "value", end_of(value, PLAIN_LO));
        if (value->is_range)
            put(page, object, "hi", end_of(value, PLAIN_HI));
    }
    put(page, object, "text", json_string(page_value(page, *value)));
    return object;
}

/* The first and the last day, or null. */
static json_t *period_object(struct page *page, const struct value *period)
{
    if (period->kind != VALUE_PERIOD)
        return json_null();
    json_t *object = json_object();
    put(page, object, "first", end_of(period, PLAIN_LO));
    put(page, object, "last", end_of(period, PLAIN_HI));
    return object;
}

/* Which rows of which file, and the command that lists them. */
static json_t *tickets_object(struct page *page, const struct figure *figure)
{
    const struct figure_tickets *tickets = figure->tickets;

    if (tickets == NULL)
        return json_null();
    json_t *object = json_object(), *where = json_object();
    for (size_t i = 0; i < tickets->where_count; i++)
        put(page, where, tickets->where[i].column, json_string(tickets->where[i].value));
    put(page, object, "count", json_integer(tickets->count));
    put(page, object, "file", text_or_null(tickets->file));
    put(page, object, "column", text_or_null(tickets->column));
    put(page, object, "where", where);
    put(page, object, "explain", json_string(page_explain(page, figure->id)));
    return object;
}

static json_t *figure_object(struct page *page, const struct figure *figure)
{
    char unit[VALUE_UNIT_SIZE];
    const struct value *value = &figure->value;
    bool is_known = value_is_numeric(value);
    json_t *object = json_object();

    put(page, object, "id", json_string(figure->id));
    put(page, object, "definition", json_string(figure->definition));
    put(page, object, "value",
        is_known && !value->is_range ? end_of(value, PLAIN_LO) : json_null());
    put(page, object, "value_lo", end_of(value, PLAIN_LO));
    put(page, object, "value_hi", end_of(value, PLAIN_HI));
    put(page, object, "lo", end_of(&figure->interval, PLAIN_LO));
    put(page, object, "hi", end_of(&figure->interval, PLAIN_HI));
    put(page, object, "unit", is_known ? json_string(value_unit(value, unit)) : json_null());
    put(page, object, "n", figure->n == FIGURE_N_UNKNOWN ? json_null() : json_integer(figure->n));
    put(page, object, "period", period_object(page, &figure->period));
    put(page, object, "rung", json_string(rung_name(figure->rung)));
    put(page, object, "status", text_or_null(figure_status_name(figure->status)));
    put(page, object, "clock", text_or_null(figure_clock_name(figure->clock)));
    put(page, object, "reason", is_known ? json_null() : json_string(page_value(page, *value)));
    put(page, object, "text", json_string(page_value(page, *value)));
    put(page, object, "tickets", tickets_object(page, figure));
    return object;
}

static json_t *inputs_array(struct page *page)
{
    const struct report_about *about = &page->report->about;
    json_t *array = json_array();

    for (size_t i = 0; i < about->input_count; i++) {
        json_t *object = json_object();
        put(page, object, "name", text_or_null(about->inputs[i].name));
        put(page, object, "xxh3_128", text_or_null(about->inputs[i].digest));
        put(page, object, "bytes", json_integer(about->inputs[i].byte_count));
        put(page, object, "rows", json_integer(about->inputs[i].row_count));
        push(page, array, object);
    }
    return array;
}

static json_t *about_object(struct page *page)
{
    const struct report_about *about = &page->report->about;
    json_t *object = json_object();

    put(page, object, "kind", text_or_null(about->kind));
    put(page, object, "language", json_string(language_name(page->language)));
    put(page, object, "account", text_or_null(about->account));
    put(page, object, "period_key", text_or_null(about->period_key));
    put(page, object, "period", period_object(page, &about->period));
    put(page, object, "as_of", end_of(&about->as_of, PLAIN_LO));
    put(page, object, "version", text_or_null(about->version));
    put(page, object, "command", text_or_null(about->command));
    put(page, object, "settings", text_or_null(about->settings));
    put(page, object, "time_zone_data", text_or_null(about->zones));
    put(page, object, "inputs", inputs_array(page));
    return object;
}

static void begin(struct page *page)
{
    struct json_page *medium = arena_allocate(&page->arena, sizeof *medium);
    json_t *figures = json_array();

    page->medium = medium;
    if (medium == NULL) {
        json_decref(figures);
        error_memory(&page->error);
        return;
    }
    *medium = (struct json_page){.root = json_object(), .blocks = json_array()};
    put(page, medium->root, "format", json_string("deskgauge-report"));
    put(page, medium->root, "format_version", json_integer(FORMAT_VERSION));
    put(page, medium->root, "about", about_object(page));
    for (size_t i = 0; i < page->report->figure_count; i++)
        push(page, figures, figure_object(page, &page->report->figures[i]));
    put(page, medium->root, "figures", figures);
}

static int append_bytes(const char *bytes, size_t length, void *out)
{
    buffer_append(out, bytes, length);
    return 0;
}

static void end(struct page *page)
{
    struct json_page *medium = page->medium;

    if (medium == NULL)
        return;
    put(page, medium->root, "blocks", medium->blocks);
    if (page->error.kind == ERROR_NONE &&
        json_dump_callback(medium->root, append_bytes, page->out,
                           JSON_INDENT(1) | JSON_REAL_PRECISION(15)) != 0)
        error_memory(&page->error);
    buffer_byte(page->out, '\n');
    json_decref(medium->root);
}

/* A new object of the block in blocks[]; borrowed. */
static json_t *added(struct page *page, const struct block *block)
{
    json_t *object = json_object();

    push(page, ((struct json_page *)page->medium)->blocks, object);
    put(page, object, "kind", json_string(block_kind_name(block->kind)));
    return object;
}

static void title(struct page *page, const struct block *block)
{
    json_t *object = added(page, block);

    put(page, object, "who", phrase_or_null(page, block->as.title.who));
    put(page, object, "scope", json_string(page_scope(page, &block->as.title)));
    put(page, object, "headline", phrase_or_null(page, block->as.title.headline));
}

static void phrase(struct page *page, const struct block *block)
{
    put(page, added(page, block), "text", phrase_or_null(page, block->as.phrase));
}

static void scorecard(struct page *page, const struct block *block)
{
    json_t *tiles = json_array();

    for (size_t i = 0; i < block->as.scorecard.count; i++) {
        const struct tile *tile = &block->as.scorecard.tiles[i];
        json_t *object = json_object();
        put(page, object, "name", phrase_or_null(page, tile->name));
        put(page, object, "value", value_object(page, &tile->value));
        put(page, object, "state", json_string(state_name(tile->state)));
        put(page, object, "verdict", phrase_or_null(page, tile->verdict));
        put(page, object, "earlier", phrase_or_null(page, tile->earlier));
        put(page, object, "figure", text_or_null(tile->figure));
        push(page, tiles, object);
    }
    put(page, added(page, block), "tiles", tiles);
}

static json_t *criterion_object(struct page *page, size_t at, const struct criterion_row *row)
{
    json_t *object = json_object();

    put(page, object, "criterion", json_string(criterion_titles[at].key));
    put(page, object, "name", json_string(tr(page->language, criterion_titles[at].name)));
    put(page, object, "promise", phrase_or_null(page, row->promise));
    put(page, object, "value", value_object(page, &row->value));
    put(page, object, "interval", value_object(page, &row->interval));
    put(page, object, "happened", phrase_or_null(page, row->happened));
    put(page, object, "verdict", json_string(state_name(row->verdict)));
    put(page, object, "why", phrase_or_null(page, row->why));
    put(page, object, "rung", json_string(rung_name(row->rung)));
    put(page, object, "status", text_or_null(figure_status_name(row->status)));
    put(page, object, "figure", text_or_null(row->figure));
    return object;
}

static void criteria(struct page *page, const struct block *block)
{
    json_t *rows = json_array();
    json_t *object = added(page, block);

    for (size_t i = 0; i < CRITERIA_SHOWN; i++)
        push(page, rows, criterion_object(page, i, &block->as.criteria.rows[i]));
    put(page, object, "rows", rows);
    put(page, object, "note", phrase_or_null(page, block->as.criteria.note));
}

static void decisions(struct page *page, const struct block *block)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < block->as.decisions.count; i++) {
        const struct decision *row = &block->as.decisions.rows[i];
        json_t *object = json_object();
        put(page, object, "decision", phrase_or_null(page, row->decision));
        put(page, object, "brings", phrase_or_null(page, row->brings));
        put(page, object, "owner", phrase_or_null(page, row->owner));
        put(page, object, "due", end_of(&row->due, PLAIN_LO));
        push(page, rows, object);
    }
    put(page, added(page, block), "rows", rows);
}

static void section(struct page *page, const struct block *block)
{
    json_t *object = added(page, block);

    put(page, object, "number",
        block->as.section.number > 0 ? json_integer(block->as.section.number) : json_null());
    put(page, object, "topic", phrase_or_null(page, block->as.section.topic));
    put(page, object, "headline", phrase_or_null(page, block->as.section.headline));
}

static void list(struct page *page, const struct block *block)
{
    json_t *items = json_array();

    for (size_t i = 0; i < block->as.list.count; i++)
        push(page, items, phrase_or_null(page, block->as.list.items[i]));
    put(page, added(page, block), "items", items);
}

static json_t *table_object(struct page *page, const struct table *table)
{
    json_t *columns = json_array(), *rows = json_array(), *object = json_object();

    for (size_t i = 0; i < table->column_count; i++) {
        json_t *column = json_object();
        put(page, column, "key", json_string(table->columns[i].key));
        put(page, column, "name", phrase_or_null(page, table->columns[i].name));
        push(page, columns, column);
    }
    for (size_t i = 0; i < table->row_count; i++) {
        json_t *cells = json_array();
        for (size_t j = 0; j < table->column_count; j++)
            push(page, cells, value_object(page, &table->rows[i].cells[j]));
        push(page, rows, cells);
    }
    put(page, object, "key", json_string(table->key));
    put(page, object, "caption", phrase_or_null(page, table->caption));
    put(page, object, "columns", columns);
    put(page, object, "rows", rows);
    return object;
}

static void exhibit(struct page *page, const struct block *block)
{
    const struct exhibit *exhibit_ = &block->as.exhibit;
    json_t *object = added(page, block);

    put(page, object, "key", json_string(exhibit_->key));
    put(page, object, "number", json_integer(exhibit_->number));
    put(page, object, "title", phrase_or_null(page, exhibit_->title));
    put(page, object, "subtitle", phrase_or_null(page, exhibit_->subtitle));
    put(page, object, "note", phrase_or_null(page, exhibit_->note));
    put(page, object, "alternate", phrase_or_null(page, exhibit_->alternate));
    put(page, object, "figure", text_or_null(exhibit_->figure));
    put(page, object, "not_drawn", text_or_null(exhibit_->not_drawn));
    put(page, object, "table",
        exhibit_->table == NULL ? json_null() : table_object(page, exhibit_->table));
}

static void table(struct page *page, const struct block *block)
{
    put(page, added(page, block), "table", table_object(page, block->as.table));
}

static void definitions(struct page *page, const struct block *block)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < block->as.definitions.count; i++) {
        const struct definition *row = &block->as.definitions.rows[i];
        json_t *object = json_object();
        put(page, object, "term", phrase_or_null(page, row->term));
        put(page, object, "meaning", phrase_or_null(page, row->meaning));
        put(page, object, "left_out", phrase_or_null(page, row->left_out));
        put(page, object, "n", row->n == FIGURE_N_UNKNOWN ? json_null() : json_integer(row->n));
        push(page, rows, object);
    }
    put(page, added(page, block), "rows", rows);
}

static void note(struct page *page, const struct block *block)
{
    json_t *object = added(page, block);

    put(page, object, "is_warning", json_boolean(block->as.note.kind == NOTE_WARNING));
    put(page, object, "label", phrase_or_null(page, block->as.note.label));
    put(page, object, "text", phrase_or_null(page, block->as.note.text));
}

const struct renderer json_renderer = {
    .name = "json",
    .extension = "json",
    .format = FORMAT_JSON,
    .begin = begin,
    .end = end,
    .block =
        {
            [BLOCK_TITLE] = title,
            [BLOCK_LEDE] = phrase,
            [BLOCK_SCORECARD] = scorecard,
            [BLOCK_CRITERIA] = criteria,
            [BLOCK_DECISIONS] = decisions,
            [BLOCK_SECTION] = section,
            [BLOCK_PARAGRAPH] = phrase,
            [BLOCK_LIST] = list,
            [BLOCK_EXHIBIT] = exhibit,
            [BLOCK_TABLE] = table,
            [BLOCK_DEFINITIONS] = definitions,
            [BLOCK_NOTE] = note,
            [BLOCK_FOOTER] = phrase,
        },
};
