/* Seat hours by load. */
#include <math.h>

#include "costs/draws.h"

bool load_table_find(struct load_table *table, double scale, struct seat_hours *out,
                     struct error *err)
{
    double middle = (double)(LOAD_STEPS - 1) / 2;
    double at = scale > 0 ? middle + log2(scale) * LOAD_STEPS_AN_OCTAVE : 0;

    at = fmin(fmax(at, 0), LOAD_STEPS - 1 - 1e-9);
    size_t below = (size_t)at;
    double part = at - (double)below;
    for (size_t row = below; row <= below + 1; row++) {
        struct staffing staffing;
        struct staffing_case wanted = table->base;
        if (table->is_filled[row])
            continue;
        wanted.scale *= exp2(((double)row - middle) / LOAD_STEPS_AN_OCTAVE);
        if (!staffing_plan(&wanted, &staffing, err))
            return false;
        table->rows[row] = staffing_year(&staffing, table->holidays_a_year);
        table->is_filled[row] = true;
    }
    const struct seat_hours *low = &table->rows[below];
    const struct seat_hours *high = &table->rows[below + 1];
    *out = (struct seat_hours){low->all + part * (high->all - low->all),
                               low->night + part * (high->night - low->night),
                               low->holiday + part * (high->holiday - low->holiday)};
    return true;
}
