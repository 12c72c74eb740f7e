#include "base/vocabulary.h"

static const char *const CHANNELS[CHANNEL_COUNT] = {"unknown",   "email", "phone",  "chat",
                                                    "messenger", "web",   "social", "machine",
                                                    "counter",   "other"};
static const char *const PRIORITIES[PRIORITY_COUNT] = {"unknown", "low", "normal", "high",
                                                       "urgent"};
static const char *const STATUSES[STATUS_COUNT] = {"unknown", "new",    "open",   "pending",
                                                   "hold",    "solved", "closed", "merged",
                                                   "deleted", "spam",   "test"};
static const char *const TYPES[TYPE_COUNT] = {"unknown", "question", "incident", "problem",
                                              "request"};
static const char *const AUTHORS[AUTHOR_KIND_COUNT] = {"unknown", "customer", "human", "bot",
                                                       "system"};
static const char *const SURVEYS[SURVEY_KIND_COUNT] = {"unknown", "satisfaction", "recommendation",
                                                       "effort"};
static const char *const INITIATORS[INITIATOR_COUNT] = {"unknown", "customer", "staff",
                                                        "staff_for_customer"};
static const char *const EXECUTORS[EXECUTOR_COUNT] = {"unknown", "own", "provider"};
static const char *const BANDS[BAND_COUNT] = {"work",     "evening", "night",
                                              "saturday", "sunday",  "holiday"};
static const char *const RUNGS[RUNG_COUNT] = {"not_in_export", "declared", "bounded", "proved"};

static const char *name_at(const char *const *names, int count, int index)
{
    return index >= 0 && index < count ? names[index] : names[0];
}

static bool find(const char *const *names, int count, struct span word, int *out)
{
    for (int i = 0; i < count; i++) {
        if (span_equal_folded(word, span_of(names[i]))) {
            *out = i;
            return true;
        }
    }
    return false;
}

#define NAME_AND_PARSE(noun, type, names, count)                                                   \
    const char *noun##_name(type value)                                                            \
    {                                                                                              \
        return name_at(names, count, (int)value);                                                  \
    }                                                                                              \
    bool noun##_parse(struct span word, type *out)                                                 \
    {                                                                                              \
        int index = 0;                                                                             \
        if (!find(names, count, word, &index))                                                     \
            return false;                                                                          \
        *out = (type)index;                                                                        \
        return true;                                                                               \
    }

NAME_AND_PARSE(channel, enum channel, CHANNELS, CHANNEL_COUNT)
NAME_AND_PARSE(priority, enum priority, PRIORITIES, PRIORITY_COUNT)
NAME_AND_PARSE(status, enum status, STATUSES, STATUS_COUNT)
NAME_AND_PARSE(ticket_type, enum ticket_type, TYPES, TYPE_COUNT)
NAME_AND_PARSE(author_kind, enum author_kind, AUTHORS, AUTHOR_KIND_COUNT)
NAME_AND_PARSE(survey_kind, enum survey_kind, SURVEYS, SURVEY_KIND_COUNT)
NAME_AND_PARSE(initiator, enum initiator, INITIATORS, INITIATOR_COUNT)
NAME_AND_PARSE(executor, enum executor, EXECUTORS, EXECUTOR_COUNT)

const char *band_name(enum band band)
{
    return name_at(BANDS, BAND_COUNT, (int)band);
}

const char *rung_name(enum rung rung)
{
    return name_at(RUNGS, RUNG_COUNT, (int)rung);
}
