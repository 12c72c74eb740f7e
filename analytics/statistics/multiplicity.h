/* multiplicity: probabilities adjusted for how many questions were asked at once. */
#ifndef DESKGAUGE_STATISTICS_MULTIPLICITY_H
#define DESKGAUGE_STATISTICS_MULTIPLICITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum multiplicity {
    MULTIPLICITY_BH,     /* Benjamini & Hochberg 1995: the rate of false discoveries */
    MULTIPLICITY_BY,     /* Benjamini & Yekutieli 2001: the same under any dependence */
    MULTIPLICITY_HOLM,   /* Holm 1979: the chance of any false discovery */
    MULTIPLICITY_HOMMEL, /* Hommel 1988: the same by Simes' inequality; O(n²) */
};

/* `adjusted` may be `p`. An unknown (NaN) p stays unknown and is not counted. Fails only for want
 * of memory. */
MUST_CHECK bool multiplicity_adjust(enum multiplicity method, const double *p, size_t count,
                                    double *adjusted, struct error *err);

/*
 * Families of segments within criteria (Benjamini & Bogomolov 2014): a family's p is Simes'
 * min p_(i)·m/i; families are selected by BH at q; inside the R selected of m families BH is held
 * at q·R/m. `family` is an index below the number of families.
 */
struct hypothesis {
    size_t family;
    double p;
};

struct hypothesis_verdict {
    double family_p; /* Simes */
    double family_adjusted;
    double adjusted; /* BH within the family */
    bool is_family_selected, is_rejected;
};

/* `*q_within` is q·R/m; it may be NULL. */
MUST_CHECK bool multiplicity_families(const struct hypothesis *hypotheses, size_t count,
                                      size_t family_count, double q,
                                      struct hypothesis_verdict *verdicts, double *q_within,
                                      struct error *err);

#endif
