#include "ingest/plan.h"

#include <string.h>

/* What an export adds behind the name of a column: Zendesk the type of a field of one's own,
 * HubSpot the form of a duration. Empty where nothing was added. */
static struct span without_suffix(struct span header)
{
    static const char *const suffixes[] = {"[list]", "[int]", "[txt]", "(hh:mm:ss)"};
    struct span whole = span_trim(header);

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        struct span suffix = span_of(suffixes[i]);
        if (whole.length <= suffix.length)
            continue;
        size_t kept = whole.length - suffix.length;
        if (span_equal_folded((struct span){whole.bytes + kept, suffix.length}, suffix))
            return span_trim((struct span){whole.bytes, kept});
    }
    return SPAN("");
}

static const struct profile_column *find_exactly(const struct profile_table *table,
                                                 struct span header)
{
    for (size_t i = 0; i < table->column_count; i++)
        for (size_t j = 0; j < table->columns[i].alias_count; j++)
            if (header_equal(header, table->columns[i].aliases[j]))
                return &table->columns[i];
    return NULL;
}

/* The whole name first: "category [list]" may be another column than "category". */
static const struct profile_column *find_column(const struct profile_table *table,
                                                struct span header)
{
    const struct profile_column *column = find_exactly(table, header);
    struct span bare = without_suffix(header);

    return column != NULL || bare.length == 0 ? column : find_exactly(table, bare);
}

static size_t count_signature(const struct profile_table *table, const struct span *headers,
                              size_t count)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < table->signature_count; j++) {
            if (header_equal(headers[i], table->signature[j])) {
                found++;
                break;
            }
        }
    }
    return found;
}

/* How well a table fits: share of the headers it knows, and of its signature that is there. */
static double fit(const struct profile *profile, const struct profile_table *table,
                  const struct span *headers, size_t count, double *certainty)
{
    bool has[FIELD_COUNT_] = {false};
    size_t known = 0;

    for (size_t i = 0; i < count; i++) {
        const struct profile_column *column = find_column(table, headers[i]);
        if (column != NULL) {
            known++;
            has[column->field] = true;
        }
    }
    for (size_t i = 0; i < table->require_count; i++)
        if (!has[table->requires[i]])
            return 0;
    double share = (double)known / (double)count;
    size_t signature = count_signature(table, headers, count);
    double own = table->signature_count == 0 ? 0.3 : signature >= 3 ? 1 : (double)signature / 3;
    if (table->signature_count > 0 && signature == 0)
        return 0;
    *certainty = table->signature_count == 0 ? share * 0.7 : share * 0.4 + own * 0.6;
    return profile->prior * (share + own * 2) + 0.01 * (double)known;
}

bool plan_recognise(const struct profiles *profiles, const char *forced_desk,
                    const struct span *headers, size_t count, const struct profile **profile,
                    const struct profile_table **table, double *certainty)
{
    double best = 0;

    for (size_t i = 0; i < profiles->count; i++) {
        const struct profile *candidate = &profiles->items[i];
        if (forced_desk != NULL && strcmp(candidate->name, forced_desk) != 0)
            continue;
        for (size_t j = 0; j < candidate->table_count; j++) {
            double sure = 0;
            double score = fit(candidate, &candidate->tables[j], headers, count, &sure);
            if (score > best) {
                best = score;
                *profile = candidate;
                *table = &candidate->tables[j];
                *certainty = sure;
            }
        }
    }
    return best > 0;
}

/* Two columns for one field: the alias that stands earlier in the profile is taken. */
static size_t alias_rank(const struct profile_column *column, struct span header)
{
    for (size_t i = 0; i < column->alias_count; i++)
        if (header_equal(header, column->aliases[i]))
            return i;
    return column->alias_count;
}

/* Columns of comments stand as often as the longest thread has comments. */
static bool may_repeat(const struct profile_column *meaning)
{
    enum cell_kind kind = field_kind(meaning->field);

    return kind == CELL_IGNORED || kind == CELL_COMMENT;
}

static void choose(struct plan *plan, const struct span *headers, size_t index)
{
    const struct profile_column *meaning = plan->columns[index].meaning;
    int other = plan->column_of[meaning->field];

    if (field_kind(meaning->field) == CELL_IGNORED || (may_repeat(meaning) && other >= 0))
        return;
    if (other < 0) {
        plan->column_of[meaning->field] = (int)index;
        return;
    }
    const struct profile_column *taken = plan->columns[other].meaning;
    if (meaning->field == FIELD_first_reply_s && meaning->clock != taken->clock) {
        plan->business_reply_column = meaning->clock == DESK_CLOCK_BUSINESS ? (int)index : other;
        if (meaning->clock == DESK_CLOCK_CALENDAR)
            plan->column_of[meaning->field] = (int)index;
        return;
    }
    bool is_better = taken == meaning
                         ? alias_rank(meaning, headers[index]) < alias_rank(taken, headers[other])
                         : meaning < taken;
    if (is_better) {
        plan->columns[other].meaning = NULL;
        plan->columns[other].is_second = true;
        plan->column_of[meaning->field] = (int)index;
    } else {
        plan->columns[index].meaning = NULL;
        plan->columns[index].is_second = true;
    }
}

static bool refuse_twins(const struct plan *plan, const struct span *headers, size_t index,
                         const char *file, struct error *err)
{
    for (size_t i = 0; i < index; i++) {
        const struct profile_column *meaning = plan->columns[i].meaning;
        if (meaning != NULL && !may_repeat(meaning) && span_equal(headers[i], headers[index]))
            return error_set(err, ERROR_INPUT,
                             "%s: columns %zu and %zu are both named '%.*s' (hint: rename the one "
                             "that is not the %s)",
                             file, i + 1, index + 1, SPAN_PRINT(headers[index]),
                             field_name(meaning->field));
    }
    return true;
}

bool plan_bind(const struct profile *profile, const struct profile_table *table,
               const struct span *headers, size_t count, const char *file, struct arena *arena,
               struct plan *out, struct error *err)
{
    struct plan plan = {.profile = profile, .table = table, .column_count = count};

    plan.business_reply_column = -1;
    for (int field = 0; field < FIELD_COUNT_; field++)
        plan.column_of[field] = -1;
    plan.columns = arena_array(arena, count, sizeof *plan.columns);
    plan.used = arena_array(arena, count, sizeof *plan.used);
    if (plan.columns == NULL || plan.used == NULL)
        return error_memory(err);
    for (size_t i = 0; i < count; i++) {
        plan.columns[i].meaning = find_column(table, headers[i]);
        if (plan.columns[i].meaning == NULL)
            continue;
        if (!refuse_twins(&plan, headers, i, file, err))
            return false;
        choose(&plan, headers, i);
    }
    for (size_t i = 0; i < count; i++)
        if (plan.columns[i].meaning != NULL &&
            field_kind(plan.columns[i].meaning->field) != CELL_IGNORED)
            plan.used[plan.used_count++] = i;
    *out = plan;
    return true;
}

void plan_drop(struct plan *plan, size_t column)
{
    const struct profile_column *meaning = plan->columns[column].meaning;
    size_t kept = 0;

    if (meaning == NULL)
        return;
    if (plan->column_of[meaning->field] == (int)column)
        plan->column_of[meaning->field] = -1;
    plan->columns[column].meaning = NULL;
    for (size_t i = 0; i < plan->used_count; i++)
        if (plan->used[i] != column)
            plan->used[kept++] = plan->used[i];
    plan->used_count = kept;
}

bool plan_has(const struct plan *plan, enum field field)
{
    return plan->column_of[field] >= 0;
}
