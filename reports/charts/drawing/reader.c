#include "charts/drawing/reader.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "charts/drawing/attribute.h"
#include "charts/drawing/chart.h"
#include "charts/drawing/svg_writer.h"

enum { DEPTH_MOST = 16, TOKEN_MOST = 15 };

/* What a group hands down to its content. */
struct group {
    double width_px;
    struct point at; /* of a label */
    struct text_style text;
};

struct reader {
    XML_Parser parser;
    const struct chart *chart;
    struct svg_writer writer;
    struct group groups[DEPTH_MOST];
    size_t depth;
    int ignored; /* open elements inside <defs> or <title>, themselves included */
    bool is_text;
    char token[TOKEN_MOST + 1];
    size_t token_length;
    struct point *points;
    size_t point_count, point_capacity;
    bool *is_placed; /* by label */
    const char *junk;
    bool is_short;
};

static void give_up(struct reader *reader, const char *junk)
{
    if (reader->junk == NULL)
        reader->junk = junk;
    XML_StopParser(reader->parser, XML_FALSE);
}

static bool add_point(struct reader *reader, struct point point)
{
    if (reader->point_count == reader->point_capacity) {
        size_t wanted = reader->point_capacity == 0 ? 256 : reader->point_capacity * 2;
        struct point *more = realloc(reader->points, wanted * sizeof *more);
        if (more == NULL) {
            reader->is_short = true;
            XML_StopParser(reader->parser, XML_FALSE);
            return false;
        }
        reader->points = more;
        reader->point_capacity = wanted;
    }
    reader->points[reader->point_count++] = point;
    return true;
}

static bool next_point(const char **at, struct point *out)
{
    return next_number(at, &out->x) && next_number(at, &out->y);
}

static void polygon(struct reader *reader, const char **attributes)
{
    struct paint paint = {.stroke = COLOUR_COUNT};
    const char *at = attribute(attributes, "points");
    struct point point;

    paint.opacity = read_number(attribute(attributes, "fill-opacity"), 1);
    if (at == NULL || !read_colour(attribute(attributes, "fill"), &paint.fill)) {
        give_up(reader, "an area without a colour of the palette");
        return;
    }
    reader->point_count = 0;
    while (next_point(&at, &point))
        if (!add_point(reader, point))
            return;
    svg_line(&reader->writer, &paint, reader->points, reader->point_count, true);
}

static void flush_line(struct reader *reader, const struct paint *paint, bool is_closed)
{
    svg_line(&reader->writer, paint, reader->points, reader->point_count, is_closed);
    reader->point_count = 0;
}

/* A path of gnuplot is made of M and L with absolute points, and Z. */
static void trace(struct reader *reader, const struct paint *paint, const char *at)
{
    struct point point;

    reader->point_count = 0;
    while (*(at += strspn(at, " \t\r\n")) != '\0') {
        char verb = *at++;
        if (verb == 'M')
            flush_line(reader, paint, false);
        if (verb == 'Z' || verb == 'z') {
            flush_line(reader, paint, true);
        } else if ((verb != 'M' && verb != 'L') || !next_point(&at, &point)) {
            give_up(reader, "a path of another form");
            return;
        } else if (!add_point(reader, point)) {
            return;
        }
    }
    flush_line(reader, paint, false);
}

/* A move without a line paints nothing, whatever its colour: gnuplot writes such for its tics. */
static void path(struct reader *reader, const char **attributes)
{
    const char *way = attribute(attributes, "d");
    const char *dash = attribute(attributes, "stroke-dasharray");
    struct paint paint = {
        .fill = COLOUR_COUNT, .opacity = 1, .width_px = reader->groups[reader->depth].width_px};

    if (way == NULL || strchr(way, 'L') == NULL)
        return;
    if (!read_colour(attribute(attributes, "stroke"), &paint.stroke)) {
        give_up(reader, "a line without a colour of the palette");
        return;
    }
    if (dash != NULL &&
        (!next_number(&dash, &paint.dash_px[0]) || !next_number(&dash, &paint.dash_px[1])))
        paint.dash_px[0] = 0;
    trace(reader, &paint, way);
}

enum symbol_shape { SYMBOL_CIRCLE, SYMBOL_OUTLINE };

struct symbol {
    const char *reference;
    enum symbol_shape shape;
    bool is_filled;
    struct point corners[4]; /* of an outline, for scale 1 */
    size_t corner_count;
};

static const struct symbol symbols[] = {
    {"#gpPt5", SYMBOL_CIRCLE, false, {{0, 0}}, 0},
    {"#gpPt6", SYMBOL_CIRCLE, true, {{0, 0}}, 0},
    {"#gpPt8", SYMBOL_OUTLINE, true, {{0, -1.33}, {-1.33, 0.67}, {1.33, 0.67}}, 3},
    {"#gpPt10", SYMBOL_OUTLINE, true, {{0, 1.33}, {-1.33, -0.67}, {1.33, -0.67}}, 3},
    {"#gpPt11", SYMBOL_OUTLINE, false, {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}}, 4},
    {"#gpPt12", SYMBOL_OUTLINE, true, {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}}, 4},
};

static const struct symbol *find_symbol(const char *reference)
{
    for (size_t i = 0; reference != NULL && i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(symbols[i].reference, reference) == 0)
            return &symbols[i];
    return NULL;
}

static void symbol(struct reader *reader, const char **attributes)
{
    const struct symbol *symbol = find_symbol(attribute(attributes, "xlink:href"));
    const char *transform = attribute(attributes, "transform");
    double at[2], scale;
    enum colour colour;
    struct point corners[4];

    if (symbol == NULL || !read_call(transform, "translate", at, 2) ||
        !read_call(transform, "scale", &scale, 1) ||
        !read_colour(attribute(attributes, "color"), &colour)) {
        give_up(reader, "a point of another form");
        return;
    }
    struct paint paint = {.fill = symbol->is_filled ? colour : COLOUR_COUNT,
                          .stroke = symbol->is_filled ? COLOUR_COUNT : colour,
                          .opacity = 1,
                          .width_px = reader->groups[reader->depth].width_px};
    if (symbol->shape == SYMBOL_CIRCLE) {
        svg_circle(&reader->writer, &paint, (struct point){at[0], at[1]}, scale);
        return;
    }
    for (size_t i = 0; i < symbol->corner_count; i++)
        corners[i] = (struct point){at[0] + scale * symbol->corners[i].x,
                                    at[1] + scale * symbol->corners[i].y};
    svg_line(&reader->writer, &paint, corners, symbol->corner_count, true);
}

static void group(struct reader *reader, const char **attributes)
{
    if (reader->depth + 1 >= DEPTH_MOST) {
        give_up(reader, "groups nested too deep");
        return;
    }
    struct group group = reader->groups[reader->depth];
    const char *anchor = attribute(attributes, "text-anchor");
    const char *family = attribute(attributes, "font-family");
    double at[2];
    group.width_px = read_number(attribute(attributes, "stroke-width"), group.width_px);
    if (read_call(attribute(attributes, "transform"), "translate", at, 2))
        group.at = (struct point){at[0], at[1]};
    group.text.size_px = read_number(attribute(attributes, "font-size"), group.text.size_px);
    if (family != NULL)
        group.text.is_bold = strstr(family, ":Bold") != NULL;
    if (anchor != NULL)
        group.text.align = strcmp(anchor, "end") == 0      ? LABEL_RIGHT
                           : strcmp(anchor, "middle") == 0 ? LABEL_CENTRE
                                                           : LABEL_LEFT;
    if (!read_colour(attribute(attributes, "fill"), &group.text.colour))
        group.text.colour = COLOUR_INK;
    reader->groups[++reader->depth] = group;
}

static void start_text(struct reader *reader, const char **attributes)
{
    (void)attributes;
    reader->is_text = true;
    reader->token_length = 0;
}

/* An empty group or picture frame has nothing to say. */
static void nothing(struct reader *reader, const char **attributes)
{
    (void)reader;
    (void)attributes;
}

static void ignore_content(struct reader *reader, const char **attributes)
{
    (void)attributes;
    reader->ignored = 1;
}

struct element {
    const char *name;
    void (*start)(struct reader *reader, const char **attributes);
};

static const struct element elements[] = {
    {"svg", nothing},
    {"g", group},
    {"path", path},
    {"polygon", polygon},
    {"use", symbol},
    {"text", start_text},
    {"title", ignore_content},
    {"desc", ignore_content},
    {"defs", ignore_content},
    {"rect", nothing}, /* the frame of the page, not filled; areas are polygons */
};

static void XMLCALL on_start(void *context, const XML_Char *name, const char **attributes)
{
    struct reader *reader = context;

    if (reader->ignored > 0) {
        reader->ignored++;
        return;
    }
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (strcmp(elements[i].name, name) == 0) {
            elements[i].start(reader, attributes);
            return;
        }
    }
    give_up(reader, "an element of another form");
}

/* "T001" is the first label; LABEL_COUNT of the chart when it is no token of it. */
static size_t label_of(const struct reader *reader)
{
    size_t number = 0;

    if (reader->token_length < 4 || reader->token[0] != 'T')
        return reader->chart->label_count;
    for (size_t i = 1; i < reader->token_length; i++) {
        if (reader->token[i] < '0' || reader->token[i] > '9')
            return reader->chart->label_count;
        number = number * 10 + (size_t)(reader->token[i] - '0');
    }
    return number >= 1 && number <= reader->chart->label_count ? number - 1
                                                               : reader->chart->label_count;
}

static void end_text(struct reader *reader)
{
    reader->is_text = false;
    if (reader->token_length == 0)
        return;
    size_t at = label_of(reader);
    if (at == reader->chart->label_count || reader->is_placed[at]) {
        give_up(reader, "a text that is not ours");
        return;
    }
    const struct group *group = &reader->groups[reader->depth];
    const struct label *label = &reader->chart->labels[at];
    reader->is_placed[at] = true;
    svg_text(&reader->writer, &group->text, group->at, label->text, label->whole);
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    struct reader *reader = context;

    if (reader->ignored > 0)
        reader->ignored--;
    else if (strcmp(name, "text") == 0)
        end_text(reader);
    else if (strcmp(name, "g") == 0)
        reader->depth--;
}

static void XMLCALL on_text(void *context, const XML_Char *bytes, int length)
{
    struct reader *reader = context;

    if (reader->ignored > 0)
        return;
    for (int i = 0; i < length; i++) {
        bool is_blank = strchr(" \t\r\n", bytes[i]) != NULL;
        if (is_blank)
            continue;
        if (!reader->is_text || reader->token_length == TOKEN_MOST) {
            give_up(reader, "a text that is not ours");
            return;
        }
        reader->token[reader->token_length++] = bytes[i];
    }
}

static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    give_up(context, "a document type");
}

static bool all_placed(const struct reader *reader)
{
    for (size_t i = 0; i < reader->chart->label_count; i++)
        if (!reader->is_placed[i])
            return false;
    return true;
}

static void parse(struct reader *reader, struct span document)
{
    XML_SetUserData(reader->parser, reader);
    XML_SetElementHandler(reader->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader->parser, on_text);
    XML_SetStartDoctypeDeclHandler(reader->parser, on_doctype);
    svg_start(&reader->writer, reader->chart);
    enum XML_Status status =
        XML_Parse(reader->parser, document.bytes, (int)document.length, XML_TRUE);
    svg_end(&reader->writer);
    if (status != XML_STATUS_OK && XML_GetErrorCode(reader->parser) == XML_ERROR_NO_MEMORY)
        reader->is_short = true;
    else if (status != XML_STATUS_OK && reader->junk == NULL)
        reader->junk = "no well-formed SVG";
    else if (status == XML_STATUS_OK && !all_placed(reader))
        reader->junk = "a label is missing";
    reader->is_short =
        reader->is_short || reader->writer.out.is_short || reader->writer.held.is_short;
}

static const struct svg *take_svg(const struct reader *reader, struct arena *arena)
{
    struct svg *svg = arena_allocate(arena, sizeof *svg);
    struct span bytes = buffer_span(&reader->writer.out);
    const char *copy = arena_text(arena, bytes.bytes, bytes.length);

    if (svg == NULL || copy == NULL)
        return NULL;
    *svg = (struct svg){.bytes = {copy, bytes.length}};
    return svg;
}

const struct svg *svg_read(struct span document, const struct chart *chart, struct arena *arena,
                           const char **junk)
{
    struct reader reader = {.chart = chart, .parser = XML_ParserCreate("UTF-8")};
    const struct svg *svg = NULL;

    reader.is_placed = calloc(chart->label_count + 1, sizeof *reader.is_placed);
    reader.groups[0] = (struct group){.width_px = 1, .text = {.size_px = LABEL_SIZE_PX}};
    if (reader.parser != NULL && reader.is_placed != NULL) {
        parse(&reader, document);
        if (reader.junk == NULL && !reader.is_short)
            svg = take_svg(&reader, arena);
    }
    *junk = reader.is_short ? NULL : reader.junk;
    XML_ParserFree(reader.parser);
    free(reader.is_placed);
    free(reader.points);
    svg_writer_release(&reader.writer);
    return svg;
}

struct span svg_bytes(const struct svg *svg)
{
    return svg->bytes;
}

/* What starts at `at` and a sheet says anyway: the length of the attribute, with its blank. */
static size_t attribute_of_sheet(const char *at, const char *end)
{
    static const char *const starts[] = {" fill=\"#", " fill=\"none",    " stroke=\"#",
                                         " xmlns=\"", " font-family=\"", " width=\"",
                                         " height=\""};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t length = strlen(starts[i]);
        if ((size_t)(end - at) <= length || memcmp(at, starts[i], length) != 0)
            continue;
        const char *close = memchr(at + length, '"', (size_t)(end - at) - length);
        return close == NULL ? 0 : (size_t)(close + 1 - at);
    }
    return 0;
}

void svg_append_for_screen(const struct svg *svg, struct buffer *out)
{
    const char *at = svg->bytes.bytes, *end = at + svg->bytes.length;
    bool is_in_tag = false;

    while (at < end) {
        size_t left_out = is_in_tag && *at == ' ' ? attribute_of_sheet(at, end) : 0;
        if (left_out > 0) {
            at += left_out;
            continue;
        }
        is_in_tag = *at == '<' || (is_in_tag && *at != '>');
        buffer_byte(out, *at++);
    }
}

const struct svg *svg_narrow(const struct svg *svg)
{
    return svg->narrow;
}
