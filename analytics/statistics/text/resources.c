#include "statistics/text/resources.h"

#include <string.h>

#include "base/resource.h"

extern const struct resource statistics_text[];

/* Cut `rest` at the next `mark`; without one, all of it. */
static struct span cut(struct span *rest, char mark)
{
    const char *end = rest->length > 0 ? memchr(rest->bytes, mark, rest->length) : NULL;
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->bytes);
    struct span head = {rest->bytes, length};
    size_t taken = end == NULL ? length : length + 1;

    *rest = (struct span){rest->bytes + taken, rest->length - taken};
    return head;
}

struct text_rows text_rows(const char *name)
{
    for (const struct resource *resource = statistics_text; resource->name != NULL; resource++) {
        struct span path = span_of(resource->name);
        if (span_ends(path, span_of(name))) {
            struct text_rows rows = {resource_span(resource)};
            cut(&rows.rest, '\n');
            return rows;
        }
    }
    return (struct text_rows){{"", 0}};
}

size_t text_rows_count(struct text_rows rows)
{
    size_t count = 0;

    while (rows.rest.length > 0) {
        cut(&rows.rest, '\n');
        count++;
    }
    return count;
}

bool text_rows_next(struct text_rows *rows, struct span *cells, size_t cell_count)
{
    if (rows->rest.length == 0)
        return false;
    struct span row = cut(&rows->rest, '\n');
    for (size_t i = 0; i < cell_count; i++)
        cells[i] = row.length > 0 ? cut(&row, ',') : (struct span){NULL, 0};
    return true;
}
