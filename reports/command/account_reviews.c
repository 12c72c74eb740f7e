#include "command/account_reviews.h"

#include <stdlib.h>
#include <string.h>

#include "command/client_tickets.h"
#include "command/inputs.h"
#include "kinds/account_review.h"

/* ---- which clients ------------------------------------------------------------------------------
 */

/* The name that reports show; the export's own where nobody told another. */
static const char *shown_name(const struct reporting_request *request, uint32_t account)
{
    const char *name = request->cube->names.accounts[account];
    const struct settings *settings = &request->workspace->settings;

    for (size_t i = 0; i < settings->account_count; i++)
        if (settings->accounts[i].shown != NULL && strcmp(settings->accounts[i].name, name) == 0)
            return settings->accounts[i].shown;
    return name;
}

static bool unknown_account(const struct reporting_request *request, struct error *err)
{
    const struct fact_names *names = &request->cube->names;
    const char *near =
        text_nearest(span_of(request->account), names->accounts, names->account_count);

    if (near != NULL)
        return error_set(err, ERROR_USAGE, "no account is named '%s' (hint: did you mean '%s'?)",
                         request->account, near);
    return error_set(err, ERROR_USAGE,
                     "no account is named '%s' (hint: the %u of the export begin with '%s'; "
                     "'deskgauge score --by account' lists them)",
                     request->account, names->account_count,
                     names->account_count > 0 ? names->accounts[0] : "");
}

static bool find_account(const struct reporting_request *request, uint32_t *out, struct error *err)
{
    const struct fact_names *names = &request->cube->names;
    struct span asked = span_of(request->account);

    for (uint32_t i = 0; i < names->account_count; i++)
        if (strcmp(names->accounts[i], request->account) == 0) {
            *out = i;
            return true;
        }
    for (uint32_t i = 0; i < names->account_count; i++)
        if (span_equal_folded(span_of(names->accounts[i]), asked) ||
            span_equal_folded(span_of(shown_name(request, i)), asked)) {
            *out = i;
            return true;
        }
    return unknown_account(request, err);
}

struct ranked {
    uint32_t account;
    uint64_t ticket_count;
};

static int by_tickets(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->ticket_count != y->ticket_count)
        return x->ticket_count > y->ticket_count ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

/* Clients with a ticket in the period, most tickets first. */
static size_t rank_accounts(const struct reporting_request *request, struct ranked *rows)
{
    const struct period *period = &request->scorecard->period[PERIOD_CURRENT];
    const struct cube *cube = request->cube;
    uint32_t account_count = cube->names.account_count;
    size_t count = 0;

    for (uint32_t i = 0; i < account_count; i++)
        rows[i] = (struct ranked){.account = i};
    for (size_t i = 0; i < cube->population_count; i++) {
        const struct cube_population *row = &cube->population[i];
        if (row->exclusion == EXCLUDED_NOT && row->key.day >= period->first_day &&
            row->key.day <= period->last_day)
            rows[row->key.account].ticket_count += row->count;
    }
    qsort(rows, account_count, sizeof *rows, by_tickets);
    while (count < account_count && rows[count].ticket_count > 0 && count < ACCOUNT_REVIEWS_MOST)
        count++;
    return count;
}

/* ---- one client
 * ------------------------------------------------------------------------------------- */

/* All inputs as one fingerprint: their names and sizes would tell of other clients. */
static const char *fingerprint(const struct review_request *review, struct arena *arena)
{
    OWN(buffer_release) struct buffer all = {0};
    char text[33];

    for (size_t i = 0; i < review->input_count; i++)
        buffer_format(&all, "%s\n", review->inputs[i].digest);
    if (all.is_short)
        return NULL;
    hash128_format(hash_128(buffer_span(&all)), text);
    return arena_text(arena, text, strlen(text));
}

/* What makes this page again; the export files are the reader's to name, and would tell of others.
 */
static const char *own_command(const struct reporting_request *request, const char *name,
                               struct arena *arena)
{
    const struct period *period = &request->scorecard->period[PERIOD_CURRENT];
    OWN(buffer_release) struct buffer text = {0};

    buffer_text(&text, "deskgauge report account-review --account '");
    for (const char *at = name; *at != '\0'; at++)
        buffer_text(&text, *at == '\'' ? "'\\''" : (char[]){*at, '\0'});
    buffer_format(&text, "' --language %s", request->language);
    buffer_format(&text, " --period %s", period->is_quarter ? period->label : PERIOD_ALL);
    return text.is_short ? NULL : arena_text(arena, text.bytes, text.length);
}

/* His own hours, beside what holds for everybody. */
static bool add_own_doubt(const struct reporting_request *request, const char *name,
                          struct arena *arena, struct review_request *review, struct error *err)
{
    const struct period *period = &request->scorecard->period[PERIOD_CURRENT];
    struct inputs own = {.arena = arena};

    for (size_t i = 0; i < review->doubt_count; i++)
        if (!inputs_add_doubt(&own, &review->doubts[i], err))
            return false;
    if (!inputs_add_own_doubt(request->workspace, name, period->last_day, &own, err))
        return false;
    review->doubts = own.doubts;
    review->doubt_count = own.doubt_count;
    return true;
}

static bool compose(struct sheaf *sheaf, uint32_t account, struct report *report, struct error *err)
{
    const struct reporting_request *request = sheaf->request;
    OWN(scorecard_release) struct scorecard card = {0};
    const struct period *period = &request->scorecard->period[PERIOD_CURRENT];
    const char *name = request->cube->names.accounts[account];
    struct score_request scoring = {.cube = request->cube,
                                    .settings = &request->workspace->settings,
                                    .period = period->is_quarter ? period->label : PERIOD_ALL,
                                    .account = (int32_t)account};
    struct account_request own = {.account = (int32_t)account,
                                  .name = shown_name(request, account)};

    if (!score(&scoring, &card, err))
        return error_wrap(err, "account '%s'", name);
    if (!reporting_basis(request, report, sheaf->language, &own.review, err) ||
        !add_own_doubt(request, name, &report->arena, &own.review, err) ||
        !client_tickets_of(sheaf->of_clients, account, &report->arena, &own, err))
        return false;
    own.fingerprint = fingerprint(&own.review, &report->arena);
    own.review.scorecard = &card;
    own.review.command = own_command(request, name, &report->arena);
    if (own.fingerprint == NULL || own.review.command == NULL)
        return error_memory(err);
    const struct sheaf_figures figures = {.card = &card, .account = (int32_t)account};
    return account_review_build(&own, report, err) &&
           sheaf_add_tickets(sheaf, &figures, report, err);
}

/* ---- pages
 * -------------------------------------------------------------------------------------- */

/* "account-kofejna"; a second one of the same letters gets a number. */
static const char *folder_name(const char *name, const char *const *taken, size_t taken_count,
                               struct arena *arena)
{
    OWN(buffer_release) struct buffer slug = {0};

    buffer_text(&slug, "account-");
    language_append_slug(name, &slug);
    if (slug.is_short)
        return NULL;
    const char *plain = arena_text(arena, slug.bytes, slug.length);
    const char *out = plain;
    for (size_t i = 0, next = 2; out != NULL && i < taken_count; i++)
        if (strcmp(taken[i], out) == 0) {
            out = arena_format(arena, "%s-%zu", plain, next++);
            i = (size_t)-1;
        }
    return out;
}

static bool compose_one(struct sheaf *sheaf, struct error *err)
{
    struct report *report = NULL;
    uint32_t account = 0;

    return find_account(sheaf->request, &account, err) && sheaf_next(sheaf, NULL, &report, err) &&
           compose(sheaf, account, report, err);
}

static bool compose_each(struct sheaf *sheaf, struct error *err)
{
    const struct reporting_request *request = sheaf->request;
    OWN(arena_release) struct arena arena = {0};
    const char *places[ACCOUNT_REVIEWS_MOST];
    struct ranked *rows = arena_array(&arena, request->cube->names.account_count + 1, sizeof *rows);

    if (rows == NULL)
        return error_memory(err);
    size_t count = rank_accounts(request, rows);
    for (size_t i = 0; i < count; i++) {
        struct report *report = NULL;
        places[i] = folder_name(shown_name(request, rows[i].account), places, i, &arena);
        if (places[i] == NULL)
            return error_memory(err);
        if (!sheaf_next(sheaf, places[i], &report, err) ||
            !compose(sheaf, rows[i].account, report, err))
            return false;
    }
    return true;
}

bool account_reviews_compose(struct sheaf *sheaf, struct error *err)
{
    return sheaf->request->account != NULL ? compose_one(sheaf, err) : compose_each(sheaf, err);
}
