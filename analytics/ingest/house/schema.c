#include "ingest/house/schema.h"

#include "base/resource.h"
#include "base/yaml.h"
#include "ingest/profile.h"

extern const struct resource house_schemas[];

static struct span text_at(const struct yaml_node *mapping, const char *key)
{
    const struct yaml_node *node = yaml_find(mapping, key);

    return node == NULL || node->kind != YAML_SCALAR ? (struct span){0} : node->text;
}

static bool take_list(const struct yaml_node *node, struct arena *arena, struct span **out,
                      size_t *out_count, struct error *err)
{
    *out_count = 0;
    if (node == NULL)
        return true;
    *out = arena_array(arena, node->count, sizeof **out);
    if (*out == NULL && node->count > 0)
        return error_memory(err);
    for (size_t i = 0; i < node->count; i++)
        (*out)[i] = node->items[i]->text;
    *out_count = node->count;
    return true;
}

static bool take_words(const struct yaml_node *node, struct arena *arena,
                       struct schema_field *field, struct error *err)
{
    if (node == NULL)
        return true;
    field->words = arena_array(arena, node->count, sizeof *field->words);
    if (field->words == NULL)
        return error_memory(err);
    field->word_count = node->count;
    for (size_t i = 0; i < node->count; i++) {
        struct schema_word *word = &field->words[i];
        word->name = node->pairs[i].key->text;
        if (!take_list(node->pairs[i].value, arena, &word->aliases, &word->alias_count, err))
            return false;
    }
    return true;
}

static bool take_field(const struct yaml_node *node, struct arena *arena,
                       struct schema_field *field, struct error *err)
{
    field->name = text_at(node, "name");
    field->russian = text_at(node, "ru");
    field->is_required = yaml_find(node, "constraints") != NULL;
    return take_list(yaml_find(node, "aliases"), arena, &field->aliases, &field->alias_count,
                     err) &&
           take_list(yaml_find(node, "examples"), arena, &field->examples, &field->example_count,
                     err) &&
           take_words(yaml_find(node, "words"), arena, field, err);
}

/* JSON is read as the YAML that it is. */
bool schema_read(enum house_table table, struct arena *arena, struct schema *out, struct error *err)
{
    const struct yaml_node *root = NULL;
    const char *name = arena_format(arena, "schemas/tables/%s.json", house_table_name(table));

    if (name == NULL)
        return error_memory(err);
    const struct resource *file = resource_find(house_schemas, name);
    if (file == NULL)
        return error_set(err, ERROR_INTERNAL, "%s is not part of this program", name);
    if (!yaml_read(resource_span(file), name, arena, &root, err))
        return false;
    const struct yaml_node *fields = yaml_find(root, "fields");
    struct schema schema = {.description = text_at(root, "description").bytes,
                            .field_count = fields->count,
                            .fields = arena_array(arena, fields->count, sizeof *schema.fields)};
    if (schema.fields == NULL)
        return error_memory(err);
    for (size_t i = 0; i < schema.field_count; i++)
        if (!take_field(fields->items[i], arena, &schema.fields[i], err))
            return false;
    *out = schema;
    return true;
}

const struct schema_field *schema_field_of(const struct schema *schema, struct span heading)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct schema_field *field = &schema->fields[i];
        if (header_equal(heading, field->name) || header_equal(heading, field->russian))
            return field;
        for (size_t j = 0; j < field->alias_count; j++)
            if (header_equal(heading, field->aliases[j]))
                return field;
    }
    return NULL;
}

const struct schema_field *schema_field_named(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (span_equal(schema->fields[i].name, span_of(name)))
            return &schema->fields[i];
    return NULL;
}

const struct schema_word *schema_word_of(const struct schema_field *field, struct span cell)
{
    cell = span_trim(cell);
    for (size_t i = 0; i < field->word_count; i++) {
        const struct schema_word *word = &field->words[i];
        if (span_equal_folded(cell, word->name))
            return word;
        for (size_t j = 0; j < word->alias_count; j++)
            if (span_equal_folded(cell, word->aliases[j]))
                return word;
    }
    return NULL;
}
