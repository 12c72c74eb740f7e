/* Which mixes were tried and are not in the table. */
#include "kinds/choice_words.h"

enum { NAMED_MOST = 4 };

static struct value kept(const struct choice_words *words, struct phrase phrase)
{
    struct phrase *kept = arena_array(&words->keep->arena, 1, sizeof *kept);

    if (kept == NULL)
        return value_unknown(NULL);
    *kept = report_phrase(words->keep, phrase);
    return value_words(kept);
}

static struct value name_of(const struct choice_words *words, const struct dropped_mix *mix)
{
    const struct offer_settings *offers = words->settings->costs.offers;
    struct value both = value_text(arena_format(
        &words->keep->arena, "%s + %s", offers[mix->offers[0]].name, offers[mix->offers[1]].name));

    return mix->has_own ? kept(words, PHRASE("Own staff + %1$s", both)) : both;
}

struct phrase choice_dropped(const struct choice_words *words)
{
    const struct comparison *comparison = words->comparison;
    size_t count = comparison->dropped_count;

    if (count == 0)
        return (struct phrase){0};
    struct value names = name_of(words, &comparison->dropped[0]);
    for (size_t i = 1; i < count && i < NAMED_MOST; i++)
        names = kept(words, PHRASE("%1$s; %2$s", names, name_of(words, &comparison->dropped[i])));
    if (count > NAMED_MOST)
        return report_phrase(
            words->keep, PHRASE("Tried and left out, a month of it being dearer than a model of "
                                "fewer parties or than those in the table: %1$s, and %2$s more.",
                                names, value_count((int64_t)(count - NAMED_MOST))));
    return report_phrase(
        words->keep, PHRASE("Tried and left out, a month of it being dearer than a model of fewer "
                            "parties or than those in the table: %1$s.",
                            names));
}
