#include "command/reporting.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/zone.h"
#include "command/account_reviews.h"
#include "command/choosing.h"
#include "command/client_tickets.h"
#include "command/inputs.h"
#include "command/kept_tickets.h"
#include "command/publishing.h"
#include "command/sheaf.h"
#include "command/told.h"
#include "facts/build.h"
#include "kinds/quarterly_review.h"
#include "render/render.h"

static const char *const KINDS[] = {"quarterly-review", "account-review", "model-choice"};

const char *reporting_kind_at(size_t index)
{
    return index < sizeof KINDS / sizeof *KINDS ? KINDS[index] : NULL;
}

/* The words that make the report again; a word with blanks is quoted for a shell. */
static const char *command_line(struct arena *arena, int argc, char **argv)
{
    OWN(buffer_release) struct buffer text = {0};

    buffer_text(&text, "deskgauge");
    for (int i = 0; i < argc; i++) {
        bool is_plain =
            argv[i][0] != '\0' && strpbrk(argv[i], " \t\n'\"\\$`*?[]{}()<>|&;#~!") == NULL;
        buffer_byte(&text, ' ');
        if (is_plain) {
            buffer_text(&text, argv[i]);
            continue;
        }
        buffer_byte(&text, '\'');
        for (const char *at = argv[i]; *at != '\0'; at++)
            buffer_text(&text, *at == '\'' ? "'\\''" : (char[]){*at, '\0'});
        buffer_byte(&text, '\'');
    }
    return text.is_short ? NULL : arena_text(arena, text.bytes, text.length);
}

/* ---- the whole
 * -------------------------------------------------------------------------------------- */

bool reporting_basis(const struct reporting_request *request, struct report *report,
                     struct language *language, struct review_request *out, struct error *err)
{
    struct inputs inputs = {.arena = &report->arena};
    char zones[ZONE_VERSION_SIZE];

    if (!inputs_read(request->workspace, &inputs, err))
        return false;
    zone_database_version(zones);
    *out = (struct review_request){
        .scorecard = request->scorecard,
        .cube = request->cube,
        .settings = &request->workspace->settings,
        .language = language,
        .command = command_line(&report->arena, request->argc, request->argv),
        .version = DESKGAUGE_VERSION,
        .zones = arena_text(&report->arena, zones, strlen(zones)),
        .inputs = inputs.items,
        .input_count = inputs.count,
        .doubts = inputs.doubts,
        .doubt_count = inputs.doubt_count,
    };
    return (out->command != NULL && out->zones != NULL) || error_memory(err);
}

static bool compose(const struct reporting_request *request, struct language *language,
                    struct report *report, struct error *err)
{
    struct review_request review = {0};
    struct publishing publishing = {.workspace = request->workspace,
                                    .cube = request->cube,
                                    .card = request->scorecard,
                                    .report = request->kind};
    struct moved_figure *moved = NULL;

    if (!reporting_basis(request, report, language, &review, err) ||
        !publishing_moved(&publishing, &report->arena, &moved, &review.moved_count, err))
        return false;
    review.moved = moved;
    return quarterly_review_build(&review, report, err);
}

/* ---- the tickets: one pass over the store for all reports ---- */

struct taking {
    struct kept_tickets *kept;
    struct client_tickets *of_clients;
};

static bool take_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                      const struct fact_action *actions, size_t action_count, struct error *err)
{
    const struct taking *taking = context;

    (void)actions;
    (void)action_count;
    return (taking->kept == NULL || kept_tickets_take(taking->kept, fact, promise, err)) &&
           (taking->of_clients == NULL ||
            client_tickets_take(taking->of_clients, fact, promise, err));
}

static bool take_tickets(const struct reporting_request *request, struct taking *taking,
                         struct error *err)
{
    OWN(fact_summary_release) struct fact_summary summary = {0};

    if (taking->kept == NULL && taking->of_clients == NULL)
        return true;
    if (!facts_build(request->workspace->store, &request->workspace->settings,
                     request->workspace->options->as_of, take_fact, taking, &summary, err))
        return false;
    if (taking->of_clients != NULL)
        client_tickets_finish(taking->of_clients);
    return taking->kept == NULL || kept_tickets_finish(taking->kept, err);
}

/* The choice comes last: it is compared beside, while the others are composed. */
static bool compose_all(struct sheaf *sheaf, struct choosing *choosing, struct error *err)
{
    const struct reporting_request *request = sheaf->request;
    bool is_account = strcmp(request->kind, "account-review") == 0;
    bool is_choice = strcmp(request->kind, "model-choice") == 0;
    const struct sheaf_figures figures = {.card = request->scorecard, .account = ALL_ACCOUNTS};
    struct report *report = NULL;

    if (is_choice)
        return model_choice_compose(sheaf, NULL, choosing, err);
    if (!is_account && (!sheaf_next(sheaf, NULL, &report, err) ||
                        !compose(request, sheaf->language, report, err) ||
                        !sheaf_add_tickets(sheaf, &figures, report, err)))
        return false;
    if ((is_account || request->has_accounts) && !account_reviews_compose(sheaf, err))
        return false;
    return !request->has_choice || model_choice_compose(sheaf, "model-choice", choosing, err);
}

bool reporting_write(const struct reporting_request *request, struct reporting_shortfall *shortfall,
                     struct error *err)
{
    OWN(folder_close) struct folder *folder = NULL;
    OWN(language_close) struct language *language = NULL;

    OWN(kept_tickets_release) struct kept_tickets kept;
    OWN(client_tickets_release) struct client_tickets of_clients;
    OWN(choosing_release) struct choosing choosing = {0};
    unsigned formats = request->formats == 0 ? FORMATS_USUAL : request->formats;
    bool has_clients = strcmp(request->kind, "account-review") == 0 || request->has_accounts;
    bool has_tickets =
        !request->has_no_tickets && (formats & (unsigned)(FORMAT_CSV | FORMAT_XLSX)) != 0;
    struct taking taking = {has_tickets ? &kept : NULL, has_clients ? &of_clients : NULL};

    kept_tickets_init(&kept, request);
    client_tickets_init(&of_clients, request);
    *shortfall = (struct reporting_shortfall){0};
    if (!language_open(request->language, &language, err) ||
        !folder_open(request->place, &folder, err))
        return false;
    if (request->has_choice || strcmp(request->kind, "model-choice") == 0)
        choosing_begin(request, &choosing);
    if (!take_tickets(request, &taking, err))
        return false;
    OWN(sheaf_release)
    struct sheaf sheaf = {.request = request,
                          .language = language,
                          .folder = folder,
                          .tickets = taking.kept,
                          .of_clients = taking.of_clients,
                          .shortfall = shortfall};
    return compose_all(&sheaf, &choosing, err) && sheaf_finish(&sheaf, err) &&
           folder_commit(folder, err);
}

bool shortfall_is_none(const struct reporting_shortfall *shortfall, struct error *err)
{
    if (shortfall->has_no_pdf)
        return error_set(err, ERROR_RENDER,
                         "no PDF was printed: %s (hint: install weasyprint, or print report.html "
                         "from a browser: the pages are the same)",
                         shortfall->pdf.reason);
    if (shortfall->undrawn_count > 0)
        return error_set(err, ERROR_RENDER,
                         "%zu charts could not be drawn; their tables stand in the report (hint: "
                         "is gnuplot installed? the report says what went wrong)",
                         shortfall->undrawn_count);
    return true;
}

const char *reporting_document(unsigned formats)
{
    static const struct {
        enum format format;
        const char *name;
    } documents[] = {{FORMAT_HTML, "report.html"}, {FORMAT_PDF, "report.pdf"},
                     {FORMAT_XLSX, "report.xlsx"}, {FORMAT_MARKDOWN, "report.md"},
                     {FORMAT_JSON, "report.json"}, {FORMAT_CSV, "data/figures.csv"}};

    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        if (((formats == 0 ? FORMATS_USUAL : formats) & documents[i].format) != 0)
            return documents[i].name;
    return "";
}

static void path_json(const char *key, const char *place, const char *name, FILE *out)
{
    OWN(buffer_release) struct buffer path = {0};

    buffer_format(&path, "%s%s", place, name);
    fprintf(out, ", \"%s\": ", key);
    told_json_text(out, path.is_short ? "" : buffer_span(&path).bytes);
}

void told_report_json(const struct reporting_request *request,
                      const struct reporting_shortfall *shortfall, FILE *out)
{
    char page[64];

    snprintf(page, sizeof page, "/%s", reporting_document(request->formats));
    fprintf(out, "\"report\": {\"kind\": \"%s\", \"language\": \"%s\"", request->kind,
            request->language);
    path_json("folder", request->place, "", out);
    path_json("page", request->place, page, out);
    path_json("machine", request->place, "/report.json", out);
    fprintf(out, ", \"undrawn_charts\": %zu}", shortfall->undrawn_count);
}
