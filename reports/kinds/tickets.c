#include "kinds/account_review.h"
#include "kinds/composing.h"

/* The tickets of one client behind the figures: what was late, and what is open now. */

static struct phrase end_phrase(const struct ticket_row *row)
{
    static const char *const words[] = {
        [TICKET_LATE] = N_("answered late"),
        [TICKET_UNANSWERED] = N_("closed without an answer"),
        [TICKET_WAITING] = N_("still waiting"),
        [TICKET_OPEN] = N_("open"),
    };

    return (struct phrase){.text = words[row->end]};
}

static struct value seconds_of(int64_t seconds)
{
    return seconds == INSTANT_UNKNOWN || seconds <= 0 ? no_value()
                                                      : value_duration((double)seconds);
}

static void add_columns(struct composing *composing, struct table *table)
{
    table_column(composing->report, table, "ticket", PHRASE("Ticket"), COLUMN_SHORT);
    table_column(composing->report, table, "created", PHRASE("Created"), COLUMN_SHORT);
    table_column(composing->report, table, "channel", PHRASE("Channel"), COLUMN_SHORT);
    table_column(composing->report, table, "priority", PHRASE("Priority"), COLUMN_SHORT);
}

/* One column more where somebody wrote down what happened on the day of one of them. */
static bool has_events(const struct composing *composing, const struct account_request *request)
{
    for (size_t i = 0; i < request->late_count; i++)
        if (event_of(composing, request->name, request->late[i].day, request->late[i].channel) !=
            NULL)
            return true;
    return false;
}

static void late_row(struct composing *composing, struct table *table,
                     const struct account_request *request, const struct ticket_row *row,
                     bool has_event)
{
    struct phrase channel = channel_phrase(row->channel);
    struct phrase priority = priority_word(row->priority);
    struct phrase end = end_phrase(row);
    const char *event = event_of(composing, request->name, row->day, row->channel);
    const struct value cells[] = {
        value_text(row->ticket),     value_date(row->day),
        value_words(&channel),       value_words(&priority),
        value_words(&end),           seconds_of(row->waited_s),
        seconds_of(row->promised_s), event == NULL ? no_value() : value_text(event)};
    size_t count = sizeof cells / sizeof *cells - !has_event;

    table_row(composing->report, table, STATE_NONE, cells, count);
}

void compose_late_tickets(struct composing *composing, const struct account_request *request)
{
    if (request->late_count == 0)
        return;
    struct table *table = report_table(
        composing->report, "late_tickets",
        request->late_total > (int64_t)request->late_count
            ? PHRASE("Tickets past their promise: %1$s, the %2$s longest are listed",
                     value_count(request->late_total), value_count((int64_t)request->late_count))
            : PHRASE("Tickets past their promise: %1$s", value_count(request->late_total)));
    if (table == NULL)
        return;
    add_columns(composing, table);
    table_column(composing->report, table, "what", PHRASE("What happened"), COLUMN_SHORT);
    table_column(composing->report, table, "waited", PHRASE("Waited, promised hours"),
                 COLUMN_NUMBER);
    table_column(composing->report, table, "promised", PHRASE("Promised"), COLUMN_NUMBER);
    bool has_event = has_events(composing, request);
    if (has_event)
        table_column(composing->report, table, "event", PHRASE("On record of that day"),
                     COLUMN_TEXT);
    for (size_t i = 0; i < request->late_count; i++)
        late_row(composing, table, request, &request->late[i], has_event);
    table->figure = composing->ids[MEASURED_REPLY_WITHIN_PROMISE];
    table->row_total = request->late_total > (int64_t)table->row_count ? request->late_total : 0;
    report_add_table(composing->report, table);
}

void compose_open_tickets(struct composing *composing, const struct account_request *request)
{
    if (request->open_count == 0)
        return;
    struct table *table = report_table(
        composing->report, "open_tickets",
        request->open_total > (int64_t)request->open_count
            ? PHRASE("Open now: %1$s, the %2$s oldest are listed", value_count(request->open_total),
                     value_count((int64_t)request->open_count))
            : PHRASE("Open now: %1$s", value_count(request->open_total)));
    if (table == NULL)
        return;
    add_columns(composing, table);
    table_column(composing->report, table, "age", PHRASE("Age"), COLUMN_NUMBER);
    table_column(composing->report, table, "answered", PHRASE("First reply"), COLUMN_TEXT);
    for (size_t i = 0; i < request->open_count; i++) {
        const struct ticket_row *row = &request->open[i];
        struct phrase channel = channel_phrase(row->channel);
        struct phrase priority = priority_word(row->priority);
        struct phrase answered = {.text = row->is_answered ? N_("given") : N_("not yet")};
        TABLE_ROW(composing->report, table, STATE_NONE, value_text(row->ticket),
                  value_date(row->day), value_words(&channel), value_words(&priority),
                  seconds_of(row->waited_s), value_words(&answered));
    }
    table->figure = composing->ids[MEASURED_BACKLOG];
    table->row_total = request->open_total > (int64_t)table->row_count ? request->open_total : 0;
    report_add_table(composing->report, table);
}
