#include "command/kept_tickets.h"

#include <stdlib.h>
#include <string.h>

#include "model/printable.h"

size_t ticket_question(enum question question, int reading)
{
    if (reading == 0)
        return question;
    return QUESTION_COUNT + (question == QUESTION_REOPEN ? 0 : question == QUESTION_SURVEY ? 1 : 2);
}

void kept_tickets_init(struct kept_tickets *tickets, const struct reporting_request *request)
{
    *tickets = (struct kept_tickets){.request = request};
}

void kept_tickets_release(struct kept_tickets *tickets)
{
    free(tickets->rows);
    free(tickets->order);
    free(tickets->by_account);
    free(tickets->account_first);
    answers_release(&tickets->answers);
    arena_release(&tickets->arena);
    *tickets = (struct kept_tickets){0};
}

/* ---- which tickets ---- */

/* Index of the period that the day lies in; PERIOD_COUNT: none. */
static int period_of(const struct scorecard *card, int32_t day)
{
    for (int i = 0; i < PERIOD_COUNT; i++)
        if (card->period[i].is_present && day >= card->period[i].first_day &&
            day <= card->period[i].last_day)
            return i;
    return PERIOD_COUNT;
}

/* Was it still open, or unanswered, when the period began? A day of grace for zones. */
static bool reaches_into(const struct period *period, const struct fact *fact)
{
    int64_t begin_at = ((int64_t)period->first_day - 1) * DAY_S;

    return fact->closed_at == INSTANT_UNKNOWN || fact->closed_at >= begin_at;
}

static bool is_kept(const struct kept_tickets *tickets, const struct fact *fact)
{
    const struct scorecard *card = tickets->request->scorecard;

    if (fact->exclusion != EXCLUDED_NOT && fact->exclusion != EXCLUDED_OUTBOUND)
        return false;
    return period_of(card, fact->day) != PERIOD_COUNT ||
           !card->period[PERIOD_CURRENT].is_quarter || /* a client's may be another then */
           (fact->exclusion == EXCLUDED_NOT && fact->day < card->period[PERIOD_CURRENT].first_day &&
            reaches_into(&card->period[PERIOD_CURRENT], fact)) ||
           fact->closed_at == INSTANT_UNKNOWN || fact->closed_at > tickets->request->cube->cut_at;
}

/* ---- one ticket in all questions ---- */

static void ask_all(const struct kept_tickets *tickets, const struct fact *fact,
                    const struct fact_promise *promise, struct kept_ticket *row)
{
    const struct asking asking = {tickets->request->cube, &tickets->request->workspace->settings,
                                  &tickets->request->scorecard->dark_gap};

    row->counted[QUESTION_PROACTIVE] =
        (uint8_t)counted_as(&asking, QUESTION_PROACTIVE, fact, promise, 0).outcome;
    if (row->is_outbound)
        return;
    for (enum question q = QUESTION_NONE + 1; q < QUESTION_COUNT; q++) {
        if (question_is_of_persons(q))
            continue;
        for (int reading = 0; reading < 1 + question_has_two_readings(q); reading++)
            row->counted[ticket_question(q, reading)] =
                (uint8_t)counted_as(&asking, q, fact, promise, reading).outcome;
    }
}

static bool add(struct kept_tickets *tickets, const struct fact *fact,
                const struct fact_promise *promise, struct error *err)
{
    const struct exit_time *reply = &fact->reply[READING_STRICT];

    if (tickets->count == tickets->capacity) {
        size_t capacity = tickets->capacity == 0 ? 1024 : 2 * tickets->capacity;
        struct kept_ticket *grown = realloc(tickets->rows, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        tickets->rows = grown;
        tickets->capacity = capacity;
    }
    struct kept_ticket *row = &tickets->rows[tickets->count++];
    *row = (struct kept_ticket){.number = fact->ticket,
                                .account = fact->account,
                                .day = fact->day,
                                .channel = fact->channel,
                                .priority = fact->priority,
                                .executor = fact->executor,
                                .band = fact->band,
                                .topic = fact->topic,
                                .is_attended = fact->is_attended,
                                .is_outbound = fact->exclusion == EXCLUDED_OUTBOUND,
                                .created_at = fact->created_at,
                                .origin_at = fact->origin_at,
                                .replied_at = fact->reply_at,
                                .closed_at = fact->closed_at,
                                .promised_s = promise->first_reply_s};
    for (int clock = 0; clock < CLOCK_COUNT; clock++)
        row->waited_s[clock] =
            reply->exit == EXIT_UNMEASURED ? INSTANT_UNKNOWN : reply->after_s[clock];
    ask_all(tickets, fact, promise, row);
    return true;
}

bool kept_tickets_take(struct kept_tickets *tickets, const struct fact *fact,
                       const struct fact_promise *promise, struct error *err)
{
    bool is_here = is_kept(tickets, fact), is_answer = false;
    uint32_t place = is_here && fact->exclusion == EXCLUDED_NOT ? (uint32_t)tickets->count
                                                                : (uint32_t)ANSWER_ELSEWHERE;

    if (is_here && !add(tickets, fact, promise, err))
        return false;
    return fact->exclusion != EXCLUDED_NOT ||
           answers_add(&tickets->answers, &tickets->request->workspace->settings, fact,
                       promise->first_reply_s, place, &is_answer, err);
}

/* ---- who knew whom ---- */

static bool judge(void *context, const struct acquainted *answer, struct error *err)
{
    struct kept_ticket *row = &((struct kept_tickets *)context)->rows[answer->row->place];

    (void)err;
    for (enum question q = QUESTION_KNOWS_CLIENT; q <= QUESTION_NEW_TIME; q++)
        row->counted[q] = (uint8_t)acquainted_as(q, answer).outcome;
    return true;
}

/* ---- names ---- */

struct naming {
    struct kept_tickets *tickets;
    uint32_t *rank; /* of each row, by source and id */
    uint32_t next;
    const char *source;
    size_t source_length;
};

static struct kept_ticket *find(struct kept_tickets *tickets, uint32_t number)
{
    size_t low = 0, high = tickets->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (tickets->rows[middle].number <= number)
            low = middle;
        else
            high = middle;
    }
    return &tickets->rows[low];
}

static const char *printable(struct kept_tickets *tickets, struct span text)
{
    OWN(buffer_release) struct buffer out = {0};

    printable_append(&out, text);
    tickets->arena.is_short |= out.is_short;
    return out.length == 0 ? "" : arena_keep(&tickets->arena, &out);
}

static bool take_name(void *context, uint32_t number, struct span source, struct span id)
{
    struct naming *naming = context;
    struct kept_tickets *tickets = naming->tickets;
    struct kept_ticket *row = find(tickets, number);

    if (naming->source == NULL || naming->source_length != source.length ||
        memcmp(naming->source, source.bytes, source.length) != 0) {
        naming->source = printable(tickets, source);
        naming->source_length = source.length;
    }
    row->source = naming->source;
    row->id = printable(tickets, id);
    naming->rank[row - tickets->rows] = naming->next++;
    return row->id != NULL && row->source != NULL;
}

static bool name_all(struct kept_tickets *tickets, uint32_t *rank, struct error *err)
{
    const struct fact_names *names = &tickets->request->cube->names;
    struct naming naming = {.tickets = tickets, .rank = rank};
    OWN(free) uint32_t *numbers = calloc(tickets->count + 1, sizeof *numbers);

    tickets->accounts =
        arena_array(&tickets->arena, names->account_count + 1, sizeof *tickets->accounts);
    tickets->topics = arena_array(&tickets->arena, names->topic_count + 1, sizeof *tickets->topics);
    if (numbers == NULL || tickets->accounts == NULL || tickets->topics == NULL)
        return error_memory(err);
    for (uint32_t i = 0; i < names->account_count; i++)
        tickets->accounts[i] = printable(tickets, span_of(names->accounts[i]));
    for (uint32_t i = 0; i < names->topic_count; i++)
        tickets->topics[i] = printable(tickets, span_of(names->topics[i]));
    for (size_t i = 0; i < tickets->count; i++)
        numbers[i] = tickets->rows[i].number;
    if (tickets->count > 0 && !store_name_tickets(tickets->request->workspace->store, numbers,
                                                  tickets->count, take_name, &naming, err))
        return false;
    return !tickets->arena.is_short || error_memory(err);
}

/* ---- order ---- */

struct ordering {
    const struct kept_tickets *tickets;
    const uint32_t *rank;
};

static int compare(const void *a, const void *b, void *context)
{
    const struct ordering *ordering = context;
    uint32_t at_x = *(const uint32_t *)a, at_y = *(const uint32_t *)b;
    const struct kept_ticket *x = &ordering->tickets->rows[at_x];
    const struct kept_ticket *y = &ordering->tickets->rows[at_y];
    const struct scorecard *card = ordering->tickets->request->scorecard;
    int period_x = period_of(card, x->day), period_y = period_of(card, y->day);

    if (period_x != period_y)
        return period_x < period_y ? -1 : 1;
    if (x->created_at != y->created_at)
        return x->created_at < y->created_at ? -1 : 1;
    return (ordering->rank[at_x] > ordering->rank[at_y]) -
           (ordering->rank[at_x] < ordering->rank[at_y]);
}

/* A counting sort keeps the order within each account. */
static bool part_by_account(struct kept_tickets *tickets, struct error *err)
{
    uint32_t account_count = tickets->request->cube->names.account_count;
    OWN(free) size_t *next = calloc((size_t)account_count + 1, sizeof *next);

    tickets->by_account = calloc(tickets->count + 1, sizeof *tickets->by_account);
    tickets->account_first = calloc((size_t)account_count + 1, sizeof *tickets->account_first);
    if (next == NULL || tickets->by_account == NULL || tickets->account_first == NULL)
        return error_memory(err);
    for (size_t i = 0; i < tickets->count; i++)
        tickets->account_first[tickets->rows[i].account + 1]++;
    for (uint32_t i = 0; i < account_count; i++) {
        tickets->account_first[i + 1] += tickets->account_first[i];
        next[i] = tickets->account_first[i];
    }
    for (size_t i = 0; i < tickets->count; i++)
        tickets->by_account[next[tickets->rows[tickets->order[i]].account]++] = tickets->order[i];
    return true;
}

bool kept_tickets_finish(struct kept_tickets *tickets, struct error *err)
{
    OWN(free) uint32_t *rank = calloc(tickets->count + 1, sizeof *rank);

    tickets->order = calloc(tickets->count + 1, sizeof *tickets->order);
    if (rank == NULL || tickets->order == NULL)
        return error_memory(err);
    if (!answers_read(&tickets->answers, tickets->request->cube->first_at, judge, tickets, err) ||
        !name_all(tickets, rank, err))
        return false;
    answers_release(&tickets->answers);
    for (size_t i = 0; i < tickets->count; i++)
        tickets->order[i] = (uint32_t)i;
    struct ordering ordering = {tickets, rank};
    qsort_r(tickets->order, tickets->count, sizeof *tickets->order, compare, &ordering);
    return part_by_account(tickets, err);
}
