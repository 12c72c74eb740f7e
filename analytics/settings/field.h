/* field: one row a setting: where it goes, what it takes, what it means. Private to this folder. */
#ifndef DESKGAUGE_SETTINGS_FIELD_H
#define DESKGAUGE_SETTINGS_FIELD_H

#include "base/yaml.h"
#include "settings/settings.h"

/*
 * The table of fields reads deskgauge.yaml, writes its JSON Schema and explains it in messages.
 * A reader takes the text of a node for its field and nothing else: "15 minutes" is no number,
 * 0,8 is no share.
 */
enum field_kind {
    FIELD_TEXT,      /* const char * */
    FIELD_WORD,      /* int of a closed list: `words` */
    FIELD_COUNT,     /* uint32_t */
    FIELD_INTEGER,   /* int */
    FIELD_SIZED,     /* uint64_t */
    FIELD_NUMBER,    /* double */
    FIELD_SHARE,     /* double 0..1: 0.9 or 90% */
    FIELD_DURATION,  /* int64_t seconds: 90s 15m 4h 2d 1h30m */
    FIELD_MONEY,     /* int64_t minor units: 1250 or 1250.50 of the currency */
    FIELD_DAY,       /* int32_t local day: 2026-07-01 */
    FIELD_INSTANT,   /* int64_t: 2026-07-01T00:00:00Z, or a date for its midnight UTC */
    FIELD_FLAG,      /* bool: yes no true false */
    FIELD_HOURS,     /* int: index of named hours */
    FIELD_TEXTS,     /* const char **, count */
    FIELD_WORDS,     /* int *, count, of `words` */
    FIELD_UNCERTAIN, /* struct uncertain: 5, or [low, middle, high] */
    FIELD_UNCERTAIN_MONEY,
    FIELD_UNCERTAIN_SHARE, /* the same of a share: 5%, or [-5%, 8%, 25%] */
    FIELD_ANCHORS,         /* struct anchor_settings: [x0, x50, x80, x100] */
    FIELD_MAP,             /* struct word_settings *, count: text -> word of `words` */
    FIELD_GROUP,           /* struct inside: `fields` */
    FIELD_LIST,            /* array of structs, count: `fields`, `size` */
    FIELD_NAMED, /* mapping name -> struct: as LIST, the key is the element's first text */
    FIELD_LINE,  /* size_t: the line that the struct stands on, and at count_offset (0: none) the
                    column; no name */
    FIELD_CUSTOM /* `take` */
};

struct closed_list {
    const char *const *names; /* ends with NULL */
};

struct reader;
struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    size_t count_offset;
    const struct field *fields; /* ends with a row without name and kind FIELD_TEXT */
    size_t size;
    void (*init)(void *element); /* defaults of one element; NULL: zeros */
    const struct closed_list *words;
    double low, high; /* limits, both 0: none */
    const char *unit; /* "a year", "per agent and month"; NULL */
    const char *help; /* one sentence, lower case */
    const char *hint; /* what to do with a number out of the limits; NULL */
    bool is_required;
    bool (*take)(struct reader *reader, const struct yaml_node *node, void *element);
};

struct reader {
    struct settings *settings; /* being filled; hours are read first */
    struct error *err;
};

extern const struct field SETTINGS_FIELDS[];

/* Fill `element` from a mapping by its table. */
MUST_CHECK bool fields_read(struct reader *reader, const struct field *fields,
                            const struct yaml_node *mapping, void *element);

/* Texts of one field, each false with a message at the node. */
MUST_CHECK bool field_duration(struct reader *reader, const struct field *field,
                               const struct yaml_node *node, int64_t *out);
MUST_CHECK bool field_number(struct reader *reader, const struct field *field,
                             const struct yaml_node *node, double *out);
MUST_CHECK bool field_day(struct reader *reader, const struct field *field,
                          const struct yaml_node *node, int32_t *out);

/* field_scalar.c: the others, for field.c; and what is said of a value that is none of them. */
MUST_CHECK bool field_share(struct reader *reader, const struct field *field,
                            const struct yaml_node *node, double *out);
MUST_CHECK bool field_money(struct reader *reader, const struct field *field,
                            const struct yaml_node *node, double *out);
MUST_CHECK bool field_instant(struct reader *reader, const struct field *field,
                              const struct yaml_node *node, int64_t *out);
MUST_CHECK bool field_flag(struct reader *reader, const struct field *field,
                           const struct yaml_node *node, bool *out);
MUST_CHECK bool field_word(struct reader *reader, const struct field *field,
                           const struct yaml_node *node, int *out);
MUST_CHECK bool field_hours_name(struct reader *reader, const struct field *field,
                                 const struct yaml_node *node, int *out);
bool field_error(const struct field *field, const struct yaml_node *node, struct error *err,
                 const char *expected);
MUST_CHECK bool field_limits(const struct field *field, const struct yaml_node *node, double value,
                             struct error *err);

/* Named hours (hours.c): `hours: {office: {open: {mon-fri: 09:00-18:00}}, always: 24x7}`. */
MUST_CHECK bool hours_take(struct reader *reader, const struct yaml_node *node, void *settings);

#endif
