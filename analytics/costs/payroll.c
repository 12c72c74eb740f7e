#include "costs/payroll.h"

#include <math.h>

#include "base/resource.h"
#include "base/yaml.h"

extern const struct resource cost_tables[];

static double number_of(const struct yaml_node *node, double otherwise)
{
    double value = otherwise;

    if (node != NULL && !span_number(node->text, '.', &value))
        return otherwise;
    return value;
}

static const char *text_of(const struct yaml_node *node)
{
    return node == NULL ? "" : node->text.bytes;
}

static bool fill(const struct yaml_node *node, struct arena *arena, struct payroll_table *out,
                 struct error *err)
{
    const struct yaml_node *components = yaml_find(node, "components");

    out->name = text_of(yaml_find(node, "name"));
    out->title = text_of(yaml_find(node, "title"));
    out->currency = text_of(yaml_find(node, "currency"));
    out->year = (int)number_of(yaml_find(node, "year"), 0);
    out->is_verified = span_equal(span_of(text_of(yaml_find(node, "verified"))), SPAN("yes"));
    out->component_count = components == NULL ? 0 : components->count;
    out->components = arena_array(arena, out->component_count, sizeof *out->components);
    if (out->components == NULL)
        return error_memory(err);
    for (size_t i = 0; i < out->component_count; i++) {
        const struct yaml_node *item = components->items[i];
        out->components[i] = (struct payroll_component){
            .from_minor = number_of(yaml_find(item, "from"), 0) * 100,
            .to_minor = number_of(yaml_find(item, "to"), INFINITY) * 100,
            .is_monthly = span_equal(span_of(text_of(yaml_find(item, "base"))), SPAN("month")),
            .rate = number_of(yaml_find(item, "rate"), 0),
            .source = text_of(yaml_find(item, "source"))};
    }
    return true;
}

bool payroll_find(const char *name, struct arena *arena, struct payroll_table *out,
                  struct error *err)
{
    const struct yaml_node *root = NULL;
    const char *names[32];
    size_t count = 0;
    OWN(buffer_release) struct buffer list = {0};

    if (!yaml_read(resource_span(&cost_tables[0]), cost_tables[0].name, arena, &root, err))
        return false;
    const struct yaml_node *tables = yaml_find(root, "tables");
    for (size_t i = 0; tables != NULL && i < tables->count && count < 32; i++) {
        const char *found = text_of(yaml_find(tables->items[i], "name"));
        if (span_equal(span_of(found), span_of(name)))
            return fill(tables->items[i], arena, out, err);
        buffer_format(&list, "%s%s", count == 0 ? "" : ", ", found);
        names[count++] = found;
    }
    const char *near = text_nearest(span_of(name), names, count);
    return error_set(err, ERROR_USAGE, "there is no payroll table '%s' (hint: %s%s; there are %s)",
                     name, near == NULL ? "spell it as listed" : "did you mean ",
                     near == NULL ? "" : near, buffer_span(&list).bytes);
}

/* Of what a base has reached, once `before` of it was charged. */
static double charge_of(const struct payroll_component *component, double before, double after)
{
    double low = fmin(fmax(before, component->from_minor), component->to_minor);
    double high = fmin(fmax(after, component->from_minor), component->to_minor);

    return component->rate * (high - low);
}

double payroll_year_minor(const struct payroll_table *table, double monthly_gross_minor)
{
    double total = 0;

    for (size_t i = 0; i < table->component_count; i++) {
        const struct payroll_component *component = &table->components[i];
        total += component->is_monthly ? 12 * charge_of(component, 0, monthly_gross_minor)
                                       : charge_of(component, 0, 12 * monthly_gross_minor);
    }
    return total;
}

void payroll_months_minor(const struct payroll_table *table, const double *gross_minor,
                          int first_month, int count, double *out)
{
    double year = 0;

    for (int month = 0; month < count; month++) {
        double gross = gross_minor[month];
        year = (first_month + month) % 12 == 0 ? 0 : year;
        out[month] = 0;
        for (size_t i = 0; i < table->component_count; i++) {
            const struct payroll_component *component = &table->components[i];
            out[month] += component->is_monthly ? charge_of(component, 0, gross)
                                                : charge_of(component, year, year + gross);
        }
        year += gross;
    }
}
