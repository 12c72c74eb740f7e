/* telephone: what a call log proves of the phone (statistics.md A4, "a line of its own"). */
#include <string.h>

#include "criteria/scoring.h"

struct call_question {
    enum measured measured;
    bool is_of_tests;
    bool is_timed; /* answered within the client's promise; calls without one are not asked */
    bool wants_abandoned;
};

static const struct call_question QUESTIONS[] = {
    {MEASURED_CALLS_ANSWERED, false, false, false},
    {MEASURED_CALLS_IN_TIME, false, true, false},
    {MEASURED_CALLS_ABANDONED, false, false, true},
    {MEASURED_TEST_CALLS_ANSWERED, true, false, false},
};

static const char *client_of(const struct house *house, const struct call_row *call)
{
    return call->client == 0 ? NULL : house->call_clients[call->client];
}

/* The account of a client's name, by the names of reports; -1 none. */
static int32_t account_of(const struct scoring *scoring, const char *client)
{
    const struct fact_names *names = &scoring->cube->names;
    const struct client_row *row =
        client == NULL ? NULL : house_client(&scoring->settings->house, span_of(client), INT32_MAX);
    const char *shown = row != NULL && row->shown != NULL ? row->shown : client;

    for (uint32_t i = 0; shown != NULL && i < names->account_count; i++)
        if (span_equal_folded(span_of(names->accounts[i]), span_of(shown)))
            return (int32_t)i;
    return -1;
}

/* Accounts of all clients of the log, looked up once. */
static int32_t *accounts_of_clients(const struct scoring *scoring)
{
    const struct house *house = &scoring->settings->house;
    int32_t *accounts =
        arena_array(scoring->scratch, house->call_client_count + 1, sizeof *accounts);

    for (size_t i = 0; accounts != NULL && i < house->call_client_count; i++)
        accounts[i] = account_of(scoring, house->call_clients[i]);
    return accounts;
}

static bool is_asked(const struct scoring *scoring, const struct call_question *question,
                     const struct call_row *call, int64_t *limit_s)
{
    const struct house *house = &scoring->settings->house;

    *limit_s = 0;
    if (call->outcome == CALL_UNKNOWN || call->is_test != question->is_of_tests)
        return false;
    if (!question->is_timed)
        return true;
    const char *client = client_of(house, call);
    const struct client_row *row =
        client == NULL ? NULL : house_client(house, span_of(client), call->day);
    *limit_s = row == NULL ? 0 : row->phone_answer_s;
    return *limit_s > 0 && !(call->outcome == CALL_ANSWERED && call->wait_s < 0);
}

static bool is_kept(const struct call_question *question, const struct call_row *call,
                    int64_t limit_s)
{
    if (question->wants_abandoned)
        return call->outcome == CALL_ABANDONED;
    if (call->outcome != CALL_ANSWERED)
        return false;
    return !question->is_timed || call->wait_s <= limit_s;
}

static bool measure(struct scoring *scoring, const struct call_question *question,
                    struct dimension dimension, const int32_t *accounts, struct error *err)
{
    const struct house *house = &scoring->settings->house;
    struct filter filter = filter_of(scoring, dimension);
    struct evidence evidence = {.rung = question->is_of_tests ? RUNG_DECLARED : RUNG_PROVED};
    struct units units = {0};
    struct estimate share = {0};
    uint64_t kept = 0;

    for (size_t i = 0; i < house->call_count; i++) {
        const struct call_row *call = &house->calls[i];
        int64_t limit_s = 0;
        int32_t account = accounts[call->client];
        if (call->day < filter.first_day || call->day > filter.last_day ||
            call->at >= scoring->period_until_at[dimension.period] ||
            (filter.account != ALL_ACCOUNTS && account != filter.account) ||
            (dimension.priority != PRIORITY_UNKNOWN && call->priority != dimension.priority) ||
            !is_asked(scoring, question, call, &limit_s))
            continue;
        struct unit_row unit = {.account = account < 0 ? 0 : (uint32_t)account,
                                .day = call->day,
                                .channel = CHANNEL_PHONE,
                                .priority = call->priority,
                                .is_decided = true,
                                .count = 1};
        unit.utility = unit.outcome = is_kept(question, call, limit_s);
        kept += unit.utility > 0;
        if (!units_add(scoring, &units, &unit, err))
            return false;
    }
    if (units.ticket_count == 0)
        return true;
    struct measurement *out = measurement_add(scoring, question->measured, dimension, &evidence);
    if (out == NULL)
        return error_memory(err);
    if (!estimate_mean(scoring, &units, &share, err))
        return false;
    out->asked_count = units.ticket_count;
    out->kept_count = kept;
    measurement_set_share(scoring, out, &share, &share);
    return true;
}

/* Only with a log: a house without calls.csv has no line here at all. */
bool telephone_measure(struct scoring *scoring, struct error *err)
{
    int32_t *accounts = NULL;

    if (scoring->settings->house.call_count == 0)
        return true;
    accounts = accounts_of_clients(scoring);
    if (accounts == NULL)
        return error_memory(err);
    for (enum period_index period = 0; period < PERIOD_YEAR_AGO; period++) {
        struct dimension whole = whole_of(period);
        struct dimension urgent = whole;
        urgent.priority = PRIORITY_URGENT;
        if (!scoring->card->period[period].is_present)
            continue;
        for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++)
            if (!measure(scoring, &QUESTIONS[i], whole, accounts, err) ||
                (!QUESTIONS[i].is_of_tests &&
                 !measure(scoring, &QUESTIONS[i], urgent, accounts, err)))
                return false;
    }
    return true;
}

/* Is the phone answered: half of the calls of the last days, and one of them? */
bool telephone_is_alive(const struct scoring *scoring, int32_t from_day, int32_t to_day,
                        bool *is_known)
{
    const struct house *house = &scoring->settings->house;
    uint64_t asked = 0, answered = 0;

    for (size_t i = 0; i < house->call_count; i++) {
        const struct call_row *call = &house->calls[i];
        if (call->day < from_day || call->day > to_day || call->outcome == CALL_UNKNOWN)
            continue;
        asked++;
        answered += call->outcome == CALL_ANSWERED;
    }
    *is_known = asked > 0;
    return asked > 0 && 2 * answered >= asked;
}
