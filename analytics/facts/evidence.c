
#include <stdlib.h>
#include <string.h>

#include "facts/groundwork.h"

/* The columns of all sources together: a question is asked of the export as a whole. */
static struct source_columns columns_of_all(const struct groundwork *ground)
{
    struct source_columns all = {0};

    for (uint32_t i = 0; i < ground->source_count; i++) {
        const struct source_columns *one = &ground->sources[i];
        all.ticket_count += one->ticket_count;
        all.has_messages |= one->has_messages;
        all.has_author_kinds |= one->has_author_kinds;
        all.message_count += one->message_count;
        all.unknown_kind_count += one->unknown_kind_count;
        all.has_texts |= one->has_texts;
        all.has_first_reply_at |= one->has_first_reply_at;
        all.has_reply_calendar_s |= one->has_reply_calendar_s;
        all.has_reply_business_s |= one->has_reply_business_s;
        all.has_staff_reply_count |= one->has_staff_reply_count;
        all.has_events |= one->has_events;
        all.has_event_actors |= one->has_event_actors;
        all.has_reopen_count |= one->has_reopen_count;
        all.has_reopened_at |= one->has_reopened_at;
        all.has_requester |= one->has_requester;
        all.has_channel |= one->has_channel;
        all.has_rating |= one->has_rating;
        all.has_offered |= one->has_offered;
        all.has_surveys |= one->has_surveys;
        all.has_reviews |= one->has_reviews;
        all.has_resolved |= one->has_resolved;
    }
    /* Of more than one in a hundred messages nobody knows who wrote it: human as the desk counts.
     */
    all.has_author_kinds &= all.unknown_kind_count * 100 <= all.message_count;
    if (ground->reply_durations_doubted)
        all.has_reply_calendar_s = all.has_reply_business_s = false;
    return all;
}

static struct evidence proved(const char *source)
{
    return (struct evidence){.rung = RUNG_PROVED, .has_clock = {true, true}, .source = source};
}

static struct evidence bounded(const char *source, const char *missing)
{
    return (struct evidence){
        .rung = RUNG_BOUNDED, .has_clock = {true, true}, .source = source, .missing = missing};
}

static struct evidence missing(const char *column)
{
    return (struct evidence){.rung = RUNG_NOT_IN_EXPORT, .source = "none", .missing = column};
}

static struct evidence reply(const struct source_columns *all)
{
    if (all->has_messages && all->has_author_kinds)
        return proved("messages");
    if (all->has_messages)
        return bounded("messages_without_author_kind", "author_kind");
    if (all->has_first_reply_at || all->has_reply_calendar_s)
        return bounded("desk_first_reply", "messages");
    if (all->has_reply_business_s) {
        struct evidence evidence = bounded("desk_first_reply_business", "first_reply_at");
        evidence.has_clock[CLOCK_CALENDAR] = false;
        return evidence;
    }
    return missing("first_reply_at");
}

static struct evidence one_touch(const struct source_columns *all)
{
    if (all->has_messages && all->has_author_kinds)
        return proved("messages");
    if (all->has_staff_reply_count || all->has_reopen_count || all->has_reopened_at)
        return bounded("counters", "messages");
    if (all->has_requester && all->has_resolved)
        return bounded("returns", "reopens");
    return missing("messages");
}

void groundwork_evidence(const struct groundwork *ground, struct evidence out[EVIDENCE_COUNT])
{
    struct source_columns all = columns_of_all(ground);

    out[EVIDENCE_REPLY] = reply(&all);
    out[EVIDENCE_ACTIVITY] = all.has_messages && all.has_author_kinds ? proved("messages")
                             : all.has_event_actors ? bounded("event_log", "messages")
                             : all.has_resolved     ? bounded("resolved_at", "messages")
                                                    : missing("messages");
    out[EVIDENCE_ONE_TOUCH] = one_touch(&all);
    out[EVIDENCE_REOPEN] = all.has_events || all.has_reopened_at
                               ? proved(all.has_events ? "status_history" : "reopened_at")
                           : all.has_reopen_count ? bounded("reopen_count", "reopened_at")
                                                  : missing("reopens");
    out[EVIDENCE_CHANNEL] =
        all.has_channel ? bounded("channel_of_creation", "messages") : missing("channel");
    out[EVIDENCE_SWITCH] = all.has_requester && all.has_channel
                               ? bounded("same_requester", "messages")
                               : missing(all.has_channel ? "requester" : "channel");
    if (all.has_messages && all.has_channel)
        out[EVIDENCE_SWITCH] = proved("messages");
    out[EVIDENCE_ABANDON] = all.has_messages && all.has_author_kinds ? proved("messages")
                            : all.has_first_reply_at ? bounded("desk_first_reply", "calls")
                                                     : missing("calls");
    out[EVIDENCE_SURVEY] =
        all.has_surveys  ? proved("surveys")
        : all.has_rating ? (struct evidence){.rung = RUNG_PROVED,
                                             .has_clock = {true, true},
                                             .source = "rating_column",
                                             .missing = all.has_offered ? NULL : "survey_offered"}
                         : missing("satisfaction");
    out[EVIDENCE_LISTENING] = all.has_texts ? proved("message_texts") : missing("body");
    out[EVIDENCE_PLAIN_WORDS] = out[EVIDENCE_LISTENING];
    out[EVIDENCE_REVIEW] = all.has_reviews ? proved("reviews") : missing("reviews");
    out[EVIDENCE_RESOLVE] = all.has_resolved ? proved("resolved_at") : missing("resolved_at");
}

static int compare_created(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;

    if (x[0] != y[0])
        return x[0] < y[0] ? -1 : 1;
    return x[1] < y[1] ? -1 : x[1] > y[1];
}

static int compare_numbers(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

/*
 * The "updated since" pattern (statistics.md 0.1): nothing in the export was last touched long
 * after it begins, so what was untouched since is missing. min(updated) - min(created) exceeds
 * three times the median (updated - created) of the later half.
 */
static bool is_updated_since(struct groundwork *ground)
{
    size_t count = ground->later_count;

    size_t half = count - count / 2;
    for (size_t i = 0; i < half; i++)
        ground->later_ages_s[i] = ground->later_ages_s[2 * (count / 2 + i) + 1];
    qsort(ground->later_ages_s, half, sizeof(int64_t), compare_numbers);
    int64_t median_s = ground->later_ages_s[half / 2];
    return ground->updated_least - ground->created_least > 3 * (median_s > 3600 ? median_s : 3600);
}

/*
 * Were tickets left out before the least update? Then fewer than half as many were created in the
 * four weeks before it as after it, in as many days. A desk that moved, or touched all its tickets
 * one day, has the same pattern of updates and all of its tickets. Sorted by creation.
 */
static bool is_thin_before(const struct groundwork *ground)
{
    const int64_t *rows = ground->later_ages_s;
    int64_t from_at = ground->updated_least;
    int64_t last_at = rows[2 * (ground->later_count - 1)];
    int64_t span_s = last_at - from_at < 28 * DAY_S ? last_at - from_at : 28 * DAY_S;
    size_t before = 0, after = 0;

    for (size_t i = 0; i < ground->later_count; i++) {
        int64_t age_s = rows[2 * i] - from_at;
        before += age_s < 0 && age_s >= -span_s;
        after += age_s >= 0 && age_s < span_s;
    }
    return 2 * before < after;
}

static bool shares_numbers(const struct settings *settings, const char *source)
{
    for (size_t i = 0; i < settings->source_count; i++)
        if (strcmp(settings->sources[i].name, source) == 0)
            return settings->sources[i].numbers_are_shared;
    return false;
}

void groundwork_doubt_survivors(struct groundwork *ground)
{
    ground->observed_from_at = INSTANT_UNKNOWN;
    ground->survivors_doubted = NULL;
    if (ground->later_count >= 40) {
        qsort(ground->later_ages_s, ground->later_count, 2 * sizeof(int64_t), compare_created);
        bool is_thin = is_thin_before(ground);
        if (is_updated_since(ground)) {
            ground->survivors_doubted = "updated_since";
            if (is_thin)
                ground->observed_from_at = ground->updated_least;
            return;
        }
    }
    for (uint32_t i = 0; i < ground->source_count; i++)
        if (numbers_have_gaps(&ground->sources[i].numbers) &&
            !shares_numbers(ground->settings, ground->source_names[i]))
            ground->survivors_doubted = "number_gaps";
}
