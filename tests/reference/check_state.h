/* check_state: what a check holds; shared by check.c (comparing) and folder.c (finding). */
#ifndef DESKGAUGE_REFERENCE_CHECK_STATE_H
#define DESKGAUGE_REFERENCE_CHECK_STATE_H

#include "check.h"

enum column_use { COLUMN_UNUSED, COLUMN_KEY, COLUMN_IGNORED, COLUMN_COMPARED };

/* 01_km_lung_all__expected_curve.csv: number 1, stem "01_km_lung_all", part "expected_curve". */
struct table_name {
    int number;
    const char *file;
    const char *stem;
    const char *part;
};

struct folder {
    struct arena arena;
    const char *path;
    struct table_name *names; /* sorted by file */
    size_t name_count;
};

struct opened_input {
    const struct table_name *name;
    struct table table;
};

struct check {
    struct arena arena;
    const struct folder *folder;
    const struct table_name *name;
    double tolerance;
    struct table expected;
    enum column_use *uses;       /* a column */
    bool *compared;              /* a cell */
    struct opened_input *inputs; /* so far; at most one a file of the folder */
    size_t input_count;
    size_t value_count;
    size_t undefined_count;
    size_t failure_count;
    double worst; /* error / what is allowed */
    struct buffer text;
};

#endif
