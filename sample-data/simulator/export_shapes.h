/* export_shapes: what the shapes of export.h share; nobody else includes this. */
#ifndef DESKGAUGE_SAMPLE_EXPORT_SHAPES_H
#define DESKGAUGE_SAMPLE_EXPORT_SHAPES_H

#include "simulator/export.h"

struct bench_window;

struct export
{
    const struct world *world;
    const struct export_format *format;
    struct sink *files[EXPORT_FILES];
    uint64_t message_count;
    struct bench_window *window; /* EXPORT_BENCH: messages that wait to be mixed */
};

/* A file's name and its heading line; a shape ends its list with a NULL name. */
struct export_file {
    const char *name;
    const char *heading;
};

struct export_format {
    struct export_file files[EXPORT_FILES + 1];
    void (*write_ticket)(struct export *export, const struct ticket *ticket);
    bool (*open)(struct export *export, struct error *err); /* NULL: nothing to do */
    void (*finish)(struct export *export);
    void (*close)(struct export *export);
};

extern const struct export_format EXPORT_FORMAT_GENERIC, EXPORT_FORMAT_RUSSIAN, EXPORT_FORMAT_BENCH;

/* Names as they stand in the files; `out` holds a short name. Each returns its bytes. */
enum { NAME_SIZE = 128 };
size_t name_requester(const struct world *world, const struct ticket *ticket, char out[NAME_SIZE]);
size_t name_agent(const struct world *world, enum shift team, uint32_t agent, char out[NAME_SIZE]);
size_t name_author(const struct world *world, const struct ticket *ticket,
                   const struct message *message, char out[NAME_SIZE]);
enum author_kind writer_kind(enum writer writer);
size_t ticket_subject(const struct ticket *ticket, char out[PHRASE_BYTES]);
size_t message_body(const struct ticket *ticket, const struct message *message,
                    char out[PHRASE_BYTES]);
int64_t ticket_updated_at(const struct ticket *ticket, int64_t cut);
uint32_t ticket_reply_count(const struct ticket *ticket, int64_t cut);
bool ticket_holder(const struct ticket *ticket, int64_t cut, enum shift *team, uint32_t *agent);

#endif
