/* fuzz_rows: however a file is read, its rows are those that libcsv makes of every byte.
 *
 * The first byte of an input chooses the delimiter, the rest is the file. Four claims, each of
 * which aborts when it does not hold:
 *   1. rows by their skeleton are the rows of libcsv fed every byte;
 *   2. bytes that come piece by piece, cut anywhere, give the rows of the whole;
 *   3. where plain csv_parse() over the whole file has nothing to object, its rows are ours;
 *   4. portions of any size, by one thread or several, give the rows, lines and reasons of one.
 */
#include <csv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ingest/portions.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { COLUMNS = 3 };

static void require(bool claim, const char *text, struct span file)
{
    if (claim)
        return;
    fprintf(stderr, "fuzz_rows: not so: %s, in %zu bytes:\n", text, file.length);
    fwrite(file.bytes, 1, file.length, stderr);
    fputc('\n', stderr);
    abort();
}

static void must(bool is_done, const struct error *err)
{
    if (is_done)
        return;
    fprintf(stderr, "fuzz_rows: %s\n", err->text);
    abort();
}

/* Rows as text, to be compared and shown: offset, length, fault, then the fields. */
static void write_field(struct buffer *out, struct span field)
{
    if (field.bytes == NULL) {
        buffer_text(out, "|-");
        return;
    }
    buffer_format(out, "|%zu:", field.length);
    buffer_append(out, field.bytes, field.length);
}

static void write_row(struct buffer *out, const struct csv_row *row)
{
    buffer_format(out, "%llu+%llu %d", (unsigned long long)row->byte_offset,
                  (unsigned long long)row->byte_length, (int)row->fault);
    for (size_t i = 0; i < row->count; i++)
        write_field(out, row->fields[i]);
    buffer_byte(out, '\n');
}

static struct row_parser *open_parser(const struct dialect *dialect, size_t expected, bool is_slow)
{
    struct row_parser *parser = NULL;
    struct error err = {0};

    must(row_parser_open(dialect, &parser, &err), &err);
    row_parser_expect(parser, expected);
    if (is_slow)
        row_parser_go_slowly(parser);
    return parser;
}

/* Rows of the file; `step` bytes become known at a time, 0: all at once. */
static void read_rows(const struct dialect *dialect, size_t expected, struct span file,
                      bool is_slow, size_t step, struct buffer *out)
{
    OWN(row_parser_close) struct row_parser *parser = open_parser(dialect, expected, is_slow);
    struct error err = {0};
    enum row_outcome outcome = ROW_READ;
    struct csv_row row;
    size_t known = step == 0 ? file.length : 0, at = 0;

    while (outcome != ROW_NONE) {
        /* A copy, so that reading behind what is known is seen. */
        OWN(free) char *bytes = malloc(known + (known == 0));
        must(bytes != NULL, &err);
        memcpy(bytes, file.bytes, known);
        must(row_parser_next(parser, (struct span){bytes, known}, at, known == file.length, &row,
                             &outcome, &err),
             &err);
        if (outcome == ROW_UNFINISHED) {
            known = file.length - known < step ? file.length : known + step;
            continue;
        }
        if (outcome == ROW_READ)
            write_row(out, &row);
        if (outcome != ROW_NONE)
            at = row.byte_offset + row.byte_length;
    }
}

/* ---- 3: libcsv over the whole file ------------------------------------------------------------
 */

static void on_field(void *bytes, size_t length, void *context)
{
    write_field(context, (struct span){bytes, length});
}

static void on_row(int end, void *context)
{
    (void)end;
    buffer_byte(context, '\n');
}

/* False: it objects. */
static bool read_by_libcsv(const struct dialect *dialect, struct span file, struct buffer *out)
{
    struct csv_parser csv;

    if (csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
        abort();
    csv_set_delim(&csv, (unsigned char)dialect->delimiter);
    bool is_fine = csv_parse(&csv, file.bytes, file.length, on_field, on_row, out) == file.length &&
                   csv_fini(&csv, on_field, on_row, out) == 0;
    csv_free(&csv);
    return is_fine;
}

/* The fields alone, blank lines left out, as libcsv gives them. */
static void read_fields(const struct dialect *dialect, size_t expected, struct span file,
                        struct buffer *out)
{
    OWN(row_parser_close) struct row_parser *parser = open_parser(dialect, expected, false);
    struct error err = {0};
    enum row_outcome outcome = ROW_READ;
    struct csv_row row;

    for (size_t at = 0;; at += row.byte_length) {
        must(row_parser_next(parser, file, at, true, &row, &outcome, &err), &err);
        if (outcome == ROW_NONE)
            return;
        for (size_t i = 0; i < row.count; i++)
            write_field(out, row.fields[i]);
        if (row.count > 0)
            buffer_byte(out, '\n');
    }
}

/* ---- 4: portions ------------------------------------------------------------------------------
 */

static void write_decoded(struct buffer *out, const struct portion *portion)
{
    const struct row_batch *batch = portion->batch;
    const struct reference *reference = batch->references;
    const struct rejected_row *reject = batch->rejects;

    for (size_t i = 0; i < batch->count; i++) {
        const struct decoded_row *row = row_batch_at(batch, i);
        buffer_format(out, "%llu+%u line %llu fate %d",
                      (unsigned long long)(portion->byte_offset + row->byte_offset),
                      row->byte_length, (unsigned long long)portion_line(portion, row), row->fate);
        if (row->fate == DECODED_RECORD)
            write_field(out, row->review.ticket_id);
        if (row->fate == DECODED_REJECTED)
            buffer_format(out, " %zu %s", reject->column, reject->reason);
        if (row->fate == DECODED_REJECTED)
            reject++;
        for (size_t j = 0; j < row->reference_count; j++)
            write_field(out, reference++->text);
        buffer_byte(out, '\n');
    }
}

static void read_portions(const struct dialect *dialect, const char *path, size_t size, int threads,
                          struct buffer *out)
{
    struct profile_table table = {.kind = TABLE_REVIEWS};
    struct profile profile = {0};
    size_t used[COLUMNS] = {0, 1, 2};
    struct plan_column columns[COLUMNS] = {0};
    struct plan plan = {.profile = &profile,
                        .table = &table,
                        .columns = columns,
                        .column_count = COLUMNS,
                        .used = used,
                        .used_count = COLUMNS};
    struct row_rules rules = {.plan = &plan};
    OWN(input_close) struct input *input = NULL;
    OWN(portions_close) struct portions *portions = NULL;
    struct portions_request request = {.dialect = dialect,
                                       .rules = &rules,
                                       .line = 1,
                                       .column_count = COLUMNS,
                                       .portion_size = size,
                                       .thread_count = threads};
    struct error err = {0};
    struct portion portion;
    bool is_end = false;

    for (int field = 0; field < FIELD_COUNT_; field++)
        plan.column_of[field] = -1;
    plan.column_of[FIELD_ticket_id] = 0;
    plan.column_of[FIELD_reviewer] = 2;
    must(input_open(path, &input, &err) && input_rewind(input, "utf-8", 0, &err), &err);
    request.input = input;
    must(portions_open(&request, &portions, &err), &err);
    for (;;) {
        must(portions_next(portions, &portion, &is_end, &err), &err);
        if (is_end)
            return;
        write_decoded(out, &portion);
    }
}

static void compare_portions(const struct dialect *dialect, struct span file)
{
    char path[64];
    int memory = memfd_create("fuzz_rows", MFD_CLOEXEC);

    if (memory < 0 || write(memory, file.bytes, file.length) != (ssize_t)file.length)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
    OWN(buffer_release) struct buffer whole = {0};
    read_portions(dialect, path, 1 << 20, 1, &whole);
    for (size_t size = 1; size < 1 << 20; size *= 61) {
        OWN(buffer_release) struct buffer alone = {0};
        OWN(buffer_release) struct buffer shared = {0};
        read_portions(dialect, path, size, 1, &alone);
        read_portions(dialect, path, size, 3, &shared);
        require(span_equal(buffer_span(&whole), buffer_span(&alone)),
                "small portions give the rows of the whole", file);
        require(span_equal(buffer_span(&whole), buffer_span(&shared)),
                "three threads give the rows of one", file);
    }
    close(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char delimiters[] = {',', ';', '\t', ','};

    if (length < 2)
        return 0;
    struct dialect dialect = {.delimiter = delimiters[bytes[0] % 4], .charset = "utf-8"};
    dialect.is_cr = bytes[0] / 4 % 16 == 0;
    size_t expected = bytes[0] >= 192 ? 0 : COLUMNS; /* as before the header is known */
    struct span file = {(const char *)bytes + 1, length - 1};
    OWN(buffer_release) struct buffer slow = {0};
    OWN(buffer_release) struct buffer fast = {0};
    OWN(buffer_release) struct buffer plain = {0};
    OWN(buffer_release) struct buffer fields = {0};

    read_rows(&dialect, expected, file, true, 0, &slow);
    read_rows(&dialect, expected, file, false, 0, &fast);
    if (getenv("FUZZ_ROWS_SHOW") != NULL)
        fprintf(stderr, "every byte:\n%s\nskeletons:\n%s\n", buffer_span(&slow).bytes,
                buffer_span(&fast).bytes);
    require(span_equal(buffer_span(&slow), buffer_span(&fast)),
            "a skeleton gives the rows of every byte", file);
    for (size_t step = 1; step < 40; step += step < 3 ? 1 : 9) {
        OWN(buffer_release) struct buffer pieces = {0};
        read_rows(&dialect, expected, file, false, step, &pieces);
        require(span_equal(buffer_span(&slow), buffer_span(&pieces)),
                "pieces give the rows of the whole", file);
    }
    if (read_by_libcsv(&dialect, file, &plain)) {
        read_fields(&dialect, expected, file, &fields);
        require(span_equal(buffer_span(&plain), buffer_span(&fields)),
                "rows are those of libcsv over the whole file", file);
    }
    bool is_folded = span_starts(file, SPAN("\x1F\x8B")) || span_starts(file, SPAN("PK\x03\x04")) ||
                     span_starts(file, SPAN("\x28\xB5\x2F\xFD")); /* the input would unfold it */
    if (!is_folded)
        compare_portions(&dialect, file);
    return 0;
}
