#include "ingest/unfold.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include "base/text.h"
#include "ingest/dialect.h"

#define UNFOLDED_BYTES_MOST (20ULL << 30)
enum {
    UNFOLDED_RATIO_MOST = 200,
    RATIO_FROM_BYTES = 1 << 20,
    FOLDED_SIZE = 128 * 1024,
    PROSE_SAMPLE_BYTES = 4096
};

struct unfolder {
    const char *path;
    const struct method *method;
    int file;          /* of zstd: the caller's; read with pread() */
    uint64_t unfolded; /* bytes given so far */

    gzFile gzip;

    ZSTD_DStream *zstd;
    char folded[FOLDED_SIZE];
    ZSTD_inBuffer in;
    uint64_t folded_at; /* next byte of the file to read */
    bool is_in_frame;

    zip_t *zip;
    zip_file_t *entry;
    zip_uint64_t entry_index;
    uint32_t wanted; /* entry, from 1; 0: the only table */
    uint64_t entry_size, entry_folded_size;
};

/* One way of compressing; all but `close` set the error. */
struct method {
    const char *name;
    bool (*open)(struct unfolder *, struct error *);
    bool (*read)(struct unfolder *, char *, size_t, size_t *, struct error *);
    bool (*rewind)(struct unfolder *, struct error *);
    uint64_t (*progress)(const struct unfolder *);
    void (*close)(struct unfolder *);
};

static bool is_broken(const struct unfolder *unfolder, const char *why, struct error *err)
{
    return error_set(err, ERROR_INPUT, "%s: is broken %s: %s", unfolder->path,
                     unfolder->method->name, why);
}

/* ---- gzip ----------------------------------------------------------------------------------- */

static bool open_gzip(struct unfolder *unfolder, struct error *err)
{
    int twin = dup(unfolder->file);

    if (twin >= 0 && lseek(twin, 0, SEEK_SET) == 0)
        unfolder->gzip = gzdopen(twin, "rb");
    if (unfolder->gzip == NULL) {
        if (twin >= 0)
            close(twin);
        return error_memory(err);
    }
    gzbuffer(unfolder->gzip, FOLDED_SIZE);
    return true;
}

static bool read_gzip(struct unfolder *unfolder, char *bytes, size_t size, size_t *got,
                      struct error *err)
{
    int result = gzread(unfolder->gzip, bytes, (unsigned)size);
    int code = Z_OK;
    const char *problem = gzerror(unfolder->gzip, &code);

    if (result < 0 || code == Z_BUF_ERROR)
        return is_broken(unfolder, code == Z_BUF_ERROR ? "it ends too early" : problem, err);
    *got = (size_t)result;
    return true;
}

static bool rewind_gzip(struct unfolder *unfolder, struct error *err)
{
    return gzrewind(unfolder->gzip) == 0 || is_broken(unfolder, "it cannot be read again", err);
}

static uint64_t progress_gzip(const struct unfolder *unfolder)
{
    return (uint64_t)gzoffset(unfolder->gzip);
}

static void close_gzip(struct unfolder *unfolder)
{
    if (unfolder->gzip != NULL)
        gzclose(unfolder->gzip);
}

/* ---- zstd ----------------------------------------------------------------------------------- */

static bool rewind_zstd(struct unfolder *unfolder, struct error *err)
{
    unfolder->in = (ZSTD_inBuffer){unfolder->folded, 0, 0};
    unfolder->folded_at = 0;
    unfolder->is_in_frame = false;
    return !ZSTD_isError(ZSTD_initDStream(unfolder->zstd)) || error_memory(err);
}

static bool open_zstd(struct unfolder *unfolder, struct error *err)
{
    unfolder->zstd = ZSTD_createDStream();
    return unfolder->zstd != NULL ? rewind_zstd(unfolder, err) : error_memory(err);
}

/* False: the file cannot be read. At its end `in` stays empty. */
static bool read_folded(struct unfolder *unfolder, struct error *err)
{
    ssize_t got = pread(unfolder->file, unfolder->folded, FOLDED_SIZE, (off_t)unfolder->folded_at);

    if (got < 0)
        return is_broken(unfolder, "it cannot be read", err);
    unfolder->folded_at += (uint64_t)got;
    unfolder->in = (ZSTD_inBuffer){unfolder->folded, (size_t)got, 0};
    return true;
}

static bool read_zstd(struct unfolder *unfolder, char *bytes, size_t size, size_t *got,
                      struct error *err)
{
    ZSTD_outBuffer out = {bytes, size, 0};

    while (out.pos < size) {
        if (unfolder->in.pos == unfolder->in.size && !read_folded(unfolder, err))
            return false;
        bool is_end = unfolder->in.size == 0;
        if (is_end && !unfolder->is_in_frame)
            break;
        size_t before = out.pos;
        size_t left = ZSTD_decompressStream(unfolder->zstd, &out, &unfolder->in);
        if (ZSTD_isError(left))
            return is_broken(unfolder, ZSTD_getErrorName(left), err);
        unfolder->is_in_frame = left > 0;
        if (is_end && left > 0 && out.pos == before)
            return is_broken(unfolder, "it ends too early", err);
    }
    *got = out.pos;
    return true;
}

static uint64_t progress_zstd(const struct unfolder *unfolder)
{
    return unfolder->folded_at;
}

static void close_zstd(struct unfolder *unfolder)
{
    ZSTD_freeDStream(unfolder->zstd);
}

/* ---- zip ------------------------------------------------------------------------------------ */

static bool ends_with_any(struct span name, const char *const *ends)
{
    for (; *ends != NULL; ends++)
        if (span_ends(name, span_of(*ends)))
            return true;
    return false;
}

static bool is_table(struct span name)
{
    static const char *const ends[] = {".csv", ".tsv", ".txt", ".CSV", ".TSV", ".TXT", NULL};

    return ends_with_any(name, ends);
}

bool archive_is_sheet(const char *name)
{
    static const char *const ends[] = {".xlsx", ".xls", ".ods", ".XLSX", ".XLS", ".ODS", NULL};

    return ends_with_any(span_of(name), ends);
}

/* What Macs and browsers add by themselves, and folders. */
static bool is_nothing(struct span name)
{
    size_t base = name.length;

    while (base > 0 && name.bytes[base - 1] != '/')
        base--;
    return base == name.length || span_starts(name, SPAN("__MACOSX/")) || name.bytes[0] == '.' ||
           name.bytes[base] == '.';
}

static bool is_text(struct span name)
{
    return span_ends(name, SPAN(".txt")) || span_ends(name, SPAN(".TXT"));
}

/* Whether the first lines of a text are no table. What cannot be read is left to who opens it. */
static bool is_prose_at(zip_t *zip, zip_uint64_t entry)
{
    char head[PROSE_SAMPLE_BYTES];
    zip_file_t *file = zip_fopen_index(zip, entry, 0);

    if (file == NULL)
        return false;
    zip_int64_t got = zip_fread(file, head, sizeof head);
    zip_fclose(file);
    return got >= 0 && dialect_is_prose((struct span){head, (size_t)got});
}

/* Texts without a table to the passed over, while something is left. */
static bool pass_over_prose(zip_t *zip, struct arena *arena, struct archive_contents *contents,
                            struct error *err)
{
    size_t kept = 0, prose = 0;
    bool *is_prose = arena_array(arena, contents->table_count + 1, sizeof *is_prose);

    if (is_prose == NULL)
        return error_memory(err);
    for (size_t i = 0; i < contents->table_count; i++) {
        const struct archive_table *table = &contents->tables[i];
        is_prose[i] = is_text(span_of(table->name)) && is_prose_at(zip, table->entry - 1);
        prose += is_prose[i];
    }
    if (prose == contents->table_count)
        return true; /* whoever opens it says what is wrong with it */
    for (size_t i = 0; i < contents->table_count; i++)
        if (is_prose[i])
            contents->passed_over[contents->passed_over_count++] = contents->tables[i].name;
        else
            contents->tables[kept++] = contents->tables[i];
    contents->table_count = kept;
    return true;
}

static bool list_contents(zip_t *zip, struct arena *arena, struct archive_contents *out,
                          bool *is_workbook, struct error *err)
{
    zip_int64_t entries = zip_get_num_entries(zip, 0);
    size_t most = entries < ARCHIVE_FILES_MOST ? (size_t)entries : ARCHIVE_FILES_MOST;

    *is_workbook = false;
    out->tables = arena_array(arena, most + 1, sizeof *out->tables);
    out->passed_over = arena_array(arena, most + 1, sizeof *out->passed_over);
    if (out->tables == NULL || out->passed_over == NULL)
        return error_memory(err);
    for (zip_int64_t i = 0; i < (zip_int64_t)most; i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        *is_workbook |= name != NULL && strcmp(name, "[Content_Types].xml") == 0;
        if (name == NULL || is_nothing(span_of(name)))
            continue;
        const char *kept = arena_text(arena, name, strlen(name));
        if (kept == NULL)
            return error_memory(err);
        if (is_table(span_of(kept)))
            out->tables[out->table_count++] = (struct archive_table){(uint32_t)i + 1, kept};
        else
            out->passed_over[out->passed_over_count++] = kept;
    }
    return *is_workbook || out->table_count < 2 || pass_over_prose(zip, arena, out, err);
}

static bool open_entry(struct unfolder *unfolder, struct error *err)
{
    unfolder->entry = zip_fopen_index(unfolder->zip, unfolder->entry_index, 0);
    if (unfolder->entry != NULL)
        return true;
    if (zip_error_code_zip(zip_get_error(unfolder->zip)) == ZIP_ER_NOPASSWD)
        return error_set(err, ERROR_INPUT, "%s: is locked with a password (hint: unzip it first)",
                         unfolder->path);
    return is_broken(unfolder, zip_strerror(unfolder->zip), err);
}

static bool rewind_zip(struct unfolder *unfolder, struct error *err)
{
    if (unfolder->entry != NULL)
        zip_fclose(unfolder->entry);
    unfolder->entry = NULL;
    return open_entry(unfolder, err);
}

static bool refuse_several(const struct unfolder *unfolder, const struct archive_contents *contents,
                           struct error *err)
{
    enum { NAMES_SHOWN = 4 };
    OWN(buffer_release) struct buffer names = {0};

    for (size_t i = 0; i < contents->table_count && i < NAMES_SHOWN; i++)
        buffer_format(&names, "%s%s", i == 0 ? "" : ", ", contents->tables[i].name);
    if (names.is_short)
        return error_memory(err);
    return error_set(err, ERROR_INPUT,
                     "%s: is an archive of %zu tables: %s%s (hint: unzip it and name them)",
                     unfolder->path, contents->table_count, names.bytes,
                     contents->table_count > NAMES_SHOWN ? ", …" : "");
}

static bool refuse_without_table(const struct unfolder *unfolder,
                                 const struct archive_contents *contents, struct error *err)
{
    const char *first = contents->passed_over_count > 0 ? contents->passed_over[0] : NULL;

    return error_set(err, ERROR_INPUT,
                     "%s: is an archive without a table (.csv, .tsv, .txt)%s%s%s%s", unfolder->path,
                     first == NULL ? "" : "; it holds ", first == NULL ? "" : first,
                     contents->passed_over_count > 1 ? ", …" : "",
                     first != NULL && archive_is_sheet(first)
                         ? " (hint: in Excel or LibreOffice: save as, 'CSV UTF-8')"
                         : "");
}

static bool choose_entry(struct unfolder *unfolder, bool *is_workbook, struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    struct archive_contents contents = {0};
    zip_stat_t status;

    if (!list_contents(unfolder->zip, &arena, &contents, is_workbook, err))
        return false;
    if (*is_workbook)
        return true;
    if (contents.table_count == 0)
        return refuse_without_table(unfolder, &contents, err);
    if (unfolder->wanted == 0 && contents.table_count > 1)
        return refuse_several(unfolder, &contents, err);
    unfolder->entry_index =
        unfolder->wanted > 0 ? unfolder->wanted - 1 : contents.tables[0].entry - 1;
    if (zip_stat_index(unfolder->zip, unfolder->entry_index, 0, &status) != 0)
        return is_broken(unfolder, zip_strerror(unfolder->zip), err);
    unfolder->entry_size = status.size;
    unfolder->entry_folded_size = status.comp_size;
    return open_entry(unfolder, err);
}

/* What libzip cannot open is left to the sniffer, which knows the words for it: NULL. */
static zip_t *open_archive(int file)
{
    int code = 0;
    int twin = dup(file);
    zip_t *zip = NULL;

    if (twin >= 0 && lseek(twin, 0, SEEK_SET) == 0)
        zip = zip_fdopen(twin, 0, &code);
    if (zip == NULL && twin >= 0)
        close(twin);
    return zip;
}

static bool open_zip(struct unfolder *unfolder, struct error *err)
{
    bool is_workbook = false;

    unfolder->zip = open_archive(unfolder->file);
    return unfolder->zip == NULL || choose_entry(unfolder, &is_workbook, err);
}

static bool read_zip(struct unfolder *unfolder, char *bytes, size_t size, size_t *got,
                     struct error *err)
{
    *got = 0;
    while (*got < size) {
        zip_int64_t part = zip_fread(unfolder->entry, bytes + *got, size - *got);
        if (part < 0)
            return is_broken(unfolder, zip_file_strerror(unfolder->entry), err);
        if (part == 0)
            break;
        *got += (size_t)part;
    }
    return true;
}

static uint64_t progress_zip(const struct unfolder *unfolder)
{
    double share =
        unfolder->entry_size == 0 ? 1 : (double)unfolder->unfolded / (double)unfolder->entry_size;

    return (uint64_t)((double)unfolder->entry_folded_size * (share > 1 ? 1 : share));
}

static void close_zip(struct unfolder *unfolder)
{
    if (unfolder->entry != NULL)
        zip_fclose(unfolder->entry);
    if (unfolder->zip != NULL)
        zip_discard(unfolder->zip);
}

/* ---- all of them ---------------------------------------------------------------------------- */

static const struct method METHODS[] = {
    {"gzip", open_gzip, read_gzip, rewind_gzip, progress_gzip, close_gzip},
    {"zstd", open_zstd, read_zstd, rewind_zstd, progress_zstd, close_zstd},
    {"zip", open_zip, read_zip, rewind_zip, progress_zip, close_zip},
};

static const struct method *method_of(int file)
{
    static const struct span magics[] = {
        {"\x1F\x8B", 2}, {"\x28\xB5\x2F\xFD", 4}, {"PK\x03\x04", 4}};
    char head[4] = {0};
    ssize_t got = pread(file, head, sizeof head, 0);

    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (got > 0 && span_starts((struct span){head, (size_t)got}, magics[i]))
            return &METHODS[i];
    return NULL;
}

bool unfolder_contents(int file, const char *path, struct arena *arena,
                       struct archive_contents *out, struct error *err)
{
    const struct method *method = method_of(file);
    bool is_workbook = false;

    *out = (struct archive_contents){0};
    if (method == NULL || method->open != open_zip)
        return true;
    zip_t *zip = open_archive(file);
    if (zip == NULL)
        return true;
    bool is_listed = list_contents(zip, arena, out, &is_workbook, err);
    zip_discard(zip);
    if (is_workbook)
        *out = (struct archive_contents){0};
    if (is_listed && out->table_count + out->passed_over_count == ARCHIVE_FILES_MOST)
        return error_set(err, ERROR_INPUT, "%s: is an archive of %d files or more", path,
                         ARCHIVE_FILES_MOST);
    return is_listed;
}

bool unfolder_open(int file, const char *path, uint32_t entry, struct unfolder **out,
                   struct error *err)
{
    const struct method *method = method_of(file);

    *out = NULL;
    if (method == NULL)
        return true;
    OWN(unfolder_close) struct unfolder *unfolder = calloc(1, sizeof *unfolder);
    if (unfolder == NULL)
        return error_memory(err);
    unfolder->method = method;
    unfolder->path = path;
    unfolder->file = file;
    unfolder->wanted = entry;
    if (!method->open(unfolder, err))
        return false;
    if (method->open == open_zip && unfolder->entry == NULL)
        return true; /* a workbook, or no archive after all */
    *out = TAKE(unfolder);
    return true;
}

void unfolder_close(struct unfolder *unfolder)
{
    if (unfolder == NULL)
        return;
    unfolder->method->close(unfolder);
    free(unfolder);
}

bool unfolder_read(struct unfolder *unfolder, char *bytes, size_t size, size_t *got,
                   struct error *err)
{
    if (!unfolder->method->read(unfolder, bytes, size, got, err))
        return false;
    unfolder->unfolded += *got;
    uint64_t folded = unfolder->method->progress(unfolder);
    if (unfolder->unfolded > UNFOLDED_BYTES_MOST ||
        (unfolder->unfolded > RATIO_FROM_BYTES && folded > 0 &&
         unfolder->unfolded / folded > UNFOLDED_RATIO_MOST))
        return error_set(err, ERROR_INPUT,
                         "%s: unfolds to more than a real export would (%llu bytes so far) (hint: "
                         "unpack it yourself if it is one)",
                         unfolder->path, (unsigned long long)unfolder->unfolded);
    return true;
}

bool unfolder_rewind(struct unfolder *unfolder, struct error *err)
{
    unfolder->unfolded = 0;
    return unfolder->method->rewind(unfolder, err);
}

uint64_t unfolder_progress(const struct unfolder *unfolder)
{
    return unfolder->method->progress(unfolder);
}
