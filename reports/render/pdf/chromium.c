/* Chromium as a printer: it wants a folder to live in, a file to read and a file to write. */
#include "render/pdf/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "confined/run.h"

enum { LIMIT_MS = 60000, PATH_SIZE = 512, ARGUMENT_SIZE = 640, SAID_MOST = 1 << 20 };

/* ---- a private folder ---------------------------------------------------------------------------
 */

struct den {
    char path[PATH_SIZE]; /* "" when there is none */
};

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

static void den_release(struct den *den)
{
    if (den->path[0] != '\0')
        nftw(den->path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
OWN_RELEASER(den_release, struct den)

static bool den_init(struct den *den, char *said)
{
    const char *parent = getenv("TMPDIR");

    if (parent == NULL || *parent != '/' || strlen(parent) > PATH_SIZE - 32)
        parent = "/tmp";
    snprintf(den->path, sizeof den->path, "%s/deskgauge-print-XXXXXX", parent);
    if (mkdtemp(den->path) != NULL)
        return true;
    snprintf(said, PDF_REASON_SIZE, "Chromium has no folder to live in: %s", strerror(errno));
    den->path[0] = '\0';
    return false;
}

static bool write_page(const char *path, struct span html)
{
    OWN(descriptor_close)
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    while (file >= 0 && html.length > 0) {
        ssize_t written = write(file, html.bytes, html.length);
        if (written < 0 && errno != EINTR)
            return false;
        size_t step = written < 0 ? 0 : (size_t)written;
        html = (struct span){html.bytes + step, html.length - step};
    }
    return file >= 0;
}

static bool read_pdf(const char *path, struct buffer *out)
{
    OWN(descriptor_close) int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    char bytes[1 << 16];
    ssize_t got = 1;

    while (file >= 0 && got > 0) {
        got = read(file, bytes, sizeof bytes);
        if (got > 0)
            buffer_append(out, bytes, (size_t)got);
    }
    return file >= 0 && got == 0;
}

/* ---- the run ------------------------------------------------------------------------------------
 */

/* Write our date over "D:20261123041500": a date has always fourteen digits. */
static void set_dates(struct span pdf, int64_t utc_s)
{
    static const char *const keys[] = {"/CreationDate (D:", "/ModDate (D:"};
    char digits[32];
    struct tm at;
    time_t instant = (time_t)utc_s;

    if (gmtime_r(&instant, &at) == NULL ||
        strftime(digits, sizeof digits, "%Y%m%d%H%M%S", &at) != 14)
        return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t length = strlen(keys[i]);
        char *found = memmem(pdf.bytes, pdf.length, keys[i], length);
        if (found != NULL && found + length + 14 < pdf.bytes + pdf.length)
            memcpy(found + length, digits, 14);
    }
}

static bool run_chromium(const struct den *den, const struct pdf_settings *settings,
                         struct run_outcome *outcome, struct error *err)
{
    OWN(buffer_release) struct buffer said = {0};
    char profile[ARGUMENT_SIZE], target[ARGUMENT_SIZE], page[ARGUMENT_SIZE], home[ARGUMENT_SIZE];
    int limit_ms = settings->limit_ms > 0 ? settings->limit_ms : LIMIT_MS;

    snprintf(profile, sizeof profile, "--user-data-dir=%s/profile", den->path);
    snprintf(target, sizeof target, "--print-to-pdf=%s/report.pdf", den->path);
    snprintf(page, sizeof page, "file://%s/page.html", den->path);
    snprintf(home, sizeof home, "HOME=%s", den->path);
    char *arguments[] = {(char *)"chromium",
                         (char *)"--headless=new",
                         (char *)"--disable-gpu",
                         (char *)"--no-first-run",
                         (char *)"--no-pdf-header-footer",
                         (char *)"--disable-extensions",
                         (char *)"--disable-background-networking",
                         (char *)"--disable-component-update",
                         (char *)"--proxy-server=127.0.0.1:9",
                         profile,
                         target,
                         page,
                         geteuid() == 0 ? (char *)"--no-sandbox" : NULL, /* it refuses root else */
                         NULL};
    const struct program program = {
        .name = "Chromium",
        .path = settings->chromium == NULL ? "/usr/bin/chromium" : settings->chromium,
        .arguments = arguments,
        .environment = (char *const[]){(char *)"LC_ALL=C.UTF-8", (char *)"TZ=UTC",
                                       (char *)"PATH=/usr/bin:/bin", home, NULL},
        .confinement = CONFINED_BY_LIMITS,
        .output_most = SAID_MOST};
    return program_run(&program, SPAN(""), run_clock_ms() + limit_ms, &said, outcome, err);
}

bool chromium_print(struct span html, const struct pdf_settings *settings, struct buffer *out,
                    bool *is_printed, char *said, struct error *err)
{
    OWN(den_release) struct den den = {0};
    struct run_outcome outcome;
    char path[ARGUMENT_SIZE];
    size_t start = out->length;

    if (!den_init(&den, said))
        return true;
    snprintf(path, sizeof path, "%s/page.html", den.path);
    if (!write_page(path, html)) {
        snprintf(said, PDF_REASON_SIZE, "Chromium has no room for the page: %s", strerror(errno));
        return true;
    }
    if (!run_chromium(&den, settings, &outcome, err))
        return false;
    snprintf(path, sizeof path, "%s/report.pdf", den.path);
    struct span printed = {0};
    if (outcome.end == RUN_DONE && read_pdf(path, out))
        printed = (struct span){out->bytes + start, out->length - start};
    *is_printed = printed.length > 0 && span_is_pdf(printed);
    if (*is_printed) {
        set_dates(printed, settings->created_utc_s);
        return !out->is_short || error_memory(err);
    }
    out->length = start;
    snprintf(said, PDF_REASON_SIZE, "%s",
             outcome.end == RUN_MISSING ? "Chromium is not installed"
             : outcome.end == RUN_DONE  ? "Chromium wrote no PDF"
                                        : outcome.reason);
    return true;
}
