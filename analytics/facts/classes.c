#include <stdlib.h>
#include <string.h>

#include "facts/groundwork.h"

enum { TOPIC_LIMIT = 30 };

/* Class of every word: the user's list first, then what the profile took it for. */
static uint8_t *classes_of(struct groundwork *ground, enum vocabulary_kind kind,
                           const struct word_settings *words, size_t word_count)
{
    const struct vocabulary *vocabulary = &ground->vocabulary;
    uint32_t count = vocabulary->word_count[kind];
    uint8_t *classes = arena_array(ground->arena, count + 1, 1);

    for (uint32_t i = 1; classes != NULL && i < count; i++) {
        classes[i] = (uint8_t)vocabulary->words[kind][i].class_hint;
        for (size_t j = 0; j < word_count; j++)
            if (span_equal_folded(vocabulary->words[kind][i].text, span_of(words[j].text)))
                classes[i] = (uint8_t)words[j].class_value;
    }
    return classes;
}

static bool topics(struct groundwork *ground, struct error *err)
{
    const struct settings *settings = ground->settings;
    const struct vocabulary *vocabulary = &ground->vocabulary;
    uint32_t count = vocabulary->word_count[VOCABULARY_CATEGORY];

    ground->topic_of = arena_array(ground->arena, count + 1, 1);
    ground->names.topics = arena_array(ground->arena, TOPIC_LIMIT + 1, sizeof(char *));
    if (ground->topic_of == NULL || ground->names.topics == NULL)
        return error_memory(err);
    ground->names.topics[0] = "other";
    ground->names.topic_count = 1;
    for (size_t i = 0; i < settings->topic_count; i++) {
        uint32_t topic = 1;
        while (topic < ground->names.topic_count &&
               strcmp(ground->names.topics[topic], settings->topics[i].topic) != 0)
            topic++;
        if (topic > TOPIC_LIMIT)
            return error_set(err, ERROR_USAGE, "%s: at most %d topics are judged apart",
                             settings->path, TOPIC_LIMIT);
        if (topic == ground->names.topic_count) {
            const char *name = settings->topics[i].topic;
            ground->names.topics[topic] = arena_text(ground->arena, name, strlen(name));
            if (ground->names.topics[topic] == NULL)
                return error_memory(err);
            ground->names.topic_count++;
        }
        for (uint32_t word = 1; word < count; word++)
            if (ground->topic_of[word] == 0 &&
                settings_pattern_fits(settings->topics[i].category,
                                      vocabulary->words[VOCABULARY_CATEGORY][word].text))
                ground->topic_of[word] = (uint8_t)topic;
    }
    return true;
}

static bool executors(struct groundwork *ground, struct error *err)
{
    const struct settings *settings = ground->settings;
    const struct vocabulary *vocabulary = &ground->vocabulary;
    uint32_t count = vocabulary->word_count[VOCABULARY_GROUP];

    ground->executor_of = arena_array(ground->arena, count + 1, 1);
    if (ground->executor_of == NULL)
        return error_memory(err);
    for (uint32_t word = 1; word < count; word++) {
        for (size_t i = 0; i < settings->executor_count; i++) {
            const struct executor_settings *row = &settings->executors[i];
            if (row->group != NULL &&
                settings_pattern_fits(row->group, vocabulary->words[VOCABULARY_GROUP][word].text)) {
                ground->executor_of[word] = (uint8_t)row->executor;
                break;
            }
        }
    }
    return true;
}

static const struct account_settings *account_line(const struct settings *settings,
                                                   struct span name)
{
    for (size_t i = 0; i < settings->account_count; i++)
        if (settings_pattern_fits(settings->accounts[i].name, name))
            return &settings->accounts[i];
    return NULL;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names as reports show them, sorted by bytes, so that numbers do not depend on the store. */
static bool accounts(struct groundwork *ground, struct error *err)
{
    const struct word *words = ground->vocabulary.words[VOCABULARY_ACCOUNT];
    uint32_t count = ground->vocabulary.word_count[VOCABULARY_ACCOUNT];
    const char **shown = arena_array(ground->arena, count + 1, sizeof *shown);
    const char **sorted = arena_array(ground->arena, count + 1, sizeof *sorted);

    ground->account_of = arena_array(ground->arena, count + 1, sizeof *ground->account_of);
    ground->account_is_test = arena_array(ground->arena, count + 1, sizeof(bool));
    if (shown == NULL || sorted == NULL || ground->account_of == NULL ||
        ground->account_is_test == NULL)
        return error_memory(err);
    shown[0] = count <= 1 ? "all" : "—";
    for (uint32_t i = 1; i < count; i++) {
        const struct account_settings *line = account_line(ground->settings, words[i].text);
        struct span name =
            line != NULL && line->shown != NULL ? span_of(line->shown) : words[i].text;
        shown[i] = arena_text(ground->arena, name.bytes, name.length);
        if (shown[i] == NULL)
            return error_memory(err);
        ground->account_is_test[i] = line != NULL && line->is_test;
    }
    uint32_t total = count == 0 ? 1 : count;
    memcpy(sorted, shown, total * sizeof *sorted);
    qsort(sorted, total, sizeof *sorted, compare_texts);
    uint32_t distinct = 1;
    for (uint32_t i = 1; i < total; i++)
        if (strcmp(sorted[i], sorted[distinct - 1]) != 0)
            sorted[distinct++] = sorted[i];
    for (uint32_t i = 0; i < total; i++) {
        const char **found = bsearch(&shown[i], sorted, distinct, sizeof *sorted, compare_texts);
        ground->account_of[i] = (uint32_t)(found - sorted);
    }
    ground->names.accounts = sorted;
    ground->names.account_count = distinct;
    return true;
}

static bool promises(struct groundwork *ground, struct error *err)
{
    const struct settings *settings = ground->settings;

    if (settings->promise_count >= UINT16_MAX)
        return error_set(err, ERROR_USAGE, "%s: too many promises", settings->path);
    ground->names.promise_count = (uint32_t)settings->promise_count + 1;
    ground->names.promises =
        arena_array(ground->arena, ground->names.promise_count, sizeof *ground->names.promises);
    if (ground->names.promises == NULL)
        return error_memory(err);
    ground->names.promises[0] = (struct fact_promise){.is_always = true, .hours = INDEX_NONE};
    for (size_t i = 0; i < settings->promise_count; i++) {
        const struct promise_settings *line = &settings->promises[i];
        bool is_always = line->hours == INDEX_NONE;
        if (!is_always) {
            const struct hours_settings *hours = &settings->hours[line->hours];
            is_always = hours->version_count == 1 && hours->versions[0].is_always;
        }
        ground->names.promises[i + 1] =
            (struct fact_promise){.first_reply_s = line->first_reply_s,
                                  .resolve_s = line->resolve_s,
                                  .share = line->share,
                                  .pauses = (uint8_t)line->pauses,
                                  .is_always = is_always,
                                  .hours = is_always ? INDEX_NONE : line->hours,
                                  .line = line->line};
    }
    return true;
}

/* Lines that may hold for the account of a word, ended by 0; looked up once a name. */
static bool promise_lines(struct groundwork *ground, uint32_t word, uint16_t *found,
                          struct error *err)
{
    const struct settings *settings = ground->settings;
    struct span account = ground->vocabulary.words[VOCABULARY_ACCOUNT][word].text;
    const char *before = NULL;
    bool fits = false;
    size_t count = 0;

    for (size_t i = 0; i < settings->promise_count; i++) {
        const char *name = settings->promises[i].account;
        if (name == NULL || i == 0 || name != before)
            fits = name == NULL || settings_pattern_fits(name, account);
        before = name;
        if (fits)
            found[count++] = (uint16_t)(i + 1);
    }
    ground->promise_lines[word] = arena_array(ground->arena, count + 1, sizeof *found);
    if (ground->promise_lines[word] == NULL)
        return error_memory(err);
    memcpy(ground->promise_lines[word], found, count * sizeof *found);
    return true;
}

/* The absent word has the lines that name no account. */
static bool all_promise_lines(struct groundwork *ground, struct error *err)
{
    uint32_t count = ground->vocabulary.word_count[VOCABULARY_ACCOUNT];

    ground->promise_lines = arena_array(ground->arena, count + 1, sizeof *ground->promise_lines);
    OWN(free) uint16_t *found = calloc(ground->settings->promise_count + 1, sizeof *found);
    if (ground->promise_lines == NULL || found == NULL)
        return error_memory(err);
    for (uint32_t word = 0; word < (count == 0 ? 1 : count); word++)
        if (!promise_lines(ground, word, found, err))
            return false;
    return true;
}

uint16_t groundwork_promise(const struct groundwork *ground, uint32_t account, uint8_t channel,
                            uint8_t priority, int32_t day)
{
    for (const uint16_t *at = ground->promise_lines[account]; *at != 0; at++) {
        const struct promise_settings *line = &ground->settings->promises[*at - 1];
        if ((line->channel == CHANNEL_UNKNOWN || line->channel == channel) &&
            (line->priority == PRIORITY_UNKNOWN || line->priority == priority) &&
            day >= line->from_day && day <= line->to_day)
            return *at;
    }
    return 0;
}

bool groundwork_classes(struct groundwork *ground, struct error *err)
{
    const struct settings *s = ground->settings;

    ground->channel_of =
        classes_of(ground, VOCABULARY_CHANNEL, s->channel_words, s->channel_word_count);
    ground->priority_of =
        classes_of(ground, VOCABULARY_PRIORITY, s->priority_words, s->priority_word_count);
    ground->status_of =
        classes_of(ground, VOCABULARY_STATUS, s->status_words, s->status_word_count);
    ground->type_of = classes_of(ground, VOCABULARY_TYPE, s->type_words, s->type_word_count);
    if (ground->channel_of == NULL || ground->priority_of == NULL || ground->status_of == NULL ||
        ground->type_of == NULL)
        return error_memory(err);
    return topics(ground, err) && executors(ground, err) && accounts(ground, err) &&
           promises(ground, err) && all_promise_lines(ground, err);
}
