#include "criteria/replies.h"

#include <math.h>

#include "cube/bins.h"

enum { PART_UP_TO_8 = 3, PART_OVER_8 = 4 };

static const struct cube_exit *exit_of(const struct cube_wait *row, enum reply_kind kind)
{
    return kind == REPLY_SUBSTANTIVE ? &row->substantive : &row->reply[kind];
}

/* Time in promises: the bin, held inside the part that is known exactly. */
static double promises_passed(const struct cube_exit *exit, int64_t promise_s)
{
    static const double FROM[] = {0, 1, 2, 4, 8};
    static const double TO[] = {1, 2, 4, 8, INFINITY};
    double time = (double)bin_upper_s(exit->promised_bin) / (double)promise_s;
    double from = FROM[exit->promised_part];

    if (time <= from)
        time = from + 1e-6;
    return fmin(time, TO[exit->promised_part]);
}

static uint16_t bin_on(const struct cube_exit *exit, enum clock clock)
{
    return clock == CLOCK_PROMISED ? exit->promised_bin : exit->calendar_bin;
}

static bool add_promised(struct scoring *scoring, const struct cube_wait *row, enum reply_kind kind,
                         struct replies *out, struct error *err)
{
    const struct fact_promise *promise = &scoring->cube->names.promises[row->key.promise];
    const struct cube_exit *exit = exit_of(row, kind);
    struct unit_row unit = unit_of(&row->key, row->count);

    if (promise->first_reply_s <= 0 || exit->promised_part > PART_OVER_8 ||
        exit->promised_bin == BIN_UNKNOWN)
        return true;
    unit.cause = (uint8_t)cause_of(exit->exit);
    unit.time = promises_passed(exit, promise->first_reply_s);
    unit.entry = entry_of((double)bin_upper_s(row->entry_bin) / (double)promise->first_reply_s);
    if (exit->promised_part == 0 && unit.cause == CAUSE_EVENT)
        out->kept_count[kind] += row->count;
    if (exit->promised_part == 0 && unit.cause == CAUSE_NONE)
        out->undecided_count[kind] += row->count;
    if (kind == REPLY_STRICT) {
        out->promised_sum += promise->share * row->count;
        out->late_count += exit->promised_part >= PART_UP_TO_8 ? row->count : 0;
    }
    return units_add(scoring, &out->promised[kind], &unit, err);
}

static bool add_wait(struct scoring *scoring, const struct cube_wait *row, enum reply_kind kind,
                     struct replies *out, struct error *err)
{
    const struct cube_exit *exit = exit_of(row, kind);
    struct unit_row unit = unit_of(&row->key, row->count);
    uint16_t bin = bin_on(exit, out->clock);

    if (exit->exit == EXIT_UNMEASURED || bin == BIN_UNKNOWN)
        return true;
    unit.cause = (uint8_t)cause_of(exit->exit);
    unit.time = (double)bin_upper_s(bin);
    unit.entry = entry_of((double)bin_upper_s(row->entry_bin));
    if (kind == REPLY_STRICT) {
        out->never_count += unit.cause == CAUSE_COMPETING ? row->count : 0;
        out->waiting_count += unit.cause == CAUSE_NONE ? row->count : 0;
        out->answered_count += unit.cause == CAUSE_EVENT ? row->count : 0;
    }
    return units_add(scoring, &out->waits[kind], &unit, err);
}

static bool is_wanted(const struct scoring *scoring, const struct replies *replies,
                      enum reply_kind kind)
{
    if (replies->is_one_kind)
        return kind == replies->only;
    return kind == REPLY_STRICT || (kind == REPLY_OPTIMISTIC && !scoring->is_reply_alike) ||
           (kind == REPLY_SUBSTANTIVE && !replies->is_brief);
}

bool replies_collect(struct scoring *scoring, const struct filter *filter, struct replies *out,
                     struct error *err)
{
    const struct evidence *evidence = &scoring->cube->evidence[EVIDENCE_REPLY];
    struct walk walk = WALK(scoring, wait, filter);
    const struct cube_wait *row = NULL;

    out->clock = evidence->has_clock[CLOCK_PROMISED] ? CLOCK_PROMISED : CLOCK_CALENDAR;
    bool is_narrow = filter->channel != CHANNEL_UNKNOWN || filter->executor != EXECUTOR_UNKNOWN;
    for (enum reply_kind kind = 0; !is_narrow && kind < REPLY_KINDS; kind++)
        if (is_wanted(scoring, out, kind) &&
            (!units_reserve(scoring, &out->promised[kind], walk_left(&walk), err) ||
             (!out->is_one_kind && kind != REPLY_SUBSTANTIVE &&
              !units_reserve(scoring, &out->waits[kind], walk_left(&walk), err))))
            return false;
    while ((row = walk_next(&walk)) != NULL) {
        if (!filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        for (enum reply_kind kind = 0; kind < REPLY_KINDS; kind++) {
            if (!is_wanted(scoring, out, kind) || exit_of(row, kind)->exit == EXIT_UNMEASURED)
                continue;
            if (!add_promised(scoring, row, kind, out, err) ||
                (!out->is_one_kind && kind != REPLY_SUBSTANTIVE &&
                 !add_wait(scoring, row, kind, out, err)))
                return false;
        }
        out->substantive_count += row->substantive.exit != EXIT_UNMEASURED ? row->count : 0;
        if (row->substantive.exit != EXIT_UNMEASURED &&
            !exits_are_same(&row->reply[READING_STRICT], &row->substantive))
            out->differing_count += row->count;
    }
    if (scoring->is_reply_alike) {
        out->promised[REPLY_OPTIMISTIC] = out->promised[REPLY_STRICT];
        out->waits[REPLY_OPTIMISTIC] = out->waits[REPLY_STRICT];
    }
    return true;
}

bool promise_units(struct scoring *scoring, const struct filter *filter, bool is_substantive,
                   struct units *out, struct error *err)
{
    const double one = 1;
    const struct survival_goal at_promise = {.cause = CAUSE_EVENT, .times = &one, .count = 1};
    struct replies replies = {.is_one_kind = true,
                              .only = is_substantive ? REPLY_SUBSTANTIVE : REPLY_STRICT};

    if (!replies_collect(scoring, filter, &replies, err))
        return false;
    *out = replies.promised[replies.only];
    for (size_t i = 0; i < out->count; i++) {
        struct unit_row *unit = &out->rows[i];
        unit->is_decided = unit->cause != CAUSE_NONE || unit->time > 1;
        unit->outcome = unit->cause == CAUSE_EVENT && unit->time <= 1;
    }
    return scoring->is_plain || units_attain(scoring, out, &at_promise, err);
}

struct measurement *replies_figure(struct scoring *scoring, enum measured name,
                                   struct dimension dimension, const struct replies *replies)
{
    struct measurement *out =
        measurement_add(scoring, name, dimension, &scoring->cube->evidence[EVIDENCE_REPLY]);

    if (out != NULL)
        out->clock = (uint8_t)replies->clock;
    return out;
}

bool replies_attained(struct scoring *scoring, struct units units[REPLY_KINDS],
                      const struct survival_goal *goal, struct estimate *strict,
                      struct estimate *optimistic, struct error *err)
{
    if (!estimate_attained(scoring, &units[REPLY_STRICT], goal, strict, err))
        return false;
    *optimistic = *strict;
    return scoring->is_reply_alike ||
           estimate_attained(scoring, &units[REPLY_OPTIMISTIC], goal, optimistic, err);
}
