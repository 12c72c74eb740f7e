#include "command/drilling.h"

#include <string.h>

#include "command/told.h"
#include "command/words.h"
#include "kinds/composing.h"

enum { PART_WIDTH = 44, COUNT_WIDTH = 16, VALUE_WIDTH = 26 };

static const struct {
    const char *name;
    unsigned side;
} SIDES[] = {{"channel", DRILL_CHANNEL},
             {"priority", DRILL_PRIORITY},
             {"band", DRILL_BAND},
             {"account", DRILL_ACCOUNT},
             {"topic", DRILL_TOPIC}};
enum { SIDE_COUNT = sizeof SIDES / sizeof *SIDES };

bool drill_sides_parse(const char *text, unsigned *out, struct error *err)
{
    unsigned sides = 0;

    while (text != NULL && *text != '\0') {
        struct span word = {text, strcspn(text, ",")};
        unsigned side = 0;
        for (size_t i = 0; i < SIDE_COUNT; i++)
            if (span_equal(word, span_of(SIDES[i].name)))
                side = SIDES[i].side;
        if (side == 0)
            return error_set(err, ERROR_USAGE,
                             "'%.*s' is no side of a drill-down (hint: channel, priority, band, "
                             "account, topic)",
                             SPAN_PRINT(word));
        sides |= side;
        text += word.length + (text[word.length] == ',');
    }
    *out = sides;
    return true;
}

/* ---- cells ---- */

static const char *topic_of(const struct drill_cell *cell, const struct cube *cube)
{
    return cell->topic_part == 0 ? "" : cube->names.topics[cell->topic_part - 1];
}

static const char *account_of(const struct drill_cell *cell, const struct cube *cube)
{
    return cell->account == ALL_ACCOUNTS ? "" : cube->names.accounts[cell->account];
}

static const char *channel_of(const struct drill_cell *cell)
{
    return cell->channel == CHANNEL_UNKNOWN ? "" : channel_name((enum channel)cell->channel);
}

static const char *priority_of(const struct drill_cell *cell)
{
    return cell->priority == PRIORITY_UNKNOWN ? "" : priority_name((enum priority)cell->priority);
}

static const char *band_of(const struct drill_cell *cell)
{
    return cell->band_part == 0 ? "" : band_name((enum band)(cell->band_part - 1));
}

static void append_words(struct language *language, struct phrase phrase, const char **before,
                         struct buffer *out)
{
    buffer_text(out, *before);
    language_append_phrase(language, &phrase, out);
    *before = " · ";
}

/* A name of the export as it stands; its value lives as long as this call. */
static void append_name(struct language *language, const char *name, const char **before,
                        struct buffer *out)
{
    append_words(language, PHRASE("%1$s", value_text(name)), before, out);
}

static void append_part(struct language *language, const struct drill_cell *cell,
                        const struct cube *cube, struct buffer *out)
{
    const char *before = "";

    if (cell->is_rest)
        buffer_text(out, tr(language, "the rest"));
    if (cell->channel != CHANNEL_UNKNOWN)
        append_words(language, channel_phrase((enum channel)cell->channel), &before, out);
    if (cell->priority != PRIORITY_UNKNOWN)
        append_words(language, priority_phrase((enum priority)cell->priority), &before, out);
    if (cell->band_part != 0)
        append_words(language, band_phrase((enum band)(cell->band_part - 1)), &before, out);
    if (cell->account != ALL_ACCOUNTS)
        append_name(language, account_of(cell, cube), &before, out);
    if (cell->topic_part != 0)
        append_name(language, topic_of(cell, cube), &before, out);
    if (before[0] == '\0' && !cell->is_rest)
        buffer_text(out, tr(language, "not told"));
}

/* "before: 82 % (91/110)": nothing where the quarter before had no tickets of it. */
static void append_before(struct language *language, const struct drill_before *before,
                          struct buffer *out)
{
    struct value share = before->has_value ? value_ratio(before->value) : value_unknown(NULL);
    struct phrase phrase =
        PHRASE("before: %1$s (%2$s/%3$s)", share, value_count((int64_t)before->kept_count),
               value_count((int64_t)before->decided_count));

    if (before->decided_count == 0)
        return;
    buffer_text(out, "   ");
    language_append_phrase(language, &phrase, out);
}

static bool print_cell(const struct drill_cell *cell, const struct cube *cube,
                       struct language *language, FILE *out, struct error *err)
{
    OWN(buffer_release) struct buffer part = {0};
    OWN(buffer_release) struct buffer counts = {0};
    OWN(buffer_release) struct buffer value = {0};
    OWN(buffer_release) struct buffer gap = {0};
    struct value share = cell->has_value ? value_ratio(cell->value) : value_unknown(NULL);
    struct value points = value_styled(value_points(-cell->contribution), STYLE_SIGNED);

    append_part(language, cell, cube, &part);
    buffer_format(&counts, "%llu/%llu", (unsigned long long)cell->kept_count,
                  (unsigned long long)cell->decided_count);
    language_append_value(language, &share, &value);
    if (cell->has_interval) {
        struct value range = value_range(value_ratio(cell->low), value_ratio(cell->high));
        buffer_text(&value, " (");
        language_append_value(language, &range, &value);
        buffer_byte(&value, ')');
    }
    language_append_value(language, &points, &gap);
    append_before(language, &cell->before, &gap);
    if (part.is_short || counts.is_short || value.is_short || gap.is_short)
        return error_memory(err);
    fputs("    ", out);
    print_padded(out, buffer_span(&part).bytes, PART_WIDTH);
    print_padded(out, buffer_span(&counts).bytes, COUNT_WIDTH);
    print_padded(out, buffer_span(&value).bytes, VALUE_WIDTH);
    fprintf(out, "%s\n", buffer_span(&gap).bytes);
    return true;
}

bool print_drill(const struct scorecard *scorecard, const struct cube *cube,
                 struct language *language, FILE *out, struct error *err)
{
    int last = -1;

    fprintf(out, "\n%s\n",
            tr(language, "Where it is lost: kept of decided, the share, and what the part adds to "
                         "the gap to the target"));
    for (size_t i = 0; i < scorecard->drill_count; i++) {
        const struct drill_cell *cell = &scorecard->drill[i];
        if ((int)cell->criterion != last)
            fprintf(out, "\n  %s\n", criterion_title(language, cell->criterion));
        last = (int)cell->criterion;
        if (!print_cell(cell, cube, language, out, err))
            return false;
    }
    return true;
}

static void csv_word(FILE *out, const char *text)
{
    fputs(text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL ? "\"'" : "\"", out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void csv_before(const struct drill_before *before, FILE *out)
{
    fprintf(out, ",%llu,%llu,%llu,", (unsigned long long)before->ticket_count,
            (unsigned long long)before->decided_count, (unsigned long long)before->kept_count);
    if (before->has_value)
        fprintf(out, "%.15g", before->value);
    if (before->has_interval)
        fprintf(out, ",%.15g,%.15g\n", before->low, before->high);
    else
        fputs(",,\n", out);
}

void print_drill_csv(const struct scorecard *scorecard, const struct cube *cube, FILE *out)
{
    fprintf(out,
            "criterion,part,channel,priority,band,account,topic,tickets,decided,kept,value,low,"
            "high,standing,gap,before_tickets,before_decided,before_kept,before_value,before_low,"
            "before_high\n");
    for (size_t i = 0; i < scorecard->drill_count; i++) {
        const struct drill_cell *cell = &scorecard->drill[i];
        fprintf(out, "%s,%s,%s,%s,%s,", criterion_name(cell->criterion),
                cell->is_rest ? "rest" : "cell", channel_of(cell), priority_of(cell),
                band_of(cell));
        csv_word(out, account_of(cell, cube));
        fputc(',', out);
        csv_word(out, topic_of(cell, cube));
        fprintf(out, ",%llu,%llu,%llu,", (unsigned long long)cell->ticket_count,
                (unsigned long long)cell->decided_count, (unsigned long long)cell->kept_count);
        if (cell->has_value)
            fprintf(out, "%.15g", cell->value);
        if (cell->has_interval)
            fprintf(out, ",%.15g,%.15g", cell->low, cell->high);
        else
            fputs(",,", out);
        fprintf(out, ",%s,%.15g", standing_name(cell->standing), cell->contribution);
        csv_before(&cell->before, out);
    }
}

static void json_word(FILE *out, const char *key, const char *word)
{
    fprintf(out, ", \"%s\": ", key);
    if (word[0] == '\0')
        fputs("null", out);
    else
        told_json_text(out, word);
}

static void json_number(FILE *out, const char *key, bool is_known, double value)
{
    if (is_known)
        fprintf(out, ", \"%s\": %.15g", key, value);
    else
        fprintf(out, ", \"%s\": null", key);
}

static void json_before(const struct drill_before *before, FILE *out)
{
    fprintf(out,
            ", \"before\": {\"tickets\": %llu, \"decided\": %llu, \"kept\": %llu, "
            "\"standing\": \"%s\"",
            (unsigned long long)before->ticket_count, (unsigned long long)before->decided_count,
            (unsigned long long)before->kept_count, standing_name(before->standing));
    json_number(out, "value", before->has_value, before->value);
    json_number(out, "low", before->has_interval, before->low);
    json_number(out, "high", before->has_interval, before->high);
    fputc('}', out);
}

void print_drill_json(const struct scorecard *scorecard, const struct cube *cube, FILE *out)
{
    for (size_t i = 0; i < scorecard->drill_count; i++) {
        const struct drill_cell *cell = &scorecard->drill[i];
        fprintf(out, "%s\n  {\"criterion\": \"%s\", \"rest\": %s", i == 0 ? "" : ",",
                criterion_name(cell->criterion), cell->is_rest ? "true" : "false");
        json_word(out, "channel", channel_of(cell));
        json_word(out, "priority", priority_of(cell));
        json_word(out, "band", band_of(cell));
        json_word(out, "account", account_of(cell, cube));
        json_word(out, "topic", topic_of(cell, cube));
        fprintf(out, ", \"tickets\": %llu, \"decided\": %llu, \"kept\": %llu",
                (unsigned long long)cell->ticket_count, (unsigned long long)cell->decided_count,
                (unsigned long long)cell->kept_count);
        json_number(out, "value", cell->has_value, cell->value);
        json_number(out, "low", cell->has_interval, cell->low);
        json_number(out, "high", cell->has_interval, cell->high);
        json_number(out, "gap", true, cell->contribution);
        fprintf(out, ", \"standing\": \"%s\"", standing_name(cell->standing));
        json_before(&cell->before, out);
        fputc('}', out);
    }
}

/* ---- executor groups ---- */

static const char *pair_title(const struct language *language, enum executor_pair pair)
{
    switch (pair) {
    case PAIR_OWN_PROVIDER:
        return tr(language, "Provider beside own staff, this quarter");
    case PAIR_OWN_BEFORE_AFTER:
        return tr(language, "Own staff, this quarter beside the last");
    case PAIR_PROVIDER_BEFORE_AFTER:
        return tr(language, "Provider, this quarter beside the last");
    default:
        return tr(language, "Provider now beside own staff before");
    }
}

static const char *side_verdict(const struct language *language, enum change_verdict verdict)
{
    switch (verdict) {
    case CHANGE_SAGGED:
        return tr(language, "worse");
    case CHANGE_IMPROVED:
        return tr(language, "better");
    case CHANGE_STABLE:
        return tr(language, "alike");
    case CHANGE_LOOK:
        return tr(language, "a reason to look");
    default:
        return tr(language, "no clear difference");
    }
}

static bool print_pair_line(const struct criterion_change *change, enum criterion criterion,
                            struct language *language, FILE *out, struct error *err)
{
    OWN(buffer_release) struct buffer values = {0};
    OWN(buffer_release) struct buffer difference = {0};

    if (change->reason != NULL)
        return true;
    struct phrase both =
        PHRASE("%1$s → %2$s", value_ratio(change->before), value_ratio(change->after));
    struct phrase range = PHRASE("%1$s (from %2$s to %3$s)",
                                 value_styled(value_points(change->standardised), STYLE_SIGNED),
                                 value_styled(value_points(change->low), STYLE_SIGNED),
                                 value_styled(value_points(change->high), STYLE_SIGNED));
    language_append_phrase(language, &both, &values);
    language_append_phrase(language, &range, &difference);
    if (values.is_short || difference.is_short)
        return error_memory(err);
    fputs("    ", out);
    print_padded(out, criterion_title(language, criterion), PART_WIDTH);
    print_padded(out, buffer_span(&values).bytes, VALUE_WIDTH);
    print_padded(out, side_verdict(language, change->verdict), VALUE_WIDTH);
    fprintf(out, "%s\n", buffer_span(&difference).bytes);
    return true;
}

bool print_executors(const struct scorecard *scorecard, struct language *language, FILE *out,
                     struct error *err)
{
    for (size_t i = 0; i < scorecard->executor_count; i++) {
        const struct executor_change *pair = &scorecard->executors[i];
        fprintf(out, "\n  %s\n", pair_title(language, pair->pair));
        for (int c = 0; c < CRITERION_COUNT; c++)
            if (!print_pair_line(&pair->change[c], (enum criterion)c, language, out, err))
                return false;
    }
    return true;
}

void print_executors_json(const struct scorecard *scorecard, FILE *out)
{
    for (size_t i = 0; i < scorecard->executor_count; i++) {
        for (int c = 0; c < CRITERION_COUNT; c++) {
            const struct criterion_change *change = &scorecard->executors[i].change[c];
            bool is_known = change->reason == NULL;
            fprintf(out, "%s\n  {\"pair\": \"%s\", \"criterion\": \"%s\", \"verdict\": \"%s\"",
                    i == 0 && c == 0 ? "" : ",", executor_pair_name(scorecard->executors[i].pair),
                    criterion_name((enum criterion)c), change_verdict_name(change->verdict));
            json_number(out, "first", is_known, change->before);
            json_number(out, "second", is_known, change->after);
            json_number(out, "difference", is_known, change->standardised);
            json_number(out, "low", is_known, change->low);
            json_number(out, "high", is_known, change->high);
            json_number(out, "chance", is_known, change->chance);
            json_word(out, "reason", is_known ? "" : change->reason);
            fputc('}', out);
        }
    }
}

/* ---- levers ---- */

const char *lever_part(const struct criterion_score *score, const struct cube *cube)
{
    const char *key = score->lever;
    int32_t detail = score->lever_detail;

    if (key == LEVER_BAND)
        return band_name((enum band)detail);
    if (key == LEVER_CHANNEL)
        return channel_name((enum channel)detail);
    if (key == LEVER_PRIORITY)
        return priority_name((enum priority)detail);
    if (key == LEVER_ACCOUNT)
        return cube->names.accounts[detail];
    return key == LEVER_TOPIC ? cube->names.topics[detail] : NULL;
}

/* Absent for a name, which is the exporter's own text. */
static struct phrase lever_words(const struct criterion_score *score, const struct cube *cube)
{
    const char *key = score->lever;
    int32_t detail = score->lever_detail;

    if (key == LEVER_BAND)
        return band_phrase((enum band)detail);
    if (key == LEVER_CHANNEL)
        return channel_phrase((enum channel)detail);
    if (key == LEVER_PRIORITY)
        return priority_phrase((enum priority)detail);
    if (key == LEVER_UNANSWERED)
        return PHRASE("tickets that nobody answered");
    if (key == LEVER_TEMPLATES)
        return PHRASE("first replies without content");
    const char *part = lever_part(score, cube);
    return part == NULL ? PHRASE("all parts alike") : (struct phrase){0};
}

void append_lever(struct language *language, const struct criterion_score *score,
                  const struct cube *cube, struct buffer *out)
{
    if (score->lever == NULL || score->lever_gain <= 0) /* at its target already */
        return;
    struct phrase part = lever_words(score, cube);
    struct value named =
        phrase_is_absent(&part) ? value_text(lever_part(score, cube)) : value_words(&part);
    struct phrase whole = PHRASE("would change it most: %1$s (%2$s)", named,
                                 value_styled(value_points(score->lever_gain), STYLE_SIGNED));
    language_append_phrase(language, &whole, out);
}
