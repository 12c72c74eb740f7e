#include "render/page.h"

#include <stdio.h>
#include <string.h>

#include "render/apart.h"
#include "render/tickets.h"

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
    return false;
}

struct document {
    const struct renderer *renderer;
    const struct render_request *request;
};

static bool make_document(void *context, struct buffer *out, struct error *err)
{
    const struct document *document = context;
    struct page page = {.report = document->request->report,
                        .language = document->request->language,
                        .edition = document->request->edition,
                        .out = out};
    bool is_done = render_blocks(document->renderer, &page, err);

    arena_release(&page.arena);
    return is_done;
}

static bool make_apart(const struct making *making, struct buffer *out, struct error *err)
{
    OWN(apart_release) struct apart apart = {0};

    return apart_start(making, &apart, err) && apart_take(&apart, out, err);
}

static bool can_be_rendered(const struct report *report, struct error *err)
{
    return report->is_finished ||
           error_set(err, ERROR_INTERNAL, "a report that is not finished cannot be rendered");
}

bool render(const struct renderer *renderer, const struct render_request *request,
            struct buffer *out, struct error *err)
{
    OWN(buffer_release) struct buffer made = {0};
    struct document document = {renderer, request};
    const struct making making = {make_document, &document};

    if (!can_be_rendered(request->report, err))
        return false;
    bool is_made =
        renderer->is_apart ? make_apart(&making, &made, err) : make_document(&document, &made, err);
    if (!is_made)
        return error_wrap(err, "%s", renderer->name);
    buffer_append(out, made.bytes, made.length);
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

/* "report.html", or "account-lumen/report.html". */
static bool append_name(const struct render_request *request, const char *extension,
                        struct buffer *name, struct error *err)
{
    buffer_format(name, "%s%sreport.%s", request->inside == NULL ? "" : request->inside,
                  request->inside == NULL ? "" : "/", extension);
    return !name->is_short || error_memory(err);
}

static bool write_document(const struct render_request *request, const char *extension,
                           struct span document, struct folder *folder, struct error *err)
{
    OWN(buffer_release) struct buffer name = {0};

    return append_name(request, extension, &name, err) &&
           folder_write(folder, name.bytes, document, err);
}

static bool leave_unfinished(const struct renderer *renderer, const struct render_request *request,
                             struct folder *folder, struct error *err)
{
    OWN(buffer_release) struct buffer name = {0};
    struct document document = {renderer, request};
    const struct making making = {make_document, &document};

    return can_be_rendered(request->report, err) &&
           append_name(request, renderer->extension, &name, err) &&
           unfinished_start(request->unfinished, &making, name.bytes, folder, err);
}

static bool make_and_write(const struct renderer *renderer, const struct render_request *request,
                           struct folder *folder, struct error *err)
{
    OWN(buffer_release) struct buffer document = {0};

    return render(renderer, request, &document, err) &&
           write_document(request, renderer->extension, buffer_span(&document), folder, err);
}

/* Those that are made apart first: they are in the making while the others are made here. */
static bool write_documents(const struct render_request *request, unsigned formats,
                            struct folder *folder, struct error *err)
{
    for (int is_apart = 1; is_apart >= 0; is_apart--)
        for (size_t i = 0; renderer_at(i) != NULL; i++) {
            const struct renderer *renderer = renderers[i];
            if ((formats & renderer->format) == 0 || renderer->is_apart != (is_apart != 0))
                continue;
            if (!(is_apart && request->unfinished != NULL
                      ? leave_unfinished(renderer, request, folder, err)
                      : make_and_write(renderer, request, folder, err)))
                return false;
        }
    return true;
}

static bool write_csvs(const struct render_request *request, struct folder *folder,
                       struct error *err)
{
    struct page page = {.report = request->report, .language = request->language};
    OWN(buffer_release) struct buffer figures = {0};

    figures_write_csv(request->report, request->language, &figures);
    bool is_done =
        write_csv(folder, "data/figures.csv", &figures, err) && write_tables(&page, folder, err);
    arena_release(&page.arena);
    return is_done;
}

/* The lists of tickets, where the report stands: its links are relative. */
static bool write_lists(const struct render_request *request, struct folder *folder,
                        struct error *err)
{
    for (size_t i = 0; i < request->report->list_count; i++) {
        const struct ticket_list *list = &request->report->lists[i];
        OWN(buffer_release) struct buffer name = {0};
        buffer_format(&name, "%s%s%s", request->inside == NULL ? "" : request->inside,
                      request->inside == NULL ? "" : "/", list->file);
        if (name.is_short)
            return error_memory(err);
        if (!ticket_list_write(list, name.bytes, folder, err))
            return false;
    }
    return true;
}

static bool write_pdf(const struct render_request *request, struct folder *folder,
                      struct error *err)
{
    const struct value *as_of = &request->report->about.as_of;
    struct render_request on_paper = *request;
    struct pdf_settings settings = {0};
    struct pdf_outcome outcome = {0};
    OWN(buffer_release) struct buffer page = {0};
    OWN(buffer_release) struct buffer pdf = {0};

    on_paper.edition = EDITION_PAPER;
    if (request->pdf_settings != NULL)
        settings = *request->pdf_settings;
    if (settings.created_utc_s == 0 && as_of->kind == VALUE_INSTANT)
        settings.created_utc_s = as_of->whole;
    if (!render(&html_renderer, &on_paper, &page, err) ||
        !pdf_print(buffer_span(&page), &settings, &pdf, &outcome, err))
        return false;
    if (request->pdf != NULL)
        *request->pdf = outcome;
    return outcome.printer == PDF_NOT_PRINTED ||
           write_document(request, "pdf", buffer_span(&pdf), folder, err);
}

bool render_folder(const struct render_request *request, struct folder *folder, struct error *err)
{
    unsigned formats = request->formats == 0 ? FORMATS_USUAL : request->formats;
    bool has_csv = (formats & FORMAT_CSV) != 0 && request->inside == NULL;
    struct render_request of_folder = *request;

    of_folder.edition = has_csv ? EDITION_FOLDER : EDITION_SINGLE;
    return write_documents(&of_folder, formats, folder, err) &&
           (!has_csv || write_csvs(request, folder, err)) &&
           ((formats & FORMAT_CSV) == 0 || write_lists(request, folder, err)) &&
           ((formats & FORMAT_PDF) == 0 || write_pdf(request, folder, err));
}

static const struct format_name {
    const char *name;
    enum format format;
} format_names[] = {{"html", FORMAT_HTML}, {"markdown", FORMAT_MARKDOWN}, {"md", FORMAT_MARKDOWN},
                    {"json", FORMAT_JSON}, {"xlsx", FORMAT_XLSX},         {"csv", FORMAT_CSV},
                    {"pdf", FORMAT_PDF}};
enum { FORMAT_NAMES = sizeof format_names / sizeof *format_names };

static bool format_find(struct span name, unsigned *formats, struct error *err)
{
    const char *names[FORMAT_NAMES];

    for (size_t i = 0; i < FORMAT_NAMES; i++) {
        names[i] = format_names[i].name;
        if (span_equal(name, span_of(names[i]))) {
            *formats |= format_names[i].format;
            return true;
        }
    }
    const char *near = text_nearest(name, names, FORMAT_NAMES);
    return error_set(err, ERROR_USAGE,
                     "there is no format '%.*s' (hint: %s%s; there are html, json, xlsx, md, csv, "
                     "pdf)",
                     SPAN_PRINT(name),
                     near == NULL ? "name one or more, with commas" : "did you mean ",
                     near == NULL ? "" : near);
}

bool formats_parse(const char *list, unsigned *out, struct error *err)
{
    unsigned formats = 0;

    for (const char *at = list;;) {
        const char *end = strchrnul(at, ',');
        if (!format_find(span_trim((struct span){at, (size_t)(end - at)}), &formats, err))
            return false;
        if (*end == '\0')
            break;
        at = end + 1;
    }
    *out = formats;
    return true;
}
