#include "criteria/fitness.h"

#include "criteria/channel_waits.h"

enum channel_fit channel_fit(const struct criteria_settings *criteria, enum channel channel)
{
    for (size_t i = 0; i < criteria->policy_count; i++) {
        const struct channel_policy *policy = &criteria->policies[i];
        if (policy->channel != channel)
            continue;
        if (policy->identified == 0 || policy->confidential == 0)
            return FIT_UNFIT;
        return policy->identified > 0 || policy->confidential > 0 ? FIT_GOOD : FIT_UNTOLD;
    }
    return FIT_UNTOLD;
}

enum channel_fit channel_fit_for(const struct criteria_settings *criteria,
                                 const struct client_row *client, enum channel channel)
{
    enum channel_fit fit = channel == CHANNEL_UNKNOWN ? FIT_UNTOLD : channel_fit(criteria, channel);

    if (channel == CHANNEL_UNKNOWN || fit == FIT_UNFIT || client == NULL || client->channels == 0)
        return fit;
    return (client->channels & (1U << channel)) != 0 ? FIT_GOOD : FIT_NOT_AGREED;
}

/* Rows of an account stand by day: a contract is looked up when it ends, not for each of them. */
struct contract {
    const struct client_row *row;
    uint32_t account;
};

static const struct client_row *contract_of(const struct scoring *scoring,
                                            struct contract *contract, const struct cube_key *key)
{
    const struct client_row *row = contract->row;

    if (row == NULL || contract->account != key->account || key->day < row->from_day ||
        key->day > row->to_day)
        contract->row =
            house_client(&scoring->settings->house,
                         span_of(scoring->cube->names.accounts[key->account]), key->day);
    contract->account = key->account;
    return contract->row;
}

static bool collect(struct scoring *scoring, const struct filter *filter, struct units *out,
                    uint64_t *outside_count, struct error *err)
{
    struct walk walk = WALK(scoring, population, filter);
    const struct cube_population *row = NULL;
    struct contract contract = {0};

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->exclusion != EXCLUDED_NOT ||
            !filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        enum channel_fit fit =
            channel_fit_for(&scoring->settings->criteria,
                            contract_of(scoring, &contract, &row->key), row->key.channel);
        if (fit == FIT_UNTOLD)
            continue;
        unit.utility = unit.outcome = fit != FIT_GOOD;
        unit.is_decided = true;
        *outside_count += fit != FIT_GOOD ? row->count : 0;
        if (!units_add(scoring, out, &unit, err))
            return false;
    }
    return true;
}

bool outside_measure(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    struct units units = {0};
    struct estimate share = {0};
    uint64_t outside_count = 0;
    struct measurement *out = measurement_add(scoring, MEASURED_CHANNEL_OUTSIDE, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_CHANNEL]);

    if (out == NULL)
        return error_memory(err);
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (!collect(scoring, &filter, &units, &outside_count, err))
        return false;
    out->asked_count = units.ticket_count;
    out->kept_count = outside_count;
    if (units.ticket_count == 0) {
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_DECLARED;
        return true;
    }
    if (!estimate_mean(scoring, &units, &share, err))
        return false;
    measurement_set_share(scoring, out, &share, &share);
    return true;
}
