#include "simulator/export_shapes.h"

#include <stdlib.h>
#include <string.h>

static const struct export_format *const FORMATS[] = {
    [EXPORT_GENERIC] = &EXPORT_FORMAT_GENERIC,
    [EXPORT_RUSSIAN] = &EXPORT_FORMAT_RUSSIAN,
    [EXPORT_BENCH] = &EXPORT_FORMAT_BENCH,
};

/* The human-named bot writes under this agent. */
enum { HUMAN_BOT_AGENT = 12 };

static bool open_file(struct export *export, const char *folder, int index, struct error *err)
{
    const struct export_file *file = &export->format->files[index];
    OWN(buffer_release) struct buffer path = {0};

    if (folder != NULL)
        buffer_format(&path, "%s/%s", folder, file->name);
    if (path.is_short)
        return error_memory(err);
    if (!sink_open(folder == NULL ? NULL : path.bytes, &export->files[index], err))
        return false;
    sink_text(export->files[index], file->heading);
    return true;
}

bool export_open(const struct world *world, enum export_shape shape, const char *folder,
                 struct export **out, struct error *err)
{
    OWN(export_close) struct export *export = calloc(1, sizeof *export);

    if (export == NULL)
        return error_memory(err);
    export->world = world;
    export->format = FORMATS[shape];
    for (int i = 0; export->format->files[i].name != NULL; i++) {
        if (!open_file(export, folder, i, err))
            return false;
    }
    if (export->format->open != NULL && !export->format->open(export, err))
        return false;
    *out = TAKE(export);
    return true;
}

void export_ticket(struct export *export, const struct ticket *ticket)
{
    export->format->write_ticket(export, ticket);
}

bool export_finish(struct export *export, struct error *err)
{
    if (export->format->finish != NULL)
        export->format->finish(export);
    for (int i = 0; i < EXPORT_FILES && export->files[i] != NULL; i++) {
        if (!sink_finish(export->files[i], err))
            return error_wrap(err, "%s", export->format->files[i].name);
    }
    return true;
}

void export_close(struct export *export)
{
    if (export == NULL)
        return;
    if (export->format->close != NULL)
        export->format->close(export);
    for (int i = 0; i < EXPORT_FILES; i++)
        sink_close(export->files[i]);
    free(export);
}

uint64_t export_message_count(const struct export *export)
{
    return export->message_count;
}

uint64_t export_byte_count(const struct export *export)
{
    uint64_t sum = 0;

    for (int i = 0; i < EXPORT_FILES && export->files[i] != NULL; i++)
        sum += sink_byte_count(export->files[i]);
    return sum;
}

struct hash128 export_fingerprint(const struct export *export, int file)
{
    return export->files[file] == NULL ? (struct hash128){0}
                                       : sink_fingerprint(export->files[file]);
}

static size_t join(char out[NAME_SIZE], const char *before, uint32_t number, const char *after)
{
    int length = snprintf(out, NAME_SIZE, "%s%02u%s", before, number, after);

    return length < 0 ? 0 : length >= NAME_SIZE ? NAME_SIZE - 1 : (size_t)length;
}

size_t name_requester(const struct world *world, const struct ticket *ticket, char out[NAME_SIZE])
{
    char domain[NAME_SIZE];
    uint32_t copy = ticket->account / world->account_count;

    if (ticket->nature == NATURE_SPAM)
        return join(out, "offer", ticket->requester, "@bulk.example");
    if (ticket->nature == NATURE_TEST)
        return join(out, "test", 1, "@hosting.example");
    if (copy > 0)
        snprintf(domain, sizeof domain, "@%s-%u.example", ticket_account(world, ticket)->name,
                 copy);
    else
        snprintf(domain, sizeof domain, "@%s.example", ticket_account(world, ticket)->name);
    return join(out, "u", ticket->requester, domain);
}

size_t name_agent(const struct world *world, enum shift team, uint32_t agent, char out[NAME_SIZE])
{
    return join(out, world->teams[team].prefix, agent, "");
}

size_t name_author(const struct world *world, const struct ticket *ticket,
                   const struct message *message, char out[NAME_SIZE])
{
    switch (message->writer) {
    case BY_CUSTOMER:
        return name_requester(world, ticket, out);
    case BY_AGENT:
        return name_agent(world, message->team, message->agent, out);
    case BY_HUMAN_BOT:
        return name_agent(world, SHIFT_DAY, HUMAN_BOT_AGENT, out);
    case BY_BOT:
        memcpy(out, "helper", 6);
        return 6;
    default:
        memcpy(out, "system", 6);
        return 6;
    }
}

enum author_kind writer_kind(enum writer writer)
{
    static const enum author_kind KINDS[] = {
        [BY_CUSTOMER] = AUTHOR_CUSTOMER, [BY_AGENT] = AUTHOR_HUMAN,   [BY_HUMAN_BOT] = AUTHOR_HUMAN,
        [BY_BOT] = AUTHOR_BOT,           [BY_SYSTEM] = AUTHOR_SYSTEM,
    };

    return KINDS[writer];
}

static struct phrase_request request_of(const struct ticket *ticket, enum phrase phrase,
                                        uint64_t salt)
{
    return (struct phrase_request){.language = ticket->language,
                                   .phrase = phrase,
                                   .category = ticket->category,
                                   .subject = ticket->key,
                                   .salt = salt};
}

size_t ticket_subject(const struct ticket *ticket, char out[PHRASE_BYTES])
{
    enum phrase phrase = ticket->nature == NATURE_PROACTIVE ? PHRASE_PROACTIVE_SUBJECT
                         : ticket->nature == NATURE_SPAM    ? PHRASE_SPAM
                         : ticket->nature == NATURE_TEST    ? PHRASE_TEST
                                                            : PHRASE_SUBJECT;
    struct phrase_request request = request_of(ticket, phrase, ticket->key);

    return phrase_write(&request, out);
}

size_t message_body(const struct ticket *ticket, const struct message *message,
                    char out[PHRASE_BYTES])
{
    struct phrase_request request = request_of(ticket, message->phrase, message->salt);

    /* A call for help and its subject, spam and its heading, are worded alike. */
    if (ticket->nature == NATURE_SPAM || ticket->nature == NATURE_PROACTIVE)
        request.salt = message->writer == BY_CUSTOMER && ticket->nature == NATURE_PROACTIVE
                           ? message->salt
                           : ticket->key;
    return phrase_write(&request, out);
}

int64_t ticket_updated_at(const struct ticket *ticket, int64_t cut)
{
    int64_t last = ticket->created_at;

    for (uint32_t i = 0; i < ticket->message_count; i++) {
        if (ticket->messages[i].at < cut && ticket->messages[i].at > last)
            last = ticket->messages[i].at;
    }
    for (uint32_t i = 0; i < ticket->turn_count; i++) {
        if (ticket->turns[i].at < cut && ticket->turns[i].at > last)
            last = ticket->turns[i].at;
    }
    return last;
}

uint32_t ticket_reply_count(const struct ticket *ticket, int64_t cut)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < ticket->message_count; i++) {
        const struct message *message = &ticket->messages[i];
        bool is_staff = message->writer == BY_AGENT || message->writer == BY_HUMAN_BOT;
        count += is_staff && message->is_public && message->at < cut;
    }
    return count;
}

bool ticket_holder(const struct ticket *ticket, int64_t cut, enum shift *team, uint32_t *agent)
{
    bool is_held = false;

    for (uint32_t i = 0; i < ticket->message_count; i++) {
        const struct message *message = &ticket->messages[i];
        if (message->writer != BY_AGENT || message->at >= cut)
            continue;
        *team = message->team;
        *agent = message->agent;
        is_held = true;
    }
    return is_held;
}
