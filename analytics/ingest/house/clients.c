#include <stdlib.h>
#include <string.h>

#include "ingest/house/entries.h"
#include "ingest/house/table.h"

/* A row while it is read: the zone and holidays that its hours will have. */
struct client_cells {
    struct client_row row;
    const char *zone, *holidays, *credits;
};

#define AT(member) .offset = offsetof(struct client_cells, member)
#define PER_PRIORITY(name_, member)                                                                \
    {name_, VALUE_DURATION, AT(row.member[PRIORITY_UNKNOWN])},                                     \
        {name_ "_urgent", VALUE_DURATION, AT(row.member[PRIORITY_URGENT])},                        \
        {name_ "_high", VALUE_DURATION, AT(row.member[PRIORITY_HIGH])},                            \
        {name_ "_normal", VALUE_DURATION, AT(row.member[PRIORITY_NORMAL])},                        \
    {                                                                                              \
        name_ "_low", VALUE_DURATION, AT(row.member[PRIORITY_LOW])                                 \
    }

static const struct table_column COLUMNS[] = {
    {"client", VALUE_TEXT, AT(row.client)},
    {"shown", VALUE_TEXT, AT(row.shown)},
    {"tariff", VALUE_TEXT, AT(row.tariff)},
    {"from", VALUE_DAY, AT(row.from_day)},
    {"to", VALUE_DAY, AT(row.to_day)},
    {"hours", VALUE_TEXT, AT(row.hours_text)},
    {"zone", VALUE_TEXT, AT(zone)},
    {"holidays", VALUE_TEXT, AT(holidays)},
    PER_PRIORITY("first_reply", first_reply_s),
    PER_PRIORITY("resolve", resolve_s),
    {"share", VALUE_SHARE, AT(row.share)},
    {"channels", VALUE_WORD_SET, AT(row.channels), .names = CHANNEL_NAMES},
    {"phone_answer", VALUE_DURATION, AT(row.phone_answer_s)},
    {"monthly_fee", VALUE_MONEY, AT(row.monthly_fee_minor)},
    {"package_hours", VALUE_NUMBER, AT(row.package_hours), .low = 0, .high = 10000},
    {"credits", VALUE_TEXT, AT(credits)},
    {"contract_end", VALUE_DAY, AT(row.contract_end_day)},
    {0}};

static void init(void *row)
{
    ((struct client_cells *)row)->row = (struct client_row){.from_day = INT32_MIN,
                                                            .to_day = INT32_MAX,
                                                            .hours = INDEX_NONE,
                                                            .share = -1,
                                                            .monthly_fee_minor = -1,
                                                            .package_hours = -1,
                                                            .contract_end_day = INT32_MAX};
}

static bool overlaps(const struct client_row *a, const struct client_row *b)
{
    return span_equal_folded(span_of(a->client), span_of(b->client)) && a->from_day <= b->to_day &&
           b->from_day <= a->to_day;
}

static bool promises_something(const struct client_row *row)
{
    for (int i = 0; i < PRIORITY_COUNT; i++)
        if (row->first_reply_s[i] > 0 || row->resolve_s[i] > 0)
            return true;
    return false;
}

static bool check(struct reading *reading, struct client_row *row, struct error *err)
{
    if (row->from_day > row->to_day)
        return problem_add(reading, true, "to", err, "is before the first day");
    if (row->share == 0)
        return problem_add(reading, true, "share", err, "is 0: nothing would be promised");
    if (row->share > 0 && !promises_something(row) &&
        !problem_add(reading, false, "share", err,
                     "stands without a time to reply or to resolve, and promises nothing"))
        return false;
    for (size_t i = 0; i < reading->house->client_count; i++)
        if (overlaps(row, &reading->house->clients[i]))
            return problem_add(reading, true, "client", err,
                               "two rows hold on the same days: lines %zu and %zu (hint: give the "
                               "earlier one a last day in 'to')",
                               reading->house->clients[i].line, row->line);
    return true;
}

/* "90%: 5%": below 90 % in time, 5 % of the fee comes back. */
static bool credit_of(struct span step, struct client_credit *out)
{
    size_t at = 0;

    while (at < step.length && step.bytes[at] != ':' && step.bytes[at] != '=')
        at++;
    if (at == step.length)
        return false;
    return entry_share(span_trim((struct span){step.bytes, at}), &out->below) &&
           entry_share(span_trim((struct span){step.bytes + at + 1, step.length - at - 1}),
                       &out->fee_share);
}

static bool is_next_credit(const struct client_row *row, const struct client_credit *credit)
{
    const struct client_credit *before =
        row->credit_count > 0 ? &row->credits[row->credit_count - 1] : NULL;

    return row->credit_count < CLIENT_CREDITS_MOST && credit->below > 0 && credit->fee_share > 0 &&
           (before == NULL ||
            (credit->below < before->below && credit->fee_share >= before->fee_share));
}

static bool take_credits(struct reading *reading, const char *text, struct client_row *row,
                         struct error *err)
{
    struct span rest = span_of(text);

    while (rest.length > 0) {
        struct client_credit credit = {0};
        size_t length = 0;
        while (length < rest.length && rest.bytes[length] != ';')
            length++;
        struct span step = span_trim((struct span){rest.bytes, length});
        length += length < rest.length;
        rest = (struct span){rest.bytes + length, rest.length - length};
        if (step.length == 0)
            continue;
        if (!credit_of(step, &credit) || !is_next_credit(row, &credit))
            return problem_add(reading, true, "credits", err,
                               "takes shares in time and what of the fee comes back below them, "
                               "from the mildest miss to the worst: 90%%: 5%%; 80%%: 15%%");
        row->credits[row->credit_count++] = credit;
    }
    return true;
}

static bool take(struct reading *reading, void *scratch, struct error *err)
{
    struct client_cells *cells = scratch;
    struct client_row *row = &cells->row;

    row->line = (size_t)reading->line;
    if (!check(reading, row, err) ||
        (cells->credits != NULL && !take_credits(reading, cells->credits, row, err)))
        return false;
    if (!reading->is_wrong && row->hours_text != NULL &&
        !hours_find(reading, "hours", row->hours_text, cells->zone, cells->holidays, &row->hours,
                    err))
        return false;
    if (reading->is_wrong)
        return true;
    struct client_row *place =
        HOUSE_ADD(reading, reading->house->clients, reading->house->client_count);
    if (place == NULL)
        return error_memory(err);
    *place = *row;
    return true;
}

const struct table_shape CLIENTS_SHAPE = {HOUSE_CLIENTS, COLUMNS, sizeof(struct client_cells), init,
                                          take};
