#include "command/ticket_listing.h"
#include "kinds/composing.h"

/* ---- the files ---- */

/* Those that stand in one of the questions. */
static bool choose_rows(const struct listing *listing, const bool used[TICKET_QUESTIONS],
                        struct report *report, uint32_t **out, size_t *count, struct error *err)
{
    uint32_t *at = arena_array(&report->arena, listing->count + 1, sizeof *at);

    if (at == NULL)
        return error_memory(err);
    *out = at;
    *count = 0;
    for (size_t i = 0; i < listing->count; i++) {
        const struct kept_ticket *row = &listing->tickets->rows[listing->at[i]];
        bool is_in = false;
        for (size_t q = 0; q < TICKET_QUESTIONS && !is_in; q++)
            is_in = used[q] && listing_counts(listing, row, q);
        if (is_in)
            at[(*count)++] = listing->at[i];
    }
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
        size_t what_count = 0, base_count = 0, row_count = 0;
        uint32_t *at = NULL;
        for (enum base b = 0; b < BASE_COUNT; b++)
            if (base_is_of(listing, b))
                what[what_count++] = (uint16_t)b;
        base_count = what_count;
        for (size_t q = 0; q < TICKET_QUESTIONS; q++)
            if (used[c][q])
                what[what_count++] = (uint16_t)(BASE_COUNT + q);
        if (what_count == base_count)
            continue;
        if (!choose_rows(listing, used[c], report, &at, &row_count, err) ||
            !listing_make(listing, report, what, NULL, what_count, at, row_count, &lists[count],
                          err))
            return false;
        lists[count].key = listing_key((enum criterion)c);
        lists[count].file = arena_format(&report->arena, "tickets/%s.csv", lists[count].key);
        count++;
    }
    report->lists = lists;
    report->list_count = count;
    return true;
}

/* ---- the sheet ---- */

/* The question of the figure that exhibit 1 shows of the criterion. */
static size_t headline_question(const struct wanted *wanted, size_t wanted_count,
                                enum measured name)
{
    for (size_t i = 0; i < wanted_count; i++)
        if (wanted[i].row->name == name && wanted[i].row->period == PERIOD_CURRENT &&
            measurement_is_whole(wanted[i].row) && wanted[i].counts[0] + wanted[i].counts[1] > 0)
            return wanted[i].column;
    return TICKET_QUESTIONS;
}

/* Its columns; a question has the name of its criterion. */
struct sheet {
    uint16_t what[BASE_COUNT + LISTS];
    struct phrase names[BASE_COUNT + LISTS];
    size_t base_count, count;
};

static void choose_columns(const struct listing *listing, const struct wanted *wanted,
                           size_t wanted_count, struct report *report, struct sheet *out)
{
    static const enum base shown[] = {BASE_TICKET,   BASE_ACCOUNT,         BASE_CHANNEL,
                                      BASE_PRIORITY, BASE_OPENED,          BASE_REPLIED,
                                      BASE_CLOSED,   BASE_WAITED_PROMISED, BASE_PROMISED};

    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (base_is_of(listing, shown[i]))
            out->what[out->count++] = (uint16_t)shown[i];
    out->base_count = out->count;
    for (enum criterion c = 0; c < CRITERION_COUNT; c++) {
        if (listing->is_client && c == CRITERION_ORIENTATION) /* all it may say is "counted" */
            continue;
        size_t question =
            headline_question(wanted, wanted_count, listing->card->criteria[c].headline);
        if (question == TICKET_QUESTIONS)
            continue;
        out->names[out->count] = report_phrase(report, criterion_phrase(c));
        out->what[out->count++] = (uint16_t)(BASE_COUNT + question);
    }
}

/* As its reader is told: by the order of rows nobody may guess who was not satisfied. */
static bool counts_against(const struct listing *listing, const struct sheet *sheet,
                           const struct kept_ticket *row)
{
    for (size_t i = sheet->base_count; i < sheet->count; i++)
        if (outcome_is_miss(listing_outcome(listing, row, sheet->what[i] - BASE_COUNT)))
            return true;
    return false;
}

/* Of the period, those missed first. Gives how many there are; `at` holds the first of them. */
static size_t choose_shown(const struct listing *listing, const struct sheet *sheet,
                           uint32_t at[TICKETS_SHOWN_MOST], size_t *count)
{
    const struct period *period = &listing->card->period[PERIOD_CURRENT];
    size_t total = 0;

    *count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < listing->count; i++) {
            const struct kept_ticket *row = &listing->tickets->rows[listing->at[i]];
            if (row->is_outbound || row->day < period->first_day || row->day > period->last_day ||
                counts_against(listing, sheet, row) != (pass == 0))
                continue;
            total++;
            if (*count < TICKETS_SHOWN_MOST)
                at[(*count)++] = listing->at[i];
        }
    return total;
}

static bool add_sheet(const struct listing *listing, const struct wanted *wanted,
                      size_t wanted_count, struct report *report, struct error *err)
{
    struct ticket_list *list = arena_allocate(&report->arena, sizeof *list);
    uint32_t *at = arena_array(&report->arena, TICKETS_SHOWN_MOST, sizeof *at);
    struct sheet sheet = {.count = 0};
    size_t count = 0;

    if (list == NULL || at == NULL)
        return error_memory(err);
    choose_columns(listing, wanted, wanted_count, report, &sheet);
    size_t total = choose_shown(listing, &sheet, at, &count);
    if (!listing_make(listing, report, sheet.what, sheet.names, sheet.count, at, count, list, err))
        return false;
    list->row_total = total;
    list->key = "tickets";
    list->file = listing->request->has_files ? "tickets" : NULL;
    report->ticket_sheet = list;
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
    if (!listing_want(&listing, cube, report, &wanted, &wanted_count, err))
        return false;
    for (size_t i = 0; i < wanted_count; i++) {
        bool is_used = false;
        if (!listing_tell(&listing, &wanted[i], report, &is_used, err))
            return false;
        used[measurement_criterion(wanted[i].row->name)][wanted[i].column] |= is_used;
    }
    if (tickets != NULL && request->has_files && !request->is_inside &&
        !add_files(&listing, used, report, err))
        return false;
    return tickets == NULL || !request->has_sheet ||
           add_sheet(&listing, wanted, wanted_count, report, err);
}
