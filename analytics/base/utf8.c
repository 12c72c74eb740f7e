#include "base/utf8.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* What two bytes that follow one another may be wrong in: a bit each, set in all three tables. */
enum {
    TOO_SHORT = 1 << 0,      /* 11______ 0_______ or 11______ 11______ */
    TOO_LONG = 1 << 1,       /* 0_______ 10______ */
    OVERLONG_3 = 1 << 2,     /* 11100000 100_____ */
    TOO_LARGE = 1 << 3,      /* 11110100 1001____ and above */
    SURROGATE = 1 << 4,      /* 11101101 101_____ */
    OVERLONG_2 = 1 << 5,     /* 1100000_ 10______ */
    TOO_LARGE_1000 = 1 << 6, /* 11110101 1000____ and above */
    OVERLONG_4 = 1 << 6,     /* 11110000 1000____ */
    TWO_CONTS = 1 << 7,      /* 10______ 10______: right only as third or fourth */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS
};

#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define BYTE(bits) ((char)(bits))

/* The bytes `count` before those of `now`. */
#define BEFORE(now, previous, count)                                                               \
    _mm256_alignr_epi8(now, _mm256_permute2x128_si256(previous, now, 0x21), 16 - (count))

__attribute__((target("avx2"))) static __m256i find_errors(__m256i now, __m256i previous)
{
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    const __m256i first_high =
        TWICE(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
              BYTE(TWO_CONTS), BYTE(TWO_CONTS), BYTE(TWO_CONTS), BYTE(TWO_CONTS),
              TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
              TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
    const __m256i first_low =
        TWICE(BYTE(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), BYTE(CARRY | OVERLONG_2),
              BYTE(CARRY), BYTE(CARRY), BYTE(CARRY | TOO_LARGE),
              BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000), BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000), BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000), BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000), BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000),
              BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE),
              BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000), BYTE(CARRY | TOO_LARGE | TOO_LARGE_1000));
    enum {
        CONTINUES = TOO_LONG | TWO_CONTS,
        LEAST = CONTINUES | OVERLONG_2 | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
        SECOND = CONTINUES | OVERLONG_2 | OVERLONG_3 | TOO_LARGE,
        HIGH = CONTINUES | OVERLONG_2 | SURROGATE | TOO_LARGE
    };
    const __m256i second_high =
        TWICE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
              TOO_SHORT, BYTE(LEAST), BYTE(SECOND), BYTE(HIGH), BYTE(HIGH), TOO_SHORT, TOO_SHORT,
              TOO_SHORT, TOO_SHORT);
    __m256i one = BEFORE(now, previous, 1);
    __m256i pairs = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(first_high, _mm256_and_si256(_mm256_srli_epi16(one, 4), nibble)),
            _mm256_shuffle_epi8(first_low, _mm256_and_si256(one, nibble))),
        _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(now, 4), nibble)));
    __m256i third = _mm256_subs_epu8(BEFORE(now, previous, 2), _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(BEFORE(now, previous, 3), _mm256_set1_epi8(0xF0 - 0x80));
    __m256i must_continue =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(BYTE(0x80)));
    return _mm256_xor_si256(must_continue, pairs);
}

__attribute__((target("avx2"))) static bool is_valid(const char *bytes, size_t length)
{
    __m256i errors = _mm256_setzero_si256(), previous = _mm256_setzero_si256();
    size_t at = 0;

    for (; length - at >= 32; at += 32) {
        __m256i now = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at));
        if (_mm256_movemask_epi8(_mm256_or_si256(now, previous)) != 0)
            errors = _mm256_or_si256(errors, find_errors(now, previous));
        previous = now;
    }
    char last[32] = {0}; /* zeros behind the end: a character that is cut there is too short */
    memcpy(last, bytes + at, length - at);
    __m256i now = _mm256_loadu_si256((const __m256i *)(const void *)last);
    errors = _mm256_or_si256(errors, find_errors(now, previous));
    return _mm256_testz_si256(errors, errors) != 0;
}

bool utf8_is_valid_fast(struct span span)
{
    return __builtin_cpu_supports("avx2") && is_valid(span.bytes, span.length);
}

#else

bool utf8_is_valid_fast(struct span span)
{
    (void)span;
    return false;
}

#endif
