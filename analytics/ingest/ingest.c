#include "ingest/ingest.h"

#include <string.h>

#include "base/hash.h"
#include "base/resource.h"
#include "ingest/assumptions.h"
#include "ingest/opening.h"
#include "ingest/portions.h"
#include "ingest/unfold.h"

enum {
    REJECTS_ALLOWED = 100,
    REJECT_SHARE_PERCENT = 1,
    BROKEN_SHARE_PERCENT = 5,
    PROGRESS_ROWS = 16384
};

void ingest_result_release(struct ingest_result *result)
{
    understanding_release(&result->understanding);
    *result = (struct ingest_result){0};
}

enum { FOOTER_ROWS_MOST = 8 };

/* Where a row stands in the file. */
struct row_place {
    uint64_t line, byte_offset, byte_length;
};

struct reading {
    const struct ingest_request *request;
    struct ingest_result *result;
    struct opened *opened;
    struct import *import;
    struct row_settler settler;
    struct portions *portions;
    struct portion portion;
    uint64_t row_count, reject_count, next_progress;
    uint64_t gap_count, repeat_count, naive_count;
    struct row_place
        held[FOOTER_ROWS_MOST]; /* rows of one field: below the table a footer, else bad */
    size_t held_count;
    uint64_t rest_count;
    uint64_t footer_count, header_count; /* below the table, in the middle of it: ignored */
    uint64_t first_bad_line;             /* the first reject, for the message of a ruined file */
    char first_bad_column[64];
    char first_reason[160];
    struct error *err;
};

static struct row_place place_of(const struct reading *reading, const struct decoded_row *row)
{
    return (struct row_place){portion_line(&reading->portion, row),
                              reading->portion.byte_offset + row->byte_offset, row->byte_length};
}

static bool reject_row(struct reading *reading, struct row_place place,
                       const struct rejected_row *why)
{
    bool is_cell = why->column != SIZE_MAX;
    struct reject reject = {.line = place.line,
                            .byte_offset = place.byte_offset,
                            .byte_length = place.byte_length,
                            .column = is_cell ? (uint32_t)why->column + 1 : 0,
                            .column_name = is_cell ? reading->opened->headers[why->column] : NULL,
                            .reason = why->reason};

    if (!import_reject(reading->import, &reject, reading->err))
        return false;
    if (reading->reject_count++ == 0) {
        reading->first_bad_line = reject.line;
        snprintf(reading->first_bad_column, sizeof reading->first_bad_column, "%s",
                 is_cell ? reject.column_name : "");
        snprintf(reading->first_reason, sizeof reading->first_reason, "%s", why->reason);
    }
    bool breaks_rows = reading->opened->plan.profile->breaks_rows;
    uint64_t share =
        reading->row_count * (breaks_rows ? BROKEN_SHARE_PERCENT : REJECT_SHARE_PERCENT) / 100;
    uint64_t allowed = share > REJECTS_ALLOWED ? share : REJECTS_ALLOWED;
    if (reading->reject_count <= allowed || reading->row_count < 2 * REJECTS_ALLOWED)
        return true;
    return error_set(reading->err, ERROR_INPUT,
                     "%s: too many rows cannot be read (%llu of %llu by line %llu), so nothing was "
                     "kept; the first: line %llu%s%s: %s (hint: 'deskgauge desks' shows what each "
                     "column was taken for)",
                     input_name(reading->opened->input), (unsigned long long)reading->reject_count,
                     (unsigned long long)reading->row_count, (unsigned long long)reject.line,
                     (unsigned long long)reading->first_bad_line,
                     reading->first_bad_column[0] == '\0' ? "" : ", ", reading->first_bad_column,
                     reading->first_reason);
}

static bool reject_held(struct reading *reading)
{
    static const struct rejected_row why = {SIZE_MAX, "fewer columns than the header"};

    for (size_t i = 0; i < reading->held_count; i++)
        if (!reject_row(reading, reading->held[i], &why))
            return false;
    reading->held_count = 0;
    return true;
}

/* "Grand Totals (12)": may be a line below the table; only what follows can tell. */
static bool hold_footer(struct reading *reading, const struct decoded_row *row)
{
    if (!row->is_one_field || reading->held_count == FOOTER_ROWS_MOST)
        return false;
    reading->held[reading->held_count++] = place_of(reading, row);
    return true;
}

static bool settle_row(struct reading *reading, struct decoded_row *row,
                       const struct reference *references, struct decoded_comment *comments)
{
    if (row_settle(&reading->settler, row, references, comments, reading->err))
        return true;
    return error_wrap(reading->err, "%s:%llu", input_name(reading->opened->input),
                      (unsigned long long)portion_line(&reading->portion, row));
}

static bool tell_progress(const struct reading *reading)
{
    const struct ingest_request *request = reading->request;
    struct progress progress = {.file = input_name(reading->opened->input),
                                .byte_count = reading->portion.file_progress,
                                .total_bytes = input_byte_count(reading->opened->input),
                                .row_count = reading->row_count};

    if (request->progress == NULL || request->progress(request->context, &progress))
        return true;
    return error_set(reading->err, ERROR_INTERRUPTED,
                     "%s: interrupted; nothing of this file was kept", progress.file);
}

/* `*rejects` are the reasons of the rejected rows still to come. */
static bool take_row(struct reading *reading, struct decoded_row *row,
                     const struct reference *references, struct decoded_comment *comments,
                     const struct rejected_row **rejects)
{
    const struct rejected_row *why = *rejects;

    reading->row_count++;
    if (row->fate == DECODED_REJECTED)
        (*rejects)++;
    if (row->fate == DECODED_EMPTY) {
        import_ignored(reading->import, 1);
        return true;
    }
    if (hold_footer(reading, row))
        return true;
    if (reading->held_count > 0 && !reject_held(reading))
        return false;
    return row->fate == DECODED_REJECTED ? reject_row(reading, place_of(reading, row), why)
                                         : settle_row(reading, row, references, comments);
}

static bool take_batch(struct reading *reading, const struct row_batch *batch)
{
    const struct reference *references = batch->references;
    struct decoded_comment *comments = batch->comments;
    const struct rejected_row *rejects = batch->rejects;

    for (size_t i = 0; i < batch->count; i++) {
        struct decoded_row *row = row_batch_at(batch, i);
        if (!take_row(reading, row, references, comments, &rejects))
            return false;
        if (row->reference_count > 0) /* without any there is no array either */
            references += row->reference_count;
        if (row->comment_count > 0)
            comments += row->comment_count;
    }
    reading->gap_count += batch->gap_count;
    reading->repeat_count += batch->repeat_count;
    reading->naive_count += batch->naive_count;
    reading->settler.forensics.early_reply_count += batch->early_reply_count;
    reading->settler.forensics.early_resolve_count += batch->early_resolve_count;
    reading->settler.forensics.zero_duration_count += batch->zero_duration_count;
    reading->settler.forensics.sentinel_count += batch->sentinel_count;
    reading->settler.forensics.done_count += batch->done_count;
    reading->settler.forensics.comment_count += batch->comment_count - batch->opening_count;
    reading->settler.forensics.odd_comment_count += batch->odd_comment_count;
    reading->header_count += batch->header_count;
    reading->rest_count += batch->rest_count;
    reading->result->stray_quote_count += batch->stray_quote_count;
    if (reading->row_count < reading->next_progress)
        return true;
    reading->next_progress = reading->row_count + PROGRESS_ROWS;
    return tell_progress(reading);
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

static bool read_portions(struct reading *reading)
{
    bool is_end = false;

    import_ignored(reading->import, reading->opened->preamble_rows);
    for (;;) {
        if (!portions_next(reading->portions, &reading->portion, &is_end, reading->err))
            return false;
        if (is_end)
            break;
        if (!take_batch(reading, reading->portion.batch))
            return false;
    }
    reading->footer_count = reading->held_count;
    import_ignored(reading->import, reading->footer_count);
    return tell_progress(reading);
}

/* What is left of the file behind the header, by as many threads as there are processors. The
 * file is hashed on the way, unless its hash was needed before. */
static bool read_rows(struct reading *reading, const struct row_rules *rules, bool is_hashed)
{
    const struct opened *opened = reading->opened;
    const struct dialect *dialect = &opened->dialect;
    struct portions_request request = {.input = opened->input,
                                       .dialect = dialect,
                                       .rules = rules,
                                       .column_count = opened->plan.column_count};
    struct hash128 content;

    reader_place(opened->reader, &request.byte_offset, &request.line);
    if (!input_rewind(opened->input, dialect->charset, dialect->skip_bytes, reading->err) ||
        (!is_hashed &&
         !input_fingerprint_begin(opened->input, dialect->skip_bytes, reading->err)) ||
        !portions_open(&request, &reading->portions, reading->err))
        return false;
    bool is_read = read_portions(reading);
    portions_close(reading->portions);
    return is_read && input_is_unchanged(opened->input, reading->err) && refuse_ruin(reading) &&
           (is_hashed || (input_fingerprint_end(opened->input, &content, reading->err) &&
                          import_content(reading->import, content, reading->err)));
}

/* Swapped days and months are refused, unless the user has said how dates are to be read. */
static bool judge_rhythm(const struct reading *reading)
{
    char sentence[400];

    if (!rhythm_is_broken(&reading->settler.forensics.rhythm, sentence, sizeof sentence))
        return true;
    if (reading->request->dates != NULL)
        return add_doubt(&reading->result->understanding, DOUBT(true, "swapped_dates", {0}),
                         reading->err, "%s", sentence);
    return error_set(reading->err, ERROR_INPUT,
                     "%s: %s; nothing was kept (hint: a spreadsheet of another language does that "
                     "on opening a CSV: export again; --dates ymd, dmy or mdy believes the file "
                     "as it is)",
                     input_name(reading->opened->input), sentence);
}

static bool add_doubts_after(const struct reading *reading)
{
    struct understanding *words = &reading->result->understanding;
    bool is_tickets = words->kind == TABLE_TICKETS;

    if (!judge_rhythm(reading) ||
        (is_tickets &&
         !forensics_judge_durations(&reading->settler.forensics, &reading->opened->plan,
                                    reading->request->desk != NULL, words, reading->err)) ||
        (is_tickets && !forensics_conclude(&reading->settler.forensics, reading->row_count,
                                           reading->opened->is_event_log, words, reading->err)))
        return false;
    if (reading->footer_count > 0 &&
        !add_doubt(words, DOUBT(false, "footer", NUMBER_SAID(reading->footer_count)), reading->err,
                   "lines below the table, left out: %llu",
                   (unsigned long long)reading->footer_count))
        return false;
    if (reading->rest_count > 0 &&
        !add_doubt(
            words, DOUBT(true, "broken_rows", NUMBER_SAID(reading->rest_count)), reading->err,
            "lines that go on where a row was broken by a line end in a text, left out: %llu "
            "(hint: export without the description)",
            (unsigned long long)reading->rest_count))
        return false;
    if (reading->header_count > 0 &&
        !add_doubt(words, DOUBT(false, "header_again", NUMBER_SAID(reading->header_count)),
                   reading->err,
                   "headers that stand again among the rows, left out: %llu (were several exports "
                   "put into one file?)",
                   (unsigned long long)reading->header_count))
        return false;
    if (reading->naive_count > 0 && !reading->opened->zone_is_told &&
        !add_doubt(
            words, DOUBT(true, "zone_assumed", {0}), reading->err,
            "times carry no zone and were read as UTC (hint: --zone Europe/Moscow, or 'zone:' "
            "in deskgauge.yaml)"))
        return false;
    char hours[240], span[16];
    forensics_tell_hours(&reading->settler.forensics,
                         reading->opened->zone_is_told || reading->naive_count == 0, words->zone,
                         hours, sizeof hours, span);
    if (hours[0] != '\0' && !add_doubt(words, DOUBT(false, "hours_of_staff", WORD_SAID(span)),
                                       reading->err, "%s", hours))
        return false;
    if (reading->gap_count > 0 &&
        !add_doubt(words, DOUBT(false, "dst_gap", NUMBER_SAID(reading->gap_count)), reading->err,
                   "local times that do not exist (clocks went forward), moved past the gap: %llu",
                   (unsigned long long)reading->gap_count))
        return false;
    return reading->repeat_count == 0 ||
           add_doubt(words, DOUBT(false, "dst_repeat", NUMBER_SAID(reading->repeat_count)),
                     reading->err,
                     "local times that exist twice (clocks went "
                     "back), of which the earlier is taken: %llu",
                     (unsigned long long)reading->repeat_count);
}

static bool read_into(struct store *store, struct reading *reading,
                      const struct import_header *header, bool is_hashed, struct error *err)
{
    struct opened *opened = reading->opened;
    OWN(import_close) struct import *import = NULL;
    OWN(buffer_release) struct buffer assumptions = {0};

    if (!store_import(store, header, &import, err))
        return false;
    reading->import = import;
    struct row_rules rules = {
        .plan = &opened->plan,
        .key = store_key(store),
        .zone = opened->zone,
        .settings = reading->request->settings,
        .is_event_log = opened->is_event_log,
        .first_events = plan_is_minimal_log(&opened->plan) ? &opened->first_events : NULL,
        .rating_scale = opened->rating_scale,
        .effort_scale = opened->effort_scale,
        .text_rules = hash_64(span_of(header->source), text_rules(reading->request->settings)),
        .headers = opened->headers};
    reading->settler = (struct row_settler){.rules = &rules, .import = import};
    bool has_texts = plan_has(&opened->plan, FIELD_body) || plan_has(&opened->plan, FIELD_comment);
    bool is_read = (!has_texts || import_text_keys(import, &rules.kept_texts, err)) &&
                   read_rows(reading, &rules, is_hashed) && add_doubts_after(reading);
    row_settler_release(&reading->settler);
    if (!is_read)
        return false;
    if (reading->row_count == 0)
        return error_set(err, ERROR_INPUT, "%s: has a header and no rows", header->file_name);
    assumptions_write(&reading->result->understanding, opened->is_event_log, opened->header_line,
                      &assumptions);
    if (assumptions.is_short)
        return error_memory(err);
    return import_commit(import, assumptions.bytes, &reading->result->totals, err);
}

struct size_search {
    uint64_t byte_count;
    bool is_found;
};

static bool compare_size(void *context, const struct ledger_row *row)
{
    struct size_search *search = context;

    search->is_found = search->is_found || row->header.byte_count == search->byte_count;
    return !search->is_found;
}

/* Only a file as long as one that was read before can be that one. */
static bool is_size_known(struct store *store, const struct import_header *header, bool *out,
                          struct error *err)
{
    struct size_search search = {.byte_count = header->byte_count};

    if (!store_ledger(store, compare_size, &search, err))
        return false;
    *out = search.is_found;
    return true;
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
    bool needs_hash = false;
    if (!is_size_known(store, &header, &needs_hash, err))
        return false;
    if (needs_hash && (!input_fingerprint(opened.input, &header.content, err) ||
                       !store_find_import(store, &header, &known, err)))
        return false;
    if (known != 0) {
        out->was_known = true;
        return true;
    }
    struct reading reading = {.request = request, .result = out, .opened = &opened, .err = err};
    return read_into(store, &reading, &header, needs_hash, err);
}

bool ingest_contents(const char *path, struct arena *arena, struct archive_contents *out,
                     struct error *err)
{
    return input_contents(path, arena, out, err);
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
