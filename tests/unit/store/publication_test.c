/* What a client was given stays as it was given. */
#include "store_testing.h"

#include "store/publication.h"

static struct publication one(const struct published_row *rows, size_t count, int64_t cut_at)
{
    return (struct publication){.report = "account-review",
                                .account = "Bookshop",
                                .period = "2026Q2",
                                .version = "1.0",
                                .cut_at = cut_at,
                                .settings = {7, 8},
                                .rows = rows,
                                .row_count = count};
}

static void the_newest_publication_is_found_and_the_first_is_not_changed(void **state)
{
    (void)state;
    struct store *store = open_scratch();
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    struct published_row rows[] = {{"b.two", true, .5, 10, 5, 3}, {"a.one", false, 0, 4, 0, 4}};
    struct published_row later[] = {{"b.two", true, .7, 10, 7, 0}};
    struct publication first = one(rows, 2, 100);
    struct publication second = one(later, 1, 200);
    struct publication found = {0};
    bool is_found = false;

    assert_ok(store_publish(store, &first, &err), err);
    assert_ok(store_published(store, "account-review", "Bookshop", "2026Q2", &arena, &found,
                              &is_found, &err),
              err);
    assert_true(is_found);
    assert_int_equal(found.number, 1);
    assert_int_equal(found.row_count, 2);
    assert_string_equal(found.rows[0].figure, "a.one");
    assert_false(found.rows[0].has_value);
    assert_near(found.rows[1].value, .5, 0);
    assert_int_equal(found.rows[1].open_count, 3);
    assert_true(found.settings.low == 7 && found.settings.high == 8);

    assert_ok(store_publish(store, &second, &err), err);
    assert_ok(store_published(store, "account-review", "Bookshop", "2026Q2", &arena, &found,
                              &is_found, &err),
              err);
    assert_int_equal(found.number, 2);
    assert_int_equal(found.cut_at, 200);
    assert_int_equal(found.row_count, 1);
    store_close(store);
}

static void another_account_report_or_period_was_given_nothing(void **state)
{
    (void)state;
    struct store *store = open_scratch();
    OWN(arena_release) struct arena arena = {0};
    struct error err = {0};
    struct published_row row = {"a.one", true, 1, 1, 1, 0};
    struct publication first = one(&row, 1, 100);
    struct publication found = {0};
    bool is_found = true;

    assert_ok(store_publish(store, &first, &err), err);
    assert_ok(
        store_published(store, "account-review", "", "2026Q2", &arena, &found, &is_found, &err),
        err);
    assert_false(is_found);
    assert_ok(store_published(store, "account-review", "Bookshop", "2026Q3", &arena, &found,
                              &is_found, &err),
              err);
    assert_false(is_found);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_publication_is_found_and_the_first_is_not_changed),
        cmocka_unit_test(another_account_report_or_period_was_given_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
