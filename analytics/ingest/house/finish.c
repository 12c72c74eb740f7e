/* finish: what can be said of the house only when all its tables have been read. */
#include <stdlib.h>
#include <string.h>

#include "calendar/slot.h"
#include "calendar/zone.h"
#include "ingest/house.h"
#include "ingest/house/table.h"
#include "settings/clocks.h"

static bool is_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && span_equal_folded(span_of(a), span_of(b));
}

static const struct staff_row *staff_of(const struct house *house, const char *name)
{
    for (size_t i = 0; i < house->staff_count; i++) {
        const struct staff_row *row = &house->staff[i];
        if (is_same(row->person, name))
            return row;
        for (size_t j = 0; j < row->also_count; j++)
            if (is_same(row->also[j], name))
                return row;
    }
    return NULL;
}

static enum executor executor_of_team(const struct settings *settings, const char *team)
{
    for (size_t i = 0; i < settings->house.staff_count; i++)
        if (is_same(settings->house.staff[i].team, team))
            return settings->house.staff[i].executor;
    for (size_t i = 0; i < settings->executor_count; i++)
        if (settings->executors[i].group != NULL &&
            settings_pattern_fits(settings->executors[i].group, span_of(team)))
            return settings->executors[i].executor;
    return EXECUTOR_OWN;
}

/* A person stands for his team; his name goes no further. */
static void settle_people(struct settings *settings)
{
    struct house *house = &settings->house;

    for (size_t i = 0; i < house->rota_count; i++) {
        struct rota_row *row = &house->rota[i];
        const struct staff_row *person = staff_of(house, row->team);
        if (person != NULL)
            row->team = person->team != NULL ? person->team : executor_name(person->executor);
        if (row->executor == EXECUTOR_UNKNOWN)
            row->executor =
                person != NULL ? person->executor : executor_of_team(settings, row->team);
    }
    for (size_t i = 0; i < house->decision_count; i++) {
        const struct staff_row *person = staff_of(house, house->decisions[i].owner);
        if (person != NULL)
            house->decisions[i].owner = person->role != NULL ? person->role : person->team;
    }
}

static bool promises_something(const struct client_row *row)
{
    for (int i = 0; i < PRIORITY_COUNT; i++)
        if (row->first_reply_s[i] > 0 || row->resolve_s[i] > 0)
            return true;
    return false;
}

static bool has_hours(const struct settings *settings, const struct client_row *row)
{
    if (row->hours_text != NULL)
        return true;
    for (size_t i = 0; i < settings->account_count; i++)
        if (settings_pattern_fits(settings->accounts[i].name, span_of(row->client)))
            return settings->accounts[i].hours != INDEX_NONE;
    return false;
}

/* A promise without hours is held against nights and weekends too: dear, if nobody meant it. */
static bool settle_hours(struct settings *settings, struct error *err)
{
    enum { NAMES_SHOWN = 3 };
    struct house *house = &settings->house;
    OWN(buffer_release) struct buffer text = {0};
    size_t count = 0;

    for (size_t i = 0; i < house->client_count; i++) {
        struct client_row *row = &house->clients[i];
        row->hours_assumed = promises_something(row) && !has_hours(settings, row);
        if (!row->hours_assumed)
            continue;
        if (count++ < NAMES_SHOWN)
            buffer_format(&text, "%s'%.40s'", count == 1 ? "" : ", ", row->client);
    }
    if (count == 0)
        return true;
    struct house_problem *problem = house_add(&settings->arena, (void **)&house->problems,
                                              &house->problem_count, sizeof *problem);
    if (problem == NULL || text.is_short)
        return error_memory(err);
    *problem = (struct house_problem){
        .text = arena_format(&settings->arena,
                             "clients.csv: without hours, so promised around the clock: %s%s "
                             "(hint: write 8x5 or 24x7 in 'hours')",
                             text.bytes, count > NAMES_SHOWN ? ", …" : "")};
    return problem->text != NULL || error_memory(err);
}

static int compare_calls(const void *a, const void *b)
{
    const struct call_row *x = a;
    const struct call_row *y = b;

    const int64_t keys[][2] = {{x->at, y->at},           {x->wait_s, y->wait_s},
                               {x->talk_s, y->talk_s},   {x->client, y->client},
                               {x->outcome, y->outcome}, {x->priority, y->priority},
                               {x->is_test, y->is_test}};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static bool settle_calls(struct settings *settings, struct error *err)
{
    OWN(hours_clocks_release) struct hours_clocks clocks = {0};
    struct house *house = &settings->house;

    if (house->call_count == 0)
        return true;
    if (!hours_clocks_open(settings, &clocks, err))
        return false;
    for (size_t i = 0; i < house->call_count; i++) {
        struct call_row *row = &house->calls[i];
        int slot = slot_of(clocks.zone, clocks.holidays, row->at);
        row->slot = slot == SLOT_UNKNOWN ? 0 : (uint8_t)slot;
        row->day = day_of_local(zone_local(clocks.zone, row->at));
    }
    qsort(house->calls, house->call_count, sizeof *house->calls, compare_calls);
    return true;
}

static int compare_files(const void *a, const void *b)
{
    const struct house_file *x = a;
    const struct house_file *y = b;

    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    if (x->content.high != y->content.high)
        return x->content.high < y->content.high ? -1 : 1;
    return x->content.low < y->content.low ? -1 : x->content.low > y->content.low;
}

/* Causes, decisions and notes are words: they change no figure. */
static bool changes_figures(enum house_table table)
{
    return table != HOUSE_EVENTS && table != HOUSE_DECISIONS && table != HOUSE_NOTES;
}

static bool add_to_hash(struct settings *settings, struct error *err)
{
    struct house *house = &settings->house;
    OWN(buffer_release) struct buffer bytes = {0};
    char hash[33];
    bool has_any = false;

    qsort(house->files, house->file_count, sizeof *house->files, compare_files);
    hash128_format(settings->hash, hash);
    buffer_format(&bytes, "house 1\n%s\n", hash);
    for (size_t i = 0; i < house->file_count; i++) {
        if (!changes_figures(house->files[i].table) || house->files[i].row_count == 0)
            continue;
        hash128_format(house->files[i].content, hash);
        buffer_format(&bytes, "%s %s\n", house_table_name(house->files[i].table), hash);
        has_any = true;
    }
    if (bytes.is_short)
        return error_memory(err);
    if (has_any)
        settings->hash = hash_128(buffer_span(&bytes));
    return true;
}

bool house_finish(struct settings *settings, struct error *err)
{
    settle_people(settings);
    return settle_hours(settings, err) && house_apply(settings, err) &&
           settle_calls(settings, err) && add_to_hash(settings, err);
}
