#include "fuzzing.h"

#include "ingest/ingest.h"
#include "settings/read.h"

/*
 * Any bytes as an export: they are refused in words, or the six fates add up to the rows. What
 * ends with an odd byte is told to be of the generic desk: recognising one is most of a run.
 */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    OWN(settings_release) struct settings settings = {0};
    OWN(store_close) struct store *store = NULL;
    OWN(ingest_result_release) struct ingest_result result = {0};
    OWN(descriptor_close) int file = -1;
    struct error err = {0};
    char path[64];
    uint64_t sum = 0;

    file = memory_file(bytes, size, path);
    PROMISE(settings_read(NULL, &settings, &err));
    PROMISE(store_open(NULL, STORE_SCRATCH, &store, &err));
    struct ingest_request request = {.path = path,
                                     .settings = &settings,
                                     .desk =
                                         size > 0 && bytes[size - 1] % 2 != 0 ? "generic" : NULL,
                                     .export_time = INSTANT_UNKNOWN};
    if (!ingest_file(store, &request, &result, &err)) {
        PROMISE((err.kind == ERROR_INPUT || err.kind == ERROR_USAGE) && err.text[0] != '\0');
        return 0;
    }
    for (int fate = 0; fate < FATE_COUNT; fate++)
        sum += result.totals.fate_count[fate];
    PROMISE(sum == result.totals.row_count);
    return 0;
}
