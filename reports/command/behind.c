#include "command/behind.h"

#include <stdlib.h>

#include "calendar/instant.h"
#include "criteria/acquaintance.h"
#include "cube/bins.h"
#include "cube/count.h"

const char *left_out_name(enum left_out reason)
{
    static const char *const names[LEFT_OUT_COUNT] = {
        "attended",     "no_promise",    "clock_unknown", "not_answered",
        "type_request", "clarification", "outside_hours", "too_young",
        "not_closed",   "silent",        "not_told"};

    return names[reason];
}

/* ---- one ticket in one question: its outcome, or why it is not in it ---- */

struct told {
    const char *outcome; /* NULL: not in the question */
    enum left_out reason;
    const struct exit_time *time;
};

static struct told in(const char *outcome, const struct exit_time *time)
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

static const char *by_exit(const struct exit_time *time, const char *event, const char *competing,
                           const char *censored)
{
    return time->exit == EXIT_EVENT ? event : time->exit == EXIT_CENSORED ? censored : competing;
}

static const char *against(const struct exit_time *time, int64_t promise_s)
{
    bool is_within = time->after_s[CLOCK_PROMISED] <= promise_s;

    if (time->exit == EXIT_EVENT)
        return is_within ? "in_time" : "late";
    if (time->exit == EXIT_CENSORED)
        return is_within ? "undecided" : "waiting";
    return "never_answered";
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

static struct told waited(const struct behind *behind, const struct fact *fact)
{
    const struct evidence *evidence = &behind->cube->evidence[EVIDENCE_REPLY];
    const struct exit_time *time = &fact->reply[READING_STRICT];

    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    if (time->exit == EXIT_UNMEASURED)
        return out_for(LEFT_UNTOLD);
    if (!is_on(time, evidence->has_clock[CLOCK_PROMISED] ? CLOCK_PROMISED : CLOCK_CALENDAR))
        return out_for(LEFT_NO_CLOCK);
    return in(by_exit(time, "answered", "never_answered", "waiting"), time);
}

static struct told only(struct told told, bool is_in, enum left_out reason)
{
    return told.outcome == NULL || is_in ? told : out_for(reason);
}

static struct told at_hand(const struct behind *behind, const struct fact *fact, int64_t promise_s,
                           bool in_hours_only)
{
    const struct exit_time *time = &fact->reply[READING_STRICT];
    int64_t at_hand_s = promise_s > 0 ? promise_s : behind->settings->criteria.reply_default_s;

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
    return in(time->exit == EXIT_EVENT && is_within ? "answered_in_time" : "not_in_time", time);
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
    return in(is_same ? "with_content" : "without_content", first);
}

static struct told gap(const struct behind *behind, const struct fact *fact)
{
    const struct longest_gap *dark = &behind->card->dark_gap;
    int64_t from = fact->origin_at > dark->from_at ? fact->origin_at : dark->from_at;

    if (fact->is_attended)
        return out_for(LEFT_ATTENDED);
    bool is_here = dark->is_known && fact->origin_at < dark->to_at &&
                   (fact->reply_at == INSTANT_UNKNOWN || fact->reply_at >= dark->to_at) &&
                   (fact->closed_at == INSTANT_UNKNOWN || fact->closed_at >= from);
    return is_here ? in("waited", &fact->reply[READING_STRICT]) : out_for(LEFT_OUTSIDE);
}

/* What came, or had not come when last seen, within the window of the question. */
static const char *within(const struct exit_time *time, int64_t window_s, const char *failed,
                          const char *held, const char *young)
{
    if (time->exit == EXIT_EVENT && time->after_s[CLOCK_CALENDAR] <= window_s)
        return failed;
    return time->exit == EXIT_CENSORED && time->after_s[CLOCK_CALENDAR] < window_s ? young : held;
}

static struct told one_touch(const struct behind *behind, const struct fact *fact)
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
    return in(within(time, behind->settings->criteria.one_touch_window_s, "returned", "enough",
                     "enough_so_far"),
              time);
}

static int64_t window_day(const struct behind *behind)
{
    int64_t cut_at = behind->cube->cut_at;

    return cut_at == INSTANT_UNKNOWN
               ? INT32_MAX
               : day_of_local(cut_at - behind->settings->criteria.reopen_window_s) - 1;
}

/* [0] by the clock, [1] by the counters, old tickets alone. */
static struct told reopen(const struct behind *behind, const struct fact *fact, int reading)
{
    if (reading == 1)
        return fact->was_reopened < 0 ? out_for(LEFT_UNTOLD)
               : fact->day > window_day(behind)
                   ? out_for(LEFT_YOUNG)
                   : in(fact->was_reopened ? "reopened" : "stayed", &fact->reopen);
    if (!is_on(&fact->reopen, CLOCK_CALENDAR))
        return out_for(LEFT_OPEN);
    return in(within(&fact->reopen, behind->settings->criteria.reopen_window_s, "reopened",
                     "stayed", "stayed_so_far"),
              &fact->reopen);
}

static struct told surveyed(const struct fact *fact, bool answered_only)
{
    const char *outcome = fact->is_satisfied < 0    ? "silent"
                          : fact->is_satisfied == 1 ? "satisfied"
                                                    : "not_satisfied";

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

    if (told.outcome == NULL)
        return told;
    if (!is_badly && in_time != 1)
        return out_for(LEFT_UNTOLD);
    told.outcome = is_badly   ? is_asked ? "badly_served_asked" : "badly_served_not_asked"
                   : is_asked ? "well_served_asked"
                              : "well_served_not_asked";
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
        return in(time->after_s[CLOCK_PROMISED] <= promise_s ? "in_time" : "late", time);
    return in(by_exit(time, "resolved", "ended", "open"), time);
}

static struct told backlog(const struct behind *behind, const struct fact *fact, int64_t older_s)
{
    int64_t cut_at = behind->cube->cut_at;
    bool is_open = fact->closed_at == INSTANT_UNKNOWN || fact->closed_at > cut_at;

    if (!is_open)
        return out_for(LEFT_UNTOLD);
    return cut_at - fact->origin_at >= older_s ? in("open", &fact->resolve) : out_for(LEFT_YOUNG);
}

static struct told told_if(bool is_in, const char *outcome, enum left_out reason)
{
    return is_in ? in(outcome, NULL) : out_for(reason);
}

static struct told answered_at_hand(const struct behind *behind, const struct fact *fact,
                                    int64_t promise_s)
{
    struct trace_answer row;

    if (!counted_answer(behind->settings, fact, promise_s, &row))
        return out_for(fact->is_attended ? LEFT_ATTENDED : LEFT_NOT_ANSWERED);
    return row.is_at_hand ? in("answered_in_time", &fact->reply[READING_STRICT])
                          : out_for(LEFT_YOUNG);
}

static struct told tell(const struct behind *behind, enum question question,
                        const struct fact *fact, const struct fact_promise *promise, int reading)
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
        return waited(behind, fact);
    case QUESTION_ANSWERED:
        return only(waited(behind, fact), reply->exit == EXIT_EVENT, LEFT_NOT_ANSWERED);
    case QUESTION_AT_HAND:
        return at_hand(behind, fact, reply_s, false);
    case QUESTION_AT_HAND_IN_HOURS:
        return at_hand(behind, fact, reply_s, true);
    case QUESTION_GAP:
        return gap(behind, fact);
    case QUESTION_ANSWERED_AT_HAND:
        return answered_at_hand(behind, fact, reply_s);
    case QUESTION_CONTENT:
        return content(fact);
    case QUESTION_PARITY:
        if (fact->is_attended)
            return out_for(LEFT_ATTENDED);
        return told_if(fact->channel != CHANNEL_UNKNOWN && is_on(reply, CLOCK_CALENDAR),
                       by_exit(reply, "answered", "never_answered", "waiting"), LEFT_UNTOLD);
    case QUESTION_ONE_TOUCH:
        return one_touch(behind, fact);
    case QUESTION_CLARIFIED:
        return told_if(fact->failure[READING_STRICT].exit != EXIT_UNMEASURED,
                       fact->is_clarification ? "clarification" : "answer", LEFT_NOT_ANSWERED);
    case QUESTION_REOPEN:
        return reopen(behind, fact, reading);
    case QUESTION_REOPENED:
        return told_if(fact->was_reopened >= 0 || is_on(&fact->reopen, CLOCK_CALENDAR),
                       fact->was_reopened == 1 ? "reopened" : "stayed", LEFT_UNTOLD);
    case QUESTION_REVIEW:
        return told_if(fact->review_complete >= 0 || fact->review_correct >= 0,
                       fact->review_complete != 0 && fact->review_correct != 0 ? "passed"
                                                                               : "failed",
                       LEFT_SILENT);
    case QUESTION_SWITCH:
        return told_if(fact->was_switched >= 0, fact->was_switched == 1 ? "switched" : "stayed",
                       LEFT_UNTOLD);
    case QUESTION_ABANDON:
        return told_if(is_on(&fact->abandon, CLOCK_CALENDAR),
                       by_exit(&fact->abandon, "gave_up", "answered", "waiting"), LEFT_UNTOLD);
    case QUESTION_CHANNEL:
        return told_if(fact->channel != CHANNEL_UNKNOWN, "counted", LEFT_UNTOLD);
    case QUESTION_SURVEY:
        return surveyed(fact, reading == 1);
    case QUESTION_RESPONDENTS:
        return surveyed(fact, true);
    case QUESTION_OFFERED:
        return offered(fact, reading);
    case QUESTION_OFFER_GAP:
        return offer_gap(fact, reply_s);
    case QUESTION_WORDS_EN:
        return told_if(fact->text.answer_count > 0 && fact->text.language == 1, "read",
                       LEFT_SILENT);
    case QUESTION_WORDS_RU:
        return told_if(fact->text.answer_count > 0 && fact->text.language == 2, "read",
                       LEFT_SILENT);
    case QUESTION_WORDS:
        return told_if(fact->text.answer_count > 0, "read", LEFT_SILENT);
    case QUESTION_LISTENING:
        return told_if(fact->repeats_himself >= 0, fact->repeats_himself == 1 ? "repeats" : "not",
                       LEFT_SILENT);
    case QUESTION_RESOLVE:
        return resolved(fact, false, false, 0);
    case QUESTION_RESOLVED:
        return resolved(fact, true, false, 0);
    case QUESTION_RESOLVE_PROMISED:
        return resolved(fact, false, true, resolve_s);
    case QUESTION_RESOLVED_PROMISED:
        return resolved(fact, true, true, resolve_s);
    case QUESTION_BACKLOG:
        return backlog(behind, fact, 0);
    case QUESTION_BACKLOG_WEEK:
        return backlog(behind, fact, WEEK_DAYS * (int64_t)DAY_S);
    case QUESTION_TICKETS:
        return in("counted", NULL);
    default:
        return out_for(LEFT_UNTOLD);
    }
}

/* ---- the list ---- */

static bool is_of_figure(const struct behind *behind, enum question question,
                         const struct fact *fact)
{
    const struct measurement *figure = behind->figure;
    const struct period *period = &behind->card->period[figure->period];
    bool is_any_day = question == QUESTION_BACKLOG || question == QUESTION_BACKLOG_WEEK ||
                      question == QUESTION_GAP;

    return (is_any_day || (fact->day >= period->first_day && fact->day <= period->last_day)) &&
           (figure->account == ALL_ACCOUNTS || (uint32_t)figure->account == fact->account) &&
           (figure->channel == CHANNEL_UNKNOWN || figure->channel == fact->channel) &&
           (figure->priority == PRIORITY_UNKNOWN || figure->priority == fact->priority) &&
           (figure->executor == EXECUTOR_UNKNOWN || figure->executor == fact->executor) &&
           (figure->band_part == 0 || figure->band_part - 1 == fact->band) &&
           (figure->topic_part == 0 || figure->topic_part - 1 == fact->topic);
}

static bool list_add(struct behind_list *list, const struct fact *fact, const struct told *told,
                     struct error *err)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 1024 : list->capacity * 2;
        struct listed *rows = realloc(list->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return error_memory(err);
        list->rows = rows;
        list->capacity = capacity;
    }
    list->rows[list->count++] = (struct listed){
        .ticket = fact->ticket,
        .outcome = told->outcome,
        .created_at = fact->created_at,
        .calendar_s = told->time == NULL ? INSTANT_UNKNOWN : told->time->after_s[CLOCK_CALENDAR],
        .promised_s = told->time == NULL ? INSTANT_UNKNOWN : told->time->after_s[CLOCK_PROMISED]};
    return true;
}

static bool has_two_readings(enum question question)
{
    return question == QUESTION_REOPEN || question == QUESTION_SURVEY ||
           question == QUESTION_OFFERED;
}

/* ---- who knew whom: only answers in order of time can tell ---- */

struct candidate {
    struct trace_answer answer;
    struct fact fact;
    bool is_here;
};

static bool is_of_persons(enum question question)
{
    return question >= QUESTION_KNOWS_CLIENT && question <= QUESTION_NEW_TIME;
}

static bool add_candidate(struct behind *behind, const struct fact *fact, int64_t promise_s,
                          bool is_here, struct error *err)
{
    struct trace_answer answer;

    if (!counted_answer(behind->settings, fact, promise_s, &answer)) {
        behind->left_out[fact->is_attended ? LEFT_ATTENDED : LEFT_NOT_ANSWERED] += is_here;
        return true;
    }
    if (behind->candidate_count == behind->candidate_capacity) {
        size_t capacity = behind->candidate_capacity == 0 ? 1024 : 2 * behind->candidate_capacity;
        struct candidate *grown = realloc(behind->candidates, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        behind->candidates = grown;
        behind->candidate_capacity = capacity;
    }
    behind->candidates[behind->candidate_count++] = (struct candidate){answer, *fact, is_here};
    return true;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->answer.account != y->answer.account)
        return x->answer.account < y->answer.account ? -1 : 1;
    if (x->answer.replied_at != y->answer.replied_at)
        return x->answer.replied_at < y->answer.replied_at ? -1 : 1;
    return (x->fact.ticket > y->fact.ticket) - (x->fact.ticket < y->fact.ticket);
}

static struct told told_known(enum question question, const struct candidate *candidate,
                              const struct known *known, bool has_requesters)
{
    bool is_of_client = question == QUESTION_KNOWS_CLIENT ||
                        (question != QUESTION_KNOWS_REQUESTER && !has_requesters);
    uint8_t knows = is_of_client ? known->client : known->requester;
    const struct exit_time *time = question == QUESTION_NEW_ONE_TOUCH
                                       ? &candidate->fact.failure[READING_STRICT]
                                       : &candidate->fact.resolve;

    if (knows == UNTOLD ||
        (question == QUESTION_NEW_ONE_TOUCH && candidate->answer.is_one_touch == UNTOLD))
        return out_for(LEFT_UNTOLD);
    if (question == QUESTION_NEW_TIME && candidate->answer.resolve_bin == BIN_UNKNOWN)
        return out_for(LEFT_YOUNG);
    return in(knows ? "knew" : "new", time);
}

static bool list_known(struct behind *behind, enum question question, struct error *err)
{
    OWN(acquaintance_release)
    struct acquaintance acquaintance = {.first_at = behind->cube->first_at};
    bool has_requesters = false;

    if (behind->candidate_count > 0)
        qsort(behind->candidates, behind->candidate_count, sizeof *behind->candidates,
              compare_candidates);
    for (size_t i = 0; i < behind->candidate_count; i++)
        has_requesters |= behind->candidates[i].answer.requester != 0;
    for (size_t i = 0; i < behind->candidate_count; i++) {
        const struct candidate *candidate = &behind->candidates[i];
        struct known known = {0};
        if (!acquaintance_meet(&acquaintance, &candidate->answer, &known, err))
            return false;
        struct told told = told_known(question, candidate, &known, has_requesters);
        if (!candidate->is_here)
            continue;
        if (told.outcome == NULL)
            behind->left_out[told.reason]++;
        else if (!list_add(&behind->lists[0], &candidate->fact, &told, err))
            return false;
    }
    return true;
}

/* ---- the face ---- */

bool behind_add(struct behind *behind, const struct fact *fact, const struct fact_promise *promise,
                struct error *err)
{
    enum question question = definition_of(behind->figure->name)->question;
    bool is_here = is_of_figure(behind, question, fact);

    if (question == QUESTION_NONE)
        return true;
    if (is_of_persons(question) && fact->exclusion == EXCLUDED_NOT)
        return add_candidate(behind, fact, promise->first_reply_s, is_here, err);
    if (!is_here)
        return true;
    if (question == QUESTION_PROACTIVE &&
        (fact->exclusion == EXCLUDED_NOT || fact->exclusion == EXCLUDED_OUTBOUND)) {
        struct told told =
            in(fact->exclusion == EXCLUDED_OUTBOUND ? "staff_began" : "client_began", NULL);
        return list_add(&behind->lists[0], fact, &told, err);
    }
    behind->excluded[fact->exclusion]++;
    if (fact->exclusion != EXCLUDED_NOT)
        return true;
    for (int reading = 0; reading < 1 + has_two_readings(question); reading++) {
        struct told told = tell(behind, question, fact, promise, reading);
        if (told.outcome == NULL)
            behind->left_out[told.reason] += reading == 0;
        else if (!list_add(&behind->lists[reading], fact, &told, err))
            return false;
    }
    return true;
}

static int compare_listed(const void *a, const void *b)
{
    uint32_t x = ((const struct listed *)a)->ticket;
    uint32_t y = ((const struct listed *)b)->ticket;

    return x < y ? -1 : x > y;
}

bool behind_finish(struct behind *behind, struct error *err)
{
    enum question question = definition_of(behind->figure->name)->question;

    if (is_of_persons(question) && !list_known(behind, question, err))
        return false;
    bool is_other = has_two_readings(question) &&
                    behind->lists[0].count != behind->figure->asked_count &&
                    behind->lists[1].count == behind->figure->asked_count;
    behind->chosen = &behind->lists[is_other];
    if (behind->figure->standing == STANDING_NOT_OBSERVABLE && behind->figure->asked_count == 0)
        behind->chosen->count = 0; /* nothing in this export shows it of any ticket */
    if (behind->chosen->count > 0)
        qsort(behind->chosen->rows, behind->chosen->count, sizeof *behind->chosen->rows,
              compare_listed);
    return true;
}

void behind_release(struct behind *behind)
{
    free(behind->lists[0].rows);
    free(behind->lists[1].rows);
    free(behind->candidates);
    *behind = (struct behind){0};
}
