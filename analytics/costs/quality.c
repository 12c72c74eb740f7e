#include "costs/quality.h"

#include <math.h>
#include <stdlib.h>

#include "costs/fit.h"
#include "costs/service.h"
#include "cube/bins.h"
#include "statistics/cluster.h"

static const struct model_quality NOT_KNOWN = {NAN, 0, 1, false};

static struct model_quality known(double share)
{
    return isnan(share) ? NOT_KNOWN : (struct model_quality){share, share, share, false};
}

/* ---- measured on the export --------------------------------------------------------------------
 */

/* Sums by account and by day of the tickets of one executor. */
struct tally {
    struct cluster_sum *accounts, *days;
    size_t account_count, day_count;
    int32_t first_day;
    uint64_t ticket_count;
};

static bool tally_open(const struct cube *cube, int32_t first_day, int32_t last_day,
                       struct arena *arena, struct tally *out, struct error *err)
{
    *out = (struct tally){.account_count = cube->names.account_count,
                          .day_count = (size_t)(last_day - first_day) + 1,
                          .first_day = first_day};
    out->accounts = arena_array(arena, out->account_count + 1, sizeof *out->accounts);
    out->days = arena_array(arena, out->day_count + 1, sizeof *out->days);
    return (out->accounts != NULL && out->days != NULL) || error_memory(err);
}

static void tally_add(struct tally *tally, const struct cube_key *key, uint32_t count, bool is_kept)
{
    struct cluster_sum *families[] = {&tally->accounts[key->account],
                                      &tally->days[key->day - tally->first_day]};

    for (size_t i = 0; i < 2; i++) {
        families[i]->unit_count += count;
        families[i]->utility_sum += is_kept ? count : 0;
    }
    tally->ticket_count += count;
}

static struct model_quality quality_of(const struct tally *tally, double confidence)
{
    if (tally->ticket_count < MEASURED_LEAST)
        return NOT_KNOWN;
    struct cluster_share share =
        cluster_wider(cluster_mean(tally->accounts, tally->account_count, 0, confidence),
                      cluster_mean(tally->days, tally->day_count, 0, confidence));
    return (struct model_quality){share.value, fmax(0, share.limits.low),
                                  fmin(1, share.limits.high), true};
}

/* Was the first answer enough? False: not followed for long enough, or not asked of this ticket. */
static bool is_decided(const struct cube_followup *row, uint16_t window_bin, bool *is_kept)
{
    const struct cube_exit *failure = &row->failure[READING_STRICT];

    *is_kept = failure->exit != EXIT_EVENT;
    return row->is_one_touch_asked && !row->is_clarification &&
           failure->calendar_bin != BIN_UNKNOWN &&
           (failure->exit != EXIT_CENSORED || failure->calendar_bin >= window_bin);
}

static void count_answers(const struct cube *cube, const struct settings *settings,
                          enum executor executor, struct tally *out)
{
    uint16_t window_bin = bin_of(settings->criteria.one_touch_window_s);

    for (size_t i = 0; i < cube->followup_count; i++) {
        const struct cube_followup *row = &cube->followup[i];
        bool is_kept = false;
        if (row->key.executor == executor && is_decided(row, window_bin, &is_kept))
            tally_add(out, &row->key, row->count, is_kept);
    }
}

static void count_surveys(const struct cube *cube, enum executor executor, struct tally *out)
{
    for (size_t i = 0; i < cube->survey_count; i++) {
        const struct cube_survey *row = &cube->survey[i];
        if (row->key.executor == executor && row->is_satisfied >= 0)
            tally_add(out, &row->key, row->count, row->is_satisfied == 1);
    }
}

struct measured {
    struct model_quality completeness, orientation;
};

static void widen(const struct cube_key *key, int32_t *first_day, int32_t *last_day)
{
    *first_day = key->day < *first_day ? key->day : *first_day;
    *last_day = key->day > *last_day ? key->day : *last_day;
}

static bool measure(const struct cube *cube, const struct settings *settings,
                    enum executor executor, struct arena *arena, struct measured *out,
                    struct error *err)
{
    int32_t first_day = INT32_MAX, last_day = INT32_MIN;
    struct tally answers, surveys;

    *out = (struct measured){NOT_KNOWN, NOT_KNOWN};
    for (size_t i = 0; i < cube->followup_count; i++)
        widen(&cube->followup[i].key, &first_day, &last_day);
    for (size_t i = 0; i < cube->survey_count; i++)
        widen(&cube->survey[i].key, &first_day, &last_day);
    if (first_day > last_day)
        return true;
    if (!tally_open(cube, first_day, last_day, arena, &answers, err) ||
        !tally_open(cube, first_day, last_day, arena, &surveys, err))
        return false;
    count_answers(cube, settings, executor, &answers);
    count_surveys(cube, executor, &surveys);
    out->completeness = quality_of(&answers, settings->criteria.confidence);
    out->orientation = quality_of(&surveys, settings->criteria.confidence);
    return true;
}

/* ---- of each model -----------------------------------------------------------------------------
 */

static double at_hand(const struct making *making, const struct model_result *model)
{
    double promised = 0, open = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        promised += making->demand.covered[hour];
        open += model->fault_hours[hour];
    }
    return promised > 0 ? 1 - open / promised : NAN;
}

static double convenience(const struct making *making, const struct model_result *model)
{
    if (model->offer == MODEL_OWN_STAFF || model_is_mix(model)) /* between two all are served */
        return 1;
    return fit_served_share(&making->demand, &making->settings->costs.offers[model->offer]);
}

/* Of two sides; where one is not known, the other's middle and all that the first could be. */
static struct model_quality mixed(struct model_quality a, double share, struct model_quality b)
{
    bool is_known = !isnan(a.value) && !isnan(b.value);
    const struct model_quality *sides[] = {&a, &b};
    const double shares[] = {share, 1 - share};
    struct model_quality out = {share * a.value + (1 - share) * b.value, 0, 0,
                                a.is_measured && b.is_measured};

    if (share >= 1 || share <= 0)
        return share >= 1 ? a : b;
    for (size_t i = 0; i < 2; i++) {
        bool is_middle = !is_known && !isnan(sides[i]->value);
        out.low += shares[i] * (is_middle ? sides[i]->value : sides[i]->low);
        out.high += shares[i] * (is_middle ? sides[i]->value : sides[i]->high);
    }
    return out;
}

static struct measured of_offer(const struct making *making, int offer,
                                const struct measured *provider)
{
    return making->settings->costs.offers[offer].is_current
               ? *provider
               : (struct measured){NOT_KNOWN, NOT_KNOWN};
}

static struct measured mixed_of(const struct measured *first, double share,
                                const struct measured *second)
{
    return (struct measured){mixed(first->completeness, share, second->completeness),
                             mixed(first->orientation, share, second->orientation)};
}

static struct measured of_model(const struct making *making, const struct model_result *model,
                                const struct measured *own, const struct measured *provider)
{
    if (model->offer == MODEL_OWN_STAFF)
        return *own;
    struct measured out = of_offer(making, model->offer, provider);
    if (model->is_pair) {
        struct measured second = of_offer(making, model->second_offer, provider);
        out = mixed_of(&out, model->first_ticket_share / model->ticket_share, &second);
    }
    return model->is_hybrid ? mixed_of(&out, model->ticket_share, own) : out;
}

bool quality_write(const struct cube *cube, const struct making *making, struct comparison *out,
                   struct error *err)
{
    OWN(arena_release) struct arena scratch = {0};
    struct measured own, provider;

    if (!measure(cube, making->settings, EXECUTOR_OWN, &scratch, &own, err) ||
        !measure(cube, making->settings, EXECUTOR_PROVIDER, &scratch, &provider, err))
        return false;
    for (size_t i = 0; i < out->model_count; i++) {
        struct model_result *model = &out->models[i];
        struct measured measured = of_model(making, model, &own, &provider);
        model->quality[CRITERION_AVAILABILITY] = known(at_hand(making, model));
        model->quality[CRITERION_FIRST_REPLY] = known(model->in_time_share);
        model->quality[CRITERION_COMPLETENESS] = measured.completeness;
        model->quality[CRITERION_CHANNELS] = known(convenience(making, model));
        model->quality[CRITERION_ORIENTATION] = measured.orientation;
    }
    return true;
}
