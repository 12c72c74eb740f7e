/* The bridge to gettext, which reads catalogues from files only: ours is written into a private
 * folder, read by gettext (which maps it), and removed. */
#include "languages/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512 };

/* gettext looks a catalogue up at FOLDER/LOCALE/LC_MESSAGES/DOMAIN.mo; of the locale "C.UTF-8" it
 * tries "C" too. */
struct place {
    char folder[PATH_SIZE], locale[PATH_SIZE + 2], messages[PATH_SIZE + 16];
    char file[PATH_SIZE + 80];
};

static bool place_make(const char *domain, struct place *place, struct error *err)
{
    const char *temporary = getenv("TMPDIR");

    if (temporary == NULL || *temporary != '/' || strlen(temporary) > PATH_SIZE - 64)
        temporary = "/tmp";
    snprintf(place->folder, sizeof place->folder, "%s/deskgauge-XXXXXX", temporary);
    if (mkdtemp(place->folder) == NULL)
        return error_set(err, ERROR_RENDER, "%s: %s", place->folder, strerror(errno));
    snprintf(place->locale, sizeof place->locale, "%s/C", place->folder);
    snprintf(place->messages, sizeof place->messages, "%s/LC_MESSAGES", place->locale);
    snprintf(place->file, sizeof place->file, "%s/%s.mo", place->messages, domain);
    if (mkdir(place->locale, 0700) != 0 || mkdir(place->messages, 0700) != 0)
        return error_set(err, ERROR_RENDER, "%s: %s", place->messages, strerror(errno));
    return true;
}

static void place_remove(const struct place *place)
{
    if (*place->folder == '\0')
        return;
    unlink(place->file);
    rmdir(place->messages);
    rmdir(place->locale);
    rmdir(place->folder);
}
OWN_RELEASER(place_remove, struct place)

static bool write_whole(const char *path, struct span bytes, struct error *err)
{
    OWN(descriptor_close)
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0)
        return error_set(err, ERROR_RENDER, "%s: %s", path, strerror(errno));
    while (bytes.length > 0) {
        ssize_t written = write(file, bytes.bytes, bytes.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return error_set(err, ERROR_RENDER, "%s: %s", path, strerror(errno));
        bytes = (struct span){bytes.bytes + written, bytes.length - (size_t)written};
    }
    return true;
}

/* The header of a catalogue is the translation of the empty message. */
static bool answers(const struct language *language)
{
    locale_t before = uselocale(language->locale);
    const char *header = dgettext(language->domain_text, "");
    uselocale(before);
    return *header != '\0';
}

bool catalogue_load(struct language *language, struct span catalogue, struct error *err)
{
    OWN(place_remove) struct place place = {0};

    snprintf(language->domain_text, sizeof language->domain_text, "deskgauge-%s", language->name);
    if (!place_make(language->domain_text, &place, err) || !write_whole(place.file, catalogue, err))
        return false;
    unsetenv("LANGUAGE");
    if (bindtextdomain(language->domain_text, place.folder) == NULL ||
        bind_textdomain_codeset(language->domain_text, "UTF-8") == NULL)
        return error_memory(err);
    if (!answers(language))
        return error_set(err, ERROR_RENDER, "gettext did not read %s", place.file);
    language->domain = language->domain_text;
    return true;
}
