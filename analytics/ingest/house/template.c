/* template: tables to fill in, written from the schemas that read them. */
#include <string.h>

#include "ingest/house.h"
#include "ingest/house/schema.h"

/* Quoted where it must be; never the beginning of a formula. */
static void put_cell(struct buffer *out, struct span cell, char delimiter)
{
    bool is_quoted = false;

    for (size_t i = 0; i < cell.length; i++)
        is_quoted |= cell.bytes[i] == delimiter || cell.bytes[i] == '"' || cell.bytes[i] == '\n';
    if (is_quoted)
        buffer_byte(out, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"')
            buffer_byte(out, '"');
        buffer_byte(out, cell.bytes[i]);
    }
    if (is_quoted)
        buffer_byte(out, '"');
}

static bool write_table(enum house_table table, bool is_russian, struct buffer *out,
                        struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    struct schema schema;
    char delimiter = is_russian ? ';' : ','; /* what a spreadsheet of that language opens */
    size_t example_count = 0;

    if (!schema_read(table, &arena, &schema, err))
        return false;
    if (is_russian)
        buffer_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < schema.field_count; i++) {
        const struct schema_field *field = &schema.fields[i];
        if (i > 0)
            buffer_byte(out, delimiter);
        put_cell(out, is_russian ? field->russian : field->name, delimiter);
        if (field->example_count > example_count)
            example_count = field->example_count;
    }
    for (size_t row = 0; row < example_count; row++) {
        buffer_text(out, "\r\n");
        for (size_t i = 0; i < schema.field_count; i++) {
            if (i > 0)
                buffer_byte(out, delimiter);
            if (row < schema.fields[i].example_count)
                put_cell(out, schema.fields[i].examples[row], delimiter);
        }
    }
    buffer_text(out, "\r\n");
    return true;
}

static void write_notes(bool is_russian, struct buffer *out)
{
    buffer_text(out,
                is_russian
                    ? "<!-- Ваши слова для разделов отчёта. Они сохраняются от запуска к запуску.\n"
                      "     «# 2026Q2», «# Клиент» или «# Клиент, 2026Q2» — для кого и когда;\n"
                      "     без этого текст стоит во всех отчётах для руководства. Пустые\n"
                      "     разделы не печатаются. -->\n"
                    : "<!-- Your own words for the sections of a report, kept over runs.\n"
                      "     \"# 2026Q2\", \"# Client\" or \"# Client, 2026Q2\" says for whom and\n"
                      "     when; without it a text stands in every report for management.\n"
                      "     Empty sections are not printed. -->\n");
    for (const struct note_section *row = house_sections(); row->key != NULL; row++)
        buffer_format(out, "\n## %s\n", is_russian ? row->russian : row->english);
}

bool house_write_template(enum house_table table, const char *language, struct buffer *out,
                          struct error *err)
{
    bool is_russian = strcmp(language, "ru") == 0;

    if (table == HOUSE_NOTES)
        write_notes(is_russian, out);
    else if (!write_table(table, is_russian, out, err))
        return false;
    return !out->is_short || error_memory(err);
}
