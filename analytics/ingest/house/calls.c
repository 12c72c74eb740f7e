#include <string.h>

#include "ingest/house/table.h"

enum { CALLS_MOST = 4000000, CALL_CLIENTS_MOST = 60000 };
enum direction { DIRECTION_UNKNOWN, DIRECTION_IN, DIRECTION_OUT };

struct call_cells {
    struct call_row row;
    const char *client;
    int outcome, priority, direction;
    bool is_test;
    int32_t duration_s;
};

#define AT(member) .offset = offsetof(struct call_cells, member)
static const char *const OUTCOMES[] = {"", "answered", "abandoned", "missed", "voicemail", NULL};
static const char *const DIRECTIONS[] = {"", "in", "out", NULL};

static const struct table_column COLUMNS[] = {
    {"client", VALUE_TEXT, AT(client)},
    {"at", VALUE_INSTANT, AT(row.at)},
    {"outcome", VALUE_WORD, AT(outcome), .names = OUTCOMES},
    {"wait_seconds", VALUE_SECONDS, AT(row.wait_s)},
    {"talk_seconds", VALUE_SECONDS, AT(row.talk_s)},
    {"duration_seconds", VALUE_SECONDS, AT(duration_s)},
    {"direction", VALUE_WORD, AT(direction), .names = DIRECTIONS},
    {"priority", VALUE_WORD, AT(priority), .names = PRIORITY_NAMES},
    {"test", VALUE_FLAG, AT(is_test), .names = FLAG_NAMES},
    {0}};

static void init(void *row)
{
    *(struct call_cells *)row =
        (struct call_cells){.row = {.wait_s = -1, .talk_s = -1}, .duration_s = -1};
}

/* Calls of a client come in runs: the last names are looked at first. */
static bool number_client(struct reading *reading, const char *name, uint16_t *out,
                          struct error *err)
{
    struct house *house = reading->house;

    *out = 0;
    if (house->call_client_count == 0 &&
        HOUSE_ADD(reading, house->call_clients, house->call_client_count) == NULL)
        return error_memory(err);
    if (name == NULL)
        return true;
    for (size_t i = house->call_client_count; i-- > 1;)
        if (strcmp(house->call_clients[i], name) == 0) {
            *out = (uint16_t)i;
            return true;
        }
    if (house->call_client_count == CALL_CLIENTS_MOST)
        return problem_add(reading, true, "client", err, "more than %d clients", CALL_CLIENTS_MOST);
    const char **place = HOUSE_ADD(reading, house->call_clients, house->call_client_count);
    if (place == NULL)
        return error_memory(err);
    *place = name;
    *out = (uint16_t)(house->call_client_count - 1);
    return true;
}

/* What a telephone exchange writes as duration and talk is waiting and talk; a call with talk was
 * answered, one without that ended by itself is not told from one that nobody took. */
static void complete(struct call_cells *cells)
{
    struct call_row *row = &cells->row;

    if (row->wait_s < 0 && cells->duration_s >= 0 && row->talk_s >= 0 &&
        cells->duration_s >= row->talk_s)
        row->wait_s = cells->duration_s - row->talk_s;
    if (row->wait_s < 0 && cells->duration_s >= 0 && row->talk_s < 0 &&
        cells->outcome != CALL_ANSWERED && cells->outcome != CALL_UNKNOWN)
        row->wait_s = cells->duration_s;
    if (cells->outcome == CALL_UNKNOWN && row->talk_s >= 0)
        cells->outcome = row->talk_s > 0 ? CALL_ANSWERED : CALL_MISSED;
    row->outcome = (uint8_t)cells->outcome;
    row->priority = (uint8_t)cells->priority;
    row->is_test = cells->is_test;
}

static bool take(struct reading *reading, void *scratch, struct error *err)
{
    struct call_cells *cells = scratch;
    struct house *house = reading->house;

    if (cells->direction == DIRECTION_OUT) {
        house->outgoing_call_count++;
        return true;
    }
    if (house->call_count >= CALLS_MOST)
        return error_set(err, ERROR_INPUT,
                         "%s:%llu: more than %d calls (hint: give the years that "
                         "the report needs)",
                         reading->file, (unsigned long long)reading->line, CALLS_MOST);
    complete(cells);
    if (!number_client(reading, cells->client, &cells->row.client, err))
        return false;
    if (reading->is_wrong)
        return true;
    struct call_row *place = HOUSE_ADD(reading, house->calls, house->call_count);
    if (place == NULL)
        return error_memory(err);
    *place = cells->row;
    return true;
}

const struct table_shape CALLS_SHAPE = {HOUSE_CALLS, COLUMNS, sizeof(struct call_cells), init,
                                        take};
