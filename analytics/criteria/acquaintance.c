#include "criteria/acquaintance.h"

#include <stdlib.h>

#include "calendar/instant.h"

static const int64_t KNOWN_WITHIN_S = ACQUAINTANCE_DAYS * (int64_t)DAY_S;
static const int64_t WARM_UP_S = ACQUAINTANCE_WARM_UP_DAYS * (int64_t)DAY_S;

enum { FIRST_SIZE = 256 };

struct meeting {
    uint64_t client;   /* a requester; 0: the account as a whole */
    uint64_t engineer; /* 0: anybody */
    uint64_t turn;     /* of the account it belongs to; an older one's place is free */
    int64_t last_at;
};

static struct meeting *meeting_find(const struct acquaintance *meetings, const struct meeting *key)
{
    uint64_t hash = (key->client ^ (key->engineer << 1)) * 0x9E3779B97F4A7C15ULL;
    size_t slot = (hash ^ (hash >> 31)) & (meetings->size - 1);

    for (;; slot = (slot + 1) & (meetings->size - 1)) {
        struct meeting *at = &meetings->slots[slot];
        if (at->turn != meetings->turn ||
            (at->client == key->client && at->engineer == key->engineer))
            return at;
    }
}

static bool meetings_grow(struct acquaintance *meetings, struct error *err)
{
    struct acquaintance bigger = *meetings;

    bigger.size = meetings->size == 0 ? FIRST_SIZE : 2 * meetings->size;
    bigger.slots = calloc(bigger.size, sizeof *bigger.slots);
    if (bigger.slots == NULL)
        return error_memory(err);
    for (size_t i = 0; i < meetings->size; i++)
        if (meetings->slots[i].turn == meetings->turn)
            *meeting_find(&bigger, &meetings->slots[i]) = meetings->slots[i];
    free(meetings->slots);
    *meetings = bigger;
    return true;
}

void acquaintance_release(struct acquaintance *acquaintance)
{
    free(acquaintance->slots);
    *acquaintance = (struct acquaintance){0};
}

/* When they last met before, INSTANT_UNKNOWN never; and that they met now. */
static bool meet(struct acquaintance *meetings, struct meeting key, int64_t *before_at,
                 struct error *err)
{
    if (2 * (meetings->count + 1) > meetings->size && !meetings_grow(meetings, err))
        return false;
    struct meeting *at = meeting_find(meetings, &key);
    bool have_met = at->turn == meetings->turn;
    *before_at = have_met ? at->last_at : INSTANT_UNKNOWN;
    meetings->count += !have_met;
    key.turn = meetings->turn;
    *at = key;
    return true;
}

static bool is_lately(int64_t before_at, int64_t at)
{
    return before_at != INSTANT_UNKNOWN && at - before_at <= KNOWN_WITHIN_S;
}

bool acquaintance_meet(struct acquaintance *acquaintance, const struct trace_answer *row,
                       struct known *out, struct error *err)
{
    int64_t account_at = 0, person_at = 0, anybody_at = 0;
    struct meeting account = {.engineer = row->engineer, .last_at = row->replied_at};
    struct meeting person = {
        .client = row->requester, .engineer = row->engineer, .last_at = row->replied_at};
    struct meeting anybody = {.client = row->requester, .last_at = row->replied_at};
    bool has_past = row->replied_at - acquaintance->first_at >= WARM_UP_S;

    *out = (struct known){UNTOLD, UNTOLD};
    if (acquaintance->turn == 0 || acquaintance->account != row->account) {
        acquaintance->account = row->account;
        acquaintance->turn++;
        acquaintance->count = 0;
    }
    if (!meet(acquaintance, account, &account_at, err))
        return false;
    if (has_past)
        out->client = is_lately(account_at, row->replied_at);
    if (row->requester == 0)
        return true;
    if (!meet(acquaintance, person, &person_at, err) ||
        !meet(acquaintance, anybody, &anybody_at, err))
        return false;
    if (is_lately(anybody_at, row->replied_at))
        out->requester = is_lately(person_at, row->replied_at);
    return true;
}
