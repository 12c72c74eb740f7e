/* read: deskgauge.yaml in, struct settings out; and the file that teaches how to write one. */
#ifndef DESKGAUGE_SETTINGS_READ_H
#define DESKGAUGE_SETTINGS_READ_H

#include "base/text.h"
#include "settings/settings.h"

/*
 * Read the file at `path` (NULL: defaults only). ERROR_USAGE for what was written wrong, with
 * `deskgauge.yaml:12:5:`, the nearest known name, the unit and the limits of the field.
 * On success the caller owns `*out`: settings_release().
 */
MUST_CHECK bool settings_read(const char *path, struct settings *out, struct error *err);

/* The JSON Schema of the file, made from the same field table that reads it. */
MUST_CHECK bool settings_write_schema(struct buffer *out, struct error *err);

/* A commented deskgauge.yaml that a manager fills in by copying; it is valid as it stands. */
MUST_CHECK bool settings_write_template(struct buffer *out, struct error *err);

#endif
