/* cases: the rows of tests/reference/costs.csv that are told in prose, each by a test of its own.
 */
#ifndef DESKGAUGE_TESTS_COSTS_CASES_H
#define DESKGAUGE_TESTS_COSTS_CASES_H

#include "testing.h"

/*
 * Compare with the value of the row of `id` and `quantity` (and, where a case has several rows of
 * one quantity, with `having` in its parameters; NULL: any) within its rel_tol, and claim that row.
 * A row that is not in the table is a failure: no expected value stands in the tests themselves.
 */
void expect(const char *id, const char *quantity, double got);
void expect_having(const char *id, const char *having, const char *quantity, double got);

/* The parameters of a case, for what a test reads from them. */
const char *params_of(const char *id);

/* The rows of the table that neither a test of this run has claimed nor reference_costs reads. */
void no_row_of_the_table_is_forgotten(void **state);

extern const struct CMUnitTest LOAD_CASES[], MONEY_CASES[], CHOICE_CASES[], SHIFT_CASES[];
extern const size_t LOAD_CASE_COUNT, MONEY_CASE_COUNT, CHOICE_CASE_COUNT, SHIFT_CASE_COUNT;

#endif
