/* fake_gnuplot: stands in for gnuplot and fails in the way that it was built for. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void flood(void)
{
    char line[4096];

    memset(line, 'x', sizeof line);
    while (write(1, line, sizeof line) > 0)
        ;
}

static void hang(void)
{
    while (pause() != 0)
        ;
}

/* Closes its output, as if it had ended, and stays. */
static void linger(void)
{
    close(1);
    close(2);
    hang();
}

/* What it was given, as a failure: arguments, environment, folder, open descriptors. */
static void tell(int argument_count, char **arguments)
{
    char folder[100] = "";
    int open_count = 0;

    for (int i = 0; i < 1000; i++)
        open_count += fcntl(i, F_GETFD) >= 0;
    fprintf(stderr, "%d %s %s | %s %s | %s | %d\n", argument_count, arguments[1], arguments[2],
            environ[0], environ[1] == NULL ? "alone" : "and more", getcwd(folder, sizeof folder),
            open_count);
    exit(1);
}

int main(int argument_count, char **arguments)
{
    if (strcmp(BEHAVIOUR, "fail") == 0) {
        fprintf(stderr, "first line\n\"/dev/stdin\" line 12: undefined \x1b[31mvariable\n\n");
        return 1;
    }
    if (strcmp(BEHAVIOUR, "crash") == 0)
        *(volatile int *)(size_t)strlen("") = 1;
    if (strcmp(BEHAVIOUR, "hang") == 0)
        hang();
    if (strcmp(BEHAVIOUR, "linger") == 0)
        linger();
    if (strcmp(BEHAVIOUR, "flood") == 0)
        flood();
    if (strcmp(BEHAVIOUR, "junk") == 0)
        puts("<html>this is no drawing</html>");
    if (strcmp(BEHAVIOUR, "script") == 0)
        puts("<?xml version='1.0'?><svg><script>alert(1)</script></svg>");
    if (strcmp(BEHAVIOUR, "alien") == 0)
        puts("<?xml version='1.0'?><svg><g><text>alien</text></g></svg>");
    if (strcmp(BEHAVIOUR, "bomb") == 0)
        puts("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>");
    if (strcmp(BEHAVIOUR, "cut") == 0)
        puts("<?xml version='1.0'?><svg><g>");
    if (strcmp(BEHAVIOUR, "many") == 0)
        puts("<?xml version='1.0'?><svg/><?xml version='1.0'?><svg/>");
    if (strcmp(BEHAVIOUR, "tell") == 0)
        tell(argument_count, arguments);
    return 0;
}
