#include "simulator/export_shapes.h"

#include <stdlib.h>
#include <string.h>

#include "simulator/chance.h"

/* The timing data: instants with mixed offsets, bodies of 50 to 400 characters with quotes and line
 * ends, messages out of order within a window, as a real desk pages them out. */
enum { TICKETS, MESSAGES };
enum { WINDOW_ROWS = 8192, ROW_BYTES = 2560, TEXT_BYTES = 2048 };
enum {
    DRAW_OFFSET = 9001,
    DRAW_APP,
    DRAW_TARGET,
    DRAW_LINE_END,
    DRAW_REFERENCE,
    KEY_LINE,
    KEY_MIX
};

struct bench_window {
    uint32_t count;
    uint64_t round;
    uint16_t lengths[WINDOW_ROWS];
    uint16_t order[WINDOW_ROWS];
    char rows[WINDOW_ROWS][ROW_BYTES];
};

struct row {
    char *at;
};

static void put(struct row *row, const char *bytes, size_t length)
{
    memcpy(row->at, bytes, length);
    row->at += length;
}

static void put_text(struct row *row, const char *text)
{
    put(row, text, strlen(text));
}

static void put_number(struct row *row, uint64_t number)
{
    char digits[20];
    int at = 20;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(row, digits + at, (size_t)(20 - at));
}

/* `wall` is Moscow time; it is written on the clock of the offset. */
static void put_instant(struct row *row, int64_t wall, int offset_minutes)
{
    char text[WALL_TEXT_SIZE];
    int64_t shifted = wall + (offset_minutes - 180) * WALL_MINUTE_S;

    put(row, text, wall_iso(shifted, offset_minutes, text));
}

/* Double the quotes, and quote the field where it must be. */
static void put_field(struct row *row, const char *bytes, size_t length)
{
    bool has_quote = memchr(bytes, '"', length) != NULL;

    if (!has_quote && memchr(bytes, ',', length) == NULL && memchr(bytes, '\n', length) == NULL) {
        put(row, bytes, length);
        return;
    }
    *row->at++ = '"';
    if (!has_quote) {
        put(row, bytes, length);
    } else {
        for (size_t i = 0; i < length; i++) {
            if (bytes[i] == '"')
                *row->at++ = '"';
            *row->at++ = bytes[i];
        }
    }
    *row->at++ = '"';
}

/* Phrases about the ticket, one after another, until the target is reached. */
static size_t compose(const struct ticket *ticket, uint64_t salt, uint32_t target, char *out)
{
    static const enum phrase KINDS[] = {PHRASE_OPENING, PHRASE_ANSWER, PHRASE_ANSWER_HEAVY,
                                        PHRASE_ANSWER};
    uint32_t bytes = ticket->language == IN_RUSSIAN ? target * 9 / 5 : target;
    char line_end = chance_below(salt, DRAW_LINE_END, 5) == 0 ? '\n' : ' ';
    struct phrase_request request = {.language = ticket->language, .subject = ticket->key};
    size_t length = 0;

    for (uint32_t i = 0; i == 0 || (length + 50 < bytes && length + PHRASE_BYTES < TEXT_BYTES);
         i++) {
        request.salt = chance_key(salt, KEY_LINE + i);
        request.phrase = KINDS[request.salt >> 62];
        request.category = (uint32_t)(request.salt >> 32) % PHRASE_CATEGORIES;
        length += phrase_write(&request, out + length);
        out[length++] = line_end;
    }
    if (chance_below(salt, DRAW_REFERENCE, 4) == 0)
        length += (size_t)snprintf(out + length, TEXT_BYTES - length, "\"#%u\" ",
                                   (unsigned)(salt % 99999));
    return length - 1;
}

static void mix(struct export *export)
{
    struct bench_window *window = export->window;
    uint64_t key = chance_key(chance_key(export->world->seed, KEY_MIX), window->round++);

    for (uint32_t i = 0; i < window->count; i++)
        window->order[i] = (uint16_t)i;
    for (uint32_t i = window->count; i > 1; i--) {
        uint32_t other = chance_below(key, i, i);
        uint16_t kept = window->order[i - 1];
        window->order[i - 1] = window->order[other];
        window->order[other] = kept;
    }
    for (uint32_t i = 0; i < window->count; i++) {
        uint16_t row = window->order[i];
        sink_bytes(export->files[MESSAGES], window->rows[row], window->lengths[row]);
    }
    window->count = 0;
}

static const char *channel_word(const struct ticket *ticket)
{
    static const char *const WORDS[ON_COUNT][2] = {
        {"email", "web"}, {"telegram", "whatsapp"}, {"chat", "chat"}, {"phone", "phone"}};

    return WORDS[ticket->channel][chance_is(ticket->key, DRAW_APP, .35)];
}

static void put_author(struct row *row, const struct world *world, const struct ticket *ticket,
                       const struct message *message)
{
    char name[NAME_SIZE];

    if (message->writer == BY_CUSTOMER)
        put_text(row, "customer,");
    else
        put_text(row, message->writer == BY_AGENT || message->writer == BY_HUMAN_BOT ? "agent,"
                                                                                     : "bot,");
    put(row, name, name_author(world, ticket, message, name));
    *row->at++ = ',';
}

static void write_message(struct export *export, const struct ticket *ticket,
                          const struct message *message, int offset_minutes)
{
    struct bench_window *window = export->window;
    char text[TEXT_BYTES];
    struct row row = {window->rows[window->count]};
    size_t length =
        compose(ticket, message->salt, 50 + chance_below(message->salt, DRAW_TARGET, 351), text);

    put_number(&row, ticket->number);
    *row.at++ = ',';
    put_instant(&row, message->at, message->writer == BY_CUSTOMER ? offset_minutes : 180);
    *row.at++ = ',';
    put_author(&row, export->world, ticket, message);
    put_text(&row, channel_word(ticket));
    put_text(&row, message->is_public ? ",true," : ",false,");
    put_field(&row, text, length);
    *row.at++ = '\n';
    window->lengths[window->count] = (uint16_t)(row.at - window->rows[window->count]);
    export->message_count++;
    if (++window->count == WINDOW_ROWS)
        mix(export);
}

static void put_holder(struct row *row, const struct export *export, const struct ticket *ticket)
{
    enum shift team = SHIFT_DAY;
    uint32_t agent = 0;
    char name[NAME_SIZE];

    if (ticket_holder(ticket, export->world->cut, &team, &agent))
        put(row, name, name_agent(export->world, team, agent, name));
    *row->at++ = ',';
}

static void put_known(struct row *row, int64_t at, int64_t cut, int offset_minutes)
{
    if (at < cut)
        put_instant(row, at, offset_minutes);
    *row->at++ = ',';
}

static void write_row(struct export *export, const struct ticket *ticket, int offset_minutes)
{
    const struct world *world = export->world;
    char bytes[ROW_BYTES];
    char text[PHRASE_BYTES];
    struct row row = {bytes};

    put_number(&row, ticket->number);
    put_text(&row, ",acct-");
    put_number(&row, ticket->account);
    *row.at++ = ',';
    put(&row, text, name_requester(world, ticket, text));
    *row.at++ = ',';
    put_text(&row, channel_word(ticket));
    *row.at++ = ',';
    put_text(&row, priority_name(ticket->priority));
    *row.at++ = ',';
    put_text(&row, status_name(ticket_status(ticket, world->cut)));
    *row.at++ = ',';
    put_known(&row, ticket->created_at, world->cut, offset_minutes);
    put_known(&row, ticket_desk_reply_at(ticket, world->cut), world->cut, offset_minutes);
    put_known(&row, ticket_last_turn(ticket, STATUS_SOLVED, world->cut), world->cut,
              offset_minutes);
    put_number(&row, ticket_reopens(ticket, world->cut));
    *row.at++ = ',';
    if (ticket->survey_answered_at < world->cut)
        put_number(&row, ticket->score);
    *row.at++ = ',';
    put_holder(&row, export, ticket);
    put_field(&row, text, ticket_subject(ticket, text));
    *row.at++ = '\n';
    sink_bytes(export->files[TICKETS], bytes, (size_t)(row.at - bytes));
}

static void write_ticket(struct export *export, const struct ticket *ticket)
{
    static const int16_t OFFSETS[] = {180, 180, 180, 180, 300, 420, 0, -300};
    int offset_minutes = OFFSETS[chance_below(ticket->key, DRAW_OFFSET, 8)];

    write_row(export, ticket, offset_minutes);
    for (uint32_t i = 0; i < ticket->message_count; i++) {
        if (ticket->messages[i].at < export->world->cut)
            write_message(export, ticket, &ticket->messages[i], offset_minutes);
    }
}

static bool open_window(struct export *export, struct error *err)
{
    export->window = malloc(sizeof *export->window);
    if (export->window == NULL)
        return error_memory(err);
    export->window->count = 0;
    export->window->round = 0;
    return true;
}

static void close_window(struct export *export)
{
    free(export->window);
}

const struct export_format EXPORT_FORMAT_BENCH = {
    .files = {[TICKETS] = {"tickets.csv",
                           "ticket_id,account,requester,channel,priority,status,created_at,"
                           "first_reply_at,solved_at,reopens,csat,assignee,subject\n"},
              [MESSAGES] = {"messages.csv",
                            "ticket_id,at,author_role,author,channel,public,body\n"}},
    .write_ticket = write_ticket,
    .open = open_window,
    .finish = mix,
    .close = close_window,
};
