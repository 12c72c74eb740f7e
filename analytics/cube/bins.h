/* bins: the one grid of time on which waits are counted (rulings 5). */
#ifndef DESKGAUGE_CUBE_BINS_H
#define DESKGAUGE_CUBE_BINS_H

#include <stdint.h>

/*
 * Bin b holds (edge(b-1), edge(b)]: bin 0 is exactly 0 s and before (a reply in the second of
 * creation), bins 1…120 are single seconds, then single minutes to 8 days, then 1/64 octave, edges
 * rounded up to whole seconds. The last bin ends past 20 years.
 *
 * Minutes to 8 days, not to 24 h as rulings 5 has it: at 61 hours 1/64 octave is 40 minutes wide,
 * and a median that is known to be 61.0 h came out as 61.6 h. Rows hardly grow: cells are sparse.
 */
enum { BIN_UNKNOWN = UINT16_MAX };

uint16_t bin_of(int64_t after_s);  /* total and monotone; negative counts as 0 */
int64_t bin_upper_s(uint16_t bin); /* edge(b): the time that a bin stands for */
int64_t bin_width_s(uint16_t bin); /* edge(b) - edge(b-1): printed where it shows */
uint16_t bin_count(void);

#endif
