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

struct phrase period_why_phrase(const struct scorecard *card, struct value values[2])
{
    values[0] = value_count((int64_t)card->period[PERIOD_CURRENT].ticket_count);
    values[1] = value_count((int64_t)card->export_ticket_count);
    switch (card->period_why) {
    case PERIOD_WHY_LAST_HELD:
        return (struct phrase){
            .text = N_("This is the last quarter that the export holds whole: %1$s of its %2$s "
                       "tickets. --period all takes them all."),
            .arguments = values,
            .argument_count = 2};
    case PERIOD_WHY_NO_QUARTER:
        return (struct phrase){.text = N_("This is the whole export: it holds no whole quarter, so "
                                          "there is nothing to compare it with.")};
    default:
        return (struct phrase){0};
    }
}

struct phrase late_entry_phrase(const struct scorecard *card, struct value values[2])
{
    if (card->late_entry_count == 0)
        return (struct phrase){0};
    values[0] = value_date(card->observed_from_day);
    values[1] = value_count((int64_t)card->late_entry_count);
    return (struct phrase){
        .text = N_("The export holds only what was updated since %1$s. Tickets of this period that "
                   "are older (%2$s) stand in the curves and waits from that day on: these are "
                   "conditional on being touched since, and indicative at most."),
        .arguments = values,
        .argument_count = 2};
}

struct phrase period_held_phrase(const struct scorecard *card, enum period_index period,
                                 struct value values[1])
{
    const struct period *row = &card->period[period];

    if (!row->is_present || !row->is_quarter ||
        (row->held_first_day == row->first_day && row->held_last_day == row->last_day))
        return (struct phrase){0};
    values[0] = value_period(row->held_first_day, row->held_last_day);
    return (struct phrase){
        .text = period == PERIOD_CURRENT
                    ? N_("The export holds only %1$s of this quarter: counts are of that part.")
                    : N_("Of the quarter before the export holds only %1$s: shares can be "
                         "compared, counts cannot."),
        .arguments = values,
        .argument_count = 1};
}
