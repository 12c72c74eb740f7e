/* process: one run of gnuplot, from a script in memory to what it wrote. */
#ifndef DESKGAUGE_CHARTS_PROCESS_H
#define DESKGAUGE_CHARTS_PROCESS_H

#include "base/error.h"
#include "base/text.h"
#include "charts/draw.h"

enum { PROCESS_REASON_SIZE = 200 };

/* How a run ended; the reason is printable English, empty when it is DRAWING_DONE. */
struct process_end {
    enum drawing_end end;
    char reason[PROCESS_REASON_SIZE];
};

/* Monotonic time, for limits only: no output depends on it. */
int64_t process_clock_ms(void);

/*
 * Run `gnuplot` (a path) on `script` until `until_ms` of process_clock_ms() and append what it
 * writes, at most `output_most` bytes, to `out`. The script lies in memory and is its standard
 * input; its environment is LC_ALL=C.UTF-8 alone, its folder /. It is killed when it is late or
 * writes more. False only for ERROR_INTERNAL (memory, descriptors); how the run ended is in `end`.
 */
MUST_CHECK bool process_run(const char *gnuplot, struct span script, size_t output_most,
                            int64_t until_ms, struct buffer *out, struct process_end *end,
                            struct error *err);

#endif
