#include "simulator/world.h"

/* Many accounts and any number of tickets: the hosting company copied, without what needs memory
 * of earlier tickets (returns, second tickets), so that exactly ticket_count tickets come out. */
struct world world_bench(void)
{
    struct world world = world_hosting();

    world.name = "bench";
    world.seed = 1;
    world.ticket_count = 100000;
    world.first_number = 1000000;
    world.account_copies = 400;
    world.outage_count = 0;
    world.switch_share = 0;
    world.back_share = .75; /* the answers that fail come back or are reopened, none anew */
    world.review_share = 0;
    return world;
}
