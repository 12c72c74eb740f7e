#include "model/figure.h"

#include "model/printable.h"

static bool is_plain(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' ||
           byte >= 0x80;
}

static void append_label(struct buffer *out, const char *name, const char *text, bool *is_first)
{
    OWN(buffer_release) struct buffer clean = {0};

    if (text == NULL)
        return;
    printable_append(&clean, span_of(text));
    buffer_format(out, "%s%s=", *is_first ? "{" : ",", name);
    *is_first = false;
    for (size_t i = 0; i < clean.length; i++) {
        unsigned char byte = (unsigned char)clean.bytes[i];
        if (is_plain(byte))
            buffer_byte(out, (char)byte);
        else
            buffer_format(out, "%%%02X", byte);
    }
    out->is_short |= clean.is_short;
}

const char *figure_id(struct arena *arena, const char *measure, struct figure_scope scope)
{
    OWN(buffer_release) struct buffer id = {0};
    bool is_first = true;

    buffer_text(&id, measure);
    append_label(&id, "account", scope.account, &is_first);
    append_label(&id, "channel", scope.channel, &is_first);
    append_label(&id, "model", scope.model, &is_first);
    append_label(&id, "mix", scope.mix, &is_first);
    append_label(&id, "input", scope.input, &is_first);
    append_label(&id, "stretch", scope.stretch, &is_first);
    append_label(&id, "period", scope.period, &is_first);
    if (!is_first)
        buffer_byte(&id, '}');
    return arena_keep(arena, &id);
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
