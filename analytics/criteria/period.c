#include <stdio.h>

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

static bool cut_day(const struct scoring *scoring, int32_t *out, struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;
    const char *name = scoring->cube->zone == NULL ? "UTC" : scoring->cube->zone;

    if (!zone_open(name, &zone, err))
        return false;
    *out = day_of_local(zone_local(zone, scoring->cube->cut_at));
    return true;
}

/*
 * The quarter asked for, else the last one wholly before the cut; where that holds no ticket, the
 * whole export (rulings 16). The whole export has nothing before it to be compared with.
 */
static bool choose(struct scoring *scoring, const char *text, struct error *err)
{
    struct period *period = scoring->card->period;
    struct period whole = {0};
    int32_t quarter = 0, day = 0;

    bool has_tickets = whole_export(scoring, &whole);
    if (text != NULL && !quarter_parse(span_of(text), &quarter))
        return error_set(err, ERROR_USAGE, "'%s' is not a quarter (hint: write it as 2026Q3)",
                         text);
    if (text == NULL) {
        if (scoring->cube->cut_at == INSTANT_UNKNOWN)
            day = whole.last_day;
        else if (!cut_day(scoring, &day, err))
            return false;
        quarter = quarter_of_day(day) - 1;
    }
    set_quarter(scoring, quarter, &period[PERIOD_CURRENT]);
    set_quarter(scoring, quarter - 1, &period[PERIOD_PREVIOUS]);
    set_quarter(scoring, quarter - 4, &period[PERIOD_YEAR_AGO]);
    if (period[PERIOD_CURRENT].is_present)
        return true;
    if (text != NULL)
        return error_set(err, ERROR_USAGE, "no ticket was created in %s%s%s%s", text,
                         has_tickets ? " (hint: the export holds " : "",
                         has_tickets ? whole.label : "", has_tickets ? ")" : "");
    period[PERIOD_CURRENT] = whole;
    period[PERIOD_PREVIOUS] = period[PERIOD_YEAR_AGO] = (struct period){.last_day = -1};
    return true;
}

bool periods_choose(struct scoring *scoring, const char *text, struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;
    const char *name = scoring->cube->zone == NULL ? "UTC" : scoring->cube->zone;

    if (!choose(scoring, text, err) || !zone_open(name, &zone, err))
        return false;
    for (int i = 0; i < PERIOD_COUNT; i++) {
        const struct period *period = &scoring->card->period[i];
        scoring->period_from_at[i] = zone_day_start(zone, period->first_day);
        scoring->period_until_at[i] = zone_day_start(zone, period->last_day + 1);
    }
    return true;
}
