/* phrases: what people write to a hosting company and what it answers, in Russian and English. */
#ifndef DESKGAUGE_SAMPLE_PHRASES_H
#define DESKGAUGE_SAMPLE_PHRASES_H

#include <stddef.h>
#include <stdint.h>

enum phrase_language { IN_RUSSIAN, IN_ENGLISH, IN_COUNT };

/* The first four have a list for each category, the others one for all. */
enum phrase {
    PHRASE_SUBJECT,
    PHRASE_OPENING,
    PHRASE_ANSWER,
    PHRASE_ANSWER_HEAVY, /* the same in officialese and jargon */
    PHRASE_CLARIFY,      /* a question, and nothing else */
    PHRASE_DETAILS,      /* the customer's answer to it */
    PHRASE_FAILED,       /* it did not help */
    PHRASE_AGAIN,        /* the next answer */
    PHRASE_THANKS,
    PHRASE_NAG, /* as I said … */
    PHRASE_BOT_ACK,
    PHRASE_HUMAN_BOT, /* the macro under an agent's name */
    PHRASE_BOT_HELP,
    PHRASE_NOTE, /* between staff */
    PHRASE_CALL_NOTE,
    PHRASE_CALL_SUMMARY,
    PHRASE_PROACTIVE_SUBJECT,
    PHRASE_PROACTIVE,
    PHRASE_SPAM,
    PHRASE_TEST,
    PHRASE_MERGED,
    PHRASE_AUTO_CLOSED,
    PHRASE_COUNT
};

enum { PHRASE_CATEGORIES = 9, PHRASE_LINES = 6, PHRASE_BYTES = 1024 };

/* Lines end at the first NULL. */
struct phrase_book {
    const char *by_category[PHRASE_CATEGORIES][PHRASE_ANSWER_HEAVY + 1][PHRASE_LINES];
    const char *common[PHRASE_COUNT][PHRASE_LINES];
};
extern const struct phrase_book PHRASES_RUSSIAN, PHRASES_ENGLISH;

struct phrase_request {
    enum phrase_language language;
    enum phrase phrase;
    uint32_t category;
    uint64_t subject; /* key of the ticket: its domain and server are the same in every message */
    uint64_t salt;    /* key of the message: wording, numbers and times */
};

/*
 * Write the wording (UTF-8, no final NUL) into `out`; returns its bytes, fewer than PHRASE_BYTES.
 * In a line {d} is a domain, {v} a server, {m} a mailbox, {n} a number, {h} a time of day.
 */
size_t phrase_write(const struct phrase_request *request, char out[PHRASE_BYTES]);

#endif
