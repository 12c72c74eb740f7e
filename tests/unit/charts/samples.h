/* samples: one example of each chart, with invented figures, in English or Russian. */
#ifndef DESKGAUGE_TESTS_CHART_SAMPLES_H
#define DESKGAUGE_TESTS_CHART_SAMPLES_H

#include <stdbool.h>

#include "charts/chart.h"

struct sample {
    const char *key, *title, *subtitle;
    const struct chart *chart;
};

struct sample_page {
    struct arena *arena;
    bool is_russian;
    struct sample *samples;
    size_t count, capacity;
};

/* `english` or `russian`, by the language of the page. */
const char *word(const struct sample_page *page, const char *english, const char *russian);
void add_sample(struct sample_page *page, const char *title, const struct chart *chart);

/* Fixed pseudo-random numbers in 0..1. */
double sample_noise(unsigned *seed);

/* Words of an axis: `page` is the context. */
const char *percent_text(void *context, double value, double step);
const char *number_text(void *context, double value, double step);
const char *duration_text(void *context, double value, double step);

enum { SAMPLES_MOST = 32 };
void add_service_samples(struct sample_page *page);
void add_weekly_samples(struct sample_page *page);
void add_money_samples(struct sample_page *page);

/* All of them into `samples[SAMPLES_MOST]`; their number. */
size_t all_samples(struct arena *arena, bool is_russian, struct sample *samples);

#endif
