/* notes: notes.md, the author's own words by section, client and period. */
#include <string.h>

#include "ingest/house/table.h"
#include "ingest/input.h"
#include "ingest/profile.h"

enum { NOTES_BYTES_MOST = 1 << 20 };

struct notes {
    struct reading *reading;
    const char *client, *period, *section;
    size_t line;
    struct buffer *text;
};

static const char *section_key(struct span heading)
{
    for (const struct note_section *row = house_sections(); row->key != NULL; row++)
        if (header_equal(heading, span_of(row->key)) ||
            header_equal(heading, span_of(row->english)) ||
            header_equal(heading, span_of(row->russian)))
            return row->key;
    return NULL;
}

static bool keep(struct notes *notes, struct error *err)
{
    struct house *house = notes->reading->house;
    struct arena *arena = &notes->reading->settings->arena;
    struct span text = span_trim(buffer_span(notes->text));

    while (text.length > 0 && (text.bytes[0] == '\n' || text.bytes[0] == '\r'))
        text = span_trim((struct span){text.bytes + 1, text.length - 1});
    while (text.length > 0 && text.bytes[text.length - 1] == '\n')
        text = span_trim((struct span){text.bytes, text.length - 1});
    if (text.length == 0 || notes->section == NULL) {
        buffer_clear(notes->text);
        return true;
    }
    struct note_row *row = HOUSE_ADD(notes->reading, house->notes, house->note_count);
    if (row == NULL || notes->text->is_short)
        return error_memory(err);
    *row = (struct note_row){.section = notes->section,
                             .client = notes->client,
                             .period = notes->period,
                             .text = arena_format(arena, "%.*s\n", SPAN_PRINT(text)),
                             .line = notes->line};
    notes->reading->row_count++;
    buffer_clear(notes->text);
    return row->text != NULL || error_memory(err);
}

/* "2026Q2", "Bookshop", "Bookshop, 2026Q2", "All". */
static bool take_scope(struct notes *notes, struct span heading, struct error *err)
{
    struct arena *arena = &notes->reading->settings->arena;

    notes->client = NULL;
    notes->period = NULL;
    notes->section = NULL;
    while (heading.length > 0) {
        const char *comma = memchr(heading.bytes, ',', heading.length);
        size_t length = comma == NULL ? heading.length : (size_t)(comma - heading.bytes);
        struct span part = span_trim((struct span){heading.bytes, length});
        int32_t quarter = 0;
        size_t used = comma == NULL ? length : length + 1;
        heading = (struct span){heading.bytes + used, heading.length - used};
        if (part.length == 0 || header_equal(part, SPAN("all")) || header_equal(part, SPAN("все")))
            continue;
        const char *copy = arena_text(arena, part.bytes, part.length);
        if (copy == NULL)
            return error_memory(err);
        *(quarter_parse(part, &quarter) ? &notes->period : &notes->client) = copy;
    }
    return true;
}

static bool take_section(struct notes *notes, struct span heading, struct error *err)
{
    const char *names[64];
    size_t count = 0;

    notes->section = section_key(heading);
    notes->line = (size_t)notes->reading->line;
    if (notes->section != NULL)
        return true;
    for (const struct note_section *row = house_sections(); row->key != NULL; row++) {
        names[count++] = row->english;
        names[count++] = row->russian;
    }
    const char *near = text_nearest(heading, names, count);
    return problem_add(
        notes->reading, true, NULL, err, "no section is called '%.*s' (hint: %s%s%s)",
        heading.length > 40 ? 40 : (int)heading.length, heading.bytes,
        near == NULL ? "deskgauge init writes a notes.md with all of them" : "did you mean '",
        near == NULL ? "" : near, near == NULL ? "" : "'?");
}

static bool take_line(struct notes *notes, struct span line, struct error *err)
{
    struct span bare = span_trim(line);

    if (span_starts(bare, SPAN("## ")))
        return keep(notes, err) &&
               take_section(notes, span_trim((struct span){bare.bytes + 3, bare.length - 3}), err);
    if (span_starts(bare, SPAN("# ")))
        return keep(notes, err) &&
               take_scope(notes, span_trim((struct span){bare.bytes + 2, bare.length - 2}), err);
    if (notes->section == NULL && bare.length > 0 && notes->text->length == 0) {
        buffer_byte(notes->text, '\n'); /* told once */
        return problem_add(notes->reading, false, NULL, err,
                           "text before the first section is not shown (hint: begin with '## "
                           "Summary')");
    }
    buffer_append(notes->text, line.bytes, line.length);
    buffer_byte(notes->text, '\n');
    return true;
}

/* Without <!-- comments -->, the lines kept. */
static void drop_comments(struct buffer *text)
{
    bool is_comment = false;

    for (size_t i = 0; i < text->length; i++) {
        if (!is_comment && text->length - i >= 4 && memcmp(text->bytes + i, "<!--", 4) == 0)
            is_comment = true;
        bool is_end = is_comment && text->length - i >= 3 && memcmp(text->bytes + i, "-->", 3) == 0;
        if (is_comment && text->bytes[i] != '\n')
            text->bytes[i] = ' ';
        if (is_end) {
            text->bytes[i + 1] = text->bytes[i + 2] = ' ';
            i += 2;
            is_comment = false;
        }
    }
}

bool notes_read(struct input *input, struct reading *reading, struct error *err)
{
    OWN(buffer_release) struct buffer text = {0};
    OWN(buffer_release) struct buffer section = {0};
    struct notes notes = {.reading = reading, .text = &section};
    bool is_end = false;
    size_t at = 0;

    while (!is_end)
        if (!input_read(input, 65536, &text, &is_end, err))
            return false;
        else if (text.length > NOTES_BYTES_MOST)
            return error_set(err, ERROR_INPUT, "%s: larger than 1 MiB", reading->file);
    if (!span_is_utf8(buffer_span(&text), NULL))
        return error_set(err, ERROR_INPUT, "%s: not UTF-8 (hint: save it as UTF-8)", reading->file);
    drop_comments(&text);
    while (at < text.length) {
        const char *end = memchr(text.bytes + at, '\n', text.length - at);
        size_t length = end == NULL ? text.length - at : (size_t)(end - text.bytes) - at;
        struct span line = {text.bytes + at, length};
        if (line.length > 0 && line.bytes[line.length - 1] == '\r')
            line.length--;
        reading->line++;
        if (!take_line(&notes, line, err))
            return false;
        at += length + 1;
    }
    return keep(&notes, err);
}
