/* What was sent and is otherwise now: the old figure, the new one, and why. */
#include "kinds/composing.h"

static struct phrase reason_of_move(enum move_reason reason)
{
    switch (reason) {
    case MOVED_DECIDED:
        return PHRASE("tickets that were open then have been decided since");
    case MOVED_ADDED:
        return PHRASE("tickets of that time came into the export later");
    case MOVED_LEFT_OUT:
        return PHRASE("tickets have been merged or left out since");
    case MOVED_UNDONE:
        return PHRASE("tickets were reopened or came back since");
    case MOVED_SETTINGS:
        return PHRASE("it is scored under other settings");
    case MOVED_VERSION:
        return PHRASE("it was made by another version of the program");
    }
    return (struct phrase){0};
}

/* The reasons in their order, apart by semicolons; what nothing proves is not said. */
static struct phrase reasons_phrase(struct composing *composing, unsigned reasons)
{
    struct phrase all = {0};

    for (unsigned bit = MOVED_DECIDED; bit <= MOVED_VERSION; bit <<= 1) {
        if (!(reasons & bit))
            continue;
        struct phrase one = reason_of_move((enum move_reason)bit);
        all = phrase_is_absent(&all)
                  ? one
                  : report_phrase(composing->report,
                                  PHRASE("%1$s; %2$s", value_words(&all), value_words(&one)));
    }
    return all;
}

static struct phrase counts_phrase(struct composing *composing, uint64_t kept, uint64_t asked)
{
    return report_phrase(composing->report, PHRASE("%1$s of %2$s", value_count((int64_t)kept),
                                                   value_count((int64_t)asked)));
}

static struct phrase with_whose(struct composing *composing, struct value whose, struct phrase what)
{
    return report_phrase(composing->report, PHRASE("%1$s: %2$s", whose, value_words(&what)));
}

/* The measure, of which client; of a trend, which are all named alike, of which criterion. */
static struct phrase what_phrase(struct composing *composing, const struct measurement *row)
{
    struct phrase what = measure_phrase(row->name);
    struct phrase criterion = criterion_phrase(measurement_criterion(row->name));

    if (row->name >= MEASURED_AVAILABILITY_TREND && row->name <= MEASURED_ORIENTATION_TREND_CHANCE)
        what = with_whose(composing, value_words(&criterion), what);
    if (row->account == ALL_ACCOUNTS)
        return what;
    return with_whose(composing, value_text(composing->request->cube->names.accounts[row->account]),
                      what);
}

static void add_row(struct composing *composing, struct table *table,
                    const struct moved_figure *row)
{
    struct measurement before = *row->now;
    struct phrase sent = counts_phrase(composing, row->before.kept_count, row->before.asked_count);
    struct phrase now = counts_phrase(composing, row->now->kept_count, row->now->asked_count);
    const struct period *period = &composing->card->period[row->now->period];
    struct phrase what = what_phrase(composing, row->now);
    struct phrase why = reasons_phrase(composing, row->reasons);

    before.value = before.first = before.last = row->before.value;
    before.has_value = row->before.has_value;
    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&what),
              value_period(period->first_day, period->last_day), shown(&before),
              row->before.asked_count == 0 ? no_value() : value_words(&sent), shown(row->now),
              row->now->asked_count == 0 ? no_value() : value_words(&now),
              phrase_is_absent(&why) ? value_unknown(NULL) : value_words(&why));
}

void compose_moved(struct composing *composing)
{
    const struct review_request *request = composing->request;

    if (request->moved_count == 0)
        return;
    report_section(composing->report, PHRASE("Sent before"),
                   PLURAL("%1$s figure that was sent has moved since",
                          "%1$s figures that were sent have moved since",
                          (int64_t)request->moved_count,
                          value_count((int64_t)request->moved_count)));
    struct table *table =
        report_table(composing->report, "moved", PHRASE("What was sent, what it is now, and why"));
    table_column(composing->report, table, "figure", PHRASE("Figure"), COLUMN_TEXT);
    table_column(composing->report, table, "period", PHRASE("Period"), COLUMN_TEXT);
    table_column(composing->report, table, "sent", PHRASE("Sent"), COLUMN_NUMBER);
    table_column(composing->report, table, "sent_counts", PHRASE("of which"), COLUMN_NUMBER);
    table_column(composing->report, table, "now", PHRASE("Now"), COLUMN_NUMBER);
    table_column(composing->report, table, "now_counts", PHRASE("of which"), COLUMN_NUMBER);
    table_column(composing->report, table, "why", PHRASE("Why"), COLUMN_TEXT);
    for (size_t i = 0; i < request->moved_count; i++)
        add_row(composing, table, &request->moved[i]);
    report_add_table(composing->report, table);
}
