/* palette: the colours of a drawing by their role, for light paper; a page recolours them by class.
 */
#ifndef DESKGAUGE_CHARTS_PALETTE_H
#define DESKGAUGE_CHARTS_PALETTE_H

#include <stdint.h>

/* Chosen so that the worst pair under simulated protan, deutan and tritan sight stays apart. */
enum colour {
    COLOUR_INK,
    COLOUR_MUTED,
    COLOUR_GRID,
    COLOUR_AXIS,
    COLOUR_PAPER,
    COLOUR_SUBJECT, /* c1, blue: this quarter, this account */
    COLOUR_EARLIER, /* c2, slate: what it is compared with */
    COLOUR_BETTER,  /* c3, teal: better than the norm; the second category */
    COLOUR_OTHER,   /* c4, gold: the third category; the downside */
    COLOUR_FOURTH,  /* c5, violet */
    COLOUR_BAD,     /* a signal or a missed promise, nothing else */
    COLOUR_HEAT_1,  /* six classes of a heat map, bad to good */
    COLOUR_HEAT_2,
    COLOUR_HEAT_3,
    COLOUR_HEAT_4,
    COLOUR_HEAT_5,
    COLOUR_HEAT_6,
    COLOUR_COUNT
};

struct colour_row {
    const char *variable; /* its name in the templates: "C1" */
    const char *css;      /* the end of its class: f-c1 fills, s-c1 strokes, t-c1 is text */
    uint32_t mark_rgb;    /* lines and areas */
    uint32_t text_rgb;    /* text: as dark as 4.5:1 on white asks for */
};
extern const struct colour_row palette[COLOUR_COUNT];

/* The colour whose mark is `rgb`, or COLOUR_COUNT. */
enum colour colour_of(uint32_t rgb);

#endif
