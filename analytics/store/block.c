#include "store/block.h"

#include <endian.h>
#include <string.h>

#include "base/hash.h"

/*
 * Layout, little-endian (README.md has the table):
 *    0  u64 checksum: XXH3-64 of everything behind it, seeded with the block's id
 *    8  u8  version, u8 row kind, u16 row count, u32 column count
 *   16  u32 first ticket, u32 0
 *   24  column count x { u8 width | 0x10 when 0 stands for unknown, u64 base }
 *       the columns: row count x width bytes each; a text column: lengths + 1, then the texts
 *       8 bytes of 0, so that any value can be read as a u64
 */
enum { HEADER_SIZE = 24, ENTRY_SIZE = 9, PADDING_SIZE = 8, HAS_UNKNOWN = 0x10, WIDTH_MASK = 0x0F };

_Static_assert(__BYTE_ORDER == __LITTLE_ENDIAN, "blocks are read and written as they stand");

bool block_bytes_reserve(struct block_bytes *bytes, size_t capacity, struct error *err)
{
    if (capacity <= bytes->capacity)
        return true;
    unsigned char *grown = realloc(bytes->bytes, capacity);
    if (grown == NULL)
        return error_memory(err);
    bytes->bytes = grown;
    bytes->capacity = capacity;
    return true;
}

void block_bytes_release(struct block_bytes *bytes)
{
    free(bytes->bytes);
    *bytes = (struct block_bytes){0};
}

/* ---- packing ---- */

struct packed {
    uint64_t base;
    unsigned width;
    bool has_unknown;
};

static unsigned width_of(uint64_t greatest)
{
    return greatest == 0 ? 0 : (unsigned)(71 - __builtin_clzll(greatest)) / 8;
}

/* Read one column of all rows as unsigned numbers in the order of the values; true when all are
 * alike. */
#define GATHER(type)                                                                               \
    for (uint32_t i = 0; i < count; i++, from += stride) {                                         \
        type value;                                                                                \
        memcpy(&value, from, sizeof value);                                                        \
        out[i] = (uint64_t)value ^ flip;                                                           \
        differs |= out[i] ^ out[0];                                                                \
    }

static bool gather(const struct column *column, const void *rows, size_t stride, uint32_t count,
                   uint64_t *out)
{
    const unsigned char *from = (const unsigned char *)rows + column->offset;
    bool is_signed = column->kind == COLUMN_INSTANT || column->kind == COLUMN_COUNT;
    uint64_t flip = is_signed ? UINT64_C(1) << 63 : 0;
    uint64_t differs = 0;

    switch (column->size * 2 + is_signed) {
    case 2:
        GATHER(uint8_t) break;
    case 3:
        GATHER(int8_t) break;
    case 4:
        GATHER(uint16_t) break;
    case 5:
        GATHER(int16_t) break;
    case 8:
        GATHER(uint32_t) break;
    case 9:
        GATHER(int32_t) break;
    default:
        GATHER(uint64_t) break;
    }
    return differs == 0;
}

static void make_steps(uint64_t *values, uint32_t count)
{
    uint64_t before = count == 0 ? 0 : values[0];

    for (uint32_t i = 0; i < count; i++) {
        uint64_t value = values[i];
        values[i] = value - before;
        before = value;
    }
}

/* Take the base off the values; where some are unknown instants, 0 stands for them. */
static struct packed pack(const struct column *column, uint64_t *values, uint32_t count)
{
    uint64_t least = UINT64_MAX, greatest = 0;
    bool has_unknown = false;

    if (column->kind == COLUMN_INSTANT) {
        for (uint32_t i = 0; i < count; i++) {
            has_unknown |= values[i] == 0;
            uint64_t known_least = values[i] == 0 ? UINT64_MAX : values[i];
            least = known_least < least ? known_least : least;
            greatest = values[i] > greatest ? values[i] : greatest;
        }
    } else {
        for (uint32_t i = 0; i < count; i++) {
            least = values[i] < least ? values[i] : least;
            greatest = values[i] > greatest ? values[i] : greatest;
        }
    }
    if (has_unknown && greatest == 0)
        return (struct packed){0, 0, true};
    uint64_t shift = has_unknown ? least - 1 : least;
    for (uint32_t i = 0; i < count; i++)
        values[i] = has_unknown && values[i] == 0 ? 0 : values[i] - shift;
    return (struct packed){least, width_of(greatest - shift), has_unknown};
}

static unsigned char *put(unsigned char *to, const uint64_t *values, uint32_t count, unsigned width)
{
    if (width == 0)
        return to;
    for (uint32_t i = 0; i < count; i++, to += width)
        memcpy(to, &values[i], 8); /* the bytes above the width are overwritten by the next one */
    return to;
}

static void put_entry(unsigned char *entry, struct packed packed)
{
    entry[0] = (unsigned char)(packed.width | (packed.has_unknown ? HAS_UNKNOWN : 0));
    memcpy(entry + 1, &packed.base, 8);
}

static size_t text_total(const struct column *column, const void *rows, size_t stride,
                         uint32_t count)
{
    size_t total = 0;

    for (uint32_t i = 0; i < count; i++)
        total += column_text(column, (const char *)rows + i * stride).length;
    return total;
}

static unsigned char *put_texts(unsigned char *to, unsigned char *entry,
                                const struct column *column, const void *rows, size_t stride,
                                uint32_t count, uint64_t *values)
{
    uint64_t greatest = 0;

    for (uint32_t i = 0; i < count; i++) {
        struct span text = column_text(column, (const char *)rows + i * stride);
        values[i] = text.bytes == NULL ? 0 : text.length + 1;
        greatest = values[i] > greatest ? values[i] : greatest;
    }
    uint64_t total = text_total(column, rows, stride, count);
    put_entry(entry, (struct packed){total, width_of(greatest), false});
    to = put(to, values, count, width_of(greatest));
    for (uint32_t i = 0; i < count; i++) {
        struct span text = column_text(column, (const char *)rows + i * stride);
        if (text.length > 0)
            memcpy(to, text.bytes, text.length);
        to += text.length;
    }
    return to;
}

static size_t greatest_size(const struct shape *shape, const void *rows, uint32_t count)
{
    size_t size = HEADER_SIZE + PADDING_SIZE;

    for (uint32_t c = 0; c < shape->column_count; c++) {
        size += ENTRY_SIZE + (size_t)count * 8;
        if (shape->columns[c].kind == COLUMN_TEXT)
            size += text_total(&shape->columns[c], rows, shape->row_size, count);
    }
    return size;
}

static void put_header(unsigned char *bytes, enum row_kind kind, const void *rows, uint32_t count,
                       uint32_t column_count)
{
    uint16_t row_count = (uint16_t)count;
    uint32_t first_ticket = ((const struct row_head *)rows)->ticket;

    memset(bytes, 0, HEADER_SIZE);
    bytes[8] = BLOCK_VERSION;
    bytes[9] = (unsigned char)kind;
    memcpy(bytes + 10, &row_count, 2);
    memcpy(bytes + 12, &column_count, 4);
    memcpy(bytes + 16, &first_ticket, 4);
}

static uint64_t checksum(const unsigned char *bytes, size_t length, uint64_t seed)
{
    return hash_64((struct span){(const char *)bytes + 8, length - 8}, seed);
}

bool block_encode(enum row_kind kind, const void *rows, uint32_t count, uint64_t seed,
                  struct block_bytes *out, struct error *err)
{
    const struct shape *shape = shape_of(kind);
    uint64_t values[BLOCK_ROWS];

    if (!block_bytes_reserve(out, greatest_size(shape, rows, count), err))
        return false;
    put_header(out->bytes, kind, rows, count, shape->column_count);
    unsigned char *entry = out->bytes + HEADER_SIZE;
    unsigned char *to = entry + (size_t)shape->column_count * ENTRY_SIZE;
    for (uint32_t c = 0; c < shape->column_count; c++, entry += ENTRY_SIZE) {
        const struct column *column = &shape->columns[c];
        if (column->kind == COLUMN_TEXT) {
            to = put_texts(to, entry, column, rows, shape->row_size, count, values);
            continue;
        }
        bool is_alike = gather(column, rows, shape->row_size, count, values);
        if (column->kind == COLUMN_STEP)
            make_steps(values, count);
        struct packed packed = is_alike && column->kind != COLUMN_STEP
                                   ? (struct packed){.base = values[0]}
                                   : pack(column, values, count);
        put_entry(entry, packed);
        to = put(to, values, count, packed.width);
    }
    memset(to, 0, PADDING_SIZE);
    out->length = (size_t)(to - out->bytes) + PADDING_SIZE;
    uint64_t sum = checksum(out->bytes, out->length, seed);
    memcpy(out->bytes, &sum, 8);
    return true;
}

/* ---- unpacking ---- */

static bool damaged(struct error *err, uint64_t seed, const char *what)
{
    return error_set(err, ERROR_STORE, "block %llu of the store is damaged: %s",
                     (unsigned long long)seed, what);
}

static uint64_t mask_of(unsigned width)
{
    return width == 8 ? UINT64_MAX : (UINT64_C(1) << (8 * width)) - 1;
}

/* Values of a column that is more than its members: steps and lengths, which know no unknown. */
static void take(const unsigned char *from, struct packed packed, uint32_t count, uint64_t *values)
{
    uint64_t mask = mask_of(packed.width);

    for (uint32_t i = 0; i < count; i++, from += packed.width) {
        uint64_t value;
        memcpy(&value, from, 8);
        values[i] = (value & mask) + packed.base;
    }
}

/* Unpack a column into its member of every row; the greatest value tells whether it is sound. */
#define UNPACK(type)                                                                               \
    for (uint32_t i = 0; i < count; i++, from += packed.width, to += stride) {                     \
        uint64_t raw;                                                                              \
        memcpy(&raw, from, 8);                                                                     \
        raw &= mask;                                                                               \
        uint64_t value = raw == 0 ? of_zero : raw + shift;                                         \
        greatest = value > greatest ? value : greatest;                                            \
        type member = (type)(value ^ flip);                                                        \
        memcpy(to, &member, sizeof member);                                                        \
    }

static uint64_t unpack(const struct column *column, struct packed packed, const unsigned char *from,
                       uint32_t count, void *rows, size_t stride)
{
    unsigned char *to = (unsigned char *)rows + column->offset;
    bool is_signed = column->kind == COLUMN_INSTANT || column->kind == COLUMN_COUNT;
    uint64_t flip = is_signed ? UINT64_C(1) << 63 : 0;
    uint64_t mask = mask_of(packed.width);
    uint64_t of_zero = packed.has_unknown ? 0 : packed.base;
    uint64_t shift = packed.has_unknown ? packed.base - 1 : packed.base;
    uint64_t greatest = 0;

    switch (column->size) {
    case 1:
        UNPACK(uint8_t) break;
    case 2:
        UNPACK(uint16_t) break;
    case 4:
        UNPACK(uint32_t) break;
    default:
        UNPACK(uint64_t) break;
    }
    return greatest;
}

#define FILL(type)                                                                                 \
    for (uint32_t i = 0; i < count; i++, to += stride) {                                           \
        type member = (type)value;                                                                 \
        memcpy(to, &member, sizeof member);                                                        \
    }

/* A column of width 0: all rows alike. */
static uint64_t fill(const struct column *column, struct packed packed, uint32_t count, void *rows,
                     size_t stride)
{
    unsigned char *to = (unsigned char *)rows + column->offset;
    bool is_signed = column->kind == COLUMN_INSTANT || column->kind == COLUMN_COUNT;
    uint64_t of_zero = packed.has_unknown ? 0 : packed.base;
    uint64_t value = of_zero ^ (is_signed ? UINT64_C(1) << 63 : 0);

    switch (column->size) {
    case 1:
        FILL(uint8_t) break;
    case 2:
        FILL(uint16_t) break;
    case 4:
        FILL(uint32_t) break;
    default:
        FILL(uint64_t) break;
    }
    return of_zero;
}

static uint64_t limit_of(const struct column *column, const struct block_limits *limits)
{
    switch ((enum column_kind)column->kind) {
    case COLUMN_STEP:
    case COLUMN_TICKET:
        return limits->ticket;
    case COLUMN_PERSON:
        return limits->person;
    case COLUMN_WORD:
        return limits->word[column->vocabulary];
    default:
        return UINT64_MAX;
    }
}

static void set_unknown(const struct column *column, void *rows, size_t stride, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        char *row = (char *)rows + i * stride;
        if (column->kind == COLUMN_TEXT)
            memset(row + column->offset, 0, sizeof(struct span));
        else
            column_set(column, row, column_unknown(column));
    }
}

/* Lengths + 1 to spans of the `total` bytes at `from`; false when they do not add up. */
static bool scatter_texts(const struct column *column, void *rows, size_t stride, uint32_t count,
                          const uint64_t *values, const unsigned char *from, uint64_t total)
{
    uint64_t used = 0;

    for (uint32_t i = 0; i < count; i++) {
        struct span text = {0};
        if (values[i] != 0) {
            uint64_t length = values[i] - 1;
            if (length > total - used)
                return false;
            text = (struct span){(const char *)from + used, length};
            used += length;
        }
        memcpy((char *)rows + i * stride + column->offset, &text, sizeof text);
    }
    return used == total;
}

struct reader {
    const unsigned char *at;
    const unsigned char *end; /* before the padding */
    uint32_t count;
};

static uint64_t read_steps(const unsigned char *from, struct packed packed, uint32_t first_ticket,
                           uint32_t count, void *rows, size_t stride)
{
    uint64_t values[BLOCK_ROWS];
    uint64_t ticket = first_ticket;

    take(from, packed, count, values);
    for (uint32_t i = 0; i < count; i++) {
        ticket += i == 0 ? 0 : values[i];
        ((struct row_head *)(void *)((char *)rows + i * stride))->ticket = (uint32_t)ticket;
    }
    return ticket;
}

static bool read_texts(const struct column *column, struct packed packed, uint64_t total,
                       const unsigned char *from, uint32_t count, void *rows, size_t stride)
{
    uint64_t values[BLOCK_ROWS];

    take(from, packed, count, values);
    return scatter_texts(column, rows, stride, count, values, from + (size_t)packed.width * count,
                         total);
}

static bool read_column(const struct shape *shape, const struct column *column,
                        const unsigned char *entry, struct reader *reader,
                        const struct block_limits *limits, uint32_t first_ticket, void *rows)
{
    struct packed packed = {0, entry[0] & WIDTH_MASK, (entry[0] & HAS_UNKNOWN) != 0};
    const unsigned char *from = reader->at;
    bool is_text = column->kind == COLUMN_TEXT;
    uint64_t total = 0, greatest;

    memcpy(is_text ? &total : &packed.base, entry + 1, 8);
    size_t size = (size_t)packed.width * reader->count;
    size_t left = (size_t)(reader->end - reader->at);
    if (packed.width > 8 || size > left || total > left - size)
        return false;
    reader->at += size + total;
    if (is_text)
        return read_texts(column, packed, total, from, reader->count, rows, shape->row_size);
    if (column->kind == COLUMN_STEP)
        greatest = read_steps(from, packed, first_ticket, reader->count, rows, shape->row_size);
    else if (packed.width == 0)
        greatest = fill(column, packed, reader->count, rows, shape->row_size);
    else
        greatest = unpack(column, packed, from, reader->count, rows, shape->row_size);
    return limits == NULL || greatest <= limit_of(column, limits);
}

static bool check_header(enum row_kind kind, const struct block_bytes *block, uint64_t seed,
                         struct error *err)
{
    uint64_t sum;

    if (block->length < HEADER_SIZE + PADDING_SIZE)
        return damaged(err, seed, "it is too short");
    memcpy(&sum, block->bytes, 8);
    if (sum != checksum(block->bytes, block->length, seed))
        return damaged(err, seed, "its checksum is wrong");
    if (block->bytes[8] != BLOCK_VERSION)
        return damaged(err, seed, "its version is unknown");
    return block->bytes[9] == kind || damaged(err, seed, "it is of another kind");
}

bool block_decode(enum row_kind kind, const struct block_bytes *bytes, uint64_t seed,
                  const struct block_limits *limits, void *rows, uint32_t *count, struct error *err)
{
    const struct shape *shape = shape_of(kind);
    uint16_t row_count;
    uint32_t column_count, first_ticket;

    if (!check_header(kind, bytes, seed, err))
        return false;
    memcpy(&row_count, bytes->bytes + 10, 2);
    memcpy(&column_count, bytes->bytes + 12, 4);
    memcpy(&first_ticket, bytes->bytes + 16, 4);
    const unsigned char *entry = bytes->bytes + HEADER_SIZE;
    if (row_count == 0 || row_count > BLOCK_ROWS || column_count == 0 ||
        column_count > shape->column_count ||
        (size_t)column_count * ENTRY_SIZE > bytes->length - HEADER_SIZE - PADDING_SIZE)
        return damaged(err, seed, "its counts are impossible");
    struct reader reader = {.at = entry + (size_t)column_count * ENTRY_SIZE,
                            .end = bytes->bytes + bytes->length - PADDING_SIZE,
                            .count = row_count};
    for (uint32_t c = 0; c < column_count; c++, entry += ENTRY_SIZE)
        if (!read_column(shape, &shape->columns[c], entry, &reader, limits, first_ticket, rows))
            return damaged(err, seed, "a column holds what it cannot hold");
    if (reader.at != reader.end)
        return damaged(err, seed, "bytes are left over");
    for (uint32_t c = column_count; c < shape->column_count; c++)
        set_unknown(&shape->columns[c], rows, shape->row_size, row_count);
    *count = row_count;
    return true;
}
