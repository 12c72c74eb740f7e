/* fuzzing: what every fuzz target has: its one function, and bytes as a file without a disk. */
#ifndef DESKGAUGE_TESTS_FUZZING_H
#define DESKGAUGE_TESTS_FUZZING_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A promise that must hold for any input. */
#define PROMISE(holds)                                                                             \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #holds);            \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The descriptor of a file in memory, and its path. */
static inline __attribute__((unused)) int memory_file(const uint8_t *bytes, size_t size,
                                                      char path[64])
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);

    PROMISE(file >= 0 && write(file, bytes, size) == (ssize_t)size);
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

#endif
