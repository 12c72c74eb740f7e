/* acquaintance: who has answered whom before, as answers are met in the order of time. */
#ifndef DESKGAUGE_CRITERIA_ACQUAINTANCE_H
#define DESKGAUGE_CRITERIA_ACQUAINTANCE_H

#include "base/error.h"
#include "cube/cube.h"

/*
 * An engineer knows a client (account) whom he has answered in the 180 days before, and a person
 * whom he himself has answered. The first 90 days of an export only teach: of them nobody can say.
 */
enum { ACQUAINTANCE_DAYS = 180, ACQUAINTANCE_WARM_UP_DAYS = 90 };

struct meeting;
struct acquaintance {
    int64_t first_at; /* of the export */
    uint32_t account; /* whose answers are met now */
    uint64_t turn;    /* how many accounts have had theirs */
    struct meeting *slots;
    size_t size, count; /* of this account alone: the memory is that of the largest */
};

void acquaintance_release(struct acquaintance *acquaintance);
OWN_RELEASER(acquaintance_release, struct acquaintance)

/* 1, 0, UNTOLD. Of a person UNTOLD also means: nobody has answered him in the half year before. */
struct known {
    uint8_t client, requester;
};

/*
 * Did they know each other, and that they do now. Answers of an account come together, in order of
 * time: an account begins by knowing nobody, and a person writes for one account.
 */
MUST_CHECK bool acquaintance_meet(struct acquaintance *acquaintance, const struct trace_answer *row,
                                  struct known *out, struct error *err);

#endif
