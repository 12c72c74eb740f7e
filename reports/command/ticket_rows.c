#include "command/ticket_listing.h"

#include <string.h>

#include "kinds/composing.h"

/* ---- columns ---- */

static const struct {
    const char *key, *name;
    enum ticket_cell_kind kind;
} bases[BASE_COUNT] = {
    [BASE_TICKET] = {"ticket", N_("Ticket"), TICKET_TEXT},
    [BASE_SOURCE] = {"source", N_("Source"), TICKET_TEXT},
    [BASE_ACCOUNT] = {"account", N_("Client"), TICKET_TEXT},
    [BASE_CHANNEL] = {"channel", N_("Channel"), TICKET_WORD},
    [BASE_PRIORITY] = {"priority", N_("Priority"), TICKET_WORD},
    [BASE_BAND] = {"band", N_("Part of the week"), TICKET_WORD},
    [BASE_TOPIC] = {"topic", N_("Topic"), TICKET_TEXT},
    [BASE_EXECUTOR] = {"executor", N_("Answered by"), TICKET_WORD},
    [BASE_PERIOD] = {"period", N_("Period"), TICKET_TEXT},
    [BASE_OPENED] = {"opened_at", N_("Opened"), TICKET_INSTANT},
    [BASE_REPLIED] = {"first_reply_at", N_("First reply"), TICKET_INSTANT},
    [BASE_CLOSED] = {"closed_at", N_("Closed"), TICKET_INSTANT},
    [BASE_WAITED] = {"waited_s", N_("Waited"), TICKET_SECONDS},
    [BASE_WAITED_PROMISED] = {"waited_promised_s", N_("Waited, promised hours"), TICKET_SECONDS},
    [BASE_PROMISED] = {"promised_s", N_("Promised"), TICKET_SECONDS},
};

const char *base_key(enum base base)
{
    return bases[base].key;
}

bool base_is_of(const struct listing *listing, enum base base)
{
    return !listing->is_client || (base != BASE_ACCOUNT && base != BASE_EXECUTOR);
}

/* ---- what a ticket says in them ---- */

/* Lives as long as the report: each client's list has a gap of its own. */
struct rows {
    const struct kept_tickets *tickets;
    const struct period *periods; /* of the card, in the report's memory */
    struct longest_gap gap;       /* likewise: each client has his own */
    const uint32_t *at;
    const uint16_t *columns; /* enum base, or BASE_COUNT + a question */
    bool is_client;
};

static enum outcome counted(const struct longest_gap *gap, const struct kept_ticket *row,
                            size_t question)
{
    if (question != QUESTION_GAP)
        return (enum outcome)row->counted[question];
    return !row->is_outbound && !row->is_attended &&
                   waited_in_gap(gap, row->origin_at, row->replied_at, row->closed_at)
               ? OUTCOME_WAITED
               : OUTCOME_NONE;
}

/* Nothing by which a client could guess who was not satisfied: that is the person's own affair. */
static enum outcome told_to_client(size_t question, enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_SATISFIED:
    case OUTCOME_NOT_SATISFIED:
    case OUTCOME_SILENT:
        return OUTCOME_COUNTED;
    default:
        return question == QUESTION_LISTENING && outcome != OUTCOME_NONE ? OUTCOME_READ : outcome;
    }
}

enum outcome listing_outcome(const struct listing *listing, const struct kept_ticket *row,
                             size_t question)
{
    enum outcome outcome = counted(&listing->card->dark_gap, row, question);

    return listing->is_client ? told_to_client(question, outcome) : outcome;
}

bool listing_counts(const struct listing *listing, const struct kept_ticket *row, size_t question)
{
    return counted(&listing->card->dark_gap, row, question) != OUTCOME_NONE;
}

static const char *period_label(const struct period *periods, int32_t day)
{
    for (int i = 0; i < PERIOD_COUNT; i++)
        if (periods[i].is_present && day >= periods[i].first_day && day <= periods[i].last_day)
            return periods[i].label;
    return NULL;
}

static struct ticket_cell instant_cell(int64_t at)
{
    return (struct ticket_cell){.number = at};
}

static struct ticket_cell word_cell(const char *word, struct phrase words)
{
    return (struct ticket_cell){.text = word, .words = words.text};
}

static struct ticket_cell base_cell(const struct rows *rows, const struct kept_ticket *row,
                                    enum base base)
{
    switch (base) {
    case BASE_TICKET:
        return (struct ticket_cell){.text = row->id};
    case BASE_SOURCE:
        return (struct ticket_cell){.text = row->source};
    case BASE_ACCOUNT:
        return (struct ticket_cell){.text = rows->tickets->accounts[row->account]};
    case BASE_CHANNEL:
        return word_cell(channel_name(row->channel), channel_phrase(row->channel));
    case BASE_PRIORITY:
        return word_cell(priority_name(row->priority), priority_phrase(row->priority));
    case BASE_BAND:
        return word_cell(band_name(row->band), band_phrase(row->band));
    case BASE_TOPIC:
        return (struct ticket_cell){.text = rows->tickets->topics[row->topic]};
    case BASE_EXECUTOR:
        return (struct ticket_cell){.text = executor_name(row->executor)};
    case BASE_PERIOD:
        return (struct ticket_cell){.text = period_label(rows->periods, row->day)};
    case BASE_OPENED:
        return instant_cell(row->created_at);
    case BASE_REPLIED:
        return instant_cell(row->replied_at);
    case BASE_CLOSED:
        return instant_cell(row->closed_at);
    case BASE_WAITED:
        return instant_cell(row->waited_s[CLOCK_CALENDAR]);
    case BASE_WAITED_PROMISED:
        return instant_cell(row->waited_s[CLOCK_PROMISED]);
    default:
        return instant_cell(row->promised_s > 0 ? row->promised_s : INSTANT_UNKNOWN);
    }
}

static struct ticket_cell cell_of(const struct ticket_list *list, size_t at, size_t column)
{
    const struct rows *rows = list->rows;
    const struct kept_ticket *row = &rows->tickets->rows[rows->at[at]];
    size_t what = rows->columns[column];

    if (what < BASE_COUNT)
        return base_cell(rows, row, (enum base)what);
    enum outcome outcome = counted(&rows->gap, row, what - BASE_COUNT);
    if (rows->is_client)
        outcome = told_to_client(what - BASE_COUNT, outcome);
    return (struct ticket_cell){.text = outcome == OUTCOME_NONE ? NULL : outcome_name(outcome),
                                .words = outcome == OUTCOME_NONE ? NULL : outcome_words(outcome)};
}

/* ---- a list ---- */

/* The question whose place among TICKET_QUESTIONS this is. */
static const char *question_key(size_t place)
{
    for (enum question question = 0; question < QUESTION_COUNT; question++)
        for (int reading = 0; reading < 1 + question_has_two_readings(question); reading++)
            if (ticket_question(question, reading) == place)
                return question_name(question, reading);
    return NULL;
}

static struct ticket_column column_of(size_t what)
{
    if (what >= BASE_COUNT)
        return (struct ticket_column){.key = question_key(what - BASE_COUNT), .kind = TICKET_WORD};
    return (struct ticket_column){
        .key = bases[what].key, .name = {.text = bases[what].name}, .kind = bases[what].kind};
}

bool listing_make(const struct listing *listing, struct report *report, const uint16_t *what,
                  const struct phrase *names, size_t what_count, const uint32_t *at, size_t count,
                  struct ticket_list *out, struct error *err)
{
    struct ticket_column *columns = arena_array(&report->arena, what_count + 1, sizeof *columns);
    uint16_t *kept = arena_array(&report->arena, what_count + 1, sizeof *kept);
    struct rows *rows = arena_allocate(&report->arena, sizeof *rows);
    struct period *periods = arena_array(&report->arena, PERIOD_COUNT, sizeof *periods);

    if (columns == NULL || kept == NULL || rows == NULL || periods == NULL)
        return error_memory(err);
    memcpy(periods, listing->card->period, PERIOD_COUNT * sizeof *periods);
    for (size_t i = 0; i < what_count; i++) {
        kept[i] = what[i];
        columns[i] = column_of(what[i]);
        if (names != NULL && !phrase_is_absent(&names[i]))
            columns[i].name = names[i];
    }
    *rows = (struct rows){.tickets = listing->tickets,
                          .periods = periods,
                          .gap = listing->card->dark_gap,
                          .at = at,
                          .columns = kept,
                          .is_client = listing->is_client};
    *out = (struct ticket_list){.columns = columns,
                                .column_count = what_count,
                                .rows = rows,
                                .row_count = count,
                                .cell = cell_of};
    return true;
}
