#include <stdlib.h>

#include "command/choosing.h"
#include "command/commands.h"
#include "command/reporting.h"
#include "command/scoring.h"
#include "render/render.h"

struct run_options {
    struct common_options common;
    const char *period;
    const char *language;
    const char *place;
    const char *formats;
    bool has_no_tickets;
    double fail_under;
};

const struct option RUN_OPTIONS[] = {
    COMMON_OPTIONS(struct run_options, common),
    {"period", 'p', OPTION_TEXT, offsetof(struct run_options, period), "QUARTER",
     "such as 2026Q2, or all (else the last whole quarter with tickets)"},
    {"language", 0, OPTION_TEXT, offsetof(struct run_options, language), "en|ru",
     "of the report (else that of the settings)"},
    {"output", 'o', OPTION_TEXT, offsetof(struct run_options, place), "FOLDER",
     "where the report goes (else deskgauge-report)"},
    {"format", 0, OPTION_TEXT, offsetof(struct run_options, formats), "LIST",
     "of html, json, xlsx, md, csv, pdf (else all but pdf)"},
    {"no-tickets", 0, OPTION_FLAG, offsetof(struct run_options, has_no_tickets), NULL,
     "without the lists of the tickets behind the figures"},
    {"fail-under", 0, OPTION_SHARE, offsetof(struct run_options, fail_under), "POINTS",
     "exit code 1 when a scored criterion has fewer points of 100"},
    {0}};
const char RUN_MORE[] =
    "Works with no settings at all: deskgauge run exports/*.csv recognises the desk, says what it\n"
    "assumed, prints the five criteria, and writes deskgauge-report/ with report.html in it.\n"
    "A deskgauge.yaml (deskgauge init writes one) adds promises, hours, people and costs.\n"
    "With --json it prints one object: exports, score (as score --json), report (where it is).";

static bool run_all(const struct run_options *options, struct operands *files, int argc,
                    char **argv, struct workspace *workspace, struct scorecard *scorecard,
                    struct reporting_shortfall *shortfall, FILE *out, struct error *err)
{
    bool is_json = options->common.is_json;

    OWN(cube_release) struct cube cube = {0};
    OWN(language_close) struct language *language = NULL;
    unsigned formats = 0;

    if (options->formats != NULL && !formats_parse(options->formats, &formats, err))
        return false;
    if (!workspace_open(&options->common, files, STORE_WRITE, workspace, err))
        return false;
    workspace->told = out;
    workspace->between = is_json ? "," : NULL;
    if (is_json)
        fputs("{\"exports\": [\n", out);
    if (files->count == 0 && workspace->settings.source_count == 0 && workspace->store_is_fresh)
        return error_set(err, ERROR_USAGE, "which export? (hint: deskgauge run exports/*.csv)");
    if (!workspace_ingest(workspace, files, err) || !workspace_cube(workspace, &cube, err))
        return false;
    struct score_request request = {.cube = &cube,
                                    .settings = &workspace->settings,
                                    .period = options->period,
                                    .account = ALL_ACCOUNTS};
    const char *name = options->language != NULL ? options->language : workspace->settings.language;
    if (!score(&request, scorecard, err) || !language_open(name, &language, err))
        return false;
    if (is_json)
        fputs("],\n\"score\": ", out);
    if (!(is_json ? print_measurements_json(scorecard, &cube, out, err)
                  : print_scorecard(scorecard, &cube, language, out, err)))
        return false;
    struct reporting_request report = {
        .workspace = workspace,
        .cube = &cube,
        .scorecard = scorecard,
        .kind = "quarterly-review",
        .has_accounts = cube.names.account_count > 1,
        .language = name,
        .place = options->place != NULL ? options->place : workspace->settings.report_folder,
        .formats = formats,
        .has_no_tickets = options->has_no_tickets,
        .argc = argc,
        .argv = argv};
    report.has_choice = has_choice(&report);
    if (!reporting_write(&report, shortfall, err))
        return false;
    if (!is_json && report.has_choice)
        fprintf(out, "\n%s/model-choice/%s: which support model to buy\n", report.place,
                reporting_document(formats));
    if (!is_json && report.has_accounts)
        return fprintf(out, "\n%s/report.html\n%s/account-…/report.html: a page for each client\n",
                       report.place, report.place) > 0;
    if (!is_json)
        return fprintf(out, "\n%s/%s\n", report.place, reporting_document(formats)) > 0;
    fputc(',', out);
    told_report_json(&report, shortfall, out);
    fputs("}\n", out);
    return true;
}

/* A program reads one JSON object or nothing: what is told is held until all of it is there. */
static bool run_held(const struct run_options *options, struct operands *files, int argc,
                     char **argv, struct workspace *workspace, struct scorecard *scorecard,
                     struct reporting_shortfall *shortfall, struct error *err)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *held = open_memstream(&bytes, &length);

    if (held == NULL)
        return error_memory(err);
    bool is_done = run_all(options, files, argc, argv, workspace, scorecard, shortfall, held, err);
    workspace->told = NULL;
    bool is_whole = ferror(held) == 0;
    is_whole = fclose(held) == 0 && is_whole;
    if (is_done && is_whole)
        fwrite(bytes, 1, length, stdout);
    free(bytes);
    return is_done && (is_whole || error_memory(err));
}

int run_command(int argc, char **argv, struct error *err)
{
    struct run_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    OWN(scorecard_release) struct scorecard scorecard = {0};
    struct reporting_shortfall shortfall = {0};
    bool is_help = false;

    if (!options_read(command_named("run"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("run"), stdout);
        return 0;
    }
    if (!(options.common.is_json
              ? run_held(&options, &files, argc, argv, &workspace, &scorecard, &shortfall, err)
              : run_all(&options, &files, argc, argv, &workspace, &scorecard, &shortfall, stdout,
                        err)))
        return (int)err->kind;
    if (!shortfall_is_none(&shortfall, err))
        return (int)err->kind;
    if (workspace.worst != ERROR_NONE)
        return (int)workspace.worst;
    return options.fail_under > 0 && scorecard_is_under(&scorecard, options.fail_under);
}
