#include "command/acquainted.h"

#include <stdlib.h>

#include "cube/bins.h"
#include "cube/count.h"

void answers_release(struct answers *answers)
{
    free(answers->rows);
    *answers = (struct answers){0};
}

bool answers_add(struct answers *answers, const struct settings *settings, const struct fact *fact,
                 int64_t promise_s, uint32_t place, bool *is_answer, struct error *err)
{
    struct answered row = {.ticket = fact->ticket, .place = place};

    *is_answer = counted_answer(settings, fact, promise_s, &row.answer);
    if (!*is_answer)
        return true;
    if (answers->count == answers->capacity) {
        size_t capacity = answers->capacity == 0 ? 1024 : 2 * answers->capacity;
        struct answered *grown = realloc(answers->rows, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        answers->rows = grown;
        answers->capacity = capacity;
    }
    answers->rows[answers->count++] = row;
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct answered *x = a, *y = b;

    if (x->answer.account != y->answer.account)
        return x->answer.account < y->answer.account ? -1 : 1;
    if (x->answer.replied_at != y->answer.replied_at)
        return x->answer.replied_at < y->answer.replied_at ? -1 : 1;
    return (x->ticket > y->ticket) - (x->ticket < y->ticket);
}

bool answers_read(struct answers *answers, int64_t first_at, acquainted_reader read, void *context,
                  struct error *err)
{
    OWN(acquaintance_release) struct acquaintance acquaintance = {.first_at = first_at};
    struct acquainted answer = {0};

    if (answers->count > 0)
        qsort(answers->rows, answers->count, sizeof *answers->rows, compare);
    for (size_t i = 0; i < answers->count; i++)
        answer.has_requesters |= answers->rows[i].answer.requester != 0;
    for (size_t i = 0; i < answers->count; i++) {
        answer.row = &answers->rows[i];
        if (!acquaintance_meet(&acquaintance, &answer.row->answer, &answer.known, err))
            return false;
        if (answer.row->place != ANSWER_ELSEWHERE && !read(context, &answer, err))
            return false;
    }
    return true;
}

struct told acquainted_as(enum question question, const struct acquainted *answer)
{
    const struct trace_answer *row = &answer->row->answer;
    bool is_of_client = question == QUESTION_KNOWS_CLIENT ||
                        (question != QUESTION_KNOWS_REQUESTER && !answer->has_requesters);
    uint8_t knows = is_of_client ? answer->known.client : answer->known.requester;

    if (knows == UNTOLD || (question == QUESTION_NEW_ONE_TOUCH && row->is_one_touch == UNTOLD))
        return (struct told){.reason = LEFT_UNTOLD};
    if (question == QUESTION_NEW_TIME && row->resolve_bin == BIN_UNKNOWN)
        return (struct told){.reason = LEFT_YOUNG};
    return (struct told){.outcome = knows ? OUTCOME_KNEW : OUTCOME_NEW};
}
