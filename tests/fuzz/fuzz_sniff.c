#include "fuzzing.h"

#include "ingest/dialect.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct span head = {(const char *)bytes, size};
    struct dialect dialect = {0};
    struct error err = {0};

    if (dialect_sniff(head, "fuzz.csv", NULL, &dialect, &err))
        PROMISE(dialect.charset != NULL && dialect.skip_bytes <= size);
    else
        PROMISE(err.kind == ERROR_INPUT && err.text[0] != '\0');
    char delimiter = dialect_delimiter(head);
    PROMISE(delimiter == ',' || delimiter == ';' || delimiter == '\t' || delimiter == '|');
    return 0;
}
