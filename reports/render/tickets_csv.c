/* Lists of tickets as CSV: long, so they are written in pieces. */
#include "render/plain.h"
#include "render/tickets.h"

enum { PIECE_BYTES = 1 << 18 };

static void append_cell(struct buffer *out, enum ticket_cell_kind kind,
                        const struct ticket_cell *cell)
{
    char instant[PLAIN_SIZE];

    switch (kind) {
    case TICKET_TEXT:
        if (cell->text != NULL)
            plain_csv_text(out, cell->text);
        break;
    case TICKET_WORD:
        buffer_text(out, cell->text == NULL ? "" : cell->text);
        break;
    case TICKET_INSTANT:
        if (cell->number == INT64_MIN)
            break;
        plain_instant(cell->number, instant);
        buffer_text(out, instant);
        break;
    case TICKET_SECONDS:
        if (cell->number != INT64_MIN)
            buffer_format(out, "%lld", (long long)cell->number);
        break;
    }
}

static void append_header(struct buffer *out, const struct ticket_list *list)
{
    for (size_t i = 0; i < list->column_count; i++)
        buffer_format(out, "%s%s", i == 0 ? "" : ",", list->columns[i].key);
    buffer_byte(out, '\n');
}

static bool pass_on(struct buffer *piece, struct folder_file *file, struct error *err)
{
    if (piece->is_short)
        return error_memory(err);
    bool is_added = folder_file_add(file, buffer_span(piece), err);
    buffer_clear(piece);
    return is_added;
}

bool ticket_list_write(const struct ticket_list *list, const char *name, struct folder *folder,
                       struct error *err)
{
    OWN(folder_file_close) struct folder_file *file = NULL;
    OWN(buffer_release) struct buffer piece = {0};

    if (!folder_begin(folder, name, &file, err))
        return false;
    append_header(&piece, list);
    for (size_t row = 0; row < list->row_count; row++) {
        for (size_t i = 0; i < list->column_count; i++) {
            struct ticket_cell cell = list->cell(list, row, i);
            if (i > 0)
                buffer_byte(&piece, ',');
            append_cell(&piece, list->columns[i].kind, &cell);
        }
        buffer_byte(&piece, '\n');
        if (piece.length >= PIECE_BYTES && !pass_on(&piece, file, err))
            return false;
    }
    return pass_on(&piece, file, err) && folder_file_end(file, err);
}
