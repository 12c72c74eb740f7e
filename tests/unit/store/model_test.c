#include "store_testing.h"

/*
 * Overlapping exports of a made-up desk against a naive store that keeps every row of every file
 * and applies the rules of store.h by brute force. Small worlds, so that everything collides.
 */

static uint64_t state_of_random;
static uint64_t seed_of_test;

static uint64_t next_random(void) /* splitmix64 */
{
    uint64_t z = (state_of_random += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static void start(uint64_t seed)
{
    state_of_random = seed;
    seed_of_test = seed;
}

/* STORE_MODEL_ROUNDS=5000 for a long look. */
static uint64_t rounds(void)
{
    const char *told = getenv("STORE_MODEL_ROUNDS");

    return told == NULL ? 100 : strtoull(told, NULL, 10);
}

static int64_t below(int64_t bound)
{
    return (int64_t)(next_random() % (uint64_t)bound);
}

enum { FILES = 5, ROWS = 40, TICKETS = 6 };

/* One made-up row; which members count depends on the kind of its file. */
struct row {
    int ticket;
    int64_t at, other_at;
    uint64_t native_id, body, person;
    int number, word; /* -1, 0: unknown */
};

struct made_file {
    enum table_kind kind;
    uint64_t content;
    int64_t export_time;
    struct row rows[ROWS];
    int row_count;
};

static struct row random_row(enum table_kind kind)
{
    struct row row = {.ticket = (int)below(TICKETS),
                      .at = below(5) == 0 ? INSTANT_UNKNOWN : 100 + below(4),
                      .other_at = below(2) == 0 ? INSTANT_UNKNOWN : 100 + below(3),
                      .native_id = below(2) == 0 ? 0 : (uint64_t)(1 + below(5)),
                      .body = (uint64_t)below(3),
                      .person = (uint64_t)below(3),
                      .number = (int)below(4) - 1,
                      .word = (int)below(3)};

    if (kind == TABLE_MESSAGES && row.at == INSTANT_UNKNOWN)
        row.at = 105;
    return row;
}

/* Exports overlap: half of the rows are taken over from the file before, in their order. */
static void make_files(struct made_file *files)
{
    for (int f = 0; f < FILES; f++) {
        struct made_file *made = &files[f];
        *made = (struct made_file){.kind = (enum table_kind)below(TABLE_KINDS),
                                   .content = (uint64_t)(f + 1) * 10,
                                   .export_time = below(3) == 0 ? 200 + below(5) : INSTANT_UNKNOWN};
        if (f > 0 && below(3) > 0)
            made->kind = files[f - 1].kind;
        for (int i = 0; f > 0 && i < files[f - 1].row_count; i++)
            if (files[f - 1].kind == made->kind && below(2) == 0)
                made->rows[made->row_count++] = files[f - 1].rows[i];
        int more = (int)below(10);
        while (more-- > 0 && made->row_count < ROWS)
            made->rows[made->row_count++] = random_row(made->kind);
    }
}

static const char *const word_texts[] = {"", "Zulu", "Alpha"};

/* What a text measures follows from it. Now and then the store is trusted to know that. */
static struct message_record measured(struct import *import, struct message_record record,
                                      int ticket)
{
    struct error err = {0};
    const struct text_keys *kept = NULL;
    uint64_t text = record.body;
    bool is_from_before = below(8) == 0; /* rows that were kept without a key */

    record.text_key = is_from_before ? 0 : ((uint64_t)ticket * 3 + text + 1) << 57;
    assert_ok(import_text_keys(import, &kept, &err), err);
    if (kept != NULL && !is_from_before && text_keys_hold(kept, record.text_key) && below(4) > 0) {
        record.body = 0;
        record.flags |= MESSAGE_TEXT_KEPT;
        return record;
    }
    record.text.word_count = (uint16_t)(text * 3);
    record.flags |= text == 2 ? MESSAGE_QUESTION : 0;
    return record;
}

static void import_row(struct import *import, enum table_kind kind, const struct row *row,
                       bool is_other_reading)
{
    struct error err = {0};
    char id[16];
    int64_t shift = is_other_reading ? 1 : 0;
    struct span ticket = {id, (size_t)snprintf(id, sizeof id, "T%d", row->ticket)};
    int64_t at = row->at == INSTANT_UNKNOWN ? INSTANT_UNKNOWN : row->at + shift;
    uint32_t who = person(import, row->person);

    if (kind == TABLE_TICKETS) {
        struct ticket_record record = ticket_record_unknown();
        record.id = ticket;
        record.updated_at = at;
        record.created_at = row->other_at;
        record.reopen_count = row->number;
        record.account = word(import, VOCABULARY_ACCOUNT, word_texts[row->word]);
        record.assignee = who;
        if (row->body == 2)
            record.merged_into = SPAN("T0");
        assert_ok(import_ticket(import, &record, &err), err);
    } else if (kind == TABLE_MESSAGES) {
        const struct message_record record =
            measured(import,
                     (struct message_record){
                         .ticket_id = ticket,
                         .at = at,
                         .native_id = row->native_id,
                         .body = row->body,
                         .author = who,
                         .author_kind = AUTHOR_HUMAN,
                         .channel = word(import, VOCABULARY_CHANNEL, word_texts[row->word]),
                         .flags = (uint8_t)(row->number + 1)},
                     row->ticket);
        assert_ok(import_message(import, &record, &err), err);
    } else if (kind == TABLE_SURVEYS) {
        const struct survey_record record = {ticket,
                                             row->other_at,
                                             at,
                                             {(int16_t)row->number, 5, COUNT_UNKNOWN},
                                             (int16_t)(row->word + 3),
                                             COUNT_UNKNOWN,
                                             0,
                                             (uint8_t)(2 << row->word % 3)};
        assert_ok(import_survey(import, &record, &err), err);
    } else if (kind == TABLE_REVIEWS) {
        const struct review_record record = {
            ticket, who, (int8_t)(row->number > 1 ? 1 : row->number), (int8_t)(row->word - 1)};
        assert_ok(import_review(import, &record, &err), err);
    } else {
        const struct status_record record = {
            ticket, at, word(import, VOCABULARY_STATUS, word_texts[row->word]), who, AUTHOR_BOT};
        assert_ok(import_status(import, &record, &err), err);
    }
}

static struct import_totals import_file(struct store *store, const struct made_file *made,
                                        bool is_other_reading)
{
    struct import_header header = file(made->kind, made->content);

    header.export_time = made->export_time;
    header.zone = is_other_reading ? "Asia/Tokyo" : "";
    struct import *import = begin(store, header);
    for (int i = 0; i < made->row_count; i++)
        import_row(import, made->kind, &made->rows[i], is_other_reading);
    struct import_totals totals = end(import);
    assert_int_equal(totals.row_count, made->row_count);
    return totals;
}

static void shuffle(int *order, int count)
{
    for (int i = count - 1; i > 0; i--) {
        int other = (int)below(i + 1);
        int held = order[i];
        order[i] = order[other];
        order[other] = held;
    }
}

static void assert_contents_match_the_scan(struct store *store)
{
    struct error err = {0};
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;
    struct store_contents contents;
    uint64_t counts[TABLE_KINDS] = {0};

    assert_ok(store_contents(store, &contents, &err), err);
    assert_ok(store_scan(store, &scan, &err), err);
    for (;;) {
        assert_ok(scan_next(scan, &thread, &err), err);
        if (thread == NULL)
            break;
        counts[TABLE_TICKETS] += thread->has_ticket;
        counts[TABLE_MESSAGES] += thread->message_count;
        counts[TABLE_SURVEYS] += thread->survey_count;
        counts[TABLE_REVIEWS] += thread->review_count;
        counts[TABLE_STATUS_HISTORY] += thread->event_count;
        assert_true(thread->ticket <= contents.ticket_count);
    }
    for (int kind = 0; kind < TABLE_KINDS; kind++)
        assert_true(counts[kind] == contents.row_count[kind]);
}

static void any_order_of_overlapping_exports_gives_the_same_scan(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1 + rounds(); seed++) {
        struct made_file files[FILES];
        int order[FILES];
        start(seed);
        make_files(files);
        for (int i = 0; i < FILES; i++)
            order[i] = i;
        OWN(store_close) struct store *forth = open_scratch();
        OWN(store_close) struct store *shuffled = open_scratch();
        shuffle(order, FILES);
        for (int i = 0; i < FILES; i++) {
            import_file(forth, &files[i], false);
            import_file(shuffled, &files[order[i]], false);
        }
        assert_same_dump(forth, shuffled);
        assert_contents_match_the_scan(forth);
        assert_contents_match_the_scan(shuffled);
    }
}

static void a_second_time_everything_is_unchanged(void **state)
{
    (void)state;
    for (uint64_t seed = 1000000; seed < 1000000 + rounds(); seed++) {
        struct made_file files[FILES];
        start(seed);
        make_files(files);
        OWN(store_close) struct store *store = open_scratch();
        for (int i = 0; i < FILES; i++)
            import_file(store, &files[i], false);
        OWN(buffer_release) struct buffer before = dump(store);
        for (int i = 0; i < FILES; i++) {
            files[i].content += 1000; /* other bytes, say a comment, with the same rows */
            struct import_totals totals = import_file(store, &files[i], false);
            assert_int_equal(totals.fate_count[FATE_NEW], 0);
            assert_int_equal(totals.fate_count[FATE_CHANGED], 0);
        }
        OWN(buffer_release) struct buffer after = dump(store);
        assert_string_equal(before.bytes ? before.bytes : "", after.bytes ? after.bytes : "");
        assert_contents_match_the_scan(store);
    }
}

/* Replacing files one by one ends where reading the new files into a fresh store ends. */
static void replaced_readings_leave_what_the_other_files_hold(void **state)
{
    (void)state;
    for (uint64_t seed = 2000000; seed < 2000000 + rounds(); seed++) {
        struct made_file files[FILES];
        bool is_other[FILES] = {false};
        start(seed);
        make_files(files);
        OWN(store_close) struct store *store = open_scratch();
        OWN(store_close) struct store *fresh = open_scratch();
        for (int i = 0; i < FILES; i++)
            import_file(store, &files[i], false);
        for (int round = 0; round < 3; round++) {
            int f = (int)below(FILES);
            is_other[f] = !is_other[f];
            import_file(store, &files[f], is_other[f]);
        }
        for (int i = 0; i < FILES; i++)
            import_file(fresh, &files[i], is_other[i]);
        assert_same_dump(store, fresh);
        assert_contents_match_the_scan(store);
    }
}

/* ---- the naive store ---- */

/* How many messages of a ticket there must be, by brute force over all rows of all files. */
static uint32_t naive_message_count(const struct made_file *files, int ticket)
{
    uint32_t count = 0;
    for (uint64_t id = 1; id <= 5; id++) {
        bool is_there = false;
        for (int f = 0; f < FILES; f++)
            for (int i = 0; i < files[f].row_count && files[f].kind == TABLE_MESSAGES; i++)
                is_there |= files[f].rows[i].ticket == ticket && files[f].rows[i].native_id == id;
        count += is_there;
    }
    for (int64_t at = 100; at <= 105; at++)
        for (uint64_t key = 0; key < 9; key++) {
            uint32_t most = 0;
            for (int f = 0; f < FILES; f++) {
                uint32_t here = 0;
                for (int i = 0; i < files[f].row_count && files[f].kind == TABLE_MESSAGES; i++) {
                    const struct row *row = &files[f].rows[i];
                    here += row->ticket == ticket && row->native_id == 0 && row->at == at &&
                            row->body == key % 3 && row->person == key / 3;
                }
                most = here > most ? here : most;
            }
            count += most;
        }
    return count;
}

/* The greatest version, and the newest known reopen_count, by brute force. Equal versions: the
 * greater content wins, which for one known and one unknown is the known. */
static int64_t naive_updated_at(const struct made_file *files, int ticket)
{
    int64_t greatest = INSTANT_UNKNOWN;
    for (int f = 0; f < FILES; f++)
        for (int i = 0; i < files[f].row_count && files[f].kind == TABLE_TICKETS; i++)
            if (files[f].rows[i].ticket == ticket && files[f].rows[i].at > greatest)
                greatest = files[f].rows[i].at;
    return greatest;
}

static int64_t naive_seen_until(const struct made_file *files, int ticket)
{
    int64_t until = INSTANT_UNKNOWN;
    for (int f = 0; f < FILES; f++) {
        int64_t cut = INSTANT_UNKNOWN;
        bool holds = false;
        if (files[f].kind == TABLE_SURVEYS || files[f].kind == TABLE_REVIEWS)
            continue;
        for (int i = 0; i < files[f].row_count; i++) {
            const struct row *row = &files[f].rows[i];
            holds |= row->ticket == ticket;
            cut = row->at > cut ? row->at : cut;
            if (files[f].kind == TABLE_TICKETS && row->other_at > cut)
                cut = row->other_at;
        }
        if (files[f].export_time != INSTANT_UNKNOWN)
            cut = files[f].export_time;
        if (holds && cut > until)
            until = cut;
    }
    return until;
}

static void the_scan_agrees_with_a_naive_store(void **state)
{
    (void)state;
    for (uint64_t seed = 3000000; seed < 3000000 + rounds(); seed++) {
        struct error err = {0};
        struct made_file files[FILES];
        start(seed);
        make_files(files);
        OWN(store_close) struct store *store = open_scratch();
        for (int i = 0; i < FILES; i++)
            import_file(store, &files[i], false);
        OWN(scan_close) struct scan *scan = NULL;
        const struct thread *thread = NULL;
        assert_ok(store_scan(store, &scan, &err), err);
        for (;;) {
            assert_ok(scan_next(scan, &thread, &err), err);
            if (thread == NULL)
                break;
            int ticket = thread->row.id.bytes[1] - '0';
            assert_int_equal(thread->message_count, naive_message_count(files, ticket));
            assert_true(thread->seen_until == naive_seen_until(files, ticket));
            int64_t updated_at = naive_updated_at(files, ticket);
            assert_true(!thread->has_ticket || thread->row.updated_at == updated_at);
            for (uint32_t i = 1; i < thread->message_count; i++)
                assert_true(thread->messages[i - 1].at <= thread->messages[i].at);
            for (uint32_t i = 1; i < thread->event_count; i++)
                assert_true(thread->events[i - 1].at <= thread->events[i].at);
        }
    }
}

/* Tells the seed of a failure. */
static int tell_seed(void **state)
{
    (void)state;
    if (seed_of_test != 0)
        print_message("last seed %llu\n", (unsigned long long)seed_of_test);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(any_order_of_overlapping_exports_gives_the_same_scan, tell_seed),
        cmocka_unit_test_teardown(a_second_time_everything_is_unchanged, tell_seed),
        cmocka_unit_test_teardown(replaced_readings_leave_what_the_other_files_hold, tell_seed),
        cmocka_unit_test_teardown(the_scan_agrees_with_a_naive_store, tell_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
