#include "charts/drawing/attribute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

bool next_number(const char **at, double *out)
{
    *at += strspn(*at, " ,\t\r\n");
    char *end = NULL;
    double value = strtod(*at, &end);

    if (end == *at || !isfinite(value) || fabs(value) > 1e6)
        return false;
    *at = end;
    *out = value;
    return true;
}

bool read_call(const char *text, const char *name, double *out, size_t count)
{
    const char *found = text == NULL ? NULL : strstr(text, name);

    if (found == NULL)
        return false;
    const char *at = found + strlen(name);
    if (*at++ != '(')
        return false;
    for (size_t i = 0; i < count; i++)
        if (!next_number(&at, &out[i]))
            return false;
    return at[strspn(at, " ")] == ')';
}

bool read_colour(const char *text, enum colour *out)
{
    double part[3];

    if (!read_call(text, "rgb", part, 3))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (!(part[i] >= 0 && part[i] <= 255))
            return false;
    *out = colour_of((uint32_t)part[0] << 16 | (uint32_t)part[1] << 8 | (uint32_t)part[2]);
    return *out != COLOUR_COUNT;
}

double read_number(const char *text, double otherwise)
{
    double value = otherwise;

    return text != NULL && next_number(&text, &value) ? value : otherwise;
}
