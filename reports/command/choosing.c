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

static void *choose(void *context)
{
    struct choosing *choosing = context;

    choosing->is_made =
        compare(choosing->cube, choosing->settings, &choosing->comparison, &choosing->failure);
    return NULL;
}

void choosing_begin(const struct reporting_request *request, struct choosing *out)
{
    *out = (struct choosing){.cube = request->cube, .settings = &request->workspace->settings};
    out->is_begun = pthread_create(&out->thread, NULL, choose, out) == 0;
}

static void await(struct choosing *choosing)
{
    if (choosing->is_begun)
        pthread_join(choosing->thread, NULL);
    choosing->is_begun = false;
}

void choosing_release(struct choosing *choosing)
{
    await(choosing);
    comparison_release(&choosing->comparison);
}

bool model_choice_compose(struct sheaf *sheaf, const char *inside, struct choosing *choosing,
                          struct error *err)
{
    const struct reporting_request *request = sheaf->request;
    struct choice_request choice = {.comparison = &choosing->comparison};
    const struct sheaf_figures figures = {
        .card = request->scorecard, .account = ALL_ACCOUNTS, .has_house_above = inside != NULL};
    struct report *report = NULL;

    if (!choosing->is_begun)
        choose(choosing);
    await(choosing);
    if (!choosing->is_made) {
        *err = choosing->failure;
        return false;
    }
    return sheaf_next(sheaf, inside, &report, err) &&
           reporting_basis(request, report, sheaf->language, &choice.review, err) &&
           model_choice_build(&choice, report, err) &&
           (request->scorecard == NULL || sheaf_add_tickets(sheaf, &figures, report, err));
}
