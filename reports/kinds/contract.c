#include <math.h>

#include "kinds/account_review.h"
#include "kinds/composing.h"

/*
 * What the contract holds besides the promise: hours of work included, and what of the fee comes
 * back for a bad month. Both only where clients.csv tells them; whole months of the period alone.
 */

struct month {
    int year, month;
    int32_t first_day;
    bool is_whole; /* the period and the export hold all of it */
    const struct month_count *count;
    const struct client_row *terms; /* NULL: clients.csv does not know the client then */
};

static struct month month_at(const struct composing *composing,
                             const struct account_request *request, int at)
{
    const struct period *period = &composing->card->period[PERIOD_CURRENT];
    const struct client_counts *counts = &request->counts;
    int number = counts->year * 12 + counts->month - 1 + at;
    struct month out = {
        .year = number / 12, .month = number % 12 + 1, .count = &counts->months[at]};
    int32_t next = (int32_t)civil_to_day((number + 1) / 12, (number + 1) % 12 + 1, 1);
    struct span name = span_of(composing->request->cube->names.accounts[request->account]);

    out.first_day = (int32_t)civil_to_day(out.year, out.month, 1);
    out.is_whole = out.first_day >= period->held_first_day && next - 1 <= period->held_last_day &&
                   out.first_day >= period->first_day && next - 1 <= period->last_day;
    out.terms = house_client(&composing->request->settings->house, name, out.first_day);
    return out;
}

/* ---- hours of the package ---- */

struct package {
    double included_s, used_s; /* of whole months */
    uint64_t ticket_count, handled_count;
    int month_count; /* whole months with a package */
    double hours;    /* of the last of them */
};

static bool has_package(const struct month *month)
{
    return month->is_whole && month->terms != NULL && month->terms->package_hours >= 0;
}

static struct package package_of(const struct composing *composing,
                                 const struct account_request *request)
{
    struct package out = {0};

    for (int i = 0; i < request->counts.month_count; i++) {
        struct month month = month_at(composing, request, i);
        if (!has_package(&month))
            continue;
        out.included_s += 3600 * month.terms->package_hours;
        out.used_s += (double)month.count->handling_s;
        out.ticket_count += month.count->ticket_count;
        out.handled_count += month.count->handled_count;
        out.hours = month.terms->package_hours;
        out.month_count++;
    }
    return out;
}

static struct value hours_value(double seconds)
{
    return value_digits(value_styled(value_duration(seconds), STYLE_HOURS), 1);
}

static void package_table(struct composing *composing, const struct account_request *request)
{
    struct table *table =
        report_table(composing->report, "package_hours", PHRASE("Hours of work, by month"));

    table_column(composing->report, table, "month", PHRASE("Month"), COLUMN_TEXT);
    table_column(composing->report, table, "included", PHRASE("In the package"), COLUMN_NUMBER);
    table_column(composing->report, table, "used", PHRASE("Logged"), COLUMN_NUMBER);
    table_column(composing->report, table, "over", PHRASE("Beyond the package"), COLUMN_NUMBER);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "logged_tickets", PHRASE("With logged work"),
                 COLUMN_NUMBER);
    for (int i = 0; i < request->counts.month_count; i++) {
        struct month month = month_at(composing, request, i);
        if (!has_package(&month))
            continue;
        double used_s = (double)month.count->handling_s;
        double included_s = 3600 * month.terms->package_hours;
        TABLE_ROW(composing->report, table, STATE_NONE, value_month(month.year, month.month),
                  hours_value(included_s), hours_value(used_s),
                  used_s > included_s ? hours_value(used_s - included_s) : no_value(),
                  value_count((int64_t)month.count->ticket_count),
                  value_count((int64_t)month.count->handled_count));
    }
    report_add_table(composing->report, table);
}

void compose_package(struct composing *composing, const struct account_request *request)
{
    struct package package = package_of(composing, request);
    struct phrase section = {.text = N_("Hours of the package")};

    if (package.month_count == 0)
        return;
    if (package.handled_count == 0) {
        report_section(composing->report, section,
                       PHRASE("How much of the package was used cannot be told from this export"));
        report_paragraph(composing->report,
                         PHRASE("%1$s a month are agreed. The export has no logged work, so "
                                "nothing is said of their use.",
                                hours_value(3600 * package.hours)));
        return;
    }
    report_section(composing->report, section,
                   PHRASE("%1$s of work are logged; the package holds %2$s",
                          hours_value(package.used_s), hours_value(package.included_s)));
    if (package.handled_count < package.ticket_count)
        report_paragraph(composing->report,
                         PHRASE("Work is logged on %1$s of %2$s tickets: at least so much was "
                                "used. It stands in the month in which the ticket came.",
                                value_count((int64_t)package.handled_count),
                                value_count((int64_t)package.ticket_count)));
    else
        report_paragraph(composing->report,
                         PHRASE("Work stands in the month in which the ticket came."));
    package_table(composing, request);
}

/* ---- compensation ---- */

static bool has_rule(const struct month *month)
{
    return month->is_whole && month->terms != NULL && month->terms->credit_count > 0;
}

/* What of the fee comes back; the worst step that the month fell below. */
static double owed_share(const struct month *month)
{
    const struct reply_count *replies = &month->count->replies;
    double share = 0;

    for (size_t i = 0; i < month->terms->credit_count && replies->asked > 0; i++)
        if ((double)replies->in_time / (double)replies->asked < month->terms->credits[i].below)
            share = fmax(share, month->terms->credits[i].fee_share);
    return share;
}

struct owed {
    int month_count, missed_count, unpriced_count; /* unpriced: missed, and no fee is told */
    int64_t minor;
    uint64_t open_count;
    const struct client_row *terms; /* of the last month */
};

static struct owed owed_of(const struct composing *composing, const struct account_request *request)
{
    struct owed out = {0};

    for (int i = 0; i < request->counts.month_count; i++) {
        struct month month = month_at(composing, request, i);
        if (!has_rule(&month))
            continue;
        double share = owed_share(&month);
        out.month_count++;
        out.terms = month.terms;
        out.open_count += month.count->open_count;
        out.missed_count += share > 0;
        if (share > 0 && month.terms->monthly_fee_minor < 0)
            out.unpriced_count++;
        else if (share > 0)
            out.minor += llround(share * (double)month.terms->monthly_fee_minor);
    }
    return out;
}

static struct phrase owed_headline(struct composing *composing, const struct owed *owed)
{
    const char *currency = composing->request->settings->currency;
    struct report *report = composing->report;

    if (owed->missed_count == 0)
        return report_phrase(report, PHRASE("By the rule of the contract nothing is owed back"));
    if (owed->unpriced_count > 0)
        return report_phrase(
            report, PHRASE("%1$s of %2$s months fell below the promise; the fee is not "
                           "told, so what is owed back stands as its share",
                           value_count(owed->missed_count), value_count(owed->month_count)));
    return report_phrase(report,
                         PHRASE("%1$s are owed back, for %2$s of %3$s months",
                                value_money(owed->minor, currency), value_count(owed->missed_count),
                                value_count(owed->month_count)));
}

static void rule(struct composing *composing, const struct client_row *terms)
{
    struct phrase items[CLIENT_CREDITS_MOST];

    for (size_t i = 0; i < terms->credit_count; i++)
        items[i] = report_phrase(composing->report,
                                 PHRASE("below %1$s in time in a month: %2$s of its fee",
                                        value_ratio(terms->credits[i].below),
                                        value_ratio(terms->credits[i].fee_share)));
    report_paragraph(composing->report, PHRASE("The contract gives back:"));
    report_list(composing->report, items, terms->credit_count);
}

static void owed_table(struct composing *composing, const struct account_request *request)
{
    const char *currency = composing->request->settings->currency;
    struct table *table =
        report_table(composing->report, "compensation", PHRASE("First replies in time, by month"));

    table_column(composing->report, table, "month", PHRASE("Month"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    table_column(composing->report, table, "fee_share", PHRASE("Of the fee"), COLUMN_NUMBER);
    table_column(composing->report, table, "owed", PHRASE("Owed back"), COLUMN_NUMBER);
    for (int i = 0; i < request->counts.month_count; i++) {
        struct month month = month_at(composing, request, i);
        if (!has_rule(&month))
            continue;
        const struct reply_count *replies = &month.count->replies;
        int64_t fee_minor = month.terms->monthly_fee_minor;
        double share = owed_share(&month);
        TABLE_ROW(
            composing->report, table, share > 0 ? STATE_MISSED : STATE_NONE,
            value_month(month.year, month.month), value_count((int64_t)replies->asked),
            value_count((int64_t)replies->in_time),
            replies->asked > 0 ? value_ratio((double)replies->in_time / (double)replies->asked)
                               : no_value(),
            share > 0 ? value_ratio(share) : no_value(),
            share > 0 && fee_minor >= 0 ? value_money(llround(share * (double)fee_minor), currency)
                                        : no_value());
    }
    report_add_table(composing->report, table);
}

void compose_compensation(struct composing *composing, const struct account_request *request)
{
    struct owed owed = owed_of(composing, request);

    if (owed.month_count == 0)
        return;
    report_section(composing->report, PHRASE("Compensation"), owed_headline(composing, &owed));
    rule(composing, owed.terms);
    owed_table(composing, request);
    if (owed.open_count > 0)
        report_paragraph(composing->report,
                         PLURAL("%1$s ticket of these months is not decided yet and may change "
                                "this.",
                                "%1$s tickets of these months are not decided yet and may change "
                                "this.",
                                (int64_t)owed.open_count, value_count((int64_t)owed.open_count)));
}
