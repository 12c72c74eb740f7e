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
    for (enum duration_unit unit = DURATION_SECONDS; unit <= DURATION_CLOCK; unit++) {
        int64_t duration_s = -1;
        if (cell_duration(text, unit, &duration_s))
            PROMISE(duration_s >= 0);
    }
    int64_t count = -1;
    if (cell_count(text, &count))
        PROMISE(count >= 0);
    OWN(buffer_release) struct buffer folded = {0};
    PROMISE(cell_fold(text, &folded).length == size || size == 0);
    return 0;
}
