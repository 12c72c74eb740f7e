#include <string.h>

#include "command/commands.h"
#include "command/house.h"
#include "command/workspace.h"
#include "ingest/house.h"

struct check_options {
    struct common_options common;
    bool show_rows;
};

const struct option CHECK_OPTIONS[] = {
    COMMON_OPTIONS(struct check_options, common),
    {"show-rows", 0, OPTION_FLAG, offsetof(struct check_options, show_rows), NULL,
     "list every row that cannot be read, with line, column and reason"},
    {0}};
const char CHECK_MORE[] =
    "Reads settings and exports as 'run' would, into memory, and keeps nothing. Prints what was\n"
    "understood, what is doubted, and how many rows cannot be read.";

static bool tell_reject(void *context, const struct ledger_row *import, const struct reject *reject)
{
    (void)context;
    printf("%s:%llu", import->header.file_name, (unsigned long long)reject->line);
    if (reject->column > 0)
        printf(":%u (%s)", reject->column, reject->column_name == NULL ? "" : reject->column_name);
    printf(": %s\n", reject->reason);
    return true;
}

/* The ledger is read to its end first: the store answers one question at a time. */
static bool keep_import(void *context, const struct ledger_row *row)
{
    struct buffer *ids = context;

    buffer_append(ids, (const char *)&row->import_id, sizeof row->import_id);
    return true;
}

static bool tell_rejects(struct store *store, struct error *err)
{
    OWN(buffer_release) struct buffer ids = {0};
    int64_t import_id = 0;

    if (!store_ledger(store, keep_import, &ids, err))
        return false;
    for (size_t i = 0; i + sizeof import_id <= ids.length; i += sizeof import_id) {
        memcpy(&import_id, ids.bytes + i, sizeof import_id);
        if (!store_rejects(store, import_id, tell_reject, NULL, err))
            return false;
    }
    return !ids.is_short || error_memory(err);
}

int check_command(int argc, char **argv, struct error *err)
{
    struct check_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    bool is_help = false;

    if (!options_read(command_named("check"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("check"), stdout);
        return 0;
    }
    if (!workspace_open_scratch(&options.common, &files, &workspace, err))
        return (int)err->kind;
    if (workspace.settings.path != NULL)
        printf("%s: fine\n", workspace.settings.path);
    told_house(&workspace.settings.house, options.common.is_json, true);
    tell_house_problems(&workspace.settings.house, false);
    if (!house_is_fine(&workspace.settings.house, err))
        workspace.worst = error_worst(workspace.worst, err->kind);
    if (!workspace_ingest(&workspace, &files, err))
        return (int)err->kind;
    if (options.show_rows && !tell_rejects(workspace.store, err))
        return (int)err->kind;
    err->text[0] = '\0';
    return (int)workspace.worst;
}
