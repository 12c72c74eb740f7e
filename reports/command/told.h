/* told: what was understood of a file, for people and for programs. */
#ifndef DESKGAUGE_COMMAND_TOLD_H
#define DESKGAUGE_COMMAND_TOLD_H

#include <stdio.h>

#include "ingest/ingest.h"

void told_ingest(const struct ingest_result *result, bool is_json, FILE *out);
void told_understanding(const struct understanding *words, bool is_json, FILE *out);

/* A text as a JSON string, quotes included. */
void told_json_text(FILE *out, const char *text);

#endif
