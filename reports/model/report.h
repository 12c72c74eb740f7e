/* report: an ordered list of typed blocks and the figures behind them; no language, no layout. */
#ifndef DESKGAUGE_MODEL_REPORT_H
#define DESKGAUGE_MODEL_REPORT_H

#include "base/arena.h"
#include "base/error.h"
#include "model/figure.h"
#include "model/value.h"

/*
 * Composing. The kinds build a report top to bottom:
 *
 *     OWN(report_release) struct report report = {0};
 *     report_title(&report, &(struct title){.who = PHRASE("Support quality review"), …});
 *     report_section(&report, PHRASE("Speed"), PHRASE("Half of all replies came within %1$s",
 *                                                     value_duration(360)));
 *     report_paragraph(&report, PHRASE("…"));
 *     if (!report_finish(&report, err)) …
 *
 * Builders copy everything they are given (texts, phrases, values, rows) into the arena of the
 * report, and make texts printable on the way: control characters, bidi overrides and bad UTF-8 do
 * not enter a report. They return nothing to check: the first failure stays in `report.error`,
 * later calls do nothing, and report_finish() tells. What a builder returns (a table to fill) may
 * be NULL after a failure, and every builder accepts that NULL.
 *
 * A phrase that is absent ({0}) is left out by every renderer.
 */

struct chart; /* charts/chart.h: the drawing as data */
struct svg;   /* charts/chart.h: the drawing; the only raw markup that a renderer takes */

/* A state is told by a sign and a word, never by colour alone. Unknown is not kept. */
enum state {
    STATE_CANNOT_TELL,
    STATE_KEPT,   /* a promise kept, a target met: ✓ */
    STATE_MISSED, /* ✗ */
    STATE_LEVEL,  /* no clear change, at the target within what chance allows: ≈ */
    STATE_NONE,   /* nothing to judge: no sign is shown */
    STATE_COUNT
};
const char *state_name(enum state state); /* "cannot_tell", "kept"…: stable words */

enum { CRITERIA_SHOWN = 5, TILES_MOST = 6 };

/* The five criteria in their fixed order, with their names in the article's words. */
struct criterion_title {
    const char *key; /* "availability", "reaction", "competence", "channels", "orientation" */
    const char *name;
};
extern const struct criterion_title criterion_titles[CRITERIA_SHOWN];

enum block_kind {
    BLOCK_TITLE,
    BLOCK_LEDE,
    BLOCK_SCORECARD,
    BLOCK_CRITERIA, /* exhibit 1 of every report */
    BLOCK_DECISIONS,
    BLOCK_SECTION,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,
    BLOCK_EXHIBIT,
    BLOCK_TABLE,
    BLOCK_DEFINITIONS,
    BLOCK_NOTE,
    BLOCK_FOOTER, /* how the figures were made: always the last */
    BLOCK_KINDS
};
const char *block_kind_name(enum block_kind kind); /* "title"…: stable words */

struct title {
    struct phrase who;      /* "Support quality review", "Account review: %1$s" */
    struct phrase scope;    /* "12 accounts"; the period of the report is printed before it */
    struct phrase headline; /* one sentence with a number */
};

struct tile {
    struct phrase name;
    struct value value;
    enum state state;
    struct phrase verdict; /* "below the 80% target" */
    struct phrase earlier; /* "Q2: 79%; range 61–68%" */
    const char *figure;    /* id, or NULL */
};

/* One row of exhibit 1; row i is about criterion_titles[i]. */
struct criterion_row {
    struct phrase promise;  /* "80% within 15 min", absent when nothing was promised */
    struct value value;     /* what happened, or what the service is estimated at */
    struct value interval;  /* what chance allows; unknown where it is a plain count */
    struct phrase happened; /* "249 of 300 in time" */
    enum state verdict;
    struct phrase why; /* one clause: why missed, or which column would let us tell */
    enum rung rung;
    enum figure_status status;
    const char *figure;
};

struct decision {
    struct phrase decision, brings;
    struct phrase owner; /* only where an input supplied it */
    struct value due;    /* VALUE_DATE, or unknown */
};

enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_SHORT /* text that stays on one line */ };

struct column {
    const char *key; /* header in CSV and JSON: "account", "on_time_ratio" */
    struct phrase name;
    enum column_kind kind;
};

struct table_row {
    const struct value *cells; /* as many as columns */
    enum state state;          /* STATE_NONE for most */
};

/* Rows and columns are added by table_column() and table_row(); the first column names the row. */
struct table {
    const char *key; /* file name of its CSV: "late_tickets"; [a-z0-9_] */
    struct phrase caption;
    struct column *columns;
    size_t column_count, column_capacity;
    struct table_row *rows;
    size_t row_count, row_capacity;
    int64_t row_total;  /* rows there are, when more than are held here; else 0 */
    const char *figure; /* id of the figure whose tickets are listed, or NULL */
};

/* A picture with its heading, note, and the table it is drawn from. */
struct exhibit {
    const char *key;         /* [a-z0-9_]; the id on the page and the name of the CSV */
    int number;              /* set by the builder: 2, 3, … (exhibit 1 is the criteria) */
    struct phrase title;     /* names the measure */
    struct phrase subtitle;  /* unit, interval, what is counted */
    struct phrase note;      /* how to read it; n, period, left out */
    struct phrase alternate; /* the picture in words, for those who cannot see it */
    const char *figure;      /* what `deskgauge explain` is told, or NULL */
    const struct table *table;
    const struct chart *chart; /* borrowed: lives as long as the report */
    /* Filled by the command layer between composing and rendering (charts/draw.h). Exactly one of
     * the two when there is a chart: the drawing, or why there is none, printable and translated
     * where a catalogue has the message. Both borrowed. */
    const struct svg *svg;
    const char *not_drawn;
};

struct definition {
    struct phrase term, meaning;
    struct phrase left_out;
    int64_t n; /* or FIGURE_N_UNKNOWN */
};

enum note_kind { NOTE_PLAIN, NOTE_WARNING };

struct note {
    enum note_kind kind;
    struct phrase label; /* "This data cannot tell", may be absent */
    struct phrase text;
};

struct section {
    int number; /* 0: an appendix, without one */
    struct phrase topic;
    struct phrase headline; /* a sentence with a number */
};

struct block {
    enum block_kind kind;
    union {
        struct title title;
        struct phrase phrase; /* lede, paragraph, footer (a closing line, may be absent) */
        struct {
            const struct tile *tiles;
            size_t count;
        } scorecard;
        struct {
            const struct criterion_row *rows; /* CRITERIA_SHOWN */
            struct phrase note;
        } criteria;
        struct {
            const struct decision *rows;
            size_t count;
        } decisions;
        struct section section;
        struct {
            const struct phrase *items;
            size_t count;
        } list;
        struct exhibit exhibit;
        const struct table *table;
        struct {
            const struct definition *rows;
            size_t count;
        } definitions;
        struct note note;
    } as;
};

/* One file that was read. */
struct input {
    const char *name;   /* as the user named it, without its folder */
    const char *digest; /* XXH3-128 in hexadecimal */
    int64_t byte_count;
    int64_t row_count;
};

/* What the whole report says of itself. Texts may be NULL where nothing is known. */
struct report_about {
    const char *kind;       /* "quarterly-review" */
    const char *language;   /* "en", "ru" */
    const char *account;    /* of one client's report; else NULL */
    const char *period_key; /* "2026Q3", as in figure ids */
    struct value period;    /* VALUE_PERIOD */
    struct value as_of;     /* VALUE_INSTANT */
    const char *command;    /* "deskgauge report quarterly-review exports/…" */
    const char *version;    /* "0.1.0" */
    const char *settings;   /* hash of the settings in force */
    const char *zones;      /* version of the time zone data */
    const struct input *inputs;
    size_t input_count;
};

/* All-zero is a valid empty report. Not safe to share between threads while it is built. */
struct report {
    struct arena arena;
    struct error error; /* the first failure of a builder */
    struct report_about about;
    struct block *blocks;
    size_t block_count, block_capacity;
    struct figure *figures;
    size_t figure_count, figure_capacity;
    int section_count, exhibit_count;
    bool has_criteria, is_finished;
    /* Filled by the command layer before rendering; borrowed. */
    const struct ticket_list *lists; /* files of this report's own folder */
    size_t list_count;
    const struct ticket_list *ticket_sheet; /* of the workbook; NULL: none */
};

void report_release(struct report *report);
OWN_RELEASER(report_release, struct report)

/* What the report says of itself; call it first. */
void report_about(struct report *report, const struct report_about *about);

void report_title(struct report *report, const struct title *title);
void report_lede(struct report *report, struct phrase lede);
void report_scorecard(struct report *report, const struct tile *tiles, size_t count);
void report_criteria(struct report *report, const struct criterion_row rows[CRITERIA_SHOWN],
                     struct phrase note);
void report_decisions(struct report *report, const struct decision *rows, size_t count);
void report_section(struct report *report, struct phrase topic, struct phrase headline);
void report_appendix(struct report *report, struct phrase topic, struct phrase headline);
void report_paragraph(struct report *report, struct phrase text);
void report_list(struct report *report, const struct phrase *items, size_t count);
void report_definitions(struct report *report, const struct definition *rows, size_t count);
void report_note(struct report *report, enum note_kind kind, struct phrase label,
                 struct phrase text);
void report_footer(struct report *report, struct phrase closing);

/* A table for table_column() and table_row(), to be given to report_exhibit() or
 * report_add_table(). */
struct table *report_table(struct report *report, const char *key, struct phrase caption);
void table_column(struct report *report, struct table *table, const char *key, struct phrase name,
                  enum column_kind kind);
void table_row(struct report *report, struct table *table, enum state state,
               const struct value *cells, size_t cell_count);
#define TABLE_ROW(report, table, state, ...)                                                       \
    table_row((report), (table), (state), VALUES(__VA_ARGS__), VALUES_COUNT(__VA_ARGS__))

/* `number`, `svg` and `not_drawn` of what is given are not read. The table may still grow. */
void report_exhibit(struct report *report, const struct exhibit *exhibit);
void report_add_table(struct report *report, const struct table *table);

/* Add a figure, and return its id for tiles, rows and exhibits (NULL after a failure). */
const char *report_figure(struct report *report, const struct figure *figure);
/* The tickets behind a figure, borrowed; also after report_finish(). False: there is no such
 * figure.
 */
bool report_set_tickets(struct report *report, const char *id,
                        const struct figure_tickets *tickets);
const struct figure *report_find_figure(const struct report *report, const char *id);

/* A copy of the phrase, or of the text made printable, that lives as long as the report. */
struct phrase report_phrase(struct report *report, struct phrase phrase);
const char *report_text(struct report *report, const char *text);

/*
 * End of composing: sorts the figures by id and checks what readers rely on. ERROR_INTERNAL when a
 * builder failed, the report does not start with a title or end with the footer, two figures share
 * an id, two tables or exhibits share a key, or a block cites a figure that is not in the list.
 */
MUST_CHECK bool report_finish(struct report *report, struct error *err);

/* The next exhibit that has a chart, for the one who draws: start with `*at` = 0; NULL at the end.
 */
struct exhibit *report_next_chart(struct report *report, size_t *at);

#endif
