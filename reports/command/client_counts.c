#include "command/client_counts.h"

#include "cube/count.h"
#include "model/value.h"

enum { MONTHS_MOST = sizeof((struct client_counts){0}.months) / sizeof(struct month_count) };

static int month_number(int32_t day)
{
    int year = 0, month = 0, day_of_month = 0;

    civil_of_day(day, &year, &month, &day_of_month);
    return year * 12 + month - 1;
}

void client_counts_begin(struct client_counts *counts, const struct period *period)
{
    int first = month_number(period->first_day), last = month_number(period->last_day);

    if (last - first >= MONTHS_MOST)
        first = last - MONTHS_MOST + 1;
    *counts = (struct client_counts){
        .year = first / 12, .month = first % 12 + 1, .month_count = last - first + 1};
}

static void count(struct reply_count *out, uint8_t verdict)
{
    if (verdict == UNTOLD)
        return;
    out->asked++;
    out->in_time += verdict == 1;
}

/* The same wait on the clock that never stops. */
static uint8_t kept_by_calendar(const struct exit_time *reply, int64_t promise_s)
{
    struct exit_time calendar = *reply;

    calendar.after_s[CLOCK_PROMISED] = reply->after_s[CLOCK_CALENDAR];
    return counted_kept(&calendar, promise_s);
}

static void count_verdict(struct client_counts *counts, uint8_t desk, uint8_t ours)
{
    if (desk == DESK_SAYS_NOTHING)
        return;
    bool is_met = desk == DESK_SAYS_MET;
    count(&counts->desk, is_met);
    if (ours == UNTOLD)
        return;
    count(&counts->both, ours);
    counts->kinder += is_met && ours == 0;
    counts->stricter += !is_met && ours == 1;
}

static void count_month(struct client_counts *counts, const struct fact *fact, uint8_t ours,
                        bool is_open)
{
    int at = month_number(fact->day) - (counts->year * 12 + counts->month - 1);

    if (at < 0 || at >= counts->month_count)
        return;
    struct month_count *month = &counts->months[at];
    month->ticket_count++;
    month->handled_count += fact->handling_s >= 0;
    month->handling_s += fact->handling_s > 0 ? fact->handling_s : 0;
    month->open_count += is_open;
    count(&month->replies, ours);
}

void client_counts_add(struct client_counts *counts, const struct fact *fact,
                       const struct fact_promise *promise)
{
    const struct exit_time *reply = &fact->reply[READING_STRICT];
    int64_t promise_s = promise->first_reply_s;
    uint8_t ours = fact->is_attended ? UNTOLD : counted_kept(reply, promise_s);
    bool is_open = !fact->is_attended && promise_s > 0 && reply->exit == EXIT_CENSORED;

    count(&counts->ours, ours);
    if (ours != UNTOLD) {
        count(&counts->answered, reply->exit == EXIT_EVENT ? ours : UNTOLD);
        count(&counts->calendar, kept_by_calendar(reply, promise_s));
        count(&counts->robots, counted_kept(&fact->desk.from_creation, promise_s));
    }
    count_verdict(counts, fact->desk_reply, ours);
    count_month(counts, fact, ours, is_open && ours == UNTOLD);
}
