#include "command/counted_as.h"

#include "calendar/instant.h"
#include "criteria/fitness.h"
#include "cube/count.h"

static struct told in(enum outcome outcome, const struct exit_time *time)
{
    return (struct told){.outcome = outcome, .time = time};
}

static struct told out_for(enum left_out reason)
{
    return (struct told){.reason = reason};
}

static bool is_on(const struct exit_time *time, enum clock clock)
{
    return time->exit != EXIT_UNMEASURED && time->after_s[clock] != INSTANT_UNKNOWN;
}

static enum outcome by_exit(const struct exit_time *time, enum outcome event,
                            enum outcome competing, enum outcome censored)
{
    return time->exit == EXIT_EVENT ? event : time->exit == EXIT_CENSORED ? censored : competing;
}

static enum outcome against(const struct exit_time *time, int64_t promise_s)
{
    bool is_within = time->after_s[CLOCK_PROMISED] <= promise_s;

    if (time->exit == EXIT_EVENT)
        return is_within ? OUTCOME_IN_TIME : OUTCOME_LATE;
    if (time->exit == EXIT_CENSORED)
        return is_within ? OUTCOME_UNDECIDED : OUTCOME_WAITING;
    return OUTCOME_NEVER_ANSWERED;
}

static struct told promised(const struct fact *fact, const struct exit_time *time,
                            int64_t promise_s, bool ended_only)
{
    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    if (fact->reply[READING_STRICT].exit == EXIT_UNMEASURED || time->exit == EXIT_UNMEASURED)
        return out_for(LEFT_UNTOLD);
    if (promise_s <= 0)
        return out_for(LEFT_NO_PROMISE);
    if (!is_on(time, CLOCK_PROMISED))
        return out_for(LEFT_NO_CLOCK);
    if (ended_only && time->exit != EXIT_EVENT)
        return out_for(LEFT_NOT_ANSWERED);
    return in(against(time, promise_s), time);
}

static struct told waited(const struct asking *asking, const struct fact *fact)
{
    const struct evidence *evidence = &asking->cube->evidence[EVIDENCE_REPLY];
    const struct exit_time *time = &fact->reply[READING_STRICT];

    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    if (time->exit == EXIT_UNMEASURED)
        return out_for(LEFT_UNTOLD);
    if (!is_on(time, evidence->has_clock[CLOCK_PROMISED] ? CLOCK_PROMISED : CLOCK_CALENDAR))
        return out_for(LEFT_NO_CLOCK);
    return in(by_exit(time, OUTCOME_ANSWERED, OUTCOME_NEVER_ANSWERED, OUTCOME_WAITING), time);
}

static struct told only(struct told told, bool is_in, enum left_out reason)
{
    return told.outcome == OUTCOME_NONE || is_in ? told : out_for(reason);
}

static struct told at_hand(const struct asking *asking, const struct fact *fact, int64_t promise_s,
                           bool in_hours_only)
{
    const struct exit_time *time = &fact->reply[READING_STRICT];
    int64_t at_hand_s = promise_s > 0 ? promise_s : asking->settings->criteria.reply_default_s;

    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    if (time->exit == EXIT_UNMEASURED)
        return out_for(LEFT_UNTOLD);
    if (!is_on(time, CLOCK_CALENDAR))
        return out_for(LEFT_NO_CLOCK);
    if (in_hours_only && !fact->is_in_hours)
        return out_for(LEFT_OUTSIDE);
    bool is_within = time->after_s[CLOCK_CALENDAR] <= at_hand_s;
    if (time->exit == EXIT_CENSORED && time->after_s[CLOCK_CALENDAR] < at_hand_s)
        return out_for(LEFT_YOUNG);
    return in(time->exit == EXIT_EVENT && is_within ? OUTCOME_ANSWERED_IN_TIME
                                                    : OUTCOME_NOT_IN_TIME,
              time);
}

static struct told content(const struct fact *fact)
{
    const struct exit_time *first = &fact->reply[READING_STRICT];
    const struct exit_time *substantive = &fact->substantive;

    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    if (first->exit != EXIT_EVENT)
        return out_for(LEFT_NOT_ANSWERED);
    if (substantive->exit == EXIT_UNMEASURED)
        return out_for(LEFT_UNTOLD);
    bool is_same = substantive->exit == EXIT_EVENT &&
                   substantive->after_s[CLOCK_CALENDAR] == first->after_s[CLOCK_CALENDAR];
    return in(is_same ? OUTCOME_WITH_CONTENT : OUTCOME_WITHOUT_CONTENT, first);
}

bool waited_in_gap(const struct longest_gap *gap, int64_t origin_at, int64_t replied_at,
                   int64_t closed_at)
{
    int64_t from = origin_at > gap->from_at ? origin_at : gap->from_at;

    return gap->is_known && origin_at < gap->to_at &&
           (replied_at == INSTANT_UNKNOWN || replied_at >= gap->to_at) &&
           (closed_at == INSTANT_UNKNOWN || closed_at >= from);
}

static struct told gap(const struct asking *asking, const struct fact *fact)
{
    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    return waited_in_gap(asking->dark_gap, fact->origin_at, fact->reply_at, fact->closed_at)
               ? in(OUTCOME_WAITED, &fact->reply[READING_STRICT])
               : out_for(LEFT_OUTSIDE);
}

/* What came, or had not come when last seen, within the window of the question. */
static enum outcome within(const struct exit_time *time, int64_t window_s, enum outcome failed,
                           enum outcome held, enum outcome young)
{
    if (time->exit == EXIT_EVENT && time->after_s[CLOCK_CALENDAR] <= window_s)
        return failed;
    return time->exit == EXIT_CENSORED && time->after_s[CLOCK_CALENDAR] < window_s ? young : held;
}

static struct told one_touch(const struct asking *asking, const struct fact *fact)
{
    const struct exit_time *time = &fact->failure[READING_STRICT];

    if (time->exit == EXIT_UNMEASURED)
        return out_for(LEFT_NOT_ANSWERED);
    if (fact->is_clarification)
        return out_for(LEFT_CLARIFICATION);
    if (!fact->is_one_touch_asked)
        return out_for(LEFT_TYPE);
    if (!is_on(time, CLOCK_CALENDAR))
        return out_for(LEFT_NO_CLOCK);
    return in(within(time, asking->settings->criteria.one_touch_window_s, OUTCOME_RETURNED,
                     OUTCOME_ENOUGH, OUTCOME_ENOUGH_SO_FAR),
              time);
}

static int64_t window_day(const struct asking *asking)
{
    int64_t cut_at = asking->cube->cut_at;

    return cut_at == INSTANT_UNKNOWN
               ? INT32_MAX
               : day_of_local(cut_at - asking->settings->criteria.reopen_window_s) - 1;
}

/* [0] by the clock, [1] by the counters, old tickets alone. */
static struct told reopen(const struct asking *asking, const struct fact *fact, int reading)
{
    if (reading == 1)
        return fact->was_reopened < 0 ? out_for(LEFT_UNTOLD)
               : fact->day > window_day(asking)
                   ? out_for(LEFT_YOUNG)
                   : in(fact->was_reopened ? OUTCOME_REOPENED : OUTCOME_STAYED, &fact->reopen);
    if (!is_on(&fact->reopen, CLOCK_CALENDAR))
        return out_for(LEFT_OPEN);
    return in(within(&fact->reopen, asking->settings->criteria.reopen_window_s, OUTCOME_REOPENED,
                     OUTCOME_STAYED, OUTCOME_STAYED_SO_FAR),
              &fact->reopen);
}

static struct told surveyed(const struct fact *fact, bool answered_only)
{
    enum outcome outcome = fact->is_satisfied < 0    ? OUTCOME_SILENT
                           : fact->is_satisfied == 1 ? OUTCOME_SATISFIED
                                                     : OUTCOME_NOT_SATISFIED;

    if (fact->closed_at == INSTANT_UNKNOWN && fact->is_satisfied < 0)
        return out_for(LEFT_OPEN);
    if (answered_only && fact->is_satisfied < 0)
        return out_for(LEFT_SILENT);
    return in(outcome, NULL);
}

static struct told offered(const struct fact *fact, int reading)
{
    struct told told = surveyed(fact, false);

    return reading == 1 ? told : only(told, fact->survey_offered == 1, LEFT_SILENT);
}

static struct told offer_gap(const struct fact *fact, int64_t promise_s)
{
    struct told told = surveyed(fact, false);
    uint8_t in_time = counted_reply_in_time(fact, promise_s);
    bool is_badly = in_time == 0 || fact->was_reopened == 1;
    bool is_asked = fact->survey_offered == 1 || fact->is_satisfied >= 0;

    if (told.outcome == OUTCOME_NONE)
        return told;
    if (!is_badly && in_time != 1)
        return out_for(LEFT_UNTOLD);
    told.outcome = is_badly   ? is_asked ? OUTCOME_BADLY_ASKED : OUTCOME_BADLY_NOT_ASKED
                   : is_asked ? OUTCOME_WELL_ASKED
                              : OUTCOME_WELL_NOT_ASKED;
    return told;
}

static struct told resolved(const struct fact *fact, bool ended_only, bool is_promised,
                            int64_t promise_s)
{
    const struct exit_time *time = &fact->resolve;

    if (!is_on(time, CLOCK_CALENDAR))
        return out_for(LEFT_UNTOLD);
    if (is_promised && promise_s <= 0)
        return out_for(LEFT_NO_PROMISE);
    if (is_promised && !is_on(time, CLOCK_PROMISED))
        return out_for(LEFT_NO_CLOCK);
    if (ended_only && time->exit != EXIT_EVENT)
        return out_for(LEFT_OPEN);
    if (is_promised && time->exit == EXIT_EVENT)
        return in(time->after_s[CLOCK_PROMISED] <= promise_s ? OUTCOME_IN_TIME : OUTCOME_LATE,
                  time);
    return in(by_exit(time, OUTCOME_RESOLVED, OUTCOME_ENDED, OUTCOME_OPEN), time);
}

static struct told backlog(const struct asking *asking, const struct fact *fact, int64_t older_s)
{
    int64_t cut_at = asking->cube->cut_at;
    bool is_open = fact->closed_at == INSTANT_UNKNOWN || fact->closed_at > cut_at;

    if (!is_open)
        return out_for(LEFT_UNTOLD);
    return cut_at - fact->origin_at >= older_s ? in(OUTCOME_OPEN, &fact->resolve)
                                               : out_for(LEFT_YOUNG);
}

static struct told told_if(bool is_in, enum outcome outcome, enum left_out reason)
{
    return is_in ? in(outcome, NULL) : out_for(reason);
}

static struct told answered_at_hand(const struct asking *asking, const struct fact *fact,
                                    int64_t promise_s)
{
    struct trace_answer row;

    if (!counted_answer(asking->settings, fact, promise_s, &row))
        return out_for(fact->is_attended ? LEFT_ATTENDED : LEFT_NOT_ANSWERED);
    return row.is_at_hand ? in(OUTCOME_ANSWERED_IN_TIME, &fact->reply[READING_STRICT])
                          : out_for(LEFT_YOUNG);
}

/* The desk's own verdict; `both`: beside ours. */
static struct told by_desk(uint8_t verdict, const struct exit_time *time, int64_t promise_s,
                           bool both)
{
    uint8_t counted = counted_kept(time, promise_s);
    bool is_met = verdict == DESK_SAYS_MET;

    if (verdict == DESK_SAYS_NOTHING)
        return out_for(LEFT_UNTOLD);
    if (!both)
        return in(is_met ? OUTCOME_IN_TIME : OUTCOME_LATE, NULL);
    if (counted == UNTOLD)
        return out_for(promise_s <= 0 ? LEFT_NO_PROMISE : LEFT_UNTOLD);
    return in(is_met == counted ? OUTCOME_DESK_AGREES
              : is_met          ? OUTCOME_DESK_KINDER
                                : OUTCOME_DESK_STRICTER,
              time);
}

static enum outcome review_of(const struct fact *fact)
{
    if (fact->review_passed_count == fact->review_count)
        return OUTCOME_PASSED;
    return fact->review_passed_count == 0 ? OUTCOME_FAILED : OUTCOME_DISPUTED;
}

static struct told by_policy(const struct asking *asking, const struct fact *fact)
{
    const char *account = asking->cube->names.accounts[fact->account];
    const struct client_row *client =
        house_client(&asking->settings->house, span_of(account), fact->day);

    switch (channel_fit_for(&asking->settings->criteria, client, fact->channel)) {
    case FIT_GOOD:
        return in(OUTCOME_INSIDE, NULL);
    case FIT_UNFIT:
        return in(OUTCOME_UNFIT, NULL);
    case FIT_NOT_AGREED:
        return in(OUTCOME_NOT_AGREED, NULL);
    default:
        return out_for(LEFT_UNTOLD);
    }
}

static enum outcome recommended(const struct fact *fact)
{
    return fact->recommends == 2   ? OUTCOME_PROMOTER
           : fact->recommends == 1 ? OUTCOME_PASSIVE
                                   : OUTCOME_DETRACTOR;
}

struct told counted_as(const struct asking *asking, enum question question, const struct fact *fact,
                       const struct fact_promise *promise, int reading)
{
    const struct exit_time *reply = &fact->reply[READING_STRICT];
    int64_t reply_s = promise->first_reply_s, resolve_s = promise->resolve_s;

    switch (question) {
    case QUESTION_PROMISED:
        return promised(fact, reply, reply_s, false);
    case QUESTION_SUBSTANTIVE:
        return promised(fact, &fact->substantive, reply_s, false);
    case QUESTION_ANSWERED_PROMISED:
        return promised(fact, reply, reply_s, true);
    case QUESTION_WAIT:
        return waited(asking, fact);
    case QUESTION_ANSWERED:
        return only(waited(asking, fact), reply->exit == EXIT_EVENT, LEFT_NOT_ANSWERED);
    case QUESTION_AT_HAND:
        return at_hand(asking, fact, reply_s, false);
    case QUESTION_AT_HAND_IN_HOURS:
        return at_hand(asking, fact, reply_s, true);
    case QUESTION_GAP:
        return gap(asking, fact);
    case QUESTION_ANSWERED_AT_HAND:
        return answered_at_hand(asking, fact, reply_s);
    case QUESTION_CONTENT:
        return content(fact);
    case QUESTION_PARITY:
        if (fact->is_attended)
            return out_for(LEFT_ATTENDED);
        return told_if(fact->channel != CHANNEL_UNKNOWN && is_on(reply, CLOCK_CALENDAR),
                       by_exit(reply, OUTCOME_ANSWERED, OUTCOME_NEVER_ANSWERED, OUTCOME_WAITING),
                       LEFT_UNTOLD);
    case QUESTION_ONE_TOUCH:
        return one_touch(asking, fact);
    case QUESTION_CLARIFIED:
        return told_if(fact->failure[READING_STRICT].exit != EXIT_UNMEASURED,
                       fact->is_clarification ? OUTCOME_CLARIFICATION : OUTCOME_ANSWER,
                       LEFT_NOT_ANSWERED);
    case QUESTION_REOPEN:
        return reopen(asking, fact, reading);
    case QUESTION_REOPENED:
        return told_if(fact->was_reopened >= 0 || is_on(&fact->reopen, CLOCK_CALENDAR),
                       fact->was_reopened == 1 ? OUTCOME_REOPENED : OUTCOME_STAYED, LEFT_UNTOLD);
    case QUESTION_REVIEW:
        return told_if(fact->review_count > 0, review_of(fact), LEFT_SILENT);
    case QUESTION_READERS:
        return told_if(fact->review_count > 1,
                       review_of(fact) == OUTCOME_DISPUTED ? OUTCOME_DISPUTED : OUTCOME_AGREED,
                       LEFT_SILENT);
    case QUESTION_SWITCH:
        return told_if(fact->was_switched >= 0,
                       fact->was_switched == 1 ? OUTCOME_SWITCHED : OUTCOME_KEPT_CHANNEL,
                       LEFT_UNTOLD);
    case QUESTION_ABANDON:
        return told_if(is_on(&fact->abandon, CLOCK_CALENDAR),
                       by_exit(&fact->abandon, OUTCOME_GAVE_UP, OUTCOME_ANSWERED, OUTCOME_WAITING),
                       LEFT_UNTOLD);
    case QUESTION_CHANNEL:
        return told_if(fact->channel != CHANNEL_UNKNOWN, OUTCOME_COUNTED, LEFT_UNTOLD);
    case QUESTION_POLICY:
        return by_policy(asking, fact);
    case QUESTION_SURVEY:
        return surveyed(fact, reading == 1);
    case QUESTION_RESPONDENTS:
        return surveyed(fact, true);
    case QUESTION_VOTES:
        return fact->requester_hash == 0 && fact->is_satisfied >= 0 ? out_for(LEFT_UNTOLD)
                                                                    : surveyed(fact, true);
    case QUESTION_RECOMMENDED:
        return told_if(fact->recommends >= 0, recommended(fact), LEFT_SILENT);
    case QUESTION_EASY:
        return told_if(fact->is_easy >= 0, fact->is_easy == 1 ? OUTCOME_EASY : OUTCOME_NOT_EASY,
                       LEFT_SILENT);
    case QUESTION_OFFERED:
        return offered(fact, reading);
    case QUESTION_OFFER_GAP:
        return offer_gap(fact, reply_s);
    case QUESTION_WORDS_EN:
        return told_if(fact->text.answer_count > 0 && fact->text.language == 1, OUTCOME_READ,
                       LEFT_SILENT);
    case QUESTION_WORDS_RU:
        return told_if(fact->text.answer_count > 0 && fact->text.language == 2, OUTCOME_READ,
                       LEFT_SILENT);
    case QUESTION_WORDS:
        return told_if(fact->text.answer_count > 0, OUTCOME_READ, LEFT_SILENT);
    case QUESTION_LISTENING:
        return told_if(fact->repeats_himself >= 0,
                       fact->repeats_himself == 1 ? OUTCOME_REPEATS : OUTCOME_NOT_REPEATING,
                       LEFT_SILENT);
    case QUESTION_RESOLVE:
        return resolved(fact, false, false, 0);
    case QUESTION_RESOLVED:
        return resolved(fact, true, false, 0);
    case QUESTION_RESOLVE_PROMISED:
        return resolved(fact, false, true, resolve_s);
    case QUESTION_RESOLVED_PROMISED:
        return resolved(fact, true, true, resolve_s);
    case QUESTION_DESK_REPLY:
    case QUESTION_DESK_REPLY_BOTH:
        if (question == QUESTION_DESK_REPLY_BOTH && fact->is_attended)
            return out_for(LEFT_ATTENDED);
        return by_desk(fact->desk_reply, reply, reply_s, question == QUESTION_DESK_REPLY_BOTH);
    case QUESTION_DESK_RESOLVE:
    case QUESTION_DESK_RESOLVE_BOTH:
        return by_desk(fact->desk_resolve, &fact->resolve, resolve_s,
                       question == QUESTION_DESK_RESOLVE_BOTH);
    case QUESTION_BACKLOG:
        return backlog(asking, fact, 0);
    case QUESTION_BACKLOG_WEEK:
        return backlog(asking, fact, WEEK_DAYS * (int64_t)DAY_S);
    case QUESTION_TICKETS:
        return in(OUTCOME_COUNTED, NULL);
    case QUESTION_PROACTIVE:
        return in(fact->exclusion == EXCLUDED_OUTBOUND ? OUTCOME_STAFF_BEGAN : OUTCOME_CLIENT_BEGAN,
                  NULL);
    default:
        return out_for(LEFT_UNTOLD);
    }
}
