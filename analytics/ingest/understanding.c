#include "ingest/understanding.h"

#include <stdarg.h>
#include <string.h>

#include "ingest/cells.h"
#include "ingest/opening.h"

void understanding_release(struct understanding *understanding)
{
    arena_release(&understanding->arena);
    *understanding = (struct understanding){0};
}

static bool copy_values(struct arena *arena, struct doubt *doubt)
{
    for (struct doubt_value *value = doubt->values; value->kind != DOUBT_NO_VALUE; value++) {
        if (value->kind != DOUBT_WORD)
            continue;
        value->word = arena_text(arena, value->word, strlen(value->word));
        if (value->word == NULL)
            return false;
    }
    return true;
}

bool add_doubt(struct understanding *words, const struct doubt *doubt, struct error *err,
               const char *format, ...)
{
    enum { DOUBTS_MOST = 32 };
    struct doubt copy = *doubt;
    char text[400];
    va_list arguments;

    if (words->doubts == NULL)
        words->doubts = arena_array(&words->arena, DOUBTS_MOST, sizeof *words->doubts);
    if (words->doubts == NULL)
        return error_memory(err);
    if (words->doubt_count == DOUBTS_MOST)
        return true;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    copy.text = arena_text(&words->arena, text, strlen(text));
    if (copy.text == NULL || !copy_values(&words->arena, &copy))
        return error_memory(err);
    words->doubts[words->doubt_count++] = copy;
    return true;
}

static const char *order_of_file(const struct opened *opened)
{
    for (size_t i = 0; i < opened->plan.used_count; i++) {
        const struct plan_column *column = &opened->plan.columns[opened->plan.used[i]];
        if (field_kind(column->meaning->field) == CELL_INSTANT && column->evidence.count > 0)
            return date_order_name(column->order);
    }
    return "";
}

static bool understand_columns(const struct opened *opened, struct understanding *words,
                               struct error *err)
{
    static const char *const UNITS[] = {"seconds",      "minutes", "hours",
                                        "milliseconds", "h:mm:ss", "in words"};
    static const char *const CLOCKS[] = {"", ", calendar", ", business hours"};
    const struct plan *plan = &opened->plan;

    for (size_t i = 0; i < plan->column_count; i++) {
        const struct profile_column *meaning = plan->columns[i].meaning;
        if (plan->columns[i].is_second) {
            words->columns[i].field = "ignored";
            words->columns[i].detail = "another column says it";
        }
        if (plan->columns[i].is_relative) {
            words->columns[i].field = "ignored";
            words->columns[i].detail = "only says how long ago";
        }
        if (plan->columns[i].is_clock) {
            words->columns[i].field = "time of day";
            words->columns[i].detail = "of the column beside it";
        }
        if (meaning == NULL)
            continue;
        words->columns[i].field = field_name(meaning->field);
        if (field_kind(meaning->field) == CELL_DURATION)
            words->columns[i].detail =
                arena_format(&words->arena, "%s%s", UNITS[meaning->unit], CLOCKS[meaning->clock]);
        else if (field_kind(meaning->field) == CELL_INSTANT)
            words->columns[i].detail =
                plan->columns[i].evidence.count > 0 ? date_order_name(plan->columns[i].order) : "";
        if (words->columns[i].detail == NULL)
            return error_memory(err);
    }
    words->missing = arena_array(&words->arena, FIELD_COUNT_, sizeof *words->missing);
    if (words->missing == NULL)
        return error_memory(err);
    static const enum field asked[] = {FIELD_account,      FIELD_channel,        FIELD_priority,
                                       FIELD_requester,    FIELD_first_reply_at, FIELD_resolved_at,
                                       FIELD_reopen_count, FIELD_satisfaction};
    bool has_duration = plan_has(plan, FIELD_first_reply_s) || plan_has(plan, FIELD_comment);
    for (size_t i = 0; plan->table->kind == TABLE_TICKETS && i < sizeof asked / sizeof *asked; i++)
        if (!plan_has(plan, asked[i]) && !(asked[i] == FIELD_first_reply_at && has_duration))
            words->missing[words->missing_count++] = field_name(asked[i]);
    return true;
}

/* What of an archive was not read. Of spreadsheets how they can be. */
static bool tell_passed_over(const struct ingest_request *request, struct understanding *words,
                             struct error *err)
{
    enum { NAMES_SHOWN = 6, NAME_BYTES_SHOWN = 60 };
    char shown[NAME_BYTES_SHOWN + 1];
    const struct archive_contents *beside = request->beside;
    OWN(buffer_release) struct buffer names = {0};
    bool has_sheet = false;

    if (beside == NULL || beside->passed_over_count == 0)
        return true;
    for (size_t i = 0; i < beside->passed_over_count; i++) {
        has_sheet |= archive_is_sheet(beside->passed_over[i]);
        if (i >= NAMES_SHOWN)
            continue;
        cell_show(span_of(beside->passed_over[i]), NAME_BYTES_SHOWN, shown);
        buffer_format(&names, "%s%s", i == 0 ? "" : ", ", shown);
    }
    buffer_text(&names, beside->passed_over_count > NAMES_SHOWN ? ", …" : "");
    if (names.is_short)
        return error_memory(err);
    return add_doubt(words,
                     DOUBT(false, "passed_over", NUMBER_SAID((int64_t)beside->passed_over_count),
                           WORD_SAID(names.bytes)),
                     err, "no tables, and not read: %zu (%s)%s", beside->passed_over_count,
                     names.bytes,
                     has_sheet ? " (hint: save a spreadsheet as 'CSV UTF-8' and name that)" : "");
}

bool describe_opened(const struct ingest_request *request, struct opened *opened,
                     struct understanding *words, struct error *err)
{
    struct arena *arena = &words->arena;

    words->desk = arena_format(arena, "%s", opened->plan.profile->name);
    words->title = arena_format(arena, "%s", opened->plan.profile->title);
    words->kind = opened->plan.table->kind;
    words->desk_is_told = request->desk != NULL;
    words->charset = arena_format(arena, "%s", opened->dialect.charset);
    words->delimiter = opened->dialect.delimiter;
    words->date_order = order_of_file(opened);
    words->zone = arena_format(arena, "%s", zone_name(opened->zone));
    words->zone_is_told = opened->zone_is_told;
    if (words->desk == NULL || words->title == NULL || words->charset == NULL ||
        words->zone == NULL)
        return error_memory(err);
    if (opened->dialect.charset_is_guess &&
        !add_doubt(words, DOUBT(false, "charset_guess", WORD_SAID(opened->dialect.charset)), err,
                   opened->dialect.charset_is_confirmed
                       ? "the bytes are no UTF-8 and were read as %s, in which the words make sense"
                       : "the bytes are no UTF-8 and were read as %s; no text that is used depends "
                         "on it",
                   opened->dialect.charset))
        return false;
    if (opened->preamble_rows > 0 &&
        !add_doubt(words, DOUBT(false, "preamble", NUMBER_SAID(opened->preamble_rows)), err,
                   "rows before the header, left out: %llu",
                   (unsigned long long)opened->preamble_rows))
        return false;
    if (opened->is_event_log &&
        !add_doubt(words, DOUBT(false, "event_log", {0}), err,
                   "one row an event: the rows of a ticket were folded into its last state"))
        return false;
    return tell_passed_over(request, words, err) && understand_columns(opened, words, err);
}
