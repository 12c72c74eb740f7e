#include <stdlib.h>

#include "ingest/cells.h"
#include "ingest/rows/taking.h"

/* Texts of the row may be gone when it is settled, those of the batch are not. */
struct span keep_text(struct taking *taking, struct span text)
{
    struct row_batch *batch = taking->batch;
    bool is_kept = text.bytes >= batch->bytes.bytes &&
                   text.bytes + text.length <= batch->bytes.bytes + batch->bytes.length;

    if (is_kept || text.length == 0)
        return text;
    const char *copy = arena_text(&batch->texts, text.bytes, text.length);
    taking->has_failed |= copy == NULL;
    return (struct span){copy, copy == NULL ? 0 : text.length};
}

void refer(struct taking *taking, struct reference reference, struct span text)
{
    struct row_batch *batch = taking->batch;

    if (batch->reference_count == batch->reference_capacity) {
        size_t capacity = batch->reference_capacity == 0 ? 4096 : batch->reference_capacity * 2;
        struct reference *grown = realloc(batch->references, capacity * sizeof *grown);
        taking->has_failed |= grown == NULL;
        if (grown == NULL)
            return;
        batch->references = grown;
        batch->reference_capacity = capacity;
    }
    reference.text = keep_text(taking, text);
    batch->references[batch->reference_count++] = reference;
    taking->out->reference_count++;
}

/* The class of a word, looked up in the profile once a thread. */
int class_of(struct taking *taking, struct span cell, uint64_t key, enum word_list list)
{
    struct lookup *classes = &taking->decoder->classes;
    const struct lookup_row *known = lookup_find(classes, key);

    if (known != NULL)
        return known->class_value;
    int class_value = profile_class(taking->rules->plan->profile, list, cell);
    taking->has_failed |=
        !lookup_add(classes, (struct lookup_row){key, 0, class_value}, taking->err);
    return class_value;
}

void take_word_text(struct taking *taking, struct span cell, enum vocabulary_kind kind,
                    enum word_list list, size_t offset)
{
    if (cell.length == 0)
        return;
    uint64_t key = lookup_key(cell, (uint64_t)kind + 1);
    int class_hint = list == WORD_LISTS ? 0 : class_of(taking, cell, key, list);
    refer(taking,
          (struct reference){.key = key,
                             .class_hint = class_hint,
                             .offset = (uint16_t)offset,
                             .kind = (uint8_t)kind},
          cell);
}

void take_word(struct taking *taking, enum field field, enum vocabulary_kind kind,
               enum word_list list, size_t offset)
{
    take_word_text(taking, cell_first_value(cell_of(taking, field)), kind, list, offset);
}

void take_person(struct taking *taking, enum field field, size_t offset)
{
    struct span cell = cell_first_value(cell_of(taking, field));

    if (cell.length > 0)
        refer(taking,
              (struct reference){
                  .key = lookup_key(cell, 0), .offset = (uint16_t)offset, .kind = REFERENCE_PERSON},
              cell);
}

/* A class that the store does not number (author kind, initiator). */
int take_class(struct taking *taking, enum field field, enum word_list list)
{
    struct span cell = cell_of(taking, field);

    return cell.length == 0 ? 0
                            : class_of(taking, cell, lookup_key(cell, 100 + (uint64_t)list), list);
}
