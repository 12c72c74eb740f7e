#include "ingest/house.h"

#include <string.h>
#include <unistd.h>

#include "calendar/zone.h"
#include "ingest/house/table.h"
#include "ingest/input.h"
#include "ingest/profile.h"
#include "ingest/reader.h"

enum { HEAD_BYTES = 64 * 1024 };

const struct table_shape *table_shape(enum house_table table)
{
    static const struct table_shape *const SHAPES[HOUSE_TABLE_COUNT] = {
        [HOUSE_CLIENTS] = &CLIENTS_SHAPE,
        [HOUSE_STAFF] = &STAFF_SHAPE,
        [HOUSE_ROTA] = &ROTA_SHAPE,
        [HOUSE_CALLS] = &CALLS_SHAPE,
        [HOUSE_PLANNED_WORK] = &PLANNED_SHAPE,
        [HOUSE_EVENTS] = &EVENTS_SHAPE,
        [HOUSE_DECISIONS] = &DECISIONS_SHAPE,
        [HOUSE_DISPUTES] = &DISPUTES_SHAPE};

    return SHAPES[table];
}

/* ---- names ---------------------------------------------------------------------------------- */

static const struct {
    const char *file, *russian, *purpose;
} NAMES[HOUSE_TABLE_COUNT] = {
    {"clients.csv", "клиенты.csv", "what each client was promised, and pays"},
    {"staff.csv", "сотрудники.csv", "who answers: own staff, a provider's, who left"},
    {"rota.csv", "график.csv", "who was to be there, and when"},
    {"calls.csv", "звонки.csv", "the telephone log"},
    {"planned_work.csv", "плановые работы.csv", "work that is no ticket: renewals, backups"},
    {"events.csv", "события.csv", "dated causes: releases, outages"},
    {"decisions.csv", "решения.csv", "what was decided, by whom, and what came of it"},
    {"disputes.csv", "споры.csv", "tickets whose verdict is contested"},
    {"notes.md", "заметки.md", "your own words for the sections of a report"},
};

const char *house_file_name(enum house_table table)
{
    return NAMES[table].file;
}

const char *house_file_purpose(enum house_table table)
{
    return NAMES[table].purpose;
}

static struct span base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return span_of(slash == NULL ? path : slash + 1);
}

/* "clients.csv", "Clients 2026.csv", "клиенты.csv": by how the name begins. */
static bool is_named(struct span name, enum house_table table)
{
    const char *const names[] = {NAMES[table].file, NAMES[table].russian};

    for (size_t i = 0; i < 2; i++) {
        size_t stem = (size_t)(strrchr(names[i], '.') - names[i]);
        struct span head = {name.bytes, name.length < stem ? name.length : stem};
        if (header_equal(head, (struct span){names[i], stem}))
            return true;
    }
    return false;
}

static bool is_markdown(struct span name)
{
    return span_ends(name, SPAN(".md")) || span_ends(name, SPAN(".MD"));
}

/* ---- opening -------------------------------------------------------------------------------- */

struct house_file_open {
    struct input *input;
    struct dialect dialect;
    struct buffer names; /* headings, each ended by NUL */
    size_t heading_count;
};

static void house_file_release(struct house_file_open *file)
{
    input_close(file->input);
    buffer_release(&file->names);
    *file = (struct house_file_open){0};
}
OWN_RELEASER(house_file_release, struct house_file_open)

static bool first_row(struct house_file_open *file, struct error *err)
{
    OWN(reader_close) struct reader *rows = NULL;
    const struct csv_row *row = NULL;

    buffer_clear(&file->names);
    file->heading_count = 0;
    if (!input_rewind(file->input, file->dialect.charset, file->dialect.skip_bytes, err) ||
        !reader_open(file->input, &file->dialect, &rows, err))
        return false;
    do {
        if (!reader_next(rows, &row, err))
            return false;
    } while (row != NULL && row->count == 0);
    for (size_t i = 0; row != NULL && i < row->count; i++) {
        struct span heading = span_trim(row->fields[i]);
        buffer_append(&file->names, heading.bytes == NULL ? "" : heading.bytes, heading.length);
        buffer_byte(&file->names, '\0');
        file->heading_count++;
    }
    return !file->names.is_short || error_memory(err);
}

static bool find_delimiter(struct house_file_open *file, struct error *err)
{
    OWN(buffer_release) struct buffer sample = {0};
    bool is_end = false;

    if (!input_rewind(file->input, file->dialect.charset, file->dialect.skip_bytes, err) ||
        !input_read(file->input, HEAD_BYTES, &sample, &is_end, err))
        return false;
    struct span text = buffer_span(&sample);
    file->dialect.is_cr = text.length > 0 && memchr(text.bytes, '\n', text.length) == NULL &&
                          memchr(text.bytes, '\r', text.length) != NULL;
    file->dialect.delimiter = dialect_delimiter(text);
    if (span_starts(text, SPAN("sep=")) && text.length > 5) {
        const char *end = memchr(text.bytes, file->dialect.is_cr ? '\r' : '\n', text.length);
        file->dialect.delimiter = text.bytes[4];
        file->dialect.has_sep_line = end != NULL;
        file->dialect.skip_decoded = end == NULL ? 0 : (uint64_t)(end - text.bytes) + 1;
    }
    return true;
}

/* How many headings some column of the schema has. */
static size_t count_known(const struct schema *schema, const struct house_file_open *file)
{
    const char *at = file->names.bytes;
    size_t known = 0;

    for (size_t i = 0; i < file->heading_count; i++, at += strlen(at) + 1)
        known += schema_field_of(schema, span_of(at)) != NULL;
    return known;
}

static bool has_required(const struct schema *schema, const struct house_file_open *file)
{
    for (size_t f = 0; f < schema->field_count; f++) {
        const char *at = file->names.bytes;
        bool has = !schema->fields[f].is_required;
        for (size_t i = 0; i < file->heading_count && !has; i++, at += strlen(at) + 1)
            has = schema_field_of(schema, span_of(at)) == &schema->fields[f];
        if (!has)
            return false;
    }
    return true;
}

static bool try_charset(struct house_file_open *file, const char *charset)
{
    struct error ignored = {0};

    file->dialect.charset = charset;
    return find_delimiter(file, &ignored) && first_row(file, &ignored);
}

/* An 8-bit charset is the one in which most headings make sense, of all tables. */
static void settle_charset(struct house_file_open *file, const struct schema *schemas)
{
    static const char *const CHARSETS[] = {"cp1251", "cp866", "koi8-r", "cp1252"};
    const char *best = file->dialect.charset;
    size_t most = 0;

    for (size_t c = 0; c < sizeof CHARSETS / sizeof *CHARSETS; c++) {
        if (!try_charset(file, CHARSETS[c]))
            continue;
        for (int table = 0; table < HOUSE_NOTES; table++) {
            size_t known = count_known(&schemas[table], file);
            if (known > most) {
                most = known;
                best = CHARSETS[c];
            }
        }
    }
    file->dialect.charset = best;
}

static bool open_table(const char *path, const struct schema *schemas, struct house_file_open *file,
                       struct error *err)
{
    struct error failure = {0};

    if (!input_open(path, &file->input, err))
        return false;
    struct span head = input_head(file->input, HEAD_BYTES, &failure);
    if (failure.kind != ERROR_NONE) {
        *err = failure;
        return false;
    }
    if (!dialect_sniff(head, input_name(file->input), NULL, &file->dialect, err))
        return false;
    if (file->dialect.charset_is_guess)
        settle_charset(file, schemas);
    return find_delimiter(file, err) && first_row(file, err);
}

static bool read_schemas(struct arena *arena, struct schema out[HOUSE_NOTES], struct error *err)
{
    for (int table = 0; table < HOUSE_NOTES; table++)
        if (!schema_read((enum house_table)table, arena, &out[table], err))
            return false;
    return true;
}

/* ---- recognising ---------------------------------------------------------------------------- */

/* With its name half of the headings are enough; without it every heading must be known. */
static bool looks_like(const struct schema *schema, const struct house_file_open *file,
                       bool has_name)
{
    size_t known = count_known(schema, file);

    if (!has_required(schema, file))
        return false;
    return has_name ? 2 * known >= file->heading_count : known == file->heading_count && known >= 3;
}

static bool recognise(const char *path, const struct schema *schemas, enum house_table *table,
                      bool *is_house)
{
    OWN(house_file_release) struct house_file_open file = {0};
    struct error ignored = {0};
    struct span name = base_name(path);
    int candidates = 0;

    *is_house = false;
    if (!open_table(path, schemas, &file, &ignored))
        return false;
    for (int i = 0; i < HOUSE_NOTES; i++)
        if (is_named(name, (enum house_table)i)) {
            *table = (enum house_table)i;
            *is_house = looks_like(&schemas[i], &file, true);
            return true;
        }
    for (int i = 0; i < HOUSE_NOTES; i++)
        if (looks_like(&schemas[i], &file, false)) {
            *table = (enum house_table)i;
            candidates++;
        }
    *is_house = candidates == 1;
    return true;
}

bool house_recognise(const char *path, enum house_table *table, bool *is_house, struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    struct schema schemas[HOUSE_NOTES];

    *is_house = false;
    if (strcmp(path, "-") == 0)
        return true;
    if (is_markdown(base_name(path))) {
        *table = HOUSE_NOTES;
        *is_house = true;
        return true;
    }
    if (!read_schemas(&arena, schemas, err))
        return false;
    (void)recognise(path, schemas, table, is_house);
    return true;
}

/* ---- reading -------------------------------------------------------------------------------- */

static bool note_file(struct reading *reading, struct input *input, enum house_table table,
                      struct error *err)
{
    struct house *house = reading->house;
    enum { FILES_MOST = sizeof house->files / sizeof *house->files };

    if (house->file_count == FILES_MOST)
        return error_set(err, ERROR_USAGE, "more than %d tables beside the exports", FILES_MOST);
    struct house_file *file = &house->files[house->file_count];
    *file = (struct house_file){.table = table,
                                .path = reading->path,
                                .name = reading->file,
                                .byte_count = input_byte_count(input),
                                .row_count = reading->row_count,
                                .example_count = reading->example_count};
    if (!input_fingerprint(input, &file->content, err))
        return false;
    house->file_count++;
    return true;
}

static bool read_table(const char *path, struct reading *reading, enum house_table table,
                       struct error *err)
{
    OWN(house_file_release) struct house_file_open file = {0};
    OWN(arena_release) struct arena scratch = {0};
    struct schema schemas[HOUSE_NOTES];

    if (!read_schemas(&scratch, schemas, err) || !open_table(path, schemas, &file, err))
        return false;
    reading->schema = schemas[table];
    reading->shape = table_shape(table);
    return table_read(file.input, &file.dialect, reading, err) &&
           note_file(reading, file.input, table, err);
}

static bool read_notes(const char *path, struct reading *reading, struct error *err)
{
    OWN(input_close) struct input *input = NULL;

    return input_open(path, &input, err) && input_rewind(input, "utf-8", 0, err) &&
           notes_read(input, reading, err) && note_file(reading, input, HOUSE_NOTES, err);
}

bool house_read(const char *path, enum house_table table, struct settings *settings,
                struct error *err)
{
    struct span name = base_name(path);
    struct reading reading = {.settings = settings, .house = &settings->house};

    reading.path = arena_text(&settings->arena, path, strlen(path));
    reading.file = arena_text(&settings->arena, name.bytes, name.length);
    if (reading.path == NULL || reading.file == NULL)
        return error_memory(err);
    if (table == HOUSE_NOTES)
        return read_notes(path, &reading, err);
    if (table == HOUSE_CALLS &&
        !zone_open(settings->zone == NULL ? "UTC" : settings->zone, &reading.zone, err))
        return false;
    bool is_read = read_table(path, &reading, table, err);
    zone_close(reading.zone);
    return is_read;
}

/* ---- beside deskgauge.yaml ------------------------------------------------------------------ */

static bool is_read_already(const char *path, const struct house *house)
{
    OWN(free) char *real = realpath(path, NULL);

    for (size_t i = 0; i < house->file_count && real != NULL; i++) {
        OWN(free) char *other = realpath(house->files[i].path, NULL);
        if (other != NULL && strcmp(real, other) == 0)
            return true;
    }
    return false;
}

static bool find_one(const char *path, enum house_table table, struct settings *settings,
                     struct error *err)
{
    enum house_table found = table;
    bool is_house = false;

    if (!house_recognise(path, &found, &is_house, err))
        return false;
    if (is_house && found == table)
        return house_read(path, table, settings, err);
    struct span name = base_name(path);
    struct reading reading = {.settings = settings, .house = &settings->house};
    reading.file = arena_text(&settings->arena, name.bytes, name.length);
    if (reading.file == NULL)
        return error_memory(err);
    return problem_add(&reading, false, NULL, err,
                       "has not the columns of %s and was left alone (hint: deskgauge init writes "
                       "one with the right headings)",
                       house_table_name(table));
}

bool house_find(const char *folder, struct settings *settings, struct error *err)
{
    for (int table = 0; table < HOUSE_TABLE_COUNT; table++) {
        const char *const names[] = {NAMES[table].file, NAMES[table].russian};
        for (size_t i = 0; i < 2; i++) {
            OWN(buffer_release) struct buffer path = {0};
            if (strcmp(folder, ".") != 0)
                buffer_format(&path, "%s/", folder);
            buffer_text(&path, names[i]);
            if (path.is_short)
                return error_memory(err);
            if (access(path.bytes, F_OK) != 0 || is_read_already(path.bytes, &settings->house))
                continue;
            if (!find_one(path.bytes, (enum house_table)table, settings, err))
                return false;
        }
    }
    return true;
}

/* ---- the problems --------------------------------------------------------------------------- */

bool house_is_fine(const struct house *house, struct error *err)
{
    const char *first = NULL;
    size_t grave_count = 0;

    for (size_t i = 0; i < house->problem_count; i++) {
        if (!house->problems[i].is_grave)
            continue;
        first = first == NULL ? house->problems[i].text : first;
        grave_count++;
    }
    if (grave_count <= 1)
        return grave_count == 0 || error_set(err, ERROR_INPUT, "%s", first);
    return error_set(err, ERROR_INPUT, "%s; and %zu more (hint: deskgauge check lists them)", first,
                     grave_count - 1);
}
