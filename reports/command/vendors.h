/* vendors: the same tickets under the definitions of the desks' own reports, beside ours. */
#ifndef DESKGAUGE_COMMAND_VENDORS_H
#define DESKGAUGE_COMMAND_VENDORS_H

#include <stdio.h>

#include "command/workspace.h"
#include "criteria/scorecard.h"
#include "languages/language.h"

enum vendor {
    VENDOR_OURS,
    VENDOR_ZENDESK,
    VENDOR_FRESHSERVICE,
    VENDOR_INTERCOM,
    VENDOR_ZAMMAD,
    VENDOR_COUNT
};
enum vendor_measure { VENDOR_FIRST_REPLY, VENDOR_ONE_TOUCH, VENDOR_CSAT, VENDOR_MEASURE_COUNT };

struct vendor_count {
    uint64_t counted, kept;
    uint64_t theirs_alone; /* counted by them and not by us */
    uint64_t ours_alone;
    uint64_t otherwise; /* counted by both, judged otherwise */
    bool has_median;
    double
        median_s; /* of the first reply, calendar clock, as they have it: answered tickets alone */
};

struct vendors {
    bool is_asked[VENDOR_COUNT]; /* ours always */
    struct vendor_count counts[VENDOR_COUNT][VENDOR_MEASURE_COUNT];
};

/* "zendesk,intercom", or "all". ERROR_USAGE names the nearest. */
MUST_CHECK bool vendors_parse(const char *text, struct vendors *out, struct error *err);

/* The tickets of the card's current period; `account` ALL_ACCOUNTS or one. */
MUST_CHECK bool vendors_count(struct workspace *workspace, const struct scorecard *card,
                              int32_t account, struct vendors *out, struct error *err);

MUST_CHECK bool vendors_print(const struct vendors *vendors, struct language *language, FILE *out,
                              struct error *err);
void vendors_print_csv(const struct vendors *vendors, FILE *out);
void vendors_print_json(const struct vendors *vendors, FILE *out);

#endif
