#include "../store/store_testing.h"

#include "facts/build.h"
#include "settings/read.h"

/*
 * Threads of a few rows, and the fact that is made of the ticket in question: the first. Instants
 * are hours after Monday 2026-03-02 00:00 UTC; promises are 4 h, 24x7.
 */
enum { MONDAY_S = 1772409600 };
#define AT(hours) (MONDAY_S + (int64_t)((hours)*HOUR_S))
#define SETTINGS "version: 1\nzone: UTC\npromises:\n  - {first_reply: 4h, share: 90%}\n"
#define OFFICE                                                                                     \
    "version: 1\nzone: UTC\nhours:\n  office:\n    open: {mon-fri: \"10:00-18:00\"}\n"             \
    "promises:\n  - {first_reply: 4h, hours: office, share: 90%}\n"

struct made {
    struct store *store;
    struct fact facts[8]; /* in the order of the store */
    size_t count;
    struct fact_summary summary;
};

static int release_made(struct made *made)
{
    store_close(made->store);
    fact_summary_release(&made->summary);
    return 0;
}

static bool keep_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                      const struct fact_action *actions, size_t action_count, struct error *err)
{
    struct made *made = context;

    (void)promise;
    (void)actions;
    (void)action_count;
    (void)err;
    if (made->count < 8)
        made->facts[made->count++] = *fact;
    return true;
}

static void make(struct made *made, const char *text, int64_t as_of)
{
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};
    char path[] = "/tmp/deskgauge-facts-XXXXXX.yaml";
    int file = mkstemps(path, 5);

    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
    assert_ok(settings_read(path, &settings, &err), err);
    unlink(path);
    assert_ok(facts_build(made->store, &settings, as_of, keep_fact, made, &made->summary, &err),
              err);
}

static struct import *tickets(struct made *made)
{
    return begin(made->store, file(TABLE_TICKETS, 1));
}

static struct import *messages(struct made *made)
{
    return begin(made->store, file(TABLE_MESSAGES, 2));
}

/* A ticket of an e-mail channel by requester 7. */
static struct ticket_record ticket(struct import *import, const char *id, double created_hours)
{
    struct ticket_record row = ticket_record_unknown();
    struct error err = {0};

    row.id = span_of(id);
    row.created_at = AT(created_hours);
    row.requester = person(import, 7);
    assert_ok(
        import_word(import, VOCABULARY_CHANNEL, SPAN("email"), CHANNEL_EMAIL, &row.channel, &err),
        err);
    return row;
}

static uint32_t status(struct import *import, const char *text, enum status class_value)
{
    struct error err = {0};
    uint32_t number = 0;

    assert_ok(
        import_word(import, VOCABULARY_STATUS, span_of(text), (int)class_value, &number, &err),
        err);
    return number;
}

static void put(struct import *import, struct ticket_record row)
{
    struct error err = {0};

    assert_ok(import_ticket(import, &row, &err), err);
}

static void say(struct import *import, const char *id, double hours, enum author_kind kind,
                uint64_t body, int flags)
{
    struct error err = {0};
    struct message_record row = {.ticket_id = span_of(id),
                                 .at = AT(hours),
                                 .body = body,
                                 .author_kind = (uint8_t)kind,
                                 .flags = (uint8_t)(MESSAGE_PUBLIC | flags)};

    row.author = person(import, kind == AUTHOR_CUSTOMER ? 7 : 100 + (uint64_t)kind);
    assert_ok(import_message(import, &row, &err), err);
}

static void change(struct import *import, const char *id, double hours, enum status to)
{
    struct error err = {0};
    struct status_record row = {.ticket_id = span_of(id), .at = AT(hours)};

    row.status = status(import, status_name(to), to);
    assert_ok(import_status(import, &row, &err), err);
}

#define STRICT(fact) ((fact)->reply[READING_STRICT])
#define OPTIMISTIC(fact) ((fact)->reply[READING_OPTIMISTIC])

static void start(struct made *made)
{
    *made = (struct made){.store = open_scratch()};
}

/* A second ticket, answered and solved, so that the columns exist. */
static void put_companion(struct import *import, double hours)
{
    struct ticket_record row = ticket(import, "other", hours);

    row.requester = person(import, 8);
    row.first_reply_at = AT(hours + 1);
    row.resolved_at = AT(hours + 2);
    put(import, row);
}

static void an_unanswered_ticket_stays_in_the_waiting_time(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    put_companion(import, 30);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].exclusion, EXCLUDED_NOT);
    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_CENSORED);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 22 * HOUR_S);
    assert_int_equal(OPTIMISTIC(&made.facts[0]).exit, EXIT_CENSORED);
    release_made(&made);
}

static void a_ticket_closed_without_a_reply_is_its_own_outcome(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 10);
    row.closed_at = AT(15);
    put(import, row);
    put_companion(import, 30);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_COMPETING);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 5 * HOUR_S);
    assert_int_equal(OPTIMISTIC(&made.facts[0]).exit, EXIT_EVENT); /* by phone, for all we know */
    release_made(&made);
}

static void the_first_human_answer_is_the_reply_and_not_the_robots(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    end(import);
    import = messages(&made);
    say(import, "1", 10, AUTHOR_CUSTOMER, 0, 0);
    say(import, "1", 10.01, AUTHOR_BOT, 51, 0);
    say(import, "1", 10.5, AUTHOR_HUMAN, 52, MESSAGE_BY_API);
    say(import, "1", 11, AUTHOR_SYSTEM, 53, 0);
    say(import, "1", 12, AUTHOR_HUMAN, 54, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_EVENT);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 2 * HOUR_S);
    release_made(&made);
}

static void an_internal_note_is_no_reply(void **state)
{
    (void)state;
    struct made made;
    struct error err = {0};

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    end(import);
    import = messages(&made);
    struct message_record note = {.ticket_id = SPAN("1"),
                                  .at = AT(11),
                                  .author = person(import, 9),
                                  .author_kind = AUTHOR_HUMAN};
    assert_ok(import_message(import, &note, &err), err);
    say(import, "1", 10, AUTHOR_CUSTOMER, 0, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_CENSORED);
    release_made(&made);
}

/* 25 tickets with one text by a human, 3 s after each; the first is answered in earnest later. */
static void a_template_seconds_after_creation_is_no_human(void **state)
{
    (void)state;
    struct made made;
    char id[16];

    start(&made);
    struct import *import = tickets(&made);
    for (int i = 0; i < 25; i++) {
        snprintf(id, sizeof id, "t%02d", i);
        put(import, ticket(import, id, i));
    }
    end(import);
    import = messages(&made);
    for (int i = 0; i < 25; i++) {
        snprintf(id, sizeof id, "t%02d", i);
        say(import, id, i, AUTHOR_CUSTOMER, 0, 0);
        say(import, id, i + 3.0 / 3600, AUTHOR_HUMAN, 777, 0);
    }
    say(import, "t00", 3, AUTHOR_HUMAN, 888, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_EVENT);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 3 * HOUR_S);
    assert_int_equal(STRICT(&made.facts[1]).exit, EXIT_CENSORED);
    release_made(&made);
}

static void what_a_machine_sends_is_no_human(void **state)
{
    (void)state;
    struct made made;
    struct error err = {0};

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "a", 0));
    end(import);
    import = messages(&made);
    say(import, "a", 0, AUTHOR_CUSTOMER, 0, 0);
    struct message_record row = {.ticket_id = SPAN("a"),
                                 .at = AT(1),
                                 .body = 5,
                                 .author_kind = AUTHOR_HUMAN,
                                 .author = person(import, 99),
                                 .flags = MESSAGE_PUBLIC};
    assert_ok(
        import_word(import, VOCABULARY_CHANNEL, SPAN("API"), CHANNEL_MACHINE, &row.channel, &err),
        err);
    assert_ok(import_message(import, &row, &err), err);
    say(import, "a", 2, AUTHOR_HUMAN, 6, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 2 * HOUR_S);
    release_made(&made);
}

static void a_quick_human_with_words_of_his_own_is_a_human(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    end(import);
    import = messages(&made);
    say(import, "1", 10, AUTHOR_CUSTOMER, 0, 0);
    say(import, "1", 10 + 3.0 / 3600, AUTHOR_HUMAN, 999, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_EVENT);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 3);
    release_made(&made);
}

static void as_of_hides_leaked_instants(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 10);
    row.first_reply_at = AT(20);
    row.resolved_at = AT(30);
    row.closed_at = AT(40);
    row.status = status(import, "closed", STATUS_CLOSED);
    row.rating = (struct rating){5, 5, 1};
    put(import, row);
    put(import, ticket(import, "2", 26));
    end(import);
    make(&made, SETTINGS, AT(24));

    const struct fact *fact = &made.facts[0];
    assert_int_equal(STRICT(fact).exit, EXIT_EVENT);
    assert_int_equal(fact->resolve.exit, EXIT_CENSORED);
    assert_int_equal(fact->resolve.after_s[CLOCK_CALENDAR], 14 * HOUR_S);
    assert_true(fact->closed_at == INSTANT_UNKNOWN);
    assert_int_equal(fact->is_satisfied, COUNT_UNKNOWN);
    assert_int_equal(made.facts[1].exclusion, EXCLUDED_LATER);
    assert_true(made.summary.cut_at == AT(24));
    release_made(&made);
}

static void a_merged_survivor_keeps_the_earliest_creation(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record merged = ticket(import, "1", 10);
    merged.merged_into = SPAN("2");
    put(import, merged);
    struct ticket_record survivor = ticket(import, "2", 14);
    survivor.first_reply_at = AT(16);
    put(import, survivor);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].exclusion, EXCLUDED_MERGED);
    assert_int_equal(made.facts[1].exclusion, EXCLUDED_NOT);
    assert_true(made.facts[1].created_at == AT(10));
    assert_int_equal(STRICT(&made.facts[1]).after_s[CLOCK_CALENDAR], 6 * HOUR_S);
    release_made(&made);
}

static void staff_first_is_proactive(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    put(import, ticket(import, "2", 11));
    end(import);
    import = messages(&made);
    say(import, "1", 10, AUTHOR_HUMAN, 61, 0);
    say(import, "1", 12, AUTHOR_CUSTOMER, 0, 0);
    say(import, "2", 11, AUTHOR_CUSTOMER, 0, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].exclusion, EXCLUDED_OUTBOUND);
    assert_int_equal(made.facts[1].exclusion, EXCLUDED_NOT);
    release_made(&made);
}

static void what_is_no_demand_is_excluded_with_its_reason(void **state)
{
    (void)state;
    static const struct {
        enum status status;
        enum exclusion exclusion;
    } cases[] = {{STATUS_SPAM, EXCLUDED_SPAM},
                 {STATUS_DELETED, EXCLUDED_DELETED},
                 {STATUS_TEST, EXCLUDED_TEST},
                 {STATUS_MERGED, EXCLUDED_MERGED}};
    struct made made;
    char id[16];

    start(&made);
    struct import *import = tickets(&made);
    for (int i = 0; i < 4; i++) {
        snprintf(id, sizeof id, "%d", i);
        struct ticket_record row = ticket(import, id, i);
        row.status = status(import, status_name(cases[i].status), cases[i].status);
        put(import, row);
    }
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    for (int i = 0; i < 4; i++)
        assert_int_equal(made.facts[i].exclusion, cases[i].exclusion);
    release_made(&made);
}

static const struct exit_time *failure_of(const struct made *made, enum reading reading)
{
    return &made->facts[0].failure[reading];
}

static void one_touch_from_counters_is_strict_and_optimistic(void **state)
{
    (void)state;
    static const struct {
        int32_t replies, words, reopens;
        enum exit strict, optimistic;
    } cases[] = {{1, COUNT_UNKNOWN, 0, EXIT_CENSORED, EXIT_CENSORED},
                 {1, 0, 0, EXIT_CENSORED, EXIT_CENSORED},
                 {1, 1, 0, EXIT_EVENT, EXIT_CENSORED}, /* "thanks", or "it does not work" */
                 {3, 0, 0, EXIT_EVENT, EXIT_CENSORED},
                 {1, 0, 2, EXIT_EVENT, EXIT_EVENT}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made made;
        start(&made);
        struct import *import = tickets(&made);
        struct ticket_record row = ticket(import, "1", 10);
        row.first_reply_at = AT(11);
        row.resolved_at = AT(12);
        row.staff_reply_count = cases[i].replies;
        row.customer_reply_count = cases[i].words;
        row.reopen_count = cases[i].reopens;
        put(import, row);
        end(import);
        make(&made, SETTINGS, INSTANT_UNKNOWN);

        assert_int_equal(failure_of(&made, READING_STRICT)->exit, cases[i].strict);
        assert_int_equal(failure_of(&made, READING_OPTIMISTIC)->exit, cases[i].optimistic);
        release_made(&made);
    }
}

static void the_desks_own_verdict_is_kept_but_not_of_an_earlier_cut(void **state)
{
    (void)state;
    for (int is_as_of = 0; is_as_of < 2; is_as_of++) {
        struct made made;
        start(&made);
        struct import *import = tickets(&made);
        struct ticket_record row = ticket(import, "1", 10);
        row.resolved_at = AT(48);
        row.reply_sla_met = 0;
        row.resolve_sla_met = 1;
        put(import, row);
        end(import);
        make(&made, SETTINGS, is_as_of ? AT(24) : INSTANT_UNKNOWN);

        assert_int_equal(made.facts[0].desk_reply, is_as_of ? DESK_SAYS_NOTHING : DESK_SAYS_MISSED);
        assert_int_equal(made.facts[0].desk_resolve, is_as_of ? DESK_SAYS_NOTHING : DESK_SAYS_MET);
        release_made(&made);
    }
}

/* A conversation, C customer and H human, an hour apart; '?' makes the message before a question.
 */
static void converse(struct made *made, const char *script)
{
    double hours = 10;

    start(made);
    struct import *import = tickets(made);
    struct ticket_record row = ticket(import, "1", hours);
    row.resolved_at = AT(100);
    put(import, row);
    end(import);
    import = messages(made);
    for (uint64_t i = 0; script[i] != '\0'; i++) {
        if (script[i] == '?')
            continue;
        say(import, "1", hours, script[i] == 'C' ? AUTHOR_CUSTOMER : AUTHOR_HUMAN, 200 + i,
            MESSAGE_HAS_TEXT | (script[i + 1] == '?' ? MESSAGE_QUESTION : 0));
        hours++;
    }
    end(import);
    make(made, SETTINGS, INSTANT_UNKNOWN);
}

static void one_touch_from_messages_fails_when_a_human_must_answer_again(void **state)
{
    (void)state;
    struct made made;

    converse(&made, "CHCH");
    assert_int_equal(failure_of(&made, READING_STRICT)->exit, EXIT_EVENT);
    assert_int_equal(failure_of(&made, READING_STRICT)->after_s[CLOCK_CALENDAR], HOUR_S);
    assert_false(made.facts[0].is_clarification);
    release_made(&made);
    converse(&made, "CHC"); /* thanks */
    assert_int_equal(failure_of(&made, READING_STRICT)->exit, EXIT_CENSORED);
    release_made(&made);
    converse(&made, "CHH"); /* a second message unasked */
    assert_int_equal(failure_of(&made, READING_STRICT)->exit, EXIT_CENSORED);
    release_made(&made);
    converse(&made, "CH?CH"); /* only asked for details */
    assert_true(made.facts[0].is_clarification);
    release_made(&made);
}

static void a_follow_up_ticket_of_the_same_requester_fails_one_touch(void **state)
{
    (void)state;
    static const struct {
        uint64_t requester;
        double hours;
        enum exit exit;
    } cases[] = {{7, 48, EXIT_EVENT}, {8, 48, EXIT_CENSORED}, {7, 9 * 24, EXIT_CENSORED}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made made;
        start(&made);
        struct import *import = tickets(&made);
        struct ticket_record row = ticket(import, "1", 10);
        row.first_reply_at = AT(11);
        row.resolved_at = AT(12);
        row.staff_reply_count = 1;
        put(import, row);
        struct ticket_record next = ticket(import, "2", cases[i].hours);
        next.requester = person(import, cases[i].requester);
        put(import, next);
        end(import);
        make(&made, SETTINGS, INSTANT_UNKNOWN);

        assert_int_equal(failure_of(&made, READING_STRICT)->exit, cases[i].exit);
        assert_int_equal(failure_of(&made, READING_OPTIMISTIC)->exit, EXIT_CENSORED);
        release_made(&made);
    }
}

static void business_hours_only_durations_leave_the_calendar_clock_unknown(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 10);
    row.first_reply_s = 1800;
    row.first_reply_clock = DESK_CLOCK_BUSINESS;
    put(import, row);
    put(import, ticket(import, "2", 12));
    end(import);
    make(&made, OFFICE, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).exit, EXIT_EVENT);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_PROMISED], 1800);
    assert_true(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR] == INSTANT_UNKNOWN);
    assert_true(made.facts[0].reply_at == INSTANT_UNKNOWN);
    assert_true(STRICT(&made.facts[1]).after_s[CLOCK_CALENDAR] == INSTANT_UNKNOWN);
    assert_false(made.summary.evidence[EVIDENCE_REPLY].has_clock[CLOCK_CALENDAR]);
    release_made(&made);
}

static void the_promised_clock_runs_only_while_the_desk_is_open(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 17); /* Monday 17:00 */
    row.first_reply_at = AT(24 + 11);                   /* Tuesday 11:00 */
    put(import, row);
    end(import);
    make(&made, OFFICE, INSTANT_UNKNOWN);

    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_CALENDAR], 18 * HOUR_S);
    assert_int_equal(STRICT(&made.facts[0]).after_s[CLOCK_PROMISED], 2 * HOUR_S);
    assert_true(made.facts[0].is_in_hours);
    release_made(&made);
}

static void a_reopening_is_derived_from_the_changes_of_status(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    put(import, ticket(import, "2", 10));
    end(import);
    import = begin(made.store, file(TABLE_STATUS_HISTORY, 3));
    change(import, "1", 10, STATUS_NEW);
    change(import, "1", 12, STATUS_SOLVED);
    change(import, "1", 20, STATUS_OPEN);
    change(import, "1", 30, STATUS_SOLVED);
    change(import, "1", 90, STATUS_CLOSED);
    change(import, "2", 12, STATUS_SOLVED);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].reopen.exit, EXIT_EVENT);
    assert_int_equal(made.facts[0].reopen.after_s[CLOCK_CALENDAR], 8 * HOUR_S);
    assert_int_equal(made.facts[0].was_reopened, 1);
    assert_int_equal(made.facts[0].resolve.after_s[CLOCK_CALENDAR], 20 * HOUR_S);
    assert_int_equal(made.facts[1].reopen.exit, EXIT_CENSORED);
    assert_int_equal(made.facts[1].was_reopened, 0);
    release_made(&made);

    start(&made); /* the same, seen while it was open again */
    import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 10);
    row.resolved_at = AT(30);
    put(import, row);
    end(import);
    import = begin(made.store, file(TABLE_STATUS_HISTORY, 3));
    change(import, "1", 12, STATUS_SOLVED);
    change(import, "1", 20, STATUS_OPEN);
    change(import, "1", 30, STATUS_SOLVED);
    end(import);
    make(&made, SETTINGS, AT(25));
    assert_int_equal(made.facts[0].resolve.exit, EXIT_CENSORED);
    assert_int_equal(made.facts[0].reopen.exit, EXIT_EVENT);
    release_made(&made);
}

static void the_desks_own_counter_of_reopenings_is_believed(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 10);
    row.reopen_count = 0;
    put(import, row);
    end(import);
    import = begin(made.store, file(TABLE_STATUS_HISTORY, 3));
    change(import, "1", 12, STATUS_SOLVED);
    change(import, "1", 13, STATUS_OPEN);
    change(import, "1", 14, STATUS_SOLVED);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].was_reopened, 0);
    assert_int_equal(made.facts[0].reopen.exit, EXIT_CENSORED);
    release_made(&made);
}

static void a_reopening_that_only_a_counter_knows_stands_at_its_solve(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    struct ticket_record row = ticket(import, "1", 10);
    row.resolved_at = AT(20);
    row.reopen_count = 1;
    put(import, row);
    put_companion(import, 30);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].reopen.exit, EXIT_EVENT);
    assert_int_equal(made.facts[0].reopen.after_s[CLOCK_CALENDAR], 0);
    release_made(&made);
}

static void messages_without_their_ticket_are_counted_apart(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = messages(&made);
    say(import, "ghost", 10, AUTHOR_CUSTOMER, 0, 0);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].exclusion, EXCLUDED_NO_TICKET);
    release_made(&made);
}

static void a_client_who_repeats_himself_is_one(void **state)
{
    (void)state;
    struct made made;

    start(&made);
    struct import *import = tickets(&made);
    put(import, ticket(import, "1", 10));
    put(import, ticket(import, "2", 10));
    end(import);
    import = messages(&made);
    say(import, "1", 10, AUTHOR_CUSTOMER, 0, MESSAGE_HAS_TEXT);
    say(import, "1", 12, AUTHOR_CUSTOMER, 0, MESSAGE_HAS_TEXT | MESSAGE_REPEATS);
    say(import, "2", 10, AUTHOR_CUSTOMER, 0, MESSAGE_HAS_TEXT);
    end(import);
    make(&made, SETTINGS, INSTANT_UNKNOWN);

    assert_int_equal(made.facts[0].repeats_himself, 1);
    assert_int_equal(made.facts[1].repeats_himself, 0);
    release_made(&made);
}

/* Tickets 1 … count, without every `every`-th. */
static const char *doubt_of_numbers(int count, int every, const char *settings)
{
    struct made made;
    const char *reason = NULL;

    start(&made);
    struct import *import = tickets(&made);
    for (int number = 1; number <= count; number++) {
        char id[16];
        snprintf(id, sizeof id, "INC%05d", number);
        if (number % every != 0)
            put(import, ticket(import, id, number));
    }
    end(import);
    make(&made, settings, INSTANT_UNKNOWN);
    reason = made.summary.survivor_reason;
    assert_int_equal(made.summary.is_survivor_doubted, reason != NULL);
    release_made(&made);
    return reason;
}

static void more_than_one_missing_number_in_twenty_doubts_survivors(void **state)
{
    (void)state;

    assert_string_equal(doubt_of_numbers(199, 10, SETTINGS), "number_gaps"); /* 19 of 199 */
    assert_null(doubt_of_numbers(199, 40, SETTINGS));                        /* 4 of 199 */
    assert_null(doubt_of_numbers(99, 10, SETTINGS));                         /* too few to tell */
}

static void numbers_that_other_queues_take_are_no_doubt(void **state)
{
    (void)state;

    assert_null(doubt_of_numbers(
        199, 10, SETTINGS "exports:\n  - {name: desk, files: [x], numbers_shared: yes}\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unanswered_ticket_stays_in_the_waiting_time),
        cmocka_unit_test(a_ticket_closed_without_a_reply_is_its_own_outcome),
        cmocka_unit_test(the_first_human_answer_is_the_reply_and_not_the_robots),
        cmocka_unit_test(an_internal_note_is_no_reply),
        cmocka_unit_test(a_template_seconds_after_creation_is_no_human),
        cmocka_unit_test(what_a_machine_sends_is_no_human),
        cmocka_unit_test(a_quick_human_with_words_of_his_own_is_a_human),
        cmocka_unit_test(as_of_hides_leaked_instants),
        cmocka_unit_test(a_merged_survivor_keeps_the_earliest_creation),
        cmocka_unit_test(staff_first_is_proactive),
        cmocka_unit_test(what_is_no_demand_is_excluded_with_its_reason),
        cmocka_unit_test(one_touch_from_counters_is_strict_and_optimistic),
        cmocka_unit_test(the_desks_own_verdict_is_kept_but_not_of_an_earlier_cut),
        cmocka_unit_test(one_touch_from_messages_fails_when_a_human_must_answer_again),
        cmocka_unit_test(a_follow_up_ticket_of_the_same_requester_fails_one_touch),
        cmocka_unit_test(business_hours_only_durations_leave_the_calendar_clock_unknown),
        cmocka_unit_test(the_promised_clock_runs_only_while_the_desk_is_open),
        cmocka_unit_test(a_reopening_is_derived_from_the_changes_of_status),
        cmocka_unit_test(the_desks_own_counter_of_reopenings_is_believed),
        cmocka_unit_test(a_reopening_that_only_a_counter_knows_stands_at_its_solve),
        cmocka_unit_test(messages_without_their_ticket_are_counted_apart),
        cmocka_unit_test(a_client_who_repeats_himself_is_one),
        cmocka_unit_test(more_than_one_missing_number_in_twenty_doubts_survivors),
        cmocka_unit_test(numbers_that_other_queues_take_are_no_doubt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
