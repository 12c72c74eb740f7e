/* control: the desk's own SLA flags beside what is counted here (statistics.md 0.9). Never scored.
 */
#include "criteria/scoring.h"

struct control {
    enum measured share, gap;
    bool is_reply;
};

/* What happened, so without an interval: both verdicts are of the same tickets. */
struct flags {
    uint64_t told_count, met_count;             /* by the desk */
    uint64_t both_count, desk_count, our_count; /* judged by both; of them met by each */
};

static void add_row(const struct control *control, const struct cube_verdict *row,
                    struct flags *flags)
{
    uint8_t desk = control->is_reply ? row->reply_desk : row->resolve_desk;
    uint8_t counted = control->is_reply ? row->reply_counted : row->resolve_counted;

    if (desk == UNTOLD)
        return;
    flags->told_count += row->count;
    flags->met_count += desk == 1 ? row->count : 0;
    if (counted == UNTOLD)
        return;
    flags->both_count += row->count;
    flags->desk_count += desk == 1 ? row->count : 0;
    flags->our_count += counted == 1 ? row->count : 0;
}

static bool add(struct scoring *scoring, enum measured name, struct dimension dimension,
                uint64_t asked, uint64_t kept, double value, struct error *err)
{
    const struct evidence columns = {.rung = RUNG_BOUNDED};
    struct measurement *out = measurement_add(scoring, name, dimension, &columns);

    if (out == NULL)
        return error_memory(err);
    out->asked_count = asked;
    out->kept_count = kept;
    out->has_value = asked > 0;
    out->value = out->strict = out->optimistic = value;
    out->effective_n = (double)asked;
    out->standing = asked > 0 ? STANDING_INDICATIVE : STANDING_NOT_ENOUGH_DATA;
    out->reason = asked > 0 ? REASON_BOUNDED : REASON_NO_PROMISE;
    if (asked > 0 && (double)asked < scoring->settings->criteria.indicative_n)
        measurement_cap(out, STANDING_NOT_ENOUGH_DATA, REASON_TOO_FEW);
    return true;
}

static bool measure(struct scoring *scoring, const struct control *control,
                    struct dimension dimension, struct error *err)
{
    const struct filter filter = filter_of(scoring, dimension);
    struct walk walk = WALK(scoring, verdict, &filter);
    const struct cube_verdict *row = NULL;
    struct flags flags = {0};

    while ((row = walk_next(&walk)) != NULL)
        add_row(control, row, &flags);
    if (flags.told_count == 0)
        return true;
    double both = flags.both_count > 0 ? (double)flags.both_count : 1;
    return add(scoring, control->share, dimension, flags.told_count, flags.met_count,
               (double)flags.met_count / (double)flags.told_count, err) &&
           add(scoring, control->gap, dimension, flags.both_count, flags.desk_count,
               ((double)flags.desk_count - (double)flags.our_count) / both, err);
}

/* Nothing is added where the export has no such column. */
bool control_measure(struct scoring *scoring, struct error *err)
{
    static const struct control CONTROLS[] = {
        {MEASURED_REPLY_DESK, MEASURED_REPLY_DESK_GAP, true},
        {MEASURED_RESOLVE_DESK, MEASURED_RESOLVE_DESK_GAP, false}};

    for (enum period_index period = 0; period <= PERIOD_PREVIOUS; period++)
        for (size_t i = 0; i < sizeof CONTROLS / sizeof *CONTROLS; i++)
            if (scoring->card->period[period].is_present &&
                !measure(scoring, &CONTROLS[i], whole_of(period), err))
                return false;
    return true;
}
