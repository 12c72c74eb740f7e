#include "cube/bins.h"

#include <stdbool.h>

enum {
    SECOND_BINS = 120,
    MINUTE_LAST = 8 * 1440,
    MINUTE_BINS = MINUTE_LAST - 2, /* minutes 3 … 11520 */
    FIRST_OCTAVE_BIN = SECOND_BINS + MINUTE_BINS + 1,
    PARTS = 64,
    FIRST_STEP = 3 * PARTS, /* 8 days are 24 h · 2^3 */
    OCTAVES = 10,           /* 8 days · 2^10 is over 22 years */
    LAST_BIN = FIRST_OCTAVE_BIN + PARTS * OCTAVES - 1
};

/* 2^(k/64) · 2^32, rounded up: integers, so that every machine has the same edges. */
static const uint64_t ROOTS[PARTS] = {
    0x100000000ULL, 0x102c9a3e8ULL, 0x1059b0d32ULL, 0x108745188ULL, 0x10b5586d0ULL, 0x10e3ec32eULL,
    0x111301d02ULL, 0x11429aaebULL, 0x1172b83c8ULL, 0x11a35beb7ULL, 0x11d487317ULL, 0x12063b887ULL,
    0x12387a6e8ULL, 0x126b4565fULL, 0x129e9df52ULL, 0x12d285a6fULL, 0x1306fe0a4ULL, 0x133c08b27ULL,
    0x1371a7374ULL, 0x13a7db34fULL, 0x13dea64c2ULL, 0x14160a220ULL, 0x144e08607ULL, 0x1486a2b5dULL,
    0x14bfdad54ULL, 0x14f9b276aULL, 0x15342b56aULL, 0x156f4736cULL, 0x15ab07dd5ULL, 0x15e76f15bULL,
    0x16247eb04ULL, 0x166238826ULL, 0x16a09e668ULL, 0x16dfb23c7ULL, 0x171f75e8fULL, 0x175feb565ULL,
    0x17a11473fULL, 0x17e2f336dULL, 0x182589995ULL, 0x1868d99b5ULL, 0x18ace5423ULL, 0x18f1ae992ULL,
    0x193737b0dULL, 0x197d829feULL, 0x19c49182bULL, 0x1a0c667b6ULL, 0x1a5503b24ULL, 0x1a9e6b558ULL,
    0x1ae89f996ULL, 0x1b33a2b85ULL, 0x1b7f76f30ULL, 0x1bcc1e905ULL, 0x1c199bdd9ULL, 0x1c67f12e6ULL,
    0x1cb720dcfULL, 0x1d072d4a1ULL, 0x1d5818dd0ULL, 0x1da9e603eULL, 0x1dfc97338ULL, 0x1e502ee79ULL,
    0x1ea4afa2bULL, 0x1efa1bee7ULL, 0x1f50765b7ULL, 0x1fa7c181aULL,
};

static int64_t octave_edge_s(unsigned step)
{
    uint64_t scaled = 86400ULL * ROOTS[step % PARTS]; /* below 2^50 */
    unsigned shift = 32 - step / PARTS;

    return (int64_t)((scaled + (1ULL << shift) - 1) >> shift);
}

int64_t bin_upper_s(uint16_t bin)
{
    if (bin <= SECOND_BINS)
        return bin;
    if (bin < FIRST_OCTAVE_BIN)
        return (int64_t)(bin - SECOND_BINS + 2) * 60;
    return octave_edge_s((unsigned)(FIRST_STEP + bin - FIRST_OCTAVE_BIN + 1));
}

int64_t bin_width_s(uint16_t bin)
{
    return bin == 0 ? 1 : bin_upper_s(bin) - bin_upper_s((uint16_t)(bin - 1));
}

uint16_t bin_count(void)
{
    return LAST_BIN + 1;
}

uint16_t bin_of(int64_t after_s)
{
    if (after_s <= 0)
        return 0;
    if (after_s <= SECOND_BINS)
        return (uint16_t)after_s;
    if (after_s <= MINUTE_LAST * 60)
        return (uint16_t)((after_s + 59) / 60 - 2 + SECOND_BINS);
    unsigned low = FIRST_OCTAVE_BIN;
    unsigned high = LAST_BIN;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (after_s <= bin_upper_s((uint16_t)middle))
            high = middle;
        else
            low = middle + 1;
    }
    return (uint16_t)low;
}
