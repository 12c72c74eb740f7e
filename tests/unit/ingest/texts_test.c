#include "testing.h"

#include "base/hash.h"
#include "ingest/cells.h"
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

/* One text of each kind, and what was measured of them, as a number. When it changes so did what is
 * measured: raise TEXT_RULES_VERSION, so that stores have their texts measured again. */
static void what_is_measured_has_the_version_that_it_says(void **state)
{
    static const struct {
        const char *body;
        enum author_kind author;
    } texts[] = {
        {"Hello Ann,\n\nplease restart nginx on web-2 (see https://x.org/a?b=1). Is it better "
         "now?\n\n-- \nBob",
         AUTHOR_HUMAN},
        {"> my site is down\n\nWe are investigating the unavailability. Thanks; e.g. 10.5 GB.",
         AUTHOR_HUMAN},
        {"<p>Добрый день!</p><p>Перезапустили сервер, проверьте, пожалуйста.</p>", AUTHOR_HUMAN},
        {"Здравствуйте, Анна! Какой домен не открывается?\n\nС уважением, поддержка",
         AUTHOR_UNKNOWN},
        {"As I said before, it does not work", AUTHOR_CUSTOMER},
        {"Я уже писал вам об этом", AUTHOR_CUSTOMER},
        {"We have got your message.", AUTHOR_BOT},
    };
    OWN(buffer_release) struct buffer normal = {0};
    uint64_t hash = TEXT_RULES_VERSION;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct message_record record = take(texts[i].body, texts[i].author);
        const struct text_counts *text = &record.text;
        const uint64_t numbers[] = {
            record.flags,         text->word_count,      text->sentence_count,
            text->syllable_count, text->long_word_count, text->foreign_word_count,
            text->jargon_count,   text->character_count, text->language};
        hash = hash_64((struct span){(const char *)numbers, sizeof numbers}, hash);
        hash = hash_64(cell_normalise(span_of(texts[i].body), &normal), hash);
    }
    if (hash != UINT64_C(0x56562268a7157575))
        print_error("measured: 0x%llx\n", (unsigned long long)hash);
    assert_true(hash == UINT64_C(0x56562268a7157575));
}

static void other_jargon_is_another_rule(void **state)
{
    (void)state;
    const char *words[] = {"cluster", "failover"};
    struct settings none = {0};
    struct settings one = {.jargon = words, .jargon_count = 1};
    struct settings two = {.jargon = words, .jargon_count = 2};

    assert_true(text_rules(&none) != text_rules(&one));
    assert_true(text_rules(&one) != text_rules(&two));
    assert_true(text_rules(&one) == text_rules(&one));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_measured_in_words_and_syllables),
        cmocka_unit_test(what_a_robot_wrote_is_not_measured),
        cmocka_unit_test(a_question_stands_in_the_last_sentence),
        cmocka_unit_test(a_client_who_says_it_again_is_heard),
        cmocka_unit_test(other_words_are_no_repetition),
        cmocka_unit_test(what_is_measured_has_the_version_that_it_says),
        cmocka_unit_test(other_jargon_is_another_rule),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
