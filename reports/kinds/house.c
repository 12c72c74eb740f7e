#include <string.h>

#include "kinds/composing.h"

/* What people wrote down beside the exports (settings/house.h): decisions and events, in their own
 * words. Where they wrote nothing, nothing stands here. A client's page shows what was written for
 * that client alone. */
enum { DECISION_ROWS_MOST = 40 };

enum { NAME_LEAST = 4 }; /* bytes of a word that may give a client away */

/* The next word: letters and digits of any script. False at the end. */
static bool next_word(const char **at, struct span *out)
{
    static const char gaps[] = " \t\r\n.,;:!?()[]{}<>\"'/\\|&+*=#@-_";

    *at += strspn(*at, gaps);
    *out = (struct span){*at, strcspn(*at, gaps)};
    *at += out->length;
    return out->length > 0;
}

/* Does `word` begin as `name` does, but for its last letter? Names are declined in Russian. */
static bool is_form_of(struct span word, struct span name)
{
    size_t stem = name.length - 1;

    while (stem > 0 && ((unsigned char)name.bytes[stem] & 0xC0) == 0x80)
        stem--;
    return name.length >= NAME_LEAST && word.length >= stem &&
           span_equal_folded((struct span){word.bytes, stem}, (struct span){name.bytes, stem});
}

static bool holds_form(const char *text, struct span name)
{
    struct span word;

    for (const char *at = text; next_word(&at, &word);)
        if (is_form_of(word, name))
            return true;
    return false;
}

/* Does a text that was written for all name another client? Then it is not for this one. A word of
 * both names gives nobody away. */
static bool names_another(const struct composing *composing, const char *words)
{
    const struct fact_names *names = &composing->request->cube->names;

    if (composing->account == ALL_ACCOUNTS)
        return false;
    const char *own = names->accounts[composing->account];
    for (uint32_t i = 0; i < names->account_count; i++) {
        struct span word;
        if (i == (uint32_t)composing->account)
            continue;
        for (const char *at = names->accounts[i]; next_word(&at, &word);)
            if (!holds_form(own, word) && holds_form(words, word))
                return true;
    }
    return false;
}

static bool is_for_reader(const struct composing *composing, const char *client, bool is_internal,
                          const char *name)
{
    if (composing->account == ALL_ACCOUNTS)
        return true;
    const char *as_exported = composing->request->cube->names.accounts[composing->account];
    return !is_internal && client != NULL &&
           (settings_pattern_fits(client, span_of(as_exported)) ||
            span_equal_folded(span_of(client), span_of(name)));
}

static struct phrase verbatim(struct composing *composing, const char *words)
{
    if (words == NULL)
        return (struct phrase){0};
    return report_phrase(composing->report, VERBATIM(words));
}

static struct phrase brings_phrase(struct composing *composing, const struct decision_row *row)
{
    if (row->criterion < 0 || row->criterion >= CRITERION_COUNT)
        return (struct phrase){0};
    struct phrase name = criterion_phrase((enum criterion)row->criterion);
    return report_phrase(composing->report, PHRASE("meant to mend: %1$s", value_words(&name)));
}

static bool is_of_period(const struct composing *composing, int32_t from_day, int32_t to_day)
{
    const struct period *period = &composing->card->period[PERIOD_CURRENT];

    return from_day <= period->last_day && to_day >= period->first_day;
}

/* Decisions that were to be done by the end of the period, and what came of them. */
static void past_decisions(struct composing *composing, const char *name)
{
    static const char *const states[] = {N_("not done"), N_("done"), N_("dropped")};
    const struct house *house = &composing->request->settings->house;
    const struct period *period = &composing->card->period[PERIOD_CURRENT];
    struct table *table = NULL;

    for (size_t i = 0; i < house->decision_count; i++) {
        const struct decision_row *row = &house->decisions[i];
        bool is_past = row->day != INT32_MIN && row->day <= period->last_day &&
                       (row->state != DECISION_OPEN || row->due_day <= period->last_day);
        if (!is_past || !is_for_reader(composing, row->client, row->is_internal, name) ||
            names_another(composing, row->what))
            continue;
        if (table == NULL) {
            table = report_table(composing->report, "decisions", PHRASE("What was decided before"));
            table_column(composing->report, table, "decision", PHRASE("Decision"), COLUMN_TEXT);
            table_column(composing->report, table, "owner", PHRASE("Owner"), COLUMN_TEXT);
            table_column(composing->report, table, "due", PHRASE("Due"), COLUMN_TEXT);
            table_column(composing->report, table, "state", PHRASE("State"), COLUMN_TEXT);
            table_column(composing->report, table, "effect", PHRASE("What came of it"),
                         COLUMN_TEXT);
        }
        struct phrase state = {.text = states[row->state]};
        TABLE_ROW(
            composing->report, table, row->state == DECISION_DONE ? STATE_KEPT : STATE_NONE,
            value_text(row->what), row->owner == NULL ? no_value() : value_text(row->owner),
            row->due_day == INT32_MAX ? no_value() : value_date(row->due_day), value_words(&state),
            row->effect == NULL || names_another(composing, row->effect) ? no_value()
                                                                         : value_text(row->effect));
    }
    if (table != NULL)
        report_add_table(composing->report, table);
}

bool compose_decisions(struct composing *composing, const char *name)
{
    const struct house *house = &composing->request->settings->house;
    const struct period *period = &composing->card->period[PERIOD_CURRENT];
    struct decision rows[DECISION_ROWS_MOST];
    size_t count = 0;

    for (size_t i = 0; i < house->decision_count && count < DECISION_ROWS_MOST; i++) {
        const struct decision_row *row = &house->decisions[i];
        bool is_open = row->state == DECISION_OPEN &&
                       (row->due_day > period->last_day || row->day == INT32_MIN);
        if (!is_open || !is_for_reader(composing, row->client, row->is_internal, name) ||
            names_another(composing, row->what))
            continue;
        rows[count++] = (struct decision){
            .decision = verbatim(composing, row->what),
            .brings = brings_phrase(composing, row),
            .owner = verbatim(composing, row->owner),
            .due = row->due_day == INT32_MAX ? value_unknown(NULL) : value_date(row->due_day)};
    }
    if (count > 0)
        report_decisions(composing->report, rows, count);
    past_decisions(composing, name);
    return count > 0;
}

/* An event without a client concerns everybody, and may be told to everybody. */
static bool is_event_shown(const struct composing *composing, const struct event_row *row,
                           const char *name)
{
    bool is_for_all = composing->account == ALL_ACCOUNTS ||
                      (!row->is_internal && row->client == NULL) ||
                      is_for_reader(composing, row->client, row->is_internal, name);

    return is_for_all && !names_another(composing, row->what);
}

const char *event_of(const struct composing *composing, const char *name, int32_t day,
                     enum channel channel)
{
    const struct house *house = &composing->request->settings->house;

    for (size_t i = 0; i < house->event_count; i++) {
        const struct event_row *row = &house->events[i];
        if (day >= row->from_day && day <= row->to_day &&
            (row->channel == CHANNEL_UNKNOWN || row->channel == channel) &&
            is_event_shown(composing, row, name))
            return row->what;
    }
    return NULL;
}

void compose_events(struct composing *composing, const char *name)
{
    const struct house *house = &composing->request->settings->house;
    struct table *table = NULL;

    for (size_t i = 0; i < house->event_count; i++) {
        const struct event_row *row = &house->events[i];
        if (!is_of_period(composing, row->from_day, row->to_day) ||
            !is_event_shown(composing, row, name))
            continue;
        if (table == NULL) {
            table = report_table(composing->report, "events",
                                 PHRASE("Events of the period, as they were written down"));
            table_column(composing->report, table, "from", PHRASE("From"), COLUMN_TEXT);
            table_column(composing->report, table, "to", PHRASE("To"), COLUMN_TEXT);
            table_column(composing->report, table, "event", PHRASE("Event"), COLUMN_TEXT);
            table_column(composing->report, table, "kind", PHRASE("Kind"), COLUMN_TEXT);
        }
        TABLE_ROW(composing->report, table, STATE_NONE, value_date(row->from_day),
                  value_date(row->to_day), value_text(row->what),
                  row->kind == NULL ? no_value() : value_text(row->kind));
    }
    if (table != NULL)
        report_add_table(composing->report, table);
}

void compose_note(struct composing *composing, const char *section, struct phrase label,
                  const char *name)
{
    const struct house *house = &composing->request->settings->house;
    const char *client = composing->account == ALL_ACCOUNTS ? NULL : name;
    const struct note_row *note =
        house_note(house, section, client, composing->card->period[PERIOD_CURRENT].label);

    if (note != NULL && !names_another(composing, note->text))
        report_note(composing->report, NOTE_PLAIN, label, VERBATIM(note->text));
}
