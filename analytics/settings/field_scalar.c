/* One scalar of the settings to its value: numbers, shares, durations, money, days, words. */
#include "settings/field.h"

#include <math.h>
#include <string.h>

bool field_error(const struct field *field, const struct yaml_node *node, struct error *err,
                 const char *expected)
{
    if (node->kind != YAML_SCALAR)
        return yaml_error(node, err, "'%s' takes %s, not a list or a mapping", field->name,
                          expected);
    return yaml_error(node, err, "'%s' takes %s, not '%.60s'", field->name, expected,
                      node->text.bytes);
}

bool field_limits(const struct field *field, const struct yaml_node *node, double value,
                  struct error *err)
{
    if (field->low == field->high || (value >= field->low && value <= field->high))
        return true;
    return yaml_error(node, err, "'%s' is %g%s%s, allowed is %g to %g%s%s%s", field->name, value,
                      field->unit == NULL ? "" : " ", field->unit == NULL ? "" : field->unit,
                      field->low, field->high,
                      field->hint == NULL ? "" : " (hint: ", field->hint == NULL ? "" : field->hint,
                      field->hint == NULL ? "" : ")");
}

bool field_number(struct reader *reader, const struct field *field, const struct yaml_node *node,
                  double *out)
{
    double value = 0;

    if (node->kind == YAML_SCALAR && memchr(node->text.bytes, ',', node->text.length) != NULL)
        return field_error(field, node, reader->err,
                           "a number with a decimal point and no separators, such as 1234.5");
    if (node->kind != YAML_SCALAR || !span_number(node->text, '.', &value))
        return field_error(field, node, reader->err, "a number such as 1234.5");
    if (!field_limits(field, node, value, reader->err))
        return false;
    *out = value;
    return true;
}

bool field_share(struct reader *reader, const struct field *field, const struct yaml_node *node,
                 double *out)
{
    struct span text = node->kind == YAML_SCALAR ? node->text : (struct span){0};
    bool is_percent = span_ends(text, SPAN("%"));
    double value = 0;

    if (is_percent)
        text = span_trim((struct span){text.bytes, text.length - 1});
    if (text.length == 0 || !span_number(text, '.', &value))
        return field_error(field, node, reader->err, "a share such as 0.9 or 90%");
    if (is_percent)
        value /= 100;
    double low = field->low == field->high ? 0 : field->low;
    double high = field->low == field->high ? 1 : field->high;
    if (value < low || value > high)
        return yaml_error(node, reader->err, "'%s' is %g, allowed is %g to %g%s", field->name,
                          value, low, high,
                          value > 1 ? " (hint: write per cent with a % sign)" : "");
    *out = value;
    return true;
}

static int64_t unit_seconds(struct span unit)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } units[] = {{"s", 1},       {"sec", 1},      {"m", 60},       {"min", 60},
                 {"h", 3600},    {"hour", 3600},  {"hours", 3600}, {"d", 86400},
                 {"day", 86400}, {"days", 86400}, {"w", 604800}};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (span_equal(unit, span_of(units[i].name)))
            return units[i].seconds;
    return 0;
}

/* One or more of NUMBER UNIT, blanks between them allowed: "1h30m", "90 s". */
static bool parse_duration(struct span text, int64_t *out)
{
    int64_t total = 0;
    bool has_part = false;

    text = span_trim(text);
    while (text.length > 0) {
        size_t digits = 0;
        while (digits < text.length && ((text.bytes[digits] >= '0' && text.bytes[digits] <= '9') ||
                                        text.bytes[digits] == '.'))
            digits++;
        double number = 0;
        if (digits == 0 || !span_number((struct span){text.bytes, digits}, '.', &number))
            return false;
        text = span_trim((struct span){text.bytes + digits, text.length - digits});
        size_t letters = 0;
        while (letters < text.length && text.bytes[letters] >= 'a' && text.bytes[letters] <= 'z')
            letters++;
        int64_t unit = unit_seconds((struct span){text.bytes, letters});
        double seconds = number * (double)unit;
        if (unit == 0 || seconds > 1e10 || seconds != floor(seconds))
            return false;
        total += (int64_t)seconds;
        has_part = true;
        text = span_trim((struct span){text.bytes + letters, text.length - letters});
    }
    *out = total;
    return has_part;
}

bool field_duration(struct reader *reader, const struct field *field, const struct yaml_node *node,
                    int64_t *out)
{
    int64_t value = 0;

    if (node->kind != YAML_SCALAR || !parse_duration(node->text, &value))
        return field_error(field, node, reader->err,
                           "a duration with its unit, such as 90s, 15m, 4h, 2d or 1h30m");
    if (!field_limits(field, node, (double)value, reader->err))
        return false;
    *out = value;
    return true;
}

bool field_money(struct reader *reader, const struct field *field, const struct yaml_node *node,
                 double *out)
{
    double value = 0;

    if (!field_number(reader, field, node, &value))
        return false;
    if (value < 0)
        return yaml_error(node, reader->err,
                          "'%s' is negative (hint: write what is paid, without a minus)",
                          field->name);
    if (value > 9e13)
        return yaml_error(node, reader->err, "'%s' is too large", field->name);
    *out = round(value * 100);
    return true;
}

bool field_day(struct reader *reader, const struct field *field, const struct yaml_node *node,
               int32_t *out)
{
    if (node->kind != YAML_SCALAR || !date_parse(node->text, out))
        return field_error(field, node, reader->err, "a date such as 2026-07-01");
    return true;
}

bool field_instant(struct reader *reader, const struct field *field, const struct yaml_node *node,
                   int64_t *out)
{
    struct wall_time time;

    if (node->kind != YAML_SCALAR || !wall_time_parse(node->text, &time))
        return field_error(field, node, reader->err,
                           "a date or an instant such as 2026-07-01T00:00:00+03:00");
    *out = time.local_s - time.offset_s;
    return true;
}

bool field_flag(struct reader *reader, const struct field *field, const struct yaml_node *node,
                bool *out)
{
    bool is_scalar = node->kind == YAML_SCALAR;

    if (is_scalar &&
        (span_equal_folded(node->text, SPAN("yes")) || span_equal_folded(node->text, SPAN("true"))))
        *out = true;
    else if (is_scalar && (span_equal_folded(node->text, SPAN("no")) ||
                           span_equal_folded(node->text, SPAN("false"))))
        *out = false;
    else
        return field_error(field, node, reader->err, "yes or no");
    return true;
}

bool field_word(struct reader *reader, const struct field *field, const struct yaml_node *node,
                int *out)
{
    size_t count = 0;
    OWN(buffer_release) struct buffer all = {0};

    if (node->kind != YAML_SCALAR)
        return field_error(field, node, reader->err, "one word");
    for (const char *const *name = field->words->names; *name != NULL; name++, count++) {
        if (span_equal_folded(node->text, span_of(*name))) {
            *out = (int)count;
            return true;
        }
        buffer_format(&all, "%s%s", count == 0 ? "" : ", ", *name);
    }
    const char *near = text_nearest(node->text, field->words->names, count);
    if (near != NULL)
        return yaml_error(node, reader->err,
                          "'%s' does not know '%.60s' (hint: did you mean '%s'?)", field->name,
                          node->text.bytes, near);
    return yaml_error(node, reader->err, "'%s' does not know '%.60s'; it takes %s", field->name,
                      node->text.bytes, buffer_span(&all).bytes);
}

bool field_hours_name(struct reader *reader, const struct field *field,
                      const struct yaml_node *node, int *out)
{
    const struct settings *settings = reader->settings;

    if (node->kind != YAML_SCALAR)
        return field_error(field, node, reader->err, "the name of hours");
    if (span_equal(node->text, SPAN("24x7"))) {
        *out = INDEX_NONE;
        return true;
    }
    for (size_t i = 0; i < settings->hours_count; i++) {
        if (span_equal(node->text, span_of(settings->hours[i].name))) {
            *out = (int)i;
            return true;
        }
    }
    return yaml_error(node, reader->err,
                      "no hours are named '%.60s' (hint: name them under 'hours:', or write 24x7)",
                      node->text.bytes);
}
