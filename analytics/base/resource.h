/* resource: a file of the source tree that is part of the program (deskgauge_embed in CMake). */
#ifndef DESKGAUGE_BASE_RESOURCE_H
#define DESKGAUGE_BASE_RESOURCE_H

#include "base/text.h"

/* A table of resources ends with a row whose name is NULL. Bytes live as long as the program. */
struct resource {
    const char *name; /* path from the top of the source tree: "schemas/desks/zendesk.yaml" */
    const unsigned char *bytes;
    const unsigned char *end;
};

struct span resource_span(const struct resource *resource);
const struct resource *resource_find(const struct resource *table, const char *name); /* or NULL */

#endif
