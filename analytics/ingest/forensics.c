#include "ingest/forensics.h"

#include <math.h>

#include "calendar/instant.h"
#include "calendar/zone.h"
#include "ingest/cells.h"
#include "ingest/opening.h"

void forensics_release(struct forensics *forensics)
{
    buffer_release(&forensics->unknown_words);
}

static bool is_weekend(int32_t day)
{
    return weekday_of_day(day) >= SATURDAY;
}

void forensics_note_day(struct forensics *forensics, int32_t day)
{
    struct rhythm *rhythm = &forensics->rhythm;
    struct date date = date_of_day(day);

    if (date.day > 12) {
        rhythm->plain_count++;
        rhythm->plain_weekend_count += is_weekend(day);
    } else {
        rhythm->ambiguous_count++;
        rhythm->ambiguous_weekend_count += is_weekend(day);
        rhythm->swapped_weekend_count += is_weekend(day_of(date.year, date.day, date.month));
    }
}

void forensics_note_id(struct forensics *forensics, struct span id)
{
    int64_t number = 0;

    if (!span_trailing_number(id, &number))
        return;
    if (forensics->numbered_count == 0 || number < forensics->least_number)
        forensics->least_number = number;
    if (forensics->numbered_count == 0 || number > forensics->greatest_number)
        forensics->greatest_number = number;
    forensics->numbered_count++;
}

void forensics_note_word(struct forensics *forensics, const char *column, struct span word)
{
    enum { SHOWN_BYTES = 32 };
    char shown[SHOWN_BYTES + 1];

    if (forensics->unknown_word_count++ >= UNKNOWN_WORDS_MOST)
        return;
    cell_show(word, SHOWN_BYTES, shown);
    buffer_format(&forensics->unknown_words, "%s%s '%s'",
                  forensics->unknown_words.length == 0 ? "" : ", ", column, shown);
}

static void note_hour(struct forensics *forensics, int64_t local_s)
{
    if (local_s != INSTANT_UNKNOWN && !is_weekend(day_of_local(local_s)))
        forensics->hour_count[second_of_local(local_s) / HOUR_S]++;
}

static void note_verdict(struct own_verdict *verdict, int8_t is_met)
{
    verdict->count += is_met != COUNT_UNKNOWN;
    verdict->late_count += is_met == 0;
}

void forensics_note_ticket(struct forensics *forensics, const struct zone *zone,
                           const struct ticket_record *record)
{
    int64_t created = zone_local(zone, record->created_at);
    int64_t reply = zone_local(zone, record->first_reply_at);
    int64_t end = zone_local(zone, record->resolved_at != INSTANT_UNKNOWN ? record->resolved_at
                                                                          : record->closed_at);

    note_verdict(&forensics->reply_verdict, record->reply_sla_met);
    note_verdict(&forensics->resolve_verdict, record->resolve_sla_met);
    note_hour(forensics, reply);
    note_hour(forensics, end);
    if (created == INSTANT_UNKNOWN)
        return;
    if (reply != INSTANT_UNKNOWN && record->first_reply_s > 0 && reply > created)
        duration_check_note(&forensics->reply_durations, created, reply, record->first_reply_s);
    if (end != INSTANT_UNKNOWN && record->resolution_s > 0 && end > created)
        duration_check_note(&forensics->resolution_durations, created, end, record->resolution_s);
}

/* "09:00–18:00" of minutes after midnight. */
static void hours_text(int open_minute, int close_minute, char out[16])
{
    unsigned open = (unsigned)open_minute % 1441, close = (unsigned)close_minute % 1441;

    snprintf(out, 16, "%02u:%02u–%02u:%02u", open / 60, open % 60, close / 60, close % 60);
}

enum { BUSY_HOURS = 9, USUAL_START_HOUR = 9, HOURS_LEAST = 200 };

bool forensics_busy_hours(const struct forensics *forensics, int *start_hour, double *share)
{
    uint64_t total = 0;
    uint64_t best = 0;

    for (int hour = 0; hour < 24; hour++)
        total += forensics->hour_count[hour];
    for (int start = 0; start < 24; start++) {
        uint64_t inside = 0;
        for (int i = 0; i < BUSY_HOURS; i++)
            inside += forensics->hour_count[(start + i) % 24];
        if (inside > best) {
            best = inside;
            *start_hour = start;
        }
    }
    *share = total == 0 ? 0 : (double)best / (double)total;
    return total >= HOURS_LEAST && *share >= .7;
}

void forensics_tell_hours(const struct forensics *forensics, bool zone_is_told, const char *zone,
                          char *out, size_t size, char span[16])
{
    int start = 0;
    double share = 0;

    out[0] = '\0';
    if (!forensics_busy_hours(forensics, &start, &share))
        return;
    int late = (start - USUAL_START_HOUR + 36) % 24 - 12; /* -12 … 11 */
    bool is_usual = late >= -2 && late <= 2;
    hours_text(start * 60, (start + BUSY_HOURS) % 24 * 60, span);
    if (is_usual && !zone_is_told)
        snprintf(out, size,
                 "%.0f %% of the answers fall between %02d:00 and %02d:00 of these times, as where "
                 "a clock on the wall of the staff wrote them: name its zone",
                 share * 100, start, (start + BUSY_HOURS) % 24);
    else if (!is_usual && !zone_is_told)
        snprintf(out, size,
                 "%.0f %% of the answers fall between %02d:00 and %02d:00 of these times: staff "
                 "that work from %02d:00 would be at UTC%+d",
                 share * 100, start, (start + BUSY_HOURS) % 24, USUAL_START_HOUR, -late);
    else if (late < -3 || late > 3)
        snprintf(out, size,
                 "%.0f %% of the answers fall between %02d:00 and %02d:00 in %s: is that the zone "
                 "of the staff?",
                 share * 100, start, (start + BUSY_HOURS) % 24, zone);
}

static double share_of(uint64_t part, uint64_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

/*
 * The shares differ by ten points and five standard errors (two proportions, pooled), and the
 * exchange of day and month brings the dates back to the rhythm of the others.
 */
bool rhythm_is_broken(const struct rhythm *rhythm, char *out, size_t size)
{
    enum { COUNT_LEAST = 200 };
    double n = (double)rhythm->ambiguous_count;
    double m = (double)rhythm->plain_count;
    double ambiguous = share_of(rhythm->ambiguous_weekend_count, rhythm->ambiguous_count);
    double plain = share_of(rhythm->plain_weekend_count, rhythm->plain_count);
    double swapped = share_of(rhythm->swapped_weekend_count, rhythm->ambiguous_count);

    out[0] = '\0';
    if (n < COUNT_LEAST || m < COUNT_LEAST)
        return false;
    double pooled = (ambiguous * n + plain * m) / (n + m);
    double error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    bool is_broken = ambiguous - plain > .1 && ambiguous - plain > 5 * error &&
                     fabs(swapped - plain) < (ambiguous - plain) / 2;
    if (is_broken)
        snprintf(out, size,
                 "days and months have changed places where the day is 12 or less: %.1f %% of the "
                 "dates that could be read both ways fall on a weekend, %.1f %% of the others, and "
                 "%.1f %% when they are changed back",
                 ambiguous * 100, plain * 100, swapped * 100);
    return is_broken;
}

static bool doubt_rows(const struct forensics *forensics, uint64_t row_count, bool is_event_log,
                       struct understanding *words, struct error *err)
{
    enum { GAPS_PERCENT = 5 }; /* of the survivorship guard: facts/numbers.c */
    static const uint64_t limits[] = {500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 500000};
    uint64_t span_count = (uint64_t)(forensics->greatest_number - forensics->least_number) + 1;

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (row_count == limits[i] &&
            !add_doubt(words, DOUBT(true, "truncated", NUMBER_SAID(row_count)), err,
                       "exactly %llu rows: desks cut their exports at such numbers, so rows may be "
                       "missing (hint: export a shorter period)",
                       (unsigned long long)row_count))
            return false;
    /* Numbers that are shared with other queues leave most of them out: that says nothing. */
    bool has_gaps = !is_event_log && forensics->numbered_count >= 100 &&
                    forensics->numbered_count < span_count - span_count / 100 &&
                    forensics->numbered_count > span_count / 2;
    bool has_many = (span_count - forensics->numbered_count) * 100 > span_count * GAPS_PERCENT;
    return !has_gaps ||
           add_doubt(words,
                     DOUBT(has_many, "id_gaps", NUMBER_SAID(forensics->least_number),
                           NUMBER_SAID(forensics->greatest_number),
                           NUMBER_SAID(span_count - forensics->numbered_count)),
                     err,
                     "ticket numbers run from %lld to %lld and %llu of them are not here (deleted, "
                     "filtered out, or of other groups)",
                     (long long)forensics->least_number, (long long)forensics->greatest_number,
                     (unsigned long long)(span_count - forensics->numbered_count));
}

/* Said beside our own figures, never mixed with them: the desk's promises are not ours. */
static bool tell_verdicts(const struct forensics *forensics, struct understanding *words,
                          struct error *err)
{
    const struct {
        const struct own_verdict *verdict;
        const char *key, *says;
    } rows[] = {{&forensics->reply_verdict, "own_reply_verdict",
                 "first replies were late by the desk's own"},
                {&forensics->resolve_verdict, "own_resolve_verdict",
                 "solutions were late by the desk's own"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].verdict->count > 0 &&
            !add_doubt(words,
                       DOUBT(false, rows[i].key, NUMBER_SAID(rows[i].verdict->late_count),
                             NUMBER_SAID(rows[i].verdict->count)),
                       err, "%llu of %llu %s clock",
                       (unsigned long long)rows[i].verdict->late_count,
                       (unsigned long long)rows[i].verdict->count, rows[i].says))
            return false;
    return true;
}

bool forensics_conclude(const struct forensics *forensics, uint64_t row_count, bool is_event_log,
                        struct understanding *words, struct error *err)
{
    const struct {
        uint64_t count;
        const char *key, *says;
    } counts[] = {
        {forensics->comment_count, "comments", "messages read from the cells of comments"},
        {forensics->odd_comment_count, "odd_comment",
         "comments left out because they are no 'date;author;text'"},
        {forensics->early_reply_count, "early_reply",
         "tickets with a first reply before their creation"},
        {forensics->early_resolve_count, "early_resolve",
         "tickets solved before their first reply"},
        {forensics->zero_duration_count, "zero_duration",
         "durations of zero, which this desk writes for 'none', taken for unknown"},
        {forensics->sentinel_count, "sentinel_date",
         "dates before 1980 or after 2099, which stand for 'none', taken for unknown"},
        {forensics->done_count, "done_for_solved",
         "tickets without a time of resolution, for which the time is taken at which the category "
         "of their status became 'done'"},
    };

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].count > 0 &&
            !add_doubt(words, DOUBT(false, counts[i].key, NUMBER_SAID(counts[i].count)), err,
                       "%s: %llu", counts[i].says, (unsigned long long)counts[i].count))
            return false;
    if (forensics->unknown_word_count > 0 &&
        !add_doubt(
            words,
            DOUBT(false, "unknown_words",
                  WORD_SAID(forensics->unknown_words.length == 0 ? ""
                                                                 : forensics->unknown_words.bytes)),
            err, "words whose meaning is not known: %s%s (hint: 'words:' in deskgauge.yaml)",
            forensics->unknown_words.length == 0 ? "" : forensics->unknown_words.bytes,
            forensics->unknown_word_count > UNKNOWN_WORDS_MOST ? ", …" : ""))
        return false;
    return (is_event_log || tell_verdicts(forensics, words, err)) &&
           doubt_rows(forensics, row_count, is_event_log, words, err);
}

static bool tell_durations(const struct duration_verdict *verdict, const char *column,
                           const char *key, bool is_business, struct understanding *words,
                           struct error *err)
{
    unsigned fits = verdict->fit_count, all = verdict->pair_count;
    char hours[16];

    hours_text(verdict->open_minute, verdict->close_minute, hours);
    switch (verdict->finding) {
    case DURATIONS_CALENDAR:
        return add_doubt(
            words,
            DOUBT(false, "durations_agree", WORD_SAID(column), NUMBER_SAID(fits), NUMBER_SAID(all)),
            err, "'%s' is the time that passed between its dates%s: so in %u of %u tickets", column,
            is_business ? ", not the open hours of the desk" : "", fits, all);
    case DURATIONS_WINDOW:
        return add_doubt(
            words,
            DOUBT(!is_business, is_business ? "durations_hours" : key, WORD_SAID(column),
                  WORD_SAID(hours)),
            err, "'%s' is the time from %02d:%02d to %02d:%02d, %s: so in %u of %u tickets", column,
            verdict->open_minute / 60, verdict->open_minute % 60, verdict->close_minute / 60,
            verdict->close_minute % 60, verdict->days, fits, all);
    case DURATIONS_TOO_LONG:
        return add_doubt(words, DOUBT(true, key, WORD_SAID(column)), err,
                         "'%s' is longer than the time between its dates: so in %u of %u tickets",
                         column, fits, all);
    case DURATIONS_UNKNOWN:
        return is_business ||
               add_doubt(
                   words,
                   DOUBT(true, "durations_differ", WORD_SAID(column), NUMBER_SAID(fits),
                         NUMBER_SAID(all)),
                   err,
                   "'%s' should be the time that passed between its dates, and is so in %u of "
                   "%u tickets alone",
                   column, fits, all);
    default:
        return true;
    }
}

static bool judge_column(const struct duration_check *check, const struct plan *plan,
                         enum field field, const char *key, bool is_told,
                         struct understanding *words, struct error *err)
{
    int column = plan->column_of[field];

    if (column < 0)
        return true;
    const char *header = words->columns[column].header;
    struct duration_verdict verdict = duration_check_judge(check);
    if (verdict.finding != DURATIONS_UNIT)
        return tell_durations(&verdict, header, key,
                              plan->columns[column].meaning->clock == DESK_CLOCK_BUSINESS, words,
                              err);
    if (is_told)
        return add_doubt(words, DOUBT(true, key, WORD_SAID(header)), err,
                         "'%s' is %g times the time between its dates: so in %u of %u tickets",
                         header, verdict.factor, (unsigned)verdict.fit_count,
                         (unsigned)verdict.pair_count);
    return error_set(
        err, ERROR_INPUT,
        "%s: '%s' is %g times the time between its dates in %u of %u tickets, so it "
        "is of another unit; nothing was kept (hint: 'deskgauge desks FILE --profile > "
        "mine.yaml', change its unit, read with --desk mine.yaml)",
        words->file, header, verdict.factor, (unsigned)verdict.fit_count,
        (unsigned)verdict.pair_count);
}

bool forensics_judge_durations(const struct forensics *forensics, const struct plan *plan,
                               bool is_told, struct understanding *words, struct error *err)
{
    return judge_column(&forensics->reply_durations, plan, FIELD_first_reply_s,
                        "reply_durations_doubted", is_told, words, err) &&
           judge_column(&forensics->resolution_durations, plan, FIELD_resolution_s,
                        "resolution_durations_doubted", is_told, words, err);
}
