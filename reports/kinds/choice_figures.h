/* choice_figures: what a comparison of models says in numbers, each with an id that stays. */
#ifndef DESKGAUGE_KINDS_CHOICE_FIGURES_H
#define DESKGAUGE_KINDS_CHOICE_FIGURES_H

#include "kinds/choice_words.h"

enum choice_measure {
    CHOICE_COST_P10,
    CHOICE_COST_P50,
    CHOICE_COST_P90,
    CHOICE_PER_RESOLVED,
    CHOICE_CHEAPEST,
    CHOICE_REGRET,
    CHOICE_WORST_REGRET,
    CHOICE_WEIGHTINGS,
    CHOICE_BREAK_EVEN,
    CHOICE_MEASURE_COUNT
};

/* Key of the definition and head of the id: "choice.cost_p50". */
const char *choice_measure_key(enum choice_measure measure);
/* One sentence for people, to translate; and how it is reckoned. */
const char *choice_measure_meaning(enum choice_measure measure);
const char *choice_measure_formula(enum choice_measure measure);

struct choice_figure {
    const char *id; /* choice.cost_p50{model=own_staff}, …{mix=Night%20desk},
                       choice.break_even{input=monthly_tickets,stretch=1} */
    enum choice_measure measure;
    int model;                        /* -1: of a stretch in which no model keeps the promise */
    const struct break_even *stretch; /* NULL but for break-evens */
    struct value value, interval;
};

/*
 * Of every model its cost, of a model that keeps the promise its chance and regret, and each
 * stretch of each input; by measure, then in the order of the comparison. Lives in words->keep; ids
 * are those of figure_id(). ERROR_INTERNAL when memory is short.
 */
MUST_CHECK bool choice_figures(const struct choice_words *words, struct choice_figure **out,
                               size_t *out_count, struct error *err);

#endif
