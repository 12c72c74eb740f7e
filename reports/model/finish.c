/* What every reader of a report may rely on, checked once when it is composed. */
#include "model/copy.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct figure *)a)->id, ((const struct figure *)b)->id);
}

static bool figures_are_distinct(struct report *report, struct error *err)
{
    if (report->figure_count == 0)
        return true;
    for (size_t i = 0; i < report->figure_count; i++)
        if (report->figures[i].id == NULL || report->figures[i].definition == NULL)
            return error_set(err, ERROR_INTERNAL, "a figure without an id or a definition");
    qsort(report->figures, report->figure_count, sizeof *report->figures, by_id);
    for (size_t i = 1; i < report->figure_count; i++)
        if (strcmp(report->figures[i - 1].id, report->figures[i].id) == 0)
            return error_set(err, ERROR_INTERNAL, "figure '%s' is given twice",
                             report->figures[i].id);
    return true;
}

static bool is_cited_well(const struct report *report, const char *id, struct error *err)
{
    struct figure wanted = {.id = id};

    if (id == NULL ||
        (report->figure_count > 0 && bsearch(&wanted, report->figures, report->figure_count,
                                             sizeof *report->figures, by_id) != NULL))
        return true;
    return error_set(err, ERROR_INTERNAL, "figure '%s' is cited and not given", id);
}

static bool block_cites_well(const struct report *report, const struct block *block,
                             struct error *err)
{
    if (block->kind == BLOCK_EXHIBIT)
        return is_cited_well(report, block->as.exhibit.figure, err);
    if (block->kind == BLOCK_TABLE)
        return is_cited_well(report, block->as.table->figure, err);
    if (block->kind == BLOCK_SCORECARD)
        for (size_t i = 0; i < block->as.scorecard.count; i++)
            if (!is_cited_well(report, block->as.scorecard.tiles[i].figure, err))
                return false;
    if (block->kind == BLOCK_CRITERIA)
        for (size_t i = 0; i < CRITERIA_SHOWN; i++)
            if (!is_cited_well(report, block->as.criteria.rows[i].figure, err))
                return false;
    return true;
}

static const char *block_key(const struct block *block)
{
    if (block->kind == BLOCK_EXHIBIT)
        return block->as.exhibit.key;
    return block->kind == BLOCK_TABLE ? block->as.table->key : NULL;
}

/* Keys become ids on the page and names of files. */
static bool is_key(const char *key)
{
    return key != NULL && *key != '\0' && strlen(key) <= 40 &&
           strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(key);
}

static bool keys_are_distinct(const struct report *report, struct error *err)
{
    for (size_t i = 0; i < report->block_count; i++) {
        const struct block *block = &report->blocks[i];
        if (block->kind != BLOCK_EXHIBIT && block->kind != BLOCK_TABLE)
            continue;
        const char *key = block_key(block);
        if (!is_key(key))
            return error_set(err, ERROR_INTERNAL, "'%s' is no key of an exhibit or a table",
                             key == NULL ? "" : key);
        for (size_t j = 0; j < i; j++) {
            const char *other = block_key(&report->blocks[j]);
            if (other != NULL && strcmp(other, key) == 0)
                return error_set(err, ERROR_INTERNAL, "two exhibits or tables are '%s'", key);
        }
    }
    return true;
}

static bool has_frame(const struct report *report, struct error *err)
{
    size_t count = report->block_count;

    if (count < 2 || report->blocks[0].kind != BLOCK_TITLE ||
        report->blocks[count - 1].kind != BLOCK_FOOTER)
        return error_set(err, ERROR_INTERNAL,
                         "a report starts with its title and ends with its footer");
    for (size_t i = 1; i + 1 < count; i++)
        if (report->blocks[i].kind == BLOCK_TITLE || report->blocks[i].kind == BLOCK_FOOTER)
            return error_set(err, ERROR_INTERNAL, "a second title or footer in a report");
    if (report->about.kind == NULL || report->about.language == NULL)
        return error_set(err, ERROR_INTERNAL, "a report that does not say its kind and language");
    return true;
}

bool report_finish(struct report *report, struct error *err)
{
    if (report->error.kind != ERROR_NONE) {
        if (err != NULL)
            *err = report->error;
        return error_wrap(err, "composing a report");
    }
    if (report->arena.is_short) /* by those who hand in what they made in it */
        return error_memory(err);
    if (!has_frame(report, err) || !figures_are_distinct(report, err) ||
        !keys_are_distinct(report, err))
        return false;
    for (size_t i = 0; i < report->block_count; i++)
        if (!block_cites_well(report, &report->blocks[i], err))
            return false;
    report->is_finished = true;
    return true;
}
