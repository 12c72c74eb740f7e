/* planned_work.csv, events.csv, decisions.csv, disputes.csv: what people write down by hand. */
#include <string.h>

#include "ingest/house/entries.h"
#include "ingest/house/table.h"

#define AT(type, member) .offset = offsetof(struct type, member)

static bool check_days(struct reading *reading, int32_t from_day, int32_t to_day, struct error *err)
{
    return from_day <= to_day || problem_add(reading, true, "to", err, "is before the first day");
}

/* ---- planned work --------------------------------------------------------------------------- */

struct planned_cells {
    struct planned_row row;
    int every;
    const char *hours;
};

static const char *const EVERY_NAMES[] = {"once", "day", "week", "month", "quarter", "year", NULL};
static const struct table_column PLANNED_COLUMNS[] = {
    {"work", VALUE_TEXT, AT(planned_cells, row.work)},
    {"client", VALUE_TEXT, AT(planned_cells, row.client)},
    {"every", VALUE_WORD, AT(planned_cells, every), .names = EVERY_NAMES},
    {"count", VALUE_NUMBER, AT(planned_cells, row.count), .low = 0, .high = 1e6},
    {"minutes", VALUE_MINUTES, AT(planned_cells, row.minutes)},
    {"hours", VALUE_TEXT, AT(planned_cells, hours)},
    {"from", VALUE_DAY, AT(planned_cells, row.from_day)},
    {"to", VALUE_DAY, AT(planned_cells, row.to_day)},
    {0}};

static void planned_init(void *row)
{
    ((struct planned_cells *)row)->row = (struct planned_row){
        .count = 1, .hours = INDEX_NONE, .from_day = INT32_MIN, .to_day = INT32_MAX};
}

static bool planned_take(struct reading *reading, void *scratch, struct error *err)
{
    struct planned_cells *cells = scratch;
    struct planned_row *row = &cells->row;

    row->line = (size_t)reading->line;
    row->every = (enum every)cells->every;
    if (!check_days(reading, row->from_day, row->to_day, err))
        return false;
    if (row->every == EVERY_ONCE && row->from_day == INT32_MIN &&
        !problem_add(reading, true, "from", err, "is empty: when is it done?"))
        return false;
    if (!reading->is_wrong && cells->hours != NULL &&
        !hours_find(reading, "hours", cells->hours, NULL, "none", &row->hours, err))
        return false;
    if (reading->is_wrong)
        return true;
    struct planned_row *place =
        HOUSE_ADD(reading, reading->house->planned, reading->house->planned_count);
    if (place == NULL)
        return error_memory(err);
    *place = *row;
    return true;
}

const struct table_shape PLANNED_SHAPE = {HOUSE_PLANNED_WORK, PLANNED_COLUMNS,
                                          sizeof(struct planned_cells), planned_init, planned_take};

/* ---- events --------------------------------------------------------------------------------- */

struct event_cells {
    struct event_row row;
    int channel;
};

static const struct table_column EVENT_COLUMNS[] = {
    {"event", VALUE_TEXT, AT(event_cells, row.what)},
    {"from", VALUE_DAY, AT(event_cells, row.from_day)},
    {"to", VALUE_DAY, AT(event_cells, row.to_day)},
    {"kind", VALUE_TEXT, AT(event_cells, row.kind)},
    {"client", VALUE_TEXT, AT(event_cells, row.client)},
    {"channel", VALUE_WORD, AT(event_cells, channel), .names = CHANNEL_NAMES},
    {"internal", VALUE_FLAG, AT(event_cells, row.is_internal), .names = FLAG_NAMES},
    {0}};

static void event_init(void *row)
{
    ((struct event_cells *)row)->row = (struct event_row){.to_day = INT32_MIN};
}

static bool event_take(struct reading *reading, void *scratch, struct error *err)
{
    struct event_cells *cells = scratch;
    struct event_row *row = &cells->row;

    row->line = (size_t)reading->line;
    row->channel = (enum channel)cells->channel;
    if (row->to_day == INT32_MIN)
        row->to_day = row->from_day;
    if (!check_days(reading, row->from_day, row->to_day, err))
        return false;
    if (reading->is_wrong)
        return true;
    struct event_row *place =
        HOUSE_ADD(reading, reading->house->events, reading->house->event_count);
    if (place == NULL)
        return error_memory(err);
    *place = *row;
    return true;
}

const struct table_shape EVENTS_SHAPE = {HOUSE_EVENTS, EVENT_COLUMNS, sizeof(struct event_cells),
                                         event_init, event_take};

/* ---- decisions ------------------------------------------------------------------------------ */

struct decision_cells {
    struct decision_row row;
    struct span done;
};

static const char *const CRITERION_NAMES[] = {"availability", "first_reply", "completeness",
                                              "channels",     "orientation", NULL};
static const struct table_column DECISION_COLUMNS[] = {
    {"decision", VALUE_TEXT, AT(decision_cells, row.what)},
    {"owner", VALUE_TEXT, AT(decision_cells, row.owner)},
    {"decided", VALUE_DAY, AT(decision_cells, row.day)},
    {"due", VALUE_DAY, AT(decision_cells, row.due_day)},
    {"done", VALUE_HELD, AT(decision_cells, done)},
    {"effect", VALUE_TEXT, AT(decision_cells, row.effect)},
    {"client", VALUE_TEXT, AT(decision_cells, row.client)},
    {"criterion", VALUE_WORD, AT(decision_cells, row.criterion), .names = CRITERION_NAMES},
    {"internal", VALUE_FLAG, AT(decision_cells, row.is_internal), .names = FLAG_NAMES},
    {0}};

static void decision_init(void *row)
{
    ((struct decision_cells *)row)->row = (struct decision_row){
        .day = INT32_MIN, .due_day = INT32_MAX, .done_day = INT32_MAX, .criterion = -1};
}

/* A date, or yes, no, dropped. */
static bool take_done(struct reading *reading, struct decision_cells *cells, struct error *err)
{
    const struct schema_field *field = schema_field_named(&reading->schema, "done");
    const struct schema_word *word = schema_word_of(field, cells->done);
    struct decision_row *row = &cells->row;

    if (cells->done.length == 0)
        return true;
    if (entry_day(cells->done, &row->done_day)) {
        row->state = DECISION_DONE;
        return true;
    }
    if (word == NULL)
        return problem_add(reading, true, "done", err,
                           "takes the day (2026-07-01), or yes, no, dropped");
    row->state = span_equal(word->name, SPAN("yes"))  ? DECISION_DONE
                 : span_equal(word->name, SPAN("no")) ? DECISION_OPEN
                                                      : DECISION_DROPPED;
    return true;
}

static bool decision_take(struct reading *reading, void *scratch, struct error *err)
{
    struct decision_cells *cells = scratch;

    cells->row.line = (size_t)reading->line;
    if (!take_done(reading, cells, err))
        return false;
    if (reading->is_wrong)
        return true;
    struct decision_row *place =
        HOUSE_ADD(reading, reading->house->decisions, reading->house->decision_count);
    if (place == NULL)
        return error_memory(err);
    *place = cells->row;
    return true;
}

const struct table_shape DECISIONS_SHAPE = {
    HOUSE_DECISIONS, DECISION_COLUMNS, sizeof(struct decision_cells), decision_init, decision_take};

/* ---- disputes ------------------------------------------------------------------------------- */

struct dispute_cells {
    struct dispute_row row;
    int agreed;
};

static const char *const AGREED_NAMES[] = {"", "yes", "no", NULL}; /* enum dispute_state */
static const struct table_column DISPUTE_COLUMNS[] = {
    {"ticket", VALUE_TEXT, AT(dispute_cells, row.ticket)},
    {"reason", VALUE_TEXT, AT(dispute_cells, row.reason)},
    {"agreed", VALUE_WORD, AT(dispute_cells, agreed), .names = AGREED_NAMES},
    {"source", VALUE_TEXT, AT(dispute_cells, row.source)},
    {"client", VALUE_TEXT, AT(dispute_cells, row.client)},
    {"date", VALUE_DAY, AT(dispute_cells, row.day)},
    {0}};

static void dispute_init(void *row)
{
    ((struct dispute_cells *)row)->row = (struct dispute_row){.day = INT32_MIN};
}

static bool is_same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool dispute_take(struct reading *reading, void *scratch, struct error *err)
{
    struct dispute_cells *cells = scratch;
    struct house *house = reading->house;
    struct dispute_row *row = &cells->row;

    row->line = (size_t)reading->line;
    row->state = (enum dispute_state)cells->agreed;
    for (size_t i = 0; i < house->dispute_count; i++)
        if (strcmp(row->ticket, house->disputes[i].ticket) == 0 &&
            is_same_text(row->source, house->disputes[i].source) &&
            !problem_add(reading, true, "ticket", err, "stands on lines %zu and %zu",
                         house->disputes[i].line, row->line))
            return false;
    if (reading->is_wrong)
        return true;
    struct dispute_row *place = HOUSE_ADD(reading, house->disputes, house->dispute_count);
    if (place == NULL)
        return error_memory(err);
    *place = *row;
    return true;
}

const struct table_shape DISPUTES_SHAPE = {
    HOUSE_DISPUTES, DISPUTE_COLUMNS, sizeof(struct dispute_cells), dispute_init, dispute_take};
