#include "render/html/writer.h"

#include <assert.h>
#include <string.h>

static const char *const element_names[HTML_ELEMENTS] = {
    [HTML_A] = "a",
    [HTML_BODY] = "body",
    [HTML_BR] = "br",
    [HTML_CAPTION] = "caption",
    [HTML_CODE] = "code",
    [HTML_DD] = "dd",
    [HTML_DETAILS] = "details",
    [HTML_DIV] = "div",
    [HTML_DL] = "dl",
    [HTML_DT] = "dt",
    [HTML_FIGCAPTION] = "figcaption",
    [HTML_FIGURE] = "figure",
    [HTML_FOOTER] = "footer",
    [HTML_H1] = "h1",
    [HTML_H2] = "h2",
    [HTML_H3] = "h3",
    [HTML_HEAD] = "head",
    [HTML_HEADER] = "header",
    [HTML_HTML] = "html",
    [HTML_LI] = "li",
    [HTML_MAIN] = "main",
    [HTML_META] = "meta",
    [HTML_P] = "p",
    [HTML_SECTION] = "section",
    [HTML_SPAN] = "span",
    [HTML_STRONG] = "strong",
    [HTML_STYLE] = "style",
    [HTML_SUMMARY] = "summary",
    [HTML_TABLE] = "table",
    [HTML_TBODY] = "tbody",
    [HTML_TD] = "td",
    [HTML_TH] = "th",
    [HTML_THEAD] = "thead",
    [HTML_TITLE] = "title",
    [HTML_TR] = "tr",
    [HTML_UL] = "ul",
};

static const char *const attribute_names[HTML_ATTRIBUTES] = {
    [HTML_ARIA_HIDDEN] = "aria-hidden",
    [HTML_ARIA_LABEL] = "aria-label",
    [HTML_ARIA_LABELLEDBY] = "aria-labelledby",
    [HTML_CHARSET] = "charset",
    [HTML_CLASS] = "class",
    [HTML_CONTENT] = "content",
    [HTML_DATA_LABEL] = "data-label",
    [HTML_HREF] = "href",
    [HTML_HTTP_EQUIV] = "http-equiv",
    [HTML_ID] = "id",
    [HTML_LANG] = "lang",
    [HTML_NAME] = "name",
    [HTML_OPEN] = "open",
    [HTML_ROLE] = "role",
    [HTML_SCOPE] = "scope",
    [HTML_TABINDEX] = "tabindex",
};

static bool is_void(enum html_element element)
{
    return element == HTML_META || element == HTML_BR;
}

static void end_tag(struct html *html)
{
    if (html->is_in_tag)
        buffer_byte(html->out, '>');
    html->is_in_tag = false;
    if (html->depth > 0 && is_void(html->open[html->depth - 1]))
        html->depth--;
}

static void escape(struct buffer *out, const char *text)
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

void html_open(struct html *html, enum html_element element)
{
    end_tag(html);
    assert(html->depth < HTML_DEPTH_MOST);
    buffer_byte(html->out, '<');
    buffer_text(html->out, element_names[element]);
    html->open[html->depth++] = element;
    html->is_in_tag = true;
}

/* Nothing that a scheme could hide in: "#id", or names of [A-Za-z0-9._-] with single slashes, after
 * one "../" at most: a report in the folder of another. */
static bool is_own_address(const char *address)
{
    const char *plain = *address == '#'                   ? address + 1
                        : strncmp(address, "../", 3) == 0 ? address + 3
                                                          : address;

    return *plain != '\0' && *plain != '/' && *plain != '.' &&
           strspn(plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/") ==
               strlen(plain) &&
           strstr(plain, "..") == NULL && strstr(plain, "//") == NULL;
}

void html_attribute(struct html *html, enum html_attribute attribute, const char *text)
{
    assert(html->is_in_tag);
    if (attribute == HTML_HREF && !is_own_address(text))
        text = "#";
    buffer_format(html->out, " %s=\"", attribute_names[attribute]);
    escape(html->out, text);
    buffer_byte(html->out, '"');
}

void html_text(struct html *html, const char *text)
{
    end_tag(html);
    escape(html->out, text);
}

void html_close(struct html *html, enum html_element element)
{
    end_tag(html);
    assert(html->depth > 0 && html->open[html->depth - 1] == element);
    html->depth--;
    buffer_format(html->out, "</%s>", element_names[element]);
}

void html_open_class(struct html *html, enum html_element element, const char *class_name)
{
    html_open(html, element);
    if (class_name != NULL)
        html_attribute(html, HTML_CLASS, class_name);
}

void html_element(struct html *html, enum html_element element, const char *class_name,
                  const char *text)
{
    html_open_class(html, element, class_name);
    html_text(html, text);
    html_close(html, element);
}

void html_line(struct html *html)
{
    end_tag(html);
    buffer_byte(html->out, '\n');
}

void html_doctype(struct html *html)
{
    assert(html->depth == 0);
    buffer_text(html->out, "<!doctype html>\n");
}

/* A blank that is not needed: at a line's start, or beside a mark that parts words itself. */
static bool is_idle_blank(char before, char after)
{
    return before == '\0' || strchr("{};,:> ", before) != NULL || strchr("{};, ", after) != NULL;
}

/* The sheet without comments and idle blanks; what stands in quotes stays. */
static void append_sheet(struct buffer *out, struct span sheet)
{
    const char *end = sheet.bytes + sheet.length;
    char before = '\0', quote = '\0';

    for (const char *at = sheet.bytes; at < end; at++) {
        if (quote == '\0' && end - at > 4 && at[0] == '/' && at[1] == '*') {
            const char *close = memmem(at, (size_t)(end - at), "*/", 2);
            at = close == NULL ? end - 1 : close + 1;
            continue;
        }
        char shown = quote == '\0' && (*at == '\n' || *at == '\t') ? ' ' : *at;
        char after = at + 1 < end ? at[1] : ' ';
        if (quote == '\0' && shown == ' ' && (is_idle_blank(before, after) || after == '\n'))
            continue;
        if (quote == '\0' && (shown == '"' || shown == '\''))
            quote = shown;
        else if (shown == quote)
            quote = '\0';
        buffer_byte(out, shown);
        before = shown;
    }
}

void html_sheet(struct html *html, const struct resource *sheet)
{
    struct span text = resource_span(sheet);

    html_open(html, HTML_STYLE);
    end_tag(html);
    append_sheet(html->out, text);
    html_close(html, HTML_STYLE);
}
