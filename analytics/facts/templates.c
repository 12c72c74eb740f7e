#include "facts/templates.h"

#include <stdlib.h>
#include <string.h>

enum {
    SKETCH_CELLS = 1 << 24,
    EXACT_LIMIT = 1 << 21, /* entries; past it the sketch decides who is counted */
    FIRST_CAPACITY = 1 << 12
};

struct entry {
    uint64_t body;        /* 0: free */
    uint32_t account_key; /* account + 1; 0: over all accounts */
    uint32_t ticket_count;
};

enum pass { PASS_EXACT, PASS_SKETCH, PASS_CANDIDATES, PASS_DONE };

struct templates {
    uint32_t min_tickets;
    double min_share;
    enum pass pass;
    struct entry *entries;
    size_t entry_count, capacity;
    uint8_t *sketch;           /* saturating counts by hash */
    uint64_t *account_tickets; /* by account + 1; [0] all */
    uint32_t account_capacity;
};

static uint64_t mix(uint64_t body, uint32_t account_key)
{
    uint64_t z = body + 0x9E3779B97F4A7C15ULL * (account_key + 1ULL);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

bool templates_open(uint32_t min_tickets, double min_share, struct templates **out,
                    struct error *err)
{
    struct templates *templates = calloc(1, sizeof *templates);

    if (templates == NULL)
        return error_memory(err);
    templates->min_tickets = min_tickets;
    templates->min_share = min_share;
    templates->capacity = FIRST_CAPACITY;
    templates->entries = calloc(templates->capacity, sizeof *templates->entries);
    if (templates->entries == NULL) {
        free(templates);
        return error_memory(err);
    }
    *out = templates;
    return true;
}

void templates_close(struct templates *templates)
{
    if (templates == NULL)
        return;
    free(templates->entries);
    free(templates->sketch);
    free(templates->account_tickets);
    free(templates);
}

static struct entry *slot_of_entry(struct entry *entries, size_t capacity, uint64_t body,
                                   uint32_t account_key)
{
    size_t at = mix(body, account_key) & (capacity - 1);

    while (entries[at].body != 0 &&
           (entries[at].body != body || entries[at].account_key != account_key))
        at = (at + 1) & (capacity - 1);
    return &entries[at];
}

static bool grow(struct templates *templates, struct error *err)
{
    size_t capacity = templates->capacity * 2;
    struct entry *entries = calloc(capacity, sizeof *entries);

    if (entries == NULL)
        return error_memory(err);
    for (size_t i = 0; i < templates->capacity; i++) {
        const struct entry *from = &templates->entries[i];
        if (from->body != 0)
            *slot_of_entry(entries, capacity, from->body, from->account_key) = *from;
    }
    free(templates->entries);
    templates->entries = entries;
    templates->capacity = capacity;
    return true;
}

/* Too many distinct bodies: forget the exact counts, sketch this pass to its end instead. What
 * was seen before this moment is sketched too, from the entries. */
static bool begin_sketch(struct templates *templates, struct error *err)
{
    templates->sketch = calloc(SKETCH_CELLS, 1);
    if (templates->sketch == NULL)
        return error_memory(err);
    for (size_t i = 0; i < templates->capacity; i++) {
        const struct entry *entry = &templates->entries[i];
        if (entry->body == 0)
            continue;
        uint8_t *cell = &templates->sketch[mix(entry->body, entry->account_key) % SKETCH_CELLS];
        uint64_t sum = *cell + (uint64_t)entry->ticket_count;
        *cell = sum > UINT8_MAX ? UINT8_MAX : (uint8_t)sum;
    }
    memset(templates->entries, 0, templates->capacity * sizeof *templates->entries);
    templates->entry_count = 0;
    templates->pass = PASS_SKETCH;
    return true;
}

static bool count_body(struct templates *templates, uint64_t body, uint32_t account_key,
                       struct error *err)
{
    uint64_t cell = mix(body, account_key) % SKETCH_CELLS;

    if (templates->pass == PASS_SKETCH) {
        if (templates->sketch[cell] < UINT8_MAX)
            templates->sketch[cell]++;
        return true;
    }
    uint32_t gate = templates->min_tickets < UINT8_MAX ? templates->min_tickets : UINT8_MAX;
    if (templates->pass == PASS_CANDIDATES && templates->sketch[cell] < gate)
        return true;
    if (templates->entry_count * 3 > templates->capacity * 2) {
        if (templates->pass == PASS_EXACT && templates->entry_count >= EXACT_LIMIT) {
            if (!begin_sketch(templates, err))
                return false;
            return count_body(templates, body, account_key, err);
        }
        if (!grow(templates, err))
            return false;
    }
    struct entry *entry = slot_of_entry(templates->entries, templates->capacity, body, account_key);
    if (entry->body == 0) {
        entry->body = body;
        entry->account_key = account_key;
        templates->entry_count++;
    }
    entry->ticket_count++;
    return true;
}

static bool count_ticket(struct templates *templates, uint32_t account_key, struct error *err)
{
    if (account_key >= templates->account_capacity) {
        uint32_t capacity = account_key + account_key / 2 + 16;
        uint64_t *grown =
            realloc(templates->account_tickets, capacity * sizeof *templates->account_tickets);
        if (grown == NULL)
            return error_memory(err);
        memset(grown + templates->account_capacity, 0,
               (capacity - templates->account_capacity) * sizeof *grown);
        templates->account_tickets = grown;
        templates->account_capacity = capacity;
    }
    templates->account_tickets[account_key]++;
    templates->account_tickets[0]++;
    return true;
}

bool templates_add(struct templates *templates, uint32_t account, const uint64_t *bodies,
                   size_t count, struct error *err)
{
    uint32_t account_key = account + 1;

    if (templates->pass != PASS_CANDIDATES && !count_ticket(templates, account_key, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (bodies[i] != 0 && (!count_body(templates, bodies[i], account_key, err) ||
                               !count_body(templates, bodies[i], 0, err)))
            return false;
    return true;
}

bool templates_finish_pass(struct templates *templates, bool *again, struct error *err)
{
    (void)err;
    *again = templates->pass == PASS_SKETCH;
    templates->pass = *again ? PASS_CANDIDATES : PASS_DONE;
    if (templates->pass == PASS_DONE) {
        free(templates->sketch);
        templates->sketch = NULL;
    }
    return true;
}

static bool is_template(const struct templates *templates, uint64_t body, uint32_t account_key)
{
    if (account_key >= templates->account_capacity)
        return false;
    const struct entry *entry =
        slot_of_entry(templates->entries, templates->capacity, body, account_key);
    return entry->body != 0 && entry->ticket_count >= templates->min_tickets &&
           entry->ticket_count >=
               templates->min_share * (double)templates->account_tickets[account_key];
}

bool templates_has(const struct templates *templates, uint32_t account, uint64_t body)
{
    return body != 0 &&
           (is_template(templates, body, account + 1) || is_template(templates, body, 0));
}
