#include "command/definitions.h"

/* clang-format off */
#define TREND                                                                                      \
    "median of the slopes between all pairs of quarters (Theil-Sen), limits of Sen 1968; a mix "    \
    "that moves is not taken out"
#define TREND_CHANCE "two-sided p of Mann-Kendall; of one criterion, not of all five together"
/* clang-format on */

static const struct definition_row ROWS[MEASURED_COUNT] = {
    [MEASURED_COVER_PROMISED] =
        {QUESTION_AT_HAND_IN_HOURS,
         "Share of the promised hours in which a client who writes is answered by a human within "
         "the promise of his ticket (one hour where none was given), uniform over time.",
         "sum(hours · p) / sum(hours) over the hours of the week and of holidays; p by a beta "
         "posterior with neighbouring hours as prior (Ibrahim & Chen 2000); unknown hours count 0 "
         "at the low end and 1 at the high end (Imbens & Manski 2004)"},
    [MEASURED_COVER_ALL_HOURS] = {QUESTION_AT_HAND,
                                  "The same over all 8,760 hours of the year, promised or not.",
                                  "as above, over every hour of the calendar"},
    [MEASURED_COVER_DEMAND] = {QUESTION_AT_HAND,
                               "Share of tickets answered by a human within their promise on the "
                               "calendar clock, whenever they came.",
                               "answered / arrivals followed long enough; Wilson with effective n"},
    [MEASURED_COVER_UNKNOWN] = {QUESTION_NONE,
                                "Share of the hours of which this data says nothing.",
                                "hours without enough tickets and without a sign of staff / hours"},
    [MEASURED_DARK_GAP] = {QUESTION_GAP,
                           "The longest stretch in which somebody waited and no human acted.",
                           "between two human acts, from the earliest ticket waiting in it"},
    [MEASURED_REPLY_WITHIN_PROMISE] =
        {QUESTION_PROMISED,
         "Probability that a human has answered in public by the promised time, on the promised "
         "clock. Tickets still waiting are kept in it as waiting, tickets closed without a reply "
         "as never answered.",
         "Aalen–Johansen F(T), each ticket's time in units of its own promise T; interval Wilson "
         "with effective n from clusters of accounts or days (statistics.md 0.3)"},
    [MEASURED_REPLY_GRADED] = {QUESTION_PROMISED,
                               "The same, with part of the credit for answers that are late.",
                               ".55·F(T) + .20·F(2T) + .15·F(4T) + .10·F(8T)"},
    [MEASURED_REPLY_LATE_FOURFOLD] = {QUESTION_PROMISED,
                                      "Share that waited for more than four promises.",
                                      "1 - F(4T) of those not closed without a reply"},
    [MEASURED_REPLY_MEDIAN] =
        {QUESTION_WAIT, "The time by which half of all tickets were answered by a human.",
         "smallest t with F(t) >= .5, Aalen–Johansen; limits by the log-log band (Brookmeyer & "
         "Crowley 1982)"},
    [MEASURED_REPLY_P80] = {QUESTION_WAIT, "The time by which 80 % were answered.",
                            "smallest t with F(t) >= .8"},
    [MEASURED_REPLY_P90] = {QUESTION_WAIT, "The time by which 90 % were answered.",
                            "smallest t with F(t) >= .9"},
    [MEASURED_REPLY_MEAN_CAPPED] = {QUESTION_WAIT,
                                    "Mean wait, no wait counted longer than the cap.",
                                    "integral of 1 - F up to the cap (restricted mean)"},
    [MEASURED_REPLY_SUBSTANTIVE] =
        {QUESTION_SUBSTANTIVE,
         "The same for the first answer that is neither a template nor a mere \"we got it\".",
         "as within_promise, with texts that stand in many tickets left out"},
    [MEASURED_REPLY_NEVER] = {QUESTION_WAIT, "Share closed without any human reply.",
                              "F of the competing event at the end of the curve"},
    [MEASURED_REPLY_WAITING_NOW] = {QUESTION_WAIT,
                                    "Tickets without a human reply when the export was made.",
                                    "a count"},
    [MEASURED_REPLY_NAIVE_MEDIAN] =
        {QUESTION_ANSWERED,
         "What the usual dashboard shows: the median of the answered tickets alone. It leaves out "
         "whoever still waits.",
         "median of the waits that ended"},
    [MEASURED_ONE_TOUCH] =
        {QUESTION_ONE_TOUCH,
         "Share of questions and incidents whose first human answer was enough: the client did not "
         "have to write again, no reopening, no new ticket on the same matter within seven days.",
         "1 - F(7 d) of the time from the first answer to the first return; young tickets are "
         "censored, not counted as solved"},
    [MEASURED_STAYS_SOLVED] = {QUESTION_REOPEN,
                               "Share of solved tickets that stay solved for fourteen days.",
                               "1 - F(14 d) of the time from the first solve to a reopening"},
    [MEASURED_REVIEW_PASSED] = {QUESTION_REVIEW,
                                "Share of reviewed answers that are both complete and correct. "
                                "An answer on which two readers differ counts by the share of "
                                "them that passed it.",
                                "stratified mean with finite-population correction"},
    [MEASURED_REVIEWERS_AGREE] =
        {QUESTION_READERS,
         "How much more two readers of one answer agree than chance would make them: 1 is always, "
         "0 is no more than chance. Under 0.6 the reviews say more of the readers than of the "
         "answers.",
         "kappa of two readers who may change places, 1 - differ / (2 n p (1 - p)); limits: Donner "
         "& Eliasziw 1992"},
    [MEASURED_CLARIFICATION] = {QUESTION_CLARIFIED,
                                "Share of first answers that only ask for details: shown, no "
                                "failure.",
                                "clarification first / answered"},
    [MEASURED_REOPENED] = {QUESTION_REOPENED, "Tickets that were reopened at least once.",
                           "a count"},
    [MEASURED_CHANNEL_PARITY] = {QUESTION_PARITY,
                                 "How close the channels are to the best served one.",
                                 "sum(share · graded) / max(graded), shrunken (statistics.md A4)"},
    [MEASURED_CHANNEL_NO_SWITCH] = {QUESTION_SWITCH,
                                    "Share of tickets in which the client was not made to change "
                                    "the channel.",
                                    "1 - switched / known"},
    [MEASURED_CHANNEL_NOT_ABANDONED] = {QUESTION_ABANDON,
                                        "Share of chats and messengers not given up unanswered.",
                                        "1 - F of abandonment, human answer competing"},
    [MEASURED_CHANNEL_ALIVE] = {QUESTION_NONE, "Promised channels that answered lately.",
                                "share of promised channels, by weight"},
    [MEASURED_CHANNEL_POLICY] = {QUESTION_NONE, "What the channels offer, as you declared it.",
                                 "weighted mean of the declared marks; no interval: not measured"},
    [MEASURED_CHANNEL_OUTSIDE] =
        {QUESTION_POLICY,
         "Share of tickets that came through a channel which the settings mark as unfit (clients "
         "are not identified, or data do not stay inside) or which clients.csv does not agree with "
         "that client.",
         "outside / tickets of which somebody declared anything, Wilson 1927"},
    [MEASURED_CHANNEL_EFFECTIVE_NUMBER] = {QUESTION_CHANNEL, "How many channels are really used.",
                                           "exp(entropy of the channel shares)"},
    [MEASURED_SATISFIED] =
        {QUESTION_SURVEY, "Share of satisfied clients, weighted to all closed tickets.",
         "cells of channel, priority, lateness and reopening, empirical Bayes, weighted by closed "
         "tickets (statistics.md A5)"},
    [MEASURED_SATISFIED_RESPONDENTS] = {QUESTION_RESPONDENTS,
                                        "Share of satisfied among those who answered.",
                                        "satisfied / answers, Wilson 1927"},
    [MEASURED_SATISFIED_PERSONS] =
        {QUESTION_VOTES,
         "Satisfaction with one vote a person: who answered ten times counts as much as who "
         "answered once. Answers of people whom the export names.",
         "mean over persons of satisfied / answers of the person, Wilson 1927"},
    [MEASURED_PROMOTERS] =
        {QUESTION_RECOMMENDED,
         "NPS: of those who say whether they would recommend the support (0 to 10), the share of "
         "9 and 10 less the share of 0 to 6.",
         "(promoters - detractors) / answers; adjusted Wald, ¾ more promoters and detractors "
         "(Rocks 2016), of as many answers as the families of answers are worth"},
    [MEASURED_EASY] = {QUESTION_EASY,
                       "CES: share of those asked how easy it was who chose the upper end of the "
                       "scale (6 and 7 of seven, 4 and 5 of five). More is read as easier.",
                       "easy / answers, Wilson 1927"},
    [MEASURED_SATISFIED_WORST_CASE] =
        {QUESTION_SURVEY, "What remains true without any assumption about the silent.",
         "[satisfied / closed, (satisfied + silent) / closed], Manski"},
    [MEASURED_RESPONSE_RATE] = {QUESTION_OFFERED, "Share of the asked who answered.",
                                "answers / offered"},
    [MEASURED_PLAIN_WORDS_EN] =
        {QUESTION_WORDS_EN, "Reading ease of English first answers.",
         "206.835 - 1.015·words/sentence - 84.6·syllables/word (Flesch 1948)"},
    [MEASURED_PLAIN_WORDS_RU] = {QUESTION_WORDS_RU, "Reading ease of Russian first answers.",
                                 "206.835 - 1.3·words/sentence - 60.1·syllables/word (Oborneva's "
                                 "coefficients as widely implemented)"},
    [MEASURED_JARGON] = {QUESTION_WORDS, "Share of words from your list of jargon.",
                         "jargon / words"},
    [MEASURED_REPEATS_HIMSELF] = {QUESTION_LISTENING,
                                  "Share of tickets in which the client says that he repeats "
                                  "himself.",
                                  "by lists of phrases, not validated: shown, never scored"},
    [MEASURED_TICKETS] = {QUESTION_TICKETS, "Tickets that clients opened in the period.",
                          "a count"},
    [MEASURED_CALLS_ANSWERED] = {QUESTION_NONE,
                                 "Share of incoming calls of the telephone log that a human "
                                 "answered; test calls apart.",
                                 "answered / (answered + abandoned + missed + voicemail); Wilson "
                                 "with effective n from clusters of days or accounts"},
    [MEASURED_CALLS_IN_TIME] = {QUESTION_NONE,
                                "Share of incoming calls answered within the time promised to the "
                                "client (phone_answer of clients.csv).",
                                "answered with wait <= promise / calls of clients with a promise"},
    [MEASURED_CALLS_ABANDONED] = {QUESTION_NONE, "Share of incoming calls given up while waiting.",
                                  "abandoned / (answered + abandoned + missed + voicemail)"},
    [MEASURED_TEST_CALLS_ANSWERED] = {QUESTION_NONE,
                                      "Share of test calls that were answered: declared, n of m.",
                                      "answered test calls / test calls of the log"},
    [MEASURED_ROTA_PROMISED] = {QUESTION_NONE,
                                "Share of the promised hours in which the rota has somebody on "
                                "duty: declared, never scored.",
                                "promised hours with persons on the rota / promised hours"},
    [MEASURED_ROTA_ALL_HOURS] = {QUESTION_NONE,
                                 "Share of all hours in which the rota has somebody on duty.",
                                 "hours with persons on the rota / hours of the rota's days"},
    [MEASURED_ROTA_SEEN] = {QUESTION_NONE,
                            "Share of the rota's hours in which the tickets show somebody acting. "
                            "An hour without work shows nobody: it is no proof of absence.",
                            "rota hours with a public human act / hours with persons on the rota"},
    [MEASURED_PROACTIVE] = {QUESTION_PROACTIVE, "Share of contacts that staff began.",
                            "staff-initiated / all"},
    [MEASURED_RESOLVED] = {QUESTION_RESOLVE, "Tickets of the period that are solved.", "a count"},
    [MEASURED_RESOLVE_MEDIAN] =
        {QUESTION_RESOLVE,
         "The time by which half of all tickets are solved, those still open "
         "included.",
         "Kaplan–Meier; open tickets censored at the cut"},
    [MEASURED_RESOLVE_P80] = {QUESTION_RESOLVE, "The time by which 80 % are solved.",
                              "Kaplan–Meier"},
    [MEASURED_RESOLVE_NAIVE_MEDIAN] = {QUESTION_RESOLVED,
                                       "What the usual dashboard shows: the median of the solved.",
                                       "median of the resolved"},
    [MEASURED_RESOLVE_NAIVE_MEAN] = {QUESTION_RESOLVED, "The mean of the solved alone.",
                                     "mean of the resolved"},
    [MEASURED_RESOLVE_WITHIN_PROMISE] = {QUESTION_RESOLVE_PROMISED,
                                         "Share solved by the promised time.",
                                         "F(T) on the promised clock"},
    [MEASURED_BACKLOG] = {QUESTION_BACKLOG, "Tickets open when the export was made.", "a count"},
    [MEASURED_ENGINEERS] = {QUESTION_ANSWERED_AT_HAND,
                            "How many engineers answered clients within the promise.",
                            "a count of keyed hashes; nobody is named"},
    [MEASURED_ONE_ENGINEER] = {QUESTION_ANSWERED_AT_HAND,
                               "Share of the answers within the promise that the busiest engineer "
                               "gave: what rests on one person.",
                               "his answers / answers within T_av of the calendar clock; chosen by "
                               "looking, so it errs upwards where few are"},
    [MEASURED_WITHOUT_BUSIEST] =
        {QUESTION_AT_HAND,
         "What would remain of the cover if the busiest engineer were away and nobody stood in.",
         "(answered in time - answered in time by him) / arrivals followed long enough"},
    [MEASURED_REPLY_WITHOUT_CONTENT] =
        {QUESTION_CONTENT,
         "Share of first replies that say nothing but \"we got it\": they stop the clock.",
         "first human replies that are templates or short and ask nothing / first human replies"},
    [MEASURED_REPLY_JUST_IN_TIME] =
        {QUESTION_ANSWERED_PROMISED,
         "First replies in the last tenth of the promise, beyond what its neighbours hold.",
         "(n(.9T, T] - (n(.8T, .9T] + n(T, 1.1T]) / 2) / answered; Poisson limits"},
    [MEASURED_CLOSED_JUST_IN_TIME] =
        {QUESTION_RESOLVED_PROMISED,
         "Tickets solved in the last tenth of the promise, beyond what its neighbours hold.",
         "(n(.9T, T] - (n(.8T, .9T] + n(T, 1.1T]) / 2) / solved; Poisson limits"},
    [MEASURED_AVAILABILITY_TREND] =
        {QUESTION_NONE,
         "How much the share of the promised hours with support at hand moved from quarter to "
         "quarter, over all whole quarters of the export (n: quarters, six or more).",
         TREND},
    [MEASURED_AVAILABILITY_TREND_CHANCE] =
        {QUESTION_NONE, "How often chance alone gives the quarters such a direction.",
         TREND_CHANCE},
    [MEASURED_FIRST_REPLY_TREND] =
        {QUESTION_NONE,
         "How much the share of first replies in time moved from quarter to quarter, over all "
         "whole quarters of the export (n: quarters, six or more).",
         TREND},
    [MEASURED_FIRST_REPLY_TREND_CHANCE] =
        {QUESTION_NONE, "How often chance alone gives the quarters such a direction.",
         TREND_CHANCE},
    [MEASURED_COMPLETENESS_TREND] =
        {QUESTION_NONE,
         "How much the share of tickets solved by the first answer moved from quarter to quarter, "
         "over all whole quarters of the export (n: quarters, six or more).",
         TREND},
    [MEASURED_COMPLETENESS_TREND_CHANCE] =
        {QUESTION_NONE, "How often chance alone gives the quarters such a direction.",
         TREND_CHANCE},
    [MEASURED_CHANNELS_TREND] =
        {QUESTION_NONE,
         "How much the share of tickets not made to change the channel moved from quarter to "
         "quarter, over all whole quarters of the export (n: quarters, six or more).",
         TREND},
    [MEASURED_CHANNELS_TREND_CHANCE] =
        {QUESTION_NONE, "How often chance alone gives the quarters such a direction.",
         TREND_CHANCE},
    [MEASURED_ORIENTATION_TREND] =
        {QUESTION_NONE,
         "How much the share of satisfied clients moved from quarter to quarter, over all whole "
         "quarters of the export (n: quarters, six or more).",
         TREND},
    [MEASURED_ORIENTATION_TREND_CHANCE] =
        {QUESTION_NONE, "How often chance alone gives the quarters such a direction.",
         TREND_CHANCE},
    [MEASURED_REPLY_DESK] =
        {QUESTION_DESK_REPLY,
         "A control line: share of first replies that the desk itself calls in time, by its own "
         "targets and hours. Never scored.",
         "met / tickets that its column judges"},
    [MEASURED_REPLY_DESK_GAP] =
        {QUESTION_DESK_REPLY_BOTH,
         "How much kinder the desk judges its first replies than the promise does, on the same "
         "tickets.",
         "(met, as the desk says - in time, as counted here) / tickets judged by both"},
    [MEASURED_RESOLVE_DESK] =
        {QUESTION_DESK_RESOLVE,
         "A control line: share of resolutions that the desk itself calls in time, by its own "
         "targets and hours. Never scored.",
         "met / tickets that its column judges"},
    [MEASURED_RESOLVE_DESK_GAP] =
        {QUESTION_DESK_RESOLVE_BOTH,
         "How much kinder the desk judges its resolutions than the promise does, on the same "
         "tickets.",
         "(met, as the desk says - in time, as counted here) / tickets judged by both"},
    [MEASURED_REPLY_SHIFT_END] =
        {QUESTION_ANSWERED,
         "First replies in the last quarter of an hour of the working day (of a shift, where "
         "rota.csv "
         "tells shifts), beyond what the half hour before it lets expect. Without a rota, clients "
         "whose promise never closes are left out.",
         "(n(last 15 min) - n(45 to 15 min before the end) / 2) / answered; limits by days"},
    [MEASURED_CLOSED_SHIFT_END] =
        {QUESTION_RESOLVED,
         "Tickets closed in the last quarter of an hour of the working day (of a shift, where "
         "rota.csv "
         "tells shifts), beyond what the half hour before it lets expect. Without a rota, clients "
         "whose promise never closes are left out.",
         "(n(last 15 min) - n(45 to 15 min before the end) / 2) / solved; limits by days"},
    [MEASURED_CLOSED_MONTH_END] =
        {QUESTION_RESOLVED,
         "Tickets closed in the last three days of a month, whenever they came, beyond the same "
         "weekdays a week before and a week after.",
         "sum(n(day) - (n(day - 7) + n(day + 7)) / 2) / solved; Poisson limits, widened by what "
         "other days differ from theirs"},
    [MEASURED_SURVEY_OFFER_GAP] =
        {QUESTION_OFFER_GAP,
         "How much more often the well served are asked for their opinion than the badly served.",
         "offered / closed where answered in time and not reopened, less the same where late or "
         "reopened"},
    [MEASURED_KNOWS_CLIENT] =
        {QUESTION_KNOWS_CLIENT,
         "Share of tickets answered by an engineer who had answered this client in the half year "
         "before.",
         "known / answered; the first 90 days of the export only teach who knows whom"},
    [MEASURED_KNOWS_REQUESTER] = {QUESTION_KNOWS_REQUESTER,
                                  "Of people who come again: share answered by somebody who had "
                                  "answered that very person before.",
                                  "known / answered, of people answered in the half year before"},
    [MEASURED_NEW_ENGINEER_ONE_TOUCH] =
        {QUESTION_NEW_ONE_TOUCH,
         "What it costs in completeness when the engineer has not answered this person before "
         "(where persons are unknown: this client): share solved by the first answer, new less "
         "known.",
         "standardised over channel, priority and hours; no lots were drawn, so it is rough at "
         "best"},
    [MEASURED_NEW_ENGINEER_TIME] =
        {QUESTION_NEW_TIME, "The same in time to resolution, no ticket counted longer than a week.",
         "mean of min(time, 7 d), new less known, standardised over channel, priority and hours"},
    [MEASURED_BACKLOG_OLDER_WEEK] = {QUESTION_BACKLOG_WEEK, "Of them, older than a week.",
                                     "a count"},
};

const struct definition_row *definition_of(enum measured name)
{
    return &ROWS[name];
}
