#include <math.h>

#include "criteria/scoring.h"

/* The drawn curve of F_1 (statistics.md 0.3): log-log limits, none at the ends. At most this many
 * points: a page has no more pixels. */
enum { POINTS_MOST = 600 };

static void draw_point(const struct survival *survival, size_t step, double confidence,
                       struct curve_point *out)
{
    const struct survival_cause *cause = &survival->causes[CAUSE_EVENT - 1][step];
    struct interval band = survival_incidence_loglog(cause, confidence);

    *out = (struct curve_point){.after_s = survival->steps[step].time, .share = cause->incidence};
    out->low = isfinite(band.low) ? 1 - band.high : cause->incidence;
    out->high = isfinite(band.high) ? 1 - band.low : cause->incidence;
}

static bool is_step_up(const struct survival *survival, size_t step)
{
    return survival->causes[CAUSE_EVENT - 1][step].event_count > 0;
}

bool curve_draw(struct scoring *scoring, const struct survival *survival, struct curve *out,
                struct error *err)
{
    size_t jumps = 0, taken = 0;

    out->asked_count = (uint64_t)survival->unit_count;
    for (size_t i = 0; i < survival->step_count; i++)
        out->open_count += (uint64_t)survival->steps[i].censored_count;
    if (survival->cause_count < CAUSE_EVENT)
        return true;
    for (size_t i = 0; i < survival->step_count; i++)
        jumps += is_step_up(survival, i);
    size_t stride = jumps / POINTS_MOST + 1;
    out->points = arena_array(&scoring->card->arena, jumps / stride + 2, sizeof *out->points);
    if (out->points == NULL)
        return error_memory(err);
    for (size_t i = 0; i < survival->step_count; i++) {
        if (!is_step_up(survival, i))
            continue;
        taken++;
        if ((taken - 1) % stride == 0 || taken == jumps)
            draw_point(survival, i, scoring->settings->criteria.confidence,
                       &out->points[out->point_count++]);
    }
    return true;
}
