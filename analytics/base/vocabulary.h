/* vocabulary: the trade's closed lists of words, shared by exports, settings and figures. */
#ifndef DESKGAUGE_BASE_VOCABULARY_H
#define DESKGAUGE_BASE_VOCABULARY_H

#include "base/text.h"

/*
 * What a desk calls "Mail" or «Почта» is kept as it stands (a vocabulary row of the store, see
 * store/record.h) together with one of these classes. The first of each list is "unknown" and is
 * never guessed away. The numbers are stored: append, never renumber.
 */
enum channel {
    CHANNEL_UNKNOWN,
    CHANNEL_EMAIL,
    CHANNEL_PHONE,
    CHANNEL_CHAT,      /* live chat on a site */
    CHANNEL_MESSENGER, /* Telegram, WhatsApp, … */
    CHANNEL_WEB,       /* portal or form */
    CHANNEL_SOCIAL,
    CHANNEL_MACHINE, /* monitoring, API */
    CHANNEL_COUNTER, /* walk-in */
    CHANNEL_OTHER,
    CHANNEL_COUNT
};

enum priority {
    PRIORITY_UNKNOWN,
    PRIORITY_LOW,
    PRIORITY_NORMAL,
    PRIORITY_HIGH,
    PRIORITY_URGENT,
    PRIORITY_COUNT
};

enum status {
    STATUS_UNKNOWN,
    STATUS_NEW,
    STATUS_OPEN,    /* waits for staff */
    STATUS_PENDING, /* waits for the customer */
    STATUS_HOLD,    /* waits for a third party */
    STATUS_SOLVED,  /* the answer is given; the customer may still return */
    STATUS_CLOSED,
    STATUS_MERGED,
    STATUS_DELETED,
    STATUS_SPAM,
    STATUS_TEST,
    STATUS_COUNT
};

enum ticket_type {
    TYPE_UNKNOWN,
    TYPE_QUESTION,
    TYPE_INCIDENT,
    TYPE_PROBLEM,
    TYPE_REQUEST, /* cannot end in one touch: migration, change, order */
    TYPE_COUNT
};

enum author_kind {
    AUTHOR_UNKNOWN,
    AUTHOR_CUSTOMER,
    AUTHOR_HUMAN, /* staff */
    AUTHOR_BOT,
    AUTHOR_SYSTEM,
    AUTHOR_KIND_COUNT
};

/* What a survey asks. */
enum survey_kind {
    SURVEY_UNKNOWN,
    SURVEY_SATISFACTION,   /* CSAT */
    SURVEY_RECOMMENDATION, /* NPS: 0–10 */
    SURVEY_EFFORT,         /* CES: how easy it was, more is easier */
    SURVEY_KIND_COUNT
};

enum initiator {
    INITIATOR_UNKNOWN,
    INITIATOR_CUSTOMER,
    INITIATOR_STAFF,              /* proactive: out of the waiting time, shown with its share */
    INITIATOR_STAFF_FOR_CUSTOMER, /* logged for a client: inbound, its first reply is the call */
    INITIATOR_COUNT
};

/* Who does the work: the two groups that criteria compare and costs price. */
enum executor { EXECUTOR_UNKNOWN, EXECUTOR_OWN, EXECUTOR_PROVIDER, EXECUTOR_COUNT };

/* Parts of a client's day that are judged apart where 168 slots would be too thin. */
enum band {
    BAND_WORK,    /* Mon–Fri 09–18 local */
    BAND_EVENING, /* Mon–Fri 18–23 */
    BAND_NIGHT,   /* Mon–Fri 23–09 */
    BAND_SATURDAY,
    BAND_SUNDAY,
    BAND_HOLIDAY,
    BAND_COUNT
};

/* What an export can show (rulings 19); a figure's second field, its status, is criteria's. */
enum rung { RUNG_NOT_IN_EXPORT, RUNG_DECLARED, RUNG_BOUNDED, RUNG_PROVED, RUNG_COUNT };

/* Words as settings, profiles and JSON write them ("email", "in_progress"…); never NULL. */
const char *channel_name(enum channel value);
const char *priority_name(enum priority value);
const char *status_name(enum status value);
const char *ticket_type_name(enum ticket_type value);
const char *author_kind_name(enum author_kind value);
const char *survey_kind_name(enum survey_kind value);
const char *initiator_name(enum initiator value);
const char *executor_name(enum executor value);
const char *band_name(enum band band);
const char *rung_name(enum rung rung);

/* The other way; false when the word is not in the list. */
MUST_CHECK bool channel_parse(struct span word, enum channel *out);
MUST_CHECK bool priority_parse(struct span word, enum priority *out);
MUST_CHECK bool status_parse(struct span word, enum status *out);
MUST_CHECK bool ticket_type_parse(struct span word, enum ticket_type *out);
MUST_CHECK bool author_kind_parse(struct span word, enum author_kind *out);
MUST_CHECK bool survey_kind_parse(struct span word, enum survey_kind *out);
MUST_CHECK bool initiator_parse(struct span word, enum initiator *out);
MUST_CHECK bool executor_parse(struct span word, enum executor *out);

#endif
