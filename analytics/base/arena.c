#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

enum { ARENA_BLOCK_SIZE = 64 * 1024, ARENA_ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    size_t padding_; /* keeps `bytes` aligned to ARENA_ALIGNMENT */
    unsigned char bytes[];
};

_Static_assert(offsetof(struct arena_block, bytes) % ARENA_ALIGNMENT == 0, "bytes are aligned");

static void *refuse(struct arena *arena)
{
    arena->is_short = true;
    return NULL;
}

static size_t aligned(size_t size)
{
    return (size + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        return refuse(arena);
    size_t wanted = aligned(size);
    struct arena_block *block = arena->block;

    if (block == NULL || block->size - block->used < wanted) {
        size_t block_size = wanted > ARENA_BLOCK_SIZE / 4 ? wanted : ARENA_BLOCK_SIZE;
        struct arena_block *fresh = malloc(sizeof *fresh + block_size);
        if (fresh == NULL)
            return refuse(arena);
        fresh->used = 0;
        fresh->size = block_size;
        /* A large piece gets a block of its own behind the current one, which stays in use. */
        if (block != NULL && block_size == wanted) {
            fresh->next = block->next;
            block->next = fresh;
        } else {
            fresh->next = block;
            arena->block = fresh;
        }
        block = fresh;
    }
    void *piece = block->bytes + block->used;
    block->used += wanted;
    arena->byte_count += wanted;
    memset(piece, 0, wanted);
    return piece;
}

/* Where the block is linked that holds nothing but the piece; NULL: it shares one. */
static struct arena_block **own_block(struct arena *arena, const void *piece, size_t size)
{
    for (struct arena_block **link = &arena->block; *link != NULL; link = &(*link)->next)
        if ((*link)->bytes == piece && (*link)->size == aligned(size))
            return link;
    return NULL;
}

void *arena_grow(struct arena *arena, void *piece, size_t size, size_t larger_size)
{
    struct arena_block **link = piece == NULL ? NULL : own_block(arena, piece, size);

    if (link == NULL || larger_size > SIZE_MAX / 2) {
        void *larger = arena_allocate(arena, larger_size);
        if (larger != NULL && piece != NULL)
            memcpy(larger, piece, size);
        return larger;
    }
    struct arena_block *block = realloc(*link, sizeof *block + aligned(larger_size));
    if (block == NULL)
        return refuse(arena);
    memset(block->bytes + size, 0, aligned(larger_size) - size);
    arena->byte_count += aligned(larger_size) - block->size;
    block->size = block->used = aligned(larger_size);
    *link = block;
    return block->bytes;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t total = 0;

    if (__builtin_mul_overflow(count, size, &total))
        return refuse(arena);
    return arena_allocate(arena, total);
}

char *arena_text(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_allocate(arena, length + 1);

    if (copy != NULL && length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_keep(struct arena *arena, const struct buffer *text)
{
    if (text->is_short)
        return refuse(arena);
    return arena_text(arena, text->length > 0 ? text->bytes : "", text->length);
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_list again;

    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : arena_allocate(arena, (size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

void arena_take(struct arena *arena, struct arena *from)
{
    struct arena_block **end = &arena->block;

    while (*end != NULL)
        end = &(*end)->next;
    *end = from->block;
    arena->byte_count += from->byte_count;
    arena->is_short |= from->is_short;
    *from = (struct arena){0};
}

void arena_release(struct arena *arena)
{
    struct arena_block *block = arena->block;

    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (struct arena){0};
}
