#include <math.h>

#include "criteria/scoring.h"
#include "statistics/shrinkage.h"

/*
 * 0.7: small accounts are judged together. Up to 200 tickets the counts themselves, above x·n_eff
 * of n_eff; an account is named by P(share < promise), never by its rank.
 */
static const double NAMED = 0.9;
static const double COUNTED_MOST = 200;

static struct shrinkage_group group_of(const struct measurement *row)
{
    double decided = (double)(row->asked_count - row->open_count);

    if (!row->has_value || decided <= 0)
        return (struct shrinkage_group){0};
    if (decided > COUNTED_MOST && row->effective_n > 0)
        return (struct shrinkage_group){row->value * row->effective_n, row->effective_n};
    return (struct shrinkage_group){(double)row->kept_count, decided};
}

/* Shares in time of the accounts alone, in one pass: thousands of accounts have many figures. */
static bool is_of_account(const struct measurement *row)
{
    struct measurement as_whole = *row;

    as_whole.account = ALL_ACCOUNTS;
    return row->name == MEASURED_REPLY_WITHIN_PROMISE && row->period == PERIOD_CURRENT &&
           row->account != ALL_ACCOUNTS && measurement_is_whole(&as_whole);
}

/* In order of accounts, as they were measured. */
static void list_accounts(struct scorecard *card, struct shrinkage_group *groups)
{
    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        if (!is_of_account(row))
            continue;
        groups[row->account] = group_of(row);
        if (groups[row->account].trials <= 0)
            continue;
        card->accounts[card->account_count++] =
            (struct account_row){.account = row->account,
                                 .asked_count = row->asked_count,
                                 .kept_count = row->kept_count,
                                 .raw = row->value};
    }
}

static void judge_account(const struct scoring *scoring, const struct shrinkage_mixture *mixture,
                          struct shrinkage_group group, struct account_row *row)
{
    const struct criterion_score *reply = &scoring->card->criteria[CRITERION_FIRST_REPLY];
    struct shrinkage_posterior posterior =
        shrinkage_mixed(mixture, group, scoring->settings->criteria.confidence);
    double below = shrinkage_below(mixture, group, reply->target);

    row->shrunk = isfinite(posterior.mean) ? posterior.mean : row->raw;
    row->low = isfinite(posterior.limits.low) ? posterior.limits.low : 0;
    row->high = isfinite(posterior.limits.high) ? posterior.limits.high : 1;
    row->is_below = reply->has_target && below >= NAMED;
    row->is_above = reply->has_target && below <= 1 - NAMED;
}

bool accounts_compare(struct scoring *scoring, struct error *err)
{
    struct scorecard *card = scoring->card;
    uint32_t count = scoring->cube->names.account_count;
    const struct criterion_score *reply = &card->criteria[CRITERION_FIRST_REPLY];
    struct shrinkage_mixture mixture = {0};

    arena_release(scoring->scratch);
    if (scoring->account != ALL_ACCOUNTS || count == 0)
        return true;
    struct shrinkage_group *groups = arena_array(scoring->scratch, count, sizeof *groups);
    card->accounts = arena_array(&card->arena, count, sizeof *card->accounts);
    if (groups == NULL || card->accounts == NULL)
        return error_memory(err);
    list_accounts(card, groups);
    if (card->account_count == 0)
        return true;
    if (!shrinkage_mix(groups, count, &mixture, err))
        return false;
    const struct measurement *whole =
        measurement_of(card, MEASURED_REPLY_WITHIN_PROMISE, whole_of(PERIOD_CURRENT));
    card->accounts_mean = whole->has_value ? whole->value : 0;
    card->accounts_promise = reply->has_target ? reply->target : 0;
    for (size_t i = 0; i < card->account_count; i++)
        judge_account(scoring, &mixture, groups[card->accounts[i].account], &card->accounts[i]);
    return true;
}
