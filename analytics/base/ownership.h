/* ownership: a declaration says who releases what it declares. */
#ifndef DESKGAUGE_BASE_OWNERSHIP_H
#define DESKGAUGE_BASE_OWNERSHIP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * OWN(verb) releases the variable when its scope ends, by `verb_owned(&variable)`. Name the verb
 * once per type with OWN_CLOSER (verb takes a pointer that may be NULL) or OWN_RELEASER (verb
 * takes the address of a value whose all-zero state is empty):
 *
 *     OWN_CLOSER(store_close, struct store *)      // in store.h
 *     OWN(store_close) struct store *store = NULL; // in a body
 */
#define OWN(verb) __attribute__((cleanup(verb##_owned)))

#define OWN_CLOSER(verb, type)                                                                     \
    static inline __attribute__((unused)) void verb##_owned(type *held)                            \
    {                                                                                              \
        verb(*held);                                                                               \
    }

#define OWN_RELEASER(verb, type)                                                                   \
    static inline __attribute__((unused)) void verb##_owned(type *held)                            \
    {                                                                                              \
        verb(held);                                                                                \
    }

/* OWN(free) for memory, OWN(file_close) for FILE *, OWN(descriptor_close) for int (empty: -1). */
static inline __attribute__((unused)) void free_owned(void *held)
{
    free(*(void **)held);
}

static inline __attribute__((unused)) void file_close_owned(FILE **held)
{
    if (*held != NULL)
        fclose(*held);
}

static inline __attribute__((unused)) void descriptor_close_owned(int *held)
{
    if (*held >= 0)
        close(*held);
}

/* Hand an owned pointer to the caller: the scope no longer releases it. */
#define TAKE(pointer)                                                                              \
    __extension__({                                                                                \
        __typeof__(pointer) taken_ = (pointer);                                                    \
        (pointer) = NULL;                                                                          \
        taken_;                                                                                    \
    })

#endif
