#include "costs/excess.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

double normal_excess(double mean, double deviation, double limit)
{
    double over = mean - limit;

    if (!(deviation > 0))
        return fmax(0, over);
    double z = over / deviation;
    return deviation * gsl_ran_ugaussian_pdf(z) + over * gsl_cdf_ugaussian_P(z);
}

double gamma_excess(double mean, double deviation, double limit)
{
    if (!(deviation > 0) || !(mean > 0))
        return fmax(0, mean - limit);
    if (limit <= 0)
        return mean - limit;
    double shape = mean / deviation * (mean / deviation);
    double scale = deviation * deviation / mean;
    return mean * gsl_cdf_gamma_Q(limit, shape + 1, scale) -
           limit * gsl_cdf_gamma_Q(limit, shape, scale);
}
