#include "ingest/cells.h"
#include "ingest/rows/taking.h"

/* Whatever decides what is measured of a text goes in, and its ticket, with which it is kept. The
 * ticket alone gives the high bits: what is asked for together stands together (text_keys.c). */
static uint64_t text_key(const struct row_rules *rules, struct span body,
                         const struct message_record *record)
{
    const struct {
        struct hash128 body;
        uint64_t ticket, rules, author_kind;
    } parts = {hash_128(body), hash_64(record->ticket_id, 0), rules->text_rules,
               record->author_kind};

    enum { TEXT_BITS = 40 };
    uint64_t hash = hash_keyed_64(rules->key, (struct span){(const char *)&parts, sizeof parts});
    uint64_t key = parts.ticket >> TEXT_BITS << TEXT_BITS | hash >> (64 - TEXT_BITS);

    return key == 0 ? 1 : key;
}

void measure_body(struct taking *taking, struct span body, struct message_record *record)
{
    const struct text_keys *kept = taking->rules->kept_texts;

    if (body.length == 0 || taking->is_bad)
        return;
    record->text_key = text_key(taking->rules, body, record);
    if (kept != NULL && text_keys_hold(kept, record->text_key)) {
        record->flags |= MESSAGE_TEXT_KEPT;
        return;
    }
    taking->has_failed |= !text_meter_take(taking->decoder->texts, body, record, taking->err);
    if (record->author_kind != AUTHOR_CUSTOMER)
        record->body =
            hash_keyed_64(taking->rules->key, cell_normalise(body, &taking->decoder->scratch));
    taking->has_failed |= taking->decoder->scratch.is_short;
}

static void take_body(struct taking *taking, struct message_record *record)
{
    measure_body(taking, cell_of(taking, FIELD_body), record);
}

void take_message(struct taking *taking)
{
    struct message_record *record = &taking->out->message;
    struct span native = cell_of(taking, FIELD_message_id);

    *record = (struct message_record){.ticket_id = take_ticket_id(taking)};
    if (taking->rules->kept_texts != NULL)
        text_keys_expect(taking->rules->kept_texts, hash_64(record->ticket_id, 0));
    record->at = take_needed_instant(taking, FIELD_at, "no time of the message");
    record->native_id = native.length == 0 ? 0 : lookup_key(native, 7);
    take_person(taking, FIELD_author, IN_ROW(message.author));
    record->author_kind = (uint8_t)take_class(taking, FIELD_author_kind, WORDS_AUTHOR_KIND);
    take_word(taking, FIELD_channel, VOCABULARY_CHANNEL, WORDS_CHANNEL, IN_ROW(message.channel));
    int8_t is_public = take_flag(taking, FIELD_public);
    record->flags = is_public == 1               ? MESSAGE_PUBLIC
                    : is_public == COUNT_UNKNOWN ? MESSAGE_VISIBILITY_UNKNOWN
                                                 : 0;
    take_body(taking, record);
}

/* What the row asks: its kind, else every question that has a column. */
static uint8_t take_asked(struct taking *taking)
{
    static const struct {
        enum field field;
        enum survey_kind kind;
    } questions[] = {{FIELD_score, SURVEY_SATISFACTION},
                     {FIELD_recommendation, SURVEY_RECOMMENDATION},
                     {FIELD_effort, SURVEY_EFFORT}};
    int kind = take_class(taking, FIELD_survey_kind, WORDS_SURVEY_KIND);
    int column = taking->rules->plan->column_of[FIELD_survey_kind];
    unsigned asks = 0;

    if (kind != SURVEY_UNKNOWN)
        return kind == SURVEY_SATISFACTION ? 0 : (uint8_t)(1u << kind);
    if (cell_of(taking, FIELD_survey_kind).length > 0)
        bad_cell(taking, column, "no kind of survey that is known");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (taking->rules->plan->column_of[questions[i].field] >= 0)
            asks |= 1u << questions[i].kind;
    return asks == 1u << SURVEY_SATISFACTION ? 0 : (uint8_t)asks;
}

enum { RECOMMENDATION_MOST = 10 };

static int16_t take_recommendation(struct taking *taking, enum field field)
{
    int32_t score = take_count(taking, field);

    if (score > RECOMMENDATION_MOST)
        bad_cell(taking, taking->rules->plan->column_of[field], "not a recommendation of 0 to 10");
    return score > RECOMMENDATION_MOST ? COUNT_UNKNOWN : (int16_t)score;
}

static void set_effort(struct survey_record *record, const struct rating *rating)
{
    record->effort = rating->score;
    record->effort_max = rating->scale_max;
}

void take_survey(struct taking *taking)
{
    struct survey_record *record = &taking->out->survey;
    int32_t scale = take_count(taking, FIELD_scale_max);

    *record = (struct survey_record){.ticket_id = take_ticket_id(taking),
                                     .sent_at = take_instant(taking, FIELD_sent_at),
                                     .answered_at = take_instant(taking, FIELD_answered_at),
                                     .rating = {COUNT_UNKNOWN, 0, 1},
                                     .recommendation = COUNT_UNKNOWN,
                                     .effort = COUNT_UNKNOWN,
                                     .asks = take_asked(taking)};
    if (record->asks == 1u << SURVEY_RECOMMENDATION) {
        bool is_apart = taking->rules->plan->column_of[FIELD_recommendation] >= 0;
        record->recommendation =
            take_recommendation(taking, is_apart ? FIELD_recommendation : FIELD_score);
        return;
    }
    bool is_effort = record->asks == 1u << SURVEY_EFFORT;
    const struct row_rules *rules = taking->rules;
    struct rating rating =
        take_rating(taking, FIELD_score, is_effort ? rules->effort_scale : rules->rating_scale);
    if (scale > 1 && scale <= 100 && rating.score != COUNT_UNKNOWN)
        rating.scale_max = (int16_t)scale;
    struct rating effort = take_rating(taking, FIELD_effort, rules->effort_scale);
    if (is_effort && effort.score == COUNT_UNKNOWN)
        effort = rating;
    if (survey_asks(record, SURVEY_SATISFACTION))
        record->rating = (struct rating){rating.score, rating.scale_max, 1};
    if (survey_asks(record, SURVEY_EFFORT))
        set_effort(record, &effort);
    if (survey_asks(record, SURVEY_RECOMMENDATION))
        record->recommendation = take_recommendation(taking, FIELD_recommendation);
}

void take_review(struct taking *taking)
{
    struct review_record *record = &taking->out->review;

    *record = (struct review_record){.ticket_id = take_ticket_id(taking)};
    take_person(taking, FIELD_reviewer, IN_ROW(review.reviewer));
    record->is_complete = take_flag(taking, FIELD_complete);
    record->is_correct = take_flag(taking, FIELD_correct);
}

void take_status(struct taking *taking)
{
    struct status_record *record = &taking->out->status;

    *record = (struct status_record){.ticket_id = take_ticket_id(taking)};
    record->at = take_needed_instant(taking, FIELD_at, "no time of the change");
    take_word(taking, FIELD_status, VOCABULARY_STATUS, WORDS_STATUS, IN_ROW(status.status));
    take_person(taking, FIELD_actor, IN_ROW(status.actor));
}
