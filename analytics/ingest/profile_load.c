/* A profile from its YAML: schemas/desks/README.md has the form. */
#include <stdlib.h>
#include <string.h>

#include "base/resource.h"
#include "base/yaml.h"
#include "ingest/profile.h"

extern const struct resource desk_profiles[];

static const char *const UNIT_NAMES[] = {"seconds",      "minutes", "hours",
                                         "milliseconds", "clock",   "words"};
enum { UNIT_COUNT = sizeof UNIT_NAMES / sizeof *UNIT_NAMES };
static const char *const CLOCK_NAMES[] = {"none", "calendar", "business"};
static const char *const QUOTE_WAYS[] = {"double", "none"};
static const char *const ROW_WAYS[] = {"whole", "broken"};

struct loading {
    struct arena *arena;
    struct error *err;
};

static bool keep(struct loading *loading, struct span text, struct span *out)
{
    const char *copy = arena_text(loading->arena, text.bytes, text.length);

    *out = (struct span){copy, text.length};
    return copy != NULL || error_memory(loading->err);
}

static bool load_texts(struct loading *loading, const struct yaml_node *node, struct span **out,
                       size_t *count)
{
    const struct yaml_node *one[] = {node};
    const struct yaml_node **items = node->kind == YAML_SCALAR ? one : node->items;
    size_t total = node->kind == YAML_SCALAR ? 1 : node->count;

    if (node->kind == YAML_MAPPING)
        return yaml_error(node, loading->err, "a list of texts was expected here");
    *out = arena_array(loading->arena, total, sizeof **out);
    if (*out == NULL)
        return error_memory(loading->err);
    for (size_t i = 0; i < total; i++) {
        if (items[i]->kind != YAML_SCALAR)
            return yaml_error(items[i], loading->err, "a text was expected here");
        if (!keep(loading, items[i]->text, &(*out)[i]))
            return false;
    }
    *count = total;
    return true;
}

static bool load_choice(struct loading *loading, const struct yaml_node *node,
                        const char *const *names, size_t count, int *out)
{
    for (size_t i = 0; node->kind == YAML_SCALAR && i < count; i++) {
        if (span_equal(node->text, span_of(names[i]))) {
            *out = (int)i;
            return true;
        }
    }
    const char *near = node->kind == YAML_SCALAR ? text_nearest(node->text, names, count) : NULL;
    return yaml_error(node, loading->err, "'%s' is not known here%s%s%s",
                      node->kind == YAML_SCALAR ? node->text.bytes : "this",
                      near == NULL ? "" : " (hint: did you mean '", near == NULL ? "" : near,
                      near == NULL ? "" : "'?)");
}

static bool load_field(struct loading *loading, const struct yaml_node *node, enum field *out)
{
    const char *names[FIELD_COUNT_];

    if (node->kind == YAML_SCALAR && field_parse(node->text, out))
        return true;
    for (int i = 0; i < FIELD_COUNT_; i++)
        names[i] = field_name((enum field)i);
    const char *near =
        node->kind == YAML_SCALAR ? text_nearest(node->text, names, FIELD_COUNT_) : NULL;
    return yaml_error(node, loading->err, "'%s' is no column that we know%s%s%s",
                      node->kind == YAML_SCALAR ? node->text.bytes : "this",
                      near == NULL ? "" : " (hint: did you mean '", near == NULL ? "" : near,
                      near == NULL ? "" : "'?)");
}

static bool load_column(struct loading *loading, const struct yaml_pair *pair,
                        struct profile_column *out)
{
    const struct yaml_node *value = pair->value;
    const struct yaml_node *target = pair->key;
    int choice = 0;

    if (value->kind != YAML_MAPPING)
        return load_field(loading, pair->key, &out->field) &&
               load_texts(loading, value, &out->aliases, &out->alias_count);
    for (size_t i = 0; i < value->count; i++) {
        const struct yaml_node *key = value->pairs[i].key;
        const struct yaml_node *item = value->pairs[i].value;
        if (span_equal(key->text, SPAN("from"))) {
            if (!load_texts(loading, item, &out->aliases, &out->alias_count))
                return false;
        } else if (span_equal(key->text, SPAN("to"))) {
            target = item;
        } else if (span_equal(key->text, SPAN("unit"))) {
            if (!load_choice(loading, item, UNIT_NAMES, UNIT_COUNT, &choice))
                return false;
            out->unit = (enum duration_unit)choice;
        } else if (span_equal(key->text, SPAN("clock"))) {
            if (!load_choice(loading, item, CLOCK_NAMES, 3, &choice))
                return false;
            out->clock = (enum desk_clock)choice;
        } else if (span_equal(key->text, SPAN("zero_is_missing"))) {
            out->zero_is_missing = span_equal(item->text, SPAN("true"));
        } else {
            return yaml_error(key, loading->err,
                              "a column takes from, to, unit, clock, zero_is_missing");
        }
    }
    return load_field(loading, target, &out->field);
}

/* The text of `key`; `*out` is left alone where it does not stand. */
static bool load_text(struct loading *loading, const struct yaml_node *root, const char *key,
                      const char **out)
{
    const struct yaml_node *node = yaml_find(root, key);
    struct span text;

    if (node == NULL)
        return true;
    if (node->kind != YAML_SCALAR || node->text.length == 0)
        return yaml_error(node, loading->err, "'%s' takes a text", key);
    if (!keep(loading, node->text, &text))
        return false;
    *out = text.bytes;
    return true;
}

static bool load_table(struct loading *loading, const struct yaml_node *node,
                       struct profile_table *out)
{
    static const char *const KINDS[] = {"tickets", "messages", "surveys", "reviews",
                                        "status_history"};
    const struct yaml_node *kind = yaml_find(node, "kind");
    const struct yaml_node *columns = yaml_find(node, "columns");
    const struct yaml_node *requires = yaml_find(node, "requires");
    const struct yaml_node *signature = yaml_find(node, "signature");
    int choice = 0;

    if (kind == NULL || columns == NULL || columns->kind != YAML_MAPPING || requires == NULL ||
        requires->kind != YAML_SEQUENCE || requires->count > 8)
        return yaml_error(node, loading->err, "a table needs kind, requires and columns");
    if (!load_choice(loading, kind, KINDS, TABLE_KINDS, &choice))
        return false;
    out->kind = (enum table_kind)choice;
    for (size_t i = 0; i < requires->count; i++)
        if (!load_field(loading, requires->items[i], &out->requires[i]))
            return false;
    if (!load_text(loading, node, "zone", &out->zone) ||
        !load_text(loading, node, "refuse", &out->refuse))
        return false;
    out->require_count = requires->count;
    bool has_id = out->refuse != NULL;
    for (size_t i = 0; i < out->require_count && !has_id; i++) {
        enum field required = out->requires[i];
        has_id = required == FIELD_ticket_id;
    }
    if (!has_id)
        return yaml_error(requires, loading->err, "a table must require ticket_id");
    if (signature != NULL &&
        !load_texts(loading, signature, &out->signature, &out->signature_count))
        return false;
    out->columns = arena_array(loading->arena, columns->count, sizeof *out->columns);
    if (out->columns == NULL)
        return error_memory(loading->err);
    for (size_t i = 0; i < columns->count; i++)
        if (!load_column(loading, &columns->pairs[i], &out->columns[i]))
            return false;
    out->column_count = columns->count;
    return true;
}

/* "4/5" is a score of 4 on a scale of 5. */
static bool parse_rating_class(struct span text, int *out)
{
    const char *slash = memchr(text.bytes, '/', text.length);
    int64_t score = 0;
    int64_t scale = 0;

    if (span_equal(text, SPAN("offered")))
        *out = RATING_OFFERED;
    else if (span_equal(text, SPAN("not_offered")))
        *out = RATING_NOT_OFFERED;
    else if (slash == NULL ||
             !span_integer((struct span){text.bytes, (size_t)(slash - text.bytes)}, &score) ||
             !span_integer((struct span){slash + 1, text.length - (size_t)(slash + 1 - text.bytes)},
                           &scale) ||
             score < 1 || scale < score || scale > 100)
        return false;
    else
        *out = (int)(score * 256 + scale);
    return true;
}

static bool parse_class(enum word_list list, struct span text, int *out)
{
    enum channel channel;
    enum priority priority;
    enum status status;
    enum ticket_type type;
    enum author_kind kind;
    enum initiator initiator;
    enum survey_kind survey;

    switch (list) {
    case WORDS_CHANNEL:
        return channel_parse(text, &channel) && ((*out = (int)channel), true);
    case WORDS_PRIORITY:
        return priority_parse(text, &priority) && ((*out = (int)priority), true);
    case WORDS_STATUS:
        return status_parse(text, &status) && ((*out = (int)status), true);
    case WORDS_TYPE:
        return ticket_type_parse(text, &type) && ((*out = (int)type), true);
    case WORDS_AUTHOR_KIND:
        return author_kind_parse(text, &kind) && ((*out = (int)kind), true);
    case WORDS_INITIATOR:
        return initiator_parse(text, &initiator) && ((*out = (int)initiator), true);
    case WORDS_SURVEY_KIND:
        return survey_kind_parse(text, &survey) && ((*out = (int)survey), true);
    default:
        return parse_rating_class(text, out);
    }
}

static bool load_words(struct loading *loading, const struct yaml_node *node, enum word_list list,
                       struct profile *out)
{
    size_t total = 0;

    if (node->kind != YAML_MAPPING)
        return yaml_error(node, loading->err, "lines of 'class: [words]' were expected here");
    for (size_t i = 0; i < node->count; i++)
        total += node->pairs[i].value->kind == YAML_SEQUENCE ? node->pairs[i].value->count : 1;
    out->words[list] = arena_array(loading->arena, total, sizeof *out->words[list]);
    if (out->words[list] == NULL)
        return error_memory(loading->err);
    for (size_t i = 0; i < node->count; i++) {
        struct span *texts = NULL;
        size_t count = 0;
        int class_value = 0;
        if (!parse_class(list, node->pairs[i].key->text, &class_value))
            return yaml_error(node->pairs[i].key, loading->err, "'%s' is no %s that we know",
                              node->pairs[i].key->text.bytes, PROFILE_LISTS[list]);
        if (!load_texts(loading, node->pairs[i].value, &texts, &count))
            return false;
        for (size_t j = 0; j < count; j++)
            out->words[list][out->word_count[list]++] =
                (struct profile_word){texts[j], class_value};
    }
    return true;
}

static bool load_values(struct loading *loading, const struct yaml_node *node, struct profile *out)
{
    int list = 0;

    if (node->kind != YAML_MAPPING)
        return yaml_error(node, loading->err, "'values' takes lists of words, such as 'channel:'");
    for (size_t i = 0; i < node->count; i++)
        if (!load_choice(loading, node->pairs[i].key, PROFILE_LISTS, WORD_LISTS, &list) ||
            !load_words(loading, node->pairs[i].value, (enum word_list)list, out))
            return false;
    return true;
}

/* Which of two ways `key` tells; the first where it does not stand. */
static bool load_way(struct loading *loading, const struct yaml_node *root, const char *key,
                     const char *const ways[2], bool *is_second)
{
    const struct yaml_node *node = yaml_find(root, key);
    int choice = 0;

    if (node != NULL && !load_choice(loading, node, ways, 2, &choice))
        return false;
    *is_second = choice == 1;
    return true;
}

static bool load_profile(struct loading *loading, const struct yaml_node *root, struct profile *out)
{
    static const char *const KEYS[] = {"desk",   "title",  "advice",  "zone",
                                       "quotes", "prior",  "missing", "satisfaction_scale",
                                       "tables", "values", "rows"};
    const struct yaml_node *desk = yaml_find(root, "desk");
    const struct yaml_node *prior = yaml_find(root, "prior");
    const struct yaml_node *missing = yaml_find(root, "missing");
    const struct yaml_node *scale = yaml_find(root, "satisfaction_scale");
    const struct yaml_node *tables = yaml_find(root, "tables");
    const struct yaml_node *values = yaml_find(root, "values");
    int64_t number = 0;

    if (root->kind != YAML_MAPPING)
        return yaml_error(root, loading->err, "a profile begins with 'desk: name'");
    for (size_t i = 0; i < root->count; i++) {
        int choice = 0;
        if (!load_choice(loading, root->pairs[i].key, KEYS, sizeof KEYS / sizeof *KEYS, &choice))
            return false;
    }
    if (desk == NULL || desk->kind != YAML_SCALAR || desk->text.length == 0 || tables == NULL ||
        tables->kind != YAML_SEQUENCE)
        return yaml_error(root, loading->err, "a profile needs 'desk' and 'tables'");
    if (!load_text(loading, root, "desk", &out->name))
        return false;
    out->title = out->name;
    if (!load_text(loading, root, "title", &out->title) ||
        !load_text(loading, root, "advice", &out->advice) ||
        !load_way(loading, root, "quotes", QUOTE_WAYS, &out->has_no_quotes) ||
        !load_way(loading, root, "rows", ROW_WAYS, &out->breaks_rows))
        return false;
    out->prior = 1;
    if (prior != NULL && !span_number(prior->text, '.', &out->prior))
        return yaml_error(prior, loading->err, "'prior' takes a number");
    if (scale != NULL && (!span_integer(scale->text, &number) || number < 2 || number > 100))
        return yaml_error(scale, loading->err, "'satisfaction_scale' takes 2 to 100");
    out->rating_scale = (int)number;
    if (missing != NULL && !load_texts(loading, missing, &out->missing, &out->missing_count))
        return false;
    out->tables = arena_array(loading->arena, tables->count, sizeof *out->tables);
    if (out->tables == NULL)
        return error_memory(loading->err);
    for (size_t i = 0; i < tables->count; i++)
        if (!load_table(loading, tables->items[i], &out->tables[i]))
            return false;
    out->table_count = tables->count;
    return values == NULL || load_values(loading, values, out);
}

bool profile_parse(struct span text, const char *file, struct arena *arena, struct profile *out,
                   struct error *err)
{
    struct loading loading = {arena, err};
    struct profile profile = {0};
    const struct yaml_node *root = NULL;

    if (!yaml_read(text, file, arena, &root, err) || !load_profile(&loading, root, &profile))
        return false;
    *out = profile;
    return true;
}

static int compare_profiles(const void *a, const void *b)
{
    return strcmp(((const struct profile *)a)->name, ((const struct profile *)b)->name);
}

bool profiles_read(const char *own_path, struct profiles *out, struct error *err)
{
    OWN(profiles_release) struct profiles profiles = {0};
    struct loading loading = {&profiles.arena, err};
    const struct yaml_node *root = NULL;
    size_t count = own_path != NULL;

    for (const struct resource *file = desk_profiles; file->name != NULL; file++)
        count++;
    profiles.items = arena_array(&profiles.arena, count, sizeof *profiles.items);
    if (profiles.items == NULL)
        return error_memory(err);
    for (const struct resource *file = desk_profiles; file->name != NULL; file++)
        if (!profile_parse(resource_span(file), file->name, &profiles.arena,
                           &profiles.items[profiles.count++], err))
            return false;
    qsort(profiles.items, profiles.count, sizeof *profiles.items, compare_profiles);
    if (own_path != NULL) {
        memmove(profiles.items + 1, profiles.items, profiles.count * sizeof *profiles.items);
        profiles.items[0] = (struct profile){0};
        profiles.count++;
        if (!yaml_read_file(own_path, &profiles.arena, &root, err) ||
            !load_profile(&loading, root, &profiles.items[0]))
            return false;
        profiles.items[0].prior = 10;
    }
    *out = profiles;
    profiles = (struct profiles){0};
    return true;
}
