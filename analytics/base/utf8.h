/* utf8: are these many bytes UTF-8? Private to text.c. */
#ifndef DESKGAUGE_BASE_UTF8_H
#define DESKGAUGE_BASE_UTF8_H

#include "base/text.h"

/*
 * True: valid. False: not valid, or this machine cannot tell fast (no AVX2): look slowly.
 * By three table look-ups a byte on 32 bytes at once: J. Keiser, D. Lemire, "Validating UTF-8 in
 * less than one instruction per byte", Software: Practice and Experience 51 (2021).
 */
bool utf8_is_valid_fast(struct span span);

#endif
