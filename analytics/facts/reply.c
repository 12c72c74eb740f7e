#include "facts/make.h"

/* A reply with fewer words, no question and no number says "we got it", not an answer. */
enum { CONTENT_WORDS_LEAST = 8 };

struct exit_time exit_unmeasured(void)
{
    return (struct exit_time){.exit = EXIT_UNMEASURED,
                              .after_s = {INSTANT_UNKNOWN, INSTANT_UNKNOWN}};
}

struct exit_time exit_at(const struct making *making, enum exit kind, int64_t from, int64_t at)
{
    struct exit_time out = {.exit = (uint8_t)kind};

    elapsed(making->ground, making->promise, from, at, out.after_s);
    if (making->promise->pauses == PAUSES_ALL)
        pause_promised(making, from, at, &out);
    return out;
}

bool is_public(const struct message_record *message)
{
    return (message->flags & (MESSAGE_PUBLIC | MESSAGE_VISIBILITY_UNKNOWN)) != 0;
}

bool is_bot_reply(const struct making *making, const struct message_record *message)
{
    bool is_by_machine = message->author_kind != AUTHOR_CUSTOMER && message->channel != 0 &&
                         making->ground->channel_of[message->channel] == CHANNEL_MACHINE;

    return message->author_kind == AUTHOR_BOT || (message->flags & MESSAGE_BY_API) != 0 ||
           is_by_machine || (making->ground->person_flags[message->author] & PERSON_BOT) != 0;
}

static bool is_template(const struct making *making, const struct message_record *message)
{
    return templates_has(making->ground->templates, making->fact->account, message->body);
}

/*
 * A public message of a human of the staff. Not human: bots by kind, by list, by channel or API;
 * a text that is known to be a template, or one by an author of unknown kind, a few seconds after
 * creation (rulings 20), under whatever name it stands.
 */
bool is_human_reply(const struct making *making, const struct message_record *message)
{
    int64_t quick_s = making->ground->settings->criteria.template_max_age_s;
    bool is_quick = message->at - making->fact->origin_at <= quick_s;

    if (!is_public(message) || is_bot_reply(making, message))
        return false;
    if (message->author_kind == AUTHOR_HUMAN)
        return !(is_quick && is_template(making, message));
    /* Of unknown kind: somebody other than the requester, and not at once. */
    return message->author_kind == AUTHOR_UNKNOWN && message->author != 0 &&
           message->author != making->thread->row.requester && !is_quick &&
           !is_template(making, message);
}

static bool is_substantive(const struct making *making, const struct message_record *message)
{
    if (is_template(making, message))
        return false;
    return (message->flags & MESSAGE_HAS_TEXT) == 0 ||
           message->text.word_count >= CONTENT_WORDS_LEAST || (message->flags & MESSAGE_QUESTION);
}

/* Nobody answered: ended without it, or still waiting when last seen. */
static struct exit_time without_reply(const struct making *making, bool bot_answered)
{
    const struct fact *fact = making->fact;

    if (making->ended_at == INSTANT_UNKNOWN)
        return exit_at(making, EXIT_CENSORED, fact->origin_at, fact->seen_until);
    bool is_confirmed = bot_answered && fact->is_satisfied == 1;
    return exit_at(making, is_confirmed ? EXIT_BOT : EXIT_COMPETING, fact->origin_at,
                   making->ended_at);
}

static void from_messages(struct making *making)
{
    const struct thread *thread = making->thread;
    struct fact *fact = making->fact;
    const struct message_record *substantive = NULL;
    bool bot_answered = false;

    for (uint32_t i = 0; i < thread->message_count && substantive == NULL; i++) {
        const struct message_record *message = &thread->messages[i];
        if (message->at < fact->origin_at || seen(making->ground, message->at) == INSTANT_UNKNOWN)
            continue;
        bot_answered |= is_public(message) && is_bot_reply(making, message);
        if (!is_human_reply(making, message))
            continue;
        if (making->answer == NULL) {
            making->answer = message;
            making->answer_index = i;
        }
        if (is_substantive(making, message))
            substantive = message;
    }
    struct exit_time none = without_reply(making, bot_answered);
    fact->reply[READING_STRICT] =
        making->answer == NULL ? none
                               : exit_at(making, EXIT_EVENT, fact->origin_at, making->answer->at);
    fact->reply[READING_OPTIMISTIC] = fact->reply[READING_STRICT];
    fact->substantive =
        substantive == NULL ? none : exit_at(making, EXIT_EVENT, fact->origin_at, substantive->at);
    fact->reply_at = making->answer == NULL ? INSTANT_UNKNOWN : making->answer->at;
}

/* The desk's own duration stays on the clock it was measured on (rulings 21). */
static struct exit_time from_duration(const struct making *making)
{
    const struct ticket_record *row = &making->thread->row;
    struct exit_time out = {.exit = EXIT_EVENT, .after_s = {INSTANT_UNKNOWN, INSTANT_UNKNOWN}};

    if (row->first_reply_clock == DESK_CLOCK_CALENDAR) {
        out = exit_at(making, EXIT_EVENT, making->fact->origin_at,
                      making->fact->origin_at + row->first_reply_s);
        out.after_s[CLOCK_CALENDAR] = row->first_reply_s;
    } else {
        out.after_s[CLOCK_PROMISED] = row->first_reply_s;
    }
    return out;
}

/*
 * Ticket times bound what messages would prove. A blank first reply of an ended ticket was closed
 * without a public reply (strict) or answered some other way, as early as at once, by phone
 * (optimistic: an answer at its end would be no bound, truth lies above it); an open one is waiting
 * in both readings.
 */
static void from_ticket_times(struct making *making)
{
    struct fact *fact = making->fact;
    const struct ticket_record *row = &making->thread->row;
    struct exit_time known = exit_unmeasured();

    if (making->first_reply_at != INSTANT_UNKNOWN && making->first_reply_at >= fact->origin_at) {
        known = exit_at(making, EXIT_EVENT, fact->origin_at, making->first_reply_at);
        fact->reply_at = making->first_reply_at;
    } else if (row->first_reply_s >= 0) {
        bool is_seen = making->fact->origin_at + row->first_reply_s <= making->ground->cut_at;
        if (is_seen)
            known = from_duration(making);
        if (is_seen && row->first_reply_clock == DESK_CLOCK_CALENDAR)
            fact->reply_at = fact->origin_at + row->first_reply_s;
    }
    if (known.exit == EXIT_EVENT) {
        fact->reply[READING_STRICT] = fact->reply[READING_OPTIMISTIC] = known;
        return;
    }
    bool is_business_only = making->columns->has_reply_business_s &&
                            !making->columns->has_first_reply_at &&
                            !making->columns->has_reply_calendar_s;
    fact->reply[READING_STRICT] = without_reply(making, false);
    fact->reply[READING_OPTIMISTIC] = fact->reply[READING_STRICT];
    if (making->ended_at != INSTANT_UNKNOWN && row->staff_reply_count != 0)
        fact->reply[READING_OPTIMISTIC] =
            exit_at(making, EXIT_EVENT, fact->origin_at, fact->origin_at);
    for (int reading = 0; is_business_only && reading < READING_COUNT; reading++)
        fact->reply[reading].after_s[CLOCK_CALENDAR] = INSTANT_UNKNOWN;
}

void make_reply(struct making *making)
{
    const struct source_columns *columns = making->columns;
    struct fact *fact = making->fact;

    fact->reply_at = INSTANT_UNKNOWN;
    fact->substantive = exit_unmeasured();
    if (is_entered_late(making, fact->origin_at))
        fact->reply_entry_s =
            exit_at(making, EXIT_CENSORED, fact->origin_at, making->ground->observed_from_at)
                .after_s[CLOCK_PROMISED];
    fact->reply[READING_STRICT] = fact->reply[READING_OPTIMISTIC] = exit_unmeasured();
    if (columns->has_messages)
        from_messages(making);
    else if (columns->has_first_reply_at || columns->has_reply_calendar_s ||
             columns->has_reply_business_s)
        from_ticket_times(making);
}
