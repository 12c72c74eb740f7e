#include "command/options.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/instant.h"
#include "command/commands.h"

static const struct option HELP_OPTION = {"help", 'h', OPTION_FLAG, 0, NULL, "show this help"};

void operands_release(struct operands *operands)
{
    free(operands->items);
    *operands = (struct operands){0};
}

static const struct option *find_long(const struct option *options, struct span name)
{
    if (span_equal(name, SPAN("help")))
        return &HELP_OPTION;
    for (; options->name != NULL; options++)
        if (span_equal(name, span_of(options->name)))
            return options;
    return NULL;
}

static const struct option *find_letter(const struct option *options, char letter)
{
    if (letter == 'h')
        return &HELP_OPTION;
    for (; options->name != NULL; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

static bool unknown_option(const struct command *command, const char *word, struct span name,
                           struct error *err)
{
    const char *names[32] = {"help"};
    size_t count = 1;

    for (const struct option *option = command->options; option->name != NULL && count < 32;
         option++)
        names[count++] = option->name;
    const char *near = text_nearest(name, names, count);
    if (near != NULL)
        return error_set(err, ERROR_USAGE, "'%s' has no option %s (hint: did you mean --%s?)",
                         command->name, word, near);
    return error_set(err, ERROR_USAGE, "'%s' has no option %s (hint: deskgauge %s --help)",
                     command->name, word, command->name);
}

static bool set_value(const struct option *option, const char *text, void *values,
                      struct error *err)
{
    void *target = (char *)values + option->offset;
    struct wall_time time;

    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)target = true;
        return true;
    case OPTION_TEXT:
        *(const char **)target = text;
        return true;
    case OPTION_INSTANT:
        if (!wall_time_parse(span_of(text), &time))
            return error_set(err, ERROR_USAGE,
                             "--%s takes a date or an instant such as 2026-07-01T00:00:00Z, not "
                             "'%s'",
                             option->name, text);
        *(int64_t *)target = time.local_s - time.offset_s;
        return true;
    case OPTION_SHARE: {
        struct span span = span_of(text);
        double share = 0;
        bool is_percent = span_ends(span, SPAN("%"));
        if (is_percent)
            span.length--;
        if (!span_number(span, '.', &share))
            return error_set(err, ERROR_USAGE, "--%s takes a number, not '%s'", option->name, text);
        *(double *)target = is_percent ? share / 100 : share;
        return true;
    }
    }
    return true;
}

struct words {
    const struct command *command;
    char **argv;
    int argc, at;
    void *values;
    bool *is_help;
    struct error *err;
};

static bool take_option(struct words *words, const struct option *option, const char *inline_value)
{
    const char *word = words->argv[words->at];

    if (option == &HELP_OPTION) {
        *words->is_help = true;
        return true;
    }
    if (option->kind == OPTION_FLAG && inline_value != NULL)
        return error_set(words->err, ERROR_USAGE, "--%s takes no value", option->name);
    if (option->kind != OPTION_FLAG && inline_value == NULL) {
        if (words->at + 1 >= words->argc)
            return error_set(words->err, ERROR_USAGE, "%s needs a value: %s", word, option->value);
        inline_value = words->argv[++words->at];
    }
    return set_value(option, inline_value, words->values, words->err);
}

static bool take_long(struct words *words)
{
    const char *word = words->argv[words->at];
    const char *equals = strchr(word, '=');
    struct span name = {word + 2, equals == NULL ? strlen(word + 2) : (size_t)(equals - word - 2)};
    const struct option *option = find_long(words->command->options, name);

    if (option == NULL)
        return unknown_option(words->command, word, name, words->err);
    return take_option(words, option, equals == NULL ? NULL : equals + 1);
}

static bool take_short(struct words *words)
{
    const char *word = words->argv[words->at];
    const struct option *option = find_letter(words->command->options, word[1]);

    if (option == NULL)
        return unknown_option(words->command, word, span_of(word + 1), words->err);
    return take_option(words, option, word[2] == '\0' ? NULL : word + 2);
}

bool options_read(const struct command *command, int argc, char **argv, void *values,
                  struct operands *operands, bool *is_help, struct error *err)
{
    struct words words = {command, argv, argc, 1, values, is_help, err};
    bool only_operands = false;

    *is_help = false;
    operands->items = calloc((size_t)argc + 1, sizeof *operands->items);
    if (operands->items == NULL)
        return error_memory(err);
    for (; words.at < argc; words.at++) {
        const char *word = argv[words.at];
        if (only_operands || word[0] != '-' || word[1] == '\0')
            operands->items[operands->count++] = word;
        else if (strcmp(word, "--") == 0)
            only_operands = true;
        else if (!(word[1] == '-' ? take_long(&words) : take_short(&words)))
            return false;
    }
    return true;
}

static void option_help(const struct option *option, FILE *out)
{
    char left[64];

    snprintf(left, sizeof left, "%s%c%s--%s%s%s", option->letter == 0 ? "  " : "-",
             option->letter == 0 ? ' ' : option->letter, option->letter == 0 ? " " : ",",
             option->name, option->value == NULL ? "" : " ",
             option->value == NULL ? "" : option->value);
    fprintf(out, "  %-28s %s\n", left, option->help);
}

void command_help(const struct command *command, FILE *out)
{
    fprintf(out, "usage: deskgauge %s%s%s\n\n%s\n", command->name,
            command->operands == NULL ? "" : " ",
            command->operands == NULL ? "" : command->operands, command->summary);
    if (command->more != NULL)
        fprintf(out, "\n%s\n", command->more);
    fprintf(out, "\noptions:\n");
    for (const struct option *option = command->options; option->name != NULL; option++)
        option_help(option, out);
    option_help(&HELP_OPTION, out);
}

void program_help(FILE *out)
{
    fprintf(out,
            "usage: deskgauge COMMAND [OPTION…] [FILE…]\n\n"
            "How good the support was on five criteria, which of them sagged, where and since\n"
            "when, and what another support model would cost: from the ticket exports of any\n"
            "help desk. Begin with: deskgauge run exports/*.csv\n\ncommands:\n");
    for (const struct command *command = COMMANDS; command->name != NULL; command++)
        fprintf(out, "  %-10s %s\n", command->name, command->summary);
    fprintf(out,
            "\ndeskgauge COMMAND --help tells more; deskgauge --version tells the version.\n"
            "exit codes: 0 done, 1 done and a target missed (--fail-under), 2 usage, 3 input,\n"
            "4 store, 5 rendering, 6 internal, 130 interrupted.\n");
}

const struct command *command_named(const char *name)
{
    const struct command *command = COMMANDS;

    while (strcmp(command->name, name) != 0)
        command++;
    return command;
}
