/* pieces: inputs made of the pieces that break parsers of CSV, for builds without libFuzzer.
 *
 *     fuzz_rows [COUNT [SEED]]     default 400 inputs; a file instead of a count is fed alone
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static uint64_t next_random(uint64_t *state) /* splitmix64 */
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

struct piece {
    const char *bytes;
    size_t length;
};
#define PIECE(text)                                                                                \
    {                                                                                              \
        text, sizeof text - 1                                                                      \
    }

/* Whole rows first, so that most inputs have some; then what goes wrong. */
static const struct piece pieces[] = {
    PIECE("17,ann,a plain text of some length\n"),
    PIECE("18,bob,\"a text, with \"\"quotes\"\" in it\"\n"),
    PIECE("19,\"\",\"two\nlines\"\r\n"),
    PIECE("20,,\n"),
    PIECE("26,hal ,a blank at the end \n"),
    PIECE("27, ida,\ta tab before\n"),
    PIECE("28,a\"b,\"c\"d\n"),
    PIECE("\n\r\n"),
    PIECE("21,\"c\",\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82\n"),
    PIECE("22,dan,\"inside\n23,eve,no row\n\"\n"),
    PIECE("\""),
    PIECE("\"\""),
    PIECE("\"a\"b"),
    PIECE("a\"b"),
    PIECE(","),
    PIECE(";"),
    PIECE("\t"),
    PIECE(" "),
    PIECE("\n"),
    PIECE("\r"),
    PIECE("\r\n"),
    PIECE("\0"),
    PIECE("\xEF\xBB\xBF"),
    PIECE("\xFF"),
    PIECE("x"),
    PIECE("0123456789abcdef0123456789abcdef"),
    PIECE(" x "),
    PIECE("\"x\" "),
    PIECE("\\\""),
    PIECE("24,fay,\"she said \\\"no\\\" twice\"\n"),
    PIECE("25,gus,\"two \\\"\nlines\\\"\"\n"),
};

enum { WHOLE = 10 }; /* the first of them are whole rows */

static size_t make(uint64_t *state, uint8_t *out, size_t most)
{
    size_t count = next_random(state) % 40;
    unsigned kinds = next_random(state) % 3; /* mostly whole, mixed, mostly broken */
    size_t length = 1;

    out[0] = (uint8_t)next_random(state);
    for (size_t i = 0; i < count; i++) {
        uint64_t r = next_random(state);
        bool is_whole = kinds == 0 ? r % 8 != 0 : kinds == 1 && r % 2 == 0;
        size_t at = is_whole ? (r >> 8) % WHOLE : (r >> 8) % (sizeof pieces / sizeof *pieces);
        if (length + pieces[at].length > most)
            break;
        memcpy(out + length, pieces[at].bytes, pieces[at].length);
        length += pieces[at].length;
    }
    return length;
}

static int feed_file(const char *path)
{
    static uint8_t bytes[1 << 20];
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return perror(path), 2;
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return LLVMFuzzerTestOneInput(bytes, length);
}

int main(int argc, char **argv)
{
    uint8_t bytes[4096];
    char *end = NULL;
    unsigned long count = argc > 1 ? strtoul(argv[1], &end, 10) : 400;
    uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

    if (end != NULL && *end != '\0')
        return feed_file(argv[1]);
    for (unsigned long i = 0; i < count; i++)
        LLVMFuzzerTestOneInput(bytes, make(&state, bytes, sizeof bytes));
    return 0;
}
