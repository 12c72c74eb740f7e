#include "command/told.h"

#include <string.h>

void told_json_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)(text == NULL ? "" : text); *at != 0;
         at++) {
        if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (*at < 0x20)
            fprintf(out, "\\u%04x", *at);
        else
            fputc(*at, out);
    }
    fputc('"', out);
}

static const char *delimiter_name(char delimiter)
{
    return delimiter == '\t' ? "tab" : delimiter == ';' ? ";" : delimiter == '|' ? "|" : ",";
}

static void fates_as_text(const struct import_totals *totals, FILE *out)
{
    fprintf(out, "  %llu rows:", (unsigned long long)totals->row_count);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        if (totals->fate_count[fate] > 0)
            fprintf(out, " %llu %s", (unsigned long long)totals->fate_count[fate],
                    fate_name((enum fate)fate));
    fprintf(out, "\n");
}

static void doubts_as_text(const struct understanding *words, FILE *out)
{
    for (size_t i = 0; i < words->doubt_count; i++)
        fprintf(out, "  %s %s\n", words->doubts[i].is_grave ? "!" : "·", words->doubts[i].text);
}

static void head_as_text(const struct understanding *words, FILE *out)
{
    fprintf(out, "%s: %s %s, %s, separated by '%s'%s%s%s%s\n", words->file, words->title,
            table_kind_name(words->kind), words->charset, delimiter_name(words->delimiter),
            words->date_order[0] == '\0' ? "" : ", dates ", words->date_order,
            words->zone_is_told ? ", zone " : "", words->zone_is_told ? words->zone : "");
}

static void fates_as_json(const struct import_totals *totals, FILE *out)
{
    fprintf(out, ", \"rows\": %llu, \"fates\": {", (unsigned long long)totals->row_count);
    for (int fate = 0; fate < FATE_COUNT; fate++)
        fprintf(out, "%s\"%s\": %llu", fate == 0 ? "" : ", ", fate_name((enum fate)fate),
                (unsigned long long)totals->fate_count[fate]);
    fprintf(out, "}");
}

static void understanding_as_json(const struct understanding *words, FILE *out)
{
    fprintf(out, "{\"file\": ");
    told_json_text(out, words->file);
    fprintf(out,
            ", \"desk\": \"%s\", \"certainty\": %.2f, \"table\": \"%s\", \"charset\": \"%s\", "
            "\"delimiter\": \"%s\", \"dates\": \"%s\", \"zone\": \"%s\", \"zone_is_told\": %s",
            words->desk, words->certainty, table_kind_name(words->kind), words->charset,
            delimiter_name(words->delimiter), words->date_order, words->zone,
            words->zone_is_told ? "true" : "false");
    fprintf(out, ", \"columns\": [");
    for (size_t i = 0; i < words->column_count; i++) {
        fprintf(out, "%s{\"header\": ", i == 0 ? "" : ", ");
        told_json_text(out, words->columns[i].header);
        fprintf(out, ", \"field\": ");
        if (words->columns[i].field == NULL)
            fprintf(out, "null");
        else
            told_json_text(out, words->columns[i].field);
        fprintf(out, ", \"detail\": \"%s\"}", words->columns[i].detail);
    }
    fprintf(out, "], \"missing\": [");
    for (size_t i = 0; i < words->missing_count; i++)
        fprintf(out, "%s\"%s\"", i == 0 ? "" : ", ", words->missing[i]);
    fprintf(out, "], \"doubts\": [");
    for (size_t i = 0; i < words->doubt_count; i++) {
        fprintf(out, "%s{\"key\": \"%s\", \"grave\": %s, \"text\": ", i == 0 ? "" : ", ",
                words->doubts[i].key, words->doubts[i].is_grave ? "true" : "false");
        told_json_text(out, words->doubts[i].text);
        fprintf(out, "}");
    }
    fprintf(out, "]");
}

void told_ingest(const struct ingest_result *result, bool is_json, FILE *out)
{
    const struct understanding *words = &result->understanding;

    if (is_json) {
        understanding_as_json(words, out);
        fprintf(out, ", \"was_known\": %s", result->was_known ? "true" : "false");
        fates_as_json(&result->totals, out);
        fprintf(out, "}\n");
        return;
    }
    head_as_text(words, out);
    if (result->was_known)
        fprintf(out, "  the same bytes were read before: nothing to do\n");
    else
        fates_as_text(&result->totals, out);
    if (result->stray_quote_count > 0)
        fprintf(out, "  · rows taken although a quote stands where none belongs: %llu\n",
                (unsigned long long)result->stray_quote_count);
    doubts_as_text(words, out);
}

/* Padded and cut by characters, not bytes: headers are in any language. */
static void print_header(const char *header, FILE *out)
{
    enum { COLUMNS = 44 };
    int columns = 0;
    const char *at = header;

    for (; *at != '\0'; at++) {
        bool is_first_byte = ((unsigned char)*at & 0xC0) != 0x80;
        if (is_first_byte && columns++ == COLUMNS)
            break;
    }
    if (columns > COLUMNS)
        columns = COLUMNS;
    fprintf(out, "  %.*s%*s", (int)(at - header), header, COLUMNS - columns + 1, "");
}

static void missing_as_text(const struct understanding *words, FILE *out)
{
    static const struct {
        const char *field, *costs;
    } rows[] = {
        {"account", "the clients cannot be told apart: all count as one"},
        {"channel", "channels cannot be compared"},
        {"priority", "promises by priority cannot be checked"},
        {"requester", "who came back, or changed the channel, is not seen"},
        {"first_reply_at", "how long clients waited needs this or the messages"},
        {"resolved_at",
         "time to resolution is not known; an end is taken from closed_at, if there"},
        {"reopen_count", "whether tickets stayed solved needs this or the status history"},
        {"satisfaction", "how satisfied clients were needs this or a table of surveys"},
    };

    if (words->missing_count > 0)
        fprintf(out, "\n  not in this file, and what that costs\n");
    for (size_t i = 0; i < words->missing_count; i++)
        for (size_t j = 0; j < sizeof rows / sizeof *rows; j++)
            if (strcmp(rows[j].field, words->missing[i]) == 0)
                fprintf(out, "    %-16s %s\n", rows[j].field, rows[j].costs);
}

void told_understanding(const struct understanding *words, bool is_json, FILE *out)
{
    if (is_json) {
        understanding_as_json(words, out);
        fprintf(out, "}\n");
        return;
    }
    head_as_text(words, out);
    if (words->desk_is_told)
        fprintf(out, "  read as %s, because --desk says so\n\n", words->desk);
    else
        fprintf(out, "  recognised as %s, %.0f %% sure\n\n", words->desk, words->certainty * 100);
    fprintf(out, "  %-44s %s\n", "column", "means");
    for (size_t i = 0; i < words->column_count; i++) {
        print_header(words->columns[i].header, out);
        fprintf(out, "%s%s%s%s\n",
                words->columns[i].field == NULL ? "— not known, not read" : words->columns[i].field,
                words->columns[i].detail[0] == '\0' ? "" : " (", words->columns[i].detail,
                words->columns[i].detail[0] == '\0' ? "" : ")");
    }
    missing_as_text(words, out);
    doubts_as_text(words, out);
}
