/* excess: how much a random amount passes a limit on average: the part that a mean hides. */
#ifndef DESKGAUGE_COSTS_EXCESS_H
#define DESKGAUGE_COSTS_EXCESS_H

/*
 * E[max(0, X - limit)] of a normal X: σφ(z) + (μ - limit)Φ(z), z = (μ - limit)/σ (the unit normal
 * loss integral; Raiffa & Schlaifer 1961). A deviation of 0 is a certain X.
 */
double normal_excess(double mean, double deviation, double limit);

/* The same of a gamma X of that mean and deviation, which is never negative: kθQ(k+1, l/θ) -
 * lQ(k, l/θ), k = (μ/σ)², θ = σ²/μ, Q the upper incomplete gamma ratio. */
double gamma_excess(double mean, double deviation, double limit);

#endif
