#include "store/publication.h"

#include <string.h>

#include "store/engine.h"
#include "store/handle.h"

static bool publish_rows(struct keeper *keeper, const struct publication *publication,
                         int64_t number, struct error *err)
{
    for (size_t i = 0; i < publication->row_count; i++)
        if (!keeper->engine->published_add(keeper->self, publication, number, &publication->rows[i],
                                           err))
            return false;
    return true;
}

bool store_publish(struct store *store, const struct publication *publication, struct error *err)
{
    struct keeper *keeper = &store->keeper;
    int64_t number = 0;

    if (store->reader_count > 0 || store->is_importing)
        return error_set(err, ERROR_INTERNAL, "figures were published inside a scan or an import");
    if (!keeper->engine->begin(keeper->self, true, err))
        return false;
    if (keeper->engine->published_last(keeper->self, publication, &number, err) &&
        publish_rows(keeper, publication, number + 1, err) &&
        keeper->engine->commit(keeper->self, err))
        return true;
    keeper->engine->rollback(keeper->self);
    return false;
}

struct gathering {
    struct arena *arena;
    struct publication *out;
    struct published_row *rows;
    size_t capacity;
    bool is_short;
};

static bool gather(void *context, const struct publication *head, const struct published_row *row)
{
    struct gathering *gathering = context;
    struct publication *out = gathering->out;

    if (out->row_count == 0) {
        out->cut_at = head->cut_at;
        out->settings = head->settings;
        out->version = arena_text(gathering->arena, head->version, strlen(head->version));
    }
    if (out->row_count == gathering->capacity) {
        size_t capacity = gathering->capacity == 0 ? 64 : gathering->capacity * 2;
        struct published_row *grown = arena_array(gathering->arena, capacity, sizeof *grown);
        if (grown == NULL) {
            gathering->is_short = true;
            return false;
        }
        if (out->row_count > 0)
            memcpy(grown, gathering->rows, out->row_count * sizeof *grown);
        gathering->rows = grown;
        gathering->capacity = capacity;
    }
    struct published_row *place = &gathering->rows[out->row_count++];
    *place = *row;
    place->figure = arena_text(gathering->arena, row->figure, strlen(row->figure));
    gathering->is_short = place->figure == NULL || out->version == NULL;
    return !gathering->is_short;
}

bool store_published(struct store *store, const char *report, const char *account,
                     const char *period, struct arena *arena, struct publication *out, bool *found,
                     struct error *err)
{
    struct keeper *keeper = &store->keeper;
    struct publication newest = {.report = report, .account = account, .period = period};
    struct gathering gathering = {.arena = arena, .out = &newest};

    *found = false;
    if (!keeper->engine->published_last(keeper->self, &newest, &newest.number, err))
        return false;
    if (newest.number == 0)
        return true;
    if (!keeper->engine->published_each(keeper->self, &newest, gather, &gathering, err))
        return false;
    if (gathering.is_short)
        return error_memory(err);
    newest.rows = gathering.rows;
    *out = newest;
    *found = true;
    return true;
}
