#include "kinds_testing.h"

/* Scorecards -> the sentence that leads, in both languages. A row is a scorecard. */
struct world {
    const char *what;
    double reply_now, reply_before; /* 0: not measured */
    double promised;                /* 0: nothing */
    enum promise_verdict reply_verdict;
    enum change_verdict reply_change, cover_change;
    double cover_now, cover_before;
    int accounts_below;
    const char *english, *russian;
};

static const struct world WORLDS[] = {
    {"a sag of first replies leads with both shares", .64, .80, .80, VERDICT_MISSED, CHANGE_SAGGED,
     CHANGE_UNKNOWN, 0, 0, 0,
     "First replies sagged: 64% came in time, not 80% as in the quarter before",
     "Первые ответы просели: в срок 64 % вместо 80 % кварталом раньше"},
    {"another criterion that sagged tells from where to where", .95, .95, .90, VERDICT_KEPT,
     CHANGE_STABLE, CHANGE_SAGGED, .71, .89, 0,
     "Support at hand sagged: 71% of the promised hours are covered, not 89% as in the quarter "
     "before",
     "Поддержка на связи просела: закрыто 71 % обещанных часов вместо 89 % кварталом раньше"},
    {"a sag goes before a missed promise of another criterion", .64, .80, .90, VERDICT_MISSED,
     CHANGE_SAGGED, CHANGE_SAGGED, .71, .89, 0,
     "First replies sagged: 64% came in time, not 80% as in the quarter before",
     "Первые ответы просели: в срок 64 % вместо 80 % кварталом раньше"},
    {"a missed promise says what was promised", .82, 0, .90, VERDICT_MISSED, CHANGE_UNKNOWN,
     CHANGE_UNKNOWN, 0, 0, 0,
     "The promise was missed: 82% of first replies came in time, 90% were promised",
     "Обещание не выполнено: в срок 82 % первых ответов, обещано 90 %"},
    {"a near miss is not rounded to the promise", .896, 0, .90, VERDICT_MISSED, CHANGE_UNKNOWN,
     CHANGE_UNKNOWN, 0, 0, 0,
     "The promise was missed: 89.6% of first replies came in time, 90% were promised",
     "Обещание не выполнено: в срок 89,6 % первых ответов, обещано 90 %"},
    {"better and still not good enough", .85, .70, .90, VERDICT_MISSED, CHANGE_IMPROVED,
     CHANGE_UNKNOWN, 0, 0, 0,
     "First replies improved from 70% in time to 85%, and still miss the promised 90%",
     "Первые ответы стали лучше, в срок 85 % вместо 70 %, но до обещанных 90 % не дотянули"},
    {"a fall that is only a reason to look is no headline", .95, .97, .90, VERDICT_KEPT,
     CHANGE_LOOK, CHANGE_UNKNOWN, 0, 0, 0,
     "The promise was kept: 95% of first replies came in time",
     "Обещание выполнено: в срок 95 % первых ответов"},
    {"an improvement that keeps the promise leads", .95, .80, .90, VERDICT_KEPT, CHANGE_IMPROVED,
     CHANGE_UNKNOWN, 0, 0, 0, "First replies improved: 95% came in time, 80% in the quarter before",
     "Первые ответы стали лучше: в срок 95 %, кварталом раньше — 80 %"},
    {"kept over all does not hide the accounts below it", .95, 0, .90, VERDICT_KEPT, CHANGE_UNKNOWN,
     CHANGE_UNKNOWN, 0, 0, 2,
     "The promise was kept over all (95% of first replies in time), yet 2 accounts are probably "
     "served below it",
     "В целом обещание выполнено (в срок 95 % первых ответов), но 2 клиента, скорее всего, "
     "получают меньше"},
    {"what the waiting tickets leave open is said", .88, 0, .90, VERDICT_CANNOT_TELL,
     CHANGE_UNKNOWN, CHANGE_UNKNOWN, 0, 0, 0,
     "88% of first replies came in time; whether the promised 90% were kept cannot be told yet",
     "В срок 88 % первых ответов; выполнены ли обещанные 90 %, пока сказать нельзя"},
};

static void build(struct fixture *fixture, struct account_row *accounts, const struct world *world)
{
    struct criterion_score *reply = &fixture->card.criteria[CRITERION_FIRST_REPLY];
    struct criterion_score *cover = &fixture->card.criteria[CRITERION_AVAILABILITY];

    if (world->cover_now > 0)
        add(fixture, MEASURED_COVER_PROMISED, PERIOD_CURRENT, world->cover_now);
    if (world->cover_before > 0)
        add(fixture, MEASURED_COVER_PROMISED, PERIOD_PREVIOUS, world->cover_before);
    if (world->reply_now > 0)
        add(fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, world->reply_now);
    if (world->reply_before > 0)
        add(fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_PREVIOUS, world->reply_before);
    reply->has_target = world->promised > 0;
    reply->target = world->promised;
    reply->verdict = world->reply_verdict;
    reply->change.verdict = world->reply_change;
    cover->change.verdict = world->cover_change;
    for (int i = 0; i < world->accounts_below; i++)
        accounts[i].is_below = true;
    fixture->card.accounts = accounts;
    fixture->card.account_count = (size_t)world->accounts_below;
}

/* Numbers and units are joined by a no-break space; the table above has plain ones. */
static const char *plain(const char *words, char out[512])
{
    size_t used = 0;

    for (const char *at = words; *at != '\0' && used + 1 < 512; at++) {
        if (at[0] == '\xC2' && at[1] == '\xA0') {
            out[used++] = ' ';
            at++;
        } else {
            out[used++] = *at;
        }
    }
    out[used] = '\0';
    return out;
}

static void check_all(const char *language)
{
    for (size_t i = 0; i < sizeof WORLDS / sizeof *WORLDS; i++) {
        struct fixture fixture;
        struct account_row accounts[4] = {{0}};
        char said[512];
        begin(&fixture, language);
        build(&fixture, accounts, &WORLDS[i]);
        plain(text(&fixture, headline(&fixture.composing)), said);
        assert_string_equal(said, language[0] == 'e' ? WORLDS[i].english : WORLDS[i].russian);
        end(&fixture);
    }
}

static void each_scorecard_leads_with_its_sentence_in_english(void **state)
{
    (void)state;
    check_all("en");
}

static void each_scorecard_leads_with_its_sentence_in_russian(void **state)
{
    (void)state;
    check_all("ru");
}

static void a_change_that_the_mix_turned_is_led_by_points_not_by_shares(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    struct criterion_change *change = &fixture.card.criteria[CRITERION_COMPLETENESS].change;
    add(&fixture, MEASURED_ONE_TOUCH, PERIOD_CURRENT, .81);
    add(&fixture, MEASURED_ONE_TOUCH, PERIOD_PREVIOUS, .80);
    *change = (struct criterion_change){.verdict = CHANGE_SAGGED,
                                        .measured = MEASURED_ONE_TOUCH,
                                        .standardised = -.06,
                                        .crude = .01,
                                        .is_simpson = true};

    assert_string_equal(text(&fixture, headline(&fixture.composing)),
                        "First answers got worse by 6.0"
                        "\xC2\xA0"
                        "points");
    end(&fixture);
}

static void a_criterion_that_misses_leads_where_replies_cannot_be_judged(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    struct criterion_score *score = &fixture.card.criteria[CRITERION_ORIENTATION];
    add(&fixture, MEASURED_SATISFIED, PERIOD_CURRENT, .70);
    score->verdict = VERDICT_MISSED;
    score->has_target = true;
    score->target = .85;

    assert_string_equal(text(&fixture, headline(&fixture.composing)),
                        "70% of clients are satisfied, 85% is the target");
    end(&fixture);
}

static void without_replies_the_solve_leads_with_the_naive_figure_beside_it(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    add(&fixture, MEASURED_RESOLVE_MEDIAN, PERIOD_CURRENT, 61 * 3600);
    add(&fixture, MEASURED_RESOLVE_NAIVE_MEDIAN, PERIOD_CURRENT, 24.8 * 3600);

    const char *said = text(&fixture, headline(&fixture.composing));
    assert_non_null(strstr(said, "61.0"));
    assert_non_null(strstr(said, "24.8"));
    end(&fixture);
}

static void with_nothing_measured_the_volume_leads_in_the_right_plural(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "ru");
    fixture.card.period[PERIOD_CURRENT].ticket_count = 22;

    const char *said = text(&fixture, headline(&fixture.composing));
    assert_non_null(strstr(said, "22"));
    assert_non_null(strstr(said, "обращения")); /* not "обращений" */
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_scorecard_leads_with_its_sentence_in_english),
        cmocka_unit_test(each_scorecard_leads_with_its_sentence_in_russian),
        cmocka_unit_test(a_change_that_the_mix_turned_is_led_by_points_not_by_shares),
        cmocka_unit_test(a_criterion_that_misses_leads_where_replies_cannot_be_judged),
        cmocka_unit_test(without_replies_the_solve_leads_with_the_naive_figure_beside_it),
        cmocka_unit_test(with_nothing_measured_the_volume_leads_in_the_right_plural),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
