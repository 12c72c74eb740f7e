#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "command/commands.h"
#include "command/workspace.h"
#include "ingest/house.h"
#include "settings/read.h"

struct init_options {
    const char *language;
    bool is_schema, is_stdout, is_bare;
};

const struct option INIT_OPTIONS[] = {
    {"language", 0, OPTION_TEXT, offsetof(struct init_options, language), "en|ru",
     "of reports and of the tables' headings (else en)"},
    {"settings-only", 0, OPTION_FLAG, offsetof(struct init_options, is_bare), NULL,
     "write deskgauge.yaml alone, without the tables beside it"},
    {"schema", 0, OPTION_FLAG, offsetof(struct init_options, is_schema), NULL,
     "print the JSON Schema of deskgauge.yaml, for editors"},
    {"stdout", 0, OPTION_FLAG, offsetof(struct init_options, is_stdout), NULL,
     "print the settings instead of writing the file"},
    {0}};
const char INIT_MORE[] =
    "Writes into FOLDER (else here) a deskgauge.yaml, commented so that you fill it in by taking\n"
    "comment marks away, and a table for everything that no export tells: clients, staff, rota,\n"
    "calls, planned work, events, decisions, disputes, and notes.md. All are optional: fill in "
    "the\n"
    "ones you have, delete the others. They are found beside deskgauge.yaml and read at every "
    "run.\n"
    "Rows that begin with EXAMPLE are never counted. What is there already is never overwritten.";

/* False with `*is_there` set and no error where the file stands already. */
static bool write_new(const char *folder, const char *name, const struct buffer *text,
                      bool *is_there, struct error *err)
{
    OWN(free) char *path = path_join(folder, name);

    *is_there = false;
    if (path == NULL)
        return error_memory(err);
    OWN(descriptor_close)
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0 && errno == EEXIST) {
        *is_there = true;
        fprintf(stderr, "deskgauge: %s is there already and was left alone\n", path);
        return true;
    }
    if (file < 0 || write(file, text->bytes, text->length) != (ssize_t)text->length)
        return error_set(err, ERROR_USAGE, "%s cannot be written: %s", path, strerror(errno));
    return true;
}

/* The template says "language: en"; its two letters are those of the reports. */
static void set_language(struct buffer *text, const char *language)
{
    static const char LINE[] = "\nlanguage: en";
    char *at = text->is_short ? NULL : strstr(text->bytes, LINE);

    if (at != NULL)
        memcpy(at + sizeof LINE - 3, language, 2);
}

static bool write_settings(const char *folder, const char *language, size_t *written,
                           struct error *err)
{
    OWN(buffer_release) struct buffer text = {0};
    bool is_there = false;

    if (!settings_write_template(&text, err))
        return false;
    set_language(&text, language);
    if (!write_new(folder, "deskgauge.yaml", &text, &is_there, err))
        return false;
    if (!is_there)
        printf("%-18s promises, hours, what the exports cannot tell\n", "deskgauge.yaml");
    *written += !is_there;
    return true;
}

static bool write_tables(const char *folder, const char *language, size_t *written,
                         struct error *err)
{
    for (int table = 0; table < HOUSE_TABLE_COUNT; table++) {
        OWN(buffer_release) struct buffer text = {0};
        const char *name = house_file_name((enum house_table)table);
        bool is_there = false;
        if (!house_write_template((enum house_table)table, language, &text, err) ||
            !write_new(folder, name, &text, &is_there, err))
            return false;
        if (!is_there)
            printf("%-18s %s\n", name, house_file_purpose((enum house_table)table));
        *written += !is_there;
    }
    return true;
}

static bool write_all(const struct init_options *options, const char *folder, struct error *err)
{
    const char *language = options->language == NULL ? "en" : options->language;
    size_t written = 0;

    if (strcmp(language, "en") != 0 && strcmp(language, "ru") != 0)
        return error_set(err, ERROR_USAGE, "headings are written in en or ru, not '%s'", language);
    if (!write_settings(folder, language, &written, err) ||
        (!options->is_bare && !write_tables(folder, language, &written, err)))
        return false;
    return written > 0 || error_set(err, ERROR_USAGE, "nothing was left to write");
}

int init_command(int argc, char **argv, struct error *err)
{
    struct init_options options = {0};
    OWN(operands_release) struct operands operands = {0};
    OWN(buffer_release) struct buffer text = {0};
    bool is_help = false;

    if (!options_read(command_named("init"), argc, argv, &options, &operands, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("init"), stdout);
        return 0;
    }
    if (!options.is_schema && !options.is_stdout)
        return write_all(&options, operands.count > 0 ? operands.items[0] : ".", err)
                   ? 0
                   : (int)err->kind;
    if (!(options.is_schema ? settings_write_schema : settings_write_template)(&text, err))
        return (int)err->kind;
    fwrite(text.bytes, 1, text.length, stdout);
    return 0;
}
