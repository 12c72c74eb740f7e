/* satisfaction: what surveys say of all tickets, not only of those who answered. */
#ifndef DESKGAUGE_STATISTICS_SATISFACTION_H
#define DESKGAUGE_STATISTICS_SATISFACTION_H

#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"
#include "statistics/shrinkage.h"

/*
 * A cell is channel x priority x {in target, late} x {reopened or not}; counts add up. Of
 * `ticket_count` closed tickets that a survey could reach, `response_count` answered (the last
 * response of a ticket), `satisfied_count` of them satisfied (top 2 of 5, "good", "easy").
 */
struct survey_cell {
    double ticket_count;
    double response_count;
    double satisfied_count;
};

struct survey_rule {
    double shift;             /* δ: .15, how far the silent of a cell may differ from the others */
    double correlation_floor; /* .005 */
    double confidence;        /* .95 */
};
extern const struct survey_rule SURVEY_RULE;

struct survey_posterior {
    double mean;     /* (s+α)/(r+α+β) */
    double variance; /* of that Beta */
    double weight;   /* N_c / N */
};

/*
 * Three answers, from the strongest assumption to none (statistics.md A5, T09):
 * scored      post-stratified empirical Bayes: the silent of a cell are like its respondents;
 * sensitivity they differ by at most δ, widened by Imbens & Manski 2004;
 * worst case  Manski 2003: all the silent unhappy, or all happy.
 */
struct satisfaction {
    double ticket_count, response_count, satisfied_count;
    double response_ratio;
    double crude;                 /* Σs/Σr */
    struct interval crude_limits; /* Wilson */
    struct shrinkage_prior prior; /* as fitted over the cells with responses */
    double used_correlation;      /* after the floor */
    double value;                 /* the post-stratified share */
    double error;                 /* √Σ W²·Var */
    struct interval value_limits; /* value ± z·error, clipped to 0..1 */
    struct interval worst_case;
    struct interval bounds;      /* value ± δ·(1 - response ratio), inside the worst case */
    double factor;               /* c of Imbens & Manski */
    struct interval sensitivity; /* bounds ± c·error, clipped to 0..1 */
};

/* All estimates are NaN without a response. `posteriors` has room for `count`. Fails only for want
 * of memory. */
MUST_CHECK bool satisfaction_measure(const struct survey_cell *cells, size_t count,
                                     const struct survey_rule *rule,
                                     struct survey_posterior *posteriors, struct satisfaction *out,
                                     struct error *err);

/*
 * The sensitivity when the sampling error is that of `limits` around the value, which know of
 * families of answers as the posterior of the cells does not: a σ for either end, its distance over
 * z, and c of the larger one (Imbens & Manski 2004; their σ is the larger of two as well).
 */
struct interval satisfaction_sensitivity(const struct satisfaction *measured,
                                         struct interval limits, double confidence);

/* ---- net promoter score, in points -100..100 ---- */

struct promoter_score {
    double points;
    struct interval wald; /* shown beside, never used: [100, 100] for 10 of 10 */
    double adjusted_points;
    struct interval adjusted; /* ±; 3 more responses: ¾ promoters, ¾ detractors (Rocks 2016) */
};

/* All NaN without a response, but the adjusted ones. */
struct promoter_score promoter_score(double promoters, double passives, double detractors,
                                     double confidence);

#endif
