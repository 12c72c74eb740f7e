#include <string.h>

#include "criteria/keys.h"
#include "kinds/composing.h"

static void cannot_tell(struct composing *composing)
{
    struct phrase items[CRITERION_COUNT];
    size_t count = 0;

    for (int i = 0; i < CRITERION_COUNT; i++) {
        const struct criterion_score *score = &composing->card->criteria[i];
        struct phrase name = {.text = criterion_titles[i].name};
        struct phrase cure = cure_phrase(score->cure);
        if (phrase_is_absent(&cure))
            continue;
        items[count++] = report_phrase(
            composing->report, PHRASE("%1$s: %2$s", value_words(&name), value_words(&cure)));
    }
    if (count == 0)
        return;
    report_appendix(composing->report, PHRASE("What this export cannot tell"),
                    PHRASE("The cheapest way to know more"));
    report_list(composing->report, items, count);
}

static struct phrase rung_phrase(enum rung rung)
{
    static const char *const words[RUNG_COUNT] = {N_("not in this export"), N_("declared"),
                                                  N_("bounded"), N_("proved")};

    return (struct phrase){.text = words[rung]};
}

static struct phrase question_phrase(enum evidence_question question)
{
    static const char *const words[EVIDENCE_COUNT] = {N_("First human reply"),
                                                      N_("Who acted, and when"),
                                                      N_("First answer was enough"),
                                                      N_("Stays solved"),
                                                      N_("Channel"),
                                                      N_("Forced change of channel"),
                                                      N_("Given up unanswered"),
                                                      N_("Satisfaction"),
                                                      N_("Listening"),
                                                      N_("Plain words"),
                                                      N_("Reviewed answers"),
                                                      N_("Time to resolution")};

    return (struct phrase){.text = words[question]};
}

/* How it was read, in words: keys of facts/evidence.c. */
static struct phrase source_phrase(const char *key)
{
    static const struct {
        const char *key, *text;
    } rows[] = {
        {"messages", N_("the messages")},
        {"messages_without_author_kind", N_("the messages, which do not tell who wrote them")},
        {"desk_first_reply", N_("the desk's own first reply")},
        {"desk_first_reply_business", N_("the desk's own first reply, in its business hours")},
        {"event_log", N_("the log of events")},
        {"resolved_at", N_("the time of resolution")},
        {"counters", N_("the desk's own counts of replies and reopenings")},
        {"returns", N_("who came back")},
        {"status_history", N_("the history of the status")},
        {"reopened_at", N_("the time of reopening")},
        {"reopen_count", N_("the desk's own count of reopenings")},
        {"channel_of_creation", N_("the channel in which a ticket was created")},
        {"same_requester", N_("tickets of the same requester")},
        {"surveys", N_("the surveys")},
        {"rating_column", N_("the column of ratings")},
        {"message_texts", N_("the texts of the messages")},
        {"reviews", N_("the reviewed answers")},
    };

    for (size_t i = 0; key != NULL && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].key, key) == 0)
            return (struct phrase){.text = rows[i].text};
    return (struct phrase){.text = "—"};
}

static bool has_any_doubt(const struct composing *composing)
{
    for (int i = 0; i < EVIDENCE_COUNT; i++)
        if (doubts_of(composing, (enum evidence_question)i)[0] != '\0')
            return true;
    return false;
}

static void evidence(struct composing *composing)
{
    struct table *table =
        report_table(composing->report, "evidence", PHRASE("What each figure rests on"));
    bool has_doubts = has_any_doubt(composing);

    table_column(composing->report, table, "question", PHRASE("Question"), COLUMN_TEXT);
    table_column(composing->report, table, "evidence", PHRASE("Evidence"), COLUMN_TEXT);
    table_column(composing->report, table, "from", PHRASE("Read from"), COLUMN_TEXT);
    if (has_doubts)
        table_column(composing->report, table, "doubts", PHRASE("Doubts, by No."), COLUMN_TEXT);
    table_column(composing->report, table, "cure", PHRASE("What would tell more"), COLUMN_TEXT);
    for (int i = 0; i < EVIDENCE_COUNT; i++) {
        const struct evidence *row = &composing->request->cube->evidence[i];
        struct phrase question = question_phrase((enum evidence_question)i);
        struct phrase rung = rung_phrase((enum rung)row->rung);
        struct phrase cure = cure_phrase(row->missing);
        struct phrase source = source_phrase(row->source);
        const char *doubts =
            row->rung == RUNG_NOT_IN_EXPORT ? "" : doubts_of(composing, (enum evidence_question)i);
        struct value cells[5] = {value_words(&question), value_words(&rung), value_words(&source)};
        size_t count = 3;
        if (has_doubts)
            cells[count++] = doubts[0] == '\0' ? no_value() : value_text(doubts);
        cells[count++] = phrase_is_absent(&cure) ? no_value() : value_words(&cure);
        table_row(composing->report, table, STATE_NONE, cells, count);
    }
    report_add_table(composing->report, table);
}

static void exclusions(struct composing *composing)
{
    static const char *const words[EXCLUSION_COUNT] = {"",
                                                       N_("Spam"),
                                                       N_("Deleted"),
                                                       N_("Tests"),
                                                       N_("Merged into another ticket"),
                                                       N_("Begun by staff (proactive)"),
                                                       N_("Without a usable date"),
                                                       N_("Later than the cut"),
                                                       N_("Messages without their ticket"),
                                                       N_("Left out by agreement (disputes)")};
    struct table *table =
        report_table(composing->report, "left_out", PHRASE("Left out of this period, and why"));
    bool has_row = false;

    table_column(composing->report, table, "reason", PHRASE("Reason"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    for (int i = EXCLUDED_NOT + 1; i < EXCLUSION_COUNT; i++) {
        struct phrase name = {.text = words[i]};
        if (composing->card->excluded_count[i] == 0)
            continue;
        has_row = true;
        TABLE_ROW(composing->report, table, STATE_NONE, value_words(&name),
                  value_count((int64_t)composing->card->excluded_count[i]));
    }
    if (has_row)
        report_add_table(composing->report, table);
}

static void definitions(struct composing *composing)
{
    const struct scorecard *card = composing->card;
    const struct definition rows[] = {
        {.term = PHRASE("First reply by a human"),
         .meaning =
             PHRASE("From the client's first message to the first public message of a person; "
                    "robots, automatic texts and templates sent at once are none. Waiting "
                    "tickets count as waiting, closed ones without a reply as never answered."),
         .left_out = PHRASE("phone and counter, where the call is the reply"),
         .n = (int64_t)card->reply_curve[PERIOD_CURRENT].asked_count},
        {.term = PHRASE("Support at hand"),
         .meaning =
             PHRASE("An hour is covered when clients who write in it are answered within the "
                    "promise of their ticket on the calendar clock. Hours without tickets and "
                    "without a sign of staff are unknown, not uncovered."),
         .n = FIGURE_N_UNKNOWN},
        {.term = PHRASE("First answer was enough"),
         .meaning =
             PHRASE("No second question that needed an answer, no reopening, no new ticket on "
                    "the same matter within seven days. Tickets younger than that are "
                    "followed as far as they go."),
         .left_out = PHRASE("requests that cannot end in one touch"),
         .n = FIGURE_N_UNKNOWN},
        {.term = PHRASE("Range"),
         .meaning =
             PHRASE("95 of 100 such ranges hold the true level of the service. Tickets of one "
                    "client or one day resemble each other, which makes ranges wider; that is "
                    "allowed for."),
         .n = FIGURE_N_UNKNOWN},
        {.term = PHRASE("Parts of a change"),
         .meaning = PHRASE("What a part of the tickets moved the whole by, its service apart from "
                           "its size (Kitagawa 1955). Each side (channel, part of the week, "
                           "priority, account) adds up by itself."),
         .n = FIGURE_N_UNKNOWN},
        {.term = PHRASE("Sagged"),
         .meaning = PHRASE("A fall of at least five points that chance does at most once in forty "
                           "quarters, with the mix of tickets held equal."),
         .n = FIGURE_N_UNKNOWN},
    };

    report_definitions(composing->report, rows, sizeof rows / sizeof *rows);
}

static bool has_gaps(const struct cube *cube)
{
    return cube->survivor_reason != NULL && strcmp(cube->survivor_reason, REASON_NUMBER_GAPS) == 0;
}

void compose_appendix(struct composing *composing)
{
    const struct cube *cube = composing->request->cube;

    cannot_tell(composing);
    report_appendix(composing->report, PHRASE("How the figures were made"),
                    PHRASE("Definitions, evidence, and what was left out"));
    if (cube->is_survivor_doubted && has_gaps(cube))
        report_note(composing->report, NOTE_WARNING, PHRASE("Doubt"),
                    PHRASE("More than one ticket number in twenty is missing between the first and "
                           "the last, and nobody knows why. Waits and shares are indicative at "
                           "most. If other queues take numbers too, say numbers_shared in the "
                           "settings."));
    else if (cube->is_survivor_doubted)
        report_note(composing->report, NOTE_WARNING, PHRASE("Doubt"),
                    PHRASE("This export seems to hold only tickets that were touched recently. Old "
                           "quiet ones are missing, so waits and shares are indicative at most."));
    if (!cube->zone_is_told)
        report_note(
            composing->report, NOTE_WARNING, PHRASE("Doubt"),
            PHRASE("No time zone was told. Times without one were read as UTC, and hours of "
                   "the day may be shifted."));
    if (cube->rejected_row_count > 0 && composing->account != ALL_ACCOUNTS)
        report_note(composing->report, NOTE_PLAIN, PHRASE("Rows that could not be read"),
                    PHRASE("Some rows of the export could not be read and are in no figure."));
    else if (cube->rejected_row_count > 0)
        report_note(composing->report, NOTE_PLAIN, PHRASE("Rows that could not be read"),
                    PHRASE("%1$s of %2$s rows; deskgauge check --show-rows lists them.",
                           value_count((int64_t)cube->rejected_row_count),
                           value_count((int64_t)cube->physical_row_count)));
    definitions(composing);
    compose_doubts(composing);
    evidence(composing);
    exclusions(composing);
    report_paragraph(
        composing->report,
        PHRASE("deskgauge explain FIGURE tells the definition of any figure, its formula "
               "with the numbers put in, and lists the tickets behind it. The names of all %1$s "
               "figures stand in report.json and in the workbook.",
               value_count((int64_t)composing->report->figure_count)));
    if (composing->fingerprint != NULL)
        report_paragraph(
            composing->report,
            PHRASE("This page holds the tickets of one client only, and no name of a person. It "
                   "was made from exports with the fingerprint %1$s; the same exports and settings "
                   "give the same page, byte by byte.",
                   value_text(composing->fingerprint)));
    report_footer(composing->report, (struct phrase){0});
}
