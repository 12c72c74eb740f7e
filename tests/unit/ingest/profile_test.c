#include "ingest_testing.h"

#include "ingest/plan.h"

#define HEAD "desk: mine\ntables:\n  - kind: tickets\n    requires: [ticket_id, created_at]\n"
#define COLUMNS "    columns:\n      ticket_id: [nr]\n      created_at: [born]\n"

static bool read_profile(const char *text, struct profiles *out, struct error *err)
{
    OWN(fixture_remove) struct fixture file = write_bytes(span_of(text));

    return profiles_read(file.path, out, err);
}

static void assert_refused(const char *text, const char *says)
{
    OWN(profiles_release) struct profiles profiles = {0};
    struct error err = {0};

    assert_false(read_profile(text, &profiles, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    if (strstr(err.text, says) == NULL)
        print_error("'%s' does not say '%s'\n", err.text, says);
    assert_non_null(strstr(err.text, says));
}

static void every_built_in_profile_is_read(void **state)
{
    (void)state;
    OWN(profiles_release) struct profiles profiles = {0};
    struct error err = {0};

    assert_ok(profiles_read(NULL, &profiles, &err), err);

    assert_true(profiles.count >= 4);
    for (size_t i = 1; i < profiles.count; i++)
        assert_true(strcmp(profiles.items[i - 1].name, profiles.items[i].name) < 0);
}

static void an_own_profile_goes_first(void **state)
{
    (void)state;
    OWN(profiles_release) struct profiles profiles = {0};
    struct error err = {0};

    assert_ok(read_profile(HEAD COLUMNS "values:\n  satisfaction:\n    \"4/5\": [fine]\n",
                           &profiles, &err),
              err);

    assert_string_equal(profiles.items[0].name, "mine");
    assert_int_equal(profile_class(&profiles.items[0], WORDS_RATING, SPAN(" Fine ")), 4 * 256 + 5);
    assert_int_equal(profile_class(&profiles.items[0], WORDS_RATING, SPAN("bad")), 0);
}

static void quotes_and_rows_are_told_apart_and_plain_where_untold(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool has_no_quotes, breaks_rows;
    } cases[] = {
        {HEAD COLUMNS, false, false},
        {HEAD COLUMNS "quotes: none\n", true, false},
        {HEAD COLUMNS "rows: broken\n", false, true},
        {HEAD COLUMNS "quotes: double\nrows: whole\n", false, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OWN(profiles_release) struct profiles profiles = {0};
        struct error err = {0};
        assert_ok(read_profile(cases[i].text, &profiles, &err), err);
        assert_int_equal(profiles.items[0].has_no_quotes, cases[i].has_no_quotes);
        assert_int_equal(profiles.items[0].breaks_rows, cases[i].breaks_rows);
    }
    assert_refused(HEAD COLUMNS "rows: brokn\n", "'brokn' is not known here");
}

static void a_mistake_in_a_profile_is_told_with_its_line_and_a_hint(void **state)
{
    (void)state;
    assert_refused("- a\n- b\n", ":1:1: a profile begins with 'desk: name'");
    assert_refused("tables: []\n", "needs 'desk' and 'tables'");
    assert_refused("desk: mine\ntabels: []\n",
                   ":2:1: 'tabels' is not known here (hint: did you mean "
                   "'tables'?)");
    assert_refused("desk: mine\ntables: [x]\n", "a table needs kind, requires and columns");
    assert_refused("desk: mine\ntables:\n  - kind: tickts\n    requires: []\n    columns: {}\n",
                   ":3:11: 'tickts' is not known here (hint: did you mean 'tickets'?)");
    assert_refused(HEAD "    columns:\n      tiket_id: [nr]\n",
                   ":6:7: 'tiket_id' is no column that we know (hint: did you mean 'ticket_id'?)");
    assert_refused(HEAD "    columns:\n      ticket_id: {from: [a], unti: hours}\n",
                   "a column takes from, to, unit");
    assert_refused(HEAD "    columns:\n      handling_s: {from: [a], unit: days}\n",
                   "'days' is not known here");
    assert_refused(HEAD COLUMNS "values:\n  chanel:\n    email: [x]\n",
                   "'chanel' is not known here (hint: did you mean 'channel'?)");
    assert_refused(HEAD COLUMNS "values:\n  channel:\n    pigeon: [x]\n",
                   ":10:5: 'pigeon' is no channel that we know");
    assert_refused(HEAD COLUMNS "values: [a]\n", "'values' takes lists of words");
    assert_refused(HEAD COLUMNS "values:\n  satisfaction:\n    \"6/5\": [x]\n", "'6/5' is no");
    assert_refused(HEAD COLUMNS "prior: much\n", "'prior' takes a number");
    assert_refused(HEAD COLUMNS "satisfaction_scale: 1\n", "takes 2 to 100");
    assert_refused("desk: mine\ntables:\n  - kind: tickets\n    requires: [created_at]\n" COLUMNS,
                   "a table must require ticket_id");
    assert_refused(HEAD "    columns:\n      ticket_id: {a: b}\n", "a column takes from");
    assert_refused(HEAD "    columns:\n      ticket_id: [[nr]]\n", "a text was expected here");
}

static void headers_are_equal_without_case_blanks_and_marks(void **state)
{
    (void)state;
    assert_true(header_equal(SPAN("Created At"), SPAN("created_at")));
    assert_true(header_equal(SPAN("\xEF\xBB\xBF\"Id\""), SPAN("id")));
    assert_true(header_equal(SPAN("Дата\xC2\xA0Создания "), SPAN("дата создания")));
    assert_true(header_equal(SPAN("TÍTULO"), SPAN("título")));
    assert_false(header_equal(SPAN("created"), SPAN("created at")));
    assert_false(header_equal(SPAN(""), SPAN("id")));
    assert_true(header_equal((struct span){0}, SPAN("")));
}

/* ---- plan ---- */

static void split(char *line, struct span *headers, size_t *count)
{
    *count = 0;
    for (char *at = line; at != NULL;) {
        char *end = strchr(at, ',');
        headers[(*count)++] = (struct span){at, end == NULL ? strlen(at) : (size_t)(end - at)};
        at = end == NULL ? NULL : end + 1;
    }
}

struct bound {
    struct profiles profiles;
    struct arena arena;
    struct plan plan;
    struct error err;
    bool is_bound;
};

static void bind(struct bound *out, const char *header, const char *desk)
{
    struct span headers[64];
    size_t count = 0;
    char line[1024];
    const struct profile *profile = NULL;
    const struct profile_table *table = NULL;
    double certainty = 0;

    *out = (struct bound){0};
    snprintf(line, sizeof line, "%s", header);
    split(line, headers, &count);
    assert_ok(profiles_read(NULL, &out->profiles, &out->err), out->err);
    if (!plan_recognise(&out->profiles, desk, headers, count, &profile, &table, &certainty))
        return;
    out->is_bound =
        plan_bind(profile, table, headers, count, "export.csv", &out->arena, &out->plan, &out->err);
}

static void release(struct bound *bound)
{
    profiles_release(&bound->profiles);
    arena_release(&bound->arena);
}

static void assert_desk(const char *header, const char *desk, enum table_kind kind)
{
    struct bound bound;

    bind(&bound, header, NULL);
    assert_true(bound.is_bound);
    assert_string_equal(bound.plan.profile->name, desk);
    assert_int_equal(bound.plan.table->kind, kind);
    release(&bound);
}

static void a_desk_is_known_by_its_own_columns_in_any_order(void **state)
{
    (void)state;
    assert_desk("Id,Requester id,Group,Status,Priority,Via,Created at,Solved at,Reopens,Replies,"
                "First reply time in minutes within business hours",
                "zendesk", TABLE_TICKETS);
    assert_desk("Status,Created time,Ticket ID,Due by Time,First response time (in hrs)",
                "freshdesk", TABLE_TICKETS);
    assert_desk("number,incident_state,opened_at,caller_id,sys_updated_on", "servicenow",
                TABLE_TICKETS);
    assert_desk("Number,State,Created,Last update,Incident CI type,Affected User", "servicenow",
                TABLE_TICKETS);
}

static void plain_names_are_the_generic_tables(void **state)
{
    (void)state;
    assert_desk("ticket_id,account,created_at,status", "generic", TABLE_TICKETS);
    assert_desk("№,Дата открытия,Статус,Приоритет", "generic", TABLE_TICKETS);
    assert_desk("ticket_id,at,author_kind,body", "generic", TABLE_MESSAGES);
    assert_desk("ticket_id,sent_at,answered_at,score,scale_max", "generic", TABLE_SURVEYS);
    assert_desk("ticket_id,reviewer,complete,correct", "generic", TABLE_REVIEWS);
    assert_desk("ticket_id,at,status,actor", "generic", TABLE_STATUS_HISTORY);
}

static void a_header_without_an_id_or_a_date_fits_nothing(void **state)
{
    (void)state;
    static const char *const headers[] = {"name,created_at", "ticket_id,status", "a,b,c", ""};

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct bound bound;
        bind(&bound, headers[i], NULL);
        assert_false(bound.is_bound);
        release(&bound);
    }
}

static void the_column_that_stands_first_in_the_profile_is_taken(void **state)
{
    (void)state;
    struct bound bound;

    bind(&bound, "sys_created_on,number,opened_at,caller_id", NULL);
    assert_int_equal(bound.plan.column_of[FIELD_created_at], 2);
    assert_null(bound.plan.columns[0].meaning);
    release(&bound);
}

static void both_clocks_of_a_first_reply_are_kept(void **state)
{
    (void)state;
    struct bound bound;

    bind(&bound,
         "First reply time in minutes within business hours,Id,Created at,Via,"
         "First reply time in minutes",
         NULL);
    assert_int_equal(bound.plan.column_of[FIELD_first_reply_s], 4);
    assert_int_equal(bound.plan.business_reply_column, 0);
    release(&bound);
}

static void a_name_is_known_behind_what_an_export_adds_to_it(void **state)
{
    (void)state;
    struct bound bound;

    bind(&bound, "Id,Created at,Via,Status [list],Group [txt],Reopens [int],Assignee [bool]", NULL);
    assert_true(bound.is_bound);
    assert_int_equal(bound.plan.column_of[FIELD_status], 3);
    assert_int_equal(bound.plan.column_of[FIELD_group], 4);
    assert_int_equal(bound.plan.column_of[FIELD_reopen_count], 5);
    assert_int_equal(bound.plan.column_of[FIELD_assignee], -1);
    release(&bound);
    bind(&bound, "Ticket ID,Ticket name,Create date,Time to close (HH:mm:ss) ", NULL);
    assert_true(bound.is_bound);
    assert_int_equal(bound.plan.column_of[FIELD_resolution_s], 3);
    release(&bound);
}

static void the_name_without_an_addition_is_taken_before_the_one_with_it(void **state)
{
    (void)state;
    struct bound bound;

    bind(&bound, "Id,Created at,Via,Status [list],Status", NULL);
    assert_true(bound.is_bound);
    assert_int_equal(bound.plan.column_of[FIELD_status], 4);
    assert_true(bound.plan.columns[3].is_second);
    release(&bound);
    bind(&bound, "Id,Created at,Via,[list]", NULL);
    assert_null(bound.plan.columns[3].meaning);
    release(&bound);
}

static void two_columns_of_one_name_are_refused_when_they_matter(void **state)
{
    (void)state;
    struct bound bound;

    bind(&bound, "ticket_id,created_at,status,status", NULL);
    assert_false(bound.is_bound);
    assert_string_equal(bound.err.text,
                        "export.csv: columns 3 and 4 are both named 'status' (hint: "
                        "rename the one that is not the status)");
    release(&bound);
    bind(&bound, "ticket_id,created_at,Comment,Comment,tags,tags", NULL);
    assert_true(bound.is_bound);
    release(&bound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_built_in_profile_is_read),
        cmocka_unit_test(an_own_profile_goes_first),
        cmocka_unit_test(quotes_and_rows_are_told_apart_and_plain_where_untold),
        cmocka_unit_test(a_mistake_in_a_profile_is_told_with_its_line_and_a_hint),
        cmocka_unit_test(headers_are_equal_without_case_blanks_and_marks),
        cmocka_unit_test(a_desk_is_known_by_its_own_columns_in_any_order),
        cmocka_unit_test(plain_names_are_the_generic_tables),
        cmocka_unit_test(a_header_without_an_id_or_a_date_fits_nothing),
        cmocka_unit_test(the_column_that_stands_first_in_the_profile_is_taken),
        cmocka_unit_test(both_clocks_of_a_first_reply_are_kept),
        cmocka_unit_test(a_name_is_known_behind_what_an_export_adds_to_it),
        cmocka_unit_test(the_name_without_an_addition_is_taken_before_the_one_with_it),
        cmocka_unit_test(two_columns_of_one_name_are_refused_when_they_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
