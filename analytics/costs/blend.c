#include "costs/blend.h"

#include <math.h>
#include <stdlib.h>

enum { TRIED_PAIRS = 32 };
static const double Z_90 = 1.2815515655446004;
static const double NEGLIGIBLE = 1e-9;

/* Sums of an hourly profile from Monday 00:00 to any hour, whole weeks repeated. */
struct profile_sum {
    double upto[WEEK_HOURS + 1];
};

static double sum_at(const struct profile_sum *sum, double hour)
{
    double weeks = floor(hour / WEEK_HOURS);
    double rest = hour - weeks * WEEK_HOURS;
    int whole = (int)rest;
    double part =
        whole < WEEK_HOURS ? (rest - whole) * (sum->upto[whole + 1] - sum->upto[whole]) : 0;

    return weeks * sum->upto[WEEK_HOURS] + sum->upto[whole] + part;
}

struct sums {
    struct profile_sum idle, staffed, office;
};

static void fill_sums(const struct blend *blend, struct sums *sums)
{
    *sums = (struct sums){0};
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        sums->idle.upto[hour + 1] = sums->idle.upto[hour] + blend->idle[hour];
        sums->staffed.upto[hour + 1] = sums->staffed.upto[hour] + blend->staffed[hour];
        sums->office.upto[hour + 1] = sums->office.upto[hour] + blend->office[hour];
    }
}

/* A window that the idle seats do not hold: deficit <= everywhere·staffed + in_office·office. */
struct shortage {
    double deficit, staffed, office;
};
struct shortages {
    struct shortage *rows;
    size_t count, capacity;
    struct blend_result result;
};

static bool keep(struct shortages *list, struct shortage row, struct error *err)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 256 : 2 * list->capacity;
        struct shortage *rows = realloc(list->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return error_memory(err);
        list->rows = rows;
        list->capacity = capacity;
    }
    list->rows[list->count++] = row;
    return true;
}

static double buffer_of(const struct blend *blend, double work)
{
    if (work < blend->ticket_work)
        return 0;
    return Z_90 * sqrt(2 * work * blend->ticket_work * blend->dispersion);
}

/* Hours from Monday 00:00 to a moment. */
struct hours_until {
    double idle, staffed, office;
};

static struct hours_until hours_until(const struct sums *sums, double hour)
{
    return (struct hours_until){.idle = sum_at(&sums->idle, hour),
                                .staffed = sum_at(&sums->staffed, hour),
                                .office = sum_at(&sums->office, hour)};
}

/* A window between two moments; its last work arrives in `hour`. */
struct window {
    struct hours_until first, last;
    int hour;
    double work;
};

static bool weigh(const struct blend *blend, const struct window *window, struct shortages *list,
                  struct error *err)
{
    struct shortage row = {.staffed = window->last.staffed - window->first.staffed,
                           .office = window->last.office - window->first.office};

    if (row.staffed <= NEGLIGIBLE) {
        list->result.impossible_hour = window->hour % WEEK_HOURS;
        return true;
    }
    if (window->work / row.staffed > list->result.bound)
        list->result.bound = window->work / row.staffed;
    row.deficit =
        window->work + buffer_of(blend, window->work) - (window->last.idle - window->first.idle);
    return row.deficit <= NEGLIGIBLE || keep(list, row, err);
}

/* Every window from an hour with work to a deadline. What stands before each deadline is summed
 * once: there are windows by the million. */
static bool scan(const struct blend *blend, const struct sums *sums, struct shortages *list,
                 struct error *err)
{
    OWN(free) struct hours_until *until = calloc(blend->count, sizeof *until);
    bool has_work[WEEK_HOURS] = {false};

    if (until == NULL)
        return error_memory(err);
    for (size_t i = 0; i < blend->count; i++) {
        has_work[blend->items[i].hour % WEEK_HOURS] = true;
        until[i] = hours_until(sums, blend->items[i].due);
    }
    for (int first = 0; first < WEEK_HOURS; first++) {
        struct window window = {.first = hours_until(sums, first)};
        for (size_t i = 0; i < blend->count && has_work[first]; i++) {
            const struct blend_item *item = &blend->items[i];
            if (item->hour < first || item->hour >= first + WEEK_HOURS)
                continue;
            window.work += item->work;
            window.hour = item->hour;
            window.last = until[i];
            if (!weigh(blend, &window, list, err))
                return false;
        }
    }
    return true;
}

/* The week as a whole must be done in the week, whatever the deadlines. */
static bool scan_week(const struct blend *blend, const struct sums *sums, struct shortages *list,
                      struct error *err)
{
    struct window window = {.first = hours_until(sums, 0), .last = hours_until(sums, WEEK_HOURS)};

    for (size_t i = 0; i < blend->count; i++)
        window.work += blend->items[i].work / 2;
    return window.work <= 0 || weigh(blend, &window, list, err);
}

/* Seats, fractional, that the office must add when `everywhere` seats are added at all hours;
 * INFINITY: a window outside the office is short. Convex in `everywhere`. */
static double office_needed(const struct shortages *list, double everywhere)
{
    double needed = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct shortage *row = &list->rows[i];
        double left = row->deficit - everywhere * row->staffed;
        if (left <= NEGLIGIBLE)
            continue;
        if (row->office <= NEGLIGIBLE)
            return INFINITY;
        needed = fmax(needed, left / row->office);
    }
    return needed;
}

/* Seats at all hours that leave nothing to the office. */
static double most_everywhere(const struct shortages *list)
{
    double most = 0;

    for (size_t i = 0; i < list->count; i++)
        most = fmax(most, list->rows[i].deficit / list->rows[i].staffed);
    return ceil(most);
}

/* Where the fractional sum of hours is least: halving on a convex function, infinite below. */
static double least_around(const struct shortages *list, double all_hours, double office_hours,
                           double high)
{
    double low = 0;

    while (high - low > 1) {
        double middle = low + (high - low) / 2;
        double here = middle * all_hours + office_needed(list, middle) * office_hours;
        double next = (middle + .5) * all_hours + office_needed(list, middle + .5) * office_hours;
        if (isinf(here) || next < here)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Every pair is tried where there are few; of many, those near the fractional optimum. */
static void choose(const struct sums *sums, struct shortages *list)
{
    double all_hours = sums->staffed.upto[WEEK_HOURS];
    double office_hours = sums->office.upto[WEEK_HOURS];
    double last = most_everywhere(list);
    double first = 0;
    double best = INFINITY;

    if (last > TRIED_PAIRS) {
        first =
            floor(fmax(0, least_around(list, all_hours, office_hours, last) - TRIED_PAIRS / 2.0));
        last = fmin(last, first + TRIED_PAIRS);
    }
    for (double everywhere = first; everywhere <= last; everywhere++) {
        double office = ceil(office_needed(list, everywhere) - NEGLIGIBLE);
        double hours = everywhere * all_hours + office * office_hours;
        if (isinf(office) || hours >= best)
            continue;
        best = hours;
        list->result.everywhere = (uint32_t)everywhere;
        list->result.in_office = (uint32_t)office;
    }
}

static int compare_items(const void *a, const void *b)
{
    const struct blend_item *x = a;
    const struct blend_item *y = b;

    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    return x->hour != y->hour ? (x->hour < y->hour ? -1 : 1)
                              : (x->work > y->work) - (x->work < y->work);
}

static bool push(struct blend *blend, struct blend_item item, struct error *err)
{
    if (blend->count == blend->capacity) {
        size_t capacity = blend->capacity == 0 ? 512 : 2 * blend->capacity;
        struct blend_item *items = realloc(blend->items, capacity * sizeof *items);
        if (items == NULL)
            return error_memory(err);
        blend->items = items;
        blend->capacity = capacity;
    }
    blend->items[blend->count++] = item;
    return true;
}

bool blend_add(struct blend *blend, int hour, double after, double work, struct error *err)
{
    struct blend_item first = {hour, hour + after, work};
    struct blend_item second = {hour + WEEK_HOURS, hour + WEEK_HOURS + after, work};

    return push(blend, first, err) && push(blend, second, err);
}

/* Streams with equal hours and deadlines are one. */
static void join_items(struct blend *blend)
{
    size_t kept = 0;

    qsort(blend->items, blend->count, sizeof *blend->items, compare_items);
    for (size_t i = 1; i < blend->count; i++) {
        struct blend_item *last = &blend->items[kept];
        if (last->due == blend->items[i].due && last->hour == blend->items[i].hour)
            last->work += blend->items[i].work;
        else
            blend->items[++kept] = blend->items[i];
    }
    blend->count = kept + 1;
}

bool blend_solve(struct blend *blend, struct blend_result *out, struct error *err)
{
    struct shortages list = {.result.impossible_hour = -1};
    struct sums sums;

    if (blend->count == 0) {
        *out = list.result;
        return true;
    }
    join_items(blend);
    fill_sums(blend, &sums);
    bool is_done = scan(blend, &sums, &list, err) && scan_week(blend, &sums, &list, err);
    if (is_done) {
        choose(&sums, &list);
        *out = list.result;
    }
    free(list.rows);
    return is_done;
}

void blend_release(struct blend *blend)
{
    free(blend->items);
    *blend = (struct blend){0};
}
