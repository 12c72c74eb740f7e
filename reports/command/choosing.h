/* choosing: the report that chooses a support model. */
#ifndef DESKGAUGE_COMMAND_CHOOSING_H
#define DESKGAUGE_COMMAND_CHOOSING_H

#include <pthread.h>

#include "command/sheaf.h"
#include "costs/comparison.h"

/*
 * The comparison of support models, made on a thread of its own while the other reports are
 * composed: compare() is a pure function of cube and settings, which nobody changes meanwhile.
 */
struct choosing {
    const struct cube *cube;
    const struct settings *settings;
    struct comparison comparison;
    struct error failure;
    pthread_t thread;
    bool is_begun; /* on the thread; else it is made when it is asked for */
    bool is_made;
};

void choosing_begin(const struct reporting_request *request, struct choosing *out);

/* Waits for a thread that was begun. */
void choosing_release(struct choosing *choosing);
OWN_RELEASER(choosing_release, struct choosing)

/* Compare, and compose into the sheaf. ERROR_USAGE where something about money must be told
 * first. */
MUST_CHECK bool model_choice_compose(struct sheaf *sheaf, const char *inside,
                                     struct choosing *choosing, struct error *err);

/* Is there something to choose between? */
bool has_choice(const struct reporting_request *request);

/* A buyer without a desk types the volume: there is nothing to read, and no scorecard. */
bool choice_is_typed(const struct workspace *workspace, const struct operands *files);

#endif
