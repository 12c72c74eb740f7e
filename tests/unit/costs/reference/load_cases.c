/* Load that changes: closed forms, and what three ways of staffing do. */
#include "costs/offered_load.h"
#include "reference/cases.h"

static void the_load_of_a_wave_lags_behind_its_arrivals(void **state)
{
    (void)state;
    struct load_wave wave = {.mean = 30, .amplitude = 20, .period_hours = 24};
    double handling = 300. / 3600;

    expect("OL1", "offered_load_t0", offered_load_of_wave(&wave, handling, 0));
    expect("OL1", "offered_load_t6", offered_load_of_wave(&wave, handling, 6));
    expect("OL1", "offered_load_t12", offered_load_of_wave(&wave, handling, 12));
    expect("OL1", "offered_load_t18", offered_load_of_wave(&wave, handling, 18));
    expect("OL1", "peak_lag_h", offered_load_lag_hours(&wave, handling));
    expect("OL1", "psa_peak_load", load_rate_of_wave(6, &wave) * handling);
    expect("OL1", "mol_peak_load", offered_load_peak(&wave, handling));
}

static void staff_and_follow(const char *id, double handling_s)
{
    static const struct {
        enum load_rule rule;
        const char *name;
    } rules[] = {{LOAD_SIPP, "SIPP_avg"}, {LOAD_LAG_SIPP, "lag_SIPP"}, {LOAD_MOL, "MOL_max"}};
    struct load_wave wave = {.mean = 60, .amplitude = 48, .period_hours = 24};
    struct load_curve curve = {load_rate_of_wave, &wave, 24, handling_s / 3600};

    for (size_t i = 0; i < 3; i++) {
        char having[32];
        double loads[24], seat_hours = 0;
        uint32_t seats[24];
        struct load_outcome outcome;
        struct error err = {0};
        offered_load_hours(&curve, rules[i].rule, loads);
        for (int hour = 0; hour < 24; hour++) {
            seats[hour] = seats_for_wait_probability(loads[hour], .2);
            seat_hours += seats[hour];
        }
        assert_ok(load_follow(&curve, seats, &outcome, &err), err);
        snprintf(having, sizeof having, "staffing %s", rules[i].name);
        expect_having(id, having, "seat_hours_per_day", seat_hours);
        expect_having(id, having, "arrival_avg_p_wait", outcome.wait_probability);
        expect_having(id, having, "max_p_wait", outcome.worst);
    }
}

static void short_work_may_be_staffed_by_the_hour(void **state)
{
    (void)state;
    staff_and_follow("NS1", 300);
}

static void half_an_hour_of_work_needs_the_modified_load(void **state)
{
    (void)state;
    staff_and_follow("NS2", 1800);
}

const struct CMUnitTest LOAD_CASES[] = {
    cmocka_unit_test(the_load_of_a_wave_lags_behind_its_arrivals),
    cmocka_unit_test(short_work_may_be_staffed_by_the_hour),
    cmocka_unit_test(half_an_hour_of_work_needs_the_modified_load),
};
const size_t LOAD_CASE_COUNT = sizeof LOAD_CASES / sizeof LOAD_CASES[0];
