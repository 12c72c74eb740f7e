#include "kinds/quarterly_review.h"

#include "kinds/composing.h"

bool quarterly_review_build(const struct review_request *request, struct report *out,
                            struct error *err)
{
    struct composing composing = {.request = request,
                                  .card = request->scorecard,
                                  .report = out,
                                  .arena = &out->arena,
                                  .account = ALL_ACCOUNTS};

    compose_about(&composing, "quarterly-review", NULL);
    compose_figures(&composing);
    compose_front(&composing, PHRASE("Support quality review"));
    compose_note(&composing, "summary", PHRASE("In our own words"), NULL);
    if (!compose_decisions(&composing, NULL))
        compose_proposals(&composing);
    compose_verdict(&composing);
    compose_speed(&composing);
    compose_at_hand(&composing);
    compose_rota(&composing);
    compose_answers(&composing);
    compose_channels(&composing);
    compose_topics(&composing);
    compose_telephone(&composing);
    compose_accounts(&composing);
    compose_executors(&composing);
    compose_care(&composing);
    compose_events(&composing, NULL);
    compose_note(&composing, "next", PHRASE("What comes next"), NULL);
    compose_context(&composing);
    compose_moved(&composing);
    compose_appendix(&composing);
    return report_finish(out, err);
}
