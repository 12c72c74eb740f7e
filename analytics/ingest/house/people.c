/* staff.csv and rota.csv. Names of people are never quoted in a problem. */
#include <string.h>

#include "calendar/schedule.h"
#include "ingest/house/table.h"

#define AT(type, member) .offset = offsetof(struct type, member)

/* ---- staff ---------------------------------------------------------------------------------- */

static const struct table_column STAFF_COLUMNS[] = {
    {"person", VALUE_TEXT, AT(staff_row, person)},
    {"also", VALUE_TEXTS, AT(staff_row, also),
     .count_offset = offsetof(struct staff_row, also_count)},
    {"team", VALUE_TEXT, AT(staff_row, team)},
    {"role", VALUE_TEXT, AT(staff_row, role)},
    {"executor", VALUE_WORD, AT(staff_row, executor), .names = EXECUTOR_NAMES},
    {"from", VALUE_DAY, AT(staff_row, from_day)},
    {"to", VALUE_DAY, AT(staff_row, to_day)},
    {"share", VALUE_SHARE, AT(staff_row, share)},
    {"monthly_gross", VALUE_MONEY, AT(staff_row, monthly_gross_minor)},
    {0}};

static void staff_init(void *row)
{
    *(struct staff_row *)row = (struct staff_row){.executor = EXECUTOR_OWN,
                                                  .from_day = INT32_MIN,
                                                  .to_day = INT32_MAX,
                                                  .share = -1,
                                                  .monthly_gross_minor = -1};
}

static bool staff_take(struct reading *reading, void *scratch, struct error *err)
{
    struct staff_row *row = scratch;
    struct house *house = reading->house;

    row->line = (size_t)reading->line;
    if (row->from_day > row->to_day &&
        !problem_add(reading, true, "to", err, "is before the first day"))
        return false;
    for (size_t i = 0; i < house->staff_count; i++)
        if (span_equal_folded(span_of(row->person), span_of(house->staff[i].person)) &&
            row->from_day <= house->staff[i].to_day && house->staff[i].from_day <= row->to_day &&
            !problem_add(reading, true, "person", err,
                         "the same person stands on lines %zu and %zu for the same days",
                         house->staff[i].line, row->line))
            return false;
    if (reading->is_wrong)
        return true;
    struct staff_row *place = HOUSE_ADD(reading, house->staff, house->staff_count);
    if (place == NULL)
        return error_memory(err);
    *place = *row;
    return true;
}

const struct table_shape STAFF_SHAPE = {HOUSE_STAFF, STAFF_COLUMNS, sizeof(struct staff_row),
                                        staff_init, staff_take};

/* ---- rota ----------------------------------------------------------------------------------- */

struct rota_cells {
    struct rota_row row;
    const char *hours;
};

static const struct table_column ROTA_COLUMNS[] = {
    {"team", VALUE_TEXT, AT(rota_cells, row.team)},
    {"hours", VALUE_TEXT, AT(rota_cells, hours)},
    {"from", VALUE_DAY, AT(rota_cells, row.from_day)},
    {"to", VALUE_DAY, AT(rota_cells, row.to_day)},
    {"persons", VALUE_NUMBER, AT(rota_cells, row.persons), .low = 0, .high = 10000},
    {"executor", VALUE_WORD, AT(rota_cells, row.executor), .names = EXECUTOR_NAMES},
    {0}};

static void rota_init(void *row)
{
    ((struct rota_cells *)row)->row =
        (struct rota_row){.from_day = INT32_MIN, .to_day = INT32_MAX, .persons = 1, .weekdays = 0};
}

static bool is_like(const struct day_hours *a, const struct day_hours *b)
{
    return a->count == b->count && memcmp(a->hours, b->hours, a->count * sizeof *a->hours) == 0;
}

/* One row of the house for each stretch of a set of equal days. */
static bool keep_stretches(struct reading *reading, const struct rota_row *row,
                           const struct week_plan *plan, struct error *err)
{
    struct house *house = reading->house;
    unsigned done = 0;

    for (int day = 0; day < WEEK_DAYS; day++) {
        unsigned days = 0;
        for (int other = day; other < WEEK_DAYS; other++)
            if (is_like(&plan->days[day], &plan->days[other]))
                days |= 1U << other;
        if ((done & (1U << day)) != 0)
            continue;
        done |= days;
        for (uint32_t i = 0; i < plan->days[day].count; i++) {
            struct rota_row *place = HOUSE_ADD(reading, house->rota, house->rota_count);
            if (place == NULL)
                return error_memory(err);
            *place = *row;
            place->weekdays = (uint8_t)days;
            place->from_minute = (uint16_t)(plan->days[day].hours[i].from_s / 60);
            place->to_minute = (uint16_t)(plan->days[day].hours[i].to_s / 60);
        }
    }
    return true;
}

static bool rota_take(struct reading *reading, void *scratch, struct error *err)
{
    struct rota_cells *cells = scratch;
    struct week_plan plan;
    OWN(buffer_release) struct buffer daily = {0};
    struct error failure = {0};

    cells->row.line = (size_t)reading->line;
    if (cells->row.from_day > cells->row.to_day)
        return problem_add(reading, true, "to", err, "is before the first day");
    buffer_format(&daily, "daily %s", cells->hours); /* "22:00-06:00" names no days */
    if (!week_plan_parse(span_of(cells->hours), &plan, &failure) &&
        !week_plan_parse(buffer_span(&daily), &plan, &failure))
        return problem_add(reading, true, "hours", err,
                           "takes hours such as mon-fri 09:00-18:00, 22:00-06:00 or 24x7");
    return keep_stretches(reading, &cells->row, &plan, err);
}

const struct table_shape ROTA_SHAPE = {HOUSE_ROTA, ROTA_COLUMNS, sizeof(struct rota_cells),
                                       rota_init, rota_take};
