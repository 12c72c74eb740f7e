/* publication: the figures of a report as somebody was given them. */
#ifndef DESKGAUGE_STORE_PUBLICATION_H
#define DESKGAUGE_STORE_PUBLICATION_H

#include "store/store.h"

struct published_row {
    const char *figure; /* its id (rulings 16) */
    bool has_value;
    double value;
    uint64_t asked_count, kept_count, open_count;
};

struct publication {
    const char *report;  /* "account-review" */
    const char *account; /* as reports show it; "": the whole house */
    const char *period;  /* "2026Q2" */
    const char *version; /* of the program */
    int64_t cut_at;
    struct hash128 settings;
    int64_t number; /* of this report, account and period, from 1; not asked when written */
    const struct published_row *rows; /* by figure */
    size_t row_count;
};

/*
 * Keep what was given out, as one transaction; publications are never changed or taken back. Not
 * inside a scan or an import. ERROR_STORE.
 */
MUST_CHECK bool store_publish(struct store *store, const struct publication *publication,
                              struct error *err);

/* The newest publication of a report, account and period; `*found` false: none. All in `arena`. */
MUST_CHECK bool store_published(struct store *store, const char *report, const char *account,
                                const char *period, struct arena *arena, struct publication *out,
                                bool *found, struct error *err);

#endif
