#include "ingest_testing.h"

#include <fcntl.h>
#include <zlib.h>

#include "ingest/input.h"

/* What `zstd -c` makes of "ticket_id\n1\n2\n", twice: two frames in one file. */
static void append_frame(struct buffer *out)
{
    static const char frame[] = "\x28\xB5\x2F\xFD\x24\x0E\x71\x00\x00ticket_id\n1\n2\n";
    /* magic, header: one segment, content size 14 (0x20) and no checksum */
    char bytes[sizeof frame - 1];

    memcpy(bytes, frame, sizeof bytes);
    bytes[4] = '\x20';
    bytes[5] = 14;
    bytes[6] = (char)(14 << 3 | 1); /* a raw block, the last */
    bytes[7] = 0;
    bytes[8] = 0;
    buffer_append(out, bytes, sizeof bytes);
}

/* All bytes of a file in portions of `size`, read twice, or the error. */
static bool read_all(struct span bytes, size_t size, struct buffer *out, struct error *err)
{
    OWN(fixture_remove) struct fixture fixture = write_bytes(bytes);
    OWN(input_close) struct input *input = NULL;
    bool is_end = false;

    if (!input_open(fixture.path, &input, err))
        return false;
    for (int pass = 0; pass < 2; pass++) {
        buffer_clear(out);
        is_end = false;
        if (!input_rewind(input, "utf-8", 0, err))
            return false;
        while (!is_end)
            if (!input_read(input, size, out, &is_end, err))
                return false;
    }
    return true;
}

static void frames_of_zstd_follow_one_another(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer file = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct error err = {0};

    append_frame(&file);
    append_frame(&file);
    for (size_t size = 1; size < 40; size += 7) {
        assert_ok(read_all(buffer_span(&file), size, &out, &err), err);
        assert_true(span_equal(buffer_span(&out), SPAN("ticket_id\n1\n2\nticket_id\n1\n2\n")));
    }
}

static void a_frame_that_ends_too_early_is_told(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer file = {0};
    OWN(buffer_release) struct buffer out = {0};

    append_frame(&file);
    for (size_t length = 5; length < file.length; length++) {
        struct error err = {0};
        assert_false(read_all((struct span){file.bytes, length}, 100, &out, &err));
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_non_null(strstr(err.text, "is broken zstd"));
    }
}

static void damage_in_a_frame_is_told_or_harmless(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer file = {0};
    OWN(buffer_release) struct buffer out = {0};

    append_frame(&file);
    for (size_t at = 4; at < file.length; at++) {
        struct error err = {0};
        file.bytes[at] = (char)(file.bytes[at] ^ 0x55);
        bool is_read = read_all(buffer_span(&file), 100, &out, &err);
        assert_true(is_read || err.kind == ERROR_INPUT);
        file.bytes[at] = (char)(file.bytes[at] ^ 0x55);
    }
}

/* A file of `count` equal bytes, by gzip. */
static void fold(size_t count, struct buffer *out)
{
    char path[] = "/tmp/deskgauge-fold-XXXXXX";
    char block[65536];
    int file = mkstemp(path);
    ssize_t got = 0;

    memset(block, 'a', sizeof block);
    gzFile gzip = gzdopen(dup(file), "wb9");
    for (size_t done = 0; done < count; done += sizeof block)
        gzwrite(gzip, block, sizeof block);
    gzclose(gzip);
    lseek(file, 0, SEEK_SET);
    while ((got = read(file, block, sizeof block)) > 0)
        buffer_append(out, block, (size_t)got);
    close(file);
    unlink(path);
}

static void a_bomb_is_told_before_it_is_unfolded(void **state)
{
    (void)state;
    OWN(buffer_release) struct buffer file = {0};
    OWN(buffer_release) struct buffer out = {0};
    struct error err = {0};

    fold(64 << 20, &file);
    assert_false(read_all(buffer_span(&file), 1 << 18, &out, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_non_null(strstr(err.text, "unfolds to more than a real export would"));
    assert_true(out.length < 4 << 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_of_zstd_follow_one_another),
        cmocka_unit_test(a_frame_that_ends_too_early_is_told),
        cmocka_unit_test(damage_in_a_frame_is_told_or_harmless),
        cmocka_unit_test(a_bomb_is_told_before_it_is_unfolded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
