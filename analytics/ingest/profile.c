#include "ingest/profile.h"

#include <string.h>

const char *const PROFILE_LISTS[WORD_LISTS] = {"channel",      "priority",    "status",
                                               "type",         "author_kind", "initiator",
                                               "satisfaction", "survey_kind"};

void profiles_release(struct profiles *profiles)
{
    arena_release(&profiles->arena);
    *profiles = (struct profiles){0};
}

/* Next character of a header that counts: no blanks, underscores, quotes, no-break spaces. */
static struct span skip_noise(struct span text)
{
    for (;;) {
        if (text.length >= 2 && memcmp(text.bytes, "\xC2\xA0", 2) == 0)
            text = (struct span){text.bytes + 2, text.length - 2};
        else if (text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0)
            text = (struct span){text.bytes + 3, text.length - 3};
        else if (text.length >= 6 && memcmp(text.bytes, "\xC3\xAF\xC2\xBB\xC2\xBF", 6) == 0)
            text = (struct span){text.bytes + 6, text.length - 6}; /* a mark read as cp1252 */
        else if (text.length >= 1 && strchr(" _\t\r\n\"'", text.bytes[0]) != NULL)
            text = (struct span){text.bytes + 1, text.length - 1};
        else
            return text;
    }
}

static size_t character_length(struct span text)
{
    unsigned char lead = (unsigned char)text.bytes[0];
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

    return length < text.length ? length : text.length;
}

bool header_equal(struct span header, struct span alias)
{
    for (;;) {
        header = skip_noise(header);
        alias = skip_noise(alias);
        if (header.length == 0 || alias.length == 0)
            return header.length == alias.length;
        size_t a = character_length(header);
        size_t b = character_length(alias);
        if (!span_equal_folded((struct span){header.bytes, a}, (struct span){alias.bytes, b}))
            return false;
        header = (struct span){header.bytes + a, header.length - a};
        alias = (struct span){alias.bytes + b, alias.length - b};
    }
}

int profile_class(const struct profile *profile, enum word_list list, struct span word)
{
    struct span trimmed = span_trim(word);

    for (size_t i = 0; i < profile->word_count[list]; i++)
        if (span_equal_folded(trimmed, profile->words[list][i].text))
            return profile->words[list][i].class_value;
    return 0;
}

enum word_list profile_list_of(enum field field)
{
    static const struct {
        enum field field;
        enum word_list list;
    } lists[] = {{FIELD_channel, WORDS_CHANNEL},
                 {FIELD_priority, WORDS_PRIORITY},
                 {FIELD_status, WORDS_STATUS},
                 {FIELD_status_category, WORDS_STATUS},
                 {FIELD_type, WORDS_TYPE},
                 {FIELD_author_kind, WORDS_AUTHOR_KIND},
                 {FIELD_initiated_by, WORDS_INITIATOR},
                 {FIELD_satisfaction, WORDS_RATING},
                 {FIELD_score, WORDS_RATING},
                 {FIELD_effort, WORDS_RATING},
                 {FIELD_survey_kind, WORDS_SURVEY_KIND}};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lists[i].field == field)
            return lists[i].list;
    return WORD_LISTS;
}

const char *profile_list_name(enum word_list list)
{
    return PROFILE_LISTS[list];
}

const char *profile_class_name(enum word_list list, int class_value)
{
    switch (list) {
    case WORDS_CHANNEL:
        return channel_name((enum channel)class_value);
    case WORDS_PRIORITY:
        return priority_name((enum priority)class_value);
    case WORDS_STATUS:
        return status_name((enum status)class_value);
    case WORDS_TYPE:
        return ticket_type_name((enum ticket_type)class_value);
    case WORDS_AUTHOR_KIND:
        return author_kind_name((enum author_kind)class_value);
    case WORDS_INITIATOR:
        return initiator_name((enum initiator)class_value);
    case WORDS_SURVEY_KIND:
        return survey_kind_name((enum survey_kind)class_value);
    default:
        return class_value == RATING_OFFERED ? "offered" : "not_offered";
    }
}

bool profile_is_missing(const struct profile *profile, struct span cell)
{
    for (size_t i = 0; i < profile->missing_count; i++)
        if (cell.length == profile->missing[i].length && span_equal(cell, profile->missing[i]))
            return true; /* every cell asks: few are as long */
    return false;
}
