#include "calendar/instant.h"
#include "runs.h"
#include "simulator/chance.h"

const uint64_t PLANTED_TICKETS[PLANTED_SIZES] = {500, 3000};

enum {
    SEED_CALIBRATE = 90000000,
    SEED_PLANTED = 95000000,
    SEED_SIZE = 1000000,
    WEEKS = 10,
    DRAW = 5
};
static const double DROP = .10;
static const double EVEN = 1.5;

/* What is planted: late replies, or first answers that do not hold. */
struct way {
    enum share share;
    enum criterion criterion;
    struct planted planted;
};

static bool share_of(const struct planted *planted, const struct effort *effort, enum share share,
                     double *out, struct error *err)
{
    static const double everyone[KIND_COUNT] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    OWN(process_release) struct process process = {0};
    struct plan plan = {.scenario = SCENARIO_CALM,
                        .quarter_tickets = effort->process_tickets,
                        .seed = effort->seed + SEED_CALIBRATE,
                        .planted = *planted};

    if (!process_live(&plan, 4, &process, err))
        return false;
    *out = process_share(&process, everyone, share);
    return true;
}

/* The ratio at which ten points are lost, by halving. */
static bool calibrate(const struct effort *effort, struct way *way, double *out_drop,
                      struct error *err)
{
    bool is_reply = way->share == SHARE_WITHIN_PROMISE;
    double low = is_reply ? 1 : .5, high = is_reply ? 6 : 1, before = 0, after = 0;

    way->planted = (struct planted){0, 1, 1};
    if (!share_of(&way->planted, effort, way->share, &before, err))
        return false;
    way->planted.from_day = wall_date(2026, 3, 30);
    for (int step = 0; step < 9; step++) {
        double middle = (low + high) / 2;
        *(is_reply ? &way->planted.delay_ratio : &way->planted.holds_ratio) = middle;
        if (!share_of(&way->planted, effort, way->share, &after, err))
            return false;
        bool is_worse = before - after > DROP;
        *(is_worse == is_reply ? &high : &low) = middle;
    }
    *out_drop = before - after;
    return true;
}

static bool score_planted(const struct settings *settings, const struct plan *plan,
                          struct scorecard *card, struct error *err)
{
    const struct lived_export export = {0};
    struct desk_census census;
    struct desk_world desk;

    return plan_world(plan, &desk, err) && desk_score(&desk, settings, &export, card, &census, err);
}

static double effect_of(const struct scorecard *card, enum criterion criterion)
{
    enum measured name =
        criterion == CRITERION_FIRST_REPLY ? MEASURED_REPLY_WITHIN_PROMISE : MEASURED_ONE_TOUCH;
    const struct measurement *row =
        scorecard_find(card, name, PERIOD_CURRENT, ALL_ACCOUNTS, CHANNEL_UNKNOWN);

    return row->effective_n > 0 ? (double)row->asked_count / row->effective_n : 1;
}

static void count_call(const struct scorecard *card, const struct way *way, int size,
                       struct planted_results *out)
{
    enum change_verdict verdict = card->criteria[way->criterion].change.verdict;
    double effect = effect_of(card, way->criterion);
    bool is_called = verdict == CHANGE_SAGGED || verdict == CHANGE_LOOK;

    out->quarters[size]++;
    out->sagged[size] += verdict == CHANGE_SAGGED;
    out->looked[size] += verdict == CHANGE_LOOK;
    out->effect[size] += effect;
    out->even[size] += effect <= EVEN;
    out->even_called[size] += effect <= EVEN && is_called;
}

static void count_date(const struct scorecard *card, const struct way *way, int32_t true_day,
                       int size, struct planted_results *out)
{
    const struct criterion_change *change = &card->criteria[way->criterion].change;

    out->starts[size]++;
    if (!change->is_dated)
        return;
    out->dated[size]++;
    out->held[size] += change->week_low_day <= true_day && true_day <= change->week_high_day;
    out->set_weeks[size] += (double)(change->week_high_day - change->week_low_day) / WEEK_DAYS + 1;
}

static bool take(const struct settings *settings, const struct way *way, int size, int accounts,
                 uint64_t seed, uint64_t number, struct planted_results *out, struct error *err)
{
    OWN(scorecard_release) struct scorecard whole = {0}, part = {0};
    struct plan plan = {.scenario = SCENARIO_CALM,
                        .account_count = ACCOUNT_COUNTS[accounts],
                        .quarter_tickets = PLANTED_TICKETS[size],

                        .seed = seed + SEED_PLANTED + number * ACCOUNTS + (uint64_t)accounts +
                                (uint64_t)SEED_SIZE * (uint64_t)size,
                        .planted = way->planted};

    if (!score_planted(settings, &plan, &whole, err))
        return false;
    count_call(&whole, way, size, out);
    count_date(&whole, way, plan.planted.from_day, size, out);
    plan.planted.from_day = plan_first_monday(SCENARIO_CALM) +
                            WEEK_DAYS * (int32_t)chance_below(plan.seed, DRAW, WEEKS);
    if (!score_planted(settings, &plan, &part, err))
        return false;
    count_date(&part, way, plan.planted.from_day, size, out);
    return true;
}

bool planted_run(const struct settings *settings, const struct effort *effort,
                 struct planted_results *out, struct error *err)
{
    struct way ways[] = {{.share = SHARE_WITHIN_PROMISE, .criterion = CRITERION_FIRST_REPLY},
                         {.share = SHARE_ONE_TOUCH, .criterion = CRITERION_COMPLETENESS}};
    double drops[2] = {0};

    if (effort->planted_worlds[0] + effort->planted_worlds[1] == 0)
        return true;
    for (int i = 0; i < 2; i++)
        if (!calibrate(effort, &ways[i], &drops[i], err))
            return false;
    out->drop = (drops[0] + drops[1]) / 2;
    for (int size = 0; size < PLANTED_SIZES; size++)
        for (int accounts = 0; accounts < ACCOUNTS; accounts++)
            for (uint64_t i = 0; i < effort->planted_worlds[size]; i++)
                if (!take(settings, &ways[i % 2], size, accounts, effort->seed, i, out, err))
                    return false;
    return true;
}
