/* figures: the published intervals that are held against the truth, and how often they hold it. */
#ifndef DESKGAUGE_TESTS_TRUTH_FIGURES_H
#define DESKGAUGE_TESTS_TRUTH_FIGURES_H

#include "desk.h"
#include "process.h"

enum figure {
    FIGURE_WITHIN_PROMISE,
    FIGURE_GRADED,
    FIGURE_LATE,
    FIGURE_MEDIAN,
    FIGURE_P80,
    FIGURE_P90,
    FIGURE_MEAN_WAIT,
    FIGURE_BY_DEMAND,
    FIGURE_ONE_TOUCH,
    FIGURE_CLARIFIED,
    FIGURE_STAYS_SOLVED,
    FIGURE_REVIEWS,
    FIGURE_NO_SWITCH,
    FIGURE_NOT_ABANDONED,
    FIGURE_SATISFIED,
    FIGURE_RESPONDENTS,
    FIGURE_TOTAL,  /* by the weights of desk.yaml, of 100 points */
    FIGURE_POINTS, /* point-identified up to here, bounded from here on */
    FIGURE_COVER_PROMISED = FIGURE_POINTS,
    FIGURE_COVER_ALL,
    FIGURE_WORST_CASE,
    FIGURE_SENSITIVITY,
    FIGURE_UNWRITTEN, /* first replies of an export that bounds them */
    FIGURE_COUNT
};
const char *figure_name(enum figure figure);

/* One interval and the truth it should hold. */
struct held {
    bool is_published; /* at least `indicative`: anything less is not shown as an interval */
    bool has_interval;
    double low, high, truth, effect;
};

/* The interval of a figure in a scorecard. `weights`: the kinds of account that it speaks of. */
struct held figure_hold(enum figure figure, const struct scorecard *card,
                        const struct settings *settings, const struct process *process,
                        const double weights[KIND_COUNT], const struct desk_census *census);

struct tally {
    uint64_t all, published, covered, above, below; /* published ones, but `all` */
    double width, effect;                           /* sums over the published */
};
void tally_add(struct tally *tally, struct held held);
void tally_merge(struct tally *tally, const struct tally *other);
double tally_share(const struct tally *tally); /* NaN: nothing published */

#endif
