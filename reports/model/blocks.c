/* The builders: one a block, each copies what it is given. */
#include "model/copy.h"

#include <string.h>

/* A new block at the end, or NULL after a failure. */
static struct block *added(struct report *report, enum block_kind kind)
{
    struct block *blocks = copy_grown(report, report->blocks, report->block_count,
                                      &report->block_capacity, sizeof *blocks);

    if (blocks == NULL)
        return NULL;
    report->blocks = blocks;
    blocks[report->block_count] = (struct block){.kind = kind};
    return &blocks[report->block_count++];
}

static void add_phrase(struct report *report, enum block_kind kind, struct phrase phrase)
{
    struct block *block = added(report, kind);

    if (block != NULL)
        block->as.phrase = copy_phrase(report, phrase);
}

void report_title(struct report *report, const struct title *title)
{
    struct block *block = added(report, BLOCK_TITLE);

    if (block == NULL)
        return;
    block->as.title.who = copy_phrase(report, title->who);
    block->as.title.scope = copy_phrase(report, title->scope);
    block->as.title.headline = copy_phrase(report, title->headline);
}

void report_lede(struct report *report, struct phrase lede)
{
    add_phrase(report, BLOCK_LEDE, lede);
}

void report_paragraph(struct report *report, struct phrase text)
{
    add_phrase(report, BLOCK_PARAGRAPH, text);
}

void report_footer(struct report *report, struct phrase closing)
{
    add_phrase(report, BLOCK_FOOTER, closing);
}

void report_scorecard(struct report *report, const struct tile *tiles, size_t count)
{
    struct block *block = added(report, BLOCK_SCORECARD);
    struct tile *copies = copy_array(report, tiles, count, sizeof *copies);

    if (block == NULL || copies == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        copies[i].name = copy_phrase(report, copies[i].name);
        copies[i].value = copy_value(report, copies[i].value);
        copies[i].verdict = copy_phrase(report, copies[i].verdict);
        copies[i].earlier = copy_phrase(report, copies[i].earlier);
        copies[i].figure = copy_text(report, copies[i].figure);
    }
    block->as.scorecard.tiles = copies;
    block->as.scorecard.count = count;
}

void report_criteria(struct report *report, const struct criterion_row rows[CRITERIA_SHOWN],
                     struct phrase note)
{
    struct block *block = added(report, BLOCK_CRITERIA);
    struct criterion_row *copies = copy_array(report, rows, CRITERIA_SHOWN, sizeof *copies);

    if (block == NULL || copies == NULL)
        return;
    for (size_t i = 0; i < CRITERIA_SHOWN; i++) {
        copies[i].promise = copy_phrase(report, copies[i].promise);
        copies[i].value = copy_value(report, copies[i].value);
        copies[i].interval = copy_value(report, copies[i].interval);
        copies[i].happened = copy_phrase(report, copies[i].happened);
        copies[i].why = copy_phrase(report, copies[i].why);
        copies[i].figure = copy_text(report, copies[i].figure);
    }
    block->as.criteria.rows = copies;
    block->as.criteria.note = copy_phrase(report, note);
    report->has_criteria = true;
}

void report_decisions(struct report *report, const struct decision *rows, size_t count)
{
    struct block *block = added(report, BLOCK_DECISIONS);
    struct decision *copies = copy_array(report, rows, count, sizeof *copies);

    if (block == NULL || copies == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        copies[i].decision = copy_phrase(report, copies[i].decision);
        copies[i].brings = copy_phrase(report, copies[i].brings);
        copies[i].owner = copy_phrase(report, copies[i].owner);
        copies[i].due = copy_value(report, copies[i].due);
    }
    block->as.decisions.rows = copies;
    block->as.decisions.count = count;
}

static void add_section(struct report *report, int number, struct phrase topic,
                        struct phrase headline)
{
    struct block *block = added(report, BLOCK_SECTION);

    if (block != NULL)
        block->as.section = (struct section){.number = number,
                                             .topic = copy_phrase(report, topic),
                                             .headline = copy_phrase(report, headline)};
}

void report_section(struct report *report, struct phrase topic, struct phrase headline)
{
    add_section(report, ++report->section_count, topic, headline);
}

void report_appendix(struct report *report, struct phrase topic, struct phrase headline)
{
    add_section(report, 0, topic, headline);
}

void report_list(struct report *report, const struct phrase *items, size_t count)
{
    struct block *block = added(report, BLOCK_LIST);
    struct phrase *copies = copy_array(report, items, count, sizeof *copies);

    if (block == NULL || copies == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        copies[i] = copy_phrase(report, copies[i]);
    block->as.list.items = copies;
    block->as.list.count = count;
}

void report_definitions(struct report *report, const struct definition *rows, size_t count)
{
    struct block *block = added(report, BLOCK_DEFINITIONS);
    struct definition *copies = copy_array(report, rows, count, sizeof *copies);

    if (block == NULL || copies == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        copies[i].term = copy_phrase(report, copies[i].term);
        copies[i].meaning = copy_phrase(report, copies[i].meaning);
        copies[i].left_out = copy_phrase(report, copies[i].left_out);
    }
    block->as.definitions.rows = copies;
    block->as.definitions.count = count;
}

void report_note(struct report *report, enum note_kind kind, struct phrase label,
                 struct phrase text)
{
    struct block *block = added(report, BLOCK_NOTE);

    if (block != NULL)
        block->as.note = (struct note){
            .kind = kind, .label = copy_phrase(report, label), .text = copy_phrase(report, text)};
}

void report_exhibit(struct report *report, const struct exhibit *exhibit)
{
    struct block *block = added(report, BLOCK_EXHIBIT);

    if (block == NULL)
        return;
    block->as.exhibit = (struct exhibit){
        .key = copy_text(report, exhibit->key),
        .number = ++report->exhibit_count + 1,
        .title = copy_phrase(report, exhibit->title),
        .subtitle = copy_phrase(report, exhibit->subtitle),
        .note = copy_phrase(report, exhibit->note),
        .alternate = copy_phrase(report, exhibit->alternate),
        .figure = copy_text(report, exhibit->figure),
        .table = exhibit->table,
        .chart = exhibit->chart,
    };
}

void report_add_table(struct report *report, const struct table *table)
{
    struct block *block = table == NULL ? NULL : added(report, BLOCK_TABLE);

    if (block != NULL)
        block->as.table = table;
}
