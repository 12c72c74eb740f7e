#include "render/listing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MOST = 100000, LIST_BYTES_MOST = 1 << 24 };

static inline __attribute__((unused)) void folder_end_owned(DIR **held)
{
    if (*held != NULL)
        closedir(*held);
}

struct names {
    char **rows;
    size_t count, capacity;
};

static void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->rows[i]);
    free(names->rows);
}
OWN_RELEASER(names_release, struct names)

static bool names_add(struct names *names, const char *inner, const char *name, struct error *err)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity == 0 ? 32 : names->capacity * 2;
        char **rows =
            capacity > FILES_MOST * 2 ? NULL : realloc(names->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return error_memory(err);
        names->rows = rows;
        names->capacity = capacity;
    }
    char *row = NULL;
    if (asprintf(&row, "%s%s%s", inner, *inner == '\0' ? "" : "/", name) < 0)
        return error_memory(err);
    names->rows[names->count++] = row;
    return true;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool refuse(const char *path, const char *name, const char *why, struct error *err)
{
    return error_set(err, ERROR_RENDER, "%s/%s: %s", path, name, why);
}

/* Add the files of one folder, and those of the folders in it as deep as `depth`. */
static bool walk(const char *path, int handle, const char *inner, int depth, struct names *names,
                 struct error *err)
{
    OWN(folder_end) DIR *entries = fdopendir(dup(handle));

    if (entries == NULL)
        return refuse(path, inner, strerror(errno), err);
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        struct stat about;
        if (is_dots(entry->d_name))
            continue;
        if (fstatat(handle, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0)
            return refuse(path, entry->d_name, strerror(errno), err);
        if (S_ISREG(about.st_mode)) {
            if (!names_add(names, inner, entry->d_name, err))
                return false;
            continue;
        }
        if (!S_ISDIR(about.st_mode) || depth == 0)
            return refuse(path, entry->d_name, "not a file of a report", err);
        OWN(descriptor_close)
        int sub = openat(handle, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (sub < 0)
            return refuse(path, entry->d_name, strerror(errno), err);
        OWN(buffer_release) struct buffer deeper = {0};
        buffer_format(&deeper, "%s%s%s", inner, *inner == '\0' ? "" : "/", entry->d_name);
        if (deeper.is_short)
            return error_memory(err);
        if (!walk(path, sub, deeper.bytes, depth - 1, names, err))
            return false;
    }
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool collect(const char *path, struct names *names, struct error *err)
{
    OWN(descriptor_close) int handle = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (handle < 0)
        return error_set(err, ERROR_RENDER, "%s: %s", path, strerror(errno));
    if (!walk(path, handle, "", FOLDER_DEPTH, names, err))
        return false;
    if (names->count > 0)
        qsort(names->rows, names->count, sizeof *names->rows, by_bytes);
    return true;
}

bool listing_of(const char *path, struct buffer *out, struct error *err)
{
    OWN(names_release) struct names names = {0};

    if (!collect(path, &names, err))
        return false;
    buffer_clear(out);
    for (size_t i = 0; i < names.count; i++)
        buffer_format(out, "%s\n", names.rows[i]);
    return !out->is_short || error_memory(err);
}

static bool read_list(const char *place, struct buffer *out, struct error *err)
{
    OWN(buffer_release) struct buffer path = {0};
    char bytes[4096];

    buffer_format(&path, "%s/%s", place, LISTING_NAME);
    if (path.is_short)
        return error_memory(err);
    OWN(descriptor_close) int file = open(path.bytes, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT ||
               error_set(err, ERROR_RENDER, "%s: %s", path.bytes, strerror(errno));
    for (;;) {
        ssize_t got = read(file, bytes, sizeof bytes);
        if (got < 0 || out->length > LIST_BYTES_MOST)
            return error_set(err, ERROR_RENDER, "%s: %s", path.bytes, strerror(errno));
        if (got == 0)
            return !out->is_short || error_memory(err);
        buffer_append(out, bytes, (size_t)got);
    }
}

/* `name` is a line of the list, or such a line with a journal's ending. */
static bool is_listed(const struct buffer *list, const char *name)
{
    static const char *const endings[] = {"-wal", "-shm", "-journal"};
    struct span wanted = span_of(name);

    if (strcmp(name, LISTING_NAME) == 0)
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (span_ends(wanted, span_of(endings[i])))
            wanted.length -= strlen(endings[i]);
    for (const char *at = list->bytes; at != NULL && *at != '\0';) {
        const char *end = strchrnul(at, '\n');
        if (span_equal(wanted, (struct span){at, (size_t)(end - at)}))
            return true;
        at = *end == '\0' ? end : end + 1;
    }
    return false;
}

bool listing_may_replace(const char *place, bool *is_taken, struct error *err)
{
    OWN(names_release) struct names names = {0};
    OWN(buffer_release) struct buffer list = {0};
    struct stat about;

    *is_taken = false;
    if (lstat(place, &about) != 0)
        return errno == ENOENT || error_set(err, ERROR_RENDER, "%s: %s", place, strerror(errno));
    if (!S_ISDIR(about.st_mode))
        return error_set(err, ERROR_RENDER, "%s is not a folder (hint: choose another place)",
                         place);
    if (!read_list(place, &list, err) || !collect(place, &names, err))
        return error_wrap(err, "%s holds more than a report (hint: choose another place)", place);
    for (size_t i = 0; i < names.count; i++)
        if (!is_listed(&list, names.rows[i]))
            return error_set(err, ERROR_RENDER,
                             "%s holds '%s', which no report wrote (hint: move it away, or choose "
                             "another place)",
                             place, names.rows[i]);
    *is_taken = true;
    return true;
}

static bool sync_folder(const char *path, const char *inner, int length, struct error *err)
{
    OWN(buffer_release) struct buffer whole = {0};

    buffer_format(&whole, "%s/%.*s", path, length, inner);
    if (whole.is_short)
        return error_memory(err);
    OWN(descriptor_close) int handle = open(whole.bytes, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0 || fsync(handle) != 0)
        return error_set(err, ERROR_RENDER, "%s: %s", whole.bytes, strerror(errno));
    return true;
}

/* Each folder once: those of a sorted list that hold a file. */
bool listing_sync(const char *path, const struct buffer *list, struct error *err)
{
    struct span synced = {0};

    for (const char *at = list->bytes; at != NULL && *at != '\0';) {
        const char *end = strchrnul(at, '\n');
        for (const char *slash = memchr(at, '/', (size_t)(end - at)); slash != NULL;
             slash = memchr(slash + 1, '/', (size_t)(end - slash - 1))) {
            size_t length = (size_t)(slash - at);
            bool is_synced = length <= synced.length && memcmp(at, synced.bytes, length) == 0 &&
                             (length == synced.length || synced.bytes[length] == '/');
            if (is_synced)
                continue;
            if (!sync_folder(path, at, (int)length, err))
                return false;
            synced = (struct span){at, length};
        }
        at = *end == '\0' ? end : end + 1;
    }
    return true;
}

static void remove_in(int handle, int depth)
{
    OWN(folder_end) DIR *entries = fdopendir(dup(handle));

    if (entries == NULL)
        return;
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (is_dots(entry->d_name) || unlinkat(handle, entry->d_name, 0) == 0 || depth == 0)
            continue;
        OWN(descriptor_close)
        int sub = openat(handle, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (sub >= 0)
            remove_in(sub, depth - 1);
        unlinkat(handle, entry->d_name, AT_REMOVEDIR);
    }
}

void listing_remove(const char *path)
{
    OWN(descriptor_close) int handle = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (handle >= 0)
        remove_in(handle, FOLDER_DEPTH);
    rmdir(path);
}
