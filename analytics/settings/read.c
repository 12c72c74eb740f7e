#include "settings/read.h"

#include <errno.h>
#include <string.h>

#include "base/resource.h"
#include "settings/field.h"
#include "settings/offer_terms.h"

extern const struct resource settings_resources[];

/* Defaults of statistics.md section H; anchors and weights of its part A. */
static const struct measure_settings MEASURE_DEFAULTS[MEASURE_COUNT] = {
    [MEASURE_ONE_TOUCH] = {.5, {.40, .60, .80, .95}},
    [MEASURE_STAYS_SOLVED] = {.2, {.70, .85, .95, .99}},
    [MEASURE_REVIEW] = {.3, {.50, .70, .90, .98}},
    [MEASURE_PARITY] = {.3, {.60, .80, .95, 1}},
    [MEASURE_NO_SWITCH] = {.2, {.70, .85, .95, .99}},
    [MEASURE_NOT_ABANDONED] = {.2, {.70, .85, .95, .99}},
    [MEASURE_ALIVE] = {.1, {.40, .70, .95, 1}},
    [MEASURE_POLICY] = {.2, {.40, .70, .90, 1}},
    [MEASURE_SATISFIED] = {.7, {.40, .65, .85, .97}},
    [MEASURE_PLAIN_EN] = {.18, {20, 45, 60, 75}},
    [MEASURE_PLAIN_RU] = {.18, {-20, 30, 55, 70}},
    [MEASURE_JARGON] = {.12, {.08, .04, .015, .005}},
    [MEASURE_ALL_HOURS] = {1, {.25, .70, .95, .995}},
};

static void criteria_defaults(struct criteria_settings *criteria)
{
    *criteria = (struct criteria_settings){
        .confidence = .95,
        .reply_default_s = 3600,
        .one_touch_window_s = 7 * 86400,
        .reopen_window_s = 14 * 86400,
        .switch_window_s = 48 * 3600,
        .slot_target_share = .8,
        .slot_certainty = .8,
        .practical_drop = .05,
        .false_discovery = .1,
        .nonresponse_delta = .15,
        .scored_n = 30,
        .indicative_n = 10,
        .scored_half_width = .1,
        .indicative_half_width = .2,
        .scored_clusters = 8,
        .date_probability = .9,
        .bootstrap_count = 1000,
        .seed = 20240701,
        .slots_from_ticket_count = 2000,
        .template_min_tickets = 20,
        .template_min_share = .01,
        .template_max_age_s = 5,
        .satisfied_from = .75,
    };
    memcpy(criteria->measures, MEASURE_DEFAULTS, sizeof MEASURE_DEFAULTS);
}

/* Defaults of costs.md section 5; what has no source there stays 0 and must be told. */
static void cost_defaults(struct cost_settings *costs)
{
    *costs = (struct cost_settings){
        .horizon_months = 12,
        .draw_count = 20000,
        .urgent_share = 1,
        .occupancy = .85,
        .has_hybrid = true,
        .starts_day = INT32_MIN,
        .reopened_share = -1,
        .own =
            {
                .absence_share = .18,
                .in_shift_share = .12,
                .yearly_hours = 1972,
                .night_premium_share = .2,
                .holiday_premium_share = 1,
                .overtime_premium_share = .5,
                .on_call_share = .25,
                .attrition_share = .4,
                .vacancy_months = 1.5,
                .ramp_months = 3,
                .ramp_start_share = .3,
                .span_of_control = 12,
                .min_night_persons = 1,
            },
    };
}

static void defaults(struct settings *settings)
{
    settings->folder = ".";
    settings->language = "en";
    settings->currency = "RUB";
    settings->report_folder = "deskgauge-report";
    settings->as_of = INSTANT_UNKNOWN;
    criteria_defaults(&settings->criteria);
    cost_defaults(&settings->costs);
}

/* The folder of a path: up to its last slash. */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return ".";
    return arena_text(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

static void feed(struct buffer *out, const struct yaml_node *node)
{
    buffer_byte(out, "stm"[node->kind]);
    buffer_format(out, "%zu:", node->kind == YAML_SCALAR ? node->text.length : node->count);
    if (node->kind == YAML_SCALAR)
        buffer_append(out, node->text.bytes, node->text.length);
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == YAML_MAPPING)
            feed(out, node->pairs[i].key);
        feed(out, node->kind == YAML_MAPPING ? node->pairs[i].value : node->items[i]);
    }
}

/* What is said counts, not how it is laid out: comments and blanks change no figure. Where
 * reports go and in which language changes none either. */
static bool settings_fingerprint(const struct yaml_node *root, struct hash128 *out,
                                 struct error *err)
{
    static const char *const ASIDE[] = {"language", "report", "store", "organisation"};
    OWN(buffer_release) struct buffer bytes = {0};

    buffer_text(&bytes, "deskgauge settings 1\n");
    for (size_t i = 0; root != NULL && i < root->count; i++) {
        bool is_aside = false;
        for (size_t j = 0; j < sizeof ASIDE / sizeof *ASIDE; j++)
            is_aside |= span_equal(root->pairs[i].key->text, span_of(ASIDE[j]));
        if (is_aside)
            continue;
        feed(&bytes, root->pairs[i].key);
        feed(&bytes, root->pairs[i].value);
    }
    if (bytes.is_short)
        return error_memory(err);
    *out = hash_128(buffer_span(&bytes));
    return true;
}

static bool check_language(const struct yaml_node *root, const struct settings *settings,
                           struct error *err)
{
    if (strcmp(settings->language, "en") == 0 || strcmp(settings->language, "ru") == 0)
        return true;
    return yaml_error(yaml_find(root, "language"), err, "reports are written in en or ru, not '%s'",
                      settings->language);
}

bool settings_read(const char *path, struct settings *out, struct error *err)
{
    OWN(settings_release) struct settings settings = {0};
    OWN(arena_release) struct arena nodes = {0};
    const struct yaml_node *root = NULL;
    struct reader reader = {.settings = &settings, .err = err};

    defaults(&settings);
    if (path != NULL) {
        settings.path = arena_text(&settings.arena, path, strlen(path));
        settings.folder = folder_of(&settings.arena, path);
        if (settings.path == NULL || settings.folder == NULL)
            return error_memory(err);
        if (!yaml_read_file(path, &nodes, &root, err) ||
            !fields_read(&reader, SETTINGS_FIELDS, root, &settings) ||
            !check_language(root, &settings, err) ||
            !offer_terms_settle(&settings, yaml_find(root, "currency") != NULL, err))
            return false;
    }
    if (!settings_fingerprint(root, &settings.hash, err))
        return false;
    *out = settings;
    settings = (struct settings){0};
    return true;
}

bool settings_write_template(struct buffer *out, struct error *err)
{
    const struct resource *file =
        resource_find(settings_resources, "schemas/settings/template.yaml");

    if (file == NULL)
        return error_set(err, ERROR_INTERNAL, "the settings template is not part of this program");
    struct span text = resource_span(file);
    buffer_append(out, text.bytes, text.length);
    return !out->is_short || error_memory(err);
}
