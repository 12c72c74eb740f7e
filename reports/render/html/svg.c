#include "render/html/writer.h"

#include <assert.h>

#if __has_include("charts/chart.h")
#include "charts/chart.h"
#endif

/* A drawing is made by charts/ alone, without ids, scripts or links, every text escaped. */
void html_svg(struct html *html, const struct svg *svg)
{
    html_text(html, ""); /* ends the tag of the element around it */
#if __has_include("charts/chart.h")
    struct span drawing = svg_bytes(svg);
    buffer_append(html->out, drawing.bytes, drawing.length);
#else
    assert(svg == NULL && "nobody can make a drawing in a tree without charts/");
#endif
}
