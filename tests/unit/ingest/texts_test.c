#include "testing.h"

#include "ingest/texts.h"
#include "settings/read.h"

static struct message_record take(const char *body, enum author_kind author)
{
    OWN(settings_release) struct settings settings = {0};
    OWN(text_meter_close) struct text_meter *meter = NULL;
    struct message_record record = {.author_kind = (uint8_t)author};
    struct error err = {0};

    assert_ok(settings_read(NULL, &settings, &err), err);
    assert_ok(text_meter_open(&settings, &meter, &err), err);
    assert_ok(text_meter_take(meter, span_of(body), &record, &err), err);
    return record;
}

static bool repeats(const char *body)
{
    return (take(body, AUTHOR_CUSTOMER).flags & MESSAGE_REPEATS) != 0;
}

static bool asks(const char *body)
{
    return (take(body, AUTHOR_HUMAN).flags & MESSAGE_QUESTION) != 0;
}

static void an_answer_is_measured_in_words_and_syllables(void **state)
{
    (void)state;
    struct message_record record = take("The cat sat on the mat. It was fat.", AUTHOR_HUMAN);

    assert_true(record.flags & MESSAGE_HAS_TEXT);
    assert_int_equal(record.text.word_count, 9);
    assert_int_equal(record.text.sentence_count, 2);
    assert_int_equal(record.text.syllable_count, 9);
    assert_int_equal(record.text.language, 1);
    assert_int_equal(take("Мама мыла раму.", AUTHOR_HUMAN).text.syllable_count, 6);
    assert_int_equal(take("Мама мыла раму.", AUTHOR_HUMAN).text.language, 2);
}

static void what_a_robot_wrote_is_not_measured(void **state)
{
    (void)state;
    assert_false(take("We have got your message.", AUTHOR_BOT).flags & MESSAGE_HAS_TEXT);
    assert_int_equal(take("We have got your message.", AUTHOR_SYSTEM).text.word_count, 0);
    assert_int_equal(take("We got it", AUTHOR_BOT).text.character_count, 9);
}

static void a_question_stands_in_the_last_sentence(void **state)
{
    (void)state;
    assert_true(asks("Hello. Which server is it?"));
    assert_false(asks("Which server? We found it and restarted it."));
    assert_true(asks("Здравствуйте! Какой домен не открывается?"));
}

static void a_client_who_says_it_again_is_heard(void **state)
{
    (void)state;
    assert_true(repeats("As I said at 10:00, we are waiting."));
    assert_true(repeats("Hello. I ALREADY SENT the logs"));
    assert_true(repeats("Я уже писал вам в 10:30, когда будет ответ?"));
    assert_true(repeats("Я уже писала об этом"));
    assert_true(repeats("ПОВТОРЯЮ: сайт не работает."));
}

static void other_words_are_no_repetition(void **state)
{
    (void)state;
    assert_false(repeats("The mail does not arrive, please help."));
    assert_false(repeats("Gas I said nothing of")); /* inside a word */
    assert_false(repeats("Не повторяющаяся ошибка"));
    assert_false(repeats("> As I said, please wait.\n\nThank you, it works."));
    assert_false(take("As I said, please wait.", AUTHOR_HUMAN).flags & MESSAGE_REPEATS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_measured_in_words_and_syllables),
        cmocka_unit_test(what_a_robot_wrote_is_not_measured),
        cmocka_unit_test(a_question_stands_in_the_last_sentence),
        cmocka_unit_test(a_client_who_says_it_again_is_heard),
        cmocka_unit_test(other_words_are_no_repetition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
