#include "command/progress.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { SHOW_EVERY_NS = 100 * 1000 * 1000 };

/* The one variable of the program that changes: a signal has nowhere else to write. */
static volatile sig_atomic_t interrupt_count;

static void on_interrupt(int number)
{
    (void)number;
    interrupt_count = interrupt_count + 1;
    if (interrupt_count > 1)
        _exit(130); /* asked twice: at once; a transaction that was open is rolled back */
}

void interrupts_watch(void)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool interrupts_came(void)
{
    return interrupt_count > 0;
}

static int64_t now_ns(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool progress_show(void *context, const struct progress *progress)
{
    struct progress_line *line = context;

    if (interrupts_came())
        return false;
    if (!isatty(STDERR_FILENO))
        return true;
    int64_t now = now_ns();
    if (line->started_ns == 0)
        line->started_ns = now;
    if (now - line->shown_ns < SHOW_EVERY_NS || now - line->started_ns < 5 * SHOW_EVERY_NS)
        return true;
    double seconds = (double)(now - line->started_ns) / 1e9;
    double rate = (double)progress->byte_count / seconds;
    double left = rate > 0 ? (double)(progress->total_bytes - progress->byte_count) / rate : 0;
    fprintf(stderr, "\r\033[K%s  %3.0f%%  %.1f M rows  %.0f MB/s  %.0f s left", progress->file,
            100.0 * (double)progress->byte_count / (double)progress->total_bytes,
            (double)progress->row_count / 1e6, rate / 1e6, left);
    line->shown_ns = now;
    line->is_shown = true;
    return true;
}

void progress_clear(struct progress_line *line)
{
    if (line->is_shown)
        fprintf(stderr, "\r\033[K");
    line->is_shown = false;
}
