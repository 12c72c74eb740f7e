/* ingest_testing: exports of a few lines, as files of their own that are removed again. */
#ifndef DESKGAUGE_TESTS_INGEST_TESTING_H
#define DESKGAUGE_TESTS_INGEST_TESTING_H

#include "testing.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"

struct fixture {
    char path[64];
};

static inline __attribute__((unused)) struct fixture write_bytes(struct span bytes)
{
    struct fixture fixture = {"/tmp/deskgauge-export-XXXXXX"};
    int file = mkstemp(fixture.path);

    assert_true(file >= 0);
    assert_int_equal(write(file, bytes.bytes, bytes.length), bytes.length);
    close(file);
    return fixture;
}

static inline __attribute__((unused)) void fixture_remove(struct fixture *fixture)
{
    if (fixture->path[0] != '\0')
        unlink(fixture->path);
}
OWN_RELEASER(fixture_remove, struct fixture)

#endif
