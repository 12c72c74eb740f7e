#include "settings/house.h"

#include <string.h>

#include "settings/settings.h"

static const char *const TABLES[HOUSE_TABLE_COUNT] = {"clients",   "staff",        "rota",
                                                      "calls",     "planned_work", "events",
                                                      "decisions", "disputes",     "notes"};

const char *house_table_name(enum house_table table)
{
    return (unsigned)table < HOUSE_TABLE_COUNT ? TABLES[table] : "";
}

/* ---- clients -------------------------------------------------------------------------------- */

static bool is_pattern(const char *client)
{
    size_t length = strlen(client);

    return length > 0 && client[length - 1] == '*';
}

static bool client_fits(const struct client_row *row, struct span account)
{
    return settings_pattern_fits(row->client, account) ||
           (row->shown != NULL && span_equal_folded(span_of(row->shown), account));
}

const struct client_row *house_client(const struct house *house, struct span account, int32_t day)
{
    const struct client_row *by_pattern = NULL;

    for (size_t i = 0; i < house->client_count; i++) {
        const struct client_row *row = &house->clients[i];
        if (day < row->from_day || day > row->to_day || !client_fits(row, account))
            continue;
        if (!is_pattern(row->client))
            return row;
        if (by_pattern == NULL)
            by_pattern = row;
    }
    return by_pattern;
}

/* ---- rota -------------------------------------------------------------------------------------
 */

static bool is_on(const struct rota_row *row, int32_t day)
{
    return day >= row->from_day && day <= row->to_day &&
           (row->weekdays & (1U << weekday_of_day(day))) != 0;
}

double house_on_duty(const struct house *house, enum executor executor, int32_t day,
                     int minute_of_day)
{
    double persons = 0;
    bool is_spoken_of = false;

    for (size_t i = 0; i < house->rota_count; i++) {
        const struct rota_row *row = &house->rota[i];
        is_spoken_of |= day >= row->from_day && day <= row->to_day;
        if (executor != EXECUTOR_UNKNOWN && row->executor != executor)
            continue;
        if (is_on(row, day) && minute_of_day >= row->from_minute && minute_of_day < row->to_minute)
            persons += row->persons;
        if (is_on(row, day - 1) && minute_of_day + 1440 < row->to_minute)
            persons += row->persons;
    }
    return is_spoken_of ? persons : -1;
}

int64_t house_shift_left_s(const struct house *house, int32_t day, int32_t second_of_day)
{
    int64_t least = -1;

    for (size_t i = 0; i < house->rota_count; i++)
        for (int32_t ago = 0; ago <= 1; ago++) {
            const struct rota_row *row = &house->rota[i];
            int64_t second = second_of_day + (int64_t)ago * DAY_S;
            int64_t left = row->to_minute * INT64_C(60) - second;
            if (is_on(row, day - ago) && second >= row->from_minute * INT64_C(60) && left > 0 &&
                (least < 0 || left < least))
                least = left;
        }
    return least;
}

/* ---- planned work -------------------------------------------------------------------------------
 */

double planned_times(const struct planned_row *row, int32_t from_day, int32_t to_day)
{
    static const double DAYS[EVERY_COUNT] = {[EVERY_DAY] = 1,
                                             [EVERY_WEEK] = 7,
                                             [EVERY_MONTH] = 365.2425 / 12,
                                             [EVERY_QUARTER] = 365.2425 / 4,
                                             [EVERY_YEAR] = 365.2425};
    int32_t first = row->from_day > from_day ? row->from_day : from_day;
    int32_t last = row->to_day < to_day ? row->to_day : to_day;

    if (row->every == EVERY_ONCE) /* on its first day */
        return row->from_day >= from_day && row->from_day <= to_day ? row->count : 0;
    return first > last ? 0 : row->count * ((double)last - first + 1) / DAYS[row->every];
}

/* ---- notes
 * ---------------------------------------------------------------------------------------- */

const struct note_section *house_sections(void)
{
    static const struct note_section SECTIONS[] = {
        {"summary", "Summary", "Главное"},
        {"agreed", "What we agreed", "О чём договорились"},
        {"availability", "Support at hand", "Поддержка на связи"},
        {"first_reply", "Speed", "Скорость"},
        {"completeness", "The first answer", "Первый ответ"},
        {"channels", "Channels", "Каналы"},
        {"orientation", "Client orientation", "Клиентоориентированность"},
        {"change", "What changed", "Что изменилось"},
        {"topics", "What people asked about", "О чём спрашивали"},
        {"accounts", "Accounts", "Клиенты"},
        {"context", "Context", "Фон"},
        {"cost", "Cost", "Затраты"},
        {"models", "Support models", "Модели поддержки"},
        {"risks", "Risks", "Риски"},
        {"decisions", "Decisions", "Решения"},
        {"next", "Next steps", "Что дальше"},
        {"method", "How the figures were made", "Как получены цифры"},
        {0},
    };
    return SECTIONS;
}

static bool is_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && span_equal_folded(span_of(a), span_of(b));
}

/* How well a note fits: 4 client and period, 3 client, 2 period, 1 always, 0 not at all. */
static int note_fit(const struct note_row *note, const char *client, const char *period)
{
    bool has_client = note->client != NULL;

    if (has_client && !is_same(note->client, client))
        return 0;
    if (!has_client && client != NULL)
        return 0;
    if (note->period != NULL && !is_same(note->period, period))
        return 0;
    return 1 + (note->period != NULL) + 2 * has_client;
}

const struct note_row *house_note(const struct house *house, const char *section,
                                  const char *client, const char *period)
{
    const struct note_row *best = NULL;
    int best_fit = 0;

    for (size_t i = 0; i < house->note_count; i++) {
        int fit = strcmp(house->notes[i].section, section) == 0
                      ? note_fit(&house->notes[i], client, period)
                      : 0;
        if (fit > best_fit) {
            best = &house->notes[i];
            best_fit = fit;
        }
    }
    return best;
}
