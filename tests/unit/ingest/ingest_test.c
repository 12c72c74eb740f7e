#include "ingest_testing.h"

#include "ingest/ingest.h"
#include "settings/read.h"

struct read_file {
    struct settings settings;
    struct store *store;
    struct ingest_result result;
    struct error err;
    bool is_read;
};

static void release(struct read_file *file)
{
    ingest_result_release(&file->result);
    store_close(file->store);
    settings_release(&file->settings);
}

/* Read `bytes` into a scratch store. The six fates add up, whatever the file. */
static void read_with(struct read_file *out, struct span bytes, struct ingest_request request)
{
    OWN(fixture_remove) struct fixture fixture = write_bytes(bytes);
    uint64_t sum = 0;

    *out = (struct read_file){0};
    assert_ok(settings_read(NULL, &out->settings, &out->err), out->err);
    assert_ok(store_open(NULL, STORE_SCRATCH, &out->store, &out->err), out->err);
    request.path = fixture.path;
    request.settings = &out->settings;
    request.export_time = INSTANT_UNKNOWN;
    out->is_read = ingest_file(out->store, &request, &out->result, &out->err);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        sum += out->result.totals.fate_count[fate];
    assert_true(sum == out->result.totals.row_count);
}

static void assert_fates(struct span bytes, const uint64_t expected[FATE_COUNT])
{
    struct read_file file;

    read_with(&file, bytes, (struct ingest_request){0});
    assert_ok(file.is_read, file.err);
    for (int fate = 0; fate < FATE_COUNT; fate++) {
        if (file.result.totals.fate_count[fate] != expected[fate])
            print_error("%s: %d, expected %d\n", fate_name((enum fate)fate),
                        (int)file.result.totals.fate_count[fate], (int)expected[fate]);
        assert_int_equal(file.result.totals.fate_count[fate], expected[fate]);
    }
    release(&file);
}

#define FATES(bytes, ...) assert_fates(SPAN(bytes), (const uint64_t[FATE_COUNT]){__VA_ARGS__})
#define HEAD "ticket_id,created_at,status\n"

static void every_row_has_one_of_six_fates(void **state)
{
    (void)state;
    FATES(HEAD "1,2024-01-01,open\n2,2024-01-02,open\n", [FATE_NEW] = 2);
    FATES("Tickets of May\n\n" HEAD "1,2024-01-01,open\n", [FATE_NEW] = 1, [FATE_IGNORED] = 2);
    FATES(HEAD "1,2024-01-01,open\n\n,,\n \n", [FATE_NEW] = 1, [FATE_IGNORED] = 3);
    FATES(HEAD "1,2024-01-01,open\n1,2024-01-01,closed\n", [FATE_NEW] = 1, [FATE_FOLDED] = 1);
    FATES(HEAD "1,2024-01-01,open\n2,31/31/2024,open\n3,2024-01-01\n,2024-01-01,open\n"
               "5,2024-01-01,open,more\n6,2024-01-01,open,\n"
               "7,2024-01-01,open\n8,2024-01-01,open\n",
          [FATE_NEW] = 4, [FATE_REJECTED] = 4);
    FATES(HEAD "1,2024-01-01,\"open\n2,2024-01-02,open\n", [FATE_NEW] = 1, [FATE_REJECTED] = 1);
    FATES(HEAD "1,2024-01-01,5\" pipe\n", [FATE_NEW] = 1);
    FATES(HEAD "1,2024-01-01,a\0b\n2,2024-01-02,\xFF\xFE\n3,2024-01-03,open\n"
               "4,2024-01-04,open\n",
          [FATE_NEW] = 2, [FATE_REJECTED] = 2);
    FATES(HEAD "1,2024-01-01,open\n\nGrand Totals (1)\n\"Made for, nobody\"\n", [FATE_NEW] = 1,
          [FATE_IGNORED] = 3);
    FATES(
        HEAD "1,2024-01-01,open\nbroken\n2,2024-01-01,open\n", [FATE_NEW] = 2, [FATE_REJECTED] = 1);
    FATES("ticket_id,created_at,status\r1,2024-01-01,open\r2,2024-01-01,open\r", [FATE_NEW] = 2);
    FATES("sep=;\nticket_id;created_at;status\n1;2024-01-01;open\n", [FATE_NEW] = 1);
    FATES("\xEF\xBB\xBFticket_id;created_at;\n1;2024-01-01;\n", [FATE_NEW] = 1);
}

static bool tell_reject(void *context, const struct ledger_row *import, const struct reject *reject)
{
    (void)import;
    buffer_format(context, "%llu@%llu+%llu:%u:%s:%s;", (unsigned long long)reject->line,
                  (unsigned long long)reject->byte_offset, (unsigned long long)reject->byte_length,
                  reject->column, reject->column_name == NULL ? "" : reject->column_name,
                  reject->reason);
    return true;
}

static void a_rejected_row_says_where_it_stands_and_why(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer told = {0};
    struct read_file file;

    read_with(&file,
              SPAN(HEAD "1,2024-01-01,open\n2,yesterday,open\n3,2024-01-01\n"
                        "4,2024-01-04,open\n"),
              (struct ingest_request){0});
    assert_ok(store_rejects(file.store, 1, tell_reject, &told, &file.err), file.err);

    assert_string_equal(told.bytes, "3@46+17:2:created_at:not a date: 'yesterday';"
                                    "4@63+13:0::fewer columns than the header;");
    release(&file);
}

static void the_same_file_again_changes_nothing(void **state)
{
    (void)state;
    OWN(fixture_remove)
    struct fixture fixture = write_bytes(SPAN(HEAD "1,2024-01-01,open\n2,2024-01-02,open\n"));
    struct read_file file = {0};
    OWN(ingest_result_release) struct ingest_result again = {0};

    assert_ok(settings_read(NULL, &file.settings, &file.err), file.err);
    assert_ok(store_open(NULL, STORE_SCRATCH, &file.store, &file.err), file.err);
    struct ingest_request request = {
        .path = fixture.path, .settings = &file.settings, .export_time = INSTANT_UNKNOWN};
    assert_ok(ingest_file(file.store, &request, &file.result, &file.err), file.err);
    assert_ok(ingest_file(file.store, &request, &again, &file.err), file.err);

    assert_false(file.result.was_known);
    assert_true(again.was_known);
    release(&file);
}

#define TALK "ticket_id,at,author_role,public,body\n"
#define ASKED "1,2024-01-01 10:00:00,customer,true,As I said: it is down\n"
#define ANSWERED "1,2024-01-01 10:20:00,agent,true,We restarted the cluster. Is it better?\n"
#define AGAIN "1,2024-01-01 10:40:00,agent,true,We restarted the cluster. Is it better?\n"
#define BY_CLIENT "1,2024-01-01 10:50:00,customer,true,We restarted the cluster. Is it better?\n"

static struct import_totals read_of(struct store *store, struct span bytes,
                                    const struct settings *settings, const char *source)
{
    OWN(fixture_remove) struct fixture fixture = write_bytes(bytes);
    OWN(ingest_result_release) struct ingest_result result = {0};
    struct error err = {0};
    struct ingest_request request = {.path = fixture.path,
                                     .source = source,
                                     .settings = settings,
                                     .export_time = INSTANT_UNKNOWN};

    assert_ok(ingest_file(store, &request, &result, &err), err);
    return result.totals;
}

static struct import_totals read_into(struct store *store, struct span bytes,
                                      const struct settings *settings)
{
    return read_of(store, bytes, settings, NULL);
}

static const struct thread *thread_of(struct store *store, struct scan **scan)
{
    struct error err = {0};
    const struct thread *thread = NULL;

    assert_ok(store_scan(store, scan, &err), err);
    assert_ok(scan_next(*scan, &thread, &err), err);
    return thread;
}

static void a_larger_export_ends_where_it_would_alone(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    OWN(store_close) struct store *twice = NULL;
    OWN(store_close) struct store *once = NULL;
    OWN(scan_close) struct scan *scan_twice = NULL;
    OWN(scan_close) struct scan *scan_once = NULL;
    struct error err = {0};

    assert_ok(settings_read(NULL, &settings, &err), err);
    assert_ok(store_open(NULL, STORE_SCRATCH, &twice, &err), err);
    assert_ok(store_open(NULL, STORE_SCRATCH, &once, &err), err);
    read_into(twice, SPAN(TALK ASKED ANSWERED), &settings);
    struct import_totals totals =
        read_into(twice, SPAN(TALK ASKED ANSWERED AGAIN BY_CLIENT), &settings);
    assert_int_equal(totals.fate_count[FATE_UNCHANGED], 2);
    assert_int_equal(totals.fate_count[FATE_NEW], 2);
    read_into(once, SPAN(TALK ASKED ANSWERED AGAIN BY_CLIENT), &settings);

    const struct thread *a = thread_of(twice, &scan_twice);
    const struct thread *b = thread_of(once, &scan_once);
    assert_int_equal(a->message_count, 4);
    assert_int_equal(b->message_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(a->messages[i].flags, b->messages[i].flags);
        assert_memory_equal(&a->messages[i].text, &b->messages[i].text, sizeof a->messages[i].text);
        assert_int_equal(a->messages[i].body != 0, i == 1 || i == 2); /* keys of stores differ */
    }
    assert_true(a->messages[0].flags & MESSAGE_REPEATS);
    assert_true(a->messages[2].flags & MESSAGE_QUESTION);
    assert_true(a->messages[2].body == a->messages[1].body);
}

/* Two desks count their tickets from one. */
static void the_same_text_in_the_same_ticket_of_another_source_is_measured(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    OWN(store_close) struct store *store = NULL;
    OWN(scan_close) struct scan *scan = NULL;
    struct error err = {0};
    const struct thread *thread = NULL;

    assert_ok(settings_read(NULL, &settings, &err), err);
    assert_ok(store_open(NULL, STORE_SCRATCH, &store, &err), err);
    read_of(store, SPAN(TALK ANSWERED), &settings, "one");
    struct import_totals totals = read_of(store, SPAN(TALK ANSWERED ASKED), &settings, "two");
    assert_int_equal(totals.fate_count[FATE_NEW], 2);
    assert_ok(store_scan(store, &scan, &err), err);
    for (int i = 0; i < 2; i++) {
        assert_ok(scan_next(scan, &thread, &err), err);
        assert_int_equal(thread->messages[thread->message_count - 1].text.word_count, 7);
    }
}

/* A text is known by the rules, too, by which it was measured. */
static void other_jargon_has_kept_texts_measured_again(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    OWN(store_close) struct store *store = NULL;
    struct error err = {0};
    const char *words[] = {"cluster"};

    assert_ok(settings_read(NULL, &settings, &err), err);
    assert_ok(store_open(NULL, STORE_SCRATCH, &store, &err), err);
    read_into(store, SPAN(TALK ANSWERED), &settings);
    struct settings stricter = settings;
    stricter.jargon = words;
    stricter.jargon_count = 1;
    struct import_totals totals = read_into(store, SPAN(TALK ANSWERED ASKED), &stricter);
    assert_int_equal(totals.fate_count[FATE_CHANGED], 1);
    assert_int_equal(totals.fate_count[FATE_NEW], 1);
}

static void dates_that_tell_no_order_are_refused_until_it_is_said(void **state)
{
    (void)state;
    struct span bytes = SPAN(HEAD "1,01/02/2024,open\n2,03/04/2024,open\n");
    struct read_file file;

    read_with(&file, bytes, (struct ingest_request){0});
    assert_false(file.is_read);
    assert_non_null(strstr(file.err.text, "column 'created_at': day and month cannot be told"));
    assert_non_null(strstr(file.err.text, "--dates dmy"));
    release(&file);
    read_with(&file, bytes, (struct ingest_request){.dates = "dmy"});
    assert_ok(file.is_read, file.err);
    assert_int_equal(file.result.totals.first_at, 1706745600); /* 2024-02-01 */
    release(&file);
}

static void an_order_that_only_the_last_row_proves_holds_for_the_first(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer bytes = {0};
    struct read_file file;

    buffer_text(&bytes, HEAD);
    for (int i = 0; i < 2000; i++)
        buffer_format(&bytes, "%d,01/02/2024,open\n", i);
    buffer_text(&bytes, "9999,02/13/2024,open\n");
    read_with(&file, buffer_span(&bytes), (struct ingest_request){0});

    assert_ok(file.is_read, file.err);
    assert_string_equal(file.result.understanding.date_order, "mdy");
    assert_int_equal(file.result.totals.first_at, 1704153600); /* 2024-01-02 */
    release(&file);
}

static void columns_that_prove_different_orders_are_refused(void **state)
{
    (void)state;
    struct read_file file;

    read_with(&file, SPAN("ticket_id,created_at\n1,13/02/2024\n2,02/13/2024\n"),
              (struct ingest_request){0});

    assert_false(file.is_read);
    assert_non_null(strstr(file.err.text, "mixes orders"));
    release(&file);
}

static void too_many_bad_rows_keep_nothing(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer bytes = {0};
    struct store_contents contents;
    struct read_file file;

    buffer_text(&bytes, HEAD);
    for (int i = 0; i < 1000; i++)
        buffer_format(&bytes, "%d,%s,open\n", i, i % 5 == 0 ? "never" : "2024-01-01");
    read_with(&file, buffer_span(&bytes), (struct ingest_request){0});

    assert_false(file.is_read);
    assert_int_equal(file.err.kind, ERROR_INPUT);
    assert_non_null(strstr(file.err.text, "too many rows cannot be read"));
    assert_ok(store_contents(file.store, &contents, &file.err), file.err);
    assert_int_equal(contents.ticket_count, 0);
    release(&file);
}

static void a_file_in_which_no_row_can_be_read_is_refused(void **state)
{
    (void)state;
    struct read_file file;

    read_with(&file, SPAN(HEAD "1,never,open\n2,never,open\n"), (struct ingest_request){0});

    assert_false(file.is_read);
    assert_int_equal(file.err.kind, ERROR_INPUT);
    assert_non_null(strstr(file.err.text, "2 of 2 rows cannot be read"));
    assert_non_null(strstr(file.err.text, "the first: line 2, created_at: not a date: 'never'"));
    release(&file);
}

static void a_rating_is_read_on_the_scale_of_its_column(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;
    struct read_file file;

    read_with(&file, SPAN("ticket_id,created_at,csat\n1,2024-01-01,4\n2,2024-01-01,10\n"),
              (struct ingest_request){0});
    assert_ok(file.is_read, file.err);
    assert_ok(store_scan(file.store, &scan, &file.err), file.err);
    assert_ok(scan_next(scan, &thread, &file.err), file.err);

    assert_int_equal(thread->row.rating.score, 4);
    assert_int_equal(thread->row.rating.scale_max, 10);
    scan_close(scan);
    scan = NULL;
    release(&file);
}

/* The scale is that of the first 500 rows; a score above it tells its own. */
static void a_rating_above_the_scale_of_the_first_rows_has_the_next_scale(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    OWN(buffer_release) struct buffer bytes = {0};
    static const int late[][2] = {{3, 5}, {7, 7}, {6, 7}, {10, 10}, {8, 10}, {11, 100}};
    enum { EARLY = 500, LATE = sizeof late / sizeof *late };
    const struct thread *thread = NULL;
    struct read_file file;

    buffer_text(&bytes, "ticket_id,created_at,csat\n");
    for (int i = 0; i < EARLY + LATE; i++)
        buffer_format(&bytes, "T%04d,2024-01-13,%d\n", i, i < EARLY ? 4 : late[i - EARLY][0]);
    read_with(&file, buffer_span(&bytes), (struct ingest_request){0});
    assert_ok(file.is_read, file.err);
    assert_ok(store_scan(file.store, &scan, &file.err), file.err);
    for (int i = 0; i < EARLY + LATE; i++) {
        assert_ok(scan_next(scan, &thread, &file.err), file.err);
        assert_non_null(thread);
        assert_int_equal(thread->row.rating.score, i < EARLY ? 4 : late[i - EARLY][0]);
        assert_int_equal(thread->row.rating.scale_max, i < EARLY ? 5 : late[i - EARLY][1]);
    }
    scan_close(scan);
    scan = NULL;
    release(&file);
}

/* The first thread of the store; it lives as long as `*scan`. */
static const struct thread *first_thread(struct read_file *file, struct scan **scan)
{
    const struct thread *thread = NULL;

    assert_ok(file->is_read, file->err);
    assert_ok(store_scan(file->store, scan, &file->err), file->err);
    assert_ok(scan_next(*scan, &thread, &file->err), file->err);
    assert_non_null(thread);
    return thread;
}

#define JIRA_HEAD                                                                                  \
    "Issue key,Issue id,Issue Type,Status,Reporter,Assignee,Created,Resolved,Status Category,"     \
    "Status Category Changed,Comment,Comment,Comment\n"

static void comments_in_cells_are_messages_of_their_ticket(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    struct read_file file;

    read_with(&file,
              SPAN(JIRA_HEAD "S-1,1,Bug,Odd,ann,bob,25/Feb/26 10:17 PM,,Done,27/Feb/26 9:00 AM,"
                             "25/Feb/26 10:20 PM;bob;Which; one?,25/Feb/26 10:30 PM;ann;This,"
                             "\"25/Feb/26 11:00 PM;cid;third\nhand\"\n"
                             "S-2,2,Bug,Odd,ann,bob,26/Feb/26 10:17 PM,,To Do,26/Feb/26 9:00 PM,"
                             "a note without a date,,\n"),
              (struct ingest_request){0});
    const struct thread *thread = first_thread(&file, &scan);

    assert_int_equal(file.result.totals.row_count, 2);
    assert_int_equal(file.result.totals.fate_count[FATE_NEW], 2);
    assert_int_equal(thread->message_count, 4);
    assert_int_equal(thread->messages[0].author_kind, AUTHOR_CUSTOMER); /* the ticket itself */
    assert_int_equal(thread->messages[0].at, thread->row.created_at);
    assert_int_equal(thread->messages[1].author_kind, AUTHOR_HUMAN);
    assert_int_equal(thread->messages[1].at, 1772058000);
    assert_int_equal(thread->messages[2].author_kind, AUTHOR_CUSTOMER);
    assert_int_equal(thread->messages[3].author_kind, AUTHOR_UNKNOWN);
    assert_int_not_equal(thread->messages[3].author, 0);
    assert_true(thread->messages[1].body != 0);
    assert_int_equal(thread->row.resolved_at, 1772182800); /* of its category */
    assert_ok(scan_next(scan, &thread, &file.err), file.err);
    assert_int_equal(thread->message_count, 1);
    assert_true(thread->row.resolved_at == INSTANT_UNKNOWN);
    scan_close(scan);
    scan = NULL;
    release(&file);
}

static void what_stands_for_none_is_unknown(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    struct read_file file;

    read_with(&file,
              SPAN("ticket_id,created_at,solved_at,closed_at,updated_at\n"
                   "52 267,2024-01-01,1900-01-01 00:00:00,9999-12-31,0001-01-01 00:00\n"),
              (struct ingest_request){0});
    const struct thread *thread = first_thread(&file, &scan);

    assert_true(thread->row.resolved_at == INSTANT_UNKNOWN);
    assert_true(thread->row.closed_at == INSTANT_UNKNOWN);
    assert_true(thread->row.updated_at == INSTANT_UNKNOWN);
    assert_true(span_equal(thread->row.id, SPAN("52267")));
    scan_close(scan);
    scan = NULL;
    release(&file);
}

static void a_zero_beside_a_first_reply_is_a_true_zero(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    struct read_file file;

    read_with(&file,
              SPAN("Ticket ID,Created time,Due by Time,Initial response time,"
                   "First response time (in hrs)\n"
                   "1,2024-01-06 10:00:00,,2024-01-06 10:20:00,0:00:00\n"
                   "2,2024-01-06 10:00:00,,,0:00:00\n"),
              (struct ingest_request){0});
    const struct thread *thread = first_thread(&file, &scan);

    assert_int_equal(thread->row.first_reply_s, 0);
    assert_ok(scan_next(scan, &thread, &file.err), file.err);
    assert_int_equal(thread->row.first_reply_s, COUNT_UNKNOWN);
    scan_close(scan);
    scan = NULL;
    release(&file);
}

static bool has_doubt(const struct read_file *file, const char *key)
{
    for (size_t i = 0; i < file->result.understanding.doubt_count; i++)
        if (strcmp(file->result.understanding.doubts[i].key, key) == 0)
            return true;
    return false;
}

static void wall_times_that_clocks_skip_or_repeat_are_counted(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    struct read_file file;

    read_with(&file, SPAN("ticket_id,created_at\n1,2024-03-31 02:30:00\n2,2024-10-27 02:30:00\n"),
              (struct ingest_request){.zone = "Europe/Berlin"});
    const struct thread *thread = first_thread(&file, &scan);

    assert_true(has_doubt(&file, "dst_gap"));
    assert_true(has_doubt(&file, "dst_repeat"));
    assert_int_equal(thread->row.created_at, 1711848600); /* 01:30 UTC, 03:30 on the wall */
    assert_ok(scan_next(scan, &thread, &file.err), file.err);
    assert_int_equal(thread->row.created_at, 1729989000); /* the first 02:30, at +02:00 */
    scan_close(scan);
    scan = NULL;
    release(&file);
}

static void an_impossible_order_is_counted_and_marked(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    struct read_file file;

    read_with(&file,
              SPAN("ticket_id,created_at,first_reply_at,solved_at\n"
                   "1,2024-01-02T10:00:00Z,2024-01-02T09:00:00Z,\n"
                   "2,2024-01-02T10:00:00Z,2024-01-02T12:00:00Z,2024-01-02T11:00:00Z\n"),
              (struct ingest_request){0});
    const struct thread *thread = first_thread(&file, &scan);

    assert_true(has_doubt(&file, "early_reply"));
    assert_true(has_doubt(&file, "early_resolve"));
    assert_true(thread->row.flags & TICKET_ORDER_DOUBT);
    scan_close(scan);
    scan = NULL;
    release(&file);
}

/* Forty solved tickets, an hour each, with a duration of `seconds` in the words of Zendesk, where
 * the column is of minutes. */
static void read_durations(struct read_file *file, int number, const char *desk)
{
    OWN(buffer_release) struct buffer bytes = {0};

    buffer_text(&bytes,
                "Id,Requester id,Via,Created at,Solved at,Full resolution time in minutes\n");
    for (int i = 0; i < 40; i++)
        buffer_format(&bytes, "%d,7,Mail,2024-01-%02d 10:%02d:00,2024-01-%02d 11:%02d:00,%d\n", i,
                      1 + i % 28, i, 1 + i % 28, i, number);
    read_with(file, buffer_span(&bytes), (struct ingest_request){.desk = desk});
}

static void a_duration_of_another_unit_is_refused(void **state)
{
    (void)state;
    struct read_file file;

    read_durations(&file, 60, NULL);
    assert_ok(file.is_read, file.err);
    assert_true(has_doubt(&file, "durations_agree"));
    release(&file);
    read_durations(&file, 3600, NULL);
    assert_false(file.is_read);
    assert_non_null(strstr(file.err.text, "'Full resolution time in minutes' is 60 times the time "
                                          "between its dates in 40 of 40 tickets"));
    release(&file);
    read_durations(&file, 3600, "zendesk");
    assert_ok(file.is_read, file.err);
    assert_true(has_doubt(&file, "resolution_durations_doubted"));
    release(&file);
}

static void an_outbound_mail_was_begun_by_the_staff(void **state)
{
    (void)state;
    OWN(scan_close) struct scan *scan = NULL;
    struct read_file file;

    read_with(&file,
              SPAN("Ticket ID,Created time,Due by Time,Source\n1,2024-01-06 10:00:00,,Outbound "
                   "Email\n2,2024-01-06 10:00:00,,Email\n"),
              (struct ingest_request){0});
    const struct thread *thread = first_thread(&file, &scan);

    assert_int_equal(thread->row.initiator, INITIATOR_STAFF);
    assert_ok(scan_next(scan, &thread, &file.err), file.err);
    assert_int_equal(thread->row.initiator, INITIATOR_UNKNOWN);
    scan_close(scan);
    scan = NULL;
    release(&file);
}

static const char *header_of(const struct understanding *words, const char *field)
{
    for (size_t i = 0; i < words->column_count; i++)
        if (words->columns[i].field != NULL && strcmp(words->columns[i].field, field) == 0)
            return words->columns[i].header;
    return "";
}

/* Two headers that differ behind their 300th byte only. */
static void a_long_header_is_found_again_by_the_profile_written_from_it(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    OWN(buffer_release) struct buffer bytes = {0};
    OWN(buffer_release) struct buffer profile = {0};
    OWN(understanding_release) struct understanding words = {0};
    struct error err = {0};
    char stem[301];

    memset(stem, 'n', sizeof stem - 1);
    stem[sizeof stem - 1] = '\0';
    buffer_format(&bytes, "%s of it,%s born\n", stem, stem);
    buffer_text(&bytes, "A1,2024-01-13 10:00:00\nA2,2024-01-14 10:00:00\n");
    OWN(fixture_remove) struct fixture file = write_bytes(buffer_span(&bytes));
    assert_ok(settings_read(NULL, &settings, &err), err);
    struct ingest_request request = {.path = file.path, .settings = &settings};
    assert_ok(ingest_draft_profile(&request, &profile, &err), err);
    OWN(fixture_remove) struct fixture yaml = write_bytes(buffer_span(&profile));
    char named[80];
    snprintf(named, sizeof named, "%s.yaml", yaml.path);
    assert_int_equal(rename(yaml.path, named), 0);
    memcpy(yaml.path, named, sizeof yaml.path);
    request.desk = named;
    assert_ok(ingest_understand(&request, &words, &err), err);

    assert_int_equal(strlen(header_of(&words, "ticket_id")), 200); /* cut for people only */
    assert_int_equal(strlen(header_of(&words, "created_at")), 200);
    assert_int_equal(words.column_count, 2);
}

static void a_rounded_id_is_no_id(void **state)
{
    (void)state;
    FATES(
        HEAD "1.25E+17,2024-01-01,open\n2,2024-01-01,open\n", [FATE_NEW] = 1, [FATE_REJECTED] = 1);
}

static void utf_16_and_cp1251_are_read_as_what_they_are(void **state)
{
    (void)state;
    static const char russian[] = "\xCD\xEE\xEC\xE5\xF0;\xC4\xE0\xF2\xE0 "
                                  "\xF1\xEE\xE7\xE4\xE0\xED\xE8\xFF;\xD1\xF2\xE0\xF2\xF3\xF1\n"
                                  "1;05.02.2024;\xE7\xE0\xEA\xF0\xFB\xF2\xE0\n"
                                  "2;16.02.2024;\xE2 \xF0\xE0\xE1\xEE\xF2\xE5\n";
    OWN(buffer_release) struct buffer wide = {0};
    struct read_file file;

    read_with(&file, SPAN(russian), (struct ingest_request){0});
    assert_ok(file.is_read, file.err);
    assert_string_equal(file.result.understanding.charset, "cp1251");
    assert_string_equal(file.result.understanding.columns[0].header, "Номер");
    release(&file);

    buffer_append(&wide, "\xFF\xFE", 2);
    for (const char *at = HEAD "1,2024-01-01,open\n"; *at != '\0'; at++) {
        buffer_byte(&wide, *at);
        buffer_byte(&wide, '\0');
    }
    read_with(&file, buffer_span(&wide), (struct ingest_request){0});
    assert_ok(file.is_read, file.err);
    assert_int_equal(file.result.totals.fate_count[FATE_NEW], 1);
    release(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_one_of_six_fates),
        cmocka_unit_test(a_rejected_row_says_where_it_stands_and_why),
        cmocka_unit_test(the_same_file_again_changes_nothing),
        cmocka_unit_test(a_larger_export_ends_where_it_would_alone),
        cmocka_unit_test(the_same_text_in_the_same_ticket_of_another_source_is_measured),
        cmocka_unit_test(other_jargon_has_kept_texts_measured_again),
        cmocka_unit_test(dates_that_tell_no_order_are_refused_until_it_is_said),
        cmocka_unit_test(an_order_that_only_the_last_row_proves_holds_for_the_first),
        cmocka_unit_test(columns_that_prove_different_orders_are_refused),
        cmocka_unit_test(too_many_bad_rows_keep_nothing),
        cmocka_unit_test(a_file_in_which_no_row_can_be_read_is_refused),
        cmocka_unit_test(a_rating_is_read_on_the_scale_of_its_column),
        cmocka_unit_test(a_rating_above_the_scale_of_the_first_rows_has_the_next_scale),
        cmocka_unit_test(comments_in_cells_are_messages_of_their_ticket),
        cmocka_unit_test(what_stands_for_none_is_unknown),
        cmocka_unit_test(a_zero_beside_a_first_reply_is_a_true_zero),
        cmocka_unit_test(wall_times_that_clocks_skip_or_repeat_are_counted),
        cmocka_unit_test(an_impossible_order_is_counted_and_marked),
        cmocka_unit_test(a_duration_of_another_unit_is_refused),
        cmocka_unit_test(an_outbound_mail_was_begun_by_the_staff),
        cmocka_unit_test(a_long_header_is_found_again_by_the_profile_written_from_it),
        cmocka_unit_test(a_rounded_id_is_no_id),
        cmocka_unit_test(utf_16_and_cp1251_are_read_as_what_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
