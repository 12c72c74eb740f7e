/* Ticket numbers that are missing: positive evidence that tickets were left out of an export. */
#include "facts/groundwork.h"

void numbers_note(struct ticket_numbers *numbers, struct span id)
{
    int64_t number = 0;

    if (!span_trailing_number(id, &number))
        return;
    if (numbers->count == 0 || number < numbers->least)
        numbers->least = number;
    if (numbers->count == 0 || number > numbers->greatest)
        numbers->greatest = number;
    numbers->count++;
}

bool numbers_have_gaps(const struct ticket_numbers *numbers)
{
    enum { COUNT_LEAST = 100, GAPS_PERCENT = 5 };

    if (numbers->count < COUNT_LEAST)
        return false;
    uint64_t span = (uint64_t)(numbers->greatest - numbers->least) + 1;
    if (numbers->count >= span) /* two prefixes that count apart */
        return false;
    uint64_t missing = span - numbers->count;
    return missing < numbers->count && missing * 100 > span * GAPS_PERCENT;
}
