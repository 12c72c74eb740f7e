#include "base/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

enum { YAML_FILE_LIMIT = 4 * 1024 * 1024, YAML_DEPTH_LIMIT = 32 };

struct reading {
    const char *file;
    struct arena *arena;
    yaml_document_t *document;
    bool *was_seen; /* by node number: a second visit is an alias */
    struct error *err;
};

bool yaml_error(const struct yaml_node *node, struct error *err, const char *format, ...)
{
    char message[ERROR_TEXT_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(err, ERROR_USAGE, "%s:%zu:%zu: %s", node->file, node->line, node->column,
                     message);
}

static struct yaml_node *convert(struct reading *reading, int index, int depth);

static bool convert_sequence(struct reading *reading, const yaml_node_t *from,
                             struct yaml_node *node, int depth)
{
    size_t count = (size_t)(from->data.sequence.items.top - from->data.sequence.items.start);

    node->items = arena_array(reading->arena, count, sizeof *node->items);
    if (node->items == NULL)
        return error_memory(reading->err);
    for (size_t i = 0; i < count; i++) {
        node->items[i] = convert(reading, from->data.sequence.items.start[i], depth + 1);
        if (node->items[i] == NULL)
            return false;
    }
    node->count = count;
    return true;
}

static bool check_key(const struct yaml_node *node, size_t count, const struct yaml_node *key,
                      struct error *err)
{
    if (key->kind != YAML_SCALAR)
        return yaml_error(key, err, "a name was expected here");
    for (size_t i = 0; i < count; i++)
        if (span_equal(node->pairs[i].key->text, key->text))
            return yaml_error(key, err, "'%s' stands here and in line %zu (hint: keep one)",
                              key->text.bytes, node->pairs[i].key->line);
    return true;
}

static bool convert_mapping(struct reading *reading, const yaml_node_t *from,
                            struct yaml_node *node, int depth)
{
    size_t count = (size_t)(from->data.mapping.pairs.top - from->data.mapping.pairs.start);

    node->pairs = arena_array(reading->arena, count, sizeof *node->pairs);
    if (node->pairs == NULL)
        return error_memory(reading->err);
    for (size_t i = 0; i < count; i++) {
        struct yaml_pair pair = {0};
        pair.key = convert(reading, from->data.mapping.pairs.start[i].key, depth + 1);
        if (pair.key == NULL || !check_key(node, i, pair.key, reading->err))
            return false;
        pair.value = convert(reading, from->data.mapping.pairs.start[i].value, depth + 1);
        if (pair.value == NULL)
            return false;
        node->pairs[i] = pair;
        node->count = i + 1;
    }
    return true;
}

static bool convert_scalar(struct reading *reading, const yaml_node_t *from, struct yaml_node *node)
{
    struct span text = {(const char *)from->data.scalar.value, from->data.scalar.length};

    if (memchr(text.bytes, '\0', text.length) != NULL)
        return yaml_error(node, reading->err, "a NUL character cannot stand in a text");
    node->text = (struct span){arena_text(reading->arena, text.bytes, text.length), text.length};
    node->is_quoted = from->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                      from->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    return node->text.bytes != NULL || error_memory(reading->err);
}

static struct yaml_node *convert(struct reading *reading, int index, int depth)
{
    const yaml_node_t *from = yaml_document_get_node(reading->document, index);
    struct yaml_node *node = arena_allocate(reading->arena, sizeof *node);

    if (node == NULL) {
        error_memory(reading->err);
        return NULL;
    }
    node->file = reading->file;
    node->line = from->start_mark.line + 1;
    node->column = from->start_mark.column + 1;
    if (reading->was_seen[index] || depth > YAML_DEPTH_LIMIT) {
        yaml_error(node, reading->err,
                   depth > YAML_DEPTH_LIMIT ? "this is nested too deeply"
                                            : "aliases (*name) are not read here (hint: write the "
                                              "value a second time)");
        return NULL;
    }
    reading->was_seen[index] = true;
    bool is_fine = true;
    switch (from->type) {
    case YAML_SCALAR_NODE:
        node->kind = YAML_SCALAR;
        is_fine = convert_scalar(reading, from, node);
        break;
    case YAML_SEQUENCE_NODE:
        node->kind = YAML_SEQUENCE;
        is_fine = convert_sequence(reading, from, node, depth);
        break;
    default:
        node->kind = YAML_MAPPING;
        is_fine = convert_mapping(reading, from, node, depth);
        break;
    }
    return is_fine ? node : NULL;
}

static bool parser_failure(const yaml_parser_t *parser, const char *file, struct error *err)
{
    const char *problem = parser->problem == NULL ? "it is not YAML" : parser->problem;

    if (parser->error == YAML_MEMORY_ERROR)
        return error_memory(err);
    if (parser->error == YAML_READER_ERROR)
        return error_set(err, ERROR_USAGE, "%s: byte %zu: %s (hint: save the file as UTF-8)", file,
                         parser->problem_offset, problem);
    return error_set(err, ERROR_USAGE, "%s:%zu:%zu: %s%s%s", file, parser->problem_mark.line + 1,
                     parser->problem_mark.column + 1, problem, parser->context == NULL ? "" : ", ",
                     parser->context == NULL ? "" : parser->context);
}

static bool convert_document(yaml_document_t *document, const char *file, struct arena *arena,
                             const struct yaml_node **out, struct error *err)
{
    size_t count = (size_t)(document->nodes.top - document->nodes.start);
    struct reading reading = {.arena = arena, .document = document, .err = err};

    reading.file = arena_text(arena, file, strlen(file));
    reading.was_seen = arena_array(arena, count + 1, sizeof *reading.was_seen);
    if (reading.file == NULL || reading.was_seen == NULL)
        return error_memory(err);
    struct yaml_node *root = NULL;
    if (count == 0) {
        root = arena_allocate(arena, sizeof *root);
        if (root == NULL)
            return error_memory(err);
        *root =
            (struct yaml_node){.kind = YAML_MAPPING, .file = reading.file, .line = 1, .column = 1};
    } else {
        root = convert(&reading, 1, 0);
    }
    if (root == NULL)
        return false;
    *out = root;
    return true;
}

bool yaml_read(struct span bytes, const char *file, struct arena *arena,
               const struct yaml_node **out, struct error *err)
{
    yaml_parser_t parser;
    yaml_document_t document;
    bool is_read = false;

    if (!yaml_parser_initialize(&parser))
        return error_memory(err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.bytes, bytes.length);
    if (!yaml_parser_load(&parser, &document)) {
        parser_failure(&parser, file, err);
    } else {
        is_read = convert_document(&document, file, arena, out, err);
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    return is_read;
}

bool yaml_read_file(const char *path, struct arena *arena, const struct yaml_node **out,
                    struct error *err)
{
    OWN(descriptor_close) int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (file < 0)
        return error_set(err, ERROR_USAGE, "%s: cannot be read: %s", path, strerror(errno));
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        return error_set(err, ERROR_USAGE, "%s: is not a file", path);
    if (status.st_size > YAML_FILE_LIMIT)
        return error_set(err, ERROR_USAGE, "%s: is larger than 4 MiB (hint: is it the export?)",
                         path);
    OWN(buffer_release) struct buffer bytes = {0};
    char block[65536];
    ssize_t got = 0;
    while ((got = read(file, block, sizeof block)) > 0 && bytes.length <= YAML_FILE_LIMIT)
        buffer_append(&bytes, block, (size_t)got);
    if (got < 0)
        return error_set(err, ERROR_USAGE, "%s: cannot be read: %s", path, strerror(errno));
    if (bytes.is_short)
        return error_memory(err);
    return yaml_read(buffer_span(&bytes), path, arena, out, err);
}

const struct yaml_node *yaml_find(const struct yaml_node *mapping, const char *key)
{
    for (size_t i = 0; mapping->kind == YAML_MAPPING && i < mapping->count; i++)
        if (span_equal(mapping->pairs[i].key->text, span_of(key)))
            return mapping->pairs[i].value;
    return NULL;
}

bool yaml_is_null(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && !node->is_quoted &&
           (node->text.length == 0 || span_equal(node->text, SPAN("~")) ||
            span_equal(node->text, SPAN("null")));
}
