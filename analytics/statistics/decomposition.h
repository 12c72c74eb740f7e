/* decomposition: which cells of the work make up a gap to the target, or a change between periods.
 */
#ifndef DESKGAUGE_STATISTICS_DECOMPOSITION_H
#define DESKGAUGE_STATISTICS_DECOMPOSITION_H

#include <stdbool.h>
#include <stddef.h>

/* One cell (channel x priority x band …) in two periods: units, and the sum of their utilities
 * (successes of a share). Sizes may be effective, hence real. */
struct change_cell {
    double count_a, utility_a;
    double count_b, utility_b;
};

/*
 * Kitagawa 1955, with weights w = n_c/n and rates r:
 *     mix_c = (w_B - w_A)·((r_A + r_B)/2 - (R_A + R_B)/2)    rate_c = (r_B - r_A)·(w_A + w_B)/2
 * R_B - R_A = Σ mix + Σ rate exactly. A cell that is empty in one period borrows the other's rate,
 * so all of it is mix (a new channel). A cell empty in both has no rates and adds nothing.
 */
struct change_part {
    double weight_a, weight_b;
    double rate_a, rate_b;
    double mix, rate;
};

struct change {
    double rate_a, rate_b; /* R, crude */
    double delta;          /* R_B - R_A */
    double mix, rate;
    /* Directly standardised by the weights (n_A + n_B)/Σ: the change the verdict uses. */
    double standard_a, standard_b, standard_delta;
    double standard_error; /* √Σ W²[r_A(1-r_A)/n_A + r_B(1-r_B)/n_B]; ignores clusters */
    bool is_simpson;       /* crude and standardised change have opposite signs */
    bool is_mix;           /* |Σ mix| > |Σ rate| */
};

/* `parts` has `count` elements, or is NULL. Everything is NaN when a period has no units. */
struct change change_decompose(const struct change_cell *cells, size_t count,
                               struct change_part *parts);

/*
 * Gap to a target: target - x = Σ_c w_c·(target - x_c). `contributions[c]` is cell c's part; x
 * "if this cell met the target" is x + that part. Returns the whole gap; NaN without units.
 */
struct gap_cell {
    double count, utility;
};
double gap_decompose(const struct gap_cell *cells, size_t count, double target,
                     double *contributions);

#endif
