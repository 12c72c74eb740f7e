/* Which mixes were tried and are not in the table. */
#include "kinds/choice_words.h"

enum { NAMED_MOST = 4 };

struct phrase choice_dropped(const struct choice_words *words)
{
    const struct comparison *comparison = words->comparison;
    const struct offer_settings *offers = words->settings->costs.offers;
    OWN(buffer_release) struct buffer list = {0};
    size_t count = comparison->dropped_count;

    if (count == 0)
        return (struct phrase){0};
    for (size_t i = 0; i < count && i < NAMED_MOST; i++)
        buffer_format(&list, "%s%s + %s", i == 0 ? "" : "; ",
                      offers[comparison->dropped[i].offers[0]].name,
                      offers[comparison->dropped[i].offers[1]].name);
    struct value names = value_text(list.length == 0 ? "" : list.bytes);
    if (count > NAMED_MOST)
        return report_phrase(
            words->keep, PHRASE("Tried and left out, a month of it being dearer than one of the "
                                "two alone or than those in the table: %1$s, and %2$s more.",
                                names, value_count((int64_t)(count - NAMED_MOST))));
    return report_phrase(
        words->keep, PHRASE("Tried and left out, a month of it being dearer than one of the two "
                            "alone or than those in the table: %1$s.",
                            names));
}
