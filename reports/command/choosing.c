#include "command/choosing.h"

#include "costs/compare.h"
#include "kinds/model_choice.h"

bool has_choice(const struct reporting_request *request)
{
    const struct cost_settings *costs = &request->workspace->settings.costs;

    return costs->is_set && costs->offer_count > 0 && request->cube->demand_count > 0;
}

bool model_choice_write(const struct reporting_request *request, struct language *language,
                        const char *inside, struct folder *folder,
                        struct reporting_shortfall *shortfall, struct error *err)
{
    OWN(report_release) struct report report = {0};
    OWN(comparison_release) struct comparison comparison = {0};
    struct choice_request choice = {.comparison = &comparison};

    return compare(request->cube, &request->workspace->settings, &comparison, err) &&
           reporting_basis(request, &report, language, &choice.review, err) &&
           model_choice_build(&choice, &report, err) &&
           reporting_render(request, &report, language, inside, folder, shortfall, err);
}
