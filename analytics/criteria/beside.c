#include <pthread.h>
#include <stdlib.h>

#include "criteria/scoring.h"

/* Fewer tickets are done before a thread has begun; with more, what two questions need at once is
 * more than the memory of one machine should go to (890 MiB at 1.2 M tickets a quarter). */
enum { TICKETS_LEAST = 2000, TICKETS_MOST = 500000 };

struct beside {
    struct scoring scoring;
    struct scorecard card; /* what stood on the card at the start, and what is added */
    struct arena scratch;
    size_t read_bytes;
    size_t first_own; /* measurement */
    const asker *questions;
    size_t question_count;
    pthread_t thread;
    bool has_thread;
    bool is_asked, is_fine;
    struct error failure;
};

static void ask(struct beside *beside)
{
    beside->is_fine = true;
    for (size_t i = 0; beside->is_fine && i < beside->question_count; i++)
        beside->is_fine = beside->questions[i](&beside->scoring, &beside->failure);
    arena_release(&beside->scratch);
    beside->is_asked = true;
}

static void *work(void *context)
{
    ask(context);
    return NULL;
}

static bool is_worth_a_thread(const struct scorecard *card)
{
    uint64_t most = 0;

    for (int period = 0; period < PERIOD_COUNT; period++)
        if (card->period[period].ticket_count > most)
            most = card->period[period].ticket_count;
    return most >= TICKETS_LEAST && most <= TICKETS_MOST;
}

bool beside_start(const struct scoring *scoring, const asker *questions, size_t question_count,
                  struct beside **out, struct error *err)
{
    struct beside *beside = calloc(1, sizeof *beside);

    if (beside == NULL)
        return error_memory(err);
    beside->card = *scoring->card;
    beside->card.arena = (struct arena){0};
    beside->scoring = *scoring;
    beside->scoring.card = &beside->card;
    beside->scoring.scratch = &beside->scratch;
    beside->scoring.read_bytes = &beside->read_bytes;
    beside->first_own = beside->card.measurement_count;
    beside->scoring.measurement_capacity = beside->first_own; /* the list is the other card's */
    beside->questions = questions;
    beside->question_count = question_count;
    beside->has_thread = is_worth_a_thread(scoring->card) &&
                         pthread_create(&beside->thread, NULL, work, beside) == 0;
    *out = beside;
    return true;
}

static void await(struct beside *beside)
{
    if (beside->has_thread)
        pthread_join(beside->thread, NULL);
    beside->has_thread = false;
}

/* A criterion was filled in where its measures stand: it was blank at the start. */
static void take_criteria(struct scorecard *card, const struct scorecard *from)
{
    for (int c = 0; c < CRITERION_COUNT; c++)
        if (card->criteria[c].measures == NULL && from->criteria[c].measures != NULL)
            card->criteria[c] = from->criteria[c];
    if (from->criteria[CRITERION_ORIENTATION].measures != NULL)
        card->survey = from->survey;
}

bool beside_join(struct beside *beside, struct scoring *scoring, struct error *err)
{
    await(beside);
    if (!beside->is_asked)
        ask(beside);
    if (!beside->is_fine) {
        if (err != NULL)
            *err = beside->failure;
        return false;
    }
    for (size_t i = beside->first_own; i < beside->card.measurement_count; i++) {
        struct measurement *room = measurement_room(scoring);
        if (room == NULL)
            return error_memory(err);
        *room = beside->card.measurements[i];
    }
    take_criteria(scoring->card, &beside->card);
    arena_take(&scoring->card->arena, &beside->card.arena);
    return true;
}

void beside_close(struct beside *beside)
{
    if (beside == NULL)
        return;
    await(beside);
    arena_release(&beside->scratch);
    arena_release(&beside->card.arena);
    free(beside);
}
