#include "costs/clients.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double fee_of(const struct settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->account_count; i++) {
        const struct account_settings *row = &settings->accounts[i];
        if (settings_pattern_fits(row->name, span_of(name)))
            return row->monthly_fee_minor >= 0 ? (double)row->monthly_fee_minor : NAN;
    }
    return NAN;
}

static int compare_clients(const void *a, const void *b)
{
    const struct client_cost *x = a;
    const struct client_cost *y = b;
    double over_x = isnan(x->fee_minor) ? -INFINITY : x->monthly_minor - x->fee_minor;
    double over_y = isnan(y->fee_minor) ? -INFINITY : y->monthly_minor - y->fee_minor;

    if (over_x != over_y)
        return over_x < over_y ? 1 : -1;
    if (x->monthly_minor != y->monthly_minor)
        return x->monthly_minor < y->monthly_minor ? 1 : -1;
    return strcmp(x->name, y->name);
}

bool clients_write(const struct cube *cube, const struct settings *settings, struct comparison *out,
                   struct error *err)
{
    uint32_t count = cube->names.account_count;
    OWN(free) uint64_t *tickets = calloc(count + 1, sizeof *tickets);
    uint64_t all = 0;

    if (tickets == NULL)
        return error_memory(err);
    for (size_t i = 0; i < cube->population_count; i++) {
        const struct cube_population *row = &cube->population[i];
        if (row->exclusion != EXCLUDED_NOT || row->key.account >= count)
            continue;
        tickets[row->key.account] += row->count;
        all += row->count;
    }
    if (count < 2 || all == 0)
        return true;
    out->clients = arena_array(&out->arena, count, sizeof *out->clients);
    if (out->clients == NULL)
        return error_memory(err);
    double monthly = out->models[out->best < 0 ? 0 : out->best].yearly_minor / 12;
    for (uint32_t i = 0; i < count; i++) {
        const char *name = cube->names.accounts[i];
        double share = (double)tickets[i] / (double)all;
        struct client_cost *row = &out->clients[out->client_count++];
        row->name = arena_text(&out->arena, name, strlen(name));
        if (row->name == NULL)
            return error_memory(err);
        row->monthly_tickets = share * out->monthly_tickets;
        row->monthly_minor = share * monthly;
        row->fee_minor = fee_of(settings, name);
    }
    qsort(out->clients, out->client_count, sizeof *out->clients, compare_clients);
    return true;
}
