#include "fuzzing.h"

#include "ingest/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    OWN(arena_release) struct arena arena = {0};
    struct profile profile = {0};
    struct error err = {0};

    if (!profile_parse((struct span){(const char *)bytes, size}, "fuzz.yaml", &arena, &profile,
                       &err)) {
        PROMISE(err.kind == ERROR_USAGE && err.text[0] != '\0');
        return 0;
    }
    PROMISE(profile.name[0] != '\0');
    for (size_t i = 0; i < profile.table_count; i++)
        PROMISE(profile.tables[i].require_count > 0);
    profile_class(&profile, WORDS_STATUS, SPAN("open"));
    return 0;
}
