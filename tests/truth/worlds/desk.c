#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "cube/count.h"
#include "simulator/arrivals.h"

static void take_census(const struct desk_world *desk, const struct ticket *ticket,
                        const struct fact *fact, struct desk_census *census)
{
    struct sum_of_stratum *stratum = &census->strata[fact->channel][fact->executor];

    if (fact->exclusion != EXCLUDED_NOT || fact->day < desk->first_day ||
        fact->day >= wall_day(desk->world.cut))
        return;
    stratum->tickets++;
    if (ticket->first_answer_at < desk->world.cut) {
        stratum->judged++;
        stratum->passed += ticket->review_complete[0] && ticket->review_correct[0];
    }
    if (fact->closed_at != INSTANT_UNKNOWN) {
        census->closed++;
        census->satisfied += ticket->is_satisfied;
    }
}

double desk_review_truth(const struct desk_census *census)
{
    double tickets = 0, passed = 0;

    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        for (int executor = 0; executor < EXECUTOR_COUNT; executor++) {
            const struct sum_of_stratum *one = &census->strata[channel][executor];
            tickets += one->judged > 0 ? one->tickets : 0;
            passed += one->judged > 0 ? one->tickets * one->passed / one->judged : 0;
        }
    return passed / tickets;
}

static bool live_all(const struct desk_world *desk, const struct lived_export *export,
                     const struct fact_promise *promises, struct counter *counter,
                     struct desk_census *census, struct error *err)
{
    OWN(arrivals_close) struct arrivals *arrivals = NULL;
    struct arrival arrival = {0};
    struct ticket ticket;
    struct lived lived;

    if (!arrivals_open(&desk->world, &arrivals, err))
        return false;
    for (uint64_t number = 1; arrivals_next(arrivals, &arrival); number++) {
        ticket_live(&desk->world, &arrival, number, &ticket);
        for (uint32_t i = 0; i < ticket.caused_count; i++)
            arrivals_add(arrivals, &ticket.caused[i]);
        lived_ticket(&desk->world, &ticket, export, &lived);
        take_census(desk, &ticket, &lived.fact, census);
        if (!counter_add(counter, &lived.fact, &promises[lived.fact.promise], lived.actions,
                         lived.action_count, err))
            return false;
    }
    return true;
}

struct names {
    struct fact_promise promises[LIVED_PROMISES];
    char texts[WORLD_ACCOUNTS][16];
    const char *accounts[WORLD_ACCOUNTS];
    const char *topics[1];
};

static void set_names(const struct world *world, struct names *names, struct fact_names *out)
{
    lived_promises(world, names->promises);
    for (uint32_t i = 0; i < world->account_count; i++) {
        snprintf(names->texts[i], sizeof names->texts[i], "a%03u", i);
        names->accounts[i] = names->texts[i];
    }
    names->topics[0] = "other";
    *out = (struct fact_names){.accounts = names->accounts,
                               .account_count = world->account_count,
                               .account_known_share = 1,
                               .topics = names->topics,
                               .topic_count = 1,
                               .promises = names->promises,
                               .promise_count = LIVED_PROMISES};
}

static struct fact_summary summarise(const struct desk_world *desk, uint8_t rung)
{
    struct fact_summary summary = {.cut_at = desk->world.cut, .zone = "UTC", .zone_is_told = true};

    for (int i = 0; i < EVIDENCE_COUNT; i++)
        summary.evidence[i] =
            (struct evidence){.rung = rung, .has_clock = {true, true}, .source = "messages"};
    return summary;
}

bool desk_score(const struct desk_world *desk, const struct settings *settings,
                const struct lived_export *export, struct scorecard *out,
                struct desk_census *census, struct error *err)
{
    OWN(counter_close) struct counter *counter = NULL;
    OWN(cube_release) struct cube cube = {0};
    uint8_t rung = export->unwritten_share > 0 ? RUNG_BOUNDED : RUNG_PROVED;
    struct fact_summary summary = summarise(desk, rung);
    struct names names;

    memset(census, 0, sizeof *census);
    set_names(&desk->world, &names, &summary.names);
    if (!counter_open(settings, &counter, err) ||
        !live_all(desk, export, names.promises, counter, census, err) ||
        !counter_finish(counter, &summary, &cube, err))
        return false;
    struct score_request request = {.cube = &cube, .settings = settings, .account = ALL_ACCOUNTS};
    return score(&request, out, err);
}
