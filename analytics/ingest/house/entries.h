/* entries: one cell of a house table to one value; what people write in spreadsheets. Private. */
#ifndef DESKGAUGE_INGEST_HOUSE_ENTRIES_H
#define DESKGAUGE_INGEST_HOUSE_ENTRIES_H

#include "base/text.h"

/* Each is false, and leaves `*out` alone, for what is not surely the one thing it takes. */
MUST_CHECK bool entry_day(struct span cell, int32_t *out);        /* 2026-07-01, 01.07.2026 */
MUST_CHECK bool entry_duration(struct span cell, int64_t *out_s); /* 15m, 4h, 1h30m, 15 мин */
MUST_CHECK bool entry_seconds(struct span cell, int64_t *out_s);  /* 25, 25s, 0:25, 0:00:25 */
MUST_CHECK bool entry_money(struct span cell, const char *currency, int64_t *out_minor);
MUST_CHECK bool entry_share(struct span cell, double *out);     /* 0.9, 0,9, 90% */
MUST_CHECK bool entry_number(struct span cell, double *out);    /* 12, 1.5, 1,5 */
MUST_CHECK bool entry_minutes(struct span cell, double out[3]); /* 20, or 10-20-40 */

#endif
