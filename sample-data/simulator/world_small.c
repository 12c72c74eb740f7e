#include "simulator/world.h"

#include <string.h>

/* A service desk with three clients on office hours, where nothing got worse: what a report says
 * about it must be "no clear change". Behaviour is that of the hosting company unless said here. */

static const struct world_account ACCOUNTS[] = {
    {.name = "Ателье «Нитка»", .weight = 5, .requester_count = 22},
    {.name = "Склад №4", .weight = 3, .requester_count = 14},
    {.name = "Школа танцев", .weight = 2, .requester_count = 9},
};

struct world world_small(void)
{
    struct world world = world_hosting();

    world.name = "small";
    world.seed = 7;
    world.ticket_count = 890;
    world.first_number = 1201;
    world.from_day = wall_date(2025, 10, 1);
    world.cut = (int64_t)wall_date(2026, 7, 1) * WALL_DAY_S + 9 * WALL_HOUR_S;
    memset(world.accounts, 0, sizeof world.accounts);
    memcpy(world.accounts, ACCOUNTS, sizeof ACCOUNTS);
    world.account_count = sizeof ACCOUNTS / sizeof ACCOUNTS[0];
    world.sag_count = 0;
    world.outage_count = 0;
    for (uint32_t i = 0; i < world.category_count; i++)
        world.categories[i].from_day = 0;
    for (int i = 0; i < ON_COUNT; i++) {
        world.channels[i].bot_share = 0;
        world.channels[i].off_ratio *= .3;
        world.channels[i].share_last = world.channels[i].share_first;
    }
    for (int shift = 0; shift < SHIFT_COUNT; shift++) {
        world.teams[shift] = world.teams[SHIFT_DAY];
        world.teams[shift].agent_count = 5;
    }
    world.office_pickup = .05;
    world.growth = 1;
    world.survey_share = 0;
    world.review_share = 0;
    world.has_texts = false;
    return world;
}
