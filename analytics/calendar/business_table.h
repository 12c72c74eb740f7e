/* business_table: the table inside a business clock, for the file that fills it and that asks. */
#ifndef DESKGAUGE_CALENDAR_BUSINESS_TABLE_H
#define DESKGAUGE_CALENDAR_BUSINESS_TABLE_H

#include "calendar/business_clock.h"

/* Open seconds of one UTC day, [from_s, to_s) after its midnight, and those of the day before. */
struct open_stretch {
    uint32_t from_s;
    uint32_t to_s;
    uint32_t before_s;
};

struct day_pattern {
    uint32_t first; /* of its stretches */
    uint32_t count;
};

struct day_row {
    uint32_t before_s; /* open seconds of earlier rows: 131 years are less than 2^32 s */
    uint32_t pattern;
};

struct business_clock {
    int64_t first_instant; /* UTC midnight of row 0 */
    int64_t span_s;        /* of all rows */
    struct day_row *rows;  /* row_count, and one more that ends the sums */
    size_t row_count;
    struct day_pattern *patterns;
    size_t pattern_count;
    size_t pattern_capacity;
    struct open_stretch *stretches;
    size_t stretch_count;
    size_t stretch_capacity;
};

#endif
