#include "costs/patience.h"

#include <math.h>

#include "costs/erlang_a.h"

static const double NEGLIGIBLE = 1e-16;

static bool answered_at(const struct patience *patience, double load, uint32_t seats,
                        double within_s, double *out, struct error *err)
{
    const struct erlang_a_queue queue = {.hourly_arrivals = load * 3600 / patience->handling_s,
                                         .handling_s = patience->handling_s,
                                         .patience_s = patience->patience_s,
                                         .within_s = within_s,
                                         .seats = seats};
    struct erlang_a got;

    if (!erlang_a(&queue, &got, err))
        return false;
    *out = got.answered_of_offered;
    return true;
}

/* The share that is answered in time falls with the load. */
static bool find_most(const struct patience *patience, struct patience_row *row, uint32_t seats,
                      struct error *err)
{
    enum { HALVINGS = 40 };
    double low = 0, high = 1, answered = 1;

    for (; answered >= row->share; high *= 2)
        if (!answered_at(patience, high * seats, seats, row->within_s, &answered, err))
            return false;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (!answered_at(patience, middle * seats, seats, row->within_s, &answered, err))
            return false;
        if (answered >= row->share)
            low = middle;
        else
            high = middle;
    }
    row->most_load[seats - 1] = low * seats;
    return true;
}

static struct patience_row *row_of(struct patience *patience, double within_s, double share)
{
    for (size_t i = 0; i < patience->row_count; i++)
        if (patience->rows[i].within_s == within_s && patience->rows[i].share == share)
            return &patience->rows[i];
    if (patience->row_count == PATIENCE_PROMISES)
        return NULL;
    struct patience_row *row = &patience->rows[patience->row_count++];
    *row = (struct patience_row){.within_s = within_s, .share = share};
    return row;
}

bool patience_seats(struct patience *patience, double load, double within_s, double share,
                    uint32_t *out, struct error *err)
{
    struct patience_row *row = row_of(patience, within_s, share);
    const struct erlang_a_queue queue = {.hourly_arrivals = load * 3600 / patience->handling_s,
                                         .handling_s = patience->handling_s,
                                         .patience_s = patience->patience_s,
                                         .within_s = within_s};

    for (uint32_t seats = 1; row != NULL && seats <= PATIENCE_SEATS; seats++) {
        if (seats > row->filled && !find_most(patience, row, seats, err))
            return false;
        row->filled = seats > row->filled ? seats : row->filled;
        if (load <= row->most_load[seats - 1]) {
            *out = seats;
            return true;
        }
    }
    return erlang_a_seats(&queue, share, out, err);
}

/* p_{n+j} = p_n·prod a/(n + i·h/patience): B of Erlang gives p_n over the sum below. */
struct patience_queue patience_queue(double load, uint32_t seats, double handling_s,
                                     double patience_s)
{
    double b = 1, leaving = handling_s / patience_s;

    for (uint32_t k = 1; k <= seats; k++)
        b = load * b / (k + load * b);
    double state = 1, waiting = 0, left = 0; /* over p_n */
    for (double j = 1; state > NEGLIGIBLE * (1 + waiting) || load > seats + j * leaving; j++) {
        state *= load / (seats + j * leaving);
        waiting += state;
        left += state * j * leaving;
    }
    double all = 1 / b + waiting;
    return (struct patience_queue){(1 + waiting) / all, load > 0 ? left / load / all : 0};
}
