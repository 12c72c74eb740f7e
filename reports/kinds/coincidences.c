#include <math.h>

#include "kinds/composing.h"

/* What else was different: shown beside a change, for a reader who knows the cause. */

static struct phrase volume_phrase(struct composing *composing)
{
    const struct coincidences *found = &composing->card->coincidences;
    struct value change = value_ratio(fabs(found->volume_change));

    if (!found->has_volume)
        return (struct phrase){0};
    return report_phrase(composing->report, found->volume_change > 0
                                                ? PHRASE("%1$s more tickets came a day", change)
                                                : PHRASE("%1$s fewer tickets came a day", change));
}

static struct phrase moved_channel_phrase(struct composing *composing,
                                          const struct moved_channel *moved)
{
    struct phrase channel = channel_phrase(moved->channel);
    struct value name = value_words(&channel), share = value_ratio(moved->share);

    return report_phrase(
        composing->report,
        moved->is_new
            ? PHRASE("%1$s: a new channel, with %2$s of the tickets", name, share)
            : PHRASE("%1$s: the channel is gone, it had %2$s of the tickets", name, share));
}

static struct phrase untold_phrase(struct composing *composing)
{
    const struct coincidences *found = &composing->card->coincidences;

    if (!found->has_untold)
        return (struct phrase){0};
    return report_phrase(composing->report,
                         PHRASE("of %1$s of the tickets the export does not tell when they were "
                                "answered, of %2$s before",
                                value_ratio(found->untold), value_ratio(found->untold_before)));
}

void compose_coincidences(struct composing *composing)
{
    const struct coincidences *found = &composing->card->coincidences;
    struct phrase items[2 + CHANNEL_COUNT] = {volume_phrase(composing)};
    size_t count = phrase_is_absent(&items[0]) ? 0 : 1;

    for (size_t i = 0; i < found->channel_count; i++)
        items[count++] = moved_channel_phrase(composing, &found->channels[i]);
    items[count] = untold_phrase(composing);
    count += phrase_is_absent(&items[count]) ? 0 : 1;
    if (count == 0)
        return;
    report_paragraph(composing->report,
                     PHRASE("What else was different from the quarter before. Whether it explains "
                            "the change, the figures do not say:"));
    report_list(composing->report, items, count);
}
