#include <stdlib.h>
#include <string.h>

#include "settings/field.h"

static const char *const WEEKDAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static bool parse_weekday(struct span text, int *out)
{
    for (int day = 0; day < 7; day++) {
        if (span_equal_folded(text, span_of(WEEKDAYS[day]))) {
            *out = day;
            return true;
        }
    }
    return false;
}

/* "mon", "mon-fri", "sat-mon" (over the weekend): first and count of days. */
static bool parse_days(struct span text, int *first, int *count)
{
    const char *dash = memchr(text.bytes, '-', text.length);
    int last = 0;

    if (dash == NULL) {
        *count = 1;
        return parse_weekday(text, first);
    }
    size_t head = (size_t)(dash - text.bytes);
    if (!parse_weekday((struct span){text.bytes, head}, first) ||
        !parse_weekday((struct span){dash + 1, text.length - head - 1}, &last))
        return false;
    *count = (last - *first + 7) % 7 + 1;
    return true;
}

static bool parse_minute(struct span text, uint16_t *out)
{
    const char *colon = memchr(text.bytes, ':', text.length);
    int64_t hour = 0;
    int64_t minute = 0;

    if (colon == NULL)
        return false;
    size_t head = (size_t)(colon - text.bytes);
    if (head == 0 || text.length - head - 1 != 2 ||
        !span_integer((struct span){text.bytes, head}, &hour) ||
        !span_integer((struct span){colon + 1, 2}, &minute))
        return false;
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute != 0))
        return false;
    *out = (uint16_t)(hour * 60 + minute);
    return true;
}

/* "09:00-18:00"; an end at or before the start is on the next day. */
static bool parse_interval(struct span text, struct hours_interval *out)
{
    const char *dash = text.length == 0 ? NULL : memchr(text.bytes, '-', text.length);

    if (dash == NULL)
        return false;
    size_t head = (size_t)(dash - text.bytes);
    if (!parse_minute(span_trim((struct span){text.bytes, head}), &out->from_minute) ||
        !parse_minute(span_trim((struct span){dash + 1, text.length - head - 1}), &out->to_minute))
        return false;
    if (out->to_minute <= out->from_minute)
        out->to_minute = (uint16_t)(out->to_minute + 1440);
    return true;
}

static bool add_interval(struct reader *reader, const struct yaml_node *node, int first, int count,
                         struct hours_version *version)
{
    struct hours_interval interval = {0};

    if (node->kind != YAML_SCALAR || !parse_interval(node->text, &interval))
        return yaml_error(node, reader->err, "hours of a day are written 09:00-18:00");
    for (int i = 0; i < count; i++) {
        interval.weekday = (uint8_t)((first + i) % 7);
        version->intervals[version->interval_count++] = interval;
    }
    return true;
}

static int compare_intervals(const void *a, const void *b)
{
    const struct hours_interval *x = a;
    const struct hours_interval *y = b;

    return x->weekday != y->weekday ? (int)x->weekday - (int)y->weekday
                                    : (int)x->from_minute - (int)y->from_minute;
}

static bool check_overlap(struct reader *reader, const struct yaml_node *node,
                          const struct hours_version *version)
{
    for (size_t i = 1; i < version->interval_count; i++) {
        const struct hours_interval *before = &version->intervals[i - 1];
        const struct hours_interval *after = &version->intervals[i];
        if (before->weekday == after->weekday && after->from_minute < before->to_minute)
            return yaml_error(node, reader->err, "two intervals of %s overlap",
                              WEEKDAYS[after->weekday]);
    }
    return true;
}

/* {mon-fri: 09:00-18:00, sat: [10:00-12:00, 13:00-15:00]} */
static bool take_open(struct reader *reader, const struct yaml_node *node,
                      struct hours_version *version)
{
    size_t most = 0;

    if (node->kind == YAML_SCALAR && span_equal(node->text, SPAN("24x7"))) {
        version->is_always = true;
        return true;
    }
    if (node->kind != YAML_MAPPING)
        return yaml_error(node, reader->err,
                          "open hours are written {mon-fri: 09:00-18:00} or 24x7");
    for (size_t i = 0; i < node->count; i++)
        most += 7 * (node->pairs[i].value->kind == YAML_SEQUENCE ? node->pairs[i].value->count : 1);
    version->intervals = arena_array(&reader->settings->arena, most, sizeof *version->intervals);
    if (version->intervals == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_node *value = node->pairs[i].value;
        int first = 0;
        int count = 0;
        if (!parse_days(node->pairs[i].key->text, &first, &count))
            return yaml_error(node->pairs[i].key, reader->err,
                              "days are written mon, tue … sun or mon-fri");
        if (value->kind == YAML_SEQUENCE) {
            for (size_t j = 0; j < value->count; j++)
                if (!add_interval(reader, value->items[j], first, count, version))
                    return false;
        } else if (!add_interval(reader, value, first, count, version)) {
            return false;
        }
    }
    qsort(version->intervals, version->interval_count, sizeof *version->intervals,
          compare_intervals);
    return check_overlap(reader, node, version);
}

static bool take_version_open(struct reader *reader, const struct yaml_node *node, void *element)
{
    return take_open(reader, node, element);
}

static const struct field VERSION_FIELDS[] = {
    {"from", FIELD_DAY, .offset = offsetof(struct hours_version, from_day), .is_required = true,
     .help = "first day of these hours"},
    {"open", FIELD_CUSTOM, .take = take_version_open, .is_required = true, .help = "open hours"},
    {0}};

static bool take_changes(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct hours_settings *hours = element;

    if (node->kind != YAML_SEQUENCE)
        return yaml_error(node, reader->err, "'changes' takes a list of {from: …, open: …}");
    struct hours_version *versions =
        arena_array(&reader->settings->arena, node->count + 1, sizeof *versions);
    if (versions == NULL)
        return error_memory(reader->err);
    versions[0] = hours->versions[0];
    for (size_t i = 0; i < node->count; i++) {
        if (!fields_read(reader, VERSION_FIELDS, node->items[i], &versions[i + 1]))
            return false;
        if (versions[i + 1].from_day <= versions[i].from_day)
            return yaml_error(node->items[i], reader->err,
                              "changes of hours stand in order of day");
    }
    hours->versions = versions;
    hours->version_count = node->count + 1;
    return true;
}

static bool take_first_open(struct reader *reader, const struct yaml_node *node, void *element)
{
    return take_open(reader, node, ((struct hours_settings *)element)->versions);
}

/* RU, or a list of dates, .ics files and countries in any mix. */
static bool take_holidays(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct hours_settings *hours = element;
    const struct yaml_node *one[] = {node};
    const struct yaml_node **items = node->kind == YAML_SCALAR ? one : node->items;
    size_t count = node->kind == YAML_SCALAR ? 1 : node->count;
    struct arena *arena = &reader->settings->arena;

    hours->holiday_files = arena_array(arena, count, sizeof *hours->holiday_files);
    hours->holiday_days = arena_array(arena, count, sizeof *hours->holiday_days);
    if (node->kind == YAML_MAPPING || hours->holiday_files == NULL || hours->holiday_days == NULL)
        return yaml_error(node, reader->err,
                          "holidays are a country (RU), dates, or .ics files, as a list");
    for (size_t i = 0; i < count; i++) {
        struct span text = items[i]->kind == YAML_SCALAR ? items[i]->text : SPAN("");
        int32_t day = 0;
        const char *copy = arena_text(arena, text.bytes, text.length);
        if (copy == NULL)
            return error_memory(reader->err);
        if (date_parse(text, &day))
            hours->holiday_days[hours->holiday_day_count++] = day;
        else if (span_ends(text, SPAN(".ics")))
            hours->holiday_files[hours->holiday_file_count++] = copy;
        else if (text.length == 2 && hours->holiday_country == NULL)
            hours->holiday_country = copy;
        else
            return yaml_error(items[i], reader->err,
                              "a holiday is a date (2026-01-01), an .ics file or one country (RU)");
    }
    return true;
}

static const struct field HOURS_FIELDS[] = {
    {"open", FIELD_CUSTOM, .take = take_first_open, .is_required = true,
     .help = "{mon-fri: 09:00-18:00}, or 24x7"},
    {"zone", FIELD_TEXT, .offset = offsetof(struct hours_settings, zone),
     .help = "else of the desk"},
    {"holidays", FIELD_CUSTOM, .take = take_holidays, .help = "RU, dates, .ics files"},
    {"changes", FIELD_CUSTOM, .take = take_changes,
     .help = "later hours: {from: 2026-03-01, open: …}"},
    {0}};

static bool take_one(struct reader *reader, const struct yaml_pair *pair,
                     struct hours_settings *hours)
{
    struct arena *arena = &reader->settings->arena;

    hours->name = arena_text(arena, pair->key->text.bytes, pair->key->text.length);
    hours->versions = arena_array(arena, 1, sizeof *hours->versions);
    if (hours->name == NULL || hours->versions == NULL)
        return error_memory(reader->err);
    hours->version_count = 1;
    hours->versions[0].from_day = INT32_MIN;
    if (pair->value->kind == YAML_SCALAR)
        return take_open(reader, pair->value, hours->versions);
    return fields_read(reader, HOURS_FIELDS, pair->value, hours);
}

bool hours_take(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct settings *settings = element;

    if (node->kind != YAML_MAPPING)
        return yaml_error(node, reader->err, "'hours' takes lines of 'name: {open: …}'");
    settings->hours = arena_array(&settings->arena, node->count, sizeof *settings->hours);
    if (settings->hours == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < node->count; i++) {
        if (!take_one(reader, &node->pairs[i], &settings->hours[i]))
            return false;
        settings->hours_count = i + 1;
    }
    return true;
}
