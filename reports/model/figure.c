#include "model/figure.h"

#include "model/printable.h"

static bool is_plain(const char *text)
{
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        bool plain = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
                     (*text >= '0' && *text <= '9') || *text == '-' || *text == '_' || *text == '.';
        if (!plain)
            return false;
    }
    return true;
}

static void append_quoted(struct buffer *out, const char *text)
{
    buffer_byte(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_byte(out, '\\');
        buffer_byte(out, *text);
    }
    buffer_byte(out, '"');
}

static void append_label(struct buffer *out, const char *name, const char *text, bool *is_first)
{
    OWN(buffer_release) struct buffer clean = {0};

    if (text == NULL)
        return;
    printable_append(&clean, span_of(text));
    const char *shown = clean.length > 0 ? clean.bytes : "";
    buffer_format(out, "%s%s=", *is_first ? "{" : ",", name);
    *is_first = false;
    if (is_plain(shown))
        buffer_text(out, shown);
    else
        append_quoted(out, shown);
    out->is_short |= clean.is_short;
}

const char *figure_id(struct arena *arena, const char *measure, struct figure_scope scope)
{
    OWN(buffer_release) struct buffer id = {0};
    bool is_first = true;

    buffer_text(&id, measure);
    append_label(&id, "account", scope.account, &is_first);
    append_label(&id, "channel", scope.channel, &is_first);
    append_label(&id, "period", scope.period, &is_first);
    if (!is_first)
        buffer_byte(&id, '}');
    return id.is_short ? NULL : arena_text(arena, id.bytes, id.length);
}

const char *figure_status_name(enum figure_status status)
{
    static const char *const names[FIGURE_STATUS_COUNT] = {NULL, "scored", "indicative",
                                                           "not_enough_data", "not_observable"};

    return names[status];
}

const char *figure_clock_name(enum figure_clock clock)
{
    static const char *const names[FIGURE_CLOCK_COUNT] = {NULL, "calendar", "promised"};

    return names[clock];
}
