#include <string.h>

#include "command/choosing.h"
#include "command/commands.h"
#include "command/publishing.h"
#include "command/reporting.h"
#include "command/scoring.h"
#include "render/render.h"

struct report_options {
    struct common_options common;
    const char *period;
    const char *account;
    const char *language;
    const char *place;
    bool is_sent;
    const char *formats;
    bool has_no_tickets;
};

const struct option REPORT_OPTIONS[] = {
    COMMON_OPTIONS(struct report_options, common),
    {"period", 'p', OPTION_TEXT, offsetof(struct report_options, period), "QUARTER",
     "such as 2026Q2, or all (else the last whole quarter with tickets)"},
    {"account", 'a', OPTION_TEXT, offsetof(struct report_options, account), "NAME",
     "account-review: of this client alone (else a folder for each)"},
    {"language", 0, OPTION_TEXT, offsetof(struct report_options, language), "en|ru",
     "of the report (else that of the settings)"},
    {"output", 'o', OPTION_TEXT, offsetof(struct report_options, place), "FOLDER",
     "where the report goes (else deskgauge-report)"},
    {"sent", 0, OPTION_FLAG, offsetof(struct report_options, is_sent), NULL,
     "keep its figures as given out: the next report says which have moved since, and why"},
    {"format", 0, OPTION_TEXT, offsetof(struct report_options, formats), "LIST",
     "of html, json, xlsx, md, csv, pdf (else all but pdf)"},
    {"no-tickets", 0, OPTION_FLAG, offsetof(struct report_options, has_no_tickets), NULL,
     "without the lists of the tickets behind the figures"},
    {0}};
const char REPORT_MORE[] =
    "KIND is quarterly-review, for the head of support, account-review, for a client (nothing in "
    "it\n"
    "comes from another client, and it may be handed over), or model-choice: own staff, the "
    "offers\n"
    "under 'costs:' in deskgauge.yaml and their mixes, at the same promise. Reads the exports "
    "named, or what\n"
    "the store of the settings holds.\n"
    "With --json it prints where the report stands; the report itself is report.json in there.";

static bool take_kind(struct operands *files, const char **out, struct error *err)
{
    const char *names[8];
    size_t count = 0;

    if (files->count == 0)
        return error_set(err, ERROR_USAGE,
                         "which kind of report? (hint: deskgauge report quarterly-review)");
    for (; reporting_kind_at(count) != NULL; count++) {
        names[count] = reporting_kind_at(count);
        if (strcmp(names[count], files->items[0]) == 0) {
            *out = names[count];
            memmove(files->items, files->items + 1, --files->count * sizeof *files->items);
            return true;
        }
    }
    const char *near = text_nearest(span_of(files->items[0]), names, count);
    return error_set(err, ERROR_USAGE, "there is no report '%s' (hint: %s)", files->items[0],
                     near == NULL ? "quarterly-review" : near);
}

static bool write_one(const struct report_options *options, struct operands *files, int argc,
                      char **argv, struct workspace *workspace,
                      struct reporting_shortfall *shortfall, struct error *err)
{
    OWN(cube_release) struct cube cube = {0};
    OWN(scorecard_release) struct scorecard scorecard = {0};
    const char *kind = NULL;
    unsigned formats = 0;

    if (!take_kind(files, &kind, err) ||
        (options->formats != NULL && !formats_parse(options->formats, &formats, err)))
        return false;
    bool is_account = strcmp(kind, "account-review") == 0;
    if (options->account != NULL && !is_account)
        return error_set(err, ERROR_USAGE, "--account is for account-review, not for %s", kind);
    if (options->is_sent && is_account)
        return error_set(err, ERROR_USAGE, "--sent keeps the figures of the quarterly-review");
    if (!workspace_open(&options->common, files, STORE_WRITE, workspace, err) ||
        (options->is_sent && !publishing_can_keep(workspace, err)))
        return false;
    bool is_typed = strcmp(kind, "model-choice") == 0 && choice_is_typed(workspace, files);
    if (!is_typed &&
        (!workspace_ingest(workspace, files, err) || !workspace_cube(workspace, &cube, err)))
        return false;
    struct score_request request = {.cube = &cube,
                                    .settings = &workspace->settings,
                                    .period = options->period,
                                    .account = ALL_ACCOUNTS};
    if (!is_typed && !score(&request, &scorecard, err))
        return false;
    struct reporting_request report = {
        .workspace = workspace,
        .cube = &cube,
        .scorecard = is_typed ? NULL : &scorecard,
        .kind = kind,
        .account = options->account,
        .language = options->language != NULL ? options->language : workspace->settings.language,
        .place = options->place != NULL ? options->place : workspace->settings.report_folder,
        .formats = formats,
        .has_no_tickets = options->has_no_tickets,
        .argc = argc,
        .argv = argv};
    struct publishing publishing = {
        .workspace = workspace, .cube = &cube, .card = &scorecard, .report = kind};
    if (!reporting_write(&report, shortfall, err) ||
        (options->is_sent && !is_typed && !publishing_keep(&publishing, err)))
        return false;
    if (!options->common.is_json) {
        bool is_many = is_account && options->account == NULL;
        printf("%s%s%s\n", report.place, is_many ? "" : "/",
               is_many ? "" : reporting_document(formats));
        return true;
    }
    putchar('{');
    told_report_json(&report, shortfall, stdout);
    printf("}\n");
    return true;
}

int report_command(int argc, char **argv, struct error *err)
{
    struct report_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    struct reporting_shortfall shortfall = {0};
    bool is_help = false;

    if (!options_read(command_named("report"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("report"), stdout);
        return 0;
    }
    options.common.is_quiet = true;
    if (!write_one(&options, &files, argc, argv, &workspace, &shortfall, err))
        return (int)err->kind;
    if (!shortfall_is_none(&shortfall, err))
        return (int)err->kind;
    return (int)workspace.worst;
}
