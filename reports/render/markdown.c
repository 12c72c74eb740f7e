/* markdown: the report as text for a wiki, a pull request, a terminal (CommonMark with tables). */
#include "render/page.h"
#include "render/tickets.h"

#include <string.h>
#include <strings.h>

/* Escape whatever CommonMark or GitHub could read as markup, HTML or an address. */
static void escape(struct buffer *out, const char *text)
{
    const char *start = text;

    for (; *text != '\0'; text++) {
        bool is_special =
            strchr("\\`*_[]<>|~#&@$", *text) != NULL || (*text == ':' && text[1] == '/') ||
            (*text == '.' && text - start >= 3 && strncasecmp(text - 3, "www", 3) == 0) ||
            (text == start && strchr("-+=", *text) != NULL) ||
            (strchr(".)", *text) != NULL && text > start && (text[1] == ' ' || text[1] == '\0') &&
             strspn(start, "0123456789") == (size_t)(text - start));
        if (is_special)
            buffer_byte(out, '\\');
        buffer_byte(out, *text);
    }
}

static void say(struct page *page, const char *before, struct phrase phrase, const char *after)
{
    if (phrase_is_absent(&phrase))
        return;
    buffer_text(page->out, before);
    escape(page->out, page_phrase(page, phrase));
    buffer_text(page->out, after);
}

/* Code that holds backquotes is fenced by more of them. */
static void say_code(struct page *page, const char *code)
{
    const char *fence = strchr(code, '`') == NULL ? "`" : "```` ";
    const char *end = strchr(code, '`') == NULL ? "`" : " ````";

    buffer_text(page->out, fence);
    buffer_text(page->out, code);
    buffer_text(page->out, end);
}

static void say_state(struct page *page, enum state state, const char *words)
{
    const char *sign = state_sign(state);

    buffer_text(page->out, sign);
    buffer_text(page->out, *sign != '\0' && *words != '\0' ? " " : "");
    escape(page->out, words);
}

static void begin(struct page *page)
{
    (void)page;
}

static void title(struct page *page, const struct block *block)
{
    const char *scope = page_scope(page, &block->as.title);

    say(page, "**", block->as.title.who, "**");
    if (*scope != '\0') {
        buffer_text(page->out, " · ");
        escape(page->out, scope);
    }
    buffer_text(page->out, "\n\n");
    say(page, "# ", block->as.title.headline, "\n\n");
}

static void paragraph(struct page *page, const struct block *block)
{
    say(page, "", block->as.phrase, "\n\n");
}

/* "[948 tickets](tickets/first_reply.csv)": the address is of our own making. */
static void tickets_link(struct page *page, const char *before,
                         const struct figure_tickets *tickets)
{
    if (tickets == NULL || tickets->file == NULL || tickets->count == 0)
        return;
    buffer_format(page->out, "%s[", before);
    escape(page->out, page_tickets_count(page, tickets));
    buffer_format(page->out, "](%s)", tickets->file);
}

static void scorecard(struct page *page, const struct block *block)
{
    for (size_t i = 0; i < block->as.scorecard.count; i++) {
        const struct tile *tile = &block->as.scorecard.tiles[i];
        say(page, "- ", tile->name, ": **");
        escape(page->out, page_value(page, tile->value));
        buffer_text(page->out, "** ");
        say_state(page, tile->state,
                  phrase_is_absent(&tile->verdict) ? page_state(page, tile->state)
                                                   : page_phrase(page, tile->verdict));
        say(page, " (", tile->earlier, ")");
        tickets_link(page, " · ", page_tickets(page, tile->figure));
        buffer_byte(page->out, '\n');
    }
    buffer_byte(page->out, '\n');
}

static void header(struct page *page, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_text(page->out, "| ");
        escape(page->out, names[i]);
        buffer_byte(page->out, ' ');
    }
    buffer_text(page->out, "|\n");
    for (size_t i = 0; i < count; i++)
        buffer_text(page->out, "| --- ");
    buffer_text(page->out, "|\n");
}

static void cell(struct page *page, const char *text)
{
    buffer_text(page->out, " | ");
    escape(page->out, text);
}

static void criteria(struct page *page, const struct block *block)
{
    const char *const names[] = {
        tr(page->language, "Criterion"), tr(page->language, "What was promised"),
        tr(page->language, "What happened"), tr(page->language, "Verdict")};

    buffer_text(page->out, "**");
    escape(page->out, page_phrase(page, PHRASE("Exhibit %1$s.", value_count(1))));
    buffer_byte(page->out, ' ');
    escape(page->out, tr(page->language, "The five criteria against what was promised"));
    buffer_text(page->out, "**\n\n");
    header(page, names, 4);
    for (size_t i = 0; i < CRITERIA_SHOWN; i++) {
        const struct criterion_row *row = &block->as.criteria.rows[i];
        const char *range = page_range(page, row->interval);
        buffer_text(page->out, "| ");
        escape(page->out, tr(page->language, criterion_titles[i].name));
        cell(page, phrase_is_absent(&row->promise) ? "—" : page_phrase(page, row->promise));
        buffer_text(page->out, " | **");
        escape(page->out, page_value(page, row->value));
        buffer_text(page->out, "**");
        say(page, "; ", row->happened, "");
        buffer_text(page->out, *range != '\0' ? "; " : "");
        escape(page->out, range);
        buffer_text(page->out, " | ");
        say_state(page, row->verdict, page_verdict(page, row->verdict));
        say(page, "; ", row->why, "");
        buffer_text(page->out, "; ");
        escape(page->out, page_rung(page, row->rung));
        tickets_link(page, "; ", page_tickets(page, row->figure));
        buffer_text(page->out, " |\n");
    }
    buffer_byte(page->out, '\n');
    say(page, "", block->as.criteria.note, "\n\n");
}

static void decisions(struct page *page, const struct block *block)
{
    say(page, "## ", PHRASE("Decisions needed"), "\n\n");
    for (size_t i = 0; i < block->as.decisions.count; i++) {
        const struct decision *row = &block->as.decisions.rows[i];
        say(page, "- **", row->decision, "**");
        say(page, ": ", row->brings, "");
        say(page, " (", row->owner, row->due.kind == VALUE_UNKNOWN ? ")" : ", ");
        if (row->due.kind != VALUE_UNKNOWN) {
            buffer_text(page->out, phrase_is_absent(&row->owner) ? " (" : "");
            escape(page->out, page_value(page, row->due));
            buffer_byte(page->out, ')');
        }
        buffer_byte(page->out, '\n');
    }
    buffer_byte(page->out, '\n');
}

static void section(struct page *page, const struct block *block)
{
    const struct section *section_ = &block->as.section;

    buffer_text(page->out, "## ");
    if (section_->number > 0)
        buffer_format(page->out, "%d. ", section_->number);
    say(page, "", section_->topic, ". ");
    say(page, "", section_->headline, "\n\n");
}

static void list(struct page *page, const struct block *block)
{
    for (size_t i = 0; i < block->as.list.count; i++)
        say(page, "- ", block->as.list.items[i], "\n");
    buffer_byte(page->out, '\n');
}

static void rows(struct page *page, const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        say(page, "| ", table->columns[i].name, " ");
    buffer_text(page->out, "|\n");
    for (size_t i = 0; i < table->column_count; i++)
        buffer_text(page->out, table->columns[i].kind == COLUMN_NUMBER ? "| ---: " : "| --- ");
    buffer_text(page->out, "|\n");
    for (size_t i = 0; i < table_rows_shown(table); i++) {
        const struct table_row *row = &table->rows[i];
        buffer_byte(page->out, '|');
        for (size_t j = 0; j < table->column_count; j++) {
            buffer_byte(page->out, ' ');
            if (j == 0 && *state_sign(row->state) != '\0')
                buffer_format(page->out, "%s ", state_sign(row->state));
            escape(page->out, page_value(page, row->cells[j]));
            buffer_text(page->out, " |");
        }
        buffer_byte(page->out, '\n');
    }
    buffer_byte(page->out, '\n');
    const char *left_out = page_rows_left_out(page, table);
    if (*left_out != '\0') {
        escape(page->out, left_out);
        buffer_text(page->out, "\n\n");
    }
}

static void tickets_behind(struct page *page, const char *figure)
{
    const struct figure_tickets *tickets = page_tickets(page, figure);

    if (figure == NULL)
        return;
    escape(page->out, tr(page->language, "The tickets behind it:"));
    buffer_byte(page->out, ' ');
    tickets_link(page, "", tickets);
    if (tickets != NULL && tickets->column != NULL) {
        buffer_text(page->out, " (");
        escape(page->out, page_tickets_rows(page, tickets));
        buffer_byte(page->out, ')');
    }
    buffer_text(page->out, tickets != NULL && tickets->file != NULL ? " · " : "");
    say_code(page, page_explain(page, figure));
    buffer_text(page->out, "\n\n");
}

static void exhibit(struct page *page, const struct block *block)
{
    const struct exhibit *exhibit_ = &block->as.exhibit;

    buffer_text(page->out, "**");
    escape(page->out, page_phrase(page, PHRASE("Exhibit %1$s.", value_count(exhibit_->number))));
    say(page, " ", exhibit_->title, "");
    buffer_text(page->out, "**");
    say(page, " — ", exhibit_->subtitle, "");
    buffer_text(page->out, "\n\n");
    say(page, "", exhibit_->alternate, "\n\n");
    say(page, "> ", exhibit_->note, "\n\n");
    if (exhibit_->table != NULL)
        rows(page, exhibit_->table);
    tickets_behind(page, exhibit_->figure);
}

static void table(struct page *page, const struct block *block)
{
    say(page, "**", block->as.table->caption, "**\n\n");
    rows(page, block->as.table);
    tickets_behind(page, block->as.table->figure);
}

static void definitions(struct page *page, const struct block *block)
{
    for (size_t i = 0; i < block->as.definitions.count; i++) {
        const struct definition *row = &block->as.definitions.rows[i];
        say(page, "- **", row->term, "**: ");
        say(page, "", row->meaning, "");
        say(page, " ", PHRASE("Left out"), phrase_is_absent(&row->left_out) ? ": —" : ": ");
        say(page, "", row->left_out, "");
        if (row->n != FIGURE_N_UNKNOWN)
            say(page, " (n = ", VERBATIM(page_value(page, value_count(row->n))), ")");
        buffer_byte(page->out, '\n');
    }
    buffer_byte(page->out, '\n');
}

static void note(struct page *page, const struct block *block)
{
    buffer_text(page->out, "> ");
    say(page, "**", block->as.note.label, "** ");
    say(page, "", block->as.note.text, "\n\n");
}

static void footer(struct page *page, const struct block *block)
{
    struct fact_line facts[FACTS_MOST];
    size_t count = page_facts(page, facts);
    const struct report_about *about = &page->report->about;

    buffer_text(page->out, "---\n\n");
    say(page, "", block->as.phrase, "\n\n");
    for (size_t i = 0; i < count; i++) {
        buffer_text(page->out, "- ");
        escape(page->out, facts[i].name);
        buffer_text(page->out, ": ");
        if (facts[i].is_code)
            say_code(page, facts[i].value);
        else
            escape(page->out, facts[i].value);
        buffer_byte(page->out, '\n');
    }
    for (size_t i = 0; i < about->input_count; i++) {
        const struct input *input = &about->inputs[i];
        buffer_text(page->out, "- ");
        escape(page->out, input->name);
        say(page, ": ",
            PLURAL("%1$s row", "%1$s rows", input->row_count, value_count(input->row_count)),
            ", XXH3-128 ");
        say_code(page, input->digest == NULL ? "" : input->digest);
        buffer_byte(page->out, '\n');
    }
}

static void end(struct page *page)
{
    (void)page;
}

const struct renderer markdown_renderer = {
    .name = "markdown",
    .extension = "md",
    .format = FORMAT_MARKDOWN,
    .begin = begin,
    .end = end,
    .block =
        {
            [BLOCK_TITLE] = title,
            [BLOCK_LEDE] = paragraph,
            [BLOCK_SCORECARD] = scorecard,
            [BLOCK_CRITERIA] = criteria,
            [BLOCK_DECISIONS] = decisions,
            [BLOCK_SECTION] = section,
            [BLOCK_PARAGRAPH] = paragraph,
            [BLOCK_LIST] = list,
            [BLOCK_EXHIBIT] = exhibit,
            [BLOCK_TABLE] = table,
            [BLOCK_DEFINITIONS] = definitions,
            [BLOCK_NOTE] = note,
            [BLOCK_FOOTER] = footer,
        },
};
