#include "command/ticket_listing.h"

#include <stdlib.h>
#include <string.h>

enum { FILTERS_MOST = 8 };

static bool is_of(const struct wanted *wanted, const struct period *periods,
                  const struct kept_ticket *row)
{
    const struct measurement *figure = wanted->row;
    const struct period *period = &periods[figure->period];

    return (wanted->is_any_day ||
            (row->day >= period->first_day && row->day <= period->last_day)) &&
           (figure->account == ALL_ACCOUNTS || (uint32_t)figure->account == row->account) &&
           (figure->channel == CHANNEL_UNKNOWN || figure->channel == row->channel) &&
           (figure->priority == PRIORITY_UNKNOWN || figure->priority == row->priority) &&
           (figure->executor == EXECUTOR_UNKNOWN || figure->executor == row->executor) &&
           (figure->band_part == 0 || figure->band_part - 1 == row->band) &&
           (figure->topic_part == 0 || figure->topic_part - 1 == row->topic);
}

static void count_one(const struct listing *listing, const struct kept_ticket *row,
                      struct wanted *one)
{
    bool is_first = listing_counts(listing, row, one->question);
    bool is_second = question_has_two_readings(one->question) &&
                     row->counted[ticket_question(one->question, 1)] != OUTCOME_NONE;

    if ((!is_first && !is_second) || !is_of(one, listing->card->period, row))
        return;
    one->counts[0] += is_first;
    one->counts[1] += is_second;
}

/* With many clients most figures are of one of them: a ticket meets its own client's alone. Chains
 * of `next`, from `first` of each account; the last is of all accounts. */
static bool count_all(const struct listing *listing, struct wanted *wanted, size_t wanted_count,
                      uint32_t account_count, struct error *err)
{
    OWN(free) size_t *first = calloc((size_t)account_count + 1, sizeof *first);
    OWN(free) size_t *next = calloc(wanted_count + 1, sizeof *next);

    if (first == NULL || next == NULL)
        return error_memory(err);
    for (size_t i = wanted_count; i > 0; i--) { /* places from 1 on: 0 ends a chain */
        int32_t account = wanted[i - 1].row->account;
        size_t chain = account == ALL_ACCOUNTS ? account_count : (size_t)account;
        next[i] = first[chain];
        first[chain] = i;
    }
    for (size_t i = 0; i < listing->count; i++) {
        const struct kept_ticket *row = &listing->tickets->rows[listing->at[i]];
        for (size_t j = first[account_count]; j != 0; j = next[j])
            count_one(listing, row, &wanted[j - 1]);
        for (size_t j = first[row->account]; j != 0; j = next[j])
            count_one(listing, row, &wanted[j - 1]);
    }
    return true;
}

/* The figures of the report that count tickets. The card of one client calls him "all". */
bool listing_want(const struct listing *listing, const struct cube *cube, struct report *report,
                  struct wanted **out, size_t *count, struct error *err)
{
    const struct scorecard *card = listing->card;
    struct wanted *wanted =
        arena_array(&report->arena, card->measurement_count + 1, sizeof *wanted);
    OWN(buffer_release) struct buffer id = {0};

    if (wanted == NULL)
        return error_memory(err);
    *count = 0;
    for (size_t i = 0; i < card->measurement_count; i++) {
        struct measurement named = card->measurements[i];
        enum question question = definition_of(named.name)->question;
        if (question == QUESTION_NONE)
            continue;
        if (listing->is_client)
            named.account = listing->request->account;
        buffer_clear(&id);
        measurement_write_id(&named, &cube->names, card->period[named.period].label, &id);
        if (id.is_short)
            return error_memory(err);
        const struct figure *figure = report_find_figure(report, id.bytes);
        if (figure != NULL)
            wanted[(*count)++] = (struct wanted){.row = &card->measurements[i],
                                                 .id = figure->id,
                                                 .question = question,
                                                 .is_any_day = question_is_of_any_day(question)};
    }
    *out = wanted;
    return listing->tickets == NULL ||
           count_all(listing, wanted, *count, cube->names.account_count, err);
}

static void filter(struct ticket_filter *filters, size_t *count, enum base base, const char *value)
{
    filters[(*count)++] = (struct ticket_filter){base_key(base), value};
}

static size_t filters_of(const struct listing *listing, const struct wanted *wanted,
                         struct report *report, struct ticket_filter filters[FILTERS_MOST])
{
    const struct measurement *row = wanted->row;
    size_t count = 0;

    if (!wanted->is_any_day)
        filter(filters, &count, BASE_PERIOD,
               report_text(report, listing->card->period[row->period].label));
    if (row->account != ALL_ACCOUNTS && !listing->is_client)
        filter(filters, &count, BASE_ACCOUNT, listing->tickets->accounts[row->account]);
    if (row->channel != CHANNEL_UNKNOWN)
        filter(filters, &count, BASE_CHANNEL, channel_name(row->channel));
    if (row->priority != PRIORITY_UNKNOWN)
        filter(filters, &count, BASE_PRIORITY, priority_name(row->priority));
    if (row->executor != EXECUTOR_UNKNOWN)
        filter(filters, &count, BASE_EXECUTOR, executor_name(row->executor));
    if (row->band_part != 0)
        filter(filters, &count, BASE_BAND, band_name((enum band)(row->band_part - 1)));
    if (row->topic_part != 0)
        filter(filters, &count, BASE_TOPIC, listing->tickets->topics[row->topic_part - 1]);
    return count;
}

const char *listing_key(enum criterion criterion)
{
    return criterion == CRITERION_COUNT ? "context" : criterion_name(criterion);
}

/* Who answered a survey, and how, is the person's own affair: his employer reads this. */
static bool is_for_client(enum question question, int reading)
{
    return question != QUESTION_RESPONDENTS && question != QUESTION_VOTES &&
           question != QUESTION_RECOMMENDED && question != QUESTION_EASY &&
           (question != QUESTION_SURVEY || reading == 0);
}

bool listing_tell(const struct listing *listing, struct wanted *wanted, struct report *report,
                  bool *is_used, struct error *err)
{
    struct ticket_filter filters[FILTERS_MOST];
    struct figure_tickets told = {.count = (int64_t)wanted->row->asked_count};
    const struct measurement *row = wanted->row;
    bool is_nothing = row->standing == STANDING_NOT_OBSERVABLE && row->asked_count == 0;

    *is_used = false;
    if (listing->tickets != NULL) {
        int reading = question_has_two_readings(wanted->question) &&
                      wanted->counts[0] != row->asked_count &&
                      wanted->counts[1] == row->asked_count;
        wanted->column = ticket_question(wanted->question, reading);
        told.count = is_nothing ? 0 : (int64_t)wanted->counts[reading];
        *is_used = told.count > 0 && listing->request->has_files &&
                   (!listing->is_client || is_for_client(wanted->question, reading));
        if (*is_used) {
            told.file = arena_format(&report->arena, "%stickets/%s.csv",
                                     listing->request->is_inside ? "../" : "",
                                     listing_key(measurement_criterion(row->name)));
            told.column = question_name(wanted->question, reading);
            told.where_count = filters_of(listing, wanted, report, filters);
        }
    }
    struct ticket_filter *where = arena_array(&report->arena, told.where_count + 1, sizeof *where);
    struct figure_tickets *kept = arena_allocate(&report->arena, sizeof *kept);
    if (where == NULL || kept == NULL)
        return error_memory(err);
    if (told.where_count > 0)
        memcpy(where, filters, told.where_count * sizeof *where);
    told.where = where;
    *kept = told;
    report_set_tickets(report, wanted->id, kept);
    return true;
}
