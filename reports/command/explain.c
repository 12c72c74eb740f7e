#include <stdlib.h>
#include <string.h>

#include "command/behind.h"
#include "command/choosing.h"
#include "command/commands.h"
#include "command/explaining.h"
#include "command/explaining_choice.h"
#include "command/figure_id.h"
#include "command/scoring.h"
#include "costs/compare.h"
#include "facts/build.h"

struct explain_options {
    struct common_options common;
    const char *list;
    bool is_csv;
};

const struct option EXPLAIN_OPTIONS[] = {
    COMMON_OPTIONS(struct explain_options, common),
    {"figures", 0, OPTION_TEXT, offsetof(struct explain_options, list), "FILE",
     "every id of this file, one a line, instead of FIGURE"},
    {"csv", 0, OPTION_FLAG, offsetof(struct explain_options, is_csv), NULL,
     "only the tickets behind the figure, as CSV"},
    {0}};
const char EXPLAIN_MORE[] =
    "FIGURE is an id as reports and 'deskgauge score --csv' print it, such as\n"
    "'first_reply.within_promise{channel=messenger,period=2026Q2}'. Dimensions that are left out\n"
    "mean all accounts, all channels …, and the default period. Told are the definition, the\n"
    "formula with its numbers, what was left out and why, and the tickets: as many as the n of "
    "the\n"
    "figure. With --figures the list gets a first column with the id; figures of the choice of\n"
    "models are told last.\n"
    "'choice' lists the figures of the model choice; 'choice.cost_p50{model=own_staff}' is told\n"
    "with the numbers of its formula, 'choice.cost_p50' of every model.";

/* ---- what is asked ---- */

struct asked {
    struct figure_id id;
    const struct measurement *row; /* NULL: not computed for these dimensions */
    struct behind behind;
};
struct all_asked {
    struct asked *rows;
    size_t count, capacity;
    char **choices; /* ids of the choice of models, told after the rows */
    size_t choice_count;
};

static void all_asked_release(struct all_asked *asked)
{
    for (size_t i = 0; i < asked->count; i++)
        behind_release(&asked->rows[i].behind);
    for (size_t i = 0; i < asked->choice_count; i++)
        free(asked->choices[i]);
    free(asked->choices);
    free(asked->rows);
    *asked = (struct all_asked){0};
}
OWN_RELEASER(all_asked_release, struct all_asked)

static bool ask_choice(struct all_asked *asked, const char *text, struct error *err)
{
    char **grown = realloc(asked->choices, (asked->choice_count + 1) * sizeof *grown);

    if (grown == NULL)
        return error_memory(err);
    asked->choices = grown;
    asked->choices[asked->choice_count] = strdup(text);
    return asked->choices[asked->choice_count++] != NULL || error_memory(err);
}

static bool ask(struct all_asked *asked, const char *text, struct error *err)
{
    struct asked one = {0};

    if (is_choice_figure(text))
        return ask_choice(asked, text, err);
    if (!figure_id_parse(text, &one.id, err))
        return false;
    if (asked->count == asked->capacity) {
        size_t capacity = asked->capacity == 0 ? 16 : 2 * asked->capacity;
        struct asked *grown = realloc(asked->rows, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        asked->rows = grown;
        asked->capacity = capacity;
    }
    asked->rows[asked->count++] = one;
    return true;
}

static bool ask_all(struct all_asked *asked, const char *path, struct error *err)
{
    FILE *file = fopen(path, "r");
    char line[2048];
    bool is_fine = true;

    if (file == NULL)
        return error_set(err, ERROR_INPUT, "%s: cannot be read", path);
    while (is_fine && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        is_fine = line[0] == '\0' || ask(asked, line, err);
    }
    fclose(file);
    return is_fine;
}

/* ---- scorecards: of the house and of single clients, by quarter ---- */

enum { CARDS_MOST = 64 };
struct cards {
    struct scorecard rows[CARDS_MOST]; /* [0] of the house, default period */
    int32_t accounts[CARDS_MOST];
    char labels[CARDS_MOST][40];
    size_t count;
};

static void cards_release(struct cards *cards)
{
    for (size_t i = 0; i < cards->count; i++)
        scorecard_release(&cards->rows[i]);
}
OWN_RELEASER(cards_release, struct cards)

static bool add_card(struct cards *cards, struct workspace *workspace, const struct cube *cube,
                     const char *period, int32_t account, struct error *err)
{
    struct score_request request = {
        .cube = cube, .settings = &workspace->settings, .period = period, .account = account};

    if (cards->count == CARDS_MOST)
        return error_set(err, ERROR_USAGE, "at most %d quarters and clients at once", CARDS_MOST);
    if (!score(&request, &cards->rows[cards->count], err))
        return false;
    cards->accounts[cards->count] = account;
    snprintf(cards->labels[cards->count++], sizeof cards->labels[0], "%s",
             period == NULL ? "" : period);
    return true;
}

static bool find_card(struct cards *cards, struct workspace *workspace, const struct cube *cube,
                      const char *period, int32_t account, size_t *at, struct error *err)
{
    for (*at = 0; *at < cards->count; ++*at)
        if (cards->accounts[*at] == account && strcmp(cards->labels[*at], period) == 0)
            return true;
    return add_card(cards, workspace, cube, *period == '\0' ? NULL : period, account, err);
}

/* The row of `place` on the card of the house or, `account`, of one client. */
static bool find_on_card(struct cards *cards, struct workspace *workspace, const struct cube *cube,
                         struct measurement place, int32_t account, struct asked *asked,
                         struct error *err)
{
    const char *period = asked->id.words[DIMENSION_PERIOD];
    size_t at = 0;

    for (uint8_t p = 0; p < PERIOD_COUNT && period[0] != '\0'; p++)
        if (strcmp(cards->rows[0].period[p].label, period) == 0)
            place.period = p;
    bool is_default =
        period[0] == '\0' || strcmp(cards->rows[0].period[place.period].label, period) == 0;
    const char *of_card = cards->rows[0].period[PERIOD_CURRENT].is_quarter
                              ? cards->rows[0].period[PERIOD_CURRENT].label
                              : PERIOD_ALL;
    if (!find_card(cards, workspace, cube,
                   !is_default               ? period
                   : account == ALL_ACCOUNTS ? ""
                                             : of_card,
                   account, &at, err))
        return false;
    if (account != ALL_ACCOUNTS)
        place.account = ALL_ACCOUNTS;
    asked->row = scorecard_find_part(&cards->rows[at], &place);
    asked->behind = (struct behind){.figure = asked->row,
                                    .card = &cards->rows[at],
                                    .account = account,
                                    .cube = cube,
                                    .settings = &workspace->settings};
    return true;
}

/* A part of one client (his evenings, his chats) stands on his own card alone. */
static bool find_row(struct cards *cards, struct workspace *workspace, const struct cube *cube,
                     struct asked *asked, struct error *err)
{
    struct measurement place;

    if (!figure_id_place(&asked->id, &cube->names, &place, err) ||
        !find_on_card(cards, workspace, cube, place, ALL_ACCOUNTS, asked, err))
        return false;
    return asked->row != NULL || place.account == ALL_ACCOUNTS ||
           find_on_card(cards, workspace, cube, place, place.account, asked, err);
}

/* ---- one pass over the facts for all of them ---- */

static bool take_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                      const struct fact_action *actions, size_t action_count, struct error *err)
{
    struct all_asked *asked = context;

    (void)actions;
    (void)action_count;
    for (size_t i = 0; i < asked->count; i++)
        if (asked->rows[i].row != NULL && !behind_add(&asked->rows[i].behind, fact, promise, err))
            return false;
    return true;
}

static bool list_tickets(struct all_asked *asked, struct workspace *workspace, struct error *err)
{
    OWN(fact_summary_release) struct fact_summary summary = {0};

    if (!facts_build(workspace->store, &workspace->settings, workspace->options->as_of, take_fact,
                     asked, &summary, err))
        return false;
    for (size_t i = 0; i < asked->count; i++)
        if (asked->rows[i].row != NULL && !behind_finish(&asked->rows[i].behind, err))
            return false;
    return true;
}

static bool tell_all(const struct explain_options *options, struct all_asked *asked,
                     struct workspace *workspace, const struct cube *cube, struct error *err)
{
    OWN(language_close) struct language *language = NULL;
    bool has_head = false;

    if (!language_open(workspace->settings.language, &language, err))
        return false;
    for (size_t i = 0; i < asked->count; i++) {
        struct asked *one = &asked->rows[i];
        if (one->row == NULL && options->list != NULL)
            return error_set(err, ERROR_USAGE, "%s: not computed for these dimensions",
                             measurement_base_id(one->id.name));
        if (one->row == NULL) {
            printf("%s: not computed for these dimensions\n", measurement_base_id(one->id.name));
            continue;
        }
        if (!options->is_csv && !explain_words(&one->behind, language, options->list != NULL, err))
            return false;
        bool is_listed = options->is_csv || options->list == NULL;
        if (is_listed &&
            !explain_tickets(&one->behind, workspace->store, options->list != NULL, !has_head, err))
            return false;
        has_head = true;
    }
    (void)cube;
    return true;
}

/* Figures of the choice of models, which stand on the settings and on all tickets together. */
static bool tell_choices(const struct explain_options *options, const struct all_asked *asked,
                         const struct workspace *workspace, const struct cube *cube,
                         struct error *err)
{
    OWN(comparison_release) struct comparison comparison = {0};
    OWN(language_close) struct language *language = NULL;
    bool is_told = true;

    if (asked->choice_count == 0)
        return true;
    if (options->is_csv) {
        fputs("deskgauge: note: no tickets stand behind a figure of the choice of models\n",
              stderr);
        return true;
    }
    if (!compare(cube, &workspace->settings, &comparison, err) ||
        !language_open(workspace->settings.language, &language, err))
        return false;
    for (size_t i = 0; i < asked->choice_count && is_told; i++)
        is_told = explain_choice(&comparison, &workspace->settings, language, asked->choices[i],
                                 stdout, err);
    return is_told;
}

static bool explain(const struct explain_options *options, struct all_asked *asked,
                    struct operands *files, struct error *err)
{
    OWN(workspace_release) struct workspace workspace = {0};
    OWN(cube_release) struct cube cube = {0};
    OWN(cards_release) struct cards cards = {0};

    if (!workspace_open(&options->common, files, STORE_WRITE, &workspace, err))
        return false;
    if (asked->count == 0 && choice_is_typed(&workspace, files))
        return tell_choices(options, asked, &workspace, &cube, err);
    if (!workspace_ingest(&workspace, files, err) || !workspace_cube(&workspace, &cube, err))
        return false;
    if (asked->count > 0 && !add_card(&cards, &workspace, &cube, NULL, ALL_ACCOUNTS, err))
        return false;
    for (size_t i = 0; i < asked->count; i++)
        if (!find_row(&cards, &workspace, &cube, &asked->rows[i], err))
            return false;
    return (asked->count == 0 || (list_tickets(asked, &workspace, err) &&
                                  tell_all(options, asked, &workspace, &cube, err))) &&
           tell_choices(options, asked, &workspace, &cube, err);
}

int explain_command(int argc, char **argv, struct error *err)
{
    struct explain_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(all_asked_release) struct all_asked asked = {0};
    bool is_help = false;

    if (!options_read(command_named("explain"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("explain"), stdout);
        return 0;
    }
    if (files.count == 0 && options.list == NULL) {
        error_set(
            err, ERROR_USAGE,
            "which figure? (hint: deskgauge explain first_reply.within_promise exports/*.csv)");
        return (int)err->kind;
    }
    options.common.is_quiet = true;
    if (options.list != NULL ? !ask_all(&asked, options.list, err)
                             : !ask(&asked, files.items[0], err))
        return (int)err->kind;
    if (options.list == NULL)
        memmove(files.items, files.items + 1, --files.count * sizeof *files.items);
    return explain(&options, &asked, &files, err) ? 0 : (int)err->kind;
}
