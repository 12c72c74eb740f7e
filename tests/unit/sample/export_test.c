#include "testing.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "simulator/export_shapes.h"
#include "simulator/simulation.h"

/* A folder of its own for each run, left in the build folder. */
static void write_year(enum export_shape shape, struct world world, char folder[64])
{
    struct error err = {0};
    OWN(export_close) struct export *export = NULL;

    snprintf(folder, 64, "export-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_ok(world_settle(&world, &err), err);
    assert_ok(export_open(&world, shape, folder, &export, &err), err);
    assert_ok(simulation_run(&world, export, NULL, &err), err);
}

static char *slurp(const char *folder, const char *name, size_t *length)
{
    char path[512];
    OWN(file_close) FILE *file = NULL;
    struct stat stat_of = {0};
    char *bytes = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &stat_of), 0);
    bytes = calloc(1, (size_t)stat_of.st_size + 1);
    assert_non_null(bytes);
    *length = fread(bytes, 1, (size_t)stat_of.st_size, file);
    assert_int_equal(*length, stat_of.st_size);
    return bytes;
}

static void drop(const char *folder, const char *const *names)
{
    char path[512];

    for (; *names != NULL; names++) {
        snprintf(path, sizeof path, "%s/%s", folder, *names);
        remove(path);
    }
    remove(folder);
}

static const char *const GENERIC[] = {"tickets.csv", "messages.csv",       "surveys.csv",
                                      "reviews.csv", "status_history.csv", NULL};

static void the_headings_are_those_of_the_schemas_in_their_order(void **state)
{
    (void)state;
    for (int i = 0; GENERIC[i] != NULL; i++) {
        char name[64];
        char heading[512];
        char *rest = NULL;
        size_t length = 0;
        OWN(free) char *schema = NULL;
        const char *at = NULL;

        snprintf(name, sizeof name, "%.*s.json", (int)strlen(GENERIC[i]) - 4, GENERIC[i]);
        schema = slurp(PROJECT_FOLDER "/schemas/tables", name, &length);
        at = strstr(schema, "\"fields\"");
        snprintf(heading, sizeof heading, "%s", EXPORT_FORMAT_GENERIC.files[i].heading);
        for (char *column = strtok_r(heading, ",\n", &rest); column != NULL;
             column = strtok_r(NULL, ",\n", &rest)) {
            at = strstr(at, "{\"name\": \"");
            assert_non_null(at);
            at += strlen("{\"name\": \"");
            assert_int_equal(strncmp(at, column, strlen(column)), 0);
            assert_int_equal(at[strlen(column)], '"');
        }
        while ((at = strstr(at, "{\"name\": \"")) != NULL) {
            size_t line = strcspn(at, "\n");
            assert_non_null(memmem(at++, line, "\"Optional", strlen("\"Optional")));
        }
    }
}

static void an_export_shows_nothing_after_its_cut(void **state)
{
    struct world world = world_hosting();
    char folder[64];
    char cut[WALL_TEXT_SIZE];

    (void)state;
    world.ticket_count = 800;
    world.cut = (int64_t)wall_date(2025, 9, 1) * WALL_DAY_S + 15 * WALL_HOUR_S;
    write_year(EXPORT_GENERIC, world, folder);
    wall_text(world.cut, cut);
    for (int i = 0; GENERIC[i] != NULL; i++) {
        size_t length = 0;
        OWN(free) char *bytes = slurp(folder, GENERIC[i], &length);
        for (const char *at = bytes; (at = strstr(at, ",2025-")) != NULL; at++)
            assert_true(strncmp(at + 1, cut, 19) < 0);
        assert_null(strstr(bytes, ",2026-"));
    }
    drop(folder, GENERIC);
}

static int compare_words(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* Rulings 12 calls a wording that stands in 20 tickets a template; only the macro may be one. */
static void no_answer_of_a_person_is_worded_often_enough_to_look_like_a_template(void **state)
{
    struct world world = world_hosting();
    struct error err = {0};
    OWN(arrivals_close) struct arrivals *arrivals = NULL;
    OWN(free) uint64_t *hashes = calloc(40000, sizeof *hashes);
    struct arrival arrival = {0};
    struct ticket ticket;
    size_t count = 0;
    size_t run = 1;

    (void)state;
    assert_non_null(hashes);
    assert_ok(world_settle(&world, &err), err);
    assert_ok(arrivals_open(&world, &arrivals, &err), err);
    while (arrivals_next(arrivals, &arrival)) {
        ticket_live(&world, &arrival, 1, &ticket);
        for (uint32_t i = 0; i < ticket.message_count; i++) {
            char body[PHRASE_BYTES];
            if (ticket.messages[i].writer != BY_AGENT || count == 40000)
                continue;
            size_t length = message_body(&ticket, &ticket.messages[i], body);
            hashes[count++] = hash_64((struct span){body, length}, 0);
        }
    }
    assert_in_range(count, 20000, 39999);
    qsort(hashes, count, sizeof *hashes, compare_words);
    for (size_t i = 1; i < count; i++) {
        run = hashes[i] == hashes[i - 1] ? run + 1 : 1;
        assert_true(run < 12);
    }
}

static void every_line_of_the_phrase_books_fits_and_every_list_has_one(void **state)
{
    char out[PHRASE_BYTES];

    (void)state;
    for (int language = 0; language < IN_COUNT; language++) {
        for (int phrase = 0; phrase < PHRASE_COUNT; phrase++) {
            for (uint32_t draw = 0; draw < PHRASE_CATEGORIES * 40; draw++) {
                struct phrase_request request = {.language = (enum phrase_language)language,
                                                 .phrase = (enum phrase)phrase,
                                                 .category = draw / 40,
                                                 .subject = draw,
                                                 .salt = draw + 77};
                size_t length = phrase_write(&request, out);
                assert_in_range(length, 8, PHRASE_BYTES / 2);
                assert_null(memchr(out, '{', length));
                assert_true(span_is_utf8((struct span){out, length}, NULL));
            }
        }
    }
}

static void the_small_desk_writes_windows_1251_and_day_first_dates(void **state)
{
    static const char *const NAMES[] = {"tickets.csv", NULL};
    struct world world = world_small();
    char folder[64];
    size_t length = 0;

    (void)state;
    world.ticket_count = 50;
    write_year(EXPORT_RUSSIAN, world, folder);
    OWN(free) char *bytes = slurp(folder, NAMES[0], &length);
    assert_int_equal(strncmp(bytes, "\xCD\xEE\xEC\xE5\xF0;", 6), 0); /* Номер; */
    assert_non_null(strstr(bytes, "\r\n1201;"));
    assert_non_null(strstr(bytes, ".10.2025 "));
    assert_null(strchr(strstr(bytes, "\r\n"), '?')); /* nothing that windows-1251 lacks */
    drop(folder, NAMES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_headings_are_those_of_the_schemas_in_their_order),
        cmocka_unit_test(an_export_shows_nothing_after_its_cut),
        cmocka_unit_test(no_answer_of_a_person_is_worded_often_enough_to_look_like_a_template),
        cmocka_unit_test(every_line_of_the_phrase_books_fits_and_every_list_has_one),
        cmocka_unit_test(the_small_desk_writes_windows_1251_and_day_first_dates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
