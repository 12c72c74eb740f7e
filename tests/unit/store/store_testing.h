/* store_testing: small imports in one line, and the whole store as sorted text. */
#ifndef DESKGAUGE_TESTS_STORE_TESTING_H
#define DESKGAUGE_TESTS_STORE_TESTING_H

#include "testing.h"

#include <stdlib.h>

#include "base/text.h"
#include "store/store.h"

static inline __attribute__((unused)) struct store *open_scratch(void)
{
    struct error err = {0};
    struct store *store = NULL;

    assert_ok(store_open(NULL, STORE_SCRATCH, &store, &err), err);
    return store;
}

/* A file: its content is a number, and nothing about its reading is special. */
static inline __attribute__((unused)) struct import_header file(enum table_kind kind,
                                                                uint64_t content)
{
    return (struct import_header){.source = "desk",
                                  .desk = "zendesk",
                                  .file_name = "export.csv",
                                  .charset = "utf-8",
                                  .date_order = "",
                                  .zone = "",
                                  .kind = kind,
                                  .content = {content, content + 1},
                                  .byte_count = 100,
                                  .export_time = INSTANT_UNKNOWN,
                                  .assumptions_json = "{}"};
}

static inline __attribute__((unused)) struct import *begin(struct store *store,
                                                           struct import_header header)
{
    struct error err = {0};
    struct import *import = NULL;

    assert_ok(store_import(store, &header, &import, &err), err);
    return import;
}

static inline __attribute__((unused)) struct import_totals end(struct import *import)
{
    struct error err = {0};
    struct import_totals totals = {0};
    uint64_t sum = 0;

    assert_ok(import_commit(import, NULL, &totals, &err), err);
    import_close(import);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        sum += totals.fate_count[fate];
    assert_true(sum == totals.row_count); /* rulings 10, in every test */
    return totals;
}

static inline __attribute__((unused)) uint32_t word(struct import *import,
                                                    enum vocabulary_kind kind, const char *text)
{
    struct error err = {0};
    uint32_t number = 0;

    assert_ok(import_word(import, kind, span_of(text), 0, &number, &err), err);
    return number;
}

static inline __attribute__((unused)) uint32_t person(struct import *import, uint64_t who)
{
    struct error err = {0};
    uint32_t number = 0;

    assert_ok(import_person(import, (struct hash128){who, who * 7}, &number, &err), err);
    return number;
}

static inline __attribute__((unused)) void add_ticket(struct import *import, const char *id,
                                                      int64_t created_at, int64_t updated_at)
{
    struct error err = {0};
    struct ticket_record row = ticket_record_unknown();

    row.id = span_of(id);
    row.created_at = created_at;
    row.updated_at = updated_at;
    assert_ok(import_ticket(import, &row, &err), err);
}

static inline __attribute__((unused)) void add_message(struct import *import, const char *id,
                                                       int64_t at, uint64_t author, uint64_t body)
{
    struct error err = {0};
    struct message_record row = {
        .ticket_id = span_of(id), .at = at, .body = body, .author_kind = AUTHOR_HUMAN};

    row.author = person(import, author);
    assert_ok(import_message(import, &row, &err), err);
}

static inline __attribute__((unused)) void add_native(struct import *import, const char *id,
                                                      int64_t at, uint64_t native_id,
                                                      uint16_t word_count)
{
    struct error err = {0};
    struct message_record row = {.ticket_id = span_of(id),
                                 .at = at,
                                 .native_id = native_id,
                                 .author_kind = AUTHOR_CUSTOMER,
                                 .text = {.word_count = word_count}};

    assert_ok(import_message(import, &row, &err), err);
}

/* ---- the whole store as text, the same for the same content whatever the numbers ---- */

struct dumped {
    struct span key; /* source and id */
    struct buffer text;
};

static inline int compare_dumped(const void *a, const void *b)
{
    return span_compare(((const struct dumped *)a)->key, ((const struct dumped *)b)->key);
}

static inline void dump_word(struct buffer *out, const struct vocabulary *words,
                             enum vocabulary_kind kind, uint32_t number)
{
    assert_true(number < words->word_count[kind]);
    buffer_format(out, " '%.*s'", SPAN_PRINT(words->words[kind][number].text));
}

static inline void dump_person(struct buffer *out, const struct vocabulary *words, uint32_t number)
{
    assert_true(number < words->person_count);
    buffer_format(out, " p%llx", (unsigned long long)words->persons[number].low);
}

static inline void dump_thread(struct buffer *out, const struct vocabulary *words,
                               const struct thread *thread)
{
    const struct ticket_record *row = &thread->row;

    buffer_format(out, "%u|%.*s has=%d until=%lld", thread->source, SPAN_PRINT(row->id),
                  thread->has_ticket, (long long)thread->seen_until);
    const int64_t numbers[] = {row->created_at,         row->first_reply_at,
                               row->first_human_at,     row->resolved_at,
                               row->first_resolved_at,  row->closed_at,
                               row->reopened_at,        row->updated_at,
                               row->due_reply_at,       row->due_resolve_at,
                               row->first_reply_s,      row->resolution_s,
                               row->handling_s,         row->reopen_count,
                               row->staff_reply_count,  row->customer_reply_count,
                               row->reassignment_count, row->rating.score,
                               row->rating.scale_max,   row->rating.was_offered,
                               row->initiator,          row->first_reply_clock,
                               row->resolution_clock,   row->reply_sla_met,
                               row->resolve_sla_met,    row->flags};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        buffer_format(out, " %lld", (long long)numbers[i]);
    dump_word(out, words, VOCABULARY_ACCOUNT, row->account);
    dump_word(out, words, VOCABULARY_CHANNEL, row->channel);
    dump_word(out, words, VOCABULARY_PRIORITY, row->priority);
    dump_word(out, words, VOCABULARY_STATUS, row->status);
    dump_word(out, words, VOCABULARY_TYPE, row->type);
    dump_word(out, words, VOCABULARY_CATEGORY, row->category);
    dump_word(out, words, VOCABULARY_GROUP, row->group);
    dump_person(out, words, row->requester);
    dump_person(out, words, row->assignee);
    buffer_format(out, " into=%.*s\n", SPAN_PRINT(row->merged_into));
    for (uint32_t i = 0; i < thread->message_count; i++) {
        const struct message_record *m = &thread->messages[i];
        buffer_format(out, "  m %lld %llx %llx k%u f%u %u %u %u %u %u %u %u %u", (long long)m->at,
                      (unsigned long long)m->native_id, (unsigned long long)m->body, m->author_kind,
                      m->flags, m->text.word_count, m->text.sentence_count, m->text.syllable_count,
                      m->text.long_word_count, m->text.foreign_word_count, m->text.jargon_count,
                      m->text.character_count, m->text.language);
        dump_person(out, words, m->author);
        dump_word(out, words, VOCABULARY_CHANNEL, m->channel);
        buffer_byte(out, '\n');
    }
    for (uint32_t i = 0; i < thread->survey_count; i++)
        buffer_format(out, "  s %lld %lld %d/%d %d %d %d/%d %u\n",
                      (long long)thread->surveys[i].sent_at,
                      (long long)thread->surveys[i].answered_at, thread->surveys[i].rating.score,
                      thread->surveys[i].rating.scale_max, thread->surveys[i].rating.was_offered,
                      thread->surveys[i].recommendation, thread->surveys[i].effort,
                      thread->surveys[i].effort_max, thread->surveys[i].asks);
    for (uint32_t i = 0; i < thread->review_count; i++) {
        buffer_format(out, "  r %d %d", thread->reviews[i].is_complete,
                      thread->reviews[i].is_correct);
        dump_person(out, words, thread->reviews[i].reviewer);
        buffer_byte(out, '\n');
    }
    for (uint32_t i = 0; i < thread->event_count; i++) {
        buffer_format(out, "  e %lld k%u", (long long)thread->events[i].at,
                      thread->events[i].actor_kind);
        dump_word(out, words, VOCABULARY_STATUS, thread->events[i].status);
        dump_person(out, words, thread->events[i].actor);
        buffer_byte(out, '\n');
    }
}

/* The caller releases it. */
static inline __attribute__((unused)) struct buffer dump(struct store *store)
{
    struct error err = {0};
    OWN(vocabulary_release) struct vocabulary words = {0};
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;
    struct dumped *all = NULL;
    size_t count = 0;
    uint32_t before = 0;
    struct buffer out = {0};

    assert_ok(store_vocabulary(store, &words, &err), err);
    assert_ok(store_scan(store, &scan, &err), err);
    for (;;) {
        assert_ok(scan_next(scan, &thread, &err), err);
        if (thread == NULL)
            break;
        assert_true(thread->ticket > before); /* ascending, each once */
        before = thread->ticket;
        if ((count & (count - 1)) == 0) /* ASan copies at every realloc: double */
            all = realloc(all, (2 * count + 1) * sizeof *all);
        all[count] = (struct dumped){0};
        dump_thread(&all[count].text, &words, thread);
        count++;
    }
    for (size_t i = 0; i < count; i++)
        all[i].key = buffer_span(&all[i].text);
    if (count > 0)
        qsort(all, count, sizeof *all, compare_dumped);
    for (size_t i = 0; i < count; i++) {
        buffer_append(&out, all[i].text.bytes, all[i].text.length);
        buffer_release(&all[i].text);
    }
    free(all);
    return out;
}

#define assert_same_dump(a, b) assert_same_dump_at((a), (b), __FILE__, __LINE__)
static inline __attribute__((unused)) void assert_same_dump_at(struct store *a, struct store *b,
                                                               const char *at_file, int line)
{
    OWN(buffer_release) struct buffer left = dump(a);
    OWN(buffer_release) struct buffer right = dump(b);

    if (span_equal(buffer_span(&left), buffer_span(&right)))
        return;
    size_t at = 0;
    while (at < left.length && at < right.length && left.bytes[at] == right.bytes[at])
        at++;
    size_t from = at < 700 ? 0 : at - 700;
    print_error("differ after:\n%.*s\n---- one:\n%.300s\n---- other:\n%.300s\n", (int)(at - from),
                left.bytes + from, left.bytes + at, right.bytes + at);
    _fail(at_file, line);
}

/* The only thread of a store that has one; it lives until scan_close(*scan). */
static inline __attribute__((unused)) const struct thread *only_thread(struct store *store,
                                                                       struct scan **scan)
{
    struct error err = {0};
    const struct thread *thread = NULL;

    assert_ok(store_scan(store, scan, &err), err);
    assert_ok(scan_next(*scan, &thread, &err), err);
    assert_non_null(thread);
    return thread;
}

#endif
