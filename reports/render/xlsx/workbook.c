/* workbook: the report in its order on the first sheet, and a sheet behind every exhibit. */
#include "render/tickets.h"
#include "render/xlsx/book.h"

enum { FRONT_COLUMNS = 4 };
static const double front_widths[FRONT_COLUMNS] = {36, 32, 40, 44};
static const double FRONT_WIDTH = 152;

static void begin(struct page *page)
{
    struct book *book = book_open(page);

    page->medium = book;
    if (book == NULL)
        return;
    book->front = book_sheet(book, tr(page->language, "Report"));
    for (lxw_col_t i = 0; i < FRONT_COLUMNS && book->front != NULL; i++)
        worksheet_set_column(book->front, i, i, front_widths[i], NULL);
}

/* The sheets follow in the order of the report, and the figures come last. */
static void end(struct page *page)
{
    struct book *book = page->medium;

    for (size_t i = 0; i < page->report->block_count && book_of(page) != NULL; i++) {
        const struct block *block = &page->report->blocks[i];
        if (block->kind == BLOCK_CRITERIA)
            sheet_of_criteria(book, block);
        else if (block_table(block) != NULL)
            sheet_of_table(book, block);
    }
    if (book_of(page) != NULL)
        sheet_of_figures(book);
    if (book_of(page) != NULL && page->report->ticket_sheet != NULL)
        sheet_of_tickets(book, page->report->ticket_sheet);
    book_close(book);
}

static void line(struct page *page, const char *text, enum look look)
{
    struct book *book = book_of(page);

    if (book != NULL && *text != '\0')
        book_paragraph(book, book->front, book->row++, FRONT_COLUMNS, FRONT_WIDTH, text, look);
}

static void gap(struct page *page)
{
    struct book *book = book_of(page);

    if (book != NULL)
        book->row++;
}

static void cells(struct page *page, const char *const *texts, size_t count, enum look look)
{
    struct book *book = book_of(page);

    if (book == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        book_text(book, book->front, book->row, (lxw_col_t)i, texts[i], look);
    book->row++;
}

static void title(struct page *page, const struct block *block)
{
    const struct title *title_ = &block->as.title;
    const char *scope = page_scope(page, title_);

    line(page, page_join(page, page_phrase(page, title_->who), " · ", scope), LOOK_MUTED);
    line(page, page_phrase(page, title_->headline), LOOK_HEADLINE);
}

static void paragraph(struct page *page, const struct block *block)
{
    line(page, page_phrase(page, block->as.phrase), LOOK_WRAPPED);
}

static void scorecard(struct page *page, const struct block *block)
{
    gap(page);
    for (size_t i = 0; i < block->as.scorecard.count && book_of(page) != NULL; i++) {
        const struct tile *tile = &block->as.scorecard.tiles[i];
        struct book *book = page->medium;
        book_text(book, book->front, book->row, 0, page_phrase(page, tile->name), LOOK_WRAPPED);
        book_value(book, book->front, book->row, 1, &tile->value, PLAIN_LO, LOOK_STRONG);
        book_text(book, book->front, book->row, 2,
                  page_join(page, state_sign(tile->state), " ",
                            phrase_is_absent(&tile->verdict) ? page_state(page, tile->state)
                                                             : page_phrase(page, tile->verdict)),
                  LOOK_WRAPPED);
        book_text(book, book->front, book->row, 3, page_phrase(page, tile->earlier), LOOK_MUTED);
        book->row++;
    }
}

static const char *joined(struct page *page, const char *const *parts, size_t count)
{
    const char *text = "";

    for (size_t i = 0; i < count; i++)
        text = page_join(page, text, "; ", parts[i]);
    return text;
}

static void link_to(struct page *page, const struct block *block)
{
    struct book *book = book_of(page);
    const char *name = sheet_name_of(page, block);

    if (book != NULL)
        book_link(book, book->front, book->row++, 0, name,
                  page_phrase(page, PHRASE("Data: sheet “%1$s”", value_text(name))));
}

static void criteria(struct page *page, const struct block *block)
{
    const char *const names[] = {
        tr(page->language, "Criterion"), tr(page->language, "What was promised"),
        tr(page->language, "What happened"), tr(page->language, "Verdict")};

    gap(page);
    line(page,
         page_join(page, page_phrase(page, PHRASE("Exhibit %1$s.", value_count(1))), " ",
                   tr(page->language, "The five criteria against what was promised")),
         LOOK_HEADING);
    cells(page, names, FRONT_COLUMNS, LOOK_HEADER);
    for (size_t i = 0; i < CRITERIA_SHOWN; i++) {
        const struct criterion_row *row = &block->as.criteria.rows[i];
        const char *const happened[] = {page_value(page, row->value),
                                        page_phrase(page, row->happened),
                                        page_range(page, row->interval)};
        const char *const verdict[] = {
            page_join(page, state_sign(row->verdict), " ", page_verdict(page, row->verdict)),
            page_phrase(page, row->why), page_rung(page, row->rung)};
        const char *const texts[] = {
            tr(page->language, criterion_titles[i].name),
            phrase_is_absent(&row->promise) ? "—" : page_phrase(page, row->promise),
            joined(page, happened, 3), joined(page, verdict, 3)};
        cells(page, texts, FRONT_COLUMNS, LOOK_WRAPPED);
    }
    line(page, page_phrase(page, block->as.criteria.note), LOOK_MUTED);
    link_to(page, block);
}

static void decisions(struct page *page, const struct block *block)
{
    const char *const names[] = {tr(page->language, "Decision"), tr(page->language, "Why"),
                                 tr(page->language, "Who, by when")};

    gap(page);
    line(page, tr(page->language, "Decisions needed"), LOOK_HEADING);
    cells(page, names, 3, LOOK_HEADER);
    for (size_t i = 0; i < block->as.decisions.count; i++) {
        const struct decision *row = &block->as.decisions.rows[i];
        const char *owner = page_phrase(page, row->owner);
        const char *due = row->due.kind == VALUE_UNKNOWN ? "" : page_value(page, row->due);
        const char *const texts[] = {page_phrase(page, row->decision),
                                     page_phrase(page, row->brings),
                                     page_join(page, owner, ", ", due)};
        cells(page, texts, 3, LOOK_WRAPPED);
    }
}

static void section(struct page *page, const struct block *block)
{
    const struct section *section_ = &block->as.section;
    const char *topic = page_phrase(page, section_->topic);

    gap(page);
    line(page, section_->number > 0 ? page_format(page, "%d. %s", section_->number, topic) : topic,
         LOOK_MUTED);
    line(page, page_phrase(page, section_->headline), LOOK_HEADING);
}

static void list(struct page *page, const struct block *block)
{
    for (size_t i = 0; i < block->as.list.count; i++)
        line(page, page_join(page, "•", " ", page_phrase(page, block->as.list.items[i])),
             LOOK_WRAPPED);
}

/* How many, a way to their sheet, which rows of which file, the command. */
static void tickets_behind(struct page *page, const char *figure)
{
    const struct figure_tickets *tickets = page_tickets(page, figure);
    const struct ticket_list *sheet = page->report->ticket_sheet;
    struct book *book = book_of(page);

    if (figure == NULL || book == NULL)
        return;
    book_text(book, book->front, book->row, 0, tr(page->language, "The tickets behind it:"),
              LOOK_MUTED);
    book_text(book, book->front, book->row, 1, page_explain(page, figure), LOOK_CODE);
    book->row++;
    if (tickets == NULL || tickets->file == NULL)
        return;
    const char *count = page_tickets_count(page, tickets);
    if (sheet != NULL)
        book_link(book, book->front, book->row, 0, sheet->key, count);
    else
        book_text(book, book->front, book->row, 0, count, LOOK_MUTED);
    book_text(book, book->front, book->row++, 1,
              page_join(page, tickets->file, ": ", page_tickets_rows(page, tickets)), LOOK_MUTED);
}

static void exhibit(struct page *page, const struct block *block)
{
    const struct exhibit *exhibit_ = &block->as.exhibit;
    struct book *book = book_of(page);

    if (book == NULL)
        return;
    line(page,
         page_join(page, page_phrase(page, PHRASE("Exhibit %1$s.", value_count(exhibit_->number))),
                   " ", page_phrase(page, exhibit_->title)),
         LOOK_STRONG);
    line(page, page_phrase(page, exhibit_->subtitle), LOOK_MUTED);
    line(page, page_phrase(page, exhibit_->alternate), LOOK_WRAPPED);
    line(page, page_phrase(page, exhibit_->note), LOOK_MUTED);
    tickets_behind(page, exhibit_->figure);
    if (exhibit_->table != NULL)
        link_to(page, block);
}

static void table(struct page *page, const struct block *block)
{
    line(page, page_phrase(page, block->as.table->caption), LOOK_STRONG);
    tickets_behind(page, block->as.table->figure);
    link_to(page, block);
}

static void definitions(struct page *page, const struct block *block)
{
    const char *const names[FRONT_COLUMNS] = {
        tr(page->language, "Measure"), tr(page->language, "Definition"),
        tr(page->language, "Left out"), tr(page->language, "Records")};

    cells(page, names, FRONT_COLUMNS, LOOK_HEADER);
    for (size_t i = 0; i < block->as.definitions.count; i++) {
        const struct definition *row = &block->as.definitions.rows[i];
        const char *const texts[] = {
            page_phrase(page, row->term), page_phrase(page, row->meaning),
            phrase_is_absent(&row->left_out) ? "—" : page_phrase(page, row->left_out),
            row->n == FIGURE_N_UNKNOWN ? "—" : page_value(page, value_count(row->n))};
        cells(page, texts, FRONT_COLUMNS, LOOK_WRAPPED);
    }
}

static void note(struct page *page, const struct block *block)
{
    const char *label = page_phrase(page, block->as.note.label);

    line(page, page_join(page, label, " ", page_phrase(page, block->as.note.text)), LOOK_STRONG);
}

static void footer(struct page *page, const struct block *block)
{
    struct fact_line facts[FACTS_MOST];
    size_t count = page_facts(page, facts);
    const struct report_about *about = &page->report->about;

    gap(page);
    line(page, page_phrase(page, block->as.phrase), LOOK_WRAPPED);
    for (size_t i = 0; i < count; i++)
        cells(page, (const char *const[]){facts[i].name, facts[i].value}, 2, LOOK_PLAIN);
    for (size_t i = 0; i < about->input_count; i++) {
        const struct input *input = &about->inputs[i];
        const char *rows = page_phrase(
            page, PLURAL("%1$s row", "%1$s rows", input->row_count, value_count(input->row_count)));
        cells(page,
              (const char *const[]){input->name,
                                    page_format(page, "%s, XXH3-128 %s", rows,
                                                input->digest == NULL ? "" : input->digest)},
              2, LOOK_PLAIN);
    }
}

const struct renderer xlsx_renderer = {
    .name = "xlsx",
    .extension = "xlsx",
    .format = FORMAT_XLSX,
    .is_apart = true,
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
