#include "command/scoring.h"

#include "command/composed.h"
#include "command/drilling.h"
#include "command/told.h"
#include "command/words.h"
#include "kinds/review.h"

enum { TITLE_WIDTH = 36, VERDICT_WIDTH = 18, VALUE_WIDTH = 24 };

static void print_happened(const struct scorecard *scorecard, const struct measurement *measurement,
                           struct language *language, struct buffer *out)
{
    if (measurement == NULL || !measurement->has_value || measurement->asked_count == 0)
        return;
    if (measurement_unit(measurement->name) != UNIT_SHARE ||
        measurement->name == MEASURED_CHANNEL_PARITY) /* which weighs channels, not tickets */
        return;
    bool is_survey = measurement->name == MEASURED_SATISFIED; /* of those who answered */
    struct value kept = value_count((int64_t)measurement->kept_count);
    struct value asked = value_count(
        (int64_t)(is_survey ? scorecard->survey.answered_count : measurement->asked_count));
    struct phrase phrase = measurement->open_count == 0 || is_survey
                               ? PHRASE("%1$s of %2$s", kept, asked)
                               : PHRASE("%1$s of %2$s tickets, %3$s not decided yet", kept, asked,
                                        value_count((int64_t)measurement->open_count));
    language_append_phrase(language, &phrase, out);
}

/* What changed; where it cannot be told, what would tell it, or why not. */
static void append_outlook(struct language *language, const struct criterion_score *row,
                           struct buffer *out)
{
    struct phrase cure = cure_phrase(row->cure);

    struct phrase reason = reason_phrase(row->reason);
    bool is_told = row->has_score || row->verdict != VERDICT_CANNOT_TELL ||
                   row->change.verdict != CHANGE_UNKNOWN;

    if (!phrase_is_absent(&cure) && (!is_told || row->standing == STANDING_NOT_OBSERVABLE)) {
        struct phrase phrase = PHRASE("it would take: %1$s", value_words(&cure));
        language_append_phrase(language, &phrase, out);
    } else if (!phrase_is_absent(&reason) && !is_told) {
        language_append_phrase(language, &reason, out);
    } else {
        append_change(language, &row->change, out);
    }
}

static bool print_criterion(const struct scorecard *scorecard, const struct cube *cube,
                            const struct criterion_score *row, struct language *language, FILE *out,
                            struct error *err)
{
    const struct measurement *headline =
        scorecard_find(scorecard, row->headline, PERIOD_CURRENT, ALL_ACCOUNTS, CHANNEL_UNKNOWN);
    OWN(buffer_release) struct buffer value = {0};
    OWN(buffer_release) struct buffer happened = {0};
    OWN(buffer_release) struct buffer change = {0};
    OWN(buffer_release) struct buffer lever = {0};
    const char *verdict = verdict_word(language, row->verdict);

    append_measurement(language, headline, &value);
    print_happened(scorecard, headline, language, &happened);
    append_outlook(language, row, &change);
    if (value.is_short || happened.is_short || change.is_short)
        return error_memory(err);
    fputs("  ", out);
    print_padded(out, criterion_title(language, row->criterion), TITLE_WIDTH);
    print_padded(out, verdict, VERDICT_WIDTH);
    if (text_width(verdict) >= VERDICT_WIDTH) /* a long one pushes its row aside */
        fputc(' ', out);
    print_padded(out, buffer_span(&value).bytes, VALUE_WIDTH);
    print_padded(out, standing_word(language, row->standing), 20);
    fprintf(out, "%s\n", buffer_span(&happened).bytes);
    fprintf(out, "  %*s%s\n", TITLE_WIDTH, "", buffer_span(&change).bytes);
    append_lever(language, row, cube, &lever);
    if (lever.is_short)
        return error_memory(err);
    if (lever.length > 0)
        fprintf(out, "  %*s%s\n", TITLE_WIDTH, "", buffer_span(&lever).bytes);
    return true;
}

static bool print_head(const struct scorecard *scorecard, const struct cube *cube,
                       struct language *language, FILE *out, struct error *err)
{
    const struct period *period = &scorecard->period[PERIOD_CURRENT];
    struct value numbers[2];
    struct phrase why = period_why_phrase(scorecard, numbers);
    OWN(buffer_release) struct buffer head = {0};
    struct value days = value_period(period->first_day, period->last_day);

    (void)cube;
    language_append_value(language, &days, &head);
    buffer_text(&head, " · ");
    struct phrase tickets = PLURAL("%1$s ticket", "%1$s tickets", (int64_t)period->ticket_count,
                                   value_count((int64_t)period->ticket_count));
    language_append_phrase(language, &tickets, &head);
    if (!phrase_is_absent(&why)) {
        buffer_byte(&head, '\n');
        language_append_phrase(language, &why, &head);
    }
    for (enum period_index i = PERIOD_CURRENT; i <= PERIOD_PREVIOUS; i++) {
        struct phrase held = period_held_phrase(scorecard, i, numbers);
        if (phrase_is_absent(&held))
            continue;
        buffer_byte(&head, '\n');
        language_append_phrase(language, &held, &head);
    }
    struct phrase late = late_entry_phrase(scorecard, numbers);
    if (!phrase_is_absent(&late)) {
        buffer_byte(&head, '\n');
        language_append_phrase(language, &late, &head);
    }
    if (head.is_short)
        return error_memory(err);
    fprintf(out, "\n%s\n\n", buffer_span(&head).bytes);
    return true;
}

static bool print_promisable(const struct scorecard *scorecard, struct language *language,
                             FILE *out, struct error *err)
{
    struct value time = value_duration(scorecard->promisable_s);
    OWN(buffer_release) struct buffer text = {0};

    if (scorecard->promisable_s <= 0)
        return true;
    language_append_value(language, &time, &text);
    if (text.is_short)
        return error_memory(err);
    fputs("  ", out);
    print_padded(out, tr(language, "Could be promised to four of five: a reply within"),
                 TITLE_WIDTH + VERDICT_WIDTH);
    fprintf(out, "%s\n", buffer_span(&text).bytes);
    return true;
}

static bool print_context(const struct scorecard *scorecard, struct language *language, FILE *out,
                          struct error *err)
{
    static const struct {
        enum measured name;
        const char *title;
    } rows[] = {
        {MEASURED_REPLY_MEDIAN, N_("First reply, median")},
        {MEASURED_REPLY_NAIVE_MEDIAN, N_("the same without the unanswered, as dashboards say it")},
        {MEASURED_RESOLVE_MEDIAN, N_("Time to resolution, median")},
        {MEASURED_RESOLVE_NAIVE_MEDIAN, N_("the same of the resolved only")},
        {MEASURED_RESOLVED, N_("Resolved")},
        {MEASURED_BACKLOG, N_("Open at the cut")},
    };

    fputc('\n', out);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct measurement *row =
            scorecard_find(scorecard, rows[i].name, PERIOD_CURRENT, ALL_ACCOUNTS, CHANNEL_UNKNOWN);
        OWN(buffer_release) struct buffer value = {0};
        if (row == NULL || (!row->has_value && row->reason == NULL))
            continue;
        append_measurement(language, row, &value);
        if (!row->has_value && row->reason == REASON_NOT_REACHED)
            buffer_format(&value, " %s", tr(language, "not reached"));
        if (value.is_short)
            return error_memory(err);
        fputs("  ", out);
        print_padded(out, tr(language, rows[i].title), TITLE_WIDTH + VERDICT_WIDTH);
        fprintf(out, "%s\n", buffer_span(&value).bytes);
    }
    return print_promisable(scorecard, language, out, err);
}

bool print_scorecard(const struct scorecard *scorecard, const struct cube *cube,
                     struct language *language, FILE *out, struct error *err)
{
    if (!print_head(scorecard, cube, language, out, err))
        return false;
    for (int criterion = 0; criterion < CRITERION_COUNT; criterion++)
        if (!print_criterion(scorecard, cube, &scorecard->criteria[criterion], language, out, err))
            return false;
    return print_composite(scorecard, language, out, err) &&
           print_context(scorecard, language, out, err);
}

static bool write_id(const struct scorecard *scorecard, const struct cube *cube,
                     const struct measurement *row, struct buffer *id, struct error *err)
{
    buffer_clear(id);
    measurement_write_id(row, &cube->names, scorecard->period[row->period].label, id);
    return !id->is_short || error_memory(err);
}

static void number(FILE *out, const char *key, bool is_known, double value)
{
    if (is_known)
        fprintf(out, ", \"%s\": %.15g", key, value);
    else
        fprintf(out, ", \"%s\": null", key);
}

static void word(FILE *out, const char *key, const char *text)
{
    fprintf(out, ", \"%s\": ", key);
    if (text == NULL)
        fputs("null", out);
    else
        told_json_text(out, text);
}

bool print_measurements_json(const struct scorecard *scorecard, const struct cube *cube, FILE *out,
                             struct error *err)
{
    OWN(buffer_release) struct buffer id = {0};
    char hash[33];

    hash128_format(scorecard->settings_hash, hash);
    fprintf(out, "{\"settings\": \"%s\", \"criteria\": [", hash);
    for (int i = 0; i < CRITERION_COUNT; i++) {
        const struct criterion_score *row = &scorecard->criteria[i];
        fprintf(out,
                "%s\n  {\"criterion\": \"%s\", \"verdict\": \"%s\", \"standing\": \"%s\", "
                "\"change\": \"%s\"",
                i == 0 ? "" : ",", criterion_name((enum criterion)i),
                promise_verdict_name(row->verdict), standing_name(row->standing),
                change_verdict_name(row->change.verdict));
        number(out, "score", row->has_score, row->score);
        number(out, "coverage", true, row->coverage);
        number(out, "tickets_short", row->has_lost, row->lost_count);
        number(out, "chance", row->change.reason == NULL, row->change.chance);
        number(out, "smallest_drop", row->change.reason == NULL, row->change.smallest_drop);
        word(out, "lever", row->lever);
        word(out, "lever_part", row->lever == NULL ? NULL : lever_part(row, cube));
        number(out, "lever_gain", row->lever != NULL, row->lever_gain);
        word(out, "reason", row->reason);
        word(out, "cure", row->cure);
        fprintf(out, ", \"dated\": %s", row->change.is_dated ? "true" : "false");
        number(out, "week_day", row->change.is_dated, row->change.week_day);
        fprintf(out, "}");
    }
    fprintf(out, "\n]");
    word(out, "weakest",
         scorecard->weakest < 0 ? NULL : criterion_name((enum criterion)scorecard->weakest));
    print_composite_json(scorecard, out);
    fprintf(out, ", \"executors\": [");
    print_executors_json(scorecard, out);
    fprintf(out, "\n], \"parts\": [");
    print_drill_json(scorecard, cube, out);
    fprintf(out, "\n], \"figures\": [");
    for (size_t i = 0; i < scorecard->measurement_count; i++) {
        const struct measurement *row = &scorecard->measurements[i];
        if (!write_id(scorecard, cube, row, &id, err))
            return false;
        fprintf(out, "%s\n  {\"id\": ", i == 0 ? "" : ",");
        told_json_text(out, buffer_span(&id).bytes);
        fprintf(out,
                ", \"unit\": \"%s\", \"rung\": \"%s\", \"standing\": \"%s\", \"asked\": %llu, "
                "\"kept\": %llu, \"open\": %llu",
                unit_name(measurement_unit(row->name)), rung_name((enum rung)row->rung),
                standing_name((enum standing)row->standing), (unsigned long long)row->asked_count,
                (unsigned long long)row->kept_count, (unsigned long long)row->open_count);
        number(out, "value", row->has_value, row->value);
        number(out, "low", row->has_interval, row->low);
        number(out, "high", row->has_interval, row->high);
        fprintf(out, ", \"reason\": ");
        if (row->reason == NULL)
            fprintf(out, "null}");
        else
            fprintf(out, "\"%s\"}", row->reason);
    }
    fprintf(out, "\n]}\n");
    return true;
}

bool print_measurements_csv(const struct scorecard *scorecard, const struct cube *cube, FILE *out,
                            struct error *err)
{
    OWN(buffer_release) struct buffer id = {0};

    fprintf(out, "figure,unit,value,low,high,asked,kept,open,rung,standing,reason\n");
    for (size_t i = 0; i < scorecard->measurement_count; i++) {
        const struct measurement *row = &scorecard->measurements[i];
        if (!write_id(scorecard, cube, row, &id, err))
            return false;
        fprintf(out, "\"%s\",%s,", buffer_span(&id).bytes, unit_name(measurement_unit(row->name)));
        if (row->has_value)
            fprintf(out, "%.15g", row->value);
        fputc(',', out);
        if (row->has_interval)
            fprintf(out, "%.15g,%.15g", row->low, row->high);
        else
            fputc(',', out);
        fprintf(out, ",%llu,%llu,%llu,%s,%s,%s\n", (unsigned long long)row->asked_count,
                (unsigned long long)row->kept_count, (unsigned long long)row->open_count,
                rung_name((enum rung)row->rung), standing_name((enum standing)row->standing),
                row->reason == NULL ? "" : row->reason);
    }
    return true;
}

bool scorecard_is_under(const struct scorecard *scorecard, double score)
{
    for (int i = 0; i < CRITERION_COUNT; i++)
        if (scorecard->criteria[i].has_score && scorecard->criteria[i].score < score)
            return true;
    return false;
}
