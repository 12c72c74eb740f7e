#include <string.h>

#include "fuzzing.h"

#include "ingest/cells.h"
#include "ingest/dates.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct zone *zone; /* opened once: it never changes */
    struct span text = {(const char *)bytes, size};
    struct error err = {0};

    if (zone == NULL)
        PROMISE(zone_open("Europe/Berlin", &zone, &err));
    for (enum date_order order = DATE_ORDER_UNKNOWN; order <= DATE_MDY; order++) {
        int64_t instant = 0;
        enum date_fate fate = DATE_BAD;
        if (date_instant(text, order, zone, &instant, &fate))
            PROMISE(fate != DATE_BAD && instant > -62167305600 && instant < 253402473600);
    }
    for (enum duration_unit unit = DURATION_SECONDS; unit <= DURATION_WORDS; unit++) {
        int64_t duration_s = -1;
        if (cell_duration(text, unit, &duration_s))
            PROMISE(duration_s >= 0);
    }
    int64_t count = -1;
    if (cell_count(text, &count))
        PROMISE(count >= 0);
    char shown[33], copy[24];
    struct comment_parts parts;
    cell_show(text, 32, shown);
    PROMISE(strlen(shown) <= 32 && span_is_printable(span_of(shown)));
    PROMISE(cell_first_value(text).length <= size);
    PROMISE(cell_without_thousands(text, copy).length <= size);
    if (cell_comment(text, &parts))
        PROMISE(parts.at.length > 0 &&
                parts.at.length + parts.author.length + parts.body.length < size);
    (void)(cell_is_relative_date(text) || cell_is_rounded_id(text));
    OWN(buffer_release) struct buffer folded = {0};
    PROMISE(cell_normalise(text, &folded).length <= size);
    return 0;
}
