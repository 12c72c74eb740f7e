#include "command/workspace.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

#include "command/house.h"
#include "command/progress.h"
#include "command/told.h"
#include "cube/count.h"
#include "ingest/house.h"
#include "settings/clocks.h"
#include "settings/read.h"

void workspace_release(struct workspace *workspace)
{
    store_leave(workspace->store);
    settings_release(&workspace->settings);
    free(workspace->store_path);
    *workspace = (struct workspace){0};
}

void tell(const struct error *err)
{
    fprintf(stderr, "deskgauge: %s\n", err->text);
}

static bool is_settings(const char *word)
{
    struct span span = span_of(word);

    return span_ends(span, SPAN(".yaml")) || span_ends(span, SPAN(".yml"));
}

/* --settings, else the first operand that is one, else ./deskgauge.yaml. */
static const char *settings_of(const struct common_options *options, struct operands *operands)
{
    if (options->settings != NULL)
        return options->settings;
    for (size_t i = 0; i < operands->count; i++) {
        if (is_settings(operands->items[i])) {
            const char *path = operands->items[i];
            memmove(&operands->items[i], &operands->items[i + 1],
                    (operands->count - i - 1) * sizeof *operands->items);
            operands->count--;
            return path;
        }
    }
    return access("deskgauge.yaml", F_OK) == 0 ? "deskgauge.yaml" : NULL;
}

char *path_join(const char *folder, const char *path)
{
    char *joined = NULL;

    if (path[0] == '/' || strcmp(folder, ".") == 0)
        return strdup(path);
    return asprintf(&joined, "%s/%s", folder, path) < 0 ? NULL : joined;
}

bool workspace_settings(const struct common_options *options, struct operands *operands,
                        struct settings *out, struct error *err)
{
    if (!settings_read(settings_of(options, operands), out, err))
        return false;
    if (options->zone != NULL)
        out->zone = options->zone;
    return true;
}

/* What is wrong with a table beside the exports is told, and grave things end the run: a promise
 * read wrongly would be a wrong figure in every report. */
static bool take_house(struct operands *operands, struct workspace *out, bool is_scratch,
                       struct error *err)
{
    if (!house_take(operands, &out->settings, err))
        return false;
    if (is_scratch)
        return true; /* `check` tells them all */
    if (!out->options->is_quiet && !out->options->is_json) {
        told_house(&out->settings.house, false, false);
        tell_house_problems(&out->settings.house, false);
        return house_is_fine(&out->settings.house, err) ||
               error_set(err, err->kind, "the tables beside the exports have to be mended first");
    }
    return house_is_fine(&out->settings.house, err);
}

bool workspace_open_scratch(const struct common_options *options, struct operands *operands,
                            struct workspace *out, struct error *err)
{
    out->options = options;
    out->store_is_fresh = true;
    return workspace_settings(options, operands, &out->settings, err) &&
           take_house(operands, out, true, err) &&
           store_open(NULL, STORE_SCRATCH, &out->store, err);
}

bool workspace_open(const struct common_options *options, struct operands *operands,
                    enum store_access access_kind, struct workspace *out, struct error *err)
{
    out->options = options;
    if (!workspace_settings(options, operands, &out->settings, err) ||
        (access_kind != STORE_READ && !take_house(operands, out, false, err)))
        return false;
    if (options->store != NULL)
        out->store_path = strdup(options->store);
    else if (out->settings.store_path != NULL)
        out->store_path = path_join(out->settings.folder, out->settings.store_path);
    out->store_is_fresh = out->store_path == NULL;
    if (out->store_is_fresh)
        return store_open(NULL, STORE_SCRATCH, &out->store, err);
    return store_open(out->store_path, access_kind, &out->store, err);
}

struct ingesting {
    struct workspace *workspace;
    size_t file_count, read_count;
};

static void tell_import(struct workspace *workspace, const struct ingest_result *result)
{
    FILE *out = workspace->told == NULL ? stdout : workspace->told;

    if (workspace->told_count++ > 0 && workspace->between != NULL)
        fputs(workspace->between, out);
    told_ingest(result, workspace->options->is_json, out);
}

static bool ingest_table(struct ingesting *reading, const char *path,
                         const struct archive_table *table, const struct archive_contents *beside,
                         const struct source_settings *source, struct error *err)
{
    const struct common_options *options = reading->workspace->options;
    struct progress_line line = {0};
    OWN(ingest_result_release) struct ingest_result result = {0};
    struct ingest_request request = {.path = path,
                                     .table = table,
                                     .beside = beside,
                                     .source = source == NULL ? NULL : source->name,
                                     .desk = options->desk != NULL ? options->desk
                                             : source == NULL      ? NULL
                                                                   : source->desk,
                                     .zone = options->zone != NULL ? options->zone
                                             : source == NULL      ? NULL
                                                                   : source->zone,
                                     .charset = options->charset != NULL ? options->charset
                                                : source == NULL         ? NULL
                                                                         : source->charset,
                                     .dates = options->dates != NULL ? options->dates
                                              : source == NULL       ? NULL
                                                                     : source->dates,
                                     .export_time =
                                         options->export_time != INSTANT_UNKNOWN || source == NULL
                                             ? options->export_time
                                             : source->export_time,
                                     .settings = &reading->workspace->settings,
                                     .progress = progress_show,
                                     .context = &line};
    struct error failure = {0};

    reading->file_count++;
    bool is_read = ingest_file(reading->workspace->store, &request, &result, &failure);
    progress_clear(&line);
    if (is_read) {
        reading->read_count++;
        if (!options->is_quiet)
            tell_import(reading->workspace, &result);
        return true;
    }
    if (failure.kind != ERROR_INPUT && failure.kind != ERROR_USAGE) {
        *err = failure;
        return false;
    }
    tell(&failure);
    *err = failure;
    reading->workspace->worst = error_worst(reading->workspace->worst, failure.kind);
    return true;
}

/* A file; of an archive of several tables each. */
static bool ingest_one(struct ingesting *reading, const char *path,
                       const struct source_settings *source, struct error *err)
{
    OWN(arena_release) struct arena arena = {0};
    struct archive_contents contents;

    if (!ingest_contents(path, &arena, &contents, err))
        return false;
    if (contents.table_count == 0)
        return ingest_table(reading, path, NULL, &contents, source, err);
    size_t before = reading->read_count; /* the first that is read tells what else there is */
    for (size_t i = 0; i < contents.table_count; i++)
        if (!ingest_table(reading, path, &contents.tables[i],
                          reading->read_count == before ? &contents : NULL, source, err))
            return false;
    return true;
}

static bool ingest_pattern(struct ingesting *reading, const struct source_settings *source,
                           const char *pattern, struct error *err)
{
    char *path = path_join(reading->workspace->settings.folder, pattern);
    glob_t found = {0};
    bool is_fine = true;

    if (path == NULL)
        return error_memory(err);
    int result = glob(path, 0, NULL, &found); /* sorted by bytes in the C locale */
    if (result == GLOB_NOMATCH)
        is_fine = error_set(err, ERROR_INPUT, "%s: no file has this name (named by '%s' in %s)",
                            path, source->name, reading->workspace->settings.path);
    else if (result != 0)
        is_fine = error_set(err, ERROR_INPUT, "%s: cannot be looked for", path);
    for (size_t i = 0; is_fine && i < found.gl_pathc; i++)
        if (!house_has(&reading->workspace->settings.house, found.gl_pathv[i]))
            is_fine = ingest_one(reading, found.gl_pathv[i], source, err);
    globfree(&found);
    free(path);
    return is_fine;
}

bool workspace_ingest(struct workspace *workspace, const struct operands *files, struct error *err)
{
    struct ingesting reading = {.workspace = workspace};
    const struct settings *settings = &workspace->settings;

    for (size_t i = 0; i < files->count; i++)
        if (!ingest_one(&reading, files->items[i], NULL, err))
            return false;
    for (size_t i = 0; files->count == 0 && i < settings->source_count; i++)
        for (size_t j = 0; j < settings->sources[i].file_count; j++)
            if (!ingest_pattern(&reading, &settings->sources[i], settings->sources[i].files[j],
                                err))
                return false;
    if (reading.read_count > 0)
        return true;
    if (reading.file_count == 1) { /* its failure has been told */
        *err = (struct error){.kind = workspace->worst};
        return false;
    }
    if (reading.file_count > 1)
        return error_set(err, workspace->worst, "nothing was read");
    return true;
}

static bool count_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                       const struct fact_action *actions, size_t action_count, struct error *err)
{
    return counter_add(context, fact, promise, actions, action_count, err);
}

bool workspace_holidays_lack(const struct workspace *workspace, const char **country, int32_t *year,
                             struct error *err)
{
    struct store_contents contents;

    *country = NULL;
    if (!store_contents(workspace->store, &contents, err))
        return false;
    if (contents.first_at != INSTANT_UNKNOWN && contents.last_at != INSTANT_UNKNOWN &&
        !hours_holidays_lack(&workspace->settings, day_of_local(contents.first_at),
                             day_of_local(contents.last_at), country, year))
        *country = NULL;
    return true;
}

/* A year without known holidays is a year in which a day off looks like a missed promise. */
static bool tell_unknown_holidays(const struct workspace *workspace, struct error *err)
{
    const char *country = NULL;
    int32_t year = 0;

    if (!workspace_holidays_lack(workspace, &country, &year, err))
        return false;
    if (country != NULL)
        fprintf(stderr,
                "deskgauge: note: the public holidays of %s are not known for %d: its days count "
                "as weekdays (hint: name an .ics file or dates under 'holidays')\n",
                country, year);
    return true;
}

bool workspace_cube(struct workspace *workspace, struct cube *out, struct error *err)
{
    OWN(counter_close) struct counter *counter = NULL;
    OWN(fact_summary_release) struct fact_summary summary = {0};
    struct store_contents contents;

    if (!store_contents(workspace->store, &contents, err) || !tell_unknown_holidays(workspace, err))
        return false;
    if (contents.ticket_count == 0)
        return error_set(err, ERROR_INPUT,
                         "there are no tickets to judge (hint: name the exports: deskgauge run "
                         "exports/*.csv)");
    if (!counter_open(&workspace->settings, &counter, err) ||
        !facts_build(workspace->store, &workspace->settings, workspace->options->as_of, count_fact,
                     counter, &summary, err))
        return false;
    if (summary.lost_dispute_count > 0)
        fprintf(stderr, "deskgauge: note: disputes.csv:%zu: no ticket has this id (%u such rows)\n",
                summary.lost_dispute_line, summary.lost_dispute_count);
    return counter_finish(counter, &summary, out, err);
}
