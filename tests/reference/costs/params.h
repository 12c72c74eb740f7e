/* params: the numbers in the `params` text of a reference row, "key=value" between ';'. */
#ifndef DESKGAUGE_REFERENCE_PARAMS_H
#define DESKGAUGE_REFERENCE_PARAMS_H

#include <stdbool.h>

/* The number of the part that is exactly "key=number", units after it left alone. */
bool param_number(const char *params, const char *key, double *out);

/*
 * The number of the part that has a word beginning with `word`: after its last '=', else its last
 * number; what stands in parentheses is remarks. "leave 20 wd*8=160" is 160 leave, "sick 7d=56" is
 * 56 sick.
 */
bool param_worded(const char *params, const char *word, double *out);

#endif
