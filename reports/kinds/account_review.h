/* account_review: the report for one client, fit to be handed over. */
#ifndef DESKGAUGE_KINDS_ACCOUNT_REVIEW_H
#define DESKGAUGE_KINDS_ACCOUNT_REVIEW_H

#include "kinds/client_counts.h"
#include "kinds/review.h"

/* A ticket of the client, by the number the client knows it by. No text, no person. */
enum ticket_end {
    TICKET_LATE,       /* a first reply after the promised time */
    TICKET_UNANSWERED, /* closed with no human reply */
    TICKET_WAITING,    /* past its promise and still without a reply at the cut */
    TICKET_OPEN        /* not solved at the cut; answered or not */
};
struct ticket_row {
    const char *ticket;
    int32_t day; /* local day of creation */
    enum channel channel;
    enum priority priority;
    enum ticket_end end;
    int64_t waited_s;   /* on the promised clock; INSTANT_UNKNOWN: not measured. Open: its age */
    int64_t promised_s; /* 0 none */
    bool is_answered;   /* of an open one: a human has replied */
};

struct account_request {
    struct review_request review; /* its scorecard is that of the account alone */
    int32_t account;
    const char *name;        /* as it is shown to the client */
    const char *fingerprint; /* of all inputs together: their names and sizes tell of others */
    const struct ticket_row *late; /* worst first; those shown */
    size_t late_count;
    int64_t late_total;            /* all there are */
    const struct ticket_row *open; /* oldest first */
    size_t open_count;
    int64_t open_total;
    struct client_counts counts;
};

/*
 * Compose the report of one client: nothing in it comes from another client's tickets, and no
 * agent, executor, cost or file name stands in it. ERROR_INTERNAL when memory is short. The caller
 * releases `*out` either way.
 */
MUST_CHECK bool account_review_build(const struct account_request *request, struct report *out,
                                     struct error *err);

#endif
