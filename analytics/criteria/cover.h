/* cover: what the files of availability share: hours counted, and what is made of them. Private. */
#ifndef DESKGAUGE_CRITERIA_COVER_H
#define DESKGAUGE_CRITERIA_COVER_H

#include "criteria/slot_hours.h"
#include "statistics/availability.h"

struct hours_count {
    struct slot slots[SLOT_COUNT]; /* strict reading */
    double optimistic[SLOT_COUNT]; /* answered, of the other reading */
    struct units units[READING_COUNT];
    uint64_t answered_count, young_count;
};

struct at_hand {
    struct slot_hours hours;
    struct hours_count all, promised;
    size_t day_count;
    bool is_by_band;
};

struct cover_estimate {
    struct slot slots[SLOT_COUNT]; /* bands stand in the first BAND_COUNT */
    struct slot_posterior posteriors[SLOT_COUNT];
    struct availability whole;
};

/* The card's bands, then its slots; both of all hours. */
void cover_draw_bands(const struct at_hand *at_hand, const struct cover_estimate *bands,
                      struct band_cover out[BAND_COUNT]);
void cover_draw(const struct at_hand *at_hand, const struct cover_estimate *bands,
                const struct cover_estimate *slots, struct scorecard *card);

/* The longest stretch of the window in which somebody waited and nobody acted. */
struct window {
    int64_t from_at, until_at;
};
MUST_CHECK bool dark_gap_find(struct scoring *scoring, struct window window,
                              struct measurement *figure, struct error *err);

#endif
