#include "command/house.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/told.h"
#include "command/workspace.h"
#include "ingest/house.h"

static void drop_operand(struct operands *operands, size_t index)
{
    memmove(&operands->items[index], &operands->items[index + 1],
            (operands->count - index - 1) * sizeof *operands->items);
    operands->count--;
}

static bool take_one(const char *path, struct settings *settings, bool *is_house, struct error *err)
{
    enum house_table table = HOUSE_CLIENTS;

    if (!house_recognise(path, &table, is_house, err))
        return false;
    return !*is_house || house_read(path, table, settings, err);
}

static bool take_pattern(struct settings *settings, const char *pattern, struct error *err)
{
    OWN(free) char *path = path_join(settings->folder, pattern);
    glob_t found = {0};
    bool is_house = false;
    bool is_fine = true;

    if (path == NULL)
        return error_memory(err);
    if (glob(path, 0, NULL, &found) == 0)
        for (size_t i = 0; is_fine && i < found.gl_pathc; i++)
            if (!house_has(&settings->house, found.gl_pathv[i]))
                is_fine = take_one(found.gl_pathv[i], settings, &is_house, err);
    globfree(&found);
    return is_fine;
}

/* Among the files that the settings name as exports. */
static bool take_sources(struct settings *settings, struct error *err)
{
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source_settings *source = &settings->sources[i];
        for (size_t j = 0; j < source->file_count; j++)
            if (!take_pattern(settings, source->files[j], err))
                return false;
    }
    return true;
}

bool house_take(struct operands *operands, struct settings *settings, struct error *err)
{
    size_t i = 0;

    while (i < operands->count) {
        bool is_house = false;
        if (!take_one(operands->items[i], settings, &is_house, err))
            return false;
        if (is_house)
            drop_operand(operands, i);
        else
            i++;
    }
    if (operands->count == 0 && !take_sources(settings, err))
        return false;
    /* Without a deskgauge.yaml no folder is the house's. */
    return (settings->path == NULL || house_find(settings->folder, settings, err)) &&
           house_finish(settings, err);
}

bool house_has(const struct house *house, const char *path)
{
    for (size_t i = 0; i < house->file_count; i++)
        if (strcmp(house->files[i].path, path) == 0)
            return true;
    return false;
}

static const char *row_word(enum house_table table, uint64_t count)
{
    if (table == HOUSE_NOTES)
        return count == 1 ? "section" : "sections";
    return count == 1 ? "row" : "rows";
}

static void told_file(const struct house_file *file)
{
    if (file->row_count == 0) {
        printf("%s: not filled in, not used\n", file->name);
        return;
    }
    printf("%s: %s, %llu %s", file->name, house_table_name(file->table),
           (unsigned long long)file->row_count, row_word(file->table, file->row_count));
    if (file->example_count > 0)
        printf(" (%llu examples left out)", (unsigned long long)file->example_count);
    printf("\n");
}

void told_house(const struct house *house, bool is_json, bool with_empty)
{
    for (size_t i = 0; i < house->file_count; i++) {
        const struct house_file *file = &house->files[i];
        char hash[33];
        if (file->row_count == 0 && !with_empty)
            continue;
        hash128_format(file->content, hash);
        if (!is_json) {
            told_file(file);
            continue;
        }
        printf("{\"file\": ");
        told_json_text(stdout, file->name);
        printf(", \"table\": \"%s\", \"xxh3_128\": \"%s\", \"bytes\": %llu, \"rows\": %llu}\n",
               house_table_name(file->table), hash, (unsigned long long)file->byte_count,
               (unsigned long long)file->row_count);
    }
}

void tell_house_problems(const struct house *house, bool only_grave)
{
    for (size_t i = 0; i < house->problem_count; i++)
        if (house->problems[i].is_grave || !only_grave)
            fprintf(stderr, "deskgauge: %s%s\n",
                    house->problems[i].is_grave ? "" : "note: ", house->problems[i].text);
}
