/* topics: the list of all topics that have a checker; one line a file. */
#ifndef DESKGAUGE_REFERENCE_TOPICS_H
#define DESKGAUGE_REFERENCE_TOPICS_H

#include "check.h"

extern const struct topic topics_survival[];
extern const struct topic topics_share[];
extern const struct topic topics_sample[];
extern const struct topic topics_change[];
extern const struct topic topics_gaps[];
extern const struct topic topics_hash[];
extern const struct topic topics_shrinkage[];
extern const struct topic topics_survey[];
extern const struct topic topics_series[];
extern const struct topic topics_tail[];
extern const struct topic topics_text[];

/* Ends with NULL. */
extern const struct topic *const topics_all[];

#endif
