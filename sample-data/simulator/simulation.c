#include "simulator/simulation.h"

static void step(const struct world *world, const struct arrival *arrival, uint64_t number,
                 struct arrivals *arrivals, struct ticket *ticket)
{
    ticket_live(world, arrival, number, ticket);
    for (uint32_t i = 0; i < ticket->caused_count; i++)
        arrivals_add(arrivals, &ticket->caused[i]);
}

bool simulation_run(const struct world *world, struct export *export, struct truth *truth,
                    struct error *err)
{
    OWN(arrivals_close) struct arrivals *arrivals = NULL;
    struct arrival arrival = {0};
    struct ticket ticket;

    if (!arrivals_open(world, &arrivals, err))
        return false;
    for (uint64_t number = world->first_number; arrivals_next(arrivals, &arrival); number++) {
        step(world, &arrival, number, arrivals, &ticket);
        if (export != NULL)
            export_ticket(export, &ticket);
        if (truth != NULL)
            truth_add(truth, &arrival, &ticket);
    }
    return export == NULL || export_finish(export, err);
}
