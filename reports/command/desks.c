#include "command/commands.h"
#include "command/told.h"
#include "command/workspace.h"

struct desks_options {
    struct common_options common;
    bool is_profile;
};

const struct option DESKS_OPTIONS[] = {{"profile", 0, OPTION_FLAG,
                                        offsetof(struct desks_options, is_profile), NULL,
                                        "write a profile of the file, for --desk"},
                                       COMMON_OPTIONS(struct desks_options, common),
                                       {0}};
const char DESKS_MORE[] =
    "Without a file: the help desks whose exports are known by name. With one: which desk wrote\n"
    "it, how sure that is, what each column means, and what is missing. A desk of your own is one\n"
    "YAML file, which is written from its export by\n\n"
    "    deskgauge desks export.csv --profile > mine.yaml\n\n"
    "(see schemas/desks/ for the form) and read with --desk mine.yaml.";

struct list {
    bool is_json;
    size_t count;
};

static bool tell_desk(void *context, const char *name, const char *title, const char *tables)
{
    struct list *list = context;

    if (list->is_json) {
        printf("%s\n  {\"desk\": \"%s\", \"title\": ", list->count == 0 ? "" : ",", name);
        told_json_text(stdout, title);
        printf(", \"tables\": \"%s\"}", tables);
    } else {
        printf("%-16s %-30s %s\n", name, title, tables);
    }
    list->count++;
    return true;
}

static int list_desks(bool is_json, struct error *err)
{
    struct list list = {.is_json = is_json};

    if (is_json)
        printf("[");
    if (!ingest_desks(tell_desk, &list, err))
        return (int)err->kind;
    if (is_json)
        printf("\n]\n");
    return 0;
}

static int write_profile(const struct ingest_request *request, const struct operands *files,
                         struct error *err)
{
    OWN(buffer_release) struct buffer profile = {0};

    if (files->count != 1) {
        (void)error_set(err, ERROR_USAGE, "--profile takes one file");
        return (int)err->kind;
    }
    if (!ingest_draft_profile(request, &profile, err))
        return (int)err->kind;
    fwrite(profile.bytes, 1, profile.length, stdout);
    return 0;
}

static bool tell_one(const struct ingest_request *request, bool is_json, struct error *err)
{
    OWN(understanding_release) struct understanding words = {0};

    if (!ingest_understand(request, &words, err))
        return false;
    told_understanding(&words, is_json, stdout);
    return true;
}

int desks_command(int argc, char **argv, struct error *err)
{
    struct desks_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(settings_release) struct settings settings = {0};
    bool is_help = false;

    if (!options_read(command_named("desks"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("desks"), stdout);
        return 0;
    }
    if (files.count == 0)
        return list_desks(options.common.is_json, err);
    if (!workspace_settings(&options.common, &files, &settings, err))
        return (int)err->kind;
    for (size_t i = 0; i < files.count; i++) {
        OWN(arena_release) struct arena arena = {0};
        struct archive_contents contents;
        struct ingest_request request = {.path = files.items[i],
                                         .desk = options.common.desk,
                                         .zone = options.common.zone,
                                         .charset = options.common.charset,
                                         .dates = options.common.dates,
                                         .export_time = options.common.export_time,
                                         .settings = &settings};
        if (options.is_profile)
            return write_profile(&request, &files, err);
        if (!ingest_contents(files.items[i], &arena, &contents, err))
            return (int)err->kind;
        for (size_t j = 0; j < (contents.table_count == 0 ? 1 : contents.table_count); j++) {
            request.table = contents.table_count == 0 ? NULL : &contents.tables[j];
            request.beside = j == 0 ? &contents : NULL;
            if (!tell_one(&request, options.common.is_json, err))
                return (int)err->kind;
        }
    }
    return 0;
}
