#include "base/resource.h"

#include <string.h>

struct span resource_span(const struct resource *resource)
{
    return (struct span){(const char *)resource->bytes, (size_t)(resource->end - resource->bytes)};
}

const struct resource *resource_find(const struct resource *table, const char *name)
{
    for (; table->name != NULL; table++)
        if (strcmp(table->name, name) == 0)
            return table;
    return NULL;
}
