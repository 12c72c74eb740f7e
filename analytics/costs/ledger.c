#include "costs/ledger.h"

#include <math.h>
#include <stddef.h>

#include "costs/offered_load.h"

enum { ROW_LIMIT = 64 };

struct ledger {
    struct assumption *rows;
    size_t count;
};

static void note(struct ledger *ledger, const char *key, struct uncertain value, const char *source)
{
    ledger->rows[ledger->count++] =
        (struct assumption){key, value.low, value.middle, value.high, source};
}

static void note_one(struct ledger *ledger, const char *key, double value, const char *source)
{
    note(ledger, key, (struct uncertain){value, value, value}, source);
}

/* How the load of an hour follows its arrivals (offered_load.h). */
static const char *load_source(double minutes)
{
    static const char *const SOURCES[] = {
        [LOAD_SIPP] = "below 10 minutes: load by the arrivals of the hour (SIPP)",
        [LOAD_LAG_SIPP] =
            "10-30 minutes: load by the arrivals one handling time earlier (lag-SIPP)",
        [LOAD_MOL] = "over 30 minutes: modified offered load (Green, Kolesar & Whitt)"};

    return SOURCES[load_rule_for(minutes, false)];
}

static void note_demand(struct ledger *ledger, const struct settings *settings,
                        const struct demand *demand)
{
    note_one(ledger, "monthly_tickets", demand->monthly_tickets, demand->volume_source);
    note_one(ledger, "dispersion", demand->dispersion, demand->volume_source);
    if (!isnan(demand->trend_a_year))
        note_one(ledger, "trend_a_year", demand->trend_a_year,
                 "export, for comparison: volume_growth is what counts");
    if (!isnan(demand->forecast_coverage))
        note_one(ledger, "forecast_coverage", demand->forecast_coverage,
                 demand->is_forecast_poor ? "back-test of four weeks: POOR, .80-.97 is good"
                                          : "back-test of four weeks");
    note(ledger, "volume_growth", settings->costs.volume_growth, "settings");
    note(ledger, "handling_minutes", demand->handling_minutes,
         demand->has_loops && (demand->reopened_share > 0 || demand->escalated_share > 0)
             ? "settings, with what is reopened and escalated"
             : demand->handling_source);
    note_one(ledger, "reopened_share", demand->reopened_share,
             settings->costs.reopened_share >= 0 ? "settings"
             : demand->first_day <= demand->last_day && demand->level_error > 0
                 ? "export"
                 : "nothing is counted");
    if (demand->escalated_share > 0) {
        note_one(ledger, "escalated_share", demand->escalated_share, "settings");
        note_one(ledger, "second_line_minutes", demand->second_line_minutes, "settings");
    }
    note_one(ledger, "load_rule_minutes", demand->handling_minutes.middle,
             load_source(demand->handling_minutes.middle));
    if (demand->patience_s > 0)
        note_one(ledger, "patience_s", demand->patience_s, "settings: Erlang A");
    if (demand->planned_weekly_hours > 0)
        note_one(ledger, "planned_weekly_hours", demand->planned_weekly_hours, "planned_work.csv");
    note_one(ledger, "holidays_a_year", demand->holidays_a_year, demand->volume_source);
    if (demand->has_default_promise)
        note_one(ledger, "promise_default_s", (double)settings->criteria.reply_default_s,
                 "no promise was told");
}

/* Numbers of own staff that need not be told, with what their default rests on (costs.md 5). */
static const struct usual {
    const char *key;
    size_t at; /* in struct own_staff_settings */
    double value;
    const char *source;
} USUAL[] = {
#define AT(field) offsetof(struct own_staff_settings, field)
    {"absence_share", AT(absence_share), .18,
     "default: leave 10-12 %, sickness 4-8 % (turnella benchmarks)"},
    {"in_shift_share", AT(in_shift_share), .12,
     "default: breaks 6-8 %, meetings 2-4 %, training 3-6 % (turnella benchmarks)"},
    {"yearly_hours", AT(yearly_hours), 1972,
     "default: Russia 2026, 247 working days (glavaudit k518956)"},
    {"night_premium_share", AT(night_premium_share), .2,
     "default: Russia, decree 554 and Labour Code art. 154, 22-06"},
    {"holiday_premium_share", AT(holiday_premium_share), 1, "default: Labour Code art. 153"},
    {"overtime_hours", AT(overtime_hours), 0, "default: none"},
    {"overtime_premium_share", AT(overtime_premium_share), .5,
     "default: Labour Code art. 152, the first two hours; 1 beyond"},
    {"on_call_hours", AT(on_call_hours), 0, "default: none"},
    {"on_call_share", AT(on_call_share), .25, "default: an assumption, no source found"},
    {"attrition_share", AT(attrition_share), .4,
     "default: 0.35-0.55 in the first year (ccplanning FAQ)"},
    {"vacancy_months", AT(vacancy_months), 1.5, "default: an assumption, no source found"},
    {"ramp_months", AT(ramp_months), 3, "default: an assumption; bestarion says 3-6"},
    {"ramp_start_share", AT(ramp_start_share), .3, "default: an assumption, no source found"},
    {"span_of_control", AT(span_of_control), 12, "default: an assumption, band 8-15"},
#undef AT
};

static void note_usual(struct ledger *ledger, const struct own_staff_settings *own)
{
    for (size_t i = 0; i < sizeof USUAL / sizeof *USUAL; i++) {
        double value = *(const double *)((const char *)own + USUAL[i].at);
        note_one(ledger, USUAL[i].key, value,
                 value == USUAL[i].value ? USUAL[i].source : "settings");
    }
}

static void note_staff(struct ledger *ledger, const struct settings *settings,
                       const struct payroll_table *payroll)
{
    const struct own_staff_settings *own = &settings->costs.own;

    note(ledger, "monthly_gross_minor", own->monthly_gross_minor, "settings");
    note(ledger, "lead_monthly_gross_minor", own->lead_monthly_gross_minor, "settings");
    note_one(ledger, "payroll_year", payroll->year,
             payroll->is_verified ? payroll->title : "an example, not verified: check it");
    for (size_t i = 0; i < payroll->component_count && i < 8; i++)
        note_one(ledger, "contribution_rate", payroll->components[i].rate,
                 payroll->components[i].source);
    note_one(ledger, "bonus_share", own->bonus_share, "settings");
    note_one(ledger, "hiring_minor", (double)own->hiring_minor, "settings");
    note_one(ledger, "workplace_monthly_minor", (double)own->workplace_monthly_minor, "settings");
    note_usual(ledger, own);
}

bool ledger_write(const struct settings *settings, const struct demand *demand,
                  const struct payroll_table *payroll, struct comparison *out, struct error *err)
{
    struct ledger ledger = {.rows = arena_array(&out->arena, ROW_LIMIT, sizeof *ledger.rows)};

    if (ledger.rows == NULL)
        return error_memory(err);
    note_demand(&ledger, settings, demand);
    note_staff(&ledger, settings, payroll);
    note_one(&ledger, "discount_rate", settings->costs.discount_rate, "settings");
    note_one(&ledger, "wage_growth", settings->costs.wage_growth, "settings");
    note_one(&ledger, "price_growth", settings->costs.price_growth, "settings");
    note_one(&ledger, "waiting_hour_minor", (double)settings->costs.waiting_hour_minor, "settings");
    out->assumptions = ledger.rows;
    out->assumption_count = ledger.count;
    return true;
}
