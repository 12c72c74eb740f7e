/* The profile of a draft, as YAML. */
#include <string.h>

#include "ingest/draft.h"

/* ---- YAML ----------------------------------------------------------------------------------- */

void draft_write_text(struct buffer *out, struct span text)
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
        draft_write_text(out, texts[i]);
    }
    buffer_byte(out, ']');
}

static void write_line_of_text(struct buffer *out, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buffer_format(out, "%s: ", key);
    draft_write_text(out, span_of(text));
    buffer_byte(out, '\n');
}

/* The same header before `at`: watchers and labels stand many times. */
static bool has_same_header(const struct draft *draft, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(draft->opened.whole_headers[i], draft->opened.whole_headers[at]) == 0)
            return true;
    return false;
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
    struct span header = span_of(draft->opened.whole_headers[at]);

    if (column->meaning != NULL && field_kind(column->field) == CELL_DURATION) {
        if (is_before(draft, at)) /* the other clock: a key of its own */
            buffer_format(out, "      %s_%zu: {to: %s, from: [", name, at + 1, name);
        else
            buffer_format(out, "      %s: {from: [", name);
        draft_write_text(out, header);
        buffer_byte(out, ']');
        write_duration(out, column->meaning);
        buffer_text(out, "}\n");
        return;
    }
    if (is_before(draft, at)) /* further columns of comments have the same header */
        return;
    buffer_format(out, "      %s: [", name);
    draft_write_text(out, header);
    buffer_format(out, "]%s\n", column->is_guess ? "   # by its cells: is it?" : "");
}

static void write_headers(const struct draft *draft, bool is_known, struct buffer *out)
{
    size_t count = 0;

    for (size_t i = 0; i < draft->opened.plan.column_count; i++) {
        const struct drafted *column = &draft->columns[i];
        bool is_one =
            is_known ? column->is_known && column->field == FIELD_ignored : !column->is_known;
        if (!is_one || draft->opened.whole_headers[i][0] == '\0' || has_same_header(draft, i))
            continue;
        buffer_text(out, count++ > 0 ? ", " : is_known ? "      ignored: [" : "");
        draft_write_text(out, span_of(draft->opened.whole_headers[i]));
        if (!is_known)
            buffer_text(out, drafted_is_of_dates(column) ? " (dates)" : "");
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
        if (!draft_has_field(draft, needed[i]))
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
        draft_write_text(out, words[i].text);
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
        buffer_text(out, column->word_count > DRAFT_WORDS_SHOWN ? ", …\n" : "\n");
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

void draft_write(const struct draft *draft, struct buffer *out)
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
        buffer_text(out, profile->breaks_rows ? "rows: broken\n" : "");
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
