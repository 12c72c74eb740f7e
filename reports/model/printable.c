#include "model/printable.h"

#include <unicode/utf8.h>

enum fate { KEPT, BLANK, GONE, REPLACED };

/* First and last character of what does not stay as it is. */
static const struct fate_row {
    int32_t first, last;
    enum fate fate;
} fate_rows[] = {
    {0x0000, 0x001F, BLANK},    {0x007F, 0x009F, BLANK},    {0x061C, 0x061C, GONE},
    {0x200B, 0x200B, GONE},     {0x200E, 0x200F, GONE},     {0x2028, 0x202E, GONE},
    {0x2060, 0x206F, GONE},     {0xFDD0, 0xFDEF, REPLACED}, {0xFEFF, 0xFEFF, GONE},
    {0xFFFE, 0xFFFF, REPLACED}, {0xE0000, 0xE007F, GONE},
};

static enum fate fate_of(int32_t character)
{
    if (character < 0 || ((character & 0xFFFE) == 0xFFFE))
        return REPLACED;
    for (size_t i = 0; i < sizeof fate_rows / sizeof *fate_rows; i++)
        if (character >= fate_rows[i].first && character <= fate_rows[i].last)
            return fate_rows[i].fate;
    return KEPT;
}

void printable_append(struct buffer *out, struct span text)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        int32_t character = 0;
        U8_NEXT(text.bytes, at, text.length, character);
        switch (fate_of(character)) {
        case KEPT:
            buffer_append(out, text.bytes + start, at - start);
            break;
        case BLANK:
            buffer_byte(out, ' ');
            break;
        case GONE:
            break;
        case REPLACED:
            buffer_text(out, "\xEF\xBF\xBD");
            break;
        }
    }
}
