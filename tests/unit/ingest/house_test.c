/* The tables beside the exports, as people write them in a spreadsheet. */
#include "testing.h"

#include <fcntl.h>
#include <unistd.h>

#include "ingest/house.h"
#include "settings/read.h"

struct fixture {
    char folder[64];
    struct settings settings;
};

static void set_up(struct fixture *fixture)
{
    struct error err = {0};

    *fixture = (struct fixture){.folder = "/tmp/deskgauge-house-XXXXXX"};
    assert_non_null(mkdtemp(fixture->folder));
    assert_ok(settings_read(NULL, &fixture->settings, &err), err);
}

static void put(const struct fixture *fixture, const char *name, const char *text)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    OWN(file_close) FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
}

static void remove_file(const struct fixture *fixture, const char *name)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    unlink(path);
}

static void tear_down(struct fixture *fixture, const char *name)
{
    remove_file(fixture, name);
    rmdir(fixture->folder);
    settings_release(&fixture->settings);
}

/* Write, recognise, read, finish. */
static void take(struct fixture *fixture, const char *name, const char *text)
{
    char path[128];
    enum house_table table = HOUSE_TABLE_COUNT;
    bool is_house = false;
    struct error err = {0};

    put(fixture, name, text);
    snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    assert_ok(house_recognise(path, &table, &is_house, &err), err);
    assert_true(is_house);
    assert_ok(house_read(path, table, &fixture->settings, &err), err);
    assert_ok(house_finish(&fixture->settings, &err), err);
}

static bool recognises(const char *name, const char *text, enum house_table *table)
{
    struct fixture fixture;
    char path[128];
    bool is_house = false;
    struct error err = {0};

    set_up(&fixture);
    put(&fixture, name, text);
    snprintf(path, sizeof path, "%s/%s", fixture.folder, name);
    assert_ok(house_recognise(path, table, &is_house, &err), err);
    tear_down(&fixture, name);
    return is_house;
}

static const char *problem(const struct fixture *fixture, size_t index)
{
    assert_true(index < fixture->settings.house.problem_count);
    return fixture->settings.house.problems[index].text;
}

static void a_table_is_known_by_its_headings_in_either_language(void **state)
{
    (void)state;
    enum house_table table = HOUSE_TABLE_COUNT;

    assert_true(recognises("a.csv", "client,hours,first_reply,share\nA,8x5,4h,90%\n", &table));
    assert_int_equal(table, HOUSE_CLIENTS);
    assert_true(recognises("b.csv", "Клиент;Тариф;Режим поддержки\nРога;Золотой;24x7\n", &table));
    assert_int_equal(table, HOUSE_CLIENTS);
    assert_true(recognises("c.csv", "Заявка;Причина;Согласовано\n17;сбой;да\n", &table));
    assert_int_equal(table, HOUSE_DISPUTES);
    assert_true(recognises("notes.md", "## Summary\nWell.\n", &table));
    assert_int_equal(table, HOUSE_NOTES);
}

static void an_export_of_tickets_is_never_taken_for_one_of_the_tables(void **state)
{
    (void)state;
    enum house_table table = HOUSE_TABLE_COUNT;

    assert_false(recognises("tickets.csv",
                            "ticket_id,created_at,account,status\n1,2026-01-01,A,open\n", &table));
    assert_false(recognises("events.csv",
                            "case_id,activity,timestamp\n1,created,2026-01-01 10:00\n", &table));
    assert_false(recognises("clients.csv", "id,email,phone\n1,a@x.org,2\n", &table));
}

static void a_russian_spreadsheet_in_windows_1251_is_read(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    /* Клиент;Абонплата;Реакция  Рога;120 000,50;4 ч */
    take(
        &fixture, "x.csv",
        "\xCA\xEB\xE8\xE5\xED\xF2;\xC0\xE1\xEE\xED\xEF\xEB\xE0\xF2\xE0;\xD0\xE5\xE0\xEA\xF6\xE8\xFF"
        "\r\n\xD0\xEE\xE3\xE0;120 000,50;4 \xF7\r\n");

    assert_int_equal(fixture.settings.house.problem_count, 1); /* no hours: not grave, but told */
    assert_false(fixture.settings.house.problems[0].is_grave);
    assert_non_null(strstr(problem(&fixture, 0), "around the clock: 'Рога'"));
    assert_true(fixture.settings.house.clients[0].hours_assumed);
    assert_string_equal(fixture.settings.house.clients[0].client, "Рога");
    assert_int_equal(fixture.settings.house.clients[0].monthly_fee_minor, 12000050);
    assert_int_equal(fixture.settings.promises[0].first_reply_s, 4 * 3600);
    tear_down(&fixture, "x.csv");
}

static void promises_of_a_client_stand_before_those_of_the_settings(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "clients.csv",
         "client,from,to,hours,first_reply,first_reply_urgent,resolve,share,channels\n"
         "Book*,,,8x5,8h,,,,\n"
         "Bookshop,2026-01-01,2026-03-31,24x7,4h,15m,2d,95%,email; phone\n");

    const struct settings *settings = &fixture.settings;
    assert_int_equal(settings->promise_count, 3);
    assert_string_equal(settings->promises[0].account, "Bookshop");
    assert_int_equal(settings->promises[0].priority, PRIORITY_URGENT);
    assert_int_equal(settings->promises[0].first_reply_s, 900);
    assert_int_equal(settings->promises[0].resolve_s, 2 * 86400);
    assert_int_equal(settings->promises[0].hours, INDEX_NONE);
    assert_near(settings->promises[0].share, .95, 1e-12);
    assert_int_equal(settings->promises[0].to_day, day_of(2026, 3, 31));
    assert_int_equal(settings->promises[1].first_reply_s, 4 * 3600);
    assert_string_equal(settings->promises[2].account, "Book*");
    assert_int_equal(settings->hours[settings->promises[2].hours].versions[0].interval_count, 5);
    assert_int_equal(settings->house.clients[1].channels,
                     1U << CHANNEL_EMAIL | 1U << CHANNEL_PHONE);
    tear_down(&fixture, "clients.csv");
}

static void another_promise_is_another_hash_and_another_note_is_not(void **state)
{
    (void)state;
    struct fixture one, two, three;

    set_up(&one);
    take(&one, "clients.csv", "client,hours,first_reply\nA,24x7,4h\n");
    set_up(&two);
    take(&two, "clients.csv", "client,hours,first_reply\nA,24x7,5h\n");
    set_up(&three);
    struct hash128 before = three.settings.hash;
    take(&three, "notes.md", "## Summary\nWell.\n");

    assert_false(hash128_equal(one.settings.hash, two.settings.hash));
    assert_true(hash128_equal(three.settings.hash, before));
    tear_down(&one, "clients.csv");
    tear_down(&two, "clients.csv");
    tear_down(&three, "notes.md");
}

static void every_wrong_cell_is_told_with_its_line_and_column(void **state)
{
    (void)state;
    struct fixture fixture;
    struct error err = {0};

    set_up(&fixture);
    take(&fixture, "clients.csv",
         "client,from,hours,first_reply,share,chanels\n"
         "A,05/06/2026,8 to 5,4,95,email\n"
         ",,24x7,4h,,\n");

    assert_non_null(strstr(problem(&fixture, 0),
                           "clients.csv:1: column 'chanels' is not read (hint: "
                           "did you mean 'channels'?)"));
    assert_non_null(strstr(problem(&fixture, 1), "clients.csv:2 (from): takes a date"));
    assert_non_null(strstr(problem(&fixture, 2),
                           "clients.csv:2 (first_reply): takes a time with its "
                           "unit (15m, 4h, 2d), not '4'"));
    assert_non_null(strstr(problem(&fixture, 3), "clients.csv:2 (share): takes a share"));
    assert_non_null(strstr(problem(&fixture, 4), "clients.csv:3 (client): is empty"));
    assert_false(house_is_fine(&fixture.settings.house, &err));
    assert_non_null(strstr(err.text, "and 3 more"));
    tear_down(&fixture, "clients.csv");
}

static void two_tariffs_of_one_client_on_the_same_day_are_refused(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "clients.csv",
         "client,from,first_reply,hours\nA,,4h,24x7\na,2026-01-01,2h,24x7\n");

    assert_non_null(strstr(problem(&fixture, 0), "lines 2 and 3"));
    tear_down(&fixture, "clients.csv");
}

static void rows_of_the_template_are_left_out_and_counted(void **state)
{
    (void)state;
    for (int i = 0; i < HOUSE_TABLE_COUNT; i++)
        for (int russian = 0; russian < 2; russian++) {
            struct fixture fixture;
            OWN(buffer_release) struct buffer text = {0};
            struct error err = {0};
            const char *name = house_file_name((enum house_table)i);

            set_up(&fixture);
            assert_ok(house_write_template((enum house_table)i, russian ? "ru" : "en", &text, &err),
                      err);
            take(&fixture, name, buffer_span(&text).bytes);

            assert_int_equal(fixture.settings.house.problem_count, 0);
            assert_int_equal(fixture.settings.house.files[0].row_count, 0);
            assert_int_equal(fixture.settings.house.files[0].example_count,
                             i == HOUSE_NOTES ? 0 : 2);
            tear_down(&fixture, name);
        }
}

/* Without "EXAMPLE " in front the same rows must be right. */
static void the_examples_of_the_templates_are_valid_rows(void **state)
{
    (void)state;
    for (int i = 0; i < HOUSE_NOTES; i++) {
        struct fixture fixture;
        OWN(buffer_release) struct buffer text = {0};
        struct error err = {0};
        const char *name = house_file_name((enum house_table)i);

        set_up(&fixture);
        assert_ok(house_write_template((enum house_table)i, "en", &text, &err), err);
        for (char *at = strstr(text.bytes, "EXAMPLE"); at != NULL; at = strstr(at, "EXAMPLE"))
            at[0] = 'X';
        take(&fixture, name, text.bytes);

        for (size_t p = 0; p < fixture.settings.house.problem_count; p++)
            print_error("%s\n", problem(&fixture, p));
        assert_int_equal(fixture.settings.house.problem_count, 0);
        assert_int_equal(fixture.settings.house.files[0].row_count, 2);
        tear_down(&fixture, name);
    }
}

static void a_person_in_rota_and_decisions_becomes_his_team_and_role(void **state)
{
    (void)state;
    struct fixture fixture;
    char path[128];
    struct error err = {0};

    set_up(&fixture);
    put(&fixture, "rota.csv", "team,hours,from\nAnn Archer,09:00-18:00,2026-01-01\n");
    put(&fixture, "decisions.csv", "decision,owner,done\nHire,ann@x.org,yes\n");
    snprintf(path, sizeof path, "%s/rota.csv", fixture.folder);
    assert_ok(house_read(path, HOUSE_ROTA, &fixture.settings, &err), err);
    snprintf(path, sizeof path, "%s/decisions.csv", fixture.folder);
    assert_ok(house_read(path, HOUSE_DECISIONS, &fixture.settings, &err), err);
    remove_file(&fixture, "rota.csv");
    remove_file(&fixture, "decisions.csv");
    take(&fixture, "staff.csv",
         "person,also,team,role,executor\nann@x.org,Ann Archer; ann,Night,lead,provider\n");

    const struct house *house = &fixture.settings.house;
    assert_string_equal(house->rota[0].team, "Night");
    assert_int_equal(house->rota[0].executor, EXECUTOR_PROVIDER);
    assert_int_equal(house->rota[0].weekdays, 0x7F);
    assert_string_equal(house->decisions[0].owner, "lead");
    assert_int_equal(house->decisions[0].state, DECISION_DONE);
    assert_int_equal(fixture.settings.executor_count, 4); /* three names and the team */
    tear_down(&fixture, "staff.csv");
}

static void a_telephone_exchange_tells_waiting_as_duration_less_talk(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "calls.csv",
         "calldate,duration,billsec,disposition,direction\n"
         "2026-04-02 10:00:00,75,60,ANSWERED,in\n"
         "2026-04-01 09:00:00,31,0,NO ANSWER,in\n"
         "2026-04-01 09:05:00,31,20,ANSWERED,out\n");

    const struct house *house = &fixture.settings.house;
    assert_int_equal(house->call_count, 2);
    assert_int_equal(house->outgoing_call_count, 1);
    assert_int_equal(house->calls[0].outcome, CALL_MISSED);
    assert_int_equal(house->calls[0].wait_s, 31);
    assert_int_equal(house->calls[1].wait_s, 15);
    assert_int_equal(house->calls[1].day, day_of(2026, 4, 2));
    assert_int_equal(house->calls[1].slot, 3 * 24 + 10);
    tear_down(&fixture, "calls.csv");
}

static void dates_of_calls_are_decided_over_the_column(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "calls.csv",
         "at,outcome,wait_seconds\n03/04/2026 10:00,answered,5\n13/04/2026 10:00,answered,5\n");

    assert_int_equal(fixture.settings.house.problem_count, 0);
    assert_int_equal(fixture.settings.house.calls[0].day, day_of(2026, 4, 3));
    tear_down(&fixture, "calls.csv");

    set_up(&fixture);
    take(&fixture, "calls.csv", "at,outcome,wait_seconds\n03/04/2026 10:00,answered,5\n");
    assert_non_null(strstr(problem(&fixture, 0), "cannot be told apart"));
    tear_down(&fixture, "calls.csv");
}

static void planned_work_takes_a_range_of_minutes(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "planned_work.csv",
         "работа,период,раз,минут,часы\nПродление "
         "сертификатов,ежемесячно,12,10-20-40,22:00-06:00\n");

    const struct planned_row *row = &fixture.settings.house.planned[0];
    assert_int_equal(row->every, EVERY_MONTH);
    assert_near(row->minutes[2], 40, 0);
    assert_near(row->count, 12, 0);
    assert_int_equal(fixture.settings.hours[row->hours].versions[0].interval_count, 7);
    tear_down(&fixture, "planned_work.csv");
}

static void compensation_is_read_from_the_mildest_miss_to_the_worst(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "clients.csv",
         "client,first_reply,monthly_fee,credits\nA,4h,1200,95%: 5%; 0.8 = 0.15\n"
         "B,4h,1200,80%: 5%; 90%: 15%\nC,4h,1200,\nD,4h,1200,some\n");

    const struct house *house = &fixture.settings.house;
    assert_int_equal(house->client_count, 2);
    assert_int_equal(house->clients[0].credit_count, 2);
    assert_near(house->clients[0].credits[1].below, .8, 0);
    assert_near(house->clients[0].credits[1].fee_share, .15, 0);
    assert_int_equal(house->clients[1].credit_count, 0);
    assert_non_null(strstr(problem(&fixture, 0), "clients.csv:3 (credits): takes shares in time"));
    assert_non_null(strstr(problem(&fixture, 1), "clients.csv:5 (credits)"));
    tear_down(&fixture, "clients.csv");
}

static void notes_are_kept_by_section_client_and_quarter(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(
        &fixture, "notes.md",
        "<!-- help\n## Speed\n-->\n## Summary\nFor all.\n\n# Bookshop, 2026Q2\n## Скорость\n- one\n"
        "- two\n\n## Channels\n\n");

    const struct house *house = &fixture.settings.house;
    assert_int_equal(house->note_count, 2);
    assert_string_equal(house_note(house, "summary", NULL, "2026Q2")->text, "For all.\n");
    assert_string_equal(house_note(house, "first_reply", "Bookshop", "2026Q2")->text,
                        "- one\n- two\n");
    assert_int_equal(house->notes[1].line, 8);
    tear_down(&fixture, "notes.md");
}

static void an_unknown_section_of_notes_is_told_with_the_nearest(void **state)
{
    (void)state;
    struct fixture fixture;

    set_up(&fixture);
    take(&fixture, "notes.md", "## Sumary\nWell.\n");

    assert_non_null(strstr(problem(&fixture, 0), "notes.md:1: no section is called 'Sumary' (hint: "
                                                 "did you mean 'Summary'?)"));
    tear_down(&fixture, "notes.md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_known_by_its_headings_in_either_language),
        cmocka_unit_test(an_export_of_tickets_is_never_taken_for_one_of_the_tables),
        cmocka_unit_test(a_russian_spreadsheet_in_windows_1251_is_read),
        cmocka_unit_test(promises_of_a_client_stand_before_those_of_the_settings),
        cmocka_unit_test(another_promise_is_another_hash_and_another_note_is_not),
        cmocka_unit_test(every_wrong_cell_is_told_with_its_line_and_column),
        cmocka_unit_test(two_tariffs_of_one_client_on_the_same_day_are_refused),
        cmocka_unit_test(rows_of_the_template_are_left_out_and_counted),
        cmocka_unit_test(the_examples_of_the_templates_are_valid_rows),
        cmocka_unit_test(a_person_in_rota_and_decisions_becomes_his_team_and_role),
        cmocka_unit_test(a_telephone_exchange_tells_waiting_as_duration_less_talk),
        cmocka_unit_test(dates_of_calls_are_decided_over_the_column),
        cmocka_unit_test(planned_work_takes_a_range_of_minutes),
        cmocka_unit_test(compensation_is_read_from_the_mildest_miss_to_the_worst),
        cmocka_unit_test(notes_are_kept_by_section_client_and_quarter),
        cmocka_unit_test(an_unknown_section_of_notes_is_told_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
