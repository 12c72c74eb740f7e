#include <string.h>

#include "settings/field.h"
#include "settings/read.h"

/* JSON Schema 2020-12 from the table of fields: what the reader takes, editors complete. The file
 * schemas/settings/deskgauge.schema.json is this output (a test compares them). */

struct writer {
    struct buffer *out;
    int depth;
};

static void line(struct writer *writer, const char *text)
{
    buffer_byte(writer->out, '\n');
    for (int i = 0; i < writer->depth; i++)
        buffer_text(writer->out, "  ");
    buffer_text(writer->out, text);
}

/* Names, units and helps are our own ASCII or UTF-8 without controls: only quotes need care. */
static void quoted(struct buffer *out, const char *text)
{
    buffer_byte(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_byte(out, '\\');
        buffer_byte(out, *text);
    }
    buffer_byte(out, '"');
}

static void words(struct writer *writer, const struct closed_list *list)
{
    buffer_text(writer->out, "\"enum\": [");
    for (const char *const *name = list->names; *name != NULL; name++) {
        buffer_text(writer->out, name == list->names ? "" : ", ");
        quoted(writer->out, *name);
    }
    buffer_byte(writer->out, ']');
}

static void object(struct writer *writer, const struct field *fields);

static void nested(struct writer *writer, const char *before, const struct field *fields,
                   const char *after)
{
    buffer_text(writer->out, before);
    object(writer, fields);
    buffer_text(writer->out, after);
}

static void type_of(struct writer *writer, const struct field *field)
{
    struct buffer *out = writer->out;

    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_HOURS:
        buffer_text(out, "\"type\": \"string\"");
        break;
    case FIELD_WORD:
        words(writer, field->words);
        break;
    case FIELD_COUNT:
    case FIELD_INTEGER:
    case FIELD_SIZED:
        buffer_text(out, "\"type\": \"integer\"");
        break;
    case FIELD_NUMBER:
        buffer_text(out, "\"type\": \"number\"");
        break;
    case FIELD_MONEY:
        buffer_text(out, "\"type\": \"number\", \"minimum\": 0");
        break;
    case FIELD_SHARE:
        buffer_text(out, "\"type\": [\"number\", \"string\"], \"pattern\": \"^-?[0-9.]+ ?%$\"");
        break;
    case FIELD_DURATION:
        buffer_text(out, "\"type\": \"string\", \"pattern\": \"^([0-9.]+ ?[a-z]+ ?)+$\"");
        break;
    case FIELD_DAY:
        buffer_text(out, "\"type\": \"string\", \"format\": \"date\"");
        break;
    case FIELD_INSTANT:
        buffer_text(out, "\"type\": \"string\"");
        break;
    case FIELD_FLAG:
        buffer_text(out, "\"enum\": [true, false, \"yes\", \"no\"]");
        break;
    case FIELD_TEXTS:
        buffer_text(out, "\"type\": [\"string\", \"array\"], \"items\": {\"type\": \"string\"}");
        break;
    case FIELD_WORDS:
        buffer_text(out, "\"type\": \"array\", \"items\": {");
        words(writer, field->words);
        buffer_byte(out, '}');
        break;
    case FIELD_UNCERTAIN:
    case FIELD_UNCERTAIN_MONEY:
        buffer_text(out, "\"type\": [\"number\", \"array\"], \"items\": {\"type\": \"number\"}, "
                         "\"minItems\": 3, \"maxItems\": 3");
        break;
    case FIELD_UNCERTAIN_SHARE:
        buffer_text(out, "\"type\": [\"number\", \"string\", \"array\"], \"items\": {\"type\": "
                         "[\"number\", \"string\"]}, \"minItems\": 3, \"maxItems\": 3");
        break;
    case FIELD_ANCHORS:
        buffer_text(out, "\"type\": \"array\", \"items\": {\"type\": \"number\"}, "
                         "\"minItems\": 4, \"maxItems\": 4");
        break;
    case FIELD_MAP:
        buffer_text(out, "\"type\": \"object\", \"additionalProperties\": {");
        words(writer, field->words);
        buffer_byte(out, '}');
        break;
    case FIELD_GROUP:
        object(writer, field->fields);
        break;
    case FIELD_LIST:
        nested(writer, "\"type\": \"array\", \"items\": {", field->fields, "}");
        break;
    case FIELD_NAMED:
        nested(writer, "\"type\": \"object\", \"additionalProperties\": {", field->fields, "}");
        break;
    case FIELD_CUSTOM:
        if (field->fields != NULL)
            object(writer, field->fields);
        else
            buffer_text(out, "\"type\": [\"object\", \"array\", \"string\", \"integer\"]");
        break;
    case FIELD_LINE:
        break;
    }
}

static void describe(struct writer *writer, const struct field *field)
{
    char text[256];

    snprintf(text, sizeof text, "%s%s%s%s", field->help == NULL ? "" : field->help,
             field->unit == NULL ? "" : " (", field->unit == NULL ? "" : field->unit,
             field->unit == NULL ? "" : ")");
    buffer_text(writer->out, ", \"description\": ");
    quoted(writer->out, text);
}

static void object(struct writer *writer, const struct field *fields)
{
    bool is_first = true;

    buffer_text(writer->out, "\"type\": [\"object\", \"null\"], \"additionalProperties\": false, "
                             "\"properties\": {");
    writer->depth++;
    for (const struct field *field = fields; field->name != NULL || field->kind == FIELD_LINE;
         field++) {
        if (field->name == NULL)
            continue;
        buffer_text(writer->out, is_first ? "" : ",");
        is_first = false;
        line(writer, "");
        quoted(writer->out, field->name);
        buffer_text(writer->out, ": {");
        type_of(writer, field);
        describe(writer, field);
        buffer_byte(writer->out, '}');
    }
    writer->depth--;
    line(writer, "}");
}

bool settings_write_schema(struct buffer *out, struct error *err)
{
    struct writer writer = {out, 0};

    buffer_text(out, "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
                     "\"title\": \"deskgauge.yaml\",\n");
    object(&writer, SETTINGS_FIELDS);
    buffer_text(out, "}\n");
    return !out->is_short || error_memory(err);
}
