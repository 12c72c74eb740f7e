/* All of it works from counts that merge: tickets are dealt out at random to several counters, the
 * cubes are joined in any order, and every number of the scorecard is that of the whole, to the
 * bit. */
#include "criteria_testing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { PARTS = 3, DEALS = 3, TICKETS = 1600, PERSONS = 40 };

/* ---- a scorecard as text: hexadecimal floats, so every bit shows ---- */

enum section {
    SECTION_FIGURES, /* + enum criterion; the last is context */
    SECTION_CRITERIA = SECTION_FIGURES + CRITERION_COUNT + 1,
    SECTION_CHANGES,
    SECTION_EXECUTORS,
    SECTION_DRILL,
    SECTION_COVER,
    SECTION_CURVES,
    SECTION_WEEKS,
    SECTION_ACCOUNTS,
    SECTION_CHANNELS,
    SECTION_SURVEY,
    SECTION_BACKLOG,
    SECTION_COUNT
};

struct printed {
    struct buffer section[SECTION_COUNT];
};

static void printed_release(struct printed *printed)
{
    for (int i = 0; i < SECTION_COUNT; i++)
        buffer_release(&printed->section[i]);
}
OWN_RELEASER(printed_release, struct printed)

static void print_figures(const struct scorecard *card, struct printed *out)
{
    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *m = &card->measurements[i];
        struct buffer *to = &out->section[SECTION_FIGURES + measurement_criterion(m->name)];
        buffer_format(to, "%s %d %d %d %d %d %d %d: ", measurement_base_id(m->name), m->period,
                      m->account, m->channel, m->priority, m->executor, m->band_part,
                      m->topic_part);
        buffer_format(to, "%" PRIu64 " %" PRIu64 " %" PRIu64 " %d %d %d %u ", m->asked_count,
                      m->kept_count, m->open_count, m->rung, m->standing, m->has_value,
                      m->cluster_count);
        buffer_format(to, "%a %a %a %a %a %a %a %a %a %a %a %a %s\n", m->value, m->strict,
                      m->optimistic, m->first, m->last, m->resolution_s, m->low, m->high,
                      m->effective_n, m->score, m->score_low, m->score_high,
                      m->reason == NULL ? "" : m->reason);
    }
}

static void print_change(const struct criterion_change *c, struct buffer *to)
{
    buffer_format(to, "%d %a %a %a %a %a %a %a %a %d %a %d %d %d\n", c->verdict, c->before,
                  c->after, c->crude, c->standardised, c->low, c->high, c->chance, c->smallest_drop,
                  c->is_dated, c->date_probability, c->week_day, c->week_low_day, c->week_high_day);
    for (size_t i = 0; i < c->segment_count; i++) {
        const struct segment *s = &c->segments[i];
        buffer_format(to, "part %d %d %d %d: %a %a %a %a %a %d\n", s->channel, s->band, s->priority,
                      s->account, s->before_share, s->after_share, s->mix, s->rate, s->chance,
                      s->is_named);
    }
    for (size_t i = 0; i < c->week_count; i++)
        buffer_format(to, "week %a %a %a %d\n", c->weeks[i].asked, c->weeks[i].kept,
                      c->weeks[i].probability, c->weeks[i].is_in_set);
}

static void print_criteria(const struct scorecard *card, struct printed *out)
{
    struct buffer *to = &out->section[SECTION_CRITERIA];

    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *s = &card->criteria[c];
        buffer_format(to, "%d %d %a %a %a %a %a: %s %d %a %a %a\n", s->standing, s->verdict,
                      s->target, s->score, s->score_low, s->score_high, s->coverage,
                      s->lever == NULL ? "" : s->lever, s->lever_detail, s->lever_lost_share,
                      s->lever_gain, s->lost_count);
        print_change(&s->change, &out->section[SECTION_CHANGES]);
    }
    buffer_format(to, "%d %d %a %a %a %s\n", card->weakest, card->weakest_why,
                  card->composite.value, card->composite.low, card->composite.high,
                  card->composite.grade);
    buffer_format(to, "%a %zu %a %a\n", card->coincidences.volume_change,
                  card->coincidences.channel_count, card->coincidences.untold,
                  card->coincidences.untold_before);
    for (size_t i = 0; i < card->executor_count; i++)
        for (int c = 0; c < CRITERION_COUNT; c++)
            print_change(&card->executors[i].change[c], &out->section[SECTION_EXECUTORS]);
}

static void print_drill(const struct scorecard *card, struct buffer *to)
{
    for (size_t i = 0; i < card->drill_count; i++) {
        const struct drill_cell *d = &card->drill[i];
        buffer_format(to, "%d %d %d %d %d: %" PRIu64 " %" PRIu64 " %a %a %a %a", d->criterion,
                      d->channel, d->priority, d->band_part, d->account, d->ticket_count,
                      d->kept_count, d->value, d->low, d->high, d->contribution);
        buffer_format(to, " before %" PRIu64 " %" PRIu64 " %a %a %a\n", d->before.ticket_count,
                      d->before.kept_count, d->before.value, d->before.low, d->before.high);
    }
}

static void print_cover(const struct scorecard *card, struct buffer *to)
{
    for (int i = 0; i < SLOT_COUNT + BAND_COUNT; i++) {
        const struct slot_cover *s =
            i < SLOT_COUNT ? &card->slots[i] : &card->bands[i - SLOT_COUNT].cover;
        buffer_format(to, "%d %u %u %a %a %a %a %a %d\n", s->cover, s->arrival_count,
                      s->answered_count, s->hours, s->promised_share, s->share, s->low, s->high,
                      s->has_activity);
    }
}

static void print_curve(const struct curve *curve, struct buffer *to)
{
    for (size_t i = 0; i < curve->point_count; i++) {
        const struct curve_point *p = &curve->points[i];
        buffer_format(to, "%a %a %a %a\n", p->after_s, p->share, p->low, p->high);
    }
}

static void print_lists(const struct scorecard *card, struct printed *out)
{
    for (int p = 0; p < PERIOD_COUNT; p++) {
        print_curve(&card->reply_curve[p], &out->section[SECTION_CURVES]);
        print_curve(&card->resolve_curve[p], &out->section[SECTION_CURVES]);
    }
    for (size_t i = 0; i < card->weekly.point_count; i++) {
        const struct week_point *w = &card->weekly.points[i];
        buffer_format(&out->section[SECTION_WEEKS], "%d %" PRIu64 " %" PRIu64 " %a %a %d\n",
                      w->monday, w->asked_count, w->kept_count, w->value, w->moving_range,
                      w->is_signal);
    }
    for (size_t i = 0; i < card->account_count; i++) {
        const struct account_row *a = &card->accounts[i];
        buffer_format(&out->section[SECTION_ACCOUNTS], "%d %" PRIu64 " %a %a %a %a %d %d\n",
                      a->account, a->asked_count, a->raw, a->shrunk, a->low, a->high, a->is_below,
                      a->is_above);
    }
    for (size_t i = 0; i < card->channel_count; i++) {
        const struct channel_row *c = &card->channels[i];
        buffer_format(&out->section[SECTION_CHANNELS], "%d %" PRIu64 " %a %a %a %a %a\n",
                      c->channel, c->ticket_count, c->share, c->graded, c->graded_low,
                      c->graded_high, c->median_wait_s);
    }
    for (size_t i = 0; i < card->backlog_count; i++)
        buffer_format(&out->section[SECTION_BACKLOG], "%" PRIi64 " %" PRIu64 "\n",
                      card->backlog[i].older_than_s, card->backlog[i].ticket_count);
    const struct longest_gap *gap = &card->dark_gap;
    buffer_format(&out->section[SECTION_BACKLOG], "%" PRIi64 " %" PRIi64 " %u\n", gap->from_at,
                  gap->to_at, gap->waiting_count);
}

static void print_survey(const struct survey_summary *s, struct buffer *to)
{
    buffer_format(to, "%" PRIu64 " %" PRIu64 " %a %a %a %a %a %a %a\n", s->closed_count,
                  s->answered_count, s->worst_low, s->worst_high, s->respondents,
                  s->respondents_low, s->respondents_high, s->sensitivity_low, s->sensitivity_high);
}

static void print_card(const struct scorecard *card, struct printed *out)
{
    print_figures(card, out);
    print_criteria(card, out);
    print_drill(card, &out->section[SECTION_DRILL]);
    print_cover(card, &out->section[SECTION_COVER]);
    print_lists(card, out);
    print_survey(&card->survey, &out->section[SECTION_SURVEY]);
}

/* ---- tickets of every kind ---- */

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*state >> 33) % below;
}

static void draw_story(uint64_t *state, uint32_t accounts, struct story *out)
{
    bool is_answered = draw(state, 12) > 0;

    *out = (struct story){.account = draw(state, accounts),
                          .day = day_of(2026, 1, 1) + (int32_t)draw(state, 181),
                          .hour = (int)draw(state, 24),
                          .reply_s = is_answered ? (int64_t)draw(state, 9000) : NEVER,
                          .channel = (uint8_t)(1 + draw(state, 4)),
                          .priority = (uint8_t)(1 + draw(state, 4)),
                          .executor = (uint8_t)(draw(state, 3)),
                          .fails_s = draw(state, 5) == 0 ? (int64_t)draw(state, 4 * DAY) + 1 : 0,
                          .rating = draw(state, 3) == 0 ? 1 + (int)(draw(state, 4) > 0) : 0,
                          .is_template = draw(state, 9) == 0,
                          .exclusion = (uint8_t)(draw(state, 25) == 0 ? EXCLUDED_MERGED : 0),
                          .is_attended = draw(state, 30) == 0,
                          .no_promise = draw(state, 20) == 0,
                          .requester = 1 + draw(state, PERSONS),
                          .engineer = 1000 + draw(state, 7),
                          .was_offered_none = draw(state, 4) == 0};
    out->substantive_s = out->reply_s + 600;
    if (!is_answered)
        out->close_s = draw(state, 2) ? NEVER : 5000;
}

static struct fact draw_fact(const struct world *world, uint64_t *state)
{
    struct story story;

    draw_story(state, world->account_count, &story);
    struct fact fact = fact_of(world, &story);
    if (draw(state, 10) == 0 && fact.closed_at != INSTANT_UNKNOWN) { /* unwritten: two readings */
        fact.reply[0].exit = EXIT_COMPETING;
        fact.reply[0].after_s[0] = fact.reply[0].after_s[1] = fact.closed_at - fact.origin_at;
    }
    fact.is_clarification = draw(state, 15) == 0;
    fact.was_switched = (int8_t)(draw(state, 12) == 0);
    fact.was_reopened = (int8_t)(draw(state, 14) == 0);
    if (draw(state, 8) == 0) {
        fact.review_count = (uint8_t)(1 + (draw(state, 3) == 0));
        fact.review_passed_count =
            (uint8_t)((draw(state, 4) > 0) + (fact.review_count == 2 && draw(state, 5) > 0));
    }
    fact.recommends = (int8_t)((int)draw(state, 4) - 1);
    fact.is_easy = (int8_t)((int)draw(state, 3) - 1);
    fact.handling_s = draw(state, 3) == 0 ? -1 : (int32_t)draw(state, 7200);
    fact.staff_reply_count = (int16_t)draw(state, 5);
    fact.repeats_himself = (int8_t)(draw(state, 20) == 0);
    fact.desk_reply = (uint8_t)draw(state, 3);
    fact.desk_resolve = (uint8_t)draw(state, 3);
    fact.text = (struct fact_text){.answer_count = 1,
                                   .word_count = 20 + draw(state, 80),
                                   .sentence_count = 2 + draw(state, 6),
                                   .syllable_count = 60 + draw(state, 200),
                                   .long_word_count = draw(state, 9),
                                   .jargon_count = draw(state, 3),
                                   .language = (uint8_t)(1 + draw(state, 2))};
    return fact;
}

/* ---- the whole, and the parts ---- */

struct desk { /* counted once as a whole, once as PARTS */
    struct world whole, part[PARTS];
};

static int64_t july(void)
{
    return (int64_t)day_of(2026, 7, 20) * DAY;
}

static void desk_open(struct desk *desk, uint32_t accounts, uint64_t seed)
{
    uint64_t tickets = seed, deal = ~seed;

    world_open(&desk->whole, july());
    desk->whole.account_count = accounts;
    for (int i = 0; i < PARTS; i++) {
        world_open(&desk->part[i], july());
        desk->part[i].account_count = accounts;
    }
    for (int i = 0; i < TICKETS; i++) {
        struct fact fact = draw_fact(&desk->whole, &tickets);
        world_add_fact(&desk->whole, &fact);
        world_add_fact(&desk->part[draw(&deal, PARTS)], &fact);
    }
}

static void desk_close(struct desk *desk)
{
    world_close(&desk->whole);
    for (int i = 0; i < PARTS; i++)
        world_close(&desk->part[i]);
}

static void score_cube(const struct desk *desk, const struct cube *cube, struct printed *out)
{
    OWN(scorecard_release) struct scorecard card = {0};
    struct error err = {0};
    struct settings settings = desk->whole.settings; /* with weights; borrows all */
    struct score_request request = {.cube = cube,
                                    .settings = &settings,
                                    .account = ALL_ACCOUNTS,
                                    .drill_sides = DRILL_CHANNEL | DRILL_BAND | DRILL_ACCOUNT};

    settings.criteria.has_weights = true;
    settings.criteria.weight[CRITERION_FIRST_REPLY] = .6;
    settings.criteria.weight[CRITERION_COMPLETENESS] = .4;
    assert_ok(score(&request, &card, &err), err);
    assert_sane(&card);
    assert_true(card.composite.has_value);
    print_card(&card, out);
}

/* The parts joined as `order` says: ((a + b) + c). */
static void merge_parts(struct desk *desk, const int order[PARTS], struct cube *out)
{
    OWN(cube_release) struct cube first = {0};
    OWN(cube_release) struct cube second = {0};
    OWN(cube_release) struct cube third = {0};
    OWN(cube_release) struct cube two = {0};
    struct error err = {0};

    world_finish(&desk->part[order[0]], &first);
    world_finish(&desk->part[order[1]], &second);
    world_finish(&desk->part[order[2]], &third);
    assert_ok(cube_merge(&first, &second, &two, &err), err);
    assert_ok(cube_merge(&third, &two, out, &err), err);
}

/* Scored once for all claims: three desks, as a whole and as joined parts. */
struct deals {
    struct printed whole[DEALS], merged[DEALS];
};

static int deals_open(void **state)
{
    static const int orders[DEALS][PARTS] = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};
    static const uint32_t accounts[DEALS] = {14, 3, 1};
    struct deals *deals = calloc(1, sizeof *deals);

    *state = deals;
    for (int deal = 0; deals != NULL && deal < DEALS; deal++) {
        OWN(cube_release) struct cube one = {0};
        OWN(cube_release) struct cube joined = {0};
        struct desk desk;
        desk_open(&desk, accounts[deal], 20261123 + (uint64_t)deal);
        world_finish(&desk.whole, &one);
        merge_parts(&desk, orders[deal], &joined);
        score_cube(&desk, &one, &deals->whole[deal]);
        score_cube(&desk, &joined, &deals->merged[deal]);
        desk_close(&desk);
    }
    return deals == NULL ? -1 : 0;
}

static int deals_close(void **state)
{
    struct deals *deals = *state;

    for (int deal = 0; deal < DEALS; deal++) {
        printed_release(&deals->whole[deal]);
        printed_release(&deals->merged[deal]);
    }
    free(deals);
    return 0;
}

static void assert_alike(const struct deals *deals, enum section section)
{
    for (int deal = 0; deal < DEALS; deal++) {
        const struct buffer *a = &deals->whole[deal].section[section];
        const struct buffer *b = &deals->merged[deal].section[section];
        assert_true(a->length > 0); /* or the test holds nothing */
        assert_int_equal(a->length, b->length);
        assert_memory_equal(a->bytes, b->bytes, a->length);
    }
}

/* ---- one claim an estimator ---- */

static void every_table_of_the_merged_cube_is_that_of_the_whole(void **state)
{
    (void)state;
    OWN(cube_release) struct cube one = {0};
    OWN(cube_release) struct cube joined = {0};
    const int order[PARTS] = {1, 0, 2};
    struct desk desk;
    desk_open(&desk, 14, 7);

    world_finish(&desk.whole, &one);
    merge_parts(&desk, order, &joined);

#define X(table)                                                                                   \
    assert_int_equal(one.table##_count, joined.table##_count);                                     \
    assert_true(one.table##_count > 0);                                                            \
    assert_memory_equal(one.table, joined.table, one.table##_count * sizeof *one.table);
    CUBE_TABLES(X)
#undef X
    assert_int_equal(one.ticket_count, joined.ticket_count);
    assert_memory_equal(one.tickets, joined.tickets, one.ticket_count * sizeof *one.tickets);
    assert_int_equal(one.answer_count, joined.answer_count);
    assert_memory_equal(one.answers, joined.answers, one.answer_count * sizeof *one.answers);
    assert_int_equal(one.action_count, joined.action_count);
    assert_memory_equal(one.actions, joined.actions, one.action_count * sizeof *one.actions);
    desk_close(&desk);
}

#define CLAIM(name, which)                                                                         \
    static void name(void **state)                                                                 \
    {                                                                                              \
        assert_alike(*state, (enum section)(which));                                               \
    }

/* clang-format off */
CLAIM(availability_and_its_intervals_merge, SECTION_FIGURES + CRITERION_AVAILABILITY)
CLAIM(waits_quantiles_and_their_intervals_merge, SECTION_FIGURES + CRITERION_FIRST_REPLY)
CLAIM(failures_reopenings_and_reviews_merge, SECTION_FIGURES + CRITERION_COMPLETENESS)
CLAIM(switches_abandonment_and_parity_merge, SECTION_FIGURES + CRITERION_CHANNELS)
CLAIM(surveys_and_plain_words_merge, SECTION_FIGURES + CRITERION_ORIENTATION)
CLAIM(context_continuity_and_signs_merge, SECTION_FIGURES + CRITERION_COUNT)
CLAIM(scores_and_levers_merge, SECTION_CRITERIA)
CLAIM(changes_segments_and_dates_merge, SECTION_CHANGES)
CLAIM(executor_groups_merge, SECTION_EXECUTORS)
CLAIM(the_drill_down_merges, SECTION_DRILL)
CLAIM(slots_and_their_posteriors_merge, SECTION_COVER)
CLAIM(curves_and_their_bands_merge, SECTION_CURVES)
CLAIM(weeks_and_control_charts_merge, SECTION_WEEKS)
CLAIM(small_accounts_merge, SECTION_ACCOUNTS)
CLAIM(channels_merge, SECTION_CHANNELS)
CLAIM(survey_bounds_merge, SECTION_SURVEY)
CLAIM(backlog_and_gaps_merge, SECTION_BACKLOG)
/* clang-format on */

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_of_the_merged_cube_is_that_of_the_whole),
        cmocka_unit_test(availability_and_its_intervals_merge),
        cmocka_unit_test(waits_quantiles_and_their_intervals_merge),
        cmocka_unit_test(failures_reopenings_and_reviews_merge),
        cmocka_unit_test(switches_abandonment_and_parity_merge),
        cmocka_unit_test(surveys_and_plain_words_merge),
        cmocka_unit_test(context_continuity_and_signs_merge),
        cmocka_unit_test(scores_and_levers_merge),
        cmocka_unit_test(changes_segments_and_dates_merge),
        cmocka_unit_test(executor_groups_merge),
        cmocka_unit_test(the_drill_down_merges),
        cmocka_unit_test(slots_and_their_posteriors_merge),
        cmocka_unit_test(curves_and_their_bands_merge),
        cmocka_unit_test(weeks_and_control_charts_merge),
        cmocka_unit_test(small_accounts_merge),
        cmocka_unit_test(channels_merge),
        cmocka_unit_test(survey_bounds_merge),
        cmocka_unit_test(backlog_and_gaps_merge),
    };

    return cmocka_run_group_tests(tests, deals_open, deals_close);
}
