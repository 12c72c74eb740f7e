/* Who answers in which hour of the week: the parties of one mix. */
#include "charts/hours_map.h"
#include "kinds/choice.h"

/* Own staff and one offer or two, or two offers; an hour of several is a colour of its own. */
enum { PARTIES_MOST = 3 };
struct party {
    bool is_own;
    struct value name;
    double share[WEEK_HOURS], ticket_share;
};
struct division {
    struct party parties[PARTIES_MOST];
    int count;
};

void choice_name_days(struct composing *composing, const char **days, const char **words)
{
    static const char *const DAYS[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                       N_("Fri"), N_("Sat"), N_("Sun")};

    for (int day = 0; day < 7; day++)
        days[day] = text_of_phrase(composing, (struct phrase){.text = DAYS[day]});
    for (int i = 0; words != NULL && i < HOURS_MAP_WORDS; i++)
        words[i] = arena_format(composing->arena, "%02d", 3 * i);
}

/* ---- the parties --------------------------------------------------------------------------------
 */

static void add_own(struct division *division, const struct model_result *model)
{
    struct party *own = &division->parties[division->count++];

    own->is_own = true;
    own->ticket_share = 1 - model->ticket_share;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        own->share[hour] = model->own_share[hour];
}

static struct division division_of(const struct choosing *choosing,
                                   const struct model_result *model)
{
    const struct offer_settings *offers = choosing->composing->request->settings->costs.offers;
    struct division division = {0};

    if (model->is_hybrid)
        add_own(&division, model);
    struct party *first = &division.parties[division.count++];
    first->name = value_text(offers[model->offer].name);
    first->ticket_share = model->is_pair ? model->first_ticket_share : model->ticket_share;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        first->share[hour] = model->is_pair ? model->first_share[hour] : 1 - model->own_share[hour];
    if (!model->is_pair)
        return division;
    struct party *second = &division.parties[division.count++];
    second->name = value_text(offers[model->second_offer].name);
    second->ticket_share = model->ticket_share - model->first_ticket_share;
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        second->share[hour] =
            1 - (model->is_hybrid ? model->own_share[hour] : 0) - model->first_share[hour];
    return division;
}

/* Who has the hour; `count` of the division: several. */
static int party_of(const struct division *division, int hour)
{
    int at = division->count;

    for (int party = 0; party < division->count; party++)
        at = division->parties[party].share[hour] > .99 ? party : at;
    return at;
}

/* ---- words --------------------------------------------------------------------------------------
 */

static void name_parties(struct composing *composing, const struct division *division,
                         const int *hours, struct hours_map_chart *chart)
{
    bool is_one = division->count == 2 && division->parties[0].is_own; /* and one provider */

    for (int i = 0; i < division->count; i++) {
        const struct party *party = &division->parties[i];
        struct value count = value_count(hours[i]);
        chart->parties[i] =
            text_of_phrase(composing, party->is_own ? PHRASE("own staff, %1$s h", count)
                                      : is_one      ? PHRASE("provider, %1$s h", count)
                                                    : PHRASE("%1$s, %2$s h", party->name, count));
    }
    struct value shared = value_count(hours[division->count]);
    if (hours[division->count] > 0)
        chart->parties[division->count] =
            text_of_phrase(composing, division->count > 2 ? PHRASE("several, %1$s h", shared)
                                                          : PHRASE("both, %1$s h", shared));
    chart->nobody_name = text_of_phrase(composing, PHRASE("nobody"));
}

static struct phrase subtitle_of(struct report *report, const struct division *division)
{
    const struct party *parties = division->parties;

    if (division->count > 2)
        return report_phrase(
            report, PHRASE("Hours of an ordinary week; %1$s takes %2$s of tickets, %3$s %4$s",
                           parties[1].name, choice_share(parties[1].ticket_share), parties[2].name,
                           choice_share(parties[2].ticket_share)));
    if (parties[0].is_own)
        return report_phrase(report,
                             PHRASE("Hours of an ordinary week; the provider takes %1$s of tickets",
                                    choice_share(parties[1].ticket_share)));
    return report_phrase(report, PHRASE("Hours of an ordinary week; %1$s takes %2$s of tickets",
                                        parties[0].name, choice_share(parties[0].ticket_share)));
}

static struct phrase boundary_note(const struct model_result *model)
{
    if (model->is_by_scope && model_is_triple(model))
        return PHRASE("One takes its own topics and channels in its hours, the others the rest.");
    if (model->is_by_scope)
        return PHRASE("One takes its own topics and channels in its hours, the other the rest.");
    if (!model->is_hybrid)
        return PHRASE("Of three divisions the cheapest by the month: each hour to whose next hour "
                      "costs less, or all hours of the one or of the other to it.");
    if (model->is_optimum && model->is_pair)
        return PHRASE("The boundary of own staff is the cheapest that the shift plan finds, with "
                      "the hours of both providers as something to buy; what is bought goes to the "
                      "one whose month costs less.");
    if (model->is_optimum)
        return PHRASE("The boundary is the cheapest that the shift plan finds, with the provider's "
                      "hours as something to buy.");
    return PHRASE("At the price of the next ticket the shift plan would give all to one side; this "
                  "is the classic division, office hours own, at its simulated cost.");
}

/* ---- the exhibit --------------------------------------------------------------------------------
 */

/* A column for each party but the last, which has what is left. */
static struct table *open_table(struct report *report, const struct division *division)
{
    struct table *table = report_table(report, "hours_map", PHRASE("Who answers in each hour"));

    table_column(report, table, "hour", PHRASE("Hour of the week"), COLUMN_TEXT);
    for (int i = 0; i + 1 < division->count; i++) {
        if (division->parties[i].is_own)
            table_column(report, table, "own", PHRASE("Own staff's share"), COLUMN_NUMBER);
        else
            table_column(report, table, "first", PHRASE("Share of %1$s", division->parties[i].name),
                         COLUMN_NUMBER);
    }
    table_column(report, table, "seats", PHRASE("Seats"), COLUMN_NUMBER);
    return table;
}

static void add_hour(struct report *report, struct table *table, const struct division *division,
                     const char *name, int hour, uint32_t seats)
{
    struct value cells[PARTIES_MOST + 1] = {value_text(name)};
    size_t count = 1;

    for (int i = 0; i + 1 < division->count; i++)
        cells[count++] = choice_share(division->parties[i].share[hour]);
    cells[count++] = value_count(seats);
    table_row(report, table, STATE_NONE, cells, count);
}

void choice_add_map(struct choosing *choosing, int model)
{
    const struct model_result *row = &choosing->comparison->models[model];
    struct composing *composing = choosing->composing;
    struct report *report = composing->report;
    const struct division division = division_of(choosing, row);
    struct hours_map_chart chart = {0};
    int hours[PARTIES_MOST + 1] = {0};
    struct table *table = open_table(report, &division);

    choice_name_days(composing, chart.day_names, chart.hour_names);
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        const char *name =
            arena_format(composing->arena, "%s %02d:00", chart.day_names[hour / 24], hour % 24);
        uint32_t seats = choosing->comparison->seats[hour];
        int party = party_of(&division, hour);
        bool is_covered = seats > 0;
        hours[party] += is_covered;
        chart.cells[hour / 24][hour % 24] =
            (struct hours_map_cell){is_covered ? party : HOURS_MAP_NOBODY, is_covered, NULL};
        add_hour(report, table, &division, name, hour, seats);
    }
    name_parties(composing, &division, hours, &chart);
    report_exhibit(
        report, &(struct exhibit){
                    .key = "hours_map",
                    .title = PHRASE("Who answers when: %1$s", choice_name(&choosing->words, model)),
                    .subtitle = subtitle_of(report, &division),
                    .note = boundary_note(row),
                    .table = table,
                    .chart = chart_hours_map(composing->arena, "hours_map", &chart)});
}
