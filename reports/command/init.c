#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "command/commands.h"
#include "settings/read.h"

struct init_options {
    bool is_schema, is_stdout;
};

const struct option INIT_OPTIONS[] = {
    {"schema", 0, OPTION_FLAG, offsetof(struct init_options, is_schema), NULL,
     "print the JSON Schema of deskgauge.yaml, for editors"},
    {"stdout", 0, OPTION_FLAG, offsetof(struct init_options, is_stdout), NULL,
     "print the settings instead of writing the file"},
    {0}};
const char INIT_MORE[] =
    "Writes deskgauge.yaml into FOLDER (else here), commented so that you fill it in by taking\n"
    "comment marks away. A file that is there already is never overwritten.";

static bool write_new(const char *folder, const struct buffer *text, struct error *err)
{
    OWN(buffer_release) struct buffer path = {0};

    buffer_format(&path, "%s/deskgauge.yaml", folder);
    if (path.is_short)
        return error_memory(err);
    OWN(descriptor_close)
    int file = open(path.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0 && errno == EEXIST)
        return error_set(err, ERROR_USAGE, "%s is there already and was left alone", path.bytes);
    if (file < 0 || write(file, text->bytes, text->length) != (ssize_t)text->length)
        return error_set(err, ERROR_USAGE, "%s cannot be written: %s", path.bytes, strerror(errno));
    printf("%s\n", path.bytes);
    return true;
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
    if (!(options.is_schema ? settings_write_schema : settings_write_template)(&text, err))
        return (int)err->kind;
    if (options.is_schema || options.is_stdout) {
        fwrite(text.bytes, 1, text.length, stdout);
        return 0;
    }
    return write_new(operands.count > 0 ? operands.items[0] : ".", &text, err) ? 0 : (int)err->kind;
}
