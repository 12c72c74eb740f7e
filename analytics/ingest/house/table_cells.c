/* One cell of a table of the house to one member of its row, or a problem in words. */
#include "ingest/house/table.h"

#include <string.h>

#include "ingest/dates.h"
#include "ingest/house/entries.h"

enum { QUOTED_MOST = 32 };

const char *const CHANNEL_NAMES[] = {"",       "email",   "phone",   "chat",  "messenger", "web",
                                     "social", "machine", "counter", "other", NULL};
const char *const PRIORITY_NAMES[] = {"", "low", "normal", "high", "urgent", NULL};
const char *const FLAG_NAMES[] = {"no", "yes", NULL};
const char *const EXECUTOR_NAMES[] = {"", "own", "provider", NULL};

static bool wrong_cell(struct reading *reading, const struct table_column *column, struct span cell,
                       const char *takes, struct error *err)
{
    size_t length = cell.length;

    while (length > QUOTED_MOST || (length > 0 && length < cell.length &&
                                    ((unsigned char)cell.bytes[length] & 0xC0) == 0x80))
        length--;
    return problem_add(reading, true, column->name, err, "takes %s, not '%.*s%s'", takes,
                       (int)length, cell.bytes, length < cell.length ? "…" : "");
}

static int index_of(const char *const *names, struct span name)
{
    for (int i = 0; names[i] != NULL; i++)
        if (names[i][0] != '\0' && span_equal(name, span_of(names[i])))
            return i;
    return -1;
}

static bool wrong_word(struct reading *reading, const struct table_column *column,
                       const struct schema_field *field, struct span cell, struct error *err)
{
    OWN(buffer_release) struct buffer takes = {0};

    for (size_t i = 0; i < field->word_count; i++)
        buffer_format(&takes, "%s%.*s", i == 0 ? "" : ", ", SPAN_PRINT(field->words[i].name));
    return wrong_cell(reading, column, cell, buffer_span(&takes).bytes, err);
}

static bool take_word(struct reading *reading, const struct table_column *column,
                      const struct schema_field *field, struct span cell, int *out,
                      struct error *err)
{
    const struct schema_word *word = schema_word_of(field, cell);

    *out = word == NULL ? -1 : index_of(column->names, word->name);
    return *out >= 0 || wrong_word(reading, column, field, cell, err);
}

static struct span next_part(struct span *rest, const char *marks)
{
    size_t length = 0;

    while (length < rest->length && strchr(marks, rest->bytes[length]) == NULL)
        length++;
    struct span part = {rest->bytes, length};
    size_t used = length < rest->length ? length + 1 : length;
    *rest = (struct span){rest->bytes + used, rest->length - used};
    return span_trim(part);
}

static bool take_word_set(struct reading *reading, const struct table_column *column,
                          const struct schema_field *field, struct span cell, uint32_t *out,
                          struct error *err)
{
    uint32_t set = 0;

    while (cell.length > 0) {
        struct span part = next_part(&cell, ";,/+");
        int index = 0;
        if (part.length == 0)
            continue;
        if (!take_word(reading, column, field, part, &index, err))
            return false;
        if (index >= 0)
            set |= 1U << index;
    }
    *out = set;
    return true;
}

static bool take_texts(struct reading *reading, struct span cell, const char ***out,
                       size_t *out_count, struct error *err)
{
    struct arena *arena = &reading->settings->arena;

    while (cell.length > 0) {
        struct span part = next_part(&cell, ";");
        if (part.length == 0)
            continue;
        const char **place = house_add(arena, (void **)out, out_count, sizeof **out);
        if (place == NULL || (*place = arena_text(arena, part.bytes, part.length)) == NULL)
            return error_memory(err);
    }
    return true;
}

static bool check_number(struct reading *reading, const struct table_column *column, double value,
                         struct error *err)
{
    if (column->low == column->high || (value >= column->low && value <= column->high))
        return true;
    return problem_add(reading, true, column->name, err, "is %g, allowed is %g to %g", value,
                       column->low, column->high);
}

static bool take_number(struct reading *reading, const struct table_column *column,
                        struct span cell, void *target, struct error *err)
{
    int64_t whole = 0;
    const char *currency = reading->settings->currency;

    switch (column->kind) {
    case VALUE_DURATION:
        return entry_duration(cell, target) ||
               wrong_cell(reading, column, cell, "a time with its unit (15m, 4h, 2d)", err);
    case VALUE_SECONDS:
        if (!entry_seconds(cell, &whole) || whole > INT32_MAX)
            return wrong_cell(reading, column, cell, "seconds (25, 0:25)", err);
        *(int32_t *)target = (int32_t)whole;
        return true;
    case VALUE_MONEY:
        return entry_money(cell, currency, target) ||
               wrong_cell(reading, column, cell, "an amount such as 120000 or 1250.50", err);
    case VALUE_SHARE:
        return entry_share(cell, target) ||
               wrong_cell(reading, column, cell, "a share such as 0.9 or 90%", err);
    case VALUE_MINUTES:
        return entry_minutes(cell, target) ||
               wrong_cell(reading, column, cell, "minutes: 20, or low-middle-high as 10-20-40",
                          err);
    default:
        return entry_number(cell, target)
                   ? check_number(reading, column, *(double *)target, err)
                   : wrong_cell(reading, column, cell, "a number such as 12 or 1.5", err);
    }
}

static bool take_day(struct reading *reading, const struct table_column *column, struct span cell,
                     int32_t *out, struct error *err)
{
    return entry_day(cell, out) ||
           wrong_cell(reading, column, cell, "a date that can be read in one way (2026-07-01)",
                      err);
}

static bool take_instant(struct reading *reading, const struct table_column *column,
                         struct span cell, int64_t *out, struct error *err)
{
    enum date_fate fate = DATE_FINE;

    return date_instant(cell, (enum date_order)reading->date_order, reading->zone, out, &fate) ||
           wrong_cell(reading, column, cell, "a date with its time (2026-07-01 09:30)", err);
}

bool table_take_cell(struct reading *reading, const struct table_column *column,
                     const struct schema_field *field, struct span cell, char *row,
                     struct error *err)
{
    void *target = row + column->offset;
    int index = 0;

    switch (column->kind) {
    case VALUE_TEXT:
        *(const char **)target = arena_text(&reading->settings->arena, cell.bytes, cell.length);
        return *(const char **)target != NULL || error_memory(err);
    case VALUE_TEXTS:
        return take_texts(reading, cell, target, (size_t *)(void *)(row + column->count_offset),
                          err);
    case VALUE_DAY:
        return take_day(reading, column, cell, target, err);
    case VALUE_FLAG:
    case VALUE_WORD:
        if (!take_word(reading, column, field, cell, &index, err))
            return false;
        if (column->kind == VALUE_FLAG)
            *(bool *)target = index == 1;
        else if (index >= 0)
            *(int *)target = index;
        return true;
    case VALUE_WORD_SET:
        return take_word_set(reading, column, field, cell, target, err);
    case VALUE_INSTANT:
        return take_instant(reading, column, cell, target, err);
    case VALUE_HELD:
        *(struct span *)target = cell;
        return true;
    default:
        return take_number(reading, column, cell, target, err);
    }
}
