#include "render/page.h"

#include <stdio.h>
#include <string.h>

static const struct renderer *const renderers[] = {&html_renderer, &markdown_renderer,
                                                   &json_renderer, &xlsx_renderer};

const struct renderer *renderer_at(size_t at)
{
    return at < sizeof renderers / sizeof *renderers ? renderers[at] : NULL;
}

const struct renderer *renderer_find(const char *name)
{
    for (size_t i = 0; renderer_at(i) != NULL; i++)
        if (strcmp(renderers[i]->name, name) == 0)
            return renderers[i];
    return NULL;
}

const char *renderer_name(const struct renderer *renderer)
{
    return renderer->name;
}

const char *renderer_extension(const struct renderer *renderer)
{
    return renderer->extension;
}

static bool render_blocks(const struct renderer *renderer, struct page *page, struct error *err)
{
    renderer->begin(page);
    for (size_t i = 0; i < page->report->block_count && page->error.kind == ERROR_NONE; i++) {
        const struct block *block = &page->report->blocks[i];
        renderer->block[block->kind](page, block);
    }
    renderer->end(page);
    if (page->error.kind == ERROR_NONE && page->out->is_short)
        error_memory(&page->error);
    if (page->error.kind == ERROR_NONE)
        return true;
    if (err != NULL)
        *err = page->error;
    return error_wrap(err, "%s", renderer->name);
}

bool render(const struct renderer *renderer, const struct render_request *request,
            struct buffer *out, struct error *err)
{
    OWN(buffer_release) struct buffer document = {0};
    struct page page = {.report = request->report,
                        .language = request->language,
                        .edition = request->edition,
                        .out = &document};

    if (!request->report->is_finished)
        return error_set(err, ERROR_INTERNAL, "a report that is not finished cannot be rendered");
    bool is_done = render_blocks(renderer, &page, err);
    arena_release(&page.arena);
    if (!is_done)
        return false;
    buffer_append(out, document.bytes, document.length);
    return !out->is_short || error_memory(err);
}

static bool write_csv(struct folder *folder, const char *name, const struct buffer *csv,
                      struct error *err)
{
    if (csv->is_short)
        return error_memory(err);
    return folder_write(folder, name, buffer_span(csv), err);
}

static bool write_tables(struct page *page, struct folder *folder, struct error *err)
{
    for (size_t i = 0; i < page->report->block_count; i++) {
        const struct block *block = &page->report->blocks[i];
        const struct table *table = block_table(block);
        OWN(buffer_release) struct buffer csv = {0};
        if (table == NULL)
            continue;
        table_write_csv(table, page->language, &csv);
        const char *name = page_csv_name(page, block);
        if (page->error.kind != ERROR_NONE)
            return error_memory(err);
        if (!write_csv(folder, name, &csv, err))
            return false;
    }
    return true;
}

static bool write_documents(const struct render_request *request, struct folder *folder,
                            struct error *err)
{
    for (size_t i = 0; renderer_at(i) != NULL; i++) {
        OWN(buffer_release) struct buffer document = {0};
        char name[32];
        snprintf(name, sizeof name, "report.%s", renderers[i]->extension);
        if (!render(renderers[i], request, &document, err) ||
            !folder_write(folder, name, buffer_span(&document), err))
            return false;
    }
    return true;
}

bool render_folder(const struct render_request *request, struct folder *folder, struct error *err)
{
    struct render_request of_folder = *request;
    struct page page = {.report = request->report, .language = request->language};
    OWN(buffer_release) struct buffer figures = {0};

    of_folder.edition = EDITION_FOLDER;
    figures_write_csv(request->report, request->language, &figures);
    bool is_done = write_documents(&of_folder, folder, err) &&
                   write_csv(folder, "data/figures.csv", &figures, err) &&
                   write_tables(&page, folder, err);
    arena_release(&page.arena);
    return is_done;
}
