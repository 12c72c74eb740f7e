#include "cube/cube.h"

#include <stdlib.h>

void cube_release(struct cube *cube)
{
#define X(table) free(cube->table);
    CUBE_TABLES(X)
#undef X
    free(cube->tickets);
    free(cube->actions);
    free(cube->answers);
    arena_release(&cube->arena);
    *cube = (struct cube){0};
}
