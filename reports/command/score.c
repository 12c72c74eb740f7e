#include "command/commands.h"
#include "command/drilling.h"
#include "command/scoring.h"
#include "command/vendors.h"

struct score_options {
    struct common_options common;
    const char *period;
    const char *account;
    const char *language;
    const char *by;
    const char *as;
    bool is_csv;
    double fail_under;
};

const struct option SCORE_OPTIONS[] = {
    COMMON_OPTIONS(struct score_options, common),
    {"period", 'p', OPTION_TEXT, offsetof(struct score_options, period), "QUARTER",
     "such as 2026Q2, or all (else the last whole quarter with tickets)"},
    {"account", 'a', OPTION_TEXT, offsetof(struct score_options, account), "NAME",
     "one client alone"},
    {"by", 0, OPTION_TEXT, offsetof(struct score_options, by), "SIDES",
     "where it is lost: channel,priority,band,account,topic or some of them"},
    {"as", 0, OPTION_TEXT, offsetof(struct score_options, as), "DESKS",
     "definitions side by side: zendesk,freshservice,intercom,zammad or all"},
    {"csv", 0, OPTION_FLAG, offsetof(struct score_options, is_csv), NULL,
     "every figure (with --by: every part) as CSV"},
    {"language", 0, OPTION_TEXT, offsetof(struct score_options, language), "en|ru",
     "of the table (else that of the settings)"},
    {"fail-under", 0, OPTION_SHARE, offsetof(struct score_options, fail_under), "POINTS",
     "exit code 1 when a scored criterion has fewer points of 100"},
    {0}};
const char SCORE_MORE[] =
    "What happened (249 of 300 in time) is a count; what it says about the service carries an\n"
    "interval. A criterion without a promise is not scored; one that the export cannot show says\n"
    "which column would.";

static bool find_account(const struct cube *cube, const char *name, int32_t *out, struct error *err)
{
    if (name == NULL) {
        *out = ALL_ACCOUNTS;
        return true;
    }
    for (uint32_t i = 0; i < cube->names.account_count; i++) {
        if (span_equal_folded(span_of(cube->names.accounts[i]), span_of(name))) {
            *out = (int32_t)i;
            return true;
        }
    }
    const char *near = text_nearest(span_of(name), cube->names.accounts, cube->names.account_count);
    return error_set(err, ERROR_USAGE, "no account is named '%s'%s%s%s", name,
                     near == NULL ? "" : " (hint: did you mean '", near == NULL ? "" : near,
                     near == NULL ? "" : "'?)");
}

static bool score_all(const struct score_options *options, struct operands *files,
                      struct workspace *workspace, struct cube *cube, struct scorecard *scorecard,
                      struct error *err)
{
    struct score_request request = {
        .cube = cube, .settings = &workspace->settings, .period = options->period};

    if (!drill_sides_parse(options->by, &request.drill_sides, err) ||
        !workspace_open(&options->common, files, STORE_WRITE, workspace, err) ||
        !workspace_ingest(workspace, files, err) || !workspace_cube(workspace, cube, err) ||
        !find_account(cube, options->account, &request.account, err))
        return false;
    return score(&request, scorecard, err);
}

static bool print_vendors(const struct score_options *options, bool is_json,
                          struct workspace *workspace, const struct cube *cube,
                          const struct scorecard *scorecard, struct error *err)
{
    OWN(language_close) struct language *language = NULL;
    struct vendors vendors = {0};
    int32_t account = ALL_ACCOUNTS;
    const char *name = options->language != NULL ? options->language : workspace->settings.language;

    if (!vendors_parse(options->as, &vendors, err) ||
        !find_account(cube, options->account, &account, err) ||
        !vendors_count(workspace, scorecard, account, &vendors, err))
        return false;
    if (is_json)
        vendors_print_json(&vendors, stdout);
    else if (options->is_csv)
        vendors_print_csv(&vendors, stdout);
    else
        return language_open(name, &language, err) &&
               vendors_print(&vendors, language, stdout, err);
    return true;
}

int score_command(int argc, char **argv, struct error *err)
{
    struct score_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    OWN(cube_release) struct cube cube = {0};
    OWN(scorecard_release) struct scorecard scorecard = {0};
    OWN(language_close) struct language *language = NULL;
    bool is_help = false;

    if (!options_read(command_named("score"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("score"), stdout);
        return 0;
    }
    bool is_json = options.common.is_json;
    options.common.is_quiet |= is_json || options.is_csv;
    options.common.is_json = false;
    if (!score_all(&options, &files, &workspace, &cube, &scorecard, err))
        return (int)err->kind;
    const char *name = options.language != NULL ? options.language : workspace.settings.language;
    bool is_printed = true;
    if (options.as != NULL)
        is_printed = print_vendors(&options, is_json, &workspace, &cube, &scorecard, err);
    else if (is_json)
        is_printed = print_measurements_json(&scorecard, &cube, stdout, err);
    else if (options.is_csv && options.by != NULL)
        print_drill_csv(&scorecard, &cube, stdout);
    else if (options.is_csv)
        is_printed = print_measurements_csv(&scorecard, &cube, stdout, err);
    else
        is_printed = language_open(name, &language, err) &&
                     print_scorecard(&scorecard, &cube, language, stdout, err) &&
                     print_executors(&scorecard, language, stdout, err) &&
                     (options.by == NULL || print_drill(&scorecard, &cube, language, stdout, err));
    if (!is_printed)
        return (int)err->kind;
    if (workspace.worst != ERROR_NONE)
        return (int)workspace.worst;
    return options.fail_under > 0 && scorecard_is_under(&scorecard, options.fail_under);
}
