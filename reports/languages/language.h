/* language: the words, numbers and dates of one reader's language. */
#ifndef DESKGAUGE_LANGUAGES_LANGUAGE_H
#define DESKGAUGE_LANGUAGES_LANGUAGE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "model/value.h"

/*
 * Words come from gettext, with the plural rules of the catalogue; numbers, money and dates from
 * ICU. The locale of the process is neither read nor set: lookups run under a locale of their own
 * thread (uselocale), and each language is a text domain of its own, so several may be open.
 *
 * Texts returned live as long as the program. One language is used by one thread at a time.
 */
struct language;

/*
 * Open "en" or a language that has a catalogue in the program. ERROR_USAGE for another name (with
 * the ones there are), ERROR_RENDER when the catalogue cannot be unpacked into a private folder
 * ($TMPDIR or /tmp; removed before the call returns). Takes LANGUAGE out of the environment, which
 * would override our choice: call it before threads are started.
 */
MUST_CHECK bool language_open(const char *name, struct language **out, struct error *err);
void language_close(struct language *language);
OWN_CLOSER(language_close, struct language *)

const char *language_name(const struct language *language);

/* The names there are, "en" first, then in alphabetical order; NULL at `at` past the last. */
const char *language_at(size_t at);

/* The message in this language; the message itself where the catalogue has none. */
const char *language_text(const struct language *language, const char *message);
const char *language_text_in(const struct language *language, const char *context,
                             const char *message);
const char *language_plural(const struct language *language, const char *one, const char *many,
                            int64_t count);
#define tr(language, message) language_text((language), (message))
#define tr_in(language, context, message) language_text_in((language), (context), (message))

/*
 * How values are printed (NBSP between a number and its unit; minus is U+2212; ranges take an en
 * dash and name the unit once):
 *
 *   ratio     0.64 → "64%", «64 %»; natural digits: none, but one or two more rather than a false
 *             0% or 100%: 0.998 → "99.8%"; ends of a range wider than 10 points have none
 *   points    −0.062 → "−6.2 points"
 *   duration  47 s · 7.5 min · 47 min · 1 h 20 min · 25 h · 2.5 days (from 48 hours on);
 *             a range takes one unit: 61–63 h; with digits given, one unit too: "61.0 h"
 *   number    natural: 2 digits below 10, 1 below 100, else none; final noughts are dropped
 *   money     ₽231, 231 ₽; fractions below 100 units; STYLE_SHORT from 10,000 on: ₽2.9M, 2,9
 * млн ₽ date      5 October 2026; period: a quarter, month or year by its name where it is one
 *   unknown   its reason, else "unknown"
 *   text      as it stands
 *
 * Memory that runs short is told by `out->is_short`, and so is a failure of ICU.
 */
void language_append_value(struct language *language, const struct value *value,
                           struct buffer *out);

/* The message with its places filled; nothing for an absent phrase. */
void language_append_phrase(struct language *language, const struct phrase *phrase,
                            struct buffer *out);

/*
 * A name as part of a file's name: [a-z0-9-], at most 60, other scripts as Latin letters ("Кофейня
 * на углу" → "kofejna-na-uglu"); "unnamed" where nothing is left. Two names may give one slug.
 */
void language_append_slug(const char *name, struct buffer *out);

/* The same as text in an arena; NULL when memory is short. */
const char *language_format_value(struct language *language, struct arena *arena,
                                  struct value value);
const char *language_format_phrase(struct language *language, struct arena *arena,
                                   struct phrase phrase);

#endif
