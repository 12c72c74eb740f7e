#include "render/unfinished.h"

#include <string.h>

#include "render/apart.h"

enum { AT_ONCE = 2 };

struct document {
    struct apart apart;
    char name[FOLDER_NAME_MOST + 1];
};

struct unfinished {
    struct document documents[AT_ONCE]; /* oldest first */
    size_t count;
};

bool unfinished_open(struct unfinished **out, struct error *err)
{
    struct unfinished *unfinished = calloc(1, sizeof *unfinished);

    if (unfinished == NULL)
        return error_memory(err);
    *out = unfinished;
    return true;
}

static bool write_oldest(struct unfinished *unfinished, struct folder *folder, struct error *err)
{
    OWN(buffer_release) struct buffer made = {0};
    struct document oldest = unfinished->documents[0];

    unfinished->count--;
    memmove(unfinished->documents, unfinished->documents + 1,
            unfinished->count * sizeof *unfinished->documents);
    return (apart_take(&oldest.apart, &made, err) || error_wrap(err, "%s", oldest.name)) &&
           folder_write(folder, oldest.name, buffer_span(&made), err);
}

bool unfinished_start(struct unfinished *unfinished, const struct making *making, const char *name,
                      struct folder *folder, struct error *err)
{
    struct document document = {0};

    if (strlen(name) > FOLDER_NAME_MOST)
        return error_set(err, ERROR_INTERNAL, "'%.100s' is no name of a file in a report", name);
    memcpy(document.name, name, strlen(name));
    if (unfinished->count == AT_ONCE && !write_oldest(unfinished, folder, err))
        return false;
    if (!apart_start(making, &document.apart, err))
        return error_wrap(err, "%s", name);
    unfinished->documents[unfinished->count++] = document;
    return true;
}

bool unfinished_write(struct unfinished *unfinished, struct folder *folder, struct error *err)
{
    while (unfinished->count > 0)
        if (!write_oldest(unfinished, folder, err))
            return false;
    return true;
}

void unfinished_close(struct unfinished *unfinished)
{
    if (unfinished == NULL)
        return;
    for (size_t i = 0; i < unfinished->count; i++)
        apart_release(&unfinished->documents[i].apart);
    free(unfinished);
}
