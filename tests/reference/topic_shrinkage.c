/* 07: the beta-binomial fit and its posteriors. 08: cover of the 192 slots. */
#include <math.h>
#include <string.h>

#include "statistics/availability.h"
#include "statistics/shrinkage.h"
#include "topics.h"

/* The oracle's root finder stops 1e-13 from the root: limits that are nearly 0 are that rough. */
static const double ORACLE_ROOT = 1e-12;

static void check_limit(struct check *check, size_t row, const char *column, double got)
{
    check_absolute(check, row, column, got, fmax(ORACLE_ROOT, 1e-6 * fabs(got)));
}

static struct shrinkage_group *groups_of(struct check *check, size_t *count)
{
    const struct table *input = check_input(check, "y");

    *count = input == NULL ? 0 : input->row_count;
    struct shrinkage_group *groups = check_array(check, *count, sizeof *groups);
    if (input == NULL)
        return groups;
    const double *y = check_numbers(check, input, "y");
    const double *n = check_numbers(check, input, "n");
    for (size_t i = 0; i < *count; i++)
        groups[i] = (struct shrinkage_group){y[i], n[i]};
    return groups;
}

static void check_memory(struct check *check, bool is_done, const struct error *err)
{
    if (!is_done)
        check_fail(check, "%s", err->text);
}

static void fit(struct check *check)
{
    size_t count;
    struct shrinkage_group *groups = groups_of(check, &count);
    struct shrinkage_prior prior = {0}, moments = shrinkage_moments(groups, count);
    struct error err = {0};

    check_memory(check, shrinkage_fit(groups, count, &prior, &err), &err);
    check_number(check, 0, "mu", prior.mean);
    check_number(check, 0, "rho", prior.correlation);
    check_number(check, 0, "kappa", prior.weight);
    check_number(check, 0, "alpha", prior.alpha);
    check_number(check, 0, "beta", prior.beta);
    check_within(check, 0, "loglik", prior.log_likelihood, 1e-9);
    check_within(check, 0, "loglik_binomial", prior.pooled_log_likelihood, 1e-9);
    check_number(check, 0, "mom_mu", moments.mean);
    check_number(check, 0, "mom_rho", moments.correlation);
    check_number(check, 0, "mom_kappa", moments.weight);
}

static void units(struct check *check)
{
    size_t count;
    struct shrinkage_group *groups = groups_of(check, &count);
    struct shrinkage_prior prior = {0};
    struct shrinkage_mixture mixture = {0};
    struct error err = {0};

    if (count == 0)
        return;
    const double *unit = check_numbers(check, check_input(check, "y"), "unit");
    check_memory(check, shrinkage_fit(groups, count, &prior, &err), &err);
    check_memory(check, shrinkage_mix(groups, count, &mixture, &err), &err);
    check_row_count(check, count);
    for (size_t i = 0; i < count; i++) {
        struct shrinkage_posterior plug = shrinkage_plug_in(&prior, groups[i], 0.95);
        struct shrinkage_posterior mixed = shrinkage_mixed(&mixture, groups[i], 0.95);
        check_exact(check, i, "unit", unit[i]);
        check_number(check, i, "raw", groups[i].successes / groups[i].trials);
        check_number(check, i, "post_mean", plug.mean);
        check_number(check, i, "shrink", plug.pull);
        check_limit(check, i, "lo", plug.limits.low);
        check_limit(check, i, "hi", plug.limits.high);
        check_number(check, i, "grid_mean", mixed.mean);
        check_limit(check, i, "grid_lo", mixed.limits.low);
        check_limit(check, i, "grid_hi", mixed.limits.high);
    }
}

static void grid(struct check *check)
{
    size_t count;
    struct shrinkage_group *groups = groups_of(check, &count);
    struct shrinkage_mixture mixture = {0};
    struct error err = {0};

    check_memory(check, shrinkage_mix(groups, count, &mixture, &err), &err);
    check_number(check, 0, "rho_mean_grid", mixture.expected_correlation);
    check_exact(check, 0, "grid_points", (double)mixture.point_count);
}

/* ---- 08 ---- */

struct cover {
    struct slot slots[SLOT_COUNT];
    struct slot_posterior posteriors[SLOT_COUNT];
    struct availability_rule rule;
    struct availability availability;
};

static const struct cover *cover_of(struct check *check)
{
    struct cover *cover = check_array(check, 1, sizeof *cover);
    const struct table *input = check_input(check, "act");
    struct error err = {0};

    if (input == NULL)
        return cover;
    const double *slot = check_numbers(check, input, "slot");
    const double *hours = check_numbers(check, input, "hours");
    const double *n = check_numbers(check, input, "n");
    const double *y = check_numbers(check, input, "y");
    const double *act = check_numbers(check, input, "act");
    for (size_t i = 0; i < input->row_count; i++) {
        if (!(slot[i] >= 0 && slot[i] < SLOT_COUNT))
            check_fail(check, "slot %g is not 0..%d", slot[i], SLOT_COUNT - 1);
        else
            cover->slots[(size_t)slot[i]] = (struct slot){hours[i], n[i], y[i], act[i]};
    }
    cover->rule = AVAILABILITY_RULE;
    cover->rule.decisive_count = 1; /* the table calls a slot unknown only without any ticket */
    check_memory(check,
                 availability_slots(cover->slots, &cover->rule, cover->posteriors,
                                    &cover->availability, &err),
                 &err);
    return cover;
}

static void cover_fit(struct check *check)
{
    const struct availability *got = &cover_of(check)->availability;
    struct shrinkage_prior used = shrinkage_floor(got->prior, AVAILABILITY_RULE.correlation_floor);

    check_number(check, 0, "mu", got->prior.mean);
    check_number(check, 0, "rho", got->prior.correlation);
    check_number(check, 0, "rho_used", got->used_correlation);
    check_number(check, 0, "alpha", used.alpha);
    check_number(check, 0, "beta", used.beta);
    check_exact(check, 0, "a0", got->weights.same);
    check_exact(check, 0, "a1", got->weights.near);
    check_number(check, 0, "pll", got->weights.log_likelihood);
}

static void cover_grid(struct check *check)
{
    const struct cover *cover = cover_of(check);
    struct shrinkage_prior used =
        shrinkage_floor(cover->availability.prior, AVAILABILITY_RULE.correlation_floor);

    for (size_t row = 0; row < check_rows(check); row++) {
        double same = check_key(check, row, "a0"), near = check_key(check, row, "a1");
        check_number(check, row, "pll",
                     availability_likelihood(cover->slots, cover->posteriors, SLOT_COUNT, &used,
                                             same, near));
    }
}

static void cover_slots(struct check *check)
{
    const struct cover *cover = cover_of(check);

    for (size_t row = 0; row < check_rows(check); row++) {
        size_t slot = (size_t)check_key(check, row, "slot");
        if (slot >= SLOT_COUNT) {
            check_fail(check, "row %zu: no such slot", row + 1);
            continue;
        }
        const struct slot_posterior *got = &cover->posteriors[slot];
        check_exact(check, row, "Ysame", got->same_answered);
        check_exact(check, row, "Nsame", got->same_tickets);
        check_exact(check, row, "Yadj", got->near_answered);
        check_exact(check, row, "Nadj", got->near_tickets);
        check_number(check, row, "post_a", got->a);
        check_number(check, row, "post_b", got->b);
        check_number(check, row, "post_mean", got->mean);
        check_limit(check, row, "lo", got->limits.low);
        check_limit(check, row, "hi", got->limits.high);
        check_limit(check, row, "p_ge_target", got->covered_probability);
        check_word(check, row, "state",
                   got->state == SLOT_ABSENT ? "" : slot_state_name(got->state));
    }
}

static void cover_summary(struct check *check)
{
    const struct availability *got = &cover_of(check)->availability;

    check_number(check, 0, "A_unif_point", got->imputed_mean);
    check_number(check, 0, "A_unif_lo_bound", got->bounds.low);
    check_number(check, 0, "A_unif_hi_bound", got->bounds.high);
    check_number(check, 0, "share_unknown", got->unknown_share);
    check_number(check, 0, "sd", got->error);
    check_number_or_empty(check, 0, "im_c", got->factor);
    check_number_or_empty(check, 0, "ci_lo", got->limits.low); /* empty where sd is 0 */
    check_number_or_empty(check, 0, "ci_hi", got->limits.high);
    check_number(check, 0, "A_demand", got->demand_mean);
    check_exact(check, 0, "n", got->ticket_count);
    check_number(check, 0, "hours_uncovered", got->uncovered_share);
}

const struct topic topics_shrinkage[] = {
    {7, "mu|rho|mom_mu", 1e-6, fit},          {7, "unit|grid_mean", 1e-6, units},
    {7, "rho_mean_grid", 1e-6, grid},         {8, "rho_used|a0|a1", 1e-6, cover_fit},
    {8, "a0|a1|pll", 1e-6, cover_grid},       {8, "slot|state", 1e-6, cover_slots},
    {8, "A_unif_point", 1e-6, cover_summary}, {0},
};
