#include "settings/field.h"

#include <math.h>
#include <string.h>

static void *place(void *element, size_t offset)
{
    return (char *)element + offset;
}

static bool field_error(const struct field *field, const struct yaml_node *node, struct error *err,
                        const char *expected)
{
    if (node->kind != YAML_SCALAR)
        return yaml_error(node, err, "'%s' takes %s, not a list or a mapping", field->name,
                          expected);
    return yaml_error(node, err, "'%s' takes %s, not '%.60s'", field->name, expected,
                      node->text.bytes);
}

static bool check_limits(const struct field *field, const struct yaml_node *node, double value,
                         struct error *err)
{
    if (field->low == field->high || (value >= field->low && value <= field->high))
        return true;
    return yaml_error(node, err, "'%s' is %g%s%s, allowed is %g to %g", field->name, value,
                      field->unit == NULL ? "" : " ", field->unit == NULL ? "" : field->unit,
                      field->low, field->high);
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
    if (!check_limits(field, node, value, reader->err))
        return false;
    *out = value;
    return true;
}

static bool read_share(struct reader *reader, const struct field *field,
                       const struct yaml_node *node, double *out)
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
    if (!check_limits(field, node, (double)value, reader->err))
        return false;
    *out = value;
    return true;
}

static bool read_money(struct reader *reader, const struct field *field,
                       const struct yaml_node *node, double *out)
{
    double value = 0;

    if (!field_number(reader, field, node, &value))
        return false;
    if (value < 0)
        return yaml_error(node, reader->err, "'%s' is negative", field->name);
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

static bool read_instant(struct reader *reader, const struct field *field,
                         const struct yaml_node *node, int64_t *out)
{
    struct wall_time time;

    if (node->kind != YAML_SCALAR || !wall_time_parse(node->text, &time))
        return field_error(field, node, reader->err,
                           "a date or an instant such as 2026-07-01T00:00:00+03:00");
    *out = time.local_s - time.offset_s;
    return true;
}

static bool read_flag(struct reader *reader, const struct field *field,
                      const struct yaml_node *node, bool *out)
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

static bool read_word(struct reader *reader, const struct field *field,
                      const struct yaml_node *node, int *out)
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

static bool read_hours_name(struct reader *reader, const struct field *field,
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

static const char *keep_text(struct reader *reader, struct span text)
{
    const char *copy = arena_text(&reader->settings->arena, text.bytes, text.length);

    if (copy == NULL)
        error_memory(reader->err);
    return copy;
}

static bool read_texts(struct reader *reader, const struct field *field,
                       const struct yaml_node *node, void *element)
{
    const struct yaml_node *one[] = {node};
    const struct yaml_node **items = node->kind == YAML_SCALAR ? one : node->items;
    size_t count = node->kind == YAML_SCALAR ? 1 : node->count;

    if (node->kind == YAML_MAPPING)
        return yaml_error(node, reader->err, "'%s' takes a list of texts", field->name);
    const char **texts = arena_array(&reader->settings->arena, count, sizeof *texts);
    if (texts == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < count; i++) {
        if (items[i]->kind != YAML_SCALAR || items[i]->text.length == 0)
            return yaml_error(items[i], reader->err, "'%s' takes a list of texts", field->name);
        texts[i] = keep_text(reader, items[i]->text);
        if (texts[i] == NULL)
            return false;
    }
    *(const char ***)place(element, field->offset) = texts;
    *(size_t *)place(element, field->count_offset) = count;
    return true;
}

static bool read_words(struct reader *reader, const struct field *field,
                       const struct yaml_node *node, void *element)
{
    if (node->kind != YAML_SEQUENCE)
        return yaml_error(node, reader->err, "'%s' takes a list in [brackets]", field->name);
    int *values = arena_array(&reader->settings->arena, node->count, sizeof *values);
    if (values == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < node->count; i++)
        if (!read_word(reader, field, node->items[i], &values[i]))
            return false;
    *(int **)place(element, field->offset) = values;
    *(size_t *)place(element, field->count_offset) = node->count;
    return true;
}

static bool read_uncertain(struct reader *reader, const struct field *field,
                           const struct yaml_node *node, struct uncertain *out)
{
    bool is_money = field->kind == FIELD_UNCERTAIN_MONEY;
    double value[3];

    if (node->kind == YAML_SCALAR) {
        if (!(is_money ? read_money : field_number)(reader, field, node, &value[0]))
            return false;
        *out = (struct uncertain){value[0], value[0], value[0]};
        return true;
    }
    if (node->kind != YAML_SEQUENCE || node->count != 3)
        return yaml_error(node, reader->err, "'%s' takes a number or [low, middle, high]",
                          field->name);
    for (size_t i = 0; i < 3; i++)
        if (!(is_money ? read_money : field_number)(reader, field, node->items[i], &value[i]))
            return false;
    if (!(value[0] <= value[1] && value[1] <= value[2]))
        return yaml_error(node, reader->err, "'%s' must rise: [low, middle, high]", field->name);
    *out = (struct uncertain){value[0], value[1], value[2]};
    return true;
}

static bool read_anchors(struct reader *reader, const struct field *field,
                         const struct yaml_node *node, struct anchor_settings *out)
{
    double x[4];

    if (node->kind != YAML_SEQUENCE || node->count != 4)
        return yaml_error(node, reader->err,
                          "'%s' takes the values worth 0, 50, 80 and 100 points: [.4, .6, .8, .95]",
                          field->name);
    for (size_t i = 0; i < 4; i++)
        if (!field_number(reader, field, node->items[i], &x[i]))
            return false;
    bool is_rising = x[0] < x[1] && x[1] < x[2] && x[2] < x[3];
    bool is_falling = x[0] > x[1] && x[1] > x[2] && x[2] > x[3];
    if (!is_rising && !is_falling)
        return yaml_error(node, reader->err, "'%s' must rise or fall all the way", field->name);
    *out = (struct anchor_settings){x[0], x[1], x[2], x[3]};
    return true;
}

static bool read_map(struct reader *reader, const struct field *field, const struct yaml_node *node,
                     void *element)
{
    if (node->kind != YAML_MAPPING)
        return yaml_error(node, reader->err, "'%s' takes lines of 'word of the desk: class'",
                          field->name);
    struct word_settings *words = arena_array(&reader->settings->arena, node->count, sizeof *words);
    if (words == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < node->count; i++) {
        words[i].text = keep_text(reader, node->pairs[i].key->text);
        if (words[i].text == NULL ||
            !read_word(reader, field, node->pairs[i].value, &words[i].class_value))
            return false;
    }
    *(struct word_settings **)place(element, field->offset) = words;
    *(size_t *)place(element, field->count_offset) = node->count;
    return true;
}

static bool read_element(struct reader *reader, const struct field *field,
                         const struct yaml_node *node, void *element)
{
    if (field->init != NULL)
        field->init(element);
    return fields_read(reader, field->fields, node, element);
}

static bool read_list(struct reader *reader, const struct field *field,
                      const struct yaml_node *node, void *element)
{
    bool is_named = field->kind == FIELD_NAMED;

    if (node->kind != (is_named ? YAML_MAPPING : YAML_SEQUENCE))
        return yaml_error(node, reader->err, "'%s' takes %s", field->name,
                          is_named ? "lines of 'name: …'" : "a list, each item after a dash");
    char *elements = arena_array(&reader->settings->arena, node->count, field->size);
    if (elements == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_node *item = is_named ? node->pairs[i].value : node->items[i];
        if (!read_element(reader, field, item, elements + i * field->size))
            return false;
        if (is_named) {
            const char *name = keep_text(reader, node->pairs[i].key->text);
            if (name == NULL)
                return false;
            memcpy(elements + i * field->size, &name, sizeof name);
        }
    }
    *(void **)place(element, field->offset) = elements;
    *(size_t *)place(element, field->count_offset) = node->count;
    return true;
}

static bool read_count(struct reader *reader, const struct field *field,
                       const struct yaml_node *node, double most, double *out)
{
    if (!field_number(reader, field, node, out))
        return false;
    if (*out != floor(*out) || *out < 0 || *out > most)
        return field_error(field, node, reader->err, "a whole number");
    return true;
}

static bool read_field(struct reader *reader, const struct field *field,
                       const struct yaml_node *node, void *element)
{
    void *target = place(element, field->offset);
    double number = 0;

    switch (field->kind) {
    case FIELD_TEXT: {
        if (node->kind != YAML_SCALAR || node->text.length == 0)
            return field_error(field, node, reader->err, "a text");
        const char *text = keep_text(reader, node->text);
        if (text == NULL)
            return false;
        *(const char **)target = text;
        return true;
    }
    case FIELD_WORD:
        return read_word(reader, field, node, target);
    case FIELD_COUNT:
        if (!read_count(reader, field, node, UINT32_MAX, &number))
            return false;
        *(uint32_t *)target = (uint32_t)number;
        return true;
    case FIELD_SIZED:
        if (!read_count(reader, field, node, 9e15, &number))
            return false;
        *(uint64_t *)target = (uint64_t)number;
        return true;
    case FIELD_INTEGER:
        if (!read_count(reader, field, node, INT32_MAX, &number))
            return false;
        *(int *)target = (int)number;
        return true;
    case FIELD_NUMBER:
        return field_number(reader, field, node, target);
    case FIELD_SHARE:
        return read_share(reader, field, node, target);
    case FIELD_DURATION:
        return field_duration(reader, field, node, target);
    case FIELD_MONEY:
        if (!read_money(reader, field, node, &number))
            return false;
        *(int64_t *)target = (int64_t)number;
        return true;
    case FIELD_DAY:
        return field_day(reader, field, node, target);
    case FIELD_INSTANT:
        return read_instant(reader, field, node, target);
    case FIELD_FLAG:
        return read_flag(reader, field, node, target);
    case FIELD_HOURS:
        return read_hours_name(reader, field, node, target);
    case FIELD_TEXTS:
        return read_texts(reader, field, node, element);
    case FIELD_WORDS:
        return read_words(reader, field, node, element);
    case FIELD_UNCERTAIN:
    case FIELD_UNCERTAIN_MONEY:
        return read_uncertain(reader, field, node, target);
    case FIELD_ANCHORS:
        return read_anchors(reader, field, node, target);
    case FIELD_MAP:
        return read_map(reader, field, node, element);
    case FIELD_GROUP:
        return fields_read(reader, field->fields, node, target);
    case FIELD_LIST:
    case FIELD_NAMED:
        return read_list(reader, field, node, element);
    case FIELD_CUSTOM:
        return field->take(reader, node, element);
    case FIELD_LINE:
        break;
    }
    return true;
}

static bool is_last(const struct field *field)
{
    return field->name == NULL && field->kind != FIELD_LINE;
}

static bool unknown_name(const struct field *fields, const struct yaml_node *key, struct error *err)
{
    const char *names[64];
    size_t count = 0;

    for (; !is_last(fields); fields++)
        if (fields->name != NULL && count < sizeof names / sizeof *names)
            names[count++] = fields->name;
    const char *near = text_nearest(key->text, names, count);
    if (near != NULL)
        return yaml_error(key, err, "'%.60s' is no setting here (hint: did you mean '%s'?)",
                          key->text.bytes, near);
    return yaml_error(key, err, "'%.60s' is no setting here", key->text.bytes);
}

/* The table is walked, not the file: what comes first in the table is read first, so that hours
 * are known before a promise names them. */
bool fields_read(struct reader *reader, const struct field *fields, const struct yaml_node *mapping,
                 void *element)
{
    if (yaml_is_null(mapping))
        return true;
    if (mapping->kind != YAML_MAPPING)
        return yaml_error(mapping, reader->err, "lines of 'name: value' were expected here");
    for (size_t i = 0; i < mapping->count; i++) {
        const struct field *field = fields;
        while (!is_last(field) && (field->name == NULL ||
                                   !span_equal(mapping->pairs[i].key->text, span_of(field->name))))
            field++;
        if (is_last(field))
            return unknown_name(fields, mapping->pairs[i].key, reader->err);
    }
    for (const struct field *field = fields; !is_last(field); field++) {
        if (field->kind == FIELD_LINE) {
            *(size_t *)place(element, field->offset) = mapping->line;
            continue;
        }
        const struct yaml_node *value = yaml_find(mapping, field->name);
        if (value == NULL || (yaml_is_null(value) && !field->is_required)) {
            if (field->is_required)
                return yaml_error(mapping, reader->err, "'%s' is missing: %s", field->name,
                                  field->help);
            continue;
        }
        if (!read_field(reader, field, value, element))
            return false;
    }
    return true;
}
