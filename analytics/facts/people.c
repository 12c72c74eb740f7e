/* people: which persons of the store the settings speak of, and whose people they are when. */
#include <stdlib.h>
#include <string.h>

#include "facts/groundwork.h"

/* A name of the settings as the store keeps it. */
struct wanted {
    struct hash128 hash;
    const struct executor_settings *line; /* NULL: only the flag */
    uint8_t flag;
    uint32_t order; /* of the settings: the first line that holds on a day goes first */
};

static int compare_hashes(struct hash128 a, struct hash128 b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return a.low < b.low ? -1 : a.low > b.low;
}

static int compare_wanted(const void *a, const void *b)
{
    const struct wanted *x = a;
    const struct wanted *y = b;
    int order = compare_hashes(x->hash, y->hash);

    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

static size_t gather(const struct settings *settings, const struct hash_key *key,
                     struct wanted *out)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->bot_count; i++, count++)
        out[count] = (struct wanted){.hash = hash_person(key, span_of(settings->bots[i])),
                                     .flag = PERSON_BOT};
    for (size_t i = 0; i < settings->test_requester_count; i++, count++)
        out[count] = (struct wanted){
            .hash = hash_person(key, span_of(settings->test_requesters[i])), .flag = PERSON_TEST};
    for (size_t i = 0; i < settings->executor_count; i++)
        if (settings->executors[i].assignee != NULL)
            out[count++] =
                (struct wanted){.hash = hash_person(key, span_of(settings->executors[i].assignee)),
                                .line = &settings->executors[i],
                                .flag = PERSON_HAS_EXECUTOR};
    for (size_t i = 0; i < count; i++)
        out[i].order = (uint32_t)i;
    qsort(out, count, sizeof *out, compare_wanted);
    return count;
}

static size_t first_of(const struct wanted *wanted, size_t count, struct hash128 hash)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_hashes(wanted[middle].hash, hash) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool note_person(struct groundwork *ground, uint32_t person, const struct wanted *wanted,
                        size_t count, struct error *err)
{
    struct hash128 hash = ground->vocabulary.persons[person];

    for (size_t i = first_of(wanted, count, hash); i < count && hash128_equal(wanted[i].hash, hash);
         i++) {
        ground->person_flags[person] |= wanted[i].flag;
        if (wanted[i].line == NULL)
            continue;
        if (ground->employment_count == ground->employment_capacity)
            return error_set(err, ERROR_INTERNAL, "more executors than lines of them");
        ground->employments[ground->employment_count++] =
            (struct employment){.person = person,
                                .from_day = wanted[i].line->from_day,
                                .to_day = wanted[i].line->to_day,
                                .executor = (uint8_t)wanted[i].line->executor};
    }
    return true;
}

/* Names are hashed once and looked up for each person of the store, in one pass. */
bool groundwork_persons(struct groundwork *ground, const struct hash_key *key, struct error *err)
{
    const struct settings *settings = ground->settings;
    size_t most = settings->bot_count + settings->test_requester_count + settings->executor_count;
    struct wanted *wanted = arena_array(ground->arena, most + 1, sizeof *wanted);

    ground->person_flags = arena_array(ground->arena, ground->vocabulary.person_count + 1, 1);
    ground->employment_capacity = settings->executor_count + 1;
    ground->employments =
        arena_array(ground->arena, ground->employment_capacity, sizeof *ground->employments);
    if (wanted == NULL || ground->person_flags == NULL || ground->employments == NULL)
        return error_memory(err);
    size_t count = gather(settings, key, wanted);
    for (uint32_t person = 1; count > 0 && person < ground->vocabulary.person_count; person++)
        if (!note_person(ground, person, wanted, count, err))
            return false;
    return true;
}

/* Rows stand by ascending person: they were made in that order. */
enum executor groundwork_executor(const struct groundwork *ground, uint32_t person, int32_t day)
{
    size_t low = 0;
    size_t high = ground->employment_count;

    if (!(ground->person_flags[person] & PERSON_HAS_EXECUTOR))
        return EXECUTOR_UNKNOWN;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ground->employments[middle].person < person)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < ground->employment_count && ground->employments[low].person == person; low++)
        if (day >= ground->employments[low].from_day && day <= ground->employments[low].to_day)
            return (enum executor)ground->employments[low].executor;
    return EXECUTOR_UNKNOWN;
}
