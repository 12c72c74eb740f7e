#include "testing.h"

#include "ingest/assumptions.h"

static void what_was_doubted_comes_back_from_the_ledger(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(buffer_release) struct buffer line = {0};
    struct doubt doubts[] = {
        {.key = "id_gaps",
         .is_grave = true,
         .values = {{.kind = DOUBT_NUMBER, .number = 101}, {.kind = DOUBT_NUMBER, .number = -3}}},
        {.key = "unknown_words",
         .values = {{.kind = DOUBT_WORD, .word = "status '17', \"x\\ \t\x1b канал: #a"}}},
        {.key = "event_log"}};
    struct understanding words = {.desk = "mine: \"x\"",
                                  .charset = "utf-8",
                                  .delimiter = ';',
                                  .date_order = "",
                                  .doubts = doubts,
                                  .doubt_count = 3};
    struct doubt *back = NULL;
    struct error err = {0};
    size_t count = 0;

    assumptions_write(&words, false, 1, &line);
    assert_ok(assumptions_read(buffer_span(&line).bytes, &arena, &back, &count, &err), err);

    assert_int_equal(count, 3);
    assert_string_equal(back[0].key, "id_gaps");
    assert_true(back[0].is_grave);
    assert_int_equal(back[0].values[0].number, 101);
    assert_int_equal(back[0].values[1].number, -3);
    assert_int_equal(back[0].values[2].kind, DOUBT_NO_VALUE);
    assert_false(back[1].is_grave);
    assert_int_equal(back[1].values[0].kind, DOUBT_WORD);
    assert_string_equal(back[1].values[0].word, doubts[1].values[0].word);
    assert_int_equal(back[2].values[0].kind, DOUBT_NO_VALUE);
}

/* A header of a file in a wrong charset: YAML does not take C1 controls. */
static void what_cannot_be_shown_is_a_question_mark(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    OWN(buffer_release) struct buffer line = {0};
    struct doubt doubt = {.key = "durations_agree",
                          .values = {{.kind = DOUBT_WORD, .word = "a\xC2\x81z\xEF\xBF\xBE"}}};
    struct understanding words = {.desk = "x",
                                  .charset = "cp1252",
                                  .delimiter = '\t',
                                  .date_order = "ymd",
                                  .doubts = &doubt,
                                  .doubt_count = 1};
    struct doubt *back = NULL;
    struct error err = {0};
    size_t count = 0;

    assumptions_write(&words, true, 3, &line);
    assert_ok(assumptions_read(buffer_span(&line).bytes, &arena, &back, &count, &err), err);

    assert_string_equal(back[0].values[0].word, "a?z?");
}

static void a_ledger_of_before_holds_the_keys_of_grave_doubts(void **state)
{
    (void)state;
    OWN(arena_release) struct arena arena = {0};
    struct doubt *back = NULL;
    struct error err = {0};
    size_t count = 0;

    assert_ok(assumptions_read("{\"desk\": \"zendesk\", \"doubts\": [\"zone_assumed\"]}", &arena,
                               &back, &count, &err),
              err);

    assert_int_equal(count, 1);
    assert_string_equal(back[0].key, "zone_assumed");
    assert_true(back[0].is_grave);
    assert_ok(assumptions_read("", &arena, &back, &count, &err), err);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_doubted_comes_back_from_the_ledger),
        cmocka_unit_test(what_cannot_be_shown_is_a_question_mark),
        cmocka_unit_test(a_ledger_of_before_holds_the_keys_of_grave_doubts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
