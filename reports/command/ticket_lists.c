#include "command/ticket_lists.h"

#include <stdlib.h>
#include <string.h>

#include "kinds/composing.h"
#include "model/report.h"

/* A list for each criterion, and [CRITERION_COUNT] for context. */
enum { LISTS = CRITERION_COUNT + 1, FILTERS_MOST = 8 };

/* Columns that every list has; questions follow. */
enum base {
    BASE_TICKET,
    BASE_SOURCE,
    BASE_ACCOUNT,
    BASE_CHANNEL,
    BASE_PRIORITY,
    BASE_BAND,
    BASE_TOPIC,
    BASE_EXECUTOR,
    BASE_PERIOD,
    BASE_OPENED,
    BASE_REPLIED,
    BASE_CLOSED,
    BASE_WAITED,
    BASE_WAITED_PROMISED,
    BASE_PROMISED,
    BASE_COUNT
};
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

/* Of one report; its lists borrow it. */
struct listing {
    const struct kept_tickets *tickets;
    const struct ticket_lists_request *request;
    const struct scorecard *card;
    const uint32_t *at; /* the report's tickets, in order */
    size_t count;
    bool is_client;
};

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

/* ---- cells ---- */

/* Who answered a survey, and how, is the person's own affair: his employer reads this. */
static bool is_for_client(enum question question, int reading)
{
    return question != QUESTION_RESPONDENTS && (question != QUESTION_SURVEY || reading == 0);
}

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

/* ---- figures ---- */

struct wanted {
    const struct measurement *row;
    const char *id;
    enum question question;
    bool is_any_day;
    uint64_t counts[2]; /* by reading */
    size_t column;      /* question column of the reading chosen */
};

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
    bool is_first = counted(&listing->card->dark_gap, row, one->question) != OUTCOME_NONE;
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
static bool want_all(const struct listing *listing, const struct cube *cube, struct report *report,
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
    return true;
}

static void filter(struct ticket_filter *filters, size_t *count, enum base base, const char *value)
{
    filters[(*count)++] = (struct ticket_filter){bases[base].key, value};
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

static const char *list_key(enum criterion criterion)
{
    return criterion == CRITERION_COUNT ? "context" : criterion_name(criterion);
}

/* Tells the figure; `*is_used` when it needs the column of its list. */
static bool tell_figure(const struct listing *listing, struct wanted *wanted, struct report *report,
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
                                     list_key(measurement_criterion(row->name)));
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

/* ---- lists ---- */

static bool is_base_of(const struct listing *listing, enum base base)
{
    return !listing->is_client || (base != BASE_ACCOUNT && base != BASE_EXECUTOR);
}

/* The columns `what` of a list; its rows are to be set. */
static bool begin_list(const struct listing *listing, struct report *report, const uint16_t *what,
                       size_t what_count, struct ticket_list *out, struct error *err)
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
        if (what[i] < BASE_COUNT) {
            columns[i] = (struct ticket_column){.key = bases[what[i]].key,
                                                .name = {.text = bases[what[i]].name},
                                                .kind = bases[what[i]].kind};
            continue;
        }
        size_t question = what[i] - BASE_COUNT;
        for (int q = 0; q < QUESTION_COUNT; q++)
            for (int reading = 0; reading < 1 + question_has_two_readings((enum question)q);
                 reading++)
                if (ticket_question((enum question)q, reading) == question)
                    columns[i] = (struct ticket_column){
                        .key = question_name((enum question)q, reading), .kind = TICKET_WORD};
    }
    *rows = (struct rows){.tickets = listing->tickets,
                          .periods = periods,
                          .gap = listing->card->dark_gap,
                          .columns = kept,
                          .is_client = listing->is_client};
    *out = (struct ticket_list){
        .columns = columns, .column_count = what_count, .rows = rows, .cell = cell_of};
    return true;
}

static void set_rows(struct ticket_list *list, const uint32_t *at, size_t count)
{
    ((struct rows *)list->rows)->at = at;
    list->row_count = count;
}

/* Those that stand in one of the questions. */
static bool fill_list(const struct listing *listing, const bool used[TICKET_QUESTIONS],
                      struct report *report, struct ticket_list *list, struct error *err)
{
    uint32_t *at = arena_array(&report->arena, listing->count + 1, sizeof *at);
    size_t count = 0;

    if (at == NULL)
        return error_memory(err);
    for (size_t i = 0; i < listing->count; i++) {
        const struct kept_ticket *row = &listing->tickets->rows[listing->at[i]];
        bool is_in = false;
        for (size_t q = 0; q < TICKET_QUESTIONS && !is_in; q++)
            is_in = used[q] && counted(&listing->card->dark_gap, row, q) != OUTCOME_NONE;
        if (is_in)
            at[count++] = listing->at[i];
    }
    set_rows(list, at, count);
    return true;
}

static bool add_files(const struct listing *listing, bool used[LISTS][TICKET_QUESTIONS],
                      struct report *report, struct error *err)
{
    struct ticket_list *lists = arena_array(&report->arena, LISTS, sizeof *lists);
    size_t count = 0;

    if (lists == NULL)
        return error_memory(err);
    for (int c = 0; c < LISTS; c++) {
        uint16_t what[BASE_COUNT + TICKET_QUESTIONS];
        size_t what_count = 0, base_count = 0;
        for (enum base b = 0; b < BASE_COUNT; b++)
            if (is_base_of(listing, b))
                what[what_count++] = (uint16_t)b;
        base_count = what_count;
        for (size_t q = 0; q < TICKET_QUESTIONS; q++)
            if (used[c][q])
                what[what_count++] = (uint16_t)(BASE_COUNT + q);
        if (what_count == base_count)
            continue;
        if (!begin_list(listing, report, what, what_count, &lists[count], err) ||
            !fill_list(listing, used[c], report, &lists[count], err))
            return false;
        lists[count].key = list_key((enum criterion)c);
        lists[count].file = arena_format(&report->arena, "tickets/%s.csv", lists[count].key);
        count++;
    }
    report->lists = lists;
    report->list_count = count;
    return true;
}

/* ---- the sheet ---- */

/* By order of a page that is handed over nobody may guess who was not satisfied. */
static bool counts_against(const struct listing *listing, const uint16_t *what, size_t what_count,
                           const struct kept_ticket *row)
{
    for (size_t i = 0; i < what_count; i++) {
        if (what[i] < BASE_COUNT)
            continue;
        enum outcome outcome = counted(&listing->card->dark_gap, row, what[i] - BASE_COUNT);
        if (listing->is_client)
            outcome = told_to_client(what[i] - BASE_COUNT, outcome);
        if (outcome_is_miss(outcome))
            return true;
    }
    return false;
}

/* The question of the figure that exhibit 1 shows of the criterion. */
static size_t headline_question(const struct listing *listing, const struct wanted *wanted,
                                size_t wanted_count, enum measured name)
{
    for (size_t i = 0; i < wanted_count; i++)
        if (wanted[i].row->name == name && wanted[i].row->period == PERIOD_CURRENT &&
            measurement_is_whole(wanted[i].row) && wanted[i].counts[0] + wanted[i].counts[1] > 0)
            return wanted[i].column;
    (void)listing;
    return TICKET_QUESTIONS;
}

static bool add_sheet(const struct listing *listing, const struct wanted *wanted,
                      size_t wanted_count, struct report *report, struct error *err)
{
    static const enum base shown[] = {BASE_TICKET,   BASE_ACCOUNT,         BASE_CHANNEL,
                                      BASE_PRIORITY, BASE_OPENED,          BASE_REPLIED,
                                      BASE_CLOSED,   BASE_WAITED_PROMISED, BASE_PROMISED};
    const struct period *period = &listing->card->period[PERIOD_CURRENT];
    uint16_t what[BASE_COUNT + LISTS];
    enum criterion criterion[BASE_COUNT + LISTS] = {0};
    size_t what_count = 0, base_count = 0, count = 0, total = 0;
    struct ticket_list *sheet = arena_allocate(&report->arena, sizeof *sheet);
    uint32_t *at = arena_array(&report->arena, TICKETS_SHOWN_MOST, sizeof *at);

    if (sheet == NULL || at == NULL)
        return error_memory(err);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (is_base_of(listing, shown[i]))
            what[what_count++] = (uint16_t)shown[i];
    base_count = what_count;
    for (enum criterion c = 0; c < CRITERION_COUNT; c++) {
        if (listing->is_client && c == CRITERION_ORIENTATION) /* all it may say is "counted" */
            continue;
        size_t question =
            headline_question(listing, wanted, wanted_count, listing->card->criteria[c].headline);
        if (question == TICKET_QUESTIONS)
            continue;
        criterion[what_count] = c;
        what[what_count++] = (uint16_t)(BASE_COUNT + question);
    }
    if (!begin_list(listing, report, what, what_count, sheet, err))
        return false;
    for (size_t i = base_count; i < what_count; i++)
        ((struct ticket_column *)sheet->columns)[i].name =
            report_phrase(report, criterion_phrase(criterion[i]));
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < listing->count; i++) {
            const struct kept_ticket *row = &listing->tickets->rows[listing->at[i]];
            if (row->is_outbound || row->day < period->first_day || row->day > period->last_day ||
                counts_against(listing, what, what_count, row) != (pass == 0))
                continue;
            total++;
            if (count < TICKETS_SHOWN_MOST)
                at[count++] = listing->at[i];
        }
    set_rows(sheet, at, count);
    sheet->row_total = total;
    sheet->key = "tickets";
    sheet->file = listing->request->has_files ? "tickets" : NULL;
    report->ticket_sheet = sheet;
    return true;
}

/* ---- the face ---- */

bool ticket_lists_add(const struct kept_tickets *tickets,
                      const struct ticket_lists_request *request, const struct cube *cube,
                      struct report *report, struct error *err)
{
    struct listing listing = {.tickets = tickets,
                              .request = request,
                              .card = request->card,
                              .is_client = request->account != ALL_ACCOUNTS};
    bool used[LISTS][TICKET_QUESTIONS] = {0};
    struct wanted *wanted = NULL;
    size_t wanted_count = 0;

    if (tickets != NULL) {
        size_t first = listing.is_client ? tickets->account_first[request->account] : 0;
        listing.at = listing.is_client ? tickets->by_account + first : tickets->order;
        listing.count = listing.is_client ? tickets->account_first[request->account + 1] - first
                                          : tickets->count;
    }
    if (!want_all(&listing, cube, report, &wanted, &wanted_count, err))
        return false;
    if (tickets != NULL &&
        !count_all(&listing, wanted, wanted_count, cube->names.account_count, err))
        return false;
    for (size_t i = 0; i < wanted_count; i++) {
        bool is_used = false;
        if (!tell_figure(&listing, &wanted[i], report, &is_used, err))
            return false;
        used[measurement_criterion(wanted[i].row->name)][wanted[i].column] |= is_used;
    }
    if (tickets != NULL && request->has_files && !request->is_inside &&
        !add_files(&listing, used, report, err))
        return false;
    return tickets == NULL || !request->has_sheet ||
           add_sheet(&listing, wanted, wanted_count, report, err);
}
