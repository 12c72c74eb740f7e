/* choice: what the parts of the model choice share. Private to kinds. */
#ifndef DESKGAUGE_KINDS_CHOICE_H
#define DESKGAUGE_KINDS_CHOICE_H

#include "kinds/choice_words.h"
#include "kinds/composing.h"

struct choosing {
    struct composing *composing;
    const struct comparison *comparison;
    struct choice_words words;
};

/* The name of a model as finished text, for charts. */
const char *choice_name_text(const struct choosing *choosing, int model);
struct chart_words money_words(const struct choosing *choosing);
/* A share in whole per cent, unknown where it is; a number of hours or people, whole. */
struct value choice_share(double ratio);
struct value choice_whole(double number);

/* choice_money.c */
void compose_choice_money(struct choosing *choosing);
void compose_choice_volume(struct choosing *choosing);
/* choice_doubt.c */
void compose_choice_doubt(struct choosing *choosing);
/* choice_service.c */
void compose_choice_promise(struct choosing *choosing);
void compose_choice_service(struct choosing *choosing);
/* choice_map.c: who answers in which hour with a mix */
void choice_add_map(struct choosing *choosing, int model);
/* Names of the seven days; `words`: of every third hour (HOURS_MAP_WORDS), or NULL. */
void choice_name_days(struct composing *composing, const char **days, const char **words);
/* choice_quality.c: parts of the service */
void choice_add_frontier(struct choosing *choosing);
void choice_add_quality(struct choosing *choosing);
/* choice_terms.c */
void compose_choice_hours(struct choosing *choosing);
void compose_choice_clients(struct choosing *choosing);
void compose_choice_exit(struct choosing *choosing);
void compose_choice_inputs(struct choosing *choosing);

#endif
