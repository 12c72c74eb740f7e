#include <math.h>

#include "criteria/channel_waits.h"

/* A4: what was declared of the channels, and whether those promised are alive. */
enum { ALIVE_DAYS = 30 };
static const double ALIVE_SHARE = 0.5;

static double weight_of(const struct channel_policy *policy, const struct channel_waits *waits)
{
    return policy->weight > 0 ? policy->weight
                              : (double)waits[policy->channel].graded[READING_STRICT].ticket_count;
}

/* Of one client: what clients.csv promises to him, where it says; else what the settings do. */
static bool is_promised(const struct scoring *scoring, const struct channel_policy *policy)
{
    const struct client_row *row = NULL;

    if (scoring->account != ALL_ACCOUNTS)
        row = house_client(&scoring->settings->house,
                           span_of(scoring->cube->names.accounts[scoring->account]),
                           scoring->card->period[PERIOD_CURRENT].last_day);
    if (row == NULL || row->channels == 0)
        return policy->is_promised;
    return (row->channels & (1U << policy->channel)) != 0;
}

/* Promised channels with a human answer in the last 30 days of the period, and attainment of one
 * half: a census of channels, without an interval of its own. */
bool alive_measure(struct scoring *scoring, const struct channel_waits *waits, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    int32_t from_day = scoring->card->period[PERIOD_CURRENT].last_day - ALIVE_DAYS + 1;
    struct measurement *out =
        measurement_add(scoring, MEASURED_CHANNEL_ALIVE, whole_of(PERIOD_CURRENT),
                        &scoring->cube->evidence[EVIDENCE_CHANNEL]);
    double alive = 0, total = 0;

    if (out == NULL)
        return error_memory(err);
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    for (size_t i = 0; i < criteria->policy_count; i++) {
        const struct channel_policy *policy = &criteria->policies[i];
        const struct channel_waits *one = &waits[policy->channel];
        bool is_alive = one->last_answer_day >= from_day &&
                        one->estimate[READING_STRICT].has_value &&
                        one->estimate[READING_STRICT].value >= ALIVE_SHARE;
        if (!is_promised(scoring, policy))
            continue;
        bool has_log = false;
        bool is_answered = policy->channel == CHANNEL_PHONE &&
                           telephone_is_alive(scoring, from_day, INT32_MAX, &has_log);
        is_alive = has_log ? is_answered : is_alive;
        double weight = policy->weight > 0 ? policy->weight : 1;
        out->asked_count++;
        out->kept_count += is_alive;
        total += weight;
        alive += is_alive ? weight : 0;
    }
    out->reason = REASON_NOT_DECLARED;
    out->standing = STANDING_NOT_OBSERVABLE;
    if (total <= 0)
        return true;
    out->has_value = out->has_interval = true;
    out->value = out->strict = out->optimistic = out->low = out->high = alive / total;
    out->effective_n = (double)out->asked_count;
    out->standing = STANDING_INDICATIVE;
    out->reason = REASON_BOUNDED;
    measurement_score(out, &criteria->measures[MEASURE_ALIVE].anchors);
    return true;
}

/* Identification and confidentiality are a gate: a channel that fails either counts for nothing. */
static double policy_share(const struct channel_policy *policy)
{
    const double marks[] = {policy->identified,  policy->history,      policy->confidential,
                            policy->attachments, policy->out_of_hours, policy->accessible};
    double sum = 0, count = 0;

    if (policy->identified == 0 || policy->confidential == 0)
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] < 0)
            continue;
        sum += marks[i];
        count++;
    }
    return count > 0 ? sum / count : NAN;
}

bool policy_measure(struct scoring *scoring, const struct channel_waits *waits, struct error *err)
{
    const struct criteria_settings *criteria = &scoring->settings->criteria;
    const struct evidence declared = {.rung = RUNG_DECLARED};
    struct measurement *out =
        measurement_add(scoring, MEASURED_CHANNEL_POLICY, whole_of(PERIOD_CURRENT), &declared);
    double sum = 0, total = 0;

    if (out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < criteria->policy_count; i++) {
        double share = policy_share(&criteria->policies[i]);
        double weight = weight_of(&criteria->policies[i], waits);
        if (!isfinite(share) || weight <= 0)
            continue;
        sum += weight * share;
        total += weight;
        out->asked_count++;
        out->kept_count += share > 0;
    }
    out->standing = STANDING_NOT_OBSERVABLE;
    out->reason = REASON_NOT_DECLARED;
    if (total <= 0)
        return true;
    out->has_value = true;
    out->value = out->strict = out->optimistic = sum / total;
    out->standing = STANDING_INDICATIVE;
    out->reason = REASON_DECLARED;
    return true;
}
