/* score: from a measure on its natural scale to 0..100, and several scores in one. */
#ifndef DESKGAUGE_STATISTICS_SCORE_H
#define DESKGAUGE_STATISTICS_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "statistics/interval.h"

/*
 * The map of statistics 0.2: monotone, straight between knots, flat outside; descending measures
 * have descending x. Several knots at one x stand for the mean of their scores.
 */
double anchor_map(const double *x, const double *score, size_t count, double value);

/* The usual four knots: 0, 50 ("minimum acceptable"), 80 ("target met"), 100. */
struct anchors {
    double x0, x50, x80, x100;
};

double anchors_score(const struct anchors *anchors, double value);
/* Points per unit of the measure at `value`, towards higher scores: "worth about g'(x)·Δx points";
 * 0 outside the outer knots. */
double anchors_slope(const struct anchors *anchors, double value);
/* The interval of a measure mapped end by end; it stays an interval of the same coverage. */
struct interval anchors_interval(const struct anchors *anchors, struct interval measure);

/* A2: a promise kept to the share p is 80: 1-4m, but not below 0 / 1-2m / p / 1-m/5, m = 1-p. */
struct anchors anchors_of_promise(double share);

/* ---- composite ---- */

/* A score that was not observed is NaN; its weight counts against the coverage. */
struct score_part {
    double score;
    struct interval limits;
    double weight;
};

struct composite {
    double coverage;        /* share of the weight that was observed */
    double value;           /* Σ w s / Σ w over the observed; NaN when nothing is */
    struct interval limits; /* MOVER */
    double geometric;       /* weighted, of max(s, 1) */
    double imbalance;       /* value - geometric */
    double worst, best;     /* the unobserved at 0, at 100 */
    bool is_published;      /* coverage >= 0.6 */
};

/* `correlation`: count x count of the scores (bootstrap replicates, negatives set to 0), row by
 * row; NULL: independent. Rows and columns of unobserved parts are passed over. */
struct composite composite_measure(const struct score_part *parts, size_t count,
                                   const double *correlation);

/* The least and the largest Σ w s / Σ w when each weight may move by `share` (0.25) of itself. */
struct interval composite_weight_range(const struct score_part *parts, size_t count, double share);

#endif
