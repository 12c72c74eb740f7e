/*
 * shim: a library for LD_PRELOAD that makes one system call of the program fail, or ends it there.
 *
 * FI_OP      malloc (and calloc, realloc), write (and pwrite, ftruncate), fsync, rename (and
 *            unlink), any (every one of these but malloc)
 * FI_AT      which of those calls, from 1; 0 or none: only count
 * FI_DO      kill, enospc, eio, short (half is written, and said so); a malloc returns NULL
 * FI_STICKY  1: every call from FI_AT on fails, as on a disk that stays full
 * FI_COUNT   a file in which the number of those calls is left, and whether one was made to fail
 *
 * A full disk refuses no unlink, so only eio does. What is no file with a name (a terminal, a pipe
 * to gnuplot, a memfd) is left alone, and so are the programs that ours starts. Calls that the C
 * library makes inside itself (stdio, opendir) are not seen.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum operation { MALLOC, WRITE, FSYNC, RENAME, ANY };
enum deed { GO_ON, FAIL, SHORT };

static const char *const OPERATIONS[] = {"malloc", "write", "fsync", "rename", "any"};

static struct {
    enum operation operation;
    long at;
    bool is_sticky, kills, is_short;
    int error;
    const char *count_path;
    pid_t process; /* ours: a child before its exec is not */
    bool is_ready;
} plan;
static atomic_long calls, failures;

static bool is(const char *variable, const char *value)
{
    const char *text = getenv(variable);

    return text != NULL && strcmp(text, value) == 0;
}

__attribute__((constructor)) static void read_plan(void)
{
    const char *at = getenv("FI_AT");

    plan.operation = ANY;
    for (int i = MALLOC; i <= ANY; i++)
        if (is("FI_OP", OPERATIONS[i]))
            plan.operation = (enum operation)i;
    plan.at = at == NULL ? 0 : strtol(at, NULL, 10);
    plan.is_sticky = is("FI_STICKY", "1");
    plan.kills = is("FI_DO", "kill");
    plan.is_short = is("FI_DO", "short");
    plan.error = is("FI_DO", "eio") ? EIO : ENOSPC;
    plan.count_path = getenv("FI_COUNT");
    plan.process = getpid();
    unsetenv("LD_PRELOAD");
    plan.is_ready = true;
}

__attribute__((destructor)) static void leave_count(void)
{
    char line[64];
    int length =
        snprintf(line, sizeof line, "%ld %ld\n", atomic_load(&calls), atomic_load(&failures));

    plan.is_ready = false;
    if (plan.count_path == NULL)
        return;
    int file = open(plan.count_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0 && write(file, line, (size_t)length) == length)
        close(file);
}

/* Count a call of this kind and say what becomes of it. */
static enum deed decide(enum operation operation)
{
    if (!plan.is_ready || getpid() != plan.process ||
        (plan.operation != operation && (plan.operation != ANY || operation == MALLOC)))
        return GO_ON;
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (plan.at == 0 || call < plan.at || (call > plan.at && !plan.is_sticky))
        return GO_ON;
    atomic_fetch_add(&failures, 1);
    if (plan.kills)
        kill(getpid(), SIGKILL);
    return plan.is_short && operation == WRITE ? SHORT : FAIL;
}

/* The function of this name that the program would have called without us. */
#define NEXT(name)                                                                                 \
    static __typeof__(name) *next_;                                                                \
    if (next_ == NULL)                                                                             \
    *(void **)&next_ = dlsym(RTLD_NEXT, #name)

static int refuse(void)
{
    errno = plan.error;
    return -1;
}

void *malloc(size_t size)
{
    NEXT(malloc);
    if (decide(MALLOC) == GO_ON)
        return next_(size);
    errno = ENOMEM;
    return NULL;
}

void *calloc(size_t count, size_t size)
{
    NEXT(calloc);
    if (decide(MALLOC) == GO_ON)
        return next_(count, size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *old, size_t size)
{
    NEXT(realloc);
    if (decide(MALLOC) == GO_ON)
        return next_(old, size);
    errno = ENOMEM;
    return NULL;
}

static bool is_on_disk(int file)
{
    struct stat status;

    return file > STDERR_FILENO && fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_nlink > 0;
}

#define WRITES(file, size, call, call_half)                                                        \
    enum deed deed = is_on_disk(file) ? decide(WRITE) : GO_ON;                                     \
    return deed == GO_ON ? (call) : deed == SHORT && (size) > 1 ? (call_half) : refuse()

ssize_t write(int file, const void *bytes, size_t size)
{
    NEXT(write);
    WRITES(file, size, next_(file, bytes, size), next_(file, bytes, size / 2));
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
    NEXT(pwrite);
    WRITES(file, size, next_(file, bytes, size, at), next_(file, bytes, size / 2, at));
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
    NEXT(pwrite64);
    WRITES(file, size, next_(file, bytes, size, at), next_(file, bytes, size / 2, at));
}

int ftruncate(int file, off_t size)
{
    NEXT(ftruncate);
    return decide(WRITE) == GO_ON ? next_(file, size) : refuse();
}

int ftruncate64(int file, off64_t size)
{
    NEXT(ftruncate64);
    return decide(WRITE) == GO_ON ? next_(file, size) : refuse();
}

int fsync(int file)
{
    NEXT(fsync);
    return decide(FSYNC) == GO_ON ? next_(file) : refuse();
}

int fdatasync(int file)
{
    NEXT(fdatasync);
    return decide(FSYNC) == GO_ON ? next_(file) : refuse();
}

int rename(const char *from, const char *to)
{
    NEXT(rename);
    return decide(RENAME) == GO_ON ? next_(from, to) : refuse();
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    NEXT(renameat);
    return decide(RENAME) == GO_ON ? next_(from_folder, from, to_folder, to) : refuse();
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    NEXT(renameat2);
    return decide(RENAME) == GO_ON ? next_(from_folder, from, to_folder, to, flags) : refuse();
}

int unlink(const char *path)
{
    NEXT(unlink);
    return decide(RENAME) == GO_ON || plan.error == ENOSPC ? next_(path) : refuse();
}

int unlinkat(int folder, const char *path, int flags)
{
    NEXT(unlinkat);
    return decide(RENAME) == GO_ON || plan.error == ENOSPC ? next_(folder, path, flags) : refuse();
}
