/* rows: a table of the cube while it is being filled. */
#include "cube/rows.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "cube/spill.h"
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

/* ---- tables that are larger than their share of memory ---- */

enum { LARGE_COUNT = 400000, LARGE_KEYS = 150000 };

static void fill_large(struct rows *rows, uint64_t seed)
{
    struct error err = {0};

    for (uint64_t i = 0; i < LARGE_COUNT; i++) {
        uint64_t of_row = (i * 7919 + seed) % LARGE_COUNT;
        struct cube_wait row = {0};
        row.key.account = (uint32_t)(next_random(&of_row) % LARGE_KEYS);
        row.key.day = (int32_t)(row.key.account % 365);
        row.count = 1;
        assert_ok(rows_add(rows, &row, &err), err);
    }
}

static void assert_same_table(const struct table *a, const struct table *b, size_t row_size)
{
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->rows, b->rows, a->count * row_size);
}

static void release_table(struct table *table)
{
    if (table->mapped_size > 0)
        munmap(table->rows, table->mapped_size);
    else
        free(table->rows);
}

static void a_table_in_a_file_is_the_table_in_memory_to_the_byte(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(rows_release)
    struct rows inside = {.kind = &ROW_KINDS[CUBE_TABLE_wait], .stays = true};
    OWN(rows_release) struct rows outside = {.kind = &ROW_KINDS[CUBE_TABLE_wait]};
    struct table in_memory = {0}, in_file = {0};

    fill_large(&inside, 0);
    fill_large(&outside, 4711);
    assert_null(inside.spill);
    assert_non_null(outside.spill);
    assert_true(outside.capacity * sizeof(struct cube_wait) < 2 * SPILL_BYTES);
    assert_ok(rows_finish(&inside, &in_memory, &err), err);
    assert_ok(rows_finish(&outside, &in_file, &err), err);

    assert_int_equal(in_memory.mapped_size, 0);
    assert_int_equal(in_file.mapped_size, in_file.count * sizeof(struct cube_wait));
    assert_same_table(&in_memory, &in_file, sizeof(struct cube_wait));
    release_table(&in_memory);
    release_table(&in_file);
}

static void where_no_folder_takes_a_file_the_table_stays_in_memory(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(rows_release) struct rows rows = {.kind = &ROW_KINDS[CUBE_TABLE_wait]};
    struct table made = {0};

    setenv("TMPDIR", "/nowhere/at/all", 1);
    fill_large(&rows, 0);
    unsetenv("TMPDIR");

    assert_true(rows.stays);
    assert_ok(rows_finish(&rows, &made, &err), err);
    assert_int_equal(made.mapped_size, 0);
    release_table(&made);
}

static void a_full_disk_is_told_with_the_folder_and_what_helps(void **state)
{
    (void)state;
    struct error err = {0};
    const struct rlimit tiny = {1 << 20, RLIM_INFINITY};
    struct rlimit before = {0};
    OWN(rows_release) struct rows rows = {.kind = &ROW_KINDS[CUBE_TABLE_wait]};
    bool is_added = true;

    getrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tiny);
    for (uint32_t i = 0; is_added && i < LARGE_COUNT; i++) {
        struct cube_wait row = {.key.account = i, .count = 1};
        is_added = rows_add(&rows, &row, &err);
    }
    setrlimit(RLIMIT_FSIZE, &before);

    assert_false(is_added);
    assert_int_equal(err.kind, ERROR_STORE);
    assert_non_null(strstr(err.text, "hint: TMPDIR="));
}

static void tables_let_go_read_the_same_again(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(rows_release) struct rows rows = {.kind = &ROW_KINDS[CUBE_TABLE_wait]};
    OWN(cube_release) struct cube cube = {0};
    struct table made = {0};

    fill_large(&rows, 0);
    assert_ok(rows_finish(&rows, &made, &err), err);
    cube.wait = made.rows;
    cube.wait_count = made.count;
    cube.mapped_size[CUBE_TABLE_wait] = made.mapped_size;
    const struct cube_wait first = cube.wait[0], last = cube.wait[cube.wait_count - 1];
    cube_let_go(&cube);

    assert_memory_equal(&cube.wait[0], &first, sizeof first);
    assert_memory_equal(&cube.wait[cube.wait_count - 1], &last, sizeof last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_stands_once_in_order_with_the_sum_of_its_rows),
        cmocka_unit_test(the_order_in_which_rows_come_does_not_matter),
        cmocka_unit_test(a_table_in_a_file_is_the_table_in_memory_to_the_byte),
        cmocka_unit_test(where_no_folder_takes_a_file_the_table_stays_in_memory),
        cmocka_unit_test(a_full_disk_is_told_with_the_folder_and_what_helps),
        cmocka_unit_test(tables_let_go_read_the_same_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
