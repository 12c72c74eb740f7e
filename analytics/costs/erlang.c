#include "costs/erlang.h"

#include <math.h>

static double next_b(double b, double load, uint32_t seats)
{
    return load * b / ((double)seats + load * b);
}

static double c_from_b(double b, double load, uint32_t seats)
{
    if (load >= seats)
        return 1;
    return (double)seats * b / ((double)seats - load * (1 - b));
}

double erlang_b(double load, uint32_t seats)
{
    double b = 1;

    for (uint32_t k = 1; k <= seats; k++)
        b = next_b(b, load, k);
    return b;
}

struct erlang_c erlang_c(double load, uint32_t seats, double handling_s)
{
    if (load <= 0)
        return (struct erlang_c){0};
    if (load >= seats)
        return (struct erlang_c){1, INFINITY, 1};
    double c = c_from_b(erlang_b(load, seats), load, seats);
    return (struct erlang_c){c, c * handling_s / ((double)seats - load), load / (double)seats};
}

static double share_within(double c, const struct seats_wanted *wanted, uint32_t seats)
{
    if (wanted->load >= seats)
        return wanted->load <= 0 ? 1 : 0;
    return 1 - c * exp(-((double)seats - wanted->load) * wanted->within_s / wanted->handling_s);
}

double erlang_c_share_within(double load, uint32_t seats, double handling_s, double within_s)
{
    struct seats_wanted wanted = {.load = load, .handling_s = handling_s, .within_s = within_s};

    if (load <= 0)
        return 1;
    return share_within(c_from_b(erlang_b(load, seats), load, seats), &wanted, seats);
}

bool erlang_c_seats(const struct seats_wanted *wanted, uint32_t *out)
{
    double b = 1;

    if (wanted->load <= 0) {
        *out = wanted->least;
        return wanted->least <= wanted->most;
    }
    for (uint32_t seats = 1; seats <= wanted->most; seats++) {
        b = next_b(b, wanted->load, seats);
        if (seats < wanted->least || wanted->load >= seats ||
            wanted->load / (double)seats > wanted->most_occupancy)
            continue;
        if (share_within(c_from_b(b, wanted->load, seats), wanted, seats) >= wanted->share) {
            *out = seats;
            return true;
        }
    }
    return false;
}
