/* readability: what is prose, where a sentence ends, what a word is. */
#include "testing.h"

#include "statistics/readability.h"
#include "statistics/text/phrases.h"

static struct readability_meter *meter;

static int open_meter(void **state)
{
    (void)state;
    const struct span jargon[] = {SPAN("API"), SPAN("кэш")};
    struct error err = {0};

    return readability_open(jargon, 2, &meter, &err) ? 0 : -1;
}

static int close_meter(void **state)
{
    (void)state;
    readability_close(meter);
    return 0;
}

static struct text_measure measured(const char *text)
{
    struct text_measure out = {0};
    struct error err = {0};

    assert_ok(readability_measure(meter, span_of(text), TEXT_NONE, &out, &err), err);
    return out;
}

struct listing {
    char text[512];
    size_t length;
};

static void list(struct span sentence, size_t word_count, void *context)
{
    struct listing *listing = context;

    listing->length +=
        (size_t)snprintf(listing->text + listing->length, sizeof listing->text - listing->length,
                         "[%.*s|%zu]", SPAN_PRINT(sentence), word_count);
}

static void assert_sentences(const char *text, const char *expected)
{
    struct listing listing = {0};
    struct error err = {0};

    assert_ok(readability_sentences(meter, span_of(text), list, &listing, &err), err);
    assert_string_equal(listing.text, expected);
}

static void the_language_is_that_of_most_letters(void **state)
{
    (void)state;
    assert_int_equal(measured("Проверьте, пожалуйста, API and webhook").language, TEXT_RUSSIAN);
    assert_int_equal(measured("Please restart сервер").language, TEXT_ENGLISH);
    assert_int_equal(measured("ok да").language, TEXT_ENGLISH); /* a tie */
    assert_int_equal(measured("12:30 – 5 €").language, TEXT_NONE);
    assert_int_equal(measured("").language, TEXT_NONE);
}

static void words_of_the_other_alphabet_are_foreign(void **state)
{
    (void)state;
    struct text_measure got = measured("Обновите webhook и проверьте токен");

    assert_int_equal(got.word_count, 4);
    assert_int_equal(got.foreign_word_count, 1);
    assert_int_equal(got.syllable_count, 4 + 1 + 3 + 2);
}

static void what_is_not_prose_is_not_counted(void **state)
{
    (void)state;
    assert_sentences("> You wrote this.\nSee https://a.example/b?c=d. Write to me@x.example!\n"
                     "```\nint main(void);\n```\nDone at 15:30.\n--\nTom",
                     "[See .|1][Write to !|2][Done at :.|2]");
}

static void list_items_and_colons_and_blank_lines_end_a_sentence(void **state)
{
    (void)state;
    assert_sentences("Do this:\n1. Open it\n2) Save it\n- Close\nit\n\nBye",
                     "[Do this:|2][Open it|2][Save it|2][Close it|2][Bye|1]");
}

static void abbreviations_initials_and_small_letters_end_none(void **state)
{
    (void)state;
    assert_sentences("Ask Mr. Smith or J. Doe, e.g. Today. Wait... it works. Ok? \"Yes!\" No.",
                     "[Ask Mr. Smith or J. Doe, e.g. Today.|9][Wait... it works.|3][Ok?|1]"
                     "[\"Yes!\"|1][No.|1]");
    assert_sentences("Живёт на ул. Ленина, т.е. Рядом. Да.",
                     "[Живёт на ул. Ленина, т.е. Рядом.|7][Да.|1]");
}

static void the_last_sentence_tells_whether_something_is_asked(void **state)
{
    (void)state;
    assert_true(measured("Thanks. Which version do you use?").last_sentence_asks);
    assert_false(measured("Is it you? Then it is fixed.").last_sentence_asks);
    assert_true(
        measured("Пришлите, пожалуйста, журнал. Какая версия?\n--\nТом").last_sentence_asks);
}

static void a_bracket_after_an_address_stays_with_the_sentence(void **state)
{
    (void)state;
    assert_sentences("Read this (https://a.example/b). Or ask (me@x.example). Then go.",
                     "[Read this ().|2][Or ask ).|2][Then go.|2]");
}

static void english_syllables_follow_their_rules(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        size_t count;
    } words[] = {
        {"nation", 2},   {"champion", 3}, {"fashion", 2},   {"region", 2},    {"social", 2},
        {"piano", 3},    {"medium", 3},   {"poet", 2},      {"quiet", 2},     {"duet", 2},
        {"fluency", 3},  {"patient", 2},  {"client", 2},    {"creates", 2},   {"table", 2},
        {"tables", 2},   {"houses", 2},   {"hundred", 2},   {"called", 1},    {"wanted", 2},
        {"safely", 2},   {"movement", 2}, {"implement", 3}, {"rhythm", 2},    {"mcdonald", 3},
        {"don't", 1},    {"can't", 1},    {"isn't", 2},     {"boss's", 2},    {"customer's", 3},
        {"prosaic", 3},  {"oasis", 3},    {"busiest", 3},   {"tier", 1},      {"carrier", 3},
        {"carrying", 3}, {"being", 2},    {"going", 2},     {"ruin", 2},      {"quality", 3},
        {"yellow", 2},   {"beyond", 2},   {"queue", 1},     {"server", 2},    {"video", 3},
        {"gorgeous", 2}, {"virtuous", 3}, {"basically", 3}, {"follow-up", 3},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct error err = {0};
        size_t got = 0;
        assert_ok(readability_syllables(meter, span_of(words[i].word), TEXT_ENGLISH, &got, &err),
                  err);
        if (got != words[i].count)
            print_error("%s: %zu\n", words[i].word, got);
        assert_int_equal(got, words[i].count);
    }
}

static void line_ends_and_typographic_signs_change_no_count(void **state)
{
    (void)state;
    struct text_measure a = measured("I don't know.\nYou do.\n\nBye");
    struct text_measure b = measured("I don\xE2\x80\x99t\xC2\xA0know.\r\nYou do.\r\rBye");

    assert_int_equal(a.word_count, 6);
    assert_int_equal(b.word_count, a.word_count);
    assert_int_equal(b.sentence_count, a.sentence_count);
    assert_int_equal(b.syllable_count, a.syllable_count);
}

static void a_letter_with_a_combining_mark_is_one_letter(void **state)
{
    (void)state;
    struct text_measure got = measured("мои\xCC\x86 е\xCC\x88ж"); /* мой ёж, decomposed */

    assert_int_equal(got.word_count, 2);
    assert_int_equal(got.letter_count, 5);
    assert_int_equal(got.syllable_count, 2);
}

static void jargon_counts_in_any_case_and_explained_jargon_apart(void **state)
{
    (void)state;
    struct text_measure got = measured("Сбросьте КЭШ (временные файлы). Проверьте api.");

    assert_int_equal(got.jargon_count, 2);
    assert_int_equal(got.explained_jargon_count, 1);
}

static void two_messages_count_as_much_as_one_of_both(void **state)
{
    (void)state;
    const char *first = "We found the cause. Your card had expired.", *second = "Try again now.";
    struct text_measure a = measured(first), b = measured(second);
    struct text_measure both =
        measured("We found the cause. Your card had expired.\n\nTry again now.");
    struct text_sums apart = {0}, together = {0};

    text_sums_add(&apart, &a);
    text_sums_add(&apart, &b);
    text_sums_add(&together, &both);
    assert_memory_equal(&apart, &together, sizeof apart);
    assert_near(readability_ease(TEXT_ENGLISH, &apart), readability_ease(TEXT_ENGLISH, &together),
                0);
    assert_true(isnan(readability_ease(TEXT_RUSSIAN, &(struct text_sums){0})));
}

static void bytes_that_are_not_text_are_survived(void **state)
{
    (void)state;
    struct text_measure got = measured("ok \xFF\xC3 \xE2\x82 \x80 good\xF0\x9F\x98\x80 ```open");

    assert_int_equal(got.word_count, 3);
}

static void a_word_may_be_longer_than_any_word_is(void **state)
{
    (void)state;
    char text[5001];

    memset(text, 'a', 5000);
    text[5000] = '\0';
    struct text_measure got = measured(text);
    assert_int_equal(got.word_count, 1);
    assert_int_equal(got.letter_count, 5000);
    assert_int_equal(got.syllable_count, 1);
}

static void a_text_measures_the_same_wherever_its_bytes_begin(void **state)
{
    (void)state;
    const char *text = "                Проверили резервную копию сервера vps-12 и журнал; see "
                       "https://a.example/b. Restarted the database server at 10:40, wrote to "
                       "me@x.example. Всё работает? Ещё раз проверьте, пожалуйста, API-ключ.";
    struct text_measure first = measured(text);

    assert_int_equal(first.word_count, 12);
    assert_int_equal(first.foreign_word_count, 9);
    for (size_t skipped = 1; skipped <= 16; skipped++) {
        struct text_measure got = measured(text + skipped);
        got.character_count = first.character_count;
        assert_memory_equal(&got, &first, sizeof got);
    }
}

static bool finds(const char *text)
{
    OWN(phrases_release) struct phrases phrases = {0};
    const struct span texts[] = {SPAN("i repeat"), SPAN("я уже писал*"), SPAN("ещё раз пишу")};
    struct error err = {0};
    bool is_found = false;

    assert_ok(phrases_init(&phrases, texts, 3, &err), err);
    assert_ok(readability_finds(meter, span_of(text), &phrases, &is_found, &err), err);
    return is_found;
}

static void phrases_are_found_as_whole_words_in_any_case(void **state)
{
    (void)state;
    assert_true(finds("Well, I  Repeat: it is down."));
    assert_true(finds("I\nREPEAT"));
    assert_true(finds("Я УЖЕ писала об этом"));
    assert_true(finds("ЕЩЁ РАЗ ПИШУ."));
    assert_false(finds("I repeated it"));
    assert_false(finds("Wifi repeat"));
    assert_false(finds("ещё раз пишут"));
    assert_false(finds("> I repeat\nOk"));
    assert_false(finds("I. Repeat"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_is_that_of_most_letters),
        cmocka_unit_test(words_of_the_other_alphabet_are_foreign),
        cmocka_unit_test(what_is_not_prose_is_not_counted),
        cmocka_unit_test(list_items_and_colons_and_blank_lines_end_a_sentence),
        cmocka_unit_test(abbreviations_initials_and_small_letters_end_none),
        cmocka_unit_test(the_last_sentence_tells_whether_something_is_asked),
        cmocka_unit_test(a_bracket_after_an_address_stays_with_the_sentence),
        cmocka_unit_test(english_syllables_follow_their_rules),
        cmocka_unit_test(line_ends_and_typographic_signs_change_no_count),
        cmocka_unit_test(a_letter_with_a_combining_mark_is_one_letter),
        cmocka_unit_test(jargon_counts_in_any_case_and_explained_jargon_apart),
        cmocka_unit_test(two_messages_count_as_much_as_one_of_both),
        cmocka_unit_test(bytes_that_are_not_text_are_survived),
        cmocka_unit_test(a_word_may_be_longer_than_any_word_is),
        cmocka_unit_test(a_text_measures_the_same_wherever_its_bytes_begin),
        cmocka_unit_test(phrases_are_found_as_whole_words_in_any_case),
    };
    return cmocka_run_group_tests(tests, open_meter, close_meter);
}
