#include "store/handle.h"

#include <string.h>

/*
 * The numbers of tickets, people and words, for an import. They are read once and kept until a
 * scan needs the memory, another process writes, or an import is given up.
 */

/* A source is not part of the text that is hashed: its number is mixed in. */
struct hash128 ticket_hash(int64_t source_id, struct span id)
{
    struct hash128 hash = hash_128(id);

    hash.low += (uint64_t)source_id * UINT64_C(0x9E3779B97F4A7C15);
    hash.high ^= (uint64_t)source_id * UINT64_C(0xC2B2AE3D27D4EB4F);
    return hash;
}

struct hash128 word_hash(int class_hint, struct span text)
{
    return ticket_hash(class_hint, text);
}

void numbers_release(struct numbers *numbers)
{
    index_release(&numbers->tickets);
    index_release(&numbers->persons);
    for (int kind = 0; kind < VOCABULARY_KINDS; kind++)
        index_release(&numbers->words[kind]);
    *numbers = (struct numbers){0};
}

struct loading {
    struct numbers *numbers;
    struct error *err;
    bool is_failed;
};

/* The next member must get the number that it was given before. */
static bool restore(struct index *index, struct hash128 hash, uint32_t number, struct error *err)
{
    uint32_t given = 0;
    bool is_new = false;

    if (!index_put(index, hash, &given, &is_new, err))
        return false;
    return (is_new && given == number) ||
           error_set(err, ERROR_STORE, "the numbers of the store are damaged at %u", number);
}

static bool load_word(void *context, enum vocabulary_kind kind, uint32_t number, int class_hint,
                      struct span text)
{
    struct loading *loading = context;

    loading->is_failed =
        !restore(&loading->numbers->words[kind], word_hash(class_hint, text), number, loading->err);
    return !loading->is_failed;
}

static bool load_persons(void *context, uint32_t first_number, const struct hash128 *persons,
                         uint32_t count)
{
    struct loading *loading = context;

    for (uint32_t i = 0; i < count && !loading->is_failed; i++)
        loading->is_failed =
            !restore(&loading->numbers->persons, persons[i], first_number + i, loading->err);
    return !loading->is_failed;
}

static bool load_tickets(struct store *store, struct error *err)
{
    OWN(segment_list_release) struct segment_list segments = {0};
    OWN(merge_release) struct merge names = {0};
    OWN(row_list_release) struct row_list rows = {.row_size = sizeof(struct name_row)};

    if (!segment_list_read(&segments, store->keeper, err) ||
        !merge_open(&names, store->keeper, SHELF_KEPT, ROW_NAME, &segments, NULL, NULL, err))
        return false;
    for (uint32_t ticket; (ticket = merge_next(&names)) != MERGE_END;) {
        rows.count = 0;
        if (!merge_take(&names, ticket, &rows, err))
            return false;
        const struct name_row *name = rows.rows;
        if (rows.count != 1 ||
            !restore(&store->numbers.tickets, ticket_hash((int64_t)name->source + 1, name->id),
                     ticket, err))
            return rows.count == 1 ? false
                                   : error_set(err, ERROR_STORE,
                                               "ticket %u of the store has two names", ticket);
    }
    return true;
}

bool numbers_load(struct store *store, struct error *err)
{
    struct keeper keeper = store->keeper;
    struct numbers *numbers = &store->numbers;
    struct loading loading = {numbers, err, false};
    int64_t generation = 0;

    if (!keeper.engine->generation(keeper.self, &generation, err))
        return false;
    if (numbers->is_loaded && numbers->generation == generation)
        return true;
    numbers_release(numbers);
    if (!keeper.engine->word_each(keeper.self, load_word, &loading, err) || loading.is_failed ||
        !keeper.engine->person_each(keeper.self, load_persons, &loading, err) ||
        loading.is_failed || !load_tickets(store, err)) {
        numbers_release(numbers);
        return false;
    }
    numbers->stored_persons = numbers->persons.count;
    numbers->generation = generation;
    numbers->is_loaded = true;
    return true;
}
