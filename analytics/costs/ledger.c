#include "costs/ledger.h"

enum { ROW_LIMIT = 32 };

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

static void note_demand(struct ledger *ledger, const struct settings *settings,
                        const struct demand *demand)
{
    note_one(ledger, "monthly_tickets", demand->monthly_tickets, demand->volume_source);
    note_one(ledger, "dispersion", demand->dispersion, demand->volume_source);
    note(ledger, "volume_growth", settings->costs.volume_growth, "settings");
    note(ledger, "handling_minutes", demand->handling_minutes, demand->handling_source);
    note_one(ledger, "holidays_a_year", demand->holidays_a_year, demand->volume_source);
    if (demand->has_default_promise)
        note_one(ledger, "promise_default_s", (double)settings->criteria.reply_default_s,
                 "no promise was told");
}

static void note_staff(struct ledger *ledger, const struct settings *settings,
                       const struct payroll_table *payroll)
{
    const struct own_staff_settings *own = &settings->costs.own;

    note(ledger, "monthly_gross_minor", own->monthly_gross_minor, "settings");
    note(ledger, "lead_monthly_gross_minor", own->lead_monthly_gross_minor, "settings");
    for (size_t i = 0; i < payroll->component_count && i < 8; i++)
        note_one(ledger, "contribution_rate", payroll->components[i].rate,
                 payroll->components[i].source);
    note_one(ledger, "absence_share", own->absence_share, "settings");
    note_one(ledger, "in_shift_share", own->in_shift_share, "settings");
    note_one(ledger, "yearly_hours", own->yearly_hours, "settings");
    note_one(ledger, "attrition_share", own->attrition_share, "settings");
    note_one(ledger, "vacancy_months", own->vacancy_months, "settings");
    note_one(ledger, "ramp_months", own->ramp_months, "settings");
    note_one(ledger, "night_premium_share", own->night_premium_share, "settings");
    note_one(ledger, "holiday_premium_share", own->holiday_premium_share, "settings");
    note_one(ledger, "span_of_control", own->span_of_control, "settings");
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
