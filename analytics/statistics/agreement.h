/* agreement: judgements of people or programs: a checked sample, two raters, an imperfect rater. */
#ifndef DESKGAUGE_STATISTICS_AGREEMENT_H
#define DESKGAUGE_STATISTICS_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "statistics/interval.h"

/* ---- a stratified sample of answers that were checked ---- */

/* Stratum = channel x agent group: of `ticket_count` tickets, `checked_count` were drawn and read,
 * `passed_count` of them passed both "complete" and "correct". */
struct review_stratum {
    double ticket_count;
    double checked_count;
    double passed_count;
};

/*
 * p = Σ W_h·p_h, var = Σ W_h²(1 - n_h/N_h)·p̃(1-p̃)/(n_h-1), p̃ = (y+½)/(n+1), W_h = N_h/N: the only
 * place with a finite-population correction. Limits: Wilson at n_eff = p(1-p)/var; at p = 0 or 1,
 * where that is 0, p is taken as Σ W_h·p̃_h for n_eff alone.
 * A stratum of which nothing was checked is not spoken for: it is left out of p and N, and its
 * share is in `unchecked_share`. One checked ticket in a stratum, or all of them checked, leaves
 * no limits or no doubt: NaN, or both ends at p.
 */
struct review_share {
    double value;
    double variance;
    double n_eff;
    struct interval limits;
    double unchecked_share; /* of tickets */
};

struct review_share review_measure(const struct review_stratum *strata, size_t count,
                                   double confidence);

/* ---- a rater that errs: Rogan & Gladen 1978 ---- */

/* A classifier passed `passed_count` of `judged_count`; on labelled tickets it found the share
 * `sensitivity` of `good_count` good ones, and `specificity` of `bad_count` bad ones. */
struct rater {
    double passed_count, judged_count;
    double sensitivity, good_count;
    double specificity, bad_count;
};

/*
 * π = (p + Sp - 1)/(Se + Sp - 1), variance [p(1-p)/n + π²Se(1-Se)/n_Se + (1-π)²Sp(1-Sp)/n_Sp] over
 * (Se+Sp-1)²; the limits use π before it is clipped to 0..1. Not usable when Se + Sp < 1.3.
 */
struct corrected_share {
    double apparent;
    double value;
    double error;
    struct interval limits;
    bool is_usable;
};

struct corrected_share rater_correct(const struct rater *rater, double confidence);

/* ---- two raters of the same tickets: Cohen 1960, 1968 ---- */

/*
 * `counts` is level_count x level_count, row by row: rows the first rater's level, columns the
 * second's, levels in order. quadratic = 1 - Σ(i-j)²O/Σ(i-j)²E. Below .6 on 50 double-rated tickets
 * or more the reviews are `indicative` at most. NaN where the margins leave nothing to chance.
 */
struct kappa {
    double count;
    double observed, expected; /* shares of agreement */
    double plain;
    double quadratic;
};

struct kappa kappa_measure(const double *counts, size_t level_count);

/*
 * Two readers who may change places (any two of a team), pass or fail: `both` tickets passed by
 * both, `neither` by none, on `differ` they disagree. value = 1 - differ/(2n·p(1-p)), p the share
 * of all verdicts that pass: Cohen's kappa of the table and its mirror together (Scott 1955).
 * Limits by inverting the goodness-of-fit test (Donner & Eliasziw 1992): right with few tickets and
 * at kappa 1, where a standard error is not. NaN where all verdicts are one.
 */
struct reader_kappa {
    double count;
    double value;
    struct interval limits;
};

struct reader_kappa reader_kappa_measure(double both, double differ, double neither,
                                         double confidence);

#endif
