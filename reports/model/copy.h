/* copy: what a builder is given becomes the report's own; private to model/. */
#ifndef DESKGAUGE_MODEL_COPY_H
#define DESKGAUGE_MODEL_COPY_H

#include "model/report.h"

/* Each sets `report->error` at the first failure and then returns NULL (or an empty value). */
const char *copy_text(struct report *report, const char *text); /* printable; NULL stays NULL */
struct value copy_value(struct report *report, struct value value);
struct phrase copy_phrase(struct report *report, struct phrase phrase);

/* `count` elements as they are; never NULL for a count of 0 unless an error is set. */
void *copy_array(struct report *report, const void *elements, size_t count, size_t size);

/* Room for one more: the array itself, or one of twice the capacity with `count` elements copied.
 */
void *copy_grown(struct report *report, void *elements, size_t count, size_t *capacity,
                 size_t size);

#endif
