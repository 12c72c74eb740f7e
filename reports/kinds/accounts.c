#include <math.h>

#include "charts/forest.h"
#include "kinds/composing.h"

enum { ACCOUNTS_SHOWN = 20, ACCOUNT_LEAST = 5 };

static struct table *account_table(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    struct table *table = report_table(composing->report, "accounts", PHRASE("By account"));

    table_column(composing->report, table, "account", PHRASE("Account"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    table_column(composing->report, table, "estimate", PHRASE("Estimate"), COLUMN_NUMBER);
    table_column(composing->report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    for (size_t i = 0; i < card->account_count; i++) {
        const struct account_row *row = &card->accounts[i];
        if (row->asked_count < ACCOUNT_LEAST)
            continue;
        TABLE_ROW(composing->report, table, row->is_below ? STATE_MISSED : STATE_NONE,
                  value_text(composing->request->cube->names.accounts[row->account]),
                  value_count((int64_t)row->asked_count), value_count((int64_t)row->kept_count),
                  value_ratio(row->raw), value_ratio(row->shrunk),
                  value_range(value_ratio(row->low), value_ratio(row->high)));
    }
    return table;
}

void compose_accounts(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    struct forest_row rows[ACCOUNTS_SHOWN];
    size_t count = 0;
    int64_t below = 0;

    for (size_t i = 0; i < card->account_count; i++) {
        const struct account_row *row = &card->accounts[i];
        below += row->is_below;
        if (row->asked_count < ACCOUNT_LEAST || count >= ACCOUNTS_SHOWN)
            continue;
        rows[count++] = (struct forest_row){
            .name = composing->request->cube->names.accounts[row->account],
            .value = row->shrunk,
            .low = row->low,
            .high = row->high,
            .raw = row->raw,
            .tone = row->is_below   ? TONE_BAD
                    : row->is_above ? TONE_BETTER
                                    : TONE_PLAIN,
            .value_text = text_of_value(composing, value_ratio(row->shrunk)),
            .count_text = text_of_value(composing, value_count((int64_t)row->asked_count)),
        };
    }
    if (count < 2)
        return;
    if (below > 0)
        report_section(composing->report, PHRASE("Accounts"),
                       PLURAL("%1$s account is probably served below the promise",
                              "%1$s accounts are probably served below the promise", below,
                              value_count(below)));
    else
        report_section(composing->report, PHRASE("Accounts"),
                       PHRASE("No account stands out as served below the promise"));
    if (card->accounts_mean > 0)
        report_paragraph(composing->report,
                         PHRASE("Over all accounts %1$s of first replies came in time. An account "
                                "with few tickets is pulled towards the others, because its own "
                                "share is mostly chance.",
                                value_ratio(card->accounts_mean)));
    const struct forest_chart chart = {
        .rows = rows,
        .count = count,
        .norm = card->accounts_promise > 0 ? card->accounts_promise : NAN,
        .norm_text = card->accounts_promise > 0
                         ? text_of_phrase(composing, PHRASE("promised %1$s",
                                                            value_ratio(card->accounts_promise)))
                         : NULL,
        .value_title = text_of_phrase(composing, PHRASE("estimate")),
        .count_title = text_of_phrase(composing, PHRASE("tickets")),
        .low = 0,
        .high = 1,
        .values = share_words(composing),
    };
    report_exhibit(
        composing->report,
        &(struct exhibit){
            .key = "accounts",
            .title = PHRASE("First replies in time, by account"),
            .subtitle = PHRASE("Dot: estimate that leans to the mean where tickets are few; "
                               "line: 95%% range; ring: share as counted."),
            .note = PHRASE("Coloured, and called probable, only where it is nine to one or "
                           "better that the account is below its promise, or above. Accounts with "
                           "fewer than five tickets are not shown."),
            .table = account_table(composing),
            .chart = chart_forest(composing->arena, "accounts", &chart),
            .figure = composing->ids[MEASURED_REPLY_WITHIN_PROMISE]});
}
