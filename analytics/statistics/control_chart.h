/* control_chart: does a series of weeks still look like its baseline? For looking, not verdicts. */
#ifndef DESKGAUGE_STATISTICS_CONTROL_CHART_H
#define DESKGAUGE_STATISTICS_CONTROL_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "statistics/interval.h"

/*
 * Limits come from a frozen baseline (20 points or more, 12 at least), never from the period that
 * is judged. Alarm on rules 1 and 2 only: all eight give a false one in 79 % of quarters over five
 * criteria (statistics.md B3).
 */
enum { CHART_LEAST_BASELINE = 12, CHART_GOOD_BASELINE = 20 };

/* ---- individuals and moving range (XmR; Wheeler) ---- */

enum chart_kind {
    CHART_MEAN,   /* sigma = mean |Δx| / d2, d2 = 2/√π: limits at 2.66 mean ranges */
    CHART_MEDIAN, /* sigma = median |Δx| / (√2·Φ⁻¹(¾)): shrugs off single outliers */
};

struct individuals_chart {
    double centre, sigma;
    struct interval limits; /* centre ± 3 sigma: natural process limits */
    double range_centre;    /* of the moving ranges: mean or median */
    double range_limit;     /* D4·d2·sigma, D4 = 1 + 3·√(2 - 4/π)/d2 */
};

/* `baseline` holds the values of the baseline in order; two at least, else all is NaN. Fails only
 * for want of memory. */
MUST_CHECK bool individuals_chart(const double *baseline, size_t count, enum chart_kind kind,
                                  struct individuals_chart *out, struct error *err);

/* ---- the rules of Nelson 1984 ---- */

enum { NELSON_RULES = 8, NELSON_ALARM = 0x03 /* rules 1 and 2 */ };

/*
 * hits[i] has bit (rule - 1) set where rule 1..8 holds at point i, as exactly as in T12:
 * 1 beyond 3 sigma; 2 nine on one side; 3 six rising or falling; 4 fourteen alternating; 5 two of
 * three beyond 2 sigma on one side, this one too; 6 four of five beyond 1 sigma likewise;
 * 7 fifteen within 1 sigma; 8 eight beyond 1 sigma on either side.
 */
void nelson_rules(const double *values, size_t count, double centre, double sigma, uint8_t *hits);

/* ---- charts with a memory ---- */

/* Lucas & Saccucci 1990: value = λx + (1-λ)·previous, from the centre; limits centre ±
 * L·sigma·√(λ/(2-λ)·(1-(1-λ)^2i)). */
struct ewma_point {
    double value;
    struct interval limits;
    bool is_signal;
};
#define EWMA_LAMBDA 0.2
#define EWMA_WIDTH 2.86
void ewma_follow(const double *values, size_t count, double centre, double sigma, double lambda,
                 double width, struct ewma_point *points);

/* Page 1954: plus = max(0, plus + z - k), minus = max(0, minus - z - k), signal above h (sigmas).
 */
struct cusum_point {
    double plus, minus;
    bool is_signal;
};
#define CUSUM_SLACK 0.5
#define CUSUM_LIMIT 5.0
void cusum_follow(const double *values, size_t count, double centre, double sigma, double slack,
                  double limit, struct cusum_point *points);

/* ---- shares of weekly counts: Laney p' 2002, where n varies by more than 25 % ---- */

/* centre = Σk/Σn and spread = σ_z = mean|z_i - z_{i-1}|·√π/2 of the baseline, z_i the share in
 * units of its binomial error. Weeks without cases are passed over. */
struct laney_chart {
    double centre, spread;
};
struct laney_chart laney_chart(const double *successes, const double *cases, size_t count);

struct laney_point {
    double share, sigma, z;
    struct interval limits; /* centre ± 3·sigma·spread, clipped to 0..1 */
    bool is_signal;
};
struct laney_point laney_point(struct laney_chart chart, double successes, double cases);

#endif
