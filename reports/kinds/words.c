#include <math.h>
#include <string.h>

#include "calendar/instant.h"

#include "kinds/composing.h"

struct keyed_words {
    const char *key;
    const char *words;
};

static struct phrase find(const struct keyed_words *rows, size_t count, const char *key)
{
    for (size_t i = 0; key != NULL && i < count; i++)
        if (strcmp(rows[i].key, key) == 0)
            return (struct phrase){.text = rows[i].words};
    return (struct phrase){0};
}
#define FIND(rows, key) find((rows), sizeof(rows) / sizeof *(rows), (key))

struct phrase reason_phrase(const char *key)
{
    static const struct keyed_words rows[] = {
        {"no_promise", N_("nothing was promised")},
        {"no_tickets", N_("no tickets came")},
        {"few_answers", N_("fewer than five answered: their shares would tell who said what")},
        {"no_answers", N_("no survey was answered")},
        {"not_reached", N_("not reached by the cut")},
        {"not_in_export", N_("not in this export")},
        {"clock_unknown", N_("this export does not measure it on the promised clock")},
        {"too_few", N_("too few tickets")},
        {"too_wide", N_("the range is still wide")},
        {"few_clusters", N_("it rests on few clients or days")},
        {"one_cluster", N_("it rests on one client or day")},
        {"bounded", N_("the export bounds it and does not prove it")},
        {"updated_since", N_("the export seems to hold only recently updated tickets")},
        {"number_gaps", N_("more than one ticket number in twenty is missing")},
        {"low_response", N_("few answered the survey")},
        {"all_young", N_("no ticket is old enough")},
        {"none_answered", N_("nobody was answered")},
        {"none_closed", N_("no ticket was closed")},
        {"not_declared", N_("the settings do not tell")},
        {"declared", N_("declared, not measured")},
        {"one_channel", N_("there is one channel only")},
        {"no_live_channel", N_("there is no live channel")},
        {"no_texts", N_("too few texts")},
        {"unknown_hours", N_("many hours say nothing")},
        {"low_coverage", N_("less than half of it could be observed")},
        {"uncertain", N_("the counts do not decide")},
        {"staffed_idle", N_("staff were seen, nobody asked")},
        {"no_earlier_period", N_("there is no earlier period")},
        {"substantive_is_worse",
         N_("many first replies have no content, so the first with content counts")},
        {"survivors_only", N_("it leaves the others out")},
        {"no_second_reader", N_("no ticket was reviewed twice")},
        {"readers_differ", N_("two readers of the same answers differ too often")},
    };

    return FIND(rows, key);
}

struct phrase cure_phrase(const char *key)
{
    static const struct keyed_words rows[] = {
        {"messages", N_("export the messages with their authors")},
        {"author_kind", N_("a column that tells people from robots")},
        {"first_reply_at",
         N_("a filled column with the time of the first reply, or the messages of both sides")},
        {"requester", N_("a column with the requester")},
        {"channel", N_("a column with the channel")},
        {"reopens", N_("a column with the reopenings, or the status history")},
        {"reopened_at", N_("the time of the reopening, or the status history")},
        {"resolved_at", N_("a column with the time of the solve")},
        {"satisfaction", N_("one question after solving; about 90 answers give ±10 points")},
        {"survey_offered", N_("who was asked, not only who answered")},
        {"reviews", N_("read 60 tickets and fill in reviews.csv: three hours")},
        {"body", N_("the texts of the messages")},
        {"calls", N_("the log of calls and chats")},
        {"promise", N_("write the promise into deskgauge.yaml")},
        {"policy", N_("fill in the channels in deskgauge.yaml")},
        {"more_tickets", N_("a longer period")},
        {"more_answers", N_("more answers to the survey")},
        {"test_calls", N_("test calls in the unknown hours")},
        {"whole_export", N_("export all tickets, whatever their status and last update")},
    };

    return FIND(rows, key);
}

struct phrase criterion_phrase(enum criterion criterion)
{
    bool is_one = criterion >= 0 && criterion < CRITERION_COUNT;

    return (struct phrase){.text = is_one ? criterion_titles[criterion].name : ""};
}

struct phrase channel_phrase(enum channel channel)
{
    static const char *const words[CHANNEL_COUNT] = {
        N_("Unknown channel"), N_("E-mail"),       N_("Phone"),      N_("Chat"),    N_("Messenger"),
        N_("Portal"),          N_("Social media"), N_("Monitoring"), N_("Counter"), N_("Other"),
    };

    return (struct phrase){.text = words[channel < CHANNEL_COUNT ? channel : 0]};
}

struct phrase band_phrase(enum band band)
{
    static const char *const words[BAND_COUNT + 1] = {
        N_("Weekdays 9–18"), N_("Weekdays 18–23"), N_("Weekday nights"), N_("Saturdays"),
        N_("Sundays"),       N_("Holidays"),       N_("All hours"),
    };

    return (struct phrase){.text = words[band <= BAND_COUNT ? band : BAND_COUNT]};
}

struct phrase standing_phrase(const struct measurement *row)
{
    if (row == NULL || row->standing == STANDING_NOT_OBSERVABLE)
        return (struct phrase){.text = N_("not in this export")};
    if (row->standing == STANDING_SCORED)
        return (struct phrase){.text = N_("measured")};
    if (row->standing == STANDING_INDICATIVE)
        return (struct phrase){.text = N_("roughly")};
    return (struct phrase){.text = N_("too little data")};
}

struct phrase priority_phrase(enum priority priority)
{
    static const char *const words[PRIORITY_COUNT] = {N_("Unknown priority"), N_("Low priority"),
                                                      N_("Normal priority"), N_("High priority"),
                                                      N_("Urgent")};

    return (struct phrase){.text = words[priority < PRIORITY_COUNT ? priority : 0]};
}

struct phrase priority_word(enum priority priority)
{
    static const char *const words[PRIORITY_COUNT] = {"—", N_("low"), N_("normal"), N_("high"),
                                                      N_("urgent")};

    return (struct phrase){.text = words[priority < PRIORITY_COUNT ? priority : 0]};
}

struct value no_value(void)
{
    static const struct phrase dash = {.text = "—"};

    return value_unknown(&dash);
}

enum state state_of(enum promise_verdict verdict)
{
    switch (verdict) {
    case VERDICT_KEPT:
        return STATE_KEPT;
    case VERDICT_MISSED:
        return STATE_MISSED;
    case VERDICT_NO_PROMISE:
        return STATE_NONE;
    default:
        return STATE_CANNOT_TELL;
    }
}

const char *text_of_phrase(const struct composing *composing, struct phrase phrase)
{
    const char *text =
        language_format_phrase(composing->request->language, composing->arena, phrase);

    return text == NULL ? "" : text;
}

const char *text_of_value(const struct composing *composing, struct value value)
{
    const char *text = language_format_value(composing->request->language, composing->arena, value);

    return text == NULL ? "" : text;
}

const char *month_text(const struct composing *composing, int32_t day)
{
    struct date date = date_of_day(day);

    return text_of_value(composing, value_month(date.year, date.month));
}

const char *period_text(const struct composing *composing, enum period_index index)
{
    const struct period *period = &composing->card->period[index];

    if (!period->is_quarter)
        return text_of_phrase(composing, PHRASE("this period"));
    return text_of_value(composing, value_period(period->first_day, period->last_day));
}

static const char *share_text(void *context, double value, double step)
{
    (void)step;
    return text_of_value(context, value_ratio(value));
}

static const char *count_text(void *context, double value, double step)
{
    (void)step;
    return text_of_value(context, value_count((int64_t)llround(value)));
}

static const char *duration_text(void *context, double value, double step)
{
    (void)step;
    return text_of_value(context, value_duration(value));
}

struct chart_words share_words(const struct composing *composing)
{
    return (struct chart_words){share_text, (void *)(uintptr_t)composing};
}

struct chart_words count_words(const struct composing *composing)
{
    return (struct chart_words){count_text, (void *)(uintptr_t)composing};
}

struct chart_words duration_words(const struct composing *composing)
{
    return (struct chart_words){duration_text, (void *)(uintptr_t)composing};
}
