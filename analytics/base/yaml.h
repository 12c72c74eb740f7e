/* yaml: a YAML document as a tree of nodes that know where they stand. */
#ifndef DESKGAUGE_BASE_YAML_H
#define DESKGAUGE_BASE_YAML_H

#include "base/arena.h"
#include "base/text.h"

/*
 * libyaml reads it (document API); nothing is converted: "15 minutes", 0,8 and 80% are texts for
 * the field that takes them to understand (rulings 25). Anchors, aliases, tags and several
 * documents in a file are refused, so a small file cannot grow.
 */
enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node;

struct yaml_pair {
    const struct yaml_node *key; /* a scalar; no key stands twice in its mapping */
    const struct yaml_node *value;
};

struct yaml_node {
    enum yaml_kind kind;
    const char *file; /* as shown in messages */
    size_t line;      /* from 1 */
    size_t column;    /* from 1 */
    struct span text; /* of a scalar, NUL-terminated */
    bool is_quoted;
    const struct yaml_node **items; /* of a sequence */
    struct yaml_pair *pairs;        /* of a mapping, in the order of the file */
    size_t count;
};

/* Read `bytes`; `file` is the name shown in messages. `*out` lives in `arena`; an empty document
 * gives an empty mapping. ERROR_USAGE with file:line:column otherwise. */
MUST_CHECK bool yaml_read(struct span bytes, const char *file, struct arena *arena,
                          const struct yaml_node **out, struct error *err);

/* The same from a file of at most 4 MiB. */
MUST_CHECK bool yaml_read_file(const char *path, struct arena *arena, const struct yaml_node **out,
                               struct error *err);

/* The value of `key`, or NULL. */
const struct yaml_node *yaml_find(const struct yaml_node *mapping, const char *key);

/* An absent value: empty, `~` or `null`, not quoted. */
bool yaml_is_null(const struct yaml_node *node);

/* "deskgauge.yaml:12:5: " and the message, ERROR_USAGE. Returns false. */
bool yaml_error(const struct yaml_node *node, struct error *err, const char *format, ...)
    PRINTF_LIKE(3, 4);

#endif
