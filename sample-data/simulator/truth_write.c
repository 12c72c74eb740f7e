#include "simulator/truth.h"

/* truth.json: counts as they are, and shares to six digits beside them. */

static const char *const NATURES[NATURE_COUNT] = {"demand", "attended", "proactive",
                                                  "spam",   "test",     "merged"};
static const char *const CAUSES[TRUTH_CAUSES] = {"answered", "waits_for_ever", "closed_by_bot",
                                                 "chat_lost", "closed_silently"};
static const char *const SHIFTS[SHIFT_COUNT] = {"day", "evening", "weekend", "night"};

/* Digits by integers, so that no printf rounds them in its own way. */
static void put_share(struct buffer *out, const char *name, uint64_t part, uint64_t whole)
{
    uint64_t millionths = whole == 0 ? 0 : (part * 2000000 + whole) / (2 * whole);

    if (whole == 0)
        buffer_format(out, "\"%s\": null", name);
    else
        buffer_format(out, "\"%s\": %llu.%06llu", name, (unsigned long long)(millionths / 1000000),
                      (unsigned long long)(millionths % 1000000));
}

static void put_count(struct buffer *out, const char *name, uint64_t count)
{
    buffer_format(out, "\"%s\": %llu", name, (unsigned long long)count);
}

static void put_parameter(struct buffer *out, const char *name, double value)
{
    put_share(out, name, (uint64_t)(value * 1000000 + .5), 1000000);
}

static void put_week(struct buffer *out, const char *name, int32_t day)
{
    int32_t week = wall_iso_week(day);

    buffer_format(out, "\"%s\": \"%d-W%02d\"", name, week / 100, week % 100);
}

static void put_wait(struct buffer *out, const struct truth_wait *wait)
{
    buffer_text(out, "{");
    put_count(out, "waiting", wait->count);
    buffer_text(out, ", ");
    put_count(out, "within_promise", wait->within_promise);
    buffer_text(out, ", ");
    put_share(out, "within_promise_share", wait->within_promise, wait->count);
    buffer_text(out, ", ");
    put_share(out, "within_promise_share_had_nothing_sagged", wait->within_promise_unsagged,
              wait->count);
    buffer_text(out, ", ");
    put_share(out, "within_promise_share_as_the_desk_counts", wait->within_promise_by_desk,
              wait->count);
    buffer_text(out, ", ");
    put_count(out, "answered", wait->answered);
    for (int i = 1; i < TRUTH_CAUSES; i++) {
        buffer_text(out, ", ");
        put_count(out, CAUSES[i], wait->unanswered[i]);
    }
    buffer_text(out, ", \"answered_by_s\": {");
    for (int i = 0; i < TRUTH_TIMES; i++) {
        char name[16];
        snprintf(name, sizeof name, "%u", TRUTH_TIMES_S[i]);
        buffer_text(out, i == 0 ? "" : ", ");
        put_share(out, name, wait->answered_by[i], wait->count);
    }
    buffer_text(out, "}}");
}

static void put_answer(struct buffer *out, const char *name, const struct truth_answer *answer)
{
    buffer_format(out, "\"%s\": {", name);
    put_count(out, "first_answers", answer->count);
    buffer_text(out, ", ");
    put_count(out, "failed_within_7_days", answer->failed);
    buffer_text(out, ", ");
    put_share(out, "one_touch_share", answer->count - answer->failed, answer->count);
    buffer_text(out, "}");
}

static void put_bands(struct buffer *out, const char *name, const struct truth_wait *bands)
{
    buffer_format(out, ",\n      \"%s\": {", name);
    for (int band = 0; band < BAND_COUNT; band++) {
        buffer_format(out, "%s\n        \"%s\": ", band == 0 ? "" : ",",
                      band_name((enum band)band));
        put_wait(out, &bands[band]);
    }
    buffer_text(out, "}");
}

static void put_cover(struct buffer *out, const struct truth_quarter *quarter)
{
    buffer_text(out, ",\n      \"cover_of_all_hours_accounts_by_band\": {");
    for (int band = 0; band < BAND_COUNT; band++) {
        buffer_format(out, "%s\"%s\": {", band == 0 ? "" : ", ", band_name((enum band)band));
        put_count(out, "waiting", quarter->all_hours_by_band[band].count);
        buffer_text(out, ", ");
        put_share(out, "answered_within_promise_by_calendar_share",
                  quarter->within_calendar_by_band[band], quarter->all_hours_by_band[band].count);
        buffer_text(out, "}");
    }
    buffer_text(out, "},\n      ");
    put_share(out, "cover_of_all_hours_accounts_at_any_moment", quarter->probes_covered,
              quarter->probes);
}

static void put_first_reply(const struct truth *truth, struct buffer *out,
                            const struct truth_quarter *quarter)
{
    const struct world *world = truth->world;

    buffer_text(out, "      \"first_reply\": ");
    put_wait(out, &quarter->all);
    buffer_text(out, ",\n      \"first_reply_by_channel\": {");
    for (int channel = 0; channel < ON_COUNT; channel++) {
        if (channel == ON_PHONE)
            continue;
        buffer_format(out, "%s\n        \"%s\": ", channel == 0 ? "" : ",",
                      channel_name(world->channels[channel].channel));
        put_wait(out, &quarter->by_channel[channel]);
    }
    buffer_text(out, "},\n      \"first_reply_by_account\": {");
    for (uint32_t i = 0; i < world->account_count; i++) {
        buffer_format(out, "%s\n        \"%s\": ", i == 0 ? "" : ",", world->accounts[i].name);
        put_wait(out, &quarter->by_account[i]);
    }
    buffer_text(out, "}");
    put_bands(out, "first_reply_of_all_hours_accounts_by_band", quarter->all_hours_by_band);
    put_bands(out, "first_reply_of_office_accounts_by_band", quarter->office_by_band);
    put_cover(out, quarter);
}

static void put_competence(struct buffer *out, const struct truth_quarter *quarter)
{
    buffer_text(out, ",\n      \"one_touch\": {");
    put_answer(out, "all_but_calls", &quarter->answers);
    for (int executor = EXECUTOR_OWN; executor < EXECUTOR_COUNT; executor++) {
        buffer_text(out, ", ");
        put_answer(out, executor_name((enum executor)executor), &quarter->by_executor[executor]);
    }
    buffer_text(out, ", ");
    put_answer(out, "young_product", &quarter->young);
    buffer_text(out, ", ");
    put_answer(out, "known_products", &quarter->known);
    buffer_text(out, ", ");
    put_answer(out, "attended_calls", &quarter->attended);
    buffer_text(out, "},\n      \"clarification_first\": ");
    buffer_format(out, "%llu,\n      \"solved\": {", (unsigned long long)quarter->asks_first);
    put_count(out, "tickets", quarter->solved);
    buffer_text(out, ", ");
    put_count(out, "reopened_within_14_days", quarter->reopened_14d);
    buffer_text(out, ", ");
    put_share(out, "reopened_share", quarter->reopened_14d, quarter->solved);
    buffer_text(out, ", ");
    put_count(out, "reopened_only_to_thank", quarter->reopened_only_to_thank);
    buffer_text(out, "},\n      \"first_answers_judged\": {");
    put_share(out, "complete_share", quarter->complete, quarter->judged);
    buffer_text(out, ", ");
    put_share(out, "correct_share", quarter->correct, quarter->judged);
    buffer_text(out, ", ");
    put_share(out, "complete_and_correct_share", quarter->complete_and_correct, quarter->judged);
    buffer_text(out, "}");
}

static void put_orientation(struct buffer *out, const struct truth_quarter *quarter)
{
    buffer_text(out, ",\n      \"satisfaction\": {");
    put_share(out, "true_share", quarter->satisfied, quarter->mood_count);
    buffer_text(out, ", ");
    put_share(out, "observed_share", quarter->responded_satisfied, quarter->responded);
    buffer_text(out, ", ");
    put_count(out, "asked", quarter->asked);
    buffer_text(out, ", ");
    put_count(out, "responded", quarter->responded);
    buffer_text(out, ", ");
    put_share(out, "response_share", quarter->responded, quarter->asked);
    buffer_text(out, "}");
}

static void put_quarter(const struct truth *truth, struct buffer *out, int index)
{
    const struct truth_quarter *quarter = &truth->quarters[index];
    int32_t name = truth->first_quarter + index;

    buffer_format(out, "%s\n    \"%dQ%d\": {\n      \"tickets\": {", index == 0 ? "" : ",",
                  name / 4, name % 4 + 1);
    for (int nature = 0; nature < NATURE_COUNT; nature++) {
        buffer_text(out, nature == 0 ? "" : ", ");
        put_count(out, NATURES[nature], quarter->natures[nature]);
    }
    buffer_text(out, "},\n");
    put_first_reply(truth, out, quarter);
    put_competence(out, quarter);
    put_orientation(out, quarter);
    buffer_text(out, ",\n      ");
    put_count(out, "macros_under_an_agents_name", quarter->human_bot_replies);
    buffer_text(out, "\n    }");
}

static void put_sag(const struct truth *truth, struct buffer *out, const struct world_sag *sag)
{
    const char *before = "";
    char date[WALL_TEXT_SIZE];

    wall_text((int64_t)sag->from_day * WALL_DAY_S, date);
    buffer_format(out, "{\"criterion\": \"%s\", ", sag->criterion);
    put_week(out, "from_week", sag->from_day);
    buffer_format(out, ", \"from_date\": \"%.10s\", \"channels\": [", date);
    for (int channel = 0; channel < ON_COUNT; channel++) {
        if (!(sag->channels >> channel & 1))
            continue;
        buffer_format(out, "%s\"%s\"", before,
                      channel_name(truth->world->channels[channel].channel));
        before = ", ";
    }
    buffer_text(out, "], \"shifts_at_arrival\": [");
    before = "";
    for (int shift = 0; shift < SHIFT_COUNT; shift++) {
        if (!(sag->shifts >> shift & 1))
            continue;
        buffer_format(out, "%s\"%s\"", before, SHIFTS[shift]);
        before = ", ";
    }
    buffer_text(out, "], ");
    put_parameter(out, "pickup_ratio", sag->pickup_ratio);
    buffer_text(out, ", ");
    put_parameter(out, "delay_ratio", sag->delay_ratio);
    buffer_text(out, ", ");
    put_parameter(out, "holds_ratio", sag->holds_ratio);
    buffer_text(out, "}");
}

static void put_outages(const struct truth *truth, struct buffer *out)
{
    buffer_text(out, "],\n  \"outages\": [");
    for (uint32_t i = 0; i < truth->world->outage_count; i++) {
        const struct world_outage *outage = &truth->world->outages[i];
        char from[WALL_TEXT_SIZE];
        wall_text(outage->from, from);
        buffer_format(out, "%s{\"from\": \"%s\", \"hours\": %lld, \"category\": \"%s\"}",
                      i == 0 ? "" : ", ", from, (long long)(outage->duration_s / WALL_HOUR_S),
                      truth->world->categories[outage->category].name);
    }
}

static void put_standing(const struct truth *truth, struct buffer *out)
{
    const struct world *world = truth->world;
    const char *before = "";

    buffer_text(out, "],\n  \"young_products\": [");
    for (uint32_t i = 0; i < world->category_count; i++) {
        char date[WALL_TEXT_SIZE];
        if (world->categories[i].from_day == 0)
            continue;
        wall_text((int64_t)world->categories[i].from_day * WALL_DAY_S, date);
        buffer_format(out, "%s{\"category\": \"%s\", \"from_date\": \"%.10s\"}", before,
                      world->categories[i].name, date);
        before = ", ";
    }
    before = "";
    buffer_text(out, "],\n  \"single_engineer_topics\": [");
    for (uint32_t i = 0; i < world->category_count; i++) {
        if (world->categories[i].only_agent == 0)
            continue;
        buffer_format(out, "%s{\"category\": \"%s\", \"agent\": \"%s%02u\"}", before,
                      world->categories[i].name, world->teams[SHIFT_DAY].prefix,
                      world->categories[i].only_agent);
        before = ", ";
    }
    before = "";
    buffer_text(out, "],\n  \"accounts_with_a_macro_under_an_agents_name\": [");
    for (uint32_t i = 0; i < world->account_count; i++) {
        if (!world->accounts[i].has_human_bot)
            continue;
        buffer_format(out, "%s\"%s\"", before, world->accounts[i].name);
        before = ", ";
    }
    buffer_text(out, "]");
}

static void put_promises(const struct world *world, struct buffer *out)
{
    const char *before = "";

    buffer_text(out, ",\n  \"promises\": {\"first_reply_s\": {");
    for (int priority = PRIORITY_LOW; priority < PRIORITY_COUNT; priority++) {
        buffer_format(out, "%s\"%s\": %u", before, priority_name((enum priority)priority),
                      world->promise_s[priority]);
        before = ", ";
    }
    buffer_text(out, "}, ");
    put_parameter(out, "promised_share", world->promised_share);
    buffer_format(out, ", \"office_hours\": \"%02d:00-%02d:00\", \"all_hours_accounts\": [",
                  world->office_from, world->office_until);
    before = "";
    for (uint32_t i = 0; i < world->account_count; i++) {
        if (!world->accounts[i].is_all_hours)
            continue;
        buffer_format(out, "%s\"%s\"", before, world->accounts[i].name);
        before = ", ";
    }
    before = "";
    buffer_text(out, "], \"holidays\": [");
    for (uint32_t i = 0; i < world->holiday_count; i++) {
        int32_t date = world->holidays[i];
        buffer_format(out, "%s\"%04d-%02d-%02d\"", before, date / 10000, date / 100 % 100,
                      date % 100);
        before = ", ";
    }
    buffer_text(out, "]}");
}

static void put_weeks(const struct truth *truth, struct buffer *out)
{
    const struct world *world = truth->world;
    int32_t monday = world->from_day - wall_weekday(world->from_day);
    const char *before = "";

    buffer_text(out, ",\n  \"first_reply_by_week\": {");
    for (int week = 0; week < TRUTH_WEEKS; week++) {
        int32_t name = wall_iso_week(monday + 7 * week);
        if ((int64_t)(monday + 7 * week) * WALL_DAY_S >= world->cut)
            break;
        buffer_format(out, "%s\n    \"%d-W%02d\": {", before, name / 100, name % 100);
        before = ",";
        for (int channel = 0; channel < ON_PHONE; channel++) {
            const struct truth_week *cell = &truth->weeks[week][channel];
            buffer_format(out, "%s\"%s\": [%llu, %llu, %llu]", channel == 0 ? "" : ", ",
                          channel_name(world->channels[channel].channel),
                          (unsigned long long)cell->count, (unsigned long long)cell->within_promise,
                          (unsigned long long)cell->within_promise_unsagged);
        }
        buffer_text(out, "}");
    }
    buffer_text(out, "}");
}

static void put_heading(const struct truth *truth, struct buffer *out)
{
    const struct world *world = truth->world;
    char from[WALL_TEXT_SIZE];
    char cut[WALL_TEXT_SIZE];

    wall_text((int64_t)world->from_day * WALL_DAY_S, from);
    wall_text(world->cut, cut);
    buffer_format(out,
                  "{\n  \"world\": \"%s\", \"seed\": %llu, \"zone\": \"%s\", \"from\": \"%s\", "
                  "\"cut\": \"%s\",\n  ",
                  world->name, (unsigned long long)world->seed, world->zone, from, cut);
    put_count(out, "tickets", truth->ticket_count);
    buffer_text(out, ", ");
    put_count(out, "open_at_cut", truth->open_count);
    buffer_text(out, ", ");
    put_count(out, "open_and_unanswered_at_cut", truth->unanswered_open_count);
    buffer_text(out, ",\n  \"planted_sags\": [");
    for (uint32_t i = 0; i < world->sag_count; i++) {
        buffer_text(out, i == 0 ? "" : ", ");
        put_sag(truth, out, &world->sags[i]);
    }
    put_outages(truth, out);
    put_standing(truth, out);
    put_promises(world, out);
}

void truth_write(const struct truth *truth, struct buffer *out)
{
    int32_t last = wall_quarter(truth->world->cut - 1) - truth->first_quarter;

    put_heading(truth, out);
    buffer_text(out, ",\n  \"quarters\": {");
    for (int index = 0; index <= last && index < TRUTH_QUARTERS; index++)
        put_quarter(truth, out, index);
    buffer_text(out, "\n  }");
    put_weeks(truth, out);
    buffer_text(out, "\n}\n");
}
