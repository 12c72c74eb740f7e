#include "testing.h"

#include <stdlib.h>

#include "store/block.h"

static struct message_row message(uint32_t ticket, int64_t at)
{
    return (struct message_row){.head.ticket = ticket, .record.at = at};
}

static void assert_round_trip(enum row_kind kind, const void *rows, uint32_t count, void *back)
{
    struct error err = {0};
    OWN(block_bytes_release) struct block_bytes bytes = {0};
    uint32_t read_count = 0;

    assert_ok(block_encode(kind, rows, count, 7, &bytes, &err), err);
    memset(back, 0, count * shape_of(kind)->row_size);
    struct block_bytes exact = {malloc(bytes.length), bytes.length, bytes.length};
    memcpy(exact.bytes, bytes.bytes, bytes.length); /* ASan sees reads beyond the end */
    void *room = calloc(BLOCK_ROWS, shape_of(kind)->row_size);
    assert_ok(block_decode(kind, &exact, 7, NULL, room, &read_count, &err), err);
    assert_int_equal(read_count, count);
    memcpy(back, room, count * shape_of(kind)->row_size);
    const struct shape *shape = shape_of(kind);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < shape->column_count; c++) {
            const void *a = (const char *)rows + i * shape->row_size;
            const void *b = (const char *)room + i * shape->row_size;
            if (shape->columns[c].kind == COLUMN_TEXT)
                assert_true(span_equal(column_text(&shape->columns[c], a),
                                       column_text(&shape->columns[c], b)) &&
                            (column_text(&shape->columns[c], a).bytes == NULL) ==
                                (column_text(&shape->columns[c], b).bytes == NULL));
            else
                assert_true(column_value(&shape->columns[c], a) ==
                            column_value(&shape->columns[c], b));
        }
    free(room);
    block_bytes_release(&exact);
}

static void every_instant_from_the_least_to_the_greatest_comes_back(void **state)
{
    (void)state;
    struct message_row back[8];
    const struct message_row rows[8] = {message(1, INSTANT_UNKNOWN),
                                        message(1, INT64_MIN + 1),
                                        message(1, -1),
                                        message(2, 0),
                                        message(2, 1),
                                        message(9, INT64_MAX - 1),
                                        message(UINT32_MAX - 1, INT64_MAX),
                                        message(UINT32_MAX - 1, INSTANT_UNKNOWN)};

    assert_round_trip(ROW_MESSAGE, rows, 8, back);
    for (uint32_t first = 0; first < 8; first++) /* also each alone and every tail */
        assert_round_trip(ROW_MESSAGE, rows + first, 8 - first, back);
    for (uint32_t i = 0; i < 8; i++)
        assert_round_trip(ROW_MESSAGE, rows + i, 1, back);
}

/* Every column of every kind at 0, at all bits set, at its unknown, one after the other. */
static void every_column_holds_its_extremes(void **state)
{
    (void)state;
    const uint64_t extremes[] = {0,   UINT64_MAX, UINT64_C(1) << 63, (UINT64_C(1) << 63) - 1, 1,
                                 255, 256};
    static unsigned char rows[8 * ROW_SIZE_LIMIT], back[8 * ROW_SIZE_LIMIT];

    for (int kind = 0; kind <= ROW_PRESENCE; kind++) {
        const struct shape *shape = shape_of((enum row_kind)kind);
        for (uint32_t c = 1; c < shape->column_count; c++) {
            memset(rows, 0, sizeof rows);
            for (uint32_t i = 0; i < 7; i++) {
                unsigned char *row = rows + i * shape->row_size;
                ((struct row_head *)(void *)row)->ticket = i + 1;
                if (shape->columns[c].kind != COLUMN_TEXT)
                    memcpy(row + shape->columns[c].offset, &extremes[i], shape->columns[c].size);
            }
            assert_round_trip((enum row_kind)kind, rows, 7, back);
        }
    }
}

static void texts_of_any_length_come_back_and_absent_is_not_empty(void **state)
{
    (void)state;
    static char long_text[70000];
    memset(long_text, 'x', sizeof long_text);
    const struct name_row rows[] = {
        {.head.ticket = 1, .source = 0, .id = SPAN("a")},
        {.head.ticket = 2, .source = UINT32_MAX, .id = {0}},
        {.head.ticket = 3, .source = 1, .id = SPAN("")},
        {.head.ticket = 4, .source = 1, .id = {long_text, sizeof long_text}},
        {.head.ticket = 5, .source = 1, .id = SPAN("заявка №5 \xF0\x9F\x98\x80")},
    };
    struct name_row back[5];

    assert_round_trip(ROW_NAME, rows, 5, back);
}

static void rows_that_are_all_alike_cost_almost_nothing(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(block_bytes_release) struct block_bytes bytes = {0};
    static struct message_row rows[BLOCK_ROWS];

    for (uint32_t i = 0; i < BLOCK_ROWS; i++)
        rows[i] = message(5, INT64_C(1700000000));
    assert_ok(block_encode(ROW_MESSAGE, rows, BLOCK_ROWS, 1, &bytes, &err), err);
    assert_true(bytes.length < 256);
}

static void any_flipped_bit_is_found(void **state)
{
    (void)state;
    struct error err = {0};
    OWN(block_bytes_release) struct block_bytes bytes = {0};
    static struct message_row room[BLOCK_ROWS];
    const struct message_row rows[2] = {message(1, 10), message(2, 20)};
    uint32_t count;

    assert_ok(block_encode(ROW_MESSAGE, rows, 2, 7, &bytes, &err), err);
    for (size_t bit = 0; bit < bytes.length * 8; bit++) {
        bytes.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_false(block_decode(ROW_MESSAGE, &bytes, 7, NULL, room, &count, &err));
        assert_int_equal(err.kind, ERROR_STORE);
        bytes.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    assert_ok(block_decode(ROW_MESSAGE, &bytes, 7, NULL, room, &count, &err), err);
    assert_false(block_decode(ROW_MESSAGE, &bytes, 8, NULL, room, &count, &err));
    assert_false(block_decode(ROW_STATUS, &bytes, 7, NULL, room, &count, &err));
}

/* Somebody who also mends the checksum gets nonsense, not memory. */
static void nonsense_under_a_right_checksum_is_refused_or_harmless(void **state)
{
    (void)state;
    struct error err = {0};
    static struct message_row room[BLOCK_ROWS];
    const struct message_row rows[2] = {message(1, 10), message(2, 20000)};
    OWN(block_bytes_release) struct block_bytes bytes = {0};
    uint32_t count;
    size_t refused = 0;

    assert_ok(block_encode(ROW_MESSAGE, rows, 2, 7, &bytes, &err), err);
    for (size_t bit = 64; bit < bytes.length * 8; bit++) {
        struct block_bytes exact = {malloc(bytes.length), bytes.length, bytes.length};
        memcpy(exact.bytes, bytes.bytes, bytes.length);
        exact.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        uint64_t sum = hash_64((struct span){(char *)exact.bytes + 8, exact.length - 8}, 7);
        memcpy(exact.bytes, &sum, 8);
        refused += !block_decode(ROW_MESSAGE, &exact, 7, NULL, room, &count, &err);
        block_bytes_release(&exact);
    }
    assert_true(refused > 64);
}

static void a_block_is_refused_at_every_length_but_its_own(void **state)
{
    (void)state;
    struct error err = {0};
    static struct message_row room[BLOCK_ROWS];
    const struct message_row rows[2] = {message(1, 10), message(2, 20)};
    OWN(block_bytes_release) struct block_bytes bytes = {0};
    uint32_t count;

    assert_ok(block_encode(ROW_MESSAGE, rows, 2, 7, &bytes, &err), err);
    size_t whole = bytes.length;
    for (bytes.length = 0; bytes.length < whole; bytes.length++)
        assert_false(block_decode(ROW_MESSAGE, &bytes, 7, NULL, room, &count, &err));
}

static void a_number_beyond_its_table_is_damage(void **state)
{
    (void)state;
    struct error err = {0};
    static struct message_row room[BLOCK_ROWS];
    struct message_row row = message(3, 10);
    OWN(block_bytes_release) struct block_bytes bytes = {0};
    struct block_limits limits = {.ticket = 3, .person = 8};
    uint32_t count;

    row.record.author = 8;
    assert_ok(block_encode(ROW_MESSAGE, &row, 1, 7, &bytes, &err), err);
    assert_ok(block_decode(ROW_MESSAGE, &bytes, 7, &limits, room, &count, &err), err);
    limits.person = 7;
    assert_false(block_decode(ROW_MESSAGE, &bytes, 7, &limits, room, &count, &err));
    limits = (struct block_limits){.ticket = 2, .person = 8};
    assert_false(block_decode(ROW_MESSAGE, &bytes, 7, &limits, room, &count, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_instant_from_the_least_to_the_greatest_comes_back),
        cmocka_unit_test(every_column_holds_its_extremes),
        cmocka_unit_test(texts_of_any_length_come_back_and_absent_is_not_empty),
        cmocka_unit_test(rows_that_are_all_alike_cost_almost_nothing),
        cmocka_unit_test(any_flipped_bit_is_found),
        cmocka_unit_test(nonsense_under_a_right_checksum_is_refused_or_harmless),
        cmocka_unit_test(a_block_is_refused_at_every_length_but_its_own),
        cmocka_unit_test(a_number_beyond_its_table_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
