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

/* Small pieces share a block, large ones have their own: both keep what they held. */
static void a_piece_grows_with_what_it_held_and_zeros_behind(void **state)
{
    (void)state;
    static const size_t SIZES[] = {0, 5, 64, 20000, 300000, 5000000};
    OWN(arena_release) struct arena arena = {0};
    unsigned char *piece = NULL;

    for (size_t i = 1; i < sizeof SIZES / sizeof *SIZES; i++) {
        unsigned char *beside = arena_allocate(&arena, 40000);
        assert_non_null(beside);
        beside[0] = beside[39999] = 0xEE;
        piece = arena_grow(&arena, piece, SIZES[i - 1], SIZES[i]);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 16, 0);
        for (size_t at = 0; at < SIZES[i - 1]; at++)
            assert_int_equal(piece[at], (at % 251) + 1);
        for (size_t at = SIZES[i - 1]; at < SIZES[i]; at++) {
            assert_int_equal(piece[at], 0);
            piece[at] = (unsigned char)(at % 251 + 1);
        }
        assert_int_equal(beside[0] + beside[39999], 2 * 0xEE);
    }
}

static void an_arena_takes_what_was_made_in_another(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(arena_release) struct arena other = {0};
    char *mine = arena_text(&arena, "mine", 4), *his = arena_text(&other, "his", 3);
    size_t both = arena.byte_count + other.byte_count;

    other.is_short = true;
    arena_take(&arena, &other);
    arena_release(&other);

    assert_string_equal(mine, "mine");
    assert_string_equal(his, "his");
    assert_int_equal(arena.byte_count, both);
    assert_true(arena.is_short);
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
        cmocka_unit_test(a_piece_grows_with_what_it_held_and_zeros_behind),
        cmocka_unit_test(an_arena_takes_what_was_made_in_another),
        cmocka_unit_test(one_person_has_one_hash_however_he_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
