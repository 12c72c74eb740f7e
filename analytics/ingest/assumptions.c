#include "ingest/assumptions.h"

#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"

/* ---- writing --------------------------------------------------------------------------------- */

/* Length of a character that YAML does not take as it is: C1 controls, U+FFFE, U+FFFF; else 0. */
static size_t unprintable(const unsigned char *at)
{
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)
        return 2;
    return at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE ? 3 : 0;
}

static void append_json(struct buffer *out, const char *text)
{
    buffer_byte(out, '"');
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            buffer_format(out, "\\%c", *at);
        else if (*at < 0x20 || *at == 0x7F)
            buffer_format(out, "\\u%04x", *at);
        else if (unprintable(at) > 0) {
            buffer_byte(out, '?');
            at += unprintable(at) - 1;
        } else
            buffer_byte(out, (char)*at);
    }
    buffer_byte(out, '"');
}

static void write_doubt(const struct doubt *doubt, struct buffer *out)
{
    buffer_format(out, "{\"key\": \"%s\", \"grave\": %s, \"values\": [", doubt->key,
                  doubt->is_grave ? "true" : "false");
    for (const struct doubt_value *value = doubt->values; value->kind != DOUBT_NO_VALUE; value++) {
        buffer_text(out, value == doubt->values ? "" : ", ");
        if (value->kind == DOUBT_WORD)
            append_json(out, value->word);
        else
            buffer_format(out, "%lld", (long long)value->number);
    }
    buffer_text(out, "]}");
}

void assumptions_write(const struct understanding *words, bool is_event_log, uint64_t header_line,
                       struct buffer *out)
{
    const char delimiter[] = {words->delimiter, '\0'};

    buffer_text(out, "{\"desk\": ");
    append_json(out, words->desk);
    buffer_format(out, ", \"table\": \"%s\", \"charset\": ", table_kind_name(words->kind));
    append_json(out, words->charset);
    buffer_format(
        out,
        ", \"delimiter\": \"%s\", \"dates\": \"%s\", \"event_log\": %s, \"header_line\": %llu, "
        "\"doubts\": [",
        words->delimiter == '\t' ? "tab" : delimiter, words->date_order,
        is_event_log ? "true" : "false", (unsigned long long)header_line);
    for (size_t i = 0; i < words->doubt_count; i++) {
        buffer_text(out, i == 0 ? "" : ", ");
        write_doubt(&words->doubts[i], out);
    }
    buffer_text(out, "]}");
}

/* ---- reading: JSON is YAML --------------------------------------------------------------------
 */

static const char *text_of(const struct yaml_node *node)
{
    return node != NULL && node->kind == YAML_SCALAR ? node->text.bytes : "";
}

static void read_values(const struct yaml_node *values, struct doubt *out)
{
    for (size_t i = 0; values != NULL && i < values->count && i < DOUBT_VALUES_MOST; i++) {
        const struct yaml_node *value = values->items[i];
        if (value->kind != YAML_SCALAR)
            return;
        out->values[i] = value->is_quoted
                             ? (struct doubt_value){.kind = DOUBT_WORD, .word = value->text.bytes}
                             : (struct doubt_value){.kind = DOUBT_NUMBER,
                                                    .number = strtoll(value->text.bytes, NULL, 10)};
    }
}

static void read_doubt(const struct yaml_node *node, struct doubt *out)
{
    const struct yaml_node *values = NULL;

    *out = (struct doubt){.key = text_of(node), .is_grave = true};
    if (node->kind != YAML_MAPPING) /* stores of before: the keys of grave doubts alone */
        return;
    out->key = text_of(yaml_find(node, "key"));
    out->is_grave = strcmp(text_of(yaml_find(node, "grave")), "true") == 0;
    values = yaml_find(node, "values");
    if (values != NULL && values->kind == YAML_SEQUENCE)
        read_values(values, out);
}

bool assumptions_read(const char *json, struct arena *arena, struct doubt **out, size_t *count,
                      struct error *err)
{
    const struct yaml_node *root = NULL;

    *count = 0;
    if (json == NULL || json[0] == '\0')
        return true;
    if (!yaml_read(span_of(json), "assumptions", arena, &root, err))
        return error_set(err, ERROR_STORE, "the ledger holds a line that is not one");
    const struct yaml_node *doubts = root->kind == YAML_MAPPING ? yaml_find(root, "doubts") : NULL;
    if (doubts == NULL || doubts->kind != YAML_SEQUENCE || doubts->count == 0)
        return true;
    struct doubt *rows = arena_array(arena, doubts->count, sizeof *rows);
    if (rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < doubts->count; i++)
        read_doubt(doubts->items[i], &rows[i]);
    *out = rows;
    *count = doubts->count;
    return true;
}
