#include "topics.h"

const struct topic *const topics_all[] = {
    topics_survival,  topics_share,  topics_sample, topics_change, topics_gaps, topics_hash,
    topics_shrinkage, topics_survey, topics_series, topics_tail,   topics_text, NULL,
};
