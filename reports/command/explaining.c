#include "command/explaining.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/instant.h"
#include "command/words.h"

/* ---- the tickets ---- */

/* Text of an export in a cell of CSV: quoted, and never a formula. */
static void csv_text(struct span text)
{
    bool is_formula = text.length > 0 && memchr("=+-@\t\r", text.bytes[0], 6) != NULL;

    putchar('"');
    if (is_formula)
        putchar('\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"')
            putchar('"');
        putchar(text.bytes[i]);
    }
    putchar('"');
}

static void seconds(int64_t value)
{
    if (value == INSTANT_UNKNOWN)
        putchar(',');
    else
        printf(",%lld", (long long)value);
}

struct printing {
    const struct behind_list *list;
    const char *id; /* NULL: no first column */
};

static bool print_ticket(void *context, uint32_t ticket, struct span source, struct span id)
{
    const struct printing *printing = context;
    const struct listed *rows = printing->list->rows;
    size_t low = 0, high = printing->list->count;
    char created[INSTANT_TEXT_SIZE] = "";

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].ticket <= ticket)
            low = middle;
        else
            high = middle;
    }
    if (printing->id != NULL) {
        csv_text(span_of(printing->id));
        putchar(',');
    }
    if (rows[low].created_at != INSTANT_UNKNOWN)
        instant_format(rows[low].created_at, created);
    csv_text(source);
    putchar(',');
    csv_text(id);
    printf(",%s,%s", created, outcome_name(rows[low].outcome));
    seconds(rows[low].calendar_s);
    seconds(rows[low].promised_s);
    putchar('\n');
    return true;
}

static bool write_id(const struct behind *behind, struct buffer *out, struct error *err)
{
    struct measurement row = *behind->figure;

    if (behind->account != ALL_ACCOUNTS) /* the card of one client calls him "all" */
        row.account = behind->account;
    measurement_write_id(&row, &behind->cube->names, behind->card->period[row.period].label, out);
    return !out->is_short || error_memory(err);
}

bool explain_tickets(const struct behind *behind, struct store *store, bool has_id, bool has_head,
                     struct error *err)
{
    OWN(buffer_release) struct buffer id = {0};
    const struct behind_list *list = behind->chosen;
    OWN(free) uint32_t *tickets = calloc(list->count + 1, sizeof *tickets);

    if (tickets == NULL)
        return error_memory(err);
    if (!write_id(behind, &id, err))
        return false;
    struct printing printing = {.list = list, .id = has_id ? buffer_span(&id).bytes : NULL};
    for (size_t i = 0; i < list->count; i++)
        tickets[i] = list->rows[i].ticket;
    if (definition_of(behind->figure->name)->question == QUESTION_NONE)
        return true;
    if (has_head)
        printf("%ssource,ticket,created_at,outcome,calendar_s,promised_s\n",
               has_id ? "figure," : "");
    return list->count == 0 ||
           store_name_tickets(store, tickets, list->count, print_ticket, &printing, err);
}

/* ---- the numbers ---- */

static double design_effect(const struct measurement *row)
{
    return row->effective_n > 0 ? (double)row->asked_count / row->effective_n : NAN;
}

static void print_share(const struct behind *behind)
{
    const struct measurement *row = behind->figure;
    double confidence = behind->settings->criteria.confidence;
    double effect = design_effect(row);

    if (row->asked_count > 0 && measurement_unit(row->name) == UNIT_SHARE)
        printf("    counted: %llu / %llu = %.4f\n", (unsigned long long)row->kept_count,
               (unsigned long long)row->asked_count,
               (double)row->kept_count / (double)row->asked_count);
    if (row->open_count > 0)
        printf("    of them not decided at the cut: %llu, kept as what they are: unknown\n",
               (unsigned long long)row->open_count);
    if (!row->has_value)
        return;
    if (row->strict != row->optimistic)
        printf("    readings: strict %.4f, optimistic %.4f; the figure is their middle, %.4f\n",
               row->strict, row->optimistic, row->value);
    else
        printf("    estimate: %.4f\n", row->value);
    if (!row->has_interval)
        return;
    printf("    interval (%.0f %%): %.4f to %.4f", 100 * confidence, row->low, row->high);
    if (row->effective_n > 0)
        printf("; n_eff %.0f of n %llu", row->effective_n, (unsigned long long)row->asked_count);
    if (isfinite(effect) && effect >= 1)
        printf(" (design effect %.2f)", effect);
    if (row->cluster_count > 0)
        printf(", %u families of tickets", row->cluster_count);
    putchar('\n');
}

static void print_quantile(const struct behind *behind)
{
    const struct measurement *row = behind->figure;

    printf("    of %llu tickets %llu came to it, %llu had not at the cut\n",
           (unsigned long long)row->asked_count, (unsigned long long)row->kept_count,
           (unsigned long long)row->open_count);
    if (!row->has_value)
        return;
    printf("    value: %.0f s", row->value);
    if (row->strict != row->optimistic)
        printf(" (strict %.0f s, optimistic %.0f s)", row->strict, row->optimistic);
    if (row->last > row->first)
        printf("; the curve is flat from %.0f to %.0f s", row->first, row->last);
    if (row->resolution_s > 0)
        printf("; the grid is %.0f s wide there", row->resolution_s);
    putchar('\n');
    if (row->has_interval)
        printf("    interval (%.0f %%): %.0f to %.0f s\n",
               100 * behind->settings->criteria.confidence, row->low, row->high);
}

static void print_number(const struct measurement *row)
{
    printf("    n %llu; ", (unsigned long long)row->asked_count);
    if (!row->has_value)
        printf("no value\n");
    else if (row->has_interval)
        printf("value %.6g (%.6g to %.6g)\n", row->value, row->low, row->high);
    else
        printf("value %.6g\n", row->value);
}

static void print_numbers(const struct behind *behind)
{
    const struct measurement *row = behind->figure;

    switch (measurement_unit(row->name)) {
    case UNIT_SHARE:
    case UNIT_DIFFERENCE:
        print_share(behind);
        break;
    case UNIT_SECONDS:
        print_quantile(behind);
        break;
    default:
        print_number(row);
    }
    if (row->has_score)
        printf("    score: %.1f of 100 (%.1f to %.1f), read off the anchors of the settings\n",
               row->score, row->score_low, row->score_high);
}

/* ---- what was left out ---- */

static void print_left_out(const struct behind *behind)
{
    const char *before = "";

    printf("  left out:");
    for (int i = EXCLUDED_NOT + 1; i < EXCLUSION_COUNT; i++) {
        if (behind->excluded[i] == 0)
            continue;
        printf("%s %llu %s", before, (unsigned long long)behind->excluded[i],
               exclusion_name((enum exclusion)i));
        before = ",";
    }
    for (int i = 0; i < LEFT_OUT_COUNT; i++) {
        if (behind->left_out[i] == 0)
            continue;
        printf("%s %llu %s", before, (unsigned long long)behind->left_out[i],
               left_out_name((enum left_out)i));
        before = ",";
    }
    printf("%s\n", before[0] == '\0' ? " nothing" : "");
}

bool explain_words(const struct behind *behind, struct language *language, bool is_brief,
                   struct error *err)
{
    const struct measurement *row = behind->figure;
    const struct definition_row *definition = definition_of(row->name);
    OWN(buffer_release) struct buffer text = {0};
    OWN(buffer_release) struct buffer value = {0};

    if (!write_id(behind, &text, err))
        return false;
    append_measurement(language, row, &value);
    if (value.is_short)
        return error_memory(err);
    printf("%s\n\n  %s\n\n  how: %s\n", buffer_span(&text).bytes, tr(language, definition->meaning),
           definition->formula);
    print_numbers(behind);
    printf("  value: %s\n", buffer_span(&value).bytes);
    printf("  evidence: %s; %s%s%s\n", rung_name((enum rung)row->rung),
           standing_name((enum standing)row->standing),
           row->reason == NULL ? "" : ", because: ", row->reason == NULL ? "" : row->reason);
    print_left_out(behind);
    if (definition->question == QUESTION_NONE)
        printf("  tickets: none stand behind it: it counts hours or channels\n");
    else
        printf("  tickets: %zu (n %llu)\n", behind->chosen->count,
               (unsigned long long)row->asked_count);
    printf(is_brief || definition->question != QUESTION_NONE ? "\n" : "");
    return true;
}
