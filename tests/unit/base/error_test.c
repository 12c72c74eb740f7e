#include "testing.h"

static void a_text_that_is_cut_keeps_whole_characters(void **state)
{
    (void)state;
    char cyrillic[ERROR_TEXT_SIZE * 2];
    struct error err = {0};

    for (size_t i = 0; i + 2 < sizeof cyrillic; i += 2)
        memcpy(cyrillic + i, "ж", 2);
    memcpy(cyrillic + sizeof cyrillic - 2, "x", 2);
    error_set(&err, ERROR_INPUT, "%s", cyrillic);

    size_t length = strlen(err.text);
    assert_true(length % 2 == 0);
    assert_true(length > ERROR_TEXT_SIZE - 4);
}

static void a_wrapped_failure_keeps_its_kind_and_gains_its_context(void **state)
{
    (void)state;
    struct error err = {0};

    error_set(&err, ERROR_INPUT, "line 3 is cut");
    assert_false(error_wrap(&err, "reading '%s'", "a.csv"));

    assert_int_equal(err.kind, ERROR_INPUT);
    assert_string_equal(err.text, "reading 'a.csv': line 3 is cut");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_is_cut_keeps_whole_characters),
        cmocka_unit_test(a_wrapped_failure_keeps_its_kind_and_gains_its_context),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
