#include "simulator/export_shapes.h"

/* The tables of schemas/tables, for a desk that exports everything. */
enum { TICKETS, MESSAGES, SURVEYS, REVIEWS, STATUSES };
enum { FIRST_MESSAGE = 700001 };

static void put_instant(struct sink *sink, int64_t at, int64_t cut)
{
    char text[WALL_TEXT_SIZE];

    if (at < cut)
        sink_bytes(sink, text, wall_text(at, text));
    sink_bytes(sink, ",", 1);
}

static void put_word(struct sink *sink, const char *word)
{
    sink_text(sink, word);
    sink_bytes(sink, ",", 1);
}

static void put_number(struct sink *sink, uint64_t number)
{
    sink_number(sink, number);
    sink_bytes(sink, ",", 1);
}

static void put_holder(struct export *export, const struct ticket *ticket)
{
    struct sink *sink = export->files[TICKETS];
    enum shift team = world_shift(export->world, ticket->created_at);
    uint32_t agent = 0;
    char name[NAME_SIZE];
    bool is_held = ticket_holder(ticket, export->world->cut, &team, &agent);

    put_word(sink, export->world->teams[team].name);
    if (is_held)
        sink_bytes(sink, name, name_agent(export->world, team, agent, name));
    sink_bytes(sink, ",", 1);
}

static void put_times(struct export *export, const struct ticket *ticket)
{
    struct sink *sink = export->files[TICKETS];
    int64_t cut = export->world->cut;

    put_instant(sink, ticket->created_at, cut);
    put_instant(sink, ticket_desk_reply_at(ticket, cut), cut);
    put_instant(sink, ticket_last_turn(ticket, STATUS_SOLVED, cut), cut);
    put_instant(sink, ticket->closed_at, cut);
    put_instant(sink, ticket_updated_at(ticket, cut), cut);
}

static void write_row(struct export *export, const struct ticket *ticket)
{
    const struct world *world = export->world;
    struct sink *sink = export->files[TICKETS];
    int64_t cut = world->cut;
    char text[PHRASE_BYTES];

    put_number(sink, ticket->number);
    put_word(sink, ticket_account(world, ticket)->name);
    sink_bytes(sink, text, name_requester(world, ticket, text));
    sink_bytes(sink, ",", 1);
    put_word(sink, channel_name(world->channels[ticket->channel].channel));
    put_word(sink, priority_name(ticket->priority));
    put_word(sink, ticket_type_name(ticket->type));
    put_word(sink, world->categories[ticket->category].name);
    put_holder(export, ticket);
    put_word(sink, status_name(ticket_status(ticket, cut)));
    put_times(export, ticket);
    put_number(sink, ticket_reopens(ticket, cut));
    put_number(sink, ticket_reply_count(ticket, cut));
    if (ticket->survey_answered_at < cut)
        sink_number(sink, ticket->score);
    sink_bytes(sink, ",", 1);
    if (ticket->merged_into != 0 && ticket_status(ticket, cut) == STATUS_MERGED)
        sink_number(sink, ticket->merged_into);
    sink_bytes(sink, ",", 1);
    put_word(sink, ticket->nature == NATURE_PROACTIVE ? "staff" : "customer");
    sink_field(sink, text, ticket_subject(ticket, text), ',');
    sink_bytes(sink, "\n", 1);
}

static void write_message(struct export *export, const struct ticket *ticket,
                          const struct message *message)
{
    const struct world *world = export->world;
    struct sink *sink = export->files[MESSAGES];
    char text[PHRASE_BYTES];

    put_number(sink, FIRST_MESSAGE + export->message_count++);
    put_number(sink, ticket->number);
    put_instant(sink, message->at, world->cut);
    put_word(sink, author_kind_name(writer_kind(message->writer)));
    sink_bytes(sink, text, name_author(world, ticket, message, text));
    sink_bytes(sink, ",", 1);
    put_word(sink, channel_name(world->channels[ticket->channel].channel));
    put_word(sink, message->is_public ? "true" : "false");
    sink_field(sink, text, message_body(ticket, message, text), ',');
    sink_bytes(sink, "\n", 1);
}

static void write_survey(struct export *export, const struct ticket *ticket)
{
    struct sink *sink = export->files[SURVEYS];
    int64_t cut = export->world->cut;

    if (ticket->survey_sent_at >= cut)
        return;
    put_number(sink, ticket->number);
    put_instant(sink, ticket->survey_sent_at, cut);
    put_instant(sink, ticket->survey_answered_at, cut);
    if (ticket->survey_answered_at < cut)
        sink_number(sink, ticket->score);
    sink_text(sink, ",5\n");
}

static void write_reviews(struct export *export, const struct ticket *ticket)
{
    static const char *const REVIEWERS[] = {"q1", "q2"};
    struct sink *sink = export->files[REVIEWS];

    if (ticket->first_answer_at >= export->world->cut)
        return;
    for (int i = 0; i < ticket->review_count && i < 2; i++) {
        put_number(sink, ticket->number);
        put_word(sink, REVIEWERS[i]);
        put_word(sink, ticket->review_complete[i] ? "true" : "false");
        sink_text(sink, ticket->review_correct[i] ? "true\n" : "false\n");
    }
}

static void write_turns(struct export *export, const struct ticket *ticket)
{
    struct sink *sink = export->files[STATUSES];
    int64_t cut = export->world->cut;

    for (uint32_t i = 0; i < ticket->turn_count; i++) {
        if (ticket->turns[i].at >= cut)
            continue;
        put_number(sink, ticket->number);
        put_instant(sink, ticket->turns[i].at, cut);
        sink_text(sink, status_name(ticket->turns[i].status));
        sink_bytes(sink, "\n", 1);
    }
}

static void write_ticket(struct export *export, const struct ticket *ticket)
{
    write_row(export, ticket);
    for (uint32_t i = 0; export->world->has_texts && i < ticket->message_count; i++) {
        if (ticket->messages[i].at < export->world->cut)
            write_message(export, ticket, &ticket->messages[i]);
    }
    write_survey(export, ticket);
    write_reviews(export, ticket);
    write_turns(export, ticket);
}

const struct export_format EXPORT_FORMAT_GENERIC = {
    .files =
        {
            [TICKETS] = {"tickets.csv",
                         "ticket_id,account,requester,channel,priority,type,category,group,"
                         "assignee,status,created_at,first_reply_at,resolved_at,closed_at,"
                         "updated_at,reopens,replies,satisfaction,merged_into,initiated_by,"
                         "subject\n"},
            [MESSAGES] = {"messages.csv", "message_id,ticket_id,at,author_kind,author,channel,"
                                          "public,body\n"},
            [SURVEYS] = {"surveys.csv", "ticket_id,sent_at,answered_at,score,scale_max\n"},
            [REVIEWS] = {"reviews.csv", "ticket_id,reviewer,complete,correct\n"},
            [STATUSES] = {"status_history.csv", "ticket_id,at,status\n"},
        },
    .write_ticket = write_ticket,
};
