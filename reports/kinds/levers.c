#include <math.h>

#include "criteria/keys.h"

#include "kinds/composing.h"

/* What would change a criterion most, and the three places to begin (mission: "the three things to
 * do about it"). A place is a count of this period; what it costs or brings, nobody has told. */
enum { LEVER_TICKETS_LEAST = 10, DECISIONS_MOST = 3 };

/* The part of the work that a lever names; absent when it names none. */
static struct phrase part_phrase(const struct composing *composing,
                                 const struct criterion_score *score)
{
    if (score->lever == LEVER_BAND)
        return band_phrase((enum band)score->lever_detail);
    if (score->lever == LEVER_CHANNEL)
        return channel_phrase((enum channel)score->lever_detail);
    if (score->lever == LEVER_PRIORITY)
        return priority_phrase((enum priority)score->lever_detail);
    if (score->lever == LEVER_TOPIC)
        return report_phrase(
            composing->report,
            PHRASE("%1$s",
                   value_text(composing->request->cube->names.topics[score->lever_detail])));
    if (score->lever == LEVER_ACCOUNT && composing->account == ALL_ACCOUNTS)
        return report_phrase(
            composing->report,
            PHRASE("%1$s",
                   value_text(composing->request->cube->names.accounts[score->lever_detail])));
    return (struct phrase){0};
}

static bool has_part(const struct composing *composing, const struct criterion_score *score)
{
    struct phrase part = part_phrase(composing, score);

    return !phrase_is_absent(&part) && score->lever_asked_count >= LEVER_TICKETS_LEAST;
}

/* How the tickets of that part did, in the words of the criterion. */
static struct phrase did_phrase(const struct composing *composing, enum criterion criterion)
{
    static const char *const words[CRITERION_COUNT] = {
        N_("%1$s of %2$s tickets there were answered in time"),
        N_("%1$s of %2$s tickets there had their reply in time"),
        N_("for %1$s of %2$s tickets there the first answer was enough"),
        N_("%1$s of %2$s clients there could stay in their channel"),
        N_("%1$s of %2$s answers to the survey there are satisfied"),
    };
    const struct criterion_score *score = &composing->card->criteria[criterion];
    struct phrase phrase = PHRASE("", value_count((int64_t)score->lever_kept_count),
                                  value_count((int64_t)score->lever_asked_count));

    phrase.text = words[criterion];
    return report_phrase(composing->report, phrase);
}

struct phrase lever_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];
    struct phrase name = criterion_phrase(criterion);
    struct phrase part = part_phrase(composing, score);
    struct phrase did = did_phrase(composing, criterion);
    struct report *report = composing->report;

    if (score->lever == LEVER_UNANSWERED)
        return report_phrase(report, PHRASE("%1$s: tickets that are closed with no answer at all; "
                                            "they are over half of all misses.",
                                            value_words(&name)));
    if (score->lever == LEVER_TEMPLATES)
        return report_phrase(report, PHRASE("%1$s: first replies without content; with them left "
                                            "aside the share in time is lower.",
                                            value_words(&name)));
    if (has_part(composing, score) && score->lever_gain >= MOVED_LEAST)
        return report_phrase(
            report,
            PHRASE("%1$s: %2$s. %3$s of all misses lie there; %4$s. At the target there, "
                   "the whole would rise by %5$s.",
                   value_words(&name), value_words(&part), value_ratio(score->lever_lost_share),
                   value_words(&did), value_points(score->lever_gain)));
    if (has_part(composing, score))
        return report_phrase(report,
                             PHRASE("%1$s: %2$s. %3$s of all misses lie there; %4$s.",
                                    value_words(&name), value_words(&part),
                                    value_ratio(score->lever_lost_share), value_words(&did)));
    if (score->standing < STANDING_INDICATIVE && score->lever != LEVER_EVERYWHERE)
        return (struct phrase){0};
    return report_phrase(report, PHRASE("%1$s: misses are spread evenly, no part of the work "
                                        "stands out.",
                                        value_words(&name)));
}

/* ---- where to begin ---- */

/* Sagged before missed before the rest. */
static int rank_of(const struct criterion_score *score)
{
    if (score->change.verdict == CHANGE_SAGGED)
        return 0;
    return score->verdict == VERDICT_MISSED ? 1 : 2;
}

struct proposal {
    const char *lever;
    int32_t detail;
    struct decision words;
};

static struct phrase act_phrase(const struct composing *composing,
                                const struct criterion_score *score)
{
    struct phrase part = part_phrase(composing, score);

    if (score->lever == LEVER_UNANSWERED)
        return (struct phrase){.text = N_("Close no ticket without an answer")};
    if (score->lever == LEVER_TEMPLATES)
        return (struct phrase){.text = N_("Let the first reply answer something")};
    if (!has_part(composing, score))
        return (struct phrase){0};
    return report_phrase(composing->report, PHRASE("Begin with: %1$s", value_words(&part)));
}

/* What is lost there: a count of this period. */
static struct phrase loss_phrase(const struct composing *composing, enum criterion criterion)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];
    const struct measurement *never = measured(composing, MEASURED_REPLY_NEVER, PERIOD_CURRENT);
    struct phrase name = criterion_phrase(criterion);
    struct report *report = composing->report;
    int64_t lost = (int64_t)(score->lever_asked_count - score->lever_kept_count);

    if (score->lever == LEVER_UNANSWERED && is_known(never))
        return report_phrase(report,
                             PLURAL("%2$s: %1$s ticket was closed so",
                                    "%2$s: %1$s tickets were closed so", (int64_t)never->kept_count,
                                    value_count((int64_t)never->kept_count), value_words(&name)));
    if (!has_part(composing, score))
        return name;
    return report_phrase(report,
                         PHRASE("%1$s: of %4$s there %3$s were missed, which is %2$s of all misses",
                                value_words(&name), value_ratio(score->lever_lost_share),
                                value_count(lost), value_count((int64_t)score->lever_asked_count)));
}

/* Two criteria that point at one place are one thing to do. */
static bool joins(const struct composing *composing, enum criterion criterion,
                  struct proposal *rows, size_t count)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];

    for (size_t i = 0; i < count; i++) {
        struct phrase more = loss_phrase(composing, criterion);
        struct phrase *brings = &rows[i].words.brings;
        if (rows[i].lever != score->lever || rows[i].detail != score->lever_detail)
            continue;
        struct phrase before = *brings;
        *brings = report_phrase(composing->report,
                                PHRASE("%1$s; %2$s", value_words(&before), value_words(&more)));
        return true;
    }
    return false;
}

static size_t proposals_of(const struct composing *composing, struct proposal *rows)
{
    size_t count = 0;

    for (int rank = 0; rank < 2; rank++)
        for (int c = 0; c < CRITERION_COUNT; c++) {
            const struct criterion_score *score = &composing->card->criteria[c];
            struct phrase act = act_phrase(composing, score);
            if (rank_of(score) != rank || phrase_is_absent(&act) ||
                joins(composing, (enum criterion)c, rows, count) || count == DECISIONS_MOST)
                continue;
            rows[count++] = (struct proposal){
                .lever = score->lever,
                .detail = score->lever_detail,
                .words = {.decision = act, .brings = loss_phrase(composing, (enum criterion)c)}};
        }
    return count;
}

/* What would let us tell: after the places, where a criterion cannot be told at all. */
static bool is_curable(const struct criterion_score *score)
{
    struct phrase cure = cure_phrase(score->cure);

    return score->verdict == VERDICT_CANNOT_TELL && score->standing < STANDING_INDICATIVE &&
           !phrase_is_absent(&cure);
}

/* One cure for all the criteria that it would tell. */
static struct phrase cured_phrase(const struct composing *composing, const char *cure)
{
    struct phrase out = {0};

    for (int c = 0; c < CRITERION_COUNT; c++) {
        const struct criterion_score *score = &composing->card->criteria[c];
        struct phrase before = out, name = criterion_phrase((enum criterion)c);
        if (!is_curable(score) || score->cure != cure)
            continue;
        out = phrase_is_absent(&before)
                  ? name
                  : report_phrase(composing->report,
                                  PHRASE("%1$s; %2$s", value_words(&before), value_words(&name)));
    }
    return report_phrase(composing->report, PHRASE("can then be told: %1$s", value_words(&out)));
}

static bool is_told_before(const struct composing *composing, int criterion)
{
    for (int c = 0; c < criterion; c++)
        if (is_curable(&composing->card->criteria[c]) &&
            composing->card->criteria[c].cure == composing->card->criteria[criterion].cure)
            return true;
    return false;
}

static bool propose_cure(const struct composing *composing, int criterion, struct decision *out)
{
    const struct criterion_score *score = &composing->card->criteria[criterion];

    if (!is_curable(score) || is_told_before(composing, criterion))
        return false;
    struct phrase cure = cure_phrase(score->cure);
    *out =
        (struct decision){.decision = report_phrase(
                              composing->report, PHRASE("To know more: %1$s", value_words(&cure))),
                          .brings = cured_phrase(composing, score->cure)};
    return true;
}

void compose_proposals(struct composing *composing)
{
    struct proposal proposals[DECISIONS_MOST];
    struct decision rows[DECISIONS_MOST];
    size_t count = proposals_of(composing, proposals);

    for (size_t i = 0; i < count; i++)
        rows[i] = proposals[i].words;
    for (int c = 0; c < CRITERION_COUNT && count < DECISIONS_MOST; c++)
        count += propose_cure(composing, c, &rows[count]);
    if (count > 0)
        report_decisions(composing->report, rows, count);
}

void compose_levers(struct composing *composing)
{
    struct phrase items[CRITERION_COUNT];
    size_t count = 0;
    bool has_lever = false;

    for (int c = 0; c < CRITERION_COUNT; c++) {
        struct phrase item = lever_phrase(composing, (enum criterion)c);
        if (phrase_is_absent(&item))
            continue;
        has_lever |= composing->card->criteria[c].lever != NULL;
        items[count++] = item;
    }
    if (!has_lever)
        return;
    report_paragraph(composing->report, PHRASE("What would change each criterion most:"));
    report_list(composing->report, items, count);
}
