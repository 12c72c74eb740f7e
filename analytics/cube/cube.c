#include "cube/cube.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "cube/rows.h"

static const void *rows_of(const struct cube *cube, enum cube_table table)
{
    switch (table) {
#define X(name)                                                                                    \
    case CUBE_TABLE_##name:                                                                        \
        return cube->name;
        CUBE_TABLES(X)
#undef X
    case CUBE_TABLE_tickets:
        return cube->tickets;
    case CUBE_TABLE_actions:
        return cube->actions;
    case CUBE_TABLE_answers:
        return cube->answers;
    case CUBE_TABLE_COUNT:
        break;
    }
    return NULL;
}

void cube_let_go(const struct cube *cube)
{
    for (int table = 0; table < CUBE_TABLE_COUNT; table++)
        if (cube->mapped_size[table] > 0)
            madvise((void *)rows_of(cube, (enum cube_table)table), cube->mapped_size[table],
                    MADV_DONTNEED);
}

void cube_release(struct cube *cube)
{
    for (int table = 0; table < CUBE_TABLE_COUNT; table++) {
        void *rows = (void *)rows_of(cube, (enum cube_table)table);
        if (cube->mapped_size[table] > 0)
            munmap(rows, cube->mapped_size[table]);
        else
            free(rows);
    }
    arena_release(&cube->arena);
    *cube = (struct cube){0};
}
