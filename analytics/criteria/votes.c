#include <math.h>
#include <stdlib.h>

#include "criteria/scoring.h"
#include "statistics/distribution.h"
#include "statistics/satisfaction.h"

/*
 * A5, beside the survey's figure and never in its score: one vote a person, would clients
 * recommend the support (NPS), and was it easy (CES). Of those who answered alone.
 */
static const struct evidence NOT_ASKED = {.rung = RUNG_NOT_IN_EXPORT};
static const struct evidence ASKED = {
    .rung = RUNG_PROVED, .has_clock = {true, true}, .source = "surveys"};

struct person {
    uint32_t account;
    int32_t day; /* of the last ticket that he answered for */
    uint64_t requester;
    uint32_t answer_count, satisfied_count;
};

struct votes {
    struct person *persons; /* by answer, then one each */
    size_t person_count, person_capacity;
    struct units recommending, easy;
    uint64_t known_count, satisfied_count; /* answers of known persons */
    uint64_t promoter_count, passive_count, detractor_count, easy_count;
    bool has_answers;
};

/* ---- who said what ---- */

static bool persons_reserve(struct scoring *scoring, const struct filter *filter,
                            struct votes *votes, struct error *err)
{
    struct walk walk = WALK(scoring, vote, filter);

    while (walk_next(&walk) != NULL)
        votes->person_capacity++;
    votes->persons =
        arena_array(scoring->scratch, votes->person_capacity + 1, sizeof *votes->persons);
    return votes->persons != NULL || error_memory(err);
}

static void note_person(struct votes *votes, const struct cube_vote *row)
{
    if (row->is_satisfied < 0)
        return;
    votes->has_answers = true;
    if (row->requester == 0)
        return;
    votes->known_count += row->count;
    votes->satisfied_count += row->is_satisfied == 1 ? row->count : 0;
    votes->persons[votes->person_count++] =
        (struct person){row->key.account, row->key.day, row->requester, row->count,
                        row->is_satisfied == 1 ? row->count : 0};
}

static bool note_recommendation(struct scoring *scoring, struct votes *votes,
                                const struct cube_vote *row, struct error *err)
{
    struct unit_row unit = unit_of(&row->key, row->count);

    if (row->recommends < 0)
        return true;
    votes->detractor_count += row->recommends == 0 ? row->count : 0;
    votes->passive_count += row->recommends == 1 ? row->count : 0;
    votes->promoter_count += row->recommends == 2 ? row->count : 0;
    unit.utility = unit.outcome = row->recommends / 2.0;
    unit.is_decided = true;
    return units_add(scoring, &votes->recommending, &unit, err);
}

static bool note_ease(struct scoring *scoring, struct votes *votes, const struct cube_vote *row,
                      struct error *err)
{
    struct unit_row unit = unit_of(&row->key, row->count);

    if (row->is_easy < 0)
        return true;
    votes->easy_count += row->is_easy == 1 ? row->count : 0;
    unit.utility = unit.outcome = row->is_easy == 1;
    unit.is_decided = true;
    return units_add(scoring, &votes->easy, &unit, err);
}

static bool collect(struct scoring *scoring, const struct filter *filter, struct votes *votes,
                    struct error *err)
{
    struct walk walk = WALK(scoring, vote, filter);
    const struct cube_vote *row = NULL;

    if (!persons_reserve(scoring, filter, votes, err))
        return false;
    while ((row = walk_next(&walk)) != NULL) {
        if (!filter_takes(filter, row->key.channel, row->key.executor))
            continue;
        note_person(votes, row);
        if (!note_recommendation(scoring, votes, row, err) || !note_ease(scoring, votes, row, err))
            return false;
    }
    return true;
}

/* ---- one vote a person: his answers are one share ---- */

static int compare_persons(const void *a, const void *b)
{
    const struct person *x = a, *y = b;

    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    if (x->requester != y->requester)
        return x->requester < y->requester ? -1 : 1;
    return (x->day > y->day) - (x->day < y->day);
}

/* Not by the hash: another store has other hashes, and the same sums. */
static int compare_votes(const void *a, const void *b)
{
    const struct person *x = a, *y = b;

    if (x->account != y->account)
        return x->account < y->account ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->answer_count != y->answer_count)
        return x->answer_count < y->answer_count ? -1 : 1;
    return (x->satisfied_count > y->satisfied_count) - (x->satisfied_count < y->satisfied_count);
}

static void join_persons(struct votes *votes)
{
    size_t kept = 0;

    if (votes->person_count == 0)
        return;
    qsort(votes->persons, votes->person_count, sizeof *votes->persons, compare_persons);
    for (size_t i = 1; i < votes->person_count; i++) {
        struct person *into = &votes->persons[kept];
        const struct person *from = &votes->persons[i];
        if (into->account != from->account || into->requester != from->requester) {
            votes->persons[++kept] = *from;
            continue;
        }
        into->day = from->day;
        into->answer_count += from->answer_count;
        into->satisfied_count += from->satisfied_count;
    }
    votes->person_count = kept + 1;
    qsort(votes->persons, votes->person_count, sizeof *votes->persons, compare_votes);
}

static bool measure_persons(struct scoring *scoring, struct dimension dimension,
                            struct votes *votes, struct error *err)
{
    const struct evidence *evidence = votes->has_answers && votes->known_count == 0
                                          ? &NOT_ASKED /* the export names nobody */
                                          : &scoring->cube->evidence[EVIDENCE_SURVEY];
    struct measurement *out =
        measurement_add(scoring, MEASURED_SATISFIED_PERSONS, dimension, evidence);
    struct units persons = {0};
    struct estimate share = {0};

    if (out == NULL)
        return error_memory(err);
    if (votes->known_count == 0) {
        out->reason = out->rung == RUNG_NOT_IN_EXPORT ? out->reason : REASON_NO_ANSWERS;
        return true;
    }
    join_persons(votes);
    for (size_t i = 0; i < votes->person_count; i++) {
        const struct person *person = &votes->persons[i];
        struct unit_row unit = {.account = person->account,
                                .day = person->day,
                                .count = 1,
                                .is_decided = true,
                                .utility = (double)person->satisfied_count / person->answer_count};
        unit.outcome = unit.utility;
        if (!units_add(scoring, &persons, &unit, err))
            return false;
    }
    out->asked_count = votes->known_count;
    out->kept_count = votes->satisfied_count;
    if (!estimate_mean(scoring, &persons, &share, err))
        return false;
    measurement_set_share(scoring, out, &share, &share);
    measurement_cap(out, STANDING_INDICATIVE, REASON_SURVIVORS_ONLY);
    return true;
}

/* ---- NPS: adjusted Wald (Rocks 2016) of as many answers as the families are worth ---- */

static bool measure_promoters(struct scoring *scoring, struct dimension dimension,
                              const struct votes *votes, struct error *err)
{
    double confidence = scoring->settings->criteria.confidence;
    struct measurement *out =
        measurement_add(scoring, MEASURED_PROMOTERS, dimension,
                        votes->recommending.ticket_count > 0 ? &ASKED : &NOT_ASKED);
    struct estimate half = {0};

    if (out == NULL)
        return error_memory(err);
    if (votes->recommending.ticket_count == 0)
        return true;
    if (!estimate_mean(scoring, &votes->recommending, &half, err))
        return false;
    out->asked_count = votes->recommending.ticket_count;
    out->kept_count = votes->promoter_count;
    measurement_set_share(scoring, out, &half, &half);
    double times = normal_two_sided(confidence) / half.critical;
    double worth = times * times / half.effect;
    struct promoter_score score =
        promoter_score(worth * (double)votes->promoter_count, worth * (double)votes->passive_count,
                       worth * (double)votes->detractor_count, confidence);
    out->value = out->strict = out->optimistic = 2 * half.value - 1;
    out->low = fmin(score.adjusted.low / 100, out->value);
    out->high = fmax(score.adjusted.high / 100, out->value);
    out->effective_n = (double)out->asked_count / half.effect;
    out->has_interval = out->has_interval && isfinite(out->low) && isfinite(out->high);
    measurement_cap(out, STANDING_INDICATIVE, REASON_SURVIVORS_ONLY);
    return true;
}

static bool measure_ease(struct scoring *scoring, struct dimension dimension,
                         const struct votes *votes, struct error *err)
{
    struct measurement *out = measurement_add(scoring, MEASURED_EASY, dimension,
                                              votes->easy.ticket_count > 0 ? &ASKED : &NOT_ASKED);
    struct estimate share = {0};

    if (out == NULL)
        return error_memory(err);
    if (votes->easy.ticket_count == 0)
        return true;
    if (!estimate_mean(scoring, &votes->easy, &share, err))
        return false;
    out->asked_count = votes->easy.ticket_count;
    out->kept_count = votes->easy_count;
    measurement_set_share(scoring, out, &share, &share);
    measurement_cap(out, STANDING_INDICATIVE, REASON_SURVIVORS_ONLY);
    return true;
}

bool votes_measure(struct scoring *scoring, enum period_index period, struct error *err)
{
    struct dimension dimension = whole_of(period);
    struct filter filter = filter_of(scoring, dimension);
    struct votes votes = {0};

    return collect(scoring, &filter, &votes, err) &&
           measure_persons(scoring, dimension, &votes, err) &&
           measure_promoters(scoring, dimension, &votes, err) &&
           measure_ease(scoring, dimension, &votes, err);
}
