#include "command/vendors.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/instant.h"
#include "command/words.h"
#include "facts/build.h"

/*
 * Definitions, as the vendors publish them; where they leave a choice, what is taken stands here.
 *
 * zendesk      First reply: creation to the first public comment of an agent; tickets without one
 *              are in no average (support.zendesk.com 4408821871642, 4408834848154). One-touch:
 *              solved with fewer than two agent replies, none included (4408820618266). CSAT:
 *              good / (good + bad).
 * freshservice First reply: replies and public notes of an agent; only tickets assigned to an agent
 *              or a group (support.freshdesk.com 50000000041, of the same maker). First contact
 *              resolution: no customer interaction after the description, whatever the agent sent
 *              (50000004904). CSAT: positive of all answers (no page of theirs was read).
 * intercom     First reply: first message of the customer to the first reply of a teammate; closed
 *              without one is left out (help 3653556, forum 0D55c00006JfaAOCAZ). One-touch: closed
 *              once, one participating teammate (help 7022438). CSAT: positive of all answers (no
 *              page of theirs was read).
 * zammad       First reply: creation to the first article of an agent that the customer sees (no
 *              page read: the sender of an article is Agent, System or Customer). First solution:
 *              closed within 15 minutes of creation, reply or not
 *              (lib/report/ticket_first_solution.rb). No survey of its own.
 *
 * All of them on our population (no spam, tests, merged, staff-initiated); time against the
 * ticket's own promise on the clock that was promised, so that only the definitions differ.
 */
enum { FIRST_SOLUTION_S = 15 * 60 };

static const char *const NAMES[VENDOR_COUNT] = {"deskgauge", "zendesk", "freshservice", "intercom",
                                                "zammad"};
static const char *const MEASURES[VENDOR_MEASURE_COUNT] = {"first_reply", "one_touch", "csat"};

bool vendors_parse(const char *text, struct vendors *out, struct error *err)
{
    *out = (struct vendors){.is_asked = {[VENDOR_OURS] = true}};
    while (*text != '\0') {
        struct span word = {text, strcspn(text, ",")};
        bool is_all = span_equal(word, SPAN("all"));
        bool is_found = is_all;
        for (int vendor = 1; vendor < VENDOR_COUNT; vendor++) {
            if (!is_all && !span_equal(word, span_of(NAMES[vendor])))
                continue;
            out->is_asked[vendor] = is_found = true;
        }
        if (!is_found) {
            const char *near = text_nearest(word, NAMES + 1, VENDOR_COUNT - 1);
            return error_set(err, ERROR_USAGE, "no definitions of '%.*s' (hint: %s%s)",
                             SPAN_PRINT(word), near == NULL ? "" : "did you mean ",
                             near == NULL ? "zendesk, freshservice, intercom, zammad, all" : near);
        }
        text += word.length + (text[word.length] == ',');
    }
    return true;
}

/* ---- a ticket under a definition ---- */

enum judged { NOT_COUNTED, JUDGED_NO, JUDGED_YES };

static enum judged yes_no(bool is_yes)
{
    return is_yes ? JUDGED_YES : JUDGED_NO;
}

static enum judged in_time(const struct exit_time *time, int64_t promise_s)
{
    enum clock clock =
        time->after_s[CLOCK_PROMISED] != INSTANT_UNKNOWN ? CLOCK_PROMISED : CLOCK_CALENDAR;

    return yes_no(time->after_s[clock] <= promise_s);
}

static const struct exit_time *vendor_reply(enum vendor vendor, const struct fact *fact)
{
    if (vendor == VENDOR_OURS)
        return &fact->reply[READING_STRICT];
    return vendor == VENDOR_INTERCOM ? &fact->desk.from_customer : &fact->desk.from_creation;
}

static bool has_first_reply(enum vendor vendor, const struct fact *fact)
{
    return vendor_reply(vendor, fact)->exit == EXIT_EVENT &&
           (vendor != VENDOR_OURS || !fact->is_attended) &&
           (vendor != VENDOR_FRESHSERVICE || fact->desk.is_assigned);
}

static enum judged judge_reply(enum vendor vendor, const struct fact *fact, int64_t promise_s)
{
    const struct exit_time *time = vendor_reply(vendor, fact);

    if (promise_s <= 0)
        return NOT_COUNTED;
    if (vendor != VENDOR_OURS)
        return has_first_reply(vendor, fact) ? in_time(time, promise_s) : NOT_COUNTED;
    if (fact->is_attended || time->exit == EXIT_UNMEASURED)
        return NOT_COUNTED;
    if (time->exit == EXIT_EVENT)
        return in_time(time, promise_s);
    /* Waiting beyond the promise, or closed without an answer, is late; else it is undecided. */
    bool is_young = time->exit == EXIT_CENSORED && in_time(time, promise_s) == JUDGED_YES;
    return is_young ? NOT_COUNTED : JUDGED_NO;
}

static enum judged judge_ours(const struct fact *fact, int64_t window_s)
{
    const struct exit_time *failure = &fact->failure[READING_STRICT];

    if (failure->exit == EXIT_UNMEASURED || fact->is_clarification || !fact->is_one_touch_asked)
        return NOT_COUNTED;
    if (failure->exit == EXIT_EVENT && failure->after_s[CLOCK_CALENDAR] <= window_s)
        return JUDGED_NO;
    return failure->after_s[CLOCK_CALENDAR] >= window_s ? JUDGED_YES : NOT_COUNTED;
}

static enum judged judge_touch(enum vendor vendor, const struct fact *fact, int64_t window_s)
{
    const struct fact_desk *desk = &fact->desk;

    if (vendor == VENDOR_OURS)
        return judge_ours(fact, window_s);
    if (fact->closed_at == INSTANT_UNKNOWN)
        return NOT_COUNTED;
    switch (vendor) {
    case VENDOR_ZENDESK:
        return desk->reply_count < 0 ? NOT_COUNTED : yes_no(desk->reply_count < 2);
    case VENDOR_FRESHSERVICE:
        return desk->return_count < 0 ? NOT_COUNTED : yes_no(desk->return_count == 0);
    case VENDOR_INTERCOM:
        return desk->agent_count < 0 || fact->was_reopened < 0
                   ? NOT_COUNTED
                   : yes_no(desk->agent_count == 1 && fact->was_reopened == 0);
    default:
        return yes_no(fact->closed_at - fact->created_at <= FIRST_SOLUTION_S);
    }
}

static enum judged judge_csat(enum vendor vendor, const struct fact *fact)
{
    if (vendor == VENDOR_ZAMMAD || fact->is_satisfied < 0)
        return NOT_COUNTED;
    return yes_no(fact->is_satisfied == 1);
}

/* ---- counting ---- */

struct counting {
    struct vendors *vendors;
    const struct period *period;
    int32_t account;
    int64_t window_s;
    struct {
        int64_t *values;
        size_t count, capacity;
    } waits[VENDOR_COUNT];
};

static void counting_release(struct counting *counting)
{
    for (int vendor = 0; vendor < VENDOR_COUNT; vendor++)
        free(counting->waits[vendor].values);
}
OWN_RELEASER(counting_release, struct counting)

static bool add_wait(struct counting *counting, enum vendor vendor, int64_t wait_s,
                     struct error *err)
{
    size_t capacity = counting->waits[vendor].capacity;

    if (counting->waits[vendor].count == capacity) {
        capacity = capacity == 0 ? 1024 : 2 * capacity;
        int64_t *grown = realloc(counting->waits[vendor].values, capacity * sizeof *grown);
        if (grown == NULL)
            return error_memory(err);
        counting->waits[vendor].values = grown;
        counting->waits[vendor].capacity = capacity;
    }
    counting->waits[vendor].values[counting->waits[vendor].count++] = wait_s;
    return true;
}

static void count(struct vendor_count *out, enum judged theirs, enum judged ours)
{
    out->counted += theirs != NOT_COUNTED;
    out->kept += theirs == JUDGED_YES;
    out->theirs_alone += theirs != NOT_COUNTED && ours == NOT_COUNTED;
    out->ours_alone += theirs == NOT_COUNTED && ours != NOT_COUNTED;
    out->otherwise += theirs != NOT_COUNTED && ours != NOT_COUNTED && theirs != ours;
}

static bool take_fact(void *context, const struct fact *fact, const struct fact_promise *promise,
                      const struct fact_action *actions, size_t action_count, struct error *err)
{
    struct counting *counting = context;
    enum judged ours[VENDOR_MEASURE_COUNT] = {
        judge_reply(VENDOR_OURS, fact, promise->first_reply_s),
        judge_ours(fact, counting->window_s), judge_csat(VENDOR_OURS, fact)};

    (void)actions;
    (void)action_count;
    if (fact->exclusion != EXCLUDED_NOT || fact->day < counting->period->first_day ||
        fact->day > counting->period->last_day ||
        (counting->account != ALL_ACCOUNTS && (uint32_t)counting->account != fact->account))
        return true;
    for (enum vendor vendor = 0; vendor < VENDOR_COUNT; vendor++) {
        struct vendor_count *counts = counting->vendors->counts[vendor];
        int64_t wait_s = vendor_reply(vendor, fact)->after_s[CLOCK_CALENDAR];
        count(&counts[VENDOR_FIRST_REPLY], judge_reply(vendor, fact, promise->first_reply_s),
              ours[VENDOR_FIRST_REPLY]);
        count(&counts[VENDOR_ONE_TOUCH], judge_touch(vendor, fact, counting->window_s),
              ours[VENDOR_ONE_TOUCH]);
        count(&counts[VENDOR_CSAT], judge_csat(vendor, fact), ours[VENDOR_CSAT]);
        if (has_first_reply(vendor, fact) && wait_s != INSTANT_UNKNOWN &&
            !add_wait(counting, vendor, wait_s, err))
            return false;
    }
    return true;
}

static int compare_waits(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static void set_median(struct counting *counting, enum vendor vendor)
{
    struct vendor_count *out = &counting->vendors->counts[vendor][VENDOR_FIRST_REPLY];
    int64_t *values = counting->waits[vendor].values;
    size_t n = counting->waits[vendor].count;

    if (n == 0)
        return;
    qsort(values, n, sizeof *values, compare_waits);
    size_t low = (n - 1) / 2;
    size_t high = n / 2;
    out->has_median = true;
    out->median_s = ((double)values[low] + (double)values[high]) / 2;
}

bool vendors_count(struct workspace *workspace, const struct scorecard *card, int32_t account,
                   struct vendors *out, struct error *err)
{
    OWN(fact_summary_release) struct fact_summary summary = {0};
    OWN(counting_release)
    struct counting counting = {.vendors = out,
                                .period = &card->period[PERIOD_CURRENT],
                                .account = account,
                                .window_s = workspace->settings.criteria.one_touch_window_s};

    if (!facts_build(workspace->store, &workspace->settings, workspace->options->as_of, take_fact,
                     &counting, &summary, err))
        return false;
    for (enum vendor vendor = 0; vendor < VENDOR_COUNT; vendor++)
        set_median(&counting, vendor);
    const struct measurement *median =
        scorecard_find(card, MEASURED_REPLY_MEDIAN, PERIOD_CURRENT, account, CHANNEL_UNKNOWN);
    struct vendor_count *ours = &out->counts[VENDOR_OURS][VENDOR_FIRST_REPLY];
    ours->has_median = median != NULL && median->has_value && median->clock == CLOCK_CALENDAR;
    ours->median_s = ours->has_median ? median->value : 0;
    return true;
}

/* ---- the table ---- */

enum { NAME_WIDTH = 16, COUNT_WIDTH = 12, SHARE_WIDTH = 10 };

static const char *measure_title(const struct language *language, enum vendor_measure measure)
{
    switch (measure) {
    case VENDOR_FIRST_REPLY:
        return tr(language, "First reply in time");
    case VENDOR_ONE_TOUCH:
        return tr(language, "Solved at the first touch");
    default:
        return tr(language, "Satisfied, of those who answered");
    }
}

static bool print_row(const struct vendors *vendors, enum vendor vendor,
                      enum vendor_measure measure, struct language *language, FILE *out,
                      struct error *err)
{
    const struct vendor_count *row = &vendors->counts[vendor][measure];
    OWN(buffer_release) struct buffer share = {0};
    OWN(buffer_release) struct buffer counts = {0};
    OWN(buffer_release) struct buffer difference = {0};

    if (row->counted == 0) {
        fputs("    ", out);
        print_padded(out, NAMES[vendor], NAME_WIDTH);
        fprintf(out, "%s\n", tr(language, "has no such figure, or this export does not show it"));
        return true;
    }
    struct value value = value_ratio((double)row->kept / (double)row->counted);
    language_append_value(language, &value, &share);
    buffer_format(&counts, "%llu/%llu", (unsigned long long)row->kept,
                  (unsigned long long)row->counted);
    if (row->has_median) {
        struct phrase median = PHRASE("median %1$s; ", value_duration(row->median_s));
        language_append_phrase(language, &median, &difference);
    }
    struct phrase differs =
        PHRASE("judged otherwise %1$s, left out %2$s, counted besides %3$s",
               value_count((int64_t)row->otherwise), value_count((int64_t)row->ours_alone),
               value_count((int64_t)row->theirs_alone));
    if (vendor != VENDOR_OURS)
        language_append_phrase(language, &differs, &difference);
    if (share.is_short || counts.is_short || difference.is_short)
        return error_memory(err);
    fputs("    ", out);
    print_padded(out, NAMES[vendor], NAME_WIDTH);
    print_padded(out, buffer_span(&share).bytes, SHARE_WIDTH);
    print_padded(out, buffer_span(&counts).bytes, COUNT_WIDTH);
    fprintf(out, "%s\n", difference.length == 0 ? "" : buffer_span(&difference).bytes);
    return true;
}

bool vendors_print(const struct vendors *vendors, struct language *language, FILE *out,
                   struct error *err)
{
    fprintf(out, "\n%s\n", tr(language, "The same tickets under other definitions"));
    for (enum vendor_measure measure = 0; measure < VENDOR_MEASURE_COUNT; measure++) {
        fprintf(out, "\n  %s\n", measure_title(language, measure));
        for (enum vendor vendor = 0; vendor < VENDOR_COUNT; vendor++)
            if (vendors->is_asked[vendor] &&
                !print_row(vendors, vendor, measure, language, out, err))
                return false;
    }
    return true;
}

void vendors_print_csv(const struct vendors *vendors, FILE *out)
{
    fprintf(out, "measure,definition,counted,kept,share,median_s,judged_otherwise,left_out,"
                 "counted_besides\n");
    for (enum vendor_measure measure = 0; measure < VENDOR_MEASURE_COUNT; measure++) {
        for (enum vendor vendor = 0; vendor < VENDOR_COUNT; vendor++) {
            const struct vendor_count *row = &vendors->counts[vendor][measure];
            if (!vendors->is_asked[vendor])
                continue;
            fprintf(out, "%s,%s,%llu,%llu,", MEASURES[measure], NAMES[vendor],
                    (unsigned long long)row->counted, (unsigned long long)row->kept);
            if (row->counted > 0)
                fprintf(out, "%.15g", (double)row->kept / (double)row->counted);
            fputc(',', out);
            if (row->has_median)
                fprintf(out, "%.15g", row->median_s);
            fprintf(out, ",%llu,%llu,%llu\n", (unsigned long long)row->otherwise,
                    (unsigned long long)row->ours_alone, (unsigned long long)row->theirs_alone);
        }
    }
}

void vendors_print_json(const struct vendors *vendors, FILE *out)
{
    const char *before = "";

    fputs("{\"definitions\": [", out);
    for (enum vendor_measure measure = 0; measure < VENDOR_MEASURE_COUNT; measure++) {
        for (enum vendor vendor = 0; vendor < VENDOR_COUNT; vendor++) {
            const struct vendor_count *row = &vendors->counts[vendor][measure];
            if (!vendors->is_asked[vendor])
                continue;
            fprintf(out,
                    "%s\n  {\"measure\": \"%s\", \"definition\": \"%s\", \"counted\": %llu, "
                    "\"kept\": %llu, \"share\": ",
                    before, MEASURES[measure], NAMES[vendor], (unsigned long long)row->counted,
                    (unsigned long long)row->kept);
            before = ",";
            if (row->counted > 0)
                fprintf(out, "%.15g", (double)row->kept / (double)row->counted);
            else
                fputs("null", out);
            if (row->has_median)
                fprintf(out, ", \"median_s\": %.15g", row->median_s);
            else
                fputs(", \"median_s\": null", out);
            fprintf(out,
                    ", \"judged_otherwise\": %llu, \"left_out\": %llu, \"counted_besides\": %llu}",
                    (unsigned long long)row->otherwise, (unsigned long long)row->ours_alone,
                    (unsigned long long)row->theirs_alone);
        }
    }
    fputs("\n]}\n", out);
}
