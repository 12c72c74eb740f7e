/* client_counts: what one client's tickets of the period come to, counted so and otherwise. */
#ifndef DESKGAUGE_KINDS_CLIENT_COUNTS_H
#define DESKGAUGE_KINDS_CLIENT_COUNTS_H

#include <stdint.h>

/* Tickets asked about a first reply, and those of them in time. */
struct reply_count {
    uint64_t asked, in_time;
};

/* A calendar month of the period, by the local day on which a ticket came. */
struct month_count {
    struct reply_count replies;
    uint64_t open_count;                  /* not decided yet at the cut */
    uint64_t ticket_count, handled_count; /* all; those with logged work */
    int64_t handling_s;                   /* of those */
};

/*
 * Tickets with a promise whose verdict is known (`ours`), and the same tickets as other tools count
 * them. `desk` are those that the export's own column judges, with or without a promise here;
 * `both` are judged by the column and here: `both` in time is ours, `kinder` and `stricter` are
 * where the column says otherwise.
 */
struct client_counts {
    struct reply_count ours;
    struct reply_count answered; /* those alone that had a reply */
    struct reply_count calendar; /* the clock runs in all hours */
    struct reply_count robots;   /* any reply counts, also of a robot, from creation */
    struct reply_count desk, both;
    uint64_t kinder, stricter;
    int year, month;               /* of months[0] */
    struct month_count months[12]; /* the last twelve of the period */
    int month_count;
};

#endif
