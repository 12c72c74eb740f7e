#include "command/sheaf.h"

#include <stdlib.h>
#include <string.h>

#include "charts/draw.h"
#include "command/ticket_lists.h"

/* ---- drawing ------------------------------------------------------------------------------------
 */

/* The charts of all reports, in their order. */
struct drawings {
    const struct chart **charts;
    struct exhibit **exhibits;
    struct drawing *drawn;
    size_t count;
};

static void drawings_release(struct drawings *drawings)
{
    free(drawings->charts);
    free(drawings->exhibits);
    free(drawings->drawn);
    *drawings = (struct drawings){0};
}
OWN_RELEASER(drawings_release, struct drawings)

static size_t count_charts(struct sheaf *sheaf)
{
    size_t count = 0;

    for (size_t i = 0; i < sheaf->count; i++)
        for (size_t at = 0; report_next_chart(&sheaf->pages[i].report, &at) != NULL;)
            count++;
    return count;
}

static bool gather(struct sheaf *sheaf, struct drawings *out, struct error *err)
{
    size_t room = count_charts(sheaf) + 1;

    out->charts = calloc(room, sizeof *out->charts);
    out->exhibits = calloc(room, sizeof *out->exhibits);
    out->drawn = calloc(room, sizeof *out->drawn);
    if (out->charts == NULL || out->exhibits == NULL || out->drawn == NULL)
        return error_memory(err);
    for (size_t i = 0; i < sheaf->count; i++) {
        struct exhibit *exhibit;
        for (size_t at = 0; (exhibit = report_next_chart(&sheaf->pages[i].report, &at)) != NULL;) {
            out->exhibits[out->count] = exhibit;
            out->charts[out->count++] = exhibit->chart;
        }
    }
    return true;
}

static void hand_out(const struct drawings *drawings, struct reporting_shortfall *shortfall)
{
    for (size_t i = 0; i < drawings->count; i++) {
        const struct drawing *drawn = &drawings->drawn[i];
        drawings->exhibits[i]->svg = drawn->svg;
        drawings->exhibits[i]->not_drawn = drawn->not_drawn;
        shortfall->is_late |= drawn->end == DRAWING_LATE;
        shortfall->undrawn_count += drawn->end != DRAWING_DONE && drawn->end != DRAWING_NOTHING;
    }
}

/* The drawings live in the arena of the first report, as long as the sheaf is full. */
static bool draw(struct sheaf *sheaf, struct error *err)
{
    enum { LATE_AGAIN_MS = 300 };
    OWN(drawings_release) struct drawings drawings = {0};
    struct arena *arena = &sheaf->pages[0].report.arena;
    const struct draw_settings settings = {.gnuplot = getenv("DESKGAUGE_GNUPLOT"),
                                           .limit_ms =
                                               sheaf->shortfall->is_late ? LATE_AGAIN_MS : 0};

    if (!gather(sheaf, &drawings, err))
        return false;
    if (drawings.count == 0)
        return true;
    if (!charts_draw(drawings.charts, drawings.count, &settings, arena, drawings.drawn, err))
        return false;
    if (arena->is_short)
        return error_memory(err);
    hand_out(&drawings, sheaf->shortfall);
    return true;
}

/* ---- writing ------------------------------------------------------------------------------------
 */

static bool write_page(struct sheaf *sheaf, const struct sheaf_page *page, struct error *err)
{
    const struct pdf_settings printers = {.python = getenv("DESKGAUGE_PYTHON"),
                                          .chromium = getenv("DESKGAUGE_CHROMIUM")};
    struct reporting_shortfall *shortfall = sheaf->shortfall;
    struct render_request rendering = {.report = &page->report,
                                       .language = sheaf->language,
                                       .formats = sheaf->request->formats,
                                       .inside = *page->inside == '\0' ? NULL : page->inside,
                                       .pdf_settings = &printers,
                                       .pdf = &shortfall->pdf,
                                       .unfinished = sheaf->unfinished};

    if (!render_folder(&rendering, sheaf->folder, err))
        return false;
    shortfall->has_no_pdf |=
        (sheaf->request->formats & FORMAT_PDF) != 0 && shortfall->pdf.printer == PDF_NOT_PRINTED;
    return true;
}

static void forget_pages(struct sheaf *sheaf)
{
    for (size_t i = 0; i < sheaf->count; i++)
        report_release(&sheaf->pages[i].report);
    sheaf->count = 0;
}

static bool draw_and_write(struct sheaf *sheaf, struct error *err)
{
    if (sheaf->unfinished == NULL && !unfinished_open(&sheaf->unfinished, err))
        return false;
    if (sheaf->count > 0 && !draw(sheaf, err))
        return false;
    for (size_t i = 0; i < sheaf->count; i++)
        if (!write_page(sheaf, &sheaf->pages[i], err))
            return false;
    forget_pages(sheaf);
    return true;
}

bool sheaf_next(struct sheaf *sheaf, const char *inside, struct report **out, struct error *err)
{
    if (sheaf->count == SHEAF_MOST && !draw_and_write(sheaf, err))
        return false;
    struct sheaf_page *page = &sheaf->pages[sheaf->count++];
    *page = (struct sheaf_page){0};
    snprintf(page->inside, sizeof page->inside, "%s", inside == NULL ? "" : inside);
    *out = &page->report;
    return true;
}

static bool has_format(const struct sheaf *sheaf, enum format format)
{
    unsigned formats = sheaf->request->formats == 0 ? FORMATS_USUAL : sheaf->request->formats;

    return (formats & format) != 0;
}

bool sheaf_add_tickets(const struct sheaf *sheaf, const struct sheaf_figures *figures,
                       struct report *report, struct error *err)
{
    bool is_own = !figures->has_house_above;
    const struct ticket_lists_request request = {.card = figures->card,
                                                 .account = figures->account,
                                                 .has_files = has_format(sheaf, FORMAT_CSV),
                                                 .has_sheet =
                                                     has_format(sheaf, FORMAT_XLSX) && is_own,
                                                 .is_inside = !is_own};

    return ticket_lists_add(sheaf->tickets, &request, sheaf->request->cube, report, err);
}

bool sheaf_finish(struct sheaf *sheaf, struct error *err)
{
    return draw_and_write(sheaf, err) && unfinished_write(sheaf->unfinished, sheaf->folder, err);
}

void sheaf_release(struct sheaf *sheaf)
{
    forget_pages(sheaf);
    unfinished_close(sheaf->unfinished);
    sheaf->unfinished = NULL;
}
