#include "ingest/field.h"

static const struct {
    const char *name;
    enum cell_kind kind;
} ROWS[FIELD_COUNT_] = {
#define X(name, kind) {#name, kind},
    FIELDS(X)
#undef X
};

const char *field_name(enum field field)
{
    return ROWS[field].name;
}

enum cell_kind field_kind(enum field field)
{
    return ROWS[field].kind;
}

bool field_parse(struct span name, enum field *out)
{
    for (int i = 0; i < FIELD_COUNT_; i++) {
        if (span_equal(name, span_of(ROWS[i].name))) {
            *out = (enum field)i;
            return true;
        }
    }
    return false;
}
