#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_in(const char *folder)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/deskgauge-XXXXXX", folder) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

/* Those that are asked, in this order; what the user named is not passed over for another. */
static const char *candidate(size_t index)
{
    const char *named = getenv("TMPDIR");

    if (named != NULL && named[0] != '\0')
        return index == 0 ? named : NULL;
    return index == 0 ? "/var/tmp" : index == 1 ? "/tmp" : NULL;
}

int temporary_open(void)
{
    int file = -1;

    for (size_t i = 0; file < 0 && candidate(i) != NULL; i++)
        file = open_in(candidate(i));
    return file;
}

const char *temporary_folder(void)
{
    for (size_t i = 0; candidate(i) != NULL; i++)
        if (access(candidate(i), W_OK) == 0)
            return candidate(i);
    return candidate(0);
}

bool temporary_write(int file, const void *bytes, size_t size, struct error *err)
{
    const char *from = bytes;

    for (size_t done = 0; done < size;) {
        ssize_t part = write(file, from + done, size - done);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return error_set(err, ERROR_STORE,
                             "a file for the work in between cannot be written in '%s': %s "
                             "(hint: TMPDIR=/a/folder/with/room)",
                             temporary_folder(), strerror(part == 0 ? ENOSPC : errno));
        done += (size_t)part;
    }
    return true;
}
