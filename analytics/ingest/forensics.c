#include "ingest/forensics.h"

#include <math.h>

#include "calendar/instant.h"
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

/* The number at the end of an id: 10001 of "INC0010001". */
void forensics_note_id(struct forensics *forensics, struct span id)
{
    enum { DIGITS_MOST = 15 };
    size_t digits = 0;
    int64_t number = 0;

    while (digits < id.length && id.bytes[id.length - 1 - digits] >= '0' &&
           id.bytes[id.length - 1 - digits] <= '9')
        digits++;
    if (digits == 0 || digits > DIGITS_MOST)
        return;
    for (size_t i = id.length - digits; i < id.length; i++)
        number = number * 10 + (id.bytes[i] - '0');
    if (forensics->numbered_count == 0 || number < forensics->least_number)
        forensics->least_number = number;
    if (forensics->numbered_count == 0 || number > forensics->greatest_number)
        forensics->greatest_number = number;
    forensics->numbered_count++;
}

void forensics_note_word(struct forensics *forensics, const char *column, struct span word)
{
    enum { SHOWN_BYTES = 32 };

    if (forensics->unknown_word_count++ >= UNKNOWN_WORDS_MOST || !span_is_printable(word))
        return;
    size_t length = word.length < SHOWN_BYTES ? word.length : SHOWN_BYTES;
    while (length < word.length && length > 0 && ((unsigned char)word.bytes[length] & 0xC0) == 0x80)
        length--;
    buffer_format(&forensics->unknown_words, "%s%s '%.*s'",
                  forensics->unknown_words.length == 0 ? "" : ", ", column, (int)length,
                  word.bytes);
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
    static const uint64_t limits[] = {500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 500000};
    uint64_t span_count = (uint64_t)(forensics->greatest_number - forensics->least_number) + 1;

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (row_count == limits[i] &&
            !add_doubt(words, true, "truncated", err,
                       "exactly %llu rows: desks cut their exports at such numbers, so rows may be "
                       "missing (hint: export a shorter period)",
                       (unsigned long long)row_count))
            return false;
    /* Numbers that are shared with other queues leave most of them out: that says nothing. */
    bool has_gaps = !is_event_log && forensics->numbered_count >= 100 &&
                    forensics->numbered_count < span_count - span_count / 100 &&
                    forensics->numbered_count > span_count / 2;
    return !has_gaps ||
           add_doubt(words, false, "id_gaps", err,
                     "ticket numbers run from %lld to %lld and %llu of them are not here (deleted, "
                     "filtered out, or of other groups)",
                     (long long)forensics->least_number, (long long)forensics->greatest_number,
                     (unsigned long long)(span_count - forensics->numbered_count));
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
        if (counts[i].count > 0 && !add_doubt(words, false, counts[i].key, err, "%s: %llu",
                                              counts[i].says, (unsigned long long)counts[i].count))
            return false;
    if (forensics->unknown_word_count > 0 &&
        !add_doubt(words, false, "unknown_words", err,
                   "words whose meaning is not known: %s%s (hint: 'words:' in deskgauge.yaml)",
                   forensics->unknown_words.length == 0 ? "" : forensics->unknown_words.bytes,
                   forensics->unknown_word_count > UNKNOWN_WORDS_MOST ? ", …" : ""))
        return false;
    return doubt_rows(forensics, row_count, is_event_log, words, err);
}
