/* arena: memory that is released all at once; what one result needs lives in one arena. */
#ifndef DESKGAUGE_BASE_ARENA_H
#define DESKGAUGE_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/ownership.h"

struct arena_block;

/* All-zero is a valid empty arena. Not safe to share between threads. */
struct arena {
    struct arena_block *block;
    size_t byte_count; /* handed out so far */
    bool is_short;     /* memory was once not there: what was made here is not whole */
};

/*
 * `size` bytes of zeros, aligned for any type, or NULL when memory is short (callers turn NULL
 * into error_memory(), at once or by `is_short` at the end). Valid until arena_release().
 */
void *arena_allocate(struct arena *arena, size_t size) __attribute__((malloc));

/* `count` elements of `size`; NULL also when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A piece made larger, zeros behind what it held; NULL: memory is short, and the piece stays good.
 * A large piece moves with its pages and leaves nothing behind. NULL as a piece has size 0. */
void *arena_grow(struct arena *arena, void *piece, size_t size, size_t larger_size);

/* A copy of `length` bytes with a final NUL; NULL when memory is short. */
char *arena_text(struct arena *arena, const char *bytes, size_t length);

/* A copy of a finished buffer, NULL also when that one was short. */
struct buffer;
char *arena_keep(struct arena *arena, const struct buffer *text);
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Everything made in `from` is `arena`'s from now on; `from` is left empty. */
void arena_take(struct arena *arena, struct arena *from);

void arena_release(struct arena *arena);
OWN_RELEASER(arena_release, struct arena)

#endif
