#include "costs/compare.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command/choosing.h"
#include "command/commands.h"
#include "command/comparing.h"
#include "command/workspace.h"

struct compare_options {
    struct common_options common;
    const char *language;
    const char *width;
    bool is_csv;
};

const struct option COMPARE_OPTIONS[] = {
    COMMON_OPTIONS(struct compare_options, common),
    {"csv", 0, OPTION_FLAG, offsetof(struct compare_options, is_csv), NULL, "a row a model"},
    {"width", 0, OPTION_TEXT, offsetof(struct compare_options, width), "COLUMNS",
     "of the table (else that of the terminal, else 100)"},
    {"language", 0, OPTION_TEXT, offsetof(struct compare_options, language), "en|ru",
     "of the table (else that of the settings)"},
    {0}};
const char COMPARE_MORE[] =
    "Own staff, every offer of 'costs:' in deskgauge.yaml and their mixes, all sized to the\n"
    "promises of the settings, priced on the arrivals of your own export. A model that cannot "
    "keep\n"
    "the promise is priced and says why; it is never called the cheapest. Without an export:\n"
    "deskgauge compare --settings deskgauge.yaml with 'monthly_tickets:' under 'costs:'.";

enum { WIDTH_DEFAULT = 100, WIDTH_LEAST = 60 };

static size_t width_of(const struct compare_options *options)
{
    struct winsize size = {0};
    unsigned long told = options->width == NULL ? 0 : strtoul(options->width, NULL, 10);

    if (told >= WIDTH_LEAST && told < 1000)
        return told;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col >= WIDTH_LEAST)
        return size.ws_col;
    return WIDTH_DEFAULT;
}

static bool read_cube(struct workspace *workspace, const struct operands *files, struct cube *cube,
                      struct error *err)
{
    return choice_is_typed(workspace, files) ||
           (workspace_ingest(workspace, files, err) && workspace_cube(workspace, cube, err));
}

int compare_command(int argc, char **argv, struct error *err)
{
    struct compare_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    OWN(cube_release) struct cube cube = {0};
    OWN(comparison_release) struct comparison comparison = {0};
    OWN(language_close) struct language *language = NULL;
    bool is_help = false;

    if (!options_read(command_named("compare"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("compare"), stdout);
        return 0;
    }
    bool is_json = options.common.is_json;
    options.common.is_quiet |= is_json || options.is_csv;
    options.common.is_json = false;
    if (!workspace_open(&options.common, &files, STORE_WRITE, &workspace, err) ||
        !read_cube(&workspace, &files, &cube, err) ||
        !compare(&cube, &workspace.settings, &comparison, err))
        return (int)err->kind;
    const char *name = options.language != NULL ? options.language : workspace.settings.language;
    if (is_json)
        print_comparison_json(&comparison, &workspace.settings, stdout);
    else if (options.is_csv)
        print_comparison_csv(&comparison, &workspace.settings, stdout);
    else if (!language_open(name, &language, err) ||
             !print_comparison(&comparison, &workspace.settings, language, width_of(&options),
                               stdout, err))
        return (int)err->kind;
    return (int)workspace.worst;
}
