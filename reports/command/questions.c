#include "command/questions.h"

#include "model/value.h"

const char *left_out_name(enum left_out reason)
{
    static const char *const names[LEFT_OUT_COUNT] = {
        "attended",     "no_promise",    "clock_unknown", "not_answered",
        "type_request", "clarification", "outside_hours", "too_young",
        "not_closed",   "silent",        "not_told"};

    return names[reason];
}

static const struct {
    const char *name, *words;
    bool is_miss;
} outcomes[OUTCOME_COUNT] = {[OUTCOME_NONE] = {"", "", false},
#define X(name, word, words, is_miss) [OUTCOME_##name] = {word, words, is_miss},
                             OUTCOMES(X)
#undef X
};

const char *outcome_name(enum outcome outcome)
{
    return outcomes[outcome].name;
}

const char *outcome_words(enum outcome outcome)
{
    return outcomes[outcome].words;
}

bool outcome_is_miss(enum outcome outcome)
{
    return outcomes[outcome].is_miss;
}

bool question_has_two_readings(enum question question)
{
    return question == QUESTION_REOPEN || question == QUESTION_SURVEY ||
           question == QUESTION_OFFERED;
}

bool question_is_of_persons(enum question question)
{
    return question >= QUESTION_KNOWS_CLIENT && question <= QUESTION_NEW_TIME;
}

const char *question_name(enum question question, int reading)
{
    static const char *const names[QUESTION_COUNT] = {
        [QUESTION_PROMISED] = "within_promise",
        [QUESTION_SUBSTANTIVE] = "substantive",
        [QUESTION_WAIT] = "first_reply",
        [QUESTION_ANSWERED] = "answered",
        [QUESTION_AT_HAND] = "at_hand",
        [QUESTION_AT_HAND_IN_HOURS] = "at_hand_in_promised_hours",
        [QUESTION_GAP] = "dark_gap",
        [QUESTION_ANSWERED_AT_HAND] = "answered_by_known",
        [QUESTION_CONTENT] = "content",
        [QUESTION_ANSWERED_PROMISED] = "answered_against_promise",
        [QUESTION_PARITY] = "first_reply_by_channel",
        [QUESTION_ONE_TOUCH] = "one_touch",
        [QUESTION_CLARIFIED] = "clarification",
        [QUESTION_REOPEN] = "stays_solved",
        [QUESTION_REOPENED] = "reopened",
        [QUESTION_REVIEW] = "review",
        [QUESTION_READERS] = "read_twice",
        [QUESTION_SWITCH] = "channel_kept",
        [QUESTION_ABANDON] = "given_up",
        [QUESTION_CHANNEL] = "channel_told",
        [QUESTION_POLICY] = "channel_policy",
        [QUESTION_SURVEY] = "survey",
        [QUESTION_RESPONDENTS] = "survey_answers",
        [QUESTION_VOTES] = "survey_votes",
        [QUESTION_RECOMMENDED] = "recommended",
        [QUESTION_EASY] = "easy",
        [QUESTION_OFFERED] = "survey_offered",
        [QUESTION_OFFER_GAP] = "survey_offer",
        [QUESTION_WORDS_EN] = "reading_en",
        [QUESTION_WORDS_RU] = "reading_ru",
        [QUESTION_WORDS] = "words",
        [QUESTION_LISTENING] = "listening",
        [QUESTION_TICKETS] = "tickets",
        [QUESTION_PROACTIVE] = "begun_by",
        [QUESTION_RESOLVE] = "resolution",
        [QUESTION_RESOLVED] = "resolved",
        [QUESTION_RESOLVE_PROMISED] = "resolved_within_promise",
        [QUESTION_RESOLVED_PROMISED] = "resolved_against_promise",
        [QUESTION_BACKLOG] = "open_at_cut",
        [QUESTION_BACKLOG_WEEK] = "open_over_a_week",
        [QUESTION_KNOWS_CLIENT] = "knows_client",
        [QUESTION_KNOWS_REQUESTER] = "knows_requester",
        [QUESTION_NEW_ONE_TOUCH] = "new_engineer_one_touch",
        [QUESTION_NEW_TIME] = "new_engineer_time",
        [QUESTION_DESK_REPLY] = "desk_reply",
        [QUESTION_DESK_REPLY_BOTH] = "desk_reply_compared",
        [QUESTION_DESK_RESOLVE] = "desk_resolution",
        [QUESTION_DESK_RESOLVE_BOTH] = "desk_resolution_compared",
    };

    if (reading == 0)
        return names[question];
    return question == QUESTION_REOPEN   ? "stays_solved_by_counter"
           : question == QUESTION_SURVEY ? "survey_answered"
                                         : "survey_closed";
}

bool question_is_of_any_day(enum question question)
{
    return question == QUESTION_BACKLOG || question == QUESTION_BACKLOG_WEEK ||
           question == QUESTION_GAP;
}
