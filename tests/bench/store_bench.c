/* store_bench: what the store costs on made-up tickets and messages.
 *
 *     store_bench FOLDER [TICKETS [MESSAGES [WINDOW [once]]]]
 *
 * Messages come in the order of their tickets, shuffled inside windows of WINDOW rows (default
 * 8,192; 0: wholly shuffled). Prints CPU seconds of each step, bytes a row, and peak memory.
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/store.h"

static uint64_t state = 42;

static uint64_t next_random(void) /* splitmix64 */
{
    uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static double cpu_s(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static long peak_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void report(const char *step, uint64_t rows, double seconds)
{
    printf("%-36s %10llu rows %8.3f s cpu %8.0f rows/s  peak %4ld MiB\n", step,
           (unsigned long long)rows, seconds, (double)rows / (seconds > 0 ? seconds : 1e-9),
           peak_kib() / 1024);
}

static int stop(const struct error *err)
{
    fprintf(stderr, "store_bench: %s\n", err->text);
    return err->kind;
}

static struct span ticket_id(uint64_t ticket, char text[32])
{
    size_t at = 32;

    for (uint64_t left = 1000000 + ticket; left > 0; left /= 10)
        text[--at] = (char)('0' + left % 10);
    return (struct span){text + at, 32 - at};
}

static int64_t created_at(uint64_t ticket)
{
    return 1700000000 + (int64_t)ticket * 31;
}

struct words {
    uint32_t accounts[50], channels[4], priorities[4], statuses[3], people[2000];
};

static bool make_words(struct import *import, struct words *words, struct error *err)
{
    char text[32];
    for (int i = 0; i < 50; i++) {
        snprintf(text, sizeof text, "Account %d", i);
        if (!import_word(import, VOCABULARY_ACCOUNT, span_of(text), 0, &words->accounts[i], err))
            return false;
    }
    for (int i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "word %d", i);
        if (!import_word(import, VOCABULARY_CHANNEL, span_of(text), i, &words->channels[i], err) ||
            !import_word(import, VOCABULARY_PRIORITY, span_of(text), i, &words->priorities[i],
                         err) ||
            !import_word(import, VOCABULARY_STATUS, span_of(text), i, &words->statuses[i % 3], err))
            return false;
    }
    for (uint64_t i = 0; i < 2000; i++)
        if (!import_person(import, (struct hash128){i + 1, i * 77 + 5}, &words->people[i], err))
            return false;
    return true;
}

static bool write_tickets(struct store *store, uint64_t count, uint64_t changed_every,
                          uint64_t content, struct error *err)
{
    struct import_header header = {.source = "bench",
                                   .desk = "bench",
                                   .file_name = "tickets.csv",
                                   .kind = TABLE_TICKETS,
                                   .content = {content, 1},
                                   .byte_count = 213 * count,
                                   .export_time = INSTANT_UNKNOWN};
    OWN(import_close) struct import *import = NULL;
    struct import_totals totals;
    struct words words;
    char text[32];

    state = 42;
    if (!store_import(store, &header, &import, err) || !make_words(import, &words, err))
        return false;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t r = next_random();
        struct ticket_record row = ticket_record_unknown();
        row.id = ticket_id(i, text);
        row.created_at = created_at(i);
        row.resolved_at = row.created_at + (int64_t)(r % 400000);
        row.updated_at = row.resolved_at + (int64_t)(r >> 20 & 0xFFFF);
        if (changed_every != 0 && i % changed_every == 0)
            row.updated_at += 7;
        row.account = words.accounts[r % 50];
        row.requester = words.people[r >> 8 & 1023];
        row.assignee = words.people[1024 + (r >> 32 & 31)];
        row.channel = words.channels[r >> 40 & 3];
        row.priority = words.priorities[r >> 42 & 3];
        row.status = words.statuses[r >> 44 & 1];
        row.reopen_count = (int32_t)(r >> 50 & 1);
        row.rating.score = (r >> 52 & 7) < 2 ? (int16_t)(1 + (r >> 55 & 3)) : COUNT_UNKNOWN;
        row.rating.scale_max = 5;
        if (!import_ticket(import, &row, err))
            return false;
    }
    return import_commit(import, NULL, &totals, err);
}

static struct message_record make_message(uint64_t m, uint64_t tickets, uint64_t messages,
                                          const struct words *words, char text[32])
{
    uint64_t ticket = m * tickets / messages;
    uint64_t r = m * UINT64_C(0x9E3779B97F4A7C15);
    r ^= r >> 29;
    r *= UINT64_C(0xBF58476D1CE4E5B9);
    bool is_staff = (m & 1) != 0;

    return (struct message_record){
        .ticket_id = ticket_id(ticket, text),
        .at = created_at(ticket) + (int64_t)((m - ticket * messages / tickets) * 3600 + r % 3600),
        .body = r | 1,
        .author = words->people[is_staff ? 1024 + (r >> 32 & 31) : r >> 8 & 1023],
        .author_kind = is_staff ? AUTHOR_HUMAN : AUTHOR_CUSTOMER,
        .flags = MESSAGE_PUBLIC | MESSAGE_HAS_TEXT,
        .text = {.word_count = (uint16_t)(r & 255),
                 .sentence_count = (uint16_t)(r >> 8 & 15),
                 .syllable_count = (uint16_t)(r >> 12 & 511),
                 .long_word_count = (uint16_t)(r >> 21 & 31),
                 .character_count = (uint32_t)(r & 2047),
                 .language = 1},
    };
}

/* Message m belongs to ticket m * tickets / messages before the shuffle. */
static bool write_messages(struct store *store, uint64_t tickets, uint64_t messages,
                           uint64_t window, uint64_t content, struct error *err)
{
    struct import_header header = {.source = "bench",
                                   .desk = "bench",
                                   .file_name = "messages.csv",
                                   .kind = TABLE_MESSAGES,
                                   .content = {content, 2},
                                   .byte_count = 400 * messages,
                                   .export_time = INSTANT_UNKNOWN};
    OWN(import_close) struct import *import = NULL;
    struct import_totals totals;
    struct words words;
    char text[32];

    state = 43;
    if (!store_import(store, &header, &import, err) || !make_words(import, &words, err))
        return false;
    bool is_done = false;
    uint64_t *order = malloc((messages + 1) * sizeof *order);
    if (order == NULL)
        return error_memory(err);
    for (uint64_t i = 0; i < messages; i++)
        order[i] = i;
    for (uint64_t i = 0, w = window == 0 ? messages : window; i < messages; i++) {
        uint64_t left = messages - i < w ? messages - i : w - i % w;
        uint64_t other = i + next_random() % left;
        uint64_t held = order[i];
        order[i] = order[other];
        order[other] = held;
    }
    for (int pass = 0; pass < 2; pass++) { /* first alone, to know what making them up costs */
        double start = cpu_s();
        uint64_t sum = 0;
        for (uint64_t i = 0; i < messages; i++) {
            struct message_record row = make_message(order[i], tickets, messages, &words, text);
            sum += (uint64_t)row.at + row.author + row.ticket_id.length;
            if (pass == 1 && !import_message(import, &row, err)) {
                free(order);
                return false;
            }
        }
        if (pass == 0) {
            report("  making up messages", messages + (sum == 0), cpu_s() - start);
            continue;
        }
        report("  storing messages, with that", messages, cpu_s() - start);
        start = cpu_s();
        is_done = import_commit(import, NULL, &totals, err);
        report("  commit", messages, cpu_s() - start);
    }
    printf("  new %llu changed %llu unchanged %llu\n",
           (unsigned long long)totals.fate_count[FATE_NEW],
           (unsigned long long)totals.fate_count[FATE_CHANGED],
           (unsigned long long)totals.fate_count[FATE_UNCHANGED]);
    free(order);
    return is_done;
}

static bool read_all(struct store *store, uint64_t *tickets, uint64_t *messages, struct error *err)
{
    OWN(scan_close) struct scan *scan = NULL;
    const struct thread *thread = NULL;
    int64_t sum = 0;

    *tickets = *messages = 0;
    if (!store_scan(store, &scan, err))
        return false;
    while (scan_next(scan, &thread, err)) {
        if (thread == NULL) {
            printf("  sum %llx\n", (unsigned long long)sum);
            return true;
        }
        ++*tickets;
        *messages += thread->message_count;
        sum += thread->row.created_at;
        for (uint32_t i = 0; i < thread->message_count; i++)
            sum += thread->messages[i].at * (i + 1);
    }
    return false;
}

int main(int count, char **arguments)
{
    struct error err = {0};
    OWN(store_close) struct store *store = NULL;
    char path[4096];
    uint64_t tickets = count > 2 ? strtoull(arguments[2], NULL, 10) : 1000000;
    uint64_t messages = count > 3 ? strtoull(arguments[3], NULL, 10) : tickets * 4;
    uint64_t window = count > 4 ? strtoull(arguments[4], NULL, 10) : 8192;
    uint64_t seen_tickets, seen_messages;
    struct stat status;

    if (count < 2 || tickets == 0)
        return fprintf(stderr, "usage: store_bench FOLDER [TICKETS [MESSAGES [WINDOW [once]]]]\n"),
               2;
    snprintf(path, sizeof path, "%s/bench.store", arguments[1]);
    unlink(path);
    if (!store_open(path, STORE_WRITE, &store, &err))
        return stop(&err);
    double start = cpu_s();
    if (!write_tickets(store, tickets, 0, 1, &err))
        return stop(&err);
    report("tickets, first import", tickets, cpu_s() - start);
    if (!write_messages(store, tickets, messages, window, 1, &err))
        return stop(&err);
    stat(path, &status);
    printf("  %.1f bytes a row\n", (double)status.st_size / (double)(tickets + messages));
    store_close(TAKE(store));
    if (!store_open(path, STORE_READ, &store, &err))
        return stop(&err);
    for (int pass = 0; pass < 2; pass++) {
        start = cpu_s();
        if (!read_all(store, &seen_tickets, &seen_messages, &err))
            return stop(&err);
        report("scan", seen_tickets + seen_messages, cpu_s() - start);
    }
    store_close(TAKE(store));
    if (count > 5)
        return 0;
    if (!store_open(path, STORE_WRITE, &store, &err))
        return stop(&err);
    start = cpu_s();
    if (!write_tickets(store, tickets, 100, 3, &err))
        return stop(&err);
    report("tickets again, 1 % changed", tickets, cpu_s() - start);
    if (!write_messages(store, tickets, messages, window, 3, &err))
        return stop(&err);
    stat(path, &status);
    printf("  %.1f bytes a row\n", (double)status.st_size / (double)(tickets + messages));
    start = cpu_s();
    if (!read_all(store, &seen_tickets, &seen_messages, &err))
        return stop(&err);
    report("scan", seen_tickets + seen_messages, cpu_s() - start);
    return 0;
}
