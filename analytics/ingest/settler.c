#include "ingest/rows.h"

void row_settler_release(struct row_settler *settler)
{
    lookup_release(&settler->words);
    lookup_release(&settler->persons);
    forensics_release(&settler->forensics);
}

/* A word of which neither the profile nor the settings know what it means is told aloud. */
static void note_word(struct row_settler *settler, const struct reference *reference)
{
    const struct settings *settings = settler->rules->settings;
    const struct {
        enum vocabulary_kind kind;
        const char *column;
        const struct word_settings *words;
        size_t count;
    } lists[] = {
        {VOCABULARY_CHANNEL, "channel", settings->channel_words, settings->channel_word_count},
        {VOCABULARY_PRIORITY, "priority", settings->priority_words, settings->priority_word_count},
        {VOCABULARY_STATUS, "status", settings->status_words, settings->status_word_count},
    };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        bool is_told = lists[i].kind != reference->kind;
        for (size_t j = 0; j < lists[i].count && !is_told; j++)
            is_told = span_equal_folded(reference->text, span_of(lists[i].words[j].text));
        if (!is_told)
            forensics_note_word(&settler->forensics, lists[i].column, reference->text);
    }
}

/* The number of a word or person that this file has not named before. */
static bool give_number(struct row_settler *settler, const struct reference *reference,
                        uint32_t *out, struct error *err)
{
    if (reference->kind == REFERENCE_PERSON)
        return import_person(settler->import, hash_person(settler->rules->key, reference->text),
                             out, err);
    if (reference->class_hint == 0)
        note_word(settler, reference);
    return import_word(settler->import, (enum vocabulary_kind)reference->kind, reference->text,
                       reference->class_hint, out, err);
}

static bool number_of(struct row_settler *settler, const struct reference *reference, uint32_t *out,
                      struct error *err)
{
    struct lookup *lookup =
        reference->kind == REFERENCE_PERSON ? &settler->persons : &settler->words;
    const struct lookup_row *known = lookup_find(lookup, reference->key);

    if (known != NULL) {
        *out = known->number;
        return true;
    }
    return give_number(settler, reference, out, err) &&
           lookup_add(lookup, (struct lookup_row){reference->key, *out, 0}, err);
}

static bool settle_ticket(struct row_settler *settler, const struct decoded_row *row,
                          struct error *err)
{
    const struct ticket_record *record = &row->ticket;
    const struct row_rules *rules = settler->rules;
    int64_t at = rules->first_events != NULL ? record->updated_at : record->created_at;

    forensics_note_day(&settler->forensics, day_of_local(zone_local(rules->zone, at)));
    forensics_note_id(&settler->forensics, record->id);
    forensics_note_ticket(&settler->forensics, rules->zone, record);
    if (rules->is_event_log && record->updated_at != INSTANT_UNKNOWN) {
        struct status_record event = {.ticket_id = record->id,
                                      .at = record->updated_at,
                                      .status = record->status,
                                      .actor = row->event_actor,
                                      .actor_kind = AUTHOR_UNKNOWN};
        if (!import_event(settler->import, &event, err))
            return false;
    }
    return import_ticket(settler->import, record, err);
}

/* Fill the numbers of `record`, to which the offsets refer. */
static bool give_numbers(struct row_settler *settler, void *record,
                         const struct reference *references, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t *number = (uint32_t *)(void *)((char *)record + references[i].offset);
        if (!number_of(settler, &references[i], number, err))
            return false;
    }
    return true;
}

static bool settle_comments(struct row_settler *settler, const struct decoded_row *row,
                            const struct reference *references, struct decoded_comment *comments,
                            struct error *err)
{
    for (size_t i = 0; i < row->comment_count; i++) {
        if (!give_numbers(settler, &comments[i].record, references, comments[i].reference_count,
                          err) ||
            !import_comment(settler->import, &comments[i].record, err))
            return false;
        if (comments[i].reference_count > 0)
            references += comments[i].reference_count;
    }
    return true;
}

bool row_settle(struct row_settler *settler, struct decoded_row *row,
                const struct reference *references, struct decoded_comment *comments,
                struct error *err)
{
    size_t own_count = row->reference_count;

    for (size_t i = 0; i < row->comment_count; i++)
        own_count -= comments[i].reference_count;
    if (!give_numbers(settler, row, references, own_count, err))
        return false;
    switch (settler->rules->plan->table->kind) {
    case TABLE_TICKETS:
        return settle_ticket(settler, row, err) &&
               (row->comment_count == 0 ||
                settle_comments(settler, row, references + own_count, comments, err));
    case TABLE_MESSAGES:
        return import_message(settler->import, &row->message, err);
    case TABLE_SURVEYS:
        return import_survey(settler->import, &row->survey, err);
    case TABLE_REVIEWS:
        return import_review(settler->import, &row->review, err);
    default:
        return import_status(settler->import, &row->status, err);
    }
}
