#include "testing.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"

static void whole_numbers_are_read_to_the_last_one_that_fits(void **state)
{
    (void)state;
    int64_t value = 0;

    assert_true(span_integer(SPAN("-9223372036854775808"), &value));
    assert_true(value == INT64_MIN);
    assert_true(span_integer(SPAN("+42"), &value));
    assert_int_equal(value, 42);
    assert_false(span_integer(SPAN("9223372036854775808"), &value));
    assert_false(span_integer(SPAN("4 2"), &value));
    assert_false(span_integer(SPAN("-"), &value));
    assert_false(span_integer(SPAN(""), &value));
}

static void the_number_that_ends_an_id_is_read_up_to_fifteen_digits(void **state)
{
    (void)state;
    int64_t value = 0;

    assert_true(span_trailing_number(SPAN("INC0010001"), &value));
    assert_int_equal(value, 10001);
    assert_true(span_trailing_number(SPAN("7-09"), &value));
    assert_int_equal(value, 9);
    assert_true(span_trailing_number(SPAN("999999999999999"), &value));
    assert_true(value == 999999999999999);
    assert_false(span_trailing_number(SPAN("1000000000000000"), &value));
    assert_false(span_trailing_number(SPAN("12a"), &value));
    assert_false(span_trailing_number(SPAN(""), &value));
}

static void numbers_know_their_decimal_mark(void **state)
{
    (void)state;
    double value = 0;

    assert_true(span_number(SPAN("1,5"), ',', &value));
    assert_near(value, 1.5, 0);
    assert_false(span_number(SPAN("1.5"), ',', &value));
    assert_false(span_number(SPAN("nan"), '.', &value));
    assert_false(span_number(SPAN("0x10"), '.', &value));
}

static void letters_of_both_alphabets_fold(void **state)
{
    (void)state;
    assert_true(span_equal_folded(SPAN("Дата СОЗДАНИЯ ё"), SPAN("дата создания Ё")));
    assert_true(span_equal_folded(SPAN("Solução"), SPAN("SOLUÇÃO")));
    assert_false(span_equal_folded(SPAN("дата"), SPAN("датa")));
}

static void bad_bytes_are_found_where_they_stand(void **state)
{
    (void)state;
    size_t at = 0;

    assert_true(span_is_utf8(SPAN("plain, and жирный"), &at));
    assert_false(span_is_utf8(SPAN("plain ascii \xC0\xAF"), &at));
    assert_int_equal(at, 12);
    assert_false(span_is_utf8(SPAN("\xED\xA0\x80"), &at));
    assert_false(span_is_printable(SPAN("a\xE2\x80\xAE"
                                        "b")));
}

static void the_nearest_name_is_offered(void **state)
{
    (void)state;
    const char *names[] = {"report", "ingest", "explain"};

    assert_string_equal(text_nearest(SPAN("reprot"), names, 3), "report");
    assert_null(text_nearest(SPAN("zzz"), names, 3));
}

static void an_arena_gives_aligned_zeros(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};

    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *piece = arena_allocate(&arena, size);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xFF, size);
    }
}

static void one_person_has_one_hash_however_he_is_written(void **state)
{
    (void)state;
    struct hash_key key = {{1}};
    struct hash_key other = {{2}};

    struct hash128 a = hash_person(&key, SPAN(" Ann@Example.org"));
    assert_true(hash128_equal(a, hash_person(&key, SPAN("ann@example.org"))));
    assert_false(hash128_equal(a, hash_person(&other, SPAN("ann@example.org"))));
    assert_true(hash128_is_zero(hash_person(&key, SPAN("  "))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_read_to_the_last_one_that_fits),
        cmocka_unit_test(the_number_that_ends_an_id_is_read_up_to_fifteen_digits),
        cmocka_unit_test(numbers_know_their_decimal_mark),
        cmocka_unit_test(letters_of_both_alphabets_fold),
        cmocka_unit_test(bad_bytes_are_found_where_they_stand),
        cmocka_unit_test(the_nearest_name_is_offered),
        cmocka_unit_test(an_arena_gives_aligned_zeros),
        cmocka_unit_test(one_person_has_one_hash_however_he_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
