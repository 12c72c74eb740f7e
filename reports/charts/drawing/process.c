#include "charts/drawing/process.h"

#include "confined/run.h"

#define MEMORY_BYTES ((uint64_t)1 << 30)

int64_t process_clock_ms(void)
{
    return run_clock_ms();
}

static enum drawing_end end_of(enum run_end end)
{
    static const enum drawing_end ends[] = {[RUN_DONE] = DRAWING_DONE,
                                            [RUN_MISSING] = DRAWING_MISSING,
                                            [RUN_FAILED] = DRAWING_FAILED,
                                            [RUN_LATE] = DRAWING_LATE,
                                            [RUN_FLOODED] = DRAWING_JUNK};

    return ends[end];
}

bool process_run(const char *gnuplot, struct span script, size_t output_most, int64_t until_ms,
                 struct buffer *out, struct process_end *end, struct error *err)
{
    char name[] = "gnuplot", option[] = "-d", input[] = "/dev/stdin", locale[] = "LC_ALL=C.UTF-8";
    const struct program program = {.name = name,
                                    .path = gnuplot,
                                    .arguments = (char *const[]){name, option, input, NULL},
                                    .environment = (char *const[]){locale, NULL},
                                    .confinement = CONFINED_TO_READING,
                                    .memory_bytes = MEMORY_BYTES,
                                    .output_most = output_most};
    struct run_outcome outcome;

    if (!program_run(&program, script, until_ms, out, &outcome, err))
        return false;
    end->end = end_of(outcome.end);
    snprintf(end->reason, sizeof end->reason, "%s", outcome.reason);
    return true;
}
