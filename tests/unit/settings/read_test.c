#include "testing.h"

#include <fcntl.h>
#include <unistd.h>

#include "settings/read.h"

/* A settings file of the given text, in a folder of its own. */
struct fixture {
    char folder[64];
    char path[96];
};

static struct fixture write_settings(const char *text)
{
    struct fixture fixture = {.folder = "/tmp/deskgauge-settings-XXXXXX"};

    assert_non_null(mkdtemp(fixture.folder));
    snprintf(fixture.path, sizeof fixture.path, "%s/deskgauge.yaml", fixture.folder);
    FILE *file = fopen(fixture.path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return fixture;
}

static void remove_settings(const struct fixture *fixture)
{
    unlink(fixture->path);
    rmdir(fixture->folder);
}

static bool read_text(const char *text, struct settings *out, struct error *err)
{
    struct fixture fixture = write_settings(text);
    bool is_read = settings_read(fixture.path, out, err);

    remove_settings(&fixture);
    return is_read;
}

static void without_a_file_there_are_defaults(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};

    assert_ok(settings_read(NULL, &settings, &err), err);

    assert_null(settings.zone);
    assert_string_equal(settings.language, "en");
    assert_int_equal(settings.criteria.one_touch_window_s, 7 * 86400);
    assert_near(settings.criteria.measures[MEASURE_ONE_TOUCH].anchors.x80, .80, 0);
    assert_false(settings.costs.is_set);
    assert_false(hash128_is_zero(settings.hash));
}

static void growth_is_told_in_per_cent_or_as_a_number(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {"[-5%, 8%, 25%]", "[-0.05, 0.08, 0.25]"};

    for (size_t i = 0; i < 2; i++) {
        OWN(settings_release) struct settings settings = {0};
        struct error err = {0};
        char text[160];
        snprintf(text, sizeof text, "currency: EUR\ncosts: {volume_growth: %s}\n", TEXTS[i]);

        assert_ok(read_text(text, &settings, &err), err);

        assert_near(settings.costs.volume_growth.low, -.05, 1e-12);
        assert_near(settings.costs.volume_growth.middle, .08, 1e-12);
        assert_near(settings.costs.volume_growth.high, .25, 1e-12);
    }
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};
    assert_false(read_text("currency: EUR\ncosts: {volume_growth: [5, 8, 12]}\n", &settings, &err));
    assert_non_null(strstr(err.text, "write per cent with a % sign"));
}

static void promises_take_durations_shares_and_hours(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};

    assert_ok(
        read_text("promises:\n"
                  "  - {account: 'Big*', priority: urgent, first_reply: 1h30m, hours: day,\n"
                  "     share: 95%, from: 2026-01-01}\n"
                  "  - {first_reply: 4h}\n"
                  "hours:\n"
                  "  day: {open: {mon-fri: [09:00-13:00, 14:00-18:00], sat-mon: 22:00-06:00},\n"
                  "        holidays: [RU, 2026-01-09]}\n",
                  &settings, &err),
        err);

    assert_int_equal(settings.promise_count, 2);
    const struct promise_settings *first = &settings.promises[0];
    assert_int_equal(first->first_reply_s, 5400);
    assert_int_equal(first->hours, 0);
    assert_near(first->share, .95, 1e-15);
    assert_int_equal(first->priority, PRIORITY_URGENT);
    assert_int_equal(first->from_day, 20454);
    assert_int_equal(first->line, 2);
    assert_int_equal(settings.promises[1].hours, INDEX_NONE);
    assert_int_equal(settings.promises[1].to_day, INT32_MAX);

    const struct hours_version *version = settings.hours[0].versions;
    assert_int_equal(version->interval_count, 13);
    assert_int_equal(version->intervals[2].weekday, 0);
    assert_int_equal(version->intervals[2].from_minute, 22 * 60);
    assert_int_equal(version->intervals[2].to_minute, 30 * 60);
    assert_string_equal(settings.hours[0].holiday_country, "RU");
    assert_int_equal(settings.hours[0].holiday_day_count, 1);
}

static void what_is_wrong_is_told_with_its_place_and_a_hint(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *says;
    } cases[] = {
        {"zonne: UTC\n", ":1:1: 'zonne' is no setting here (hint: did you mean 'zone'?)"},
        {"promises:\n  - first_reply: 15 parsecs\n", ":2:18: 'first_reply' takes a duration"},
        {"promises:\n  - first_reply: 15\n", "takes a duration with its unit"},
        {"promises:\n  - first_reply: 1h\n    share: 0,8\n", "takes a share"},
        {"promises:\n  - {first_reply: 1h, share: 90}\n", "with a % sign"},
        {"promises:\n  - {first_reply: 1h, hours: offce}\n", "no hours are named 'offce'"},
        {"promises:\n  - {channel: mail, first_reply: 1h}\n", "did you mean 'email'?"},
        {"costs: {own_staff: {monthly_gross: 2 979 000, payroll: ru-2026}}\n",
         "takes a number such as 1234.5, not '2 979 000'"},
        {"costs: {own_staff: {monthly_gross: [3, 2, 1], payroll: x}}\n", "must rise"},
        {"costs: {offers: [{name: A, kind: retainer, monthly_fee: -1}]}\n", "is negative"},
        {"costs: {offers: [{name: A, kind: per_ticket, price: 38,5}]}\n",
         "numbers take a point: 38.5, not 38,5"},
        {"costs: {own_staff: {payroll: ru-2026}}\n", "'monthly_gross' is missing"},
        {"hours: {a: {open: {mon: 25:00-26:00}}}\n", "are written 09:00-18:00"},
        {"hours: {a: {open: {mon: [09:00-12:00, 11:00-13:00]}}}\n", "two intervals of mon overlap"},
        {"criteria: {measures: {one_touch: {anchors: [1, 2, 2, 3]}}}\n", "rise or fall"},
        {"language: de\n", "en or ru"},
        {"- a\n- b\n", "lines of 'name: value'"},
        {"version: 2\n", "version 1"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings = {0};
        struct error err = {0};
        assert_false(read_text(cases[i].text, &settings, &err));
        assert_int_equal(err.kind, ERROR_USAGE);
        if (strstr(err.text, cases[i].says) == NULL)
            fail_msg("case %zu says: %s", i, err.text);
    }
}

static void a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    struct settings settings = {0};
    struct error err = {0};

    assert_false(settings_read("/nowhere/deskgauge.yaml", &settings, &err));
    assert_non_null(strstr(err.text, "/nowhere/deskgauge.yaml: cannot be read: No such file"));
}

static void weights_and_anchors_hold_from_their_day_on(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};

    assert_ok(
        read_text("criteria:\n"
                  "  measures: {one_touch: {weight: 0.4}}\n"
                  "  changes:\n"
                  "    - {from: 2026-07-01, measures: {one_touch: {anchors: [.5, .7, .9, .99]}}}\n"
                  "    - {from: 2026-10-01, weights: {first_reply: 1}}\n",
                  &settings, &err),
        err);
    struct criteria_settings june = settings.criteria;
    struct criteria_settings july = settings.criteria;
    struct criteria_settings december = settings.criteria;
    criteria_settings_at(&june, day_of(2026, 6, 30));
    criteria_settings_at(&july, day_of(2026, 7, 1));
    criteria_settings_at(&december, day_of(2026, 12, 31));

    assert_near(june.measures[MEASURE_ONE_TOUCH].anchors.x80, .80, 0);
    assert_near(july.measures[MEASURE_ONE_TOUCH].anchors.x80, .90, 0);
    assert_near(july.measures[MEASURE_ONE_TOUCH].weight, .4, 0);
    assert_false(july.has_weights);
    assert_true(december.has_weights);
    assert_near(december.measures[MEASURE_ONE_TOUCH].anchors.x80, .90, 0);

    assert_false(
        read_text("criteria:\n  changes:\n    - {from: 2026-07-01}\n    - {from: 2026-06-01}\n",
                  &settings, &err));
    assert_non_null(strstr(err.text, "order of day"));
}

static void the_hash_changes_with_what_is_said_and_not_with_how(void **state)
{
    (void)state;
    OWN(settings_release) struct settings plain = {0};
    OWN(settings_release) struct settings commented = {0};
    OWN(settings_release) struct settings russian = {0};
    OWN(settings_release) struct settings other = {0};
    struct error err = {0};

    assert_ok(read_text("promises: [{first_reply: 1h}]\n", &plain, &err), err);
    assert_ok(read_text("# note\npromises:\n - first_reply: 1h\n", &commented, &err), err);
    assert_ok(read_text("language: ru\npromises: [{first_reply: 1h}]\n", &russian, &err), err);
    assert_ok(read_text("promises: [{first_reply: 2h}]\n", &other, &err), err);

    assert_true(hash128_equal(plain.hash, commented.hash));
    assert_true(hash128_equal(plain.hash, russian.hash));
    assert_false(hash128_equal(plain.hash, other.hash));
}

static void the_template_is_valid_as_it_stands_and_with_every_comment_taken_away(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer text = {0};
    OWN(buffer_release) struct buffer bare = {0};
    OWN(settings_release) struct settings settings = {0};
    OWN(settings_release) struct settings whole = {0};
    struct error err = {0};

    assert_ok(settings_write_template(&text, &err), err);
    assert_ok(read_text(text.bytes, &settings, &err), err);
    assert_int_equal(settings.hours_count, 2);

    /* Below "version:", "# " is commented-out YAML and "# --" a rule. */
    const char *at = strstr(text.bytes, "version:");
    while (at != NULL && *at != '\0') {
        const char *end = strchr(at, '\n');
        size_t indent = strspn(at, " ");
        const char *code = at + indent;
        bool is_code = code[0] == '#' && code[1] == ' ' && strncmp(code, "# --", 4) != 0;
        buffer_append(&bare, at, indent);
        buffer_append(&bare, code + 2 * is_code, (size_t)(end + 1 - code) - 2 * is_code);
        at = end + 1;
    }
    assert_ok(read_text(bare.bytes, &whole, &err), err);
    assert_int_equal(whole.promise_count, 4);
    assert_int_equal(whole.costs.offer_count, 3);
    assert_true(whole.criteria.has_weights);
    assert_int_equal(whole.hours_count, 3);
    assert_int_equal(whole.hours[2].version_count, 2);
}

static void the_schema_file_is_what_the_table_says(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer schema = {0};
    OWN(buffer_release) struct buffer kept = {0};
    struct error err = {0};
    const char *path = PROJECT_FOLDER "/schemas/settings/deskgauge.schema.json";

    assert_ok(settings_write_schema(&schema, &err), err);

    FILE *file = fopen(path, "r");
    char block[4096];
    size_t got = 0;
    while (file != NULL && (got = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(&kept, block, got);
    if (file != NULL)
        fclose(file);
    if (!span_equal(buffer_span(&schema), buffer_span(&kept)))
        fail_msg("%s is not what the table of settings says (hint: deskgauge init --schema > it)",
                 path);
}

static void patterns_fit_whole_names_or_heads(void **state)
{
    (void)state;
    assert_true(settings_pattern_fits("Acme", SPAN("ACME")));
    assert_true(settings_pattern_fits("Клиент*", SPAN("клиент 7")));
    assert_true(settings_pattern_fits("*", SPAN("")));
    assert_false(settings_pattern_fits("Acme", SPAN("Acme 2")));
    assert_false(settings_pattern_fits("Acme*", SPAN("Acm")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_there_are_defaults),
        cmocka_unit_test(growth_is_told_in_per_cent_or_as_a_number),
        cmocka_unit_test(promises_take_durations_shares_and_hours),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place_and_a_hint),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
        cmocka_unit_test(weights_and_anchors_hold_from_their_day_on),
        cmocka_unit_test(the_hash_changes_with_what_is_said_and_not_with_how),
        cmocka_unit_test(the_template_is_valid_as_it_stands_and_with_every_comment_taken_away),
        cmocka_unit_test(the_schema_file_is_what_the_table_says),
        cmocka_unit_test(patterns_fit_whole_names_or_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
