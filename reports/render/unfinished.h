/* unfinished: workbooks that processes of their own still make, while the caller goes on. */
#ifndef DESKGAUGE_RENDER_UNFINISHED_H
#define DESKGAUGE_RENDER_UNFINISHED_H

#include "base/error.h"
#include "base/ownership.h"
#include "render/folder.h"

/*
 * At most two are in the making: one more waits for the oldest. A workbook is made from the memory
 * as it is when it is started, so that its bytes do not depend on when it ends, and the report may
 * be released before.
 */
struct unfinished;

MUST_CHECK bool unfinished_open(struct unfinished **out, struct error *err);

/* Wait for all of them and write them into the folder. The first failure is told. */
MUST_CHECK bool unfinished_write(struct unfinished *unfinished, struct folder *folder,
                                 struct error *err);

/* Ends what is still being made. */
void unfinished_close(struct unfinished *unfinished);
OWN_CLOSER(unfinished_close, struct unfinished *)

/* Private to render/: start another, which will be the file `name` of the folder. */
struct making;
MUST_CHECK bool unfinished_start(struct unfinished *unfinished, const struct making *making,
                                 const char *name, struct folder *folder, struct error *err);

#endif
