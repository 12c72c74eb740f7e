#include "ingest/pairs.h"

#include <stdio.h>
#include <string.h>

#include "ingest/opening.h"

static size_t digits_at(struct span text, size_t at)
{
    size_t count = 0;

    while (at + count < text.length && text.bytes[at + count] >= '0' &&
           text.bytes[at + count] <= '9')
        count++;
    return count;
}

/* "9:05", "21:05:30", "9:05 PM". */
static bool is_clock(struct span cell)
{
    size_t hours = digits_at(cell, 0);
    size_t at = hours;

    if (hours < 1 || hours > 2)
        return false;
    for (int part = 0; part < 2 && at < cell.length && cell.bytes[at] == ':'; part++) {
        if (digits_at(cell, at + 1) != 2)
            return false;
        at += 3;
    }
    if (at == hours)
        return false;
    struct span rest = span_trim((struct span){cell.bytes + at, cell.length - at});
    return rest.length == 0 || span_equal_folded(rest, SPAN("am")) ||
           span_equal_folded(rest, SPAN("pm"));
}

/* Days since 1900 as spreadsheets count them, and the share of a day that goes with them. */
static bool is_serial_day(struct span cell)
{
    return cell.length == 5 && digits_at(cell, 0) == 5;
}

static bool is_share_of_day(struct span cell)
{
    size_t zero = cell.length > 0 && cell.bytes[0] == '0';

    return cell.length > zero + 1 && (cell.bytes[zero] == '.' || cell.bytes[zero] == ',') &&
           digits_at(cell, zero + 1) == cell.length - zero - 1;
}

void pairs_note(struct plan_column *column, struct span cell)
{
    struct date_parts parts;

    cell = span_trim(cell);
    if (cell.length == 0)
        return;
    column->filled_count++;
    if (is_clock(cell))
        column->clock_count++;
    else if (is_share_of_day(cell))
        column->share_count++;
    else if (is_serial_day(cell))
        column->serial_count++;
    else if (memchr(cell.bytes, ':', cell.length) == NULL && date_parts_parse(cell, &parts) &&
             parts.second_of_day == 0)
        column->day_count++;
}

static bool is_instant(const struct plan_column *column)
{
    return column->meaning != NULL && field_kind(column->meaning->field) == CELL_INSTANT;
}

static bool is_of_days(const struct plan_column *column)
{
    return is_instant(column) && column->filled_count > 0 &&
           (column->day_count == column->filled_count ||
            column->serial_count == column->filled_count);
}

/* May the neighbour be the time of day of `date`? It must not mean anything else. */
static bool is_its_clock(const struct plan *plan, size_t date, size_t neighbour)
{
    const struct plan_column *column = &plan->columns[neighbour];
    bool is_free = column->meaning == NULL || is_instant(column) ||
                   field_kind(column->meaning->field) == CELL_IGNORED;
    uint64_t fitting =
        plan->columns[date].serial_count > 0 ? column->share_count : column->clock_count;

    return is_free && !column->is_clock && column->filled_count > 0 &&
           fitting == column->filled_count;
}

static bool pair(struct plan *plan, size_t date, size_t clock, struct understanding *words,
                 struct error *err)
{
    plan_drop(plan, clock);
    plan->columns[clock].is_clock = true;
    plan->columns[clock].is_second = false;
    plan->columns[date].clock_at = (uint32_t)clock + 1;
    return add_doubt(words,
                     DOUBT(false, "date_and_time", WORD_SAID(words->columns[date].header),
                           WORD_SAID(words->columns[clock].header)),
                     err, "'%s' and '%s' are one time in two columns, and were read together",
                     words->columns[date].header, words->columns[clock].header);
}

/* A deadline is a day by right; when something happened is not. */
static bool wants_hours(enum field field)
{
    return field == FIELD_created_at || field == FIELD_first_reply_at ||
           field == FIELD_resolved_at || field == FIELD_event_at || field == FIELD_at;
}

/* "date" is nobody's word, and "timestamp" beside it holds the time of day: the day is the date. */
static void turn_round(struct plan *plan, size_t clock, size_t day)
{
    struct plan_column *from = &plan->columns[clock];
    struct plan_column *to = &plan->columns[day];

    if (to->meaning != NULL || to->filled_count == 0 || to->day_count != to->filled_count)
        return;
    to->meaning = from->meaning;
    to->evidence.count = 1; /* its order is found over the whole file */
    from->meaning = NULL;
    plan->column_of[to->meaning->field] = (int)day;
    for (size_t i = 0; i < plan->used_count; i++)
        if (plan->used[i] == clock)
            plan->used[i] = day;
}

static void turn_all_round(struct plan *plan)
{
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct plan_column *column = &plan->columns[i];
        if (!is_instant(column) || column->filled_count == 0 ||
            column->clock_count != column->filled_count)
            continue;
        if (i > 0)
            turn_round(plan, i, i - 1);
        if (is_instant(column) && i + 1 < plan->column_count)
            turn_round(plan, i, i + 1);
    }
}

bool pairs_find(struct plan *plan, struct understanding *words, struct error *err)
{
    turn_all_round(plan);
    for (size_t i = 0; i < plan->column_count; i++) {
        if (!is_of_days(&plan->columns[i]))
            continue;
        bool is_done = true;
        if (i + 1 < plan->column_count && is_its_clock(plan, i, i + 1))
            is_done = pair(plan, i, i + 1, words, err);
        else if (i > 0 && is_its_clock(plan, i, i - 1))
            is_done = pair(plan, i, i - 1, words, err);
        else if (wants_hours(plan->columns[i].meaning->field))
            is_done =
                add_doubt(words, DOUBT(true, "days_only", WORD_SAID(words->columns[i].header)), err,
                          "'%s' tells the day and no time of day: what is measured from it "
                          "is whole days (hint: export the time too)",
                          words->columns[i].header);
        if (!is_done)
            return false;
    }
    return true;
}

struct span pairs_cell(const struct plan *plan, const struct csv_row *row, int column,
                       struct span cell, char text[PAIR_TEXT_SIZE])
{
    size_t clock_at = plan->columns[column].clock_at;

    if (clock_at == 0 || clock_at > row->count || cell.length == 0)
        return cell;
    struct span clock = span_trim(row->fields[clock_at - 1]);
    size_t skip = is_share_of_day(clock) && clock.bytes[0] == '0';
    bool is_share = is_share_of_day(clock);
    if (clock.length == 0 || cell.length + clock.length + 2 > PAIR_TEXT_SIZE)
        return cell;
    int length =
        is_share ? snprintf(text, PAIR_TEXT_SIZE, "%.*s.%.*s", SPAN_PRINT(cell),
                            (int)(clock.length - skip - 1), clock.bytes + skip + 1)
                 : snprintf(text, PAIR_TEXT_SIZE, "%.*s %.*s", SPAN_PRINT(cell), SPAN_PRINT(clock));
    return (struct span){text, (size_t)length};
}
