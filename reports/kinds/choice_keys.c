/* Keys of inputs and of lines of cost as words of the trade, and their numbers in their units. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "kinds/choice_words.h"

struct word {
    const char *key, *text;
};

static struct phrase word_of(const struct word *words, const char *key)
{
    for (; words->key != NULL; words++)
        if (strcmp(words->key, key) == 0)
            return (struct phrase){.text = words->text};
    return (struct phrase){0};
}

struct phrase choice_input(const char *key)
{
    static const struct word INPUTS[] = {
        {"monthly_tickets", N_("tickets a month")},
        {"volume_growth", N_("growth of tickets a year")},
        {"trend_a_year", N_("trend of the weeks, a year")},
        {"forecast_coverage", N_("past weeks inside the forecast")},
        {"week_profile", N_("on which hours tickets come")},
        {"handling_minutes", N_("work on a ticket, minutes")},
        {"monthly_gross_minor", N_("pay of an agent before tax, a month")},
        {"lead_monthly_gross_minor", N_("pay of a lead before tax, a month")},
        {"dispersion", N_("variance of a day's tickets over their mean")},
        {"holidays_a_year", N_("public holidays a year")},
        {"promise_default_s", N_("first reply, where nothing was promised")},
        {"contribution_rate", N_("employer contributions, rate")},
        {"absence_share", N_("absence: leave, illness, training")},
        {"in_shift_share", N_("lost inside shifts: breaks, meetings")},
        {"yearly_hours", N_("working hours a year")},
        {"attrition_share", N_("people who leave in a year")},
        {"vacancy_months", N_("months until a post is filled")},
        {"ramp_months", N_("months until a newcomer works at full speed")},
        {"night_premium_share", N_("night premium")},
        {"holiday_premium_share", N_("holiday premium")},
        {"span_of_control", N_("agents to a lead")},
        {"discount_rate", N_("discount rate a year")},
        {"wage_growth", N_("growth of pay a year")},
        {"price_growth", N_("growth of prices a year")},
        {"waiting_hour_minor", N_("an hour of a client's waiting")},
        {"own_hour_minor", N_("an hour of your own people")},
        {"solved_share", N_("tickets that end solved")},
        {"reopened_share", N_("tickets that come back")},
        {"escalated_share", N_("tickets that go to the second line")},
        {"second_line_minutes", N_("work of the second line on each, minutes")},
        {"load_rule_minutes", N_("work on a ticket as load, minutes")},
        {"patience_s", N_("patience of callers and chats")},
        {"planned_weekly_hours", N_("planned work, hours a week")},
        {"payroll_year", N_("year of the contributions table")},
        {"bonus_share", N_("bonuses on pay")},
        {"hiring_minor", N_("hiring and training one agent")},
        {"workplace_monthly_minor", N_("a workplace, a month")},
        {"overtime_hours", N_("overtime of one agent, hours a year")},
        {"overtime_premium_share", N_("overtime premium")},
        {"on_call_hours", N_("on call, hours a year")},
        {"on_call_share", N_("pay of an hour on call")},
        {"ramp_start_share", N_("speed of a newcomer on the first day")},
        {"level_error", N_("error of the counted volume")},
        {NULL, NULL}};

    return word_of(INPUTS, key);
}

struct phrase choice_line(const char *key)
{
    static const struct word LINES[] = {{"pay", N_("pay")},
                                        {"bonus", N_("bonuses")},
                                        {"premiums", N_("night and holiday premiums")},
                                        {"contributions", N_("employer contributions")},
                                        {"hiring", N_("hiring and training")},
                                        {"workplace", N_("workplaces and licences")},
                                        {"leads", N_("leads")},
                                        {"fee", N_("fixed fee")},
                                        {"usage", N_("tickets and hours billed")},
                                        {"minimum", N_("filled up to the monthly minimum")},
                                        {"setup", N_("set-up")},
                                        {"transfer", N_("handing over at the start")},
                                        {"vendor_management", N_("managing the provider")},
                                        {"vat", N_("VAT that does not come back")},
                                        {"waiting", N_("waiting for one-off jobs")},
                                        {"own_hours", N_("time of your own people on tickets")},
                                        {"credits", N_("service credits paid back")},
                                        {"exit", N_("leaving at the end")},
                                        {"commitment", N_("bound beyond the horizon")},
                                        {NULL, NULL}};

    return word_of(LINES, key);
}

static bool ends_with(const char *key, const char *tail)
{
    size_t length = strlen(key), end = strlen(tail);

    return length >= end && strcmp(key + length - end, tail) == 0;
}

struct value choice_amount(const struct choice_words *words, const char *key, double number)
{
    if (!isfinite(number))
        return value_unknown(NULL);
    if (ends_with(key, "_minor"))
        return value_money((int64_t)llround(number / 100) * 100, words->settings->currency);
    if (strcmp(key, "payroll_year") == 0) {
        char year[16];
        int length = snprintf(year, sizeof year, "%.0f", number);
        return value_text(arena_text(&words->keep->arena, year, (size_t)length));
    }
    if (ends_with(key, "_share") || ends_with(key, "_rate") || ends_with(key, "_growth"))
        return value_ratio(number);
    if (ends_with(key, "_s"))
        return value_duration(number);
    bool is_whole = fabs(number) >= 100 || number == round(number); /* one kind: it makes ranges */
    return value_number(number, is_whole ? 0 : 1);
}
