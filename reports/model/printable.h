/* printable: the one place where text from outside is made fit for a page. */
#ifndef DESKGAUGE_MODEL_PRINTABLE_H
#define DESKGAUGE_MODEL_PRINTABLE_H

#include "base/text.h"

/*
 * Append `text` without what no report may carry: a control character (U+0000–1F, U+007F–9F)
 * becomes one blank, and so do tab and line feed; zero-width and bidi marks, overrides and isolates
 * (U+200B, U+200E–F, U+061C, U+202A–E, U+2028–9, U+2060–9, U+FEFF), and tag characters
 * (U+E0000–7F) vanish; noncharacters and bytes that are not UTF-8 become U+FFFD. Joiners (U+200C–D)
 * stay: Persian and emoji need them.
 */
void printable_append(struct buffer *out, struct span text);

#endif
