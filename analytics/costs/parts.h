/* parts: what a cost is made of: the lines of a model, in the order of the report. */
#ifndef DESKGAUGE_COSTS_PARTS_H
#define DESKGAUGE_COSTS_PARTS_H

/* clang-format off */
#define COST_PARTS(X)                                                                              \
    X(PAY, "pay") X(BONUS, "bonus") X(PREMIUMS, "premiums") X(CONTRIBUTIONS, "contributions")      \
    X(HIRING, "hiring") X(WORKPLACE, "workplace") X(LEADS, "leads") X(FEE, "fee")                  \
    X(USAGE, "usage") X(MINIMUM, "minimum") X(SETUP, "setup") X(TRANSFER, "transfer")              \
    X(MANAGEMENT, "vendor_management") X(VAT, "vat") X(WAITING, "waiting")                         \
    X(OWN_HOURS, "own_hours") X(CREDITS, "credits") X(EXIT, "exit") X(COMMITMENT, "commitment")
/* clang-format on */

enum cost_part {
#define X(part, key) PART_COST_##part,
    COST_PARTS(X)
#undef X
        PART_COUNT
};

const char *cost_part_key(enum cost_part part);
double parts_sum(const double parts[PART_COUNT]);

#endif
