#include "command/inputs.h"

#include <stdio.h>
#include <string.h>

#include "ingest/assumptions.h"

/* One place more at the end of an array in the arena. */
static void *add(struct arena *arena, void **items, size_t *count, size_t *capacity, size_t size)
{
    if (*count == *capacity) {
        size_t more = *capacity == 0 ? 16 : *capacity * 2;
        void *grown = arena_array(arena, more, size);
        if (grown == NULL)
            return NULL;
        if (*count > 0)
            memcpy(grown, *items, *count * size);
        *items = grown;
        *capacity = more;
    }
    return (char *)*items + (*count)++ * size;
}

static bool add_input(struct inputs *inputs, const char *name, struct hash128 content,
                      uint64_t byte_count, uint64_t row_count, struct error *err)
{
    struct input *input = add(inputs->arena, (void **)&inputs->items, &inputs->count,
                              &inputs->capacity, sizeof *input);
    char digest[33];

    if (input == NULL)
        return error_memory(err);
    hash128_format(content, digest);
    *input = (struct input){.name = arena_text(inputs->arena, name, strlen(name)),
                            .digest = arena_text(inputs->arena, digest, strlen(digest)),
                            .byte_count = (int64_t)byte_count,
                            .row_count = (int64_t)row_count};
    return (input->name != NULL && input->digest != NULL) || error_memory(err);
}

bool inputs_add_doubt(struct inputs *inputs, const struct review_doubt *doubt, struct error *err)
{
    struct review_doubt *place = add(inputs->arena, (void **)&inputs->doubts, &inputs->doubt_count,
                                     &inputs->doubt_capacity, sizeof *place);

    if (place == NULL)
        return error_memory(err);
    *place = *doubt;
    return true;
}

/* ---- the ledger -------------------------------------------------------------------------------
 */

static bool add_doubts_of(struct inputs *inputs, const char *file, const char *assumptions,
                          struct error *err)
{
    struct doubt *doubts = NULL;
    size_t count = 0;

    if (!assumptions_read(assumptions, inputs->arena, &doubts, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct review_doubt row = {
            .file = file, .key = doubts[i].key, .is_grave = doubts[i].is_grave};
        const struct doubt_value *value = doubts[i].values;
        for (; value->kind != DOUBT_NO_VALUE && row.said_count < DOUBT_SAID_MOST; value++)
            row.said[row.said_count++] = value->kind == DOUBT_WORD
                                             ? (struct doubt_said){.text = value->word}
                                             : (struct doubt_said){.number = value->number};
        if (!inputs_add_doubt(inputs, &row, err))
            return false;
    }
    return true;
}

struct ledger {
    struct inputs *inputs;
    struct error *err;
    bool is_done;
};

static bool take_row(void *context, const struct ledger_row *row)
{
    struct ledger *ledger = context;
    struct inputs *inputs = ledger->inputs;

    ledger->is_done = add_input(inputs, row->header.file_name, row->header.content,
                                row->header.byte_count, row->totals.row_count, ledger->err) &&
                      add_doubts_of(inputs, inputs->items[inputs->count - 1].name,
                                    row->header.assumptions_json, ledger->err);
    return ledger->is_done;
}

/* ---- the house and its settings ---------------------------------------------------------------
 */

static bool add_house(const struct house *house, struct inputs *inputs, struct error *err)
{
    for (size_t i = 0; i < house->file_count; i++) {
        const struct house_file *file = &house->files[i];
        if (file->row_count > 0 &&
            !add_input(inputs, file->name, file->content, file->byte_count, file->row_count, err))
            return false;
    }
    return true;
}

static bool add_unknown_holidays(const struct workspace *workspace, struct inputs *inputs,
                                 struct error *err)
{
    const char *country = NULL;
    int32_t year = 0;

    if (!workspace_holidays_lack(workspace, &country, &year, err))
        return false;
    if (country == NULL)
        return true;
    struct review_doubt row = {
        .key = "holidays_unknown",
        .is_grave = true,
        .said = {{.text = arena_text(inputs->arena, country, strlen(country))},
                 {.text = arena_format(inputs->arena, "%d", year)}},
        .said_count = 2};
    return (row.said[0].text != NULL && row.said[1].text != NULL)
               ? inputs_add_doubt(inputs, &row, err)
               : error_memory(err);
}

static bool add_assumed_hours(const struct house *house, struct inputs *inputs, struct error *err)
{
    enum { NAMES_SHOWN = 5 };
    OWN(buffer_release) struct buffer names = {0};
    int64_t count = 0;

    for (size_t i = 0; i < house->client_count; i++) {
        const struct client_row *row = &house->clients[i];
        if (!row->hours_assumed)
            continue;
        if (count++ < NAMES_SHOWN)
            buffer_format(&names, "%s%s", count == 1 ? "" : ", ",
                          row->shown != NULL ? row->shown : row->client);
    }
    if (count == 0)
        return true;
    if (count > NAMES_SHOWN)
        buffer_text(&names, ", …");
    struct review_doubt row = {
        .key = "hours_assumed",
        .is_grave = true,
        .said = {{.number = count},
                 {.text = names.is_short ? NULL
                                         : arena_text(inputs->arena, names.bytes, names.length)}},
        .said_count = 2};
    return row.said[1].text != NULL ? inputs_add_doubt(inputs, &row, err) : error_memory(err);
}

bool inputs_add_own_doubt(const struct workspace *workspace, const char *account, int32_t day,
                          struct inputs *out, struct error *err)
{
    const struct client_row *row = house_client(&workspace->settings.house, span_of(account), day);

    return row == NULL || !row->hours_assumed ||
           inputs_add_doubt(
               out, &(struct review_doubt){.key = "own_hours_assumed", .is_grave = true}, err);
}

bool inputs_read(const struct workspace *workspace, struct inputs *out, struct error *err)
{
    struct ledger ledger = {.inputs = out, .err = err, .is_done = true};
    const struct house *house = &workspace->settings.house;

    return store_ledger(workspace->store, take_row, &ledger, err) && ledger.is_done &&
           add_house(house, out, err) && add_unknown_holidays(workspace, out, err) &&
           add_assumed_hours(house, out, err);
}
