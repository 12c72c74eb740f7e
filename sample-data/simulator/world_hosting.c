#include "simulator/world.h"

#include <string.h>

/*
 * A hosting company in Moscow: own people by day, in the evening and at weekends, a provider by
 * night. What is planted stands in sags, outages, categories and teams; README.md says it in words.
 */

/* Public holidays, and days off moved to working days, of Russia: Labour Code art. 112 with the
 * government decrees on the transfer of days off in 2025 and in 2026. */
static const int32_t HOLIDAYS[] = {20251103, 20251104, 20251231, 20260101, 20260102,
                                   20260103, 20260104, 20260105, 20260106, 20260107,
                                   20260108, 20260109, 20260223, 20260308, 20260309,
                                   20260501, 20260509, 20260511, 20260612};

static const struct world_account ACCOUNTS[] = {
    {.name = "bookshop", .weight = 17, .requester_count = 420, .is_all_hours = true},
    {.name = "pharmacy", .weight = 14, .requester_count = 360, .is_all_hours = true},
    {.name = "gamestudio",
     .weight = 13,
     .english_share = .9,
     .requester_count = 330,
     .is_all_hours = true},
    {.name = "hotels",
     .weight = 11,
     .english_share = .4,
     .requester_count = 280,
     .is_all_hours = true},
    {.name = "newspaper", .weight = 10, .requester_count = 250, .is_all_hours = true},
    {.name = "cargo", .weight = 7, .english_share = .3, .requester_count = 180},
    {.name = "university", .weight = 6, .requester_count = 170, .has_human_bot = true},
    {.name = "clinic", .weight = 6, .requester_count = 150},
    {.name = "teahouse", .weight = 5, .requester_count = 130, .has_human_bot = true},
    {.name = "museum", .weight = 4, .english_share = .1, .requester_count = 110},
    {.name = "furniture", .weight = 4, .requester_count = 110},
    {.name = "bakery", .weight = 3, .requester_count = 90},
};

static const struct world_channel_traits CHANNELS[ON_COUNT] = {
    [ON_EMAIL] = {CHANNEL_EMAIL, .32, .28, .25, 0, {2,  1,  1,  1,  1,  2,  4,  8,  20, 45, 60, 62,
                                                    55, 48, 54, 56, 52, 44, 26, 16, 12, 9,  6,  4}},
    [ON_MESSENGER] = {CHANNEL_MESSENGER, .36, .43, .75, .55, {5,  3,  2,  1,  1,  2,  4,  9,
                                                              16, 26, 34, 36, 34, 33, 34, 36,
                                                              38, 42, 52, 58, 58, 50, 34, 16}},
    [ON_CHAT] = {CHANNEL_CHAT, .14, .14, .30, .8, {1,  0,  0,  0,  0,  1,  2,  5,  14, 34, 46, 48,
                                                   42, 40, 44, 46, 42, 34, 22, 16, 12, 8,  4,  2}},
    [ON_PHONE] = {CHANNEL_PHONE, .18, .15, .25, 0, {1,  1,  0,  0,  0,  1,  2,  6, 18, 44, 52, 50,
                                                    42, 38, 44, 46, 42, 36, 16, 9, 6,  4,  2,  1}},
};

static const struct world_category CATEGORIES[] = {
    {.name = "domains", .weight = 15, .holds_ratio = 1.04},
    {.name = "ssl", .weight = 13, .holds_ratio = 1.04},
    {.name = "backups", .weight = 10, .holds_ratio = 1.0},
    {.name = "vps", .weight = 19, .holds_ratio = .97},
    {.name = "mail", .weight = 16, .holds_ratio = 1.0},
    {.name = "billing", .weight = 13, .holds_ratio = 1.06},
    {.name = "dns", .weight = 8, .holds_ratio = 1.02},
    {.name = "1c", .weight = 3, .holds_ratio = 1.0, .only_agent = 5},
    {.name = "s3", .weight = 9, .holds_ratio = .72}, /* young: from_day is set below */
};
enum { CATEGORY_VPS = 3, CATEGORY_MAIL = 4, CATEGORY_S3 = 8 };

static const struct world_team TEAMS[SHIFT_COUNT] = {
    [SHIFT_DAY] = {"day", "a", 1, 8, EXECUTOR_OWN, 1.02, .08},
    [SHIFT_EVENING] = {"evening", "a", 9, 3, EXECUTOR_OWN, 1.0, .08},
    [SHIFT_WEEKEND] = {"weekend", "a", 13, 3, EXECUTOR_OWN, 1.0, .08},
    [SHIFT_NIGHT] = {"night partner", "n", 1, 3, EXECUTOR_PROVIDER, .84, .65},
};

static const struct world_cover COVER[SHIFT_COUNT][ON_COUNT] = {
    [SHIFT_DAY] = {{1, .19}, {1, .13}, {1, .02}, {1, 0}},
    [SHIFT_EVENING] = {{.95, .22}, {.97, .15}, {.97, .025}, {1, 0}},
    [SHIFT_WEEKEND] = {{.95, .22}, {.97, .15}, {.96, .025}, {1, 0}},
    [SHIFT_NIGHT] = {{.85, .30}, {.88, .26}, {.85, .04}, {1, 0}},
};

static void plant(struct world *world)
{
    world->categories[CATEGORY_S3].from_day = wall_date(2026, 2, 2);
    world->sags[0] = (struct world_sag){
        .criterion = "reaction",
        .from_day = wall_date(2026, 5, 4), /* Monday of 2026-W19 */
        .channels = 1 << ON_MESSENGER,
        .shifts = 1 << SHIFT_EVENING | 1 << SHIFT_WEEKEND,
        .pickup_ratio = .10,
        .delay_ratio = 2.2,
        .holds_ratio = 1,
        .waits_for_working_day = true,
    };
    world->sag_count = 1;
    world->outages[0] = (struct world_outage){.from = (int64_t)wall_date(2025, 9, 17) * WALL_DAY_S +
                                                      11 * WALL_HOUR_S,
                                              .duration_s = 3 * WALL_HOUR_S,
                                              .ticket_count = 70,
                                              .category = CATEGORY_VPS,
                                              .delay_ratio = 2.0};
    world->outages[1] = (struct world_outage){.from = (int64_t)wall_date(2025, 12, 9) * WALL_DAY_S +
                                                      15 * WALL_HOUR_S,
                                              .duration_s = 4 * WALL_HOUR_S,
                                              .ticket_count = 90,
                                              .category = CATEGORY_MAIL,
                                              .delay_ratio = 2.0};
    world->outages[2] = (struct world_outage){.from = (int64_t)wall_date(2026, 3, 19) * WALL_DAY_S +
                                                      10 * WALL_HOUR_S,
                                              .duration_s = 2 * WALL_HOUR_S,
                                              .ticket_count = 55,
                                              .category = CATEGORY_VPS,
                                              .delay_ratio = 2.0};
    world->outage_count = 3;
}

static void behave(struct world *world)
{
    world->growth = 1.08;
    world->day_noise = .18;
    world->office_pickup = .22;
    world->office_from = 10;
    world->office_until = 18;
    world->morning = 9;
    world->morning_ratio = 1.2;
    world->promised_share = .9;
    world->wait_sigma = .95;
    world->tail_share = .02;
    world->tail_ratio = 12;
    world->never_share = .006;
    world->spam_share = .02;
    world->test_share = .004;
    world->staff_share = .06;
    world->bot_closed_share = .03;
    world->clarify_share = .08;
    world->holds_share = .82;
    world->back_share = .55;
    world->reopen_share = .25;
    world->switch_share = .06;
    world->merge_share = .55;
    world->chat_patience_s = 60 * WALL_MINUTE_S;
    world->satisfied_share = .90;
    world->late_mood = .30;
    world->failed_mood = .28;
    world->has_texts = true;
}

static void listen(struct world *world)
{
    const double response[6] = {0, .40, .30, .16, .17, .30};

    world->survey_share = .8;
    for (int score = 1; score <= 5; score++)
        world->response_share[score] = response[score];
    world->review_share = .025;
}

struct world world_hosting(void)
{
    struct world world = {
        .name = "hosting",
        .zone = "Europe/Moscow",
        .seed = 20260701,
        .ticket_count = 18700,
        .first_number = 41001,
        .from_day = wall_date(2025, 7, 1),
        .cut = (int64_t)wall_date(2026, 7, 1) * WALL_DAY_S + 6 * WALL_HOUR_S,
        .holidays = HOLIDAYS,
        .holiday_count = sizeof HOLIDAYS / sizeof HOLIDAYS[0],
        .account_count = sizeof ACCOUNTS / sizeof ACCOUNTS[0],
        .account_copies = 1,
        .category_count = sizeof CATEGORIES / sizeof CATEGORIES[0],
        .promise_s = {[PRIORITY_URGENT] = 15 * WALL_MINUTE_S,
                      [PRIORITY_HIGH] = WALL_HOUR_S,
                      [PRIORITY_NORMAL] = 4 * WALL_HOUR_S,
                      [PRIORITY_LOW] = 8 * WALL_HOUR_S},
        .priority_weights = {[PRIORITY_URGENT] = 5,
                             [PRIORITY_HIGH] = 18,
                             [PRIORITY_NORMAL] = 62,
                             [PRIORITY_LOW] = 15},
    };

    memcpy(world.accounts, ACCOUNTS, sizeof ACCOUNTS);
    memcpy(world.channels, CHANNELS, sizeof CHANNELS);
    memcpy(world.categories, CATEGORIES, sizeof CATEGORIES);
    memcpy(world.teams, TEAMS, sizeof TEAMS);
    memcpy(world.cover, COVER, sizeof COVER);
    plant(&world);
    behave(&world);
    listen(&world);
    return world;
}
