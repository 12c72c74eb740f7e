#include "command/client_tickets.h"

#include <stdlib.h>
#include <string.h>

#include "command/client_counts.h"

struct client_ticket {
    uint32_t account, ticket;
    bool is_open; /* of the list of open ones; else of the late ones */
    int64_t created_at;
    int64_t overdue_s; /* of late ones; INT64_MAX: never answered */
    struct ticket_row row;
};

static bool add(struct client_tickets *tickets, const struct client_ticket *row, struct error *err)
{
    if (tickets->count == tickets->capacity) {
        size_t capacity = tickets->capacity == 0 ? 1024 : tickets->capacity * 2;
        struct client_ticket *rows = realloc(tickets->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return error_memory(err);
        tickets->rows = rows;
        tickets->capacity = capacity;
    }
    tickets->rows[tickets->count++] = *row;
    return true;
}

/* How the promise of a ticket was broken; false: it was not, or nobody can tell. */
static bool is_late(const struct fact *fact, const struct fact_promise *promise,
                    enum ticket_end *end)
{
    const struct exit_time *reply = &fact->reply[READING_STRICT];
    int64_t after_s = reply->after_s[CLOCK_PROMISED];
    bool is_past = after_s != INSTANT_UNKNOWN && after_s > promise->first_reply_s;

    if (fact->is_attended || promise->first_reply_s <= 0)
        return false;
    switch (reply->exit) {
    case EXIT_EVENT:
        *end = TICKET_LATE;
        return is_past;
    case EXIT_COMPETING:
    case EXIT_BOT:
        *end = TICKET_UNANSWERED;
        return true;
    case EXIT_CENSORED:
        *end = TICKET_WAITING;
        return is_past;
    default:
        return false;
    }
}

static struct client_ticket ticket_of(const struct fact *fact, const struct fact_promise *promise)
{
    int64_t waited_s = fact->reply[READING_STRICT].after_s[CLOCK_PROMISED];

    return (struct client_ticket){
        .account = fact->account,
        .ticket = fact->ticket,
        .created_at = fact->created_at,
        .row = {.day = fact->day,
                .channel = (enum channel)fact->channel,
                .priority = (enum priority)fact->priority,
                .waited_s = waited_s,
                .promised_s = promise->first_reply_s,
                .is_answered = fact->reply[READING_STRICT].exit == EXIT_EVENT}};
}

/* All accounts begin together, so that a client without tickets has his months as well. */
static struct client_counts *counts_of(struct client_tickets *tickets, uint32_t account)
{
    uint32_t count = tickets->request->cube->names.account_count;
    const struct period *period = &tickets->request->scorecard->period[PERIOD_CURRENT];

    if (tickets->counts == NULL) {
        tickets->counts = calloc(count, sizeof *tickets->counts);
        for (uint32_t i = 0; tickets->counts != NULL && i < count; i++)
            client_counts_begin(&tickets->counts[i], period);
    }
    return tickets->counts == NULL ? NULL : &tickets->counts[account];
}

bool client_tickets_take(struct client_tickets *tickets, const struct fact *fact,
                         const struct fact_promise *promise, struct error *err)
{
    const struct period *period = &tickets->request->scorecard->period[PERIOD_CURRENT];
    struct client_ticket row = ticket_of(fact, promise);

    if (fact->exclusion != EXCLUDED_NOT)
        return true;
    bool is_here = fact->day >= period->first_day && fact->day <= period->last_day;
    struct client_counts *counts = counts_of(tickets, fact->account);
    if (counts == NULL)
        return error_memory(err);
    if (is_here)
        client_counts_add(counts, fact, promise);
    if (is_here && is_late(fact, promise, &row.row.end)) {
        row.overdue_s = row.row.end == TICKET_UNANSWERED
                            ? INT64_MAX
                            : row.row.waited_s - promise->first_reply_s;
        if (!add(tickets, &row, err))
            return false;
    }
    if (fact->closed_at != INSTANT_UNKNOWN)
        return true;
    row.is_open = true;
    row.overdue_s = 0;
    row.row.end = TICKET_OPEN;
    row.row.waited_s = tickets->request->cube->cut_at - fact->created_at;
    return add(tickets, &row, err);
}

/* By client; late before open; the longest overdue, the oldest open first. */
static int compare(const void *a, const void *b)
{
    const struct client_ticket *x = a, *y = b;

    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    if (x->is_open != y->is_open)
        return x->is_open ? 1 : -1;
    if (x->overdue_s != y->overdue_s)
        return x->overdue_s > y->overdue_s ? -1 : 1;
    if (x->created_at != y->created_at)
        return x->created_at < y->created_at ? -1 : 1;
    return (x->ticket > y->ticket) - (x->ticket < y->ticket);
}

void client_tickets_init(struct client_tickets *tickets, const struct reporting_request *request)
{
    *tickets = (struct client_tickets){.request = request};
}

void client_tickets_finish(struct client_tickets *tickets)
{
    if (tickets->count > 0)
        qsort(tickets->rows, tickets->count, sizeof *tickets->rows, compare);
}

void client_tickets_release(struct client_tickets *tickets)
{
    free(tickets->rows);
    free(tickets->counts);
    *tickets = (struct client_tickets){0};
}

/* ---- the rows of one client ---- */

/* Numbers of the store as the client knows them. */
struct naming {
    struct arena *arena;
    const struct client_ticket **sources; /* of `rows`, one each */
    struct ticket_row *rows;
    size_t count;
    bool is_short;
};

static bool take_name(void *context, uint32_t ticket, struct span source, struct span id)
{
    struct naming *naming = context;

    (void)source;
    for (size_t i = 0; i < naming->count; i++)
        if (naming->sources[i]->ticket == ticket) {
            naming->rows[i].ticket = arena_text(naming->arena, id.bytes, id.length);
            naming->is_short |= naming->rows[i].ticket == NULL;
        }
    return !naming->is_short;
}

static bool name_rows(const struct client_tickets *tickets, const struct client_ticket *first,
                      size_t count, struct arena *arena, struct ticket_row **out, struct error *err)
{
    const struct client_ticket *sources[CLIENT_TICKETS_MOST];
    uint32_t numbers[CLIENT_TICKETS_MOST];
    struct naming naming = {.arena = arena,
                            .sources = sources,
                            .rows = arena_array(arena, count + 1, sizeof *naming.rows),
                            .count = count};

    if (naming.rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++) {
        sources[i] = &first[i];
        numbers[i] = first[i].ticket;
        naming.rows[i] = first[i].row;
    }
    if (count > 0 && !store_name_tickets(tickets->request->workspace->store, numbers, count,
                                         take_name, &naming, err))
        return false;
    *out = naming.rows;
    return !naming.is_short || error_memory(err);
}

static size_t shown_count(size_t count)
{
    return count < CLIENT_TICKETS_MOST ? count : CLIENT_TICKETS_MOST;
}

bool client_tickets_of(const struct client_tickets *tickets, uint32_t account, struct arena *arena,
                       struct account_request *out, struct error *err)
{
    struct ticket_row *late = NULL, *open = NULL;
    size_t first = 0, late_count = 0, open_count = 0;

    while (first < tickets->count && tickets->rows[first].account < account)
        first++;
    for (size_t i = first; i < tickets->count && tickets->rows[i].account == account; i++) {
        late_count += !tickets->rows[i].is_open;
        open_count += tickets->rows[i].is_open;
    }
    const struct client_ticket *rows = tickets->rows == NULL ? NULL : &tickets->rows[first];
    if (tickets->counts != NULL)
        out->counts = tickets->counts[account];
    out->late_total = (int64_t)late_count;
    out->open_total = (int64_t)open_count;
    out->late_count = shown_count(late_count);
    out->open_count = shown_count(open_count);
    if (rows == NULL)
        return true;
    if (!name_rows(tickets, rows, out->late_count, arena, &late, err) ||
        !name_rows(tickets, rows + late_count, out->open_count, arena, &open, err))
        return false;
    out->late = late;
    out->open = open;
    return true;
}
