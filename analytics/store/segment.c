#include "store/segment.h"

#include <string.h>

/* ---- lists ---- */

bool segment_list_add(struct segment_list *list, const struct segment *segment, struct error *err)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 16 : list->capacity * 2;
        struct segment *grown = realloc(list->segments, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        list->segments = grown;
        list->capacity = capacity;
    }
    uint32_t *last_tickets = malloc(segment->block_count * sizeof *last_tickets);
    if (last_tickets == NULL)
        return error_memory(err);
    memcpy(last_tickets, segment->last_tickets, segment->block_count * sizeof *last_tickets);
    list->segments[list->count] = *segment;
    list->segments[list->count++].last_tickets = last_tickets;
    return true;
}

struct list_context {
    struct segment_list *list;
    struct error *err;
    bool is_short;
};

static bool add_to_list(void *context, const struct segment *segment)
{
    struct list_context *reading = context;

    reading->is_short = !segment_list_add(reading->list, segment, reading->err);
    return !reading->is_short;
}

bool segment_list_read(struct segment_list *list, struct keeper keeper, struct error *err)
{
    struct list_context context = {list, err, false};

    return keeper.engine->segment_each(keeper.self, add_to_list, &context, err) &&
           !context.is_short;
}

void segment_list_release(struct segment_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free((void *)list->segments[i].last_tickets);
    free(list->segments);
    *list = (struct segment_list){0};
}

bool row_list_add(struct row_list *list, const void *row, struct error *err)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        void *grown = realloc(list->rows, capacity * list->row_size);
        if (grown == NULL)
            return error_memory(err);
        list->rows = grown;
        list->capacity = capacity;
    }
    memcpy(row_list_at(list, list->count++), row, list->row_size);
    return true;
}

void row_list_release(struct row_list *list)
{
    free(list->rows);
    *list = (struct row_list){.row_size = list->row_size};
}

/* ---- writing ---- */

static bool start_segment(struct segment_writer *writer, struct error *err)
{
    if (writer->last_tickets == NULL)
        writer->last_tickets = malloc(SEGMENT_BLOCK_LIMIT * sizeof *writer->last_tickets);
    if (writer->last_tickets == NULL)
        return error_memory(err);
    writer->segment = (struct segment){
        .id = (*writer->next_segment_id)++,
        .import_id = writer->import_id,
        .kind = (uint8_t)writer->kind,
        .first_ticket = ((const struct row_head *)writer->rows)->ticket,
        .last_tickets = writer->last_tickets,
    };
    return true;
}

static bool end_segment(struct segment_writer *writer, struct error *err)
{
    struct segment segment = writer->segment;

    if (segment.id == 0)
        return true;
    writer->segment = (struct segment){0};
    if (writer->made != NULL && !segment_list_add(writer->made, &segment, err))
        return false;
    return writer->shelf != SHELF_KEPT ||
           writer->keeper.engine->segment_add(writer->keeper.self, &segment, err);
}

static bool put_block(struct segment_writer *writer, struct error *err)
{
    if (writer->segment.id == 0 && !start_segment(writer, err))
        return false;
    struct segment *segment = &writer->segment;
    int64_t id = segment_block_id(segment->id, segment->block_count);
    if (!block_encode(writer->kind, writer->rows, writer->row_count, (uint64_t)id, &writer->bytes,
                      err) ||
        !writer->keeper.engine->block_put(writer->keeper.self, writer->shelf, id, &writer->bytes,
                                          err))
        return false;
    const struct row_head *last =
        (const void *)((const char *)writer->rows +
                       (writer->row_count - 1) * shape_of(writer->kind)->row_size);
    segment->last_ticket = last->ticket;
    segment->row_count += writer->row_count;
    writer->last_tickets[segment->block_count++] = last->ticket;
    writer->row_count = 0;
    if (writer->text_length > 0)
        arena_release(&writer->texts);
    writer->text_length = 0;
    return segment->block_count < SEGMENT_BLOCK_LIMIT || end_segment(writer, err);
}

/* Texts of a row live elsewhere: keep copies until the block is full. */
static bool copy_texts(struct segment_writer *writer, const struct shape *shape, void *row,
                       struct error *err)
{
    for (uint32_t c = 0; c < shape->column_count; c++) {
        if (shape->columns[c].kind != COLUMN_TEXT)
            continue;
        struct span text = column_text(&shape->columns[c], row);
        if (text.bytes == NULL)
            continue;
        char *copy = arena_text(&writer->texts, text.bytes, text.length);
        if (copy == NULL)
            return error_memory(err);
        writer->text_length += text.length + 1;
        memcpy((char *)row + shape->columns[c].offset, &(struct span){copy, text.length},
               sizeof(struct span));
    }
    return true;
}

bool segment_writer_add(struct segment_writer *writer, const void *row, struct error *err)
{
    const struct shape *shape = shape_of(writer->kind);

    if (writer->rows == NULL) {
        writer->rows = malloc(BLOCK_ROWS * shape->row_size);
        if (writer->rows == NULL)
            return error_memory(err);
    }
    void *copy = (char *)writer->rows + writer->row_count * shape->row_size;
    memcpy(copy, row, shape->row_size);
    if (row_kind_has_texts(writer->kind) && !copy_texts(writer, shape, copy, err))
        return false;
    writer->row_count++;
    return (writer->row_count < BLOCK_ROWS && writer->text_length < BLOCK_TEXT_LIMIT) ||
           put_block(writer, err);
}

bool segment_writer_end(struct segment_writer *writer, struct error *err)
{
    return (writer->row_count == 0 || put_block(writer, err)) && end_segment(writer, err);
}

void segment_writer_release(struct segment_writer *writer)
{
    free(writer->last_tickets);
    free(writer->rows);
    arena_release(&writer->texts);
    block_bytes_release(&writer->bytes);
    writer->last_tickets = NULL;
    writer->rows = NULL;
}
