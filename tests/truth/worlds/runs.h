/* runs: many worlds, and what became of their figures and verdicts. */
#ifndef DESKGAUGE_TESTS_TRUTH_RUNS_H
#define DESKGAUGE_TESTS_TRUTH_RUNS_H

#include "figures.h"

enum { SIZES = 4, ACCOUNTS = 5, PLANTED_SIZES = 2 };
extern const uint64_t SIZE_TICKETS[SIZES]; /* a quarter */
extern const uint32_t ACCOUNT_COUNTS[ACCOUNTS];
extern const uint64_t PLANTED_TICKETS[PLANTED_SIZES];

/* How much is run: worlds of each size and number of accounts, and of what the truth is read on. */
struct effort {
    uint32_t worlds[SIZES], bounded_worlds[SIZES], planted_worlds[PLANTED_SIZES];
    uint32_t process_repeats;
    uint64_t process_tickets;
    uint64_t seed;          /* added to all seeds: other worlds of the same kinds */
    uint32_t account_count; /* worlds of that many alone; 0: of all */
};
extern const struct effort EFFORT_FULL, EFFORT_SHORT;

/* Nothing is planted: every interval should hold the truth, and nothing should be called sagged. */
struct coverage {
    struct tally tallies[SIZES][ACCOUNTS][FIGURE_COUNT];
    uint64_t quarters[SIZES][ACCOUNTS], sagged[SIZES][ACCOUNTS], dated[SIZES][ACCOUNTS];
};
MUST_CHECK bool coverage_run(const struct settings *settings, const struct effort *effort,
                             struct coverage *out, struct error *err);

/* Ten points are lost, all of the quarter (called?) or from a Monday in it on (dated?). */
struct planted_results {
    double drop; /* as measured on the process */
    uint64_t quarters[PLANTED_SIZES], sagged[PLANTED_SIZES], looked[PLANTED_SIZES];
    uint64_t even[PLANTED_SIZES], even_called[PLANTED_SIZES]; /* design effect up to 1.5 */
    double effect[PLANTED_SIZES];                             /* sum */
    uint64_t starts[PLANTED_SIZES], dated[PLANTED_SIZES], held[PLANTED_SIZES];
    double set_weeks[PLANTED_SIZES]; /* sum over the dated */
};
MUST_CHECK bool planted_run(const struct settings *settings, const struct effort *effort,
                            struct planted_results *out, struct error *err);

/* Markdown tables; false when a claim of the specification does not hold. */
bool results_print(const struct coverage *coverage, const struct planted_results *planted);

#endif
