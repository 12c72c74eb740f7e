#include "kinds/composing.h"

/* Own staff and provider side by side on the same five criteria, with like compared with like. */

static const struct executor_change *find_pair(const struct scorecard *card,
                                               enum executor_pair pair)
{
    for (size_t i = 0; i < card->executor_count; i++)
        if (card->executors[i].pair == pair)
            return &card->executors[i];
    return NULL;
}

/* "Worse" and "better" are of the provider. */
static struct phrase verdict_phrase(const struct composing *composing,
                                    const struct criterion_change *change)
{
    struct phrase chance = chance_phrase(composing, change->chance);
    struct report *report = composing->report;

    switch (change->verdict) {
    case CHANGE_SAGGED:
        return (struct phrase){.text = N_("the provider is worse")};
    case CHANGE_IMPROVED:
        return (struct phrase){.text = N_("the provider is better")};
    case CHANGE_STABLE:
        return (struct phrase){.text = N_("no difference that matters")};
    case CHANGE_LOOK:
        return report_phrase(report,
                             PHRASE("a reason to look: by chance %1$s", value_words(&chance)));
    default:
        return (struct phrase){.text = N_("no clear difference")};
    }
}

static void add_row(struct composing *composing, struct table *table, enum criterion criterion,
                    const struct criterion_change *change)
{
    struct phrase name = criterion_phrase(criterion);
    struct phrase verdict = verdict_phrase(composing, change);

    if (change->verdict == CHANGE_UNKNOWN)
        return;
    TABLE_ROW(
        composing->report, table, STATE_NONE, value_words(&name), value_ratio(change->before),
        value_ratio(change->after), value_styled(value_points(change->standardised), STYLE_SIGNED),
        value_range(value_points(change->low), value_points(change->high)), value_words(&verdict));
}

void compose_executors(struct composing *composing)
{
    const struct executor_change *pair = find_pair(composing->card, PAIR_OWN_PROVIDER);

    if (pair == NULL)
        return;
    const struct criterion_change *reply = &pair->change[CRITERION_FIRST_REPLY];
    if (reply->verdict != CHANGE_UNKNOWN)
        report_section(composing->report, PHRASE("Own staff and provider"),
                       PHRASE("Own staff answers %1$s in time, the provider %2$s; like with like "
                              "the difference is %3$s",
                              value_ratio(reply->before), value_ratio(reply->after),
                              value_styled(value_points(reply->standardised), STYLE_SIGNED)));
    else
        report_section(composing->report, PHRASE("Own staff and provider"),
                       PHRASE("The same criteria for both"));
    struct table *table =
        report_table(composing->report, "executors", PHRASE("Own staff and provider side by side"));
    table_column(composing->report, table, "criterion", PHRASE("Criterion"), COLUMN_TEXT);
    table_column(composing->report, table, "own", PHRASE("Own staff"), COLUMN_NUMBER);
    table_column(composing->report, table, "provider", PHRASE("Provider"), COLUMN_NUMBER);
    table_column(composing->report, table, "difference_points",
                 PHRASE("Difference, like with like"), COLUMN_NUMBER);
    table_column(composing->report, table, "range", PHRASE("Range"), COLUMN_NUMBER);
    table_column(composing->report, table, "verdict", PHRASE("Verdict"), COLUMN_TEXT);
    for (int i = 0; i < CRITERION_COUNT; i++)
        add_row(composing, table, (enum criterion)i, &pair->change[i]);
    report_add_table(composing->report, table);
}
