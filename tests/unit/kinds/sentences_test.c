#include "criteria/keys.h"

#include "kinds_testing.h"

#define SAYS(fixture, words) assert_true(says((fixture), (words)))

/* ---- one quarter only ---- */

static void with_one_quarter_the_weakest_is_named_with_where_and_how_much(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    struct criterion_score *reply = &fixture.card.criteria[CRITERION_FIRST_REPLY];
    struct measurement *row = add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, .82);
    row->asked_count = 1000;
    row->kept_count = 820;
    reply->has_target = true;
    reply->target = .9;
    reply->verdict = VERDICT_MISSED;
    reply->standing = STANDING_SCORED;
    reply->lever = LEVER_CHANNEL;
    reply->lever_detail = CHANNEL_MESSENGER;
    reply->lever_asked_count = 400;
    reply->lever_kept_count = 260;
    reply->lever_lost_share = .78;
    fixture.card.weakest = CRITERION_FIRST_REPLY;

    compose_verdict(&fixture.composing);
    SAYS(&fixture, "Weakest against its promise: First reply by a human");
    SAYS(&fixture, "820 of 1,000 came in time, 90% were promised; 80 more in time");
    SAYS(&fixture, "Messenger. 78% of all misses lie there; 260 of 400 tickets");
    end(&fixture);
}

static void a_miss_that_the_score_hides_is_still_the_weakest(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    for (int i = 0; i < 2; i++) {
        static const enum criterion criteria[] = {CRITERION_COMPLETENESS, CRITERION_ORIENTATION};
        struct criterion_score *score = &fixture.card.criteria[criteria[i]];
        add(&fixture, score->headline, PERIOD_CURRENT, i == 0 ? .70 : .60);
        score->verdict = VERDICT_MISSED;
        score->has_target = true;
        score->target = .80;
    }
    fixture.card.weakest = -1; /* no score: too little was observed */

    assert_int_equal(criterion_that_misses(&fixture.composing), CRITERION_ORIENTATION);
    end(&fixture);
}

static void with_nothing_promised_nothing_goes_wrong(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, .82);
    for (int i = 0; i < CRITERION_COUNT; i++)
        fixture.card.criteria[i].verdict = VERDICT_NO_PROMISE;

    compose_verdict(&fixture.composing);
    assert_int_equal(fixture.report.block_count, 0);
    end(&fixture);
}

/* ---- levers ---- */

static void each_criterion_says_what_would_change_it_most(void **state)
{
    static const struct {
        const char *lever;
        int detail;
        const char *words;
    } levers[CRITERION_COUNT] = {{LEVER_BAND, BAND_EVENING, "Weekdays 18–23"},
                                 {LEVER_UNANSWERED, -1, "closed with no answer at all"},
                                 {LEVER_ACCOUNT, 1, "Bakery"},
                                 {LEVER_PRIORITY, PRIORITY_URGENT, "Urgent"},
                                 {LEVER_EVERYWHERE, -1, "misses are spread evenly"}};
    (void)state;
    struct fixture fixture;
    const char *accounts[] = {"Atelier", "Bakery"};
    begin(&fixture, "en");
    fixture.cube.names.accounts = accounts;
    fixture.cube.names.account_count = 2;
    for (int i = 0; i < CRITERION_COUNT; i++) {
        struct criterion_score *score = &fixture.card.criteria[i];
        score->standing = STANDING_SCORED;
        score->lever = levers[i].lever;
        score->lever_detail = levers[i].detail;
        score->lever_asked_count = levers[i].detail >= 0 ? 100 : 0;
        score->lever_kept_count = levers[i].detail >= 0 ? 60 : 0;
        score->lever_lost_share = .5;
    }

    for (int i = 0; i < CRITERION_COUNT; i++)
        assert_non_null(strstr(text(&fixture, lever_phrase(&fixture.composing, (enum criterion)i)),
                               levers[i].words));
    compose_levers(&fixture.composing);
    SAYS(&fixture, "Weekdays 18–23. 50% of all misses lie there; 60 of 100 tickets");
    end(&fixture);
}

static void two_criteria_that_point_at_one_place_are_one_thing_to_do(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    for (int i = 0; i < CRITERION_COUNT; i++) {
        struct criterion_score *score = &fixture.card.criteria[i];
        score->verdict = i < 3 ? VERDICT_MISSED : VERDICT_KEPT;
        score->lever = i < 2 ? LEVER_CHANNEL : LEVER_BAND;
        score->lever_detail = i < 2 ? CHANNEL_CHAT : BAND_NIGHT;
        score->lever_asked_count = 100;
    }

    compose_proposals(&fixture.composing);
    assert_int_equal(fixture.report.block_count, 1);
    const struct block *block = &fixture.report.blocks[0];
    assert_int_equal(block->kind, BLOCK_DECISIONS);
    assert_int_equal(block->as.decisions.count, 2);
    assert_string_equal(text(&fixture, block->as.decisions.rows[0].decision), "Begin with: Chat");
    assert_true(phrase_is_absent(&block->as.decisions.rows[0].owner)); /* nobody named one */
    end(&fixture);
}

/* ---- changes ---- */

static void chance_is_told_in_natural_frequencies(void **state)
{
    static const struct {
        double chance;
        const char *words;
    } rows[] = {{.2, "one time in 5"},
                {.15, "one time in 6"},
                {.024, "one time in 40"},
                {.0015, "one time in 600"},
                {.0003, "less than one time in 1,000"},
                {0, "less than one time in 1,000"}};
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(text(&fixture, chance_phrase(&fixture.composing, rows[i].chance)),
                            rows[i].words);
    end(&fixture);
}

static void a_reason_to_look_is_no_share_of_quarters(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "ru");
    fixture.card.criteria[CRITERION_ORIENTATION].change =
        (struct criterion_change){.verdict = CHANGE_LOOK, .standardised = -.06, .chance = .2};

    const char *said = text(&fixture, change_phrase(&fixture.composing, CRITERION_ORIENTATION));
    assert_non_null(strstr(said, "один раз из"));
    assert_null(strstr(said, "%"));
    assert_null(strstr(said, "случайностью такое падение не объяснить"));
    end(&fixture);
}

static void a_fall_that_is_all_mix_is_not_told_as_worse_service(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    fixture.card.criteria[CRITERION_FIRST_REPLY].change = (struct criterion_change){
        .verdict = CHANGE_STABLE, .crude = -.08, .standardised = -.01, .is_mix = true};

    const char *said = text(&fixture, mix_phrase(&fixture.composing, CRITERION_FIRST_REPLY));
    assert_non_null(strstr(said, "most of that is mix"));
    assert_non_null(strstr(said, "no sign of worse service"));
    compose_verdict(&fixture.composing);
    SAYS(&fixture, "most of that is mix");
    end(&fixture);
}

static void a_sign_that_the_mix_turned_is_told(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    fixture.card.criteria[CRITERION_COMPLETENESS].change =
        (struct criterion_change){.verdict = CHANGE_SAGGED,
                                  .crude = .02,
                                  .standardised = -.07,
                                  .is_simpson = true,
                                  .is_mix = true};

    assert_non_null(strstr(text(&fixture, mix_phrase(&fixture.composing, CRITERION_COMPLETENESS)),
                           "turned the sign"));
    end(&fixture);
}

static void the_season_is_told_or_said_to_be_unknown(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    struct criterion_change *change = &fixture.card.criteria[CRITERION_FIRST_REPLY].change;
    change->verdict = CHANGE_SAGGED;

    assert_non_null(strstr(text(&fixture, season_phrase(&fixture.composing, CRITERION_FIRST_REPLY)),
                           "does not reach back"));
    change->has_year_ago = true;
    change->year_ago = .77;
    assert_non_null(
        strstr(text(&fixture, season_phrase(&fixture.composing, CRITERION_FIRST_REPLY)), "77%"));
    end(&fixture);
}

static void a_change_of_who_answers_the_survey_is_a_doubt(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    add(&fixture, MEASURED_SATISFIED, PERIOD_CURRENT, .8);
    add(&fixture, MEASURED_RESPONSE_RATE, PERIOD_CURRENT, .10);
    add(&fixture, MEASURED_RESPONSE_RATE, PERIOD_PREVIOUS, .30);
    fixture.settings.criteria.nonresponse_delta = .15;
    fixture.card.survey = (struct survey_summary){.closed_count = 1000,
                                                  .answered_count = 100,
                                                  .satisfied_count = 80,
                                                  .respondents = .8,
                                                  .respondents_low = .71,
                                                  .respondents_high = .87,
                                                  .sensitivity_low = .66,
                                                  .sensitivity_high = .94,
                                                  .worst_low = .08,
                                                  .worst_high = .98,
                                                  .is_response_shift = true};

    compose_answers(&fixture.composing);
    SAYS(&fixture, "10% answered the survey, 30% in the quarter before");
    SAYS(&fixture, "satisfaction lies within 66–94%");
    end(&fixture);
}

/* ---- exhibit 1 ---- */

static void a_cure_does_not_hide_the_reason(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    struct criterion_score *score = &fixture.card.criteria[CRITERION_ORIENTATION];
    score->reason = REASON_LOW_RESPONSE;
    score->cure = CURE_SATISFACTION;

    const char *said = text(&fixture, why_phrase(&fixture.composing, score, NULL));
    assert_non_null(strstr(said, "few answered the survey"));
    assert_non_null(strstr(said, "one question after solving"));

    score->reason = REASON_NOT_IN_EXPORT; /* the rung of evidence beside it says that already */
    said = text(&fixture, why_phrase(&fixture.composing, score, NULL));
    assert_null(strstr(said, "not in this export"));
    assert_non_null(strstr(said, "one question after solving"));
    end(&fixture);
}

static void a_range_that_holds_the_target_is_why_nobody_can_tell(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    struct criterion_score *score = &fixture.card.criteria[CRITERION_COMPLETENESS];
    struct measurement *row = add(&fixture, MEASURED_ONE_TOUCH, PERIOD_CURRENT, .8);
    row->has_interval = true;
    row->low = .78;
    row->high = .81;
    score->standing = STANDING_SCORED;
    score->verdict = VERDICT_CANNOT_TELL;
    score->has_target = true;
    score->target = .8;

    assert_string_equal(text(&fixture, why_phrase(&fixture.composing, score, row)),
                        "measured; the range holds the target");
    end(&fixture);
}

static const char *note_of_exhibit_one(struct fixture *fixture, double cover, double enough)
{
    struct measurement *hours = add(fixture, MEASURED_COVER_PROMISED, PERIOD_CURRENT, cover);
    hours->asked_count = 1000;
    hours->kept_count = 780;
    struct measurement *answers = add(fixture, MEASURED_ONE_TOUCH, PERIOD_CURRENT, enough);
    answers->asked_count = 1000;
    answers->kept_count = 730;
    compose_exhibit_one(&fixture->composing);
    return text(fixture, fixture->report.blocks[0].as.criteria.note);
}

static void a_share_that_is_not_its_counts_says_why(void **state)
{
    (void)state;
    struct fixture fixture;

    begin(&fixture, "en");
    const char *note = note_of_exhibit_one(&fixture, .71, .80);
    assert_non_null(strstr(note, "weigh by the clock"));
    assert_non_null(strstr(note, "Tickets not decided yet"));
    end(&fixture);

    begin(&fixture, "en");
    note = note_of_exhibit_one(&fixture, .775, .734);
    assert_null(strstr(note, "weigh by the clock"));
    assert_null(strstr(note, "Tickets not decided yet"));
    end(&fixture);
}

/* ---- where ---- */

static struct segment part(uint8_t channel, uint8_t band, uint64_t tickets, double before,
                           double after, double rate)
{
    return (struct segment){.channel = channel,
                            .band = band,
                            .account = ALL_ACCOUNTS,
                            .before_count = tickets,
                            .after_count = tickets,
                            .before_share = before,
                            .after_share = after,
                            .rate = rate};
}

static void the_side_on_which_the_fall_is_in_one_place_is_the_picture(void **state)
{
    (void)state;
    struct segment segments[] = {part(CHANNEL_EMAIL, BAND_COUNT, 500, .9, .8, -.05),
                                 part(CHANNEL_CHAT, BAND_COUNT, 500, .9, .8, -.05),
                                 part(0, BAND_WORK, 900, .9, .9, 0),
                                 part(0, BAND_NIGHT, 100, .9, .1, -.10)};
    struct criterion_change change = {
        .standardised = -.1, .segments = segments, .segment_count = 4};

    assert_ptr_equal(change_place(&change), &segments[3]);
}

static void unknown_parts_are_not_drawn_and_an_unknown_whole_is_no_picture(void **state)
{
    (void)state;
    struct fixture fixture;
    struct segment segments[] = {part(CHANNEL_EMAIL, BAND_COUNT, 500, NAN, .8, NAN),
                                 part(CHANNEL_CHAT, BAND_COUNT, 500, .9, .7, -.10)};
    begin(&fixture, "en");
    struct criterion_change *change = &fixture.card.criteria[CRITERION_FIRST_REPLY].change;
    *change = (struct criterion_change){.verdict = CHANGE_SAGGED,
                                        .before = NAN,
                                        .after = .8,
                                        .standardised = -.1,
                                        .segments = segments,
                                        .segment_count = 2};

    compose_where(&fixture.composing, CRITERION_FIRST_REPLY);
    assert_int_equal(fixture.report.block_count, 0);
    change->before = .9;
    compose_where(&fixture.composing, CRITERION_FIRST_REPLY);
    assert_int_equal(fixture.report.blocks[0].kind, BLOCK_EXHIBIT);
    assert_ptr_equal(change_place(change), &segments[1]);
    end(&fixture);
}

/* ---- speed and context ---- */

static void what_happened_counts_each_ticket_once(void **state)
{
    (void)state;
    struct fixture fixture;
    struct curve_point points[2] = {{60, .4, .3, .5}, {600, .8, .7, .9}};
    begin(&fixture, "en");
    struct measurement *row = add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, .82);
    row->asked_count = 1000;
    row->kept_count = 820;
    row->open_count = 10;
    add(&fixture, MEASURED_REPLY_NEVER, PERIOD_CURRENT, .05)->kept_count = 50;
    add(&fixture, MEASURED_REPLY_WAITING_NOW, PERIOD_CURRENT, 12);
    fixture.card.reply_curve[PERIOD_CURRENT] =
        (struct curve){.points = points, .point_count = 2, .asked_count = 1000};

    compose_speed(&fixture.composing);
    SAYS(&fixture, "of 1,000 tickets 820 had their reply in time, 170 did not, and 10 are not "
                   "decided yet. Among those that did not, 50 were closed");
    end(&fixture);
}

static void the_backlog_is_shown_by_age_each_ticket_in_one_row(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    fixture.card.backlog[0] = (struct backlog_row){0, 100};
    fixture.card.backlog[1] = (struct backlog_row){86400, 60};
    fixture.card.backlog[2] = (struct backlog_row){7 * 86400, 25};
    fixture.card.backlog_count = 3;

    compose_context(&fixture.composing);
    int64_t sum = 0;
    for (size_t i = 0; i < fixture.report.block_count; i++) {
        const struct block *block = &fixture.report.blocks[i];
        if (block->kind != BLOCK_TABLE || strcmp(block->as.table->key, "backlog") != 0)
            continue;
        for (size_t row = 0; row < block->as.table->row_count; row++)
            sum += block->as.table->rows[row].cells[1].whole;
    }
    assert_int_equal(sum, 100);
    end(&fixture);
}

static void the_first_signal_of_a_run_carries_its_words(void **state)
{
    (void)state;
    struct fixture fixture;
    struct week_point weeks[10];
    begin(&fixture, "en");
    for (int i = 0; i < 10; i++)
        weeks[i] = (struct week_point){.monday = 20000 + 7 * i, .value = .9, .is_signal = i >= 8};
    const struct week_chart chart = {.points = weeks, .point_count = 10};

    assert_null(signal_text(&fixture.composing, &chart, 7));
    assert_non_null(strstr(signal_text(&fixture.composing, &chart, 8), "90%"));
    assert_null(signal_text(&fixture.composing, &chart, 9));
    end(&fixture);
}

static void a_dated_change_is_drawn_with_the_weeks_that_date_it(void **state)
{
    (void)state;
    struct fixture fixture;
    struct dated_week weeks[12];
    begin(&fixture, "en");
    struct criterion_change *change = &fixture.card.criteria[CRITERION_FIRST_REPLY].change;
    for (int i = 0; i < 12; i++)
        weeks[i] = (struct dated_week){.monday = 20003 + 7 * i,
                                       .asked = 50,
                                       .kept = i < 8 ? 45 : 30,
                                       .probability = i == 8 ? 1 : 0,
                                       .is_in_set = i == 8};
    change->verdict = CHANGE_SAGGED;
    change->week_day = change->week_low_day = change->week_high_day = weeks[8].monday;

    compose_since(&fixture.composing, CRITERION_FIRST_REPLY); /* no date: no picture */
    assert_int_equal(fixture.report.block_count, 0);
    change->is_dated = true;
    change->weeks = weeks;
    change->week_count = 12;
    compose_since(&fixture.composing, CRITERION_FIRST_REPLY);
    assert_int_equal(fixture.report.blocks[0].kind, BLOCK_EXHIBIT);
    assert_int_equal(fixture.report.blocks[0].as.exhibit.table->row_count, 12);
    end(&fixture);
}

/* ---- a client's own page ---- */

static void a_client_is_told_in_how_many_weeks_the_promise_was_kept(void **state)
{
    (void)state;
    struct fixture fixture;
    struct week_point weeks[6];
    begin(&fixture, "en");
    struct criterion_score *reply = &fixture.card.criteria[CRITERION_FIRST_REPLY];
    for (int i = 0; i < 6; i++)
        weeks[i] = (struct week_point){
            .monday = 7 * i, .asked_count = 10, .kept_count = i == 2 ? 5 : 10, .value = 1};
    fixture.card.period[PERIOD_CURRENT] = (struct period){.first_day = 7, .last_day = 7 * 6};
    fixture.card.weekly = (struct week_chart){.points = weeks, .point_count = 6};
    add(&fixture, MEASURED_REPLY_WITHIN_PROMISE, PERIOD_CURRENT, .9);
    reply->has_target = true;
    reply->target = .8;
    reply->verdict = VERDICT_KEPT;
    fixture.composing.account = 0;

    assert_non_null(strstr(text(&fixture, headline(&fixture.composing)), "in 4 of 5 weeks"));
    end(&fixture);
}

static void figures_of_the_house_are_not_on_a_clients_page(void **state)
{
    (void)state;
    struct fixture fixture;
    const char *accounts[] = {"Atelier", "Bakery"};
    begin(&fixture, "en");
    fixture.cube.names.accounts = accounts;
    fixture.cube.names.account_count = 2;
    fixture.composing.account = 1;
    add(&fixture, MEASURED_ONE_TOUCH, PERIOD_CURRENT, .8);
    add(&fixture, MEASURED_ENGINEERS, PERIOD_CURRENT, 3);
    add(&fixture, MEASURED_SURVEY_OFFER_GAP, PERIOD_CURRENT, .1);
    add(&fixture, MEASURED_KNOWS_CLIENT, PERIOD_CURRENT, .7)->executor = EXECUTOR_PROVIDER;

    compose_figures(&fixture.composing);
    assert_int_equal(fixture.report.figure_count, 1);
    assert_non_null(strstr(fixture.report.figures[0].id, "account=Bakery"));
    end(&fixture);
}

static void a_client_gets_no_share_of_few_answers_and_none_of_a_part(void **state)
{
    (void)state;
    struct fixture fixture;
    const char *accounts[] = {"Atelier", "Bakery"};
    begin(&fixture, "en");
    fixture.cube.names.accounts = accounts;
    fixture.cube.names.account_count = 2;
    fixture.composing.account = 1;
    struct criterion_score *score = &fixture.card.criteria[CRITERION_ORIENTATION];
    score->verdict = VERDICT_KEPT;
    add(&fixture, MEASURED_SATISFIED, PERIOD_CURRENT, 1)->asked_count = 80;
    add(&fixture, MEASURED_SATISFIED, PERIOD_CURRENT, 1)->band_part = 1;
    add(&fixture, MEASURED_SATISFIED_RESPONDENTS, PERIOD_CURRENT, 1)->asked_count = 4;
    for (size_t i = 0; i < fixture.card.measurement_count; i++)
        fixture.rows[i].kept_count = 4;

    assert_true(withhold_few_answers(&fixture.composing));
    assert_int_equal(fixture.composing.card->criteria[CRITERION_ORIENTATION].verdict,
                     VERDICT_CANNOT_TELL);
    compose_figures(&fixture.composing);
    assert_int_equal(fixture.report.figure_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(fixture.report.figures[i].status, FIGURE_NOT_ENOUGH_DATA);
        assert_int_equal(fixture.report.figures[i].value.kind, VALUE_UNKNOWN);
    }
    end(&fixture);
}

static void five_answers_are_shown_to_a_client(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture, "en");
    fixture.composing.account = 1;
    add(&fixture, MEASURED_SATISFIED, PERIOD_CURRENT, 1);
    add(&fixture, MEASURED_SATISFIED_RESPONDENTS, PERIOD_CURRENT, 1)->asked_count = 5;

    assert_true(withhold_few_answers(&fixture.composing));
    assert_true(is_known(measured(&fixture.composing, MEASURED_SATISFIED, PERIOD_CURRENT)));
    end(&fixture);
}

static void a_lever_that_is_another_client_is_not_named_to_a_client(void **state)
{
    (void)state;
    struct fixture fixture;
    const char *accounts[] = {"Atelier", "Bakery"};
    begin(&fixture, "en");
    fixture.cube.names.accounts = accounts;
    fixture.cube.names.account_count = 2;
    fixture.composing.account = 1;
    struct criterion_score *score = &fixture.card.criteria[CRITERION_FIRST_REPLY];
    score->standing = STANDING_SCORED;
    score->lever = LEVER_ACCOUNT;
    score->lever_detail = 0;
    score->lever_asked_count = 100;

    assert_null(
        strstr(text(&fixture, lever_phrase(&fixture.composing, CRITERION_FIRST_REPLY)), "Atelier"));
    end(&fixture);
}

static void every_measure_has_a_name_for_people(void **state)
{
    (void)state;
    for (int name = 0; name < MEASURED_COUNT; name++) {
        struct phrase phrase = measure_phrase((enum measured)name);
        if (phrase_is_absent(&phrase))
            print_error("%s has none in measures.c\n", measurement_base_id((enum measured)name));
        assert_false(phrase_is_absent(&phrase));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_one_quarter_the_weakest_is_named_with_where_and_how_much),
        cmocka_unit_test(a_miss_that_the_score_hides_is_still_the_weakest),
        cmocka_unit_test(with_nothing_promised_nothing_goes_wrong),
        cmocka_unit_test(each_criterion_says_what_would_change_it_most),
        cmocka_unit_test(two_criteria_that_point_at_one_place_are_one_thing_to_do),
        cmocka_unit_test(chance_is_told_in_natural_frequencies),
        cmocka_unit_test(a_reason_to_look_is_no_share_of_quarters),
        cmocka_unit_test(a_fall_that_is_all_mix_is_not_told_as_worse_service),
        cmocka_unit_test(a_sign_that_the_mix_turned_is_told),
        cmocka_unit_test(the_season_is_told_or_said_to_be_unknown),
        cmocka_unit_test(a_change_of_who_answers_the_survey_is_a_doubt),
        cmocka_unit_test(a_cure_does_not_hide_the_reason),
        cmocka_unit_test(a_range_that_holds_the_target_is_why_nobody_can_tell),
        cmocka_unit_test(a_share_that_is_not_its_counts_says_why),
        cmocka_unit_test(the_side_on_which_the_fall_is_in_one_place_is_the_picture),
        cmocka_unit_test(unknown_parts_are_not_drawn_and_an_unknown_whole_is_no_picture),
        cmocka_unit_test(what_happened_counts_each_ticket_once),
        cmocka_unit_test(the_backlog_is_shown_by_age_each_ticket_in_one_row),
        cmocka_unit_test(the_first_signal_of_a_run_carries_its_words),
        cmocka_unit_test(a_dated_change_is_drawn_with_the_weeks_that_date_it),
        cmocka_unit_test(a_client_is_told_in_how_many_weeks_the_promise_was_kept),
        cmocka_unit_test(figures_of_the_house_are_not_on_a_clients_page),
        cmocka_unit_test(a_client_gets_no_share_of_few_answers_and_none_of_a_part),
        cmocka_unit_test(five_answers_are_shown_to_a_client),
        cmocka_unit_test(a_lever_that_is_another_client_is_not_named_to_a_client),
        cmocka_unit_test(every_measure_has_a_name_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
