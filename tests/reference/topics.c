#include "topics.h"

const struct topic *const topics_all[] = {
    topics_hash,
    NULL,
};
