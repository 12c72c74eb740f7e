#include <string.h>

#include "command/commands.h"
#include "command/told.h"
#include "command/workspace.h"
#include "ingest/assumptions.h"

struct imports_options {
    struct common_options common;
};

const struct option IMPORTS_OPTIONS[] = {COMMON_OPTIONS(struct imports_options, common), {0}};
const char IMPORTS_MORE[] = "Every file that was read into the store: its hash, its rows and what "
                            "became of them, and what\n"
                            "was assumed. Needs --store, or 'store:' in the settings.";

struct ledger {
    bool is_json;
    size_t count;
};

static void row_as_json(const struct ledger_row *row)
{
    char hash[33];

    hash128_format(row->header.content, hash);
    printf("{\"import\": %lld, \"file\": ", (long long)row->import_id);
    told_json_text(stdout, row->header.file_name);
    printf(", \"source\": ");
    told_json_text(stdout, row->header.source);
    printf(", \"xxh3_128\": \"%s\", \"bytes\": %llu, \"rows\": %llu, \"fates\": {", hash,
           (unsigned long long)row->header.byte_count, (unsigned long long)row->totals.row_count);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        printf("%s\"%s\": %llu", fate == 0 ? "" : ", ", fate_name((enum fate)fate),
               (unsigned long long)row->totals.fate_count[fate]);
    const char *assumed = row->header.assumptions_json;
    printf("}, \"assumed\": %s}", assumed == NULL || assumed[0] == '\0' ? "null" : assumed);
}

/* What else its archive held. */
static void tell_passed_over(const char *assumptions_json)
{
    OWN(arena_release) struct arena arena = {0};
    struct doubt *doubts = NULL;
    size_t count = 0;
    struct error ignored = {0};

    if (!assumptions_read(assumptions_json, &arena, &doubts, &count, &ignored))
        return;
    for (size_t i = 0; i < count; i++)
        if (strcmp(doubts[i].key, "passed_over") == 0 && doubts[i].values[1].kind == DOUBT_WORD)
            printf("   of its archive not read, being no tables: %lld (%s)\n",
                   (long long)doubts[i].values[0].number, doubts[i].values[1].word);
}

/* What was assumed of the file: another assumption would be another reading. */
static void how_it_was_read(const struct ledger_row *row)
{
    const struct import_header *header = &row->header;
    char cut[INSTANT_TEXT_SIZE];

    instant_format(row->totals.cut_at, cut);
    printf("   source %s, %s%s%s%s%s%s%s\n", header->source, header->charset,
           header->date_order[0] == '\0' ? "" : ", dates ", header->date_order,
           header->zone[0] == '\0' ? "" : ", times without a zone read in ", header->zone,
           cut[0] == '\0' ? "" : ", seen until ", cut);
    tell_passed_over(header->assumptions_json);
    if (row->reject_count > 0)
        printf("   %u rows rejected: 'deskgauge check --show-rows' lists them with their reasons\n",
               row->reject_count);
}

static bool tell_row(void *context, const struct ledger_row *row)
{
    struct ledger *ledger = context;

    if (ledger->is_json) {
        printf("%s\n  ", ledger->count == 0 ? "" : ",");
        row_as_json(row);
    } else {
        char hash[33];
        hash128_format(row->header.content, hash);
        printf("%lld  %s  %s %s  %.8s  %llu bytes  %llu rows", (long long)row->import_id,
               row->header.file_name, row->header.desk, table_kind_name(row->header.kind), hash,
               (unsigned long long)row->header.byte_count,
               (unsigned long long)row->totals.row_count);
        for (int fate = 0; fate < FATE_COUNT; fate++)
            if (row->totals.fate_count[fate] > 0)
                printf(", %llu %s", (unsigned long long)row->totals.fate_count[fate],
                       fate_name((enum fate)fate));
        printf("\n");
        how_it_was_read(row);
    }
    ledger->count++;
    return true;
}

int imports_command(int argc, char **argv, struct error *err)
{
    struct imports_options options = {.common = COMMON_INIT};
    OWN(operands_release) struct operands files = {0};
    OWN(workspace_release) struct workspace workspace = {0};
    bool is_help = false;

    if (!options_read(command_named("imports"), argc, argv, &options, &files, &is_help, err))
        return (int)err->kind;
    if (is_help) {
        command_help(command_named("imports"), stdout);
        return 0;
    }
    if (!workspace_open(&options.common, &files, STORE_READ, &workspace, err))
        return (int)err->kind;
    if (workspace.store_is_fresh) {
        error_set(err, ERROR_USAGE, "which store? (hint: --store deskgauge.sqlite)");
        return (int)err->kind;
    }
    struct ledger ledger = {.is_json = options.common.is_json};
    if (ledger.is_json)
        printf("[");
    if (!store_ledger(workspace.store, tell_row, &ledger, err))
        return (int)err->kind;
    if (ledger.is_json)
        printf("\n]\n");
    return 0;
}
