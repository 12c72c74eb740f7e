#include "costs/scope.h"

#include <string.h>

static double share_of(const struct cube *cube, const char *topic)
{
    uint64_t of_topic = 0;
    uint64_t all = 0;

    for (size_t i = 0; i < cube->population_count; i++) {
        const struct cube_population *row = &cube->population[i];
        if (row->exclusion != EXCLUDED_NOT)
            continue;
        bool is_named = row->key.topic < cube->names.topic_count &&
                        strcmp(cube->names.topics[row->key.topic], topic) == 0;
        all += row->count;
        of_topic += is_named ? row->count : 0;
    }
    return all > 0 ? (double)of_topic / (double)all : 0;
}

bool scope_find(const struct cube *cube, const struct settings *settings, struct arena *arena,
                struct demand *demand, struct error *err)
{
    if (cube->population_count == 0 || settings->topic_count == 0)
        return true;
    struct topic_share *rows = arena_array(arena, settings->topic_count, sizeof *rows);
    if (rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < settings->topic_count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < demand->topic_count; j++)
            is_known |= strcmp(rows[j].topic, settings->topics[i].topic) == 0;
        if (!is_known)
            rows[demand->topic_count++] = (struct topic_share){
                settings->topics[i].topic, share_of(cube, settings->topics[i].topic)};
    }
    demand->topics = rows;
    return true;
}

double scope_share(const struct demand *demand, const struct offer_settings *offer)
{
    double share = 0;

    if (offer->topic_count == 0 || demand->topic_count == 0)
        return 1;
    for (size_t i = 0; i < offer->topic_count; i++)
        for (size_t j = 0; j < demand->topic_count; j++)
            if (strcmp(demand->topics[j].topic, offer->topics[i]) == 0)
                share += demand->topics[j].share;
    return share < 1 ? share : 1;
}
