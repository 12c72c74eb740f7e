#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "calendar/instant.h"
#include "calendar/slot.h"
#include "criteria/score.h"
#include "cube/count.h"
#include "settings/read.h"

/*
 * criteria_bench TICKETS ACCOUNTS QUARTERS [TOPICS]: facts by hash, straight into a cube, and all
 * criteria from it. Prints cpu seconds of counting and of scoring (this with its wall: two
 * threads), of that what reads the trace, the rows of the cube, and the memory at its highest.
 */
struct draw {
    uint64_t state;
};

static uint64_t next(struct draw *draw)
{
    uint64_t z = draw->state += 0x9E3779B97F4A7C15ULL;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

static double share(struct draw *draw)
{
    return (double)(next(draw) >> 11) * 0x1p-53;
}

static double wait_s(struct draw *draw, double median_s)
{
    double z = 0;

    for (int i = 0; i < 12; i++)
        z += share(draw);
    return median_s * exp(1.2 * (z - 6));
}

static const struct fact_promise PROMISES[] = {
    {.is_always = true, .hours = INDEX_NONE},
    {.first_reply_s = 8 * HOUR_S, .share = .9, .is_always = true, .hours = INDEX_NONE, .line = 1},
    {.first_reply_s = 4 * HOUR_S, .share = .9, .is_always = true, .hours = INDEX_NONE, .line = 2},
    {.first_reply_s = HOUR_S, .share = .9, .is_always = true, .hours = INDEX_NONE, .line = 3},
    {.first_reply_s = 900, .share = .9, .is_always = true, .hours = INDEX_NONE, .line = 4}};
enum { PROMISE_COUNT = sizeof PROMISES / sizeof *PROMISES, TOPIC_COUNT = 8 };

static struct exit_time exit_of(double after_s, int64_t seen_s, bool is_event)
{
    int64_t after = is_event && after_s < (double)seen_s ? (int64_t)after_s : seen_s;

    return (struct exit_time){.exit =
                                  is_event && after_s < (double)seen_s ? EXIT_EVENT : EXIT_CENSORED,
                              .after_s = {after, after}};
}

static struct exit_time none(void)
{
    return (struct exit_time){.exit = EXIT_UNMEASURED,
                              .after_s = {INSTANT_UNKNOWN, INSTANT_UNKNOWN}};
}

static void make_fact(struct draw *draw, uint32_t ticket, uint32_t accounts, uint32_t topics,
                      int32_t first_day, int32_t day_count, int64_t cut_at, struct fact *out)
{
    static const uint8_t channels[] = {CHANNEL_EMAIL, CHANNEL_EMAIL, CHANNEL_MESSENGER,
                                       CHANNEL_CHAT, CHANNEL_PHONE};
    int hour = (int)(next(draw) % 16) + (int)(next(draw) % 9);

    memset(out, 0, sizeof *out);
    out->ticket = ticket;
    out->account = (uint32_t)(share(draw) * share(draw) * accounts);
    out->day = first_day + (int32_t)(next(draw) % (uint32_t)day_count);
    out->channel = channels[next(draw) % 5];
    out->is_attended = out->channel == CHANNEL_PHONE;
    out->priority = (uint8_t)(PRIORITY_LOW + next(draw) % 4);
    out->promise = out->priority;
    out->topic = (uint8_t)(next(draw) % topics);
    out->slot = (uint8_t)(weekday_of_day(out->day) * 24 + hour);
    out->band = (uint8_t)band_of_slot(out->slot);
    out->executor = out->band == BAND_NIGHT ? EXECUTOR_PROVIDER : EXECUTOR_OWN;
    out->is_in_hours = true;
    out->created_at = out->origin_at =
        (int64_t)out->day * DAY_S + hour * HOUR_S + (int64_t)(next(draw) % HOUR_S);
    out->seen_until = cut_at;
    out->requester_hash = 1 + out->account * 1000 + next(draw) % 300;
    out->engineer_hash = 1 + next(draw) % 20;
    int64_t seen_s = cut_at - out->created_at;
    double reply = wait_s(draw, .4 * (double)PROMISES[out->promise].first_reply_s);
    bool is_answered = share(draw) < .98;
    out->reply[0] = out->reply[1] = out->substantive = exit_of(reply, seen_s, is_answered);
    if (is_answered && share(draw) < .05)
        out->substantive = exit_of(reply + 3600, seen_s, true);
    out->reply_at = INSTANT_UNKNOWN;
    if (out->reply[0].exit == EXIT_EVENT)
        out->reply_at = out->created_at + out->reply[0].after_s[0];
    double solve = reply + wait_s(draw, 3 * HOUR_S);
    out->resolve = exit_of(solve, seen_s, true);
    out->closed_at = INSTANT_UNKNOWN;
    out->failure[0] = out->failure[1] = out->reopen = out->abandon = none();
    if (out->resolve.exit == EXIT_EVENT) {
        out->closed_at = out->created_at + out->resolve.after_s[0];
        out->reopen = exit_of(wait_s(draw, DAY_S), cut_at - out->closed_at, share(draw) < .05);
    }
    if (out->reply_at != INSTANT_UNKNOWN)
        out->failure[0] = out->failure[1] =
            exit_of(wait_s(draw, DAY_S), cut_at - out->reply_at, share(draw) < .2);
    if (out->channel == CHANNEL_CHAT)
        out->abandon = out->reply[0];
    out->is_one_touch_asked = next(draw) % 10 != 0;
    out->was_reopened = out->reopen.exit == EXIT_EVENT;
    out->survey_offered = 1;
    out->is_satisfied = share(draw) < .25 ? (int8_t)(share(draw) < .85) : -1;
    out->recommends = out->is_easy = -1;
    out->handling_s = (int32_t)(next(draw) % 3600);
    out->staff_reply_count = out->customer_reply_count = -1;
    out->text = (struct fact_text){1, 30 + (uint32_t)(next(draw) % 20), 3, 60, 4, 1, 1};
    out->repeats_himself = next(draw) % 50 == 0;
}

static double clock_s(clockid_t clock)
{
    struct timespec at;

    clock_gettime(clock, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* Of all threads. */
static double cpu_s(void)
{
    return clock_s(CLOCK_PROCESS_CPUTIME_ID);
}

/* The kernel's highest resident set, since the start or the last forgetting. */
static double peak_mib(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    double kib = 0;

    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtod(line + 6, NULL);
    if (status != NULL)
        fclose(status);
    return kib / 1024;
}

/* What counting needed on its way is given back, so that scoring shows its own. */
static void forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");

    malloc_trim(0);
    if (file == NULL)
        return;
    fputs("5", file);
    fclose(file);
}

static bool count_all(const struct settings *settings, uint32_t tickets, uint32_t accounts,
                      int quarters, uint32_t topic_count, struct cube *out, struct error *err)
{
    OWN(counter_close) struct counter *counter = NULL;
    struct draw draw = {42};
    int32_t first_day = quarter_first_day(2026 * 4 + 2 - quarters);
    int32_t day_count = quarter_first_day(2026 * 4 + 2) - first_day;
    int64_t cut_at = (int64_t)(first_day + day_count) * DAY_S + 6 * HOUR_S;
    struct fact_summary summary = {.cut_at = cut_at, .zone = "UTC", .zone_is_told = true};
    static const char *topics[TOPIC_COUNT] = {"other", "a", "b", "c", "d", "e", "f", "g"};

    if (!counter_open(settings, &counter, err))
        return false;
    for (uint32_t i = 0; i < tickets; i++) {
        struct fact fact;
        make_fact(&draw, i + 1, accounts, topic_count, first_day, day_count, cut_at, &fact);
        struct fact_action action = {
            .at = fact.reply_at, .day = fact.day, .slot = fact.slot, .executor = fact.executor};
        if (!counter_add(counter, &fact, &PROMISES[fact.promise], &action,
                         fact.reply_at != INSTANT_UNKNOWN, err))
            return false;
    }
    const char **names = arena_array(&summary.arena, accounts, sizeof *names);
    for (uint32_t i = 0; i < accounts; i++)
        names[i] = arena_format(&summary.arena, "client %05u", i);
    summary.names = (struct fact_names){.accounts = names,
                                        .account_count = accounts,
                                        .account_known_share = 1,
                                        .topics = topics,
                                        .topic_count = topic_count,
                                        .promises = (struct fact_promise *)(uintptr_t)PROMISES,
                                        .promise_count = PROMISE_COUNT};
    for (int i = 0; i < EVIDENCE_COUNT; i++)
        summary.evidence[i] =
            (struct evidence){.rung = RUNG_PROVED, .has_clock = {true, true}, .source = "messages"};
    return counter_finish(counter, &summary, out, err);
}

int main(int argc, char **argv)
{
    OWN(settings_release) struct settings settings = {0};
    OWN(cube_release) struct cube cube = {0};
    OWN(scorecard_release) struct scorecard card = {0};
    struct error err = {0};
    uint32_t tickets = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 20000;
    uint32_t accounts = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 12;
    int quarters = argc > 3 ? (int)strtoul(argv[3], NULL, 10) : 8;
    uint32_t topics = argc > 4 ? (uint32_t)strtoul(argv[4], NULL, 10) : 1; /* none mapped */
    double start = cpu_s();

    if (!settings_read(NULL, &settings, &err) ||
        !count_all(&settings, tickets, accounts, quarters, topics, &cube, &err)) {
        fprintf(stderr, "criteria_bench: %s\n", err.text);
        return 1;
    }
    double counted = cpu_s(), counted_at = clock_s(CLOCK_MONOTONIC);
    size_t bytes = 0, rows = 0;
#define X(table)                                                                                   \
    bytes += cube.table##_count * sizeof *cube.table;                                              \
    rows += cube.table##_count;                                                                    \
    printf("  %-10s %9zu rows %7.1f MiB\n", #table, cube.table##_count,                            \
           (double)(cube.table##_count * sizeof *cube.table) / 1048576);
    CUBE_TABLES(X)
#undef X
    size_t trace = cube.ticket_count * sizeof *cube.tickets +
                   cube.action_count * sizeof *cube.actions +
                   cube.answer_count * sizeof *cube.answers;
    printf("count: %.2f s, %zu rows, cube %.1f MiB, trace %.1f MiB, peak %.1f MiB\n",
           counted - start, rows, (double)bytes / 1048576, (double)trace / 1048576, peak_mib());
    forget_peak();
    struct score_request request = {.cube = &cube, .settings = &settings, .account = ALL_ACCOUNTS};
    if (!score(&request, &card, &err)) {
        fprintf(stderr, "criteria_bench: %s\n", err.text);
        return 1;
    }
    double scored = cpu_s();
    printf("score: %.2f s of wall, %.2f s of cpu, %zu figures, peak %.1f MiB\n",
           clock_s(CLOCK_MONOTONIC) - counted_at, scored - counted, card.measurement_count,
           peak_mib());
    scorecard_release(&card);
    card = (struct scorecard){0};
    cube.ticket_count = cube.action_count = cube.answer_count = 0;
    double without = cpu_s();
    if (!score(&request, &card, &err)) {
        fprintf(stderr, "criteria_bench: %s\n", err.text);
        return 1;
    }
    without = cpu_s() - without;
    printf("of it what reads the trace: %.2f s (without a trace %.2f s)\n",
           scored - counted - without, without);
    return 0;
}
