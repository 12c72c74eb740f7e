/* desk_worlds: simulated desks with known parameters, and how often their figures and verdicts are
 * right. Tables go to stdout, claims to stderr. Exit 1: a claim does not hold.
 *
 *     desk_worlds short|full [SEED]
 *     desk_worlds POINTS BOUNDED PLANTED [SEED [ACCOUNTS]]    worlds a number of accounts:
 *     desk_worlds 0,0,40,0 10 50,12 501 12                    of twelve alone, seed 501
 *
 * The lists are by size: 100, 300, 3,000 and 30,000 tickets a quarter; planted 500 and 3,000. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runs.h"
#include "settings/read.h"

static struct coverage coverage; /* large; zero */

static void read_list(const char *text, uint32_t *out, int count)
{
    char *end = NULL;

    for (int i = 0; i < count && *text != '\0'; i++, text = *end == ',' ? end + 1 : end)
        out[i] = (uint32_t)strtoul(text, &end, 10);
}

static bool read_effort(int argc, char **argv, struct effort *out)
{
    int seed_at = 2;

    if (argc < 2)
        return false;
    if (strcmp(argv[1], "short") == 0) {
        *out = EFFORT_SHORT;
    } else if (strcmp(argv[1], "full") == 0) {
        *out = EFFORT_FULL;
    } else if (argc >= 4) {
        *out = (struct effort){.process_repeats = EFFORT_FULL.process_repeats,
                               .process_tickets = EFFORT_FULL.process_tickets};
        read_list(argv[1], out->worlds, SIZES);
        read_list(argv[2], out->bounded_worlds, SIZES);
        read_list(argv[3], out->planted_worlds, PLANTED_SIZES);
        seed_at = 4;
    } else {
        return false;
    }
    if (argc > seed_at)
        out->seed = strtoull(argv[seed_at], NULL, 10);
    if (argc > seed_at + 1)
        read_list(argv[seed_at + 1], &out->account_count, 1);
    return argc <= seed_at + 2;
}

int main(int argc, char **argv)
{
    OWN(settings_release) struct settings settings = {0};
    struct planted_results planted = {0};
    struct effort effort = {0};
    struct error err = {0};

    if (!read_effort(argc, argv, &effort)) {
        fprintf(stderr, "usage: desk_worlds short|full [SEED]\n"
                        "       desk_worlds POINTS BOUNDED PLANTED [SEED [ACCOUNTS]]\n");
        return 2;
    }
    if (!settings_read(DESK_SETTINGS, &settings, &err) ||
        !coverage_run(&settings, &effort, &coverage, &err) ||
        !planted_run(&settings, &effort, &planted, &err)) {
        fprintf(stderr, "desk_worlds: %s\n", err.text);
        return 3;
    }
    return results_print(&coverage, &planted) ? 0 : 1;
}
