#include <string.h>

#include "ingest/opening.h"

enum { ROWS_ASKED = 500, SHOWN_BYTES = 32 };

/* A cell whose letters depend on the charset. */
struct telling {
    bool is_found;
    uint64_t row; /* of data, from 0 */
    size_t column;
    char text[SHOWN_BYTES + 1];
};

static bool is_ascii(struct span cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if ((unsigned char)cell.bytes[i] >= 0x80)
            return false;
    return true;
}

static void copy_text(struct span cell, char text[SHOWN_BYTES + 1])
{
    size_t length = cell.length < SHOWN_BYTES ? cell.length : SHOWN_BYTES;

    while (length < cell.length && length > 0 && ((unsigned char)cell.bytes[length] & 0xC0) == 0x80)
        length--;
    memcpy(text, cell.bytes, length);
    text[length] = '\0';
}

/* Names of people are hashed and dates have no letters: they read the same in any charset. */
static bool is_used_as_text(enum cell_kind kind)
{
    return kind == CELL_WORD || kind == CELL_TEXT || kind == CELL_COMMENT;
}

/* How many words of a row, that depend on the charset, the profile knows. */
static size_t ask_row(const struct opened *opened, const struct csv_row *row, uint64_t at,
                      struct telling *telling)
{
    const struct plan *plan = &opened->plan;
    size_t known = 0;

    for (size_t i = 0; i < plan->used_count && row->count >= plan->column_count; i++) {
        size_t column = plan->used[i];
        enum field field = plan->columns[column].meaning->field;
        struct span cell = span_trim(row->fields[column]);
        if (cell.length == 0 || is_ascii(cell))
            continue;
        enum word_list list = profile_list_of(field);
        if (list != WORD_LISTS && profile_class(plan->profile, list, cell) != 0)
            known++;
        bool is_better = !telling->is_found && is_used_as_text(field_kind(field));
        if (!is_better)
            continue;
        *telling = (struct telling){.is_found = true, .row = at, .column = column};
        if (field_kind(field) == CELL_WORD && span_is_printable(cell))
            copy_text(cell, telling->text);
    }
    return known;
}

/* The same of the first rows; 0 where they cannot be read. */
static size_t ask_rows(struct opened *opened, const char *charset, struct telling *telling)
{
    const char *own = opened->dialect.charset;
    const struct csv_row *row = NULL;
    struct error ignored = {0};
    size_t known = 0;

    opened->dialect.charset = charset;
    bool is_read = skip_to_data(opened, &ignored);
    for (uint64_t at = 0; is_read && at < ROWS_ASKED; at++) {
        is_read = reader_next(opened->reader, &row, &ignored) && row != NULL;
        known += is_read ? ask_row(opened, row, at, telling) : 0;
    }
    opened->dialect.charset = own;
    return known;
}

/* The same cell in another charset; "" where it cannot be read in it. */
static void read_otherwise(struct opened *opened, const char *charset,
                           const struct telling *telling, char text[SHOWN_BYTES + 1])
{
    const char *own = opened->dialect.charset;
    const struct csv_row *row = NULL;
    struct error ignored = {0};

    text[0] = '\0';
    opened->dialect.charset = charset;
    bool is_read = skip_to_data(opened, &ignored);
    for (uint64_t at = 0; is_read && at <= telling->row; at++)
        is_read = reader_next(opened->reader, &row, &ignored) && row != NULL;
    if (is_read && row->count > telling->column &&
        span_is_printable(span_trim(row->fields[telling->column])))
        copy_text(span_trim(row->fields[telling->column]), text);
    opened->dialect.charset = own;
}

/* Of the rivals the first that reads the cell otherwise. */
static const char *find_rival(struct opened *opened, const struct telling *telling,
                              char text[SHOWN_BYTES + 1])
{
    static const char *const rivals[] = {"cp1252", "cp850", "cp1251", "koi8-r"};
    const char *found = opened->dialect.charset_rival;

    for (size_t i = 0; i < sizeof rivals / sizeof *rivals; i++) {
        if (strcmp(rivals[i], opened->dialect.charset) == 0)
            continue;
        read_otherwise(opened, rivals[i], telling, text);
        if (telling->text[0] == '\0' || (text[0] != '\0' && strcmp(text, telling->text) != 0))
            return rivals[i];
    }
    return found;
}

static bool refuse(struct opened *opened, const struct telling *telling, struct error *err)
{
    char other[SHOWN_BYTES + 1];
    const char *guess = opened->dialect.charset;
    const char *rival = find_rival(opened, telling, other);

    if (telling->text[0] == '\0')
        return error_set(err, ERROR_INPUT,
                         "%s: column '%s' is no UTF-8, and its charset cannot be told: %s? %s? "
                         "(hint: say it with --charset %s)",
                         input_name(opened->input), opened->headers[telling->column], guess, rival,
                         guess);
    return error_set(err, ERROR_INPUT,
                     "%s: column '%s' is no UTF-8, and its charset cannot be told: '%s' in %s, "
                     "'%s' in %s (hint: say the right one with --charset %s)",
                     input_name(opened->input), opened->headers[telling->column], telling->text,
                     guess, other, rival, guess);
}

bool judge_charset(struct opened *opened, struct error *err)
{
    static const char *const charsets[] = {"cp1252", "cp1251", "cp850",
                                           "cp866",  "koi8-r", "cp1250"};
    struct dialect *dialect = &opened->dialect;
    struct telling telling = {0};

    if (!dialect->charset_is_guess || dialect->charset_is_confirmed)
        return true;
    const char *best = dialect->charset;
    size_t most = ask_rows(opened, best, &telling);
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        struct telling ignored = {0};
        size_t known = ask_rows(opened, charsets[i], &ignored);
        if (known > most) {
            most = known;
            best = charsets[i];
        }
    }
    dialect->charset_is_confirmed = most > 0;
    if (most == 0 && telling.is_found)
        return refuse(opened, &telling, err);
    dialect->charset = best;
    return skip_to_data(opened, err);
}
