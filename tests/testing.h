/* testing: what every unit test includes: cmocka, and the comparison that cmocka 1.1.5 lacks. */
#ifndef DESKGAUGE_TESTS_TESTING_H
#define DESKGAUGE_TESTS_TESTING_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

/* |got - expected| <= relative * max(|expected|, 1); cmocka compares doubles as floats. */
#define assert_near(got, expected, relative)                                                       \
    assert_near_at((got), (expected), (relative), #got, __FILE__, __LINE__)

static inline __attribute__((unused)) void assert_near_at(double got, double expected,
                                                          double relative, const char *what,
                                                          const char *file, int line)
{
    double scale = fabs(expected) > 1.0 ? fabs(expected) : 1.0;

    if (!(fabs(got - expected) <= relative * scale)) {
        print_error("%s: %.17g, expected %.17g within %g\n", what, got, expected, relative);
        _fail(file, line);
    }
}

/* A call that must succeed; on failure the text of `err` is shown. */
#define assert_ok(call, err)                                                                       \
    do {                                                                                           \
        if (!(call)) {                                                                             \
            print_error("%s: %s\n", #call, (err).text);                                            \
            _fail(__FILE__, __LINE__);                                                             \
        }                                                                                          \
    } while (0)

#endif
