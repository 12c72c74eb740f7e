#include <glib.h>

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "calendar/zone_table.h"

enum { PATH_SIZE = 512, DATABASE_FILE_LIMIT = 4 << 20 };

static const char *database_folder(void)
{
    const char *folder = getenv("TZDIR"); /* as GLib and libc do */

    return folder != NULL && folder[0] != '\0' ? folder : "/usr/share/zoneinfo";
}

/* No stdio here: it needs memory, and a zone may not be unknown because there was none. */
static int database_open(const char *name)
{
    char path[PATH_SIZE];
    int length = snprintf(path, sizeof path, "%s/%s", database_folder(), name);

    return length > 0 && (size_t)length < sizeof path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
}

/* The first bytes of a file, fewer than `size` where it is shorter or not there. */
static size_t database_begin(const char *name, char *bytes, size_t size)
{
    OWN(descriptor_close) int file = database_open(name);
    ssize_t length = file < 0 ? -1 : read(file, bytes, size);

    return length < 0 ? 0 : (size_t)length;
}

static bool has_database(void)
{
    struct stat found;

    return stat(database_folder(), &found) == 0 && S_ISDIR(found.st_mode);
}

/* Lists of names beside the zones: whole text, empty where there is none. */
static void database_read(const char *name, struct buffer *out)
{
    OWN(descriptor_close) int file = database_open(name);
    char block[4096];
    ssize_t length = 0;

    while (file >= 0 && out->length < DATABASE_FILE_LIMIT &&
           (length = read(file, block, sizeof block)) > 0)
        buffer_append(out, block, (size_t)length);
}

void zone_database_version(char out[ZONE_VERSION_SIZE])
{
    static const char *const places[][2] = {{"tzdata.zi", "# version "}, {"+VERSION", ""}};
    char line[ZONE_VERSION_SIZE + 16];

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t length = database_begin(places[i][0], line, sizeof line);
        const char *end = memchr(line, '\n', length);
        struct span version = {line, end == NULL ? length : (size_t)(end - line)};
        struct span lead = span_of(places[i][1]);
        if (!span_starts(version, lead))
            continue;
        version =
            span_trim((struct span){version.bytes + lead.length, version.length - lead.length});
        if (version.length == 0 || version.length >= ZONE_VERSION_SIZE)
            continue;
        snprintf(out, ZONE_VERSION_SIZE, "%.*s", SPAN_PRINT(version));
        return;
    }
    snprintf(out, ZONE_VERSION_SIZE, "unknown");
}

/* "Z NAME rules…" and "L TARGET NAME" of tzdata.zi, in place: the text gets NULs. */
static size_t collect_names(struct buffer *text, const char **names, size_t most)
{
    size_t count = 0;
    char *line = text->bytes;

    while (line != NULL && count < most) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        bool is_zone = strncmp(line, "Z ", 2) == 0;
        char *name = is_zone                       ? line + 2
                     : strncmp(line, "L ", 2) == 0 ? strchr(line + 2, ' ')
                                                   : NULL;
        if (name != NULL) {
            name += !is_zone; /* past the blank */
            name[strcspn(name, " ")] = '\0';
            names[count++] = name;
        }
        line = end == NULL ? NULL : end + 1;
    }
    return count;
}

/* "moscow", "new york" and "america/new_york" are all meant to be a city of the list. */
static const char *name_of_city(const char *city, const char *const *names, size_t count)
{
    char wanted[64];
    size_t length = strlen(city);

    if (length == 0 || length >= sizeof wanted)
        return NULL;
    for (size_t i = 0; i <= length; i++)
        wanted[i] = city[i] == ' ' ? '_' : city[i];
    for (size_t i = 0; i < count; i++) {
        const char *slash = strrchr(names[i], '/');
        if (span_equal_folded(span_of(wanted), span_of(names[i])) ||
            (slash != NULL && span_equal_folded(span_of(wanted), span_of(slash + 1))))
            return names[i];
    }
    return NULL;
}

enum { NAME_LIMIT = 2048 };

static bool refuse_unknown(const char *name, struct error *err)
{
    OWN(buffer_release) struct buffer text = {0};
    OWN(free) const char **names = calloc(NAME_LIMIT, sizeof *names);
    const char *nearest = NULL;

    database_read("tzdata.zi", &text);
    if (names != NULL && text.length > 0) {
        size_t count = collect_names(&text, names, NAME_LIMIT);
        nearest = name_of_city(name, names, count);
        if (nearest == NULL)
            nearest = text_nearest(span_of(name), names, count);
    }
    if (nearest != NULL)
        return error_set(err, ERROR_INPUT, "unknown time zone '%.32s' (hint: did you mean '%s'?)",
                         name, nearest);
    return error_set(err, ERROR_INPUT,
                     "unknown time zone '%.32s' (hint: write it as 'Europe/Berlin' or '+03:00')",
                     name);
}

/* Not a path elsewhere, not the machine's own zone, not the folder that counts leap seconds. */
static bool is_plain_name(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_+-/";

    return name[0] != '\0' && name[0] != '/' && name[strspn(name, letters)] == '\0' &&
           strncmp(name, "right/", 6) != 0 && strcmp(name, "localtime") != 0 &&
           strcmp(name, "posixrules") != 0;
}

static bool is_zone_file(const char *name)
{
    char magic[4];

    return database_begin(name, magic, sizeof magic) == sizeof magic &&
           memcmp(magic, "TZif", sizeof magic) == 0;
}

static int interval_at(GTimeZone *source, int64_t instant)
{
    return g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, instant);
}

/* GLib tells which interval an instant is in, not where intervals begin: halve until it shows. */
static bool add_changes(GTimeZone *source, struct zone *zone, int64_t from, int64_t to,
                        struct error *err)
{
    int interval = interval_at(source, to);

    if (interval_at(source, from) == interval)
        return true;
    if (to - from == 1)
        return zone_add(zone, to, g_time_zone_get_offset(source, interval), err);
    int64_t middle = from + (to - from) / 2;
    return add_changes(source, zone, from, middle, err) &&
           add_changes(source, zone, middle, to, err);
}

static void time_zone_close_owned(GTimeZone **held)
{
    if (*held != NULL)
        g_time_zone_unref(*held);
}

bool zone_open_named(const char *name, struct zone **out, struct error *err)
{
    OWN(zone_close) struct zone *zone = NULL;

    if (!has_database())
        return error_set(err, ERROR_INPUT,
                         "this machine has no time zone database in '%s' (hint: install the "
                         "package tzdata, or set TZDIR)",
                         database_folder());
    if (!is_plain_name(name) || !is_zone_file(name))
        return refuse_unknown(name, err);
    OWN(time_zone_close) GTimeZone *source = g_time_zone_new_identifier(name);
    if (source == NULL)
        return error_set(err, ERROR_INPUT, "time zone '%.32s' cannot be read from '%s'", name,
                         database_folder());
    int first = interval_at(source, ZONE_FIRST_INSTANT);
    if (!zone_create(name, g_time_zone_get_offset(source, first), &zone, err) ||
        !add_changes(source, zone, ZONE_FIRST_INSTANT, ZONE_LAST_INSTANT, err))
        return false;
    zone_finish(zone);
    *out = TAKE(zone);
    return true;
}
