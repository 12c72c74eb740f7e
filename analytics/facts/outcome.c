#include "facts/make.h"

/* A 0 is an answer on scales that reach ten where the row says that it was answered; elsewhere it
 * stands for "not rated" (criteria.md 5). */
static bool is_rated(int16_t score, int16_t scale_max, bool is_dated)
{
    enum { SCALE_FROM_ZERO = 10 };

    return scale_max > 0 && (score > 0 || (score == 0 && is_dated && scale_max >= SCALE_FROM_ZERO));
}

static void set_rating(struct making *making, const struct rating *rating, bool is_dated)
{
    struct fact *fact = making->fact;
    double from = making->ground->settings->criteria.satisfied_from;

    if (rating->was_offered != COUNT_UNKNOWN)
        fact->survey_offered = rating->was_offered;
    if (!is_rated(rating->score, rating->scale_max, is_dated))
        return;
    fact->survey_offered = 1;
    fact->is_satisfied = rating->score >= from * rating->scale_max;
}

/* Promoters 9 and 10, detractors to 6 (Reichheld 2003). */
static int8_t recommends(int16_t score)
{
    return score >= 9 ? 2 : score >= 7;
}

static void set_survey(struct making *making, const struct survey_record *survey)
{
    struct fact *fact = making->fact;
    double from = making->ground->settings->criteria.satisfied_from;
    bool is_dated = survey->answered_at != INSTANT_UNKNOWN;

    if (survey_asks(survey, SURVEY_SATISFACTION))
        set_rating(making, &survey->rating, is_dated);
    if (survey->recommendation != COUNT_UNKNOWN)
        fact->recommends = recommends(survey->recommendation);
    if (is_rated(survey->effort, survey->effort_max, is_dated))
        fact->is_easy = survey->effort >= from * survey->effort_max;
}

static bool has_score(const struct survey_record *survey)
{
    return survey->rating.score != COUNT_UNKNOWN || survey->recommendation != COUNT_UNKNOWN ||
           survey->effort != COUNT_UNKNOWN;
}

/* The last answer of a ticket to each question counts, once. */
void make_survey(struct making *making)
{
    const struct thread *thread = making->thread;
    struct fact *fact = making->fact;

    fact->survey_offered = fact->is_satisfied = COUNT_UNKNOWN;
    fact->recommends = fact->is_easy = COUNT_UNKNOWN;
    /* A rating without a time of its own came after the end, if that is seen at all. */
    bool is_row_seen = thread->survey_count == 0 && making->ended_at != INSTANT_UNKNOWN;
    if (!making->ground->is_as_of || is_row_seen)
        set_rating(making, &thread->row.rating, false);
    for (uint32_t i = 0; i < thread->survey_count; i++) {
        const struct survey_record *survey = &thread->surveys[i];
        bool is_sent = seen(making->ground, survey->sent_at) != INSTANT_UNKNOWN ||
                       survey->sent_at == INSTANT_UNKNOWN;
        bool is_answered = survey->answered_at == INSTANT_UNKNOWN
                               ? has_score(survey) && is_sent
                               : seen(making->ground, survey->answered_at) != INSTANT_UNKNOWN;
        if (is_sent && survey_asks(survey, SURVEY_SATISFACTION))
            fact->survey_offered = 1;
        if (is_answered)
            set_survey(making, survey);
    }
    if (making->columns->has_surveys && fact->survey_offered == COUNT_UNKNOWN)
        fact->survey_offered = 0;
}

/* Every reader's verdict is kept: where two differ, neither is the last word. */
static void make_review(struct making *making)
{
    struct fact *fact = making->fact;

    for (uint32_t i = 0; i < making->thread->review_count && fact->review_count < UINT8_MAX; i++) {
        const struct review_record *review = &making->thread->reviews[i];
        if (review->is_complete == COUNT_UNKNOWN && review->is_correct == COUNT_UNKNOWN)
            continue;
        fact->review_count++;
        fact->review_passed_count += review->is_complete != 0 && review->is_correct != 0;
    }
}

static void make_resolve(struct making *making)
{
    struct fact *fact = making->fact;
    int64_t solved_at =
        making->resolved_at != INSTANT_UNKNOWN ? making->resolved_at : making->closed_at;

    fact->resolve = exit_unmeasured();
    fact->closed_at = making->is_open_again ? INSTANT_UNKNOWN : making->ended_at;
    if (!making->columns->has_resolved)
        return;
    if (is_entered_late(making, making->created_at))
        fact->resolve_entry_s = making->ground->observed_from_at - making->created_at;
    bool is_solved = solved_at != INSTANT_UNKNOWN && !making->is_open_again;
    int64_t until = is_solved ? solved_at : fact->seen_until;
    fact->resolve =
        exit_at(making, is_solved ? EXIT_EVENT : EXIT_CENSORED, making->created_at, until);
    if (making->promise->pauses != PAUSES_NONE)
        pause_promised(making, making->created_at, until, &fact->resolve);
}

static bool is_live(uint8_t channel)
{
    return channel == CHANNEL_CHAT || channel == CHANNEL_MESSENGER;
}

/* A live channel that ended with nobody there; a human answer is the competing event. */
static void make_abandon(struct making *making)
{
    struct fact *fact = making->fact;
    const struct exit_time *reply = &fact->reply[READING_STRICT];

    fact->abandon = exit_unmeasured();
    if (!is_live(fact->channel) || fact->is_attended || reply->exit == EXIT_UNMEASURED)
        return;
    fact->abandon = *reply;
    if (reply->exit == EXIT_EVENT)
        fact->abandon.exit = EXIT_COMPETING;
    else if (reply->exit == EXIT_COMPETING)
        fact->abandon.exit = EXIT_EVENT;
}

/* Staff moved the client to another channel, or he tried another one before an answer came. */
static void make_switch(struct making *making)
{
    const struct thread *thread = making->thread;
    struct fact *fact = making->fact;
    int64_t window_s = making->ground->settings->criteria.switch_window_s;

    fact->was_switched = COUNT_UNKNOWN;
    if (fact->channel == CHANNEL_UNKNOWN)
        return;
    if (thread->row.requester != 0) {
        const struct opening *next =
            next_opening(making->ground, thread->row.requester, thread->ticket, making->created_at,
                         window_s, 0, true);
        bool is_before_answer = next != NULL && next->channel != fact->channel &&
                                next->channel != CHANNEL_UNKNOWN &&
                                (fact->reply_at == INSTANT_UNKNOWN || next->at < fact->reply_at) &&
                                fact->reply[READING_STRICT].exit != EXIT_UNMEASURED;
        fact->was_switched = is_before_answer;
    }
    for (uint32_t i = 0; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        uint8_t channel = making->ground->channel_of[message->channel];
        if (message->channel == 0 || seen(making->ground, message->at) == INSTANT_UNKNOWN)
            continue;
        if (fact->was_switched == COUNT_UNKNOWN)
            fact->was_switched = 0;
        if (message->author_kind == AUTHOR_HUMAN && is_public(message) &&
            channel != CHANNEL_UNKNOWN && channel != fact->channel)
            fact->was_switched = 1;
    }
}

static void make_text(struct making *making)
{
    const struct thread *thread = making->thread;
    struct fact *fact = making->fact;

    fact->repeats_himself = COUNT_UNKNOWN;
    for (uint32_t i = 0; i < thread->message_count; i++) {
        const struct message_record *message = &thread->messages[i];
        if ((message->flags & MESSAGE_HAS_TEXT) == 0 ||
            seen(making->ground, message->at) == INSTANT_UNKNOWN)
            continue;
        if (fact->repeats_himself == COUNT_UNKNOWN)
            fact->repeats_himself = 0;
        if (message->author_kind == AUTHOR_CUSTOMER && (message->flags & MESSAGE_REPEATS))
            fact->repeats_himself = 1;
    }
    const struct message_record *answer = making->answer;
    if (answer == NULL || (answer->flags & MESSAGE_HAS_TEXT) == 0 || answer->text.word_count == 0)
        return;
    fact->text = (struct fact_text){.answer_count = 1,
                                    .word_count = answer->text.word_count,
                                    .sentence_count = answer->text.sentence_count,
                                    .syllable_count = answer->text.syllable_count,
                                    .long_word_count = answer->text.long_word_count,
                                    .jargon_count = answer->text.jargon_count,
                                    .language = answer->text.language};
}

/* The columns know no time: of an earlier cut they say nothing. */
static uint8_t desk_verdict(const struct making *making, int8_t is_met)
{
    if (is_met == COUNT_UNKNOWN || making->ground->is_as_of)
        return DESK_SAYS_NOTHING;
    return is_met ? DESK_SAYS_MET : DESK_SAYS_MISSED;
}

void make_outcome(struct making *making)
{
    const struct ticket_record *row = &making->thread->row;
    struct fact *fact = making->fact;

    make_review(making);
    make_resolve(making);
    make_abandon(making);
    make_switch(making);
    make_text(making);
    fact->desk_reply = desk_verdict(making, row->reply_sla_met);
    fact->desk_resolve = desk_verdict(making, row->resolve_sla_met);
    fact->handling_s = row->handling_s < 0           ? -1
                       : row->handling_s > INT32_MAX ? INT32_MAX
                                                     : (int32_t)row->handling_s;
    fact->staff_reply_count =
        row->staff_reply_count > INT16_MAX ? INT16_MAX : (int16_t)row->staff_reply_count;
    fact->customer_reply_count =
        row->customer_reply_count > INT16_MAX ? INT16_MAX : (int16_t)row->customer_reply_count;
}
