/* chart: a drawing as data, made from numbers and finished texts; draw.h turns it into an SVG. */
#ifndef DESKGAUGE_CHARTS_CHART_H
#define DESKGAUGE_CHARTS_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/*
 * Each kind of chart has a header with its description and one function:
 *
 *     const struct chart *chart_forest(struct arena *arena, const char *key,
 *                                      const struct forest_chart *forest);
 *
 * It copies into `arena` (that of the report) what it needs, decides ticks and where labels stand,
 * and never returns NULL: what cannot be drawn (no values, no memory) is told by charts_draw() as
 * the reason why. `key` is that of the exhibit: the drawing is labelled by the elements KEY-title
 * and KEY-about of the page.
 *
 * Texts come finished in the reader's language, any UTF-8; NULL and "" leave the label out. One
 * that has no room is broken into lines; what still has none (a word longer than a column) is
 * shortened with "…" and keeps its whole text as a tooltip. Numbers are
 * doubles in the unit of their name; NaN is unknown and is never drawn as zero.
 */
struct chart;
const char *chart_key(const struct chart *chart);

/* How the caller writes a value on an axis whose ticks stand `step` apart (on a scale of times
 * `step` is 0). The text is copied at once. Without a function the axis has no words. */
struct chart_words {
    const char *(*text)(void *context, double value, double step);
    void *context;
};

/* A word at a place of an axis that counts (weeks, months, points): 0 is the first. */
struct chart_tick {
    double at;
    const char *text;
};

/* Whether a row is inside the expected, and so keeps the colour of the subject. */
enum chart_tone { TONE_PLAIN, TONE_BETTER, TONE_BAD, TONE_EARLIER };

/*
 * The finished drawing: well-formed, without ids, scripts or links, every text escaped. Only
 * charts/ can make one, so a writer of HTML may take its bytes as they are. Colours stand as
 * attributes for light paper and as classes (f-c1, s-c1, t-c1: fill, stroke, text) for a sheet.
 */
struct svg;
struct span svg_bytes(const struct svg *svg);

/* The same without what the sheet of a page says anyway: colours, font. For a screen: printers of
 * pages do not read the sheet inside a drawing. */
void svg_append_for_screen(const struct svg *svg, struct buffer *out);

/* The same drawing for a page of half the width, whose letters are as large; NULL when there is
 * none. A page holds both and shows one. */
const struct svg *svg_narrow(const struct svg *svg);

#endif
