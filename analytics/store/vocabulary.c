#include <string.h>

#include "store/handle.h"

struct reading {
    struct vocabulary *vocabulary;
    uint32_t capacity[VOCABULARY_KINDS];
    uint32_t person_capacity;
    struct error *err;
    bool is_failed;
};

static bool reserve_words(struct reading *reading, enum vocabulary_kind kind, uint32_t wanted)
{
    struct vocabulary *vocabulary = reading->vocabulary;

    if (wanted <= reading->capacity[kind])
        return true;
    uint32_t capacity = wanted < 32 ? 64 : wanted * 2;
    struct word *grown = realloc(vocabulary->words[kind], capacity * sizeof *grown);
    if (grown == NULL)
        return error_memory(reading->err);
    vocabulary->words[kind] = grown;
    reading->capacity[kind] = capacity;
    return true;
}

static bool add_word(struct reading *reading, enum vocabulary_kind kind, uint32_t number,
                     int class_hint, struct span text)
{
    struct vocabulary *vocabulary = reading->vocabulary;

    if (number != vocabulary->word_count[kind])
        return error_set(reading->err, ERROR_STORE, "the vocabulary of the store has gaps");
    if (!reserve_words(reading, kind, number + 1))
        return false;
    char *copy = arena_text(&vocabulary->arena, text.bytes, text.length);
    if (copy == NULL)
        return error_memory(reading->err);
    vocabulary->words[kind][number] = (struct word){{copy, text.length}, class_hint};
    vocabulary->word_count[kind] = number + 1;
    return true;
}

static bool read_word(void *context, enum vocabulary_kind kind, uint32_t number, int class_hint,
                      struct span text)
{
    struct reading *reading = context;

    reading->is_failed = !add_word(reading, kind, number, class_hint, text);
    return !reading->is_failed;
}

static bool add_persons(struct reading *reading, uint32_t first_number,
                        const struct hash128 *persons, uint32_t count)
{
    struct vocabulary *vocabulary = reading->vocabulary;

    if (first_number != vocabulary->person_count)
        return error_set(reading->err, ERROR_STORE, "the people of the store have gaps");
    if (first_number + count > reading->person_capacity) {
        uint32_t capacity = (first_number + count) * 3 / 2;
        struct hash128 *grown = realloc(vocabulary->persons, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(reading->err);
        vocabulary->persons = grown;
        reading->person_capacity = capacity;
    }
    if (count > 0)
        memcpy(vocabulary->persons + first_number, persons, count * sizeof *persons);
    vocabulary->person_count = first_number + count;
    return true;
}

static bool read_persons(void *context, uint32_t first_number, const struct hash128 *persons,
                         uint32_t count)
{
    struct reading *reading = context;

    reading->is_failed = !add_persons(reading, first_number, persons, count);
    return !reading->is_failed;
}

/* Row 0 of everything: the absent word, nobody. */
static bool add_absent(struct reading *reading)
{
    static const struct hash128 nobody = {0};

    for (int kind = 0; kind < VOCABULARY_KINDS; kind++)
        if (!add_word(reading, (enum vocabulary_kind)kind, 0, 0, SPAN("")))
            return false;
    return add_persons(reading, 0, &nobody, 1);
}

bool store_vocabulary(struct store *store, struct vocabulary *out, struct error *err)
{
    struct keeper keeper = store->keeper;
    struct vocabulary vocabulary = {0};
    struct reading reading = {.vocabulary = &vocabulary, .err = err};

    bool is_read = store_begin_reading(store, err);
    if (is_read) {
        is_read = add_absent(&reading) &&
                  keeper.engine->word_each(keeper.self, read_word, &reading, err) &&
                  !reading.is_failed &&
                  keeper.engine->person_each(keeper.self, read_persons, &reading, err) &&
                  !reading.is_failed;
        store_end_reading(store);
    }
    if (!is_read) {
        vocabulary_release(&vocabulary);
        return false;
    }
    *out = vocabulary;
    return true;
}

void vocabulary_release(struct vocabulary *vocabulary)
{
    for (int kind = 0; kind < VOCABULARY_KINDS; kind++)
        free(vocabulary->words[kind]);
    free(vocabulary->persons);
    arena_release(&vocabulary->arena);
    *vocabulary = (struct vocabulary){0};
}
