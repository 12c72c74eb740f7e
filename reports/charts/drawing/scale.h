/* scale: from values to pixels, and the round values at which an axis is marked. */
#ifndef DESKGAUGE_CHARTS_SCALE_H
#define DESKGAUGE_CHARTS_SCALE_H

#include <stdbool.h>
#include <stddef.h>

struct scale {
    double low, high;       /* values; low < high, both finite */
    double low_px, high_px; /* where they stand */
    bool is_log;            /* low > 0 then */
};

double scale_px(const struct scale *scale, double value);

/* Round values, ascending, `step` apart (0 where they are not equidistant). */
enum { TICKS_MOST = 16 };
struct ticks {
    double at[TICKS_MOST];
    size_t count;
    double step;
};

/* The multiples of 1, 2 or 5 times a power of ten from the last at or below `low` to the first at
 * or above `high`, at most `most` (2..TICKS_MOST) of them. Low and high may be equal. */
struct ticks ticks_around(double low, double high, size_t most);

/* Those of ticks_around() that lie inside [low, high]. */
struct ticks ticks_within(double low, double high, size_t most);

/* Spans of time that people name (1 s … 30 s, 1 min … 30 min, 1 h … 12 h, 1 day …) inside
 * [low_s, high_s]; low_s > 0. */
struct ticks ticks_of_time(double low_s, double high_s);

/* The range of the finite values, widened by those given later; starts with RANGE_EMPTY. */
struct range {
    double low, high;
};
#define RANGE_EMPTY ((struct range){.low = 1, .high = -1})
bool range_is_empty(const struct range *range);
void range_add(struct range *range, double value); /* what is not finite is passed over */

/* The range with `part` of its width added at both ends, for marks that must not touch the edge;
 * a range of one value gets one unit around it, an empty one 0..1. */
struct range range_padded(struct range range, double part);

/* The range out to the ticks around it: an axis that ends where a word stands. */
struct range range_to_ticks(struct range range, size_t most);

/*
 * Places for `count` labels of one column, each as near to where it wants to stand as a distance
 * of `gap` between neighbours allows, inside [low, high]. Keeps the order of the wishes (equal
 * wishes keep their index order). `px` holds the wishes and then the places. Least squares by
 * pooling neighbours; labels that do not all fit are squeezed evenly.
 */
void spread(double *px, size_t count, double gap, double low, double high);

#endif
