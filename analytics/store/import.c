#include "store/import.h"

#include <assert.h>
#include <string.h>

#include "store/version.h"

/* ---- numbers ---- */

/* After a failure nothing more is taken: the first one told the cause. */
static bool goes_on(const struct import *import, struct error *err)
{
    return !import->is_failed || error_set(err, ERROR_STORE, "the import of '%s' has failed before",
                                           import->ledger.header.file_name);
}

static bool keep_or_fail(struct import *import, bool is_done)
{
    import->is_failed = import->is_failed || !is_done;
    return is_done;
}

bool import_word(struct import *import, enum vocabulary_kind kind, struct span word, int class_hint,
                 uint32_t *out, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    bool is_new = false;

    assert(kind < VOCABULARY_KINDS);
    if (word.length == 0) {
        *out = 0;
        return true;
    }
    if (!goes_on(import, err))
        return false;
    bool is_done =
        index_put(&import->store->numbers.words[kind], word_hash(class_hint, word), out, &is_new,
                  err) &&
        (!is_new || keeper.engine->word_add(keeper.self, kind, *out, class_hint, word, err));
    return keep_or_fail(import, is_done);
}

bool import_person(struct import *import, struct hash128 person, uint32_t *out, struct error *err)
{
    bool is_new = false;

    if (hash128_is_zero(person)) {
        *out = 0;
        return true;
    }
    if (!goes_on(import, err))
        return false;
    return keep_or_fail(import,
                        index_put(&import->store->numbers.persons, person, out, &is_new, err));
}

/* ---- rows ---- */

static void note_span(struct import *import, int64_t first_at, int64_t last_at)
{
    struct import_totals *totals = &import->ledger.totals;

    if (first_at != INSTANT_UNKNOWN &&
        (totals->first_at == INSTANT_UNKNOWN || first_at < totals->first_at))
        totals->first_at = first_at;
    if (last_at > totals->last_at)
        totals->last_at = last_at;
}

/* Count a row that goes into an empty table; staged ones get their fate at the end, tickets when
 * they are numbered (pending.c). */
static void count_row(struct import *import, enum table_kind kind, bool has_fate)
{
    import->given_count[kind]++;
    if (import->is_staged[kind] || kind == TABLE_TICKETS)
        return;
    import->kept_count[kind]++;
    if (has_fate)
        import->ledger.totals.fate_count[FATE_NEW]++;
}

/* Merges are few: the survivor is numbered at once, behind the ticket itself. */
static bool number_survivor(struct import *import, struct span survivor, struct error *err)
{
    struct row_list *rows = &import->buffers[ROW_TICKET];
    char *copy = arena_text(&import->texts[ROW_TICKET], survivor.bytes, survivor.length);

    if (copy == NULL)
        return error_memory(err);
    if (!import_number_pending(import, err))
        return false;
    struct ticket_row *row = row_list_at(rows, rows->count - 1);
    row->record.merged_into = (struct span){copy, survivor.length};
    return import_number(import, survivor, &row->merged_into, err);
}

bool import_ticket(struct import *import, const struct ticket_record *record, struct error *err)
{
    struct ticket_row row = {.record = *record};
    int64_t first_at, last_at;

    if (!goes_on(import, err))
        return false;
    row.record.id = (struct span){0};
    row.record.merged_into = (struct span){0};
    ticket_span(record, &first_at, &last_at);
    note_span(import, first_at, last_at);
    count_row(import, TABLE_TICKETS, true);
    bool is_kept =
        import_keep(import, ROW_TICKET, &row, record->id, err) &&
        (record->merged_into.length == 0 || number_survivor(import, record->merged_into, err));
    return keep_or_fail(import, is_kept);
}

static bool take_message(struct import *import, const struct message_record *record, bool has_fate,
                         struct error *err)
{
    struct message_row row = {.record = *record};

    if (!goes_on(import, err))
        return false;
    row.record.ticket_id = (struct span){0};
    note_span(import, record->at, record->at);
    count_row(import, TABLE_MESSAGES, has_fate);
    return keep_or_fail(import, import_keep(import, ROW_MESSAGE, &row, record->ticket_id, err));
}

bool import_message(struct import *import, const struct message_record *row, struct error *err)
{
    assert(!import->has_comments); /* a file is of messages, or of tickets with comments */
    return take_message(import, row, true, err);
}

bool import_comment(struct import *import, const struct message_record *row, struct error *err)
{
    assert(import->has_comments || import->given_count[TABLE_MESSAGES] == 0);
    import->has_comments = true;
    return take_message(import, row, false, err);
}

bool import_survey(struct import *import, const struct survey_record *record, struct error *err)
{
    struct survey_row row = {.record = *record};

    if (!goes_on(import, err))
        return false;
    row.record.ticket_id = (struct span){0};
    note_span(import, record->sent_at, record->sent_at);
    note_span(import, record->answered_at, record->answered_at);
    count_row(import, TABLE_SURVEYS, true);
    return keep_or_fail(import, import_keep(import, ROW_SURVEY, &row, record->ticket_id, err));
}

bool import_review(struct import *import, const struct review_record *record, struct error *err)
{
    struct review_row row = {.record = *record};

    if (!goes_on(import, err))
        return false;
    row.record.ticket_id = (struct span){0};
    count_row(import, TABLE_REVIEWS, true);
    return keep_or_fail(import, import_keep(import, ROW_REVIEW, &row, record->ticket_id, err));
}

static bool take_status(struct import *import, const struct status_record *record, bool has_fate,
                        struct error *err)
{
    struct status_row row = {.record = *record};

    if (!goes_on(import, err))
        return false;
    row.record.ticket_id = (struct span){0};
    note_span(import, record->at, record->at);
    count_row(import, TABLE_STATUS_HISTORY, has_fate);
    return keep_or_fail(import, import_keep(import, ROW_STATUS, &row, record->ticket_id, err));
}

bool import_status(struct import *import, const struct status_record *row, struct error *err)
{
    assert(!import->has_events); /* a file is a status history or an event log */
    return take_status(import, row, true, err);
}

bool import_event(struct import *import, const struct status_record *row, struct error *err)
{
    assert(import->has_events || import->given_count[TABLE_STATUS_HISTORY] == 0);
    import->has_events = true;
    return take_status(import, row, false, err);
}

void import_ignored(struct import *import, uint64_t row_count)
{
    import->ledger.totals.fate_count[FATE_IGNORED] += row_count;
}

void import_folded(struct import *import, uint64_t row_count)
{
    import->ledger.totals.fate_count[FATE_FOLDED] += row_count;
}

bool import_reject(struct import *import, const struct reject *reject, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    struct ledger_row *ledger = &import->ledger;

    if (!goes_on(import, err))
        return false;
    bool is_same_row = ledger->reject_count > 0 && reject->line == import->last_reject_line &&
                       reject->byte_offset == import->last_reject_offset;
    import->last_reject_line = reject->line;
    import->last_reject_offset = reject->byte_offset;
    ledger->totals.fate_count[FATE_REJECTED] += !is_same_row;
    return keep_or_fail(import, keeper.engine->reject_add(keeper.self, ledger->import_id,
                                                          ++ledger->reject_count, reject, err));
}

/* ---- the end ---- */

static bool flush_all(struct import *import, struct error *err)
{
    if (!import_number_pending(import, err))
        return false;
    for (int kind = 0; kind < ROW_PRESENCE; kind++) {
        if (!import_flush(import, (enum row_kind)kind, err))
            return false;
        row_list_release(&import->buffers[kind]);
    }
    return true;
}

static bool write_persons(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    struct numbers *numbers = &import->store->numbers;
    struct hash128 persons[PERSONS_A_ROW];

    while (numbers->stored_persons < numbers->persons.count) {
        uint32_t first = numbers->stored_persons + 1;
        uint32_t count = 0;
        while (count < PERSONS_A_ROW && first + count <= numbers->persons.count) {
            persons[count] = index_hash(&numbers->persons, first + count);
            count++;
        }
        if (!keeper.engine->person_add(keeper.self, first, persons, count, err))
            return false;
        numbers->stored_persons += count;
    }
    return true;
}

static bool write_totals(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    uint64_t totals[TABLE_KINDS];

    if (import->replaced_count > 0) {
        if (!store_recount(import->store, totals, err))
            return false;
    } else {
        if (!keeper.engine->totals_read(keeper.self, totals, err))
            return false;
        for (int kind = 0; kind < TABLE_KINDS; kind++)
            totals[kind] += import->kept_count[kind];
    }
    return keeper.engine->totals_write(keeper.self, totals, err);
}

static bool settle_all(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;

    for (int kind = 0; kind < TABLE_KINDS; kind++)
        if (import->is_staged[kind] && !import_settle(import, (enum table_kind)kind, err))
            return false;
    return keeper.engine->stage_clear(keeper.self, err);
}

static void finish_totals(struct import *import)
{
    struct import_totals *totals = &import->ledger.totals;
    int64_t export_time = import->ledger.header.export_time;

    totals->cut_at = export_time != INSTANT_UNKNOWN ? export_time : totals->last_at;
    totals->row_count = 0;
}

static bool write_ledger(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;
    struct import_totals *totals = &import->ledger.totals;

    for (int fate = 0; fate < FATE_COUNT; fate++)
        totals->row_count += totals->fate_count[fate];
    return keeper.engine->import_add(keeper.self, &import->ledger, import->source_id, err);
}

static bool commit(struct import *import, struct error *err)
{
    struct keeper keeper = import->store->keeper;

    text_keys_close(import->text_keys);
    import->text_keys = NULL;
    if (!flush_all(import, err))
        return false;
    finish_totals(import);
    return (import->replaced_count == 0 || import_replace(import, err)) &&
           settle_all(import, err) && write_persons(import, err) && write_ledger(import, err) &&
           write_totals(import, err) && keeper.engine->commit(keeper.self, err);
}

bool import_commit(struct import *import, const char *assumptions_json, struct import_totals *out,
                   struct error *err)
{
    if (!goes_on(import, err))
        return false;
    if (assumptions_json != NULL) {
        import->ledger.header.assumptions_json = import_copy_text(&import->arena, assumptions_json);
        if (import->ledger.header.assumptions_json == NULL)
            return keep_or_fail(import, error_memory(err));
    }
    if (!commit(import, err)) {
        error_wrap(err, "import of '%s'", import->ledger.header.file_name);
        return keep_or_fail(import, false);
    }
    import->store->is_importing = false;
    import->store->has_imported = true;
    if (out != NULL)
        *out = import->ledger.totals;
    return true;
}

void import_close(struct import *import)
{
    if (import == NULL)
        return;
    if (import->store->is_importing) { /* not committed: what was numbered is forgotten too */
        import->store->keeper.engine->rollback(import->store->keeper.self);
        numbers_release(&import->store->numbers);
        import->store->is_importing = false;
    }
    for (int kind = 0; kind < ROW_PRESENCE; kind++) {
        row_list_release(&import->buffers[kind]);
        arena_release(&import->texts[kind]);
    }
    segment_list_release(&import->staged);
    arena_release(&import->arena);
    text_keys_close(import->text_keys);
    free(import->seen);
    free(import->replaced);
    free(import);
}
