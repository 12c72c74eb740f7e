#include "render/xlsx/book.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "render/xlsx/number.h"

/* A cell holds 32,767 characters; bytes are at least as many. */
enum { CELL_BYTES_MOST = 32000 };

struct book *book_of(struct page *page)
{
    return page->error.kind == ERROR_NONE ? page->medium : NULL;
}

static void begin_properties(struct book *book)
{
    const struct report_about *about = &book->page->report->about;
    int64_t as_of = about->as_of.kind == VALUE_INSTANT ? about->as_of.whole : 0;
    lxw_doc_properties properties = {
        .author = (char *)"deskgauge",
        .subject = (char *)(about->kind == NULL ? "" : about->kind),
        .created = (time_t)(as_of > 0 ? as_of : 1) /* 0 would mean now */
    };

    workbook_set_properties(book->workbook, &properties);
}

struct book *book_open(struct page *page)
{
    char path[32];
    struct book *book = arena_allocate(&page->arena, sizeof *book);

    if (book == NULL) {
        error_memory(&page->error);
        return NULL;
    }
    *book = (struct book){.page = page, .handle = memfd_create("workbook", MFD_CLOEXEC)};
    if (book->handle < 0) {
        error_set(&page->error, ERROR_INTERNAL, "a file in memory: %s", strerror(errno));
        return NULL;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", book->handle);
    book->workbook = workbook_new(path);
    if (book->workbook == NULL) {
        close(book->handle);
        error_memory(&page->error);
        return NULL;
    }
    begin_properties(book);
    return book;
}

static void take_bytes(struct book *book)
{
    struct page *page = book->page;
    struct stat about;

    if (fstat(book->handle, &about) != 0 || about.st_size <= 0) {
        error_set(&page->error, ERROR_RENDER, "the workbook is empty");
        return;
    }
    size_t length = (size_t)about.st_size;
    void *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, book->handle, 0);
    if (bytes == MAP_FAILED) {
        error_memory(&page->error);
        return;
    }
    buffer_append(page->out, bytes, length);
    munmap(bytes, length);
}

void book_close(struct book *book)
{
    if (book == NULL)
        return;
    struct page *page = book->page;
    lxw_error code = workbook_close(book->workbook); /* frees it whatever happens */
    if (code != LXW_NO_ERROR && page->error.kind == ERROR_NONE)
        error_set(&page->error, ERROR_RENDER, "the workbook cannot be assembled: %s (%s)",
                  lxw_strerror(code), errno == 0 ? "no more is known" : strerror(errno));
    if (page->error.kind == ERROR_NONE)
        take_bytes(book);
    close(book->handle);
}

lxw_worksheet *book_sheet(struct book *book, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);

    if (sheet == NULL && book->page->error.kind == ERROR_NONE)
        error_set(&book->page->error, ERROR_RENDER, "no sheet can be named '%s'", name);
    if (sheet != NULL) {
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9); /* A4 */
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    }
    return sheet;
}

/* ---- formats ------------------------------------------------------------------------------------
 */

static void set_text_look(lxw_format *format, enum look look)
{
    static const double sizes[LOOK_COUNT] = {[LOOK_HEADLINE] = 18, [LOOK_HEADING] = 13};
    static const lxw_color_t colours[LOOK_COUNT] = {[LOOK_MUTED] = 0x5a6672,
                                                    [LOOK_LINK] = 0x1b6ab5,
                                                    [LOOK_KEPT] = 0x0b7f6d,
                                                    [LOOK_MISSED] = 0xc9361e};
    bool is_bold = look == LOOK_HEADLINE || look == LOOK_HEADING || look == LOOK_HEADER ||
                   look == LOOK_STRONG || look == LOOK_KEPT || look == LOOK_MISSED;

    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (is_bold)
        format_set_bold(format);
    if (sizes[look] > 0)
        format_set_font_size(format, sizes[look]);
    if (colours[look] != 0)
        format_set_font_color(format, colours[look]);
    if (look == LOOK_CODE)
        format_set_font_name(format, "Consolas");
    if (look == LOOK_LINK)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (look == LOOK_HEADER) {
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, 0x16202b);
    }
}

lxw_format *book_format(struct book *book, enum look look, const char *number)
{
    bool wraps = look != LOOK_PLAIN && look != LOOK_CODE && look != LOOK_LINK && *number == '\0';

    for (size_t i = 0; i < book->format_count; i++)
        if (book->formats[i].look == look && strcmp(book->formats[i].number, number) == 0)
            return book->formats[i].format;
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL) {
        if (book->page->error.kind == ERROR_NONE)
            error_memory(&book->page->error);
        return NULL;
    }
    set_text_look(format, look);
    if (wraps)
        format_set_text_wrap(format);
    if (*number != '\0') {
        format_set_num_format(format, number);
        format_set_align(format, LXW_ALIGN_RIGHT); /* not up to the words of the next column */
        format_set_indent(format, 1);
    }
    if (book->format_count < FORMATS_MOST)
        book->formats[book->format_count++] =
            (struct book_format){look, page_format(book->page, "%s", number), format};
    return format;
}

/* ---- cells --------------------------------------------------------------------------------------
 */

static bool is_escape(const char *text)
{
    for (int i = 2; i < 6; i++)
        if (text[0] != '_' || text[1] != 'x' || !isxdigit((unsigned char)text[i]))
            return false;
    return text[6] == '_';
}

/* Spreadsheets read "_x0041_" as a letter (ECMA-376 part 1, 22.9.2.19): such an underscore is
 * written in that very way. */
static const char *cell_text(struct page *page, const char *text)
{
    OWN(buffer_release) struct buffer out = {0};
    size_t length = strlen(text), end = length;

    if (length <= CELL_BYTES_MOST && strstr(text, "_x") == NULL)
        return text;
    for (end = length > CELL_BYTES_MOST ? CELL_BYTES_MOST : length;
         end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80;)
        end--;
    for (size_t i = 0; i < end && out.length < CELL_BYTES_MOST; i++)
        buffer_text(&out, is_escape(text + i) ? "_x005F_" : (char[]){text[i], '\0'});
    if (end < length)
        buffer_text(&out, "…");
    const char *copy =
        out.is_short || out.bytes == NULL ? NULL : arena_text(&page->arena, out.bytes, out.length);
    if (copy == NULL && page->error.kind == ERROR_NONE)
        error_memory(&page->error);
    return copy == NULL ? "" : copy;
}

void book_text(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
               const char *text, enum look look)
{
    if (*text != '\0' && sheet != NULL)
        worksheet_write_string(sheet, row, column, cell_text(book->page, text),
                               book_format(book, look, ""));
}

void book_number(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                 double number, const char *format, enum look look)
{
    if (sheet != NULL)
        worksheet_write_number(sheet, row, column, number, book_format(book, look, format));
}

void book_link(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
               const char *sheet_name, const char *text)
{
    if (sheet != NULL)
        worksheet_write_url_opt(sheet, row, column,
                                page_format(book->page, "internal:'%s'!A1", sheet_name),
                                book_format(book, LOOK_LINK, ""), text, NULL);
}

void book_value(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                const struct value *value, enum plain_end end, enum look look)
{
    struct cell_number cell;

    if (cell_number(value, end, tr_in(book->page->language, "short", "points"), &cell))
        book_number(book, sheet, row, column, cell.number, cell.format, look);
    else if (end == PLAIN_LO)
        book_text(book, sheet, row, column, page_value(book->page, *value),
                  value->kind == VALUE_UNKNOWN ? LOOK_MUTED : look);
}

size_t cell_width(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++)
        width += (*text & 0xC0) != 0x80;
    return width;
}

void book_paragraph(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t columns,
                    double width, const char *text, enum look look)
{
    double line = look == LOOK_HEADLINE ? 25 : look == LOOK_HEADING ? 19 : 15;
    double room = width * (look == LOOK_HEADLINE ? 0.62 : look == LOOK_HEADING ? 0.8 : 1.05);
    size_t lines = 1 + (size_t)((double)cell_width(text) / room);

    if (*text == '\0' || sheet == NULL)
        return;
    if (columns > 1)
        worksheet_merge_range(sheet, row, 0, row, (lxw_col_t)(columns - 1),
                              cell_text(book->page, text), book_format(book, look, ""));
    else
        book_text(book, sheet, row, 0, text, look);
    worksheet_set_row(sheet, row, line * (double)lines, NULL);
}
