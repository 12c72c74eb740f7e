/* error: one failure, told once, in words that can be printed as they are. */
#ifndef DESKGAUGE_BASE_ERROR_H
#define DESKGAUGE_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

/* The kind of a failure is the exit code of the program (architecture: 1 and 130 are no errors). */
enum error_kind {
    ERROR_NONE = 0,
    ERROR_USAGE = 2,
    ERROR_INPUT = 3,
    ERROR_STORE = 4,
    ERROR_RENDER = 5,
    ERROR_INTERNAL = 6, /* memory, or a promise of ours that did not hold */
    ERROR_INTERRUPTED = 130,
};

enum { ERROR_TEXT_SIZE = 1024 };

/*
 * All-zero is "no error". The text is lower case, has no final stop, starts with the position
 * where there is one (`tickets.csv:812: …`), quotes what the user wrote, and ends with
 * `(hint: …)` where the user can act. It is cut at ERROR_TEXT_SIZE, never in the middle of a
 * UTF-8 character.
 */
struct error {
    enum error_kind kind;
    char text[ERROR_TEXT_SIZE];
};

/* Set `err` (which may be NULL) and return false, so that callers can `return error_set(…)`. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);

/* Put "context: " before the text of a failure on its way up. Returns false. */
bool error_wrap(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* Out of memory, told without allocating. Returns false. */
bool error_memory(struct error *err);

/* The analyser of clang-tidy sees one file at a time: it has to be told what the three return. */
#ifdef __clang_analyzer__
#define error_set(...) ((void)error_set(__VA_ARGS__), false)
#define error_wrap(...) ((void)error_wrap(__VA_ARGS__), false)
#define error_memory(err) ((void)error_memory(err), false)
#endif

void error_clear(struct error *err);

/* The larger exit code of two, as rulings 37 asks for several files. */
enum error_kind error_worst(enum error_kind a, enum error_kind b);

#endif
