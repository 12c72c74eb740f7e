#include "command/behind.h"

#include <stdlib.h>

static bool is_of_figure(const struct behind *behind, enum question question,
                         const struct fact *fact)
{
    const struct measurement *figure = behind->figure;
    const struct period *period = &behind->card->period[figure->period];
    int32_t account = figure->account == ALL_ACCOUNTS ? behind->account : figure->account;

    return (question_is_of_any_day(question) ||
            (fact->day >= period->first_day && fact->day <= period->last_day)) &&
           (account == ALL_ACCOUNTS || (uint32_t)account == fact->account) &&
           (figure->channel == CHANNEL_UNKNOWN || figure->channel == fact->channel) &&
           (figure->priority == PRIORITY_UNKNOWN || figure->priority == fact->priority) &&
           (figure->executor == EXECUTOR_UNKNOWN || figure->executor == fact->executor) &&
           (figure->band_part == 0 || figure->band_part - 1 == fact->band) &&
           (figure->topic_part == 0 || figure->topic_part - 1 == fact->topic);
}

static bool list_add(struct behind_list *list, const struct fact *fact, enum outcome outcome,
                     const struct exit_time *time, struct error *err)
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
        .outcome = outcome,
        .created_at = fact->created_at,
        .calendar_s = time == NULL ? INSTANT_UNKNOWN : time->after_s[CLOCK_CALENDAR],
        .promised_s = time == NULL ? INSTANT_UNKNOWN : time->after_s[CLOCK_PROMISED]};
    return true;
}

/* ---- questions of persons: judged when all answers are known ---- */

static bool add_answer(struct behind *behind, enum question question, const struct fact *fact,
                       int64_t promise_s, bool is_here, struct error *err)
{
    const struct exit_time *time =
        question == QUESTION_NEW_ONE_TOUCH ? &fact->failure[READING_STRICT] : &fact->resolve;
    struct behind_list *pending = &behind->lists[1];
    uint32_t place = is_here ? (uint32_t)pending->count : (uint32_t)ANSWER_ELSEWHERE;
    bool is_answer = false;

    if (!answers_add(&behind->answers, behind->settings, fact, promise_s, place, &is_answer, err))
        return false;
    if (!is_answer) {
        behind->left_out[fact->is_attended ? LEFT_ATTENDED : LEFT_NOT_ANSWERED] += is_here;
        return true;
    }
    return !is_here || list_add(pending, fact, OUTCOME_NONE, time, err);
}

struct judging {
    struct behind *behind;
    enum question question;
};

static bool judge(void *context, const struct acquainted *answer, struct error *err)
{
    struct judging *judging = context;
    struct told told = acquainted_as(judging->question, answer);

    (void)err;
    judging->behind->lists[1].rows[answer->row->place].outcome = told.outcome;
    judging->behind->left_out[told.reason] += told.outcome == OUTCOME_NONE;
    return true;
}

static bool judge_answers(struct behind *behind, enum question question, struct error *err)
{
    struct judging judging = {behind, question};
    struct behind_list *pending = &behind->lists[1];
    size_t kept = 0;

    if (!answers_read(&behind->answers, behind->cube->first_at, judge, &judging, err))
        return false;
    for (size_t i = 0; i < pending->count; i++)
        if (pending->rows[i].outcome != OUTCOME_NONE)
            pending->rows[kept++] = pending->rows[i];
    pending->count = kept;
    return true;
}

/* ---- the face ---- */

bool behind_add(struct behind *behind, const struct fact *fact, const struct fact_promise *promise,
                struct error *err)
{
    enum question question = definition_of(behind->figure->name)->question;
    const struct asking asking = {behind->cube, behind->settings, &behind->card->dark_gap};
    bool is_here = is_of_figure(behind, question, fact);

    if (question == QUESTION_NONE)
        return true;
    if (question_is_of_persons(question) && fact->exclusion == EXCLUDED_NOT)
        return add_answer(behind, question, fact, promise->first_reply_s, is_here, err);
    if (!is_here)
        return true;
    if (question == QUESTION_PROACTIVE &&
        (fact->exclusion == EXCLUDED_NOT || fact->exclusion == EXCLUDED_OUTBOUND)) {
        struct told told = counted_as(&asking, question, fact, promise, 0);
        return list_add(&behind->lists[0], fact, told.outcome, told.time, err);
    }
    behind->excluded[fact->exclusion]++;
    if (fact->exclusion != EXCLUDED_NOT)
        return true;
    for (int reading = 0; reading < 1 + question_has_two_readings(question); reading++) {
        struct told told = counted_as(&asking, question, fact, promise, reading);
        if (told.outcome == OUTCOME_NONE)
            behind->left_out[told.reason] += reading == 0;
        else if (!list_add(&behind->lists[reading], fact, told.outcome, told.time, err))
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
    bool is_of_persons = question_is_of_persons(question);

    if (is_of_persons && !judge_answers(behind, question, err))
        return false;
    bool is_other = question_has_two_readings(question) &&
                    behind->lists[0].count != behind->figure->asked_count &&
                    behind->lists[1].count == behind->figure->asked_count;
    behind->chosen = &behind->lists[is_other || is_of_persons];
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
    answers_release(&behind->answers);
    *behind = (struct behind){0};
}
