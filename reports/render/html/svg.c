#include "charts/chart.h"
#include "render/html/writer.h"

/* A drawing is made by charts/ alone, without ids, scripts or links, every text escaped. */
void html_svg(struct html *html, const struct svg *svg, bool is_on_paper)
{
    struct span drawing = svg_bytes(svg);

    html_text(html, ""); /* ends the tag of the element around it */
    if (is_on_paper)
        buffer_append(html->out, drawing.bytes, drawing.length);
    else
        svg_append_for_screen(svg, html->out);
}
