#include "testing.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "render/tickets.h"

#include "demo.h"

/* ---- a list as CSV ---- */

static const struct ticket_column columns[] = {{.key = "ticket", .kind = TICKET_TEXT},
                                               {.key = "opened_at", .kind = TICKET_INSTANT},
                                               {.key = "waited_s", .kind = TICKET_SECONDS},
                                               {.key = "within_promise", .kind = TICKET_WORD}};

static struct ticket_cell cell(const struct ticket_list *list, size_t row, size_t column)
{
    static const struct ticket_cell cells[2][4] = {
        {{.text = "=HYPERLINK(\"x\")"},
         {.number = 1767225600},
         {.number = 90},
         {.text = "late", .words = "late"}},
        {{.text = "T-2"}, {.number = INT64_MIN}, {.number = INT64_MIN}, {0}}};

    (void)list;
    return cells[row][column];
}

static const struct ticket_list list = {.key = "first_reply",
                                        .file = "tickets/first_reply.csv",
                                        .columns = columns,
                                        .column_count = 4,
                                        .row_count = 2,
                                        .cell = cell};

static void a_list_is_defused_and_an_unknown_is_empty(void **state)
{
    (void)state;
    char root[] = "/tmp/tickets-test-XXXXXX", place[64], path[96], bytes[256] = {0};
    struct error err = {0};

    assert_non_null(mkdtemp(root));
    snprintf(place, sizeof place, "%s/report", root);
    {
        OWN(folder_close) struct folder *folder = NULL;
        assert_ok(folder_open(place, &folder, &err), err);
        assert_ok(ticket_list_write(&list, list.file, folder, &err), err);
        assert_ok(folder_commit(folder, &err), err);
    }
    snprintf(path, sizeof path, "%s/tickets/first_reply.csv", place);
    OWN(file_close) FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_true(fread(bytes, 1, sizeof bytes - 1, file) > 0);
    assert_string_equal(bytes, "ticket,opened_at,waited_s,within_promise\n"
                               "\"'=HYPERLINK(\"\"x\"\")\",2026-01-01T00:00:00Z,90,late\n"
                               "\"T-2\",,,\n");
    unlink(path);
    snprintf(path, sizeof path, "%s/tickets", place);
    rmdir(path);
    snprintf(path, sizeof path, "%s/.deskgauge-report", place);
    unlink(path);
    rmdir(place);
    rmdir(root);
}

/* ---- what documents say ---- */

static const struct ticket_filter where[] = {{"period", "2026Q3"}, {"channel", "<b>"}};
static const struct figure_tickets in_file = {.file = "tickets/first_reply.csv",
                                              .column = "within_promise",
                                              .where = where,
                                              .where_count = 2,
                                              .count = 390};
static const struct figure_tickets no_file = {.count = 390};

/* The demo with tickets behind the figure of its first exhibit. */
static struct buffer rendered(const char *format, enum edition edition,
                              const struct figure_tickets *tickets)
{
    OWN(report_release) struct report report = {0};
    OWN(language_close) struct language *language = NULL;
    struct buffer out = {0};
    struct error err = {0};

    assert_ok(language_open("en", &language, &err), err);
    demo_compose(&report, "en", "Lumen", NULL);
    assert_ok(report_finish(&report, &err), err);
    for (size_t i = 0; i < report.figure_count; i++)
        if (strcmp(report.figures[i].definition, "first_reply.on_time") == 0)
            assert_true(report_set_tickets(&report, report.figures[i].id, tickets));
    assert_false(report_set_tickets(&report, "no.such.figure", tickets));
    assert_ok(render(renderer_find(format),
                     &(struct render_request){
                         .report = &report, .language = language, .edition = edition},
                     &out, &err),
              err);
    return out;
}

static void assert_says(const char *format, enum edition edition,
                        const struct figure_tickets *tickets, const char *words, bool is_said)
{
    struct buffer text = rendered(format, edition, tickets);

    if ((strstr(text.bytes, words) != NULL) != is_said)
        fail_msg("%s: '%s' is %s", format, words, is_said ? "not said" : "said");
    buffer_release(&text);
}

static void the_page_links_to_the_tickets_and_says_which_rows(void **state)
{
    (void)state;
    assert_says("html", EDITION_FOLDER, &in_file,
                "<a href=\"tickets/first_reply.csv\">390 tickets</a> (period = 2026Q3, channel = "
                "&lt;b&gt;, within_promise is not empty)",
                true);
    assert_says("html", EDITION_FOLDER, &in_file, "deskgauge explain &#39;first_reply.on_time{",
                true);
    assert_says("html", EDITION_FOLDER, &no_file, "href=\"tickets", false);
    assert_says("html", EDITION_FOLDER, &no_file, "deskgauge explain &#39;first_reply.on_time{",
                true);
}

static void paper_names_the_file_and_links_nowhere(void **state)
{
    (void)state;
    assert_says("html", EDITION_PAPER, &in_file, "390 tickets, tickets/first_reply.csv", true);
    assert_says("html", EDITION_PAPER, &in_file, "href=\"tickets", false);
}

static void the_text_links_and_escapes(void **state)
{
    (void)state;
    assert_says("markdown", EDITION_FOLDER, &in_file, "[390 tickets](tickets/first_reply.csv)",
                true);
    assert_says("markdown", EDITION_FOLDER, &in_file, "channel = \\<b\\>", true);
    assert_says("markdown", EDITION_FOLDER, &no_file, "](tickets/", false);
}

static void the_json_says_file_column_and_filters(void **state)
{
    (void)state;
    assert_says("json", EDITION_FOLDER, &in_file, "\"file\": \"tickets/first_reply.csv\"", true);
    assert_says("json", EDITION_FOLDER, &in_file, "\"channel\": \"<b>\"", true);
    assert_says("json", EDITION_FOLDER, &no_file, "\"file\": null", true);
    assert_says("json", EDITION_FOLDER, NULL, "\"tickets\": null", true);
    assert_says("json", EDITION_FOLDER, NULL, "\"file\"", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_defused_and_an_unknown_is_empty),
        cmocka_unit_test(the_page_links_to_the_tickets_and_says_which_rows),
        cmocka_unit_test(paper_names_the_file_and_links_nowhere),
        cmocka_unit_test(the_text_links_and_escapes),
        cmocka_unit_test(the_json_says_file_column_and_filters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
