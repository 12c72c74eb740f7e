#include "command/publishing.h"

#include <stdlib.h>
#include <string.h>

#include "store/publication.h"

static const char *account_key(const struct publishing *publishing)
{
    return publishing->account == NULL ? "" : publishing->account;
}

static bool convert(const struct publication *publication, struct arena *arena, struct given *out,
                    struct error *err)
{
    struct given_figure *figures = arena_array(arena, publication->row_count + 1, sizeof *figures);

    if (figures == NULL)
        return error_memory(err);
    for (size_t i = 0; i < publication->row_count; i++) {
        const struct published_row *row = &publication->rows[i];
        figures[i] = (struct given_figure){.id = row->figure,
                                           .has_value = row->has_value,
                                           .value = row->value,
                                           .asked_count = row->asked_count,
                                           .kept_count = row->kept_count,
                                           .open_count = row->open_count};
    }
    *out = (struct given){.period = publication->period,
                          .cut_at = publication->cut_at,
                          .settings = publication->settings,
                          .version = publication->version,
                          .figures = figures,
                          .figure_count = publication->row_count};
    return true;
}

static bool moved_of(const struct publishing *publishing, const char *period, struct arena *arena,
                     struct moved_figure **out, size_t *count, struct error *err)
{
    struct publication publication;
    struct given given;
    bool is_found = false;

    *count = 0;
    if (!store_published(publishing->workspace->store, publishing->report, account_key(publishing),
                         period, arena, &publication, &is_found, err))
        return false;
    if (!is_found)
        return true;
    return convert(&publication, arena, &given, err) &&
           moved_find(&given, publishing->card, &publishing->cube->names,
                      publishing->workspace->settings.hash, DESKGAUGE_VERSION, arena, out, count,
                      err);
}

bool publishing_moved(const struct publishing *publishing, struct arena *arena,
                      struct moved_figure **out, size_t *count, struct error *err)
{
    const struct scorecard *card = publishing->card;
    struct moved_figure *current = NULL;
    struct moved_figure *before = NULL;
    size_t current_count = 0;
    size_t before_count = 0;

    *count = 0;
    if (publishing->workspace->store_is_fresh)
        return true;
    if (!moved_of(publishing, card->period[PERIOD_CURRENT].label, arena, &current, &current_count,
                  err) ||
        (card->period[PERIOD_PREVIOUS].is_present &&
         !moved_of(publishing, card->period[PERIOD_PREVIOUS].label, arena, &before, &before_count,
                   err)))
        return false;
    struct moved_figure *all = arena_array(arena, current_count + before_count + 1, sizeof *all);
    if (all == NULL)
        return error_memory(err);
    if (current_count > 0)
        memcpy(all, current, current_count * sizeof *all);
    if (before_count > 0)
        memcpy(all + current_count, before, before_count * sizeof *all);
    *out = all;
    *count = current_count + before_count;
    return true;
}

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const struct published_row *)a)->figure,
                  ((const struct published_row *)b)->figure);
}

static bool gather(const struct publishing *publishing, struct arena *arena,
                   struct published_row *rows, size_t *count, struct error *err)
{
    const struct scorecard *card = publishing->card;
    OWN(buffer_release) struct buffer id = {0};

    for (size_t i = 0; i < card->measurement_count; i++) {
        const struct measurement *row = &card->measurements[i];
        if (row->period != PERIOD_CURRENT || !is_given_out(row))
            continue;
        buffer_clear(&id);
        measurement_write_id(row, &publishing->cube->names, card->period[PERIOD_CURRENT].label,
                             &id);
        const char *figure =
            id.is_short ? NULL : arena_text(arena, id.bytes, buffer_span(&id).length);
        if (figure == NULL)
            return error_memory(err);
        rows[(*count)++] = (struct published_row){.figure = figure,
                                                  .has_value = true,
                                                  .value = row->value,
                                                  .asked_count = row->asked_count,
                                                  .kept_count = row->kept_count,
                                                  .open_count = row->open_count};
    }
    qsort(rows, *count, sizeof *rows, compare_rows);
    return true;
}

bool publishing_can_keep(const struct workspace *workspace, struct error *err)
{
    return !workspace->store_is_fresh ||
           error_set(err, ERROR_USAGE,
                     "there is no store to keep what was sent in (hint: --store FILE, or 'store:' "
                     "in the settings)");
}

bool publishing_keep(const struct publishing *publishing, struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    const struct scorecard *card = publishing->card;
    struct published_row *rows = arena_array(&arena, card->measurement_count + 1, sizeof *rows);
    size_t count = 0;

    if (rows == NULL)
        return error_memory(err);
    if (!publishing_can_keep(publishing->workspace, err) ||
        !gather(publishing, &arena, rows, &count, err))
        return false;
    struct publication publication = {.report = publishing->report,
                                      .account = account_key(publishing),
                                      .period = card->period[PERIOD_CURRENT].label,
                                      .version = DESKGAUGE_VERSION,
                                      .cut_at = publishing->cube->cut_at,
                                      .settings = publishing->workspace->settings.hash,
                                      .rows = rows,
                                      .row_count = count};
    return store_publish(publishing->workspace->store, &publication, err);
}
