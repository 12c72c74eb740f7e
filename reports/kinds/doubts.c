/* What was assumed and doubted of the inputs, in the reader's words, and which figures it touches.
 */
#include <string.h>

#include "kinds/composing.h"

#define ON(question) (1U << EVIDENCE_##question)

enum {
    ALL = (1U << EVIDENCE_COUNT) - 1,
    TIMES = ON(REPLY) | ON(ACTIVITY) | ON(ABANDON) | ON(RESOLVE),
    ORDER = TIMES | ON(ONE_TOUCH) | ON(REOPEN) | ON(SWITCH)
};

/* `sums`: its number counts rows, so that several files add up. `tells_rows`: it is not for the
 * page of one client, for the rows may be another's. */
static const struct doubt_words {
    const char *key, *text;
    unsigned questions; /* 1 << enum evidence_question */
    bool sums, tells_rows;
} rows[] = {
    {"zone_assumed",
     N_("Times carry no zone and were read as UTC; hours of the day may be shifted."), ON(ACTIVITY),
     false, false},
    {"days_only",
     N_("The column \"%1$s\" tells the day and no time of day: what is measured from it is whole "
        "days."),
     TIMES, false, false},
    {"date_and_time",
     N_("The columns \"%1$s\" and \"%2$s\" are one time in two columns, and were read together."),
     0, false, false},
    {"swapped_dates",
     N_("Days and months seem to have changed places; the file was believed because --dates says "
        "so."),
     ORDER, false, false},
    {"truncated",
     N_("Exactly %1$s rows: desks cut their exports at such numbers, so tickets may be missing."),
     ALL, false, true},
    {"id_gaps", N_("Of the ticket numbers from %1$s to %2$s, %3$s are not here."), ALL, false,
     true},
    {"reply_durations_doubted",
     N_("The column \"%1$s\" does not agree with its dates, so first replies are bounded only."),
     ON(REPLY), false, false},
    {"resolution_durations_doubted", N_("The column \"%1$s\" does not agree with its dates."),
     ON(RESOLVE), false, false},
    {"durations_differ",
     N_("The column \"%1$s\" should be the time between its dates, and is so in %2$s of %3$s "
        "tickets."),
     ON(REPLY) | ON(RESOLVE), false, true},
    {"durations_hours", N_("The column \"%1$s\" counts the hours %2$s alone."), ON(REPLY), false,
     false},
    {"durations_agree",
     N_("The column \"%1$s\" is the time that passed between its dates: so in %2$s "
        "of %3$s tickets."),
     0, false, true},
    {"hours_of_staff",
     N_("Most answers fall into the hours %1$s as the times were read: are those the hours of the "
        "staff?"),
     ON(ACTIVITY), false, false},
    {"early_reply", N_("Tickets with a first reply before their creation: %1$s."), ON(REPLY), true,
     true},
    {"early_resolve", N_("Tickets solved before their first reply: %1$s."), ON(REPLY) | ON(RESOLVE),
     true, true},
    {"zero_duration",
     N_("Durations of zero, which this desk writes for \"none\", taken for unknown: %1$s."),
     ON(REPLY), true, true},
    {"sentinel_date",
     N_("Dates before 1980 or after 2099, which stand for \"none\", taken for unknown: %1$s."),
     TIMES, true, true},
    {"done_for_solved",
     N_("Tickets without a time of resolution, solved when their status became \"done\": %1$s."),
     ON(RESOLVE), true, true},
    {"unknown_words", N_("Words whose meaning is not known: %1$s."), ON(CHANNEL) | ON(RESOLVE),
     false, true},
    {"own_reply_verdict",
     N_("By the desk's own clock %1$s of %2$s first replies were late; its promises are not those "
        "of "
        "the settings."),
     0, false, true},
    {"own_resolve_verdict",
     N_("By the desk's own clock %1$s of %2$s solutions were late; its promises are not those of "
        "the "
        "settings."),
     0, false, true},
    {"event_log", N_("One row an event: the rows of a ticket were folded into its last state."),
     ON(ACTIVITY) | ON(REOPEN), false, false},
    {"comments", N_("Messages read from cells of comments: %1$s."), 0, true, true},
    {"odd_comment", N_("Comments that could not be taken apart, left out: %1$s."),
     ON(REPLY) | ON(ONE_TOUCH), true, true},
    {"charset_guess", N_("The bytes are no UTF-8 and were read as %1$s."),
     ON(LISTENING) | ON(PLAIN_WORDS), false, false},
    {"dst_gap", N_("Local times that do not exist, for clocks went forward: %1$s."), TIMES, true,
     true},
    {"dst_repeat",
     N_("Local times that exist twice, for clocks went back; the earlier was taken: %1$s."), TIMES,
     true, true},
    {"preamble", N_("Lines above the table, left out: %1$s."), 0, true, true},
    {"footer", N_("Lines below the table, left out: %1$s."), 0, true, true},
    {"broken_rows",
     N_("Lines that go on where a row was broken by a line end in a text, left out: %1$s."), ALL,
     true, true},
    {"passed_over", N_("Files of the archive that are no tables, and were not read: %1$s."), 0,
     true, true},
    {"header_again", N_("Headers that stand again among the rows, left out: %1$s."), 0, true, true},
    {"holidays_unknown",
     N_("The public holidays of %1$s are not known for %2$s: its days count as weekdays."),
     ON(REPLY) | ON(ACTIVITY), false, false},
    {"hours_assumed",
     N_("Clients promised a time without hours in clients.csv, so promised around the clock: %1$s "
        "(%2$s)."),
     ON(REPLY) | ON(ACTIVITY), false, true},
    {"own_hours_assumed",
     N_("No hours were told for this promise, so it is counted around the clock."),
     ON(REPLY) | ON(ACTIVITY), false, false},
};

static const struct doubt_words *words_of(const char *key)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].key, key) == 0)
            return &rows[i];
    return NULL;
}

/* A row of the table: one doubt, of one file or of several. */
struct shown_doubt {
    const struct doubt_words *words;
    const struct review_doubt *first;
    int64_t sum;
    int64_t file_count;
};
enum { SHOWN_MOST = 64 };

static bool says_the_same(const struct review_doubt *a, const struct review_doubt *b, bool sums)
{
    if (strcmp(a->key, b->key) != 0 || a->is_grave != b->is_grave || a->said_count != b->said_count)
        return false;
    for (size_t i = 0; i < a->said_count && !sums; i++) {
        const struct doubt_said *x = &a->said[i], *y = &b->said[i];
        if ((x->text == NULL) != (y->text == NULL) || x->number != y->number ||
            (x->text != NULL && strcmp(x->text, y->text) != 0))
            return false;
    }
    return true;
}

static void gather_one(const struct composing *composing, const struct review_doubt *doubt,
                       struct shown_doubt *shown, size_t *count)
{
    const struct doubt_words *words = words_of(doubt->key);

    if (words == NULL || (words->tells_rows && composing->account != ALL_ACCOUNTS))
        return;
    for (size_t i = 0; i < *count; i++)
        if (says_the_same(shown[i].first, doubt, words->sums)) {
            shown[i].file_count += doubt->file != NULL;
            shown[i].sum += doubt->said_count > 0 ? doubt->said[0].number : 0;
            return;
        }
    if (*count < SHOWN_MOST)
        shown[(*count)++] =
            (struct shown_doubt){.words = words,
                                 .first = doubt,
                                 .sum = doubt->said_count > 0 ? doubt->said[0].number : 0,
                                 .file_count = doubt->file != NULL};
}

/* Grave ones first, else as the inputs stand. */
static size_t gather(const struct composing *composing, struct shown_doubt shown[SHOWN_MOST])
{
    const struct review_request *request = composing->request;
    size_t count = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < request->doubt_count; i++)
            if (request->doubts[i].is_grave == (pass == 0))
                gather_one(composing, &request->doubts[i], shown, &count);
    return count;
}

static struct phrase sentence_of(const struct shown_doubt *row,
                                 struct value values[DOUBT_SAID_MOST])
{
    const struct review_doubt *doubt = row->first;

    for (size_t i = 0; i < doubt->said_count; i++)
        values[i] = doubt->said[i].text != NULL ? value_text(doubt->said[i].text)
                    : row->words->sums          ? value_count(row->sum)
                                                : value_count(doubt->said[i].number);
    return (struct phrase){
        .text = row->words->text, .arguments = values, .argument_count = doubt->said_count};
}

/* The words of a phrase do not outlive the block that makes it: hence the copy. */
static struct phrase files_of(const struct composing *composing, const struct shown_doubt *row)
{
    struct report *report = composing->report;

    if (row->file_count == 0)
        return (struct phrase){.text = N_("settings")};
    if (row->file_count == 1 && row->first->file != NULL)
        return report_phrase(report, VERBATIM(row->first->file));
    return report_phrase(
        report, PLURAL("%1$s file", "%1$s files", row->file_count, value_count(row->file_count)));
}

void compose_doubts(struct composing *composing)
{
    struct shown_doubt shown[SHOWN_MOST];
    struct report *report = composing->report;
    bool is_house = composing->account == ALL_ACCOUNTS;
    size_t count = gather(composing, shown);

    if (count == 0)
        return;
    struct table *table = report_table(report, "doubts", PHRASE("What was assumed and doubted"));
    table_column(report, table, "number", PHRASE("No."), COLUMN_NUMBER);
    table_column(report, table, "doubt", PHRASE("Doubt"), COLUMN_TEXT);
    table_column(report, table, "weight", PHRASE("The figures"), COLUMN_TEXT);
    if (is_house)
        table_column(report, table, "input", PHRASE("Read from"), COLUMN_TEXT);
    for (size_t i = 0; i < count; i++) {
        struct value values[DOUBT_SAID_MOST];
        struct phrase sentence = sentence_of(&shown[i], values);
        struct phrase files = files_of(composing, &shown[i]);
        struct phrase weight = {.text = shown[i].first->is_grave ? N_("may be wrong because of it")
                                                                 : N_("allow for it")};
        const struct value cells[] = {value_count((int64_t)i + 1), value_words(&sentence),
                                      value_words(&weight), value_words(&files)};
        table_row(report, table, STATE_NONE, cells, is_house ? 4 : 3);
    }
    report_add_table(report, table);
}

const char *doubts_of(const struct composing *composing, enum evidence_question question)
{
    struct shown_doubt shown[SHOWN_MOST];
    size_t count = gather(composing, shown);
    OWN(buffer_release) struct buffer text = {0};

    for (size_t i = 0; i < count; i++)
        if (shown[i].words->questions & (1U << question))
            buffer_format(&text, "%s%zu", text.length == 0 ? "" : ", ", i + 1);
    if (text.length == 0 || text.is_short)
        return "";
    const char *copy = arena_text(composing->arena, text.bytes, text.length);
    return copy == NULL ? "" : copy;
}
