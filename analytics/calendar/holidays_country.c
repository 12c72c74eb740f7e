#include "calendar/holidays.h"

#include <string.h>

#include "base/resource.h"

/*
 * holidays/CODE.csv: lines that begin with '#' are notes; a heading; then
 * date,kind,like,short_minutes,name,name_local,source,verified. No field holds a comma or a quote,
 * so a line is split at its commas.
 */
extern const struct resource holiday_tables[];

enum table_column {
    COLUMN_DATE,
    COLUMN_KIND,
    COLUMN_LIKE,
    COLUMN_SHORT,
    COLUMN_NAME,
    COLUMN_NAME_LOCAL,
    COLUMN_SOURCE,
    COLUMN_VERIFIED,
    COLUMN_COUNT
};

static struct span take_until(struct span *text, char mark)
{
    const char *at = text->length == 0 ? NULL : memchr(text->bytes, mark, text->length);
    size_t length = at == NULL ? text->length : (size_t)(at - text->bytes);
    struct span taken = {text->bytes, length};
    size_t used = at == NULL ? length : length + 1;

    *text = (struct span){text->bytes + used, text->length - used};
    return taken;
}

/* The next line that holds a row; false at the end. */
static bool next_row(struct span *text, struct span fields[COLUMN_COUNT], size_t *field_count)
{
    while (text->length > 0) {
        struct span line = span_trim(take_until(text, '\n'));
        if (line.length == 0 || line.bytes[0] == '#' || span_starts(line, SPAN("date,")))
            continue;
        for (*field_count = 0; line.length > 0 && *field_count < COLUMN_COUNT; ++*field_count)
            fields[*field_count] = take_until(&line, ',');
        *field_count += line.length > 0; /* one too many is as wrong as one too few */
        return true;
    }
    return false;
}

static bool parse_weekday(struct span word, enum weekday *out)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};

    for (int i = 0; i < WEEK_DAYS; i++)
        if (span_equal(word, span_of(names[i]))) {
            *out = (enum weekday)i;
            return true;
        }
    return word.length == 0;
}

static bool parse_kind(struct span word, enum day_kind *out)
{
    static const char *const names[] = {"ordinary", "holiday", "off", "working"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_equal(word, span_of(names[i]))) {
            *out = (enum day_kind)i;
            return true;
        }
    return false;
}

static bool parse_row(const struct span fields[COLUMN_COUNT], struct holiday *out,
                      struct arena *texts)
{
    int64_t short_minutes = 0;

    if (!date_parse(fields[COLUMN_DATE], &out->day) ||
        !parse_kind(fields[COLUMN_KIND], &out->kind) ||
        !parse_weekday(fields[COLUMN_LIKE], &out->like_weekday) ||
        (fields[COLUMN_SHORT].length > 0 && !span_integer(fields[COLUMN_SHORT], &short_minutes)))
        return false;
    out->short_minutes = (int16_t)short_minutes;
    out->is_verified = span_equal(fields[COLUMN_VERIFIED], SPAN("yes"));
    out->name = arena_text(texts, fields[COLUMN_NAME].bytes, fields[COLUMN_NAME].length);
    out->name_local =
        arena_text(texts, fields[COLUMN_NAME_LOCAL].bytes, fields[COLUMN_NAME_LOCAL].length);
    out->source = arena_text(texts, fields[COLUMN_SOURCE].bytes, fields[COLUMN_SOURCE].length);
    return true;
}

static void describe(const struct resource *table, struct country *out)
{
    const char *slash = strrchr(table->name, '/');
    struct span text = resource_span(table);
    struct span fields[COLUMN_COUNT];
    size_t field_count = 0;
    int32_t day = 0;

    *out = (struct country){0};
    struct span code = span_of(slash == NULL ? table->name : slash + 1);
    for (size_t i = 0; i + 1 < sizeof out->code && i < code.length && code.bytes[i] != '.'; i++)
        out->code[i] = code.bytes[i];
    while (next_row(&text, fields, &field_count)) {
        if (!date_parse(fields[COLUMN_DATE], &day))
            continue;
        int32_t year = date_of_day(day).year;
        out->first_year = out->first_year == 0 || year < out->first_year ? year : out->first_year;
        out->last_year = year > out->last_year ? year : out->last_year;
    }
}

bool country_at(size_t index, struct country *out)
{
    for (size_t i = 0; holiday_tables[i].name != NULL; i++)
        if (i == index) {
            describe(&holiday_tables[i], out);
            return true;
        }
    return false;
}

static bool find_table(const char *code, size_t *index, struct country *out)
{
    const char *known = strcasecmp(code, "UK") == 0 ? "GB" : code;

    for (*index = 0; country_at(*index, out); ++*index)
        if (strcasecmp(out->code, known) == 0)
            return true;
    return false;
}

bool country_find(const char *code, struct country *out)
{
    struct country country;
    size_t index = 0;

    if (!find_table(code, &index, &country))
        return false;
    *out = country;
    return true;
}

static bool refuse_code(const char *code, struct error *err)
{
    OWN(buffer_release) struct buffer known = {0};
    struct country country;

    for (size_t i = 0; country_at(i, &country); i++)
        buffer_format(&known, "%s%s", i > 0 ? ", " : "", country.code);
    return error_set(err, ERROR_INPUT,
                     "no public holidays are built in for '%.8s' (hint: built in are %s; others "
                     "come from an .ics file)",
                     code, known.bytes == NULL ? "none" : known.bytes);
}

bool holidays_add_country(struct holidays *holidays, const char *code, struct country *out,
                          struct error *err)
{
    OWN(arena_release) struct arena texts = {0};
    struct country country = {0};
    struct span fields[COLUMN_COUNT];
    size_t field_count = 0;
    size_t index = 0;

    if (!find_table(code, &index, &country))
        return refuse_code(code, err);
    struct span text = resource_span(&holiday_tables[index]);
    while (next_row(&text, fields, &field_count)) {
        struct holiday row = {0};
        if (field_count != COLUMN_COUNT || !parse_row(fields, &row, &texts))
            return error_set(err, ERROR_INTERNAL, "%s: row '%.*s' is broken",
                             holiday_tables[index].name, SPAN_PRINT(fields[COLUMN_DATE]));
        if (!holidays_add(holidays, &row, err))
            return false;
    }
    if (out != NULL)
        *out = country;
    return true;
}
