#include "command/commands.h"
#include "command/workspace.h"

struct ingest_options {
    struct common_options common;
};

const struct option INGEST_OPTIONS[] = {COMMON_OPTIONS(struct ingest_options, common), {0}};
const char INGEST_MORE[] =
    "Each file is recognised by its columns, doubted aloud, and read as one transaction: a file\n"
    "that cannot be read leaves no trace, the same file again does nothing, a newer export of the\n"
    "same tickets updates them. '-' reads standard input. Needs --store, or 'store:' in the\n"
    "settings, to keep what it read.";

int ingest_command(int argc, char **argv, struct error *err)
{
    struct ingest_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    bool is_help = false;

    if (!options_read(command_named("ingest"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("ingest"), stdout);
        return 0;
    }
    if (!workspace_open(&options.common, &files, STORE_WRITE, &workspace, err))
        return (int)err->kind;
    if (workspace.store_is_fresh) {
        error_set(err, ERROR_USAGE,
                  "there is no store to read into (hint: --store deskgauge.sqlite; or 'deskgauge "
                  "check' only looks)");
        return (int)err->kind;
    }
    if (files.count == 0 && workspace.settings.source_count == 0 &&
        workspace.settings.house.file_count > 0)
        return 0; /* read anew at every run: nothing to keep */
    if (files.count == 0 && workspace.settings.source_count == 0) {
        error_set(err, ERROR_USAGE, "which export? (hint: deskgauge ingest exports/*.csv)");
        return (int)err->kind;
    }
    if (!workspace_ingest(&workspace, &files, err))
        return (int)err->kind;
    err->text[0] = '\0'; /* files that failed were told one by one */
    return (int)workspace.worst;
}
