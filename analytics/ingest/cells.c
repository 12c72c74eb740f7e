#include "ingest/cells.h"

#include <math.h>
#include <string.h>

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

/* "52 267": groups of three digits with a blank or a no-break space between them. */
static struct span without_thousands(struct span cell, char copy[24])
{
    size_t length = 0;
    size_t group = 0;
    bool is_grouped = false;

    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.bytes[i];
        bool is_hard = c == 0xC2 && i + 1 < cell.length && (unsigned char)cell.bytes[i + 1] == 0xA0;
        if (c == ' ' || is_hard) {
            if (group == 0 || group > 3 || (is_grouped && group != 3))
                return cell;
            is_grouped = true;
            group = 0;
            i += is_hard;
        } else if (c >= '0' && c <= '9' && length < 23) {
            copy[length++] = (char)c;
            group++;
        } else {
            return cell;
        }
    }
    return is_grouped && group == 3 ? (struct span){copy, length} : cell;
}

bool cell_count(struct span cell, int64_t *out)
{
    double value = 0;
    int64_t count = 0;
    char copy[24];

    cell = without_thousands(span_trim(cell), copy);
    if (span_integer(cell, &count)) {
        if (count < 0 || count > INT32_MAX)
            return false;
        *out = count;
        return true;
    }
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

/* Letters of ASCII and of Russian in lower case; `*taken` bytes of `text` were read. */
static void append_folded(struct buffer *out, struct span text, size_t *taken)
{
    unsigned char c = (unsigned char)text.bytes[0];
    unsigned char next = text.length > 1 ? (unsigned char)text.bytes[1] : 0;

    *taken = 1;
    if (c != 0xD0 || next < 0x80) {
        buffer_byte(out, c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c);
        return;
    }
    *taken = 2;
    bool is_upper = (next >= 0x90 && next <= 0xAF) || next == 0x81;
    bool crosses = next >= 0xA0 || next == 0x81; /* Р…Я and Ё fold into the next lead byte */
    if (is_upper && crosses)
        buffer_append(out, (char[]){(char)0xD1, (char)(next == 0x81 ? 0x91 : next - 0x20)}, 2);
    else
        buffer_append(out, (char[]){(char)0xD0, (char)(is_upper ? next + 0x20 : next)}, 2);
}

/* A number that only names this ticket: five digits and more, or any after '#' or '№'. Others (a
 * time, an amount, a server) are what an answer is about and tell two answers apart. */
enum { TICKET_DIGITS = 5 };

static size_t digit_run(struct span body, size_t at)
{
    size_t length = 0;

    while (at + length < body.length && body.bytes[at + length] >= '0' &&
           body.bytes[at + length] <= '9')
        length++;
    return length;
}

static bool follows_number_sign(struct span body, size_t at)
{
    while (at > 0 && body.bytes[at - 1] == ' ')
        at--;
    return (at > 0 && body.bytes[at - 1] == '#') ||
           (at > 2 && memcmp(body.bytes + at - 3, "\xE2\x84\x96", 3) == 0);
}

struct span cell_normalise(struct span body, struct buffer *scratch)
{
    buffer_clear(scratch);
    for (size_t i = 0, taken = 1; i < body.length; i += taken) {
        char c = body.bytes[i];
        taken = 1;
        if (c >= '0' && c <= '9') {
            taken = digit_run(body, i);
            if (taken < TICKET_DIGITS && !follows_number_sign(body, i))
                buffer_append(scratch, body.bytes + i, taken);
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            append_folded(scratch, (struct span){body.bytes + i, body.length - i}, &taken);
        }
    }
    return buffer_span(scratch);
}

struct span cell_fold(struct span text, struct buffer *scratch)
{
    buffer_clear(scratch);
    for (size_t i = 0, taken = 1; i < text.length; i += taken)
        append_folded(scratch, (struct span){text.bytes + i, text.length - i}, &taken);
    return buffer_span(scratch);
}
