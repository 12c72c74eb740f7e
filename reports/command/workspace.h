/* workspace: settings, store and exports of one run; where the stages of reading are wired. */
#ifndef DESKGAUGE_COMMAND_WORKSPACE_H
#define DESKGAUGE_COMMAND_WORKSPACE_H

#include "command/options.h"
#include "cube/cube.h"
#include "ingest/ingest.h"
#include "settings/settings.h"
#include "store/store.h"

/* The options that every command which reads exports or a store shares. */
struct common_options {
    const char *settings;
    const char *store;
    const char *desk, *zone, *charset, *dates;
    int64_t as_of, export_time;
    bool is_json, is_quiet;
};
#define COMMON_INIT                                                                                \
    {                                                                                              \
        .as_of = INSTANT_UNKNOWN, .export_time = INSTANT_UNKNOWN                                   \
    }
#define COMMON_OPTIONS(type, member)                                                               \
    {"settings",  's',                                                                             \
     OPTION_TEXT, offsetof(type, member.settings),                                                 \
     "FILE",      "deskgauge.yaml to use (else the one in this folder, if there)"},                \
        {"store",     0,                                                                           \
         OPTION_TEXT, offsetof(type, member.store),                                                \
         "FILE",      "keep what was read in this file over runs"},                                \
        {"desk",      'd',                                                                         \
         OPTION_TEXT, offsetof(type, member.desk),                                                 \
         "NAME|FILE", "which help desk wrote the export; a .yaml is a profile of your own"},       \
        {"zone",      'z',                                                                         \
         OPTION_TEXT, offsetof(type, member.zone),                                                 \
         "ZONE",      "zone of times that carry none, such as Europe/Moscow"},                     \
        {"charset",   0,                                                                           \
         OPTION_TEXT, offsetof(type, member.charset),                                              \
         "NAME",      "charset of the export, such as cp1251"},                                    \
        {"dates",     0,                                                                           \
         OPTION_TEXT, offsetof(type, member.dates),                                                \
         "ORDER",     "order of dates: dmy, mdy or ymd"},                                          \
        {"export-time",  0,                                                                        \
         OPTION_INSTANT, offsetof(type, member.export_time),                                       \
         "TIME",         "when the export was made (else its last event)"},                        \
        {"as-of",        0,                                                                        \
         OPTION_INSTANT, offsetof(type, member.as_of),                                             \
         "TIME",         "hide everything that happened later"},                                   \
        {"json", 0, OPTION_FLAG, offsetof(type, member.is_json), NULL, "for programs"},            \
    {                                                                                              \
        "quiet", 'q', OPTION_FLAG, offsetof(type, member.is_quiet), NULL,                          \
            "only errors and results"                                                              \
    }

struct workspace {
    struct settings settings;
    struct store *store;
    const struct common_options *options;
    enum error_kind worst; /* of the files that could not be read */
    char *store_path;
    bool store_is_fresh; /* made for this run alone, inside the report folder or nowhere */
    FILE *told;          /* where imports are told; NULL: standard output */
    const char *between; /* what stands between two imports told there, or NULL */
    size_t told_count;
};

/* With the tables of the house (command/house.h), which leave `operands`; those that only read a
 * store (STORE_READ) do without. Settings from --settings, from an operand that ends in .yaml
 * (taken out of `operands`), or from
 * ./deskgauge.yaml; and the store by --store or the settings. Without either a store in memory. */
MUST_CHECK bool workspace_open(const struct common_options *options, struct operands *operands,
                               enum store_access access, struct workspace *out, struct error *err);
/* The same with a store in memory whatever the settings say: nothing is kept. */
MUST_CHECK bool workspace_open_scratch(const struct common_options *options,
                                       struct operands *operands, struct workspace *out,
                                       struct error *err);
/* Only the settings. */
MUST_CHECK bool workspace_settings(const struct common_options *options, struct operands *operands,
                                   struct settings *out, struct error *err);
void workspace_release(struct workspace *workspace);
OWN_RELEASER(workspace_release, struct workspace)

/*
 * Read the files of the operands, or those of the settings' exports. Each is its own transaction;
 * a file that cannot be read is told on standard error and the worst exit code kept. False only
 * when nothing at all was read. What was understood is printed unless quiet.
 */
MUST_CHECK bool workspace_ingest(struct workspace *workspace, const struct operands *files,
                                 struct error *err);

/* Store -> facts -> cube. */
MUST_CHECK bool workspace_cube(struct workspace *workspace, struct cube *out, struct error *err);

/* `path` as seen from `folder`; the caller's to free, NULL when memory is short. */
char *path_join(const char *folder, const char *path);

/* Tell a failure that is not the end of the run. */
void tell(const struct error *err);
/* Name the files of an archive that are no tables. */

/* A year of the export whose public holidays are not known: `*country` NULL none. */
MUST_CHECK bool workspace_holidays_lack(const struct workspace *workspace, const char **country,
                                        int32_t *year, struct error *err);

#endif
