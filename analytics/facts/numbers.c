/* Ticket numbers that are missing: positive evidence that tickets were left out of an export. */
#include "facts/groundwork.h"

/* The number at the end of an id: 10001 of "INC0010001"; -1 none, or too long for one. */
static int64_t number_of(struct span id)
{
    enum { DIGITS_MOST = 15 };
    size_t digits = 0;
    int64_t number = 0;

    while (digits < id.length && id.bytes[id.length - 1 - digits] >= '0' &&
           id.bytes[id.length - 1 - digits] <= '9')
        digits++;
    if (digits == 0 || digits > DIGITS_MOST)
        return -1;
    for (size_t i = id.length - digits; i < id.length; i++)
        number = number * 10 + (id.bytes[i] - '0');
    return number;
}

void numbers_note(struct ticket_numbers *numbers, struct span id)
{
    int64_t number = number_of(id);

    if (number < 0)
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
