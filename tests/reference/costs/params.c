#include "params.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_SIZE = 256 };

/* The next part between ';', without remarks in parentheses and blanks around; false at the end. */
static bool next_part(const char **at, char out[PART_SIZE])
{
    size_t used = 0;
    int depth = 0;

    if (**at == '\0')
        return false;
    while (**at == ' ')
        (*at)++;
    for (; **at != '\0' && (**at != ';' || depth > 0); (*at)++) {
        depth += **at == '(';
        if (depth == 0 && used + 1 < PART_SIZE)
            out[used++] = **at;
        depth -= **at == ')';
    }
    if (**at == ';')
        (*at)++;
    while (used > 0 && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
    return true;
}

/* In the locale "C", which is never left here. */
static bool number_at(const char *text, double *out)
{
    char *end = NULL;
    double value = strtod(text, &end);

    if (end == text)
        return false;
    *out = value;
    return true;
}

bool param_number(const char *params, const char *key, double *out)
{
    char part[PART_SIZE];
    size_t length = strlen(key);

    for (const char *at = params; next_part(&at, part);)
        if (strncmp(part, key, length) == 0 && part[length] == '=')
            return number_at(part + length + 1, out);
    return false;
}

static const char *find_word(const char *part, const char *word)
{
    for (const char *at = strstr(part, word); at != NULL; at = strstr(at + 1, word))
        if (at == part || !isalnum((unsigned char)at[-1]))
            return at;
    return NULL;
}

static bool last_number(const char *text, double *out)
{
    bool is_found = false;

    for (const char *at = text; *at != '\0'; at++)
        if (isdigit((unsigned char)*at) &&
            (at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '.')))
            is_found = number_at(at, out);
    return is_found;
}

bool param_worded(const char *params, const char *word, double *out)
{
    char part[PART_SIZE];

    for (const char *at = params; next_part(&at, part);) {
        const char *found = find_word(part, word);
        if (found == NULL)
            continue;
        const char *equals = strrchr(found, '=');
        return equals != NULL ? number_at(equals + 1, out) : last_number(found + strlen(word), out);
    }
    return false;
}
