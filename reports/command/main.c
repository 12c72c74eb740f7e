/* main: the program. It finds the command, and prints the one failure that ends a run. */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar/zone.h"
#include "command/commands.h"
#include "command/progress.h"

/* The table of commands: a new one is a file and a row. */
const struct command COMMANDS[] = {
    {"run", "[SETTINGS | CSV…]", "all of it: read, score, compare, report", RUN_MORE, RUN_OPTIONS,
     run_command},
    {"ingest", "CSV…", "read exports into the store; print what was understood", INGEST_MORE,
     INGEST_OPTIONS, ingest_command},
    {"score", "[SETTINGS | CSV…]", "the five criteria as a table, JSON or CSV", SCORE_MORE,
     SCORE_OPTIONS, score_command},
    {"compare", "[SETTINGS | CSV…]", "the support models at equal service level", COMPARE_MORE,
     COMPARE_OPTIONS, compare_command},
    {"report", "KIND [SETTINGS | CSV…]",
     "write one: quarterly-review, account-review, model-choice", REPORT_MORE, REPORT_OPTIONS,
     report_command},
    {"explain", "FIGURE [SETTINGS | CSV…]", "definition, formula, and the tickets behind a figure",
     EXPLAIN_MORE, EXPLAIN_OPTIONS, explain_command},
    {"init", "[FOLDER]", "write a commented deskgauge.yaml to begin with", INIT_MORE, INIT_OPTIONS,
     init_command},
    {"desks", "[CSV]", "known export formats; which one this file is", DESKS_MORE, DESKS_OPTIONS,
     desks_command},
    {"imports", NULL, "the ledger: what was read, when, how, with what fate", IMPORTS_MORE,
     IMPORTS_OPTIONS, imports_command},
    {"check", "[SETTINGS | CSV…]", "everything that would go wrong, before anything is written",
     CHECK_MORE, CHECK_OPTIONS, check_command},
    {0},
};

static const struct command *find_command(const char *name, struct error *err)
{
    const char *names[16];
    size_t count = 0;

    for (const struct command *command = COMMANDS; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
        names[count++] = command->name;
    }
    const char *near = text_nearest(span_of(name), names, count);
    error_set(err, ERROR_USAGE, "there is no command '%s' (hint: %s%s%s)", name,
              near == NULL ? "deskgauge --help lists them" : "did you mean '",
              near == NULL ? "" : near, near == NULL ? "" : "'?");
    return NULL;
}

static int version(void)
{
    char zones[ZONE_VERSION_SIZE];

    zone_database_version(zones);
    printf("deskgauge %s (tzdata %s)\n", DESKGAUGE_VERSION, zones);
    return 0;
}

/* What was printed must have arrived: a full disk behind standard output is a failure. A reader
 * who has seen enough (`| head`) is none. */
static int finish(int code)
{
    struct stat status;

    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (fstat(STDOUT_FILENO, &status) == 0 &&
        (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)))
        return code;
    fprintf(stderr, "deskgauge: standard output cannot be written\n");
    return code > ERROR_RENDER ? code : ERROR_RENDER;
}

int main(int argc, char **argv)
{
    struct error err = {0};

    interrupts_watch();
    if (argc < 2) {
        program_help(stderr);
        return ERROR_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0)
        return finish(version());
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        program_help(stdout);
        return finish(0);
    }
    const struct command *command = find_command(argv[1], &err);
    int code = command == NULL ? (int)err.kind : command->run(argc - 1, argv + 1, &err);
    if (err.kind != ERROR_NONE && code != 0 && err.text[0] != '\0')
        fprintf(stderr, "deskgauge: %s\n", err.text);
    return finish(code);
}
