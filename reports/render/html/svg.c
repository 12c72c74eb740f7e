#include "charts/chart.h"
#include "render/html/writer.h"

/* A drawing is made by charts/ alone, without ids, scripts or links, every text escaped. */
void html_svg(struct html *html, const struct svg *svg)
{
    struct span drawing = svg_bytes(svg);

    html_text(html, ""); /* ends the tag of the element around it */
    buffer_append(html->out, drawing.bytes, drawing.length);
}
