/* models: what the library gives for a row of the table, by the row's model. */
#ifndef DESKGAUGE_REFERENCE_MODELS_H
#define DESKGAUGE_REFERENCE_MODELS_H

#include <stdbool.h>
#include <stddef.h>

struct row {
    const char *model, *params, *quantity;
};

/* False when the text of the row does not tell what the model needs, or asks for a quantity that
 * is not known: such a row is skipped, and told. */
typedef bool (*row_value)(const struct row *row, double *out);

/* `model` ends in '*' where the head of a name decides. NULL: none that reads this model. */
row_value model_find(const char *model);

bool value_of_erlang_b(const struct row *row, double *out);
bool value_of_erlang_c(const struct row *row, double *out);
bool value_of_erlang_continuous(const struct row *row, double *out);
bool value_of_erlang_c_required(const struct row *row, double *out);
bool value_of_erlang_a(const struct row *row, double *out);
bool value_of_erlang_a_required(const struct row *row, double *out);
bool value_of_ishigami(const struct row *row, double *out);
bool value_of_fte(const struct row *row, double *out);
bool value_of_turnover(const struct row *row, double *out);
bool value_of_billing(const struct row *row, double *out);
bool value_of_payroll(const struct row *row, double *out);
bool value_of_deferrable(const struct row *row, double *out);
bool value_of_pooling(const struct row *row, double *out);
bool value_of_premium(const struct row *row, double *out);

#endif
