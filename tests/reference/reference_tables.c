/* reference_tables DIR: compare the library with every table of a folder laid out like
 * tests/reference/statistics. Exit 0: all passed; 1: some failed; 2: the folder cannot be read. */
#include <stdio.h>

#include "check.h"
#include "topics.h"

int main(int argc, char **argv)
{
    struct error err = {0};
    bool all_passed = false;

    if (argc != 2) {
        fprintf(stderr, "usage: reference_tables DIR\n");
        return 2;
    }
    if (!check_folder(argv[1], topics_all, &all_passed, &err)) {
        fprintf(stderr, "reference_tables: %s\n", err.text);
        return 2;
    }
    return all_passed ? 0 : 1;
}
