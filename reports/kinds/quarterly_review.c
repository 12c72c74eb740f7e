#include "kinds/quarterly_review.h"

#include "kinds/composing.h"

static void about(const struct quarterly_request *request, struct report *report)
{
    const struct period *period = &request->scorecard->period[PERIOD_CURRENT];
    char hash[33];

    hash128_format(request->scorecard->settings_hash, hash);
    report_about(report, &(struct report_about){
                             .kind = "quarterly-review",
                             .language = language_name(request->language),
                             .period_key = period->label,
                             .period = value_period(period->first_day, period->last_day),
                             .as_of = value_instant(request->cube->cut_at, 0),
                             .command = request->command,
                             .version = request->version,
                             .settings = hash,
                             .zones = request->zones,
                             .inputs = request->inputs,
                             .input_count = request->input_count,
                         });
}

bool quarterly_review_build(const struct quarterly_request *request, struct report *out,
                            struct error *err)
{
    struct composing composing = {
        .request = request, .card = request->scorecard, .report = out, .arena = &out->arena};

    about(request, out);
    compose_figures(&composing);
    compose_front(&composing);
    compose_verdict(&composing);
    compose_speed(&composing);
    compose_at_hand(&composing);
    compose_answers(&composing);
    compose_channels(&composing);
    compose_accounts(&composing);
    compose_context(&composing);
    compose_appendix(&composing);
    return report_finish(out, err);
}
