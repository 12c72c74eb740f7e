#include "command/choosing.h"

#include "costs/compare.h"
#include "kinds/model_choice.h"

bool has_choice(const struct reporting_request *request)
{
    const struct cost_settings *costs = &request->workspace->settings.costs;

    return costs->is_set && costs->offer_count > 0 && request->cube->demand_count > 0;
}

bool choice_is_typed(const struct workspace *workspace, const struct operands *files)
{
    return workspace->settings.costs.typed_monthly_tickets > 0 && files->count == 0 &&
           workspace->settings.source_count == 0 && workspace->store_is_fresh;
}

bool model_choice_compose(struct sheaf *sheaf, const char *inside, struct error *err)
{
    const struct reporting_request *request = sheaf->request;
    OWN(comparison_release) struct comparison comparison = {0};
    struct choice_request choice = {.comparison = &comparison};
    const struct sheaf_figures figures = {
        .card = request->scorecard, .account = ALL_ACCOUNTS, .has_house_above = inside != NULL};
    struct report *report = NULL;

    return compare(request->cube, &request->workspace->settings, &comparison, err) &&
           sheaf_next(sheaf, inside, &report, err) &&
           reporting_basis(request, report, sheaf->language, &choice.review, err) &&
           model_choice_build(&choice, report, err) &&
           (request->scorecard == NULL || sheaf_add_tickets(sheaf, &figures, report, err));
}
