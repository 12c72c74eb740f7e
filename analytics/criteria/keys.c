#include "criteria/keys.h"

#include <string.h>

#define X(name, text) const char name[] = text;
CRITERIA_KEYS(X)
#undef X

const char *const criteria_keys[] = {
#define X(name, text) name,
    CRITERIA_KEYS(X)
#undef X
};
const size_t criteria_key_count = sizeof criteria_keys / sizeof *criteria_keys;

const char *criteria_key(const char *word)
{
    for (size_t i = 0; word != NULL && i < criteria_key_count; i++)
        if (strcmp(word, criteria_keys[i]) == 0)
            return criteria_keys[i];
    return word;
}
