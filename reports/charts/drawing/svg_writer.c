#include "charts/drawing/svg_writer.h"

#include <math.h>
#include <stdlib.h>

void svg_writer_release(struct svg_writer *writer)
{
    buffer_release(&writer->out);
    buffer_release(&writer->held);
}

/* All places are whole tenths of a pixel, so that steps from point to point add up exactly. */
static int tenths(double px)
{
    return (int)lround(px * 10);
}

/* Room for a step: a letter and two numbers. */
enum { NUMBER_ROOM = 16, WAY_ROOM = 1 + 2 * NUMBER_ROOM };

/* -0.4 as "-.4"; a blank between numbers stands only where no sign parts them. Returns the end. */
static char *print_tenths(char *out, int value, bool is_after_number)
{
    int part = abs(value % 10);
    int whole = abs(value / 10);

    if (value < 0)
        *out++ = '-';
    else if (is_after_number)
        *out++ = ' ';
    if (whole > 0 || part == 0)
        out += snprintf(out, NUMBER_ROOM - 4, "%d", whole);
    if (part > 0) {
        *out++ = '.';
        *out++ = (char)('0' + part);
    }
    return out;
}

static void append_px(struct buffer *out, double px)
{
    char number[NUMBER_ROOM];

    buffer_append(out, number, (size_t)(print_tenths(number, tenths(px), false) - number));
}

static void append_escaped(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buffer_text(out, "&amp;");
            break;
        case '<':
            buffer_text(out, "&lt;");
            break;
        case '>':
            buffer_text(out, "&gt;");
            break;
        case '"':
            buffer_text(out, "&quot;");
            break;
        case '\'':
            buffer_text(out, "&#39;");
            break;
        default:
            buffer_byte(out, *text);
        }
    }
}

static void append_paint(struct buffer *out, const struct paint *paint)
{
    bool has_fill = paint->fill != COLOUR_COUNT, has_stroke = paint->stroke != COLOUR_COUNT;

    if (has_fill)
        buffer_format(out, " class=\"f-%s\" fill=\"#%06x\"", palette[paint->fill].css,
                      palette[paint->fill].mark_rgb);
    if (has_fill && paint->opacity < 1)
        buffer_format(out, " fill-opacity=\"%.3g\"", paint->opacity);
    if (has_stroke)
        buffer_format(out, " class=\"s-%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.3g\"",
                      palette[paint->stroke].css, palette[paint->stroke].mark_rgb, paint->width_px);
    if (has_stroke && paint->dash_px[0] > 0)
        buffer_format(out, " stroke-dasharray=\"%.3g %.3g\"", paint->dash_px[0], paint->dash_px[1]);
}

static void append_text_style(struct buffer *out, const struct text_style *style)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};

    buffer_format(out, " class=\"t-%s\" fill=\"#%06x\"", palette[style->colour].css,
                  palette[style->colour].text_rgb);
    if (style->size_px != LABEL_SIZE_PX)
        buffer_format(out, " font-size=\"%.3g\"", style->size_px);
    buffer_format(out, "%s%s", style->is_bold ? " font-weight=\"700\"" : "", anchors[style->align]);
}

static void end_path(struct svg_writer *writer)
{
    buffer_text(&writer->out, "<path");
    append_paint(&writer->out, &writer->paint);
    if (writer->holds == HELD_DOTS)
        buffer_text(&writer->out, " stroke-linecap=\"round\"");
    buffer_text(&writer->out, " d=\"");
    buffer_append(&writer->out, writer->held.bytes, writer->held.length);
    buffer_text(&writer->out, "\"/>\n");
}

static void end_texts(struct svg_writer *writer)
{
    buffer_text(&writer->out, "<g");
    append_text_style(&writer->out, &writer->style);
    buffer_text(&writer->out, ">\n");
    buffer_append(&writer->out, writer->held.bytes, writer->held.length);
    buffer_text(&writer->out, "</g>\n");
}

/* Write out what is held: what follows is of another kind or paint. */
static void let_go(struct svg_writer *writer)
{
    if (writer->holds == HELD_TEXTS)
        end_texts(writer);
    else if (writer->holds != HELD_NOTHING)
        end_path(writer);
    writer->holds = HELD_NOTHING;
    buffer_clear(&writer->held);
}

static bool is_same_paint(const struct paint *a, const struct paint *b)
{
    return a->fill == b->fill && a->stroke == b->stroke && a->opacity == b->opacity &&
           a->width_px == b->width_px && a->dash_px[0] == b->dash_px[0] &&
           a->dash_px[1] == b->dash_px[1];
}

/* Areas that shine through must stay apart: one element would paint their overlap once. */
static void hold_path(struct svg_writer *writer, enum svg_held kind, const struct paint *paint)
{
    if (writer->holds != kind || !is_same_paint(&writer->paint, paint) || paint->opacity < 1) {
        let_go(writer);
        writer->x = writer->y = 0;
    }
    writer->holds = kind;
    writer->paint = *paint;
}

static size_t print_way(char way[WAY_ROOM], char letter, int x, int y)
{
    char *end = way;

    *end++ = letter;
    if (letter != 'v' && letter != 'V')
        end = print_tenths(end, x, false);
    if (letter != 'h' && letter != 'H')
        end = print_tenths(end, y, end > way + 1);
    return (size_t)(end - way);
}

/* A point as a step from the last one or by its place, whichever is shorter. */
static void append_way(struct svg_writer *writer, char step, int x, int y)
{
    char by_step[WAY_ROOM], by_place[WAY_ROOM];
    size_t step_length = print_way(by_step, step, x - writer->x, y - writer->y);
    size_t place_length = print_way(by_place, (char)(step - 'a' + 'A'), x, y);
    bool is_step = step_length <= place_length;

    buffer_append(&writer->held, is_step ? by_step : by_place,
                  is_step ? step_length : place_length);
    writer->x = x;
    writer->y = y;
}

static void line_to(struct svg_writer *writer, int x, int y)
{
    if (x == writer->x && y == writer->y)
        return;
    append_way(writer, y == writer->y ? 'h' : x == writer->x ? 'v' : 'l', x, y);
}

void svg_line(struct svg_writer *writer, const struct paint *paint, const struct point *points,
              size_t count, bool is_closed)
{
    if (count < 2)
        return;
    hold_path(writer, HELD_PATH, paint);
    append_way(writer, 'm', tenths(points[0].x), tenths(points[0].y));
    for (size_t i = 1; i < count; i++)
        line_to(writer, tenths(points[i].x), tenths(points[i].y));
    if (is_closed) { /* which goes back to its start */
        buffer_byte(&writer->held, 'z');
        writer->x = tenths(points[0].x);
        writer->y = tenths(points[0].y);
    }
}

/* A filled circle is the round end of a line without length: a dot costs ten bytes, not seventy. */
static void dot(struct svg_writer *writer, const struct paint *paint, struct point centre,
                double radius_px)
{
    const struct paint round = {.fill = COLOUR_COUNT,
                                .stroke = paint->fill,
                                .opacity = paint->opacity,
                                .width_px = 2 * tenths(radius_px) / 10.0};

    hold_path(writer, HELD_DOTS, &round);
    append_way(writer, 'm', tenths(centre.x), tenths(centre.y));
    buffer_text(&writer->held, "h0");
}

void svg_circle(struct svg_writer *writer, const struct paint *paint, struct point centre,
                double radius_px)
{
    if (paint->fill != COLOUR_COUNT && paint->opacity >= 1) {
        dot(writer, paint, centre, radius_px);
        return;
    }
    let_go(writer);
    buffer_text(&writer->out, "<circle");
    append_paint(&writer->out, paint);
    buffer_text(&writer->out, " cx=\"");
    append_px(&writer->out, centre.x);
    buffer_text(&writer->out, "\" cy=\"");
    append_px(&writer->out, centre.y);
    buffer_text(&writer->out, "\" r=\"");
    append_px(&writer->out, radius_px);
    buffer_text(&writer->out, "\"/>\n");
}

static bool is_same_style(const struct text_style *a, const struct text_style *b)
{
    return a->colour == b->colour && a->size_px == b->size_px && a->is_bold == b->is_bold &&
           a->align == b->align;
}

void svg_text(struct svg_writer *writer, const struct text_style *style, struct point at,
              const char *text, const char *whole)
{
    struct buffer *out = &writer->held;

    if (writer->holds != HELD_TEXTS || !is_same_style(&writer->style, style))
        let_go(writer);
    writer->holds = HELD_TEXTS;
    writer->style = *style;
    buffer_text(out, "<text x=\"");
    append_px(out, at.x);
    buffer_text(out, "\" y=\"");
    append_px(out, at.y);
    buffer_text(out, "\">");
    append_escaped(out, text);
    if (whole != NULL) {
        buffer_text(out, "<title>");
        append_escaped(out, whole);
        buffer_text(out, "</title>");
    }
    buffer_text(out, "</text>\n");
}

void svg_start(struct svg_writer *writer, const struct chart *chart)
{
    struct buffer *out = &writer->out;

    buffer_format(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                  "height=\"%d\" role=\"img\" aria-labelledby=\"",
                  chart->width_px, chart->height_px, chart->width_px, chart->height_px);
    append_escaped(out, chart->key);
    buffer_text(out, "-title ");
    append_escaped(out, chart->key);
    buffer_format(out,
                  "-about\" font-family=\"Inter, 'Segoe UI', Roboto, 'Noto Sans', "
                  "'Liberation Sans', sans-serif\" font-size=\"%d\">\n",
                  LABEL_SIZE_PX);
}

void svg_end(struct svg_writer *writer)
{
    let_go(writer);
    buffer_text(&writer->out, "</svg>\n");
}
