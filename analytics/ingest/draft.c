/* draft: a profile written for the user from his own file, to be read again with --desk. */
#include <stdlib.h>
#include <string.h>

#include "ingest/cells.h"
#include "ingest/lookup.h"
#include "ingest/opening.h"

enum { DRAFT_ROWS = 2000, WORDS_SHOWN = 40, WORD_BYTES_MOST = 60 };

/* What the first rows say of a column. */
struct drafted {
    enum field field;
    bool is_known;                        /* `field` is what it means */
    bool is_guess;                        /* … by its cells, not by its name */
    const struct profile_column *meaning; /* how a duration is written; NULL */
    struct lookup distinct;
    size_t filled_count, date_count, longest;
    bool has_blank;
    struct buffer words; /* distinct cells that the profile does not know, as YAML */
    size_t word_count;
};

struct draft {
    struct opened opened;
    struct understanding words;
    struct drafted *columns;
    size_t row_count;
};

static void draft_release(struct draft *draft)
{
    for (size_t i = 0; draft->columns != NULL && i < draft->opened.plan.column_count; i++) {
        lookup_release(&draft->columns[i].distinct);
        buffer_release(&draft->columns[i].words);
    }
    free(draft->columns);
    opened_release(&draft->opened);
    understanding_release(&draft->words);
}
OWN_RELEASER(draft_release, struct draft)

/* ---- YAML ----------------------------------------------------------------------------------- */

static void write_text(struct buffer *out, struct span text)
{
    buffer_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (c == '"' || c == '\\')
            buffer_format(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            buffer_format(out, "\\x%02X", c);
        else
            buffer_byte(out, (char)c);
    }
    buffer_byte(out, '"');
}

static void write_list(struct buffer *out, const struct span *texts, size_t count)
{
    buffer_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_text(out, ", ");
        write_text(out, texts[i]);
    }
    buffer_byte(out, ']');
}

static void write_line_of_text(struct buffer *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buffer_format(out, "%s: ", key);
    write_text(out, span_of(text));
    buffer_byte(out, '\n');
}

/* ---- what the columns are ---------------------------------------------------------------------
 */

static void note_word(const struct draft *draft, struct drafted *column, struct span cell)
{
    const struct profile *profile = draft->opened.plan.profile;
    enum word_list list = column->is_known ? profile_list_of(column->field) : WORD_LISTS;
    int64_t number = 0;

    bool is_told = list == WORD_LISTS || cell.length > WORD_BYTES_MOST ||
                   !span_is_printable(cell) || (list == WORDS_RATING && cell_count(cell, &number));
    if (is_told || (profile != NULL &&
                    (profile_is_missing(profile, cell) || profile_class(profile, list, cell) != 0)))
        return;
    if (column->word_count++ >= WORDS_SHOWN)
        return;
    buffer_text(&column->words, column->word_count == 1 ? "" : ", ");
    write_text(&column->words, cell);
}

static bool note_cell(const struct draft *draft, struct drafted *column, struct span cell,
                      struct error *err)
{
    struct date_parts parts;
    uint64_t key = lookup_key(cell, 0);

    if (cell.length == 0)
        return true;
    column->filled_count++;
    column->date_count += date_parts_parse(cell, &parts);
    column->longest = cell.length > column->longest ? cell.length : column->longest;
    column->has_blank |= memchr(cell.bytes, ' ', cell.length) != NULL;
    if (lookup_find(&column->distinct, key) != NULL)
        return true;
    note_word(draft, column, cell_first_value(cell));
    return lookup_add(&column->distinct, (struct lookup_row){key, 0, 0}, err);
}

static bool note_rows(struct draft *draft, struct error *err)
{
    const struct csv_row *row = NULL;

    while (draft->row_count < DRAFT_ROWS) {
        if (!reader_next(draft->opened.reader, &row, err))
            return false;
        if (row == NULL)
            return true;
        if (row->count < draft->opened.plan.column_count)
            continue;
        draft->row_count++;
        for (size_t i = 0; i < draft->opened.plan.column_count; i++)
            if (!note_cell(draft, &draft->columns[i], span_trim(row->fields[i]), err))
                return false;
    }
    return true;
}

/* A number of five digits may be a spreadsheet's date, but is none in a column of numbers. */
static bool is_of_dates(const struct drafted *column)
{
    return column->date_count > 0 && column->longest > 6 &&
           column->date_count * 10 >= column->filled_count * 9;
}

/* The same header before `at`: watchers and labels stand many times. */
static bool has_same_header(const struct draft *draft, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(draft->opened.headers[i], draft->opened.headers[at]) == 0)
            return true;
    return false;
}

static bool has_field(const struct draft *draft, enum field field)
{
    for (size_t i = 0; i < draft->opened.plan.column_count; i++)
        if (draft->columns[i].is_known && draft->columns[i].field == field)
            return true;
    return false;
}

static void guess(struct drafted *column, enum field field)
{
    column->field = field;
    column->is_known = column->is_guess = true;
}

/* The first column of short words that never repeat is the id, the first that is a date in every
 * row the creation. */
static void guess_columns(struct draft *draft)
{
    size_t rows = draft->row_count;

    for (size_t i = 0; rows > 0 && i < draft->opened.plan.column_count; i++) {
        struct drafted *column = &draft->columns[i];
        bool is_date = is_of_dates(column);
        bool is_id = column->distinct.count == rows && column->longest <= 40 && !column->has_blank;
        if (column->is_known || column->filled_count < rows)
            continue;
        if (is_id && !is_date && !has_field(draft, FIELD_ticket_id))
            guess(column, FIELD_ticket_id);
        else if (is_date && !has_field(draft, FIELD_created_at))
            guess(column, FIELD_created_at);
    }
}

/* What any desk calls so: the name is a hint where no desk fits as a whole. */
static const struct profile_column *any_meaning(const struct profiles *profiles, struct span header)
{
    for (size_t i = 0; i < profiles->count; i++) {
        const struct profile *profile = &profiles->items[i];
        for (size_t j = 0; j < profile->table_count; j++)
            for (size_t k = 0;
                 profile->tables[j].kind == TABLE_TICKETS && k < profile->tables[j].column_count;
                 k++) {
                const struct profile_column *column = &profile->tables[j].columns[k];
                for (size_t m = 0; m < column->alias_count; m++)
                    if (header_equal(header, column->aliases[m]))
                        return column;
            }
    }
    return NULL;
}

static void take_meaning(struct draft *draft, size_t at, const struct profile_column *meaning)
{
    struct drafted *column = &draft->columns[at];

    if (meaning == NULL)
        return;
    column->is_known = true;
    column->meaning = meaning;
    column->field = meaning->field;
}

static void name_columns(struct draft *draft)
{
    const struct opened *opened = &draft->opened;

    for (size_t i = 0; i < opened->plan.column_count; i++) {
        const struct plan_column *planned =
            opened->plan.columns == NULL ? NULL : &opened->plan.columns[i];
        if (planned == NULL) {
            const struct profile_column *meaning =
                any_meaning(&opened->profiles, span_of(opened->headers[i]));
            bool is_taken = meaning != NULL && field_kind(meaning->field) != CELL_IGNORED &&
                            has_field(draft, meaning->field);
            if (!is_taken)
                take_meaning(draft, i, meaning);
        } else if (planned->is_second) {
            guess(&draft->columns[i], FIELD_ignored);
        } else {
            take_meaning(draft, i, planned->meaning);
        }
    }
}

/* ---- the profile ------------------------------------------------------------------------------
 */

static const char *const UNITS[] = {"seconds",      "minutes", "hours",
                                    "milliseconds", "clock",   "words"};
static const char *const CLOCKS[] = {"none", "calendar", "business"};

static void write_duration(struct buffer *out, const struct profile_column *meaning)
{
    buffer_format(out, ", unit: %s, clock: %s%s", UNITS[meaning->unit], CLOCKS[meaning->clock],
                  meaning->zero_is_missing ? ", zero_is_missing: true" : "");
}

static bool is_before(const struct draft *draft, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (draft->columns[i].is_known && draft->columns[i].field == draft->columns[at].field)
            return true;
    return false;
}

static void write_column(const struct draft *draft, size_t at, struct buffer *out)
{
    const struct drafted *column = &draft->columns[at];
    const char *name = field_name(column->field);
    struct span header = span_of(draft->opened.headers[at]);

    if (column->meaning != NULL && field_kind(column->field) == CELL_DURATION) {
        if (is_before(draft, at)) /* the other clock: a key of its own */
            buffer_format(out, "      %s_%zu: {to: %s, from: [", name, at + 1, name);
        else
            buffer_format(out, "      %s: {from: [", name);
        write_text(out, header);
        buffer_byte(out, ']');
        write_duration(out, column->meaning);
        buffer_text(out, "}\n");
        return;
    }
    if (is_before(draft, at)) /* further columns of comments have the same header */
        return;
    buffer_format(out, "      %s: [", name);
    write_text(out, header);
    buffer_format(out, "]%s\n", column->is_guess ? "   # by its cells: is it?" : "");
}

static void write_headers(const struct draft *draft, bool is_known, struct buffer *out)
{
    size_t count = 0;

    for (size_t i = 0; i < draft->opened.plan.column_count; i++) {
        const struct drafted *column = &draft->columns[i];
        bool is_one =
            is_known ? column->is_known && column->field == FIELD_ignored : !column->is_known;
        if (!is_one || draft->opened.headers[i][0] == '\0' || has_same_header(draft, i))
            continue;
        buffer_text(out, count++ > 0 ? ", " : is_known ? "      ignored: [" : "");
        write_text(out, span_of(draft->opened.headers[i]));
        if (!is_known)
            buffer_text(out, is_of_dates(column) ? " (dates)" : "");
    }
    if (count > 0)
        buffer_text(out, is_known ? "]\n" : "\n");
}

static void write_columns(const struct draft *draft, struct buffer *out)
{
    OWN(buffer_release) struct buffer rest = {0};

    buffer_text(out, "    columns:\n");
    for (size_t i = 0; i < draft->opened.plan.column_count; i++)
        if (draft->columns[i].is_known && draft->columns[i].field != FIELD_ignored)
            write_column(draft, i, out);
    write_headers(draft, true, out);
    write_headers(draft, false, &rest);
    if (rest.length > 0) {
        buffer_text(out,
                    "      # not read; name what they are, such as first_reply_at, resolved_at, "
                    "account:\n      # ");
        buffer_append(out, rest.bytes, rest.length);
    }
    static const enum field needed[] = {FIELD_ticket_id, FIELD_created_at};
    for (size_t i = 0; draft->opened.plan.profile == NULL && i < 2; i++)
        if (!has_field(draft, needed[i]))
            buffer_format(out, "      %s: [\"?\"]   # needed: put the header of its column here\n",
                          field_name(needed[i]));
}

static void write_table(const struct draft *draft, struct buffer *out)
{
    const struct profile_table *table = draft->opened.plan.table;

    buffer_format(out, "tables:\n  - kind: %s\n",
                  table_kind_name(table == NULL ? TABLE_TICKETS : table->kind));
    if (table != NULL && table->zone != NULL)
        buffer_format(out, "    zone: %s\n", table->zone);
    buffer_text(out, "    requires: [");
    for (size_t i = 0; table != NULL && i < table->require_count; i++)
        buffer_format(out, "%s%s", i == 0 ? "" : ", ", field_name(table->requires[i]));
    buffer_text(out, table == NULL ? "ticket_id, created_at]\n" : "]\n");
    write_columns(draft, out);
}

/* "2/5" of a rating, the name of a class else. */
static void write_class(struct buffer *out, enum word_list list, int class_value)
{
    if (list == WORDS_RATING && class_value > 0)
        buffer_format(out, "\"%d/%d\"", class_value / 256, class_value % 256);
    else
        buffer_text(out, profile_class_name(list, class_value));
}

static void write_known_words(const struct profile *profile, enum word_list list,
                              struct buffer *out)
{
    const struct profile_word *words = profile->words[list];

    for (size_t i = 0; i < profile->word_count[list]; i++) {
        bool is_first = i == 0 || words[i].class_value != words[i - 1].class_value;
        if (is_first) {
            buffer_text(out, i == 0 ? "    " : "]\n    ");
            write_class(out, list, words[i].class_value);
        }
        buffer_text(out, is_first ? ": [" : ", ");
        write_text(out, words[i].text);
    }
    if (profile->word_count[list] > 0)
        buffer_text(out, "]\n");
}

static void write_new_words(const struct draft *draft, enum word_list list, struct buffer *out)
{
    for (size_t i = 0; i < draft->opened.plan.column_count; i++) {
        const struct drafted *column = &draft->columns[i];
        if (!column->is_known || profile_list_of(column->field) != list ||
            column->words.length == 0)
            continue;
        buffer_text(out, "    # not known yet, put each where it belongs: ");
        buffer_append(out, column->words.bytes, column->words.length);
        buffer_text(out, column->word_count > WORDS_SHOWN ? ", …\n" : "\n");
    }
}

static void write_values(const struct draft *draft, struct buffer *out)
{
    const struct profile *profile = draft->opened.plan.profile;
    bool has_any = false;

    for (int list = 0; list < WORD_LISTS; list++) {
        OWN(buffer_release) struct buffer lines = {0};
        OWN(buffer_release) struct buffer comments = {0};
        if (profile != NULL)
            write_known_words(profile, (enum word_list)list, &lines);
        write_new_words(draft, (enum word_list)list, &comments);
        if (lines.length + comments.length == 0)
            continue;
        if (!has_any)
            buffer_text(out, "values:\n");
        has_any = true;
        buffer_format(out, "  %s:%s\n", profile_list_name((enum word_list)list),
                      lines.length == 0 ? " {}" : "");
        buffer_append(out, buffer_span(&lines).bytes, lines.length);
        buffer_append(out, buffer_span(&comments).bytes, comments.length);
    }
}

static void write_profile(const struct draft *draft, struct buffer *out)
{
    const struct profile *profile = draft->opened.plan.profile;

    buffer_format(out,
                  "# Written from %s (%zu rows looked at)%s%s. Read it with --desk mine.yaml;\n"
                  "# 'deskgauge desks --desk mine.yaml FILE' shows what it makes of a file.\n",
                  input_name(draft->opened.input), draft->row_count,
                  profile == NULL ? ", which no known desk wrote" : ", taken for ",
                  profile == NULL ? "" : profile->title);
    buffer_text(out, "desk: mine\n");
    write_line_of_text(out, "title", profile == NULL ? "My desk" : profile->title);
    if (profile != NULL) {
        write_line_of_text(out, "advice", profile->advice);
        buffer_text(out, profile->has_no_quotes ? "quotes: none\n" : "");
        if (profile->missing_count > 0) {
            buffer_text(out, "missing: ");
            write_list(out, profile->missing, profile->missing_count);
            buffer_byte(out, '\n');
        }
        if (profile->rating_scale > 0)
            buffer_format(out, "satisfaction_scale: %d\n", profile->rating_scale);
    }
    write_table(draft, out);
    write_values(draft, out);
}

static bool open_draft(const struct ingest_request *request, struct draft *draft, struct error *err)
{
    struct opened *opened = &draft->opened;
    struct error unknown = {0};

    if (open_header(request, opened, &draft->words, err))
        return skip_to_data(opened, err);
    return opened->fits_nothing && open_unknown(opened, &draft->words, &unknown);
}

bool ingest_draft_profile(const struct ingest_request *request, struct buffer *out,
                          struct error *err)
{
    OWN(draft_release) struct draft draft = {0};

    if (!open_draft(request, &draft, err))
        return false;
    draft.columns = calloc(draft.opened.plan.column_count, sizeof *draft.columns);
    if (draft.columns == NULL)
        return error_memory(err);
    name_columns(&draft);
    if (!note_rows(&draft, err))
        return false;
    guess_columns(&draft);
    write_profile(&draft, out);
    return !out->is_short || error_memory(err);
}
