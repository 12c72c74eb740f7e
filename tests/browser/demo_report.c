/* demo_report FOLDER LANGUAGE: the invented review of unit/render/demo.h as a report folder. */
#include <math.h>
#include <stdio.h>

#include "charts/draw.h"
#include "charts/reply_curve.h"
#include "render/render.h"

#include "unit/render/demo.h"

struct reader {
    struct language *language;
    struct arena *arena;
};

static const char *duration_text(void *context, double value, double step)
{
    const struct reader *reader = context;

    (void)step;
    return language_format_value(reader->language, reader->arena, value_duration(value));
}

static const char *ratio_text(void *context, double value, double step)
{
    const struct reader *reader = context;

    (void)step;
    return language_format_value(reader->language, reader->arena, value_ratio(value));
}

enum { POINTS = 160 };

/* A log-normal wait with half the replies within `median_s`. */
static void fill_curve(struct reply_point *points, double median_s, double spread)
{
    for (int i = 0; i < POINTS; i++) {
        double wait_s = 60 * pow(480, i / (POINTS - 1.0));
        double share = 0.5 * erfc(-(log(wait_s / median_s)) / spread / sqrt(2));
        double half = 2 * sqrt(share * (1 - share) / 390);
        points[i] =
            (struct reply_point){wait_s, share, fmax(share - half, 0), fmin(share + half, 1)};
    }
}

static const struct chart *invented_curve(struct reader *reader, bool in_russian)
{
    struct reply_point now[POINTS], before[POINTS];
    struct phrase promise = PHRASE(SAID("promised: %1$s within %2$s", "обещано: %1$s за %2$s"),
                                   value_ratio(0.8), value_duration(900));

    fill_curve(now, 620, 1.05);
    fill_curve(before, 400, 1.0);
    return chart_reply_curve(
        reader->arena, "first_reply",
        &(struct reply_curve_chart){
            .points = now,
            .point_count = POINTS,
            .earlier = before,
            .earlier_count = POINTS,
            .name = language_format_value(reader->language, reader->arena, value_quarter(2026, 3)),
            .earlier_name =
                language_format_value(reader->language, reader->arena, value_quarter(2026, 2)),
            .promise_s = 900,
            .promise_ratio = 0.8,
            .promise_text = language_format_phrase(reader->language, reader->arena, promise),
            .reached_ratio = 0.6385,
            .reached_text =
                language_format_value(reader->language, reader->arena, value_ratio(0.6385)),
            .reached_range = language_format_value(
                reader->language, reader->arena, value_range(value_ratio(0.61), value_ratio(0.68))),
            .durations = {duration_text, reader},
            .ratios = {ratio_text, reader},
        });
}

static bool draw(struct report *report, struct error *err)
{
    size_t at = 0;

    for (struct exhibit *exhibit = report_next_chart(report, &at); exhibit != NULL;
         exhibit = report_next_chart(report, &at)) {
        struct drawing drawing = {0};
        if (!charts_draw(&exhibit->chart, 1, NULL, &report->arena, &drawing, err))
            return false;
        exhibit->svg = drawing.svg;
        exhibit->not_drawn = drawing.not_drawn;
    }
    return true;
}

static bool write_report(const char *place, const char *name, struct error *err)
{
    OWN(report_release) struct report report = {0};
    OWN(language_close) struct language *language = NULL;
    OWN(folder_close) struct folder *folder = NULL;

    if (!language_open(name, &language, err) || !folder_open(place, &folder, err))
        return false;
    struct reader reader = {.language = language, .arena = &report.arena};
    demo_compose(&report, name, "Lumen Energy", invented_curve(&reader, name[0] == 'r'));
    return report_finish(&report, err) && draw(&report, err) &&
           render_folder(&(struct render_request){.report = &report, .language = language}, folder,
                         err) &&
           folder_commit(folder, err);
}

int main(int count, char **arguments)
{
    struct error err = {0};

    if (count != 3) {
        fprintf(stderr, "usage: demo_report FOLDER LANGUAGE\n");
        return ERROR_USAGE;
    }
    if (!write_report(arguments[1], arguments[2], &err)) {
        fprintf(stderr, "demo_report: %s\n", err.text);
        return (int)err.kind;
    }
    return 0;
}
