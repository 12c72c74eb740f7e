#include "cube/relay.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_FACTS = 1024, BATCHES = 2 };

struct sent_fact {
    struct fact fact;
    struct fact_promise promise;
    size_t action_count;
};

struct batch {
    struct sent_fact *facts;
    size_t count;
    struct fact_action *actions; /* of all facts, in their order */
    size_t action_count, action_capacity;
};

struct relay {
    fact_reader read;
    void *context;
    struct batch batches[BATCHES];
    int filling;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock; /* over what follows */
    pthread_cond_t changed;
    bool is_given; /* the batch that is not being filled is the reader's */
    bool is_over;
    bool has_failed;
    struct error failure;
};

static bool read_batch(struct relay *relay, struct batch *batch, struct error *err)
{
    const struct fact_action *actions = batch->actions;

    for (size_t i = 0; i < batch->count; i++) {
        const struct sent_fact *sent = &batch->facts[i];
        if (!relay->read(relay->context, &sent->fact, &sent->promise, actions, sent->action_count,
                         err))
            return false;
        actions += sent->action_count;
    }
    batch->count = batch->action_count = 0;
    return true;
}

static void *work(void *context)
{
    struct relay *relay = context;
    int reading = 0;

    pthread_mutex_lock(&relay->lock);
    for (;;) {
        while (!relay->is_given && !relay->is_over)
            pthread_cond_wait(&relay->changed, &relay->lock);
        if (!relay->is_given)
            break;
        struct error failure = {0};
        bool has_failed = relay->has_failed;
        pthread_mutex_unlock(&relay->lock);
        has_failed = has_failed || !read_batch(relay, &relay->batches[reading], &failure);
        reading = (reading + 1) % BATCHES;
        pthread_mutex_lock(&relay->lock);
        if (has_failed && !relay->has_failed)
            relay->failure = failure;
        relay->has_failed = has_failed;
        relay->is_given = false;
        pthread_cond_broadcast(&relay->changed);
    }
    pthread_mutex_unlock(&relay->lock);
    return NULL;
}

bool relay_open(fact_reader read, void *context, struct relay **out, struct error *err)
{
    struct relay *relay = calloc(1, sizeof *relay);

    if (relay == NULL)
        return error_memory(err);
    relay->read = read;
    relay->context = context;
    pthread_mutex_init(&relay->lock, NULL);
    pthread_cond_init(&relay->changed, NULL);
    for (int i = 0; i < BATCHES; i++) {
        relay->batches[i].facts = malloc(BATCH_FACTS * sizeof *relay->batches[i].facts);
        if (relay->batches[i].facts == NULL) {
            relay_close(relay);
            return error_memory(err);
        }
    }
    relay->has_thread = pthread_create(&relay->thread, NULL, work, relay) == 0;
    *out = relay;
    return true;
}

void relay_close(struct relay *relay)
{
    if (relay == NULL)
        return;
    if (relay->has_thread) {
        pthread_mutex_lock(&relay->lock);
        relay->is_over = true;
        pthread_cond_broadcast(&relay->changed);
        pthread_mutex_unlock(&relay->lock);
        pthread_join(relay->thread, NULL);
    }
    pthread_cond_destroy(&relay->changed);
    pthread_mutex_destroy(&relay->lock);
    for (int i = 0; i < BATCHES; i++) {
        free(relay->batches[i].facts);
        free(relay->batches[i].actions);
    }
    free(relay);
}

static bool keep_actions(struct batch *batch, const struct fact_action *actions, size_t count,
                         struct error *err)
{
    if (batch->action_count + count > batch->action_capacity) {
        size_t capacity = 2 * (batch->action_count + count) + BATCH_FACTS;
        struct fact_action *grown = realloc(batch->actions, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        batch->actions = grown;
        batch->action_capacity = capacity;
    }
    if (count > 0)
        memcpy(batch->actions + batch->action_count, actions, count * sizeof *actions);
    batch->action_count += count;
    return true;
}

/* Wait until the reader has no batch; what it made of the last. */
static bool await_reader(struct relay *relay, bool is_given_next, struct error *err)
{
    pthread_mutex_lock(&relay->lock);
    while (relay->is_given)
        pthread_cond_wait(&relay->changed, &relay->lock);
    bool has_failed = relay->has_failed;
    if (has_failed && err != NULL)
        *err = relay->failure;
    relay->is_given = is_given_next && !has_failed;
    pthread_cond_broadcast(&relay->changed);
    pthread_mutex_unlock(&relay->lock);
    return !has_failed;
}

static bool hand_over(struct relay *relay, struct error *err)
{
    struct batch *batch = &relay->batches[relay->filling];

    if (!relay->has_thread)
        return read_batch(relay, batch, err);
    if (!await_reader(relay, true, err))
        return false;
    relay->filling = (relay->filling + 1) % BATCHES;
    return true;
}

bool relay_put(struct relay *relay, const struct fact *fact, const struct fact_promise *promise,
               const struct fact_action *actions, size_t action_count, struct error *err)
{
    struct batch *batch = &relay->batches[relay->filling];

    if (!keep_actions(batch, actions, action_count, err))
        return false;
    batch->facts[batch->count++] =
        (struct sent_fact){.fact = *fact, .promise = *promise, .action_count = action_count};
    return batch->count < BATCH_FACTS || hand_over(relay, err);
}

bool relay_drain(struct relay *relay, struct error *err)
{
    return hand_over(relay, err) && (!relay->has_thread || await_reader(relay, false, err));
}
