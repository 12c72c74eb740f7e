#include <math.h>

#include "kinds/account_review.h"
#include "kinds/composing.h"

/*
 * From our figure to the one that the client's own tool shows: the same tickets under other
 * definitions, and where the export judges its own tickets, the steps from its share to ours. They
 * add up, ticket by ticket.
 */

static double share_of(const struct reply_count *count)
{
    return count->asked > 0 ? (double)count->in_time / (double)count->asked : NAN;
}

static bool differs(const struct reply_count *count, const struct reply_count *ours)
{
    return count->asked > 0 && (count->asked != ours->asked || count->in_time != ours->in_time);
}

static bool stands_apart(const struct reply_count *count, const struct reply_count *ours)
{
    return count->asked > 0 && fabs(share_of(count) - share_of(ours)) >= MOVED_LEAST;
}

static void add_columns(struct composing *composing, struct table *table, struct phrase first)
{
    table_column(composing->report, table, "counted", first, COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
}

/* A way to count; `ours` NULL: it is ours. */
static void add_way(struct composing *composing, struct table *table, const char *name,
                    const struct reply_count *count, const struct reply_count *ours)
{
    struct phrase words = {.text = name};

    if (ours != NULL && !differs(count, ours))
        return;
    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&words),
              value_count((int64_t)count->asked), value_count((int64_t)count->in_time),
              value_ratio(share_of(count)),
              ours == NULL
                  ? no_value()
                  : value_styled(value_points(share_of(count) - share_of(ours)), STYLE_SIGNED));
}

static void ways(struct composing *composing, const struct client_counts *counts)
{
    const struct reply_count *ours = &counts->ours;
    struct table *table = report_table(composing->report, "other_definitions",
                                       PHRASE("The same tickets, counted as other tools count"));

    add_columns(composing, table, PHRASE("Counted so"));
    table_column(composing->report, table, "apart", PHRASE("Against ours"), COLUMN_NUMBER);
    add_way(composing, table, N_("As here: every ticket, first reply by a human, promised hours"),
            ours, NULL);
    add_way(composing, table, N_("Only tickets that had a reply"), &counts->answered, ours);
    add_way(composing, table, N_("The clock runs at night and on days off"), &counts->calendar,
            ours);
    if (differs(&counts->robots, &counts->answered))
        add_way(composing, table, N_("Any reply counts, also of a robot; without the unanswered"),
                &counts->robots, ours);
    report_add_table(composing->report, table);
}

/* ---- from the export's own column to ours ---- */

static void add_step(struct composing *composing, struct table *table, struct phrase words,
                     int64_t tickets, int64_t in_time)
{
    if (tickets == 0 && in_time == 0)
        return;
    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&words),
              tickets == 0 ? no_value() : value_styled(value_count(tickets), STYLE_SIGNED),
              in_time == 0 ? no_value() : value_styled(value_count(in_time), STYLE_SIGNED),
              no_value());
}

static void add_end(struct composing *composing, struct table *table, struct phrase words,
                    const struct reply_count *count)
{
    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&words),
              value_count((int64_t)count->asked), value_count((int64_t)count->in_time),
              value_ratio(share_of(count)));
}

static void steps(struct composing *composing, const struct client_counts *counts)
{
    const struct reply_count *desk = &counts->desk, *both = &counts->both, *ours = &counts->ours;
    int64_t desk_in_time_of_both =
        (int64_t)both->in_time + (int64_t)counts->kinder - (int64_t)counts->stricter;
    struct table *table = report_table(composing->report, "bridge",
                                       PHRASE("From the desk's own column to our figure"));

    add_columns(composing, table, PHRASE("Step"));
    add_end(composing, table, PHRASE("As the desk's own column says"), desk);
    add_step(composing, table, PHRASE("It judges them, we do not: no promise, or not decided yet"),
             (int64_t)both->asked - (int64_t)desk->asked,
             desk_in_time_of_both - (int64_t)desk->in_time);
    add_step(composing, table, PHRASE("It says in time, we count late"), 0,
             -(int64_t)counts->kinder);
    add_step(composing, table, PHRASE("It says late, we count in time"), 0,
             (int64_t)counts->stricter);
    add_step(composing, table, PHRASE("It leaves them out, we count them"),
             (int64_t)ours->asked - (int64_t)both->asked,
             (int64_t)ours->in_time - (int64_t)both->in_time);
    add_end(composing, table, PHRASE("As counted here"), ours);
    report_add_table(composing->report, table);
}

static struct phrase bridge_headline(struct composing *composing,
                                     const struct client_counts *counts)
{
    struct value ours = value_ratio(share_of(&counts->ours));
    struct report *report = composing->report;

    if (stands_apart(&counts->desk, &counts->ours))
        return report_phrase(report, PHRASE("The desk's own column says %1$s in time, we count "
                                            "%2$s",
                                            value_ratio(share_of(&counts->desk)), ours));
    if (counts->desk.asked > 0)
        return report_phrase(
            report, PHRASE("The desk's own column and our count agree: %1$s in time", ours));
    if (stands_apart(&counts->answered, &counts->ours))
        return report_phrase(report, PHRASE("A tool that leaves out the unanswered shows %1$s in "
                                            "time, we count %2$s",
                                            value_ratio(share_of(&counts->answered)), ours));
    return report_phrase(report, PHRASE("Why another tool may show another share than %1$s", ours));
}

void compose_bridge(struct composing *composing, const struct account_request *request)
{
    const struct client_counts *counts = &request->counts;
    const struct reply_count *ours = &counts->ours;
    int64_t left_out = (int64_t)ours->asked - (int64_t)counts->answered.asked;
    bool has_ways = differs(&counts->answered, ours) || differs(&counts->calendar, ours) ||
                    differs(&counts->robots, ours);

    if (ours->asked == 0 || (!has_ways && counts->desk.asked == 0))
        return;
    report_section(composing->report, PHRASE("If your tool shows another figure"),
                   bridge_headline(composing, counts));
    if (left_out > 0)
        report_paragraph(
            composing->report,
            PLURAL(
                "Tools that count answered tickets alone leave out %1$s ticket that was closed "
                "without a human reply or waits past its promise. Here it counts as not in time.",
                "Tools that count answered tickets alone leave out %1$s tickets that were closed "
                "without a human reply or wait past their promise. Here they count as not in "
                "time.",
                left_out, value_count(left_out)));
    if (counts->desk.asked > 0)
        steps(composing, counts);
    if (has_ways)
        ways(composing, counts);
}
