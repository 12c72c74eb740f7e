/* keys: the stable words by which a scorecard says why, what next, and what would cure it. */
#ifndef DESKGAUGE_CRITERIA_KEYS_H
#define DESKGAUGE_CRITERIA_KEYS_H

#include <stddef.h>

/*
 * Short ASCII words; report kinds translate them, JSON carries them as they stand: append, never
 * rename. A scorecard points at these very arrays, so a key may be compared by address. The cures
 * that are columns are the `missing` words of facts/fact.h (struct evidence) and the same text.
 */
/* clang-format off */
#define CRITERIA_KEYS(X)                                                                           \
    /* ---- reasons: why a figure is unknown, not scored, or doubted ---- */                        \
    X(REASON_NO_PROMISE, "no_promise")          /* nothing was promised: curve, no score */        \
    X(REASON_NO_TICKETS, "no_tickets")          /* nobody asked in this period or hour */          \
    X(REASON_NO_ANSWERS, "no_answers")          /* no survey was answered */                       \
    X(REASON_FEW_ANSWERS, "few_answers")        /* withheld from a client: they would tell who */  \
    X(REASON_NOT_REACHED, "not_reached")        /* the curve never comes to this level */          \
    X(REASON_NOT_IN_EXPORT, "not_in_export")    /* no rung of evidence: see the cure */            \
    X(REASON_CLOCK_UNKNOWN, "clock_unknown")    /* this clock was not measured */                  \
    X(REASON_TOO_FEW, "too_few")                /* n_eff or width below "indicative" */            \
    X(REASON_TOO_WIDE, "too_wide")              /* enough units, interval still too wide */        \
    X(REASON_FEW_CLUSTERS, "few_clusters")      /* fewer than 8 days or accounts: indicative */    \
    X(REASON_ONE_CLUSTER, "one_cluster")        /* one day or account: no interval at all */       \
    X(REASON_BOUNDED, "bounded")                /* the export bounds it, does not prove it */      \
    X(REASON_SURVIVORS_ONLY, "survivors_only")  /* naive: leaves out what is still open */       \
    X(REASON_UPDATED_SINCE, "updated_since")    /* survivorship: exported by "updated since" */    \
    X(REASON_NUMBER_GAPS, "number_gaps")        /* survivorship: ticket numbers are missing */     \
    X(REASON_LOW_RESPONSE, "low_response")      /* under 20 % or under 30 answers */               \
    X(REASON_ALL_YOUNG, "all_young")            /* none is old enough to be judged */              \
    X(REASON_NOT_DECLARED, "not_declared")      /* settings do not say: channels.policy */         \
    X(REASON_DECLARED, "declared")              /* shown as declared, never scored */              \
    X(REASON_ONE_CHANNEL, "one_channel")        /* nothing to be on a par with */                  \
    X(REASON_NO_LIVE_CHANNEL, "no_live_channel")/* nobody can hang up on an e-mail */              \
    X(REASON_NO_TEXTS, "no_texts")              /* under 30 answers or 1,000 words */              \
    X(REASON_NO_WEIGHT, "no_weight")            /* measured and shown, weight 0 in settings */     \
    X(REASON_UNKNOWN_HOURS, "unknown_hours")    /* over 30 % of the hours say nothing */           \
    X(REASON_LOW_COVERAGE, "low_coverage")      /* under half of the weights was observed */       \
    X(REASON_UNCERTAIN, "uncertain")            /* an hour: the counts do not decide */            \
    X(REASON_STAFFED_IDLE, "staffed_idle")      /* an hour: no ticket, yet staff were seen */      \
    X(REASON_ABSENT, "absent")                  /* an hour that the period does not have */        \
    X(REASON_NO_EARLIER, "no_earlier_period")   /* nothing to compare with */                      \
    X(REASON_SUBSTANTIVE, "substantive_is_worse")/* the first answer with content was scored */    \
    X(REASON_UNVALIDATED, "not_validated")      /* phrase lists: shown, not scored */              \
    X(REASON_NONE_ANSWERED, "none_answered")    /* tickets came, and nobody was answered */        \
    X(REASON_NONE_CLOSED, "none_closed")        /* nothing was closed, so nobody to ask */         \
    X(REASON_READ_ONCE, "no_second_reader")     /* no ticket was reviewed twice */                 \
    X(REASON_READERS_DIFFER, "readers_differ")  /* kappa under .6 on 50 tickets and more */        \
    /* ---- levers: what would move the criterion most; lever_detail says which ---- */            \
    X(LEVER_BAND, "lever_band")                 /* enum band: cover these hours */                 \
    X(LEVER_CHANNEL, "lever_channel")           /* enum channel: answer it faster or better */     \
    X(LEVER_PRIORITY, "lever_priority")         /* enum priority */                                \
    X(LEVER_ACCOUNT, "lever_account")           /* index of the account */                         \
    X(LEVER_UNANSWERED, "lever_unanswered")     /* tickets closed or left without a reply */       \
    X(LEVER_TEMPLATES, "lever_templates")       /* first replies without content */                \
    X(LEVER_REOPENED, "lever_reopened")         /* what is closed too early */                     \
    X(LEVER_LATE, "lever_late_replies")         /* tickets answered late are less satisfied */     \
    X(LEVER_TOPIC, "lever_topic")               /* index of the topic */                           \
    X(LEVER_EVERYWHERE, "lever_everywhere")     /* no part loses more than its share */            \
    /* ---- cures: the cheapest column or act that would tell ---- */                              \
    X(CURE_MESSAGES, "messages")                /* export messages with their authors */           \
    X(CURE_AUTHOR_KIND, "author_kind")          /* say who is a person and who a bot */            \
    X(CURE_FIRST_REPLY_AT, "first_reply_at")    /* instant of the first reply */                   \
    X(CURE_REQUESTER, "requester")              /* who asked */                                    \
    X(CURE_CHANNEL, "channel")                  /* the channel of each ticket */                   \
    X(CURE_REOPENS, "reopens")                  /* reopen count or status history */               \
    X(CURE_REOPENED_AT, "reopened_at")          /* instant of the reopening */                     \
    X(CURE_RESOLVED_AT, "resolved_at")          /* instant of the solve */                         \
    X(CURE_SATISFACTION, "satisfaction")        /* one question after solving, ~90 answers */      \
    X(CURE_SURVEY_OFFERED, "survey_offered")    /* who was asked: the response rate */             \
    X(CURE_REVIEWS, "reviews")                  /* read 60 tickets, fill in reviews.csv */         \
    X(CURE_BODY, "body")                        /* the texts of the messages */                    \
    X(CURE_CALLS, "calls")                      /* the log of calls and chats */                   \
    X(CURE_PROMISE, "promise")                  /* write the promise into the settings */          \
    X(CURE_POLICY, "policy")                    /* fill in channels in the settings */             \
    X(CURE_MORE_TICKETS, "more_tickets")        /* a longer period */                              \
    X(CURE_ANSWERS, "more_answers")             /* ask more customers */                           \
    X(CURE_TEST_CALLS, "test_calls")            /* call at the unknown hours */                    \
    X(CURE_WHOLE_EXPORT, "whole_export")        /* export all tickets, not the updated ones */
/* clang-format on */

#define X(name, text) extern const char name[];
CRITERIA_KEYS(X)
#undef X

/* Every key, in the order above: so that a catalogue can be held to be complete. */
extern const char *const criteria_keys[];
extern const size_t criteria_key_count;

/* The array of a word, for the `missing` and `survivor_reason` of a cube; NULL is NULL. */
const char *criteria_key(const char *word);

#endif
