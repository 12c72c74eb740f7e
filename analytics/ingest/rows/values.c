#include <stdio.h>
#include <string.h>

#include "ingest/cells.h"
#include "ingest/pairs.h"
#include "ingest/rows/taking.h"

enum { QUOTED_BYTES = 32 };

void bad_cell(struct taking *taking, int column, const char *expected)
{
    struct span cell = taking->row->fields[column];
    char shown[QUOTED_BYTES + 1];

    if (taking->is_bad)
        return;
    taking->is_bad = true;
    taking->why.column = (size_t)column;
    cell_show(cell, QUOTED_BYTES, shown);
    snprintf(taking->why.reason, sizeof taking->why.reason, "%s: '%s'%s", expected, shown,
             cell.length > QUOTED_BYTES ? "…" : "");
}

void bad_row(struct taking *taking, int column, const char *reason)
{
    if (taking->is_bad)
        return;
    taking->is_bad = true;
    taking->why.column = column < 0 ? SIZE_MAX : (size_t)column;
    snprintf(taking->why.reason, sizeof taking->why.reason, "%s", reason);
}

/* The cell of a column, trimmed; absent where the desk writes nothing. */
struct span cell_at(const struct taking *taking, int column)
{
    if (column < 0 || (size_t)column >= taking->row->count)
        return (struct span){0};
    struct span cell = span_trim(taking->row->fields[column]);
    if (cell.length == 0 || profile_is_missing(taking->rules->plan->profile, cell))
        return (struct span){0};
    return cell;
}

struct span cell_of(const struct taking *taking, enum field field)
{
    return cell_at(taking, taking->rules->plan->column_of[field]);
}

/* 1900-01-01, 0001-01-01, 9999-12-31: what stands there for "none". No desk is older than 1980. */
#define SENTINELS_BEFORE_S INT64_C(315532800) /* 1980-01-01 */
#define SENTINELS_FROM_S INT64_C(4102444800)  /* 2100-01-01 */

int64_t take_instant(struct taking *taking, enum field field)
{
    const struct plan *plan = taking->rules->plan;
    int column = plan->column_of[field];
    struct span cell = cell_at(taking, column);
    int64_t instant = INSTANT_UNKNOWN;
    enum date_fate fate = DATE_BAD;
    char text[PAIR_TEXT_SIZE];

    if (cell.length == 0)
        return INSTANT_UNKNOWN;
    cell = pairs_cell(plan, taking->row, column, cell, text);
    if (!date_instant(cell, plan->columns[column].order, taking->rules->zone, &instant, &fate)) {
        bad_cell(taking, column, "not a date");
        return INSTANT_UNKNOWN;
    }
    if (instant < SENTINELS_BEFORE_S || instant >= SENTINELS_FROM_S) {
        taking->batch->sentinel_count++;
        return INSTANT_UNKNOWN;
    }
    taking->batch->gap_count += fate == DATE_IN_GAP;
    taking->batch->repeat_count += fate == DATE_REPEATED;
    taking->batch->naive_count += fate != DATE_FINE;
    return instant;
}

int32_t take_count(struct taking *taking, enum field field)
{
    struct span cell = cell_of(taking, field);
    int64_t count = 0;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    if (!cell_count(cell, &count)) {
        bad_cell(taking, taking->rules->plan->column_of[field], "not a count");
        return COUNT_UNKNOWN;
    }
    return (int32_t)count;
}

/* `is_there`: something else in the row says that it was measured, so that 0 is a true zero. */
int64_t take_duration(struct taking *taking, int column, bool is_there, uint8_t *clock)
{
    struct span cell = cell_at(taking, column);
    int64_t duration_s = 0;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    const struct profile_column *meaning = taking->rules->plan->columns[column].meaning;
    if (!cell_duration(cell, meaning->unit, &duration_s)) {
        bad_cell(taking, column, "not a duration");
        return COUNT_UNKNOWN;
    }
    if (duration_s == 0 && meaning->zero_is_missing && !is_there) {
        taking->batch->zero_duration_count++;
        return COUNT_UNKNOWN;
    }
    *clock = (uint8_t)meaning->clock;
    return duration_s;
}

int8_t take_flag(struct taking *taking, enum field field)
{
    struct span cell = cell_of(taking, field);
    bool flag = false;

    if (cell.length == 0)
        return COUNT_UNKNOWN;
    if (!cell_flag(cell, &flag)) {
        bad_cell(taking, taking->rules->plan->column_of[field], "neither yes nor no");
        return COUNT_UNKNOWN;
    }
    return flag;
}

/* The desk's own verdict on a promise: "in time", or the other way round "overdue". */
int8_t take_verdict(struct taking *taking, enum field met, enum field late)
{
    int8_t is_late = take_flag(taking, late);

    return is_late == COUNT_UNKNOWN ? take_flag(taking, met) : is_late == 0;
}

int8_t take_left(struct taking *taking, enum field left, bool is_over)
{
    struct span cell = cell_of(taking, left);
    bool is_missed = false;

    /* "ApprovalsCFValue@170e16ef": what cannot be shown is no reason to lose the ticket. */
    if (cell.length == 0 || !cell_is_missed(cell, &is_missed))
        return COUNT_UNKNOWN;
    return is_missed ? 0 : is_over ? 1 : COUNT_UNKNOWN;
}

struct rating take_rating(struct taking *taking, enum field field, int scale)
{
    struct rating rating = {COUNT_UNKNOWN, 0, COUNT_UNKNOWN};
    const struct profile *profile = taking->rules->plan->profile;
    struct span cell = cell_of(taking, field);
    int64_t score = 0;

    if (cell.length == 0)
        return rating;
    int class_value = profile_class(profile, WORDS_RATING, cell);
    if (class_value > 0) {
        rating = (struct rating){(int16_t)(class_value / 256), (int16_t)(class_value % 256), 1};
    } else if (class_value == RATING_OFFERED || class_value == RATING_NOT_OFFERED) {
        rating.was_offered = class_value == RATING_OFFERED;
    } else if (!cell_count(cell, &score) || score > 100) {
        bad_cell(taking, taking->rules->plan->column_of[field], "not a rating");
    } else {
        rating = (struct rating){(int16_t)score, (int16_t)scale, 1};
        if (score > rating.scale_max)
            rating.scale_max = score <= 5 ? 5 : score <= 7 ? 7 : score <= 10 ? 10 : 100;
    }
    return rating;
}

int64_t take_needed_instant(struct taking *taking, enum field field, const char *reason)
{
    int64_t at = take_instant(taking, field);

    if (at == INSTANT_UNKNOWN)
        bad_row(taking, taking->rules->plan->column_of[field], reason);
    return at;
}
