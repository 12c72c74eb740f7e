#include "command/commands.h"
#include "command/workspace.h"

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

struct ledger_list {
    struct workspace *workspace;
    struct error *err;
    bool has_failed;
};

static bool tell_import(void *context, const struct ledger_row *row)
{
    struct ledger_list *list = context;

    list->has_failed =
        !store_rejects(list->workspace->store, row->import_id, tell_reject, NULL, list->err);
    return !list->has_failed;
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
    if (!workspace_ingest(&workspace, &files, err))
        return (int)err->kind;
    struct ledger_list list = {&workspace, err, false};
    if (options.show_rows &&
        (!store_ledger(workspace.store, tell_import, &list, err) || list.has_failed))
        return (int)err->kind;
    err->text[0] = '\0';
    return (int)workspace.worst;
}
