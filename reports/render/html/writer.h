/* writer: HTML as calls; what is written is escaped, what is opened is closed. */
#ifndef DESKGAUGE_RENDER_HTML_WRITER_H
#define DESKGAUGE_RENDER_HTML_WRITER_H

#include "base/error.h"
#include "base/resource.h"
#include "base/text.h"

struct svg; /* charts/chart.h */

/* Names are constants, so that no text becomes a name. Void elements (meta, br) are not closed. */
enum html_element {
    HTML_A,
    HTML_BODY,
    HTML_BR,
    HTML_CAPTION,
    HTML_CODE,
    HTML_DD,
    HTML_DETAILS,
    HTML_DIV,
    HTML_DL,
    HTML_DT,
    HTML_FIGCAPTION,
    HTML_FIGURE,
    HTML_FOOTER,
    HTML_H1,
    HTML_H2,
    HTML_H3,
    HTML_HEAD,
    HTML_HEADER,
    HTML_HTML,
    HTML_LI,
    HTML_MAIN,
    HTML_META,
    HTML_P,
    HTML_SECTION,
    HTML_SPAN,
    HTML_STRONG,
    HTML_STYLE,
    HTML_SUMMARY,
    HTML_TABLE,
    HTML_TBODY,
    HTML_TD,
    HTML_TH,
    HTML_THEAD,
    HTML_TITLE,
    HTML_TR,
    HTML_UL,
    HTML_ELEMENTS
};

enum html_attribute {
    HTML_ARIA_HIDDEN,
    HTML_ARIA_LABEL,
    HTML_ARIA_LABELLEDBY,
    HTML_CHARSET,
    HTML_CLASS,
    HTML_CONTENT,
    HTML_DATA_LABEL,
    HTML_HREF, /* a fragment of the page, or a file of the report's own folder */
    HTML_HTTP_EQUIV,
    HTML_ID,
    HTML_LANG,
    HTML_NAME,
    HTML_OPEN,
    HTML_ROLE,
    HTML_SCOPE,
    HTML_TABINDEX,
    HTML_ATTRIBUTES
};

enum { HTML_DEPTH_MOST = 24 };

/* All-zero but `out` is a valid new writer. */
struct html {
    struct buffer *out;
    enum html_element open[HTML_DEPTH_MOST];
    size_t depth;
    bool is_in_tag; /* attributes may still follow */
};

/* An attribute belongs to the element opened last and comes before its content (asserted). An
 * href that is neither "#id" nor a plain file name (of the folder above at most) is written as "#".
 */
void html_open(struct html *html, enum html_element element);
void html_attribute(struct html *html, enum html_attribute attribute, const char *text);
void html_text(struct html *html, const char *text); /* & < > " ' escaped */
void html_close(struct html *html, enum html_element element);

/* <element class="…">text</element>; `class_name` may be NULL. */
void html_element(struct html *html, enum html_element element, const char *class_name,
                  const char *text);
void html_open_class(struct html *html, enum html_element element, const char *class_name);

/* A new line between blocks, for those who read the source. */
void html_line(struct html *html);

/* The three things that are not escaped: the first line, our own style sheet, and a drawing. */
void html_doctype(struct html *html);
void html_sheet(struct html *html, const struct resource *sheet);
void html_svg(struct html *html, const struct svg *svg, bool is_on_paper);

#endif
