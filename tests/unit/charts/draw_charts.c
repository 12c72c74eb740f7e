/* draw_charts OUTDIR: one example of each chart, in English and Russian, on one HTML page that can
 * be looked at in light and dark. For those who work on the charts. */
#include <stdio.h>
#include <string.h>

#include "charts/draw.h"
#include "charts/drawing/palette.h"
#include "samples.h"

/* Dark variants of the palette, in its order; marks and text. */
static const char *const dark[COLOUR_COUNT][2] = {
    {"#e8edf2", "#e8edf2"}, {"#9fabb7", "#9fabb7"}, {"#2b3642", "#9fabb7"}, {"#5f6d7b", "#9fabb7"},
    {"#12181f", "#12181f"}, {"#4f9fe6", "#4f9fe6"}, {"#6f8296", "#9fabb7"}, {"#35b597", "#35b597"},
    {"#f2c260", "#f2c260"}, {"#d8b4ff", "#d8b4ff"}, {"#ff6d4d", "#ff6d4d"}, {"#ff9476", "#ff9476"},
    {"#dd6540", "#ff9476"}, {"#96532f", "#f2c260"}, {"#54402e", "#f2c260"}, {"#22303c", "#9fabb7"},
    {"#1a2733", "#9fabb7"},
};

static const char head[] =
    "<!doctype html><html lang=en><meta charset=utf-8>"
    "<meta name=viewport "
    "content='width=device-width,initial-scale=1'><title>charts</title><style>\n"
    "body{margin:0;background:#fff;color:#16202b;font:17px/1.55 Inter,'Noto Sans',sans-serif}\n"
    "main{max-width:1000px;margin:0 auto;padding:24px}figure{margin:0 0 44px;max-width:720px}\n"
    "h3{margin:0 0 8px;font-size:15px}.plot{overflow-x:auto}\n"
    ".plot "
    "svg{display:block;width:100%;height:auto;min-width:560px;font-variant-numeric:tabular-nums}\n"
    ".plot text{paint-order:stroke;stroke:var(--pap,#fff);stroke-width:3px;"
    "stroke-linejoin:round}.plot .t-pap text{stroke:none}\n"
    ".narrow{max-width:382px;margin-top:24px}.plot.narrow svg{min-width:0}\n";

static void write_dark_sheet(FILE *file)
{
    fprintf(file, "@media (prefers-color-scheme:dark){body{background:%s;color:%s;--pap:%s}\n",
            dark[COLOUR_PAPER][0], dark[COLOUR_INK][0], dark[COLOUR_PAPER][0]);
    for (int i = 0; i < COLOUR_COUNT; i++)
        fprintf(file, ".f-%s{fill:%s}.s-%s{stroke:%s}.t-%s{fill:%s}\n", palette[i].css, dark[i][0],
                palette[i].css, dark[i][0], palette[i].css, dark[i][1]);
    fprintf(file, "}\n");
}

static void write_drawing(FILE *file, const struct svg *svg)
{
    struct span wide = svg_bytes(svg), narrow = svg_bytes(svg_narrow(svg));

    fwrite(wide.bytes, 1, wide.length, file);
    fputs("</div><div class='plot narrow'>\n", file);
    fwrite(narrow.bytes, 1, narrow.length, file);
}

static int write_page(FILE *file, const struct sample *samples, const struct drawing *drawings,
                      size_t count)
{
    int missing = 0;

    fputs(head, file);
    write_dark_sheet(file);
    fputs("</style><main>\n", file);
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "<figure><h3 id='%s-title'>%s</h3><div class=plot id='%s-about'>\n",
                samples[i].key, samples[i].title, samples[i].key);
        if (drawings[i].svg != NULL)
            write_drawing(file, drawings[i].svg);
        else
            fprintf(file, "<p>not drawn: %s</p>", drawings[i].not_drawn);
        missing += drawings[i].svg == NULL;
        fputs("</div></figure>\n", file);
    }
    fputs("</main>\n", file);
    return missing;
}

int main(int argument_count, char **arguments)
{
    OWN(arena_release) struct arena arena = {0};
    struct sample samples[2 * SAMPLES_MOST];
    const struct chart *charts[2 * SAMPLES_MOST];
    struct drawing drawings[2 * SAMPLES_MOST];
    struct error err = {0};
    char path[4096];

    if (argument_count != 2) {
        fprintf(stderr, "usage: draw_charts OUTDIR\n");
        return ERROR_USAGE;
    }
    size_t count = all_samples(&arena, false, samples);
    count += all_samples(&arena, true, samples + count);
    for (size_t i = 0; i < count; i++)
        charts[i] = samples[i].chart;
    if (!charts_draw(charts, count, NULL, &arena, drawings, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return (int)err.kind;
    }
    snprintf(path, sizeof path, "%s/charts.html", arguments[1]);
    OWN(file_close) FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        return ERROR_RENDER;
    }
    int missing = write_page(file, samples, drawings, count);
    for (size_t i = 0; i < count; i++)
        if (drawings[i].svg == NULL)
            fprintf(stderr, "%s: not drawn: %s\n", samples[i].key, drawings[i].not_drawn);
    return missing == 0 ? 0 : ERROR_RENDER;
}
