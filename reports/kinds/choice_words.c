#include "kinds/choice_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct model_result *model_at(const struct choice_words *words, int model)
{
    return &words->comparison->models[model];
}

struct value choice_money(const struct choice_words *words, double minor)
{
    struct value value = isfinite(minor)
                             ? value_money((int64_t)llround(minor), words->settings->currency)
                             : value_unknown(NULL);

    return value_styled(value, STYLE_SHORT);
}

static const struct phrase *kept(const struct choice_words *words, struct phrase phrase)
{
    struct phrase *copy = arena_array(&words->keep->arena, 1, sizeof *copy);

    if (copy != NULL)
        *copy = report_phrase(words->keep, phrase);
    return copy;
}

/* A text without its folders. */
static const char *kept_text(const struct choice_words *words, const char *text)
{
    const char *slash = strrchr(text, '/');

    text = slash == NULL ? text : slash + 1;
    return arena_text(&words->keep->arena, text, strlen(text));
}

struct value choice_name(const struct choice_words *words, int model)
{
    const struct model_result *row = model_at(words, model);

    if (row->offer == MODEL_OWN_STAFF)
        return value_words(kept(words, PHRASE("Own staff", value_count(0))));
    if (row->is_hybrid)
        return value_words(kept(words, PHRASE("Own staff + %1$s", value_text(row->name))));
    return value_text(row->name);
}

/* ---- hours of the week --------------------------------------------------------------------------
 */

struct phrase choice_hours(const struct choice_words *words, const bool hours[WEEK_HOURS])
{
    int count = 0, night = 0, nights = 0, weekend = 0;

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        bool is_weekend = hour / 24 >= 5;
        bool is_night = !is_weekend && (hour % 24 < 6 || hour % 24 >= 22);
        count += hours[hour];
        weekend += hours[hour] && is_weekend;
        night += hours[hour] && is_night;
        nights += is_night;
    }
    if (count == 0)
        return (struct phrase){0};
    if (weekend == 48 && night == nights)
        return report_phrase(words->keep,
                             PHRASE("nights and weekends, %1$s h a week", value_count(count)));
    if (weekend == 48 && night == 0 && count == 48)
        return report_phrase(words->keep, PHRASE("weekends, %1$s h a week", value_count(count)));
    if (weekend == 0 && night == count)
        return report_phrase(words->keep,
                             PHRASE("weekday nights, %1$s h a week", value_count(count)));
    return report_phrase(
        words->keep, PLURAL("%1$s hour a week", "%1$s hours a week", count, value_count(count)));
}

/* ---- why a model does not keep the promise ------------------------------------------------------
 */

/* Where the offer of a model was told, "deskgauge.yaml:16:7": no folders, which differ by machine.
 */
static struct value place_of(const struct choice_words *words, const struct model_result *row)
{
    const struct offer_settings *offer = &words->settings->costs.offers[row->offer];
    char place[PLACE_SIZE];

    settings_place(words->settings, offer->line, offer->column, place);
    return value_text(kept_text(words, place));
}

struct phrase choice_impossible(const struct choice_words *words)
{
    static const char *const DAYS[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                       N_("Fri"), N_("Sat"), N_("Sun")};
    const struct comparison *comparison = words->comparison;
    int hour = comparison->impossible_hour;

    if (hour < 0)
        return (struct phrase){0};
    const struct phrase day = {.text = DAYS[hour / 24 % 7]};
    const char *clock = arena_format(&words->keep->arena, "%02d:00", hour % 24);
    return report_phrase(
        words->keep,
        PHRASE("No staffing keeps the promise of tickets that come on %1$s at %2$s: it falls due "
               "before any hour in which somebody is there (%3$s). Promise those hours as well, or "
               "let its clock run in the hours that are staffed.",
               value_words(kept(words, day)), value_text(clock),
               value_text(kept_text(words, comparison->impossible_place == NULL
                                               ? "settings"
                                               : comparison->impossible_place))));
}

struct phrase choice_fault(const struct choice_words *words, int model)
{
    const struct model_result *row = model_at(words, model);
    struct value share = value_digits(value_ratio(row->fault_share), 0);
    struct phrase hours = choice_hours(words, row->fault_hours);

    switch (row->fault) {
    case MODEL_HOURS:
        if (!phrase_is_absent(&hours))
            return report_phrase(words->keep,
                                 PHRASE("leaves promised hours open (%1$s), when %2$s of tickets "
                                        "come",
                                        value_words(&hours), share));
        return report_phrase(words->keep,
                             PHRASE("does not cover the promised hours (%1$s of tickets)", share));
    case MODEL_REPLY:
        return report_phrase(
            words->keep, PHRASE("promises slower replies than ours for %1$s of tickets", share));
    case MODEL_CHANNELS:
        return report_phrase(words->keep,
                             PHRASE("does not serve the channels of %1$s of tickets", share));
    case MODEL_CAPACITY:
        return report_phrase(words->keep,
                             PHRASE("has too few people (%2$s): %1$s of the work stays undone; ask "
                                    "for more seats, or leave their number open",
                                    share, place_of(words, row)));
    case MODEL_ENDS:
        return report_phrase(
            words->keep,
            PHRASE("the contract ends inside the horizon (%1$s): %2$s of the work is left open; "
                   "ask for a later end, or compare fewer months (horizon_months)",
                   place_of(words, row), share));
    case MODEL_GATE:
        return report_phrase(words->keep,
                             PHRASE("does not identify the client or keep data confidential, which "
                                    "no price makes up for: %1$s of tickets",
                                    share));
    case MODEL_SCOPE:
        return report_phrase(words->keep,
                             PHRASE("leaves %1$s of tickets to others: outside its topics", share));
    default:
        return (struct phrase){0};
    }
}

struct phrase choice_plan(const struct choice_words *words, int model)
{
    const struct model_result *row = model_at(words, model);
    struct value cost = choice_money(words, row->plan_minor);
    struct value bound = choice_money(words, row->plan_bound_minor);

    if (!row->is_optimum)
        return report_phrase(
            words->keep,
            PHRASE("%1$s has its office hours own, because the plan gives all to one side (%2$s, "
                   "bound %3$s, gap %4$s)",
                   choice_name(words, model), cost, bound,
                   value_digits(value_ratio(row->plan_gap), 1)));
    if (row->plan_gap < 1e-9)
        return report_phrase(words->keep, PHRASE("%1$s %2$s, proved: no plan costs less",
                                                 choice_name(words, model), cost));
    return report_phrase(words->keep,
                         PHRASE("%1$s %2$s, bound %3$s, gap %4$s", choice_name(words, model), cost,
                                bound, value_digits(value_ratio(row->plan_gap), 1)));
}

/* ---- the answer in one sentence -----------------------------------------------------------------
 */

static double gap_a_year(const struct comparison *comparison)
{
    return comparison->models[comparison->runner_up].yearly_minor -
           comparison->models[comparison->best].yearly_minor;
}

static bool nothing_fits(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;
    int near = 0;

    if (comparison->best >= 0)
        return false;
    for (int i = 1; i < (int)comparison->model_count; i++)
        if (comparison->models[i].fault_share < comparison->models[near].fault_share)
            near = i;
    *out = PHRASE("No model keeps the promise; the nearest, %1$s, misses it for %2$s of tickets",
                  choice_name(words, near), value_ratio(comparison->models[near].fault_share));
    *out = report_phrase(words->keep, *out);
    return true;
}

static bool one_fits(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;

    if (comparison->runner_up >= 0)
        return false;
    *out = report_phrase(
        words->keep,
        PHRASE("Only one model keeps the promise: %1$s, at %2$s a year",
               choice_name(words, comparison->best),
               choice_money(words, comparison->models[comparison->best].yearly_minor)));
    return true;
}

static bool too_close(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;
    const struct model_result *best = &comparison->models[comparison->best];

    if (!comparison->is_too_close)
        return false;
    *out = report_phrase(words->keep,
                         PHRASE("Too close to call: %1$s is cheapest in %3$s of the cases, and "
                                "%2$s costs %4$s a year more",
                                choice_name(words, comparison->best),
                                choice_name(words, comparison->runner_up),
                                value_digits(value_ratio(best->chance_cheapest), 0),
                                choice_money(words, fmax(0, gap_a_year(comparison)))));
    return true;
}

static bool own_is_best(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;

    if (comparison->models[comparison->best].offer != MODEL_OWN_STAFF)
        return false;
    *out = report_phrase(words->keep, PHRASE("Own staff costs least: %1$s a year less than %2$s",
                                             choice_money(words, gap_a_year(comparison)),
                                             choice_name(words, comparison->runner_up)));
    return true;
}

static bool hybrid_is_best(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;
    const struct model_result *best = &comparison->models[comparison->best];

    if (!best->is_hybrid)
        return false;
    *out = report_phrase(
        words->keep,
        PHRASE("Answer %1$s of tickets with own staff and give the rest to %2$s: %3$s a year less "
               "than %4$s",
               value_ratio(1 - best->ticket_share), value_text(best->name),
               choice_money(words, gap_a_year(comparison)),
               choice_name(words, comparison->runner_up)));
    return true;
}

static bool triple_is_best(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;
    const struct model_result *best = &comparison->models[comparison->best];

    if (!model_is_triple(best))
        return false;
    const struct offer_settings *offers = words->settings->costs.offers;
    *out = report_phrase(
        words->keep,
        PHRASE("Answer %1$s of tickets with own staff, give %2$s to %3$s and the rest to %4$s: "
               "%5$s a year less than %6$s",
               value_digits(value_ratio(1 - best->ticket_share), 0),
               value_digits(value_ratio(best->first_ticket_share), 0),
               value_text(offers[best->offer].name), value_text(offers[best->second_offer].name),
               choice_money(words, gap_a_year(comparison)),
               choice_name(words, comparison->runner_up)));
    return true;
}

static bool pair_is_best(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;
    const struct model_result *best = &comparison->models[comparison->best];

    if (!best->is_pair)
        return false;
    const struct offer_settings *offers = words->settings->costs.offers;
    *out = report_phrase(
        words->keep,
        PHRASE("Give %1$s of tickets to %2$s and the rest to %3$s: %4$s a year less "
               "than %5$s",
               value_digits(value_ratio(best->first_ticket_share), 0),
               value_text(offers[best->offer].name), value_text(offers[best->second_offer].name),
               choice_money(words, gap_a_year(comparison)),
               choice_name(words, comparison->runner_up)));
    return true;
}

static bool offer_is_best(const struct choice_words *words, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;

    *out = report_phrase(words->keep, PHRASE("%1$s costs least: %2$s a year less than %3$s",
                                             choice_name(words, comparison->best),
                                             choice_money(words, gap_a_year(comparison)),
                                             choice_name(words, comparison->runner_up)));
    return true;
}

struct phrase choice_headline(const struct choice_words *words)
{
    static bool (*const candidates[])(const struct choice_words *, struct phrase *) = {
        nothing_fits,   one_fits,     too_close,   triple_is_best,
        hybrid_is_best, pair_is_best, own_is_best, offer_is_best};
    struct phrase phrase = {0};

    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (candidates[i](words, &phrase))
            break;
    return phrase;
}

struct phrase choice_minimum(const struct choice_words *words)
{
    if (!words->comparison->is_minimum_cover)
        return (struct phrase){0};
    return report_phrase(
        words->keep,
        PHRASE("Minimum cover decides here, not queueing: at %1$s tickets an hour one person at "
               "the seat is enough at any time, and is paid for the hours, not for the tickets.",
               value_number(words->comparison->tickets_an_hour, 2)));
}

/* ---- what would change it -----------------------------------------------------------------------
 */

/* The stretch of an input in which the answer holds around today's value. */
static const struct break_even *stretch_of(const struct comparison *comparison, const char *key,
                                           double now)
{
    for (size_t i = 0; i < comparison->break_even_count; i++) {
        const struct break_even *row = &comparison->break_evens[i];
        if (strcmp(row->key, key) == 0 && row->from <= now && now <= row->to)
            return row->model == comparison->best ? row : NULL;
    }
    return NULL;
}

static double now_of(const struct comparison *comparison, const char *key)
{
    for (size_t i = 0; i < comparison->assumption_count; i++)
        if (strcmp(comparison->assumptions[i].key, key) == 0)
            return comparison->assumptions[i].middle;
    return NAN;
}

static bool flips(const struct choice_words *words, const char *key, struct phrase *out)
{
    const struct comparison *comparison = words->comparison;
    double now = now_of(comparison, key);
    const struct break_even *row = stretch_of(comparison, key, now);

    if (row == NULL)
        return false;
    bool has_low = row->from > now / 4 * 1.01;
    bool has_high = row->to < now * 4 * .99;
    struct phrase input = choice_input(key);
    struct value low = choice_amount(words, key, row->from);
    struct value high = choice_amount(words, key, row->to);
    if (has_low && has_high)
        *out = report_phrase(
            words->keep, PHRASE("What would turn the answer: %1$s, below %2$s or above %3$s "
                                "(now %4$s).",
                                value_words(&input), low, high, choice_amount(words, key, now)));
    else if (has_low || has_high)
        *out = report_phrase(
            words->keep, has_low
                             ? PHRASE("What would turn the answer: %1$s, below %2$s (now %3$s).",
                                      value_words(&input), low, choice_amount(words, key, now))
                             : PHRASE("What would turn the answer: %1$s, above %2$s (now %3$s).",
                                      value_words(&input), high, choice_amount(words, key, now)));
    return has_low || has_high;
}

struct phrase choice_flip(const struct choice_words *words)
{
    static const char *const keys[] = {"monthly_tickets", "handling_minutes",
                                       "monthly_gross_minor"};
    struct phrase phrase = {0};

    if (words->comparison->best < 0 || words->comparison->runner_up < 0)
        return phrase;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (flips(words, keys[i], &phrase))
            return phrase;
    return report_phrase(words->keep,
                         PHRASE("No volume, handling time or pay from a quarter to %1$s times "
                                "today's changes the answer.",
                                value_count(4)));
}

/* The recommended one against the best that is measured. */
static struct phrase best_beyond(const struct choice_words *words, struct value best,
                                 struct value measured, double needed)
{
    if (needed <= 0)
        return report_phrase(words->keep,
                             PHRASE("At equal weights of cost and the five criteria %1$s stays "
                                    "ahead of %2$s whatever its first answers are, and however "
                                    "satisfied its clients.",
                                    best, measured));
    if (needed > 1)
        return report_phrase(words->keep,
                             PHRASE("At equal weights of cost and the five criteria %1$s stays "
                                    "behind %2$s even if all its first answers were enough and "
                                    "all its clients satisfied: it is recommended for its cost "
                                    "alone.",
                                    best, measured));
    return report_phrase(
        words->keep,
        PHRASE("At equal weights of cost and the five criteria %1$s stays ahead of %2$s while more "
               "than %3$s of its first answers are enough, and as many of its clients satisfied: "
               "ask for its record.",
               best, measured, value_digits(value_ratio(needed), 0)));
}

struct phrase choice_beyond(const struct choice_words *words)
{
    const struct comparison *comparison = words->comparison;
    int best = comparison->best, measured = comparison->measured_model;
    struct phrase none = {0};

    if (best < 0 || measured < 0)
        return none;
    if (best != measured) {
        double needed = model_at(words, best)->quality_needed;
        return isnan(needed) ? none
                             : best_beyond(words, choice_name(words, best),
                                           choice_name(words, measured), needed);
    }
    int rival = comparison->runner_up;
    double needed = rival < 0 ? NAN : model_at(words, rival)->quality_needed;
    if (isnan(needed))
        return none;
    if (needed > 1)
        return report_phrase(
            words->keep, PHRASE("At equal weights of cost and the five criteria %1$s would stay "
                                "behind %2$s even if all its first answers were enough and all "
                                "its clients satisfied.",
                                choice_name(words, rival), choice_name(words, best)));
    return report_phrase(words->keep,
                         PHRASE("At equal weights of cost and the five criteria %1$s would pass "
                                "%2$s if more than %3$s of its first answers were enough, and as "
                                "many of its clients satisfied.",
                                choice_name(words, rival), choice_name(words, best),
                                value_digits(value_ratio(fmax(0, needed)), 0)));
}
