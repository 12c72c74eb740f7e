#include <stdio.h>
#include <string.h>

#include "calendar/instant.h"
#include "calendar/zone.h"
#include "criteria/scoring.h"

/* Tickets that are asked about at all: not excluded; attended ones are among them. */
static uint64_t count_tickets(const struct scoring *scoring, int32_t first_day, int32_t last_day)
{
    const struct filter filter = {
        .account = scoring->account, .first_day = first_day, .last_day = last_day};
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;
    uint64_t count = 0;

    while ((row = walk_next(&walk)) != NULL)
        count += row->exclusion == EXCLUDED_NOT ? row->count : 0;
    return count;
}

static void set_quarter(const struct scoring *scoring, int32_t quarter, struct period *out)
{
    char label[QUARTER_TEXT_SIZE];

    quarter_format(quarter, label);
    out->is_quarter = true;
    snprintf(out->label, sizeof out->label, "%s", label);
    out->first_day = quarter_first_day(quarter);
    out->last_day = quarter_first_day(quarter + 1) - 1;
    out->ticket_count = count_tickets(scoring, out->first_day, out->last_day);
    out->is_present = out->ticket_count > 0;
}

/* The days of the first and the last ticket. */
static bool whole_export(const struct scoring *scoring, struct period *out)
{
    const struct filter filter = {
        .account = scoring->account, .first_day = INT32_MIN, .last_day = INT32_MAX - 1};
    struct walk walk = WALK(scoring, population, &filter);
    const struct cube_population *row = NULL;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];

    *out = (struct period){.first_day = INT32_MAX, .last_day = INT32_MIN};
    while ((row = walk_next(&walk)) != NULL) {
        if (row->exclusion != EXCLUDED_NOT)
            continue;
        out->ticket_count += row->count;
        out->first_day = row->key.day < out->first_day ? row->key.day : out->first_day;
        out->last_day = row->key.day > out->last_day ? row->key.day : out->last_day;
    }
    if (out->ticket_count == 0) {
        *out = (struct period){.last_day = -1};
        return false;
    }
    out->is_present = true;
    date_format(out->first_day, first);
    date_format(out->last_day, last);
    snprintf(out->label, sizeof out->label, "%.11s..%.11s", first, last);
    return true;
}

static bool day_of_instant(const struct scoring *scoring, int64_t at, int32_t *out,
                           struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;
    const char *name = scoring->cube->zone == NULL ? "UTC" : scoring->cube->zone;

    if (!zone_open(name, &zone, err))
        return false;
    *out = day_of_local(zone_local(zone, at));
    return true;
}

/* Tickets from its first days to its last: an export that begins or ends within a quarter holds a
 * piece of it. */
enum { EDGE_DAYS = 14 };

static bool is_whole(int32_t quarter, const struct period *whole)
{
    return whole->first_day < quarter_first_day(quarter) + EDGE_DAYS &&
           whole->last_day >= quarter_first_day(quarter + 1) - EDGE_DAYS;
}

/* The last quarter before the cut; where nothing was created in it (an export of long ago), the
 * last whole one with tickets; INT32_MIN none. */
static int32_t default_quarter(const struct scoring *scoring, const struct period *whole,
                               int32_t last)
{
    int32_t first = quarter_of_day(whole->first_day);
    int32_t quarter = quarter_of_day(whole->last_day);

    if (count_tickets(scoring, quarter_first_day(last), quarter_first_day(last + 1) - 1) > 0)
        return last;
    for (quarter = quarter < last ? quarter : last; quarter >= first; quarter--)
        if (is_whole(quarter, whole) && count_tickets(scoring, quarter_first_day(quarter),
                                                      quarter_first_day(quarter + 1) - 1) > 0)
            return quarter;
    return INT32_MIN;
}

/* The whole export has nothing before it to be compared with. */
static void set_whole(const struct period *whole, struct period periods[PERIOD_COUNT])
{
    periods[PERIOD_CURRENT] = *whole;
    periods[PERIOD_PREVIOUS] = periods[PERIOD_YEAR_AGO] = (struct period){.last_day = -1};
}

static void set_quarters(const struct scoring *scoring, int32_t quarter,
                         struct period periods[PERIOD_COUNT])
{
    set_quarter(scoring, quarter, &periods[PERIOD_CURRENT]);
    set_quarter(scoring, quarter - 1, &periods[PERIOD_PREVIOUS]);
    set_quarter(scoring, quarter - 4, &periods[PERIOD_YEAR_AGO]);
}

static bool choose_asked(struct scoring *scoring, const char *text, const struct period *whole,
                         struct error *err)
{
    struct period *period = scoring->card->period;
    int32_t quarter = 0;

    scoring->card->period_why = PERIOD_WHY_ASKED;
    if (whole->is_present && (strcmp(text, PERIOD_ALL) == 0 || strcmp(text, whole->label) == 0)) {
        set_whole(whole, period);
        return true;
    }
    if (!quarter_parse(span_of(text), &quarter))
        return error_set(err, ERROR_USAGE,
                         "'%s' is not a quarter (hint: write it as 2026Q3; 'all' is the whole "
                         "export)",
                         text);
    set_quarters(scoring, quarter, period);
    if (period[PERIOD_CURRENT].is_present)
        return true;
    return error_set(err, ERROR_USAGE, "no ticket was created in %s%s%s%s", text,
                     whole->is_present ? " (hint: the export holds " : "",
                     whole->is_present ? whole->label : "", whole->is_present ? ")" : "");
}

static bool choose_default(struct scoring *scoring, const struct period *whole, struct error *err)
{
    struct scorecard *card = scoring->card;
    int32_t day = whole->last_day;

    if (scoring->cube->cut_at != INSTANT_UNKNOWN &&
        !day_of_instant(scoring, scoring->cube->cut_at, &day, err))
        return false;
    int32_t last = quarter_of_day(day) - 1;
    int32_t quarter = whole->is_present ? default_quarter(scoring, whole, last) : INT32_MIN;
    card->period_why = quarter == last        ? PERIOD_WHY_LAST
                       : quarter == INT32_MIN ? PERIOD_WHY_NO_QUARTER
                                              : PERIOD_WHY_LAST_HELD;
    if (quarter == INT32_MIN)
        set_whole(whole, card->period);
    else
        set_quarters(scoring, quarter, card->period);
    return true;
}

/* The period asked for, else the default one (rulings 16). */
static bool choose(struct scoring *scoring, const char *text, struct error *err)
{
    struct period whole = {0};

    (void)whole_export(scoring, &whole);
    scoring->card->export_ticket_count = whole.ticket_count;
    return text != NULL ? choose_asked(scoring, text, &whole, err)
                        : choose_default(scoring, &whole, err);
}

/* What of the period lies within the export: of all accounts, whoever is asked about. */
static bool set_held(const struct scoring *scoring, struct period *out, struct error *err)
{
    struct scoring all = *scoring;
    struct period whole = {0};
    int32_t cut = INT32_MAX;

    all.account = ALL_ACCOUNTS;
    out->held_first_day = out->first_day;
    out->held_last_day = out->last_day;
    if (!out->is_present || !whole_export(&all, &whole))
        return true;
    if (scoring->cube->cut_at != INSTANT_UNKNOWN &&
        !day_of_instant(scoring, scoring->cube->cut_at - 1, &cut, err))
        return false;
    if (whole.first_day >= out->first_day + EDGE_DAYS)
        out->held_first_day = whole.first_day;
    if (cut < out->last_day)
        out->held_last_day = cut;
    else if (whole.last_day < out->last_day - EDGE_DAYS)
        out->held_last_day = whole.last_day;
    return true;
}

bool periods_choose(struct scoring *scoring, const char *text, struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;
    const char *name = scoring->cube->zone == NULL ? "UTC" : scoring->cube->zone;

    if (!choose(scoring, text, err) || !zone_open(name, &zone, err))
        return false;
    for (int i = 0; i < PERIOD_COUNT; i++) {
        struct period *period = &scoring->card->period[i];
        if (!set_held(scoring, period, err))
            return false;
        scoring->period_from_at[i] = zone_day_start(zone, period->first_day);
        scoring->period_until_at[i] = zone_day_start(zone, period->last_day + 1);
    }
    return true;
}
