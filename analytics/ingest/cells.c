#include "ingest/cells.h"

#include <math.h>

/* "64:00:00", "-4:35", "0:05": hours first; two parts are H:MM. */
static bool clock_duration(struct span cell, int64_t *out_s)
{
    int64_t parts[3] = {0};
    size_t count = 0;

    while (count < 3) {
        size_t digits = 0;
        while (digits < cell.length && cell.bytes[digits] >= '0' && cell.bytes[digits] <= '9')
            digits++;
        if (digits == 0 || !span_integer((struct span){cell.bytes, digits}, &parts[count]))
            return false;
        count++;
        cell = (struct span){cell.bytes + digits, cell.length - digits};
        if (cell.length == 0)
            break;
        if (cell.bytes[0] != ':')
            return false;
        cell = (struct span){cell.bytes + 1, cell.length - 1};
    }
    if (count < 2 || cell.length > 0 || parts[1] > 59 || parts[2] > 59 || parts[0] > 1000000)
        return false;
    *out_s = parts[0] * 3600 + parts[1] * 60 + parts[2];
    return true;
}

bool cell_duration(struct span cell, enum duration_unit unit, int64_t *out_s)
{
    static const double factors[] = {1, 60, 3600, .001};
    double value = 0;

    cell = span_trim(cell);
    if (unit == DURATION_CLOCK)
        return clock_duration(cell, out_s);
    if (!span_number(cell, '.', &value) && !span_number(cell, ',', &value))
        return false;
    value *= factors[unit];
    if (value < 0 || value > 1e11)
        return false;
    *out_s = (int64_t)llround(value);
    return true;
}

bool cell_count(struct span cell, int64_t *out)
{
    double value = 0;

    cell = span_trim(cell);
    if (span_integer(cell, out))
        return *out >= 0 && *out <= INT32_MAX;
    /* "2.0": what a spreadsheet makes of a count */
    if (!span_number(cell, '.', &value) || value < 0 || value > 1e9 || value != floor(value))
        return false;
    *out = (int64_t)value;
    return true;
}

bool cell_flag(struct span cell, bool *out)
{
    static const struct span yes[] = {SPAN("true"),   SPAN("yes"),       SPAN("1"),   SPAN("y"),
                                      SPAN("да"),     SPAN("sim"),       SPAN("oui"), SPAN("sí"),
                                      SPAN("public"), SPAN("within sla")};
    static const struct span no[] = {
        SPAN("false"), SPAN("no"),  SPAN("0"),       SPAN("n"),        SPAN("нет"),
        SPAN("não"),   SPAN("non"), SPAN("private"), SPAN("internal"), SPAN("sla violated")};

    cell = span_trim(cell);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (span_equal_folded(cell, yes[i]))
            return (*out = true);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        if (span_equal_folded(cell, no[i])) {
            *out = false;
            return true;
        }
    }
    return false;
}

struct span cell_normalise(struct span body, struct buffer *scratch)
{
    buffer_clear(scratch);
    for (size_t i = 0; i < body.length; i++) {
        char c = body.bytes[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c >= '0' && c <= '9'))
            continue;
        buffer_byte(scratch, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    return buffer_span(scratch);
}
