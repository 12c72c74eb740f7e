#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ownership.h"
#include "check_state.h"

OWN_CLOSER(closedir, DIR *)

static void folder_release(struct folder *folder)
{
    arena_release(&folder->arena);
}
OWN_RELEASER(folder_release, struct folder)

/* ---- the names of the tables ---- */

static bool has_ending(const char *text, const char *ending)
{
    return span_ends(span_of(text), span_of(ending));
}

/* NN_topic_case__part.csv; a CSV of another name has part NULL, and is reported. */
static bool name_parse(struct arena *arena, const char *file, struct table_name *out)
{
    const char *split = strstr(file, "__");
    bool has_number =
        file[0] >= '0' && file[0] <= '9' && file[1] >= '0' && file[1] <= '9' && file[2] == '_';

    *out = (struct table_name){.file = arena_text(arena, file, strlen(file))};
    if (has_number && split != NULL) {
        out->number = (file[0] - '0') * 10 + (file[1] - '0');
        out->stem = arena_text(arena, file, (size_t)(split - file));
        out->part = arena_text(arena, split + 2, strlen(split + 2) - strlen(".csv"));
        return out->stem != NULL && out->part != NULL;
    }
    return out->file != NULL;
}

static bool name_starts(const struct table_name *name, const char *prefix)
{
    return name->part != NULL && strncmp(name->part, prefix, strlen(prefix)) == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct table_name *)a)->file, ((const struct table_name *)b)->file);
}

static size_t count_entries(DIR *listing)
{
    size_t count = 0;

    while (readdir(listing) != NULL)
        count++;
    rewinddir(listing);
    return count;
}

static bool folder_read(const char *path, struct folder *out, struct error *err)
{
    OWN(closedir) DIR *listing = opendir(path);

    if (listing == NULL)
        return error_set(err, ERROR_INPUT, "%s: %s", path, strerror(errno));
    size_t limit = count_entries(listing);
    out->path = path;
    out->names = arena_array(&out->arena, limit, sizeof *out->names);
    if (out->names == NULL)
        return error_memory(err);
    for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
        if (!has_ending(entry->d_name, ".csv") || out->name_count == limit)
            continue;
        if (!name_parse(&out->arena, entry->d_name, &out->names[out->name_count++]))
            return error_memory(err);
    }
    qsort(out->names, out->name_count, sizeof *out->names, compare_names);
    return true;
}

/* ---- what a check asks of the folder ---- */

static bool table_of(struct check *check, const char *file, struct table *out)
{
    struct error err = {0};
    const char *path = arena_format(&check->arena, "%s/%s", check->folder->path, file);

    if (path != NULL && table_read(path, out, &err))
        return true;
    check_fail(check, "%s", err.text);
    return false;
}

/* The input `name`, opened once; it stays with the check. NULL, with a failure told, if it cannot.
 */
static const struct table *open_input(struct check *check, const struct table_name *name)
{
    for (size_t i = 0; i < check->input_count; i++) {
        if (check->inputs[i].name == name)
            return &check->inputs[i].table;
    }
    struct opened_input *opened = &check->inputs[check->input_count];
    if (!table_of(check, name->file, &opened->table))
        return NULL;
    opened->name = name;
    check->input_count++;
    return &opened->table;
}

/* The inputs of the case itself, or (`of_topic`) of the whole topic. */
static const struct table *find_input(struct check *check, const char *column, bool of_topic,
                                      size_t *found)
{
    const struct table *input = NULL;

    for (size_t i = 0; i < check->folder->name_count; i++) {
        const struct table_name *name = &check->folder->names[i];
        bool fits = name_starts(name, "input") && name->number == check->name->number &&
                    (of_topic || strcmp(name->stem, check->name->stem) == 0);
        if (!fits)
            continue;
        const struct table *table = open_input(check, name);
        if (table != NULL && table_column(table, column) != TABLE_NO_COLUMN) {
            input = table;
            (*found)++;
        }
    }
    return input;
}

const struct table *check_input(struct check *check, const char *column)
{
    size_t found = 0;
    const struct table *input = find_input(check, column, false, &found);

    if (found == 0)
        input = find_input(check, column, true, &found);
    if (found == 1)
        return input;
    check_fail(check, "%zu input tables have a column '%s', one is needed", found, column);
    return NULL;
}

const struct table *check_sibling(struct check *check, const char *column)
{
    for (size_t i = 0; i < check->folder->name_count; i++) {
        const struct table_name *name = &check->folder->names[i];
        if (!name_starts(name, "expected") || name == check->name ||
            strcmp(name->stem, check->name->stem) != 0)
            continue;
        const struct table *table = open_input(check, name);
        if (table != NULL && table_column(table, column) != TABLE_NO_COLUMN)
            return table;
    }
    check_fail(check, "no other table of the case has a column '%s'", column);
    return NULL;
}

struct span check_file(struct check *check, const char *name)
{
    const char *path = arena_format(&check->arena, "%s/%s", check->folder->path, name);
    OWN(file_close) FILE *file = path == NULL ? NULL : fopen(path, "rb");
    OWN(buffer_release) struct buffer buffer = {0};
    char bytes[4096];
    size_t length;

    if (file == NULL) {
        check_fail(check, "%s: %s", name, strerror(errno));
        return (struct span){0};
    }
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_append(&buffer, bytes, length);
    char *text = arena_text(&check->arena, buffer.length > 0 ? buffer.bytes : "", buffer.length);
    return (struct span){text, text == NULL ? 0 : buffer.length};
}

/* ---- one expected table ---- */

static bool topic_fits(const struct topic *topic, int number, const struct table *expected)
{
    if (topic->number != number)
        return false;
    for (const char *at = topic->columns; *at != '\0';) {
        size_t length = strcspn(at, "|");
        bool has_column = false;
        for (size_t i = 0; i < expected->column_count; i++)
            has_column |= strlen(expected->columns[i]) == length &&
                          strncmp(expected->columns[i], at, length) == 0;
        if (!has_column)
            return false;
        at += length + (at[length] == '|');
    }
    return true;
}

static const struct topic *topic_find(const struct topic *const *lists, int number,
                                      const struct table *expected)
{
    for (; *lists != NULL; lists++) {
        for (const struct topic *topic = *lists; topic->run != NULL; topic++) {
            if (topic_fits(topic, number, expected))
                return topic;
        }
    }
    return NULL;
}

/* Every column that is neither key nor for reading only must have been compared in every row. */
static void tell_gaps(struct check *check)
{
    const struct table *expected = &check->expected;

    for (size_t column = 0; column < expected->column_count; column++) {
        size_t count = 0;
        for (size_t row = 0; row < expected->row_count; row++)
            count += check->compared[row * expected->column_count + column];
        if (check->uses[column] == COLUMN_UNUSED)
            check_fail(check, "column '%s' is not known here: not compared",
                       expected->columns[column]);
        else if (check->uses[column] == COLUMN_COMPARED && count != expected->row_count)
            check_fail(check, "column '%s': %zu of %zu rows compared", expected->columns[column],
                       count, expected->row_count);
    }
}

static void run(struct check *check, const struct topic *const *lists)
{
    if (!table_of(check, check->name->file, &check->expected))
        return;
    const struct topic *topic = topic_find(lists, check->name->number, &check->expected);
    if (topic == NULL) {
        check_fail(check, "no checker for topic %02d with these columns", check->name->number);
        return;
    }
    check->tolerance = topic->tolerance;
    check->uses = check_array(check, check->expected.column_count, sizeof *check->uses);
    check->compared = check_array(check, check->expected.row_count * check->expected.column_count,
                                  sizeof *check->compared);
    check->inputs = check_array(check, check->folder->name_count, sizeof *check->inputs);
    topic->run(check);
    tell_gaps(check);
}

static void tell(const struct check *check)
{
    printf("%s  %s: %zu values, worst error %.2g of the tolerance",
           check->failure_count == 0 ? "  ok" : "FAIL", check->name->file, check->value_count,
           check->worst);
    if (check->undefined_count > 0)
        printf(", %zu of them undefined in the table", check->undefined_count);
    if (check->failure_count > 0)
        printf(", %zu failures", check->failure_count);
    printf("\n%.*s", (int)check->text.length, check->text.length > 0 ? check->text.bytes : "");
}

static bool check_table(const struct folder *folder, const struct table_name *name,
                        const struct topic *const *lists)
{
    struct check check = {.folder = folder, .name = name};

    run(&check, lists);
    tell(&check);
    bool has_passed = check.failure_count == 0;
    for (size_t i = 0; i < check.input_count; i++)
        table_release(&check.inputs[i].table);
    table_release(&check.expected);
    buffer_release(&check.text);
    arena_release(&check.arena);
    return has_passed;
}

bool check_folder(const char *path, const struct topic *const *lists, bool *all_passed,
                  struct error *err)
{
    OWN(folder_release) struct folder folder = {0};
    size_t passed = 0, failed = 0;

    if (!folder_read(path, &folder, err))
        return false;
    for (size_t i = 0; i < folder.name_count; i++) {
        const struct table_name *name = &folder.names[i];
        if (name_starts(name, "expected")) {
            bool has_passed = check_table(&folder, name, lists);
            passed += has_passed;
            failed += !has_passed;
        } else if (!name_starts(name, "input")) {
            printf("FAIL  %s: neither NN_…__input….csv nor NN_…__expected….csv\n", name->file);
            failed++;
        }
    }
    if (passed + failed == 0)
        return error_set(err, ERROR_INPUT, "%s: no expected tables (hint: %s)", path,
                         "files are named NN_topic_case__expected.csv");
    printf("%zu passed, %zu failed\n", passed, failed);
    *all_passed = failed == 0;
    return true;
}
