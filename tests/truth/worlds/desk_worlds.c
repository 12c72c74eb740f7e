/* desk_worlds short|full: simulated desks with known parameters, and how often their figures and
 * verdicts are right. Tables go to stdout, claims to stderr. Exit 1: a claim does not hold. */
#include <stdio.h>
#include <string.h>

#include "runs.h"
#include "settings/read.h"

static struct coverage coverage; /* large; zero */

int main(int argc, char **argv)
{
    OWN(settings_release) struct settings settings = {0};
    struct planted_results planted = {0};
    struct error err = {0};
    bool is_short = argc == 2 && strcmp(argv[1], "short") == 0;

    if (!is_short && !(argc == 2 && strcmp(argv[1], "full") == 0)) {
        fprintf(stderr, "usage: desk_worlds short|full\n");
        return 2;
    }
    const struct effort *effort = is_short ? &EFFORT_SHORT : &EFFORT_FULL;
    if (!settings_read(DESK_SETTINGS, &settings, &err) ||
        !coverage_run(&settings, effort, &coverage, &err) ||
        !planted_run(&settings, effort, &planted, &err)) {
        fprintf(stderr, "desk_worlds: %s\n", err.text);
        return 3;
    }
    return results_print(&coverage, &planted) ? 0 : 1;
}
