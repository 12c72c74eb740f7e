/* What a telephone log and a rota add to a section. */
#include "kinds/composing.h"

static void add_row(struct composing *composing, struct table *table, enum measured name,
                    struct phrase words)
{
    const struct measurement *row = measured(composing, name, PERIOD_CURRENT);

    if (!is_known(row))
        return;
    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&words), shown(row),
              value_count((int64_t)row->kept_count), value_count((int64_t)row->asked_count),
              shown_range(row));
}

static struct table *table_of_shares(struct composing *composing, const char *key,
                                     struct phrase title)
{
    struct table *table = report_table(composing->report, key, title);

    table_column(composing->report, table, "question", PHRASE("Question"), COLUMN_TEXT);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    table_column(composing->report, table, "kept", PHRASE("of which"), COLUMN_NUMBER);
    table_column(composing->report, table, "asked", PHRASE("Of"), COLUMN_NUMBER);
    table_column(composing->report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    return table;
}

void compose_telephone(struct composing *composing)
{
    if (composing->request->settings->house.call_count == 0)
        return;
    struct table *table = table_of_shares(composing, "telephone", PHRASE("The telephone log"));
    add_row(composing, table, MEASURED_CALLS_ANSWERED, PHRASE("Calls answered by a human"));
    add_row(composing, table, MEASURED_CALLS_IN_TIME, PHRASE("… within the promised time"));
    add_row(composing, table, MEASURED_CALLS_ABANDONED, PHRASE("Calls given up while waiting"));
    add_row(composing, table, MEASURED_TEST_CALLS_ANSWERED, PHRASE("Test calls answered"));
    report_add_table(composing->report, table);
}

void compose_rota(struct composing *composing)
{
    if (composing->request->settings->house.rota_count == 0)
        return;
    struct table *table = table_of_shares(composing, "rota", PHRASE("The rota, in hours"));
    add_row(composing, table, MEASURED_ROTA_PROMISED,
            PHRASE("Promised hours with somebody on duty, as declared"));
    add_row(composing, table, MEASURED_ROTA_ALL_HOURS,
            PHRASE("All hours with somebody on duty, as declared"));
    add_row(composing, table, MEASURED_ROTA_SEEN,
            PHRASE("Hours on duty in which tickets show somebody acting"));
    report_add_table(composing->report, table);
}
