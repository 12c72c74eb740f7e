#include "kinds/composing.h"

void compose_about(struct composing *composing, const char *kind, const char *account)
{
    const struct review_request *request = composing->request;
    const struct period *period = &composing->card->period[PERIOD_CURRENT];
    char hash[33];

    hash128_format(composing->card->settings_hash, hash);
    report_about(composing->report, &(struct report_about){
                                        .kind = kind,
                                        .language = language_name(request->language),
                                        .account = account,
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
