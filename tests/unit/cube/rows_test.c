/* rows: a table of the cube while it is being filled. */
#include "cube/rows.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

static uint64_t next_random(uint64_t *state) /* splitmix64 */
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* `count` actions of 2,000 hours, in the order that `seed` gives. */
static void fill(struct rows *rows, size_t count, uint64_t seed, uint32_t *seen)
{
    struct error err = {0};
    size_t start = seed % count;

    for (size_t i = 0; i < count; i++) {
        uint64_t of_row = (start + i) % count;
        uint64_t hour = next_random(&of_row) % 2000;
        struct cube_activity row = {
            .day = (int32_t)(hour / 24), .slot = (uint8_t)(hour % 24), .action_count = 1};
        assert_ok(rows_add(rows, &row, &err), err);
        seen[hour]++;
    }
    rows_join(rows);
}

static void each_key_stands_once_in_order_with_the_sum_of_its_rows(void **state)
{
    (void)state;
    enum { COUNT = 20000, HOURS = 2000 };
    OWN(rows_release) struct rows rows = {.kind = &ROW_KINDS[CUBE_TABLE_activity]};
    uint32_t seen[HOURS] = {0};

    fill(&rows, COUNT, 7, seen);

    const struct cube_activity *made = (const void *)rows.bytes;
    size_t at = 0;
    for (size_t hour = 0; hour < HOURS; hour++) {
        if (seen[hour] == 0)
            continue;
        assert_true(at < rows.count);
        assert_int_equal(made[at].day, hour / 24);
        assert_int_equal(made[at].slot, hour % 24);
        assert_int_equal(made[at].action_count, seen[hour]);
        at++;
    }
    assert_int_equal(at, rows.count);
}

static void the_order_in_which_rows_come_does_not_matter(void **state)
{
    (void)state;
    enum { COUNT = 5000, HOURS = 2000 };
    OWN(rows_release) struct rows one = {.kind = &ROW_KINDS[CUBE_TABLE_activity]};
    OWN(rows_release) struct rows other = {.kind = &ROW_KINDS[CUBE_TABLE_activity]};
    uint32_t seen[HOURS] = {0};

    fill(&one, COUNT, 0, seen);
    fill(&other, COUNT, 3333, seen);

    assert_int_equal(one.count, other.count);
    assert_memory_equal(one.bytes, other.bytes, one.count * one.kind->size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_stands_once_in_order_with_the_sum_of_its_rows),
        cmocka_unit_test(the_order_in_which_rows_come_does_not_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
