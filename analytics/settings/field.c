#include "settings/field.h"

#include <math.h>
#include <string.h>

static void *place(void *element, size_t offset)
{
    return (char *)element + offset;
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
        if (!field_word(reader, field, node->items[i], &values[i]))
            return false;
    *(int **)place(element, field->offset) = values;
    *(size_t *)place(element, field->count_offset) = node->count;
    return true;
}

/* One of the three numbers of a range. */
static bool read_one(struct reader *reader, const struct field *field, const struct yaml_node *node,
                     double *out)
{
    if (field->kind == FIELD_UNCERTAIN_MONEY)
        return field_money(reader, field, node, out);
    if (field->kind == FIELD_UNCERTAIN_SHARE)
        return field_share(reader, field, node, out);
    return field_number(reader, field, node, out);
}

static bool read_uncertain(struct reader *reader, const struct field *field,
                           const struct yaml_node *node, struct uncertain *out)
{
    double value[3];

    if (node->kind == YAML_SCALAR) {
        if (!read_one(reader, field, node, &value[0]))
            return false;
        *out = (struct uncertain){value[0], value[0], value[0]};
        return true;
    }
    if (node->kind != YAML_SEQUENCE || node->count != 3)
        return yaml_error(node, reader->err, "'%s' takes a number or [low, middle, high]",
                          field->name);
    for (size_t i = 0; i < 3; i++)
        if (!read_one(reader, field, node->items[i], &value[i]))
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
            !field_word(reader, field, node->pairs[i].value, &words[i].class_value))
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
        return field_word(reader, field, node, target);
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
        return field_share(reader, field, node, target);
    case FIELD_DURATION:
        return field_duration(reader, field, node, target);
    case FIELD_MONEY:
        if (!field_money(reader, field, node, &number))
            return false;
        *(int64_t *)target = (int64_t)number;
        return true;
    case FIELD_DAY:
        return field_day(reader, field, node, target);
    case FIELD_INSTANT:
        return field_instant(reader, field, node, target);
    case FIELD_FLAG:
        return field_flag(reader, field, node, target);
    case FIELD_HOURS:
        return field_hours_name(reader, field, node, target);
    case FIELD_TEXTS:
        return read_texts(reader, field, node, element);
    case FIELD_WORDS:
        return read_words(reader, field, node, element);
    case FIELD_UNCERTAIN:
    case FIELD_UNCERTAIN_MONEY:
    case FIELD_UNCERTAIN_SHARE:
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

/* `price: 38,5` in braces: a price of 38 and a name, 5. */
static bool is_comma_of_number(struct span text)
{
    size_t digits = 0;

    while (digits < text.length && text.bytes[digits] >= '0' && text.bytes[digits] <= '9')
        digits++;
    return digits > 0 && (digits == text.length || text.bytes[digits] == '%');
}

static bool unknown_name(const struct field *fields, const struct yaml_node *key, struct error *err)
{
    const char *names[64];
    size_t count = 0;

    for (; !is_last(fields); fields++)
        if (fields->name != NULL && count < sizeof names / sizeof *names)
            names[count++] = fields->name;
    if (is_comma_of_number(key->text))
        return yaml_error(key, err,
                          "'%.60s' is no setting here (hint: numbers take a point: 38.5, not 38,5; "
                          "and no comma between thousands)",
                          key->text.bytes);
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
            if (field->count_offset > 0)
                *(size_t *)place(element, field->count_offset) = mapping->column;
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
