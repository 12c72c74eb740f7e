/* Decisions and products that need no draws. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "costs/decision.h"
#include "costs/excess.h"

struct normal_choice normal_choice(double mean, double deviation)
{
    if (!(deviation > 0))
        return (struct normal_choice){mean > 0 ? 1 : mean < 0 ? 0 : .5, 0};
    return (struct normal_choice){gsl_cdf_ugaussian_P(mean / deviation),
                                  normal_excess(-fabs(mean), deviation, 0)};
}

double normal_choice_evppi(double mean, double part)
{
    return normal_choice(mean, part).evpi;
}

struct product product_of(const struct factor *factors, size_t count)
{
    double median = 1, variance = 0;

    for (size_t i = 0; i < count; i++) {
        median *= factors[i].median;
        variance += factors[i].log_deviation * factors[i].log_deviation;
    }
    double mean = median * exp(variance / 2);
    return (struct product){mean, median, mean * sqrt(expm1(variance)), sqrt(variance)};
}

double product_quantile(const struct product *product, double p)
{
    return product->median * exp(product->log_deviation * gsl_cdf_ugaussian_Pinv(p));
}

double product_below(const struct product *product, double cost)
{
    if (!(cost > 0))
        return 0;
    if (!(product->log_deviation > 0))
        return cost >= product->median;
    return gsl_cdf_ugaussian_P(log(cost / product->median) / product->log_deviation);
}

double product_first(const struct product *product, const struct factor *factor)
{
    double own = factor->log_deviation * factor->log_deviation;

    return expm1(own) / expm1(product->log_deviation * product->log_deviation);
}

double product_total(const struct product *product, const struct factor *factor)
{
    double own = factor->log_deviation * factor->log_deviation;
    double all = product->log_deviation * product->log_deviation;

    return exp(all - own) * expm1(own) / expm1(all);
}
