#include "statistics/moments.h"

#include <math.h>

void moments_merge(struct moments *into, const struct moments *from)
{
    if (from->count == 0)
        return;
    if (into->count == 0) {
        *into = *from;
        return;
    }
    double a = (double)into->count, b = (double)from->count, n = a + b;
    double delta = (from->origin - into->origin) + (from->mean - into->mean);

    into->m3 += from->m3 + delta * delta * delta * a * b * (a - b) / (n * n) +
                3 * delta * (a * from->m2 - b * into->m2) / n;
    into->m2 += from->m2 + delta * delta * a * b / n;
    into->mean += delta * b / n;
    into->count += from->count;
}

void moments_add(struct moments *moments, double value)
{
    const struct moments one = {.count = 1, .origin = value};

    moments_merge(moments, &one);
}

double moments_mean(const struct moments *moments)
{
    return moments->count == 0 ? NAN : moments->origin + moments->mean;
}

double moments_variance(const struct moments *moments)
{
    return moments->count < 2 ? NAN : moments->m2 / (double)(moments->count - 1);
}

double moments_skewness(const struct moments *moments)
{
    double deviation = sqrt(moments_variance(moments));

    return moments->m3 / (double)moments->count / (deviation * deviation * deviation);
}
