#include "plan.h"

#include <string.h>

#include "simulator/chance.h"

enum { KEY_KIND = 1, KEY_WEIGHT, KEY_OUTAGE, DRAW = 7 };

const char *scenario_name(enum scenario scenario)
{
    static const char *const names[SCENARIO_COUNT] = {"calm",     "outages", "mix",
                                                      "holidays", "perfect", "poor"};

    return names[scenario];
}

static int32_t last_quarter_day(enum scenario scenario)
{
    return scenario == SCENARIO_HOLIDAYS ? wall_date(2026, 1, 1) : wall_date(2026, 4, 1);
}

static int32_t world_first_day(enum scenario scenario)
{
    return scenario == SCENARIO_HOLIDAYS ? wall_date(2025, 7, 1) : wall_date(2025, 10, 1);
}

static int32_t world_end_day(enum scenario scenario)
{
    return scenario == SCENARIO_HOLIDAYS ? wall_date(2026, 4, 1) : wall_date(2026, 7, 1);
}

int32_t plan_first_monday(enum scenario scenario)
{
    int32_t first = last_quarter_day(scenario);

    return first + (7 - wall_weekday(first)) % 7;
}

/* Five ways to be served, in two promises: all hours, and office hours. */
static void set_kind(uint8_t kind, struct world_account *account)
{
    static const double delays[] = {.65, .85, 1, 1.25, 1.7};
    static const double holds[] = {1.03, .97, 1.06, .92, 1};
    static const double moods[] = {.02, -.06, .03, 0, -.03};
    int row = kind / 2;

    account->delay_ratio = delays[row];
    account->holds_ratio = holds[row];
    account->mood_shift = moods[row];
    account->is_all_hours = kind % 2 == 0;
    account->has_human_bot = kind == 3;
    account->requester_count = 60;
}

static void set_accounts(const struct plan *plan, struct desk_world *out)
{
    uint32_t count = plan->account_count == 0 ? KIND_COUNT : plan->account_count;
    uint64_t key = chance_key(plan->seed, KEY_KIND);

    memset(out->world.accounts, 0, sizeof out->world.accounts);
    out->world.account_count = count;
    for (uint32_t i = 0; i < count; i++) {
        struct world_account *account = &out->world.accounts[i];
        bool is_reference = plan->account_count == 0;
        uint8_t kind = (uint8_t)(is_reference ? i : chance_below(key, DRAW + i, KIND_COUNT));
        out->kinds[i] = kind;
        account->name = "account";
        account->weight =
            is_reference ? 1
                         : chance_lognormal(chance_key(plan->seed, KEY_WEIGHT), DRAW + i, 1, .7);
        set_kind(kind, account);
        out->kind_weights[kind] += account->weight;
    }
}

/* Outages come by chance, about two a quarter, in working hours: they are part of the process. */
static void set_outages(const struct plan *plan, struct world *world)
{
    uint64_t key = chance_key(plan->seed, KEY_OUTAGE);
    double per_ticket = 18700.0 / (double)world->ticket_count; /* arrivals scale to that size */

    world->outage_count = 0;
    for (uint32_t i = 0; i < WORLD_OUTAGES; i++) {
        uint64_t one = chance_key(key, i);
        uint32_t days = (uint32_t)(wall_day(world->cut) - world->from_day);
        int64_t day = world->from_day + (int64_t)chance_below(one, DRAW, days);
        double share = .005 + .02 * chance_unit(one, DRAW + 1);
        world->outages[world->outage_count++] = (struct world_outage){
            .from = day * WALL_DAY_S + (9 + chance_below(one, DRAW + 2, 8)) * (int64_t)WALL_HOUR_S,
            .duration_s = (1 + chance_below(one, DRAW + 3, 4)) * (int64_t)WALL_HOUR_S,
            .ticket_count = (uint32_t)(share * (double)plan->quarter_tickets * per_ticket + .5),
            .category = chance_below(one, DRAW + 4, 6),
            .delay_ratio = 3,
        };
    }
}

static void shape(enum scenario scenario, struct world *world)
{
    switch (scenario) {
    case SCENARIO_CALM:
        world->day_noise = .08;
        break;
    case SCENARIO_OUTAGES:
        world->day_noise = .25;
        world->tail_share = .05;
        break;
    case SCENARIO_MIX:
        world->channels[ON_EMAIL].share_first = .55;
        world->channels[ON_EMAIL].share_last = .15;
        world->channels[ON_MESSENGER].share_first = .20;
        world->channels[ON_MESSENGER].share_last = .60;
        break;
    case SCENARIO_PERFECT:
        for (int shift = 0; shift < SHIFT_COUNT; shift++)
            for (int channel = 0; channel < ON_COUNT; channel++) {
                world->cover[shift][channel].pickup_share = .995;
                world->cover[shift][channel].delay_ratio *= .6;
            }
        world->holds_share = .93;
        world->satisfied_share = .96;
        world->never_share = .002;
        break;
    case SCENARIO_POOR:
        for (int shift = 0; shift < SHIFT_COUNT; shift++)
            for (int channel = 0; channel < ON_COUNT; channel++)
                world->cover[shift][channel].delay_ratio *= 3.5;
        world->holds_share = .65;
        world->satisfied_share = .65;
        break;
    default:
        break;
    }
}

static void plant(const struct planted *planted, struct world *world)
{
    world->sag_count = planted->from_day == 0 ? 0 : 1;
    world->sags[0] = (struct world_sag){.criterion = "planted",
                                        .from_day = planted->from_day,
                                        .channels = 0xff,
                                        .shifts = 0xff,
                                        .pickup_ratio = 1,
                                        .delay_ratio = planted->delay_ratio,
                                        .holds_ratio = planted->holds_ratio};
}

bool plan_world(const struct plan *plan, struct desk_world *out, struct error *err)
{
    struct world *world = &out->world;

    *out = (struct desk_world){.world = world_hosting()};
    out->first_day = last_quarter_day(plan->scenario);
    world->seed = plan->seed;
    world->from_day = world_first_day(plan->scenario);
    world->cut = (int64_t)world_end_day(plan->scenario) * WALL_DAY_S + 6 * WALL_HOUR_S;
    world->ticket_count = QUARTERS * plan->quarter_tickets;
    world->growth = 1;
    world->staff_share = .02;
    world->channels[ON_PHONE].share_first = world->channels[ON_PHONE].share_last = .04;
    world->review_share = 1; /* who is read is drawn later: all are judged, so the truth is known */
    for (int score = 1; score <= 5; score++) /* the silent are like the others: point-identified */
        world->response_share[score] = plan->silent_differ && score >= 4 ? .25 : .35;
    for (uint32_t i = 0; i < world->category_count; i++) {
        world->categories[i].from_day = 0;
        world->categories[i].only_agent = 0;
    }
    shape(plan->scenario, world);
    set_accounts(plan, out);
    if (plan->scenario == SCENARIO_OUTAGES || plan->scenario == SCENARIO_POOR)
        set_outages(plan, world);
    else
        world->outage_count = 0;
    plant(&plan->planted, world);
    return world_settle(world, err);
}
