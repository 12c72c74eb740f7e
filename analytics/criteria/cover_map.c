#include "criteria/cover.h"

#include <math.h>

/* The map of A1: covered, not covered, unknown with its reason. */
static struct slot_cover cover_of(const struct slot *slot, const struct slot_posterior *posterior)
{
    struct slot_cover out = {.arrival_count = (uint32_t)slot->ticket_count,
                             .answered_count = (uint32_t)slot->answered_count,
                             .hours = slot->hours,
                             .has_activity = slot->active_hours > 0};

    if (isfinite(posterior->mean) && isfinite(posterior->limits.low)) {
        out.share = posterior->mean;
        out.low = posterior->limits.low;
        out.high = posterior->limits.high;
    } else {
        out.high = 1;
    }
    switch (posterior->state) {
    case SLOT_COVERED:
        out.cover = COVER_STATE_COVERED;
        break;
    case SLOT_UNCOVERED:
        out.cover = COVER_STATE_NOT_COVERED;
        break;
    case SLOT_UNCERTAIN:
        out.reason = REASON_UNCERTAIN;
        break;
    case SLOT_STAFFED_IDLE:
        out.reason = REASON_STAFFED_IDLE;
        break;
    case SLOT_ABSENT:
        out.reason = REASON_ABSENT;
        break;
    default:
        out.reason = slot->ticket_count > 0 ? REASON_TOO_FEW : REASON_NO_TICKETS;
    }
    return out;
}

/* Where every part answers all, or none, their common prior is sure of it after any number. */
static void widen_certain(struct slot_cover *band)
{
    uint32_t n = band->arrival_count, k = band->answered_count;
    struct interval own = interval_jeffreys(k, n, STATISTICS_CONFIDENCE);

    if (n == 0 || (k > 0 && k < n) || !isfinite(own.low) || !isfinite(own.high))
        return;
    band->low = fmin(band->low, own.low);
    band->high = fmax(band->high, own.high);
}

void cover_draw_bands(const struct at_hand *at_hand, const struct cover_estimate *bands,
                      struct band_cover out[BAND_COUNT])
{
    for (int band = 0; band < BAND_COUNT; band++) {
        out[band].band = (enum band)band;
        out[band].cover = cover_of(&bands->slots[band], &bands->posteriors[band]);
        widen_certain(&out[band].cover);
    }
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        struct slot_cover *band = &out[slot_band(slot)].cover;
        double hours = at_hand->hours.hours[slot];
        if (band->hours > 0)
            band->promised_share += at_hand->hours.promised_share[slot] * hours / band->hours;
    }
}

static void draw_slots(const struct at_hand *at_hand, const struct cover_estimate *slots,
                       struct scorecard *card)
{
    card->is_by_band = at_hand->is_by_band;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        const struct slot *counted = &at_hand->all.slots[slot];
        struct slot_cover *out = &card->slots[slot];
        if (at_hand->is_by_band) {
            *out = card->bands[slot_band(slot)].cover;
            out->is_from_band = true;
            out->arrival_count = (uint32_t)counted->ticket_count;
            out->answered_count = (uint32_t)counted->answered_count;
            out->hours = counted->hours;
            out->has_activity = counted->active_hours > 0;
        } else {
            *out = cover_of(counted, &slots->posteriors[slot]);
        }
        if (counted->hours <= 0) {
            out->cover = COVER_STATE_UNKNOWN;
            out->reason = REASON_ABSENT;
        }
        out->promised_share = at_hand->hours.promised_share[slot];
    }
}

void cover_draw(const struct at_hand *at_hand, const struct cover_estimate *bands,
                const struct cover_estimate *slots, struct scorecard *card)
{
    cover_draw_bands(at_hand, bands, card->bands);
    draw_slots(at_hand, slots, card);
}
