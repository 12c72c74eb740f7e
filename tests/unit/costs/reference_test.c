/* The composite cases of costs.csv, and the tally of the whole table. */
#include "reference/cases.h"

static int run(const struct CMUnitTest *tests, size_t count)
{
    return _cmocka_run_group_tests("reference", tests, count, NULL, NULL);
}

int main(void)
{
    static const struct CMUnitTest tally[] = {cmocka_unit_test(no_row_of_the_table_is_forgotten)};
    int failed = run(LOAD_CASES, LOAD_CASE_COUNT) + run(MONEY_CASES, MONEY_CASE_COUNT) +
                 run(CHOICE_CASES, CHOICE_CASE_COUNT) + run(SHIFT_CASES, SHIFT_CASE_COUNT);

    return failed + run(tally, 1);
}
