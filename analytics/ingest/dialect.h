/* dialect: how a file separates its fields, found in its first bytes. Private to ingest. */
#ifndef DESKGAUGE_INGEST_DIALECT_H
#define DESKGAUGE_INGEST_DIALECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct dialect {
    char delimiter;     /* , ; tab | */
    bool is_cr;         /* lines end with a lone '\r' */
    bool has_no_quotes; /* a quote is a letter like others (Request Tracker); of the profile */
    bool has_bom;
    bool has_sep_line;         /* "sep=;" stands first */
    const char *charset;       /* static: "utf-8", "utf-16le", "cp1251" … */
    bool charset_is_guess;     /* an 8-bit charset that only the words of a profile can confirm */
    bool charset_is_confirmed; /* … and did: headers in it are words of a profile */
    const char *charset_rival; /* the second guess; NULL */
    uint64_t skip_bytes;       /* BOM, in bytes of the file */
    uint64_t skip_decoded;     /* "sep=" line, in decoded bytes */
};

/*
 * Read `head`, the first bytes of a file. `charset` is what the user says, NULL to detect.
 * ERROR_INPUT for what is no text table: XLSX, XLS, PDF, ZIP …, with how to save it as CSV, and
 * for bytes that are neither UTF-8 nor a charset that can be told.
 */
MUST_CHECK bool dialect_sniff(struct span head, const char *name, const char *charset,
                              struct dialect *out, struct error *err);

/* No delimiter gives more than half of the first lines the same number of fields, two at least: a
 * readme, not a table. Of raw bytes: UTF-16 is no prose, it is not looked into. */
bool dialect_is_prose(struct span text);

/* The delimiter of decoded text: of `, ; tab |` the one that gives the most consistent rows. */
char dialect_delimiter(struct span text);

#endif
