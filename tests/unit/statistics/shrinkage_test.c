/* shrinkage and availability: what must hold whatever the counts. */
#include "testing.h"

#include "statistics/availability.h"
#include "statistics/shrinkage.h"

static struct shrinkage_prior fitted(const struct shrinkage_group *groups, size_t count)
{
    struct shrinkage_prior prior = {0};
    struct error err = {0};

    assert_ok(shrinkage_fit(groups, count, &prior, &err), err);
    return prior;
}

static void groups_that_are_alike_are_pooled(void **state)
{
    (void)state;
    const struct shrinkage_group groups[] = {{8, 10}, {16, 20}, {4, 5}};
    struct shrinkage_prior prior = fitted(groups, 3);
    struct shrinkage_posterior one = shrinkage_plug_in(&prior, groups[2], 0.95);

    assert_true(prior.correlation == 0);
    assert_near(prior.mean, 0.8, 1e-15);
    assert_near(one.mean, 0.8, 1e-15);
    assert_true(isnan(one.limits.low));
}

static void one_ticket_a_group_cannot_tell_groups_apart(void **state)
{
    (void)state;
    const struct shrinkage_group groups[] = {{1, 1}, {0, 1}, {1, 1}, {1, 1}, {0, 1}};

    assert_true(fitted(groups, 5).correlation == 0);
}

static void no_tickets_is_unknown(void **state)
{
    (void)state;
    const struct shrinkage_group groups[] = {{0, 0}, {0, 0}};
    struct shrinkage_prior prior = fitted(groups, 2);
    struct shrinkage_mixture mixture = {0};
    struct error err = {0};

    assert_true(isnan(prior.mean) && isnan(prior.correlation));
    assert_ok(shrinkage_mix(groups, 2, &mixture, &err), err);
    assert_true(isnan(shrinkage_mixed(&mixture, groups[0], 0.95).mean));
    assert_true(isnan(shrinkage_below(&mixture, groups[0], 0.8)));
}

static void real_counts_give_the_fit_of_whole_ones(void **state)
{
    (void)state;
    const struct shrinkage_group whole[] = {{3, 9}, {9, 10}, {1, 12}, {7, 8}, {20, 31}};
    struct shrinkage_group real[5];
    for (size_t i = 0; i < 5; i++)
        real[i] = (struct shrinkage_group){whole[i].successes, whole[i].trials};
    real[4].trials += 1e-9; /* the lnΓ form for all */
    struct shrinkage_prior a = fitted(whole, 5), b = fitted(real, 5);

    assert_true(a.correlation > 0.1);
    assert_near(b.mean, a.mean, 1e-7);
    assert_near(b.correlation, a.correlation, 1e-7);
    assert_near(b.log_likelihood, a.log_likelihood, 1e-7);
}

static void the_order_of_groups_and_the_name_of_success_do_not_matter(void **state)
{
    (void)state;
    const struct shrinkage_group groups[] = {{3, 9}, {9, 10}, {1, 12}, {7, 8}};
    const struct shrinkage_group mirrored[] = {{1, 8}, {11, 12}, {1, 10}, {6, 9}};
    struct shrinkage_prior a = fitted(groups, 4), b = fitted(mirrored, 4);

    assert_near(a.mean, 1 - b.mean, 1e-9);
    assert_near(a.correlation, b.correlation, 1e-9);
}

static void a_posterior_lies_between_its_own_share_and_the_others(void **state)
{
    (void)state;
    const struct shrinkage_group groups[] = {{0, 3}, {90, 100}, {17, 40}, {30, 31}, {12, 20}};
    struct shrinkage_prior prior = fitted(groups, 5);

    for (size_t i = 0; i < 5; i++) {
        double raw = groups[i].successes / groups[i].trials;
        double mean = shrinkage_plug_in(&prior, groups[i], 0.95).mean;
        assert_true(fmin(raw, prior.mean) <= mean && mean <= fmax(raw, prior.mean));
    }
}

static void mixed_limits_hold_the_level_they_promise(void **state)
{
    (void)state;
    const struct shrinkage_group groups[] = {{0, 3}, {90, 100}, {17, 40}, {30, 31}, {12, 20}};
    struct shrinkage_mixture mixture = {0};
    struct error err = {0};

    assert_ok(shrinkage_mix(groups, 5, &mixture, &err), err);
    for (size_t i = 0; i < 5; i++) {
        struct interval limits = shrinkage_mixed(&mixture, groups[i], 0.9).limits;
        assert_near(shrinkage_below(&mixture, groups[i], limits.low), 0.05, 1e-9);
        assert_near(shrinkage_below(&mixture, groups[i], limits.high), 0.95, 1e-9);
    }
}

/* ---- cover of the week ---- */

static struct slot slots[SLOT_COUNT];
static struct slot_posterior posteriors[SLOT_COUNT];

/* Everything in Mon-Fri 9-17 is answered, nothing else is. */
static void fill_office(double night_tickets)
{
    for (size_t i = 0; i < SLOT_COUNT; i++) {
        bool is_open = i / 24 < 5 && i % 24 >= 9 && i % 24 < 17;
        slots[i] =
            (struct slot){13, is_open ? 20 : night_tickets, is_open ? 20 : 0, is_open ? 13 : 0};
    }
}

static struct availability measured(void)
{
    struct availability out = {0};
    struct error err = {0};

    assert_ok(availability_slots(slots, &AVAILABILITY_RULE, posteriors, &out, &err), err);
    return out;
}

static void an_office_covers_its_forty_hours_and_no_other(void **state)
{
    (void)state;
    fill_office(6);
    struct availability got = measured();

    for (size_t i = 0; i < SLOT_COUNT; i++) {
        bool is_open = i / 24 < 5 && i % 24 >= 9 && i % 24 < 17;
        assert_int_equal(posteriors[i].state, is_open ? SLOT_COVERED : SLOT_UNCOVERED);
    }
    assert_near(got.bounds.high, 40.0 / 192, 0.02);
    assert_true(got.unknown_share == 0);
    assert_near(got.uncovered_share, 152.0 / 192, 1e-12);
}

/* All tickets together pull as far as the prior holds back: pulls know every neighbour. */
static void the_pulls_of_all_tickets_add_up_to_what_the_prior_withholds(void **state)
{
    (void)state;
    struct availability_pull pooled[SLOT_COUNT], plain[SLOT_COUNT];
    double pull = 0, plain_pull = 0, withheld = 0;
    fill_office(6);
    for (size_t i = 0; i < SLOT_COUNT; i += 3)
        slots[i].ticket_count += 5;
    struct availability got = measured();
    struct shrinkage_prior prior = shrinkage_floor(got.prior, .005);

    availability_influence(slots, posteriors, SLOT_COUNT, &got.weights, pooled, plain);

    for (size_t i = 0; i < SLOT_COUNT; i++) {
        double n = slots[i].ticket_count, k = slots[i].answered_count;
        pull += pooled[i].gain * k - pooled[i].offset * n;
        plain_pull += plain[i].gain * k - plain[i].offset * n;
        withheld += (posteriors[i].mean * (prior.alpha + prior.beta) - prior.alpha) /
                    (posteriors[i].a + posteriors[i].b) / SLOT_COUNT;
    }
    assert_near(pull, withheld, 1e-12);
    assert_near(plain_pull, 0, 1e-12);
}

static void cover_is_never_narrower_for_its_families(void **state)
{
    (void)state;
    fill_office(6);
    struct availability got = measured(), few = got, many = got;

    availability_widen(&few, slots, posteriors, SLOT_COUNT, &got.weights, 0, 1.96, 0.95);
    availability_widen(&many, slots, posteriors, SLOT_COUNT, &got.weights, 1e-3, 2.2, 0.95);

    assert_true(few.limits.low <= got.limits.low && few.limits.high >= got.limits.high);
    assert_true(many.limits.low < few.limits.low && many.limits.high > few.limits.high);
}

static void hours_without_tickets_or_staff_are_unknown_and_widen_the_bounds(void **state)
{
    (void)state;
    fill_office(0);
    struct availability got = measured();

    assert_int_equal(posteriors[3].state, SLOT_UNKNOWN);
    assert_near(got.unknown_share, 152.0 / 192, 1e-12);
    assert_near(got.bounds.high - got.bounds.low, 152.0 / 192, 1e-12);
    assert_near(got.bounds.low, 40.0 / 192, 0.01);
    assert_true(got.known_mean > 0.95); /* what is known is not diluted by what is not */
}

static void a_few_tickets_without_staff_decide_nothing(void **state)
{
    (void)state;
    fill_office(4);
    measured();
    assert_int_equal(posteriors[3].state, SLOT_UNKNOWN);
    slots[3].active_hours = 6.5; /* half of the hours are staff enough */
    measured();
    assert_int_equal(posteriors[3].state, SLOT_UNCOVERED);
}

static void a_perfect_desk_has_finite_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < SLOT_COUNT; i++)
        slots[i] = (struct slot){13, 7, 7, 13};
    struct availability got = measured();

    assert_int_equal(posteriors[0].state, SLOT_COVERED);
    assert_true(got.bounds.low > 0.99 && got.limits.high <= 1);
    assert_true(isfinite(got.error) && got.demand_mean == 1);
}

static void a_quarter_without_holidays_is_not_less_known(void **state)
{
    (void)state;
    fill_office(6);
    for (size_t i = SLOT_WEEK; i < SLOT_COUNT; i++)
        slots[i] = (struct slot){0};
    struct availability got = measured();

    assert_int_equal(posteriors[SLOT_WEEK].state, SLOT_ABSENT);
    assert_true(got.unknown_share == 0);
    assert_near(got.uncovered_share, 128.0 / 168, 1e-12);
}

static void a_desk_without_tickets_has_no_point(void **state)
{
    (void)state;
    for (size_t i = 0; i < SLOT_COUNT; i++)
        slots[i] = (struct slot){13, 0, 0, 13};
    struct availability got = measured();

    assert_int_equal(posteriors[0].state, SLOT_UNKNOWN);
    assert_true(isnan(got.known_mean) && isnan(got.demand_mean));
    assert_true(got.limits.low == 0 && got.limits.high == 1);
}

static void bands_learn_from_one_another_only_through_the_prior(void **state)
{
    (void)state;
    const struct slot bands[] = {{500, 400, 380, 480}, {300, 40, 22, 100}, {100, 2, 2, 10}};
    struct slot_posterior got[3];
    struct availability availability = {0};
    struct error err = {0};

    assert_ok(availability_bands(bands, 3, &AVAILABILITY_RULE, got, &availability, &err), err);
    assert_int_equal(got[0].state, SLOT_COVERED);
    assert_int_equal(got[1].state, SLOT_UNCOVERED);
    assert_int_equal(got[2].state, SLOT_UNKNOWN);
    assert_true(availability.weights.same == 0 && availability.weights.near == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_that_are_alike_are_pooled),
        cmocka_unit_test(one_ticket_a_group_cannot_tell_groups_apart),
        cmocka_unit_test(no_tickets_is_unknown),
        cmocka_unit_test(real_counts_give_the_fit_of_whole_ones),
        cmocka_unit_test(the_order_of_groups_and_the_name_of_success_do_not_matter),
        cmocka_unit_test(a_posterior_lies_between_its_own_share_and_the_others),
        cmocka_unit_test(mixed_limits_hold_the_level_they_promise),
        cmocka_unit_test(an_office_covers_its_forty_hours_and_no_other),
        cmocka_unit_test(the_pulls_of_all_tickets_add_up_to_what_the_prior_withholds),
        cmocka_unit_test(cover_is_never_narrower_for_its_families),
        cmocka_unit_test(hours_without_tickets_or_staff_are_unknown_and_widen_the_bounds),
        cmocka_unit_test(a_few_tickets_without_staff_decide_nothing),
        cmocka_unit_test(a_perfect_desk_has_finite_limits),
        cmocka_unit_test(a_quarter_without_holidays_is_not_less_known),
        cmocka_unit_test(a_desk_without_tickets_has_no_point),
        cmocka_unit_test(bands_learn_from_one_another_only_through_the_prior),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
