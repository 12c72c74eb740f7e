#include "ingest/ingest.h"

#include <string.h>

#include "base/resource.h"
#include "ingest/opening.h"
#include "ingest/rows.h"

enum { REJECTS_ALLOWED = 100, REJECT_SHARE_PERCENT = 1, PROGRESS_ROWS = 16384 };

void ingest_result_release(struct ingest_result *result)
{
    understanding_release(&result->understanding);
    *result = (struct ingest_result){0};
}

static const char *fault_reason(enum row_fault fault)
{
    switch (fault) {
    case ROW_UNQUOTED_VALUE:
        return "a quote that does not close where the value ends";
    case ROW_TOO_LONG:
        return "longer than a row may be";
    case ROW_TOO_WIDE:
        return "more columns than a table may have";
    default:
        return "broken";
    }
}

enum { FOOTER_ROWS_MOST = 8 };

struct reading {
    const struct ingest_request *request;
    struct ingest_result *result;
    struct opened *opened;
    struct import *import;
    struct row_taker taker;
    uint64_t row_count, reject_count;
    struct csv_row
        held[FOOTER_ROWS_MOST]; /* rows of one field: below the table a footer, else bad */
    size_t held_count;
    uint64_t footer_count;
    uint64_t first_bad_line; /* the first reject, for the message of a ruined file */
    char first_bad_column[64];
    char first_reason[160];
    struct error *err;
};

static bool reject_row(struct reading *reading, const struct csv_row *row, const char *reason,
                       size_t column)
{
    bool is_cell = column != SIZE_MAX;
    struct reject reject = {.line = row->line,
                            .byte_offset = row->byte_offset,
                            .byte_length = row->byte_length,
                            .column = is_cell ? (uint32_t)column + 1 : 0,
                            .column_name = is_cell ? reading->opened->headers[column] : NULL,
                            .reason = reason};

    if (!import_reject(reading->import, &reject, reading->err))
        return false;
    if (reading->reject_count++ == 0) {
        reading->first_bad_line = row->line;
        snprintf(reading->first_bad_column, sizeof reading->first_bad_column, "%s",
                 is_cell ? reject.column_name : "");
        snprintf(reading->first_reason, sizeof reading->first_reason, "%s", reason);
    }
    uint64_t share = reading->row_count * REJECT_SHARE_PERCENT / 100;
    uint64_t allowed = share > REJECTS_ALLOWED ? share : REJECTS_ALLOWED;
    if (reading->reject_count <= allowed || reading->row_count < 2 * REJECTS_ALLOWED)
        return true;
    return error_set(reading->err, ERROR_INPUT,
                     "%s:%llu: too many rows cannot be read (%llu of %llu), so nothing was kept; "
                     "the last one: %s%s%s (hint: 'deskgauge check' lists them)",
                     input_name(reading->opened->input), (unsigned long long)row->line,
                     (unsigned long long)reading->reject_count,
                     (unsigned long long)reading->row_count, is_cell ? reject.column_name : "",
                     is_cell ? ": " : "", reason);
}

static bool reject_held(struct reading *reading)
{
    for (size_t i = 0; i < reading->held_count; i++)
        if (!reject_row(reading, &reading->held[i], "fewer columns than the header", SIZE_MAX))
            return false;
    reading->held_count = 0;
    return true;
}

/* "Grand Totals (12)": may be a line below the table; only what follows can tell. */
static bool may_be_footer(const struct reading *reading, const struct csv_row *row)
{
    return row->count == 1 && row->fault == ROW_FINE && reading->opened->plan.column_count > 2 &&
           reading->held_count < FOOTER_ROWS_MOST;
}

/* A blank line, or what a spreadsheet leaves below a table: ";;;;". */
static bool is_empty_row(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->fields[i].length > 0)
            return false;
    return true;
}

static bool read_row(struct reading *reading, const struct csv_row *row)
{
    bool is_rejected = false;

    reading->row_count++;
    if (row->fault == ROW_FINE && is_empty_row(row)) {
        import_ignored(reading->import, 1);
        return true;
    }
    if (may_be_footer(reading, row)) {
        reading->held[reading->held_count++] = *row;
        return true;
    }
    if (reading->held_count > 0 && !reject_held(reading))
        return false;
    if (row->fault != ROW_FINE && row->fault != ROW_STRAY_QUOTE)
        return reject_row(reading, row, fault_reason(row->fault), SIZE_MAX);
    reading->result->stray_quote_count += row->fault == ROW_STRAY_QUOTE;
    if (!row_take(&reading->taker, row, &is_rejected, reading->err))
        return error_wrap(reading->err, "%s:%llu", input_name(reading->opened->input),
                          (unsigned long long)row->line);
    return !is_rejected ||
           reject_row(reading, row, reading->taker.reason, reading->taker.bad_column);
}

static bool tell_progress(const struct reading *reading)
{
    const struct ingest_request *request = reading->request;
    struct progress progress = {.file = input_name(reading->opened->input),
                                .byte_count = input_progress(reading->opened->input),
                                .total_bytes = input_byte_count(reading->opened->input),
                                .row_count = reading->row_count};

    if (request->progress == NULL || request->progress(request->context, &progress))
        return true;
    return error_set(reading->err, ERROR_INTERRUPTED,
                     "%s: interrupted; nothing of this file was kept", progress.file);
}

/* More than half of a small file cannot be read: it was taken for something that it is not. */
static bool refuse_ruin(const struct reading *reading)
{
    if (reading->reject_count * 2 <= reading->row_count)
        return true;
    return error_set(reading->err, ERROR_INPUT,
                     "%s: %llu of %llu rows cannot be read, so nothing was kept; the first: line "
                     "%llu%s%s: %s (hint: 'deskgauge desks' shows what each column was taken for)",
                     input_name(reading->opened->input), (unsigned long long)reading->reject_count,
                     (unsigned long long)reading->row_count,
                     (unsigned long long)reading->first_bad_line,
                     reading->first_bad_column[0] == '\0' ? "" : ", ", reading->first_bad_column,
                     reading->first_reason);
}

static bool read_rows(struct reading *reading)
{
    const struct csv_row *row = NULL;

    import_ignored(reading->import, reading->opened->preamble_rows);
    for (;;) {
        if (!reader_next(reading->opened->reader, &row, reading->err))
            return false;
        if (row == NULL)
            break;
        if (!read_row(reading, row))
            return false;
        if (reading->row_count % PROGRESS_ROWS == 0 && !tell_progress(reading))
            return false;
    }
    reading->footer_count = reading->held_count;
    import_ignored(reading->import, reading->footer_count);
    return tell_progress(reading) && input_is_unchanged(reading->opened->input, reading->err) &&
           refuse_ruin(reading);
}

/* Only words of ours stand in it: nothing needs escaping. */
static void write_assumptions(const struct opened *opened, const struct understanding *words,
                              struct buffer *out)
{
    buffer_format(
        out,
        "{\"desk\": \"%s\", \"table\": \"%s\", \"charset\": \"%s\", \"delimiter\": \"%s\", "
        "\"dates\": \"%s\", \"event_log\": %s, \"header_line\": %llu}",
        words->desk, table_kind_name(words->kind), words->charset,
        words->delimiter == '\t'  ? "tab"
        : words->delimiter == ';' ? ";"
        : words->delimiter == '|' ? "|"
                                  : ",",
        words->date_order, opened->is_event_log ? "true" : "false",
        (unsigned long long)opened->header_line);
}

/* Swapped days and months are refused, unless the user has said how dates are to be read. */
static bool judge_rhythm(const struct reading *reading)
{
    char sentence[400];

    if (!rhythm_is_broken(&reading->taker.forensics.rhythm, sentence, sizeof sentence))
        return true;
    if (reading->request->dates != NULL)
        return add_doubt(&reading->result->understanding, true, "swapped_dates", reading->err, "%s",
                         sentence);
    return error_set(reading->err, ERROR_INPUT,
                     "%s: %s; nothing was kept (hint: a spreadsheet of another language does that "
                     "on opening a CSV: export again; --dates ymd, dmy or mdy believes the file "
                     "as it is)",
                     input_name(reading->opened->input), sentence);
}

static bool add_doubts_after(const struct reading *reading)
{
    struct understanding *words = &reading->result->understanding;
    const struct row_taker *taker = &reading->taker;
    bool is_tickets = words->kind == TABLE_TICKETS;

    if (!judge_rhythm(reading) ||
        (is_tickets && !forensics_conclude(&taker->forensics, reading->row_count,
                                           reading->opened->is_event_log, words, reading->err)))
        return false;

    if (reading->footer_count > 0 &&
        !add_doubt(words, false, "footer", reading->err, "%llu lines below the table were left out",
                   (unsigned long long)reading->footer_count))
        return false;
    if (taker->naive_count > 0 && !reading->opened->zone_is_told &&
        !add_doubt(
            words, true, "zone_assumed", reading->err,
            "times carry no zone and were read as UTC (hint: --zone Europe/Moscow, or 'zone:' "
            "in deskgauge.yaml)"))
        return false;
    if (taker->gap_count > 0 &&
        !add_doubt(
            words, false, "dst_gap", reading->err,
            "%llu local times do not exist (clocks went forward) and were moved past the gap",
            (unsigned long long)taker->gap_count))
        return false;
    return taker->repeat_count == 0 ||
           add_doubt(words, false, "dst_repeat", reading->err,
                     "%llu local times exist twice (clocks went back): the earlier was taken",
                     (unsigned long long)taker->repeat_count);
}

static bool read_into(struct store *store, struct reading *reading,
                      const struct import_header *header, struct error *err)
{
    struct opened *opened = reading->opened;
    OWN(import_close) struct import *import = NULL;
    OWN(buffer_release) struct buffer assumptions = {0};

    if (!store_import(store, header, &import, err))
        return false;
    reading->import = import;
    reading->taker = (struct row_taker){
        .plan = &opened->plan,
        .import = import,
        .key = store_key(store),
        .zone = opened->zone,
        .headers = opened->headers,
        .is_event_log = opened->is_event_log,
        .settings = reading->request->settings,
        .first_events = plan_is_minimal_log(&opened->plan) ? &opened->first_events : NULL,
        .rating_scale = opened->rating_scale};
    if (plan_has(&opened->plan, FIELD_body) &&
        !text_meter_open(reading->request->settings, &reading->taker.texts, err))
        return false;
    write_assumptions(opened, &reading->result->understanding, &assumptions);
    bool is_read = (!assumptions.is_short || error_memory(err)) && read_rows(reading) &&
                   add_doubts_after(reading);
    row_taker_release(&reading->taker);
    if (!is_read)
        return false;
    if (reading->row_count == 0)
        return error_set(err, ERROR_INPUT, "%s: has a header and no rows", header->file_name);
    return import_commit(import, assumptions.bytes, &reading->result->totals, err);
}

bool ingest_file(struct store *store, const struct ingest_request *request,
                 struct ingest_result *out, struct error *err)
{
    OWN(opened_release) struct opened opened = {0};
    struct understanding *words = &out->understanding;
    int64_t known = 0;

    if (!open_export(request, &opened, words, err))
        return false;
    struct import_header header = {.source =
                                       request->source != NULL ? request->source : words->desk,
                                   .desk = words->desk,
                                   .file_name = input_name(opened.input),
                                   .charset = words->charset,
                                   .date_order = words->date_order,
                                   .zone = words->zone,
                                   .kind = words->kind,
                                   .byte_count = input_byte_count(opened.input),
                                   .export_time = request->export_time};
    if (!input_fingerprint(opened.input, &header.content, err) ||
        !store_find_import(store, &header, &known, err))
        return false;
    if (known != 0) {
        out->was_known = true;
        return true;
    }
    struct reading reading = {.request = request, .result = out, .opened = &opened, .err = err};
    return read_into(store, &reading, &header, err);
}

bool ingest_understand(const struct ingest_request *request, struct understanding *out,
                       struct error *err)
{
    OWN(opened_release) struct opened opened = {0};

    return open_export(request, &opened, out, err);
}

bool ingest_desks(desk_reader read, void *context, struct error *err)
{
    OWN(profiles_release) struct profiles profiles = {0};

    if (!profiles_read(NULL, &profiles, err))
        return false;
    for (size_t i = 0; i < profiles.count; i++) {
        OWN(buffer_release) struct buffer tables = {0};
        unsigned seen = 0;
        for (size_t j = 0; j < profiles.items[i].table_count; j++) {
            enum table_kind kind = profiles.items[i].tables[j].kind;
            if (seen & (1u << kind))
                continue;
            buffer_format(&tables, "%s%s", seen == 0 ? "" : ", ", table_kind_name(kind));
            seen |= 1u << kind;
        }
        if (tables.is_short)
            return error_memory(err);
        if (!read(context, profiles.items[i].name, profiles.items[i].title, tables.bytes))
            return true;
    }
    return true;
}
