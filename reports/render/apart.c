#include "render/apart.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILD_MADE = 0, CHILD_FAILED = 2, CHILD_SILENT = 3 };

static bool write_whole(int file, const void *bytes, size_t length)
{
    for (const char *at = bytes; length > 0;) {
        ssize_t written = write(file, at, length);
        if (written < 0 && errno != EINTR)
            return false;
        at += written < 0 ? 0 : written;
        length -= written < 0 ? 0 : (size_t)written;
    }
    return true;
}

/* A crash is told by its signal and by nothing else: no core, no report on standard error. */
static void die_quietly(void)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
}

static _Noreturn void be_child(const struct making *making, int file)
{
    struct buffer made = {0};
    struct error err = {0};

    die_quietly();
    if (making->make(making->context, &made, &err))
        _exit(write_whole(file, made.bytes, made.length) ? CHILD_MADE : CHILD_SILENT);
    _exit(write_whole(file, &err, sizeof err) ? CHILD_FAILED : CHILD_SILENT);
}

static bool read_error(int file, struct error *err)
{
    struct error told = {0};

    if (pread(file, &told, sizeof told, 0) != (ssize_t)sizeof told || told.kind == ERROR_NONE)
        return error_memory(err);
    told.text[sizeof told.text - 1] = '\0';
    if (err != NULL)
        *err = told;
    return false;
}

static bool read_made(int file, struct buffer *out, struct error *err)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return error_memory(err);
    if (about.st_size == 0)
        return true;
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return error_memory(err);
    buffer_append(out, bytes, (size_t)about.st_size);
    munmap(bytes, (size_t)about.st_size);
    return !out->is_short || error_memory(err);
}

bool apart_start(const struct making *making, struct apart *out, struct error *err)
{
    OWN(descriptor_close) int file = memfd_create("made apart", MFD_CLOEXEC);

    if (file < 0)
        return error_set(err, ERROR_INTERNAL, "a file in memory: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0)
        be_child(making, file);
    if (child < 0)
        return error_set(err, ERROR_INTERNAL, "a process of its own: %s", strerror(errno));
    *out = (struct apart){.process = child, .file = file};
    file = -1;
    return true;
}

static int wait_for(struct apart *apart)
{
    int status = 0;

    while (waitpid(apart->process, &status, 0) < 0 && errno == EINTR)
        ;
    apart->process = 0;
    return status;
}

bool apart_take(struct apart *apart, struct buffer *out, struct error *err)
{
    OWN(descriptor_close) int file = apart->file;
    int status = wait_for(apart);

    if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_MADE)
        return read_made(file, out, err);
    if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_FAILED)
        return read_error(file, err);
    return error_set(err, ERROR_INTERNAL, "out of memory, or a fault of its library (%s %d)",
                     WIFSIGNALED(status) ? "signal" : "exit code",
                     WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

void apart_release(struct apart *apart)
{
    if (apart->process <= 0)
        return;
    kill(apart->process, SIGKILL);
    wait_for(apart);
    descriptor_close_owned(&apart->file);
}
