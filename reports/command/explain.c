#include <string.h>

#include "command/commands.h"
#include "command/definitions.h"
#include "command/scoring.h"
#include "command/told.h"
#include "command/words.h"
#include "facts/build.h"

struct explain_options {
    struct common_options common;
    bool is_csv;
};

const struct option EXPLAIN_OPTIONS[] = {COMMON_OPTIONS(struct explain_options, common),
                                         {"csv", 0, OPTION_FLAG,
                                          offsetof(struct explain_options, is_csv), NULL,
                                          "only the tickets behind the figure, as CSV"},
                                         {0}};
const char EXPLAIN_MORE[] =
    "FIGURE is an id as reports and 'deskgauge score --csv' print it, such as\n"
    "'first_reply.within_promise{channel=messenger,period=2026Q2}'. Dimensions that are left out\n"
    "mean all accounts, all channels, and the default period.";

/* What an id asks for. Texts are copies. */
struct asked {
    enum measured name;
    char account[256], channel[32], period[40];
};

static int hex_digit(char digit)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = digit == '\0' ? NULL : strchr(digits, digit);

    return at == NULL ? -1 : at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

/* The byte that the "%41" at `at` stands for. */
static bool read_escape(struct span text, size_t at, char *out)
{
    int high = text.length - at < 3 ? -1 : hex_digit(text.bytes[at + 1]);
    int low = high < 0 ? -1 : hex_digit(text.bytes[at + 2]);

    if (low < 0)
        return false;
    *out = (char)(high * 16 + low);
    return true;
}

static bool take_dimension(struct span pair, struct asked *asked, struct error *err)
{
    const char *equals = memchr(pair.bytes, '=', pair.length);
    struct span key = {pair.bytes, equals == NULL ? pair.length : (size_t)(equals - pair.bytes)};
    struct span value =
        equals == NULL ? SPAN("") : (struct span){equals + 1, pair.length - key.length - 1};
    char *target = span_equal(key, SPAN("account"))   ? asked->account
                   : span_equal(key, SPAN("channel")) ? asked->channel
                   : span_equal(key, SPAN("period"))  ? asked->period
                                                      : NULL;
    size_t size = target == asked->account   ? sizeof asked->account
                  : target == asked->channel ? sizeof asked->channel
                                             : sizeof asked->period;
    size_t used = 0;

    if (target == NULL)
        return error_set(err, ERROR_USAGE, "a figure knows account, channel and period, not '%.*s'",
                         SPAN_PRINT(key));
    for (size_t i = 0; i < value.length && used + 1 < size; i++) {
        char byte = value.bytes[i];
        if (byte == '%' && read_escape(value, i, &byte))
            i += 2;
        target[used++] = byte;
    }
    return true;
}

static bool unknown_figure(struct span base, struct error *err)
{
    const char *names[MEASURED_COUNT];

    for (int i = 0; i < MEASURED_COUNT; i++)
        names[i] = measurement_base_id((enum measured)i);
    const char *near = text_nearest(base, names, MEASURED_COUNT);
    return error_set(err, ERROR_USAGE, "there is no figure '%.*s' (hint: %s%s%s)", SPAN_PRINT(base),
                     near == NULL ? "'deskgauge score --csv' lists them" : "did you mean '",
                     near == NULL ? "" : near, near == NULL ? "" : "'?");
}

static bool parse_id(const char *id, struct asked *asked, struct error *err)
{
    const char *brace = strchr(id, '{');
    struct span base = {id, brace == NULL ? strlen(id) : (size_t)(brace - id)};
    int found = -1;

    for (int i = 0; i < MEASURED_COUNT && found < 0; i++)
        if (span_equal(base, span_of(measurement_base_id((enum measured)i))))
            found = i;
    if (found < 0)
        return unknown_figure(base, err);
    asked->name = (enum measured)found;
    struct span rest = brace == NULL ? SPAN("") : span_of(brace + 1);
    if (span_ends(rest, SPAN("}")))
        rest.length--;
    while (rest.length > 0) {
        const char *comma = memchr(rest.bytes, ',', rest.length);
        size_t length = comma == NULL ? rest.length : (size_t)(comma - rest.bytes);
        if (!take_dimension((struct span){rest.bytes, length}, asked, err))
            return false;
        length += comma != NULL;
        rest = (struct span){rest.bytes + length, rest.length - length};
    }
    return true;
}

/* ---- the tickets -------------------------------------------------------------------------------
 */

struct listed {
    uint32_t ticket;
    const char *outcome;
    int64_t created_at, calendar_s, promised_s;
};

struct listing {
    const struct definition_row *definition;
    const struct period *period;
    int32_t account;
    enum channel channel;
    struct listed *rows;
    size_t count, capacity;
    bool is_all_days;
};

static bool list_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                      const struct fact_action *actions, size_t action_count, struct error *err)
{
    struct listing *listing = context;
    const char *outcome =
        question_outcome(listing->definition->question, fact, promise->first_reply_s);
    bool is_here = listing->is_all_days || (fact->day >= listing->period->first_day &&
                                            fact->day <= listing->period->last_day);

    (void)actions;
    (void)action_count;
    if (outcome == NULL || !is_here ||
        (listing->account != ALL_ACCOUNTS && (uint32_t)listing->account != fact->account) ||
        (listing->channel != CHANNEL_UNKNOWN && listing->channel != fact->channel))
        return true;
    if (listing->count == listing->capacity) {
        size_t capacity = listing->capacity == 0 ? 1024 : listing->capacity * 2;
        struct listed *rows = realloc(listing->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return error_memory(err);
        listing->rows = rows;
        listing->capacity = capacity;
    }
    const struct exit_time *time =
        listing->definition->question == QUESTION_RESOLVE ||
                listing->definition->question == QUESTION_BACKLOG
            ? &fact->resolve
        : listing->definition->question == QUESTION_ONE_TOUCH ? &fact->failure[READING_STRICT]
        : listing->definition->question == QUESTION_REOPEN    ? &fact->reopen
                                                              : &fact->reply[READING_STRICT];
    listing->rows[listing->count++] = (struct listed){.ticket = fact->ticket,
                                                      .outcome = outcome,
                                                      .created_at = fact->created_at,
                                                      .calendar_s = time->after_s[CLOCK_CALENDAR],
                                                      .promised_s = time->after_s[CLOCK_PROMISED]};
    return true;
}

static int compare_listed(const void *a, const void *b)
{
    uint32_t x = ((const struct listed *)a)->ticket;
    uint32_t y = ((const struct listed *)b)->ticket;

    return x < y ? -1 : x > y;
}

/* Text of an export in a cell of CSV: quoted, and never a formula. */
static void csv_text(struct span text)
{
    bool is_formula = text.length > 0 && memchr("=+-@\t\r", text.bytes[0], 6) != NULL;

    putchar('"');
    if (is_formula)
        putchar('\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"')
            putchar('"');
        putchar(text.bytes[i]);
    }
    putchar('"');
}

static void seconds(int64_t value)
{
    if (value == INSTANT_UNKNOWN)
        putchar(',');
    else
        printf(",%lld", (long long)value);
}

static bool print_ticket(void *context, uint32_t ticket, struct span source, struct span id)
{
    const struct listing *listing = context;
    struct listed key = {.ticket = ticket};
    const struct listed *row =
        bsearch(&key, listing->rows, listing->count, sizeof key, compare_listed);
    char created[INSTANT_TEXT_SIZE];

    instant_format(row->created_at, created);
    csv_text(source);
    putchar(',');
    csv_text(id);
    printf(",%s,%s", created, row->outcome);
    seconds(row->calendar_s);
    seconds(row->promised_s);
    putchar('\n');
    return true;
}

static bool print_tickets(struct workspace *workspace, struct listing *listing, struct error *err)
{
    OWN(fact_summary_release) struct fact_summary summary = {0};

    if (!facts_build(workspace->store, &workspace->settings, workspace->options->as_of, list_fact,
                     listing, &summary, err))
        return false;
    if (listing->count > 0)
        qsort(listing->rows, listing->count, sizeof *listing->rows, compare_listed);
    OWN(free) uint32_t *tickets = calloc(listing->count + 1, sizeof *tickets);
    if (tickets == NULL)
        return error_memory(err);
    for (size_t i = 0; i < listing->count; i++)
        tickets[i] = listing->rows[i].ticket;
    printf("source,ticket,created_at,outcome,calendar_s,promised_s\n");
    return store_name_tickets(workspace->store, tickets, listing->count, print_ticket, listing,
                              err);
}

/* ---- the words
 * ----------------------------------------------------------------------------------- */

static bool print_words(const struct measurement *row, const struct scorecard *scorecard,
                        const struct cube *cube, struct language *language, struct error *err)
{
    const struct definition_row *definition = definition_of(row->name);
    OWN(buffer_release) struct buffer text = {0};

    measurement_write_id(row, &cube->names, scorecard->period[row->period].label, &text);
    printf("%s\n\n  %s\n\n  how: %s\n", buffer_span(&text).bytes, tr(language, definition->meaning),
           definition->formula);
    buffer_clear(&text);
    append_measurement(language, row, &text);
    printf("  value: %s\n", buffer_span(&text).bytes);
    if (row->asked_count > 0)
        printf("  what happened: %llu of %llu, %llu still open at the cut\n",
               (unsigned long long)row->kept_count, (unsigned long long)row->asked_count,
               (unsigned long long)row->open_count);
    printf("  evidence: %s; %s%s%s\n", rung_name((enum rung)row->rung),
           standing_name((enum standing)row->standing),
           row->reason == NULL ? "" : ", because: ", row->reason == NULL ? "" : row->reason);
    if (row->cluster_count > 0)
        printf("  rests on: effective n %.0f, %u clusters\n", row->effective_n, row->cluster_count);
    printf("  left out of the period:");
    for (int i = EXCLUDED_NOT + 1; i < EXCLUSION_COUNT; i++)
        if (scorecard->excluded_count[i] > 0)
            printf(" %llu %s", (unsigned long long)scorecard->excluded_count[i],
                   exclusion_name((enum exclusion)i));
    printf(" · %llu attended\n", (unsigned long long)scorecard->attended_count);
    return !text.is_short || error_memory(err);
}

static bool find_dimensions(const struct asked *asked, const struct cube *cube,
                            struct listing *listing, struct error *err)
{
    listing->account = ALL_ACCOUNTS;
    for (uint32_t i = 0; asked->account[0] != '\0' && i < cube->names.account_count; i++)
        if (strcmp(cube->names.accounts[i], asked->account) == 0)
            listing->account = (int32_t)i;
    if (asked->account[0] != '\0' && listing->account == ALL_ACCOUNTS)
        return error_set(err, ERROR_USAGE, "no account is named '%s'", asked->account);
    if (asked->channel[0] != '\0' && !channel_parse(span_of(asked->channel), &listing->channel))
        return error_set(err, ERROR_USAGE, "no channel is named '%s'", asked->channel);
    return true;
}

static bool explain(const struct explain_options *options, const struct asked *asked,
                    struct operands *files, struct error *err)
{
    OWN(workspace_release) struct workspace workspace = {0};
    OWN(cube_release) struct cube cube = {0};
    OWN(scorecard_release) struct scorecard scorecard = {0};
    OWN(language_close) struct language *language = NULL;
    struct listing listing = {.definition = definition_of(asked->name)};
    struct score_request request = {.cube = &cube,
                                    .period = asked->period[0] == '\0' ? NULL : asked->period,
                                    .account = ALL_ACCOUNTS};

    if (!workspace_open(&options->common, files, STORE_WRITE, &workspace, err) ||
        !workspace_ingest(&workspace, files, err) || !workspace_cube(&workspace, &cube, err))
        return false;
    request.settings = &workspace.settings;
    if (!score(&request, &scorecard, err) || !find_dimensions(asked, &cube, &listing, err) ||
        !language_open(workspace.settings.language, &language, err))
        return false;
    const struct measurement *row =
        scorecard_find(&scorecard, asked->name, PERIOD_CURRENT, listing.account, listing.channel);
    if (!options->is_csv && row != NULL && !print_words(row, &scorecard, &cube, language, err))
        return false;
    if (!options->is_csv && row == NULL)
        printf("%s: not computed for these dimensions\n", measurement_base_id(asked->name));
    if (listing.definition->question == QUESTION_NONE)
        return true;
    listing.period = &scorecard.period[PERIOD_CURRENT];
    listing.is_all_days = listing.definition->question == QUESTION_BACKLOG;
    if (!options->is_csv)
        printf("\n");
    bool is_printed = print_tickets(&workspace, &listing, err);
    free(listing.rows);
    return is_printed;
}

int explain_command(int argc, char **argv, struct error *err)
{
    struct explain_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    struct asked asked = {0};
    bool is_help = false;

    if (!options_read(command_named("explain"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("explain"), stdout);
        return 0;
    }
    if (files.count == 0) {
        error_set(
            err, ERROR_USAGE,
            "which figure? (hint: deskgauge explain first_reply.within_promise exports/*.csv)");
        return (int)err->kind;
    }
    options.common.is_quiet = true;
    if (!parse_id(files.items[0], &asked, err))
        return (int)err->kind;
    memmove(files.items, files.items + 1, --files.count * sizeof *files.items);
    return explain(&options, &asked, &files, err) ? 0 : (int)err->kind;
}
