#include <string.h>

#include "kinds/choice_words.h"
#include "languages/language.h"
#include "testing.h"

struct scene {
    struct comparison comparison;
    struct model_result models[3];
    struct settings settings;
    struct offer_settings offer;
    struct report keep;
    struct choice_words words;
};

static void scene_open(struct scene *scene)
{
    *scene = (struct scene){0};
    scene->models[0] = (struct model_result){
        .name = "own_staff", .offer = MODEL_OWN_STAFF, .yearly_minor = 900000000};
    scene->models[1] = (struct model_result){
        .name = "Night desk", .yearly_minor = 600000000, .chance_cheapest = .9};
    scene->models[2] = (struct model_result){
        .name = "Night desk", .is_hybrid = true, .ticket_share = .3, .yearly_minor = 800000000};
    scene->comparison = (struct comparison){.models = scene->models,
                                            .model_count = 3,
                                            .best = 1,
                                            .runner_up = 2,
                                            .monthly_tickets = 1000};
    scene->settings = (struct settings){.currency = "RUB"};
    scene->settings.costs.offers = &scene->offer;
    scene->words = (struct choice_words){&scene->comparison, &scene->settings, &scene->keep};
}

/* The sentence in a language. */
static void says(struct phrase phrase, const char *name, const char *expected)
{
    OWN(language_close) struct language *language = NULL;
    OWN(buffer_release) struct buffer text = {0};
    struct error err = {0};

    assert_ok(language_open(name, &language, &err), err);
    language_append_phrase(language, &phrase, &text);
    if (strstr(text.bytes, expected) == NULL)
        fail_msg("'%s' is not in '%s'", expected, text.bytes);
}

static void the_cheapest_that_fits_leads_with_what_it_saves(void **state)
{
    (void)state;
    static struct scene scene;
    scene_open(&scene);

    says(choice_headline(&scene.words), "en",
         "Night desk costs least: ₽2.0M a year less than Own");
    says(choice_headline(&scene.words), "ru", "Дешевле всего");
    report_release(&scene.keep);
}

static void what_is_too_close_is_called_so_before_anything_is_recommended(void **state)
{
    (void)state;
    static struct scene scene;
    scene_open(&scene);
    scene.comparison.is_too_close = true;

    says(choice_headline(&scene.words), "en", "Too close to call");
    says(choice_headline(&scene.words), "ru", "Разница слишком мала");
    report_release(&scene.keep);
}

static void a_hybrid_says_how_much_stays_in_house(void **state)
{
    (void)state;
    static struct scene scene;
    scene_open(&scene);
    scene.comparison.best = 2;
    scene.comparison.runner_up = 0;

    says(choice_headline(&scene.words), "en", "Answer 70% of tickets with own staff");
    report_release(&scene.keep);
}

static void without_a_model_that_fits_the_nearest_is_named(void **state)
{
    (void)state;
    static struct scene scene;
    scene_open(&scene);
    scene.comparison.best = scene.comparison.runner_up = -1;
    for (int i = 0; i < 3; i++) {
        scene.models[i].fault = MODEL_HOURS;
        scene.models[i].fault_share = .5 - .1 * i;
    }
    scene.models[1].fault_share = .2;

    says(choice_headline(&scene.words), "en", "the nearest, Night desk, misses it for 20%");
    report_release(&scene.keep);
}

static void the_flip_is_the_end_of_the_stretch_around_today(void **state)
{
    (void)state;
    static struct scene scene;
    static struct break_even rows[] = {{"monthly_tickets", 250, 700, 0},
                                       {"monthly_tickets", 700, 4000, 1}};
    static struct assumption now = {"monthly_tickets", 1000, 1000, 1000, "export"};
    scene_open(&scene);
    scene.comparison.break_evens = rows;
    scene.comparison.break_even_count = 2;
    scene.comparison.assumptions = &now;
    scene.comparison.assumption_count = 1;

    says(choice_flip(&scene.words), "en", "tickets a month, below 700 (now 1,000)");
    scene.comparison.break_even_count = 0;
    says(choice_flip(&scene.words), "en", "No volume, handling time or pay");
    report_release(&scene.keep);
}

static void below_one_ticket_an_hour_cover_is_said_to_decide(void **state)
{
    (void)state;
    static struct scene scene;
    scene_open(&scene);

    struct phrase phrase = choice_minimum(&scene.words);
    assert_true(phrase_is_absent(&phrase));
    scene.comparison.is_minimum_cover = true;
    scene.comparison.tickets_an_hour = .2;
    says(choice_minimum(&scene.words), "en", "Minimum cover decides here");
    says(choice_minimum(&scene.words), "ru", "всё решает дежурство");
    report_release(&scene.keep);
}

/* Minutes from 15 to 120: the one end is printed with its decimals, the other never. */
static void the_ends_of_an_assumption_make_a_range_on_both_sides_of_a_hundred(void **state)
{
    (void)state;
    struct scene scene;
    scene_open(&scene);

    for (double low = 15; low < 400; low *= 2.1) {
        struct value range = value_range(choice_amount(&scene.words, "handling_minutes", low),
                                         choice_amount(&scene.words, "handling_minutes", 120));
        assert_true(range.is_range);
        assert_near(range.number, low, 1e-9);
        assert_near(range.number_hi, 120, 1e-9);
    }
    report_release(&scene.keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_that_fits_leads_with_what_it_saves),
        cmocka_unit_test(what_is_too_close_is_called_so_before_anything_is_recommended),
        cmocka_unit_test(a_hybrid_says_how_much_stays_in_house),
        cmocka_unit_test(without_a_model_that_fits_the_nearest_is_named),
        cmocka_unit_test(the_flip_is_the_end_of_the_stretch_around_today),
        cmocka_unit_test(below_one_ticket_an_hour_cover_is_said_to_decide),
        cmocka_unit_test(the_ends_of_an_assumption_make_a_range_on_both_sides_of_a_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
