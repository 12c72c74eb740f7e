#include "fuzzing.h"

#include "ingest/reader.h"

/* The first byte chooses delimiter, line end and width; the rest is the file. Every byte of it
 * belongs to one row, in order, and no row is wider than a table may be. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    OWN(input_close) struct input *input = NULL;
    OWN(reader_close) struct reader *reader = NULL;
    OWN(descriptor_close) int file = -1;
    const struct csv_row *row = NULL;
    struct error err = {0};
    char path[64];
    uint64_t at = 0;

    if (size < 2)
        return 0;
    struct dialect dialect = {.delimiter = ",;\t|"[bytes[0] & 3], .is_cr = (bytes[0] & 4) != 0};
    struct span head = {(const char *)bytes + 1, size - 1};
    if (span_starts(head, SPAN("\x1F\x8B")) || span_starts(head, SPAN("\x28\xB5\x2F\xFD")) ||
        span_starts(head, SPAN("PK\x03\x04")))
        return 0; /* those are the libraries' */
    file = memory_file(bytes + 1, size - 1, path);
    PROMISE(input_open(path, &input, &err));
    PROMISE(input_rewind(input, "utf-8", 0, &err));
    PROMISE(reader_open(input, &dialect, &reader, &err));
    reader_expect(reader, bytes[0] >> 3);
    uint64_t line = 0;
    for (;;) {
        PROMISE(reader_next(reader, &row, &err));
        if (row == NULL)
            break;
        PROMISE(row->byte_offset == at && row->byte_length > 0);
        PROMISE(row->line > line && row->count <= COLUMNS_MOST);
        at += row->byte_length;
        line = row->line;
    }
    PROMISE(at == size - 1);
    return 0;
}
