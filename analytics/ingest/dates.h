/* dates: instants as desks write them; the order of a column is decided over the whole file. */
#ifndef DESKGAUGE_INGEST_DATES_H
#define DESKGAUGE_INGEST_DATES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "calendar/zone.h"

enum date_order { DATE_ORDER_UNKNOWN, DATE_YMD, DATE_DMY, DATE_MDY };
const char *date_order_name(enum date_order order); /* "ymd", "dmy", "mdy", "" */
MUST_CHECK bool date_order_parse(struct span word, enum date_order *out);

/* What a text says, before an order of its numbers or a zone is chosen. */
struct date_parts {
    int32_t number[3];   /* as they stand; a named month makes the order plain */
    bool year_is_first;  /* four digits first: ymd whatever the column says */
    bool month_is_named; /* number[1] is the month, day first */
    bool is_short_year;
    int32_t second_of_day;
    bool has_offset;
    int32_t offset_s;
};
MUST_CHECK bool date_parts_parse(struct span text, struct date_parts *out);

/* Which orders every date of a column allows so far. */
struct date_evidence {
    uint64_t count;       /* dates whose order is open */
    uint64_t first_over;  /* first number over 12: not month-first */
    uint64_t second_over; /* second number over 12: not day-first */
};
void date_evidence_add(struct date_evidence *evidence, const struct date_parts *parts);
/* DATE_ORDER_UNKNOWN: nothing decides (all numbers up to 12), or both orders are contradicted. */
enum date_order date_evidence_decide(const struct date_evidence *evidence, bool *is_contradicted);

enum date_fate { DATE_FINE, DATE_BAD, DATE_IN_GAP, DATE_REPEATED, DATE_NAIVE };

/* The instant. `zone` is that of naive times. `*fate` tells what was assumed; false: no date. */
MUST_CHECK bool date_instant(struct span text, enum date_order order, const struct zone *zone,
                             int64_t *out, enum date_fate *fate);

#endif
