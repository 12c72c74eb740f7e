#include <math.h>

#include "criteria/scoring.h"
#include "cube/bins.h"
#include "statistics/shrinkage.h"

/*
 * A4: is every channel as good as the best, does the client stay on the one he chose, is somebody
 * there when he calls; and, declared by the user, what each channel offers.
 */
static const double GRADES[] = {1, 2, 4, 8};
static const double GRADE_WEIGHTS[] = {.55, .20, .15, .10};
static const struct survival_goal GRADED = {
    .cause = CAUSE_EVENT, .times = GRADES, .weights = GRADE_WEIGHTS, .count = 4};
static const double PARITY_LEAST_N = 30;
enum { ALIVE_DAYS = 30 };
static const double ALIVE_SHARE = 0.5;

struct channel_waits {
    struct units graded[READING_COUNT]; /* calendar clock, in promises */
    struct estimate estimate[READING_COUNT];
    uint64_t kept_count, open_count;
    int32_t last_answer_day;
};

/* The client's own clock, in units of the promise, else of the hour that stands for it. */
static bool collect_channel(struct scoring *scoring, const struct filter *filter,
                            struct channel_waits *out, struct error *err)
{
    struct walk walk = WALK(scoring, wait, filter);
    const struct cube_wait *row = NULL;

    out->last_answer_day = INT32_MIN;
    while ((row = walk_next(&walk)) != NULL) {
        int64_t promise_s = scoring->cube->names.promises[row->key.promise].first_reply_s;
        if (!filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        if (promise_s <= 0)
            promise_s = scoring->settings->criteria.reply_default_s;
        for (int reading = 0; reading < READING_COUNT; reading++) {
            const struct cube_exit *exit = &row->reply[reading];
            if (reading == READING_OPTIMISTIC && scoring->is_reply_alike)
                break;
            struct unit_row unit = unit_of(&row->key, row->count);
            if (exit->calendar_bin == BIN_UNKNOWN || exit->exit == EXIT_UNMEASURED)
                continue;
            unit.cause = (uint8_t)cause_of(exit->exit);
            unit.time = (double)bin_upper_s(exit->calendar_bin) / (double)promise_s;
            if (!units_add(scoring, &out->graded[reading], &unit, err))
                return false;
            if (reading != READING_STRICT)
                continue;
            if (unit.cause == CAUSE_EVENT && row->key.day > out->last_answer_day)
                out->last_answer_day = row->key.day;
            out->kept_count += unit.cause == CAUSE_EVENT && unit.time <= 1 ? row->count : 0;
            out->open_count += unit.cause == CAUSE_NONE && unit.time < 1 ? row->count : 0;
        }
    }
    if (!estimate_attained(scoring, &out->graded[READING_STRICT], &GRADED,
                           &out->estimate[READING_STRICT], err))
        return false;
    if (scoring->is_reply_alike) {
        out->graded[READING_OPTIMISTIC] = out->graded[READING_STRICT];
        out->estimate[READING_OPTIMISTIC] = out->estimate[READING_STRICT];
        return true;
    }
    return estimate_attained(scoring, &out->graded[READING_OPTIMISTIC], &GRADED,
                             &out->estimate[READING_OPTIMISTIC], err);
}

static bool collect_channels(struct scoring *scoring, enum period_index period,
                             struct channel_waits out[CHANNEL_COUNT], struct error *err)
{
    for (int channel = 1; channel < CHANNEL_COUNT; channel++) {
        struct dimension dimension = whole_of(period);
        dimension.channel = (uint8_t)channel;
        struct filter filter = filter_of(scoring, dimension);
        if (!collect_channel(scoring, &filter, &out[channel], err))
            return false;
    }
    return true;
}

/* ---- parity ---- */

struct parity {
    double shares[CHANNEL_COUNT]; /* shrunken graded attainment; NaN not compared */
    double weights[CHANNEL_COUNT];
    size_t count;
    double value;
    struct interval limits;
    double n;
    uint32_t cluster_count;
};

/* Σ q·x / max x. The interval adds that of each channel (MOVER) with the best one held fixed. */
static bool compare_channels(const struct channel_waits *waits, int reading, struct parity *out,
                             struct error *err)
{
    struct shrinkage_group groups[CHANNEL_COUNT] = {{0}};
    struct shrinkage_prior prior = {0};
    struct interval_term terms[CHANNEL_COUNT] = {{0}};
    double total = 0, best = 0;

    *out = (struct parity){.limits = interval_unknown(), .value = NAN};
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        const struct estimate *one = &waits[c].estimate[reading];
        out->shares[c] = NAN;
        if (!one->has_interval || one->n_eff < PARITY_LEAST_N)
            continue;
        groups[c] = (struct shrinkage_group){one->value * one->n_eff, one->n_eff};
        out->count++;
        out->n += one->n_eff;
        total += (double)waits[c].graded[reading].ticket_count;
        if (out->cluster_count == 0 || one->cluster_count < out->cluster_count)
            out->cluster_count = one->cluster_count;
    }
    if (out->count < 2)
        return true;
    if (!shrinkage_fit(groups, CHANNEL_COUNT, &prior, err))
        return false;
    prior = shrinkage_floor(prior, 0.005);
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        if (groups[c].trials <= 0)
            continue;
        out->shares[c] = shrinkage_plug_in(&prior, groups[c], .95).mean;
        out->weights[c] = (double)waits[c].graded[reading].ticket_count / total;
        best = fmax(best, out->shares[c]);
    }
    if (best <= 0)
        return true;
    out->value = 0;
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        const struct estimate *one = &waits[c].estimate[reading];
        if (groups[c].trials <= 0)
            continue;
        out->value += out->weights[c] * out->shares[c] / best;
        terms[c] = (struct interval_term){.value = out->shares[c],
                                          .limits = {fmin(one->limits.low, out->shares[c]),
                                                     fmax(one->limits.high, out->shares[c])},
                                          .weight = out->weights[c] / best};
    }
    out->limits = interval_clip(interval_mover(terms, CHANNEL_COUNT, NULL), 0, 1);
    return true;
}

static struct estimate estimate_of_parity(const struct parity *parity)
{
    return (struct estimate){.has_value = isfinite(parity->value),
                             .value = parity->value,
                             .has_interval = isfinite(parity->limits.low),
                             .limits = parity->limits,
                             .n_eff = parity->n,
                             .cluster_count = parity->cluster_count};
}

static bool measure_parity(struct scoring *scoring, enum period_index period,
                           const struct channel_waits *waits, struct error *err)
{
    struct parity parity[READING_COUNT];
    struct measurement *out = measurement_add(scoring, MEASURED_CHANNEL_PARITY, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_CHANNEL]);

    if (out == NULL)
        return error_memory(err);
    if (scoring->cube->evidence[EVIDENCE_REPLY].rung < out->rung)
        out->rung = scoring->cube->evidence[EVIDENCE_REPLY].rung;
    if (out->rung == RUNG_NOT_IN_EXPORT) {
        out->standing = STANDING_NOT_OBSERVABLE;
        out->reason = REASON_NOT_IN_EXPORT;
        return true;
    }
    for (int reading = 0; reading < READING_COUNT; reading++)
        if (!compare_channels(waits, reading, &parity[reading], err))
            return false;
    struct estimate strict = estimate_of_parity(&parity[READING_STRICT]);
    struct estimate optimistic = estimate_of_parity(&parity[READING_OPTIMISTIC]);
    size_t used = 0;
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        out->asked_count += waits[c].graded[READING_STRICT].ticket_count;
        out->kept_count += waits[c].kept_count;
        used += waits[c].graded[READING_STRICT].ticket_count > 0;
    }
    if (!strict.has_value) {
        out->reason = used > 1 ? REASON_TOO_FEW : used == 1 ? REASON_ONE_CHANNEL : out->reason;
        return true;
    }
    measurement_set_share(scoring, out, &strict, &optimistic);
    measurement_score(out, &scoring->settings->criteria.measures[MEASURE_PARITY].anchors);
    return true;
}

/* ---- switch and abandon ---- */

bool switch_units(struct scoring *scoring, const struct filter *filter, struct units *out,
                  struct error *err)
{
    struct walk walk = WALK(scoring, channel, filter);
    const struct cube_channel *row = NULL;

    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->was_switched < 0 || !filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        unit.utility = unit.outcome = row->was_switched == 0;
        unit.is_decided = true;
        if (!units_add(scoring, out, &unit, err))
            return false;
    }
    return true;
}

static bool measure_switch(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct filter filter = filter_of_period(scoring, period);
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out = measurement_add(scoring, MEASURED_CHANNEL_NO_SWITCH, whole_of(period),
                                              &scoring->cube->evidence[EVIDENCE_SWITCH]);

    if (out == NULL)
        return error_memory(err);
    if (!switch_units(scoring, &filter, &units, err) ||
        !estimate_mean(scoring, &units, &share, err))
        return false;
    out->asked_count = units.ticket_count;
    for (size_t i = 0; i < units.count; i++)
        out->kept_count += units.rows[i].utility > 0 ? units.rows[i].count : 0;
    if (out->rung != RUNG_NOT_IN_EXPORT)
        measurement_set_share(scoring, out, &share, &share);
    measurement_score(out, &scoring->settings->criteria.measures[MEASURE_NO_SWITCH].anchors);
    return true;
}

/* Left before an answer, ever: F of leaving at the last time, the answer competing. */
static bool measure_abandon(struct scoring *scoring, enum period_index period, struct error *err)
{
    const double ever = 1e12;
    const struct survival_goal goal = {.cause = CAUSE_EVENT, .times = &ever, .count = 1};
    struct filter filter = filter_of_period(scoring, period);
    struct walk walk = WALK(scoring, channel, &filter);
    const struct cube_channel *row = NULL;
    struct units units = {0};
    struct estimate share = {0};
    struct measurement *out =
        measurement_add(scoring, MEASURED_CHANNEL_NOT_ABANDONED, whole_of(period),
                        &scoring->cube->evidence[EVIDENCE_ABANDON]);

    if (out == NULL)
        return error_memory(err);
    while ((row = walk_next(&walk)) != NULL) {
        struct unit_row unit = unit_of(&row->key, row->count);
        if (row->abandon.exit == EXIT_UNMEASURED || row->abandon.calendar_bin == BIN_UNKNOWN)
            continue;
        unit.cause = (uint8_t)cause_of(row->abandon.exit);
        unit.time = (double)bin_upper_s(row->abandon.calendar_bin);
        out->kept_count += unit.cause == CAUSE_COMPETING ? row->count : 0;
        out->open_count += unit.cause == CAUSE_NONE ? row->count : 0;
        if (!units_add(scoring, &units, &unit, err))
            return false;
    }
    out->asked_count = units.ticket_count;
    if (out->rung == RUNG_NOT_IN_EXPORT)
        return true;
    if (units.ticket_count == 0) {
        out->reason = REASON_NO_LIVE_CHANNEL;
        return true;
    }
    if (!estimate_attained(scoring, &units, &goal, &share, err))
        return false;
    share = estimate_complement(share);
    measurement_set_share(scoring, out, &share, &share);
    measurement_score(out, &scoring->settings->criteria.measures[MEASURE_NOT_ABANDONED].anchors);
    return true;
}

/* ---- what was declared ---- */

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
static bool measure_alive(struct scoring *scoring, const struct channel_waits *waits,
                          struct error *err)
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

static bool measure_policy(struct scoring *scoring, const struct channel_waits *waits,
                           struct error *err)
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

/* ---- the mix ---- */

static bool measure_mix(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct measurement *out =
        measurement_add(scoring, MEASURED_CHANNEL_EFFECTIVE_NUMBER, whole_of(period),
                        &scoring->cube->evidence[EVIDENCE_CHANNEL]);
    double total = 0, entropy = 0;
    double counts[CHANNEL_COUNT] = {0};

    if (out == NULL)
        return error_memory(err);
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        struct dimension dimension = whole_of(period);
        dimension.channel = (uint8_t)c;
        const struct measurement *tickets =
            measurement_of(scoring->card, MEASURED_TICKETS, dimension);
        counts[c] = tickets != NULL ? (double)tickets->kept_count : 0;
        total += counts[c];
    }
    out->asked_count = (uint64_t)total;
    if (out->rung == RUNG_NOT_IN_EXPORT || total <= 0)
        return true;
    for (int c = 1; c < CHANNEL_COUNT; c++)
        entropy -= counts[c] > 0 ? counts[c] / total * log(counts[c] / total) : 0;
    out->has_value = true;
    out->value = out->strict = out->optimistic = exp(entropy);
    out->standing = STANDING_SCORED;
    out->reason = NULL;
    return true;
}

static uint64_t tickets_of(const struct scoring *scoring, enum period_index period, uint8_t channel)
{
    struct dimension dimension = whole_of(period);

    dimension.channel = channel;
    const struct measurement *row = measurement_of(scoring->card, MEASURED_TICKETS, dimension);
    return row == NULL ? 0 : row->kept_count;
}

static bool list_channels(struct scoring *scoring, const struct channel_waits *waits,
                          struct error *err)
{
    struct scorecard *card = scoring->card;
    uint64_t total = card->period[PERIOD_CURRENT].ticket_count;

    card->channels = arena_array(&card->arena, CHANNEL_COUNT, sizeof *card->channels);
    if (card->channels == NULL)
        return error_memory(err);
    for (int c = 1; c < CHANNEL_COUNT; c++) {
        const struct estimate *graded = &waits[c].estimate[READING_STRICT];
        struct dimension dimension = whole_of(PERIOD_CURRENT);
        struct channel_row row = {
            .channel = (enum channel)c,
            .ticket_count = tickets_of(scoring, PERIOD_CURRENT, (uint8_t)c),
            .previous_count = tickets_of(scoring, PERIOD_PREVIOUS, (uint8_t)c),
        };
        dimension.channel = (uint8_t)c;
        const struct measurement *median = measurement_of(card, MEASURED_REPLY_MEDIAN, dimension);
        if (row.ticket_count + row.previous_count == 0)
            continue;
        row.share = total > 0 ? (double)row.ticket_count / (double)total : 0;
        row.has_graded = graded->has_interval;
        row.graded = row.has_graded ? graded->value : 0;
        row.graded_low = row.has_graded ? graded->limits.low : 0;
        row.graded_high = row.has_graded ? graded->limits.high : 0;
        row.has_median = median != NULL && median->has_value;
        row.median_wait_s = row.has_median ? median->value : 0;
        card->channels[card->channel_count++] = row;
    }
    return true;
}

/* Volume by month and channel, from the first ticket to the end of the period. */
static bool list_months(struct scoring *scoring, struct error *err)
{
    struct scorecard *card = scoring->card;
    struct filter filter = filter_of_period(scoring, PERIOD_CURRENT);
    int32_t last = filter.last_day;
    filter.first_day = last - 400; /* a year and the month it began in */
    struct date from = date_of_day(filter.first_day);
    filter.first_day = day_of(from.year, from.month, 1);
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;

    card->months = arena_array(&card->arena, 16, sizeof *card->months);
    if (card->months == NULL)
        return error_memory(err);
    struct week_channel months[16] = {{0}};
    while ((row = walk_next(&walk)) != NULL) {
        struct date date = date_of_day(row->key.day);
        int month = (date.year - from.year) * 12 + date.month - from.month;
        if (row->exclusion == EXCLUDED_NOT && month >= 0 && month < 16)
            months[month].count[row->key.channel] += row->count;
    }
    for (int month = 0; month < 16; month++) {
        uint64_t total = 0;
        for (int c = 0; c < CHANNEL_COUNT; c++)
            total += months[month].count[c];
        int index = from.month - 1 + month;
        months[month].month_first_day = day_of(from.year + index / 12, index % 12 + 1, 1);
        bool is_begun = card->month_count > 0 || total > 0;
        if (is_begun && months[month].month_first_day <= last)
            card->months[card->month_count++] = months[month];
    }
    return true;
}

bool channels_score(struct scoring *scoring, struct error *err)
{
    const struct measure_settings *measures = scoring->settings->criteria.measures;
    const struct part parts[] = {
        {MEASURED_CHANNEL_PARITY, measures[MEASURE_PARITY].weight},
        {MEASURED_CHANNEL_NO_SWITCH, measures[MEASURE_NO_SWITCH].weight},
        {MEASURED_CHANNEL_NOT_ABANDONED, measures[MEASURE_NOT_ABANDONED].weight},
        {MEASURED_CHANNEL_ALIVE, measures[MEASURE_ALIVE].weight},
        {MEASURED_CHANNEL_POLICY, measures[MEASURE_POLICY].weight},
    };
    struct criterion_score *out = &scoring->card->criteria[CRITERION_CHANNELS];

    for (enum period_index period = PERIOD_COUNT; period-- > 0;) {
        struct channel_waits waits[CHANNEL_COUNT] = {0};
        if (!scoring->card->period[period].is_present)
            continue;
        arena_release(scoring->scratch);
        if (!collect_channels(scoring, period, waits, err) ||
            !measure_parity(scoring, period, waits, err) || !measure_switch(scoring, period, err) ||
            !measure_abandon(scoring, period, err) || !measure_mix(scoring, period, err))
            return false;
        if (period == PERIOD_CURRENT &&
            (!measure_alive(scoring, waits, err) || !measure_policy(scoring, waits, err) ||
             !list_channels(scoring, waits, err) || !list_months(scoring, err)))
            return false;
    }
    out->headline = MEASURED_CHANNEL_PARITY;
    const struct measurement *parity =
        measurement_of(scoring->card, MEASURED_CHANNEL_PARITY, whole_of(PERIOD_CURRENT));
    if (parity == NULL || !parity->has_value)
        out->headline = MEASURED_CHANNEL_NO_SWITCH;
    enum measure target =
        out->headline == MEASURED_CHANNEL_PARITY ? MEASURE_PARITY : MEASURE_NO_SWITCH;
    out->has_target = true;
    out->target = measures[target].anchors.x80;
    return criterion_combine(scoring, CRITERION_CHANNELS, parts, sizeof parts / sizeof *parts, err);
}
