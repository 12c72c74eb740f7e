#include <math.h>
#include <string.h>

#include "costs/erlang.h"
#include "costs/erlang_a.h"
#include "models.h"
#include "params.h"

enum { MOST_SEATS = 10000000 };

static bool is(const struct row *row, const char *quantity)
{
    return strcmp(row->quantity, quantity) == 0;
}

/* The queue of a row; the load either told, or arrivals times handling. */
struct queue {
    double hourly, handling_s, within_s, seats, load;
};

static bool read_queue(const struct row *row, struct queue *out)
{
    *out = (struct queue){0};
    if (param_number(row->params, "erlangs", &out->load))
        return true;
    if (!param_number(row->params, "lambda_per_h", &out->hourly) ||
        !param_number(row->params, "aht_s", &out->handling_s))
        return false;
    out->load = out->hourly * out->handling_s / 3600;
    return true;
}

bool value_of_erlang_b(const struct row *row, double *out)
{
    struct queue queue;
    double seats = 0;

    if (!read_queue(row, &queue) || !param_number(row->params, "n", &seats) || !is(row, "p_block"))
        return false;
    *out = erlang_b(queue.load, (uint32_t)seats);
    return true;
}

bool value_of_erlang_continuous(const struct row *row, double *out)
{
    struct queue queue;
    double seats = 0;

    if (!read_queue(row, &queue) || !param_number(row->params, "n", &seats))
        return false;
    if (is(row, "p_block"))
        *out = erlang_b_continuous(queue.load, seats);
    else if (is(row, "p_wait"))
        *out = erlang_c_continuous(queue.load, seats);
    else
        return false;
    return true;
}

bool value_of_erlang_c(const struct row *row, double *out)
{
    struct queue queue;
    double seats = 0;
    double within_s = 0;

    if (!read_queue(row, &queue) || !param_number(row->params, "n", &seats))
        return false;
    bool has_target = param_number(row->params, "t_s", &within_s);
    struct erlang_c got = erlang_c(queue.load, (uint32_t)seats, queue.handling_s);
    if (is(row, "erlangs"))
        *out = queue.load;
    else if (is(row, "p_wait"))
        *out = got.wait_probability;
    else if (is(row, "asa_s") && queue.handling_s > 0)
        *out = got.mean_wait_s;
    else if (is(row, "occupancy"))
        *out = got.occupancy;
    else if (is(row, "mean_queue"))
        *out = queue.hourly / 3600 * got.mean_wait_s;
    else if (is(row, "service_level") && has_target)
        *out = erlang_c_share_within(queue.load, (uint32_t)seats, queue.handling_s, within_s);
    else
        return false;
    return true;
}

bool value_of_erlang_c_required(const struct row *row, double *out)
{
    struct queue queue;
    struct seats_wanted wanted = {.most_occupancy = 1, .least = 1, .most = MOST_SEATS};
    uint32_t seats = 0;

    if (!read_queue(row, &queue) || !param_number(row->params, "t_s", &wanted.within_s) ||
        !param_number(row->params, "sl_target", &wanted.share))
        return false;
    if (!param_number(row->params, "max_occ", &wanted.most_occupancy))
        wanted.most_occupancy = 1;
    wanted.load = queue.load;
    wanted.handling_s = queue.handling_s;
    if (!erlang_c_seats(&wanted, &seats))
        return false;
    if (is(row, "n_required"))
        *out = seats;
    else if (is(row, "sl_at_n"))
        *out = erlang_c_share_within(queue.load, seats, queue.handling_s, wanted.within_s);
    else if (is(row, "sl_at_n_minus_1"))
        *out = erlang_c_share_within(queue.load, seats - 1, queue.handling_s, wanted.within_s);
    else
        return false;
    return true;
}

static const struct {
    const char *quantity;
    size_t offset;
} A_VALUES[] = {
    {"p_wait", offsetof(struct erlang_a, wait_probability)},
    {"p_abandon", offsetof(struct erlang_a, abandon_probability)},
    {"mean_wait_all_s", offsetof(struct erlang_a, mean_wait_s)},
    {"asa_served_s", offsetof(struct erlang_a, served_wait_s)},
    {"mean_wait_abandoned_s", offsetof(struct erlang_a, abandoned_wait_s)},
    {"occupancy", offsetof(struct erlang_a, occupancy)},
    {"sl_answered_in_t_over_offered", offsetof(struct erlang_a, answered_of_offered)},
    {"sl_answered_in_t_over_answered", offsetof(struct erlang_a, answered_of_answered)},
    {"sl_answered_or_abandoned_in_t_over_offered", offsetof(struct erlang_a, settled_of_offered)},
    {"sl_answered_in_t_over_offered_less_abandoned_in_t",
     offsetof(struct erlang_a, answered_of_patient)},
};

static bool read_impatient(const struct row *row, struct erlang_a_queue *out)
{
    *out = (struct erlang_a_queue){0};
    return param_number(row->params, "lambda_per_h", &out->hourly_arrivals) &&
           param_number(row->params, "aht_s", &out->handling_s) &&
           param_number(row->params, "patience_s", &out->patience_s) && out->patience_s > 0 &&
           param_number(row->params, "t_s", &out->within_s);
}

bool value_of_erlang_a(const struct row *row, double *out)
{
    struct erlang_a_queue queue;
    struct erlang_a got;
    struct error err = {0};
    double seats = 0;

    if (!read_impatient(row, &queue) || !param_number(row->params, "n", &seats) || seats < 1)
        return false;
    queue.seats = (uint32_t)seats;
    for (size_t i = 0; i < sizeof A_VALUES / sizeof *A_VALUES; i++) {
        if (!is(row, A_VALUES[i].quantity))
            continue;
        if (!erlang_a(&queue, &got, &err))
            return false;
        memcpy(out, (const char *)&got + A_VALUES[i].offset, sizeof *out);
        return true;
    }
    return false;
}

bool value_of_erlang_a_required(const struct row *row, double *out)
{
    struct erlang_a_queue queue;
    struct error err = {0};
    double share = 0;
    uint32_t seats = 0;

    if (!read_impatient(row, &queue) || !param_number(row->params, "sl_target", &share) ||
        !is(row, "n_required") || !erlang_a_seats(&queue, share, &seats, &err))
        return false;
    *out = seats;
    return true;
}
