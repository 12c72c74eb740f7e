#include "languages/parts.h"

#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/resource.h"

extern const struct resource languages_catalogues[]; /* …/ru.mo, one a language but English */
extern const char *const language_names[];           /* "en", then those of the catalogues */

const char *language_at(size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (language_names[i] == NULL)
            return NULL;
    return language_names[at];
}

static const char *find_name(const char *name)
{
    for (size_t i = 0; language_names[i] != NULL; i++)
        if (strcmp(language_names[i], name) == 0)
            return language_names[i];
    return NULL;
}

static struct span find_catalogue(const char *name)
{
    char ending[32];

    snprintf(ending, sizeof ending, "/%s.mo", name);
    for (const struct resource *at = languages_catalogues; at->name != NULL; at++)
        if (span_ends(span_of(at->name), span_of(ending)))
            return resource_span(at);
    return (struct span){0};
}

static bool refuse_name(const char *name, struct error *err)
{
    OWN(buffer_release) struct buffer known = {0};

    for (size_t i = 0; language_names[i] != NULL; i++)
        buffer_format(&known, "%s%s", i > 0 ? ", " : "", language_names[i]);
    return error_set(err, ERROR_USAGE, "no language '%.32s' (hint: there are %s)", name,
                     known.length > 0 ? known.bytes : "none");
}

/* What the catalogue itself decides, read once. */
static void read_manners(struct language *language)
{
    language->icu_locale = tr_in(language, "ICU locale", "en_GB");
    language->holds_short_words =
        strcmp(tr_in(language, "typography: no line ends with a word of one or two letters", "no"),
               "yes") == 0;
}

static bool open_results(struct language *language, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;

    language->single_result = unumf_openResult(&status);
    language->range_result = unumrf_openResult(&status);
    if (status == U_MEMORY_ALLOCATION_ERROR)
        return error_memory(err);
    return U_SUCCESS(status) || error_set(err, ERROR_RENDER, "ICU: %s", u_errorName(status));
}

bool language_open(const char *name, struct language **out, struct error *err)
{
    const char *known = find_name(name);

    if (known == NULL)
        return refuse_name(name, err);
    OWN(language_close) struct language *language = calloc(1, sizeof *language);
    if (language == NULL)
        return error_memory(err);
    language->name = known;
    language->locale = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    if (language->locale == (locale_t)0)
        return errno == ENOMEM ? error_memory(err)
                               : error_set(err, ERROR_RENDER, "the system has no locale C.UTF-8");
    struct span catalogue = find_catalogue(known);
    if (catalogue.bytes != NULL && !catalogue_load(language, catalogue, err))
        return error_wrap(err, "language '%s'", known);
    if (!open_results(language, err))
        return false;
    read_manners(language);
    *out = TAKE(language);
    return true;
}

void language_close(struct language *language)
{
    if (language == NULL)
        return;
    for (size_t i = 0; i < language->format_count; i++) {
        unumf_close(language->formats[i].single);
        unumrf_close(language->formats[i].range);
    }
    unumf_closeResult(language->single_result);
    unumrf_closeResult(language->range_result);
    if (language->locale != (locale_t)0)
        freelocale(language->locale);
    free(language);
}

const char *language_name(const struct language *language)
{
    return language->name;
}

const char *language_text(const struct language *language, const char *message)
{
    if (language->domain == NULL || *message == '\0')
        return message;
    locale_t before = uselocale(language->locale);
    const char *found = dgettext(language->domain, message);
    uselocale(before);
    return found;
}

const char *language_text_in(const struct language *language, const char *context,
                             const char *message)
{
    OWN(buffer_release) struct buffer key = {0};

    if (language->domain == NULL)
        return message;
    buffer_format(&key, "%s\004%s", context, message);
    if (key.is_short)
        return message;
    const char *found = language_text(language, key.bytes);
    return found == key.bytes ? message : found;
}

const char *language_plural(const struct language *language, const char *one, const char *many,
                            int64_t count)
{
    uint64_t absolute = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;

    if (language->domain == NULL)
        return absolute == 1 ? one : many;
    locale_t before = uselocale(language->locale);
    const char *found = dngettext(language->domain, one, many, absolute);
    uselocale(before);
    return found;
}
