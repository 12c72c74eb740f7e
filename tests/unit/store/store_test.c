#include "store_testing.h"

static void every_field_of_a_ticket_comes_back(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    struct ticket_record row = {
        .id = SPAN("№-17"),
        .created_at = INT64_MIN + 1,
        .first_reply_at = INT64_MAX,
        .first_human_at = -1,
        .resolved_at = 0,
        .first_resolved_at = 1,
        .closed_at = INSTANT_UNKNOWN,
        .reopened_at = 7,
        .updated_at = 8,
        .due_reply_at = 9,
        .due_resolve_at = 10,
        .first_reply_s = INT64_MAX,
        .resolution_s = 0,
        .handling_s = COUNT_UNKNOWN,
        .account = word(import, VOCABULARY_ACCOUNT, "Ромашка"),
        .requester = person(import, 1),
        .assignee = person(import, 2),
        .channel = word(import, VOCABULARY_CHANNEL, "Mail"),
        .priority = word(import, VOCABULARY_PRIORITY, "P1"),
        .status = word(import, VOCABULARY_STATUS, "open"),
        .type = word(import, VOCABULARY_TYPE, "incident"),
        .category = word(import, VOCABULARY_CATEGORY, "printer"),
        .group = word(import, VOCABULARY_GROUP, "L1"),
        .reopen_count = INT32_MAX,
        .staff_reply_count = 0,
        .customer_reply_count = COUNT_UNKNOWN,
        .reassignment_count = 3,
        .merged_into = SPAN("№-18"),
        .rating = {.score = INT16_MAX, .scale_max = 5, .was_offered = 1},
        .initiator = INITIATOR_STAFF,
        .first_reply_clock = DESK_CLOCK_BUSINESS,
        .resolution_clock = DESK_CLOCK_CALENDAR,
        .reply_sla_met = 0,
        .resolve_sla_met = COUNT_UNKNOWN,
        .flags = UINT32_MAX,
    };
    assert_ok(import_ticket(import, &row, &err), err);
    end(import);

    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    const struct ticket_record *got = &thread->row;
    assert_true(thread->has_ticket);
    assert_int_equal(thread->ticket, 1);
    assert_int_equal(thread->merged_into, 2);
    assert_true(span_equal(got->id, row.id));
    assert_true(span_equal(got->merged_into, row.merged_into));
    assert_true(got->created_at == row.created_at && got->first_reply_at == row.first_reply_at);
    assert_true(got->first_human_at == -1 && got->resolved_at == 0 && got->first_resolved_at == 1);
    assert_true(got->closed_at == INSTANT_UNKNOWN && got->reopened_at == 7 && got->updated_at == 8);
    assert_true(got->due_reply_at == 9 && got->due_resolve_at == 10);
    assert_true(got->first_reply_s == INT64_MAX && got->resolution_s == 0 && got->handling_s == -1);
    assert_true(got->account == row.account && got->requester == 1 && got->assignee == 2);
    assert_true(got->channel == row.channel && got->priority == row.priority);
    assert_true(got->status == row.status && got->type == row.type);
    assert_true(got->category == row.category && got->group == row.group);
    assert_true(got->reopen_count == INT32_MAX && got->staff_reply_count == 0);
    assert_true(got->customer_reply_count == -1 && got->reassignment_count == 3);
    assert_int_equal(got->rating.score, INT16_MAX);
    assert_int_equal(got->rating.scale_max, 5);
    assert_int_equal(got->rating.was_offered, 1);
    assert_int_equal(got->initiator, INITIATOR_STAFF);
    assert_int_equal(got->first_reply_clock, DESK_CLOCK_BUSINESS);
    assert_int_equal(got->resolution_clock, DESK_CLOCK_CALENDAR);
    assert_int_equal(got->reply_sla_met, 0);
    assert_int_equal(got->resolve_sla_met, -1);
    assert_true(got->flags == UINT32_MAX);
    assert_ok(scan_next(scan, &thread, &err), err);
    assert_null(thread); /* a survivor without rows is no ticket */
}

static void every_field_of_the_other_rows_comes_back(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    const struct message_record message = {.ticket_id = SPAN("1"),
                                           .at = INT64_MAX,
                                           .native_id = UINT64_MAX,
                                           .body = UINT64_MAX - 1,
                                           .author = person(import, 9),
                                           .channel = word(import, VOCABULARY_CHANNEL, "чат"),
                                           .author_kind = AUTHOR_SYSTEM,
                                           .flags = 255,
                                           .text = {65535, 1, 2, 3, 4, 5, UINT32_MAX, 2}};
    const struct survey_record survey = {SPAN("1"), INSTANT_UNKNOWN, -5, {10, 11, -1},
                                         10,        INT16_MAX,       7,  14};
    const struct review_record review = {SPAN("1"), person(import, 3), -1, 1};
    const struct status_record status = {SPAN("1"), 77, word(import, VOCABULARY_STATUS, "x"),
                                         person(import, 4), AUTHOR_BOT};
    assert_ok(import_message(import, &message, &err), err);
    assert_ok(import_survey(import, &survey, &err), err);
    assert_ok(import_review(import, &review, &err), err);
    assert_ok(import_status(import, &status, &err), err);
    end(import);

    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    assert_false(thread->has_ticket);
    assert_true(span_equal(thread->row.id, SPAN("1")));
    assert_true(thread->row.created_at == INSTANT_UNKNOWN && thread->row.reopen_count == -1);
    assert_int_equal(thread->message_count, 1);
    const struct message_record *m = thread->messages;
    assert_true(span_equal(m->ticket_id, SPAN("1")));
    assert_true(m->at == INT64_MAX && m->native_id == UINT64_MAX && m->body == UINT64_MAX - 1);
    assert_true(m->author == message.author && m->channel == message.channel);
    assert_true(m->author_kind == AUTHOR_SYSTEM && m->flags == 255);
    assert_true(m->text.word_count == 65535 && m->text.sentence_count == 1 &&
                m->text.syllable_count == 2 && m->text.long_word_count == 3 &&
                m->text.foreign_word_count == 4 && m->text.jargon_count == 5 &&
                m->text.character_count == UINT32_MAX && m->text.language == 2);
    assert_int_equal(thread->survey_count, 1);
    assert_true(thread->surveys[0].sent_at == INSTANT_UNKNOWN);
    assert_true(thread->surveys[0].answered_at == -5 && thread->surveys[0].rating.score == 10);
    assert_int_equal(thread->surveys[0].rating.was_offered, -1);
    assert_int_equal(thread->review_count, 1);
    assert_int_equal(thread->reviews[0].is_complete, -1);
    assert_int_equal(thread->reviews[0].is_correct, 1);
    assert_int_equal(thread->event_count, 1);
    assert_true(thread->events[0].at == 77 && thread->events[0].actor == status.actor &&
                thread->events[0].actor_kind == AUTHOR_BOT);
}

static void the_six_fates_add_up_to_the_rows(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    add_ticket(import, "1", 10, 20);
    add_ticket(import, "2", 10, 20);
    end(import);

    import = begin(store, file(TABLE_TICKETS, 2));
    add_ticket(import, "1", 10, 20); /* unchanged */
    add_ticket(import, "2", 10, 30); /* changed */
    add_ticket(import, "3", 10, 20); /* new */
    add_ticket(import, "3", 10, 25); /* folded */
    import_ignored(import, 3);
    import_folded(import, 2);
    const struct reject reject = {.line = 9, .byte_offset = 80, .byte_length = 5, .reason = "no"};
    const struct reject same_row = {.line = 9, .byte_offset = 80, .column = 2, .reason = "no too"};
    assert_ok(import_reject(import, &reject, &err), err);
    assert_ok(import_reject(import, &same_row, &err), err);
    struct import_totals totals = end(import);

    assert_int_equal(totals.fate_count[FATE_NEW], 1);
    assert_int_equal(totals.fate_count[FATE_CHANGED], 1);
    assert_int_equal(totals.fate_count[FATE_UNCHANGED], 1);
    assert_int_equal(totals.fate_count[FATE_FOLDED], 3);
    assert_int_equal(totals.fate_count[FATE_IGNORED], 3);
    assert_int_equal(totals.fate_count[FATE_REJECTED], 1);
    assert_int_equal(totals.row_count, 10);
    assert_true(totals.first_at == 10 && totals.last_at == 30 && totals.cut_at == 30);
}

static void the_same_bytes_are_found_and_another_reading_is_not(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import_header header = file(TABLE_TICKETS, 5);
    int64_t found = -1;

    assert_ok(store_find_import(store, &header, &found, &err), err);
    assert_int_equal(found, 0);
    struct import *import = begin(store, header);
    add_ticket(import, "1", 10, 20);
    end(import);
    assert_ok(store_find_import(store, &header, &found, &err), err);
    assert_int_equal(found, 1);
    header.zone = "Europe/Berlin";
    assert_ok(store_find_import(store, &header, &found, &err), err);
    assert_int_equal(found, 0);
    header = file(TABLE_TICKETS, 5);
    header.export_time = 99;
    assert_ok(store_find_import(store, &header, &found, &err), err);
    assert_int_equal(found, 0);
}

static void a_newer_version_of_a_ticket_wins_in_either_order(void **state)
{
    (void)state;
    OWN(store_close) struct store *forth = open_scratch();
    OWN(store_close) struct store *back = open_scratch();
    struct store *stores[] = {forth, back};

    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            bool is_newer = (i == 0) == (j == 1);
            struct import *import = begin(stores[i], file(TABLE_TICKETS, is_newer ? 2 : 1));
            add_ticket(import, "1", is_newer ? 11 : 10, is_newer ? 30 : 20);
            end(import);
        }
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(forth, &scan);
    assert_true(thread->row.created_at == 11 && thread->row.updated_at == 30);
    assert_true(thread->seen_until == 30);
    scan_close(TAKE(scan));
    assert_same_dump(forth, back);
}

static void unknown_never_overwrites_known(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    struct ticket_record row = ticket_record_unknown();
    row.id = SPAN("1");
    row.created_at = 5;
    row.updated_at = 10;
    row.handling_s = 60;
    row.account = word(import, VOCABULARY_ACCOUNT, "A");
    row.assignee = person(import, 1);
    row.merged_into = SPAN("2");
    assert_ok(import_ticket(import, &row, &err), err);
    end(import);
    import = begin(store, file(TABLE_TICKETS, 2));
    row = ticket_record_unknown();
    row.id = SPAN("1");
    row.updated_at = 20;
    row.closed_at = 20;
    assert_ok(import_ticket(import, &row, &err), err);
    assert_int_equal(end(import).fate_count[FATE_CHANGED], 1);

    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    assert_true(thread->row.created_at == 5 && thread->row.handling_s == 60);
    assert_true(thread->row.closed_at == 20 && thread->row.updated_at == 20);
    assert_int_equal(thread->row.account, 1);
    assert_int_equal(thread->row.assignee, 1);
    assert_true(span_equal(thread->row.merged_into, SPAN("2")));
    assert_int_equal(thread->merged_into, 2);
}

static void an_older_version_that_adds_nothing_is_unchanged(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    add_ticket(import, "1", 10, 30);
    end(import);
    import = begin(store, file(TABLE_TICKETS, 2));
    add_ticket(import, "1", 10, 20);
    assert_int_equal(end(import).fate_count[FATE_UNCHANGED], 1);
}

/* The keys of two stores differ, so may their order of persons: a doubt is said, not decided. */
static void equal_versions_that_name_different_people_name_nobody(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    for (uint64_t i = 1; i <= 2; i++) {
        struct import *import = begin(store, file(TABLE_TICKETS, i));
        struct ticket_record row = ticket_record_unknown();
        row.id = SPAN("1");
        row.updated_at = 10;
        row.requester = person(import, 50);
        row.assignee = person(import, i);
        assert_ok(import_ticket(import, &row, &err), err);
        end(import);
    }
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    assert_int_equal(thread->row.assignee, 0);
    assert_int_not_equal(thread->row.requester, 0);
}

static void messages_may_come_before_their_ticket(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    add_message(import, "1", 12, 1, 1);
    end(import);
    import = begin(store, file(TABLE_TICKETS, 2));
    add_ticket(import, "1", 10, 20);
    assert_int_equal(end(import).fate_count[FATE_NEW], 1);

    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    assert_true(thread->has_ticket && thread->message_count == 1);
    assert_true(thread->seen_until == 20);
}

static void the_ticket_of_another_source_is_another_ticket(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    for (uint64_t i = 1; i <= 2; i++) {
        struct import_header header = file(TABLE_TICKETS, i);
        header.source = i == 1 ? "zebra" : "ape";
        struct import *import = begin(store, header);
        add_ticket(import, "1", 10, 20);
        end(import);
    }
    struct store_contents contents;
    assert_ok(store_contents(store, &contents, &err), err);
    assert_int_equal(contents.ticket_count, 2);
    assert_int_equal(contents.row_count[TABLE_TICKETS], 2);
    assert_int_equal(contents.source_count, 2);
    assert_string_equal(contents.sources[0], "zebra");
    assert_string_equal(contents.sources[1], "ape");
    assert_string_equal(contents.source_desks[1], "zendesk");
}

static uint64_t new_messages(struct store *store, uint64_t content, int copies)
{
    struct import *import = begin(store, file(TABLE_MESSAGES, content));
    for (int i = 0; i < copies; i++)
        add_message(import, "1", 12, 1, 1);
    struct import_totals totals = end(import);
    assert_int_equal(totals.row_count, copies);
    return totals.fate_count[FATE_NEW];
}

static uint32_t message_count(struct store *store)
{
    OWN(scan_close) struct scan *scan = NULL;

    return only_thread(store, &scan)->message_count;
}

static void across_files_the_larger_multiplicity_wins(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();

    assert_int_equal(new_messages(store, 1, 2), 2);
    assert_int_equal(new_messages(store, 2, 1), 0);
    assert_int_equal(message_count(store), 2);
    assert_int_equal(new_messages(store, 3, 3), 1);
    assert_int_equal(message_count(store), 3);
    assert_int_equal(new_messages(store, 4, 3), 0);
    assert_int_equal(message_count(store), 3);
}

static void a_native_id_is_one_message_however_often_it_comes(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    add_native(import, "1", 12, 77, 3);
    add_native(import, "1", 12, 78, 3);
    add_native(import, "1", 12, 77, 3);
    struct import_totals totals = end(import);
    assert_int_equal(totals.fate_count[FATE_NEW], 2);
    assert_int_equal(totals.fate_count[FATE_FOLDED], 1);
    assert_int_equal(message_count(store), 2);

    import = begin(store, file(TABLE_MESSAGES, 2));
    add_native(import, "1", 12, 77, 4); /* edited */
    add_native(import, "1", 12, 78, 3);
    totals = end(import);
    assert_int_equal(totals.fate_count[FATE_CHANGED], 1);
    assert_int_equal(totals.fate_count[FATE_UNCHANGED], 1);
    assert_int_equal(message_count(store), 2);
}

static void messages_of_one_second_keep_the_order_of_the_file(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    const uint16_t order[] = {5, 3, 9, 1};
    add_native(import, "1", 60, 99, 0);
    for (uint16_t i = 0; i < 4; i++)
        add_native(import, "1", 12, 200u - i, order[i]);
    end(import);

    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    for (int i = 0; i < 4; i++)
        assert_int_equal(thread->messages[i].text.word_count, order[i]);
    assert_true(thread->messages[4].at == 60);
}

static void an_answered_survey_replaces_the_one_that_was_sent(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    for (uint64_t i = 1; i <= 2; i++) {
        struct import *import = begin(store, file(TABLE_SURVEYS, i));
        const struct survey_record survey = {SPAN("1"),
                                             10,
                                             i == 1 ? INSTANT_UNKNOWN : 15,
                                             {i == 1 ? COUNT_UNKNOWN : 4, 5, 1},
                                             COUNT_UNKNOWN,
                                             COUNT_UNKNOWN,
                                             0,
                                             0};
        assert_ok(import_survey(import, &survey, &err), err);
        assert_int_equal(end(import).fate_count[i == 1 ? FATE_NEW : FATE_CHANGED], 1);
    }
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    assert_int_equal(thread->survey_count, 1);
    assert_int_equal(thread->surveys[0].rating.score, 4);
    assert_true(thread->seen_until == INSTANT_UNKNOWN); /* a survey does not show replies */
}

static void events_have_the_fate_of_their_ticket(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_STATUS_HISTORY, 1));
    for (int i = 0; i < 3; i++) {
        const struct status_record event = {.ticket_id = SPAN("1"), .at = 10 + i};
        add_ticket(import, "1", 10, 10 + i);
        assert_ok(import_event(import, &event, &err), err);
    }
    struct import_totals totals = end(import);
    assert_int_equal(totals.row_count, 3);
    assert_int_equal(totals.fate_count[FATE_NEW], 1);
    assert_int_equal(totals.fate_count[FATE_FOLDED], 2);
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = only_thread(store, &scan);
    assert_int_equal(thread->event_count, 3);
    assert_true(thread->row.updated_at == 12);
}

static void an_abandoned_import_leaves_no_trace(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    add_ticket(import, "1", 10, 20);
    word(import, VOCABULARY_ACCOUNT, "gone");
    person(import, 4);
    import_close(import);

    struct store_contents contents;
    OWN(vocabulary_release) struct vocabulary words = {0};
    assert_ok(store_contents(store, &contents, &err), err);
    assert_ok(store_vocabulary(store, &words, &err), err);
    assert_int_equal(contents.ticket_count, 0);
    assert_int_equal(contents.source_count, 0);
    assert_int_equal(words.word_count[VOCABULARY_ACCOUNT], 1);
    assert_int_equal(words.person_count, 1);
    import = begin(store, file(TABLE_TICKETS, 1));
    add_ticket(import, "2", 10, 20);
    end(import);
    OWN(scan_close) struct scan *scan = NULL;
    assert_true(span_equal(only_thread(store, &scan)->row.id, SPAN("2")));
}

static void another_reading_of_the_same_bytes_replaces_the_old(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    OWN(store_close) struct store *fresh = open_scratch();
    struct import_header header = file(TABLE_TICKETS, 1);
    struct import *import = begin(store, header);
    add_ticket(import, "1", 10, 20);
    add_ticket(import, "2", 10, 20);
    end(import);
    for (int i = 0; i < 2; i++) {
        header.zone = "Europe/Berlin";
        import = begin(i == 0 ? store : fresh, header);
        add_ticket(import, "1", 5, 15);
        end(import);
    }
    assert_same_dump(store, fresh);
    struct store_contents contents;
    assert_ok(store_contents(store, &contents, &err), err);
    assert_int_equal(contents.row_count[TABLE_TICKETS], 1);
    assert_true(contents.last_at == 15);
}

/* What a second file only repeated must not leave with the first. */
static bool holds_text(struct import *import, uint64_t key)
{
    struct error err = {0};
    const struct text_keys *kept = NULL;

    assert_ok(import_text_keys(import, &kept, &err), err);
    return kept != NULL && text_keys_hold(kept, key);
}

static void add_text(struct import *import, int64_t at, uint64_t text_key, struct text_counts text,
                     uint8_t flags)
{
    struct error err = {0};
    const struct message_record row = {.ticket_id = SPAN("A"),
                                       .at = at,
                                       .text_key = text_key,
                                       .author_kind = AUTHOR_HUMAN,
                                       .text = text,
                                       .flags = flags};

    assert_ok(import_message(import, &row, &err), err);
}

static void a_text_that_is_kept_is_not_measured_again(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    OWN(scan_close) struct scan *scan = NULL;
    const struct text_counts nine = {.word_count = 9, .character_count = 40};

    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    assert_false(holds_text(import, 77)); /* an empty store holds none */
    add_text(import, 100, 77, nine, MESSAGE_PUBLIC | MESSAGE_QUESTION);
    end(import);

    import = begin(store, file(TABLE_MESSAGES, 2));
    assert_true(holds_text(import, 77));
    assert_false(holds_text(import, 78));
    add_text(import, 100, 77, (struct text_counts){0}, MESSAGE_PUBLIC | MESSAGE_TEXT_KEPT);
    add_text(import, 200, 77, (struct text_counts){0}, MESSAGE_TEXT_KEPT);
    struct import_totals totals = end(import);
    assert_int_equal(totals.fate_count[FATE_UNCHANGED], 1);
    assert_int_equal(totals.fate_count[FATE_NEW], 1);

    const struct thread *thread = only_thread(store, &scan);
    assert_int_equal(thread->message_count, 2);
    assert_int_equal(thread->messages[1].text.word_count, 9);
    assert_int_equal(thread->messages[1].text.character_count, 40);
    assert_int_equal(thread->messages[1].flags, MESSAGE_QUESTION);
}

/* Keys of one ticket share their high bits, thousands of them too. */
static void texts_of_a_very_long_ticket_are_all_known(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    OWN(store_close) struct store *store = open_scratch();
    OWN(scan_close) struct scan *scan = NULL;
    const uint64_t ticket = UINT64_C(0xFFFFFE) << 40; /* at the end, where it goes round */

    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    for (uint64_t i = 0; i < MANY; i++)
        add_text(import, (int64_t)i, ticket | i * UINT64_C(0x9E3779B9),
                 (struct text_counts){.word_count = (uint16_t)i}, 0);
    end(import);
    import = begin(store, file(TABLE_MESSAGES, 2));
    for (uint64_t i = 0; i < MANY; i++) {
        assert_true(holds_text(import, ticket | i * UINT64_C(0x9E3779B9)));
        assert_false(holds_text(import, ticket | (i * UINT64_C(0x9E3779B9) + 1)));
        add_text(import, (int64_t)i + MANY, ticket | i * UINT64_C(0x9E3779B9),
                 (struct text_counts){0}, MESSAGE_TEXT_KEPT);
    }
    end(import);
    const struct thread *thread = only_thread(store, &scan);
    assert_int_equal(thread->message_count, 2 * MANY);
    assert_int_equal(thread->messages[2 * MANY - 1].text.word_count, MANY - 1);
}

static void a_text_that_is_not_with_its_ticket_is_a_failure(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_MESSAGES, 1));

    add_text(import, 100, 77, (struct text_counts){0}, 0);
    end(import);
    import = begin(store, file(TABLE_MESSAGES, 2));
    add_text(import, 100, 78, (struct text_counts){0}, MESSAGE_TEXT_KEPT);
    assert_false(import_commit(import, NULL, NULL, &err));
    assert_int_equal(err.kind, ERROR_STORE);
    import_close(import);
}

static void texts_that_leave_with_another_reading_are_not_counted_on(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    struct import_header other = file(TABLE_MESSAGES, 1);
    struct import *import = begin(store, other);

    add_text(import, 100, 77, (struct text_counts){0}, 0);
    end(import);
    other.zone = "Asia/Tokyo";
    import = begin(store, other);
    assert_false(holds_text(import, 77));
    import_close(import);
}

static void rows_that_another_file_holds_too_survive_a_replacement(void **state)
{
    (void)state;
    OWN(store_close) struct store *store = open_scratch();
    OWN(store_close) struct store *fresh = open_scratch();
    struct import_header first = file(TABLE_MESSAGES, 1);
    struct import *import = begin(store, first);
    add_message(import, "1", 12, 1, 1);
    add_message(import, "1", 13, 1, 2);
    end(import);
    for (int i = 0; i < 2; i++) {
        struct store *target = i == 0 ? store : fresh;
        import = begin(target, file(TABLE_MESSAGES, 2));
        add_message(import, "1", 12, 1, 1);
        add_message(import, "2", 12, 1, 1);
        end(import);
    }
    for (int i = 0; i < 2; i++) {
        first.zone = "Asia/Tokyo";
        import = begin(i == 0 ? store : fresh, first);
        add_message(import, "1", 112, 1, 1);
        end(import);
    }
    assert_same_dump(store, fresh);
}

static void words_are_told_apart_by_what_the_profile_takes_them_for(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    struct import *import = begin(store, file(TABLE_TICKETS, 1));
    uint32_t a, b, again, other_kind, empty;
    assert_ok(import_word(import, VOCABULARY_STATUS, SPAN("Pending"), 3, &a, &err), err);
    assert_ok(import_word(import, VOCABULARY_STATUS, SPAN("Pending"), 4, &b, &err), err);
    assert_ok(import_word(import, VOCABULARY_STATUS, SPAN("Pending"), 3, &again, &err), err);
    assert_ok(import_word(import, VOCABULARY_TYPE, SPAN("Pending"), 3, &other_kind, &err), err);
    assert_ok(import_word(import, VOCABULARY_TYPE, SPAN(""), 3, &empty, &err), err);
    end(import);
    assert_int_equal(a, 1);
    assert_int_equal(b, 2);
    assert_int_equal(again, 1);
    assert_int_equal(other_kind, 1);
    assert_int_equal(empty, 0);
    OWN(vocabulary_release) struct vocabulary words = {0};
    assert_ok(store_vocabulary(store, &words, &err), err);
    assert_true(span_equal(words.words[VOCABULARY_STATUS][2].text, SPAN("Pending")));
    assert_int_equal(words.words[VOCABULARY_STATUS][2].class_hint, 4);
    assert_true(span_equal(words.words[VOCABULARY_STATUS][0].text, SPAN("")));
}

struct named_list {
    struct buffer text;
};

static bool list_name(void *context, uint32_t ticket, struct span source, struct span id)
{
    buffer_format(context, "%u:%.*s/%.*s ", ticket, SPAN_PRINT(source), SPAN_PRINT(id));
    return true;
}

static void tickets_are_named_in_the_order_of_source_and_id(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    OWN(buffer_release) struct buffer text = {0};
    for (uint64_t i = 1; i <= 2; i++) {
        struct import_header header = file(TABLE_TICKETS, i);
        header.source = i == 1 ? "zebra" : "ape";
        struct import *import = begin(store, header);
        add_ticket(import, "b", 10, 20);
        add_ticket(import, "a", 10, 20);
        end(import);
    }
    const uint32_t tickets[] = {1, 4, 2, 3};
    assert_ok(store_name_tickets(store, tickets, 4, list_name, &text, &err), err);
    assert_string_equal(text.bytes, "4:ape/a 3:ape/b 2:zebra/a 1:zebra/b ");
    const uint32_t unknown[] = {5};
    assert_false(store_name_tickets(store, unknown, 1, list_name, &text, &err));
}

static bool list_reject(void *context, const struct ledger_row *import, const struct reject *reject)
{
    buffer_format(context, "%s:%llu:%s:%s ", import->header.file_name,
                  (unsigned long long)reject->line,
                  reject->column_name ? reject->column_name : "(row)", reject->reason);
    return true;
}

static bool list_import(void *context, const struct ledger_row *row)
{
    buffer_format(context, "%lld %s %s %s rows=%llu rejects=%u cut=%lld %s ",
                  (long long)row->import_id, row->header.source, row->header.file_name,
                  table_kind_name(row->header.kind), (unsigned long long)row->totals.row_count,
                  row->reject_count, (long long)row->totals.cut_at, row->header.assumptions_json);
    return true;
}

static void the_ledger_tells_what_was_read_and_what_was_refused(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    OWN(buffer_release) struct buffer text = {0};
    struct import_header header = file(TABLE_TICKETS, 1);
    header.export_time = 500;
    struct import *import = begin(store, header);
    const struct reject one = {.line = 9, .byte_offset = 1, .reason = "too short"};
    const struct reject two = {
        .line = 4, .byte_offset = 2, .column = 3, .column_name = "Created", .reason = "no date"};
    add_ticket(import, "1", 10, 20);
    assert_ok(import_reject(import, &one, &err), err);
    assert_ok(import_reject(import, &two, &err), err);
    struct import_totals totals;
    assert_ok(import_commit(import, "{\"a\":1}", &totals, &err), err);
    import_close(import);
    assert_ok(store_ledger(store, list_import, &text, &err), err);
    assert_string_equal(text.bytes,
                        "1 desk export.csv tickets rows=3 rejects=2 cut=500 {\"a\":1} ");
    buffer_clear(&text);
    assert_ok(store_rejects(store, 1, list_reject, &text, &err), err);
    assert_string_equal(text.bytes, "export.csv:4:Created:no date export.csv:9:(row):too short ");
}

static void a_note_is_kept_and_replaced(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    OWN(buffer_release) struct buffer value = {0};
    bool is_found = true;

    assert_ok(store_note_read(store, "a", &value, &is_found, &err), err);
    assert_false(is_found);
    assert_ok(store_note_write(store, "a", SPAN("1"), &err), err);
    assert_ok(store_note_write(store, "a", SPAN("2"), &err), err);
    assert_ok(store_note_read(store, "a", &value, &is_found, &err), err);
    assert_true(is_found && span_equal(buffer_span(&value), SPAN("2")));
}

/* More than one segment, and tickets whose rows are spread over all of them. */
static void a_ticket_is_whole_wherever_its_rows_stand_in_the_file(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(store_close) struct store *store = open_scratch();
    enum { TICKETS = 3000, ROUNDS = 70 };
    struct import *import = begin(store, file(TABLE_MESSAGES, 1));
    char id[16];
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < TICKETS; i++) {
            snprintf(id, sizeof id, "%d", i);
            add_native(import, id, 1000 - round, (uint64_t)(round * TICKETS + i + 1), 1);
        }
    end(import);
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;
    int count = 0;
    assert_ok(store_scan(store, &scan, &err), err);
    for (;; count++) {
        assert_ok(scan_next(scan, &thread, &err), err);
        if (thread == NULL)
            break;
        assert_int_equal(thread->message_count, ROUNDS);
        for (int i = 0; i < ROUNDS; i++)
            assert_true(thread->messages[i].at == 1000 - ROUNDS + 1 + i);
    }
    assert_int_equal(count, TICKETS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_a_ticket_comes_back),
        cmocka_unit_test(every_field_of_the_other_rows_comes_back),
        cmocka_unit_test(the_six_fates_add_up_to_the_rows),
        cmocka_unit_test(the_same_bytes_are_found_and_another_reading_is_not),
        cmocka_unit_test(a_newer_version_of_a_ticket_wins_in_either_order),
        cmocka_unit_test(unknown_never_overwrites_known),
        cmocka_unit_test(an_older_version_that_adds_nothing_is_unchanged),
        cmocka_unit_test(equal_versions_that_name_different_people_name_nobody),
        cmocka_unit_test(messages_may_come_before_their_ticket),
        cmocka_unit_test(the_ticket_of_another_source_is_another_ticket),
        cmocka_unit_test(across_files_the_larger_multiplicity_wins),
        cmocka_unit_test(a_native_id_is_one_message_however_often_it_comes),
        cmocka_unit_test(messages_of_one_second_keep_the_order_of_the_file),
        cmocka_unit_test(an_answered_survey_replaces_the_one_that_was_sent),
        cmocka_unit_test(events_have_the_fate_of_their_ticket),
        cmocka_unit_test(an_abandoned_import_leaves_no_trace),
        cmocka_unit_test(another_reading_of_the_same_bytes_replaces_the_old),
        cmocka_unit_test(a_text_that_is_kept_is_not_measured_again),
        cmocka_unit_test(texts_of_a_very_long_ticket_are_all_known),
        cmocka_unit_test(a_text_that_is_not_with_its_ticket_is_a_failure),
        cmocka_unit_test(texts_that_leave_with_another_reading_are_not_counted_on),
        cmocka_unit_test(rows_that_another_file_holds_too_survive_a_replacement),
        cmocka_unit_test(words_are_told_apart_by_what_the_profile_takes_them_for),
        cmocka_unit_test(tickets_are_named_in_the_order_of_source_and_id),
        cmocka_unit_test(the_ledger_tells_what_was_read_and_what_was_refused),
        cmocka_unit_test(a_note_is_kept_and_replaced),
        cmocka_unit_test(a_ticket_is_whole_wherever_its_rows_stand_in_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
