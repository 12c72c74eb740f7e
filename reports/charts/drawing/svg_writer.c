#include "charts/drawing/svg_writer.h"

#include <math.h>

void svg_writer_release(struct svg_writer *writer)
{
    buffer_release(&writer->out);
    buffer_release(&writer->path);
}

static double tenth(double px)
{
    double rounded = round(px * 10) / 10;

    return rounded == 0 ? 0 : rounded;
}

static void append_px(struct buffer *out, double px)
{
    buffer_format(out, "%.7g", tenth(px));
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

static void end_path(struct svg_writer *writer)
{
    if (writer->path.length == 0)
        return;
    buffer_text(&writer->out, "<path");
    append_paint(&writer->out, &writer->paint);
    buffer_text(&writer->out, " d=\"");
    buffer_append(&writer->out, writer->path.bytes, writer->path.length);
    buffer_text(&writer->out, "\"/>\n");
    buffer_clear(&writer->path);
}

static bool is_same_paint(const struct paint *a, const struct paint *b)
{
    return a->fill == b->fill && a->stroke == b->stroke && a->opacity == b->opacity &&
           a->width_px == b->width_px && a->dash_px[0] == b->dash_px[0] &&
           a->dash_px[1] == b->dash_px[1];
}

/* Areas that shine through must stay apart: one element would paint their overlap once. */
static bool may_join(const struct svg_writer *writer, const struct paint *paint)
{
    return writer->path.length > 0 && is_same_paint(&writer->paint, paint) && paint->opacity >= 1;
}

static void line_to(struct svg_writer *writer, double x, double y)
{
    struct buffer *path = &writer->path;

    if (x == writer->x && y == writer->y)
        return;
    if (y == writer->y) {
        buffer_byte(path, 'H');
        append_px(path, x);
    } else if (x == writer->x) {
        buffer_byte(path, 'V');
        append_px(path, y);
    } else {
        buffer_byte(path, 'L');
        append_px(path, x);
        buffer_byte(path, ' ');
        append_px(path, y);
    }
    writer->x = x;
    writer->y = y;
}

void svg_line(struct svg_writer *writer, const struct paint *paint, const struct point *points,
              size_t count, bool is_closed)
{
    if (count < 2)
        return;
    if (!may_join(writer, paint))
        end_path(writer);
    writer->paint = *paint;
    writer->x = tenth(points[0].x);
    writer->y = tenth(points[0].y);
    buffer_format(&writer->path, "M%.7g %.7g", writer->x, writer->y);
    for (size_t i = 1; i < count; i++)
        line_to(writer, tenth(points[i].x), tenth(points[i].y));
    if (is_closed)
        buffer_byte(&writer->path, 'z');
}

void svg_circle(struct svg_writer *writer, const struct paint *paint, struct point centre,
                double radius_px)
{
    end_path(writer);
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

void svg_text(struct svg_writer *writer, const struct text_style *style, struct point at,
              const char *text, const char *whole)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    struct buffer *out = &writer->out;

    end_path(writer);
    buffer_format(out, "<text class=\"t-%s\" fill=\"#%06x\" x=\"", palette[style->colour].css,
                  palette[style->colour].text_rgb);
    append_px(out, at.x);
    buffer_text(out, "\" y=\"");
    append_px(out, at.y);
    buffer_byte(out, '"');
    if (style->size_px != LABEL_SIZE_PX)
        buffer_format(out, " font-size=\"%.3g\"", style->size_px);
    buffer_format(out, "%s%s>", style->is_bold ? " font-weight=\"700\"" : "",
                  anchors[style->align]);
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
    end_path(writer);
    buffer_text(&writer->out, "</svg>\n");
}
