#include "confined/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "confined/box.h"

enum { READ_SIZE = 1 << 16, COMPLAINT_MOST = 1 << 16 };

/* The ends that the parent keeps of the three pipes. A message on `start` means that the program
 * did not start: exec closes it. */
struct run {
    pid_t pid;
    int output, complaint, start;
};
#define RUN_NONE ((struct run){.pid = -1, .output = -1, .complaint = -1, .start = -1})

static void run_release(struct run *run)
{
    descriptor_close_owned(&run->output);
    descriptor_close_owned(&run->complaint);
    descriptor_close_owned(&run->start);
    *run = RUN_NONE;
}
OWN_RELEASER(run_release, struct run)

int64_t run_clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool input_in_memory(struct span input, int *out)
{
    OWN(descriptor_close) int memory = memfd_create("input", MFD_CLOEXEC);

    if (memory < 0)
        return false;
    for (size_t at = 0; at < input.length;) {
        ssize_t written = write(memory, input.bytes + at, input.length - at);
        if (written < 0 && errno != EINTR)
            return false;
        at += written < 0 ? 0 : (size_t)written;
    }
    if (lseek(memory, 0, SEEK_SET) != 0)
        return false;
    *out = memory;
    memory = -1;
    return true;
}

struct child {
    const struct program *program;
    int input, output, complaint, start;
    const struct box_filter *filter; /* NULL: limits only */
};

/* Between fork and exec: only calls that are safe in a copy of a threaded program. */
static _Noreturn void become_program(const struct child *child)
{
    const struct program *program = child->program;
    sigset_t none;
    int start = fcntl(child->start, F_DUPFD_CLOEXEC, 10);
    int input = fcntl(child->input, F_DUPFD, 10);
    int output = fcntl(child->output, F_DUPFD, 10);
    int complaint = fcntl(child->complaint, F_DUPFD, 10);
    bool is_ready = start >= 0 && dup2(input, 0) == 0 && dup2(output, 1) == 1 &&
                    dup2(complaint, 2) == 2 && setpgid(0, 0) == 0 && chdir("/") == 0;

    /* All but `start` and the three. */
    close_range(3, (unsigned)start - 1, 0);
    close_range((unsigned)start + 1, ~0u, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (is_ready && box_enter(child->filter, program->memory_bytes))
        execve(program->path, program->arguments, program->environment);
    int why = errno;
    ssize_t told = write(start, &why, sizeof why);
    _exit(told == sizeof why ? 126 : 127);
}

static bool pipe_pair(int *parent, int *child)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    *parent = ends[0];
    *child = ends[1];
    return true;
}

static bool start_process(const struct program *program, struct span input, struct run *run,
                          struct error *err)
{
    OWN(box_filter_release) struct box_filter filter = {0};
    OWN(descriptor_close) int in = -1;
    OWN(descriptor_close) int output = -1;
    OWN(descriptor_close) int complaint = -1;
    OWN(descriptor_close) int start = -1;
    bool is_filtered = program->confinement == CONFINED_TO_READING;

    if (is_filtered && !box_filter_init(program->path, &filter, err))
        return error_wrap(err, "%s", program->name);
    if (!input_in_memory(input, &in) || !pipe_pair(&run->output, &output) ||
        !pipe_pair(&run->complaint, &complaint) || !pipe_pair(&run->start, &start))
        return error_set(err, ERROR_INTERNAL, "no descriptor for %s: %s", program->name,
                         strerror(errno));
    struct child child = {program, in, output, complaint, start, is_filtered ? &filter : NULL};
    run->pid = fork();
    if (run->pid == 0)
        become_program(&child);
    return run->pid > 0 ||
           error_set(err, ERROR_INTERNAL, "no process for %s: %s", program->name, strerror(errno));
}

/* Append what can be read now; false at the end of the stream. */
static bool read_some(int descriptor, struct buffer *out)
{
    char bytes[READ_SIZE];
    ssize_t count = read(descriptor, bytes, sizeof bytes);

    if (count > 0)
        buffer_append(out, bytes, (size_t)count);
    return count > 0 || (count < 0 && errno == EINTR);
}

/* Read both streams until they end. RUN_LATE or RUN_FLOODED (too much) when they do not. */
static enum run_end read_all(const struct run *run, size_t most, int64_t until_ms,
                             struct buffer *out, struct buffer *complaint)
{
    size_t start = out->length;
    struct pollfd streams[] = {{.fd = run->output, .events = POLLIN},
                               {.fd = run->complaint, .events = POLLIN}};

    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        int64_t left_ms = until_ms - run_clock_ms();
        if (left_ms <= 0)
            return RUN_LATE;
        if (poll(streams, 2, (int)(left_ms < 1000 ? left_ms : 1000)) <= 0)
            continue;
        if (streams[0].revents != 0 && !read_some(run->output, out))
            streams[0].fd = -1;
        if (streams[1].revents != 0 && !read_some(run->complaint, complaint))
            streams[1].fd = -1;
        streams[0].revents = streams[1].revents = 0;
        if (out->length > start + most || out->is_short || complaint->length > COMPLAINT_MOST)
            return RUN_FLOODED;
    }
    return RUN_DONE;
}

/* Wait for the process without passing the limit: a closed pipe is not the end of it. */
static enum run_end wait_end(pid_t pid, int64_t until_ms, int *status)
{
    for (;;) {
        pid_t ended = waitpid(pid, status, WNOHANG);
        if (ended == pid)
            return RUN_DONE;
        if ((ended < 0 && errno != EINTR) || run_clock_ms() >= until_ms)
            return RUN_LATE;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
}

static void kill_process(pid_t pid)
{
    int status = 0;

    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
}

/* The last line of what the program said that has letters in it, without what is not ASCII. */
static void last_complaint(const struct buffer *complaint, char *out, size_t size)
{
    struct span rest = span_trim(buffer_span(complaint));
    size_t length = 0;

    for (size_t at = rest.length; at > 0 && rest.bytes[at - 1] != '\n'; at--)
        length++;
    struct span line = span_trim((struct span){rest.bytes + rest.length - length, length});
    length = 0;
    for (size_t i = 0; i < line.length && length + 1 < size; i++)
        if (line.bytes[i] >= ' ' && line.bytes[i] <= '~')
            out[length++] = line.bytes[i];
    out[length] = '\0';
}

static void judge(const char *name, int status, const struct buffer *complaint,
                  struct run_outcome *outcome)
{
    char said[120] = "";

    last_complaint(complaint, said, sizeof said);
    outcome->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (WIFSIGNALED(status)) {
        outcome->end = RUN_FAILED;
        snprintf(outcome->reason, sizeof outcome->reason, "%s was ended by signal %d", name,
                 WTERMSIG(status));
    } else if (WEXITSTATUS(status) != 0) {
        outcome->end = RUN_FAILED;
        snprintf(outcome->reason, sizeof outcome->reason, "%s ended with exit code %d%s%s", name,
                 WEXITSTATUS(status), *said == '\0' ? "" : ": ", said);
    }
}

static void finish(const char *name, struct run *run, enum run_end read_end, int64_t until_ms,
                   const struct buffer *complaint, struct run_outcome *outcome)
{
    int status = 0;
    int why = 0;

    if (read_end == RUN_DONE)
        read_end = wait_end(run->pid, until_ms, &status);
    if (read_end != RUN_DONE)
        kill_process(run->pid);
    outcome->end = read_end;
    if (read(run->start, &why, sizeof why) == sizeof why) {
        outcome->end = why == EPERM || why == EINVAL ? RUN_FAILED : RUN_MISSING;
        snprintf(outcome->reason, sizeof outcome->reason, "%s could not be started: %s", name,
                 strerror(why));
    } else if (read_end == RUN_LATE) {
        snprintf(outcome->reason, sizeof outcome->reason, "%s did not end in time", name);
    } else if (read_end == RUN_FLOODED) {
        snprintf(outcome->reason, sizeof outcome->reason, "%s wrote more than it may", name);
    } else {
        judge(name, status, complaint, outcome);
    }
}

bool program_run(const struct program *program, struct span input, int64_t until_ms,
                 struct buffer *out, struct run_outcome *outcome, struct error *err)
{
    OWN(run_release) struct run run = RUN_NONE;
    OWN(buffer_release) struct buffer complaint = {0};

    *outcome = (struct run_outcome){0};
    if (!start_process(program, input, &run, err))
        return false;
    enum run_end read_end = read_all(&run, program->output_most, until_ms, out, &complaint);
    finish(program->name, &run, read_end, until_ms, &complaint, outcome);
    return !out->is_short || error_memory(err);
}
