#include "render/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/listing.h"

enum { PATH_MOST = 4000 };

struct folder {
    char place[PATH_MOST], path[PATH_MOST + 16];
    const char *parent; /* of both */
    char parent_text[PATH_MOST];
    int handle;            /* of the new folder; -1 when there is none */
    bool is_taken;         /* a report of ours, or an empty folder, stands at the place */
    struct buffer written; /* names, each with its end */
};

static bool refuse(const char *path, struct error *err)
{
    return error_set(err, ERROR_RENDER, "%s: %s", path, strerror(errno));
}

static bool sync_path(const char *path, struct error *err)
{
    OWN(descriptor_close) int handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    return (handle >= 0 && fsync(handle) == 0) || refuse(path, err);
}

/* The place without slashes at its end, and the folder that holds it. */
static bool set_paths(struct folder *folder, const char *place, struct error *err)
{
    size_t length = strlen(place);

    while (length > 1 && place[length - 1] == '/')
        length--;
    if (length == 0 || length >= PATH_MOST)
        return error_set(err, ERROR_USAGE, "'%.100s' cannot name a report folder", place);
    memcpy(folder->place, place, length);
    const char *slash = memrchr(folder->place, '/', length);
    const char *name = slash == NULL ? folder->place : slash + 1;
    if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return error_set(err, ERROR_USAGE, "'%.100s' cannot name a report folder", place);
    if (slash == NULL)
        memcpy(folder->parent_text, ".", 2);
    else if (slash == folder->place)
        memcpy(folder->parent_text, "/", 2);
    else
        memcpy(folder->parent_text, folder->place, (size_t)(slash - folder->place));
    folder->parent = folder->parent_text;
    snprintf(folder->path, sizeof folder->path, "%s.tmp-XXXXXX", folder->place);
    return true;
}

bool folder_open(const char *place, struct folder **out, struct error *err)
{
    OWN(folder_close) struct folder *folder = calloc(1, sizeof *folder);

    if (folder == NULL)
        return error_memory(err);
    folder->handle = -1;
    if (!set_paths(folder, place, err) ||
        !listing_may_replace(folder->place, &folder->is_taken, err))
        return false;
    if (mkdtemp(folder->path) == NULL)
        return refuse(folder->path, err);
    folder->handle = open(folder->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder->handle < 0)
        return refuse(folder->path, err);
    *out = TAKE(folder);
    return true;
}

const char *folder_path(const struct folder *folder)
{
    return folder->path;
}

/* [A-Za-z0-9._-] without a dot in front of a part, two slashes at most. */
static bool is_name(const char *name)
{
    size_t slashes = 0;

    if (strlen(name) > FOLDER_NAME_MOST)
        return false;
    for (const char *at = name; *at != '\0'; at++) {
        bool starts = at == name || at[-1] == '/';
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                      (*at >= '0' && *at <= '9') || *at == '_' || *at == '-' || *at == '.';
        slashes += *at == '/';
        if ((!letter && *at != '/') || (starts && (*at == '.' || *at == '/')))
            return false;
    }
    return *name != '\0' && slashes <= FOLDER_DEPTH && name[strlen(name) - 1] != '/';
}

static bool write_all(int file, struct span bytes)
{
    while (bytes.length > 0) {
        ssize_t written = write(file, bytes.bytes, bytes.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = (struct span){bytes.bytes + written, bytes.length - (size_t)written};
    }
    return true;
}

struct folder_file {
    struct folder *folder;
    int handle;
    char name[FOLDER_NAME_MOST + 1];
};

static bool refuse_file(const struct folder_file *file, struct error *err)
{
    return error_set(err, ERROR_RENDER, "%s/%s: %s", file->folder->place, file->name,
                     strerror(errno));
}

static bool file_open(struct folder *folder, const char *name, struct folder_file **out,
                      struct error *err)
{
    OWN(folder_file_close) struct folder_file *file = calloc(1, sizeof *file);

    if (file == NULL)
        return error_memory(err);
    file->folder = folder;
    snprintf(file->name, sizeof file->name, "%s", name);
    file->handle =
        openat(folder->handle, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file->handle < 0)
        return refuse_file(file, err);
    *out = TAKE(file);
    return true;
}

bool folder_file_add(struct folder_file *file, struct span bytes, struct error *err)
{
    return write_all(file->handle, bytes) || refuse_file(file, err);
}

bool folder_file_end(struct folder_file *file, struct error *err)
{
    struct buffer *written = &file->folder->written;

    sync_file_range(file->handle, 0, 0, SYNC_FILE_RANGE_WRITE); /* the commit then waits less */
    buffer_append(written, file->name, strlen(file->name) + 1);
    return !written->is_short || error_memory(err);
}

void folder_file_close(struct folder_file *file)
{
    if (file == NULL)
        return;
    if (file->handle >= 0)
        close(file->handle);
    free(file);
}

static bool write_file(struct folder *folder, const char *name, struct span bytes,
                       struct error *err)
{
    OWN(folder_file_close) struct folder_file *file = NULL;

    return file_open(folder, name, &file, err) && folder_file_add(file, bytes, err) &&
           folder_file_end(file, err);
}

/* The folders that the file stands in. */
static bool make_folders(struct folder *folder, const char *name, struct error *err)
{
    char inner[FOLDER_NAME_MOST + 1];

    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        snprintf(inner, sizeof inner, "%.*s", (int)(slash - name), name);
        if (mkdirat(folder->handle, inner, 0700) != 0 && errno != EEXIST)
            return error_set(err, ERROR_RENDER, "%s/%s: %s", folder->place, inner, strerror(errno));
    }
    return true;
}

bool folder_begin(struct folder *folder, const char *name, struct folder_file **out,
                  struct error *err)
{
    if (!is_name(name))
        return error_set(err, ERROR_INTERNAL, "'%.100s' is no name of a file in a report", name);
    return make_folders(folder, name, err) && file_open(folder, name, out, err);
}

bool folder_write(struct folder *folder, const char *name, struct span bytes, struct error *err)
{
    OWN(folder_file_close) struct folder_file *file = NULL;

    return folder_begin(folder, name, &file, err) && folder_file_add(file, bytes, err) &&
           folder_file_end(file, err);
}

/* Where the system cannot exchange two folders at once, the old one steps aside first. */
static bool step_aside(struct folder *folder, struct error *err)
{
    char aside[PATH_MOST + 16];

    snprintf(aside, sizeof aside, "%s.old-%s", folder->place,
             folder->path + strlen(folder->path) - 6);
    if (rename(folder->place, aside) != 0)
        return refuse(folder->place, err);
    if (rename(folder->path, folder->place) == 0) {
        snprintf(folder->path, sizeof folder->path, "%s", aside);
        return true;
    }
    int cause = errno;
    if (rename(aside, folder->place) != 0)
        return refuse(aside, err);
    errno = cause;
    return refuse(folder->place, err);
}

/* After it, `folder->path` names the old folder, or nothing. */
static bool put_in_place(struct folder *folder, struct error *err)
{
    if (!folder->is_taken) {
        if (renameat2(AT_FDCWD, folder->path, AT_FDCWD, folder->place, RENAME_NOREPLACE) == 0 ||
            ((errno == EINVAL || errno == ENOSYS) && rename(folder->path, folder->place) == 0)) {
            folder->path[0] = '\0';
            return true;
        }
        return refuse(folder->place, err);
    }
    if (renameat2(AT_FDCWD, folder->path, AT_FDCWD, folder->place, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return refuse(folder->place, err);
    return step_aside(folder, err);
}

/* All at the end, since one wait is shorter than many. A store of somebody else's is not opened:
 * closing it would drop the locks that its owner in this process holds. */
static bool sync_written(const struct folder *folder, struct error *err)
{
    const struct buffer *names = &folder->written;

    for (size_t at = 0; at < names->length; at += strlen(names->bytes + at) + 1) {
        const char *name = names->bytes + at;
        OWN(descriptor_close)
        int file = openat(folder->handle, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (file < 0 || fsync(file) != 0)
            return error_set(err, ERROR_RENDER, "%s/%s: %s", folder->place, name, strerror(errno));
    }
    return true;
}

bool folder_commit(struct folder *folder, struct error *err)
{
    OWN(buffer_release) struct buffer list = {0};
    bool is_taken = false;

    if (!listing_of(folder->path, &list, err) ||
        !write_file(folder, LISTING_NAME, buffer_span(&list), err) || !sync_written(folder, err) ||
        !listing_sync(folder->path, &list, err) || !sync_path(folder->path, err) ||
        !listing_may_replace(folder->place, &is_taken, err))
        return false;
    folder->is_taken = is_taken;
    return put_in_place(folder, err) && sync_path(folder->parent, err);
}

void folder_close(struct folder *folder)
{
    if (folder == NULL)
        return;
    if (folder->handle >= 0) {
        close(folder->handle);
        if (folder->path[0] != '\0')
            listing_remove(folder->path);
    }
    buffer_release(&folder->written);
    free(folder);
}
