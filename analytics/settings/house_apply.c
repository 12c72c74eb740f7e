/* What clients.csv and staff.csv say, as lines of the settings that everybody reads. */
#include <string.h>

#include "settings/settings.h"

static bool is_pattern(const char *client)
{
    size_t length = strlen(client);

    return length > 0 && client[length - 1] == '*';
}

/* ---- promises ------------------------------------------------------------------------------- */

/* The hours of an account in deskgauge.yaml, where the table tells none. */
static int hours_of(const struct settings *settings, const struct client_row *row)
{
    if (row->hours_text != NULL)
        return row->hours;
    for (size_t i = 0; i < settings->account_count; i++)
        if (settings_pattern_fits(settings->accounts[i].name, span_of(row->client)))
            return settings->accounts[i].hours;
    return INDEX_NONE;
}

/* Urgent … low, and last what holds for any other. What a priority has not of its own it takes
 * from that, so that one line says all of a ticket's promise. */
static size_t promises_of(const struct settings *settings, const struct client_row *row,
                          struct promise_settings out[PRIORITY_COUNT])
{
    size_t count = 0;

    for (int priority = PRIORITY_COUNT - 1; priority >= PRIORITY_UNKNOWN; priority--) {
        int64_t reply_s = row->first_reply_s[priority];
        int64_t resolve_s = row->resolve_s[priority];
        if (reply_s == 0 && resolve_s == 0)
            continue;
        out[count++] = (struct promise_settings){
            .account = row->client,
            .priority = (enum priority)priority,
            .from_day = row->from_day,
            .to_day = row->to_day,
            .hours = hours_of(settings, row),
            .first_reply_s = reply_s > 0 ? reply_s : row->first_reply_s[PRIORITY_UNKNOWN],
            .resolve_s = resolve_s > 0 ? resolve_s : row->resolve_s[PRIORITY_UNKNOWN],
            .share = row->share >= 0 ? row->share : 0.9,
            .line = row->line};
    }
    return count;
}

/* Exact names before patterns, both before deskgauge.yaml: the first line that fits holds. */
static bool add_promises(struct settings *settings, struct error *err)
{
    const struct house *house = &settings->house;
    size_t most = house->client_count * PRIORITY_COUNT + settings->promise_count;
    struct promise_settings *lines = arena_array(&settings->arena, most, sizeof *lines);
    size_t count = 0;

    if (lines == NULL)
        return error_memory(err);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < house->client_count; i++)
            if (is_pattern(house->clients[i].client) == (pass == 1))
                count += promises_of(settings, &house->clients[i], lines + count);
    if (settings->promise_count > 0)
        memcpy(lines + count, settings->promises, settings->promise_count * sizeof *lines);
    settings->promises = lines;
    settings->promise_count += count;
    return true;
}

/* ---- accounts ------------------------------------------------------------------------------- */

/* 24x7 as hours with an index, for accounts: INDEX_NONE is "not told" there. */
static bool always(struct settings *settings, int *out, struct error *err)
{
    for (size_t i = 0; i < settings->hours_count; i++) {
        const struct hours_settings *row = &settings->hours[i];
        if (row->version_count == 1 && row->versions[0].is_always) {
            *out = (int)i;
            return true;
        }
    }
    struct hours_settings *grown =
        arena_array(&settings->arena, settings->hours_count + 1, sizeof *grown);
    struct hours_version *version = arena_array(&settings->arena, 1, sizeof *version);
    if (grown == NULL || version == NULL)
        return error_memory(err);
    if (settings->hours_count > 0)
        memcpy(grown, settings->hours, settings->hours_count * sizeof *grown);
    *version = (struct hours_version){.from_day = INT32_MIN, .is_always = true};
    grown[settings->hours_count] =
        (struct hours_settings){.name = "24x7", .versions = version, .version_count = 1};
    settings->hours = grown;
    *out = (int)settings->hours_count++;
    return true;
}

static const struct account_settings *line_of(const struct settings *settings, const char *client)
{
    for (size_t i = 0; i < settings->account_count; i++)
        if (settings_pattern_fits(settings->accounts[i].name, span_of(client)))
            return &settings->accounts[i];
    return NULL;
}

static bool take_account(struct settings *settings, const struct client_row *row,
                         struct account_settings *out, struct error *err)
{
    const struct account_settings *line = line_of(settings, row->client);

    *out = (struct account_settings){.name = row->client,
                                     .shown = row->shown,
                                     .from_day = row->from_day,
                                     .to_day = row->to_day,
                                     .hours = row->hours_text == NULL ? INDEX_NONE : row->hours,
                                     .monthly_fee_minor = row->monthly_fee_minor};
    if (line != NULL) {
        out->is_test = line->is_test;
        out->shown = out->shown == NULL ? line->shown : out->shown;
        if (out->hours == INDEX_NONE && row->hours_text == NULL)
            out->hours = line->hours;
        if (out->monthly_fee_minor < 0)
            out->monthly_fee_minor = line->monthly_fee_minor;
    }
    return row->hours_text == NULL || row->hours != INDEX_NONE ||
           always(settings, &out->hours, err);
}

static bool add_accounts(struct settings *settings, struct error *err)
{
    const struct house *house = &settings->house;
    size_t most = house->client_count + settings->account_count;
    struct account_settings *lines = arena_array(&settings->arena, most, sizeof *lines);
    size_t count = 0;

    if (lines == NULL)
        return error_memory(err);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < house->client_count; i++)
            if (is_pattern(house->clients[i].client) == (pass == 1) &&
                !take_account(settings, &house->clients[i], &lines[count++], err))
                return false;
    if (settings->account_count > 0)
        memcpy(lines + count, settings->accounts, settings->account_count * sizeof *lines);
    settings->accounts = lines;
    settings->account_count += count;
    return true;
}

/* ---- executors ------------------------------------------------------------------------------ */

static size_t count_names(const struct house *house)
{
    size_t count = 0;

    for (size_t i = 0; i < house->staff_count; i++)
        count += 2 + house->staff[i].also_count;
    return count;
}

static void take_person(const struct staff_row *row, const char *name,
                        struct executor_settings *out)
{
    *out = (struct executor_settings){.assignee = name,
                                      .executor = row->executor,
                                      .from_day = row->from_day,
                                      .to_day = row->to_day};
}

/* Is everybody of the team of one executor? Then its group stands for them too. */
static bool is_one_executor(const struct house *house, const struct staff_row *row)
{
    for (size_t i = 0; i < house->staff_count; i++)
        if (house->staff[i].team != NULL && strcmp(house->staff[i].team, row->team) == 0 &&
            house->staff[i].executor != row->executor)
            return false;
    return true;
}

/* The lines of deskgauge.yaml stay first: what is said of a group there holds. */
static bool add_executors(struct settings *settings, struct error *err)
{
    const struct house *house = &settings->house;
    size_t most = settings->executor_count + count_names(house);
    struct executor_settings *lines = arena_array(&settings->arena, most, sizeof *lines);
    size_t count = settings->executor_count;

    if (lines == NULL)
        return error_memory(err);
    if (count > 0)
        memcpy(lines, settings->executors, count * sizeof *lines);
    for (size_t i = 0; i < house->staff_count; i++) {
        const struct staff_row *row = &house->staff[i];
        take_person(row, row->person, &lines[count++]);
        for (size_t j = 0; j < row->also_count; j++)
            take_person(row, row->also[j], &lines[count++]);
        if (row->team != NULL && is_one_executor(house, row))
            lines[count++] = (struct executor_settings){.group = row->team,
                                                        .executor = row->executor,
                                                        .from_day = INT32_MIN,
                                                        .to_day = INT32_MAX};
    }
    settings->executors = lines;
    settings->executor_count = count;
    return true;
}

/* ---- channels ------------------------------------------------------------------------------- */

/* What some client may count on is promised; what deskgauge.yaml says of a channel stays. */
static bool add_channels(struct settings *settings, struct error *err)
{
    const struct house *house = &settings->house;
    struct criteria_settings *criteria = &settings->criteria;
    struct channel_policy *policies =
        arena_array(&settings->arena, criteria->policy_count + CHANNEL_COUNT, sizeof *policies);
    uint32_t promised = 0;

    if (policies == NULL)
        return error_memory(err);
    for (size_t i = 0; i < house->client_count; i++)
        promised |= house->clients[i].channels;
    for (size_t i = 0; i < criteria->policy_count; i++) {
        policies[i] = criteria->policies[i];
        promised &= ~(1U << policies[i].channel);
    }
    for (int channel = CHANNEL_UNKNOWN + 1; channel < CHANNEL_COUNT; channel++)
        if (promised & (1U << channel))
            policies[criteria->policy_count++] =
                (struct channel_policy){.channel = (enum channel)channel,
                                        .identified = -1,
                                        .history = -1,
                                        .confidential = -1,
                                        .attachments = -1,
                                        .out_of_hours = -1,
                                        .accessible = -1,
                                        .is_promised = true};
    criteria->policies = policies;
    return true;
}

bool house_apply(struct settings *settings, struct error *err)
{
    const struct house *house = &settings->house;

    return (house->client_count == 0 ||
            (add_promises(settings, err) && add_accounts(settings, err) &&
             add_channels(settings, err))) &&
           (house->staff_count == 0 || add_executors(settings, err));
}
