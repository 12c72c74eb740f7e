#include "ingest/dialect.h"

#include <math.h>
#include <string.h>
#include <uchardet.h>

enum { SAMPLE_ROWS = 64 };

struct magic {
    struct span bytes;
    const char *says;
};

static bool refuse_containers(struct span head, const char *name, struct error *err)
{
    static const struct magic magics[] = {
        {{"PK\x03\x04", 4},
         "is a spreadsheet (XLSX) or a broken archive, not a CSV file (hint: in Excel or "
         "LibreOffice: save as, 'CSV UTF-8')"},
        {{"\xD0\xCF\x11\xE0", 4},
         "is an old Excel file (XLS) (hint: in Excel or LibreOffice: save as, 'CSV UTF-8')"},
        {{"%PDF", 4}, "is a PDF (hint: export the tickets as CSV)"},
        {{"SQLite format 3", 15}, "is a database, not an export"},
        {{"<!DOCTYPE", 9}, "is a web page (hint: is it the desk's log-in page?)"},
        {{"<html", 5}, "is a web page (hint: is it the desk's log-in page?)"},
        {{"<?xml", 5}, "is XML (hint: export the tickets as CSV)"},
    };

    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (span_starts(head, magics[i].bytes))
            return error_set(err, ERROR_INPUT, "%s: %s", name, magics[i].says);
    return true;
}

static bool find_bom(struct span head, struct dialect *out)
{
    static const struct {
        struct span bytes;
        const char *charset;
    } boms[] = {
        {{"\xEF\xBB\xBF", 3}, "utf-8"},        {{"\xFF\xFE\x00\x00", 4}, "utf-32le"},
        {{"\x00\x00\xFE\xFF", 4}, "utf-32be"}, {{"\xFF\xFE", 2}, "utf-16le"},
        {{"\xFE\xFF", 2}, "utf-16be"},
    };

    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
        if (span_starts(head, boms[i].bytes)) {
            out->charset = boms[i].charset;
            out->skip_bytes = boms[i].bytes.length;
            out->has_bom = true;
            return true;
        }
    }
    return false;
}

/* A text cut by the end of the sample may end inside a character. */
static bool is_utf8_sample(struct span head, size_t *bad_at)
{
    return span_is_utf8(head, bad_at) || (head.length > 1024 && *bad_at + 4 > head.length);
}

/* Canonical lower-case names of what uchardet says, as iconv knows them. */
static const char *guess_charset(struct span head)
{
    static const struct {
        const char *says, *charset;
    } names[] = {{"WINDOWS-1251", "cp1251"}, {"WINDOWS-1252", "cp1252"},   {"ISO-8859-1", "cp1252"},
                 {"ISO-8859-15", "cp1252"},  {"ISO-8859-5", "iso-8859-5"}, {"KOI8-R", "koi8-r"},
                 {"IBM866", "cp866"},        {"MAC-CYRILLIC", "cp1251"},   {"ISO-8859-2", "cp1250"},
                 {"WINDOWS-1250", "cp1250"}, {"SHIFT_JIS", "cp932"},       {"ASCII", "utf-8"}};
    uchardet_t detector = uchardet_new();
    const char *found = NULL;

    if (detector == NULL)
        return NULL;
    if (uchardet_handle_data(detector, head.bytes, head.length) == 0) {
        uchardet_data_end(detector);
        const char *says = uchardet_get_charset(detector);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp(says, names[i].says) == 0)
                found = names[i].charset;
    }
    uchardet_delete(detector);
    return found;
}

static bool find_charset(struct span head, const char *name, const char *charset,
                         struct dialect *out, struct error *err)
{
    size_t bad_at = 0;

    if (find_bom(head, out) && charset == NULL)
        return true;
    if (charset != NULL) {
        out->charset = charset;
        return true;
    }
    if (memchr(head.bytes, '\0', head.length) != NULL) {
        size_t even = 0;
        size_t odd = 0;
        for (size_t i = 0; i < head.length; i++)
            if (head.bytes[i] == '\0')
                *(i % 2 == 0 ? &even : &odd) += 1;
        if (odd > head.length / 4 || even > head.length / 4)
            return error_set(err, ERROR_INPUT,
                             "%s: looks like UTF-16 without a byte order mark (hint: --charset "
                             "utf-16%s)",
                             name, odd > even ? "le" : "be");
        out->charset = "utf-8"; /* single NULs: the rows that hold them are rejected */
        return true;
    }
    if (is_utf8_sample(head, &bad_at)) {
        out->charset = "utf-8";
        return true;
    }
    const char *guess = guess_charset(head);
    if (guess == NULL || strcmp(guess, "utf-8") == 0)
        return error_set(err, ERROR_INPUT,
                         "%s: byte %zu is not UTF-8 and its charset cannot be told (hint: say it, "
                         "such as --charset cp1251, cp1252, cp850)",
                         name, bad_at + 1);
    out->charset = guess;
    out->charset_is_guess = true;
    out->charset_rival = strcmp(guess, "cp1252") == 0 ? "cp850" : "cp1252";
    return true;
}

/* Fields of the first rows when `delimiter` separates them: quotes are honoured. */
static size_t count_rows(struct span text, char delimiter, size_t counts[SAMPLE_ROWS])
{
    size_t rows = 0;
    size_t fields = 1;
    bool in_quotes = false;
    bool has_bytes = false;

    for (size_t i = 0; i < text.length && rows < SAMPLE_ROWS; i++) {
        char c = text.bytes[i];
        if (c == '"') {
            in_quotes = !in_quotes;
            has_bytes = true;
        } else if (!in_quotes && c == delimiter) {
            fields++;
            has_bytes = true;
        } else if (!in_quotes && (c == '\n' || c == '\r')) {
            if (has_bytes)
                counts[rows++] = fields;
            fields = 1;
            has_bytes = false;
        } else {
            has_bytes = true;
        }
    }
    if (rows == 0 && has_bytes)
        counts[rows++] = fields;
    return rows;
}

/* The share of the first rows that are as wide as row `at`. */
static double share_of_width(const size_t *counts, size_t rows, size_t at)
{
    size_t same = 0;

    for (size_t i = 0; i < rows; i++)
        same += counts[i] == counts[at];
    return (double)same / (double)rows;
}

/* Rows of the most frequent width (a preamble has another), times how many fields that is. */
static double consistency(struct span text, char delimiter)
{
    size_t counts[SAMPLE_ROWS];
    size_t rows = count_rows(text, delimiter, counts);
    double best = 0;

    for (size_t i = 0; i < rows; i++) {
        double share = share_of_width(counts, rows, i);
        double score = share * share * (double)(counts[i] < 12 ? counts[i] + 8 : 20);
        if (counts[i] > 1 && score > best)
            best = score;
    }
    return best;
}

/* Of rows that have more than one field, the share of the most frequent width. */
static double common_width(struct span text, char delimiter)
{
    size_t counts[SAMPLE_ROWS];
    size_t rows = count_rows(text, delimiter, counts);
    double best = 0;

    for (size_t i = 0; i < rows; i++)
        best = counts[i] > 1 ? fmax(best, share_of_width(counts, rows, i)) : best;
    return best;
}

static const char delimiters[] = {',', ';', '\t', '|'};

bool dialect_is_prose(struct span text)
{
    bool is_table = memchr(text.bytes, '\0', text.length) != NULL;

    for (size_t i = 0; i < sizeof delimiters; i++)
        is_table |= common_width(text, delimiters[i]) > .5;
    return !is_table;
}

char dialect_delimiter(struct span text)
{
    char best = ',';
    double best_score = 0;

    for (size_t i = 0; i < sizeof delimiters; i++) {
        double score = consistency(text, delimiters[i]);
        if (score > best_score) {
            best_score = score;
            best = delimiters[i];
        }
    }
    return best;
}

bool dialect_sniff(struct span head, const char *name, const char *charset, struct dialect *out,
                   struct error *err)
{
    struct dialect found = {.delimiter = ','};

    if (!refuse_containers(head, name, err) || !find_charset(head, name, charset, &found, err))
        return false;
    *out = found;
    return true;
}
