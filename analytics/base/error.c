#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* A cut text may end inside a UTF-8 sequence: drop the incomplete tail. */
static void trim_incomplete_character(char *text)
{
    size_t length = strlen(text);
    size_t back = 0;

    while (back < length && back < 4 && ((unsigned char)text[length - 1 - back] & 0xC0) == 0x80)
        back++;
    if (back >= length)
        return;
    unsigned char lead = (unsigned char)text[length - 1 - back];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (needed > back + 1)
        text[length - 1 - back] = '\0';
}

bool(error_set)(struct error *err, enum error_kind kind, const char *format, ...)
{
    if (err == NULL)
        return false;
    va_list arguments;
    va_start(arguments, format);
    err->kind = kind;
    int written = vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    if (written >= (int)sizeof err->text)
        trim_incomplete_character(err->text);
    return false;
}

bool(error_wrap)(struct error *err, const char *format, ...)
{
    if (err == NULL)
        return false;
    char inner[ERROR_TEXT_SIZE];
    char context[ERROR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    memcpy(inner, err->text, sizeof inner);
    size_t used = strnlen(context, sizeof context / 2);
    int written = snprintf(err->text, sizeof err->text, "%.*s: %.*s", (int)used, context,
                           (int)(sizeof inner - used - 3), inner);
    if (written >= (int)sizeof err->text - 1)
        trim_incomplete_character(err->text);
    return false;
}

bool(error_memory)(struct error *err)
{
    return error_set(err, ERROR_INTERNAL, "out of memory");
}

void error_clear(struct error *err)
{
    if (err == NULL)
        return;
    err->kind = ERROR_NONE;
    err->text[0] = '\0';
}

enum error_kind error_worst(enum error_kind a, enum error_kind b)
{
    return a > b ? a : b;
}
